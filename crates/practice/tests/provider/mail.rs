//! Its access opens the mail servers, each by its own scope, and nothing else; Microsoft's goes on working beside it.

use crate::counter::Counter;
use crate::wire::{self, Wire, bearer, set_apps};
use jiff::SignedDuration;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::{Delegation, Fault};

const ENTERED: &str = "235 2.7.0 Authentication successful";
const IN_IMAP: &str = "a OK AUTHENTICATE completed.";
const IN_POP: &str = "+OK User successfully authenticated.";

/// Submission under TLS, and what the sign-in gets, behind its challenge if there is one.
async fn smtp(counter: &Counter, user: &str, token: &str) -> (Wire, String) {
    let at = counter.desk.running.addresses().smtp();
    let mut wire = Wire::clear(at).await;
    wire.hear().await;
    wire.ask_smtp("EHLO client.example").await;
    assert!(wire.ask("STARTTLS").await.starts_with("220 "));
    let mut wire = wire.start_tls(&counter.desk).await;
    wire.ask_smtp("EHLO client.example").await;
    let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(user, token))).await;
    let said = if said.starts_with("334") { wire.ask("").await } else { said };
    (wire, said)
}

async fn imap(counter: &Counter, user: &str, token: &str) -> (Wire, String) {
    let mut wire = Wire::secure(&counter.desk, counter.desk.running.addresses().imap(), "outlook.office365.com").await;
    wire.hear().await;
    let said = wire.ask(&format!("a AUTHENTICATE XOAUTH2 {}", bearer(user, token))).await;
    (wire, said)
}

async fn pop3(counter: &Counter, user: &str, token: &str) -> (Wire, String) {
    let mut wire = Wire::secure(&counter.desk, counter.desk.running.addresses().pop3(), "outlook.office365.com").await;
    wire.hear().await;
    wire.ask("AUTH XOAUTH2").await;
    let said = wire.ask(&bearer(user, token)).await;
    (wire, said)
}

async fn submit(wire: &mut Wire, from: &str, message_id: &str) -> String {
    assert!(wire.ask(&format!("MAIL FROM:<{from}>")).await.starts_with("250"));
    assert!(wire.ask(&format!("RCPT TO:<{from}>")).await.starts_with("250"));
    assert!(wire.ask("DATA").await.starts_with("354"));
    wire.ask(&format!("From: {from}\r\nTo: {from}\r\nSubject: Hello\r\nMessage-ID: <{message_id}>\r\n\r\nHello\r\n."))
        .await
}

async fn opened(wire: &mut Wire) -> String {
    wire.say("b EXAMINE INBOX").await;
    wire.hear_until(|line| line.starts_with("b ")).await.pop().unwrap()
}

#[tokio::test]
async fn a_message_is_sent_by_smtp_and_read_by_imap_and_by_pop3() {
    let counter = Counter::open().await;
    let (mailbox, token) = (counter.desk.mailbox(), counter.access("smtp imap pop").await);
    let (mut wire, said) = smtp(&counter, &mailbox, &token).await;
    assert_eq!(said, ENTERED);
    assert!(submit(&mut wire, &mailbox, "one@client.example").await.starts_with("250 2.0.0 OK <one@client.example>"));
    assert_eq!(counter.desk.arrived("one@client.example").await.len(), 1);
    let (mut wire, said) = imap(&counter, &mailbox, &token).await;
    assert_eq!(said, IN_IMAP);
    assert!(opened(&mut wire).await.starts_with("b OK "));
    let found = wire.ask("c SEARCH HEADER Message-ID one@client.example").await;
    assert_eq!(found, "* SEARCH 1");
    let (mut wire, said) = pop3(&counter, &mailbox, &token).await;
    assert_eq!(said, IN_POP);
    assert!(wire.ask("STAT").await.starts_with("+OK 1 "));
}

#[tokio::test]
async fn each_server_wants_its_own_scope() {
    let counter = Counter::open().await;
    let mailbox = counter.desk.mailbox();
    for scope in ["smtp", "imap", "pop", "openid email offline_access"] {
        let token = counter.access(scope).await;
        assert_eq!(smtp(&counter, &mailbox, &token).await.1 == ENTERED, scope == "smtp", "SMTP by {scope}");
        assert_eq!(imap(&counter, &mailbox, &token).await.1 == IN_IMAP, scope == "imap", "IMAP by {scope}");
        assert_eq!(pop3(&counter, &mailbox, &token).await.1 == IN_POP, scope == "pop", "POP3 by {scope}");
    }
}

