//! Where the faults of Google's sign-in take effect. Those that change a project really change it, at the moment it is used.

use super::authorize::Asked;
use super::blocked::Blocked;
use super::client::{GoogleClient, GoogleClientKind};
use super::people::GoogleAccount;
use super::project::{GoogleAudience, GoogleProject};
use super::refusal::Refusal;
use super::scope::GoogleScope;
use crate::fault::Fault;
use crate::identity::params::Params;
use crate::office::State;

/// At the authorize endpoint.
pub(super) fn at_authorize(state: &mut State, params: &Params) -> Option<Blocked> {
    let (id, now) = (params.get("client_id")?.to_owned(), state.now());
    state.google.client(&id)?;
    let blocked = [
        (Fault::GoogleEmbedded, Blocked::Embedded),
        (Fault::GoogleRequestRefused, Blocked::Request("flowName=GeneralOAuthFlow".to_owned())),
        (Fault::GoogleClientUnknown, Blocked::ClientUnknown),
    ];
    if let Some((_, blocked)) = blocked.into_iter().find(|(fault, _)| state.faults.take(*fault, now)) {
        return Some(blocked);
    }
    spoil_client(state, &id);
    spoil_redirect(state, &id, params.get("redirect_uri").unwrap_or_default());
    spoil_scopes(state, &id, params.get("scope").unwrap_or_default());
    None
}

/// When a client says who it is at the token endpoint.
pub(super) fn of_client(state: &mut State, id: &str, secret: Option<&str>) -> Option<Refusal> {
    let now = state.now();
    state.google.client(id)?;
    if state.faults.take(Fault::GoogleClientUnknown, now) {
        return Some(Refusal::ClientUnknown);
    }
    spoil_client(state, id);
    let fits = state.google.client(id).is_some_and(|(_, client)| secret.is_some_and(|secret| client.takes(secret)));
    if fits && state.faults.take(Fault::GoogleSecretWrong, now) {
        change(state, id, |_, client| client.secrets.retain(|own| secret != Some(own.value.reveal())));
    }
    None
}

fn spoil_client(state: &mut State, id: &str) {
    let (now, delay) = (state.now(), state.delay);
    let late = state.faults.take(Fault::GoogleClientDelay, now);
    let gone = state.faults.take(Fault::GoogleClientDeleted, now);
    if late || gone {
        change(state, id, |_, client| {
            client.deleted |= gone;
            if late {
                client.known_from = now.saturating_add(delay).unwrap_or(now);
            }
        });
    }
}

/// `google-redirect-missing` meets Web applications alone: a Desktop app has no list.
fn spoil_redirect(state: &mut State, id: &str, sent: &str) {
    let now = state.now();
    let web = state.google.client(id).is_some_and(|(_, client)| client.kind == GoogleClientKind::Web);
    if web && state.faults.take(Fault::GoogleRedirectMissing, now) {
        change(state, id, |_, client| client.redirects.retain(|own| own != sent));
    }
}

fn spoil_scopes(state: &mut State, id: &str, sent: &str) {
    let now = state.now();
    let asked = GoogleScope::read(sent).unwrap_or_default();
    let listed = asked.iter().any(|scope| scope.is_listed());
    if listed && state.faults.take(Fault::GoogleScopesUnlisted, now) {
        change(state, id, |project, _| project.permissions.retain(|scope| !asked.contains(scope)));
    }
}

/// Changes a client with its project, and keeps it.
fn change(state: &mut State, id: &str, change: impl FnOnce(&mut GoogleProject, &mut GoogleClient)) {
    let Some(project) = state.google.client(id).map(|(project, _)| project.id.clone()) else { return };
    let Some(project) = state.google.project_mut(&project) else { return };
    let Some(mut client) = project.client(id).cloned() else { return };
    change(project, &mut client);
    if let Some(there) = project.client_mut(id) {
        *there = client;
    }
    state.save();
}

/// When somebody has signed in.
pub(super) fn at_sign_in(state: &mut State, asked: &Asked, account: &GoogleAccount) -> Option<Blocked> {
    let now = state.now();
    if state.google.kept.workspace.has(account) && state.faults.take(Fault::GoogleAdminPolicy, now) {
        let workspace = &mut state.google.kept.workspace;
        workspace.restricted = true;
        workspace.trusted.retain(|client| *client != asked.client);
        state.save();
    }
    if state.faults.take(Fault::GoogleNotTester, now)
        && let Some(project) = state.google.project_mut(&asked.project)
    {
        project.audience = GoogleAudience::Testing;
        project.test_users.clear();
        state.save();
    }
    let blocked = [(Fault::GoogleEducation, Blocked::Education), (Fault::GoogleUserCap, Blocked::UserCap)];
    blocked.into_iter().find(|(fault, _)| state.faults.take(*fault, now)).map(|(_, blocked)| blocked)
}

/// When a service account brings its signed request.
pub(super) fn of_service_account(state: &mut State, email: &str) {
    let (now, delay) = (state.now(), state.delay);
    let accounts = state.google.kept.projects.iter_mut().flat_map(|project| &mut project.service_accounts);
    let Some(account) = accounts.into_iter().find(|account| account.email == email) else { return };
    let id = account.client_id.clone();
    let key = state.faults.take(Fault::GoogleKeyDeleted, now);
    if key {
        account.keys.clear();
    }
    let missing = state.faults.take(Fault::GoogleNotDelegated, now);
    let late = state.faults.take(Fault::GoogleDelegationDelay, now);
    let entries = &mut state.google.kept.workspace.delegations;
    if missing {
        entries.retain(|entry| entry.client_id != id);
    }
    for entry in entries.iter_mut().filter(|entry| late && entry.client_id == id) {
        entry.known_from = now.saturating_add(delay).unwrap_or(now);
    }
    if key || missing || late {
        state.save();
    }
}

/// When consent is given: `google-box-empty` takes the last permission that a box was for.
pub(super) fn at_consent(state: &mut State, given: &mut Vec<GoogleScope>) {
    let now = state.now();
    let last = given.iter().rposition(|scope| !scope.is_of_sign_in());
    if let Some(last) = last
        && state.faults.take(Fault::GoogleBoxEmpty, now)
    {
        given.remove(last);
    }
}

impl State {
    /// Ends what lasts: a client or an API that is not known everywhere.
    pub(crate) fn end_google(&mut self, fault: Fault) {
        let now = self.now();
        if fault == Fault::GoogleDelegationDelay {
            let entries = &mut self.google.kept.workspace.delegations;
            for entry in entries {
                entry.known_from = entry.known_from.min(now);
            }
        }
        for project in &mut self.google.kept.projects {
            if fault == Fault::GoogleApiDelay {
                project.gmail = project.gmail.map(|since| since.min(now));
            }
            if fault == Fault::GoogleClientDelay {
                project.clients.iter_mut().for_each(|client| client.known_from = client.known_from.min(now));
            }
        }
    }
}
