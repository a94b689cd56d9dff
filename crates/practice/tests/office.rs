//! The office as a whole: what it announces, what it keeps, what the portal refuses, and that it goes when told to.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{Desk, client};
use jiff::SignedDuration;
use sendoff_practice::directory::{Audience, Platform, RedirectRefusal, WhoConsents};
use sendoff_practice::{Fault, Lifetime, NewRegistration, NewScope, Office, OfficeSettings, PortalRefusal, Seed};
use serde_json::Value;
use std::fs;
use std::net::TcpStream;

#[tokio::test]
async fn it_announces_exactly_what_a_program_needs() {
    let desk = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let announced = serde_json::to_value(desk.running.announcement(folder.path()).unwrap()).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&announced), ["ca_file", "google", "inbox", "microsoft", "provider"]);
    let (provider, addresses) = (&announced["provider"], desk.running.addresses());
    assert_eq!(keys(provider), ["applications", "pages", "secure"]);
    assert_eq!(provider["secure"], format!("{}/provider", addresses.secure()));
    assert_eq!(provider["pages"], format!("{}/provider", addresses.pages()));
    assert_eq!(provider["applications"], format!("{}/provider-applications", addresses.pages()));
    let microsoft = &announced["microsoft"];
    let expected = [
        "accounts",
        "authority",
        "authorize",
        "client_id",
        "client_secret",
        "graph",
        "mail",
        "portal",
        "redirect_uri",
        "tenant_id",
        "token",
    ];
    assert_eq!(keys(microsoft), expected);
    assert_eq!(keys(&microsoft["mail"]), ["imap", "pop3", "shared", "smtp", "smtps"]);
    assert_eq!(keys(&microsoft["mail"]["smtp"]), ["host", "port", "stands_for"]);
    assert_eq!(microsoft["mail"]["smtp"]["port"], desk.running.addresses().smtp().port());
    assert_eq!(keys(&microsoft["accounts"][0]), ["address", "password"]);
    assert_eq!(microsoft["accounts"][0]["address"], desk.mailbox());
    assert_eq!(microsoft["redirect_uri"], "http://localhost/mail-setup");
    assert_eq!(microsoft["client_secret"], desk.secret);
    assert!(microsoft["authority"].as_str().unwrap().starts_with("https://127.0.0.1:"));
    assert_eq!(fs::read_to_string(announced["ca_file"].as_str().unwrap()).unwrap(), desk.running.ca_pem());

    let empty = Office::start(OfficeSettings::default()).await.unwrap();
    let announced = serde_json::to_value(empty.announcement(folder.path()).unwrap()).unwrap();
    assert_eq!(
        keys(&announced["microsoft"]),
        ["accounts", "authority", "authorize", "graph", "mail", "portal", "token"]
    );
}

#[tokio::test]
async fn every_office_is_another_unless_it_is_seeded() {
    let start =
        |random| Office::start(OfficeSettings { seed: Some(Seed::TourTools), random, ..OfficeSettings::default() });
    let told = |directory: sendoff_practice::directory::Directory| {
        let secret = directory.registrations[0].secrets[0].value.reveal().to_owned();
        (directory.tenant, directory.domain, directory.accounts[0].password.reveal().to_owned(), secret)
    };
    let (one, other) = (start(None).await.unwrap(), start(None).await.unwrap());
    let (one, other) = (told(one.office().directory()), told(other.office().directory()));
    assert!(one.0 != other.0 && one.1 != other.1 && one.2 != other.2 && one.3 != other.3);
    let (same, again) = (start(Some(7)).await.unwrap(), start(Some(7)).await.unwrap());
    assert_eq!(told(same.office().directory()), told(again.office().directory()));
    assert_eq!(one.3.len(), 40);
    assert!(one.3.as_bytes()[3].is_ascii_digit() && &one.3[4..6] == "Q~", "{}", one.3);
}

