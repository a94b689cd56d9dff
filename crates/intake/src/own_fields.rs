//! Reads what stands in an application's own fields, from a text that names them: a settings page, a file, a message.

use sendoff_problem::Problem;
use zeroize::Zeroizing;

use crate::{
    field::check_secret, known::Known, mask::mask_secrets, plain::plain, read::MAX_BYTES, reading::FoundSecret,
    shape::is_usual,
};

/// A field of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnField<'a> {
    /// Its label, to the letter.
    pub label: &'a str,
    /// Whether a client secret belongs into it.
    pub secret: bool,
}

/// What stands in one of them.
#[derive(Debug)]
pub enum OwnValue {
    /// A text that may be shown; what looks like a secret is hidden in it.
    Text(String),
    /// The secret.
    Secret(FoundSecret),
    /// Something that is surely no secret, where one belongs; dots are not told of, since applications show them.
    NoSecret(Problem),
}

/// The most that is kept of one value, in characters.
const MOST: usize = 2048;

/// What stands in each field that the text names, by its place in `fields`; each field once, the first time.
pub fn read_own_fields(text: &str, fields: &[OwnField<'_>]) -> Vec<(usize, OwnValue)> {
    if text.len() > MAX_BYTES {
        return Vec::new();
    }
    let plain = plain(text);
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut found: Vec<(usize, OwnValue)> = Vec::new();
    let mut secrets: Vec<Zeroizing<String>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((field, behind)) =
            named(line, fields).filter(|(field, _)| !found.iter().any(|(other, _)| other == field))
        else {
            continue;
        };
        // A label alone in its line names what stands in the next one.
        let next = || lines.get(at + 1).copied().filter(|next| named(next, fields).is_none());
        let value = Some(behind).filter(|value| !value.is_empty()).or_else(next);
        if let Some(value) = value.and_then(|value| value_of(value, fields[field].secret, &mut secrets)) {
            found.push((field, value));
        }
    }
    for (_, value) in &mut found {
        hide(value, &secrets);
    }
    found
}

/// The field whose label begins the line, the longest such label, and what stands behind it.
fn named<'a>(line: &'a str, fields: &[OwnField<'_>]) -> Option<(usize, &'a str)> {
    let behind = |label: &str| {
        let head = line.get(..label.len())?;
        let rest = &line[label.len()..];
        let parted = rest.is_empty() || rest.starts_with([':', '=', '\t']) || rest.trim_start().starts_with([':', '=']);
        (head.eq_ignore_ascii_case(label) && parted).then(|| rest.trim_start().trim_start_matches([':', '=']).trim())
    };
    let each = fields.iter().enumerate().filter_map(|(at, field)| Some((at, behind(field.label)?, field.label.len())));
    each.max_by_key(|(_, _, length)| *length).map(|(at, behind, _)| (at, behind))
}

fn value_of(value: &str, secret: bool, secrets: &mut Vec<Zeroizing<String>>) -> Option<OwnValue> {
    if !secret {
        let kept: String = mask_secrets(value).chars().take(MOST).collect();
        return Some(OwnValue::Text(kept));
    }
    if value.chars().all(|one| "•●*·.∙".contains(one)) {
        return None;
    }
    secrets.push(Zeroizing::new(value.to_owned()));
    Some(match check_secret(value, &Known::default()) {
        Ok(found) => OwnValue::Secret(found),
        Err(problem) => OwnValue::NoSecret(problem),
    })
}

/// Hides a secret that stands in another field, too, whatever its shape.
fn hide(value: &mut OwnValue, secrets: &[Zeroizing<String>]) {
    let OwnValue::Text(text) = value else { return };
    let holds = secrets.iter().any(|secret| secret.len() >= 8 && text.contains(secret.as_str()));
    if holds || text.split_whitespace().any(is_usual) {
        "[hidden]".clone_into(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[OwnField<'_>] = &[
        OwnField { label: "Client ID", secret: false },
        OwnField { label: "Client Secret", secret: true },
        OwnField { label: "Redirect URI", secret: false },
        OwnField { label: "Client", secret: false },
    ];

    fn told(text: &str) -> Vec<(usize, String)> {
        let tell = |value: OwnValue| match value {
            OwnValue::Text(text) => text,
            OwnValue::Secret(found) => format!("starts {}", found.first_three),
            OwnValue::NoSecret(problem) => problem.kind.as_str().to_owned(),
        };
        read_own_fields(text, FIELDS).into_iter().map(|(at, value)| (at, tell(value))).collect()
    }

    #[test]
    fn a_value_stands_behind_its_label_or_under_it() {
        let redirect = "https://www.tourtools.com/auth";
        for text in [
            format!("Client ID: abc\nRedirect URI = {redirect}"),
            format!("Client ID\nabc\n\nRedirect URI\n{redirect}\n"),
            format!("client id\tabc\nREDIRECT URI\t{redirect}"),
        ] {
            assert_eq!(told(&text), [(0, "abc".to_owned()), (2, redirect.to_owned())], "{text}");
        }
        assert_eq!(told("Client ID\nRedirect URI\nx"), [(2, "x".to_owned())], "an empty field is none");
        assert_eq!(told("Clients: 4\nThe Client ID is abc"), [], "a word of a sentence is no label");
        assert_eq!(told("Client: a\nClient ID: b\nClient: c"), [(3, "a".to_owned()), (0, "b".to_owned())]);
    }

    #[test]
    fn a_secret_leaves_by_its_own_type_wherever_it_stands() {
        const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";
        assert_eq!(told(&format!("Client Secret: {SECRET}")), [(1, "starts 8xQ".to_owned())]);
        let twice =
            told(&format!("Client ID: {SECRET}\nClient Secret: {SECRET}\nRedirect URI: https://a.example/{SECRET}"));
        assert_eq!(twice[0].1, "[hidden]");
        assert!(twice.iter().all(|(_, told)| !told.contains("8xQ8Q~")), "{twice:?}");
        let odd = told("Client Secret: hunter2hunter2\nRedirect URI: https://a.example/hunter2hunter2");
        assert_eq!(odd[1].1, "[hidden]");
        assert_eq!(told("Client Secret: 11111111-2222-4333-8444-555555555555"), [(1, "secret-id-pasted".to_owned())]);
        assert_eq!(told("Client Secret: ••••••••••••\nClient ID: abc"), [(0, "abc".to_owned())]);
    }
}
