//! Gmail's mail servers: who may come in, in which words they are turned away, and that messages arrive.

use crate::counter::{Counter, MAIL, SEND};
use crate::wire::{Wire, bearer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sendoff_practice::GoogleAccountKind;
use sendoff_practice::robot::Robot;
use serde_json::{Value, json};
use url::Url;

/// A page of the mailbox's account.
pub(crate) fn page(counter: &Counter, path: &str) -> Url {
    Url::parse(&format!("{}{path}", counter.running.addresses().google_account())).unwrap()
}

/// A new app password, as its page shows it.
pub(crate) async fn app_password(counter: &Counter) -> String {
    let mut robot = Robot::new().unwrap();
    robot.google_two_step(page(counter, "/signinoptions/two-step-verification")).await.unwrap();
    robot.google_app_password(page(counter, "/apppasswords"), "Tours").await.unwrap()
}

/// Submission up to the second EHLO.
pub(crate) async fn submission(counter: &Counter) -> Wire {
    let mut wire = Wire::clear(counter.running.addresses().google_smtp()).await;
    assert!(wire.hear().await.starts_with("220 SENDOFF-PRACTICE.gmail.com ESMTP "));
    let said = wire.ask_smtp("EHLO client.example").await;
    assert!(said.iter().any(|line| line.contains("STARTTLS")) && !said.iter().any(|line| line.contains("AUTH")));
    assert!(wire.ask("STARTTLS").await.starts_with("220 2.0.0 Ready to start TLS"));
    let mut wire = wire.start_tls_with(&counter.running, "smtp.gmail.com").await;
    let said = wire.ask_smtp("EHLO client.example").await;
    assert!(said.iter().any(|line| line.ends_with("AUTH LOGIN PLAIN XOAUTH2 OAUTHBEARER")), "{said:?}");
    wire
}

pub(crate) fn plain(user: &str, password: &str) -> String {
    STANDARD.encode(format!("\0{user}\0{password}"))
}

fn oauthbearer(user: &str, token: &str) -> String {
    STANDARD.encode(format!("n,a={user},\u{1}host=smtp.gmail.com\u{1}port=587\u{1}auth=Bearer {token}\u{1}\u{1}"))
}

pub(crate) async fn imap(counter: &Counter) -> Wire {
    let at = counter.running.addresses().google_imap();
    let mut wire = Wire::secure_with(&counter.running, at, "imap.gmail.com").await;
    assert!(wire.hear().await.starts_with("* OK Gimap ready for requests from 127.0.0.1 "));
    wire
}

pub(crate) async fn pop3(counter: &Counter) -> Wire {
    let at = counter.running.addresses().google_pop3();
    let mut wire = Wire::secure_with(&counter.running, at, "pop.gmail.com").await;
    assert!(wire.hear().await.starts_with("+OK Gpop ready for requests from 127.0.0.1 "));
    wire
}

/// Submits a message; the reply to its end, or to the first line that is refused.
pub(crate) async fn submit(wire: &mut Wire, from: &str, to: &str, mime: &str) -> Vec<String> {
    for line in [format!("MAIL FROM:<{from}>"), format!("RCPT TO:<{to}>"), "DATA".to_owned()] {
        let said = wire.ask_smtp(&line).await;
        if !said[0].starts_with(['2', '3']) {
            return said;
        }
    }
    for line in mime.lines() {
        wire.say(line).await;
    }
    wire.ask_smtp(".").await
}

/// The reason of a challenge.
#[track_caller]
fn reason(challenge: &str) -> Value {
    serde_json::from_slice(&STANDARD.decode(challenge).unwrap()).unwrap()
}

const CREDENTIALS: [&str; 2] =
    ["535-5.7.8 Username and Password not accepted.", "535 5.7.8  https://support.google.com/"];

#[track_caller]
fn is_refused(said: &[String], starts: [&str; 2]) {
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with(starts[0]) && said[1].starts_with(starts[1]), "{said:?}");
    assert!(said[1].ends_with(" - gsmtp"), "{said:?}");
}

