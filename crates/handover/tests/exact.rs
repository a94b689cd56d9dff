//! The exact-match check on what really happens to such fields, and on anything at all.

use proptest::prelude::*;
use sendoff_handover::{
    CharacterClass, Difference, DifferenceCause as Cause, ExactMatch, MatchRun, RunKind, compare_exactly,
};

const REDIRECT: &str = "https://www.tourtools.com/auth/";
const AUTH: &str = "https://login.microsoftonline.com/b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34/oauth2/v2.0/authorize?client_id=7f3c1a52&scope=Mail.Send offline_access&response_type=code&redirect_uri=https://www.tourtools.com/auth/";

fn differences(expected: &str, pasted: &str) -> (Vec<MatchRun>, Vec<Difference>) {
    match compare_exactly(expected, pasted) {
        ExactMatch::Identical => panic!("{pasted:?} is not identical"),
        ExactMatch::Different { runs, differences } => (runs, differences),
    }
}

/// The causes of all differences, each with its position.
fn causes(expected: &str, pasted: &str) -> Vec<(Cause, usize)> {
    differences(expected, pasted).1.iter().map(|difference| (difference.cause, difference.position)).collect()
}

#[test]
fn the_same_text_is_identical() {
    for text in ["", REDIRECT, AUTH, "\u{feff}\r\n", "e\u{301}"] {
        assert_eq!(compare_exactly(text, text), ExactMatch::Identical);
    }
}

#[test]
fn the_two_addresses_of_the_guide_differ_in_three_ways() {
    let (runs, differences) = differences(REDIRECT, "http://tourtools.com/auth");
    let found: Vec<_> = differences.iter().map(|difference| (difference.cause, difference.position)).collect();
    assert_eq!(found, [(Cause::HttpForHttps, 5), (Cause::WwwMissing, 8), (Cause::EndSlashMissing, 26)]);
    let shown: Vec<_> = runs.iter().map(|run| (run.kind, run.expected.as_str())).collect();
    assert_eq!(
        shown,
        [
            (RunKind::Same, "http"),
            (RunKind::Missing, "s"),
            (RunKind::Same, "://"),
            (RunKind::Missing, "www."),
            (RunKind::Same, "tourtools.com/auth"),
            (RunKind::Missing, "/"),
        ]
    );
}

#[test]
fn each_cause_by_its_name() {
    let nbsp = Cause::LookAlike { code_point: 0xa0, class: CharacterClass::Blank };
    for (expected, pasted, cause) in [
        ("abc", " abc", (Cause::LeadingBlank, 1)),
        ("abc", "\u{a0}\u{a0}abc", (Cause::LeadingBlank, 1)),
        ("abc", "abc  ", (Cause::TrailingBlank, 4)),
        ("abc", "a bc", (Cause::BlankInside, 2)),
        ("a bc", "a  bc", (Cause::BlankInside, 3)),
        ("a bc", "abc", (Cause::BlankMissing, 2)),
        ("abc", "abc\r\n", (Cause::LineBreak, 4)),
        ("abc", "ab\nc", (Cause::LineBreak, 3)),
        ("abc", "abc\t", (Cause::Tab, 4)),
        ("a bc", "a\tbc", (Cause::Tab, 2)),
        ("abc", "ab\u{200b}c", (Cause::Invisible { code_point: 0x200b }, 3)),
        ("abc", "\u{feff}abc", (Cause::Invisible { code_point: 0xfeff }, 1)),
        ("abc", "Abc", (Cause::OtherCase, 1)),
        ("a%2fb", "a%2Fb", (Cause::OtherCase, 4)),
        ("abc", "аbc", (Cause::LookAlike { code_point: 0x430, class: CharacterClass::Cyrillic }, 1)),
        ("a-c", "a–c", (Cause::LookAlike { code_point: 0x2013, class: CharacterClass::Dash }, 2)),
        ("a0c", "aOc", (Cause::LookAlike { code_point: 0x4f, class: CharacterClass::Latin }, 2)),
        ("a c", "a\u{a0}c", (nbsp, 2)),
        ("a c", "a%20c", (Cause::EncodedBlank, 2)),
        ("a c", "a+c", (Cause::EncodedBlank, 2)),
        ("a%20c", "a c", (Cause::PlainBlank, 2)),
        ("http://a.b", "https://a.b", (Cause::HttpsForHttp, 5)),
        ("u=https%3A%2F%2Fa.b", "u=http%3A%2F%2Fa.b", (Cause::HttpForHttps, 7)),
        ("https://wix.com", "https://www.wix.com", (Cause::WwwExtra, 9)),
        ("https://www.wix.com", "https://wix.com", (Cause::WwwMissing, 9)),
        ("https://a.b", "https://a.b/", (Cause::EndSlashExtra, 12)),
        ("https://a.b/", "https://a.b", (Cause::EndSlashMissing, 12)),
        ("https://a.b//", "https://a.b/", (Cause::EndSlashMissing, 13)),
        ("/b2f0c6d1/oauth2", "/<tenant>/oauth2", (Cause::PlaceholderLeft, 2)),
        ("abcd", "abXd", (Cause::Other, 3)),
        ("abcd", "abd", (Cause::Missing, 3)),
        ("abcd", "abXcd", (Cause::Extra, 3)),
    ] {
        assert_eq!(causes(expected, pasted), [cause], "{expected:?} {pasted:?}");
    }
}

