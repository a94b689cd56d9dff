//! The whole way of a person through sign-in and consent, and what the tokens are worth afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{Decision, Desk, SCOPES, claims, client, refused};
use jiff::SignedDuration;
use sendoff_practice::directory::{AccountKind, Permission, PermissionKind, Principal, Resource};
use sendoff_practice::{Office, OfficeSettings};
use serde_json::Value;

fn mail_read() -> sendoff_practice::directory::PermissionId {
    Permission::find(Resource::Graph, PermissionKind::Delegated, "Mail.Read").unwrap().id
}

#[tokio::test]
async fn a_sign_in_brings_the_tokens_that_were_agreed_to() {
    let desk = Desk::open().await;
    let back = desk.sign_in(&desk.request(), AccountKind::Mailbox, Decision::Accept).await.returned();
    assert_eq!(back["state"], "the state & more");
    assert!(back.contains_key("session_state"));
    let (status, tokens) = desk.redeem(&back["code"]).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 3599);
    assert_eq!(tokens["scope"], "openid profile Mail.Send Mail.Send.Shared User.Read");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    assert!(refresh.len() > 1200, "as long as the real ones: {}", refresh.len());
    let claims = claims(&tokens);
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    for (name, expected) in [
        ("aud", desk.app.to_string()),
        ("iss", format!("{}/v2.0", desk.running.addresses().authority())),
        ("tid", desk.office().tenant().to_string()),
        ("oid", mailbox.id.to_string()),
        ("preferred_username", mailbox.address),
        ("nonce", "the-nonce".to_owned()),
        ("ver", "2.0".to_owned()),
    ] {
        assert_eq!(claims[name], expected, "{name}");
    }
}

#[tokio::test]
async fn the_id_token_is_signed_with_the_published_key() {
    use base64::Engine as _;
    let desk = Desk::open().await;
    let tokens = desk.tokens().await;
    let token = tokens["id_token"].as_str().unwrap();
    let keys: Value = desk
        .http
        .get(format!("{}/discovery/v2.0/keys", desk.running.addresses().authority()))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let decode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap();
    let coordinate = |name: &str| decode(keys["keys"][0][name].as_str().unwrap());
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ECDSA_P256_SHA256_FIXED, point);
    key.verify(signed.as_bytes(), &decode(signature)).unwrap();
}

#[tokio::test]
async fn without_openid_and_offline_access_neither_token_comes() {
    let desk = Desk::open().await;
    let code = desk.code_for(&desk.request_with("scope", "Mail.Send")).await;
    let id = desk.app.to_string();
    let form: Vec<_> = desk.exchange(&id, &code).into_iter().filter(|(name, _)| *name != "scope").collect();
    let (status, tokens) = desk.token(&form).await;
    assert_eq!((status, &tokens["scope"]), (200, &"Mail.Send".into()));
    assert!(tokens.get("refresh_token").is_none() && tokens.get("id_token").is_none(), "{tokens}");
}

#[tokio::test]
async fn consent_is_asked_for_once_and_names_the_permissions() {
    let desk = Desk::open().await;
    desk.office().revoke_admin_consent(desk.app).unwrap();
    let page = desk.sign_in_to_page(AccountKind::Mailbox).await;
    for words in ["TourTools mail", "Send mail as you", "Mail.Send.Shared", "Keep the access", "Accept", "Cancel"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("for_organisation"), "only an administrator may tick that");
    desk.code().await;
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap().id;
    let grants = desk.office().directory().grants;
    assert!(grants.iter().all(|grant| grant.principal == Principal::Account(mailbox)), "{grants:?}");
    // A second sign-in goes straight through, unless the request asks to be asked.
    assert!(
        desk.sign_in(&desk.request(), AccountKind::Mailbox, Decision::Cancel).await.returned().contains_key("code")
    );
    let again =
        desk.sign_in(&desk.request_with("prompt", "consent"), AccountKind::Mailbox, Decision::Cancel).await.returned();
    assert_eq!(again["error"], "access_denied");
    // Another person is asked again.
    assert!(desk.sign_in_to_page(AccountKind::Colleague).await.contains("Permissions requested"));
}

#[tokio::test]
async fn cancel_comes_back_as_declined() {
    let desk = Desk::open().await;
    desk.office().revoke_admin_consent(desk.app).unwrap();
    let back = desk.sign_in(&desk.request(), AccountKind::Mailbox, Decision::Cancel).await.returned();
    assert_eq!((back["error"].as_str(), back["error_subcode"].as_str()), ("access_denied", "cancel"));
    assert!(back["error_description"].starts_with("AADSTS65004: "), "{back:?}");
    assert_eq!(back["state"], "the state & more");
    assert_eq!(desk.office().directory().grants, []);
}

