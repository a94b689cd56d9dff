//! What the portal does not take, and what it says then.

use crate::desk::{Desk, form};
use crate::pages::check;
use sendoff_practice::directory::Platform;
use sendoff_practice::robot::{Control, PlatformName, RobotError};

const OWN: &str = "https://www.tourtools.com/auth/";

#[tokio::test]
async fn addresses_that_entra_refuses_are_refused_with_its_reason() {
    let mut desk = Desk::registered().await;
    let long = format!("https://a.example/{}", "a".repeat(256));
    for (address, reason) in [
        ("http://127.0.0.1/mail-setup", "http://localhost"),
        ("http://127.0.0.1", "http://localhost"),
        ("http://[::1]/mail-setup", "http://localhost"),
        ("http://tourtools.com/auth", "http://localhost"),
        ("ftp://localhost/", "http://localhost"),
        ("www.tourtools.com/auth", "valid URL"),
        ("https://a.example/it's", "characters"),
        ("https://a.example/a,b", "characters"),
        ("https://a.example/(x)", "characters"),
        ("https://a.example/!", "characters"),
        ("https://a.example/$;", "characters"),
        ("https://*.a.example/", "characters"),
        ("https://münchen.example/", "characters"),
        (long.as_str(), "256"),
        (OWN, "already"),
    ] {
        for platform in ["web", "spa", "desktop"] {
            let page = desk.open(&format!("authentication/add-platform/{platform}")).await;
            let mut configure = form(&page, "Configure");
            configure.fill("Redirect URI", address).unwrap();
            let page = desk.robot.submit(&configure, "Configure").await.unwrap();
            assert_eq!(page.status, 422, "{address}");
            check(page.html(), address);
            let said = page.copied("[role=alert]").join(" ");
            assert!(said.contains(reason), "{address}: {said}");
        }
    }
    assert_eq!(desk.registration().redirects_under(Platform::Web).collect::<Vec<_>>(), [OWN]);
    assert_eq!(desk.registration().redirects.len(), 1);
}

#[tokio::test]
async fn the_text_boxes_refuse_the_same_and_save_nothing_of_it() {
    let mut desk = Desk::registered().await;
    let refused = desk
        .robot
        .add_redirects(desk.link("authentication"), PlatformName::Web, &["http://127.0.0.1/mail-setup"])
        .await;
    let Err(RobotError::Refused { page, words }) = refused else { panic!("{refused:?}") };
    assert_eq!(page, "Authentication");
    assert!(words.contains("http://localhost"), "{words}");
    assert_eq!(desk.registration().redirects.len(), 1);
}

#[tokio::test]
async fn one_wrong_address_keeps_the_right_one_beside_it_from_being_saved_and_loses_neither() {
    let mut desk = Desk::registered().await;
    let page = desk.open("authentication").await;
    let page = desk.robot.submit(&form(&page, "Save"), "Add URI under Web").await.unwrap();
    let page = desk.robot.submit(&form(&page, "Save"), "Add URI under Web").await.unwrap();
    let mut boxes = form(&page, "Save");
    boxes.fill("Web redirect URI 2", "http://localhost/mail-setup").unwrap();
    boxes.fill("Web redirect URI 3", "http://127.0.0.1/mail-setup").unwrap();
    let page = desk.robot.submit(&boxes, "Save").await.unwrap();
    assert_eq!(page.status, 422);
    check(page.html(), "refused");
    let boxes = form(&page, "Save");
    let values: Vec<_> = boxes.controls.iter().filter(|one| one.label.starts_with("Web")).map(Control::value).collect();
    assert_eq!(values, [OWN, "http://localhost/mail-setup", "http://127.0.0.1/mail-setup"]);
    assert_eq!(desk.registration().redirects.len(), 1);
}

#[tokio::test]
async fn nothing_counts_before_save() {
    let mut desk = Desk::registered().await;
    let page = desk.open("authentication").await;
    let page = desk.robot.submit(&form(&page, "Save"), &format!("Remove {OWN}")).await.unwrap();
    assert!(page.text().contains("Not saved yet"), "{}", page.text());
    assert_eq!(desk.registration().redirects.len(), 1, "removed on the page only");
    desk.robot.submit(&form(&page, "Save"), "Save").await.unwrap();
    assert!(desk.registration().redirects.is_empty());
}

#[tokio::test]
async fn registering_needs_a_name_and_a_platform_for_the_address() {
    let mut desk = Desk::empty().await;
    let portal = desk.portal();
    for (name, platform, uri, reason) in [
        ("", "Web", OWN, "name"),
        ("TourTools", "Select a platform", OWN, "Select a platform"),
        ("TourTools", "Web", "http://127.0.0.1", "http://localhost"),
        (&"x".repeat(121), "Web", OWN, "120"),
    ] {
        let page = desk.robot.open(portal.clone()).await.unwrap();
        let page = desk.robot.click(&page, "App registrations").await.unwrap();
        let page = desk.robot.click(&page, "New registration").await.unwrap();
        let mut register = form(&page, "Register");
        register.fill("Name", name).unwrap();
        register.choose("Platform", platform).unwrap();
        register.fill("Value", uri).unwrap();
        let page = desk.robot.submit(&register, "Register").await.unwrap();
        assert_eq!(page.status, 422, "{name}");
        check(page.html(), name);
        assert!(page.copied("[role=alert]").join(" ").contains(reason), "{reason}: {}", page.text());
        let kept = form(&page, "Register");
        assert!(kept.controls.iter().any(|control| control.value() == uri), "what was typed stays");
    }
    assert!(desk.office().registrations().is_empty());
}

#[tokio::test]
async fn exposing_an_api_says_what_is_missing() {
    let mut desk = Desk::registered().await;
    let page = desk.open("expose-an-api/add-client").await;
    let mut client = form(&page, "Add application");
    client.fill("Client ID", "8xQ").unwrap();
    let page = desk.robot.submit(&client, "Add application").await.unwrap();
    assert!(page.status == 422 && page.text().contains("Application (client) ID"), "{}", page.text());
    check(page.html(), "client");

    let page = desk.open("expose-an-api/add-scope").await;
    let mut uri = form(&page, "Save and continue");
    uri.fill("Application ID URI", "https://tourtools.example").unwrap();
    let page = desk.robot.submit(&uri, "Save and continue").await.unwrap();
    assert!(page.status == 422 && page.copied("[role=alert]").join("").contains("api://"), "{}", page.text());
    let mut uri = form(&page, "Save and continue");
    uri.fill("Application ID URI", &format!("api://{}", desk.app())).unwrap();
    let page = desk.robot.submit(&uri, "Save and continue").await.unwrap();
    let mut scope = form(&page, "Add scope");
    scope.fill("Scope name", "sendMail").unwrap();
    let page = desk.robot.submit(&scope, "Add scope").await.unwrap();
    assert_eq!(page.status, 422);
    check(page.html(), "scope");
    let said = page.copied("[role=alert]").join("\n");
    assert!(said.contains("Admin consent display name is required."), "{said}");
    assert!(!said.contains("Scope name is required."), "{said}");
    assert!(desk.registration().exposed.scopes.is_empty());
}

#[tokio::test]
async fn permissions_are_added_only_when_one_is_ticked() {
    let mut desk = Desk::registered().await;
    let page = desk.open("api-permissions/add/microsoft-graph/application").await;
    let page = desk.robot.submit(&form(&page, "Add permissions"), "Add permissions").await.unwrap();
    assert_eq!(page.status, 422);
    check(page.html(), "permissions");
    assert_eq!(page.copied("[role=alert]"), ["Select at least one permission."]);
}
