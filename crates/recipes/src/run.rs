//! Instructions as runs: plain words, labels to the letter, and values of the set-up.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    template::Placeholder,
    text::{BadText, Label, check_running},
};

/// One piece of an instruction; each kind has its own look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "text", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Run {
    /// Our own words.
    Plain(String),
    /// A label of the portal or of the application, to the letter; never translated.
    PortalLabel(String),
    /// A value of the set-up.
    Value(Placeholder),
}

/// An instruction. In a file: `Open [App registrations] and choose {registration_name}.` - square brackets hold a label,
/// braces a value, up to 600 characters in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Runs(Vec<Run>);

impl Runs {
    /// The runs in order.
    pub fn iter(&self) -> impl Iterator<Item = &Run> {
        self.0.iter()
    }

    /// The same with `{permissions}` and `{account_types}` written out as these labels.
    pub(crate) fn written_out(&self, permissions: &[Label], account_types: &str) -> Self {
        let written = |run: &Run| match run {
            Run::Value(Placeholder::Permissions) => listed(permissions),
            Run::Value(Placeholder::AccountTypes) => vec![Run::PortalLabel(account_types.to_owned())],
            Run::Plain(_) | Run::PortalLabel(_) | Run::Value(_) => vec![run.clone()],
        };
        Self(self.0.iter().flat_map(written).collect())
    }

    /// The runs as a slice.
    pub fn as_slice(&self) -> &[Run] {
        &self.0
    }
}

impl FromStr for Runs {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        check_running(text, 600)?;
        let mut runs = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(['[', '{']) {
            runs.extend((start > 0).then(|| Run::Plain(rest[..start].to_owned())));
            let (run, length) = marked(&rest[start..])?;
            runs.push(run);
            rest = &rest[start + length..];
        }
        runs.extend((!rest.is_empty()).then(|| Run::Plain(rest.to_owned())));
        Ok(Self(runs))
    }
}

/// `[a], [b] and [c]`.
fn listed(names: &[Label]) -> Vec<Run> {
    let before = |index: usize| match names.len() - index {
        _ if index == 0 => None,
        1 => Some(Run::Plain(" and ".to_owned())),
        _ => Some(Run::Plain(", ".to_owned())),
    };
    let named = |(index, name): (usize, &Label)| before(index).into_iter().chain([Run::PortalLabel(name.to_string())]);
    names.iter().enumerate().flat_map(named).collect()
}

/// The marked run at the head of `text`, and how many bytes it takes.
fn marked(text: &str) -> Result<(Run, usize), BadText> {
    let label = text.starts_with('[');
    let end = text.find(if label { ']' } else { '}' });
    let end = end.ok_or_else(|| BadText::Markup("a bracket is not closed".to_owned()))?;
    let inside = &text[1..end];
    if inside.is_empty() {
        return Err(BadText::Markup("there is nothing between the brackets".to_owned()));
    }
    let run = if label { Run::PortalLabel(inside.to_owned()) } else { Run::Value(inside.parse()?) };
    Ok((run, end + 1))
}

impl TryFrom<String> for Runs {
    type Error = BadText;

    fn try_from(text: String) -> Result<Self, BadText> {
        text.parse()
    }
}

impl From<Runs> for String {
    fn from(runs: Runs) -> Self {
        let text = |run: Run| match run {
            Run::Plain(text) => text,
            Run::PortalLabel(label) => format!("[{label}]"),
            Run::Value(place) => format!("{{{}}}", place.word()),
        };
        runs.0.into_iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_labels_and_braces_hold_values() {
        let runs: Runs = "Open [Certificates & secrets] of {registration_name}.".parse().unwrap();
        assert_eq!(
            runs.as_slice(),
            [
                Run::Plain("Open ".to_owned()),
                Run::PortalLabel("Certificates & secrets".to_owned()),
                Run::Plain(" of ".to_owned()),
                Run::Value(Placeholder::RegistrationName),
                Run::Plain(".".to_owned()),
            ]
        );
        assert_eq!(String::from(runs), "Open [Certificates & secrets] of {registration_name}.");
    }

    #[test]
    fn permissions_and_account_types_are_written_out() {
        let runs: Runs = "Add {permissions}.".parse().unwrap();
        let accounts: Runs = "Choose {account_types}.".parse().unwrap();
        assert_eq!(String::from(accounts.written_out(&[], "Single tenant")), "Choose [Single tenant].");
        let label = |text: &str| Label::try_from(text.to_owned()).unwrap();
        let names = ["Mail.Send", "offline_access", "Mail.Read"].map(label);
        let written = |names: &[Label]| String::from(runs.written_out(names, "Single tenant"));
        assert_eq!(written(&names), "Add [Mail.Send], [offline_access] and [Mail.Read].");
        assert_eq!(written(&names[..2]), "Add [Mail.Send] and [offline_access].");
        assert_eq!(written(&names[..1]), "Add [Mail.Send].");
    }

    #[test]
    fn what_is_not_closed_or_not_known_is_refused() {
        for text in ["Open [Overview", "Open {overview}", "Open []", "Open {", "<b>Open</b>"] {
            assert!(text.parse::<Runs>().is_err(), "{text}");
        }
    }
}
