//! What real servers refuse, and what we make of it: the kind, who must act, where it stopped, and that no token is told.

use std::{fmt::Debug, thread, time::Duration};

use sendoff_mail::{ReadProtocol, Security, Transcript};
use sendoff_problem::{Kind, Problem};
use sendoff_tests::servers::{Scope, Server, Settings, Stack, User};
use sendoff_values::{AccessToken, Stage, StageState};
use sendoff_wire::Limits;

use super::{Looks, MECHANISMS, Ours, PROTOCOLS, SECURITY, Sent, message};
use crate::usual;

/// How a refusal was taken.
#[derive(Debug)]
struct Refused {
    kind: Kind,
    code: Option<String>,
    /// What the server said before it refused.
    reason: Option<String>,
    at: Option<Stage>,
}

/// Nothing that is told holds the token.
fn refused<T: Debug>(
    outcome: Result<T, Problem>,
    transcript: &Transcript,
    ended: &[(Stage, StageState)],
    token: &AccessToken,
) -> Refused {
    let problem = outcome.expect_err("it is refused");
    let told = format!("{problem:?} {transcript:?}");
    assert!(!told.contains(token.expose()), "the token is told");
    let at = ended.iter().find(|(_, state)| *state == StageState::Failed).map(|(stage, _)| *stage);
    let reason = problem.details.chain.first().cloned();
    Refused { kind: problem.kind, code: problem.details.code, reason, at }
}

/// Sends in each way, signed in as Anna.
fn sending(ours: &Ours<'_>, token: &AccessToken, sender: User, recipient: User) -> Vec<Refused> {
    let mut all = Vec::new();
    for security in SECURITY {
        for mechanism in MECHANISMS {
            let message = message(sender, recipient);
            let Sent { report, ended } = ours.sends((security, mechanism), User::Anna, token, &message);
            all.push(refused(report.outcome, &report.transcript, &ended, token));
        }
    }
    all
}

fn looking(ours: &Ours<'_>, user: User, token: &AccessToken) -> Vec<(ReadProtocol, Refused)> {
    let mut all = Vec::new();
    for protocol in PROTOCOLS {
        for mechanism in MECHANISMS {
            let Looks { report, ended } = ours.looks((protocol, mechanism), user, token);
            all.push((protocol, refused(report.outcome, &report.transcript, &ended, token)));
        }
    }
    all
}

/// Every way in refuses this token for Anna's mailbox, says why, and we say that the access was not accepted.
fn refused_everywhere(ours: &Ours<'_>, token: &AccessToken) {
    for refused in sending(ours, token, User::Anna, User::Ben) {
        assert_eq!(refused.code.as_deref(), Some("535 5.7.8"), "{refused:?}");
        access_refused(&refused);
    }
    for (protocol, refused) in looking(ours, User::Anna, token) {
        let code = if protocol == ReadProtocol::Imap { "NO [AUTHENTICATIONFAILED]" } else { "-ERR [AUTH]" };
        assert_eq!(refused.code.as_deref(), Some(code), "{refused:?}");
        access_refused(&refused);
    }
}

fn access_refused(refused: &Refused) {
    assert_eq!((refused.kind, refused.at), (Kind::MailAccessRefused, Some(Stage::AcceptAccess)), "{refused:?}");
    let reasons = ["status: 401, schemes: bearer, scope: mail", "status: invalid_token"];
    assert!(refused.reason.as_deref().is_some_and(|reason| reasons.contains(&reason)), "{refused:?}");
}

#[test]
fn a_token_that_is_none_or_for_something_else_or_of_somebody_else_is_not_accepted() {
    let (stack, ours) = (usual(), Ours::at(usual()));
    refused_everywhere(&ours, &AccessToken::new("no-token-at-all-though-as-long-as-one".to_owned()));
    refused_everywhere(&ours, &stack.access_token(User::Ben, &Scope::ALL));
    let reading = stack.access_token(User::Anna, &[Scope::Imap, Scope::Pop]);
    sending(&ours, &reading, User::Anna, User::Ben).iter().for_each(access_refused);
    let only_sending = stack.access_token(User::Anna, &[Scope::Smtp]);
    for (_, refused) in looking(&ours, User::Anna, &only_sending) {
        access_refused(&refused);
    }
}

/// How long the tokens of one test are good: longer than signing in takes on a busy machine.
const SHORT: Duration = Duration::from_secs(20);

#[test]
fn a_token_that_ran_out_is_not_accepted_any_more() {
    let stack = Stack::with(&Settings { token_lifetime: SHORT, ..Settings::default() });
    let ours = Ours::at(&stack);
    let token = stack.access_token(User::Anna, &Scope::ALL);
    let how = (ReadProtocol::Imap, MECHANISMS[0]);
    assert!(ours.looks(how, User::Anna, &token).report.outcome.is_ok(), "it was good");
    thread::sleep(SHORT);
    refused_everywhere(&ours, &token);
}

#[test]
fn whoever_is_not_the_sender_is_told_so_and_no_recipient_is_blamed() {
    let ours = Ours::at(usual());
    let token = usual().access_token(User::Anna, &[Scope::Smtp]);
    for refused in sending(&ours, &token, User::Ben, User::Office) {
        assert_eq!((refused.kind, refused.at), (Kind::SendAsDenied, Some(Stage::AcceptSender)), "{refused:?}");
        assert_eq!(refused.code.as_deref(), Some("553 5.7.1"));
    }
    let message = message(User::Office, User::Ben);
    let sent = ours.sends((Security::StartTls, MECHANISMS[0]), User::Anna, &token, &message);
    assert!(sent.report.outcome.is_ok(), "the shared mailbox is hers to send as: {:?}", sent.report.outcome);
}