#[tokio::test]
async fn a_set_up_is_resumed_with_its_registrations_and_without_its_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let settings = OfficeSettings { data_folder: Some(folder.path().to_owned()), ..OfficeSettings::default() };
    let desk = Desk::with(settings.clone()).await;
    let refresh = desk.tokens().await["refresh_token"].as_str().unwrap().to_owned();
    let (app, secret, tenant) = (desk.app, desk.secret.clone(), desk.office().tenant());
    desk.running.stop().await;

    let again = Desk::with(settings.clone()).await;
    assert_eq!((again.app, &again.secret, again.office().tenant()), (app, &secret, tenant));
    assert_eq!(again.office().registrations().len(), 1, "the seed is not sown twice");
    assert_eq!(again.app_token(&secret).await.0, 200);
    common::refused(&again.refresh(&refresh, None).await, 70000, "invalid_grant");
    again.running.stop().await;

    fs::write(folder.path().join("office.json"), "{ not json").unwrap();
    let anew = Desk::with(settings).await;
    assert_ne!(anew.office().tenant(), tenant);
    assert_eq!(fs::read_to_string(folder.path().join("office.json.bad")).unwrap(), "{ not json");
}

#[tokio::test]
async fn time_that_was_moved_stays_moved() {
    let folder = tempfile::tempdir().unwrap();
    let settings = OfficeSettings { data_folder: Some(folder.path().to_owned()), ..OfficeSettings::default() };
    let month = SignedDuration::from_hours(24 * 30);
    let desk = Desk::with(settings.clone()).await;
    desk.office().advance(month);
    desk.running.stop().await;
    let again = Desk::with(settings).await;
    assert_eq!(again.office().ahead(), month);
}

