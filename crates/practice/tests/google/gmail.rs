//! The Gmail API: sending, looking, and what it refuses.

use crate::counter::{Counter, MAIL, READ, SCOPES, SEND};
use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use sendoff_practice::GoogleAccountKind;
use sendoff_practice::robot::Robot;
use serde_json::{Value, json};

const METADATA: &str = "https://www.googleapis.com/auth/gmail.metadata";

#[track_caller]
fn refused(answer: &(u16, Value), status: u16, reason: &str) {
    let error = &answer.1["error"];
    assert_eq!((answer.0, error["errors"][0]["reason"].as_str()), (status, Some(reason)), "{error}");
    assert_eq!(error["code"], status);
    assert!(error["message"].is_string() && error["status"].is_string(), "{error}");
}

#[tokio::test]
async fn a_message_is_sent_and_arrives() {
    let counter = Counter::open().await;
    let token = counter.access(SCOPES).await;
    let (status, sent) = counter.send(&token, "me", &counter.mime("one@x.example")).await;
    assert_eq!(status, 200, "{sent}");
    assert_eq!((&sent["threadId"], &sent["labelIds"]), (&sent["id"], &json!(["SENT"])));
    let id = sent["id"].as_str().unwrap();
    assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let own = counter.mailbox();
    let unpadded = json!({"raw": URL_SAFE_NO_PAD.encode(counter.mime("two@x.example"))});
    assert_eq!(counter.send_json(&token, &own, &unpadded).await.0, 200);
    let arrived = counter.office().messages();
    let ids: Vec<_> = arrived.iter().map(|message| message.message_id.as_str()).collect();
    assert_eq!(ids, ["<one@x.example>", "<two@x.example>"]);
    assert_eq!((&arrived[0].sent_by, &arrived[0].from), (&own, &own));
}

#[tokio::test]
async fn from_is_rewritten_to_the_account() {
    let counter = Counter::open().await;
    let token = counter.access(SEND).await;
    let mime =
        "Subject: A test\r\nfrom: \"Boss\"\r\n <boss@tours.example>\r\nTo: a@b.example\r\n\r\nFrom: the body\r\n";
    assert_eq!(counter.send(&token, "me", mime).await.0, 200);
    let arrived = counter.office().messages().remove(0);
    assert_eq!(arrived.from, counter.mailbox());
    assert!(arrived.raw.contains("X-Google-Original-From: \"Boss\"\r\n <boss@tours.example>\r\n"), "{}", arrived.raw);
    assert!(arrived.raw.ends_with("\r\n\r\nFrom: the body\r\n"), "{}", arrived.raw);
    assert_eq!(arrived.raw.matches("\r\nfrom:").count(), 0);
}

#[tokio::test]
async fn a_mailbox_is_looked_into_with_a_scope_that_reads() {
    let counter = Counter::open().await;
    let token = counter.access(&format!("{SEND} {READ}")).await;
    let id = counter.send(&token, "me", &counter.mime("seen@x.example")).await.1["id"].as_str().unwrap().to_owned();
    counter.send(&token, "me", &counter.mime("other@x.example")).await;
    let (_, profile) = counter.gmail(&token, "me/profile").await;
    assert_eq!((&profile["emailAddress"], &profile["messagesTotal"]), (&json!(counter.mailbox()), &json!(2)));
    let (_, all) = counter.gmail(&token, "me/messages").await;
    assert_eq!(all["messages"].as_array().unwrap().len(), 2);
    let (_, found) = counter.gmail(&token, "me/messages?q=rfc822msgid:seen@x.example%20in:inbox").await;
    assert_eq!(found["messages"], json!([{"id": id, "threadId": id}]));
    let (_, none) = counter.gmail(&token, "me/messages?q=rfc822msgid:never@x.example").await;
    assert_eq!(none, json!({"resultSizeEstimate": 0}));
    let (_, one) = counter.gmail(&token, &format!("me/messages/{id}?format=metadata")).await;
    let header = |name: &str| {
        let headers = one["payload"]["headers"].as_array().unwrap();
        headers.iter().find(|header| header["name"] == name).unwrap()["value"].clone()
    };
    assert_eq!((header("Subject"), header("Message-ID")), (json!("A test"), json!("<seen@x.example>")));
    assert_eq!(one["labelIds"], json!(["SENT", "UNREAD", "INBOX"]));
    let (_, raw) = counter.gmail(&token, &format!("me/messages/{id}?format=raw")).await;
    let text = URL_SAFE.decode(raw["raw"].as_str().unwrap()).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), counter.mime("seen@x.example"));
    refused(&counter.gmail(&token, "me/messages/1900000000000fff").await, 404, "notFound");
}

