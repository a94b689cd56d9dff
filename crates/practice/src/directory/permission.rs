//! The permissions that can be added and asked for: a part of Microsoft Graph's and Exchange Online's, with their real GUIDs.
//!
//! Source of names and GUIDs: Microsoft Graph permissions reference (2026-08-07) and, for Exchange Online, a field table; both in
//! protocol facts 3.6 and 3.7. Which of them a person may agree to alone: the Microsoft-managed consent policy (page of January
//! 2026, protocol facts 1.12).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use Need::{Administrator, AdministratorByPolicy, Anybody};
use PermissionKind::{Application, Delegated};
use Resource::{Exchange, Graph};

/// An API that permissions belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resource {
    /// Microsoft Graph.
    Graph,
    /// Office 365 Exchange Online.
    Exchange,
}

impl Resource {
    /// The name shown in the portal.
    pub fn name(self) -> &'static str {
        match self {
            Graph => "Microsoft Graph",
            Exchange => "Office 365 Exchange Online",
        }
    }

    /// Its application ID (protocol facts 3.5).
    pub fn app_id(self) -> &'static str {
        match self {
            Graph => "00000003-0000-0000-c000-000000000000",
            Exchange => "00000002-0000-0ff1-ce00-000000000000",
        }
    }

    /// What stands before a scope of this resource in a request, with the slash (protocol facts 1.6).
    pub fn prefixes(self) -> &'static [&'static str] {
        match self {
            Graph => &["https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000/"],
            Exchange => &["https://outlook.office.com/", "https://outlook.office365.com/"],
        }
    }
}

/// Whose right a permission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionKind {
    /// Used in the name of the person who signed in.
    Delegated,
    /// The application's own.
    Application,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Anybody,
    /// By its type a person could agree; the Microsoft-managed policy stops that.
    AdministratorByPolicy,
    Administrator,
}

/// The GUID that names a permission within the whole of Entra.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PermissionId(Uuid);

impl PermissionId {
    /// The permission with this GUID, in its hyphenated form; `None` when the office does not have it.
    pub fn parse(text: &str) -> Option<Self> {
        let id = Self(Uuid::try_parse(text).ok()?);
        ALL.iter().any(|permission| permission.id == id).then_some(id)
    }

    /// The permission it names.
    pub fn permission(self) -> Option<&'static Permission> {
        ALL.iter().find(|permission| permission.id == self)
    }
}

impl std::fmt::Display for PermissionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// One permission of the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub struct Permission {
    /// Its GUID.
    pub id: PermissionId,
    /// The API it belongs to.
    pub resource: Resource,
    /// Its name, for instance `Mail.Send`.
    pub name: &'static str,
    /// Delegated or application.
    pub kind: PermissionKind,
    /// What it means, in plain words.
    pub meaning: &'static str,
    need: Need,
}

impl Permission {
    /// Every permission the office knows, in the order of the reference.
    pub fn all() -> &'static [Self] {
        ALL
    }

    /// The permission of this name, resource and kind. Names are compared without regard to letter case, as Entra does.
    pub fn find(resource: Resource, kind: PermissionKind, name: &str) -> Option<&'static Self> {
        ALL.iter().find(|it| it.resource == resource && it.kind == kind && it.name.eq_ignore_ascii_case(name))
    }

    /// The portal's column "Admin consent required".
    pub fn admin_consent_required(&self) -> bool {
        self.need == Administrator
    }

    /// Whether, under the Microsoft-managed policy, a person may agree to it alone.
    pub fn anybody_may_agree(&self) -> bool {
        self.need == Anybody
    }

    /// `openid`, `profile`, `email`, `offline_access`: asked for without being registered, and not bound to an API.
    pub fn is_protocol(&self) -> bool {
        matches!(self.name, "openid" | "profile" | "email" | "offline_access")
    }
}

/// One scope of a request, as it was written and as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestedScope {
    /// A permission the office knows.
    Known {
        /// The text of the request, which is also the text of the answer.
        written: String,
        /// The delegated permission it names.
        permission: PermissionId,
    },
    /// `{resource}/.default`: whatever the registration lists for that resource.
    Default(Resource),
    /// A resource that is known with a name that is not.
    Unknown {
        /// The name without its prefix.
        name: String,
        /// Where it was looked for.
        resource: Resource,
    },
    /// An address of a resource that is not in the directory.
    Foreign(String),
    /// Not a scope at all.
    Malformed(String),
}

