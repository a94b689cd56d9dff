//! What a person does on the pages of their account: 2-Step Verification, app passwords, POP.

use super::ConsoleRefusal;
use crate::directory::Concealed;
use crate::google::people::{GoogleAccount, GoogleAppPassword};
use crate::office::Office;

/// Letters of an app password (protocol facts 5.10).
const LETTERS: usize = 16;

impl Office {
    /// *Turn on 2-Step Verification*, or *Turn off*, which ends every app password.
    pub(crate) fn google_set_two_step(&self, account: &str, on: bool) {
        self.in_account(account, |account| {
            account.two_step = on;
            if !on {
                account.app_passwords.clear();
            }
        });
    }

    /// *App passwords*, *Create*: the new one.
    pub(crate) fn google_add_app_password(&self, account: &str, name: &str) -> Result<String, ConsoleRefusal> {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(ConsoleRefusal::Field("App name"));
        }
        let two_step = self.lock().google.account(account).is_some_and(|account| account.two_step);
        if !two_step {
            return Err(ConsoleRefusal::NoAppPasswords);
        }
        let value = self.lock().random.letters(LETTERS);
        let fresh = GoogleAppPassword { name, value: Concealed::new(value.clone()) };
        self.in_account(account, |account| account.app_passwords.push(fresh));
        Ok(value)
    }

    /// *Remove* beside an app password.
    pub(crate) fn google_remove_app_password(&self, account: &str, name: &str) {
        self.in_account(account, |account| account.app_passwords.retain(|own| own.name != name));
    }

    /// *Enable POP* or *Disable POP* in the settings of Gmail.
    pub(crate) fn google_set_pop(&self, account: &str, on: bool) {
        self.in_account(account, |account| account.pop_off = !on);
    }

    fn in_account(&self, id: &str, change: impl FnOnce(&mut GoogleAccount)) {
        let mut state = self.lock();
        if let Some(account) = state.google.kept.accounts.iter_mut().find(|account| account.id == id) {
            change(account);
        }
        state.save();
    }
}
