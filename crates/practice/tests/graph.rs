//! Graph: who am I, and send this; and the inbox in which it arrives.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{Desk, SCOPES};
use jiff::SignedDuration;
use reqwest::Response;
use sendoff_practice::directory::{AccountKind, Permission, PermissionKind, Resource};
use serde_json::{Value, json};

async fn access(desk: &Desk) -> String {
    desk.tokens().await["access_token"].as_str().unwrap().to_owned()
}

/// The status and code of a refusal, whose shape is checked on the way.
async fn refusal(response: reqwest::Result<Response>) -> (u16, String) {
    let response = response.unwrap();
    let status = response.status().as_u16();
    let request_id = response.headers()["request-id"].to_str().unwrap().to_owned();
    let body: Value = response.json().await.unwrap();
    let error = &body["error"];
    assert_eq!(error["innerError"]["request-id"], request_id, "{body}");
    assert!(!error["message"].as_str().unwrap().is_empty() && error["innerError"]["date"].is_string(), "{body}");
    (status, error["code"].as_str().unwrap().to_owned())
}

fn code(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn me_tells_who_signed_in() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let get = |query: &str| {
        desk.http.get(format!("{}/me{query}", desk.running.addresses().graph())).bearer_auth(&token).send()
    };
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    let me: Value = get("").await.unwrap().json().await.unwrap();
    assert_eq!((&me["userPrincipalName"], &me["mail"]), (&json!(mailbox.address), &json!(mailbox.address)));
    let some: Value = get("?$select=id,mail").await.unwrap().json().await.unwrap();
    let names: Vec<_> = some.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["@odata.context", "id", "mail"]);
    assert_eq!(some["id"], mailbox.id.to_string());
    assert_eq!(refusal(get("?$select=shoeSize").await).await, code(400, "BadRequest"));
    let other = desk.http.get(format!("{}/organization", desk.running.addresses().graph())).bearer_auth(&token).send();
    assert_eq!(refusal(other.await).await, code(400, "BadRequest"));
}

#[tokio::test]
async fn a_mime_message_arrives_and_is_fetched_by_its_message_id() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let response = desk.send_mail(&token, "first@test.example").await.unwrap();
    assert_eq!((response.status().as_u16(), response.content_length()), (202, Some(0)));
    desk.send_mail(&token, "second@test.example").await.unwrap();
    for asked in ["first@test.example", "<first@test.example>"] {
        let found = desk.arrived(asked).await;
        assert_eq!(found.len(), 1, "{asked}");
        assert_eq!(found[0]["from"], desk.mailbox());
        assert_eq!(found[0]["to"], json!([desk.mailbox()]));
        assert_eq!(found[0]["subject"], "Prüfung");
        assert_eq!(found[0]["message_id"], "<first@test.example>");
        assert!(found[0]["raw"].as_str().unwrap().ends_with("\r\n\r\nHello\r\n"));
    }
    assert!(desk.arrived("third@test.example").await.is_empty());
    assert_eq!(desk.office().messages().len(), 2);
    let page = desk.http.get(desk.running.addresses().inbox()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Prüfung") && page.contains("href=\"/inbox/2\""), "{page}");
    let one =
        desk.http.get(format!("{}/2", desk.running.addresses().inbox())).send().await.unwrap().text().await.unwrap();
    assert!(one.contains("&lt;second@test.example&gt;"), "{one}");
    assert_eq!(desk.http.get(format!("{}/9", desk.running.addresses().inbox())).send().await.unwrap().status(), 404);
}

fn message(desk: &Desk, from: Option<&str>) -> Value {
    let mut message = json!({
        "subject": "Grüße\r\nBcc: evil@evil.example", "body": {"contentType": "Text", "content": "Hello"},
        "toRecipients": [{"emailAddress": {"address": desk.mailbox()}}],
        "internetMessageHeaders": [{"name": "x-sendoff-test", "value": "42"}],
    });
    if let Some(from) = from {
        message["from"] = json!({"emailAddress": {"address": from}});
    }
    json!({"message": message, "saveToSentItems": true})
}

#[tokio::test]
async fn a_json_message_arrives_too() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let sent = desk.send_raw(&token, "me", "application/json", message(&desk, None).to_string()).await.unwrap();
    assert_eq!(sent.status(), 202);
    let arrived = desk.office().messages().remove(0);
    assert_eq!((arrived.from, arrived.to), (desk.mailbox(), vec![desk.mailbox()]));
    assert_eq!(arrived.subject, "Grüße  Bcc: evil@evil.example");
    assert!(arrived.raw.contains("x-sendoff-test: 42\r\n") && arrived.raw.contains(&STANDARD.encode("Hello")));
    assert_eq!(desk.arrived(&arrived.message_id).await.len(), 1);
    let mut header = message(&desk, None);
    header["message"]["internetMessageHeaders"][0]["name"] = "Sender".into();
    for bad in [header.to_string(), "{}".to_owned(), "<html>".to_owned()] {
        assert_eq!(refusal(desk.send_raw(&token, "me", "application/json", bad).await).await, code(400, "BadRequest"));
    }
}