#[tokio::test]
async fn a_scope_is_good_for_what_google_says() {
    let counter = Counter::open().await;
    let mime = counter.mime("a@x.example");
    let (send, read, mail) = (counter.access(SEND).await, counter.access(READ).await, counter.access(MAIL).await);
    for (token, sends, reads) in [(&send, true, false), (&read, false, true), (&mail, true, true)] {
        let sent = counter.send(token, "me", &mime).await;
        let looked = counter.gmail(token, "me/profile").await;
        if sends {
            assert_eq!(sent.0, 200);
        } else {
            refused(&sent, 403, "insufficientPermissions");
        }
        if reads { assert_eq!(looked.0, 200) } else { refused(&looked, 403, "insufficientPermissions") }
    }
    Robot::new().unwrap().google_permissions(counter.console("/auth/scopes"), &[METADATA]).await.unwrap();
    let heads = counter.access(METADATA).await;
    assert_eq!(counter.gmail(&heads, "me/messages").await.0, 200);
    refused(&counter.gmail(&heads, "me/messages?q=in:sent").await, 403, "forbidden");
}

#[tokio::test]
async fn the_api_answers_where_it_is_enabled() {
    let counter = Counter::open().await;
    let token = counter.access(SEND).await;
    let library = counter.console("/apis/library/gmail.googleapis.com");
    let mut robot = Robot::new().unwrap();
    let page = robot.open(library.clone()).await.unwrap();
    robot.submit(&page.forms().remove(0), "Disable API").await.unwrap();
    let answer = counter.send(&token, "me", &counter.mime("a@x.example")).await;
    refused(&answer, 403, "accessNotConfigured");
    let error = &answer.1["error"];
    let number = &counter.office().google_projects()[0].number;
    assert!(error["message"].as_str().unwrap().contains(&format!("has not been used in project {number} before")));
    assert_eq!(
        (&error["status"], &error["details"][0]["reason"]),
        (&json!("PERMISSION_DENIED"), &json!("SERVICE_DISABLED"))
    );
    assert!(counter.office().messages().is_empty());
    robot.google_enable(library).await.unwrap();
    assert_eq!(counter.send(&token, "me", &counter.mime("a@x.example")).await.0, 200);
}

#[tokio::test]
async fn tokens_that_do_not_count_are_refused() {
    let counter = Counter::open().await;
    let token = counter.access(SEND).await;
    let mime = counter.mime("a@x.example");
    refused(&counter.send("ya29.never", "me", &mime).await, 401, "authError");
    let address = format!("{}/users/me/profile", counter.running.addresses().gmail());
    let bare = counter.http.get(address).send().await.unwrap();
    assert!(bare.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
    refused(&(bare.status().as_u16(), bare.json().await.unwrap()), 401, "required");
    let colleague = counter.account(GoogleAccountKind::Colleague).address;
    refused(&counter.send(&token, &colleague, &mime).await, 403, "delegationDenied");
    counter.office().advance(SignedDuration::from_hours(1));
    refused(&counter.send(&token, "me", &mime).await, 401, "authError");
}

#[tokio::test]
async fn what_is_no_message_is_refused() {
    let counter = Counter::open().await;
    let token = counter.access(SEND).await;
    refused(&counter.send_json(&token, "me", &json!({})).await, 400, "invalidArgument");
    refused(&counter.send_json(&token, "me", &json!({"raw": "not base64!"})).await, 400, "badRequest");
    refused(&counter.send(&token, "me", "no head at all").await, 400, "badRequest");
    let nobody = counter.send(&token, "me", "Subject: A test\r\n\r\nHello\r\n").await;
    refused(&nobody, 400, "invalidArgument");
    assert_eq!(nobody.1["error"]["message"], "Recipient address required");
    let address = format!("{}/users/me/messages/send", counter.running.addresses().gmail());
    let text = counter.http.post(address).bearer_auth(&token).body("{").send().await.unwrap();
    refused(&(text.status().as_u16(), text.json().await.unwrap()), 400, "badRequest");
    assert!(counter.office().messages().is_empty());
}
