//! What the robot mends in the portal.

use crate::desk::Desk;
use sendoff_practice::PortalAction;
use sendoff_practice::directory::{AccountKind, Permission, PermissionKind, Platform, Resource};
use sendoff_practice::robot::PlatformName;

#[tokio::test]
async fn a_disabled_application_is_enabled_and_nothing_else_changes() {
    let mut desk = Desk::seeded().await;
    let (app, portal) = (desk.app(), desk.portal());
    desk.office().set_enabled(app, false).unwrap();
    desk.office().set_assignment_required(app, true).unwrap();
    desk.robot.mend(portal, PortalAction::EnableApplication).await.unwrap();
    let registration = desk.registration();
    assert!(registration.enabled && registration.assignment_required);
}

#[tokio::test]
async fn people_are_assigned_and_only_those_of_the_directory() {
    let mut desk = Desk::seeded().await;
    let (app, portal) = (desk.app(), desk.portal());
    desk.office().set_assignment_required(app, true).unwrap();
    desk.robot.mend(portal, PortalAction::AssignPeople).await.unwrap();
    let registration = desk.registration();
    for (kind, admitted) in [
        (AccountKind::Mailbox, true),
        (AccountKind::Colleague, true),
        (AccountKind::Administrator, true),
        (AccountKind::Outsider, false),
    ] {
        assert_eq!(registration.admits(desk.office().account(kind).unwrap().id), admitted, "{kind:?}");
    }
}

#[tokio::test]
async fn consent_that_was_revoked_is_granted_again() {
    let mut desk = Desk::seeded().await;
    let (app, portal) = (desk.app(), desk.portal());
    desk.office().revoke_admin_consent(app).unwrap();
    desk.robot.mend(portal, PortalAction::GrantAdminConsent).await.unwrap();
    let send = Permission::find(Resource::Graph, PermissionKind::Delegated, "Mail.Send").unwrap().id;
    assert!(desk.office().has_admin_consent(app, send));
}

#[tokio::test]
async fn a_redirect_under_the_wrong_platform_moves_and_a_missing_one_comes_back() {
    let mut desk = Desk::seeded().await;
    let (app, page) = (desk.app(), desk.link("authentication"));
    let ours = "http://localhost/mail-setup";
    for platform in [Platform::Spa, Platform::Desktop] {
        desk.office().remove_redirect(app, Platform::Web, ours).unwrap();
        desk.office().add_redirect(app, platform, ours).unwrap();
        desk.robot.add_redirects(page.clone(), PlatformName::Web, &[ours]).await.unwrap();
        assert_eq!(desk.registration().redirect_for(ours).unwrap().platform, Platform::Web);
        assert_eq!(desk.registration().redirects.len(), 2);
    }
    desk.office().remove_redirect(app, Platform::Web, ours).unwrap();
    desk.robot.add_redirects(page, PlatformName::Web, &[ours]).await.unwrap();
    assert_eq!(desk.registration().redirects_under(Platform::Web).count(), 2);
}

#[tokio::test]
async fn with_several_registrations_the_newest_is_meant() {
    let mut desk = Desk::seeded().await;
    let old = desk.app();
    let portal = desk.portal();
    desk.robot.register(portal.clone(), "Newer", PlatformName::Web, "https://newer.example/").await.unwrap();
    let copied = desk.robot.copy_overview(portal).await.unwrap();
    assert!(copied.starts_with("Display name\nNewer\n") && !copied.contains(&old.to_string()), "{copied}");
}
