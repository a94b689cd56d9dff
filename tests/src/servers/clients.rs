//! Clients nobody here wrote: Python's own for HTTP, SMTP, IMAP and POP3. Their tasks and what they hold of secrets go through pipes.

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use sendoff_values::AccessToken;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MAIL_HOST, PROVIDER_HOST, Stack, User};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/servers/clients");

/// How a token is shown to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// Google's and Microsoft's.
    Xoauth2,
    /// RFC 7628.
    Oauthbearer,
}

/// What protects a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    InsideTls,
    /// TLS after STARTTLS, or STLS.
    Starttls,
    /// Nothing.
    None,
}

/// What a client was told.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// Whether everything was accepted.
    pub accepted: bool,
    /// Where it was refused: `connect`, `auth`, `select`, `sender`, `recipient`, `data`.
    #[serde(default)]
    pub at: String,
    /// SMTP's code of the refusal; 0 without one.
    #[serde(default)]
    pub code: u16,
    /// The words of the refusal.
    #[serde(default)]
    pub said: String,
    /// The reason a server gives before it refuses a token.
    pub challenge: Option<String>,
    /// The mechanisms that were offered.
    pub offered: Option<Vec<String>>,
    /// The messages that were asked for, each as it was received.
    #[serde(default)]
    pub messages: Vec<String>,
}

/// Somebody at the mail server with a token; change what is not as usual.
pub struct Client<'a> {
    stack: &'a Stack,
    user: User,
    token: Option<&'a AccessToken>,
    /// XOAUTH2 as usual.
    pub mechanism: Mechanism,
    /// From the first byte as usual.
    pub security: Security,
    /// How long to wait for a server that is silent, or a message that is on its way.
    pub patience: Duration,
}

impl Stack {
    /// Signs in as this person with this token.
    pub fn client<'a>(&'a self, user: User, token: &'a AccessToken) -> Client<'a> {
        Client { token: Some(token), ..self.client_without_token(user) }
    }

    /// Does not sign in.
    pub fn client_without_token(&self, user: User) -> Client<'_> {
        let patience = Duration::from_secs(30);
        Client {
            stack: self,
            user,
            token: None,
            mechanism: Mechanism::Xoauth2,
            security: Security::InsideTls,
            patience,
        }
    }

    /// Runs one of the programs beside the tests with a task, and gives its outcome.
    pub(super) fn client_program(&self, name: &str, mut task: Value) -> Value {
        task["address"] = json!(self.address());
        task["names"] = json!([MAIL_HOST, PROVIDER_HOST]);
        task["authority"] = json!(self.authority().pem);
        let mut python = Command::new("python3");
        python.arg("-B").arg(format!("{FOLDER}/{name}"));
        python.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut python = python.spawn().expect("python3 starts");
        python.stdin.take().expect("an input").write_all(task.to_string().as_bytes()).expect("it listens");
        let output = python.wait_with_output().expect("it ends");
        let said = || self.secrets().hidden_in(&String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{name}: {error}: {}", said()))
    }
}

impl Client<'_> {
    /// smtplib sends a message: headers, an empty line and a body, with CRLF.
    pub fn send(&self, sender: User, recipient: User, message: &str) -> Told {
        let ports = self.stack.ports();
        self.does(
            "smtp.py",
            self.port(ports.submission_tls, ports.submission),
            json!({ "sender": sender.address(), "recipient": recipient.address(), "message": message }),
        )
    }

    /// imaplib opens the inbox, and reads the messages with this Message-ID once there is one.
    pub fn read_by_imap(&self, message_id: Option<&str>) -> Told {
        let ports = self.stack.ports();
        self.does("imap.py", self.port(ports.imap_tls, ports.imap), json!({ "message_id": message_id }))
    }

    /// poplib reads the messages with this Message-ID that are there.
    pub fn read_by_pop3(&self, message_id: Option<&str>) -> Told {
        let ports = self.stack.ports();
        self.does("pop3.py", self.port(ports.pop3_tls, ports.pop3), json!({ "message_id": message_id }))
    }

    fn port(&self, inside_tls: u16, other: u16) -> u16 {
        if self.security == Security::InsideTls { inside_tls } else { other }
    }

    fn does(&self, program: &str, port: u16, mut task: Value) -> Told {
        task["host"] = json!(MAIL_HOST);
        task["port"] = json!(port);
        task["inside_tls"] = json!(self.security == Security::InsideTls);
        task["starttls"] = json!(self.security == Security::Starttls);
        task["patience"] = json!(self.patience.as_secs());
        task["user"] = json!(self.user.address());
        task["token"] = json!(self.token.map(AccessToken::expose));
        task["mechanism"] = json!(match self.mechanism {
            Mechanism::Xoauth2 => "XOAUTH2",
            Mechanism::Oauthbearer => "OAUTHBEARER",
        });
        serde_json::from_value(self.stack.client_program(program, task)).expect("what it was told")
    }
}
