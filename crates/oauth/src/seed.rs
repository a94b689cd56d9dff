//! The randomness of one attempt, drawn by the caller.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Three independent draws of 256 bits: for the code verifier, the `state` and the `nonce`.
///
/// 32 octets are what RFC 7636 section 4.1 recommends; base64url makes 43 characters of them. A seed is used up by the
/// attempt it is given to, so that none can be used twice.
pub struct Seed {
    pub(crate) verifier: Zeroizing<[u8; 32]>,
    pub(crate) state: Zeroizing<[u8; 32]>,
    pub(crate) nonce: Zeroizing<[u8; 32]>,
}

impl Seed {
    /// Draws from `fill`, which must fill the whole slice from the operating system's source. Fails as `fill` fails.
    pub fn draw<Fault>(mut fill: impl FnMut(&mut [u8]) -> Result<(), Fault>) -> Result<Self, Fault> {
        let mut seed =
            Self { verifier: Zeroizing::default(), state: Zeroizing::default(), nonce: Zeroizing::default() };
        fill(seed.verifier.as_mut_slice())?;
        fill(seed.state.as_mut_slice())?;
        fill(seed.nonce.as_mut_slice())?;
        Ok(seed)
    }
}

/// One draw of 256 bits, for the `state` of an approval, which has no code to redeem.
pub struct StateSeed(pub(crate) Zeroizing<[u8; 32]>);

impl StateSeed {
    /// Draws from `fill`, which must fill the whole slice from the operating system's source. Fails as `fill` fails.
    pub fn draw<Fault>(mut fill: impl FnMut(&mut [u8]) -> Result<(), Fault>) -> Result<Self, Fault> {
        let mut seed = Self(Zeroizing::default());
        fill(seed.0.as_mut_slice())?;
        Ok(seed)
    }
}

/// 43 characters of `[A-Za-z0-9-_]`, in a buffer of exactly that size so that nothing is left behind when it is boxed.
pub(crate) fn letters(bytes: &[u8; 32]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
