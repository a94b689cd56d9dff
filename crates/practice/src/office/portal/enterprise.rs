//! Enterprise applications: properties, users and groups; the organisation's consent setting; and Exchange's Send As.

use super::PortalRefusal;
use crate::directory::{AccountId, AccountKind, AppId};
use crate::office::Office;

impl Office {
    /// Properties > Enabled for users to sign-in?
    pub fn set_enabled(&self, app: AppId, enabled: bool) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.enabled = enabled;
            Ok(())
        })
    }

    /// Properties > Assignment required?
    pub fn set_assignment_required(&self, app: AppId, required: bool) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.assignment_required = required;
            Ok(())
        })
    }

    /// Users and groups > Add user.
    pub fn assign(&self, app: AppId, account: AccountId) -> Result<(), PortalRefusal> {
        self.lock().directory.account(account).ok_or(PortalRefusal::NoAccount)?;
        self.change(app, |registration| {
            if !registration.assigned.contains(&account) {
                registration.assigned.push(account);
            }
            Ok(())
        })
    }

    /// Users and groups > Remove.
    pub fn unassign(&self, app: AppId, account: AccountId) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.assigned.retain(|there| *there != account);
            Ok(())
        })
    }

    /// Enterprise applications exist for registrations made in the portal; a script can forget one (7000229).
    pub fn set_service_principal(&self, app: AppId, exists: bool) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.service_principal = exists;
            Ok(())
        })
    }

    /// Exchange admin centre > Mailboxes > Delegation > Send As: lets the account of this kind send as `address`.
    pub fn allow_send_as(&self, kind: AccountKind, address: &str) {
        let mut state = self.lock();
        for account in state.directory.accounts.iter_mut().filter(|account| account.kind == kind) {
            account.may_send_as.push(address.to_owned());
        }
        state.save();
    }

    /// Consent and permissions > User consent settings: whether people may agree for themselves.
    pub fn set_user_consent(&self, allowed: bool) {
        let mut state = self.lock();
        state.directory.user_consent = allowed;
        state.save();
    }
}