#[test]
fn several_faults_of_one_paste_are_told_one_by_one() {
    let pasted = format!(
        " {}\r\n",
        AUTH.replace("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34", "<b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34>")
            .replace(' ', "%20")
    );
    let found: Vec<_> = causes(AUTH, &pasted).into_iter().map(|(cause, _)| cause).collect();
    assert_eq!(
        found,
        [Cause::LeadingBlank, Cause::PlaceholderLeft, Cause::PlaceholderLeft, Cause::EncodedBlank, Cause::LineBreak]
    );
}

#[test]
fn a_placeholder_of_the_guide_is_one_difference() {
    let pasted = AUTH.replace("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34", "<tenant>").replace("7f3c1a52", "<client>");
    let (runs, differences) = differences(AUTH, &pasted);
    assert_eq!(differences.iter().map(|difference| difference.cause).collect::<Vec<_>>(), [Cause::PlaceholderLeft; 2]);
    assert_eq!(runs[differences[0].run].found, "<tenant>");
    assert_eq!(runs[differences[0].run].expected, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34");
}

#[test]
fn nothing_pasted_and_nothing_expected_are_differences_too() {
    assert_eq!(causes("abc", ""), [(Cause::Missing, 1)]);
    assert_eq!(causes("", "abc"), [(Cause::Extra, 1)]);
    assert_eq!(causes("", "  "), [(Cause::LeadingBlank, 1)]);
}

#[test]
fn a_quarter_of_a_mebibyte_of_anything_is_answered() {
    for filler in [" ", "x", "<", "%20", "https://www."] {
        let pasted = filler.repeat((1 << 18) / filler.len());
        let (runs, _) = differences(AUTH, &pasted);
        assert_eq!(joined(&runs), (AUTH.to_owned(), pasted));
    }
}

/// Both texts, put together from the runs.
fn joined(runs: &[MatchRun]) -> (String, String) {
    (runs.iter().map(|run| run.expected.as_str()).collect(), runs.iter().map(|run| run.found.as_str()).collect())
}

/// What every comparison of different texts must keep to.
fn check(expected: &str, pasted: &str) -> Result<(), TestCaseError> {
    let (runs, differences) = differences(expected, pasted);
    prop_assert_eq!(joined(&runs), (expected.to_owned(), pasted.to_owned()));
    prop_assert!(!differences.is_empty());
    let mut position = 1;
    let mut told = differences.iter();
    for (number, run) in runs.iter().enumerate() {
        let fits = match run.kind {
            RunKind::Same => run.expected == run.found && !run.found.is_empty(),
            RunKind::Missing => !run.expected.is_empty() && run.found.is_empty(),
            RunKind::Extra => run.expected.is_empty() && !run.found.is_empty(),
            RunKind::Different => run.expected != run.found && !run.expected.is_empty() && !run.found.is_empty(),
        };
        prop_assert!(fits, "{:?}", run);
        if run.kind != RunKind::Same {
            let difference = told.next();
            prop_assert_eq!(
                difference.map(|difference| (difference.run, difference.position)),
                Some((number, position))
            );
        }
        position += run.found.chars().count();
    }
    prop_assert!(told.next().is_none());
    Ok(())
}

/// Texts like those compared: addresses with escapes, placeholders, blanks and strangers in them.
fn field() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("https://"),
        Just("http://"),
        Just("www."),
        Just("w"),
        Just("/"),
        Just("%20"),
        Just("%"),
        Just(" "),
        Just("<tenant>"),
        Just("<"),
        Just(">"),
        Just("\r\n"),
        Just("\t"),
        Just("auth"),
        Just("а"),
        Just("\u{200b}"),
        Just("2"),
        Just("0"),
        Just("s"),
        Just("\u{10ffff}"),
        Just("e\u{301}"),
    ];
    prop::collection::vec(parts, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_two_texts_are_told_apart_completely(expected in field(), pasted in field()) {
        if expected == pasted {
            prop_assert_eq!(compare_exactly(&expected, &pasted), ExactMatch::Identical);
        } else {
            check(&expected, &pasted)?;
        }
    }

    #[test]
    fn any_unicode_is_told_apart_completely(expected in any::<String>(), pasted in any::<String>()) {
        if expected != pasted {
            check(&expected, &pasted)?;
        }
    }

    #[test]
    fn every_single_change_is_found_where_it_is(at in 0..AUTH.len(), how in 0..3, stranger in any::<char>()) {
        let mut characters: Vec<char> = AUTH.chars().collect();
        match how {
            0 => { characters.remove(at); }
            1 => characters.insert(at, stranger),
            _ => characters[at] = stranger,
        }
        let pasted: String = characters.into_iter().collect();
        if pasted != AUTH {
            check(AUTH, &pasted)?;
            let (runs, differences) = differences(AUTH, &pasted);
            let changed: usize = runs.iter().filter(|run| run.kind != RunKind::Same).map(|run| run.expected.chars().count().max(run.found.chars().count())).sum();
            prop_assert!(changed <= 3, "{:?}", runs);
            let near = differences.iter().all(|difference| difference.position.abs_diff(at + 1) <= 5);
            prop_assert!(near, "{:?}", differences);
        }
    }
}
