//! What arrives on the loopback port, and what a person pastes from the address bar: nothing gets through that does not
//! hold the `state`.

use std::sync::LazyLock;

use sendoff_loopback::{CallbackPath, Judged, judge_bytes};
use sendoff_oauth::{Attempt, Carrier, ResponseMode, Verdict};
use url::form_urlencoded;

use crate::scene::{PORT, REDIRECT, STATE, attempt};

pub(crate) const WORDS: &[&str] = &[
    "GET /mail-setup?",
    "POST /mail-setup HTTP/1.1\r\n",
    " HTTP/1.1\r\n",
    "\r\n\r\n",
    "Host: localhost:49152\r\n",
    "Content-Length: 10\r\n",
    "Content-Type: application/x-www-form-urlencoded\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Origin: null\r\n",
    "Sec-Fetch-Mode: navigate\r\n",
    "Expect: 100-continue\r\n",
    "code=",
    "&state=",
    STATE,
    "&error=access_denied",
    "&iss=https%3A%2F%2Flogin.microsoftonline.com",
    "%00",
    "%C3%28",
    "+",
    REDIRECT,
];

static ATTEMPTS: LazyLock<[Attempt; 2]> = LazyLock::new(|| [ResponseMode::Query, ResponseMode::FormPost].map(attempt));

/// Everything one connection sends.
pub(crate) fn head(bytes: &[u8]) -> bool {
    static PATH: LazyLock<CallbackPath> = LazyLock::new(|| "/mail-setup".parse().unwrap());
    any_attempt(|attempt| match judge_bytes(attempt, &PATH, PORT, bytes) {
        Judged::Incomplete | Judged::Turned(_) | Judged::Page => false,
        Judged::Answer(verdict) => believed(bytes, &verdict),
    })
}

/// A form's body.
pub(crate) fn form(bytes: &[u8]) -> bool {
    any_attempt(|attempt| believed(bytes, &attempt.judge(Carrier::Form, bytes)))
}

/// An address pasted by hand.
pub(crate) fn pasted_address(bytes: &[u8]) -> bool {
    any_attempt(|attempt| believed(bytes, &attempt.judge(Carrier::Pasted, bytes)))
}

/// True if one of them took it; all of them are asked.
fn any_attempt(took: impl Fn(&Attempt) -> bool) -> bool {
    ATTEMPTS.iter().filter(|attempt| took(attempt)).count() > 0
}

fn believed(bytes: &[u8], verdict: &Verdict) -> bool {
    let is_believed = match verdict {
        Verdict::Noise(_) => false,
        Verdict::Code(_) | Verdict::Refused(_) => true,
    };
    assert!(!is_believed || holds_state(bytes), "an answer without the state was believed");
    is_believed
}

/// Whether a parameter of the name `state`, read by another reader, has the right value, and no other has that name.
fn holds_state(bytes: &[u8]) -> bool {
    let pieces = bytes.split(|byte| b"?# \t\r\n".contains(byte));
    let pairs = pieces.flat_map(form_urlencoded::parse);
    let states: Vec<_> = pairs.filter(|(name, _)| name == "state").map(|(_, value)| value).collect();
    states == [STATE]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_elsewhere_is_none() {
        for (text, holds) in [
            (format!("code=x&state={STATE}"), true),
            (format!("GET /mail-setup?state={STATE}&code=x HTTP/1.1"), true),
            (format!("code=x&session_state={STATE}"), false),
            (format!("code=x&session_state={STATE}&state=another"), false),
            (format!("code=x&state={STATE}&state={STATE}"), false),
            (format!("code={STATE}"), false),
        ] {
            assert_eq!(holds_state(text.as_bytes()), holds, "{text}");
        }
    }
}
