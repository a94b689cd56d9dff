//! The shape of an ID token: three parts, read without believing any of them yet.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sendoff_values::IdToken;
use zeroize::Zeroizing;

use crate::{
    IdentityFault,
    json::{Object, Value},
};

const LARGEST: usize = 32 * 1024;

/// The claims of a token that has three parts, an algorithm and a signature.
pub(crate) fn claims(token: &IdToken) -> Result<Object, IdentityFault> {
    let text = token.expose();
    if text.len() > LARGEST {
        return Err(IdentityFault::TooLong);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        return Err(IdentityFault::NotThreeParts);
    };
    check_header(&part(header)?)?;
    if decode(signature)?.is_empty() {
        return Err(IdentityFault::NoSignature);
    }
    part(claims)
}

/// The signature is not checked, because the token comes straight from the token endpoint over TLS (OpenID Connect
/// Core 1.0 section 3.1.3.7, rule 6). A token that says it has none is refused all the same.
fn check_header(header: &Object) -> Result<(), IdentityFault> {
    if header.twice(&["alg", "crit"]).is_some() {
        return Err(IdentityFault::Twice("alg"));
    }
    let algorithm = header.text("alg").filter(|algorithm| !algorithm.is_empty()).ok_or(IdentityFault::NoAlgorithm)?;
    if algorithm.eq_ignore_ascii_case("none") {
        return Err(IdentityFault::AlgorithmNone);
    }
    if header.get("crit").is_some() { Err(IdentityFault::CriticalExtension) } else { Ok(()) }
}

/// One part of a token in its compact form (RFC 7515 section 3.1).
pub(crate) fn part(text: &str) -> Result<Object, IdentityFault> {
    match serde_json::from_slice(&decode(text)?) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Text(_) | Value::Number(_) | Value::List(_) | Value::Truth | Value::Null) | Err(_) => {
            Err(IdentityFault::NotJson)
        }
    }
}

fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, IdentityFault> {
    BASE64_URL_SAFE_NO_PAD.decode(text).map(Zeroizing::new).map_err(|_| IdentityFault::NotBase64)
}
