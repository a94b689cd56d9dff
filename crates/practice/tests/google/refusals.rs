//! What Google refuses: on its own pages, and at the token endpoint, in this order.

use crate::counter::{Counter, READ, REDIRECT, SCOPES, changed};
use jiff::SignedDuration;
use sendoff_practice::GoogleAccountKind;
use sendoff_practice::robot::Robot;
use serde_json::Value;

#[track_caller]
fn is(answer: &(u16, Value), status: u16, error: &str, description: &str) {
    assert_eq!((answer.0, answer.1["error"].as_str()), (status, Some(error)), "{}", answer.1);
    assert_eq!(answer.1["error_description"], description);
    assert_eq!(answer.1.as_object().unwrap().len(), 2, "{}", answer.1);
}

#[tokio::test]
async fn a_request_that_does_not_fit_stays_on_a_page() {
    let counter = Counter::open().await;
    let another = counter.client.client_id.replacen(|c: char| c.is_ascii_digit(), "x", 1);
    let cases = [
        ("client_id", "", 400, "invalid_request", "Required parameter is missing: client_id"),
        ("client_id", another.as_str(), 401, "invalid_client", "The OAuth client was not found."),
        ("redirect_uri", "", 400, "invalid_request", "Required parameter is missing: redirect_uri"),
        ("redirect_uri", "https://tours.example/", 400, "redirect_uri_mismatch", "redirect_uri=https://tours.example/"),
        ("redirect_uri", "http://localhost.evil.example/", 400, "redirect_uri_mismatch", "redirect_uri="),
        ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob", 400, "redirect_uri_mismatch", "redirect_uri="),
        ("response_type", "", 400, "invalid_request", "Required parameter is missing: response_type"),
        ("response_type", "token", 400, "unsupported_response_type", "response_type=token"),
        ("scope", "", 400, "invalid_request", "Required parameter is missing: scope"),
        ("scope", "openid gmail.send", 400, "invalid_scope", "invalid=["),
        ("response_mode", "web_message", 400, "invalid_request", "Invalid response_mode"),
        ("code_challenge", "short", 400, "invalid_request", "Invalid code_challenge"),
        ("code_challenge_method", "S512", 400, "invalid_request", "Invalid code_challenge_method: S512"),
    ];
    for (name, value, status, error, words) in cases {
        let answer = counter.http.get(counter.authorize(&counter.request_with(name, value))).send().await.unwrap();
        assert_eq!(answer.status(), status, "{name}={value}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("Error {status}: {error}")), "{name}={value}: {page}");
        assert!(page.contains(words) && page.contains("PRACTICE"), "{name}={value}: {page}");
    }
}

#[tokio::test]
async fn a_browser_within_another_program_is_refused() {
    let counter = Counter::open().await;
    let agent = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36";
    let request = counter.http.get(counter.authorize(&counter.request())).header("user-agent", agent);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains("Error 403: disallowed_useragent"));
}

