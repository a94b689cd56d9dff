//! What the token endpoint sends: never a panic, never a token in what is printed, never a person who is not proved.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sendoff_oauth::{Carrier, Clock, Redemption, ResponseMode, Verdict};
use sendoff_values::IdToken;
use serde_json::Value;

use crate::scene::{CLIENT, LOGIN, NONCE, STATE, TENANT, attempt, now};

pub(crate) const WORDS: &[&str] = &[
    "\"access_token\":\"",
    "\"refresh_token\":\"",
    "\"id_token\":\"",
    "\"token_type\":\"Bearer\"",
    "\"expires_in\":3599",
    "\"scope\":\"Mail.Send\"",
    "\"error\":\"invalid_grant\"",
    "\"error_description\":\"AADSTS7000222: \"",
    "\"error_codes\":[7000222]",
    "\"claims\":\"{}\"",
    "\"nonce\":\"QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8\"",
    "\"iss\":\"https://login.microsoftonline.com/3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f/v2.0\"",
    "\"aud\":\"7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\"",
    "\"tid\":\"3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f\"",
    "\"azp\":",
    "\"exp\":1795258680",
    "\"iat\":1795258680",
    "\"sub\":\"AAAA\"",
    "1e999",
    "\\u0000",
    "\\ud800",
    "null",
];

/// Statuses by the first byte of the input, so that most inputs meet the usual ones.
const STATUSES: [u16; 8] = [200, 400, 401, 429, 500, 302, 204, 0];

fn redemption() -> Redemption {
    let attempt = attempt(ResponseMode::Query);
    match attempt.judge(Carrier::Query, format!("code=x&state={STATE}").as_bytes()) {
        Verdict::Code(code) => attempt.redeem(&code, None, &[]).unwrap(),
        Verdict::Noise(_) | Verdict::Refused(_) => unreachable!("the true answer"),
    }
}

/// A token answer: the first byte chooses the status, the rest is the body.
pub(crate) fn token(bytes: &[u8]) -> bool {
    let Some((status, body)) = bytes.split_first() else { return false };
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let Ok(answer) = redemption().request.read(status, body) else { return false };
    assert_eq!(status, 200, "a token although the status was {status}");
    let printed = format!("{answer:?}");
    let token = answer.access_token.expose();
    assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()), "a token no header can carry");
    assert!(token.len() < 12 || !printed.contains(token), "a token that prints");
    true
}

/// The claims of an ID token; when the input begins with a dot, the rest is the whole token.
pub(crate) fn identity(bytes: &[u8]) -> bool {
    let token = match bytes.split_first() {
        Some((b'.', whole)) => String::from_utf8_lossy(whole).into_owned(),
        Some(_) | None => whole_token(bytes),
    };
    let clock = Clock { now: now(), provider: None };
    let Some(rules) = redemption().identity else { unreachable!("openid was asked for") };
    let is_believed = rules.check(&IdToken::new(token.clone()), clock).is_ok();
    if is_believed {
        believed(&token);
    }
    is_believed
}

fn whole_token(claims: &[u8]) -> String {
    let part = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    format!("{}.{}.{}", part(br#"{"typ":"JWT","alg":"RS256"}"#), part(claims), part(b"signature"))
}

/// What a believed token must say, read once more by another reader.
fn believed(token: &str) {
    let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let audience = &claims["aud"];
    assert!(audience == CLIENT || audience.as_array().is_some_and(|list| list.contains(&CLIENT.into())), "{claims}");
    assert_eq!(claims["nonce"], NONCE);
    assert_eq!(claims["iss"], format!("{LOGIN}/{TENANT}/v2.0"));
    assert!(claims["sub"].as_str().is_some_and(|subject| !subject.is_empty()), "{claims}");
    assert!(claims["exp"].as_f64().is_some_and(|end| end >= f64::from(1_795_258_680 - 400)), "{claims}");
}
