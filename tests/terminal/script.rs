//! `sendoff recipes` and `sendoff read`.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use sendoff_tests::program;
use serde_json::Value;

pub(crate) fn sendoff(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(program("sendoff"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

const OVERVIEW: &str = "Display name\nTourTools mail\nApplication (client) ID\n7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\nObject ID\n\
    11111111-2222-4333-8444-555555555555\nDirectory (tenant) ID\nb2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34\n";

#[test]
fn recipes_name_their_questions_and_steps() {
    let output = sendoff(&["recipes", "--json"], "");
    assert!(output.status.success());
    let recipe = &json(&output)["recipes"][0];
    assert_eq!((recipe["id"].as_str(), recipe["provider"].as_str()), (Some("tourtools"), Some("microsoft")));
    assert_eq!(recipe["questions"][0]["default"], "registered");
    assert!(recipe["steps"].as_array().unwrap().iter().any(|step| step == "client-secret"));
}

#[test]
fn a_whole_overview_page_gives_both_ids_and_declines_the_object_id() {
    let output = sendoff(&["read", "--recipe", "tourtools", "--json"], OVERVIEW);
    assert_eq!(output.status.code(), Some(0));
    let read = json(&output);
    let value = |field: &str| {
        let fields = read["fields"].as_array().unwrap();
        fields.iter().find(|one| one["field"] == field).map(|one| one["value"].as_str().unwrap().to_owned())
    };
    assert_eq!(value("client_id").as_deref(), Some("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa"));
    assert_eq!(value("tenant_id").as_deref(), Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34"));
    assert_eq!(read["declined"][0]["what"], "object_id");
}

#[test]
fn a_secret_in_a_paste_is_masked() {
    let secret = "8xQ8Q~abcdefghijklmnopqrstuvwxyz01234.a";
    let row = format!(
        "Description\tExpires\tValue\tSecret ID\nmail\t5/21/2027\t{secret}\t99999999-2222-4333-8444-555555555555\n"
    );
    let output = sendoff(&["read", "--json"], &row);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!text.contains(&secret[3..]), "{text}");
    let fields = json(&output)["fields"].as_array().unwrap().clone();
    assert!(
        fields.iter().any(|one| one["field"] == "client_secret" && one["value"].as_str().unwrap().starts_with("8xQ"))
    );
}

#[test]
fn exit_codes_say_what_kind_of_end_it_was() {
    assert_eq!(sendoff(&["read", "--json"], "nothing of interest").status.code(), Some(1));
    assert_eq!(sendoff(&["read", "--what"], "").status.code(), Some(2));
    assert_eq!(sendoff(&["help"], "").status.code(), Some(0));
}

/// A name there is none of, and one that there is in its place.
const NO_SUCH: &[(&[&str], &str)] = &[
    (&["read", "--recipe", "nope"], "tourtools"),
    (&["recipes", "script", "nope"], "tourtools"),
    (&["recipes", "script", "tourtools", "--dialect", "nope"], "graph-powershell"),
    (&["recipes", "script", "tourtools", "--answer", "redirect-address=banana"], "registered"),
    (&["rehearse", "--recipe", "nope"], "tourtools"),
    (&["rehearse", "--answer", "colour=red"], "redirect-address"),
    (&["rehearse", "--answer", "redirect-address=banana"], "registered"),
    (&["rehearse", "--answer", "redirect-address=other"], "https://"),
    (&["rehearse", "--answer", "redirect-address=http://mail.example/"], "https://"),
    (&["rehearse", "--fault", "nope"], "secret-wrong"),
    (&["rehearse", "--browser", "nope"], "robot"),
    (&["practice", "serve", "--fault", "nope"], "secret-wrong"),
    (&["practice", "serve", "--seed", "nope"], "tourtools"),
];

#[test]
fn a_name_there_is_none_of_is_wrong_usage_and_names_what_there_is() {
    for (arguments, there_is) in NO_SUCH {
        let output = sendoff(arguments, "");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(told.contains(there_is) && told.lines().count() == 1, "{arguments:?}: {told}");
    }
}

#[test]
fn with_json_a_refusal_is_one_object_on_stderr() {
    for (arguments, there_is) in NO_SUCH {
        let error = &refusal(&sendoff(&[*arguments, &["--json"]].concat(), ""), 2)["error"];
        assert_eq!(error["kind"], "wrong-usage", "{arguments:?}");
        let choices: Vec<_> = error["choices"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert!(choices.iter().any(|choice| choice.starts_with(there_is)), "{arguments:?}: {choices:?}");
    }
    assert_eq!(refusal(&sendoff(&["rehearse", "--answer", "bogus", "--json"], ""), 2)["error"]["kind"], "wrong-usage");
    assert_eq!(refusal(&sendoff(&["read", "--what", "--json"], ""), 2)["error"]["kind"], "wrong-usage");
}

/// The one JSON object of a refusal.
fn refusal(output: &Output, code: i32) -> Value {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(output.stdout.is_empty());
    serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {told}"))
}

#[test]
fn a_text_that_cannot_be_read_is_not_well() {
    let long = "x".repeat(1_100_000);
    let error = &refusal(&sendoff(&["read", "--json"], &long), 1)["error"];
    assert_eq!(error["kind"], "not-well");
    assert!(error["message"].as_str().unwrap().contains("too long"), "{error}");
    let latin = Command::new(program("sendoff")).arg("read").stdin(bytes(b"caf\xe9")).output().unwrap();
    assert_eq!(latin.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&latin.stderr).contains("UTF-8"));
}

/// Standard input with these bytes.
fn bytes(bytes: &[u8]) -> Stdio {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    file.into()
}

#[test]
fn what_was_not_taken_says_why_and_what_to_do() {
    let output = sendoff(&["read", "--recipe", "tourtools"], OVERVIEW);
    let told = String::from_utf8(output.stdout).unwrap();
    for said in [
        "11111111-2222-4333-8444-555555555555: That is the Object ID",
        "It stands close to the right one",
        "Copy Application (client) ID from Overview",
    ] {
        assert!(told.contains(said), "{said:?} is not in {told}");
    }
    let nothing = String::from_utf8(sendoff(&["read"], "").stdout).unwrap();
    assert!(nothing.contains("Standard input is empty"), "{nothing}");
}

#[test]
fn an_id_without_its_label_is_one_value_for_two_fields() {
    let id = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
    let read = json(&sendoff(&["read", "--json"], id));
    let declined = &read["declined"][0];
    assert_eq!((&read["fields"], &declined["values"]), (&serde_json::json!([]), &serde_json::json!([id])));
    let why = declined["why"].as_str().unwrap();
    assert!(why.contains("Application (client) ID or Directory (tenant) ID"), "{why}");
    assert!(!declined["title"].as_str().unwrap().contains("Two values"), "{declined}");
    assert!(declined["fix"][0].as_str().unwrap().contains("together with its label"), "{declined}");
}
