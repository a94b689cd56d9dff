//! What stands still while input changes: one attempt with known randomness, the bundled recipes, one moment.

use std::{convert::Infallible, sync::LazyLock};

use jiff::Timestamp;
use sendoff_oauth::{Attempt, ClientIdentifier, Endpoints, IssuerRule, Plan, ResponseMode, Scope, Seed};
use sendoff_recipes::{Provider, ProviderId, Recipes};
use url::Url;

pub(crate) const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
pub(crate) const TENANT: &str = "3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f";
pub(crate) const LOGIN: &str = "https://login.microsoftonline.com";
pub(crate) const PORT: u16 = 49152;
pub(crate) const REDIRECT: &str = "http://localhost:49152/mail-setup";
/// The octets 32 to 63 in base64url.
pub(crate) const STATE: &str = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";
/// The octets 64 to 95.
pub(crate) const NONCE: &str = "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8";

pub(crate) static RECIPES: LazyLock<Recipes> = LazyLock::new(|| Recipes::bundled().unwrap());

pub(crate) fn microsoft() -> &'static Provider {
    RECIPES.provider(ProviderId::Microsoft).unwrap()
}

pub(crate) fn google() -> &'static Provider {
    RECIPES.provider(ProviderId::Google).unwrap()
}

pub(crate) fn now() -> Timestamp {
    "2026-11-21T10:58:00Z".parse().unwrap()
}

/// Octets that count up from 0.
fn seed() -> Seed {
    let mut next = 0..;
    let Ok(seed) = Seed::draw(|bytes| {
        bytes.fill_with(|| next.next().unwrap_or_default());
        Ok::<(), Infallible>(())
    });
    seed
}

/// The attempt every answer is judged against.
pub(crate) fn attempt(response_mode: ResponseMode) -> Attempt {
    let url = |name: &str| Url::parse(&format!("{LOGIN}/{TENANT}/oauth2/v2.0/{name}")).unwrap();
    let issuer = IssuerRule::EntraTenant { authority: LOGIN.to_owned(), tenant: TENANT.parse().unwrap() };
    let endpoints = Endpoints::new(url("authorize"), url("token"), issuer).unwrap();
    let scopes = ["openid", "profile", "offline_access", "https://graph.microsoft.com/Mail.Send"];
    let scopes = scopes.map(|scope| Scope::new(scope.to_owned())).to_vec();
    let plan = Plan::new(ClientIdentifier::new(CLIENT.to_owned()), REDIRECT.parse().unwrap(), scopes);
    Attempt::begin(endpoints, Plan { response_mode, ..plan }, seed()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempt_has_the_state_and_the_nonce_it_is_known_by() {
        let address = attempt(ResponseMode::Query).authorize_url();
        let query: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        for (name, value) in [("state", STATE), ("nonce", NONCE)] {
            assert!(query.contains(&(name.to_owned(), value.to_owned())), "{name} {address}");
        }
    }
}
