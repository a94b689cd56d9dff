//! The people of the practice organisation, and one who is not.

use super::{AccountId, Concealed, EmailApps, TenantId};
use serde::{Deserialize, Serialize};

/// What an account is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// The mailbox that the application is meant to send from.
    Mailbox,
    /// Another person with a mailbox: the wrong one to sign in with.
    Colleague,
    /// May agree for the whole organisation; has no mailbox, like many administrator accounts.
    Administrator,
    /// Belongs to another organisation's directory.
    Outsider,
    /// A mailbox that several people use; nobody signs in with it.
    Shared,
    /// Of another organisation's directory, and invited into this one: it signs in here, and has no mailbox here.
    Guest,
    /// A personal Microsoft account, of no organisation.
    Personal,
}

/// One account that can sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Object ID (`oid`).
    pub id: AccountId,
    /// What it is there to show.
    pub kind: AccountKind,
    /// Sign-in address (`userPrincipalName`), which is also the mail address where there is a mailbox.
    pub address: String,
    /// Name shown to people.
    pub name: String,
    /// Password for the sign-in page.
    pub password: Concealed,
    /// The directory the account belongs to; another one than the office's for an outsider.
    pub home: TenantId,
    /// Whether Exchange has a mailbox for it.
    pub mailbox: bool,
    /// Addresses of others it may send as (Exchange's Send As).
    pub may_send_as: Vec<String>,
    /// Addresses of others whose mailboxes it may open (Exchange's Full Access).
    #[serde(default)]
    pub may_open: Vec<String>,
    /// Manage email apps.
    #[serde(default)]
    pub apps: EmailApps,
}

impl Account {
    /// Whether it may agree on behalf of the organisation.
    pub fn is_administrator(&self) -> bool {
        self.kind == AccountKind::Administrator
    }

    /// Whether somebody can sign in with it: with a shared mailbox nobody can.
    pub fn signs_in(&self) -> bool {
        self.kind != AccountKind::Shared
    }

    /// Whether it signs in to this directory as one of its people: its own, or invited.
    pub fn is_of(&self, directory: TenantId) -> bool {
        self.home == directory || self.kind == AccountKind::Guest
    }

    /// Whether it is a personal Microsoft account.
    pub fn is_personal(&self) -> bool {
        self.home == TenantId::PERSONAL
    }

    /// Whether it may send as this address: its own, or one it was given Send As on.
    pub fn sends_as(&self, address: &str) -> bool {
        self.is_at(address) || self.may_send_as.iter().any(|other| other.eq_ignore_ascii_case(address))
    }

    /// Whether it may open the mailbox at this address: its own, or one it was given Full Access to.
    pub fn opens(&self, address: &str) -> bool {
        self.is_at(address) || self.may_open.iter().any(|other| other.eq_ignore_ascii_case(address))
    }

    /// Whether this is its own address, in any letter case.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address)
    }
}
