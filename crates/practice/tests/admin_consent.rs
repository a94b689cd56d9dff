//! The admin-consent endpoint: what comes back to the application, in its present form and the old one.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{Desk, End, REDIRECT, with_query};
use sendoff_practice::directory::{AccountKind, Permission, PermissionKind, Resource};
use sendoff_practice::{Fault, OfficeSettings, Seed};
use std::collections::HashMap;

const DEFAULT: &str = "https://graph.microsoft.com/.default";

async fn desk(seed: Seed) -> Desk {
    let desk = Desk::seeded(seed, OfficeSettings::default()).await;
    desk.office().revoke_admin_consent(desk.app).unwrap();
    desk
}

/// The page at the endpoint, or what it says in place of a sign-in.
async fn open(desk: &Desk, tenant: &str, path: &str, parameters: &[(&str, &str)]) -> String {
    let id = desk.app.to_string();
    let mut all = vec![("client_id", id), ("redirect_uri", REDIRECT.to_owned()), ("state", "s&t".to_owned())];
    all.extend(parameters.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let address = format!("{}/{tenant}/{path}", desk.running.addresses().pages());
    desk.http.get(with_query(&address, &all)).send().await.unwrap().text().await.unwrap()
}

async fn decide(desk: &Desk, page: &str, who: AccountKind, decision: &str) -> HashMap<String, String> {
    let account = desk.office().account(who).unwrap();
    let typed = [("address", account.address.as_str()), ("password", account.password.reveal())];
    let page = desk.submit(page, "/signin", &typed).await.unwrap();
    desk.submit(&page, "/signin/consent", &[("decision", decision)])
        .await
        .map_or_else(End::returned, |page| panic!("{page}"))
}

fn is_approved(desk: &Desk, kind: PermissionKind, name: &str) -> bool {
    desk.office().has_admin_consent(desk.app, Permission::find(Resource::Graph, kind, name).unwrap().id)
}

#[tokio::test]
async fn an_administrator_approves_what_is_configured_the_applications_own_permissions_included() {
    let desk = desk(Seed::ApplicationAlone).await;
    let tenant = desk.office().tenant().to_string();
    for (path, parameters) in [("v2.0/adminconsent", &[("scope", DEFAULT)][..]), ("adminconsent", &[])] {
        desk.office().revoke_admin_consent(desk.app).unwrap();
        let page = open(&desk, &tenant, path, parameters).await;
        let back = decide(&desk, &page, AccountKind::Administrator, "accept").await;
        assert_eq!((back["admin_consent"].as_str(), &back["tenant"]), ("True", &tenant));
        assert_eq!(back["state"], "s&t");
        assert_eq!(back.get("scope").map(String::as_str), parameters.first().map(|(_, scope)| *scope));
        assert!(!back.contains_key("error") && is_approved(&desk, PermissionKind::Application, "Mail.Send"));
    }
}

#[tokio::test]
async fn named_scopes_approve_those_and_no_others() {
    let desk = desk(Seed::Gathr).await;
    let scope = "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/Calendars.Read";
    let page = open(&desk, "organizations", "v2.0/adminconsent", &[("scope", scope)]).await;
    assert!(page.contains("not configured as a multi-tenant application") || page.contains("Sign in"), "{page}");
    decide(&desk, &page, AccountKind::Administrator, "accept").await;
    assert!(is_approved(&desk, PermissionKind::Delegated, "Mail.Read"));
    assert!(!is_approved(&desk, PermissionKind::Delegated, "Mail.ReadBasic"));
}

#[tokio::test]
async fn the_mail_protocols_are_approved_through_exchanges_default() {
    let desk = desk(Seed::Smtp).await;
    let tenant = desk.office().tenant().to_string();
    let scope = "https://outlook.office365.com/.default";
    let page = open(&desk, &tenant, "v2.0/adminconsent", &[("scope", scope)]).await;
    decide(&desk, &page, AccountKind::Administrator, "accept").await;
    assert!(is_approved(&desk, PermissionKind::Delegated, "IMAP.AccessAsUser.All"));
    let tokens = desk.tokens_for("https://outlook.office.com/IMAP.AccessAsUser.All").await;
    assert!(tokens["access_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn whoever_cancels_comes_back_with_an_error_and_admin_consent_true_all_the_same() {
    let desk = desk(Seed::ZappySys).await;
    let tenant = desk.office().tenant().to_string();
    let page = open(&desk, &tenant, "v2.0/adminconsent", &[("scope", DEFAULT)]).await;
    let back = decide(&desk, &page, AccountKind::Administrator, "cancel").await;
    assert_eq!((back["error"].as_str(), back["admin_consent"].as_str()), ("consent_required", "True"));
    assert!(back["error_description"].starts_with("AADSTS65004: ") && back["tenant"] == tenant);
    desk.running.arm(Fault::ApprovalDeclined);
    let page = open(&desk, &tenant, "v2.0/adminconsent", &[("scope", DEFAULT)]).await;
    let back = decide(&desk, &page, AccountKind::Administrator, "accept").await;
    assert_eq!(back["error"], "consent_required");
    let page = open(&desk, &tenant, "v2.0/adminconsent", &[("scope", DEFAULT)]).await;
    let back = decide(&desk, &page, AccountKind::Mailbox, "accept").await;
    assert!(back["error_description"].starts_with("AADSTS90094: "), "no administrator: {back:?}");
    assert!(!is_approved(&desk, PermissionKind::Delegated, "Mail.Read"));
}

#[tokio::test]
async fn a_request_that_cannot_be_trusted_stays_on_a_page() {
    let desk = desk(Seed::ZappySys).await;
    let tenant = desk.office().tenant().to_string();
    let scope = [("scope", DEFAULT)];
    for (tenant, parameters, number) in [
        ("common", &scope[..], "AADSTS50059"),
        (tenant.as_str(), &[], "AADSTS900144"),
        (tenant.as_str(), &[("scope", "Mail.Sent")], "AADSTS650053"),
        ("nowhere.example", &scope, "AADSTS90002"),
    ] {
        let page = open(&desk, tenant, "v2.0/adminconsent", parameters).await;
        assert!(page.contains(number), "{number}: {page}");
    }
    let address = format!("{}/{tenant}/v2.0/adminconsent", desk.running.addresses().pages());
    let id = desk.app.to_string();
    let elsewhere =
        [("client_id", id), ("redirect_uri", "https://evil.example/".to_owned()), ("scope", DEFAULT.to_owned())];
    let page = desk.http.get(with_query(&address, &elsewhere)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("AADSTS50011"), "{page}");
}
