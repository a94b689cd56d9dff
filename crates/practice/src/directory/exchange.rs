//! What Exchange Online knows beside the directory: switches, applications by themselves, and which mailboxes those may use.
//!
//! Sources: protocol facts 3.10 and 4.3 (Set-TransportConfig, Set-CASMailbox, New-ServicePrincipal, New-ApplicationAccessPolicy
//! and the RBAC for Applications commands, office-docs-powershell of 2026-02 to 2026-07).

use super::{Account, AppId, ObjectId};
use serde::{Deserialize, Serialize};

/// The organisation's part of Exchange. A new organisation has SMTP AUTH off, as Microsoft's have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exchange {
    /// Whether SMTP AUTH is on for the organisation (`SmtpClientAuthenticationDisabled` is `$false`).
    pub smtp_auth: bool,
    /// Applications that Exchange has been told of (`New-ServicePrincipal`).
    pub principals: Vec<ExchangePrincipal>,
    /// Named sets of mailboxes (`New-ManagementScope`).
    pub scopes: Vec<ManagementScope>,
    /// RBAC for Applications (`New-ManagementRoleAssignment`).
    pub assignments: Vec<RoleAssignment>,
    /// Mail-enabled security groups (`New-DistributionGroup`).
    pub groups: Vec<MailGroup>,
    /// The older way of limiting (`New-ApplicationAccessPolicy`).
    pub policies: Vec<AccessPolicy>,
}

/// Manage email apps, for one mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailApps {
    /// Authenticated SMTP: on, off, or (`None`) as the organisation has it. It wins over the organisation.
    pub smtp: Option<bool>,
    /// IMAP.
    pub imap: bool,
    /// POP.
    pub pop: bool,
}

impl Default for EmailApps {
    fn default() -> Self {
        Self { smtp: None, imap: true, pop: true }
    }
}

/// An application as Exchange knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangePrincipal {
    /// Application (client) ID.
    pub app: AppId,
    /// Object ID of the enterprise application, which is not the registration's. A wrong one is taken, and fails later.
    pub object: ObjectId,
    /// Mailboxes it was given Full Access to (`Add-MailboxPermission`), by address.
    pub full_access: Vec<String>,
    /// Mailboxes it may send as (`Add-RecipientPermission`), by address.
    #[serde(default)]
    pub send_as: Vec<String>,
}

/// A group of mailboxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailGroup {
    /// Its name.
    pub name: String,
    /// The addresses of its members.
    pub members: Vec<String>,
}

/// A named set of mailboxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagementScope {
    /// Its name.
    pub name: String,
    /// The addresses that its filter admits.
    pub addresses: Vec<String>,
}

/// A role of an application, everywhere or within a scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAssignment {
    /// Object ID of the enterprise application.
    pub object: ObjectId,
    /// For instance `Application Mail.Send`.
    pub role: String,
    /// The scope's name; `None` for every mailbox.
    pub scope: Option<String>,
}

/// Limits an application to mailboxes, or keeps it from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessPolicy {
    /// Application (client) ID.
    pub app: AppId,
    /// The name of a group, or the address of a mailbox, which stands for a group that has it as its member.
    #[serde(alias = "address")]
    pub group: String,
    /// `RestrictAccess`: only these. Otherwise `DenyAccess`: all but these.
    pub only: bool,
}

impl AccessPolicy {
    /// What `Remove-ApplicationAccessPolicy` finds it by.
    pub fn identity(&self) -> String {
        format!("{};{};{}", self.app, self.group, if self.only { "only" } else { "not" })
    }
}

impl Exchange {
    /// Whether somebody may sign in to this mailbox by SMTP; if not, whose switch it is.
    pub fn smtp_of(&self, mailbox: &Account) -> SmtpSwitch {
        match mailbox.apps.smtp {
            Some(true) => SmtpSwitch::On,
            Some(false) => SmtpSwitch::OffForMailbox,
            None if self.smtp_auth => SmtpSwitch::On,
            None => SmtpSwitch::OffForOrganisation,
        }
    }

    /// The application under the object ID that is really its enterprise application's.
    pub fn principal(&self, app: AppId, enterprise: ObjectId) -> Option<&ExchangePrincipal> {
        self.principals.iter().find(|there| there.app == app && there.object == enterprise)
    }

