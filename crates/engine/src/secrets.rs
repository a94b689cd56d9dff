//! The secrets of this run, by handle. Nothing else in the program keeps one between two operations.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use sendoff_intake::SecretText;
use sendoff_values::{AccessToken, AppPassword, ClientSecret, Handle, PrivateKey, RefreshToken};
use zeroize::Zeroizing;

/// What a completed sign-in gave, or an application in its own name was given.
pub struct Tokens {
    /// For the test message.
    pub access: AccessToken,
    /// For saving; none where nobody signed in.
    pub refresh: Option<RefreshToken>,
}

/// One kept secret.
enum Kept {
    Client(ClientSecret),
    AppPassword(AppPassword),
    Key(PrivateKey),
    Tokens(Tokens),
    Browser(Zeroizing<String>),
}

/// Keeps secrets in memory until they are saved or forgotten.
#[derive(Default)]
pub struct Secrets {
    kept: Mutex<Shelf>,
}

#[derive(Default)]
struct Shelf {
    next: u64,
    by_handle: HashMap<Handle, Kept>,
}

impl Secrets {
    /// Keeps a client secret and gives its handle.
    pub fn keep_client_secret(&self, secret: ClientSecret) -> Handle {
        self.keep(Kept::Client(secret))
    }

    /// Keeps a secret that was read and gives its handle.
    pub fn keep_secret(&self, secret: SecretText) -> Handle {
        self.keep(match secret {
            SecretText::Client(secret) => Kept::Client(secret),
            SecretText::AppPassword(password) => Kept::AppPassword(password),
            SecretText::Key(key) => Kept::Key(key),
        })
    }

    /// Keeps what a sign-in gave and gives its handle.
    pub fn keep_tokens(&self, tokens: Tokens) -> Handle {
        self.keep(Kept::Tokens(tokens))
    }

    /// A copy of the client secret under `handle`, if it is still kept.
    pub fn client_secret(&self, handle: Handle) -> Option<ClientSecret> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::Client(secret) => Some(secret.duplicate()),
            Kept::AppPassword(_) | Kept::Key(_) | Kept::Tokens(_) | Kept::Browser(_) => None,
        }
    }

    /// A copy of the app password under `handle`, if it is still kept.
    pub fn app_password(&self, handle: Handle) -> Option<AppPassword> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::AppPassword(password) => Some(password.duplicate()),
            Kept::Client(_) | Kept::Key(_) | Kept::Tokens(_) | Kept::Browser(_) => None,
        }
    }

    /// A copy of what an application is given to paste: a client secret, an app password, or a private key.
    pub fn handed_over(&self, handle: Handle) -> Option<Zeroizing<String>> {
        let text = match self.shelf().by_handle.get(&handle)? {
            Kept::Client(secret) => secret.expose().to_owned(),
            Kept::AppPassword(password) => password.expose().to_owned(),
            Kept::Key(key) => key.expose().to_owned(),
            Kept::Tokens(_) | Kept::Browser(_) => return None,
        };
        Some(Zeroizing::new(text))
    }

    /// A copy of the private key under `handle`, if it is still kept.
    pub fn private_key(&self, handle: Handle) -> Option<PrivateKey> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::Key(key) => Some(key.duplicate()),
            Kept::Client(_) | Kept::AppPassword(_) | Kept::Tokens(_) | Kept::Browser(_) => None,
        }
    }

    /// Copies of the tokens under `handle`, if they are still kept.
    pub fn tokens(&self, handle: Handle) -> Option<Tokens> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::Tokens(tokens) => {
                let refresh = tokens.refresh.as_ref().map(RefreshToken::duplicate);
                Some(Tokens { access: tokens.access.duplicate(), refresh })
            }
            Kept::Client(_) | Kept::AppPassword(_) | Kept::Key(_) | Kept::Browser(_) => None,
        }
    }

    /// Keeps what a browser showed, which may hold a code, and gives its handle.
    pub fn keep_browser_text(&self, text: Zeroizing<String>) -> Handle {
        self.keep(Kept::Browser(text))
    }

    /// Gives up what a browser showed.
    pub fn take_browser_text(&self, handle: Handle) -> Option<Zeroizing<String>> {
        let mut shelf = self.shelf();
        match shelf.by_handle.remove(&handle)? {
            Kept::Browser(text) => Some(text),
            other @ (Kept::Client(_) | Kept::AppPassword(_) | Kept::Key(_) | Kept::Tokens(_)) => {
                shelf.by_handle.insert(handle, other);
                None
            }
        }
    }

    /// Wipes one.
    pub fn forget(&self, handle: Handle) {
        self.shelf().by_handle.remove(&handle);
    }

    /// Wipes all.
    pub fn forget_all(&self) {
        self.shelf().by_handle.clear();
    }

    fn keep(&self, secret: Kept) -> Handle {
        let mut shelf = self.shelf();
        shelf.next += 1;
        let handle = Handle(shelf.next);
        shelf.by_handle.insert(handle, secret);
        handle
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_secret_is_gone() {
        let secrets = Secrets::default();
        let handle = secrets.keep_client_secret(ClientSecret::new("a-secret".to_owned()));
        assert_eq!(secrets.client_secret(handle).unwrap().expose(), "a-secret");
        assert!(secrets.tokens(handle).is_none());
        secrets.forget(handle);
        assert!(secrets.client_secret(handle).is_none());
    }

    #[test]
    fn a_secret_is_given_out_as_what_it_was_read_as_only() {
        let secrets = Secrets::default();
        let password = secrets.keep_secret(SecretText::AppPassword(AppPassword::new("abcdefghijklmnop".to_owned())));
        let key = secrets.keep_secret(SecretText::Key(PrivateKey::new("a-key".to_owned())));
        assert_eq!(secrets.app_password(password).unwrap().expose(), "abcdefghijklmnop");
        assert_eq!(secrets.private_key(key).unwrap().expose(), "a-key");
        assert!(secrets.client_secret(password).is_none() && secrets.private_key(password).is_none());
        assert!(secrets.app_password(key).is_none() && secrets.tokens(key).is_none());
    }
}
