//! Postfix: who may send, as whom, and to whom.

use sendoff_tests::servers::{Client, Mechanism, Scope, Security, Settings, Stack, Told, User};
use sendoff_values::AccessToken;

use crate::{message, usual};

fn sent(client: &Client<'_>, sender: User, recipient: User) -> Told {
    client.send(sender, recipient, &message(&sender.address(), &recipient.address()).0)
}

fn refusal(told: &Told) -> (&str, u16, &str) {
    assert!(!told.accepted, "{told:?}");
    (told.at.as_str(), told.code, told.said.split(' ').next().unwrap_or_default())
}

#[test]
fn a_message_is_taken_by_starttls_and_inside_tls_in_both_mechanisms() {
    let stack = usual();
    let token = stack.access_token(User::Anna, &[Scope::Smtp]);
    for mechanism in [Mechanism::Xoauth2, Mechanism::Oauthbearer] {
        for security in [Security::Starttls, Security::InsideTls] {
            let mut client = stack.client(User::Anna, &token);
            (client.mechanism, client.security) = (mechanism, security);
            let told = sent(&client, User::Anna, User::Anna);
            assert!(told.accepted, "{mechanism:?} {security:?}: {told:?}");
            assert_eq!(told.offered.unwrap(), ["XOAUTH2", "OAUTHBEARER"]);
        }
    }
}

#[test]
fn a_token_that_is_not_for_sending_is_refused_after_a_reason() {
    let stack = usual();
    let none = AccessToken::new("no-token-at-all".to_owned());
    let reading = stack.access_token(User::Anna, &[Scope::Imap, Scope::Pop]);
    let of_ben = stack.access_token(User::Ben, &[Scope::Smtp]);
    for token in [none, reading, of_ben] {
        for (mechanism, reason) in [
            (Mechanism::Xoauth2, r#"{"status":"401","schemes":"bearer","scope":"mail"}"#),
            (Mechanism::Oauthbearer, r#"{"status":"invalid_token"}"#),
        ] {
            let mut client = stack.client(User::Anna, &token);
            client.mechanism = mechanism;
            let told = sent(&client, User::Anna, User::Ben);
            assert_eq!((refusal(&told), told.challenge.as_deref()), (("auth", 535, "5.7.8"), Some(reason)));
        }
    }
}

#[test]
fn one_sends_as_oneself_or_as_the_shared_mailbox_and_as_nobody_else() {
    let stack = usual();
    let anna = stack.access_token(User::Anna, &[Scope::Smtp]);
    let ben = stack.access_token(User::Ben, &[Scope::Smtp]);
    assert!(sent(&stack.client(User::Anna, &anna), User::Office, User::Ben).accepted);
    for (client, sender) in
        [(stack.client(User::Anna, &anna), User::Ben), (stack.client(User::Ben, &ben), User::Office)]
    {
        assert_eq!(refusal(&sent(&client, sender, User::Anna)), ("recipient", 553, "5.7.1"));
    }
}

#[test]
fn a_recipient_without_a_mailbox_or_without_room_is_refused() {
    let stack = usual();
    let token = stack.access_token(User::Anna, &[Scope::Smtp]);
    let client = stack.client(User::Anna, &token);
    assert_eq!(refusal(&sent(&client, User::Anna, User::Homeless)), ("recipient", 550, "5.1.1"));
    assert_eq!(refusal(&sent(&client, User::Anna, User::Full)), ("recipient", 552, "5.2.2"));
}

#[test]
fn without_signing_in_or_without_tls_nothing_is_taken() {
    let stack = usual();
    let mut client = stack.client_without_token(User::Anna);
    assert_eq!(refusal(&sent(&client, User::Anna, User::Ben)), ("recipient", 553, "5.7.1"));
    client.security = Security::None;
    assert_eq!(refusal(&sent(&client, User::Anna, User::Ben)), ("sender", 530, "5.7.0"));
    let token = stack.access_token(User::Anna, &[Scope::Smtp]);
    let mut client = stack.client(User::Anna, &token);
    client.security = Security::None;
    let told = sent(&client, User::Anna, User::Ben);
    assert_eq!((refusal(&told), told.offered.as_deref()), (("auth", 530, "5.7.0"), Some(&[][..])));
}

#[test]
fn a_postfix_that_does_not_offer_auth_takes_nothing() {
    let stack = Stack::with(&Settings { auth_offered: false, ..Settings::default() });
    let token = stack.access_token(User::Anna, &[Scope::Smtp]);
    let told = sent(&stack.client(User::Anna, &token), User::Anna, User::Ben);
    assert!(!told.accepted && told.offered.as_deref() == Some(&[]), "{told:?}");
}
