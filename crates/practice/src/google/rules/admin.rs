//! What the administrator of the Workspace does.

use super::ConsoleRefusal;
use crate::google::scope::GoogleScope;
use crate::google::workspace::{DomainDelegation, Workspace};
use crate::office::Office;
use jiff::Timestamp;

impl Office {
    /// *Unconfigured third-party apps*: none, or any.
    pub fn google_restrict(&self, restricted: bool) {
        self.in_workspace(|workspace, _| workspace.restricted = restricted);
    }

    /// *Configure new app*, *Trusted*.
    pub(crate) fn google_trust(&self, client: &str) {
        let client = client.trim().to_owned();
        self.in_workspace(|workspace, _| {
            if !client.is_empty() && !workspace.trusted.contains(&client) {
                workspace.trusted.push(client);
            }
        });
    }

    /// *Add a new client ID*, *Authorize*. The ID is the numeric one of a service account; its address is not.
    pub(crate) fn google_delegate(&self, client: &str, scopes: &str, overwrite: bool) -> Result<(), ConsoleRefusal> {
        let client_id = client.trim().to_owned();
        let numeric = !client_id.is_empty() && client_id.bytes().all(|byte| byte.is_ascii_digit());
        let scopes = GoogleScope::read(&scopes.replace(',', " ")).map_err(|_| ConsoleRefusal::DelegatedScopes)?;
        let there = self.google_workspace().delegations.iter().any(|entry| entry.client_id == client_id);
        if !numeric || (there && !overwrite) {
            return Err(ConsoleRefusal::DelegatedClient);
        }
        self.in_workspace(|workspace, known_from| {
            workspace.delegations.retain(|entry| entry.client_id != client_id);
            workspace.delegations.push(DomainDelegation { client_id, scopes, known_from });
        });
        Ok(())
    }

    /// *Delete* beside a client ID.
    pub(crate) fn google_undelegate(&self, client: &str) {
        self.in_workspace(|workspace, _| workspace.delegations.retain(|entry| entry.client_id != client));
    }

    /// The organisation policy `iam.disableServiceAccountKeyCreation`.
    pub fn google_forbid_keys(&self, forbidden: bool) {
        self.in_workspace(|workspace, _| workspace.no_keys = forbidden);
    }

    fn in_workspace(&self, change: impl FnOnce(&mut Workspace, Timestamp)) {
        let mut state = self.lock();
        let now = state.now();
        change(&mut state.google.kept.workspace, now);
        state.save();
    }
}
