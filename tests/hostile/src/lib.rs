//! One function for each place where hostile input is read: it feeds bytes to the reader and stops, by panicking, where a
//! promise is broken. Neither socket nor clock nor randomness, so that an input that fails once fails always.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a promise that is broken stops whoever tries it"
)]

mod answers;
mod changes;
mod corpus;
mod files;
mod google;
mod links;
mod manifests;
mod messages;
mod pasted;
mod requests;
mod scene;
mod window;

pub use changes::Changes;
pub use corpus::{pack, read_corpus, unpack};

/// A reader of hostile input.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: of its corpus, and of the fuzzer's program.
    pub name: &'static str,
    /// Feeds it. True where something of the input was taken for good. Panics where a promise is broken.
    pub feed: fn(&[u8]) -> bool,
    /// Words that get an input further than chance does.
    pub words: &'static [&'static str],
}

/// Every one there is.
pub const TARGETS: [Target; 14] = [
    Target { name: "request_head", feed: requests::head, words: requests::WORDS },
    Target { name: "form_body", feed: requests::form, words: requests::WORDS },
    Target { name: "pasted_address", feed: requests::pasted_address, words: requests::WORDS },
    Target { name: "token_answer", feed: answers::token, words: answers::WORDS },
    Target { name: "identity_claims", feed: answers::identity, words: answers::WORDS },
    Target { name: "pasted_text", feed: pasted::text, words: pasted::WORDS },
    Target { name: "google_text", feed: google::text, words: google::WORDS },
    Target { name: "field", feed: pasted::field, words: pasted::WORDS },
    Target { name: "recipe", feed: files::recipe, words: files::WORDS },
    Target { name: "state_file", feed: files::state, words: files::WORDS },
    Target { name: "window_command", feed: window::command, words: window::WORDS },
    Target { name: "link", feed: links::link, words: pasted::WORDS },
    Target { name: "manifest", feed: manifests::manifest, words: manifests::WORDS },
    Target { name: "message", feed: messages::message, words: messages::WORDS },
];

/// The target of this name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.into_iter().find(|target| target.name == name)
}

/// Feeds the target of this name: what a fuzzer's program calls.
///
/// # Panics
/// Where a promise is broken, or there is no such target.
pub fn feed(name: &str, bytes: &[u8]) {
    let _ = (target(name).expect("a target").feed)(bytes);
}
