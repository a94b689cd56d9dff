//! The log at its loudest, with everything the libraries below say, holds nothing of an access: neither of a conversation that
//! goes well nor of one with a server that sends back what it was sent.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]
#![allow(dead_code, reason = "the stage is shared with the scripted servers, and only a part of it is used here")]

#[path = "servers/protocols.rs"]
mod protocols;
#[path = "servers/run.rs"]
mod run;
#[path = "servers/stub.rs"]
mod stub;

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use protocols::Protocol;
use run::{Ends, row, run_row};
use stub::Fault;
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter};

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn nothing_of_an_access_is_logged_even_at_the_finest_level() {
    let page = Page::default();
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(page.clone()).init();
    for (protocol, at) in
        [(Protocol::Smtp, "auth"), (Protocol::Smtps, "auth"), (Protocol::Imap, "auth"), (Protocol::Pop3, "answer")]
    {
        for words in ["what? ", "535 5.7.3 ", "{tag} NO ", "-ERR "] {
            let ran = run_row(&row(protocol, at, Fault::Echoes(words), Ends::Well)).await;
            assert_ne!(ran.ends, Ends::Well, "{protocol:?} {words}");
        }
        let well = run::run(protocol, protocol.script()).await;
        assert_eq!(well.ends, Ends::Well);
    }
    let log = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("sendoff_wire") && log.contains("localhost") && log.contains("rustls"), "not heard: {log}");
    for part in ["anary", "Q2FuYXJ5", "NhbmFyeT", "DYW5hcnk0", "dXNlcj1vZmZpY2V", "AUTH"] {
        let found: String = log.lines().filter(|line| line.contains(part)).collect();
        assert!(found.is_empty(), "{part}: {found}");
    }
}
