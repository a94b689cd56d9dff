//! Everything the provider refuses, in the standards' words.

use crate::common::VERIFIER;
use crate::counter::{Counter, End, ISSUER, PLACE, REDIRECT, SCOPES, changed};
use jiff::SignedDuration;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::{Decision, RobotError};
use serde_json::Value;

#[tokio::test]
async fn an_unknown_client_or_redirect_stays_on_a_page() {
    let counter = Counter::open().await;
    let unknown = "The redirect address is not one of those registered for this application.";
    for (name, value, words) in [
        ("client_id", "mail-app-unknown", "There is no application with this client ID."),
        ("client_id", "", "The parameter client_id is missing."),
        ("redirect_uri", "", "The parameter redirect_uri is missing."),
        ("redirect_uri", "http://localhost:9/mail-setup/", unknown),
        ("redirect_uri", "http://127.0.0.1:9/mail-setup", unknown),
        ("redirect_uri", "https://www.tours.example/auth", unknown),
        ("redirect_uri", "https://www.tours.example:444/auth/", unknown),
        ("redirect_uri", "https://evil.example/<script>", unknown),
    ] {
        let request = counter.request_with(name, value);
        let end = counter.sign_in(&request, AccountKind::Mailbox, Decision::Accept).await;
        let End::Page(text) = end else { panic!("{name} {value}: {end:?}") };
        assert!(text.contains(words) && text.contains(value) && text.contains("login.mail.example"), "{text}");
        assert!(!text.contains("AADSTS"), "{text}");
    }
}