#[tokio::test]
async fn what_the_policy_keeps_for_administrators_needs_one() {
    let desk = Desk::open().await;
    desk.office().add_permission(desk.app, mail_read()).unwrap();
    let request = desk.request_with("scope", &format!("{SCOPES} Mail.Read"));
    let page = desk.sign_in(&request, AccountKind::Mailbox, Decision::Cancel).await.returned();
    assert!(page["error_description"].starts_with("AADSTS90094: "), "{page:?}");
    // Accept cannot be forced where the page offers none.
    let forced = desk.sign_in(&request, AccountKind::Mailbox, Decision::Accept).await.returned();
    assert!(forced["error_description"].starts_with("AADSTS90094: "), "{forced:?}");
    let back = desk.sign_in(&request, AccountKind::Administrator, Decision::AcceptForOrganisation).await.returned();
    assert!(back.contains_key("code"), "{back:?}");
    assert!(desk.office().has_admin_consent(desk.app, mail_read()));
    assert!(desk.sign_in(&request, AccountKind::Mailbox, Decision::Cancel).await.returned().contains_key("code"));
}

#[tokio::test]
async fn admin_consent_in_the_portal_covers_what_is_configured_at_that_moment() {
    let desk = Desk::open().await;
    desk.office().add_permission(desk.app, mail_read()).unwrap();
    assert!(!desk.office().has_admin_consent(desk.app, mail_read()));
    desk.office().grant_admin_consent(desk.app).unwrap();
    assert!(desk.office().has_admin_consent(desk.app, mail_read()));
    let code = desk.code_for(&desk.request_with("scope", "Mail.Read")).await;
    assert!(!code.is_empty());
}

#[tokio::test]
async fn strangers_and_wrong_passwords_do_not_come_in() {
    let desk = Desk::open().await;
    let page = desk.sign_in(&desk.request(), AccountKind::Outsider, Decision::Accept).await.page();
    assert!(page.contains("AADSTS50020: "), "{page}");
    let page = desk.type_in(&desk.mailbox(), "wrong").await;
    assert!(page.contains("invalid username or password") && page.contains("name=\"password\""), "{page}");
    let page = desk.type_in("nobody@practice.example", "wrong").await;
    assert!(page.contains("does not exist"), "{page}");
}

#[tokio::test]
async fn a_hint_fills_the_form_in_and_picking_another_account_changes_it() {
    let desk = Desk::open().await;
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    let hinted = desk.open_browser(&desk.request_with("login_hint", &mailbox.address)).await.text().await.unwrap();
    let filled =
        |page: &str, address: &str| page.contains(&format!("autocomplete=\"username\" required value=\"{address}\""));
    assert!(filled(&hinted, &mailbox.address) && hinted.contains(mailbox.password.reveal()), "{hinted}");
    let mut asked = desk.request_with("login_hint", &mailbox.address);
    asked.push(("prompt", "select_account".to_owned()));
    assert!(filled(&desk.open_browser(&asked).await.text().await.unwrap(), ""));
    let colleague = desk.office().account(AccountKind::Colleague).unwrap().address;
    let mut picked = common::hidden_fields(&hinted, "/signin").unwrap();
    picked.push(("address".to_owned(), colleague.clone()));
    let pick = desk.http.post(format!("{}/signin/pick", desk.running.addresses().pages())).form(&picked);
    let page = pick.send().await.unwrap().text().await.unwrap();
    assert!(filled(&page, &colleague), "{page}");
}

#[tokio::test]
async fn an_answered_or_forgotten_sign_in_cannot_be_answered_again() {
    let desk = Desk::open().await;
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    let typed = [("address", mailbox.address.as_str()), ("password", mailbox.password.reveal())];
    let page = desk.open_browser(&desk.request()).await.text().await.unwrap();
    desk.submit(&page, "/signin", &typed).await.unwrap_err().returned();
    assert!(desk.submit(&page, "/signin", &typed).await.unwrap().contains("no longer open"));
    let page = desk.open_browser(&desk.request()).await.text().await.unwrap();
    desk.office().advance(SignedDuration::from_hours(1));
    assert!(desk.submit(&page, "/signin", &typed).await.unwrap().contains("no longer open"));
}

#[tokio::test]
async fn form_post_brings_a_page_that_submits_itself() {
    let desk = Desk::open().await;
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    let page = desk.open_browser(&desk.request_with("response_mode", "form_post")).await.text().await.unwrap();
    let typed = [("address", mailbox.address.as_str()), ("password", mailbox.password.reveal())];
    let response = desk.post_page(&page, "/signin", &typed).await;
    assert_eq!((response.status().as_u16(), response.headers()["cache-control"].to_str().unwrap()), (200, "no-store"));
    assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("script-src 'nonce-"));
    let page = response.text().await.unwrap();
    let fields = common::hidden_fields(&page, common::REDIRECT).expect("a form to the redirect");
    let field = |name: &str| fields.iter().find(|(there, _)| there == name).map(|(_, value)| value.clone()).unwrap();
    assert_eq!(field("state"), "the state & more");
    assert!(page.contains("<button class=\"primary\">Continue</button>"), "{page}");
    assert_eq!(desk.redeem(&field("code")).await.0, 200);
}

