//! The permissions that can be added and asked for: a part of Microsoft Graph's and Exchange Online's, with their real GUIDs.
//!
//! Source of names and GUIDs: Microsoft Graph permissions reference (2026-08-07) and, for Exchange Online, a field table; both in
//! protocol facts 3.6 and 3.7. The GUID of Exchange's `SMTP.SendAsApp` is not confirmed anywhere (protocol facts 8.1): the one here
//! is the office's own, and nothing may be checked against it. Which of them a person may agree to alone: the
//! Microsoft-managed consent policy (page of January 2026, protocol facts 1.12).

use super::Cloud;
use serde::{Deserialize, Serialize};
use uuid::{Uuid, uuid};

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
    /// Reads one scope in a cloud. Resources of another cloud are not there.
    pub fn read_in(cloud: Cloud, written: &str) -> Self {
        let Some(worldwide) = cloud.worldwide(written) else { return Self::Foreign(written.to_owned()) };
        match Self::read(&worldwide) {
            Self::Known { permission, .. } => Self::Known { written: written.to_owned(), permission },
            Self::Foreign(_) => Self::Foreign(written.to_owned()),
            Self::Malformed(_) => Self::Malformed(written.to_owned()),
            other @ (Self::Default(_) | Self::Unknown { .. }) => other,
        }
    }

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
    id: Uuid,
    need: Need,
    meaning: &'static str,
) -> Permission {
    Permission { id: PermissionId(id), resource, name, kind, meaning, need }
}

