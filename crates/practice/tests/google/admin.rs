//! The administrator of the Workspace: which apps are let in, and which service accounts act for people.

use crate::counter::{Counter, READ, SEND, changed};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use sendoff_practice::robot::{Decision, Robot};
use sendoff_practice::{Fault, GoogleAccountKind};
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

const JWT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

fn admin(counter: &Counter, path: &str) -> Url {
    Url::parse(&format!("{}/google/admin/ac/owl/{path}", counter.running.addresses().pages())).unwrap()
}

/// A service account with its key, and the delegation that its address fills in.
async fn service_account(counter: &Counter) -> Value {
    let page = counter.console("/iam-admin/serviceaccounts");
    let file = Robot::new().unwrap().google_service_account(page, "tours sender").await.unwrap();
    serde_json::from_str(&file).unwrap()
}

async fn delegate(counter: &Counter, file: &Value, scopes: &str) {
    let mut page = admin(counter, "domainwidedelegation");
    let client = file["client_id"].as_str().unwrap();
    page.query_pairs_mut()
        .append_pair("clientScopeToAdd", scopes)
        .append_pair("clientIdToAdd", client)
        .append_pair("overwriteClientId", "true");
    Robot::new().unwrap().google_delegate(page, "", &[]).await.unwrap();
}

/// The claims of a well-made request.
fn claims(counter: &Counter, file: &Value) -> Value {
    let now = counter.office().now().as_second();
    json!({
        "iss": file["client_email"], "sub": counter.mailbox(), "scope": SEND,
        "aud": file["token_uri"], "iat": now, "exp": now + 3600,
    })
}

fn signed(file: &Value, head: &Value, claims: &Value) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", encode(head), encode(claims));
    let der = PrivatePkcs8KeyDer::from_pem_slice(file["private_key"].as_str().unwrap().as_bytes()).unwrap();
    let key = RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

async fn ask(counter: &Counter, file: &Value, claims: &Value) -> (u16, Value) {
    let assertion = signed(file, &json!({"alg": "RS256", "typ": "JWT", "kid": file["private_key_id"]}), claims);
    counter.token(&[("grant_type", JWT), ("assertion", &assertion)]).await
}

#[track_caller]
fn is(answer: &(u16, Value), status: u16, error: &str, words: &str) {
    assert_eq!((answer.0, answer.1["error"].as_str()), (status, Some(error)), "{}", answer.1);
    assert!(answer.1["error_description"].as_str().unwrap().contains(words), "{}", answer.1);
}

