//! Submission: the way a well-made client goes, and what happens to one that is not.

use crate::common::Desk;
use crate::wire::{IMAP, SMTP, Wire, bearer, ready, token};
use sendoff_practice::Delegation;
use sendoff_practice::directory::{AccountKind, EmailApps};

/// Up to the greeting after STARTTLS.
pub(crate) async fn greeted(desk: &Desk) -> Wire {
    let mut wire = Wire::clear(desk.running.addresses().smtp()).await;
    assert!(wire.hear().await.starts_with("220 "));
    assert!(wire.ask_smtp("EHLO client.example").await.iter().any(|line| line == "250-STARTTLS"));
    assert!(wire.ask("STARTTLS").await.starts_with("220 2.0.0"));
    let mut wire = wire.start_tls(desk).await;
    let said = wire.ask_smtp("EHLO client.example").await;
    assert!(
        said.iter().any(|line| line == "250-AUTH LOGIN XOAUTH2") && !said.iter().any(|line| line.contains("STARTTLS"))
    );
    wire
}

/// What the sign-in gets, behind its challenge if there is one.
pub(crate) async fn sign_in(wire: &mut Wire, user: &str, token: &str) -> String {
    let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(user, token))).await;
    if said.starts_with("334") { wire.ask("").await } else { said }
}

pub(crate) async fn signed_in(desk: &Desk) -> Wire {
    let mut wire = greeted(desk).await;
    let token = token(desk, SMTP).await;
    assert_eq!(sign_in(&mut wire, &desk.mailbox(), &token).await, "235 2.7.0 Authentication successful");
    wire
}

/// A message with this Message-ID; what comes of the first line that is refused, or of the dot.
pub(crate) async fn submit(wire: &mut Wire, sender: &str, from: &str, to: &str, message_id: &str) -> String {
    for line in [format!("MAIL FROM:<{sender}>"), format!("RCPT TO:<{to}>")] {
        let said = wire.ask(&line).await;
        if !said.starts_with("250") {
            return said;
        }
    }
    assert!(wire.ask("DATA").await.starts_with("354"));
    let text = format!(
        "From: {from}\r\nTo: {to}\r\nSubject: By SMTP\r\nMessage-ID: <{message_id}>\r\n\r\n..stuffed\r\nend\r\n."
    );
    wire.ask(&text).await
}

#[tokio::test]
async fn a_message_arrives_as_it_was_sent_and_in_the_right_folders() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    let mut wire = signed_in(&desk).await;
    let said = submit(&mut wire, &mailbox, &mailbox, &mailbox, "one@client.example").await;
    assert!(said.starts_with("250 2.0.0 OK <one@client.example>"), "{said}");
    let [message] = desk.arrived("one@client.example").await.try_into().unwrap();
    assert_eq!(message["subject"], "By SMTP");
    assert_eq!(message["sent_by"], mailbox);
    assert!(message["raw"].as_str().unwrap().ends_with("\r\n\r\n.stuffed\r\nend\r\n"), "{message}");
    assert!(wire.ask("QUIT").await.starts_with("221"));
    assert!(wire.is_closed().await);
}

#[tokio::test]
async fn the_string_may_come_after_a_prompt_and_can_be_taken_back() {
    let desk = ready().await;
    let mut wire = greeted(&desk).await;
    assert_eq!(wire.ask("AUTH XOAUTH2").await, "334 ");
    assert!(wire.ask("*").await.starts_with("501 5.7.0"));
    assert_eq!(wire.ask("auth xoauth2").await, "334 ");
    let token = token(&desk, SMTP).await;
    assert!(wire.ask(&bearer(&desk.mailbox(), &token)).await.starts_with("235"));
    assert!(wire.ask("AUTH XOAUTH2").await.starts_with("503"), "signing in twice");
}

#[tokio::test]
async fn a_wrong_token_is_told_so_in_a_challenge_and_then_refused() {
    let desk = ready().await;
    let graph = desk.tokens_for("openid offline_access User.Read").await["access_token"].as_str().unwrap().to_owned();
    let imap = token(&desk, IMAP).await;
    for wrong in ["eyJunknown", &graph, &imap] {
        let mut wire = greeted(&desk).await;
        let said = wire.ask(&format!("AUTH XOAUTH2 {}", bearer(&desk.mailbox(), wrong))).await;
        let reason =
            base64::Engine::decode(&base64::engine::general_purpose::STANDARD, said.strip_prefix("334 ").unwrap());
        let reason: serde_json::Value = serde_json::from_slice(&reason.unwrap()).unwrap();
        assert_eq!((reason["status"].as_str(), reason["scope"].as_str()), (Some("401"), Some(SMTP)));
        assert!(wire.ask("").await.starts_with("535 5.7.3 Authentication unsuccessful ["), "{wrong}");
    }
    let mut wire = greeted(&desk).await;
    let right = token(&desk, SMTP).await;
    let colleague = desk.office().account(AccountKind::Colleague).unwrap().address;
    for user in [colleague.as_str(), "nobody@nowhere.example"] {
        assert!(sign_in(&mut wire, user, &right).await.starts_with("535 5.7.3"), "{user}");
    }
    desk.office().advance(jiff::SignedDuration::from_hours(2));
    assert!(sign_in(&mut wire, &desk.mailbox(), &right).await.starts_with("535 5.7.3"), "expired");
}

