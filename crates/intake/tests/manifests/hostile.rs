//! Sizes, depths and texts that nobody means well with.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sendoff_intake::{MAX_BYTES, Manifest, ManifestError, fields, read_manifest};
use serde_json::Value;

use crate::{CLIENT, DOCUMENTS, PAGE, page_value, pasted::pasted, registration};

const VALUE: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

/// The page with this member before its first.
fn with(member: &str) -> String {
    PAGE.replacen('{', &format!("{{{member},"), 1)
}

#[test]
fn a_mebibyte_is_read_and_a_byte_more_is_not() {
    let padded = |length: usize| format!("{}{PAGE}", " ".repeat(length - PAGE.len()));
    assert_eq!(read_manifest(&padded(MAX_BYTES)), Ok(registration()));
    assert_eq!(read_manifest(&padded(MAX_BYTES + 1)), Err(ManifestError::TooLarge { bytes: MAX_BYTES + 1 }));
}

#[test]
fn brackets_are_counted() {
    let nested = |depth: usize| with(&format!("\"x\":{}{}", "[".repeat(depth), "]".repeat(depth)));
    assert_eq!(read_manifest(&nested(31)), Ok(registration()), "32 with the page's own");
    assert!(
        matches!(read_manifest(&nested(32)), Err(ManifestError::TooDeep(place)) if (place.line, place.column) == (1, 37))
    );
    let quoted = with(&format!("\"x\":\"\\\"{}\"", "[{".repeat(100)));
    assert_eq!(read_manifest(&quoted), Ok(registration()), "those of a text are not");
}

#[test]
fn values_are_counted() {
    let marks = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        count(&value)
    };
    let listed = |more: usize| with(&format!("\"x\":[0{}]", ",0".repeat(more)));
    let room = 16_384 - marks(&listed(0));
    assert_eq!(read_manifest(&listed(room)), Ok(registration()));
    assert!(matches!(read_manifest(&listed(room + 1)), Err(ManifestError::TooManyValues(_))));
}

/// Commas and colons of a value written down.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(count).sum::<usize>() + list.len().saturating_sub(1),
        Value::Object(map) => map.values().map(count).sum::<usize>() + map.len() + map.len().saturating_sub(1),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Each is filled to a mebibyte; the time is a hang guard only.
#[test]
fn a_mebibyte_is_answered_whatever_it_is() {
    for unit in [
        "{\"",
        "{\"a\":",
        "[{",
        "{\"a\":1}",
        "{\"a\":1},",
        "[{},",
        "{ ",
        "\\",
        "\"",
        "{\"value\":[",
        "[{\"appId\":\"",
        "{\"a\":1,",
    ] {
        let text = unit.repeat(MAX_BYTES / unit.len());
        let start = Instant::now();
        assert!(read_manifest(&text).is_err(), "{unit:?}");
        assert!(start.elapsed() < Duration::from_mins(1), "{unit:?} took {:?}", start.elapsed());
    }
}

#[test]
fn errors_and_manifests_repeat_no_secret() {
    for member in ["appId", "displayName", "signInAudience", "id", "publisherDomain"] {
        let mut page = page_value();
        page[member] = VALUE.into();
        let text = page.to_string();
        let shown = format!("{:?} {:?}", read_manifest(&text), pasted(&text));
        assert!(!shown.contains(VALUE) && !shown.contains(&VALUE[4..24]), "{member}: {shown}");
    }
}

/// Values of JSON of all kinds, some of them what a manifest has.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(Value::from(CLIENT)),
        Just(Value::from(VALUE)),
        Just(Value::from("2028-11-21T10:15:30Z")),
        Just(Value::from("Scope")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-zA-Z]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// All places in a value, as what `pointer_mut` takes.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(number, item)| places(item, &format!("{at}/{number}"), all));
        }
        Value::Object(map) => map.iter().for_each(|(key, item)| places(item, &format!("{at}/{key}"), all)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn holds_no_secret(manifest: &Manifest) -> bool {
    let shown = format!("{manifest:?}{:?}", fields(manifest, None)) + &serde_json::to_string(manifest).unwrap();
    !shown.contains(VALUE) && !shown.contains(&VALUE[4..24])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_value_anywhere_is_read_or_refused(which in 0..5_usize, at in any::<prop::sample::Index>(), put in value()) {
        let mut document: Value = serde_json::from_str(DOCUMENTS[which].1).unwrap();
        let mut all = Vec::new();
        places(&document, "", &mut all);
        *document.pointer_mut(&all[at.index(all.len())]).unwrap() = put;
        let text = document.to_string();
        let pasted = format!("{:?}", pasted(&text));
        prop_assert!(!pasted.contains(VALUE) && !pasted.contains(&VALUE[4..24]), "{pasted}");
        match read_manifest(&text) {
            Ok(manifest) => prop_assert!(holds_no_secret(&manifest), "{manifest:?}"),
            Err(error) => prop_assert!(!format!("{error:?} {error}").contains(&VALUE[4..24]), "{error:?}"),
        }
    }

    /// Cut anywhere, it is no manifest, and the place is the end of what is there.
    #[test]
    fn a_cut_document_is_called_unfinished(which in 0..5_usize, at in any::<prop::sample::Index>()) {
        let text = DOCUMENTS[which].1.trim_end();
        let cut = &text[..at.index(text.len())];
        let begun = cut.trim_start_matches(['{', '[']).trim_start().len() > 1;
        let expected = if begun { matches!(read_manifest(cut), Err(ManifestError::Unfinished(_))) } else { read_manifest(cut).is_err() };
        prop_assert!(expected, "{:?}", read_manifest(cut));
    }

    /// What stands around it changes nothing, unless it begins as JSON itself.
    #[test]
    fn words_around_it_change_nothing(before in "[^{\\[]{0,80}", after in "(?s).{0,80}") {
        prop_assert_eq!(read_manifest(&format!("{before}{PAGE}{after}")), Ok(registration()));
    }

    #[test]
    fn no_text_panics(text in "(?s)([{}\\[\\]\",:\\\\]|appId|web|value|null|\\PC){0,200}") {
        let _ = read_manifest(&text);
    }
}
