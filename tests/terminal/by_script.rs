//! `sendoff recipes script`. What the scripts do is shown in the room that writes them.

use crate::script::{json, sendoff};

fn script(more: &[&str]) -> String {
    let output = sendoff(&[&["recipes", "script", "tourtools"], more].concat(), "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_recipe_is_written_out_for_bash_unless_another_shell_is_named() {
    let bash = script(&[]);
    assert!(bash.starts_with("#!/usr/bin/env bash\n") && bash.ends_with(")\n"), "{bash}");
    assert!(bash.contains("https://www.tourtools.com/auth/") && bash.contains("http://localhost/mail-setup"));
    let powershell = script(&["--dialect", "graph-powershell"]);
    assert!(powershell.contains("New-MgApplication -DisplayName 'TourTools mail'"), "{powershell}");
    assert!(powershell.replace("\n# ", " ").contains("It has not been run"), "{powershell}");
}

#[test]
fn what_is_wished_is_in_it() {
    let wished = script(&["--name", "Dana's mail", "--months", "6", "--approve"]);
    assert!(wished.contains("Dana\\u0027s mail") && wished.contains("+6 months"), "{wished}");
    assert!(wished.contains("oauth2PermissionGrants"));
    assert!(!script(&[]).contains("oauth2PermissionGrants"));
    let own = script(&["--answer", "redirect-address=https://mail.example/back"]);
    assert!(own.contains("https://mail.example/back") && !own.contains("tourtools.com/auth"), "{own}");
    assert_eq!(sendoff(&["recipes", "script", "tourtools", "--months", "25"], "").status.code(), Some(2));
}

#[test]
fn only_the_random_id_differs_from_one_script_to_the_next() {
    let id = |script: &str| script.split("\"oauth2PermissionScopes\":[{\"id\":\"").nth(1).unwrap()[..36].to_owned();
    let (one, other) = (script(&[]), script(&[]));
    assert_ne!(id(&one), id(&other));
    assert_eq!(one.replace(&id(&one), ""), other.replace(&id(&other), ""));
}

#[test]
fn with_json_it_is_one_object() {
    for dialect in ["azure-cli", "graph-powershell"] {
        let output = sendoff(&["recipes", "script", "tourtools", "--dialect", dialect, "--json"], "");
        let printed = json(&output);
        assert_eq!((printed["recipe"].as_str(), printed["dialect"].as_str()), (Some("tourtools"), Some(dialect)));
        assert!(printed["file_name"].as_str().unwrap().starts_with("sendoff-set-up."));
        assert!(printed["text"].as_str().unwrap().contains("Application (client) ID: "));
        assert_eq!(printed["instructions"].as_array().unwrap().len(), 3);
    }
}