#[tokio::test]
async fn a_bad_message_is_refused_by_name() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let send = async |kind: &str, body: String| refusal(desk.send_raw(&token, "me", kind, body).await).await;
    assert_eq!(send("text/plain", "%%%".into()).await, code(400, "ErrorMimeContentInvalidBase64String"));
    assert_eq!(send("text/plain", STANDARD.encode("no head here")).await, code(400, "ErrorMimeContentInvalid"));
    let nobody = format!("From: {}\r\nSubject: x\r\n\r\nx", desk.mailbox());
    assert_eq!(send("text/plain", STANDARD.encode(nobody)).await, code(400, "ErrorInvalidRecipients"));
    assert_eq!(send("text/html", "x".into()).await, code(415, "BadRequest"));
    let huge = "a".repeat(4 * 1024 * 1024 + 4);
    assert_eq!(send("text/plain", huge).await, code(413, "ErrorMessageSizeExceeded"));
    assert!(desk.office().messages().is_empty());
}

#[tokio::test]
async fn a_token_is_checked_for_being_there_for_age_and_for_rights() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let me = format!("{}/me", desk.running.addresses().graph());
    let unauthorized = code(401, "InvalidAuthenticationToken");
    let response = desk.http.get(&me).send().await;
    assert!(response.as_ref().unwrap().headers().contains_key("www-authenticate"));
    assert_eq!(refusal(response).await, unauthorized);
    assert_eq!(refusal(desk.http.get(&me).bearer_auth("eyJmade.up").send().await).await, unauthorized);
    let narrow = desk.tokens_for("openid profile Mail.Send").await["access_token"].as_str().unwrap().to_owned();
    assert_eq!(
        refusal(desk.http.get(&me).bearer_auth(&narrow).send().await).await,
        code(403, "Authorization_RequestDenied")
    );
    let reader = desk.tokens_for("User.Read").await["access_token"].as_str().unwrap().to_owned();
    assert_eq!(refusal(desk.send_mail(&reader, "x@y").await).await, code(403, "ErrorAccessDenied"));
    desk.office().advance(SignedDuration::from_secs(3599));
    assert_eq!(refusal(desk.http.get(&me).bearer_auth(&token).send().await).await, unauthorized);
}

#[tokio::test]
async fn sending_as_another_needs_exchange_to_allow_it() {
    let desk = Desk::open().await;
    let token = access(&desk).await;
    let colleague = desk.office().account(AccountKind::Colleague).unwrap().address;
    let as_colleague = message(&desk, Some(&colleague)).to_string();
    let denied = desk.send_raw(&token, "me", "application/json", as_colleague.clone()).await;
    assert_eq!(refusal(denied).await, code(403, "ErrorSendAsDenied"));
    let users = format!("users/{colleague}");
    assert_eq!(
        refusal(desk.send_raw(&token, &users, "application/json", as_colleague.clone()).await).await,
        code(403, "ErrorAccessDenied")
    );
    desk.office().allow_send_as(AccountKind::Mailbox, &colleague);
    for who in ["me", &users] {
        assert_eq!(
            desk.send_raw(&token, who, "application/json", as_colleague.clone()).await.unwrap().status(),
            202,
            "{who}"
        );
    }
    let nobody = desk.send_raw(&token, "users/nobody@nowhere.example", "application/json", as_colleague).await;
    assert_eq!(refusal(nobody).await, code(404, "ErrorInvalidUser"));
}

#[tokio::test]
async fn an_administrator_without_a_mailbox_cannot_send() {
    let desk = Desk::open().await;
    let back =
        desk.sign_in(&desk.request_with("scope", SCOPES), AccountKind::Administrator, common::Decision::Accept).await;
    let (_, tokens) = desk.redeem(&back.returned()["code"]).await;
    let sent = desk.send_mail(tokens["access_token"].as_str().unwrap(), "x@y").await;
    assert_eq!(refusal(sent).await, code(404, "MailboxNotEnabledForRESTAPI"));
}

#[tokio::test]
async fn the_application_alone_sends_only_with_its_own_permission() {
    let desk = Desk::open().await;
    let app_token = async || desk.app_token(&desk.secret).await.1["access_token"].as_str().unwrap().to_owned();
    let token = app_token().await;
    assert_eq!(refusal(desk.send_mail(&token, "x@y").await).await, code(400, "BadRequest"));
    let users = format!("users/{}", desk.mailbox());
    let body = message(&desk, None).to_string();
    assert_eq!(
        refusal(desk.send_raw(&token, &users, "application/json", body.clone()).await).await,
        code(403, "ErrorAccessDenied")
    );
    let own = Permission::find(Resource::Graph, PermissionKind::Application, "Mail.Send").unwrap().id;
    desk.office().add_permission(desk.app, own).unwrap();
    desk.office().grant_admin_consent(desk.app).unwrap();
    let by_id = format!("users/{}", desk.office().account(AccountKind::Mailbox).unwrap().id);
    for who in [users, by_id] {
        assert_eq!(
            desk.send_raw(&app_token().await, &who, "application/json", body.clone()).await.unwrap().status(),
            202
        );
    }
}