#[tokio::test]
async fn nothing_goes_before_tls_and_nothing_before_signing_in() {
    let desk = ready().await;
    let mut wire = Wire::clear(desk.running.addresses().smtp()).await;
    wire.hear().await;
    assert!(wire.ask("MAIL FROM:<a@x.example>").await.starts_with("503 5.5.2"));
    wire.ask_smtp("EHLO client.example").await;
    assert!(wire.ask("MAIL FROM:<a@x.example>").await.starts_with("451 5.7.3 STARTTLS is required"));
    assert!(wire.ask("AUTH XOAUTH2").await.starts_with("504 5.7.4"));
    let mut wire = greeted(&desk).await;
    assert!(wire.ask("MAIL FROM:<a@x.example>").await.starts_with("530 5.7.57 Client not authenticated to send mail."));
    assert!(wire.ask("RCPT TO:<a@x.example>").await.starts_with("503"));
    assert!(wire.ask("DATA").await.starts_with("503"));
    assert!(wire.ask("NONSENSE").await.starts_with("500"));
    assert_eq!(wire.ask("AUTH LOGIN").await, "334 VXNlcm5hbWU6");
    assert_eq!(wire.ask("b2ZmaWNl").await, "334 UGFzc3dvcmQ6");
    assert!(
        wire.ask("c2VjcmV0")
            .await
            .starts_with("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.")
    );
}

#[tokio::test]
async fn what_is_injected_ahead_of_tls_ends_the_connection() {
    let desk = ready().await;
    let mut wire = Wire::clear(desk.running.addresses().smtp()).await;
    wire.hear().await;
    wire.ask_smtp("EHLO client.example").await;
    assert!(wire.ask("STARTTLS\r\nMAIL FROM:<a@x.example>").await.starts_with("220"));
    assert!(wire.is_closed().await);
}

#[tokio::test]
async fn a_bare_line_feed_is_no_line() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    let mut wire = signed_in(&desk).await;
    wire.ask(&format!("MAIL FROM:<{mailbox}>")).await;
    wire.ask(&format!("RCPT TO:<{mailbox}>")).await;
    wire.ask("DATA").await;
    let smuggled = "Subject: x\r\nMessage-ID: <smuggled@x.example>\r\n\r\nbody\n.\r\nMAIL FROM:<evil@x.example>";
    assert!(wire.ask(smuggled).await.starts_with("500 5.5.2"));
    assert!(wire.is_closed().await);
    assert!(desk.office().messages().is_empty());
}

#[tokio::test]
async fn the_from_address_is_the_mailboxs_own_or_one_it_may_send_as() {
    let desk = ready().await;
    let (mailbox, shared) = (desk.mailbox(), desk.office().account(AccountKind::Shared).unwrap().address);
    let mut wire = signed_in(&desk).await;
    for (sender, from) in [(&mailbox, &shared), (&shared, &mailbox), (&shared, &shared)] {
        let said = submit(&mut wire, sender, from, &mailbox, "not@client.example").await;
        assert!(said.starts_with("550 5.7.60 SMTP; Client does not have permissions to send as this sender"), "{said}");
    }
    desk.office().delegate(&shared, Delegation::SendAs, &mailbox).unwrap();
    assert!(submit(&mut wire, &shared, &shared, &mailbox, "as@client.example").await.starts_with("250"));
    let [message] = desk.arrived("as@client.example").await.try_into().unwrap();
    assert_eq!(message["from"], shared.as_str());
    assert!(desk.arrived("not@client.example").await.is_empty());
    let token = token(&desk, SMTP).await;
    let mut wire = greeted(&desk).await;
    assert!(sign_in(&mut wire, &shared, &token).await.starts_with("535 5.7.139"), "its own switch counts");
    desk.office().set_email_apps(&shared, EmailApps { smtp: Some(true), ..EmailApps::default() }).unwrap();
    assert!(sign_in(&mut wire, &shared, &token).await.starts_with("235"), "the delegate under the shared name");
}

#[tokio::test]
async fn a_fourth_connection_of_one_mailbox_is_one_too_many() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    let mut three = Vec::new();
    for _ in 0..3 {
        three.push(signed_in(&desk).await);
    }
    let mut fourth = signed_in(&desk).await;
    let said = submit(&mut fourth, &mailbox, &mailbox, &mailbox, "four@client.example").await;
    assert!(said.starts_with("432 4.3.2 Concurrent connections limit exceeded."), "{said}");
    let mut first = three.remove(0);
    first.ask("QUIT").await;
    assert!(first.is_closed().await);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(5);
    loop {
        let said = submit(&mut fourth, &mailbox, &mailbox, &mailbox, "four@client.example").await;
        if said.starts_with("250") {
            break;
        }
        assert!(std::time::Instant::now() < until, "{said}");
    }
}

#[tokio::test]
async fn a_message_that_is_too_large_or_none_at_all_is_not_taken() {
    let desk = ready().await;
    let mailbox = desk.mailbox();
    let mut wire = signed_in(&desk).await;
    for (text, expected) in
        [("no head here", "550 5.6.0"), (&format!("A: b\r\n{}", "x: y\r\n".repeat(800_000)), "552 5.3.4")]
    {
        wire.ask(&format!("MAIL FROM:<{mailbox}>")).await;
        wire.ask(&format!("RCPT TO:<{mailbox}>")).await;
        wire.ask("DATA").await;
        assert!(wire.ask(&format!("{text}\r\n.")).await.starts_with(expected), "{expected}");
    }
    assert!(desk.office().messages().is_empty());
}

#[tokio::test]
async fn submission_under_tls_from_the_start_is_the_same() {
    let desk = ready().await;
    let mut wire = Wire::secure(&desk, desk.running.addresses().smtps(), "localhost").await;
    assert!(wire.hear().await.starts_with("220"));
    assert!(!wire.ask_smtp("EHLO client.example").await.iter().any(|line| line.contains("STARTTLS")));
    let token = token(&desk, SMTP).await;
    assert!(sign_in(&mut wire, &desk.mailbox(), &token).await.starts_with("235"));
}
