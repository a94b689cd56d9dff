//! A whole set-up against the practice office.

use sendoff_tests::Serving;

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
