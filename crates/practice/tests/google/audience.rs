//! Who may sign in, what they are warned of, and how long it lasts.

use crate::counter::{Audience, Counter, MAIL, SCOPES, SEND};
use jiff::SignedDuration;
use sendoff_practice::robot::{Decision, Robot};
use sendoff_practice::{GoogleAccountKind, OfficeSettings};

const ALL: [GoogleAccountKind; 5] = [
    GoogleAccountKind::Mailbox,
    GoogleAccountKind::Colleague,
    GoogleAccountKind::Administrator,
    GoogleAccountKind::Private,
    GoogleAccountKind::Stranger,
];

async fn counter(audience: Audience) -> Counter {
    Counter::with(audience, OfficeSettings::default()).await
}

/// The words of the page after the sign-in page.
async fn page_after_sign_in(counter: &Counter, scopes: &str) -> String {
    let request = counter.authorize(&counter.request_with("scope", scopes));
    let page = counter.http.get(request).send().await.unwrap().text().await.unwrap();
    let mut fields = crate::common::hidden_fields(&page, "/google/signin").unwrap();
    let account = counter.account(GoogleAccountKind::Mailbox);
    fields.push(("address".to_owned(), account.address.clone()));
    fields.push(("password".to_owned(), account.password.reveal().to_owned()));
    let address = format!("{}/google/signin", counter.running.addresses().pages());
    counter.http.post(address).form(&fields).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn an_internal_app_takes_the_people_of_the_organisation_and_warns_nobody() {
    let counter = counter(Audience::Internal).await;
    for who in ALL {
        let end = counter.sign_in(&counter.request(), who, Decision::Accept).await;
        if matches!(who, GoogleAccountKind::Private | GoogleAccountKind::Stranger) {
            let text = end.page();
            assert!(text.contains("Error 403: org_internal"), "{text}");
            assert!(text.contains("can only be used within its organization"), "{text}");
            assert!(text.contains(&counter.account(who).address), "{text}");
        } else {
            assert!(end.returned().contains_key("code"), "{who:?}");
        }
    }
    let page = page_after_sign_in(&counter, SCOPES).await;
    assert!(page.contains("wants access to your Google Account") && !page.contains("verified"), "{page}");
}

#[tokio::test]
async fn an_app_in_testing_takes_its_test_users_alone() {
    let counter = counter(Audience::Testing).await;
    for who in ALL {
        let end = counter.sign_in(&counter.request(), who, Decision::Accept).await;
        if who == GoogleAccountKind::Mailbox {
            assert!(end.returned().contains_key("code"));
        } else {
            let text = end.page();
            assert!(text.contains("Error 403: access_denied"), "{text}");
            assert!(text.contains("has not completed the Google verification process"), "{text}");
        }
    }
    let stranger = counter.account(GoogleAccountKind::Stranger);
    let audience = counter.console("/auth/audience");
    Robot::new().unwrap().google_test_user(audience.clone(), &stranger.address).await.unwrap();
    let end = counter.sign_in(&counter.request(), GoogleAccountKind::Stranger, Decision::Accept).await;
    assert_eq!(end.returned()["hd"], stranger.domain.unwrap());
    let unknown = Robot::new().unwrap().google_test_user(audience, "nobody@gmail.example").await;
    assert!(unknown.unwrap_err().to_string().contains("is not an email address of a Google Account"));
}

#[tokio::test]
async fn a_published_app_takes_everybody_past_a_warning() {
    let counter = counter(Audience::Published).await;
    for who in ALL {
        let back = counter.sign_in(&counter.request(), who, Decision::Accept).await.returned();
        assert_eq!(back.contains_key("hd"), who != GoogleAccountKind::Private, "{who:?}");
    }
    let page = page_after_sign_in(&counter, SCOPES).await;
    assert!(page.contains("Google hasn\u{2019}t verified this app"), "{page}");
    assert!(page.contains("<summary>Advanced</summary>") && page.contains("Go to Tours &amp; more (unsafe)"), "{page}");
    let harmless = page_after_sign_in(&counter, "openid email").await;
    assert!(harmless.contains("wants access to your Google Account"), "{harmless}");
}

#[tokio::test]
async fn in_testing_the_warning_is_another_and_everything_ends_after_seven_days() {
    let counter = counter(Audience::Testing).await;
    let page = page_after_sign_in(&counter, SCOPES).await;
    assert!(page.contains("currently being tested") && !page.contains("Advanced"), "{page}");
    let tokens = counter.tokens(SCOPES).await;
    let left = tokens["refresh_token_expires_in"].as_i64().unwrap();
    assert!((604_700..=604_800).contains(&left), "{left}");
    let lasting = tokens["refresh_token"].as_str().unwrap();
    counter.office().advance(SignedDuration::from_hours(7 * 24 - 1));
    assert_eq!(counter.token(&counter.refresh(lasting)).await.0, 200);
    counter.office().advance(SignedDuration::from_hours(1));
    let (status, refused) = counter.token(&counter.refresh(lasting)).await;
    assert_eq!((status, refused["error"].as_str()), (400, Some("invalid_grant")));
    assert_eq!(refused["error_description"], "Token has been expired or revoked.");
    let again = counter.returned(&counter.request_with("prompt", "")).await;
    assert_eq!(again["prompt"], "consent", "consent has ended as well");
}

#[tokio::test]
async fn what_was_granted_in_testing_keeps_its_limit_after_publishing() {
    let counter = counter(Audience::Testing).await;
    let old = counter.lasting(SCOPES).await;
    Robot::new().unwrap().google_publish(counter.console("/auth/audience")).await.unwrap();
    let silent = counter.returned(&counter.request_with("prompt", "")).await;
    let (_, unasked) = counter.token(&counter.exchange(&silent["code"])).await;
    assert!(unasked["refresh_token_expires_in"].is_i64(), "without new consent the old limit stays");
    let new = counter.tokens(SCOPES).await;
    assert!(new.get("refresh_token_expires_in").is_none());
    counter.office().advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(counter.token(&counter.refresh(&old)).await.1["error"], "invalid_grant");
    assert_eq!(counter.token(&counter.refresh(new["refresh_token"].as_str().unwrap())).await.0, 200);
}

#[tokio::test]
async fn a_mere_sign_in_does_not_end_in_testing() {
    let counter = counter(Audience::Testing).await;
    let tokens = counter.tokens("openid email profile").await;
    assert!(tokens.get("refresh_token_expires_in").is_none());
    counter.office().advance(SignedDuration::from_hours(30 * 24));
    assert_eq!(counter.token(&counter.refresh(tokens["refresh_token"].as_str().unwrap())).await.0, 200);
}

#[tokio::test]
async fn a_scope_that_is_not_listed_is_refused_on_the_page() {
    let counter = counter(Audience::Published).await;
    let unlisted = "https://www.googleapis.com/auth/gmail.modify";
    let request = counter.request_with("scope", unlisted);
    let text = counter.sign_in(&request, GoogleAccountKind::Mailbox, Decision::Accept).await.page();
    assert!(text.contains("Error 400: invalid_scope") && text.contains("not listed under Data Access"), "{text}");
    Robot::new().unwrap().google_permissions(counter.console("/auth/scopes"), &[unlisted]).await.unwrap();
    assert_eq!(counter.returned(&counter.request_with("scope", unlisted)).await["scope"], unlisted);
    let listed = format!("{SEND} {MAIL} https://www.googleapis.com/auth/gmail.labels");
    assert!(counter.returned(&counter.request_with("scope", &listed)).await.contains_key("code"));
}
