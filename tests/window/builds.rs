//! What no released build has: the way in which a test names an office in Microsoft's place.

use std::fs;

use sendoff_tests::program;

/// The variable that names it (sendoff_engine, test_provider.rs).
const VARIABLE: &[u8] = b"SENDOFF_TEST_PROVIDER";

#[test]
fn only_the_build_for_tests_lets_a_test_name_the_provider() {
    let has_it = |name: &str| {
        let bytes = fs::read(program(name)).expect("the program can be read");
        bytes.windows(VARIABLE.len()).any(|window| window == VARIABLE)
    };
    assert!(has_it("sendoff-desktop-for-tests"), "the search finds it where it is");
    for name in ["sendoff-desktop", "sendoff"] {
        assert!(!has_it(name), "{name} can be told another provider");
    }
}
