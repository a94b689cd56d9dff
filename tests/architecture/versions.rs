//! Versions that are known to be bad stay out: a floor for each package that had an advisory which matters here, held against
//! both lock files (promise 44). An advisory database cannot be fetched everywhere, and it misses some of these.

use semver::{Version, VersionReq};
use toml::Value;

/// Package, what is good enough, and what is wrong below it.
const FLOORS: &[(&str, &str, &str)] = &[
    ("tauri", ">=2.11.1, <3", "CVE-2026-42184: a remote page is taken for a local one; version 3 is not stable"),
    ("lettre", ">=0.11.22", "CVE-2026-46428: the host's name is not checked"),
    ("url", ">=2.5.4", "brings the idna below"),
    ("idna", ">=1.0.3", "CVE-2024-12224: masked punycode labels"),
    ("rustls", ">=0.23.18", "RUSTSEC-2024-0399: a handshake that panics"),
    ("rustls-webpki", ">=0.103.13", "name constraints and lists of revoked certificates"),
    ("h2", ">=0.4.5", "RUSTSEC-2024-0332: memory by CONTINUATION frames"),
    ("ring", ">=0.17.12", "RUSTSEC-2025-0009: a panic with overflow checks"),
    ("tokio", ">=1.43.1", "RUSTSEC-2025-0023: a broadcast channel that clones without a lock"),
    ("time", ">=0.3.47", "CVE-2026-25727: a parser whose stack runs over"),
    ("bytes", ">=1.11.1", "CVE-2026-25541: an overflow in reserve"),
];

/// Not used; if one ever is, it starts here.
const FLOORS_OF_ABSENT: &[(&str, &str, &str)] = &[
    ("webbrowser", ">=1.2.2", "RUSTSEC-2026-0257: an address is split into arguments"),
    ("zip", ">=2.3.0", "CVE-2025-29787: it writes outside the folder"),
    ("age", ">=0.11.1", "RUSTSEC-2024-0433: a plugin's name runs a program"),
];

/// Advisories that hold for what is locked, each with why it is accepted and since when.
const ACCEPTED: &[(&str, &str)] = &[
    (
        "glib 0.18",
        "RUSTSEC-2024-0429, unsound VariantStrIter: GTK 3 of Tauri 2 on Linux; not used by us; accepted 2026-11-21",
    ),
    (
        "gtk 0.18",
        "RUSTSEC-2024-0415 and its kin, unmaintained: Tauri 2 on Linux; accepted 2026-11-21 until Tauri 3 is stable",
    ),
    (
        "proc-macro-error 1",
        "RUSTSEC-2024-0370, unmaintained: runs while GTK 3's macros are compiled; accepted 2026-11-21 like these",
    ),
];

fn locked(text: &str) -> Vec<(String, Version)> {
    let lock: Value = toml::from_str(text).expect("a lock file");
    let packages = lock["package"].as_array().expect("packages").iter();
    let field = |package: &Value, name: &str| package[name].as_str().expect("a text").to_owned();
    packages.map(|one| (field(one, "name"), field(one, "version").parse().expect("a version"))).collect()
}

/// What stands below its floor.
fn below(packages: &[(String, Version)]) -> Vec<String> {
    let floors = || FLOORS.iter().chain(FLOORS_OF_ABSENT);
    let wrong = |name: &str, version: &Version| {
        let floor = floors().find(|(floored, _, _)| *floored == name)?;
        let good = VersionReq::parse(floor.1).expect("a requirement").matches(version);
        (!good).then(|| format!("{name} {version} is not {}: {}", floor.1, floor.2))
    };
    packages.iter().filter_map(|(name, version)| wrong(name, version)).collect()
}

fn lock_file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"))).expect("it is in the repository")
}

#[test]
fn nothing_locked_is_below_its_floor() {
    for path in ["Cargo.lock", "tests/hostile/fuzz/Cargo.lock"] {
        let packages = locked(&lock_file(path));
        assert_eq!(below(&packages), Vec::<String>::new(), "{path}");
        println!("{path}: {} packages, {} floors", packages.len(), FLOORS.len() + FLOORS_OF_ABSENT.len());
    }
}

#[test]
fn every_floor_is_of_something_that_is_used() {
    let packages = locked(&lock_file("Cargo.lock"));
    let has = |name: &str| packages.iter().any(|(one, _)| one == name);
    for (name, _, _) in FLOORS {
        assert!(has(name), "{name} is not used any more");
    }
    for (name, _, _) in FLOORS_OF_ABSENT {
        assert!(!has(name), "{name} is used now: move its floor");
    }
    for (accepted, _) in ACCEPTED {
        let (name, version) = accepted.split_once(' ').expect("name and version");
        let still = packages.iter().any(|(one, locked)| one == name && locked.to_string().starts_with(version));
        assert!(still, "{accepted} is gone: so may its exception");
    }
}

#[test]
fn a_planted_old_version_is_caught() {
    let planted =
        lock_file("Cargo.lock").replace("name = \"tauri\"\nversion = \"2.12", "name = \"tauri\"\nversion = \"2.10");
    assert_eq!(below(&locked(&planted)).len(), 1);
    for (name, _, _) in FLOORS.iter().chain(FLOORS_OF_ABSENT) {
        assert_eq!(below(&[((*name).to_owned(), Version::new(0, 0, 1))]).len(), 1, "{name}");
    }
}
