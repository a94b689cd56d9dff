//! The real servers of `sendoff_tests::servers`, held to what they are for by clients that nobody here wrote: what is sent by SMTP is read
//! back by IMAP and by POP3 to the letter, and what has to be refused is.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its ground is missing")]

mod assistant;
mod discovery;
mod dovecot;
mod ending;
mod postfix;
mod provider;
mod routes;

use std::sync::{
    LazyLock,
    atomic::{AtomicU32, Ordering},
};

use sendoff_tests::servers::Stack;

/// The servers of all tests that need them as usual; they end with the process.
fn usual() -> &'static Stack {
    static USUAL: LazyLock<Stack> = LazyLock::new(Stack::start);
    &USUAL
}

/// A message with all that gets lost on the way: beyond ASCII, blanks at the end, lines of dots, a long line. And its Message-ID.
fn message(from: &str, to: &str) -> (String, String) {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let id = format!("<{}.{}@sendoff.invalid>", NEXT.fetch_add(1, Ordering::Relaxed), std::process::id());
    let head = format!(
        "From: {from}\r\nTo: {to}\r\nSubject: =?utf-8?q?A_test_of_gr=C3=BC=C3=9Fen?=\r\nMessage-ID: {id}\r\nDate: Sun, 22 Nov 2026 \
         09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    );
    let body = format!(
        "Grüße aus Zürich  \r\n\t\r\n.\r\n..\r\n.dot\r\nFrom here on\r\n{}\r\n\r\nthe end\r\n",
        "x".repeat(990)
    );
    (format!("{head}\r\n{body}"), id)
}
