//! The secrets of this run, by handle. Nothing else in the program keeps one between two operations.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use sendoff_values::{AccessToken, ClientSecret, Handle, RefreshToken};
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

    /// Keeps what a sign-in gave and gives its handle.
    pub fn keep_tokens(&self, tokens: Tokens) -> Handle {
        self.keep(Kept::Tokens(tokens))
    }

    /// A copy of the client secret under `handle`, if it is still kept.
    pub fn client_secret(&self, handle: Handle) -> Option<ClientSecret> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::Client(secret) => Some(secret.duplicate()),
            Kept::Tokens(_) | Kept::Browser(_) => None,
        }
    }

    /// Copies of the tokens under `handle`, if they are still kept.
    pub fn tokens(&self, handle: Handle) -> Option<Tokens> {
        match self.shelf().by_handle.get(&handle)? {
            Kept::Tokens(tokens) => {
                let refresh = tokens.refresh.as_ref().map(RefreshToken::duplicate);
                Some(Tokens { access: tokens.access.duplicate(), refresh })
            }
            Kept::Client(_) | Kept::Browser(_) => None,
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
            other @ (Kept::Client(_) | Kept::Tokens(_)) => {
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
}
