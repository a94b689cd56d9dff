//! The `{tenant}` part of an address (protocol facts 1.3).

use super::refusal::Refusal;
use crate::directory::{Account, AccountId, AppId, Audience, Directory, PermissionId, Registration, TenantId};
use crate::fault::Fault;
use crate::office::State;

/// Which directory an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Realm {
    /// Ours.
    Home,
    /// The other organisation's.
    Outside,
    /// None in particular.
    Shared(Shared),
}

/// A name in place of a directory: whose accounts are asked for (protocol facts 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    /// `common`: of any directory, and personal ones.
    Common,
    /// `organizations`: of any directory.
    Organizations,
    /// `consumers`: personal ones.
    Consumers,
}

impl Shared {
    fn named(tenant: &str) -> Option<Self> {
        match tenant {
            "common" => Some(Self::Common),
            "organizations" => Some(Self::Organizations),
            "consumers" => Some(Self::Consumers),
            _ => None,
        }
    }
}

impl Realm {
    /// Reads the tenant part. `directory-unknown` takes effect here.
    pub(super) fn read(state: &mut State, tenant: &str) -> Result<Self, Refusal> {
        let now = state.now();
        if state.faults.take(Fault::DirectoryUnknown, now) {
            return Err(Refusal::TenantNotFound { tenant: tenant.to_owned() });
        }
        let outside = &state.directory.outside;
        if let Some(shared) = Shared::named(tenant) {
            Ok(Self::Shared(shared))
        } else if state.directory.is_named(tenant) {
            Ok(Self::Home)
        } else if tenant.eq_ignore_ascii_case(&outside.domain) || tenant.parse() == Ok(outside.tenant) {
            Ok(Self::Outside)
        } else if tenant.parse::<TenantId>().is_ok() || is_domain(tenant) {
            Err(Refusal::TenantNotFound { tenant: tenant.to_owned() })
        } else {
            Err(Refusal::TenantMalformed { tenant: tenant.to_owned() })
        }
    }

    /// Whether a registration of this office may be used here at all, whoever signs in.
    pub(super) fn check(self, registration: &Registration) -> Result<(), Refusal> {
        let (app, audience) = (registration.app_id, registration.audience);
        let name = || registration.name.clone();
        match self {
            Self::Shared(Shared::Consumers) if !audience.takes_personal() => {
                Err(Refusal::WorkAccountsOnly { app, name: name() })
            }
            Self::Shared(Shared::Consumers) => Ok(()),
            Self::Home | Self::Outside | Self::Shared(_) if audience == Audience::Personal => {
                Err(Refusal::PersonalAccountsOnly { app, name: name() })
            }
            Self::Shared(_) if audience == Audience::SingleTenant => Err(Refusal::NotMultiTenant { app, name: name() }),
            Self::Home | Self::Outside | Self::Shared(_) => Ok(()),
        }
    }

    /// Whether this account may sign in here with this registration.
    pub(super) fn admit(
        self,
        directory: &Directory,
        registration: &Registration,
        account: &Account,
    ) -> Result<(), Refusal> {
        let foreign = |organisation: &str| Err(Refusal::foreign(account, registration, organisation));
        match self {
            Self::Home if account.is_of(directory.tenant) => Ok(()),
            Self::Home => foreign(&directory.name),
            Self::Outside if account.home == directory.outside.tenant => Ok(()),
            Self::Outside => foreign(&directory.outside.name),
            Self::Shared(Shared::Consumers) if account.is_personal() => Ok(()),
            Self::Shared(Shared::Consumers) => {
                Err(Refusal::NoSuchAccount { address: account.address.clone(), tenant: PERSONAL.to_owned() })
            }
            Self::Shared(_) if !account.is_personal() => Ok(()),
            Self::Shared(Shared::Organizations) => Err(Refusal::NotALoginDomain { address: account.address.clone() }),
            Self::Shared(Shared::Common) if registration.audience.takes_personal() => Ok(()),
            Self::Shared(Shared::Common) => foreign(PERSONAL),
        }
    }

    /// Whether the account signs in to this office's directory here: a guest does only where it is named.
    pub(super) fn is_ours(self, directory: &Directory, account: AccountId) -> bool {
        let account = directory.account(account);
        account.is_some_and(|account| self.directory_of(directory, account) == directory.tenant)
    }

    /// What holds for this account where it signs in.
    pub(super) fn agreed(self, directory: &Directory, app: AppId, account: AccountId) -> Vec<PermissionId> {
        let ours = self.is_ours(directory, account);
        if ours { directory.agreed(app, account) } else { directory.agreed_elsewhere(app, account) }
    }

    /// The directory that an account is in, as seen from here: a guest is in the one that invited it.
    pub(super) fn directory_of(self, directory: &Directory, account: &Account) -> TenantId {
        match self {
            Self::Home => directory.tenant,
            Self::Outside => directory.outside.tenant,
            Self::Shared(_) => account.home,
        }
    }
}

/// What Entra calls the directory of personal accounts in its sentences.
const PERSONAL: &str = "Microsoft Services";

/// At least two labels of letters, digits and hyphens.
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}
