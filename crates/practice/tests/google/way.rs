//! The way a well-made client goes.

use crate::common::{claims, client};
use crate::counter::{Counter, MAIL, REDIRECT, SCOPES, SEND, changed};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use sendoff_practice::robot::{Decision, Robot, Saw};
use sendoff_practice::{GoogleAccountKind, HandedOutKind, Office, OfficeSettings, Seed};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

#[tokio::test]
async fn the_document_names_the_endpoints_and_the_secure_address_as_issuer() {
    let counter = Counter::open().await;
    let secure = counter.running.addresses().secure();
    let get = async |path: &str| counter.http.get(format!("{secure}{path}")).send().await.unwrap();
    let document: Value = get("/.well-known/openid-configuration").await.json().await.unwrap();
    assert_eq!(document["issuer"], secure);
    assert_eq!(document["authorization_endpoint"], counter.running.addresses().google_authorize());
    assert_eq!(document["token_endpoint"], format!("{secure}/token"));
    assert_eq!(document["userinfo_endpoint"], format!("{secure}/v1/userinfo"));
    assert_eq!(document["jwks_uri"], format!("{secure}/oauth2/v3/certs"));
    assert_eq!(document["id_token_signing_alg_values_supported"], json!(["RS256"]));
    let keys: Value = get("/oauth2/v3/certs").await.json().await.unwrap();
    assert_eq!((&keys["keys"][0]["kty"], &keys["keys"][0]["e"]), (&json!("RSA"), &json!("AQAB")));
}

#[tokio::test]
async fn a_sign_in_comes_back_with_a_code_and_the_code_brings_what_was_ticked() {
    let counter = Counter::open().await;
    let back = counter.returned(&counter.request()).await;
    assert_eq!(back["state"], "the state & more");
    assert_eq!(back["iss"], counter.running.addresses().secure());
    assert_eq!(back["scope"], format!("openid https://www.googleapis.com/auth/userinfo.email {SEND}"));
    assert_eq!((back["authuser"].as_str(), back["prompt"].as_str()), ("0", "consent"));
    assert_eq!(back["hd"], counter.office().google_workspace().domain);
    assert!(back["code"].starts_with("4/0A") && back["code"].len() <= 256);
    let response = counter.post(&counter.exchange(&back["code"])).await.unwrap();
    assert!(response.headers()["cache-control"].to_str().unwrap().contains("no-store"));
    let tokens: Value = response.json().await.unwrap();
    let names: Vec<_> = tokens.as_object().unwrap().keys().collect();
    assert_eq!(names, ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
    assert_eq!((tokens["token_type"].as_str(), tokens["expires_in"].as_i64()), (Some("Bearer"), Some(3599)));
    assert_eq!(tokens["scope"], back["scope"]);
    let (access, lasting) = (tokens["access_token"].as_str().unwrap(), tokens["refresh_token"].as_str().unwrap());
    assert!(access.starts_with("ya29.") && access.len() <= 2_048);
    assert!(lasting.starts_with("1//") && lasting.len() <= 512);
}

#[tokio::test]
async fn the_id_token_is_signed_by_the_published_key_and_has_googles_claims() {
    let counter = Counter::open().await;
    let tokens = counter.tokens("openid email profile").await;
    let (claims, account) = (claims(&tokens), counter.account(GoogleAccountKind::Mailbox));
    assert_eq!(claims["iss"], counter.running.addresses().secure());
    assert_eq!((&claims["aud"], &claims["azp"]), (&json!(counter.client.client_id), &json!(counter.client.client_id)));
    assert_eq!((&claims["sub"], &claims["hd"]), (&json!(account.id), &json!(account.domain)));
    assert_eq!((&claims["email"], &claims["email_verified"]), (&json!(account.address), &json!(true)));
    assert_eq!((&claims["given_name"], &claims["nonce"]), (&json!("Tours"), &json!("the-nonce")));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3599);
    let hash = Sha256::digest(tokens["access_token"].as_str().unwrap());
    assert_eq!(claims["at_hash"], URL_SAFE_NO_PAD.encode(&hash[..16]));
    let keys = format!("{}/oauth2/v3/certs", counter.running.addresses().secure());
    let keys: Value = counter.http.get(keys).send().await.unwrap().json().await.unwrap();
    let part = |name: &str| URL_SAFE_NO_PAD.decode(keys["keys"][0][name].as_str().unwrap()).unwrap();
    let (text, signature) = tokens["id_token"].as_str().unwrap().rsplit_once('.').unwrap();
    let key = RsaPublicKeyComponents { n: part("n"), e: part("e") };
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    assert!(key.verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &signature).is_ok());
    assert!(key.verify(&RSA_PKCS1_2048_8192_SHA256, &text.as_bytes()[1..], &signature).is_err());
}