/// It knows no delegates: what Exchange lets somebody do for others is not its own to give.
#[tokio::test]
async fn it_opens_the_own_mailbox_alone_and_not_for_ever() {
    let counter = Counter::open().await;
    let (mailbox, token) = (counter.desk.mailbox(), counter.access("smtp imap pop").await);
    let shared = counter.desk.office().account(AccountKind::Shared).unwrap().address;
    for right in [Delegation::SendAs, Delegation::FullAccess] {
        counter.desk.office().delegate(&shared, right, &mailbox).unwrap();
    }
    assert!(smtp(&counter, &shared, &token).await.1.starts_with("535 5.7.3"));
    let (mut wire, _) = imap(&counter, &shared, &token).await;
    assert_eq!(wire.ask("b EXAMINE INBOX").await, "b BAD User is authenticated but not connected.");
    assert!(pop3(&counter, &shared, &token).await.1.starts_with("-ERR"));
    let (mut wire, _) = smtp(&counter, &mailbox, &token).await;
    assert!(submit(&mut wire, &shared, "as@client.example").await.starts_with("550 5.7.60"));
    assert!(smtp(&counter, &mailbox.to_uppercase(), &token).await.1 == ENTERED);
    let administrator = counter.desk.office().account(AccountKind::Administrator).unwrap().address;
    let theirs = counter.access_of(AccountKind::Administrator, "smtp").await;
    assert!(smtp(&counter, &administrator, &theirs).await.1.starts_with("535"), "who has no mailbox has none here");
    counter.desk.office().advance(SignedDuration::from_secs(3600));
    assert!(smtp(&counter, &mailbox, &token).await.1.starts_with("535"));
}

/// RFC 6749 section 4.1.2: somebody else has the code.
#[tokio::test]
async fn a_code_that_is_used_twice_closes_what_it_opened() {
    let counter = Counter::open().await;
    let (mailbox, code) = (counter.desk.mailbox(), counter.code("smtp").await);
    let tokens = counter.token(&counter.exchange(&code)).await.1;
    let (token, other) = (tokens["access_token"].as_str().unwrap(), counter.access("smtp").await);
    assert_eq!(smtp(&counter, &mailbox, token).await.1, ENTERED);
    assert_eq!(counter.token(&counter.exchange(&code)).await.0, 400);
    assert!(smtp(&counter, &mailbox, token).await.1.starts_with("535"));
    assert_eq!(smtp(&counter, &mailbox, &other).await.1, ENTERED, "another sign-in's goes on working");
}

#[tokio::test]
async fn what_exchange_switches_off_is_not_off_for_it() {
    let counter = Counter::open().await;
    let (mailbox, token) = (counter.desk.mailbox(), counter.access("smtp imap pop").await);
    let theirs = [wire::SMTP, wire::IMAP, wire::POP];
    let [by_smtp, by_imap, by_pop] = [
        wire::token(&counter.desk, theirs[0]).await,
        wire::token(&counter.desk, theirs[1]).await,
        wire::token(&counter.desk, theirs[2]).await,
    ];
    assert_eq!(smtp(&counter, &mailbox, &by_smtp).await.1, ENTERED, "Microsoft's own works");
    assert_eq!(pop3(&counter, &mailbox, &by_pop).await.1, IN_POP);
    assert!(opened(&mut imap(&counter, &mailbox, &by_imap).await.0).await.starts_with("b OK "));
    set_apps(&counter.desk, |apps| (apps.smtp, apps.imap, apps.pop) = (Some(false), false, false));
    for fault in [Fault::SmtpOffForMailbox, Fault::SmtpSwitchDelay, Fault::ImapOff, Fault::PopOff] {
        counter.desk.running.arm(fault);
    }
    assert_eq!(smtp(&counter, &mailbox, &token).await.1, ENTERED);
    assert!(opened(&mut imap(&counter, &mailbox, &token).await.0).await.starts_with("b OK "));
    assert_eq!(pop3(&counter, &mailbox, &token).await.1, IN_POP);
    assert_eq!(counter.desk.office().happened(), [], "the faults of the switches wait for Microsoft's");
    assert!(smtp(&counter, &mailbox, &by_smtp).await.1.starts_with("535 5.7.139"));
    assert!(opened(&mut imap(&counter, &mailbox, &by_imap).await.0).await.starts_with("b BAD "));
    assert!(pop3(&counter, &mailbox, &by_pop).await.1.starts_with("-ERR"));
}

#[tokio::test]
async fn it_does_not_open_graph_and_a_code_of_one_is_nothing_to_the_other() {
    let counter = Counter::open().await;
    let token = counter.access("openid smtp imap pop").await;
    let refused = counter.desk.send_mail(&token, "graph@client.example").await.unwrap();
    assert_eq!(refused.status(), 401);
    assert_eq!(counter.desk.arrived("graph@client.example").await.len(), 0);
    let theirs = counter.desk.tokens_for("openid User.Read").await;
    let graph = format!("{}/me", counter.desk.running.addresses().graph());
    let me = counter.desk.http.get(&graph).bearer_auth(theirs["access_token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(me.status(), 200, "Microsoft's tokens go on working");
    assert_eq!(counter.desk.http.get(&graph).bearer_auth(&token).send().await.unwrap().status(), 401);
    let (own, code) =
        (counter.code("smtp").await, counter.desk.code_for(&counter.desk.request_with("scope", wire::SMTP)).await);
    assert_eq!(counter.token(&counter.exchange(&code)).await.1["error"], "invalid_grant");
    assert_eq!(counter.desk.redeem(&own).await.1["error"], "invalid_grant");
}
