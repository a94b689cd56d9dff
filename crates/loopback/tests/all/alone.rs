//! The same requests judged from their bytes alone: as the listener judges them over a network.

use sendoff_loopback::{CallbackPath, Judged, Listener, RedirectHost, judge_bytes};
use sendoff_oauth::{
    ResponseMode::{FormPost, Query},
    Verdict,
};

use crate::{
    site::{attempt_for, browser_get, browser_post, state_of},
    table::hostile,
};

fn path() -> CallbackPath {
    "/mail-setup".parse().unwrap()
}

#[test]
fn no_request_of_the_table_is_an_answer() {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
    for case in hostile() {
        let attempt = attempt_for(&listener, case.mode);
        let (port, state) = (listener.port().to_string(), state_of(&attempt));
        let bytes = replaced(&replaced(&case.bytes, b"{P}", port.as_bytes()), b"{S}", state.as_bytes());
        match judge_bytes(&attempt, &path(), listener.port(), &bytes) {
            Judged::Turned(_) => {}
            Judged::Incomplete => assert!(case.finished || case.status == 408, "{}", case.name),
            // Until an answer was claimed the listener has no page to show.
            Judged::Page => assert_eq!(case.status, 404, "{}", case.name),
            Judged::Answer(verdict) => assert!(matches!(verdict, Verdict::Noise(_)), "{}", case.name),
        }
    }
}

#[test]
fn the_true_answer_is_one_and_its_beginnings_are_not_yet() {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).unwrap();
    let answer = "code=the-true-code&state={S}";
    for (mode, request) in [(Query, browser_get(&format!("/mail-setup?{answer}"))), (FormPost, browser_post(answer))] {
        let attempt = attempt_for(&listener, mode);
        let request = request.replace("{P}", &listener.port().to_string()).replace("{S}", &state_of(&attempt));
        let judged = |bytes: &[u8]| judge_bytes(&attempt, &path(), listener.port(), bytes);
        assert!(matches!(judged(request.as_bytes()), Judged::Answer(Verdict::Code(_))), "{mode:?}");
        for end in 0..request.len() {
            assert!(matches!(judged(&request.as_bytes()[..end]), Judged::Incomplete), "{mode:?} {end}");
        }
    }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(from) {
            found.extend_from_slice(to);
            at += from.len();
        } else {
            found.push(bytes[at]);
            at += 1;
        }
    }
    found
}
