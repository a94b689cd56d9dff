//! From a formatted message to runs.
//!
//! In the catalogue, `[[Certificates & secrets]]` is a label of a portal or an application, to the letter. What is filled
//! in for `{ $name }` is a run of its own; inside a label it is part of the label.

use crate::{
    args::{END, PLAIN, PORTAL, START, VALUE},
    run::{Run, RunKind, Text},
};

/// The runs of a formatted message.
pub(crate) fn runs(formatted: &str) -> Text {
    let mut runs = Vec::new();
    let mut rest = formatted;
    while let Some(start) = rest.find(is_mark).into_iter().chain(rest.find("[[")).min() {
        push(&mut runs, RunKind::Plain, &rest[..start]);
        rest = one(&mut runs, &rest[start..]);
    }
    push(&mut runs, RunKind::Plain, rest);
    Text(runs)
}

fn is_mark(character: char) -> bool {
    [PLAIN, PORTAL, VALUE, START, END].contains(&character)
}

/// Reads the marked run at the head of `text` and returns what stands behind it.
fn one<'text>(runs: &mut Vec<Run>, text: &'text str) -> &'text str {
    if let Some(inside) = text.strip_prefix("[[") {
        let (label, rest) = inside.split_once("]]").unwrap_or((inside, ""));
        push(runs, RunKind::Portal, &label.replace(is_mark, ""));
        return rest;
    }
    let kind = match text.chars().next() {
        Some(PORTAL) => RunKind::Portal,
        Some(VALUE) => RunKind::Value,
        Some(START) => RunKind::Start,
        _ => RunKind::Plain,
    };
    let inside = text.trim_start_matches(is_mark);
    let (run, rest) = inside.split_once(END).unwrap_or((inside, ""));
    push(runs, kind, run);
    rest
}

fn push(runs: &mut Vec<Run>, kind: RunKind, text: &str) {
    if !text.is_empty() {
        runs.push(Run { kind, text: text.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values_are_runs_of_their_own() {
        let text = runs(&format!("Open [[Users]] for {VALUE}a@b.example{END}, {PLAIN}Ann{END}."));
        let kinds: Vec<_> = text.0.iter().map(|run| (run.kind, run.text.as_str())).collect();
        assert_eq!(
            kinds,
            [
                (RunKind::Plain, "Open "),
                (RunKind::Portal, "Users"),
                (RunKind::Plain, " for "),
                (RunKind::Value, "a@b.example"),
                (RunKind::Plain, ", "),
                (RunKind::Plain, "Ann"),
                (RunKind::Plain, "."),
            ]
        );
    }

    #[test]
    fn a_value_inside_a_label_is_part_of_it() {
        let text = runs(&format!("[[Grant for {PLAIN}Harbour{END}]]"));
        assert_eq!(text, Text::portal("Grant for Harbour"));
    }

    #[test]
    fn brackets_inside_a_value_stay_brackets() {
        assert_eq!(runs(&format!("{VALUE}[[x]]{END}")), Text::value("[[x]]"));
    }
}
