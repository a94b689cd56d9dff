//! Our own routes against servers that nobody here wrote: what `crates/mail` sends by Postfix it finds by Dovecot, and every refusal of theirs is what
//! it should be.

mod refusals;

use std::{
    thread,
    time::{Duration, Instant},
};

use sendoff_mail::{
    LookReport, Mark, Mechanism, ReadProtocol, ReadRoute, Security, SmtpRoute, TestMessage, TestReport, WRITTEN_BY,
};
use sendoff_problem::ReplyRule;
use sendoff_recipes::Recipes;
use sendoff_tests::servers::{MAIL_HOST, PROVIDER_HOST, Scope, Stack, User};
use sendoff_values::{AccessToken, MailAddress, Stage, StageState};
use sendoff_wire::{AllowedHosts, Limits, Wire, WireSettings};
use tokio::runtime::Runtime;

const MECHANISMS: [Mechanism; 2] = [Mechanism::Xoauth2, Mechanism::Oauthbearer];
const PROTOCOLS: [ReadProtocol; 2] = [ReadProtocol::Imap, ReadProtocol::Pop3];
const SECURITY: [Security; 2] = [Security::StartTls, Security::Tls];

/// How long a message may take from Postfix to its mailbox.
const DELIVERY: Duration = Duration::from_secs(30);

/// Our way to the servers of a stack: its names, its authority, and no trust beside.
struct Ours<'a> {
    stack: &'a Stack,
    wire: Wire,
    rules: Vec<ReplyRule>,
    runtime: Runtime,
}

impl<'a> Ours<'a> {
    fn at(stack: &'a Stack) -> Self {
        Self::with(stack, Limits::default(), &stack.authority().pem)
    }

    fn with(stack: &'a Stack, limits: Limits, authority: &str) -> Self {
        let ports = stack.ports();
        let mail = [ports.submission, ports.submission_tls, ports.imap_tls, ports.pop3_tls, ports.imap];
        let allowed = AllowedHosts::of_a_test([(PROVIDER_HOST, ports.provider)]).unwrap();
        let allowed = allowed.and_mail(mail.map(|port| (MAIL_HOST, port))).unwrap();
        let settings = WireSettings::practice(allowed, authority.as_bytes().to_vec());
        let wire = Wire::new(WireSettings { names: stack.names(), limits, ..settings }).unwrap();
        let rules = Recipes::bundled().unwrap().replies().rules().to_vec();
        Self { stack, wire, rules, runtime: Runtime::new().unwrap() }
    }

    fn sends(&self, how: (Security, Mechanism), user: User, token: &AccessToken, message: &TestMessage) -> Sent {
        let (security, mechanism) = how;
        let ports = self.stack.ports();
        let port = if security == Security::Tls { ports.submission_tls } else { ports.submission };
        let route = SmtpRoute {
            wire: &self.wire,
            host: MAIL_HOST,
            port,
            security,
            mechanisms: &[mechanism],
            rules: &self.rules,
        };
        let mut ended = Vec::new();
        let mut note = |report: sendoff_mail::StageReport| ended.push((report.stage, report.state));
        let report = self.runtime.block_on(route.send(&address(user), token, message, &mut note));
        ended.retain(|(_, state)| *state != StageState::Working);
        Sent { report, ended }
    }

    fn looks(&self, how: (ReadProtocol, Mechanism), user: User, token: &AccessToken) -> Looks {
        let (protocol, mechanism) = how;
        let ports = self.stack.ports();
        let port = if protocol == ReadProtocol::Imap { ports.imap_tls } else { ports.pop3_tls };
        let route = ReadRoute {
            wire: &self.wire,
            host: MAIL_HOST,
            port,
            protocol,
            mechanisms: &[mechanism],
            rules: &self.rules,
        };
        let mut ended = Vec::new();
        let mut note = |report: sendoff_mail::StageReport| ended.push((report.stage, report.state));
        let report = self.runtime.block_on(route.look(&address(user), token, &mut note));
        ended.retain(|(_, state)| *state != StageState::Working);
        Looks { report, ended }
    }
}

