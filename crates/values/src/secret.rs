//! Values that must not be seen: they do not print, serialise, compare or clone, and are wiped when dropped.
//!
//! ```compile_fail
//! println!("{}", sendoff_values::ClientSecret::new(String::new()));
//! ```
//! ```compile_fail
//! let twice = sendoff_values::AccessToken::new(String::new()).clone();
//! ```
//!
//! `expose` is the one verb that shows one, so that every place that does can be found by searching for it.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// What all secret types can do; the engine keeps them by this trait.
pub trait SecretValue {
    /// The secret itself. The caller must not store, print or log it.
    fn expose(&self) -> &str;
}

macro_rules! secret {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(SecretString);

        impl $name {
            /// Takes the text over.
            pub fn new(text: String) -> Self {
                Self(SecretString::from(text))
            }

            /// The secret itself. The caller must not store, print or log it.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }

            /// A second copy, wiped on its own. Named, because every copy is one more place to think about.
            pub fn duplicate(&self) -> Self {
                Self::new(self.expose().to_owned())
            }
        }

        impl SecretValue for $name {
            fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("[secret]")
            }
        }
    )+};
}

secret! {
    /// The Value of a client secret (RFC 6749 section 2.3.1).
    ClientSecret,
    /// An app password of Google's: 16 letters, without the blanks it is shown with
    /// (support.google.com/accounts/answer/185833, read 2026-11-21).
    AppPassword,
    /// The private key of a service account, as its file has it: PEM (RFC 7468 section 10).
    PrivateKey,
    /// An access token; opaque (RFC 6749 section 1.4).
    AccessToken,
    /// A refresh token (RFC 6749 section 1.5).
    RefreshToken,
    /// An ID token as received (OpenID Connect Core 1.0 section 2).
    IdToken,
    /// An authorization code (RFC 6749 section 1.3.1).
    AuthorizationCode,
    /// A PKCE code verifier (RFC 7636 section 4.1).
    CodeVerifier,
    /// The `state` of one attempt (RFC 6749 section 10.12).
    State,
    /// The `nonce` of one attempt (OpenID Connect Core 1.0 section 3.1.2.1).
    Nonce,
}

#[cfg(test)]
mod tests {
    use std::{fmt::Display, marker::PhantomData};

    use serde::{Serialize, de::DeserializeOwned};

    use super::*;

    #[test]
    fn a_secret_does_not_print() {
        let secret = ClientSecret::new("8xQ8Q~canary".to_owned());
        assert_eq!(format!("{secret:?} {secret:#?} {:?}", Some(&secret)), "[secret] [secret] Some([secret])");
        assert_eq!(secret.expose(), "8xQ8Q~canary");
    }

    /// Asks the compiler what a type can do: what is its own comes before what every type has.
    struct Can<T>(PhantomData<T>);

    trait Cannot {
        const DISPLAY: bool = false;
        const CLONE: bool = false;
        const COMPARE: bool = false;
        const SERIALISE: bool = false;
        const DESERIALISE: bool = false;
        const TEXT: bool = false;
    }

    impl<T> Cannot for Can<T> {}

    impl<T: Display> Can<T> {
        const DISPLAY: bool = true;
    }

    impl<T: Clone> Can<T> {
        const CLONE: bool = true;
    }

    impl<T: PartialEq> Can<T> {
        const COMPARE: bool = true;
    }

    impl<T: Serialize> Can<T> {
        const SERIALISE: bool = true;
    }

    impl<T: DeserializeOwned> Can<T> {
        const DESERIALISE: bool = true;
    }

    impl<T: AsRef<str>> Can<T> {
        const TEXT: bool = true;
    }

    macro_rules! abilities {
        ($of:ty) => {{
            type This = Can<$of>;
            [This::DISPLAY, This::CLONE, This::COMPARE, This::SERIALISE, This::DESERIALISE, This::TEXT]
        }};
    }

    /// Nobody can print, copy, compare, write or read one by accident: the compiler knows of no such way (promise 18).
    #[test]
    fn a_secret_has_no_way_out_but_expose() {
        assert_eq!(abilities!(String), [true; 6], "the question is answered for what has them all");
        let secrets = [
            abilities!(ClientSecret),
            abilities!(AppPassword),
            abilities!(PrivateKey),
            abilities!(AccessToken),
            abilities!(RefreshToken),
            abilities!(IdToken),
            abilities!(AuthorizationCode),
            abilities!(CodeVerifier),
            abilities!(State),
            abilities!(Nonce),
        ];
        assert_eq!(secrets, [[false; 6]; 10]);
    }
}