#[tokio::test]
async fn every_mechanism_opens_submission_for_a_token_of_the_mailbox() {
    let counter = Counter::open().await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    for auth in [
        format!("AUTH XOAUTH2 {}", bearer(&mailbox, &token)),
        format!("AUTH OAUTHBEARER {}", oauthbearer(&mailbox, &token)),
    ] {
        let mut wire = submission(&counter).await;
        assert!(wire.ask(&auth).await.starts_with("235 2.7.0 Accepted "));
        let said = submit(&mut wire, &mailbox, &mailbox, &counter.mime("smtp@x.example")).await;
        assert!(said[0].starts_with("250 2.0.0 OK ") && said[0].ends_with(" - gsmtp"), "{said:?}");
        assert!(wire.ask("QUIT").await.starts_with("221 2.0.0 closing connection"));
    }
    let mut wire = submission(&counter).await;
    assert_eq!(wire.ask("AUTH XOAUTH2").await, "334 ");
    assert!(wire.ask(&bearer(&mailbox, &token)).await.starts_with("235 2.7.0"));
    let arrived = counter.office().messages();
    assert_eq!((arrived.len(), arrived[0].sent_by.as_str()), (2, mailbox.as_str()));
}

#[tokio::test]
async fn submission_under_tls_from_the_start_is_the_same() {
    let counter = Counter::open().await;
    let at = counter.office().resolve("smtp.gmail.com", 465).unwrap();
    assert_eq!(at, counter.running.addresses().google_smtps());
    let mut wire = Wire::secure_with(&counter.running, at, "smtp.gmail.com").await;
    wire.hear().await;
    wire.ask_smtp("EHLO client.example").await;
    let auth = format!("AUTH XOAUTH2 {}", bearer(&counter.mailbox(), &counter.access(MAIL).await));
    assert!(wire.ask(&auth).await.starts_with("235 "));
}

#[tokio::test]
async fn names_of_google_are_found_here() {
    let counter = Counter::open().await;
    let addresses = counter.running.addresses();
    assert_eq!(addresses.resolve("SMTP.gmail.com", 587), Some(addresses.google_smtp()));
    assert_eq!(addresses.resolve("imap.gmail.com", 993), Some(addresses.google_imap()));
    assert_eq!(addresses.resolve("pop.gmail.com", 995), Some(addresses.google_pop3()));
    assert_eq!(addresses.resolve("imap.gmail.com", 587), None);
}

/// Only `https://mail.google.com/`, of this very mailbox (protocol facts 5.6).
#[tokio::test]
async fn a_token_that_does_not_open_the_mailbox_is_challenged_and_then_refused() {
    let counter = Counter::open().await;
    let (mail, send) = (counter.access(MAIL).await, counter.access(SEND).await);
    let (own, colleague) = (counter.mailbox(), counter.account(GoogleAccountKind::Colleague).address);
    for (user, token) in [(&own, &send), (&colleague, &mail), (&own, &"ya29.never".to_owned())] {
        let mut wire = submission(&counter).await;
        let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(user, token))).await;
        let told = reason(said.strip_prefix("334 ").unwrap());
        assert_eq!(told, json!({"status": "400", "schemes": "Bearer", "scope": MAIL}));
        is_refused(&wire.ask_smtp("").await, CREDENTIALS);
        assert!(
            wire.ask_smtp(&format!("MAIL FROM:<{own}>")).await[0].starts_with("530-5.7.0 Authentication Required.")
        );
    }
}

#[tokio::test]
async fn an_app_password_opens_what_the_password_of_the_account_does_not() {
    let counter = Counter::open().await;
    let account = counter.account(GoogleAccountKind::Mailbox);
    let (user, own) = (account.address.as_str(), account.password.reveal());
    let auth = async |password: &str| {
        let mut wire = submission(&counter).await;
        wire.ask_smtp(&format!("AUTH PLAIN {}", plain(user, password))).await
    };
    is_refused(&auth(own).await, CREDENTIALS);
    let shown = app_password(&counter).await;
    assert!(shown.len() == 19 && shown.split(' ').all(|group| group.len() == 4), "four groups of four");
    assert!(auth(&shown).await[0].starts_with("235 2.7.0 Accepted"));
    assert!(auth(&shown.replace(' ', "")).await[0].starts_with("235 2.7.0 Accepted"));
    is_refused(&auth(own).await, ["534-5.7.9 Application-specific password required.", "534 5.7.9  https://"]);
    is_refused(&auth("abcdefghijklmnop").await, CREDENTIALS);
    let mut wire = submission(&counter).await;
    assert_eq!(wire.ask("AUTH LOGIN").await, "334 VXNlcm5hbWU6");
    assert_eq!(wire.ask(&STANDARD.encode(user)).await, "334 UGFzc3dvcmQ6");
    assert!(wire.ask(&STANDARD.encode(&shown)).await.starts_with("235 "));
    counter.office().change_google_password(GoogleAccountKind::Mailbox);
    is_refused(&auth(&shown).await, CREDENTIALS);
}

