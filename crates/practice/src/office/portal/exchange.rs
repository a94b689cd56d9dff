//! The admin centres of Microsoft 365 and Exchange: who may use which protocol, and who may use a shared mailbox.

use super::PortalRefusal;
use crate::directory::{Account, EmailApps};
use crate::office::Office;

/// A right to somebody else's mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delegation {
    /// To send with its address as From.
    SendAs,
    /// To open it.
    FullAccess,
}

impl Office {
    /// Settings > Mail flow: "Turn off SMTP AUTH protocol for your organization", or rather its opposite.
    pub fn set_smtp_auth(&self, on: bool) {
        let mut state = self.lock();
        state.directory.exchange.smtp_auth = on;
        state.save();
    }

    /// Active users > somebody > Mail > Manage email apps > Save changes.
    pub fn set_email_apps(&self, mailbox: &str, apps: EmailApps) -> Result<(), PortalRefusal> {
        self.change_mailbox(mailbox, |account| account.apps = apps)
    }

    /// Mailboxes > a mailbox > Delegation > Add members. Given twice is given once.
    pub fn delegate(&self, mailbox: &str, right: Delegation, to: &str) -> Result<(), PortalRefusal> {
        let address = self.lock().directory.mailbox(mailbox).ok_or(PortalRefusal::NoMailbox)?.address.clone();
        self.change_mailbox(to, |account| {
            if !right.of(account).contains(&address) {
                right.of(account).push(address);
            }
        })
    }

    /// Mailboxes > a mailbox > Delegation > Delete. What was not given is no mistake.
    pub fn undelegate(&self, mailbox: &str, right: Delegation, from: &str) -> Result<(), PortalRefusal> {
        self.change_mailbox(from, |account| right.of(account).retain(|there| !there.eq_ignore_ascii_case(mailbox)))
    }

    fn change_mailbox(&self, address: &str, change: impl FnOnce(&mut Account)) -> Result<(), PortalRefusal> {
        let mut state = self.lock();
        let found = state.directory.own_account_mut(address).filter(|account| account.mailbox);
        change(found.ok_or(PortalRefusal::NoMailbox)?);
        state.save();
        Ok(())
    }
}

impl Delegation {
    fn of(self, account: &mut Account) -> &mut Vec<String> {
        match self {
            Self::SendAs => &mut account.may_send_as,
            Self::FullAccess => &mut account.may_open,
        }
    }
}
