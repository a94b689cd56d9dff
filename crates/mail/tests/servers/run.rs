//! Runs one script against a route and says how it ended.

use std::time::Duration;

use futures_util::{StreamExt, future::ready, stream::iter};
use sendoff_mail::{
    Credential, Looked, Mark, Mechanism, ReadProtocol, ReadRoute, Security, SmtpRoute, StageReport, TestMessage,
    Transcript,
};
use sendoff_problem::{Kind, Problem, ReplyRule};
use sendoff_recipes::Recipes;
use sendoff_values::{AccessToken, AppPassword, MailAddress, Stage, StageState};
use sendoff_wire::{AllowedHosts, Limits, Wire, WireSettings};
use tokio::{net::TcpListener, time::Instant};

use crate::{
    protocols::Protocol,
    stub::{Fault, Heard, Script, Shows, authority_pem, follow},
};

pub(crate) const MAILBOX: &str = "office@harbour.example";

/// As long as a short one of Microsoft's; nothing of it may be found anywhere afterwards.
pub(crate) const TOKEN: &str =
    "eyJ0eXAiOiJKV1QiLCJub25jZSI6ImNhbmFyeSJ9.Canary42Canary43Canary44Canary45.c2lnbmF0dXJlLWNhbmFyeQ";

/// As Google's are, sixteen letters.
pub(crate) const PASSWORD: &str = "canarypqrstuvwxy";

/// Of one line and of a whole conversation, where the server is slow on purpose.
const SHORT: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(8));

/// The same where it is not: long enough never to matter on a busy machine.
const AMPLE: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(40));

/// What a busy machine may add.
const GRACE: Duration = Duration::from_secs(4);

/// So many slow servers at once, which mostly wait, and so many of the others, which mostly work.
const AT_ONCE: (usize, usize) = (12, 4);

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ends {
    Well,
    With(Kind),
}

/// One server and what it must lead to.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) protocol: Protocol,
    pub(crate) mechanisms: &'static [Mechanism],
    pub(crate) token: Token,
    pub(crate) script: Script,
    pub(crate) ends: Ends,
}

impl Row {
    /// Whether the other side keeps us waiting.
    fn is_slow(&self) -> bool {
        let waits = |fault: &Fault| matches!(fault, Fault::Keeps | Fault::Drips | Fault::Lingers(_));
        let late = matches!(self.ends, Ends::With(Kind::AnswerTooSlow | Kind::ConnectionTimedOut));
        let silent = self.script.turns.last().is_some_and(|turn| turn.at == "message");
        late || silent || self.script.fault.as_ref().is_some_and(|(_, fault)| waits(fault))
    }

    fn limits(&self) -> (Duration, Duration) {
        if self.is_slow() { SHORT } else { AMPLE }
    }
}

/// The access that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token {
    /// Fits into the first line of a sign-in.
    Short,
    /// Does not, in any protocol.
    Long,
    /// A password made for the application.
    Password,
}

impl Token {
    fn text(self) -> String {
        match self {
            Self::Short => TOKEN.to_owned(),
            Self::Long => TOKEN.repeat(64),
            Self::Password => PASSWORD.to_owned(),
        }
    }
}

/// The conversation that goes well, with this fault at this point.
pub(crate) fn row(protocol: Protocol, at: &'static str, fault: Fault, ends: Ends) -> Row {
    let script = protocol.script();
    assert!(script.turns.iter().any(|turn| turn.at == at), "{protocol:?} has no {at}");
    scripted(protocol, Script { fault: Some((at, fault)), ..script }, ends)
}

/// The conversation that goes well, up to a server that shows up like this.
pub(crate) fn shown(protocol: Protocol, shows: Shows, ends: Ends) -> Row {
    scripted(protocol, Script { shows, ..protocol.script() }, ends)
}

/// A conversation of its own.
pub(crate) fn scripted(protocol: Protocol, script: Script, ends: Ends) -> Row {
    Row { protocol, mechanisms: &[Mechanism::Xoauth2], token: Token::Short, script, ends }
}

pub(crate) struct Ran {
    pub(crate) ends: Ends,
    pub(crate) looked: Option<Looked>,
    pub(crate) stages: Vec<(Stage, StageState)>,
    pub(crate) transcript: Transcript,
    pub(crate) heard: Heard,
    /// Everything that was told of it, as text.
    pub(crate) told: String,
    pub(crate) problem: Option<Problem>,
}

pub(crate) fn rules() -> Vec<ReplyRule> {
    Recipes::bundled().unwrap().replies().rules().to_vec()
}

pub(crate) fn message() -> TestMessage {
    let mailbox: MailAddress = MAILBOX.parse().unwrap();
    let at = "2026-11-21T09:58:00Z".parse().unwrap();
    let body = "A test.\n.\n..two dots\nThe end.";
    TestMessage::worded(&mailbox, &mailbox, "Test from Sendoff", body, at, Mark([7; 16])).unwrap()
}