#[tokio::test]
async fn app_passwords_need_two_steps_and_end_with_them() {
    let counter = Counter::open().await;
    let mut robot = Robot::new().unwrap();
    let shown = robot.open(page(&counter, "/apppasswords")).await.unwrap();
    assert!(shown.text().contains("The setting you are looking for is not available for your account."));
    let value = app_password(&counter).await;
    let again = robot.open(page(&counter, "/apppasswords")).await.unwrap();
    assert!(again.text().contains("Tours") && !again.html().contains(&value), "it is shown once");
    let two_step = robot.open(page(&counter, "/signinoptions/two-step-verification")).await.unwrap();
    robot.submit(&two_step.forms()[0], "Turn off").await.unwrap();
    assert!(counter.account(GoogleAccountKind::Mailbox).app_passwords.is_empty());
    let private = counter.account(GoogleAccountKind::Private).address;
    let theirs = page(&counter, &format!("/signinoptions/two-step-verification?authuser={private}"));
    robot.google_two_step(theirs).await.unwrap();
    assert!(counter.account(GoogleAccountKind::Private).two_step);
    assert!(!counter.account(GoogleAccountKind::Mailbox).two_step);
}

#[tokio::test]
async fn from_is_rewritten_and_what_is_no_message_is_refused() {
    let counter = Counter::open().await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    let mut wire = submission(&counter).await;
    wire.ask(&format!("AUTH XOAUTH2 {}", bearer(&mailbox, &token))).await;
    let mime = "From: boss@tours.example\r\nTo: a@b.example\r\nSubject: A test\r\n\r\nHello";
    assert!(submit(&mut wire, "boss@tours.example", "a@b.example", mime).await[0].starts_with("250 2.0.0 OK"));
    assert_eq!(counter.office().messages()[0].from, mailbox);
    let said = submit(&mut wire, &mailbox, "a@b.example", "no head").await;
    assert!(said[0].starts_with("554 5.6.0 Mail message is malformed. Not accepted. "), "{said:?}");
    assert!(wire.ask("AUTH CRAM-MD5").await.starts_with("503 5.5.1"));
    let mut fresh = submission(&counter).await;
    assert!(fresh.ask("AUTH CRAM-MD5").await.starts_with("504 5.7.4 Unrecognized Authentication Type"));
    assert!(fresh.ask("AUTH XOAUTH2 !").await.starts_with("501 5.5.2 Cannot Decode response"));
}

#[tokio::test]
async fn before_tls_there_is_no_mail() {
    let counter = Counter::open().await;
    let mut wire = Wire::clear(counter.running.addresses().google_smtp()).await;
    wire.hear().await;
    wire.ask_smtp("EHLO client.example").await;
    for line in ["MAIL FROM:<a@x.example>".to_owned(), format!("AUTH PLAIN {}", plain("a", "b"))] {
        assert!(wire.ask(&line).await.starts_with("530 5.7.0 Must issue a STARTTLS command first."), "{line}");
    }
}

#[tokio::test]
async fn imap_opens_by_token_and_by_app_password() {
    let counter = Counter::open().await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    counter.send(&token, "me", &counter.mime("imap@x.example")).await;
    let password = app_password(&counter).await;
    for line in [
        format!("a AUTHENTICATE XOAUTH2 {}", bearer(&mailbox, &token)),
        format!("a AUTHENTICATE OAUTHBEARER {}", oauthbearer(&mailbox, &token)),
        format!("a AUTHENTICATE PLAIN {}", plain(&mailbox, &password)),
        format!("a LOGIN {mailbox} \"{password}\""),
    ] {
        let mut wire = imap(&counter).await;
        wire.say(&line).await;
        let said = wire.hear_until(|line| line.starts_with("a ")).await;
        assert_eq!(said[1], format!("a OK {mailbox} authenticated (Success)"));
        wire.say("b EXAMINE \"[Gmail]/Sent Mail\"").await;
        let said = wire.hear_until(|line| line.starts_with("b ")).await;
        assert_eq!((said[0].as_str(), said.last().unwrap().split(' ').nth(1)), ("* 1 EXISTS", Some("OK")));
        wire.say("c SEARCH HEADER Message-ID imap@x.example").await;
        assert_eq!(wire.hear_until(|line| line.starts_with("c ")).await[0], "* SEARCH 1");
    }
}

