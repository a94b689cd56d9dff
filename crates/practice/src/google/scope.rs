//! What may be asked for at Google, by the names of its page of scopes and in its three classes (protocol facts 5.6).

use serde::{Deserialize, Serialize};

/// One scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoogleScope {
    /// `openid`.
    OpenId,
    /// `email`: the address.
    Email,
    /// `profile`: the name.
    Profile,
    /// `gmail.labels`.
    Labels,
    /// `gmail.send`.
    Send,
    /// `gmail.readonly`.
    ReadOnly,
    /// `gmail.metadata`.
    Metadata,
    /// `gmail.modify`.
    Modify,
    /// `gmail.compose`.
    Compose,
    /// `gmail.insert`.
    Insert,
    /// `gmail.settings.basic`.
    SettingsBasic,
    /// `gmail.settings.sharing`.
    SettingsSharing,
    /// `https://mail.google.com/`: everything, and the one that opens SMTP, IMAP and POP.
    Mail,
}

/// How careful Google is with a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    NonSensitive,
    Sensitive,
    Restricted,
}

struct Row {
    scope: GoogleScope,
    name: &'static str,
    class: Class,
    meaning: &'static str,
}

const fn row(scope: GoogleScope, name: &'static str, class: Class, meaning: &'static str) -> Row {
    Row { scope, name, class, meaning }
}

/// In the order of the enum. Meanings are the labels of the boxes on the page of consent.
#[rustfmt::skip]
const TABLE: [Row; 13] = [
    row(GoogleScope::OpenId, "openid", Class::NonSensitive, "Associate you with your personal info on Google"),
    row(GoogleScope::Email, "https://www.googleapis.com/auth/userinfo.email", Class::NonSensitive, "See your primary Google Account email address"),
    row(GoogleScope::Profile, "https://www.googleapis.com/auth/userinfo.profile", Class::NonSensitive, "See your personal info, including any personal info you've made publicly available"),
    row(GoogleScope::Labels, "https://www.googleapis.com/auth/gmail.labels", Class::NonSensitive, "See and edit your email labels"),
    row(GoogleScope::Send, "https://www.googleapis.com/auth/gmail.send", Class::Sensitive, "Send email on your behalf"),
    row(GoogleScope::ReadOnly, "https://www.googleapis.com/auth/gmail.readonly", Class::Restricted, "View your email messages and settings"),
    row(GoogleScope::Metadata, "https://www.googleapis.com/auth/gmail.metadata", Class::Restricted, "View your email message metadata such as labels and headers, but not the email body"),
    row(GoogleScope::Modify, "https://www.googleapis.com/auth/gmail.modify", Class::Restricted, "Read, compose, and send emails from your Gmail account"),
    row(GoogleScope::Compose, "https://www.googleapis.com/auth/gmail.compose", Class::Restricted, "Manage drafts and send emails"),
    row(GoogleScope::Insert, "https://www.googleapis.com/auth/gmail.insert", Class::Restricted, "Add emails into your Gmail mailbox"),
    row(GoogleScope::SettingsBasic, "https://www.googleapis.com/auth/gmail.settings.basic", Class::Restricted, "See, edit, create, or change your email settings and filters in Gmail"),
    row(GoogleScope::SettingsSharing, "https://www.googleapis.com/auth/gmail.settings.sharing", Class::Restricted, "Manage your sensitive mail settings, including who can manage your mail"),
    row(GoogleScope::Mail, "https://mail.google.com/", Class::Restricted, "Read, compose, send, and permanently delete all your email from Gmail"),
];

impl GoogleScope {
    /// All there are.
    pub const ALL: [Self; 13] = [
        Self::OpenId,
        Self::Email,
        Self::Profile,
        Self::Labels,
        Self::Send,
        Self::ReadOnly,
        Self::Metadata,
        Self::Modify,
        Self::Compose,
        Self::Insert,
        Self::SettingsBasic,
        Self::SettingsSharing,
        Self::Mail,
    ];

    const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its name in an answer and on the page of scopes. `email` and `profile` are told by their addresses, however they were
    /// asked for.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    pub(crate) const fn class(self) -> Class {
        self.row().class
    }

    /// What it means to whoever is asked.
    pub(crate) const fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// One of those of every sign-in, which no page lists and no box asks for.
    pub(crate) const fn is_of_sign_in(self) -> bool {
        matches!(self, Self::OpenId | Self::Email | Self::Profile)
    }

    /// One that the console wants to know before it is asked for.
    pub(crate) fn is_listed(self) -> bool {
        self.class() > Class::NonSensitive
    }

    /// The scope of this name, in either way of writing `email` and `profile`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "email" => Some(Self::Email),
            "profile" => Some(Self::Profile),
            _ => TABLE.iter().find(|row| row.name == name).map(|row| row.scope),
        }
    }

    /// The scopes of a request, each once; or else those names that are none, after those that are.
    pub(crate) fn read(text: &str) -> Result<Vec<Self>, (Vec<&str>, Vec<&str>)> {
        let names: Vec<&str> = text.split_ascii_whitespace().collect();
        let (valid, invalid): (Vec<_>, Vec<_>) = names.iter().partition(|name| Self::named(name).is_some());
        if !invalid.is_empty() || names.is_empty() {
            return Err((valid, invalid));
        }
        let mut scopes: Vec<_> = names.into_iter().filter_map(Self::named).collect();
        scopes.sort();
        scopes.dedup();
        Ok(scopes)
    }

    /// As they stand in an answer.
    pub(crate) fn written(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_scopes() {
        for scope in GoogleScope::ALL {
            assert!(scope.row().scope == scope && GoogleScope::named(scope.name()) == Some(scope), "{scope:?}");
        }
        assert_eq!(GoogleScope::Send.class(), Class::Sensitive);
        assert!(GoogleScope::Mail.is_listed() && !GoogleScope::Labels.is_listed());
    }

    #[test]
    fn known_names_are_read_and_others_told_apart() {
        let both = "openid email https://www.googleapis.com/auth/userinfo.email";
        assert_eq!(GoogleScope::read(both), Ok(vec![GoogleScope::OpenId, GoogleScope::Email]));
        assert_eq!(GoogleScope::read("openid gmail.send"), Err((vec!["openid"], vec!["gmail.send"])));
        assert_eq!(GoogleScope::read(" "), Err((vec![], vec![])));
        assert_eq!(GoogleScope::written(&[GoogleScope::Mail]), "https://mail.google.com/");
    }
}