/// The message as it must travel.
pub(crate) fn sent() -> String {
    let message = String::from_utf8(message().bytes().to_vec()).unwrap();
    let sent = message.replace("\r\n.", "\r\n..");
    if sent.ends_with("\r\n") { sent } else { sent + "\r\n" }
}

/// Runs a conversation of its own with the short access by XOAUTH2.
pub(crate) async fn run(protocol: Protocol, script: Script) -> Ran {
    run_row(&scripted(protocol, script, Ends::Well)).await
}

pub(crate) async fn run_row(row: &Row) -> Ran {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let allowed = AllowedHosts::loopback([]).unwrap().and_mail([("localhost", port)]).unwrap();
    let (line, talk) = row.limits();
    let limits = Limits { line, talk, connect: line, ..Limits::default() };
    let wire = Wire::new(WireSettings { limits, ..WireSettings::practice(allowed, authority_pem()) }).unwrap();
    let (ran, heard) = tokio::join!(Box::pin(asked(&wire, port, row)), Box::pin(follow(listener, row.script.clone())));
    Ran { heard, ..ran }
}

async fn asked(wire: &Wire, port: u16, row: &Row) -> Ran {
    let (rules, host, protocol, mechanisms) = (rules(), "localhost", row.protocol, row.mechanisms);
    let user = MAILBOX.parse().unwrap();
    let (token, password) = (AccessToken::new(row.token.text()), AppPassword::new(row.token.text()));
    let access: Credential<'_> = if row.token == Token::Password { (&password).into() } else { (&token).into() };
    let mut stages = Vec::new();
    let mut note = |report: StageReport| stages.push((report.stage, report.state));
    let (outcome, transcript) = match protocol {
        Protocol::Smtp | Protocol::Smtps => {
            let security = if protocol == Protocol::Smtp { Security::StartTls } else { Security::Tls };
            let route = SmtpRoute { wire, host, port, security, mechanisms, rules: &rules };
            let report = route.send(&user, access, &message(), &mut note).await;
            (report.outcome.map(|_| None), report.transcript)
        }
        Protocol::Imap | Protocol::Pop3 => {
            let protocol = if protocol == Protocol::Imap { ReadProtocol::Imap } else { ReadProtocol::Pop3 };
            let route = ReadRoute { wire, host, port, protocol, mechanisms, rules: &rules };
            let report = route.look(&user, access, &mut note).await;
            (report.outcome.map(Some), report.transcript)
        }
    };
    let told = format!("{outcome:?} {}", serde_json::to_string(&transcript).unwrap());
    let (ends, looked, problem) = match outcome {
        Ok(looked) => (Ends::Well, looked, None),
        Err(problem) => (Ends::With(problem.kind), None, Some(problem)),
    };
    Ran { ends, looked, stages, transcript, heard: Heard::default(), told, problem }
}

/// Runs all of them, and returns how long the slowest took.
pub(crate) async fn check(rows: &'static [Row]) -> Duration {
    let (slow, quick): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.is_slow());
    let slowest = |rows: Vec<&'static Row>, at_once| {
        iter(rows.into_iter().map(one))
            .buffer_unordered(at_once)
            .fold(Duration::ZERO, |most, took| ready(most.max(took)))
    };
    slowest(quick, AT_ONCE.1).await.max(slowest(slow, AT_ONCE.0).await)
}

async fn one(row: &Row) -> Duration {
    let since = Instant::now();
    let ran = run_row(row).await;
    let took = since.elapsed();
    let name = format!("{:?} {:?} {:?} {:?}", row.protocol, row.script.fault, row.script.shows, row.script.texts());
    assert_eq!(ran.ends, row.ends, "{name}: {}", ran.told);
    assert!(took < row.limits().1 + GRACE, "{name} took {took:?}");
    check_silence(&name, &ran);
    took
}

/// Whatever happened: the access left encrypted only, nothing that was told holds it, the message went out once at most, and
/// the stages end as the whole does.
fn check_silence(name: &str, ran: &Ran) {
    for part in ["anary", "Canary42", "Q2FuYXJ5", "NhbmFyeT", "DYW5hcnk0", "c2lnbmF0", "pqrstuvw"] {
        assert!(!ran.told.contains(part), "{name}: {part} in {}", ran.told);
    }
    assert!(!ran.heard.plain.contains("AUTH") && !ran.heard.plain.contains("MAIL"), "{name}: {}", ran.heard.plain);
    assert!(ran.heard.encrypted.matches("\r\nDATA\r\n").count() <= 1, "{name}: sent twice");
    let last = ran.stages.last().map(|(_, state)| *state);
    let good = matches!(last, Some(StageState::Done | StageState::Skipped));
    assert_eq!(good, ran.ends == Ends::Well, "{name}: {:?}", ran.stages);
    if let Some(problem) = &ran.problem {
        assert!(problem.values.contains_key(&sendoff_problem::ValueName::Host), "{name}: no host is named");
    }
}