#[tokio::test]
async fn imap_refuses_in_gmails_words() {
    let counter = Counter::open().await;
    let (send, mailbox) = (counter.access(SEND).await, counter.mailbox());
    let own = counter.account(GoogleAccountKind::Mailbox).password.reveal().to_owned();
    let mut wire = imap(&counter).await;
    let said = wire.ask(&format!("a AUTHENTICATE XOAUTH2 {}", bearer(&mailbox, &send))).await;
    assert_eq!(reason(said.strip_prefix("+ ").unwrap())["scope"], MAIL);
    let invalid = "[AUTHENTICATIONFAILED] Invalid credentials (Failure)";
    assert_eq!(wire.ask("").await, format!("a NO {invalid}"));
    assert_eq!(wire.ask(&format!("b LOGIN {mailbox} {own}")).await, format!("b NO {invalid}"));
    app_password(&counter).await;
    let said = wire.ask(&format!("c LOGIN {mailbox} {own}")).await;
    assert!(said.starts_with("c NO [ALERT] Application-specific password required: "), "{said}");
    assert_eq!(wire.ask("d AUTHENTICATE XOAUTH2").await, "+ ");
    assert_eq!(wire.ask("*").await, "d BAD AUTHENTICATE cancelled");
    assert!(wire.ask("e SELECT INBOX").await.starts_with("e BAD"));
}

#[tokio::test]
async fn pop3_opens_where_it_is_on() {
    let counter = Counter::open().await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    counter.send(&token, "me", &counter.mime("pop@x.example")).await;
    let password = app_password(&counter).await;
    let mut wire = pop3(&counter).await;
    assert_eq!(wire.ask(&format!("AUTH XOAUTH2 {}", bearer(&mailbox, &token))).await, "+OK Welcome.");
    assert!(wire.ask("STAT").await.starts_with("+OK 1 "));
    let mut wire = pop3(&counter).await;
    assert_eq!(wire.ask(&format!("USER {mailbox}")).await, "+OK send PASS");
    assert_eq!(wire.ask(&format!("PASS {password}")).await, "+OK Welcome.");
    let mut robot = Robot::new().unwrap();
    let settings = page(&counter, "/gmail/forwarding-and-pop");
    let shown = robot.open(settings.clone()).await.unwrap();
    robot.submit(&shown.forms()[0], "Disable POP").await.unwrap();
    let mut wire = pop3(&counter).await;
    wire.ask(&format!("USER {mailbox}")).await;
    let said = wire.ask(&format!("PASS {password}")).await;
    assert!(said.starts_with("-ERR [SYS/PERM] Your account is not enabled for POP access."), "{said}");
    robot.google_pop(settings).await.unwrap();
    let mut wire = pop3(&counter).await;
    assert_eq!(wire.ask("AUTH XOAUTH2").await, "+ ");
    assert_eq!(wire.ask(&bearer(&mailbox, &token)).await, "+OK Welcome.");
}

#[tokio::test]
async fn pop3_refuses_in_gmails_words() {
    let counter = Counter::open().await;
    let (send, mailbox) = (counter.access(SEND).await, counter.mailbox());
    let mut wire = pop3(&counter).await;
    let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(&mailbox, &send))).await;
    assert_eq!(reason(said.strip_prefix("+ ").unwrap())["status"], "400");
    assert_eq!(wire.ask("").await, "-ERR [AUTH] Username and password not accepted.");
    wire.ask(&format!("USER {mailbox}")).await;
    assert_eq!(wire.ask("PASS wrong").await, "-ERR [AUTH] Username and password not accepted.");
    assert_eq!(wire.ask("STAT").await, "-ERR bad command");
}

/// What is Microsoft's opens nothing here, and what is Google's nothing there.
#[tokio::test]
async fn the_houses_know_nothing_of_each_other() {
    let counter = Counter::open().await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    let at = counter.running.addresses().imap();
    let mut wire = Wire::secure_with(&counter.running, at, "outlook.office365.com").await;
    assert!(wire.hear().await.contains("Microsoft Exchange"));
    let said = wire.ask(&format!("a AUTHENTICATE XOAUTH2 {}", bearer(&mailbox, &token))).await;
    assert_eq!(said, "a NO AUTHENTICATE failed.");
}