#[test]
fn a_recipient_without_a_mailbox_or_without_room_is_named() {
    let ours = Ours::at(usual());
    let token = usual().access_token(User::Anna, &[Scope::Smtp]);
    for (recipient, kind, code) in
        [(User::Homeless, Kind::RecipientRefused, "550 5.1.1"), (User::Full, Kind::MailboxFull, "552 5.2.2")]
    {
        for refused in sending(&ours, &token, User::Anna, recipient) {
            assert_eq!((refused.kind, refused.code.as_deref()), (kind, Some(code)), "{refused:?}");
        }
    }
}

/// Dovecot hangs up on somebody it lets in and finds no mailbox for. What it may not open, it says before or after it was asked.
#[test]
fn a_mailbox_that_is_not_there_or_may_not_be_opened_is_not_read() {
    let ours = Ours::at(usual());
    let homeless = usual().access_token(User::Homeless, &[Scope::Imap, Scope::Pop]);
    for (_, refused) in looking(&ours, User::Homeless, &homeless) {
        assert_eq!((refused.kind, refused.at), (Kind::ConnectionDropped, Some(Stage::AcceptAccess)), "{refused:?}");
    }
    let closed = usual().access_token(User::Closed, &[Scope::Imap, Scope::Pop]);
    for (protocol, refused) in looking(&ours, User::Closed, &closed) {
        let (kind, code) = match protocol {
            ReadProtocol::Imap => (Kind::ReadingNotAllowed, "NO [SERVERBUG]"),
            ReadProtocol::Pop3 => (Kind::ProviderBusy, "-ERR [SYS/TEMP]"),
        };
        assert_eq!((refused.kind, refused.code.as_deref()), (kind, Some(code)), "{refused:?}");
        assert_eq!(refused.at, Some(Stage::OpenMailbox), "{refused:?}");
    }
}

#[test]
fn a_server_that_offers_no_sign_in_is_sent_no_token() {
    let stack = Stack::with(&Settings { auth_offered: false, ..Settings::default() });
    let token = stack.access_token(User::Anna, &[Scope::Smtp]);
    for refused in sending(&Ours::at(&stack), &token, User::Anna, User::Ben) {
        assert_eq!((refused.kind, refused.at), (Kind::SignInNotOffered, Some(Stage::AcceptAccess)), "{refused:?}");
    }
}

#[test]
fn a_server_somebody_else_vouches_for_is_sent_no_token() {
    let other = Stack::start();
    let ours = Ours::with(usual(), Limits::default(), &other.authority().pem);
    let token = usual().access_token(User::Anna, &Scope::ALL);
    let looked = looking(&ours, User::Anna, &token).into_iter().map(|(_, refused)| refused);
    for refused in sending(&ours, &token, User::Anna, User::Ben).into_iter().chain(looked) {
        assert_eq!((refused.kind, refused.at), (Kind::CertificateUntrusted, Some(Stage::Connect)), "{refused:?}");
    }
}

/// The mail servers believe a token only when the provider does. Dovecot tells that it could not ask; Postfix 3.7 does not pass that on, and
/// only leaves out the reason it gives for a token that is wrong.
#[test]
fn a_provider_that_is_gone_is_something_to_wait_for_where_the_server_says_so() {
    let stack = Stack::start();
    let ours = Ours::at(&stack);
    let token = stack.access_token(User::Anna, &Scope::ALL);
    stack.end(Server::Provider);
    for (protocol, refused) in looking(&ours, User::Anna, &token) {
        let code = if protocol == ReadProtocol::Imap { "NO [UNAVAILABLE]" } else { "-ERR [SYS/TEMP]" };
        assert_eq!((refused.kind, refused.code.as_deref()), (Kind::ProviderBusy, Some(code)), "{refused:?}");
    }
    for refused in sending(&ours, &token, User::Anna, User::Ben) {
        assert_eq!((refused.kind, refused.code.as_deref()), (Kind::MailAccessRefused, Some("535 5.7.8")));
        assert_eq!(refused.reason, None, "{refused:?}");
    }
}

#[test]
fn a_server_that_is_silent_or_gone_is_told_apart() {
    let stack = Stack::start();
    let limits = Limits { line: Duration::from_secs(2), connect: Duration::from_secs(2), ..Limits::default() };
    let ours = Ours::with(&stack, limits, &stack.authority().pem);
    let token = stack.access_token(User::Anna, &Scope::ALL);
    stack.pause(Server::Dovecot);
    for (_, refused) in looking(&ours, User::Anna, &token) {
        assert_eq!((refused.kind, refused.at), (Kind::ConnectionTimedOut, Some(Stage::Connect)), "{refused:?}");
    }
    stack.resume(Server::Dovecot);
    assert!(ours.looks((ReadProtocol::Imap, MECHANISMS[0]), User::Anna, &token).report.outcome.is_ok());
    stack.end(Server::Dovecot);
    for (_, refused) in looking(&ours, User::Anna, &token) {
        assert_eq!((refused.kind, refused.at), (Kind::ConnectionRefused, Some(Stage::Connect)), "{refused:?}");
    }
}
