//! One command: its name and its parameters, read as PowerShell would read them, as far as these commands need it.

use super::CommandRefusal;
use std::str::FromStr;

/// A command with its parameters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) command: String,
    parameters: Vec<(String, String)>,
}

impl Line {
    /// `-Name value`, `-Name:value`, `-Switch`, and a value without a name, which is the identity.
    pub(super) fn of(words: Vec<(String, bool)>) -> Self {
        let mut words = words.into_iter().peekable();
        let command = words.next().map(|(word, _)| word).unwrap_or_default();
        let mut parameters = Vec::new();
        while let Some((word, quoted)) = words.next() {
            let Some(name) = word.strip_prefix('-').filter(|_| !quoted) else {
                parameters.push(("Identity".to_owned(), word));
                continue;
            };
            let (name, inline) = name.split_once(':').unwrap_or((name, ""));
            let follows = words.next_if(|(next, quoted)| inline.is_empty() && (*quoted || !next.starts_with('-')));
            let value = follows.map_or_else(|| inline.to_owned(), |(value, _)| value);
            parameters.push((name.to_owned(), value));
        }
        Self { command, parameters }
    }

    /// What a parameter says.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(there, _)| there.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(super) fn required(&self, name: &'static str) -> Result<&str, CommandRefusal> {
        self.value(name).filter(|value| !value.is_empty()).ok_or_else(|| self.missing(name))
    }

    /// `$true` or `$false`; `None` when it is not there.
    pub(super) fn switch(&self, name: &'static str) -> Result<Option<bool>, CommandRefusal> {
        match self.value(name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("$true") => Ok(Some(true)),
            Some("$false") => Ok(Some(false)),
            Some(value) => Err(self.not_valid(name, value)),
        }
    }

    /// An ID.
    pub(super) fn id<Id: FromStr>(&self, name: &'static str) -> Result<Id, CommandRefusal> {
        let value = self.required(name)?;
        value.parse().map_err(|_| self.not_valid(name, value))
    }

    /// Which of these words a parameter says.
    pub(super) fn is(&self, name: &'static str, words: &[&'static str]) -> Result<&'static str, CommandRefusal> {
        let value = self.required(name)?;
        let found = words.iter().find(|word| word.eq_ignore_ascii_case(value));
        found.copied().ok_or_else(|| self.not_valid(name, value))
    }

    pub(super) fn missing(&self, parameter: &'static str) -> CommandRefusal {
        CommandRefusal::Missing { command: self.command.clone(), parameter }
    }

    pub(super) fn not_valid(&self, parameter: &'static str, value: &str) -> CommandRefusal {
        CommandRefusal::Value { command: self.command.clone(), parameter, value: value.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shell::{Variables, first_of};
    use super::*;

    fn read(text: &str) -> Line {
        Line::of(first_of(text, &Variables::new()).unwrap().0.words)
    }

    #[test]
    fn parameters_are_found_by_name_quoted_or_not() {
        let line =
            read("Add-RecipientPermission \"bookings@x\" -AccessRights SendAs -Trustee 'o''neil@x' -Confirm:$false");
        assert_eq!(line.command, "Add-RecipientPermission");
        assert_eq!(line.value("identity"), Some("bookings@x"));
        assert_eq!(line.value("Trustee"), Some("o'neil@x"));
        assert_eq!(line.switch("Confirm"), Ok(Some(false)));
        assert_eq!(read("Set-X -A -B \"-c\"").value("B"), Some("-c"));
    }
}
