//! *Clients*: making one, its secrets and addresses, deleting and restoring it.

use super::ConsoleRefusal;
use crate::directory::Concealed;
use crate::google::client::{GoogleClient, GoogleClientKind, GoogleSecret, redirect_problem};
use crate::office::{Office, State};

/// Live secrets a client may have (protocol facts 5.3).
const MOST_SECRETS: usize = 2;

/// What *Create OAuth client ID* asks.
#[derive(Clone, Debug)]
pub(crate) struct NewClient<'a> {
    pub(crate) kind: GoogleClientKind,
    pub(crate) name: &'a str,
    pub(crate) redirects: Vec<&'a str>,
}

impl Office {
    /// *Create OAuth client*, *Create*. Its ID; its page shows the secret once.
    pub(crate) fn google_create_client(&self, project: &str, new: &NewClient<'_>) -> Result<String, ConsoleRefusal> {
        let name = new.name.trim();
        if name.is_empty() {
            return Err(ConsoleRefusal::ClientName);
        }
        let redirects = checked_redirects(new)?;
        let client = self.lock().new_client(project, new.kind, name, redirects)?;
        let id = client.id.clone();
        self.in_configured(project, |project| {
            project.clients.push(client);
            Ok(())
        })?;
        self.lock().google.fresh.insert(id.clone(), false);
        Ok(id)
    }

    /// Authorised redirect URIs, *Save*.
    pub(crate) fn google_set_redirects(&self, project: &str, client: &str, all: &[&str]) -> Result<(), ConsoleRefusal> {
        let new = NewClient { kind: GoogleClientKind::Web, name: "", redirects: all.to_vec() };
        let redirects = checked_redirects(&new)?;
        self.in_client(project, client, |client| {
            client.redirects = redirects;
            Ok(())
        })
    }

    /// *Add secret*.
    pub(crate) fn google_add_secret(&self, project: &str, client: &str) -> Result<(), ConsoleRefusal> {
        let secret = self.lock().new_google_secret();
        self.in_client(project, client, |client| {
            if client.secrets.len() >= MOST_SECRETS {
                return Err(ConsoleRefusal::Secrets);
            }
            client.secrets.push(secret);
            Ok(())
        })?;
        self.lock().google.fresh.insert(client.to_owned(), false);
        Ok(())
    }

    /// *Disable* or *Enable* beside a secret, named by its last four characters.
    pub(crate) fn google_switch_secret(
        &self,
        project: &str,
        client: &str,
        (hint, enabled): (&str, bool),
    ) -> Result<(), ConsoleRefusal> {
        self.in_client(project, client, |client| {
            let secret = client.secrets.iter_mut().find(|secret| secret.hint() == hint);
            secret.ok_or(ConsoleRefusal::Secret)?.enabled = enabled;
            Ok(())
        })
    }

    /// *Delete* beside a secret that is disabled.
    pub(crate) fn google_delete_secret(&self, project: &str, client: &str, hint: &str) -> Result<(), ConsoleRefusal> {
        self.in_client(project, client, |client| {
            let at = client.secrets.iter().position(|secret| secret.hint() == hint && !secret.enabled);
            client.secrets.remove(at.ok_or(ConsoleRefusal::Secret)?);
            Ok(())
        })
    }

    /// *Delete* and *Restore* of a client.
    pub(crate) fn google_delete_client(&self, project: &str, id: &str, gone: bool) -> Result<(), ConsoleRefusal> {
        self.in_configured(project, |project| {
            project.client_mut(id).ok_or(ConsoleRefusal::NoClient)?.deleted = gone;
            Ok(())
        })
    }

    /// A client as its page shows it: with its newest secret the first time. Downloading goes on until the page is opened again.
    pub(crate) fn look_at_google_client(&self, project: &str, client: &str) -> Option<(GoogleClient, bool)> {
        let mut state = self.lock();
        let found = state.google.project(project)?.client(client)?.clone();
        let first = state.google.fresh.get(client) == Some(&false);
        if first {
            state.google.fresh.insert(client.to_owned(), true);
        } else {
            state.google.fresh.remove(client);
        }
        Some((found, first))
    }

    /// The file of a client, while its newest secret is shown.
    pub(crate) fn google_client_file(&self, project: &str, client: &str) -> Option<serde_json::Value> {
        let state = self.lock();
        state.google.fresh.get(client)?;
        let project = state.google.project(project)?;
        Some(project.client(client)?.file(project, &state.addresses))
    }

    fn in_client(
        &self,
        project: &str,
        client: &str,
        change: impl FnOnce(&mut GoogleClient) -> Result<(), ConsoleRefusal>,
    ) -> Result<(), ConsoleRefusal> {
        self.in_configured(project, |project| change(project.client_mut(client).ok_or(ConsoleRefusal::NoClient)?))
    }
}

impl State {
    fn new_client(
        &mut self,
        project: &str,
        kind: GoogleClientKind,
        name: &str,
        redirects: Vec<String>,
    ) -> Result<GoogleClient, ConsoleRefusal> {
        let number = self.google.project(project).ok_or(ConsoleRefusal::NoProject)?.number.clone();
        let id = format!("{number}-{}.apps.googleusercontent.com", self.random.small_text(32));
        let (secrets, created) = (vec![self.new_google_secret()], self.now());
        Ok(GoogleClient {
            id,
            kind,
            name: name.to_owned(),
            redirects,
            secrets,
            deleted: false,
            created,
            known_from: created,
        })
    }

    /// `GOCSPX-` and 28 characters (protocol facts 5.3).
    fn new_google_secret(&mut self) -> GoogleSecret {
        let value = Concealed::new(format!("GOCSPX-{}", self.random.token(21)));
        GoogleSecret { value, enabled: true, created: self.now() }
    }
}

fn checked_redirects(new: &NewClient<'_>) -> Result<Vec<String>, ConsoleRefusal> {
    if new.kind == GoogleClientKind::Desktop {
        return Ok(Vec::new());
    }
    let mut taken: Vec<String> = Vec::new();
    for address in new.redirects.iter().map(|address| address.trim()).filter(|address| !address.is_empty()) {
        if let Some(why) = redirect_problem(address) {
            return Err(ConsoleRefusal::Redirect { address: address.to_owned(), why });
        }
        if !taken.iter().any(|there| there == address) {
            taken.push(address.to_owned());
        }
    }
    Ok(taken)
}