#[tokio::test]
async fn fragment_puts_the_answer_behind_the_hash() {
    let desk = Desk::open().await;
    let mut request = desk.request_with("response_mode", "fragment");
    request.push(("prompt", "none".to_owned()));
    let response = desk.open_browser(&request).await;
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    assert!(location.starts_with(&format!("{}#error=login_required&", common::REDIRECT)), "{location}");
}

#[tokio::test]
async fn practice_never_sends_a_browser_out_of_this_computer() {
    let desk = Desk::open().await;
    let mailbox = desk.office().account(AccountKind::Mailbox).unwrap();
    let page = desk
        .open_browser(&desk.request_with("redirect_uri", "https://www.tourtools.com/auth/"))
        .await
        .text()
        .await
        .unwrap();
    let typed = [("address", mailbox.address.as_str()), ("password", mailbox.password.reveal())];
    let page = desk.submit(&page, "/signin", &typed).await.unwrap();
    assert!(page.contains("The practice ends here") && page.contains("https://www.tourtools.com/auth/"), "{page}");
}

#[tokio::test]
async fn refreshing_rotates_and_the_old_token_goes_on_working() {
    let desk = Desk::open().await;
    let first = desk.tokens().await;
    let first = first["refresh_token"].as_str().unwrap();
    let (status, second) = desk.refresh(first, Some(SCOPES)).await;
    assert_eq!(status, 200, "{second}");
    let second = second["refresh_token"].as_str().unwrap();
    assert_ne!(first, second);
    assert_eq!(desk.refresh(first, None).await.0, 200);
    let narrow = desk.refresh(second, Some("User.Read")).await.1;
    assert_eq!(narrow["scope"], "User.Read");
    assert!(narrow.get("refresh_token").is_some(), "rotation goes on without naming offline_access again");
    desk.office().advance(SignedDuration::from_hours(24 * 89));
    let (status, third) = desk.refresh(second, None).await;
    assert_eq!(status, 200);
    desk.office().advance(SignedDuration::from_hours(24 * 2));
    refused(&desk.refresh(second, None).await, 700_082, "invalid_grant");
    assert_eq!(desk.refresh(third["refresh_token"].as_str().unwrap(), None).await.0, 200);
}

#[tokio::test]
async fn a_refresh_token_dies_with_sessions_consent_or_another_client() {
    let desk = Desk::open().await;
    let tokens = desk.tokens().await;
    let token = tokens["refresh_token"].as_str().unwrap();
    refused(&desk.refresh("1.Amadeup", None).await, 70000, "invalid_grant");
    refused(&desk.refresh(token, Some("Mail.Read")).await, 65005, "invalid_client");
    desk.office().add_permission(desk.app, mail_read()).unwrap();
    let unagreed = desk.refresh(token, Some("Mail.Read")).await;
    refused(&unagreed, 65001, "invalid_grant");
    assert_eq!(unagreed.1["suberror"], "consent_required");
    desk.office().revoke_admin_consent(desk.app).unwrap();
    refused(&desk.refresh(token, None).await, 65001, "invalid_grant");
    desk.office().grant_admin_consent(desk.app).unwrap();
    assert_eq!(desk.refresh(token, None).await.0, 200);
    desk.office().revoke_sessions(desk.office().account(AccountKind::Mailbox).unwrap().id);
    let revoked = desk.refresh(token, None).await;
    refused(&revoked, 50173, "invalid_grant");
    assert_eq!(revoked.1["suberror"], "bad_token");
}

#[tokio::test]
async fn what_was_left_out_in_the_portal_fails_later() {
    let running = Office::start(OfficeSettings::default()).await.unwrap();
    let http = client(&running);
    let office = running.office();
    let new = sendoff_practice::NewRegistration {
        name: "Half done".to_owned(),
        audience: sendoff_practice::directory::Audience::SingleTenant,
        redirect: None,
    };
    let app = office.register(&new).unwrap().app_id;
    let desk = Desk { running, http, app, secret: String::new() };
    assert!(desk.open_browser(&desk.request()).await.text().await.unwrap().contains("AADSTS500113: "));
    desk.office().add_redirect(app, sendoff_practice::directory::Platform::Web, "http://localhost/mail-setup").unwrap();
    let back = desk.sign_in(&desk.request(), AccountKind::Mailbox, Decision::Accept).await.returned();
    assert!(back["error_description"].starts_with("AADSTS65005: "), "{back:?}");
    refused(&desk.app_token("anything").await, 7_000_215, "invalid_client");
}
