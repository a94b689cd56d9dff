//! What no released build has: the ways in which a test names an office in Microsoft's place, and learns what was said.

use std::{collections::BTreeSet, fs};

use aho_corasick::AhoCorasick;
use sendoff_tests::program;

/// The variables by which a test tells the programs something, and the builds that listen (sendoff_engine, test_provider.rs;
/// src-tauri/recorded.rs; sendoff_cli, record.rs).
const VARIABLES: [(&str, &str); 3] = [
    ("SENDOFF_TEST_PROVIDER", "sendoff-desktop-for-tests"),
    ("SENDOFF_TEST_IPC", "sendoff-desktop-for-tests"),
    ("SENDOFF_TEST_RECORD", "sendoff-for-tests"),
];

#[test]
fn only_the_builds_for_tests_listen_to_a_test() {
    let listens_to = |name: &str| -> Vec<&str> {
        let bytes = fs::read(program(name)).expect("the program can be read");
        let named = AhoCorasick::new(VARIABLES.map(|(variable, _)| variable)).expect("texts");
        let found: BTreeSet<usize> = named.find_iter(&bytes).map(|found| found.pattern().as_usize()).collect();
        found.into_iter().map(|at| VARIABLES[at].0).collect()
    };
    for (variable, build) in VARIABLES {
        assert!(listens_to(build).contains(&variable), "the search finds {variable} where it is");
    }
    for name in ["sendoff-desktop", "sendoff"] {
        assert_eq!(listens_to(name), Vec::<&str>::new(), "{name}");
    }
}
