//! The whole preparation of TourTools' guide, from an empty directory, with nothing but the words of the guide.

use crate::desk::{Desk, form};
use sendoff_practice::directory::{
    Audience, ClientApplication, Permission, PermissionKind, Platform, Redirect, Resource, WhoConsents,
};
use sendoff_practice::robot::{ExposedApi, PlatformName};

const REDIRECTS: [&str; 2] = ["https://www.tourtools.com/auth/", "http://localhost/mail-setup"];
const PERMISSIONS: [&str; 4] = ["Mail.Send", "Mail.Send.Shared", "offline_access", "User.Read"];

fn texts(client_id: String) -> ExposedApi {
    ExposedApi {
        scope_name: "sendMail".to_owned(),
        who_can_consent: "Admins only".to_owned(),
        admin_display_name: "Send mail on behalf of User".to_owned(),
        admin_description: "Allows the app to send mail from users' Microsoft 365 accounts".to_owned(),
        user_display_name: "Send Mail on your behalf".to_owned(),
        user_description: "Allows the app to send mail from your Microsoft 365 accounts".to_owned(),
        client_id,
    }
}

/// The value in the line after the label's.
fn under<'a>(copied: &'a str, label: &str) -> &'a str {
    let mut lines = copied.lines().skip_while(|line| *line != label);
    lines.nth(1).unwrap_or_else(|| panic!("{label} in {copied}"))
}

#[tokio::test]
async fn the_robot_prepares_tourtools_from_an_empty_directory() {
    let mut desk = Desk::registered().await;
    let app = desk.app().to_string();
    let overview = desk.link("overview");
    let copied = desk.robot.copy_overview(overview).await.unwrap();
    let redirects = desk.link("authentication");
    desk.robot.add_redirects(redirects, PlatformName::Web, &REDIRECTS).await.unwrap();
    let permissions = desk.link("api-permissions");
    desk.robot.add_permissions(permissions, &PERMISSIONS).await.unwrap();
    let secrets = desk.link("credentials");
    let row = desk.robot.new_secret(secrets, "TourTools mail", "730 days (24 months)").await.unwrap();
    let api = desk.link("expose-an-api");
    desk.robot.expose_api(api, &texts(app.clone())).await.unwrap();

    let registration = desk.registration();
    assert_eq!(under(&copied, "Display name"), "TourTools mail");
    assert_eq!(under(&copied, "Application (client) ID"), app);
    assert_eq!(under(&copied, "Object ID"), registration.object_id.to_string());
    assert_eq!(under(&copied, "Directory (tenant) ID"), desk.office().tenant().to_string());
    assert_eq!(under(&copied, "Supported account types"), "My organization only");
    assert_eq!(under(&copied, "Redirect URIs"), "1 web, 0 spa, 0 public client");
    assert_eq!(under(&copied, "Client credentials"), "Add a certificate or secret");

    assert_eq!(registration.name, "TourTools mail");
    assert_eq!(registration.audience, Audience::SingleTenant);
    let web = |uri: &str| Redirect { platform: Platform::Web, uri: uri.to_owned() };
    assert_eq!(registration.redirects, REDIRECTS.map(web));
    assert!(!registration.fallback_public);
    expect_permissions(&desk, &registration.permissions);
    expect_secret(&desk, &row);
    expect_api(&desk);
}

fn expect_permissions(desk: &Desk, configured: &[sendoff_practice::directory::PermissionId]) {
    assert_eq!(configured.len(), PERMISSIONS.len());
    for name in PERMISSIONS {
        let permission = Permission::find(Resource::Graph, PermissionKind::Delegated, name).unwrap().id;
        assert!(configured.contains(&permission), "{name}");
        assert!(desk.office().has_admin_consent(desk.app(), permission), "{name}");
    }
}

