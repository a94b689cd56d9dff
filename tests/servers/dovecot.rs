//! Dovecot by IMAP and POP3: who gets in, and what is read there.

use std::{thread, time::Duration};

use sendoff_tests::servers::{Mechanism, Scope, Security, Server, Settings, Stack, Told, User};

use crate::{message, usual};

const MECHANISMS: [Mechanism; 2] = [Mechanism::Xoauth2, Mechanism::Oauthbearer];
const PROTECTED: [Security; 2] = [Security::InsideTls, Security::Starttls];

/// (the whole way) Sent by Postfix, read by IMAP and by POP3 in every way there is, to the letter and once.
#[test]
fn what_was_sent_is_read_by_imap_and_by_pop3_to_the_letter() {
    let stack = usual();
    let anna = stack.access_token(User::Anna, &[Scope::Smtp]);
    let ben = stack.access_token(User::Ben, &[Scope::Imap, Scope::Pop]);
    let (text, id) = message(&User::Anna.address(), &User::Ben.address());
    let sent = stack.client(User::Anna, &anna).send(User::Anna, User::Ben, &text);
    assert!(sent.accepted, "{sent:?}");
    let mut read = Vec::new();
    for mechanism in MECHANISMS {
        for security in PROTECTED {
            let mut client = stack.client(User::Ben, &ben);
            (client.mechanism, client.security) = (mechanism, security);
            for told in [client.read_by_imap(Some(&id)), client.read_by_pop3(Some(&id))] {
                assert_eq!((told.accepted, told.messages.len()), (true, 1), "{mechanism:?} {security:?}: {told:?}");
                read.extend(told.messages);
            }
        }
    }
    assert_eq!(read.len(), 8);
    for one in &read {
        let trace = one.strip_suffix(&text).unwrap_or_else(|| panic!("not to the letter: {one:?}"));
        assert!(trace.starts_with("Return-Path: <anna@example.test>\r\nDelivered-To: ben@example.test\r\n"), "{trace}");
        assert_eq!(one, &read[0]);
    }
}

/// Both ways to read refuse this in both mechanisms; gives what was told.
fn refused_everywhere(stack: &Stack, user: User, token: &sendoff_values::AccessToken) -> Vec<Told> {
    let mut told = Vec::new();
    for mechanism in MECHANISMS {
        let mut client = stack.client(user, token);
        client.mechanism = mechanism;
        told.extend([client.read_by_imap(None), client.read_by_pop3(None)]);
    }
    for one in &told {
        assert!(!one.accepted && one.at == "auth" && one.challenge.is_some(), "{one:?}");
    }
    told
}

#[test]
fn a_token_that_is_not_for_this_is_refused_with_a_reason() {
    let stack = usual();
    let none = sendoff_values::AccessToken::new("no-token-at-all".to_owned());
    let told = refused_everywhere(stack, User::Anna, &none);
    let xoauth2 = r#"{"status":"401","schemes":"bearer","scope":"mail"}"#;
    assert_eq!(told[0].challenge.as_deref(), Some(xoauth2), "XOAUTH2 by IMAP");
    assert_eq!(told[3].challenge.as_deref(), Some(r#"{"status":"invalid_token"}"#), "OAUTHBEARER by POP3");
    assert_eq!(told[0].said, "[AUTHENTICATIONFAILED] Authentication failed.");
    assert_eq!(told[1].said, "-ERR [AUTH] Authentication failed.");
    let sending = stack.access_token(User::Anna, &[Scope::Smtp]);
    refused_everywhere(stack, User::Anna, &sending);
    let imap = stack.access_token(User::Anna, &[Scope::Imap]);
    assert!(stack.client(User::Anna, &imap).read_by_imap(None).accepted, "its own way in");
    assert!(!stack.client(User::Anna, &imap).read_by_pop3(None).accepted, "and no other");
}

#[test]
fn a_token_of_somebody_else_is_refused() {
    let stack = usual();
    let ben = stack.access_token(User::Ben, &[Scope::Imap, Scope::Pop]);
    assert!(stack.client(User::Ben, &ben).read_by_imap(None).accepted);
    refused_everywhere(stack, User::Anna, &ben);
    refused_everywhere(stack, User::Office, &ben);
}

/// How long the tokens of one test are good: longer than signing in takes on a busy machine.
const SHORT: Duration = Duration::from_secs(12);

#[test]
fn a_token_that_ran_out_is_refused() {
    let stack = Stack::with(&Settings { token_lifetime: SHORT, ..Settings::default() });
    let granted = stack.tokens(User::Anna, &[Scope::Imap, Scope::Pop]);
    assert!(stack.client(User::Anna, &granted.access).read_by_imap(None).accepted, "it was good");
    thread::sleep(SHORT);
    refused_everywhere(&stack, User::Anna, &granted.access);
    let again = stack.refreshed(&granted.refresh).expect("a new one");
    assert!(stack.client(User::Anna, &again.access).read_by_imap(None).accepted, "the new one is good");
}

#[test]
fn without_a_mailbox_or_the_right_to_open_it_nothing_is_read() {
    let stack = usual();
    let homeless = stack.access_token(User::Homeless, &[Scope::Imap, Scope::Pop]);
    for told in [
        stack.client(User::Homeless, &homeless).read_by_imap(None),
        stack.client(User::Homeless, &homeless).read_by_pop3(None),
    ] {
        assert_eq!((told.accepted, told.at.as_str()), (false, "auth"), "{told:?}");
    }
    let closed = stack.access_token(User::Closed, &[Scope::Imap]);
    let told = stack.client(User::Closed, &closed).read_by_imap(None);
    assert_eq!((told.accepted, told.at.as_str()), (false, "select"), "{told:?}");
}

#[test]
fn without_tls_nobody_is_let_in() {
    let stack = usual();
    let token = stack.access_token(User::Anna, &[Scope::Imap, Scope::Pop]);
    let mut client = stack.client(User::Anna, &token);
    client.security = Security::None;
    for told in [client.read_by_imap(None), client.read_by_pop3(None)] {
        assert_eq!((told.accepted, told.offered.as_deref()), (false, Some(&[][..])), "{told:?}");
        assert!(told.said.contains("not allowed until SSL/TLS is enabled"), "{told:?}");
    }
}

#[test]
fn a_paused_server_is_silent_and_then_goes_on_and_an_ended_one_refuses() {
    let stack = Stack::start();
    let token = stack.access_token(User::Anna, &[Scope::Imap, Scope::Pop]);
    let mut client = stack.client(User::Anna, &token);
    client.patience = Duration::from_secs(2);
    stack.pause(Server::Dovecot);
    for told in [client.read_by_imap(None), client.read_by_pop3(None)] {
        assert_eq!((told.accepted, told.at.as_str()), (false, "connect"), "{told:?}");
        assert!(told.said.contains("timed out"), "{told:?}");
    }
    stack.resume(Server::Dovecot);
    client.patience = Duration::from_secs(30);
    assert!(client.read_by_imap(None).accepted);
    stack.end(Server::Dovecot);
    let told = client.read_by_imap(None);
    assert!(told.at == "connect" && told.said.contains("refused"), "{told:?}");
}
