//! What must not be seen when a test fails.

use std::sync::{Mutex, PoisonError};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Every secret that a stack made or was given.
#[derive(Default)]
pub(super) struct Secrets(Mutex<Vec<Zeroizing<String>>>);

impl Secrets {
    /// A new one, of 256 random bits.
    pub(super) fn made(&self) -> String {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system gives randomness");
        let secret = URL_SAFE_NO_PAD.encode(bytes);
        self.keep(&secret);
        secret
    }

    /// From now on this is not shown.
    pub(super) fn keep(&self, secret: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend((!secret.is_empty()).then(|| Zeroizing::new(secret.to_owned())));
    }

    /// The text with every secret hidden.
    pub(super) fn hidden_in(&self, text: &str) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "[secret]"))
    }
}
