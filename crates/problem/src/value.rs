//! The names of what a sentence about a problem may mention.

use serde::{Deserialize, Serialize};

/// One placeholder of the catalogue. The kebab-case word is the Fluent variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueName {
    /// The mailbox of the set-up.
    Mailbox,
    /// The account that signed in.
    SignedInAs,
    /// Whom the person is to sign in as.
    Expected,
    /// The organisation.
    Organisation,
    /// The application by its name.
    Application,
    /// Application (client) ID.
    ClientId,
    /// The directory: its ID or domain.
    Directory,
    /// The domain a directory belongs to.
    DirectoryDomain,
    /// A redirect address.
    RedirectUri,
    /// The portal platform a redirect address stands under.
    Platform,
    /// One or more permissions, separated by commas.
    Permissions,
    /// A number of characters, fields or tries.
    Count,
    /// A number that was expected.
    ExpectedCount,
    /// Seconds to wait.
    Seconds,
    /// A day, ISO 8601.
    Day,
    /// A second reading of a day, ISO 8601.
    OtherDay,
    /// A host name.
    Host,
    /// A port number.
    Port,
    /// The issuer of a certificate.
    Issuer,
    /// A difference between clocks, in seconds.
    Difference,
    /// The keychain by its own name.
    Keychain,
    /// A folder or file.
    Path,
    /// The step of a longer operation that did not work.
    Part,
    /// A code as the provider writes it.
    Code,
    /// A label of a portal or of an application.
    Label,
    /// One of Microsoft's clouds by its name.
    Cloud,
    /// The word of the provider of that cloud, where set-ups are made there.
    Provider,
    /// Who was asked, as a sentence names them: "Microsoft".
    Asked,
    /// A line of a pasted text, from 1.
    Line,
    /// A character of that line, from 1.
    Column,
}

impl ValueName {
    /// Every name there is.
    pub const ALL: &'static [Self] = &[
        Self::Mailbox,
        Self::SignedInAs,
        Self::Expected,
        Self::Organisation,
        Self::Application,
        Self::ClientId,
        Self::Directory,
        Self::DirectoryDomain,
        Self::RedirectUri,
        Self::Platform,
        Self::Permissions,
        Self::Count,
        Self::ExpectedCount,
        Self::Seconds,
        Self::Day,
        Self::OtherDay,
        Self::Host,
        Self::Port,
        Self::Issuer,
        Self::Difference,
        Self::Keychain,
        Self::Path,
        Self::Part,
        Self::Code,
        Self::Label,
        Self::Cloud,
        Self::Provider,
        Self::Asked,
        Self::Line,
        Self::Column,
    ];

    /// Its word: the variable in the catalogue of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::SignedInAs => "signed-in-as",
            Self::Expected => "expected",
            Self::Organisation => "organisation",
            Self::Application => "application",
            Self::ClientId => "client-id",
            Self::Directory => "directory",
            Self::DirectoryDomain => "directory-domain",
            Self::RedirectUri => "redirect-uri",
            Self::Platform => "platform",
            Self::Permissions => "permissions",
            Self::Count => "count",
            Self::ExpectedCount => "expected-count",
            Self::Seconds => "seconds",
            Self::Day => "day",
            Self::OtherDay => "other-day",
            Self::Host => "host",
            Self::Port => "port",
            Self::Issuer => "issuer",
            Self::Difference => "difference",
            Self::Keychain => "keychain",
            Self::Path => "path",
            Self::Part => "part",
            Self::Code => "code",
            Self::Label => "label",
            Self::Cloud => "cloud",
            Self::Provider => "cloud-provider",
            Self::Asked => "provider",
            Self::Line => "line",
            Self::Column => "column",
        }
    }
}