#[tokio::test]
async fn what_is_left_unticked_is_not_given_and_the_flow_goes_on() {
    let counter = Counter::open().await;
    let both = format!("openid {SEND} {MAIL}");
    let who = (GoogleAccountKind::Mailbox, Decision::Accept);
    let request = counter.request_with("scope", &both);
    let back = counter.sign_in_without(&request, who, &["Send email on your behalf"]).await.returned();
    assert_eq!(back["scope"], format!("openid {MAIL}"));
    let (_, tokens) = counter.token(&counter.exchange(&back["code"])).await;
    assert_eq!(tokens["scope"], back["scope"]);
    let none = counter.sign_in_without(&request, who, &[SEND, MAIL]).await.returned();
    assert_eq!(none["scope"], "openid");
    let nothing = counter.sign_in_without(&counter.request_with("scope", SEND), who, &[SEND]).await.returned();
    assert_eq!(nothing["error"], "access_denied");
    assert!(!nothing.contains_key("code"));
}

#[tokio::test]
async fn who_presses_cancel_or_goes_back_to_safety_comes_back_with_access_denied() {
    let counter = Counter::open().await;
    for scopes in [SCOPES, "openid email"] {
        let request = counter.request_with("scope", scopes);
        let back = counter.sign_in(&request, GoogleAccountKind::Mailbox, Decision::Cancel).await.returned();
        assert_eq!(back["error"], "access_denied", "{scopes}");
        assert_eq!(back["state"], "the state & more");
    }
}

