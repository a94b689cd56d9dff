//! The way a well-made client goes.

use crate::common::claims;
use crate::counter::{Counter, ISSUER, PLACE, REDIRECT, SCOPES, changed};
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::{Decision, Person, Robot, Saw};
use sendoff_practice::{HandedOutKind, Office, OfficeSettings};
use serde_json::{Value, json};

#[tokio::test]
async fn the_document_tells_everything_under_the_name_that_was_asked_for() {
    let counter = Counter::open().await;
    let get = async |place: &str| counter.desk.http.get(counter.secure(place)).send().await.unwrap();
    let response = get(&format!("{PLACE}/.well-known/openid-configuration")).await;
    assert_eq!(response.headers()["content-type"], "application/json");
    let document: Value = response.json().await.unwrap();
    for (name, expected) in [
        ("issuer", json!(ISSUER)),
        ("authorization_endpoint", json!(format!("{ISSUER}/authorize"))),
        ("token_endpoint", json!(format!("{ISSUER}/token"))),
        ("jwks_uri", json!(format!("{ISSUER}/keys"))),
        ("scopes_supported", json!(SCOPES.split(' ').collect::<Vec<_>>())),
        ("response_types_supported", json!(["code"])),
        ("response_modes_supported", json!(["query", "form_post"])),
        ("code_challenge_methods_supported", json!(["S256"])),
        ("token_endpoint_auth_methods_supported", json!(["client_secret_post", "client_secret_basic"])),
        ("authorization_response_iss_parameter_supported", json!(true)),
    ] {
        assert_eq!(document[name], expected, "{name}");
    }
    let bare: Value = get("mail.example/.well-known/openid-configuration").await.json().await.unwrap();
    assert_eq!(
        (bare["issuer"].as_str(), bare["token_endpoint"].as_str()),
        (Some("https://mail.example"), Some("https://mail.example/token"))
    );
    let keys: Value = get(&format!("{PLACE}/keys")).await.json().await.unwrap();
    assert_eq!(keys["keys"][0]["alg"], "ES256");
    for nothing in [
        "login.mail.example/.well-known/oauth-authorization-server/realm",
        "mail.example/.well-known/oauth-authorization-server",
        "login.mail.example/realm",
        "login.mail.example/realm/authorize",
        "a@b/.well-known/openid-configuration",
    ] {
        assert_eq!(get(nothing).await.status(), 404, "{nothing}");
    }
    assert_eq!(get(&format!("{PLACE}/token")).await.status(), 405);
}

#[tokio::test]
async fn a_sign_in_comes_back_with_a_code_and_the_code_brings_what_was_approved() {
    let counter = Counter::open().await;
    let back = counter.returned(&counter.request()).await;
    assert_eq!((back["state"].as_str(), back["iss"].as_str()), ("the state & more", ISSUER));
    let response = counter.post(&counter.exchange(&back["code"])).await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    let tokens: Value = response.json().await.unwrap();
    let names: Vec<_> = tokens.as_object().unwrap().keys().collect();
    assert_eq!(names, ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
    assert_eq!((tokens["token_type"].as_str(), tokens["expires_in"].as_i64()), (Some("Bearer"), Some(3600)));
    assert_eq!(tokens["scope"], SCOPES);
    let (claims, now) = (claims(&tokens), counter.desk.office().now().as_second());
    assert_eq!(claims["iss"], ISSUER);
    assert_eq!(claims["aud"], counter.application.client_id);
    assert_eq!(claims["nonce"], "the-nonce");
    assert_eq!(claims["email"], counter.desk.mailbox());
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    assert!((claims["iat"].as_i64().unwrap() - now).abs() < 60);
    assert!(claims["name"].is_string() && claims["sub"].is_string());
}

/// RFC 6749 section 5.1 and OpenID Connect Core 1.0 section 11: only what was asked for.
#[tokio::test]
async fn without_openid_and_offline_access_there_is_a_token_and_nothing_else() {
    let counter = Counter::open().await;
    let tokens = counter.tokens("smtp").await;
    let names: Vec<_> = tokens.as_object().unwrap().keys().collect();
    assert_eq!(names, ["access_token", "expires_in", "scope", "token_type"]);
    assert_eq!(tokens["scope"], "smtp");
    let named = counter.tokens("openid imap").await;
    assert!(named.get("refresh_token").is_none() && claims(&named).get("name").is_none());
    assert_eq!(claims(&named)["email"], counter.desk.mailbox());
}

#[tokio::test]
async fn the_secret_may_come_in_the_form_or_by_basic() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let bare = changed(changed(counter.exchange(&code), "client_id", ""), "client_secret", "");
    let (id, secret) = (&counter.application.client_id, &counter.application.client_secret);
    let address = counter.secure(&format!("{PLACE}/token"));
    let post = async |id: &str, secret: &str| {
        counter.desk.http.post(&address).basic_auth(id, Some(secret)).form(&bare).send().await.unwrap()
    };
    let refused = post(id, "wrong").await;
    assert_eq!(refused.status(), 401);
    assert!(refused.headers()["www-authenticate"].to_str().unwrap().starts_with("Basic "));
    assert_eq!(post(id, secret).await.status(), 200);
}

