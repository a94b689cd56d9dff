//! A look into a mailbox by IMAP.

use crate::common::Desk;
use crate::smtp::{signed_in, submit};
use crate::wire::{IMAP, SMTP, Wire, bearer, ready, set_apps, token};
use sendoff_practice::Delegation;
use sendoff_practice::directory::AccountKind;

pub(crate) const NOT_CONNECTED: &str = "BAD User is authenticated but not connected.";

pub(crate) async fn greeted(desk: &Desk) -> Wire {
    let mut wire = Wire::secure(desk, desk.running.addresses().imap(), "outlook.office365.com").await;
    assert!(wire.hear().await.starts_with("* OK The Microsoft Exchange IMAP4 service is ready. ["));
    wire
}

pub(crate) async fn opened(desk: &Desk, user: &str, token: &str) -> (Wire, String) {
    let mut wire = greeted(desk).await;
    let said = wire.ask(&format!("a AUTHENTICATE XOAUTH2 {}", bearer(user, token))).await;
    (wire, said)
}

/// A command with this tag; its lines.
pub(crate) async fn tagged(wire: &mut Wire, line: &str) -> Vec<String> {
    wire.say(&format!("t1 {line}")).await;
    wire.hear_until(|line| line.starts_with("t1 ")).await
}

#[tokio::test]
async fn the_head_of_a_message_is_read() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    submit(&mut signed_in(&desk).await, &mailbox, &mailbox, &mailbox, "one@client.example").await;
    let (mut wire, said) = opened(&desk, &mailbox, &token(&desk, IMAP).await).await;
    assert_eq!(said, "a OK AUTHENTICATE completed.");
    assert!(tagged(&mut wire, "CAPABILITY").await[0].contains("AUTH=XOAUTH2 SASL-IR"));
    let selected = tagged(&mut wire, "EXAMINE inbox").await;
    assert!(selected.contains(&"* 1 EXISTS".to_owned()), "{selected:?}");
    assert!(selected.last().unwrap().starts_with("t1 OK [READ-ONLY]"));
    let fetched =
        tagged(&mut wire, "FETCH 1:* (UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (Subject \"Message-ID\")])").await;
    assert!(fetched[0].starts_with("* 1 FETCH (UID 1 FLAGS () RFC822.SIZE "), "{fetched:?}");
    assert!(fetched[0].ends_with("BODY[HEADER.FIELDS (SUBJECT \"MESSAGE-ID\")] {54}"), "{fetched:?}");
    assert_eq!(fetched[1..4], ["Subject: By SMTP", "Message-ID: <one@client.example>", ""], "{fetched:?}");
    let head = tagged(&mut wire, "UID FETCH 1 RFC822.HEADER").await;
    assert!(head.contains(&format!("From: {mailbox}")) && !head.iter().any(|line| line.contains("stuffed")));
    assert_eq!(tagged(&mut wire, "SEARCH HEADER Message-ID one@client.example").await[0], "* SEARCH 1");
    assert_eq!(tagged(&mut wire, "SEARCH HEADER Message-ID two@client.example").await[0], "* SEARCH");
    assert_eq!(tagged(&mut wire, "NOOP").await, ["t1 OK NOOP completed."]);
    assert!(tagged(&mut wire, "SELECT \"Sent Items\"").await.contains(&"* 1 EXISTS".to_owned()));
    assert!(tagged(&mut wire, "SELECT Elsewhere").await[0].starts_with("t1 NO"));
    assert!(tagged(&mut wire, "FETCH 1 FLAGS").await[0].starts_with("t1 BAD"), "nothing is selected");
    assert_eq!(tagged(&mut wire, "LIST \"\" *").await.len(), 3);
    assert!(tagged(&mut wire, "LOGOUT").await[0].starts_with("* BYE"));
    assert!(wire.is_closed().await);
}

#[tokio::test]
async fn the_string_may_come_after_a_prompt() {
    let desk = ready().await;
    let mut wire = greeted(&desk).await;
    assert!(wire.ask("a SELECT INBOX").await.starts_with("a BAD"), "nobody has signed in");
    assert_eq!(wire.ask("a AUTHENTICATE XOAUTH2").await, "+ ");
    let token = token(&desk, IMAP).await;
    assert_eq!(wire.ask(&bearer(&desk.mailbox(), &token)).await, "a OK AUTHENTICATE completed.");
}

#[tokio::test]
async fn wrong_tokens_and_passwords_are_refused() {
    let desk = ready().await;
    let wrong = token(&desk, SMTP).await;
    for token in ["nothing", &wrong] {
        assert_eq!(opened(&desk, &desk.mailbox(), token).await.1, "a NO AUTHENTICATE failed.");
    }
    let mut wire = greeted(&desk).await;
    assert_eq!(wire.ask("a AUTHENTICATE PLAIN AGEAYg==").await, "a NO AUTHENTICATE failed.");
    assert_eq!(wire.ask("a LOGIN office secret").await, "a NO LOGIN failed.");
    assert!(wire.ask("a").await.starts_with("* BAD"));
}

#[tokio::test]
async fn a_mailbox_that_is_not_open_is_authenticated_but_not_connected() {
    let desk = ready().await;
    let shared = desk.office().account(AccountKind::Shared).unwrap().address;
    let right = token(&desk, IMAP).await;
    set_apps(&desk, |apps| apps.imap = false);
    for user in [desk.mailbox(), shared.clone()] {
        let (mut wire, said) = opened(&desk, &user, &right).await;
        assert_eq!(said, "a OK AUTHENTICATE completed.");
        assert_eq!(wire.ask("b EXAMINE INBOX").await, format!("b {NOT_CONNECTED}"), "{user}");
    }
    set_apps(&desk, |apps| apps.imap = true);
    desk.office().delegate(&shared, Delegation::FullAccess, &desk.mailbox()).unwrap();
    for user in [desk.mailbox(), shared] {
        let (mut wire, _) = opened(&desk, &user, &right).await;
        assert!(tagged(&mut wire, "SELECT INBOX").await.last().unwrap().starts_with("t1 OK"), "{user}");
    }
}