#[tokio::test]
async fn a_desktop_app_always_gets_a_refresh_token_and_a_web_application_once() {
    let desktop = Counter::open().await;
    desktop.tokens(SCOPES).await;
    let again = desktop.returned(&desktop.request_with("prompt", "")).await;
    assert_eq!(again["prompt"], "none", "nothing is asked that was agreed to");
    let (_, tokens) = desktop.token(&desktop.exchange(&again["code"])).await;
    assert!(tokens["refresh_token"].is_string());

    let web = Counter::web(&[REDIRECT]).await;
    let redeem = async |request: &[(&'static str, String)]| {
        let back = web.returned(request).await;
        web.token(&web.exchange(&back["code"])).await.1
    };
    let silent = web.request_with("prompt", "");
    assert!(redeem(&silent).await["refresh_token"].is_string(), "at the first consent");
    assert!(redeem(&silent).await.get("refresh_token").is_none(), "and not after it");
    assert!(redeem(&web.request()).await["refresh_token"].is_string(), "unless consent is asked for");
    assert!(redeem(&web.request_with("access_type", "online")).await.get("refresh_token").is_none());
}

#[tokio::test]
async fn refreshing_brings_an_access_token_and_leaves_the_refresh_token() {
    let counter = Counter::open().await;
    let lasting = counter.lasting(&format!("{SCOPES} {MAIL}")).await;
    let (status, tokens) = counter.token(&counter.refresh(&lasting)).await;
    assert_eq!(status, 200, "{tokens}");
    assert!(tokens["access_token"].is_string() && tokens["id_token"].is_string());
    assert!(tokens.get("refresh_token").is_none());
    let (_, narrow) = counter.token(&[counter.refresh(&lasting), vec![("scope", SEND)]].concat()).await;
    assert_eq!(narrow["scope"], SEND);
    let (status, wide) = counter.token(&[counter.refresh(&lasting), vec![("scope", "profile")]].concat()).await;
    assert_eq!((status, wide["error"].as_str()), (400, Some("invalid_scope")));
}

#[tokio::test]
async fn hints_and_modes_are_followed() {
    let counter = Counter::open().await;
    let get = async |request: &[(&'static str, String)]| {
        counter.http.get(counter.authorize(request)).send().await.unwrap().text().await.unwrap()
    };
    let hinted = get(&counter.request_with("login_hint", &counter.mailbox())).await;
    let filled = format!("value=\"{}\"", counter.mailbox());
    assert!(hinted.contains(&format!("type=\"email\" autocomplete=\"username\" required {filled}")), "{hinted}");
    let number = counter.account(GoogleAccountKind::Mailbox).id;
    assert_eq!(get(&counter.request_with("login_hint", &number)).await.matches("aria-current=\"true\"").count(), 1);
    let back = counter.returned(&counter.request_with("redirect_uri", "http://127.0.0.1:9/")).await;
    assert!(back.contains_key("code"));
    let none = counter.http.get(counter.authorize(&counter.request_with("prompt", "none"))).send().await.unwrap();
    let location = none.headers()["location"].to_str().unwrap();
    assert!(location.starts_with(&format!("{REDIRECT}/?")) && location.contains("error=interaction_required"));
}

#[tokio::test]
async fn an_answer_for_a_web_address_stays_on_this_computer() {
    let address = "https://www.tours.example/auth/";
    let counter = Counter::web(&[address]).await;
    let person = counter.person(GoogleAccountKind::Mailbox, Decision::Accept);
    let request = counter.authorize(&counter.request_with("redirect_uri", address));
    let Ok(Saw::ErrorPage { text }) = Robot::new().unwrap().sign_in(request, &person).await else { panic!() };
    assert!(text.contains("The practice ends here") && text.contains("code\t4/0A"), "{text}");
}

#[tokio::test]
async fn a_seed_is_announced_and_works_at_once() {
    for (seed, scope) in [(Seed::GoogleGmail, SEND), (Seed::GoogleSmtp, MAIL)] {
        let folder = tempfile::tempdir().unwrap();
        let settings = OfficeSettings {
            seed: Some(seed),
            data_folder: Some(folder.path().to_owned()),
            ..OfficeSettings::default()
        };
        let running = Office::start(settings.clone()).await.unwrap();
        let told = serde_json::to_value(running.announcement(folder.path()).unwrap()).unwrap();
        let google = &told["google"];
        let names: Vec<_> = google.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["accounts", "authorize", "client_id", "client_secret", "console", "gmail", "mail", "token"]);
        assert_eq!(google["accounts"].as_array().unwrap().len(), 5);
        assert!(told["microsoft"].get("client_id").is_none(), "nothing of Microsoft's was made");
        let text = |name: &str| google[name].as_str().unwrap().to_owned();
        let made = sendoff_practice::robot::GoogleClient {
            client_id: text("client_id"),
            client_secret: text("client_secret"),
            file: String::new(),
        };
        let project = running.office().google_projects()[0].id.clone();
        let counter = Counter { http: client(&running), running, project, client: made };
        let tokens = counter.tokens(&format!("openid {scope}")).await;
        assert_eq!(tokens["scope"], format!("openid {scope}"));
        counter.running.stop().await;
        let again = Office::start(settings).await.unwrap();
        assert_eq!(again.office().google_projects().len(), 1, "it is kept, and not made again");
    }
    let bare = Office::start(OfficeSettings::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let told = serde_json::to_value(bare.announcement(folder.path()).unwrap()).unwrap();
    assert!(told["google"].get("client_id").is_none());
}

#[tokio::test]
async fn the_office_remembers_what_nobody_else_may_see() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let tokens = counter.token(&counter.exchange(&code)).await.1;
    let handed_out = counter.office().handed_out();
    let has = |kind, value: &str| handed_out.iter().any(|one| one.kind == kind && one.value == value);
    assert!(has(HandedOutKind::ClientSecret, &counter.client.client_secret));
    assert!(has(HandedOutKind::Password, counter.account(GoogleAccountKind::Private).password.reveal()));
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
    let shown = format!("{:?} {:?}", counter.client, counter.office().google_projects());
    assert!(!shown.contains(&counter.client.client_secret));
}

#[tokio::test]
async fn the_secret_may_come_in_the_form_or_by_basic() {
    let counter = Counter::open().await;
    let code = counter.code(SCOPES).await;
    let bare = changed(changed(counter.exchange(&code), "client_id", ""), "client_secret", "");
    let post = async |secret: &str| {
        let request = counter.http.post(counter.running.addresses().google_token());
        request.basic_auth(&counter.client.client_id, Some(secret)).form(&bare).send().await.unwrap().status()
    };
    assert_eq!(post("wrong").await, 401);
    assert_eq!(post(&counter.client.client_secret).await, 200);
}
