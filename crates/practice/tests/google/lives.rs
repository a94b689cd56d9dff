//! What ends a refresh token (protocol facts 5.8), and what tokens say about themselves.

use crate::counter::{Counter, REDIRECT, SCOPES, SEND};
use jiff::SignedDuration;
use sendoff_practice::GoogleAccountKind;
use sendoff_practice::robot::Robot;
use serde_json::{Value, json};
use url::Url;

async fn lives(counter: &Counter, token: &str) -> bool {
    let (status, answer) = counter.token(&counter.refresh(token)).await;
    if status != 200 {
        assert_eq!(
            answer,
            json!({"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        );
    }
    status == 200
}

#[tokio::test]
async fn six_months_without_use_end_it_and_use_keeps_it() {
    let counter = Counter::open().await;
    let (used, unused) = (counter.lasting(SCOPES).await, counter.lasting(SCOPES).await);
    counter.office().advance(SignedDuration::from_hours(100 * 24));
    assert!(lives(&counter, &used).await);
    counter.office().advance(SignedDuration::from_hours(100 * 24));
    assert!(lives(&counter, &used).await && !lives(&counter, &unused).await);
}

#[tokio::test]
async fn another_password_ends_what_is_for_gmail() {
    let counter = Counter::open().await;
    let (mail, name) = (counter.lasting(SCOPES).await, counter.lasting("openid email").await);
    counter.office().change_google_password(GoogleAccountKind::Mailbox);
    assert!(!lives(&counter, &mail).await && lives(&counter, &name).await);
    let again = counter.lasting(SCOPES).await;
    assert!(lives(&counter, &again).await, "a new sign-in mends it");
}

#[tokio::test]
async fn the_hundred_and_first_pushes_the_oldest_out_and_says_nothing() {
    let counter = Counter::web(&[REDIRECT]).await;
    let first = counter.lasting(SCOPES).await;
    let second = counter.lasting(SCOPES).await;
    for _ in 0..98 {
        counter.lasting("openid").await;
    }
    assert!(lives(&counter, &first).await);
    let last = counter.lasting(SCOPES).await;
    assert!(!lives(&counter, &first).await && lives(&counter, &second).await && lives(&counter, &last).await);
}

#[tokio::test]
async fn revoking_takes_everything_of_the_app_back() {
    let counter = Counter::open().await;
    let (one, other) = (counter.lasting(SCOPES).await, counter.tokens(SCOPES).await);
    let access = other["access_token"].as_str().unwrap();
    let revoke = async |token: &str| {
        let address = format!("{}/revoke", counter.running.addresses().secure());
        let response = counter.http.post(address).form(&[("token", token)]).send().await.unwrap();
        (response.status().as_u16(), response.json::<Value>().await.unwrap())
    };
    assert_eq!(revoke(access).await, (200, json!({})));
    assert!(!lives(&counter, &one).await);
    let gone = json!({"error": "invalid_token", "error_description": "Token expired or revoked"});
    assert_eq!(revoke(access).await, (400, gone));
    let (status, _) = counter.send(access, "me", &counter.mime("a@x.example")).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn a_person_takes_an_app_out_of_their_connections() {
    let counter = Counter::open().await;
    let lasting = counter.lasting(SCOPES).await;
    let address =
        format!("{}/connections?authuser={}", counter.running.addresses().google_account(), counter.mailbox());
    let address = Url::parse(&address).unwrap();
    let mut robot = Robot::new().unwrap();
    let page = robot.open(address.clone()).await.unwrap();
    assert!(page.text().contains("Tours & more") && page.text().contains("Send email on your behalf"));
    let form = page.forms().remove(0);
    let button = form.buttons[0].label.clone();
    assert_eq!(button, "Delete all connections with Tours & more");
    let page = robot.submit(&form, &button).await.unwrap();
    assert!(page.text().contains("No app has access to this account."), "{}", page.text());
    assert!(!lives(&counter, &lasting).await);
    let again = counter.returned(&counter.request_with("prompt", "")).await;
    assert_eq!(again["prompt"], "consent");
}

#[tokio::test]
async fn tokens_tell_what_they_are_for() {
    let counter = Counter::open().await;
    let secure = counter.running.addresses().secure();
    let tokens = counter.tokens(SCOPES).await;
    let (access, account) = (tokens["access_token"].as_str().unwrap(), counter.account(GoogleAccountKind::Mailbox));
    let get = async |address: String, token: &str| {
        let response = counter.http.get(address).bearer_auth(token).send().await.unwrap();
        (response.status().as_u16(), response.json::<Value>().await.unwrap())
    };
    let (status, told) = get(format!("{secure}/v1/userinfo"), access).await;
    assert_eq!(status, 200);
    assert_eq!(
        told,
        json!({"sub": account.id, "email": account.address, "email_verified": true, "hd": account.domain})
    );
    let (_, told) = get(format!("{secure}/tokeninfo?access_token={access}"), "").await;
    assert_eq!((&told["aud"], &told["sub"]), (&json!(counter.client.client_id), &json!(account.id)));
    assert_eq!((&told["scope"], &told["access_type"]), (&tokens["scope"], &json!("offline")));
    assert!(told["expires_in"].as_str().unwrap().parse::<u32>().unwrap() <= 3_599);
    assert_eq!(get(format!("{secure}/tokeninfo?access_token=x"), "").await.0, 400);
    assert_eq!(get(format!("{secure}/v1/userinfo"), "ya29.never").await.0, 401);
    let sending = counter.access(SEND).await;
    assert_eq!(get(format!("{secure}/v1/userinfo"), &sending).await.0, 401, "it says nothing about a person");
    counter.office().advance(SignedDuration::from_hours(1));
    assert_eq!(get(format!("{secure}/v1/userinfo"), access).await.0, 401);
}

#[tokio::test]
async fn scopes_that_were_given_before_can_be_taken_along() {
    let counter = Counter::open().await;
    counter.tokens(SCOPES).await;
    let mut request = counter.request_with("scope", "openid profile");
    let alone = counter.returned(&request).await;
    assert!(!alone["scope"].contains(SEND));
    request.push(("include_granted_scopes", "true".to_owned()));
    assert!(counter.returned(&request).await["scope"].contains(SEND));
}
