//! Each difference there is, made in the practice office's portal, copied from its Manifest page in both formats, and led to
//! its step.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says by panicking what does not hold"
)]

#[allow(dead_code, reason = "each test binary uses its own part of the stage")]
mod stage;

use sendoff_journey::{Action, Block, Findings, Screen, StatusTone};
use sendoff_practice::{
    Lifetime, NewRegistration, NewScope, Office, OfficeSettings, RunningOffice,
    directory::{
        AppId, Audience, ExposedScopeId, ImplicitGrant, Permission, PermissionKind, Platform, Resource, WhoConsents,
    },
    robot::Robot,
};
use sendoff_values::StepId;
use stage::{Play, Scenery, check_screen};
use url::Url;

/// What TourTools' guide makes, before one thing of it goes wrong.
#[derive(Clone)]
struct Made {
    audience: Audience,
    redirects: Vec<(Platform, &'static str)>,
    public_flows: bool,
    implicit: ImplicitGrant,
    permissions: Vec<(PermissionKind, &'static str)>,
    secret: bool,
    uri: bool,
    scope: Option<(&'static str, WhoConsents, bool)>,
    client: Option<bool>,
}

/// What is told of a change, and the change.
type Differs = (&'static str, fn(&mut Made));

const APPLICATION: &str = "https://www.tourtools.com/auth/";
const ASSISTANT: &str = "http://localhost/mail-setup";

fn right() -> Made {
    let delegated = |name| (PermissionKind::Delegated, name);
    Made {
        audience: Audience::SingleTenant,
        redirects: vec![(Platform::Web, APPLICATION), (Platform::Web, ASSISTANT)],
        public_flows: false,
        implicit: ImplicitGrant::default(),
        permissions: ["Mail.Send", "Mail.Send.Shared", "offline_access", "User.Read"].map(delegated).into(),
        secret: true,
        uri: true,
        scope: Some(("sendMail", WhoConsents::AdminsOnly, true)),
        client: Some(true),
    }
}

impl Made {
    /// Makes it in the portal.
    fn register(&self, office: &Office) -> AppId {
        let new = NewRegistration { name: "TourTools mail".to_owned(), audience: self.audience, redirect: None };
        let app = office.register(&new).unwrap().app_id;
        for (platform, uri) in &self.redirects {
            office.add_redirect(app, *platform, uri).unwrap();
        }
        office.set_public_client_flows(app, self.public_flows).unwrap();
        office.set_implicit_grant(app, self.implicit).unwrap();
        for there in office.registration(app).unwrap().permissions {
            office.remove_permission(app, there).unwrap();
        }
        for (kind, name) in &self.permissions {
            let permission = Permission::find(Resource::Graph, *kind, name).unwrap();
            office.add_permission(app, permission.id).unwrap();
        }
        if self.secret {
            office.add_secret(app, "TourTools mail", Lifetime::Months(24)).unwrap();
        }
        if self.uri {
            office.set_application_id_uri(app, &format!("api://{app}")).unwrap();
        }
        let scope = self.scope.map(|scope| add_scope(office, app, scope));
        match (self.client, scope) {
            (Some(true), Some(scope)) => office.add_client_application(app, app, &[scope]).unwrap(),
            (Some(false), _) => {
                let other = add_scope(office, app, ("readMail", WhoConsents::AdminsOnly, true));
                office.add_client_application(app, app, &[other]).unwrap();
            }
            (Some(true), None) | (None, _) => {}
        }
        app
    }
}

fn add_scope(office: &Office, app: AppId, (name, who, enabled): (&str, WhoConsents, bool)) -> ExposedScopeId {
    let new = NewScope {
        name: name.to_owned(),
        who,
        admin_title: "Send mail on behalf of User".to_owned(),
        admin_description: "Allows the app to send mail".to_owned(),
        user_title: String::new(),
        user_description: String::new(),
        enabled,
    };
    office.add_scope(app, &new).unwrap()
}

const NEWER: Option<&str> = None;
const OLDER: Option<&str> = Some("AAD Graph App Manifest (Deprecating Soon)");

/// Copies the Manifest page, as a person does.
async fn copied(running: &RunningOffice, app: AppId, format: Option<&str>) -> String {
    let (portal, tenant) = (running.addresses().portal(), running.office().tenant());
    let page = Url::parse(&format!("{portal}/{tenant}/app-registrations/{app}/manifest")).unwrap();
    Robot::new().unwrap().copy_manifest(page, format).await.unwrap()
}

fn findings(screen: &Screen) -> Findings {
    let mut found = screen.blocks.iter().filter_map(|block| match block {
        Block::Findings(found) => Some(found.clone()),
        _ => None,
    });
    found.next().expect("nothing was held against the recipe")
}

/// At the last page of Prepare, with a secret of another hint if one is held, so many days later.
#[expect(clippy::disallowed_methods, reason = "the office makes its secrets by the clock of this computer")]
fn at_mailbox(scenery: &Scenery, holds: bool, days: i64) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.now = jiff::Timestamp::now();
    play.begin_set_up();
    if holds {
        play.hold_secret();
    }
    play.pass(days * 24 * 60 * 60);
    play
}

/// Checks which sentence is said of what the portal shows, in both formats, and that its button leads to its step.
async fn check(
    running: &RunningOffice,
    (what, change): Differs,
    (holds, days): (bool, i64),
    step: StepId,
    tone: StatusTone,
) {
    let mut made = right();
    change(&mut made);
    let app = made.register(running.office());
    let scenery = Scenery::new();
    for format in [NEWER, OLDER] {
        let mut play = at_mailbox(&scenery, holds, days);
        play.paste_manifest(&copied(running, app, format).await);
        let screen = play.screen();
        check_screen(&screen);
        let found = findings(&screen);
        let named = found.items.iter().find(|item| item.text.line().contains(what));
        let named = named.unwrap_or_else(|| panic!("{what:?} is not said: {:?}", lines(&found)));
        assert_eq!(named.tone, tone, "{what}");
        match &named.go {
            Some(go) => {
                assert_eq!(go.action, Action::GoTo(step), "{what}");
                play.press(go.action.clone());
                assert_eq!(play.step(), step);
                check_screen(&play.screen());
            }
            None => assert_eq!(play.step(), step, "{what}: it leads nowhere"),
        }
    }
}

fn lines(found: &Findings) -> Vec<String> {
    found.items.iter().map(|item| item.text.line()).collect()
}

async fn office() -> RunningOffice {
    Office::start(OfficeSettings::default()).await.unwrap()
}

#[tokio::test]
async fn what_the_guide_makes_differs_in_nothing() {
    let running = office().await;
    let app = right().register(running.office());
    let scenery = Scenery::new();
    for format in [NEWER, OLDER] {
        let mut play = at_mailbox(&scenery, false, 0);
        play.paste_manifest(&copied(&running, app, format).await);
        assert_eq!(lines(&findings(&play.screen())), Vec::<String>::new());
    }
}

#[tokio::test]
async fn differences_of_accounts_redirects_and_flows() {
    use StatusTone::{Caution, Error};
    let running = office().await;
    let now = (false, 0);
    let differs: [Differs; 4] = [
        ("/auth/ is not registered", |made| made.redirects.retain(|(_, uri)| *uri != APPLICATION)),
        ("is registered under Single-page application", |made| made.redirects[0].0 = Platform::Spa),
        ("They differ in the slash at the end", |made| made.redirects[0].1 = "https://www.tourtools.com/auth"),
        ("/mail-setup is not registered", |made| made.redirects.truncate(1)),
    ];
    for one in differs {
        check(&running, one, now, StepId::RedirectUri, Error).await;
    }
    let multi: Differs = ("Multitenant is chosen", |made| made.audience = Audience::MultiTenant);
    check(&running, multi, now, StepId::AppRegistration, Error).await;
    let flows: [Differs; 2] = [
        ("Allow public client flows is Yes", |made| made.public_flows = true),
        ("a tick at ID tokens", |made| made.implicit.id_tokens = true),
    ];
    for one in flows {
        check(&running, one, now, StepId::RedirectUri, Caution).await;
    }
}

#[tokio::test]
async fn differences_of_permissions_and_secrets() {
    use StatusTone::{Caution, Error};
    let running = office().await;
    let now = (false, 0);
    let missing: Differs =
        ("Mail.Send is not listed", |made| made.permissions.retain(|(_, name)| *name != "Mail.Send"));
    check(&running, missing, now, StepId::Permissions, Error).await;
    let other: Differs = ("Mail.Send is listed under Application permissions; it must be", |made| {
        made.permissions[0].0 = PermissionKind::Application;
    });
    check(&running, other, now, StepId::Permissions, Error).await;
    let more: Differs = ("Mail.Read is listed under Delegated permissions; TourTools does not", |made| {
        made.permissions.push((PermissionKind::Delegated, "Mail.Read"));
    });
    check(&running, more, now, StepId::Permissions, Caution).await;
    check(&running, ("There is no client secret", |made| made.secret = false), now, StepId::ClientSecret, Error).await;
    // The secret that is held starts 8xQ; those of the office start otherwise.
    check(&running, ("pasted here starts 8xQ", |_| {}), (true, 0), StepId::ClientSecret, Error).await;
    check(&running, ("ended on", |_| {}), (false, 800), StepId::ClientSecret, Error).await;
    check(&running, ("plan a new one", |_| {}), (false, 715), StepId::ClientSecret, Caution).await;
}

#[tokio::test]
async fn differences_of_what_is_exposed() {
    let running = office().await;
    let differs: [Differs; 7] = [
        ("Application ID URI is empty", |made| {
            (made.uri, made.scope, made.client) = (false, None, None);
        }),
        ("sendMail is not under Expose an API", |made| (made.scope, made.client) = (None, None)),
        ("SendMail stands under Expose an API", |made| {
            made.scope = Some(("SendMail", WhoConsents::AdminsOnly, true));
        }),
        ("sendMail is Disabled", |made| made.scope = Some(("sendMail", WhoConsents::AdminsOnly, false))),
        ("for Admins and users under Who can consent?", |made| {
            made.scope = Some(("sendMail", WhoConsents::AdminsAndUsers, true));
        }),
        ("is not under Authorized client applications", |made| made.client = None),
        ("sendMail is not ticked for", |made| made.client = Some(false)),
    ];
    for one in differs {
        // The guide asks for it, and sending does not need it.
        check(&running, one, (false, 0), StepId::ExposeApi, StatusTone::Caution).await;
    }
}

#[tokio::test]
async fn the_manifest_of_another_registration_leads_to_the_ids() {
    let running = office().await;
    let (ours, other) = (right().register(running.office()), right().register(running.office()));
    let scenery = Scenery::new();
    let mut play = at_mailbox(&scenery, false, 0);
    play.paste_manifest(&copied(&running, ours, NEWER).await);
    play.paste_manifest(&copied(&running, other, NEWER).await);
    let found = findings(&play.screen());
    assert_eq!(lines(&found), [format!("The manifest belongs to {other}, and this is about {ours}.")]);
    assert_eq!(found.items[0].go.as_ref().unwrap().action, Action::GoTo(StepId::Tenant));
}