    /// Whether an RBAC role lets the application with this object ID use the mailbox.
    pub fn assigned(&self, object: ObjectId, role: &str, address: &str) -> bool {
        let within = |scope: &Option<String>| scope.as_deref().is_none_or(|name| self.scope_has(name, address));
        let holds = |one: &&RoleAssignment| one.object == object && one.role.eq_ignore_ascii_case(role);
        self.assignments.iter().filter(holds).any(|one| within(&one.scope))
    }

    /// Whether access policies leave the mailbox to the application. Without a policy every mailbox is.
    pub fn admits(&self, app: AppId, address: &str) -> bool {
        let own: Vec<_> = self.policies.iter().filter(|policy| policy.app == app).collect();
        let names = |policy: &&&AccessPolicy| {
            policy.group.eq_ignore_ascii_case(address) || self.has_member(&policy.group, address)
        };
        let denied = own.iter().filter(names).any(|policy| !policy.only);
        let limited = own.iter().any(|policy| policy.only);
        !denied && (!limited || own.iter().filter(names).any(|policy| policy.only))
    }

    fn has_member(&self, group: &str, address: &str) -> bool {
        let named = self.groups.iter().find(|one| one.name.eq_ignore_ascii_case(group));
        named.is_some_and(|one| one.members.iter().any(|member| member.eq_ignore_ascii_case(address)))
    }

    fn scope_has(&self, name: &str, address: &str) -> bool {
        let named = self.scopes.iter().find(|scope| scope.name.eq_ignore_ascii_case(name));
        named.is_some_and(|scope| scope.addresses.iter().any(|one| one.eq_ignore_ascii_case(address)))
    }
}

/// Whether SMTP AUTH is on for a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSwitch {
    /// On.
    On,
    /// The organisation's switch is off, and the mailbox follows it.
    OffForOrganisation,
    /// The mailbox's own switch is off.
    OffForMailbox,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn policy(only: bool, address: &str) -> AccessPolicy {
        AccessPolicy { app: AppId(Uuid::nil()), group: address.to_owned(), only }
    }

    #[test]
    fn a_policy_that_restricts_names_what_is_left_and_one_that_denies_what_is_not() {
        let app = AppId(Uuid::nil());
        let with = |policies: Vec<AccessPolicy>| Exchange { policies, ..Exchange::default() };
        assert!(with(vec![]).admits(app, "a@x"));
        let only = with(vec![policy(true, "a@x")]);
        assert!(only.admits(app, "A@x") && !only.admits(app, "b@x"));
        let denied = with(vec![policy(false, "a@x")]);
        assert!(!denied.admits(app, "a@x") && denied.admits(app, "b@x"));
        let both = with(vec![policy(true, "a@x"), policy(false, "a@x")]);
        assert!(!both.admits(app, "a@x"), "denying wins");
        assert!(only.admits(AppId(Uuid::max()), "b@x"), "a policy is about one application");
        let group = MailGroup { name: "Tours".to_owned(), members: vec!["a@x".to_owned()] };
        let grouped = Exchange { groups: vec![group], ..with(vec![policy(true, "tours")]) };
        assert!(grouped.admits(app, "A@x") && !grouped.admits(app, "b@x"));
    }

    #[test]
    fn a_role_holds_within_its_scope() {
        let object = ObjectId(Uuid::nil());
        let role = |scope: Option<&str>| RoleAssignment {
            object,
            role: "Application Mail.Send".to_owned(),
            scope: scope.map(str::to_owned),
        };
        let scope = ManagementScope { name: "Tours".to_owned(), addresses: vec!["a@x".to_owned()] };
        let mut exchange =
            Exchange { scopes: vec![scope], assignments: vec![role(Some("tours"))], ..Exchange::default() };
        assert!(exchange.assigned(object, "application mail.send", "A@X"));
        assert!(!exchange.assigned(object, "Application Mail.Send", "b@x"));
        assert!(!exchange.assigned(object, "Application Mail.Read", "a@x"));
        exchange.assignments = vec![role(None)];
        assert!(exchange.assigned(object, "Application Mail.Send", "b@x"));
        exchange.assignments = vec![role(Some("gone"))];
        assert!(!exchange.assigned(object, "Application Mail.Send", "a@x"));
    }
}