fn expect_secret(desk: &Desk, copied: &str) {
    let secrets = desk.registration().secrets;
    let [secret] = secrets.as_slice() else { panic!("one secret") };
    let (headings, row) = copied.split_once('\n').unwrap();
    assert_eq!(headings, "Description\tExpires\tValue\tSecret ID");
    let cells: Vec<_> = row.split('\t').collect();
    let day = secret.expires.strftime("%-m/%-d/%Y").to_string();
    assert_eq!(cells, ["TourTools mail", &day, secret.value.reveal(), &secret.id.to_string()]);
    assert_eq!(secret.value.reveal().len(), 40);
    let days = secret.expires.duration_since(secret.created).as_secs_f64() / 86_400.0;
    assert!((days - 730.0).abs() < 0.01, "{days}");
}

fn expect_api(desk: &Desk) {
    let (app, exposed) = (desk.app(), desk.registration().exposed);
    assert_eq!(exposed.uri, Some(format!("api://{app}")));
    let [scope] = exposed.scopes.as_slice() else { panic!("one scope") };
    let wanted = texts(app.to_string());
    assert_eq!((scope.name.as_str(), scope.who, scope.enabled), ("sendMail", WhoConsents::AdminsOnly, true));
    assert_eq!((&scope.admin_title, &scope.admin_description), (&wanted.admin_display_name, &wanted.admin_description));
    assert_eq!((&scope.user_title, &scope.user_description), (&wanted.user_display_name, &wanted.user_description));
    assert_eq!(exposed.client_applications, [ClientApplication { app, scopes: vec![scope.id] }]);
}

#[tokio::test]
async fn doing_a_step_again_changes_nothing_that_is_right() {
    let mut desk = Desk::registered().await;
    let (app, authentication, api) = (desk.app().to_string(), desk.link("authentication"), desk.link("expose-an-api"));
    for _ in 0..2 {
        desk.robot.add_redirects(authentication.clone(), PlatformName::Web, &REDIRECTS).await.unwrap();
        desk.robot.expose_api(api.clone(), &texts(app.clone())).await.unwrap();
    }
    let registration = desk.registration();
    assert_eq!(registration.redirects_under(Platform::Web).collect::<Vec<_>>(), REDIRECTS);
    assert_eq!((registration.exposed.scopes.len(), registration.exposed.client_applications.len()), (1, 1));
}

#[tokio::test]
async fn a_permission_is_found_by_searching_and_what_is_ticked_stays_ticked() {
    let mut desk = Desk::registered().await;
    let mut page = desk.open("api-permissions/add/microsoft-graph/delegated").await;
    for (search, tick) in [("imap", "IMAP.AccessAsUser.All"), ("mail.send", "Mail.Send")] {
        let mut search_form = form(&page, "Search");
        search_form.fill("Select permissions", search).unwrap();
        page = desk.robot.submit(&search_form, "Search").await.unwrap();
        let mut list = form(&page, "Add permissions");
        assert!(!list.has_field("Calendars.Read"), "{search} finds only what has it in its name");
        list.tick(tick).unwrap();
        list.fill("Select permissions", "").unwrap();
        page = desk.robot.submit(&list, "Search").await.unwrap();
    }
    let list = form(&page, "Add permissions");
    let page = desk.robot.submit(&list, "Add permissions").await.unwrap();
    assert_eq!(page.heading(), "API permissions");
    let names: Vec<_> =
        desk.registration().permissions.iter().filter_map(|id| id.permission()).map(|it| it.name).collect();
    assert_eq!(names, ["User.Read", "Mail.Send", "IMAP.AccessAsUser.All"]);
    let copied = page.copied("main table").join("\n");
    assert!(copied.contains("Microsoft Graph (3)\n"), "{copied}");
    assert!(copied.contains("Mail.Send\tDelegated\tSend mail as you\tNo\tNot granted"), "{copied}");
}

#[tokio::test]
async fn granting_shows_in_the_status_column() {
    let mut desk = Desk::registered().await;
    let permissions = desk.link("api-permissions");
    desk.robot.grant_admin_consent(permissions).await.unwrap();
    let copied = desk.open("api-permissions").await.copied("main table").join("\n");
    assert!(copied.contains("\tGranted for Practice Tours"), "{copied}");
    assert!(!copied.contains("Not granted"), "{copied}");
}
