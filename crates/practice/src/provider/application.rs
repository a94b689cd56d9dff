//! Applications that are registered with the provider: a client ID of its own making, a secret, and where a sign-in may return to.

use crate::directory::{Concealed, Redirect, RedirectRefusal, fits};
use crate::office::{Office, PortalRefusal, State, checked_name};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// More redirect addresses than anybody needs; as many as Microsoft takes.
const MOST_REDIRECTS: usize = 256;

/// One application.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProviderApplication {
    /// A text of the provider's own: visible ASCII, and no GUID.
    pub client_id: String,
    /// Client secret. Its page shows it once.
    pub secret: Concealed,
    /// Name shown to people.
    pub name: String,
    /// Redirect addresses, letter for letter.
    pub redirects: Vec<String>,
    /// When it was made.
    pub created: Timestamp,
}

/// Why an application is not registered, in the words the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApplicationRefusal {
    /// A name is needed.
    #[error(transparent)]
    Name(#[from] PortalRefusal),
    /// A redirect address is needed.
    #[error("Enter at least one redirect address.")]
    NoRedirect,
    /// A redirect address is not taken.
    #[error("{address}: {why}")]
    Redirect {
        /// As it was entered.
        address: String,
        /// What is wrong with it.
        why: RedirectRefusal,
    },
}

impl ProviderApplication {
    /// Whether a sign-in may return to this address: letter for letter, but for the port of a loopback address (RFC 8252
    /// section 7.3).
    pub fn returns_to(&self, sent: &str) -> bool {
        self.redirects.iter().any(|own| fits(own, sent))
    }

    /// The first three characters of the secret.
    pub fn hint(&self) -> &str {
        self.secret.reveal().get(..3).unwrap_or_default()
    }
}

impl Office {
    /// Register: a name, and redirect addresses by https, or http for localhost. Empty ones are passed over.
    pub fn register_at_provider(
        &self,
        name: &str,
        redirects: &[&str],
    ) -> Result<ProviderApplication, ApplicationRefusal> {
        let name = checked_name(name)?;
        let redirects = checked(redirects)?;
        let mut state = self.lock();
        let application = state.new_application(name, redirects);
        state.provider.unseen.insert(application.client_id.clone());
        state.provider.applications.push(application.clone());
        state.save();
        Ok(application)
    }

    /// Every application of the provider, oldest first.
    pub fn provider_applications(&self) -> Vec<ProviderApplication> {
        self.lock().provider.applications.clone()
    }

    /// One application as its page shows it: with its secret the first time.
    pub(crate) fn look_at_application(&self, client_id: &str) -> Option<(ProviderApplication, bool)> {
        let mut state = self.lock();
        let application = state.provider.application(client_id)?.clone();
        Some((application, state.provider.unseen.remove(client_id)))
    }
}

impl State {
    fn new_application(&mut self, name: String, redirects: Vec<String>) -> ProviderApplication {
        ProviderApplication {
            client_id: format!("mail-app-{}", self.random.clear_text(10)),
            secret: Concealed::new(self.random.token(32)),
            name,
            redirects,
            created: self.now(),
        }
    }
}

fn checked(addresses: &[&str]) -> Result<Vec<String>, ApplicationRefusal> {
    let mut taken: Vec<String> = Vec::new();
    for address in addresses.iter().map(|address| address.trim()).filter(|address| !address.is_empty()) {
        let refused = |why| ApplicationRefusal::Redirect { address: address.to_owned(), why };
        Redirect::check(address).map_err(refused)?;
        if taken.iter().any(|there| there == address) {
            return Err(refused(RedirectRefusal::Twice));
        }
        if taken.len() == MOST_REDIRECTS {
            return Err(refused(RedirectRefusal::TooMany));
        }
        taken.push(address.to_owned());
    }
    if taken.is_empty() { Err(ApplicationRefusal::NoRedirect) } else { Ok(taken) }
}
