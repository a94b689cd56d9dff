//! What has passed between the office and its clients that nobody else may see: the office's own memory of it, by which a
//! test knows what to look for at the client's. It never leaves the process by itself.

use crate::office::Office;
use std::fmt;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandedOutKind {
    /// The Value of a client secret, from the portal.
    ClientSecret,
    /// The password of an account. It is typed into the office's own page, and no client ever has it.
    Password,
    /// The `state` of a sign-in, as it arrived at the authorize endpoint.
    State,
    /// Its `nonce`.
    Nonce,
    /// Its `code_challenge`.
    Challenge,
    /// An authorization code.
    Code,
    /// The `code_verifier` of a token request.
    Verifier,
    /// An access token.
    AccessToken,
    /// A refresh token.
    RefreshToken,
    /// An ID token.
    IdToken,
}

impl HandedOutKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::ClientSecret,
        Self::Password,
        Self::State,
        Self::Nonce,
        Self::Challenge,
        Self::Code,
        Self::Verifier,
        Self::AccessToken,
        Self::RefreshToken,
        Self::IdToken,
    ];
}

/// One such value. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// What it is.
    pub kind: HandedOutKind,
    /// As it was sent.
    pub value: String,
}

impl fmt::Debug for HandedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandedOut").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// More than any test looks for; an office that runs for days forgets the oldest.
const MOST: usize = 1_000;

/// Oldest first.
#[derive(Debug, Default)]
pub(crate) struct Memory(Vec<HandedOut>);

impl Memory {
    /// Remembers one value.
    pub(crate) fn note(&mut self, kind: HandedOutKind, value: &str) {
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(HandedOut { kind, value: value.to_owned() });
    }
}

impl Office {
    /// Everything that has passed since the office was started, and every secret and password that stands in its directory.
    pub fn handed_out(&self) -> Vec<HandedOut> {
        let state = self.lock();
        let of = |kind, value: &str| HandedOut { kind, value: value.to_owned() };
        let secrets = state.directory.registrations.iter().flat_map(|registration| &registration.secrets);
        let secrets = secrets.map(|secret| of(HandedOutKind::ClientSecret, secret.value.reveal()));
        let at_provider = state.provider.applications.iter();
        let secrets = secrets.chain(at_provider.map(|one| of(HandedOutKind::ClientSecret, one.secret.reveal())));
        let google = &state.google.kept;
        let at_google = google.projects.iter().flat_map(|project| &project.clients).flat_map(|client| &client.secrets);
        let secrets = secrets.chain(at_google.map(|secret| of(HandedOutKind::ClientSecret, secret.value.reveal())));
        let passwords = state.directory.accounts.iter().map(|account| &account.password);
        let passwords = passwords.chain(google.accounts.iter().map(|account| &account.password));
        let for_apps = google.accounts.iter().flat_map(|account| &account.app_passwords).map(|own| &own.value);
        let passwords = passwords.chain(for_apps);
        let passwords = passwords.map(|password| of(HandedOutKind::Password, password.reveal()));
        secrets.chain(passwords).chain(state.issued.memory.0.iter().cloned()).collect()
    }
}
