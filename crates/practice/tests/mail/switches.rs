//! The pages of the admin centres, by the words on them, and what the servers make of them.

use crate::common::Desk;
use crate::smtp::{greeted, sign_in};
use crate::wire::{SMTP, ready, set_apps, token};
use sendoff_practice::directory::{AccountKind, EmailApps};
use sendoff_practice::robot::Robot;
use sendoff_practice::{OfficeSettings, Seed};
use url::Url;

const TENANT: &str = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.";
const MAILBOX: &str = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.";

fn portal(desk: &Desk) -> Url {
    Url::parse(&desk.running.addresses().portal()).unwrap()
}

fn apps(desk: &Desk) -> EmailApps {
    desk.office().account(AccountKind::Mailbox).unwrap().apps
}

async fn said(desk: &Desk) -> String {
    sign_in(&mut greeted(desk).await, &desk.mailbox(), &token(desk, SMTP).await).await
}

#[tokio::test]
async fn a_new_organisation_has_smtp_auth_off_and_the_mailbox_follows_until_it_has_a_setting_of_its_own() {
    let desk = ready().await;
    set_apps(&desk, |apps| apps.smtp = None);
    let mut robot = Robot::new().unwrap();
    assert!(said(&desk).await.starts_with(TENANT));
    robot.switch_on(portal(&desk), &desk.mailbox(), &["Authenticated SMTP"]).await.unwrap();
    assert_eq!(apps(&desk), EmailApps { smtp: Some(true), imap: true, pop: true });
    assert!(said(&desk).await.starts_with("235"), "the mailbox's setting wins");
    robot.set_smtp_auth(portal(&desk), true).await.unwrap();
    set_apps(&desk, |apps| apps.smtp = None);
    assert!(said(&desk).await.starts_with("235"), "the mailbox follows");
    set_apps(&desk, |apps| apps.smtp = Some(false));
    assert!(said(&desk).await.starts_with(MAILBOX));
    robot.set_smtp_auth(portal(&desk), false).await.unwrap();
    assert!(!desk.office().directory().exchange.smtp_auth);
}

#[tokio::test]
async fn saving_without_a_change_gives_the_mailbox_no_setting_of_its_own() {
    let desk = ready().await;
    set_apps(&desk, |apps| *apps = EmailApps { smtp: None, imap: false, pop: false });
    let mut robot = Robot::new().unwrap();
    robot.switch_on(portal(&desk), &desk.mailbox(), &["IMAP"]).await.unwrap();
    assert_eq!(apps(&desk), EmailApps { smtp: None, imap: true, pop: false });
    assert!(robot.switch_on(portal(&desk), "nobody@nowhere.example", &["IMAP"]).await.is_err());
}

#[tokio::test]
async fn rights_to_the_shared_mailbox_are_given_and_taken_on_its_page() {
    let desk = ready().await;
    let shared = desk.office().account(AccountKind::Shared).unwrap();
    let mut robot = Robot::new().unwrap();
    robot.delegate(portal(&desk), &desk.mailbox()).await.unwrap();
    let owner = || desk.office().account(AccountKind::Mailbox).unwrap();
    assert!(owner().sends_as(&shared.address) && owner().opens(&shared.address));
    let colleague = desk.office().account(AccountKind::Colleague).unwrap();
    assert!(!colleague.sends_as(&shared.address) && !colleague.opens(&shared.address));
    let address =
        format!("{}/{}/users/{}/delegation", desk.running.addresses().portal(), desk.office().tenant(), shared.id);
    let page = robot.open(Url::parse(&address).unwrap()).await.unwrap();
    let form = page.forms().into_iter().find(|form| form.has_button("Save")).unwrap();
    let boxes: Vec<_> =
        form.controls.iter().filter(|one| one.label == "Send As").map(|one| one.group.clone()).collect();
    assert_eq!(boxes, [desk.mailbox(), colleague.address], "people with a mailbox, and nobody else");
    let cleared = desk.http.post(address).form(&[("nothing", "")]).send().await.unwrap();
    assert_eq!(cleared.status(), 303);
    assert!(!owner().sends_as(&shared.address) && !owner().opens(&shared.address));
}

#[tokio::test]
async fn nobody_signs_in_with_a_shared_mailbox() {
    let desk = Desk::seeded(Seed::TourTools, OfficeSettings::default()).await;
    let shared = desk.office().account(AccountKind::Shared).unwrap();
    let page = desk.type_in(&shared.address, shared.password.reveal()).await;
    assert!(page.contains("The user account is disabled."), "{page}");
    let announced = desk.running.announcement(tempfile::tempdir().unwrap().path()).unwrap();
    assert!(announced.microsoft.accounts.iter().all(|account| account.address != shared.address));
    assert_eq!(announced.microsoft.mail.shared, Some(shared.address));
}

#[tokio::test]
async fn microsofts_names_are_resolved_to_the_offices_ports_and_no_others() {
    let desk = ready().await;
    let addresses = desk.running.addresses();
    assert_eq!(addresses.resolve("smtp.office365.com", 587), Some(addresses.smtp()));
    assert_eq!(addresses.resolve("Outlook.Office365.com", 993), Some(addresses.imap()));
    assert_eq!(addresses.resolve("outlook.office365.com", 995), Some(addresses.pop3()));
    for (host, port) in [("smtp.office365.com", 465), ("outlook.office365.com", 587), ("smtp.gmail.com", 25)] {
        assert_eq!(addresses.resolve(host, port), None, "{host}:{port}");
    }
    let ports = [addresses.smtp(), addresses.smtps(), addresses.imap(), addresses.pop3()];
    assert!(ports.iter().all(|at| at.ip().is_loopback()));
}
