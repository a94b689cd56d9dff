//! One field of the Prepare product: what was entered, what it means, what is wrong with it.

use std::str::FromStr;

use sendoff_intake::Entered;
use sendoff_problem::{Kind, Problem, Severity};

/// What stands in a field. Entered is not proved: `value` says that the shape fits, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot<T> {
    /// To the letter, as the person sees it.
    pub(crate) text: String,
    /// Rises when something else than typing changed the text.
    pub(crate) version: u64,
    /// The text, read.
    pub(crate) value: Option<T>,
    /// What is wrong, or worth a word.
    pub(crate) problem: Option<Problem>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { text: String::new(), version: 0, value: None, problem: None }
    }
}

impl<T: FromStr> Slot<T> {
    /// The person typed; the text stays as it is.
    pub(crate) fn type_in(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// Something else put a text here; the window shows it.
    pub(crate) fn put(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.version += 1;
        }
    }

    /// Takes over how the text was judged.
    pub(crate) fn judge(&mut self, judged: Result<Entered, Problem>) {
        (self.value, self.problem) = match judged {
            Ok(entered) => (entered.value.parse().ok(), entered.caution),
            Err(problem) => (None, Some(problem)),
        };
        // The one thing typed that is not kept: it must not stay in sight.
        if self.problem.as_ref().is_some_and(|problem| problem.kind == Kind::SecretNotHere) {
            self.put("");
        }
    }

    /// Whether nothing stands here.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stops the person, if anything does.
    pub(crate) fn stopper(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|problem| problem.kind.severity() == Severity::Failure)
    }
}

/// Whether a text that could not be read may be written to disk: only what could be part of an ID or a domain, so that
/// a secret typed into the wrong field is not.
pub(crate) fn is_harmless(text: &str) -> bool {
    let plain = |character: char| character.is_ascii_hexdigit() || "-{} .".contains(character);
    text.len() <= 64 && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn a_secret_in_the_wrong_field_is_not_kept() {
        assert!(is_harmless("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a"));
        assert!(!is_harmless("8xQ8Q~canarycanarycanarycanarycanary"));
    }
}
