//! Who has agreed to what. A permission that stands in a registration has not been agreed to by standing there.

use super::{AccountId, AppId, PermissionId};
use serde::{Deserialize, Serialize};

/// For whom a consent holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Principal {
    /// The whole organisation (`AllPrincipals`), given by an administrator.
    Everybody,
    /// One account (`Principal`), given by that person.
    Account(AccountId),
}

impl Principal {
    /// Whether the consent holds for this account.
    pub fn includes(self, account: AccountId) -> bool {
        match self {
            Self::Everybody => true,
            Self::Account(one) => one == account,
        }
    }
}

/// Consent to delegated permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The registration.
    pub app: AppId,
    /// For whom.
    pub principal: Principal,
    /// To what.
    pub permissions: Vec<PermissionId>,
}

/// Consent to one application permission, always an administrator's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppGrant {
    /// The registration.
    pub app: AppId,
    /// To what.
    pub permission: PermissionId,
}
