//! Answers that are typed: what may stand there, and the one form in which it is kept.

use sendoff_values::{HostName, MailAddress, RedirectAddress};
use serde::Deserialize;
use url::Url;

use crate::{
    mail_servers::MailServer, permission::Permission, provider::is_of_a_test, redirect::can_be_registered, text::Label,
};

/// What is typed for a question without choices.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedQuestion {
    /// What it is.
    pub kind: TypedKind,
    /// One as it may look, shown as a hint; itself an answer.
    pub example: Label,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// What a typed answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypedKind {
    /// The name of a computer: `shop.example.com`. An address is taken by its host.
    Host,
    /// A whole redirect address that Microsoft takes.
    RedirectAddress,
    /// A mail address.
    Mailbox,
    /// A name the application knows, such as a login: up to 80 characters to show and copy.
    Name,
    /// A provider's name for itself: an https address of a public host.
    Issuer,
    /// A mail server by its name, perhaps with a port: `smtp.example.com:587`.
    MailServer,
    /// Names of permissions with a blank between them.
    Permissions,
}

/// The text is not what the question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not what the question asks for")]
pub struct NotTyped(pub TypedKind);

impl TypedKind {
    /// The text in the one form in which it is kept.
    ///
    /// # Errors
    /// If it is something else.
    pub fn read(self, text: &str) -> Result<String, NotTyped> {
        let text = text.trim();
        let read = match self {
            Self::Host => HostName::of_address(text).or_else(|| text.parse().ok()).map(|host| host.to_string()),
            Self::RedirectAddress => {
                text.parse::<RedirectAddress>().ok().filter(can_be_registered).map(|address| address.to_string())
            }
            Self::Mailbox => text.parse::<MailAddress>().ok().map(|address| address.to_string()),
            Self::Name => Label::try_from(text.to_owned()).ok().map(|name| name.to_string()),
            Self::Issuer => issuer(text),
            Self::MailServer => mail_server(text),
            Self::Permissions => permissions(text),
        };
        read.ok_or(NotTyped(self))
    }

    /// One that is surely right, for looking at every way to answer.
    pub(crate) const fn sample(self) -> &'static str {
        match self {
            Self::Host => "host.example",
            Self::RedirectAddress => "https://host.example/answer",
            Self::Mailbox => "someone@host.example",
            Self::Name => "someone",
            Self::Issuer => "https://login.host.example",
            Self::MailServer => "mail.host.example",
            Self::Permissions => "smtp imap pop offline_access",
        }
    }
}

/// What a provider's documents are called (OpenID Connect Discovery 1.0 section 4.1, RFC 8414 section 3.1).
const DOCUMENTS: [&str; 2] = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];

/// Characters of an issuer, and how many permissions may be asked for.
const LONGEST_ISSUER: usize = 256;
const MOST_PERMISSIONS: usize = 16;

/// Early, so that whoever types it hears of a slip. Whether it may be asked is decided once more where it is asked.
fn issuer(text: &str) -> Option<String> {
    // Whoever has the address of its document has it by its name.
    let text = DOCUMENTS.iter().find_map(|document| text.strip_suffix(document)).unwrap_or(text);
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).ok()?;
    let host: HostName = url.host_str()?.parse().ok()?;
    let plain = url.scheme() == "https" && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    let usual = url.port().is_none() || is_of_a_test(host.as_str());
    let read = url.as_str().trim_end_matches('/');
    let same = whole.trim_end_matches('/').eq_ignore_ascii_case(read) && read.len() <= LONGEST_ISSUER;
    (plain && anonymous && usual && same).then(|| read.to_owned())
}

fn mail_server(text: &str) -> Option<String> {
    // No port is left out where one was typed, and none is added where none was.
    let server = MailServer::typed(text, 0)?;
    Some(if server.port == 0 { server.host } else { format!("{}:{}", server.host, server.port) })
}

/// Characters of a permission by RFC 6749 section 3.3; each once.
fn permissions(text: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in text.split_whitespace() {
        let fits = name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
        Permission::of_somebody(name).filter(|_| fits)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (1..=MOST_PERMISSIONS).contains(&names.len()).then(|| names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_answer_has_one_form() {
        for (kind, text, kept) in [
            (TypedKind::Host, " Shop.Example.com ", "shop.example.com"),
            (TypedKind::Host, "https://shop.example.com/Mail/x.aspx", "shop.example.com"),
            (TypedKind::RedirectAddress, "https://a.example/x", "https://a.example/x"),
            (TypedKind::Mailbox, "info@harbour.example", "info@harbour.example"),
            (TypedKind::Name, " sa ", "sa"),
            (TypedKind::Issuer, " Login.Mail.example/ ", "https://login.mail.example"),
            (TypedKind::Issuer, "https://login.mail.example/Realm/", "https://login.mail.example/Realm"),
            (
                TypedKind::Issuer,
                "https://login.mail.example/realm/.well-known/openid-configuration",
                "https://login.mail.example/realm",
            ),
            (TypedKind::MailServer, " SMTP.mail.example ", "smtp.mail.example"),
            (TypedKind::MailServer, "smtp.mail.example:465", "smtp.mail.example:465"),
            (TypedKind::Permissions, " smtp  https://mail.example/imap\tsmtp ", "smtp https://mail.example/imap"),
        ] {
            assert_eq!(kind.read(text).as_deref(), Ok(kept), "{text}");
            assert_eq!(kind.read(kept).as_deref(), Ok(kept), "what is kept is read again as itself");
        }
    }

    #[test]
    fn what_is_something_else_is_refused() {
        for (kind, text) in [
            (TypedKind::Host, ""),
            (TypedKind::Host, "shop"),
            (TypedKind::Host, "a b.example"),
            (TypedKind::Host, "ftp://shop.example.com/"),
            (TypedKind::RedirectAddress, "http://a.example/x"),
            (TypedKind::RedirectAddress, "a.example"),
            (TypedKind::Mailbox, "a.example"),
            (TypedKind::Name, " "),
            (TypedKind::Name, "s\u{202e}a"),
            (TypedKind::Issuer, "http://login.mail.example"),
            (TypedKind::Issuer, "https://login.mail.example:8443"),
            (TypedKind::Issuer, "https://anna@login.mail.example"),
            (TypedKind::Issuer, "https://login.mail.example/?x=1"),
            (TypedKind::Issuer, "https://login.mail.example/a/../b"),
            (TypedKind::Issuer, "https://127.0.0.1"),
            (TypedKind::MailServer, "smtp"),
            (TypedKind::MailServer, "smtp.mail.example:0"),
            (TypedKind::MailServer, "smtp.mail.example:x"),
            (TypedKind::MailServer, "127.0.0.1:25"),
            (TypedKind::Permissions, " "),
            (TypedKind::Permissions, "<script>"),
            (TypedKind::Permissions, "a\"b"),
        ] {
            assert_eq!(kind.read(text), Err(NotTyped(kind)), "{text}");
        }
    }

    #[test]
    fn every_sample_is_one() {
        for kind in [
            TypedKind::Host,
            TypedKind::RedirectAddress,
            TypedKind::Mailbox,
            TypedKind::Name,
            TypedKind::Issuer,
            TypedKind::MailServer,
            TypedKind::Permissions,
        ] {
            assert_eq!(kind.read(kind.sample()).as_deref(), Ok(kind.sample()));
        }
    }
}