impl RequestedScope {
    /// Reads one scope. Without a prefix it means Microsoft Graph (protocol facts 1.6).
    pub fn read(written: &str) -> Self {
        let (resource, name) = match split_prefix(written) {
            Some(found) => found,
            None if written.contains("://") => return Self::Foreign(written.to_owned()),
            None => (Graph, written),
        };
        if name == ".default" {
            return Self::Default(resource);
        }
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
            return Self::Malformed(written.to_owned());
        }
        Permission::find(resource, Delegated, name).map_or_else(
            || Self::Unknown { name: name.to_owned(), resource },
            |permission| Self::Known { written: written.to_owned(), permission: permission.id },
        )
    }
}

fn split_prefix(written: &str) -> Option<(Resource, &str)> {
    [Graph, Exchange].into_iter().find_map(|resource| {
        let name = resource.prefixes().iter().find_map(|prefix| written.strip_prefix(prefix))?;
        Some((resource, name.trim_start_matches('/')))
    })
}

const fn row(
    resource: Resource,
    name: &'static str,
    kind: PermissionKind,
    id: u128,
    need: Need,
    meaning: &'static str,
) -> Permission {
    Permission { id: PermissionId(Uuid::from_u128(id)), resource, name, kind, meaning, need }
}

#[rustfmt::skip]
const ALL: &[Permission] = &[
    row(Graph, "Mail.Send", Delegated, 0xe383f46e27874529855e0e479a3ffac0, Anybody, "Send mail as you"),
    row(Graph, "Mail.Send.Shared", Delegated, 0xa367ab516b4943bfa716a1fb06d2a174, Anybody, "Send mail on behalf of others or yourself"),
    row(Graph, "Mail.Read", Delegated, 0x570282fdfa5c430da7fdfc8dc98a9dca, AdministratorByPolicy, "Read your mail"),
    row(Graph, "Mail.Read.Shared", Delegated, 0x7b9103a54610446b967080643382c1fa, AdministratorByPolicy, "Read mail you can access"),
    row(Graph, "Mail.ReadBasic", Delegated, 0xa4b8392ad8d14954a0298e668a39a170, AdministratorByPolicy, "Read your mail, without bodies and attachments"),
    row(Graph, "Mail.ReadBasic.Shared", Delegated, 0xb11fa0e7fdb74dc9b1f159facd463480, AdministratorByPolicy, "Read mail you can access, without bodies and attachments"),
    row(Graph, "Mail.ReadWrite", Delegated, 0x024d486eb45140bb833d3e66d98c5c73, AdministratorByPolicy, "Read and write your mail"),
    row(Graph, "Mail.ReadWrite.Shared", Delegated, 0x5df079737d5d46ed98471271055cbd51, AdministratorByPolicy, "Read and write mail you can access"),
    row(Graph, "Calendars.Read", Delegated, 0x465a38f976ea45b99f349e8b0d4b0b42, AdministratorByPolicy, "Read your calendars"),
    row(Graph, "Calendars.ReadWrite", Delegated, 0x1ec239c2d7c94623a91aa9775856bb36, AdministratorByPolicy, "Have full access to your calendars"),
    row(Graph, "Contacts.Read", Delegated, 0xff74d97f43af4b689f2ab77ee6968c5d, Anybody, "Read your contacts"),
    row(Graph, "Contacts.ReadWrite", Delegated, 0xd56682ecc09e4743aaf41a3aac4caa21, AdministratorByPolicy, "Have full access to your contacts"),
    row(Graph, "User.Read", Delegated, 0xe1fe6dd8ba314d6189e788639da4683d, Anybody, "Sign you in and read your profile"),
    row(Graph, "User.ReadBasic.All", Delegated, 0xb340eb253456403fbe2faf7a0d370277, Anybody, "Read everyone's basic profile"),
    row(Graph, "User.Read.All", Delegated, 0xa154be20db9c46788ab766f6cc099a59, Administrator, "Read everyone's full profile"),
    row(Graph, "offline_access", Delegated, 0x7427e0e92fba42feb0c0848c9e6a8182, Anybody, "Keep the access it was given while you are away"),
    row(Graph, "openid", Delegated, 0x37f7f235527c4136accd4a02d197296e, Anybody, "Sign you in"),
    row(Graph, "profile", Delegated, 0x14dad69e099b42c9810bd002981feec1, Anybody, "See your basic profile"),
    row(Graph, "email", Delegated, 0x64a6cdd6aab14aaf94b83cc8405e90d0, Anybody, "See your e-mail address"),
    row(Graph, "IMAP.AccessAsUser.All", Delegated, 0x652390e4393a48de948405f9b1212954, AdministratorByPolicy, "Read and write your mail by IMAP"),
    row(Graph, "POP.AccessAsUser.All", Delegated, 0xd7b7f2d90f454ea19d42e50810c06991, AdministratorByPolicy, "Read and write your mail by POP"),
    row(Graph, "SMTP.Send", Delegated, 0x258f653160874cc4bb90092c5fb3ed3f, Anybody, "Send mail from your mailbox by SMTP"),
    row(Graph, "EWS.AccessAsUser.All", Delegated, 0x9769c687087d48ac9cb3c37dde652038, AdministratorByPolicy, "Use your mailbox by Exchange Web Services"),
    row(Graph, "MailboxSettings.Read", Delegated, 0x87f447af9fa44c329dfa4a57a73d18ce, AdministratorByPolicy, "Read your mailbox settings"),
    row(Graph, "Application.Read.All", Delegated, 0xc79f8feba9db409085f990d820caa0eb, Administrator, "Read applications"),
    row(Graph, "Directory.Read.All", Delegated, 0x06da0dbc49e244d2831253f166ab848a, Administrator, "Read directory data"),
    row(Graph, "Mail.Send", Application, 0xb633e1c5b5824048a93e9f11b44c7e96, Administrator, "Send mail as any user"),
    row(Graph, "Mail.Read", Application, 0x810c84a84a9e49e6bf7d12d183f40d01, Administrator, "Read mail in all mailboxes"),
    row(Graph, "Mail.ReadWrite", Application, 0xe2a3a72e5f794c64b1b1878b674786c9, Administrator, "Read and write mail in all mailboxes"),
    row(Graph, "Mail.ReadBasic", Application, 0x6be147d2ea4f4b5aa3fa3eab6f3c140a, Administrator, "Read basic mail in all mailboxes"),
    row(Graph, "Application.Read.All", Application, 0x9a5d68dd52b04cc2bd40abcf44ac3a30, Administrator, "Read all applications"),
    row(Exchange, "SMTP.Send", Delegated, 0x76faac2a0f2042f1928a50de5b9dbe52, Anybody, "Send mail from your mailbox by SMTP"),
    row(Exchange, "IMAP.AccessAsUser.All", Delegated, 0x195adc35e27b454ba7ed1ecdffa1c09f, AdministratorByPolicy, "Read and write your mail by IMAP"),
    row(Exchange, "POP.AccessAsUser.All", Delegated, 0xfb69813392fa453ea9ed688e10f2e5ac, AdministratorByPolicy, "Read and write your mail by POP"),
    row(Exchange, "Mail.Send", Delegated, 0x5eb43c10865a4259960a83946678f8dd, Anybody, "Send mail as you"),
    row(Exchange, "Mail.Send.Shared", Delegated, 0x165723396149452bb084280b01354687, Anybody, "Send mail on behalf of others or yourself"),
    row(Exchange, "EWS.AccessAsUser.All", Delegated, 0x3b5f3d61589b4a3ca3595dd4b5ee5bd5, AdministratorByPolicy, "Use your mailbox by Exchange Web Services"),
    row(Exchange, "IMAP.AccessAsApp", Application, 0x5e5addcd3e8d4e90baf5964efab2b20a, Administrator, "Read and write all mailboxes by IMAP"),
    row(Exchange, "POP.AccessAsApp", Application, 0xcb842b43da6e450686febb12199c656d, Administrator, "Read and write all mailboxes by POP"),
    row(Exchange, "full_access_as_app", Application, 0xdc890d1595604a4c9b7fa736ec74ec40, Administrator, "Have full access to all mailboxes"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guid_names_one_permission() {
        for (index, permission) in ALL.iter().enumerate() {
            assert_eq!(permission.id.permission(), Some(permission));
            assert!(ALL[index + 1..].iter().all(|other| other.id != permission.id), "{}", permission.name);
        }
    }

    #[test]
    fn a_scope_without_prefix_means_graph() {
        let graph = Permission::find(Graph, Delegated, "SMTP.Send").unwrap();
        let exchange = Permission::find(Exchange, Delegated, "SMTP.Send").unwrap();
        let known = |written: &str, permission: &Permission| RequestedScope::Known {
            written: written.to_owned(),
            permission: permission.id,
        };
        assert_eq!(RequestedScope::read("SMTP.Send"), known("SMTP.Send", graph));
        assert_eq!(
            RequestedScope::read("https://outlook.office.com/SMTP.Send"),
            known("https://outlook.office.com/SMTP.Send", exchange)
        );
        assert_eq!(RequestedScope::read("https://graph.microsoft.com/.default"), RequestedScope::Default(Graph));
        assert!(matches!(RequestedScope::read("https://example.com/Mail.Send"), RequestedScope::Foreign(_)));
        assert!(matches!(RequestedScope::read("Mail.Sent"), RequestedScope::Unknown { .. }));
        assert!(matches!(RequestedScope::read("Mail Send,"), RequestedScope::Malformed(_)));
    }
}
