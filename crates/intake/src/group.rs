//! Decides which label a value belongs to, whatever the layout: beside it, below it, in a column, in a table, in brackets.
//!
//! When a layout leaves room for doubt the value stays without a label; a wrong pairing would be worse than a question.

use sendoff_recipes::Meaning;

use crate::{
    label::LabelKind,
    reading::Evidence,
    token::{Piece, Token},
};

/// The label of each token, by its place in the list; nothing for labels and for values without one.
pub(crate) type Labelled = Vec<Option<(Meaning, Evidence)>>;

/// Lines that may lie between a label and its value, beside one for every label in between.
const NEAR: usize = 2;

/// Pairs values with labels.
pub(crate) fn attribute(text: &str, tokens: &[Token]) -> Labelled {
    let mut labelled = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let labels = at + tokens[at..].iter().take_while(|token| token.is_label()).count();
        let values = labels + tokens[labels..].iter().take_while(|token| !token.is_label()).count();
        pair(text, tokens, at..labels, labels..values, &mut labelled);
        at = values;
    }
    look_back(text, tokens, &mut labelled);
    labelled
}

/// What a label or value is about, so that a date is never paired with an ID's label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Id,
    Secret,
    Day,
    Address,
    Other,
}

const fn class(piece: &Piece) -> Class {
    match piece {
        Piece::Label(meaning, _) => match meaning {
            Meaning::ClientId | Meaning::TenantId | Meaning::ObjectId | Meaning::OtherId | Meaning::SecretId => {
                Class::Id
            }
            Meaning::SecretValue => Class::Secret,
            Meaning::SecretExpires => Class::Day,
            Meaning::RedirectUri => Class::Address,
            Meaning::Other => Class::Other,
        },
        Piece::Id(_) | Piece::CutId(_) => Class::Id,
        Piece::Secret | Piece::BrokenSecret | Piece::CutSecret(_) | Piece::Candidate | Piece::Hidden => Class::Secret,
        Piece::Day(_) => Class::Day,
        Piece::Address => Class::Address,
        Piece::Mail | Piece::Domain => Class::Other,
    }
}

type Span = std::ops::Range<usize>;

/// Pairs one run of labels with the run of values behind it.
fn pair(text: &str, tokens: &[Token], labels: Span, values: Span, labelled: &mut Labelled) {
    if labels.is_empty() || values.is_empty() {
        return;
    }
    absorb(tokens, &labels, &values, labelled);
    for kind in [Class::Id, Class::Secret, Class::Day, Class::Address] {
        let of_class = |span: Span| span.filter(|at| class(&tokens[*at].piece) == kind).collect::<Vec<_>>();
        let (names, found) = (of_class(labels.clone()), of_class(values.clone()));
        for (name, value) in pairs(tokens, &labels, &names, &found) {
            if !is_passed_on(text, tokens, value) {
                labelled[value] = evidence(tokens, name, value);
            }
        }
    }
}

/// The value right beside a label that names nothing of ours belongs to that label.
fn absorb(tokens: &[Token], labels: &Span, values: &Span, labelled: &mut Labelled) {
    let (last, first) = (&tokens[labels.end - 1], &tokens[values.start]);
    let header = labels.len() > 1 && tokens[labels.clone()].iter().all(|token| token.line == last.line);
    if class(&last.piece) == Class::Other && !header && first.line - last.line <= 1 {
        labelled[values.start] = Some((Meaning::Other, Evidence::Label));
    }
}

/// Which label goes with which value, within one class.
fn pairs(tokens: &[Token], labels: &Span, names: &[usize], values: &[usize]) -> Vec<(usize, usize)> {
    let (Some(first), Some(value)) = (names.first(), values.first()) else { return Vec::new() };
    let header = labels.len() > 1 && tokens[labels.clone()].iter().all(|token| token.line == tokens[*first].line);
    let table = header && tokens[*value].line > tokens[*first].line && values.len().is_multiple_of(names.len());
    // With a value beside the last label the others have none: no column of values follows.
    let last_label = &tokens[labels.end - 1];
    let beside_last = tokens[*value].line == last_label.line && tokens[*first].line < last_label.line;
    let near = |label: usize| tokens[*value].line.saturating_sub(tokens[label].line) as usize <= NEAR + labels.len();
    match names {
        _ if table || names.len() == values.len() && !beside_last && (names.len() > 1 || near(*first)) => {
            names.iter().copied().cycle().zip(values.iter().copied()).collect()
        }
        [name] if near(*name) => vec![(*name, *value)],
        [.., last] if (values.len() == 1 || beside_last) && *last == labels.end - 1 && near(*last) => {
            vec![(*last, *value)]
        }
        _ => Vec::new(),
    }
}

fn evidence(tokens: &[Token], label: usize, value: usize) -> Option<(Meaning, Evidence)> {
    let Piece::Label(meaning, kind) = tokens[label].piece else { return None };
    let beside_another =
        label + 1 < tokens.len() && tokens[label + 1].is_label() && tokens[label + 1].line == tokens[label].line;
    let behind_another = label > 0 && tokens[label - 1].is_label() && tokens[label - 1].line == tokens[label].line;
    let column = (beside_another || behind_another) && tokens[value].line > tokens[label].line;
    let evidence = match kind {
        LabelKind::Key => Evidence::Manifest,
        LabelKind::Shown | LabelKind::Heading if column => Evidence::Column,
        LabelKind::Shown | LabelKind::Heading => Evidence::Label,
    };
    Some((meaning, evidence))
}

/// Whether a value is named by the label behind it: `7f3c… (Application (client) ID)`.
fn is_passed_on(text: &str, tokens: &[Token], value: usize) -> bool {
    let Some(label) = tokens.get(value + 1).filter(|next| next.is_label() && next.line == tokens[value].line) else {
        return false;
    };
    let between = text[tokens[value].end..label.start].trim();
    let own_line = value == 0 || tokens[value - 1].line < tokens[value].line;
    own_line && matches!(between, "(" | "-" | "#" | "//" | "<-" | "=" | "is" | "is the")
}

/// Gives values that are named by the label behind them that label.
fn look_back(text: &str, tokens: &[Token], labelled: &mut Labelled) {
    for value in 0..tokens.len().saturating_sub(1) {
        let same_class = class(&tokens[value].piece) == class(&tokens[value + 1].piece);
        if !tokens[value].is_label() && same_class && is_passed_on(text, tokens, value) {
            labelled[value] = evidence(tokens, value + 1, value);
        }
    }
}
