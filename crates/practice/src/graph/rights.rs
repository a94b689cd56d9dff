//! What an application may do in its own name: what an administrator approved, limited by access policies, or what a role in
//! Exchange gives it (protocol facts 3.10).

use super::Caller;
use super::refusal::Refusal;
use crate::directory::{AccessPolicy, Account, AppId, PermissionId, PermissionKind, Registration, Resource};
use crate::fault::Fault;
use crate::office::State;

impl Caller {
    /// Whether the application itself may do with this mailbox what one of these permissions allows. Stricter than life in one
    /// thing: approval that was taken back counts at once, and not only in the next token.
    pub(super) fn check_application(
        &self,
        state: &mut State,
        names: &[&str],
        mailbox: &Account,
    ) -> Result<(), Refusal> {
        self.spoil_application(state, mailbox);
        let exchange = &state.directory.exchange;
        if !exchange.admits(self.app, &mailbox.address) {
            return Err(Refusal::Limited);
        }
        let approved = names.iter().any(|name| self.may(name) && self.is_approved(state, name));
        if approved || self.has_role(state, names, mailbox) { Ok(()) } else { Err(Refusal::AccessDenied) }
    }

    fn is_approved(&self, state: &State, name: &str) -> bool {
        let is_it = |id: PermissionId| {
            id.permission().is_some_and(|row| {
                row.resource == Resource::Graph && row.kind == PermissionKind::Application && row.name == name
            })
        };
        state.directory.app_grants.iter().any(|grant| grant.app == self.app && is_it(grant.permission))
    }

    fn has_role(&self, state: &State, names: &[&str], mailbox: &Account) -> bool {
        let exchange = &state.directory.exchange;
        let object = state.directory.registration(self.app).map(Registration::enterprise_object_id);
        let principal = object.and_then(|object| exchange.principal(self.app, object));
        let holds = |name: &&str, object| exchange.assigned(object, &format!("Application {name}"), &mailbox.address);
        principal.is_some_and(|principal| names.iter().any(|name| holds(name, principal.object)))
    }

    /// The faults of an application by itself.
    fn spoil_application(&self, state: &mut State, mailbox: &Account) {
        let now = state.now();
        state.withdraw_approval(self.app);
        if state.faults.take(Fault::ApplicationLimited, now) {
            let policy = AccessPolicy { app: self.app, group: mailbox.address.clone(), only: false };
            state.directory.exchange.policies.push(policy);
            state.save();
        }
    }
}

impl State {
    /// `application-not-approved`: where something was approved, it is no more. An application that Exchange alone lets in has
    /// nothing to lose by it.
    pub(crate) fn withdraw_approval(&mut self, app: AppId) {
        let now = self.now();
        let approved = self.directory.app_grants.iter().any(|grant| grant.app == app);
        if approved && self.faults.take(Fault::ApplicationNotApproved, now) {
            self.directory.app_grants.retain(|grant| grant.app != app);
            self.save();
        }
    }
}
