//! What Entra refuses at discovery, token and authorize, each with its number and in its shape.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{Decision, Desk, GRAPH_DEFAULT, REDIRECT, SCOPES, VERIFIER, refused, with_query};
use jiff::SignedDuration;
use reqwest::header::ORIGIN;
use sendoff_practice::directory::{AccountKind, Audience, Permission, PermissionKind, Platform, Resource};
use sendoff_practice::{Lifetime, NewRegistration};
use serde_json::Value;

async fn discover(desk: &Desk, tenant: &str) -> (u16, Value) {
    let address = format!("{}/{tenant}/v2.0/.well-known/openid-configuration", desk.running.addresses().secure());
    let response = desk.http.get(address).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn a_directory_is_found_by_id_and_by_domain_or_not_at_all() {
    let desk = Desk::open().await;
    let directory = desk.office().directory();
    for name in [directory.tenant.to_string(), directory.domain.to_uppercase()] {
        let (status, found) = discover(&desk, &name).await;
        assert_eq!(status, 200, "{found}");
        assert_eq!(found["issuer"], format!("{}/v2.0", desk.running.addresses().authority()));
        assert_eq!(found["token_endpoint"], desk.running.addresses().token());
        assert_eq!(found["authorization_endpoint"], desk.running.addresses().authorize());
    }
    let (_, common) = discover(&desk, "common").await;
    assert!(common["issuer"].as_str().unwrap().ends_with("/{tenantid}/v2.0"), "{common}");
    refused(&discover(&desk, "00000000-0000-4000-8000-000000000000").await, 90002, "invalid_tenant");
    refused(&discover(&desk, "nobody.example").await, 90002, "invalid_tenant");
    refused(&discover(&desk, "nobody").await, 900_023, "invalid_tenant");
}

#[tokio::test]
async fn the_token_endpoint_refuses_directory_and_client() {
    let desk = Desk::open().await;
    let id = desk.app.to_string();
    let ask = |tenant: String, id: String| {
        let (http, secret) = (desk.http.clone(), desk.secret.clone());
        let address = format!("{}/{tenant}/oauth2/v2.0/token", desk.running.addresses().secure());
        async move {
            let form = [
                ("grant_type", "client_credentials"),
                ("client_id", &id),
                ("client_secret", &secret),
                ("scope", GRAPH_DEFAULT),
            ];
            let response = http.post(address).form(&form).send().await.unwrap();
            (response.status().as_u16(), response.json::<Value>().await.unwrap())
        }
    };
    let directory = desk.office().directory();
    assert_eq!(ask(directory.domain.clone(), id.clone()).await.0, 200);
    refused(&ask("00000000-0000-4000-8000-000000000000".into(), id.clone()).await, 90002, "invalid_request");
    refused(&ask("not a domain".into(), id.clone()).await, 900_023, "invalid_request");
    refused(&ask("common".into(), id.clone()).await, 50059, "invalid_request");
    let (here, outside) = (directory.tenant.to_string(), directory.outside.tenant.to_string());
    refused(&ask(outside, id.clone()).await, 700_016, "unauthorized_client");
    let object_id = desk.office().registrations()[0].object_id.to_string();
    for wrong in [object_id, uuid::Uuid::nil().to_string(), "hello".to_owned()] {
        let answer = ask(here.clone(), wrong.clone()).await;
        refused(&answer, 700_016, "unauthorized_client");
        assert!(answer.1["error_description"].as_str().unwrap().contains(&wrong));
    }
    desk.office().set_enabled(desk.app, false).unwrap();
    refused(&ask(here.clone(), id.clone()).await, 7_000_112, "unauthorized_client");
    desk.office().set_enabled(desk.app, true).unwrap();
    desk.office().set_service_principal(desk.app, false).unwrap();
    refused(&ask(here, id).await, 7_000_229, "unauthorized_client");
}

#[tokio::test]
async fn a_secret_is_wrong_missing_or_expired() {
    let desk = Desk::open().await;
    let key_id = desk.office().registrations()[0].secrets[0].id.to_string();
    for wrong in ["nonsense", &key_id, &desk.secret[..39]] {
        let answer = desk.app_token(wrong).await;
        refused(&answer, 7_000_215, "invalid_client");
        assert!(answer.1["error_description"].as_str().unwrap().contains("not the client secret ID"));
    }
    refused(&desk.app_token("").await, 7_000_218, "invalid_client");
    desk.office().advance(SignedDuration::from_hours(24 * 800));
    refused(&desk.app_token(&desk.secret).await, 7_000_222, "invalid_client");
    let renewed = desk.office().add_secret(desk.app, "renewed", Lifetime::Months(6)).unwrap();
    assert_eq!(desk.app_token(renewed.value.reveal()).await.0, 200);
    desk.office().delete_secret(desk.app, renewed.id).unwrap();
    refused(&desk.app_token(renewed.value.reveal()).await, 7_000_215, "invalid_client");
}

#[tokio::test]
async fn a_token_request_has_to_be_whole() {
    let desk = Desk::open().await;
    let id = desk.app.to_string();
    let whole = [
        ("grant_type", "client_credentials"),
        ("client_id", &id),
        ("client_secret", &desk.secret),
        ("scope", GRAPH_DEFAULT),
    ];
    for name in ["grant_type", "client_id", "scope"] {
        let part: Vec<_> = whole.iter().copied().filter(|(there, _)| *there != name).collect();
        let answer = desk.token(&part).await;
        refused(&answer, 900_144, "invalid_request");
        assert!(answer.1["error_description"].as_str().unwrap().contains(&format!("'{name}'")));
    }
    let with = |name: &'static str, value: &'static str| {
        let mut form = whole.to_vec();
        form.retain(|(there, _)| *there != name);
        form.push((name, value));
        form
    };
    refused(&desk.token(&with("grant_type", "password")).await, 70003, "unsupported_grant_type");
    for scope in ["https://graph.microsoft.com/Mail.Send", ".default", "https://graph.microsoft.com/.default openid"] {
        refused(&desk.token(&with("scope", scope)).await, 1_002_012, "invalid_scope");
    }
    refused(&desk.token(&with("scope", "https://example.com/.default")).await, 500_011, "invalid_resource");
    let got: Value = desk.http.get(desk.running.addresses().token()).send().await.unwrap().json().await.unwrap();
    assert_eq!(got["error_codes"], serde_json::json!([900_561]));
}

#[tokio::test]
async fn the_secret_may_come_by_http_basic() {
    let desk = Desk::open().await;
    let ask = |secret: String| {
        desk.http
            .post(desk.running.addresses().token())
            .basic_auth(desk.app, Some(secret))
            .form(&[("grant_type", "client_credentials"), ("scope", GRAPH_DEFAULT)])
            .send()
    };
    assert_eq!(ask(desk.secret.clone()).await.unwrap().status(), 200);
    assert_eq!(ask("nonsense".to_owned()).await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_code_is_bound_to_client_redirect_and_verifier_and_is_spent_once() {
    let desk = Desk::open().await;
    let id = desk.app.to_string();
    let code = desk.code().await;
    let with = |name: &'static str, value: &'static str| {
        let mut form = desk.exchange(&id, &code);
        form.retain(|(there, _)| *there != name);
        form.extend((!value.is_empty()).then_some((name, value)));
        form
    };
    // None of these uses the code up.
    refused(&desk.token(&with("client_secret", "")).await, 7_000_218, "invalid_client");
    refused(&desk.token(&with("client_secret", "nonsense")).await, 7_000_215, "invalid_client");
    refused(&desk.token(&with("code_verifier", "")).await, 501_481, "invalid_grant");
    refused(
        &desk.token(&with("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")).await,
        501_481,
        "invalid_grant",
    );
    refused(&desk.token(&with("redirect_uri", "http://localhost:50112/mail-setup")).await, 500_112, "invalid_client");
    refused(&desk.token(&with("redirect_uri", "")).await, 900_144, "invalid_request");
    refused(&desk.token(&with("code", "1.Amadeup")).await, 70000, "invalid_grant");
    refused(&desk.token(&with("scope", "Mail.Read")).await, 65005, "invalid_client");
}

#[tokio::test]
async fn a_code_works_once_and_for_ten_minutes() {
    let desk = Desk::open().await;
    let code = desk.code().await;
    assert_eq!(desk.redeem(&code).await.0, 200);
    refused(&desk.redeem(&code).await, 54005, "invalid_grant");
    let code = desk.code().await;
    desk.office().advance(SignedDuration::from_mins(10));
    refused(&desk.redeem(&code).await, 70008, "invalid_grant");
}

#[tokio::test]
async fn the_platform_of_the_redirect_decides_the_client() {
    let desk = Desk::open().await;
    let id = desk.app.to_string();
    let local = "http://localhost/mail-setup";
    let move_to = |from, to| {
        desk.office().remove_redirect(desk.app, from, local).unwrap();
        desk.office().add_redirect(desk.app, to, local).unwrap();
    };
    move_to(Platform::Web, Platform::Desktop);
    let code = desk.code().await;
    refused(&desk.redeem(&code).await, 700_025, "invalid_client");
    let public: Vec<_> = desk.exchange(&id, &code).into_iter().filter(|(name, _)| *name != "client_secret").collect();
    assert_eq!(desk.token(&public).await.0, 200);

    move_to(Platform::Desktop, Platform::Spa);
    let code = desk.code().await;
    refused(&desk.redeem(&code).await, 9_002_327, "invalid_request");
    let public: Vec<_> = desk.exchange(&id, &code).into_iter().filter(|(name, _)| *name != "client_secret").collect();
    refused(&desk.token(&public).await, 9_002_327, "invalid_request");
    let page = desk.http.post(desk.running.addresses().token()).header(ORIGIN, "http://localhost:50111").form(&public);
    assert_eq!(page.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn what_cannot_be_trusted_stays_on_a_page() {
    let desk = Desk::open().await;
    let check = async |name, value: &str, number: u32| {
        let response = desk.open_browser(&desk.request_with(name, value)).await;
        assert_eq!(response.status(), 400);
        assert!(response.headers().get("location").is_none());
        let page = response.text().await.unwrap();
        assert!(page.contains(&format!("AADSTS{number}: ")), "{number}: {page}");
    };
    check("client_id", "", 900_144).await;
    check("client_id", "hello", 90112).await;
    check("client_id", &uuid::Uuid::nil().to_string(), 700_016).await;
    check("redirect_uri", "", 900_971).await;
    for wrong in [
        "http://tourtools.com/auth",
        "https://www.tourtools.com/auth",
        "https://www.tourtools.com/Auth/",
        "http://127.0.0.1:50111/mail-setup",
        "http://localhost:50111/mail-setup/",
        "http://localhost:50111/mail-setup?x=1",
        "http://localhost:50111@evil.example/mail-setup",
        "\"><script>alert(1)</script>",
    ] {
        check("redirect_uri", wrong, 50011).await;
    }
    for registered in desk.office().registrations()[0].redirects.clone() {
        desk.office().remove_redirect(desk.app, registered.platform, &registered.uri).unwrap();
    }
    check("redirect_uri", REDIRECT, 500_113).await;
}

#[tokio::test]
async fn values_on_pages_are_escaped() {
    let desk = Desk::open().await;
    let evil = "\"><script>alert('x')</script>";
    let page = desk.open_browser(&desk.request_with("redirect_uri", evil)).await.text().await.unwrap();
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{page}");
    assert!(!page.contains("<script>"), "{page}");
    let page = desk.open_browser(&desk.request_with("login_hint", evil)).await.text().await.unwrap();
    assert!(!page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn a_single_tenant_application_is_refused_on_common() {
    let desk = Desk::open().await;
    let common = format!("{}/common/oauth2/v2.0/authorize", desk.running.addresses().pages());
    let page = desk.http.get(with_query(&common, &desk.request())).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("AADSTS50194: "), "{page}");
    let new = NewRegistration {
        name: "Many".into(),
        audience: Audience::MultiTenant,
        redirect: Some((Platform::Web, REDIRECT.into())),
    };
    let many = desk.office().register(&new).unwrap();
    let mut request = desk.request_with("client_id", &many.app_id.to_string());
    request.iter_mut().filter(|(name, _)| *name == "scope").for_each(|(_, value)| *value = "User.Read".to_owned());
    let page = desk.http.get(with_query(&common, &request)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"password\""), "{page}");
}

#[tokio::test]
async fn a_bad_request_from_a_good_client_is_sent_back() {
    let desk = Desk::open().await;
    let smtp = "https://outlook.office.com/SMTP.Send";
    let cases = [
        ("response_type", "token", "unsupported_response_type", 700_054),
        ("response_type", "", "invalid_request", 900_144),
        ("response_mode", "okidoki", "invalid_request", 70007),
        ("code_challenge", "short", "invalid_request", 501_491),
        ("code_challenge_method", "S512", "invalid_request", 9_002_313),
        ("scope", "", "invalid_request", 900_144),
        ("scope", "Mail.Send,User.Read", "invalid_scope", 70011),
        ("scope", "Mail.Send https://graph.microsoft.com/.default", "invalid_scope", 70011),
        ("scope", "openid Mail.Sent", "invalid_client", 650_053),
        ("scope", "Mail.Read", "invalid_client", 65005),
        ("scope", smtp, "invalid_client", 650_057),
        ("scope", "https://example.com/Read", "invalid_resource", 500_011),
        ("prompt", "none", "login_required", 50058),
    ];
    for (name, value, error, number) in cases {
        let end =
            desk.sign_in(&desk.request_with(name, value), AccountKind::Mailbox, Decision::Accept).await.returned();
        assert_eq!(end["error"], error, "{name}={value}: {end:?}");
        assert!(end["error_description"].starts_with(&format!("AADSTS{number}: ")), "{name}={value}: {end:?}");
        assert_eq!(end["state"], "the state & more");
        assert!(!end.contains_key("code"));
    }
}

#[tokio::test]
async fn a_mail_protocol_is_added_under_graph_and_asked_for_as_exchange() {
    let desk = Desk::open().await;
    let id = Permission::find(Resource::Graph, PermissionKind::Delegated, "SMTP.Send").unwrap().id;
    desk.office().add_permission(desk.app, id).unwrap();
    let both = format!("openid offline_access Mail.Send {0}", "https://outlook.office.com/SMTP.Send");
    let code = desk.code_for(&desk.request_with("scope", &both)).await;
    let id = desk.app.to_string();
    let ask = |scope: &'static str| {
        let mut form = desk.exchange(&id, &code);
        form.retain(|(name, _)| *name != "scope");
        form.push(("scope", scope));
        form
    };
    refused(&desk.token(&ask("Mail.Send https://outlook.office.com/SMTP.Send")).await, 700_022, "invalid_scope");
    let (status, tokens) = desk.token(&ask("Mail.Send")).await;
    assert_eq!((status, &tokens["scope"]), (200, &"Mail.Send".into()), "{tokens}");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", &id),
        ("client_secret", &desk.secret),
        ("refresh_token", refresh),
        ("scope", "https://outlook.office.com/SMTP.Send"),
    ];
    let (status, tokens) = desk.token(&form).await;
    assert_eq!((status, &tokens["scope"]), (200, &"https://outlook.office.com/SMTP.Send".into()), "{tokens}");
    let sent = desk.send_mail(tokens["access_token"].as_str().unwrap(), "1@x").await.unwrap();
    assert_eq!(sent.status(), 401);
}

#[tokio::test]
async fn a_client_keeps_its_correlation_id() {
    let desk = Desk::open().await;
    let own = uuid::Uuid::from_u128(7).to_string();
    let request = desk
        .http
        .post(desk.running.addresses().token())
        .header("client-request-id", &own)
        .form(&[("scope", SCOPES), ("code_verifier", VERIFIER)]);
    let body: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(body["correlation_id"], own);
}
