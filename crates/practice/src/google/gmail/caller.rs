//! Who calls the Gmail API, and whether the call may be made.

use super::refusal::Refusal;
use crate::fault::Fault;
use crate::google::people::GoogleAccount;
use crate::google::scope::GoogleScope;
use crate::google::userinfo::bearer;
use crate::office::State;
use axum::http::HeaderMap;

/// Somebody whose token is right, in a project whose Gmail API is on.
pub(super) struct Caller {
    pub(super) account: GoogleAccount,
    scopes: Vec<GoogleScope>,
}

impl Caller {
    /// Token, API, user, in this order. `user` is `me` or the account's own address.
    pub(super) fn read(state: &mut State, headers: &HeaderMap, user: &str) -> Result<Self, Refusal> {
        let now = state.now();
        let token = bearer(headers).ok_or(Refusal::NoToken)?;
        let access = state.google.issued.access(token, now).cloned().ok_or(Refusal::TokenInvalid)?;
        spoil_api(state, &access.project);
        let project = state.google.project(&access.project).ok_or(Refusal::TokenInvalid)?;
        if project.gmail.is_none_or(|since| since > now) {
            return Err(Refusal::ApiOff { number: project.number.clone() });
        }
        // A service account that acts for nobody has no mailbox.
        let account = state.google.account(&access.account).cloned().ok_or(Refusal::Precondition)?;
        if user != "me" && !account.is_at(user) {
            return Err(Refusal::DelegationDenied { user: user.to_owned() });
        }
        Ok(Self { account, scopes: access.scopes })
    }

    /// One of these scopes has to be there.
    pub(super) fn needs(&self, any: &[GoogleScope]) -> Result<(), Refusal> {
        if self.has(any) { Ok(()) } else { Err(Refusal::ScopeMissing) }
    }

    pub(super) fn has(&self, any: &[GoogleScope]) -> bool {
        any.iter().any(|scope| self.scopes.contains(scope))
    }
}

/// The faults of the API in a project, which stay until somebody enables it or some time has passed.
fn spoil_api(state: &mut State, project: &str) {
    let (now, delay) = (state.now(), state.delay);
    let (off, late) = (state.faults.take(Fault::GoogleApiOff, now), state.faults.take(Fault::GoogleApiDelay, now));
    let Some(project) = state.google.project_mut(project).filter(|_| off || late) else { return };
    project.gmail = now.checked_add(delay).ok().filter(|_| late && !off);
    state.save();
}