#[tokio::test]
async fn every_change_of_what_is_armed_is_told() {
    let desk = Desk::open().await;
    let mut changes = desk.office().fault_changes();
    let mut told = || changes.has_changed().unwrap().then(|| *changes.borrow_and_update()).is_some();
    assert!(!told());
    desk.office().arm(Fault::SecretWrong);
    assert!(told());
    assert_eq!(desk.app_token(&desk.secret).await.0, 401);
    assert!(told() && desk.office().armed().is_empty(), "it took effect");
    desk.office().disarm(Fault::SecretWrong);
    assert!(told());
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_kept_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let settings = OfficeSettings { data_folder: Some(folder.path().to_owned()), ..OfficeSettings::default() };
    let _desk = Desk::with(settings).await;
    let mode = fs::metadata(folder.path().join("office.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let settings = OfficeSettings { data_folder: Some(file.path().join("office")), ..OfficeSettings::default() };
    let refused = Office::start(settings).await.expect_err("a file is no folder");
    assert!(refused.to_string().contains(file.path().to_str().unwrap()), "{refused}");
}

#[tokio::test]
async fn stopping_frees_the_ports_even_with_connections_open() {
    let desk = Desk::open().await;
    let at = |address: String| address.split_once("://").unwrap().1.to_owned();
    let (pages, secure) = (at(desk.running.addresses().pages()), at(desk.running.addresses().secure()));
    assert_eq!(desk.app_token(&desk.secret).await.0, 200);
    let _idle = TcpStream::connect(&pages).unwrap();
    desk.running.stop().await;
    for port in [pages, secure] {
        TcpStream::connect(&port).expect_err("nobody listens");
        std::net::TcpListener::bind(&port).unwrap();
    }
}

#[tokio::test]
async fn answers_are_dated_by_the_office_and_tokens_are_not_stored() {
    let desk = Desk::with(OfficeSettings {
        clock_offset: Some(SignedDuration::from_hours(24 * 30)),
        ..OfficeSettings::default()
    })
    .await;
    let response = desk.post_token(&[("grant_type", "client_credentials")]).await.unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!((header("cache-control"), header("pragma")), ("no-store".to_owned(), "no-cache".to_owned()));
    let date = jiff::fmt::rfc2822::parse(&header("date")).unwrap().timestamp();
    assert!(date.duration_since(desk.office().now()).abs() < SignedDuration::from_mins(1));
    assert!(
        date.duration_since(jiff::civil::date(2026, 1, 1).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp())
            > SignedDuration::ZERO
    );
    let huge = "a".repeat(65 * 1024);
    assert_eq!(desk.post_token(&[("client_id", &huge)]).await.unwrap().status(), 413);
}

#[tokio::test]
async fn only_its_own_ca_vouches_for_it() {
    let (one, other) = (Desk::open().await, Desk::open().await);
    let stranger = client(&other.running);
    let refused = stranger.get(one.running.addresses().graph()).send().await.expect_err("another run's CA");
    assert!(refused.is_connect(), "{refused:?}");
}

fn named(name: &str) -> NewRegistration {
    NewRegistration { name: name.to_owned(), audience: Audience::SingleTenant, redirect: None }
}

#[tokio::test]
async fn the_portal_refuses_what_the_portal_refuses() {
    let desk = Desk::open().await;
    let (office, app) = (desk.office(), desk.app);
    assert_eq!(office.register(&named("  ")).map(drop), Err(PortalRefusal::Name));
    assert_eq!(office.register(&named(&"n".repeat(121))).map(drop), Err(PortalRefusal::Name));
    let redirect = |uri: &str| office.add_redirect(app, Platform::Web, uri);
    assert_eq!(redirect("http://127.0.0.1/x"), Err(PortalRefusal::Redirect(RedirectRefusal::Scheme)));
    assert_eq!(redirect("http://localhost/mail-setup"), Err(PortalRefusal::Redirect(RedirectRefusal::Twice)));
    for number in 2..256 {
        redirect(&format!("https://a.example/{number}")).unwrap();
    }
    assert_eq!(redirect("https://a.example/last"), Err(PortalRefusal::Redirect(RedirectRefusal::TooMany)));
    for lifetime in [Lifetime::Months(0), Lifetime::Months(25), Lifetime::Until(office.now())] {
        assert_eq!(office.add_secret(app, "x", lifetime).map(drop), Err(PortalRefusal::Lifetime), "{lifetime:?}");
    }
    assert_eq!(
        office.remove_redirect(app, Platform::Spa, "http://localhost/mail-setup"),
        Err(PortalRefusal::NoRedirect)
    );
    office.delete_registration(app).unwrap();
    assert_eq!(office.grant_admin_consent(app), Err(PortalRefusal::NoRegistration));
    assert!(office.directory().grants.is_empty());
}

#[tokio::test]
async fn a_secret_is_told_once_with_its_hint_and_its_end() {
    let desk = Desk::open().await;
    let told = desk.office().add_secret(desk.app, " TourTools ", Lifetime::Months(24)).unwrap();
    assert_eq!(told.hint, told.value.reveal()[..3]);
    assert_ne!(told.id.to_string(), told.value.reveal());
    let kept = desk.office().registration(desk.app).unwrap().secrets.pop().unwrap();
    assert_eq!((kept.id, kept.description.as_str(), kept.expires), (told.id, "TourTools", told.expires));
    let days = told.expires.duration_since(desk.office().now()).as_hours() / 24;
    assert!((729..=731).contains(&days), "{days}");
    assert!(!format!("{told:?} {kept:?}").contains(told.value.reveal()));
}

#[tokio::test]
async fn an_api_is_exposed_in_the_order_of_the_guide() {
    let desk = Desk::open().await;
    let (office, app) = (desk.office(), desk.app);
    let scope = NewScope {
        name: "sendMail".to_owned(),
        who: WhoConsents::AdminsOnly,
        admin_title: "Send mail on behalf of User".to_owned(),
        admin_description: "Allows the app to send mail from users' Microsoft 365 accounts".to_owned(),
        user_title: "Send Mail on your behalf".to_owned(),
        user_description: String::new(),
        enabled: true,
    };
    assert_eq!(office.add_scope(app, &scope), Err(PortalRefusal::NoApiUri));
    assert_eq!(office.set_application_id_uri(app, "api://tourtools"), Err(PortalRefusal::ApiUri));
    office.set_application_id_uri(app, &format!("api://{app}")).unwrap();
    let id = office.add_scope(app, &scope).unwrap();
    assert_eq!(office.add_scope(app, &scope), Err(PortalRefusal::Scope));
    assert_eq!(office.add_client_application(app, app, &[]), Err(PortalRefusal::NoScope));
    office.add_client_application(app, app, &[id]).unwrap();
    assert_eq!(office.add_client_application(app, app, &[id]), Err(PortalRefusal::ClientTwice));
    let exposed = office.registration(app).unwrap().exposed;
    assert_eq!(exposed.client_applications[0].scopes, [id]);
    office.delete_scope(app, id).unwrap();
    assert!(office.registration(app).unwrap().exposed.client_applications[0].scopes.is_empty());
}