#[tokio::test]
async fn a_service_account_acts_for_a_person_where_it_is_listed() {
    let counter = Counter::open().await;
    let file = service_account(&counter).await;
    assert_eq!(file["type"], "service_account");
    let email = file["client_email"].as_str().unwrap();
    assert_eq!(email, format!("tours-sender@{}.iam.gserviceaccount.com", counter.project));
    assert!(file["client_id"].as_str().unwrap().len() == 21 && file["private_key_id"].as_str().unwrap().len() == 40);
    assert_eq!(file["token_uri"], counter.running.addresses().google_token());
    let answer = ask(&counter, &file, &claims(&counter, &file)).await;
    is(&answer, 401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method");
    delegate(&counter, &file, SEND).await;
    let (status, tokens) = ask(&counter, &file, &claims(&counter, &file)).await;
    assert_eq!((status, tokens.as_object().unwrap().len()), (200, 3));
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(counter.send(token, "me", &counter.mime("by@service.example")).await.0, 200);
    assert_eq!(counter.office().messages()[0].sent_by, counter.mailbox());
    let mut more = claims(&counter, &file);
    more["scope"] = format!("{SEND} {READ}").into();
    is(&ask(&counter, &file, &more).await, 401, "unauthorized_client", "not authorized for any of the scopes");
}

#[tokio::test]
async fn a_request_that_is_not_well_made_is_refused() {
    let counter = Counter::open().await;
    let (file, other) = (service_account(&counter).await, counter.running.addresses().gmail());
    delegate(&counter, &file, SEND).await;
    let now = counter.office().now().as_second();
    let invalid = "Invalid JWT: Token must be a short-lived token (60 minutes)";
    for (name, value, words) in [
        ("iss", json!("nobody@tours.iam.gserviceaccount.com"), "account not found"),
        ("aud", json!(other), "Failed audience check"),
        ("exp", json!(now + 3_700), invalid),
        ("exp", json!(now - 400), invalid),
        ("iat", json!(now + 400), invalid),
        ("sub", json!("nobody@gmail.example"), "Invalid email or User ID"),
        ("sub", json!(counter.account(GoogleAccountKind::Private).address), "Invalid email or User ID"),
        ("sub", json!(counter.account(GoogleAccountKind::Stranger).address), "Invalid email or User ID"),
    ] {
        let mut claims = claims(&counter, &file);
        claims[name] = value;
        is(&ask(&counter, &file, &claims).await, 400, "invalid_grant", words);
    }
    let mut wrong = claims(&counter, &file);
    wrong["scope"] = "gmail.send".into();
    is(&ask(&counter, &file, &wrong).await, 400, "invalid_scope", "invalid");
    let good = signed(&file, &json!({"alg": "RS256"}), &claims(&counter, &file));
    let (text, signature) = good.rsplit_once('.').unwrap();
    let unsigned = signed(&file, &json!({"alg": "none"}), &claims(&counter, &file));
    let forged = format!("{text}.{}", URL_SAFE_NO_PAD.encode([7_u8; 256]));
    for (assertion, words) in [
        (forged.as_str(), "Invalid JWT Signature."),
        (&format!("{text}x.{signature}"), ""),
        (&unsigned, "Bad Request"),
        ("nothing", "Bad Request"),
    ] {
        let answer = counter.token(&[("grant_type", JWT), ("assertion", assertion)]).await;
        is(&answer, 400, "invalid_grant", words);
    }
}

#[tokio::test]
async fn without_a_person_there_is_no_mailbox_and_a_key_ends_when_it_is_deleted() {
    let counter = Counter::open().await;
    let file = service_account(&counter).await;
    delegate(&counter, &file, SEND).await;
    let mut alone = claims(&counter, &file);
    alone.as_object_mut().unwrap().remove("sub");
    let (_, tokens) = ask(&counter, &file, &alone).await;
    let (status, refused) =
        counter.send(tokens["access_token"].as_str().unwrap(), "me", &counter.mime("a@x.example")).await;
    assert_eq!((status, refused["error"]["errors"][0]["reason"].as_str()), (400, Some("failedPrecondition")));
    let page = counter.console(&format!("/iam-admin/serviceaccounts/{}", file["client_email"].as_str().unwrap()));
    let mut robot = Robot::new().unwrap();
    let shown = robot.open(page.clone()).await.unwrap();
    assert!(!shown.html().contains("PRIVATE KEY"));
    let delete = format!("Delete {}", file["private_key_id"].as_str().unwrap());
    let form = shown.forms().into_iter().find(|form| form.has_button(&delete)).unwrap();
    robot.submit(&form, &delete).await.unwrap();
    is(&ask(&counter, &file, &claims(&counter, &file)).await, 400, "invalid_grant", "Invalid JWT Signature.");
    let fresh: Value = serde_json::from_str(&robot.google_add_key(page.clone()).await.unwrap()).unwrap();
    assert_ne!(fresh["private_key"], file["private_key"]);
    assert_eq!(ask(&counter, &fresh, &claims(&counter, &fresh)).await.0, 200);
    counter.office().google_forbid_keys(true);
    let refused = robot.google_add_key(page).await.unwrap_err().to_string();
    assert!(refused.contains("iam.disableServiceAccountKeyCreation"), "{refused}");
}

#[tokio::test]
async fn a_delegation_is_for_a_number_and_for_scopes() {
    let counter = Counter::open().await;
    let file = service_account(&counter).await;
    let (page, mut robot) = (admin(&counter, "domainwidedelegation"), Robot::new().unwrap());
    for (client, scopes) in [
        (file["client_email"].as_str().unwrap(), SEND),
        (counter.client.client_id.as_str(), SEND),
        (file["client_id"].as_str().unwrap(), "gmail.send"),
    ] {
        assert!(robot.google_delegate(page.clone(), client, &[scopes]).await.is_err(), "{client} {scopes}");
    }
    delegate(&counter, &file, SEND).await;
    let again = robot.google_delegate(page, file["client_id"].as_str().unwrap(), &[READ]).await;
    assert!(again.is_err(), "not without overwriting");
    delegate(&counter, &file, &format!("{SEND},{READ}")).await;
    assert_eq!(counter.office().google_workspace().delegations[0].scopes.len(), 2);
}

#[tokio::test]
async fn faults_of_a_service_account_are_met_and_mended() {
    let settings = sendoff_practice::OfficeSettings {
        delay: Duration::from_millis(400),
        ..sendoff_practice::OfficeSettings::default()
    };
    let counter = Counter::with(crate::counter::Audience::Published, settings).await;
    let file = service_account(&counter).await;
    delegate(&counter, &file, SEND).await;
    for fault in [Fault::GoogleNotDelegated, Fault::GoogleDelegationDelay] {
        counter.office().arm(fault);
        is(&ask(&counter, &file, &claims(&counter, &file)).await, 401, "unauthorized_client", "unauthorized");
        match fault {
            Fault::GoogleNotDelegated => delegate(&counter, &file, SEND).await,
            _ => tokio::time::sleep(Duration::from_millis(600)).await,
        }
        assert_eq!(ask(&counter, &file, &claims(&counter, &file)).await.0, 200, "{fault}");
    }
    counter.office().arm(Fault::GoogleKeyDeleted);
    is(&ask(&counter, &file, &claims(&counter, &file)).await, 400, "invalid_grant", "Invalid JWT Signature.");
    counter.office().arm(Fault::ClockWrong);
    let page = counter.console(&format!("/iam-admin/serviceaccounts/{}", file["client_email"].as_str().unwrap()));
    let fresh: Value = serde_json::from_str(&Robot::new().unwrap().google_add_key(page).await.unwrap()).unwrap();
    is(&ask(&counter, &fresh, &claims(&counter, &fresh)).await, 400, "invalid_grant", "Invalid JWT: Token must be");
    counter.office().disarm(Fault::ClockWrong);
    assert_eq!(ask(&counter, &fresh, &claims(&counter, &fresh)).await.0, 200);
}

#[tokio::test]
async fn a_workspace_that_trusts_nobody_lets_in_whom_its_administrator_trusts() {
    let counter = Counter::open().await;
    counter.office().google_restrict(true);
    for (who, stopped) in [(GoogleAccountKind::Mailbox, true), (GoogleAccountKind::Private, false)] {
        let end = counter.sign_in(&counter.request(), who, Decision::Accept).await;
        if stopped {
            let text = end.page();
            assert!(text.contains("Error 400: admin_policy_enforced") && text.contains("administrator"), "{text}");
        } else {
            end.returned();
        }
    }
    let list = admin(&counter, "list?tab=configuredApps");
    Robot::new().unwrap().google_trust(list, &counter.client.client_id).await.unwrap();
    let tokens = counter.tokens(SEND).await;
    counter.office().advance(SignedDuration::from_secs(1));
    let lasting = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(counter.token(&changed(counter.refresh(lasting), "scope", SEND)).await.0, 200);
}
