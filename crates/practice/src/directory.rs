//! The directory as data: what Entra would keep about an organisation, its people and its registrations.
//!
//! Pure: no clock, randomness or I/O. [`crate::Office`] holds one of these and changes it.

mod account;
mod cloud;
mod consent;
mod exchange;
mod exposed;
mod ids;
mod permission;
mod redirect;
mod registration;
mod secret;

pub use account::{Account, AccountKind};
pub use cloud::{Cloud, NoCloud};
pub use consent::{AppGrant, Grant, Principal};
pub use exchange::{
    AccessPolicy, EmailApps, Exchange, ExchangePrincipal, MailGroup, ManagementScope, RoleAssignment, SmtpSwitch,
};
pub use exposed::{ClientApplication, ExposedApi, ExposedScope, WhoConsents};
pub use ids::{AccountId, AppId, ExposedScopeId, NotAnId, ObjectId, SecretId, TenantId};
pub use permission::{Permission, PermissionId, PermissionKind, RequestedScope, Resource};
pub(crate) use redirect::fits;
pub use redirect::{Platform, Redirect, RedirectRefusal};
pub use registration::{Audience, ImplicitGrant, Registration};
pub use secret::{ClientSecret, Concealed};

use serde::{Deserialize, Serialize};

/// One organisation's directory.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Directory {
    /// Directory (tenant) ID.
    pub tenant: TenantId,
    /// Primary domain, for instance `practice-k7m2.example`.
    pub domain: String,
    /// Name shown to people.
    pub name: String,
    /// The cloud it is in, and the other organisation too.
    #[serde(default)]
    pub cloud: Cloud,
    /// The other organisation, which exists and has nothing to do with this one.
    pub outside: Neighbour,
    /// Everybody who can sign in, the outsider included.
    pub accounts: Vec<Account>,
    /// The registrations, oldest first.
    pub registrations: Vec<Registration>,
    /// Delegated permissions agreed to.
    pub grants: Vec<Grant>,
    /// Application permissions agreed to.
    pub app_grants: Vec<AppGrant>,
    /// Whether people may agree for themselves to permissions that do not need an administrator.
    pub user_consent: bool,
    /// Exchange Online of the organisation.
    #[serde(default)]
    pub exchange: Exchange,
}

/// Another organisation's directory: it is found, and knows none of our registrations.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Neighbour {
    /// Directory (tenant) ID.
    pub tenant: TenantId,
    /// Primary domain.
    pub domain: String,
    /// Name shown to people.
    pub name: String,
}

impl Directory {
    /// Whether `tenant`, as it stands in an address, names this directory: its ID or its domain, in any letter case.
    pub fn is_named(&self, tenant: &str) -> bool {
        tenant.eq_ignore_ascii_case(&self.domain) || tenant.parse() == Ok(self.tenant)
    }

    /// The registration with this Application (client) ID.
    pub fn registration(&self, app: AppId) -> Option<&Registration> {
        self.registrations.iter().find(|registration| registration.app_id == app)
    }

    /// The same, to change it.
    pub(crate) fn registration_mut(&mut self, app: AppId) -> Option<&mut Registration> {
        self.registrations.iter_mut().find(|registration| registration.app_id == app)
    }

    /// The account with this object ID.
    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// The account with this address, in any letter case.
    pub fn account_named(&self, address: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.address.eq_ignore_ascii_case(address.trim()))
    }

    /// The account of this organisation with this address, to change it.
    pub(crate) fn own_account_mut(&mut self, address: &str) -> Option<&mut Account> {
        let tenant = self.tenant;
        let named = |account: &&mut Account| account.address.eq_ignore_ascii_case(address.trim());
        self.accounts.iter_mut().filter(|account| account.home == tenant).find(named)
    }

    /// The mailbox of this organisation with this address.
    pub(crate) fn mailbox(&self, address: &str) -> Option<&Account> {
        self.account_named(address).filter(|account| account.mailbox && account.home == self.tenant)
    }

    /// A mailbox of Exchange Online or Outlook.com, whosever it is.
    pub(crate) fn any_mailbox(&self, address: &str) -> Option<&Account> {
        self.account_named(address).filter(|account| account.mailbox)
    }

    /// The account of this kind.
    pub fn account_of(&self, kind: AccountKind) -> Option<&Account> {
        self.accounts.iter().find(|account| account.kind == kind)
    }

    /// The delegated permissions that hold for this account in this directory: the organisation's and its own.
    pub fn agreed(&self, app: AppId, account: AccountId) -> Vec<PermissionId> {
        self.agreed_by(app, |principal| principal.includes(account))
    }

    /// Those that hold for it in another directory, where nobody has given anything for everybody: its own.
    pub fn agreed_elsewhere(&self, app: AppId, account: AccountId) -> Vec<PermissionId> {
        self.agreed_by(app, |principal| principal == Principal::Account(account))
    }

    fn agreed_by(&self, app: AppId, whose: impl Fn(Principal) -> bool) -> Vec<PermissionId> {
        let holds = |grant: &&Grant| grant.app == app && whose(grant.principal);
        self.grants.iter().filter(holds).flat_map(|grant| grant.permissions.iter().copied()).collect()
    }

    /// Whether an administrator has agreed to this permission for everybody: what the green tick in the portal stands for.
    pub fn agreed_for_everybody(&self, app: AppId, permission: PermissionId) -> bool {
        let delegated = |grant: &Grant| {
            grant.app == app && grant.principal == Principal::Everybody && grant.permissions.contains(&permission)
        };
        let application = |grant: &AppGrant| grant.app == app && grant.permission == permission;
        self.grants.iter().any(delegated) || self.app_grants.iter().any(application)
    }
}
