//! What a sentence is filled with. Each part stays a run of its own in the finished text.

use crate::run::{Run, RunKind, Text};

/// Begins a run inside formatted text; one character a kind. Private use characters: no value can hold them, because
/// [`clean`] takes them out.
pub(crate) const PLAIN: char = '\u{e000}';
pub(crate) const PORTAL: char = '\u{e001}';
pub(crate) const VALUE: char = '\u{e002}';
/// Ends a run inside formatted text.
pub(crate) const END: char = '\u{e003}';
pub(crate) const START: char = '\u{e004}';

/// One placeholder's filling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Arg {
    Number(i64),
    Marked(String),
}

/// The fillings of one message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args(pub(crate) Vec<(&'static str, Arg)>);

impl Args {
    /// Nothing to fill in.
    pub fn none() -> Self {
        Self::default()
    }

    /// An address, an ID, a host: something that is read character by character. Never a secret.
    pub fn value(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.marked(name, VALUE, text.as_ref())
    }

    /// A name or a date: its own run, but in the voice of the sentence.
    pub fn name(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.marked(name, PLAIN, text.as_ref())
    }

    /// A label to the letter.
    pub fn portal(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.marked(name, PORTAL, text.as_ref())
    }

    /// The first characters of a secret, three at most.
    pub fn start(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.marked(name, START, text.as_ref())
    }

    /// A number; the catalogue may choose its words by it.
    pub fn number(mut self, name: &'static str, number: impl Into<i64>) -> Self {
        self.0.push((name, Arg::Number(number.into())));
        self
    }

    /// A finished text inside another one.
    pub fn text(mut self, name: &'static str, text: &Text) -> Self {
        let marked = text.0.iter().map(mark_run).collect();
        self.0.push((name, Arg::Marked(marked)));
        self
    }

    fn marked(mut self, name: &'static str, kind: char, text: &str) -> Self {
        self.0.push((name, Arg::Marked(mark(kind, text))));
        self
    }
}

fn mark_run(run: &Run) -> String {
    let kind = match run.kind {
        RunKind::Plain => PLAIN,
        RunKind::Portal => PORTAL,
        RunKind::Value => VALUE,
        RunKind::Start => START,
    };
    mark(kind, &run.text)
}

fn mark(kind: char, text: &str) -> String {
    format!("{kind}{}{END}", clean(text))
}

/// Takes out what could be taken for a mark of ours, and characters that reorder, hide or break the text around them
/// (Unicode TR 36 section 2.5).
fn clean(text: &str) -> String {
    text.chars().filter(|character| !is_unfit(*character)).collect()
}

fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{e000}'..='\u{e004}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