#[tokio::test]
async fn every_other_refusal_of_a_request_goes_back_with_the_name_of_the_provider() {
    let counter = Counter::open().await;
    for (name, value, error) in [
        ("response_type", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("scope", "", "invalid_request"),
        ("scope", "openid https://outlook.office.com/SMTP.Send", "invalid_scope"),
        ("prompt", "none", "login_required"),
    ] {
        let back = counter.returned(&counter.request_with(name, value)).await;
        let told = (back["error"].as_str(), back["iss"].as_str(), back["state"].as_str());
        assert_eq!(told, (error, ISSUER, "the state & more"), "{name} {value}");
        plain(&back["error_description"]);
    }
    let End::Returned(back) = counter.sign_in(&counter.request(), AccountKind::Mailbox, Decision::Cancel).await else {
        panic!("Cancel goes back")
    };
    assert_eq!((back["error"].as_str(), back["iss"].as_str()), ("access_denied", ISSUER));
}

/// A sentence for people, of the characters of RFC 6749 section 5.2.
#[track_caller]
fn plain(description: &str) {
    let allowed = |c: char| matches!(c, ' '..='~') && c != '"' && c != '\\';
    assert!(description.ends_with('.') && description.chars().all(allowed), "{description}");
    assert!(!description.contains("AADSTS"), "{description}");
}

#[tokio::test]
async fn who_has_no_account_there_does_not_come_in() {
    let counter = Counter::open().await;
    for who in [AccountKind::Outsider, AccountKind::Guest, AccountKind::Personal, AccountKind::Shared] {
        let account = counter.desk.office().account(who).unwrap();
        let person = sendoff_practice::robot::Person {
            address: account.address,
            password: account.password.reveal().to_owned(),
            decision: Decision::Accept,
        };
        let mut robot = sendoff_practice::robot::Robot::new().unwrap();
        let refused = robot.sign_in(counter.authorize(&counter.request()), &person).await.unwrap_err();
        let RobotError::Refused { page, words } = refused else { panic!("{refused:?}") };
        assert_eq!(
            (page.as_str(), words.as_str()),
            ("Sign in", "There is no account with this address and password here.")
        );
    }
}

#[tokio::test]
async fn a_sign_in_that_was_answered_or_forgotten_cannot_be_answered() {
    let counter = Counter::open().await;
    let account = counter.desk.office().account(AccountKind::Mailbox).unwrap();
    let typed = [("address", account.address.as_str()), ("password", account.password.reveal())];
    let open = async || {
        let address = counter.authorize(&counter.request());
        counter.desk.http.get(address).send().await.unwrap().text().await.unwrap()
    };
    let page = open().await;
    let wrong = [typed[0], ("password", "wrong")];
    let again = counter.desk.submit(&page, "/provider-signin", &wrong).await.unwrap();
    assert!(again.contains("role=\"alert\""), "{again}");
    let unsigned = counter.desk.post_page(&page, "/provider-signin", &[]).await.text().await.unwrap();
    assert!(unsigned.contains("name=\"password\""), "nobody has signed in");
    let consent = counter.desk.submit(&page, "/provider-signin", &typed).await.unwrap();
    let declined = counter.desk.post_page(&consent, "/provider-signin/consent", &[]).await;
    assert!(declined.headers()["location"].to_str().unwrap().contains("error=access_denied"));
    let over = counter.desk.post_page(&consent, "/provider-signin/consent", &[("decision", "accept")]).await;
    assert!(over.text().await.unwrap().contains("no longer open"));
    let page = open().await;
    counter.desk.office().advance(SignedDuration::from_hours(1));
    assert!(counter.desk.submit(&page, "/provider-signin", &typed).await.unwrap().contains("no longer open"));
}

#[track_caller]
fn refused(answer: &(u16, Value), status: u16, error: &str) {
    assert_eq!((answer.0, answer.1["error"].as_str()), (status, Some(error)), "{:?}", answer.1["error_description"]);
    let names: Vec<_> = answer.1.as_object().unwrap().keys().collect();
    assert_eq!(names, ["error", "error_description"]);
    plain(answer.1["error_description"].as_str().unwrap());
}

/// How a client proves its secret: by the exchange of a code that cannot exist.
#[tokio::test]
async fn a_wrong_secret_is_told_apart_from_a_wrong_code() {
    let counter = Counter::open().await;
    let form = counter.exchange("a-code-that-cannot-exist");
    refused(&counter.token(&form).await, 400, "invalid_grant");
    let short = changed(changed(form.clone(), "redirect_uri", ""), "code_verifier", "");
    refused(&counter.token(&short).await, 400, "invalid_grant");
    for (name, value) in [
        ("client_secret", "wrong"),
        ("client_secret", ""),
        ("client_id", "mail-app-unknown"),
        ("client_id", ""),
        ("client_id", &counter.desk.app.to_string()),
    ] {
        refused(&counter.token(&changed(form.clone(), name, value)).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn a_request_that_is_not_whole_is_refused() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let form = counter.exchange(&code);
    for (name, value, error) in [
        ("grant_type", "", "invalid_request"),
        ("grant_type", "client_credentials", "unsupported_grant_type"),
        ("grant_type", "password", "unsupported_grant_type"),
        ("code", "", "invalid_request"),
        ("redirect_uri", "", "invalid_request"),
        ("redirect_uri", "http://localhost:10/mail-setup", "invalid_grant"),
        ("code_verifier", "", "invalid_grant"),
        ("code_verifier", "another-verifier-that-is-as-long-as-it-has-to-be", "invalid_grant"),
    ] {
        refused(&counter.token(&changed(form.clone(), name, value)).await, 400, error);
    }
    let (id, secret) = (&counter.application.client_id, &counter.application.client_secret);
    let unproved = changed(form.clone(), "client_secret", "");
    let another = changed(unproved, "client_id", "mail-app-unknown");
    for (form, status, error) in [(&form, 400, "invalid_request"), (&another, 401, "invalid_client")] {
        let twice = counter.desk.http.post(counter.secure(&format!("{PLACE}/token"))).basic_auth(id, Some(secret));
        let twice = twice.form(form).send().await.unwrap();
        refused(&(twice.status().as_u16(), twice.json().await.unwrap()), status, error);
    }
    assert_eq!(counter.token(&form).await.0, 200, "none of it used the code up");
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_for_its_client_at_its_name() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let other = counter.desk.office().register_at_provider("Other", &[REDIRECT]).unwrap();
    let stolen = changed(counter.exchange(&code), "client_id", &other.client_id);
    let stolen = changed(stolen, "client_secret", other.secret.reveal());
    refused(&counter.token(&stolen).await, 400, "invalid_grant");
    for elsewhere in ["login.mail.example", "login.other.example/realm"] {
        let address = counter.secure(&format!("{elsewhere}/token"));
        let answer = counter.desk.http.post(address).form(&counter.exchange(&code)).send().await.unwrap();
        refused(&(answer.status().as_u16(), answer.json().await.unwrap()), 400, "invalid_grant");
    }
    let (status, tokens) = counter.token(&counter.exchange(&code)).await;
    assert_eq!(status, 200);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(counter.token(&counter.refresh(refresh)).await.0, 200);
    refused(&counter.token(&counter.exchange(&code)).await, 400, "invalid_grant");
    refused(&counter.token(&counter.refresh(refresh)).await, 400, "invalid_grant");
    let late = counter.code(SCOPES).await;
    counter.desk.office().advance(SignedDuration::from_mins(10));
    refused(&counter.token(&counter.exchange(&late)).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_refresh_token_is_good_for_its_client_at_its_name_and_for_no_more() {
    let counter = Counter::open().await;
    let tokens = counter.tokens("openid offline_access smtp").await;
    let token = tokens["refresh_token"].as_str().unwrap();
    let mut wide = counter.refresh(token);
    wide.push(("scope", "smtp imap"));
    refused(&counter.token(&wide).await, 400, "invalid_scope");
    refused(&counter.token(&changed(counter.refresh(token), "refresh_token", "")).await, 400, "invalid_request");
    refused(&counter.token(&counter.refresh("made-up")).await, 400, "invalid_grant");
    refused(&counter.token(&changed(counter.refresh(token), "client_secret", VERIFIER)).await, 401, "invalid_client");
    let other = counter.desk.office().register_at_provider("Other", &[REDIRECT]).unwrap();
    let stolen = changed(counter.refresh(token), "client_id", &other.client_id);
    let stolen = changed(stolen, "client_secret", other.secret.reveal());
    refused(&counter.token(&stolen).await, 400, "invalid_grant");
    let address = counter.secure("login.mail.example/token");
    let answer = counter.desk.http.post(address).form(&counter.refresh(token)).send().await.unwrap();
    refused(&(answer.status().as_u16(), answer.json().await.unwrap()), 400, "invalid_grant");
    assert_eq!(counter.token(&counter.refresh(token)).await.0, 200);
}
