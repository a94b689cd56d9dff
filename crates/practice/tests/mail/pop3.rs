//! A look into a mailbox by POP3.

use crate::common::Desk;
use crate::smtp::{signed_in, submit};
use crate::wire::{IMAP, POP, Wire, bearer, ready, set_apps, token};
use sendoff_practice::Delegation;
use sendoff_practice::directory::AccountKind;

pub(crate) const FAILED: &str = "-ERR Authentication failure: unknown user name or bad password.";

async fn greeted(desk: &Desk) -> Wire {
    let mut wire = Wire::secure(desk, desk.running.addresses().pop3(), "outlook.office365.com").await;
    assert!(wire.hear().await.starts_with("+OK The Microsoft Exchange POP3 service is ready. ["));
    wire
}

pub(crate) async fn opened(desk: &Desk, user: &str, token: &str) -> (Wire, String) {
    let mut wire = greeted(desk).await;
    assert_eq!(wire.ask("AUTH XOAUTH2").await, "+ ");
    let said = wire.ask(&bearer(user, token)).await;
    (wire, said)
}

async fn listed(wire: &mut Wire, line: &str) -> Vec<String> {
    wire.say(line).await;
    wire.hear_until(|line| line == "." || line.starts_with("-ERR")).await
}

#[tokio::test]
async fn the_head_of_a_message_is_read() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    submit(&mut signed_in(&desk).await, &mailbox, &mailbox, &mailbox, "one@client.example").await;
    let (mut wire, said) = opened(&desk, &mailbox, &token(&desk, POP).await).await;
    assert_eq!(said, "+OK User successfully authenticated.");
    assert!(wire.ask("STAT").await.starts_with("+OK 1 "));
    assert_eq!(listed(&mut wire, "UIDL").await, ["+OK", "1 1", "."]);
    assert!(wire.ask("LIST 1").await.starts_with("+OK 1 "));
    assert!(listed(&mut wire, "LIST").await[1].starts_with("1 "));
    let top = listed(&mut wire, "TOP 1 1").await;
    assert!(top.contains(&"Message-ID: <one@client.example>".to_owned()), "{top:?}");
    assert_eq!(top[top.len() - 3..], ["", "..stuffed", "."], "a dot at the start of a line is doubled");
    assert!(!listed(&mut wire, "TOP 1 0").await.contains(&"..stuffed".to_owned()));
    assert!(listed(&mut wire, "RETR 1").await.contains(&"end".to_owned()));
    for outside in ["TOP 2 0", "LIST 0", "RETR x"] {
        assert!(wire.ask(outside).await.starts_with("-ERR The specified message is out of range."), "{outside}");
    }
    assert!(wire.ask("QUIT").await.starts_with("+OK"));
    assert!(wire.is_closed().await);
}

#[tokio::test]
async fn on_one_line_it_is_a_protocol_error_and_ends() {
    let desk = ready().await;
    let mut wire = greeted(&desk).await;
    assert!(listed(&mut wire, "CAPA").await.contains(&"SASL PLAIN XOAUTH2".to_owned()));
    let token = token(&desk, POP).await;
    let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(&desk.mailbox(), &token))).await;
    assert!(said.starts_with("-ERR Protocol error."), "{said}");
    assert!(wire.is_closed().await);
}

#[tokio::test]
async fn whoever_may_not_is_refused_in_the_same_words() {
    let desk = ready().await;
    let shared = desk.office().account(AccountKind::Shared).unwrap().address;
    let (right, imap) = (token(&desk, POP).await, token(&desk, IMAP).await);
    assert_eq!(opened(&desk, &desk.mailbox(), &imap).await.1, FAILED, "for another protocol");
    assert_eq!(opened(&desk, &shared, &right).await.1, FAILED, "without Full Access");
    set_apps(&desk, |apps| apps.pop = false);
    assert_eq!(opened(&desk, &desk.mailbox(), &right).await.1, FAILED, "switched off");
    set_apps(&desk, |apps| apps.pop = true);
    desk.office().delegate(&shared, Delegation::FullAccess, &desk.mailbox()).unwrap();
    for user in [desk.mailbox(), shared] {
        assert_eq!(opened(&desk, &user, &right).await.1, "+OK User successfully authenticated.");
    }
    let mut wire = greeted(&desk).await;
    assert_eq!(wire.ask("STAT").await, "-ERR Command is not valid in this state.");
    assert_eq!(wire.ask("USER office").await, "+OK");
    assert!(wire.ask("PASS secret").await.starts_with("-ERR"));
}