#[tokio::test]
async fn words_of_a_request_are_shown_and_not_run() {
    let counter = Counter::open().await;
    let evil = "https://tours.example/<script>alert(1)</script>";
    let page = counter.http.get(counter.authorize(&counter.request_with("redirect_uri", evil))).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn a_web_application_returns_to_its_addresses_to_the_letter() {
    let counter = Counter::web(&[REDIRECT, "http://localhost:8080/auth"]).await;
    assert!(counter.returned(&counter.request()).await.contains_key("code"));
    for other in
        ["http://127.0.0.1:10", "http://127.0.0.1:9/", "http://localhost:8080/auth/", "http://localhost:8080/Auth"]
    {
        let answer = counter.http.get(counter.authorize(&counter.request_with("redirect_uri", other))).send().await;
        assert_eq!(answer.unwrap().status(), 400, "{other}");
    }
}

/// The check of ID and secret without anybody there (protocol facts 5.5).
#[tokio::test]
async fn a_code_that_cannot_exist_tells_whether_id_and_secret_belong_together() {
    let counter = Counter::open().await;
    let probe = changed(counter.exchange("4/0bogus"), "redirect_uri", "http://127.0.0.1:8080");
    is(&counter.token(&probe).await, 400, "invalid_grant", "Malformed auth code.");
    let wrong = changed(probe.clone(), "client_secret", "GOCSPX-0123456789012345678901234567");
    is(&counter.token(&wrong).await, 401, "invalid_client", "Unauthorized");
    let unknown = changed(probe.clone(), "client_id", "1-a.apps.googleusercontent.com");
    is(&counter.token(&unknown).await, 401, "invalid_client", "The OAuth client was not found.");
    let bare = changed(probe.clone(), "client_secret", "");
    is(&counter.token(&bare).await, 400, "invalid_request", "client_secret is missing.");
    let nameless = changed(probe.clone(), "client_id", "");
    is(&counter.token(&nameless).await, 400, "invalid_request", "Could not determine client ID from request.");
    let other = changed(probe, "grant_type", "password");
    is(&counter.token(&other).await, 400, "unsupported_grant_type", "Invalid grant_type: password");
}

#[tokio::test]
async fn a_code_is_redeemed_once_by_whoever_asked_for_it_and_in_time() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let other = changed(counter.exchange(&code), "redirect_uri", "http://127.0.0.1:10");
    is(&counter.token(&other).await, 400, "invalid_grant", "Bad Request");
    let wrong = changed(counter.exchange(&code), "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK");
    is(&counter.token(&wrong).await, 400, "invalid_grant", "Invalid code verifier.");
    let none = changed(counter.exchange(&code), "code_verifier", "");
    is(&counter.token(&none).await, 400, "invalid_grant", "Missing code verifier.");
    let (status, tokens) = counter.token(&counter.exchange(&code)).await;
    assert_eq!(status, 200, "what was refused did not use it up");
    is(&counter.token(&counter.exchange(&code)).await, 400, "invalid_grant", "Bad Request");
    let lasting = tokens["refresh_token"].as_str().unwrap();
    let dead = "Token has been expired or revoked.";
    is(&counter.token(&counter.refresh(lasting)).await, 400, "invalid_grant", dead);
    let late = counter.code(SCOPES).await;
    counter.office().advance(SignedDuration::from_mins(10));
    is(&counter.token(&counter.exchange(&late)).await, 400, "invalid_grant", "Bad Request");
}

#[tokio::test]
async fn codes_and_tokens_are_good_for_their_own_client_alone() {
    let counter = Counter::open().await;
    let (code, lasting) = (counter.code(SCOPES).await, counter.lasting(SCOPES).await);
    let create = counter.console("/auth/clients/create");
    let other = Robot::new().unwrap().google_client(create, true, "Another", &[]).await.unwrap();
    let as_other = |form| changed(changed(form, "client_id", &other.client_id), "client_secret", &other.client_secret);
    is(&counter.token(&as_other(counter.exchange(&code))).await, 400, "invalid_grant", "Bad Request");
    is(&counter.token(&as_other(counter.refresh(&lasting))).await, 401, "unauthorized_client", "Unauthorized");
    is(&counter.token(&counter.refresh("1//0never")).await, 400, "invalid_grant", "Token has been expired or revoked.");
    is(&counter.token(&counter.refresh("never")).await, 400, "invalid_grant", "Bad Request");
}

#[tokio::test]
async fn a_wrong_password_goes_nowhere() {
    let counter = Counter::open().await;
    let mut person = counter.person(GoogleAccountKind::Mailbox, sendoff_practice::robot::Decision::Accept);
    person.password.push('x');
    let refused = Robot::new().unwrap().sign_in(counter.authorize(&counter.request()), &person).await.unwrap_err();
    assert!(refused.to_string().contains("Wrong password"), "{refused}");
    person.address = "nobody@gmail.example".to_owned();
    let refused = Robot::new().unwrap().sign_in(counter.authorize(&counter.request()), &person).await.unwrap_err();
    assert!(refused.to_string().contains("find your Google Account"), "{refused}");
}

/// Consent cannot be sent before anybody has signed in, and a warning cannot be skipped by it.
#[tokio::test]
async fn pages_of_a_sign_in_cannot_be_skipped() {
    let counter = Counter::open().await;
    let page = counter.http.get(counter.authorize(&counter.request_with("scope", READ))).send().await.unwrap();
    let fields = crate::common::hidden_fields(&page.text().await.unwrap(), "/google/signin").unwrap();
    for (step, decision) in [("consent", "continue"), ("warning", "continue"), ("warning", "back")] {
        let mut sent = fields.clone();
        sent.push(("decision".to_owned(), decision.to_owned()));
        sent.push(("scope".to_owned(), READ.to_owned()));
        let address = format!("{}/google/signin/{step}", counter.running.addresses().pages());
        let answer = counter.http.post(address).form(&sent).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{step}");
        assert!(answer.text().await.unwrap().contains("This sign-in is over"), "{step}");
    }
}
