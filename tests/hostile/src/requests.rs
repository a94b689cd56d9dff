//! What arrives on the loopback port, and what a person pastes from the address bar: nothing gets through that does not
//! hold the `state`.

use std::sync::LazyLock;

use percent_encoding::percent_decode;
use sendoff_loopback::{CallbackPath, Judged, judge_bytes};
use sendoff_oauth::{Attempt, Carrier, ResponseMode, Verdict};

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
pub(crate) fn head(bytes: &[u8]) {
    static PATH: LazyLock<CallbackPath> = LazyLock::new(|| "/mail-setup".parse().unwrap());
    for attempt in ATTEMPTS.iter() {
        match judge_bytes(attempt, &PATH, PORT, bytes) {
            Judged::Incomplete | Judged::Turned(_) | Judged::Page => {}
            Judged::Answer(verdict) => judged(bytes, &verdict),
        }
    }
}

/// A form's body.
pub(crate) fn form(bytes: &[u8]) {
    for attempt in ATTEMPTS.iter() {
        judged(bytes, &attempt.judge(Carrier::Form, bytes));
    }
}

/// An address pasted by hand.
pub(crate) fn pasted_address(bytes: &[u8]) {
    for attempt in ATTEMPTS.iter() {
        judged(bytes, &attempt.judge(Carrier::Pasted, bytes));
    }
}

fn judged(bytes: &[u8], verdict: &Verdict) {
    let is_believed = match verdict {
        Verdict::Noise(_) => false,
        Verdict::Code(_) | Verdict::Refused(_) => true,
    };
    assert!(!is_believed || holds_state(bytes), "an answer without the state was believed");
}

fn holds_state(bytes: &[u8]) -> bool {
    let plain: Vec<u8> = percent_decode(bytes).collect();
    plain.windows(STATE.len()).any(|window| window == STATE.as_bytes())
}
