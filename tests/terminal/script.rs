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
    assert_eq!(sendoff(&["read", "--recipe", "none"], "x").status.code(), Some(3));
    assert_eq!(sendoff(&["rehearse", "--fault", "none"], "").status.code(), Some(3));
}
