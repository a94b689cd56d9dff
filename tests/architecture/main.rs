//! Holds each room to what it may use: compares `cargo metadata` with the table of docs/ARCHITECTURE.md, which stands
//! here as data. A new arrow is a decision: change the table, the page, and say why in docs/decisions.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

mod printing;
mod versions;
mod voice;

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Room and the rooms of ours it may use, besides `values` and `problem`, which are open to all but `practice`.
const ROOMS: &[(&str, &[&str])] = &[
    ("values", &[]),
    ("problem", &[]),
    ("words", &[]),
    ("recipes", &[]),
    ("intake", &["recipes"]),
    ("journey", &["recipes", "intake", "words"]),
    ("oauth", &[]),
    ("wire", &[]),
    ("loopback", &["oauth"]),
    ("mail", &["wire"]),
    ("vault", &[]),
    ("ledger", &[]),
    ("handover", &["recipes", "words"]),
    (
        "engine",
        &["words", "recipes", "intake", "journey", "oauth", "wire", "loopback", "mail", "vault", "ledger", "handover"],
    ),
    ("practice", &[]),
    ("cli", &["engine", "words", "practice"]),
    ("desktop", &["engine", "journey", "practice"]),
];

/// Packages that nothing here may bring in, with the reason.
const BANNED: &[(&str, &str)] = &[
    ("rsa", "RUSTSEC-2023-0071 has no fix; ID tokens come straight from the token endpoint and need no RSA"),
    ("openidconnect", "brings in rsa"),
    ("native-tls", "TLS is rustls everywhere, so that one set of rules holds"),
    ("tauri-plugin-shell", "CVE-2025-31477; nothing is opened from the page"),
    ("tauri-plugin-oauth", "its listener ends a sign-in at the first hostile request"),
    ("linux-keyutils-keyring-store", "forgets at reboot; it is no place for a secret"),
];

/// The eight packages of the card, each with the room that needs it.
const CARD: &[(&str, &str)] = &[
    ("tauri", "desktop"),
    ("tokio", "engine"),
    ("oauth2", "oauth"),
    ("reqwest", "wire"),
    ("serde", "values"),
    ("keyring", "vault"),
    ("lettre", "mail"),
    ("tracing", "engine"),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// Direct dependencies by package, without those of tests and build scripts.
fn dependencies(metadata: &Value) -> BTreeMap<String, Vec<String>> {
    let members: Vec<&Value> = metadata["workspace_members"].as_array().unwrap().iter().collect();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .filter(|package| members.contains(&&package["id"]))
        .map(|package| {
            let names = package["dependencies"].as_array().unwrap().iter().filter(|one| one["kind"].is_null());
            let names = names.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
            (package["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

#[test]
fn every_room_uses_only_what_it_may() {
    let dependencies = dependencies(&metadata());
    for (room, allowed) in ROOMS {
        let name = format!("sendoff-{room}");
        let used = dependencies.get(&name).unwrap_or_else(|| panic!("there is no room {name}"));
        for other in used.iter().filter_map(|one| one.strip_prefix("sendoff-")) {
            let open = matches!(other, "values" | "problem") && *room != "practice" && *room != "values";
            assert!(open || allowed.contains(&other), "{room} may not use {other}; see docs/ARCHITECTURE.md");
        }
    }
}

#[test]
fn every_room_stands_in_the_table() {
    let known: Vec<String> = ROOMS.iter().map(|(room, _)| format!("sendoff-{room}")).collect();
    let tools = ["xtask", "sendoff-tests", "sendoff-hostile"];
    for name in dependencies(&metadata()).keys().filter(|name| !tools.contains(&name.as_str())) {
        assert!(known.contains(name), "{name} is not in the table of rooms");
    }
}

#[test]
fn rooms_that_decide_do_no_io() {
    let dependencies = dependencies(&metadata());
    for room in ["values", "problem", "words", "recipes", "intake", "journey", "oauth", "handover"] {
        for io in ["tokio", "reqwest", "keyring", "keyring-core", "arboard", "tauri", "socket2", "rand", "getrandom"] {
            assert!(
                !dependencies[&format!("sendoff-{room}")].iter().any(|one| one == io),
                "{room} decides and may not use {io}"
            );
        }
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    for (name, used) in dependencies(&metadata()) {
        let tauri = used.iter().any(|one| one.starts_with("tauri"));
        assert!(!tauri || name == "sendoff-desktop", "{name} uses Tauri");
    }
}

#[test]
fn the_packages_of_the_card_are_used_where_they_belong() {
    let dependencies = dependencies(&metadata());
    for (package, room) in CARD {
        assert!(
            dependencies[&format!("sendoff-{room}")].iter().any(|one| one == package),
            "{room} does not use {package}"
        );
    }
}

#[test]
fn banned_packages_stay_out() {
    let metadata = metadata();
    let names: Vec<&str> =
        metadata["packages"].as_array().unwrap().iter().map(|package| package["name"].as_str().unwrap()).collect();
    for (banned, reason) in BANNED {
        assert!(!names.contains(banned), "{banned} came in: {reason}");
    }
}
