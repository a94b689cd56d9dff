//! A whole set-up against the practice office.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use reqwest::Url;
use sendoff_tests::{Serving, program};

use crate::script::{json, sendoff};

#[test]
fn tourtools_goes_from_the_first_question_to_the_hand_over() {
    let output = sendoff(&["rehearse", "--recipe", "tourtools", "--json"], "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report = json(&output);
    assert_eq!(report["saved"], true);
    assert_eq!(report["sent"]["route"], "graph");
    assert!(
        report["steps"].as_array().unwrap().iter().all(|step| step["state"] == "done" && step["problem"].is_null())
    );
    let labels: Vec<&str> =
        report["handover"].as_array().unwrap().iter().map(|row| row["label"].as_str().unwrap()).collect();
    for label in ["Client ID", "Client Secret", "Redirect URI", "Tenant", "authURL", "accessTokenURL"] {
        assert!(labels.contains(&label), "{label} is not among {labels:?}");
    }
    assert!(report["sent"]["message_id"].as_str().unwrap().starts_with('<'));
}

#[test]
fn two_rehearsals_have_nothing_in_common() {
    let id = |output: &std::process::Output| json(output)["handover"][1]["value"].as_str().unwrap().to_owned();
    let (first, second) = (sendoff(&["rehearse", "--json"], ""), sendoff(&["rehearse", "--json"], ""));
    assert_ne!(id(&first), id(&second), "IDs are fresh each run");
}

#[test]
fn the_practice_office_announces_itself_in_one_line() {
    let office = Serving::start(&["--seed", "tourtools"]);
    let addresses = office.addresses();
    let microsoft = addresses["microsoft"].as_object().unwrap();
    for member in [
        "authority",
        "authorize",
        "token",
        "graph",
        "portal",
        "tenant_id",
        "client_id",
        "client_secret",
        "redirect_uri",
    ] {
        assert!(microsoft[member].is_string(), "{member}");
    }
    assert!(microsoft["token"].as_str().unwrap().starts_with("https://"));
    assert!(std::path::Path::new(addresses["ca_file"].as_str().unwrap()).is_file());
    assert!(addresses["inbox"].is_string());
}

/// A `sendoff` that goes on until it is ended.
struct Running(Child);

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(program("sendoff"));
        Self(command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_practice_office_gives_people_what_they_have_to_type() {
    let mut office = Running::start(&["practice", "serve", "--seed", "tourtools"]);
    let lines = BufReader::new(office.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut told = String::new();
    for line in lines {
        told = told + &line + "\n";
        if line.contains("Ctrl+C") {
            break;
        }
    }
    for name in [
        "Portal",
        "Token endpoint",
        "Directory (tenant) ID",
        "Application (client) ID",
        "Client secret",
        "Redirect URI",
    ] {
        let row = told.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {told}"));
        assert!(
            row.split_whitespace().last().is_some_and(|value| value.len() > 16 && !value.contains('\u{2022}')),
            "{row}"
        );
    }
    assert!(told.contains("office@practice-") && told.contains("The mailbox to send from"), "{told}");
}

#[test]
fn an_error_is_told_whole_to_the_person_at_the_terminal() {
    let output = sendoff(&["rehearse", "--fault", "secret-wrong"], "");
    let told = String::from_utf8(output.stdout).unwrap();
    for said in [
        "The client secret is not the right one",
        "Most often the Secret ID was pasted",
        "choose New client secret",
        "You, at this computer.",
        "AADSTS7000215",
        "in the step client-secret; then it was tried again, and it worked.",
        "Made to go wrong: secret-wrong",
    ] {
        assert!(told.contains(said), "{said:?} is not in {told}");
    }
}

#[test]
fn a_fault_that_is_waited_out_is_said_to_have_happened() {
    let told = String::from_utf8(sendoff(&["rehearse", "--fault", "discovery-html"], "").stdout).unwrap();
    assert!(told.contains("Made to go wrong: discovery-html"), "{told}");
    assert!(told.contains("nobody had to do anything"), "{told}");
}

#[test]
fn an_address_of_ones_own_goes_through_to_the_hand_over() {
    let address = "https://mail.harbour.example/auth/";
    let report = json(&sendoff(&["rehearse", "--json", "--answer", &format!("redirect-address={address}")], ""));
    let rows = report["handover"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["label"] == "Redirect URI" && row["value"] == address), "{report}");
}

#[test]
fn nobody_at_the_browser_is_told_what_is_waited_for_and_a_cancelled_sign_in_ends_the_rehearsal_as_not_well() {
    let mut running = Running::start(&["rehearse", "--browser", "none", "--json"]);
    let mut output = BufReader::new(running.0.stdout.take().unwrap());
    let mut awaited = String::new();
    BufReader::new(running.0.stderr.take().unwrap()).read_line(&mut awaited).unwrap();
    assert!(awaited.contains("Waiting for the browser") && awaited.contains("15 minutes"), "{awaited}");
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let open: serde_json::Value = serde_json::from_str(&line).unwrap();
    cancel(&open["open"].as_str().unwrap().parse().unwrap());
    line.clear();
    output.read_line(&mut line).unwrap();
    let report: serde_json::Value = serde_json::from_str(&line).unwrap();
    let problems = report["steps"].as_array().unwrap().iter().map(|step| &step["problem"]);
    let problem = problems.into_iter().find(|problem| !problem.is_null()).unwrap();
    assert_eq!((&report["saved"], &problem["kind"]), (&false.into(), &"approval-declined".into()));
    assert_eq!(problem["mended"], false);
    assert_eq!(running.0.wait().unwrap().code(), Some(1));
}

/// Brings the answer that a browser brings when the person chose Cancel.
fn cancel(page: &Url) {
    let asked: HashMap<_, _> = page.query_pairs().into_owned().collect();
    let back: Url = asked["redirect_uri"].parse().unwrap();
    let form = format!("error=access_denied&error_subcode=cancel&state={}", asked["state"]);
    let (port, path) = (back.port().unwrap(), back.path());
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close";
    let length = form.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{head}\r\nContent-Length: {length}\r\n\r\n{form}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
}
