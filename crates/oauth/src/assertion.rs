//! What a service account signs to be given access: a JSON Web Token as an authorization grant (RFC 7523 sections 2.1 and 3). Nobody
//! signs in; the key is the whole proof.
//!
//! The time is passed in. The signature, RSASSA-PKCS1-v1_5 with SHA-256 (`RS256`, RFC 7518 section 3.3), takes no randomness.

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jiff::{SignedDuration, Timestamp};
use oauth2::Scope;
use ring::{rand::SystemRandom, rsa::KeyPair, signature::RSA_PKCS1_SHA256};
use sendoff_problem::{Details, Kind, Problem};
use sendoff_values::{MailAddress, PrivateKey};
use serde::Serialize;
use url::Url;
use zeroize::Zeroizing;

/// How long a signed request is good for: the longest that Google takes
/// (developers.google.com/identity/protocols/oauth2/service-account, "exp", read 2026-11-21), since a computer's clock may be slow.
const LIFE: SignedDuration = SignedDuration::from_hours(1);

/// Lines around a key (RFC 7468 section 10).
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// A service account, and for whom it asks.
pub struct Assertion<'a> {
    /// `iss`: its own address, `client_email` of the key file.
    pub issuer: &'a MailAddress,
    /// `sub`: the person of the organisation it acts for.
    pub subject: &'a MailAddress,
    /// `scope`: everything that is asked for.
    pub scopes: &'a [Scope],
    /// `kid`: which of its keys, `private_key_id` of the key file.
    pub key_id: &'a str,
    /// The key itself.
    pub key: &'a PrivateKey,
    /// `iat`: now.
    pub now: Timestamp,
}

/// The text is no private key of RSA that can sign: it is cut or changed, or has fewer than 2,048 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the private key cannot sign")]
pub struct NotAKey;

impl From<NotAKey> for Problem {
    fn from(fault: NotAKey) -> Self {
        let details = Details { chain: vec![fault.to_string()], ..Details::default() };
        Self::new(Kind::ServiceAccountKeyBroken).with_details(details)
    }
}

/// RFC 7515 section 4.1.
#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    kid: &'a str,
}

/// RFC 7523 section 3, and `scope` as Google's page has it.
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    scope: String,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

impl Assertion<'_> {
    /// The compact form (RFC 7515 section 3.1), for the token endpoint `audience` and nobody else.
    pub(crate) fn signed(&self, audience: &Url) -> Result<Zeroizing<String>, NotAKey> {
        let text = Zeroizing::new(format!("{}.{}", part(&self.header()), part(&self.claims(audience))));
        let signature = sign(self.key, text.as_bytes())?;
        let signature = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(&signature));
        // Joined in a buffer of the right size from the start, so that growing leaves no copy unwiped.
        let mut whole = Zeroizing::new(String::with_capacity(text.len() + 1 + signature.len()));
        whole.extend([text.as_str(), ".", signature.as_str()]);
        Ok(whole)
    }

    fn header(&self) -> Header<'_> {
        Header { alg: "RS256", typ: "JWT", kid: self.key_id }
    }

    fn claims<'b>(&'b self, audience: &'b Url) -> Claims<'b> {
        let end = self.now.saturating_add(LIFE).unwrap_or(Timestamp::MAX);
        let scopes: Vec<&str> = self.scopes.iter().map(|scope| scope.as_str()).collect();
        Claims {
            iss: self.issuer.as_str(),
            sub: self.subject.as_str(),
            scope: scopes.join(" "),
            aud: audience.as_str(),
            iat: self.now.as_second(),
            exp: end.as_second(),
        }
    }
}

/// One part of the compact form. What is written here has no key of a map that is no text, so writing cannot fail.
fn part(json: &impl Serialize) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(json).unwrap_or_default())
}

/// The key is taken apart for this one signature. `ring` does not wipe what it holds meanwhile
/// (docs/decisions/dependencies.md); what is unpacked here is wiped.
fn sign(key: &PrivateKey, text: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotAKey> {
    let pair = KeyPair::from_pkcs8(&unpacked(key)?).map_err(|_| NotAKey)?;
    let mut signature = Zeroizing::new(vec![0; pair.public().modulus_len()]);
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature).map_err(|_| NotAKey)?;
    Ok(signature)
}

/// What stands between the lines of the PEM text: PKCS #8 (RFC 5958).
fn unpacked(key: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, NotAKey> {
    let inside = key.expose().trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(NotAKey)?;
    let mut packed = Zeroizing::new(Vec::with_capacity(inside.len()));
    packed.extend(inside.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    let mut bytes = Zeroizing::new(vec![0; packed.len()]);
    let length = BASE64_STANDARD.decode_slice(&*packed, &mut bytes).map_err(|_| NotAKey)?;
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 7515 appendix A.2, which everybody knows, as PKCS #8.
    const APPENDIX_A2: &str = include_str!("../tests/rfc7515-a2.pem");

    fn signature(key: &str, text: &str) -> Result<String, NotAKey> {
        sign(&PrivateKey::new(key.to_owned()), text.as_bytes()).map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(&bytes))
    }

    #[test]
    fn the_signature_is_that_of_the_standard() {
        let text = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19\
                    yb290Ijp0cnVlfQ";
        let expected = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9u\
                        JdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eS\
                        N9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AX\
                        LIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        assert_eq!(signature(APPENDIX_A2, text).unwrap(), expected);
        let crowded = APPENDIX_A2.replace('\n', "\r\n  ");
        assert_eq!(signature(&crowded, text).unwrap(), expected, "line ends and blanks do not matter");
    }

    #[test]
    fn what_cannot_sign_is_no_key() {
        let changed = APPENDIX_A2.replacen("MII", "MIA", 1);
        let cut = APPENDIX_A2.replacen(&APPENDIX_A2[200..204], "", 1);
        let public = APPENDIX_A2.replace("PRIVATE", "PUBLIC");
        for text in ["", "a key", &changed, &cut, &public, &APPENDIX_A2[..900], &format!("{BEGIN}\n{END}")] {
            assert_eq!(signature(text, "text"), Err(NotAKey), "{} characters", text.len());
        }
        assert_eq!(Problem::from(NotAKey).kind, Kind::ServiceAccountKeyBroken);
    }
}
