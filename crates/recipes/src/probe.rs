//! What the test does: each way the application will use, tried once.

use serde::{Deserialize, Serialize};

use crate::condition::When;

/// Microsoft Graph, as a resource.
pub(crate) const GRAPH: &str = "https://graph.microsoft.com";

/// Microsoft Graph in every cloud (learn.microsoft.com/graph/deployments).
const GRAPHS: &[&str] =
    &[GRAPH, "https://graph.microsoft.us", "https://dod-graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"];

/// Exchange Online in every cloud; those of the national ones are unconfirmed (`recipes/providers`).
const MAIL: &[&str] = &[
    "https://outlook.office.com",
    "https://outlook.office365.com",
    "https://outlook.office365.us",
    "https://outlook-dod.office365.us",
    "https://partner.outlook.cn",
];

/// What stands before the names of Google's permissions, but for the one that opens a mailbox whole
/// (developers.google.com/workspace/gmail/api/auth/scopes, read 2026-11-21).
const GMAIL_API: &str = "https://www.googleapis.com/auth";
const GMAIL: &str = "https://mail.google.com";

/// Whoever lets mail programs in: Exchange Online, and Gmail for its whole mailbox alone
/// (developers.google.com/workspace/gmail/imap/xoauth2-protocol, read 2026-11-21).
const MAIL_ANYWHERE: &[&str] = &[MAIL[0], MAIL[1], MAIL[2], MAIL[3], MAIL[4], GMAIL];

/// Whether two names are of one resource.
pub(crate) fn same_resource(one: &str, other: &str) -> bool {
    let both = |names: &[&str]| [one, other].iter().all(|name| names.iter().any(|own| own.eq_ignore_ascii_case(name)));
    one.eq_ignore_ascii_case(other) || both(GRAPHS) || both(MAIL)
}

/// One thing that is tried.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// What.
    pub kind: ProbeKind,
    /// When it is tried.
    #[serde(default)]
    pub when: When,
}

macro_rules! probes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// A way into the mailbox.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum ProbeKind {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl ProbeKind {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word in the files and in scripts.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

probes! {
    /// A message is sent by Microsoft Graph.
    GraphSend = "graph-send",
    /// The mailbox is opened by Microsoft Graph and the head of one message read.
    GraphMail = "graph-mail",
    /// The same, and the calendars are listed.
    GraphMailAndCalendars = "graph-mail-and-calendars",
    /// A message is sent by the Gmail API.
    GmailSend = "gmail-send",
    /// A message is sent by SMTP.
    Smtp = "smtp",
    /// The mailbox is opened by IMAP and the head of one message read.
    Imap = "imap",
    /// The mailbox is opened by POP3 and the head of one message read.
    Pop3 = "pop3",
}

impl ProbeKind {
    /// Whether a message leaves.
    pub const fn sends(self) -> bool {
        matches!(self, Self::GraphSend | Self::GmailSend | Self::Smtp)
    }

    /// The names of the resource whose access it shows. Access for one is never shown to the other
    /// (learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth).
    pub(crate) const fn resources(self) -> &'static [&'static str] {
        match self {
            Self::GraphSend | Self::GraphMail | Self::GraphMailAndCalendars => GRAPHS,
            Self::GmailSend => &[GMAIL_API, GMAIL],
            Self::Smtp | Self::Imap | Self::Pop3 => MAIL_ANYWHERE,
        }
    }
}