struct Sent {
    report: TestReport,
    ended: Vec<(Stage, StageState)>,
}

struct Looks {
    report: LookReport,
    ended: Vec<(Stage, StageState)>,
}

pub(crate) fn address(user: User) -> MailAddress {
    user.address().parse().unwrap()
}

/// What the assistant sends, with what gets lost on the way.
pub(crate) fn message(from: User, to: User) -> TestMessage {
    let at = "2026-11-22T08:00:00Z".parse().unwrap();
    let mut mark = [0; 16];
    getrandom::fill(&mut mark).unwrap();
    let body = "Grüße aus Zürich  \n\t\n.\n..\n.dot\nFrom here on\n\nthe end";
    TestMessage::worded(&address(from), &address(to), "A test of grüßen", body, at, Mark(mark)).unwrap()
}

/// (the whole way) Each way of sending, read back each way: by our own routes by its name, by Python's clients to the letter.
#[test]
fn what_our_route_sends_our_routes_find_and_others_read_to_the_letter() {
    // Nobody else writes here, so that the newest message is the one just sent.
    let stack = &Stack::start();
    let ours = Ours::at(stack);
    let anna = stack.access_token(User::Anna, &[Scope::Smtp]);
    let office = stack.access_token(User::Office, &[Scope::Imap, Scope::Pop]);
    for (sent, how) in SECURITY.into_iter().flat_map(|one| MECHANISMS.map(|two| (one, two))).enumerate() {
        let message = message(User::Anna, User::Office);
        let Sent { report, ended } = ours.sends(how, User::Anna, &anna, &message);
        let accepted = report.outcome.unwrap_or_else(|problem| panic!("{how:?}: {problem:?}"));
        assert_eq!(accepted.message_id, message.message_id(), "{how:?}");
        assert!(accepted.request_id.is_some_and(|said| said.contains("queued as")), "Postfix' words");
        assert_eq!(ended.len(), 5, "{ended:?}");
        assert!(ended.iter().all(|(_, state)| *state == StageState::Done), "{ended:?}");
        for protocol in PROTOCOLS {
            for mechanism in MECHANISMS {
                found(&ours, (protocol, mechanism), &office, (sent + 1, message.message_id()));
            }
        }
        read_to_the_letter(stack, &office, &message);
    }
}

/// Waits until the newest message is this one, and there are so many.
fn found(ours: &Ours<'_>, how: (ReadProtocol, Mechanism), token: &AccessToken, (count, id): (usize, &str)) {
    let give_up = Instant::now() + DELIVERY;
    loop {
        let Looks { report, ended } = ours.looks(how, User::Office, token);
        let looked = report.outcome.unwrap_or_else(|problem| panic!("{how:?}: {problem:?}"));
        let newest = looked.header.and_then(|header| header.message_id);
        if newest.as_deref() == Some(id) {
            assert_eq!(looked.messages.map(usize::try_from), Some(Ok(count)), "{how:?}: each one once");
            assert_eq!(ended.iter().filter(|(_, state)| *state == StageState::Done).count(), 5, "{ended:?}");
            return;
        }
        assert!(Instant::now() < give_up, "{how:?}: {newest:?} in place of {id}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn read_to_the_letter(stack: &Stack, token: &AccessToken, message: &TestMessage) {
    // What has no line end of its own gets one with the dot that ends it (RFC 5321 section 4.1.1.4).
    let text = format!("{}\r\n", std::str::from_utf8(message.bytes()).unwrap());
    assert!(text.contains(WRITTEN_BY), "{text}");
    let client = stack.client(User::Office, token);
    for told in [client.read_by_imap(Some(message.message_id())), client.read_by_pop3(Some(message.message_id()))] {
        assert_eq!(told.messages.len(), 1, "{told:?}");
        assert!(told.messages[0].ends_with(&format!("\r\n{text}")), "{:?} is not {text:?}", told.messages[0]);
    }
}