#[rustfmt::skip]
const ALL: &[Permission] = &[
    row(Graph, "Mail.Send", Delegated, uuid!("e383f46e-2787-4529-855e-0e479a3ffac0"), Anybody, "Send mail as you"),
    row(Graph, "Mail.Send.Shared", Delegated, uuid!("a367ab51-6b49-43bf-a716-a1fb06d2a174"), Anybody, "Send mail on behalf of others or yourself"),
    row(Graph, "Mail.Read", Delegated, uuid!("570282fd-fa5c-430d-a7fd-fc8dc98a9dca"), AdministratorByPolicy, "Read your mail"),
    row(Graph, "Mail.Read.Shared", Delegated, uuid!("7b9103a5-4610-446b-9670-80643382c1fa"), AdministratorByPolicy, "Read mail you can access"),
    row(Graph, "Mail.ReadBasic", Delegated, uuid!("a4b8392a-d8d1-4954-a029-8e668a39a170"), AdministratorByPolicy, "Read your mail, without bodies and attachments"),
    row(Graph, "Mail.ReadBasic.Shared", Delegated, uuid!("b11fa0e7-fdb7-4dc9-b1f1-59facd463480"), AdministratorByPolicy, "Read mail you can access, without bodies and attachments"),
    row(Graph, "Mail.ReadWrite", Delegated, uuid!("024d486e-b451-40bb-833d-3e66d98c5c73"), AdministratorByPolicy, "Read and write your mail"),
    row(Graph, "Mail.ReadWrite.Shared", Delegated, uuid!("5df07973-7d5d-46ed-9847-1271055cbd51"), AdministratorByPolicy, "Read and write mail you can access"),
    row(Graph, "Calendars.Read", Delegated, uuid!("465a38f9-76ea-45b9-9f34-9e8b0d4b0b42"), AdministratorByPolicy, "Read your calendars"),
    row(Graph, "Calendars.Read.Shared", Delegated, uuid!("2b9c4092-424d-4249-948d-b43879977640"), AdministratorByPolicy, "Read calendars you can access"),
    row(Graph, "Calendars.ReadBasic", Delegated, uuid!("662d75ba-a364-42ad-adee-f5f880ea4878"), Administrator, "Read basic details of your calendars"),
    row(Graph, "Calendars.ReadWrite", Delegated, uuid!("1ec239c2-d7c9-4623-a91a-a9775856bb36"), AdministratorByPolicy, "Have full access to your calendars"),
    row(Graph, "Contacts.Read", Delegated, uuid!("ff74d97f-43af-4b68-9f2a-b77ee6968c5d"), Anybody, "Read your contacts"),
    row(Graph, "Contacts.ReadWrite", Delegated, uuid!("d56682ec-c09e-4743-aaf4-1a3aac4caa21"), AdministratorByPolicy, "Have full access to your contacts"),
    row(Graph, "User.Read", Delegated, uuid!("e1fe6dd8-ba31-4d61-89e7-88639da4683d"), Anybody, "Sign you in and read your profile"),
    row(Graph, "User.ReadBasic.All", Delegated, uuid!("b340eb25-3456-403f-be2f-af7a0d370277"), Anybody, "Read everyone's basic profile"),
    row(Graph, "User.Read.All", Delegated, uuid!("a154be20-db9c-4678-8ab7-66f6cc099a59"), Administrator, "Read everyone's full profile"),
    row(Graph, "offline_access", Delegated, uuid!("7427e0e9-2fba-42fe-b0c0-848c9e6a8182"), Anybody, "Keep the access it was given while you are away"),
    row(Graph, "openid", Delegated, uuid!("37f7f235-527c-4136-accd-4a02d197296e"), Anybody, "Sign you in"),
    row(Graph, "profile", Delegated, uuid!("14dad69e-099b-42c9-810b-d002981feec1"), Anybody, "See your basic profile"),
    row(Graph, "email", Delegated, uuid!("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"), Anybody, "See your e-mail address"),
    row(Graph, "IMAP.AccessAsUser.All", Delegated, uuid!("652390e4-393a-48de-9484-05f9b1212954"), AdministratorByPolicy, "Read and write your mail by IMAP"),
    row(Graph, "POP.AccessAsUser.All", Delegated, uuid!("d7b7f2d9-0f45-4ea1-9d42-e50810c06991"), AdministratorByPolicy, "Read and write your mail by POP"),
    row(Graph, "SMTP.Send", Delegated, uuid!("258f6531-6087-4cc4-bb90-092c5fb3ed3f"), Anybody, "Send mail from your mailbox by SMTP"),
    row(Graph, "EWS.AccessAsUser.All", Delegated, uuid!("9769c687-087d-48ac-9cb3-c37dde652038"), AdministratorByPolicy, "Use your mailbox by Exchange Web Services"),
    row(Graph, "MailboxSettings.Read", Delegated, uuid!("87f447af-9fa4-4c32-9dfa-4a57a73d18ce"), AdministratorByPolicy, "Read your mailbox settings"),
    row(Graph, "Application.Read.All", Delegated, uuid!("c79f8feb-a9db-4090-85f9-90d820caa0eb"), Administrator, "Read applications"),
    row(Graph, "Directory.Read.All", Delegated, uuid!("06da0dbc-49e2-44d2-8312-53f166ab848a"), Administrator, "Read directory data"),
    row(Graph, "Mail.Send", Application, uuid!("b633e1c5-b582-4048-a93e-9f11b44c7e96"), Administrator, "Send mail as any user"),
    row(Graph, "Mail.Read", Application, uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01"), Administrator, "Read mail in all mailboxes"),
    row(Graph, "Mail.ReadWrite", Application, uuid!("e2a3a72e-5f79-4c64-b1b1-878b674786c9"), Administrator, "Read and write mail in all mailboxes"),
    row(Graph, "Mail.ReadBasic", Application, uuid!("6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"), Administrator, "Read basic mail in all mailboxes"),
    row(Graph, "Calendars.Read", Application, uuid!("798ee544-9d2d-430c-a058-570e29e34338"), Administrator, "Read calendars in all mailboxes"),
    row(Graph, "Application.Read.All", Application, uuid!("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"), Administrator, "Read all applications"),
    row(Exchange, "SMTP.Send", Delegated, uuid!("76faac2a-0f20-42f1-928a-50de5b9dbe52"), Anybody, "Send mail from your mailbox by SMTP"),
    row(Exchange, "IMAP.AccessAsUser.All", Delegated, uuid!("195adc35-e27b-454b-a7ed-1ecdffa1c09f"), AdministratorByPolicy, "Read and write your mail by IMAP"),
    row(Exchange, "POP.AccessAsUser.All", Delegated, uuid!("fb698133-92fa-453e-a9ed-688e10f2e5ac"), AdministratorByPolicy, "Read and write your mail by POP"),
    row(Exchange, "Mail.Send", Delegated, uuid!("5eb43c10-865a-4259-960a-83946678f8dd"), Anybody, "Send mail as you"),
    row(Exchange, "Mail.Send.Shared", Delegated, uuid!("16572339-6149-452b-b084-280b01354687"), Anybody, "Send mail on behalf of others or yourself"),
    row(Exchange, "EWS.AccessAsUser.All", Delegated, uuid!("3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5"), AdministratorByPolicy, "Use your mailbox by Exchange Web Services"),
    row(Exchange, "SMTP.SendAsApp", Application, uuid!("5e9d0ffe-9eac-41ce-9f1e-000000000587"), Administrator, "Send mail from all mailboxes by SMTP"),
    row(Exchange, "IMAP.AccessAsApp", Application, uuid!("5e5addcd-3e8d-4e90-baf5-964efab2b20a"), Administrator, "Read and write all mailboxes by IMAP"),
    row(Exchange, "POP.AccessAsApp", Application, uuid!("cb842b43-da6e-4506-86fe-bb12199c656d"), Administrator, "Read and write all mailboxes by POP"),
    row(Exchange, "full_access_as_app", Application, uuid!("dc890d15-9560-4a4c-9b7f-a736ec74ec40"), Administrator, "Have full access to all mailboxes"),
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