#[tokio::test]
async fn refreshing_brings_new_tokens_for_as_much_or_less() {
    let counter = Counter::open().await;
    let first = counter.tokens(SCOPES).await;
    let first = first["refresh_token"].as_str().unwrap();
    let (status, second) = counter.token(&counter.refresh(first)).await;
    assert_eq!((status, second["scope"].as_str()), (200, Some(SCOPES)));
    assert_eq!(claims(&second)["nonce"], Value::Null, "a nonce belongs to its sign-in");
    let second = second["refresh_token"].as_str().unwrap();
    assert_ne!(first, second);
    assert_eq!(counter.token(&counter.refresh(first)).await.0, 200, "the old one goes on working");
    let mut narrow = counter.refresh(second);
    narrow.push(("scope", "smtp"));
    let (status, narrow) = counter.token(&narrow).await;
    assert_eq!((status, narrow["scope"].as_str()), (200, Some("smtp")));
    assert!(narrow.get("refresh_token").is_some() && narrow.get("id_token").is_none());
    let mailbox = counter.desk.office().account(AccountKind::Mailbox).unwrap();
    counter.desk.office().revoke_sessions(mailbox.id);
    assert_eq!(counter.token(&counter.refresh(second)).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn form_post_submits_itself_and_an_answer_never_leaves_this_computer() {
    let counter = Counter::open().await;
    let account = counter.desk.office().account(AccountKind::Mailbox).unwrap();
    let password = account.password.reveal().to_owned();
    let person = Person { address: account.address, password, decision: Decision::Accept };
    let elsewhere = counter.authorize(&counter.request_with("redirect_uri", "https://www.tours.example/auth/"));
    let Ok(Saw::ErrorPage { text }) = Robot::new().unwrap().sign_in(elsewhere, &person).await else { panic!() };
    assert!(text.contains("The practice ends here") && text.contains(&format!("iss\t{ISSUER}")), "{text}");
    let posted = counter.authorize(&counter.request_with("response_mode", "form_post"));
    let page = counter.desk.http.get(posted).send().await.unwrap().text().await.unwrap();
    let typed = [("address", person.address.as_str()), ("password", &person.password)];
    let page = counter.desk.submit(&page, "/provider-signin", &typed).await.unwrap();
    let page = counter.desk.submit(&page, "/provider-signin/consent", &[("decision", "accept")]).await.unwrap();
    let fields = crate::common::hidden_fields(&page, REDIRECT).expect("a form to the redirect address");
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "iss", "state"]);
    assert_eq!(counter.token(&counter.exchange(&fields[0].1)).await.0, 200);
}

#[tokio::test]
async fn applications_are_kept_and_tokens_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let settings = OfficeSettings { data_folder: Some(folder.path().to_owned()), ..OfficeSettings::default() };
    let counter = Counter::with(settings.clone()).await;
    let tokens = counter.tokens(SCOPES).await;
    let (desk, application) = (counter.desk, counter.application);
    desk.running.stop().await;
    let running = Office::start(settings).await.unwrap();
    let http = crate::common::client(&running);
    let desk = crate::common::Desk { running, http, app: desk.app, secret: desk.secret };
    let again = Counter { desk, application };
    let old = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(again.token(&again.refresh(old)).await.1["error"], "invalid_grant");
    again.tokens(SCOPES).await;
}

#[tokio::test]
async fn the_office_remembers_what_nobody_else_may_see() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let tokens = counter.token(&counter.exchange(&code)).await.1;
    let handed_out = counter.desk.office().handed_out();
    let has = |kind, value: &str| handed_out.iter().any(|one| one.kind == kind && one.value == value);
    assert!(has(HandedOutKind::ClientSecret, &counter.application.client_secret));
    assert!(has(HandedOutKind::Code, &code));
    for (kind, name) in [
        (HandedOutKind::AccessToken, "access_token"),
        (HandedOutKind::RefreshToken, "refresh_token"),
        (HandedOutKind::IdToken, "id_token"),
    ] {
        assert!(has(kind, tokens[name].as_str().unwrap()), "{name}");
    }
    assert!(has(HandedOutKind::State, "the state & more") && has(HandedOutKind::Nonce, "the-nonce"));
    assert!(has(HandedOutKind::Verifier, crate::common::VERIFIER));
    assert!(has(HandedOutKind::Challenge, crate::common::CHALLENGE));
    let shown = format!("{:?} {:?}", counter.application, counter.desk.office().provider_applications());
    assert!(!shown.contains(&counter.application.client_secret));
}
