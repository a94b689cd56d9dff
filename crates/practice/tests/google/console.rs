//! The console: what it takes, what it refuses, and what it shows once.

use crate::common::client;
use crate::counter::{Counter, REDIRECT, SCOPES};
use sendoff_practice::robot::{Robot, RobotError};
use sendoff_practice::{GoogleAccountKind, GoogleAudience, Office, OfficeSettings, RunningOffice};
use serde_json::{Value, json};
use url::Url;

async fn office() -> (RunningOffice, Robot) {
    (Office::start(OfficeSettings::default()).await.unwrap(), Robot::new().unwrap())
}

fn at(running: &RunningOffice, path: &str) -> Url {
    Url::parse(&format!("{}{path}", running.addresses().google_console())).unwrap()
}

fn words(error: &RobotError) -> String {
    match error {
        RobotError::Refused { words, .. } => words.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn without_a_project_there_is_nothing_and_a_name_has_its_length() {
    let (running, mut robot) = office().await;
    let page = robot.open(at(&running, "/auth/clients")).await.unwrap();
    assert_eq!((page.status, page.heading().as_str()), (404, "Select a project"));
    let refused = robot.google_project(at(&running, "/projectcreate"), "abc").await.unwrap_err();
    assert!(words(&refused).contains("between 4 and 30 characters"), "{refused}");
    let id = robot.google_project(at(&running, "/projectcreate"), "Tours Mail 2").await.unwrap();
    assert!(id.starts_with("tours-mail-") && id.len() == 17, "{id}");
    let project = running.office().google_projects().remove(0);
    assert_eq!(project.organisation, Some(running.office().google_workspace().domain));
    let page = robot.open(at(&running, "/home/dashboard?project=another-1")).await.unwrap();
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn clients_wait_for_the_first_form_to_be_filled_in() {
    let (running, mut robot) = office().await;
    let id = robot.google_project(at(&running, "/projectcreate"), "Tours mail").await.unwrap();
    for page in ["overview", "branding", "audience", "clients", "scopes", "clients/create"] {
        let shown = robot.open(at(&running, &format!("/auth/{page}?project={id}"))).await.unwrap();
        assert!(shown.text().contains("not configured yet") && shown.link("Get started").is_some(), "{page}");
    }
    let create = at(&running, &format!("/auth/clients/create?project={id}"));
    let form = [("type", "desktop"), ("name", "Tours")];
    let answer = client(&running).post(create).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 422);
    assert!(running.office().google_projects()[0].clients.is_empty());
    let overview = at(&running, &format!("/auth/overview/create?project={id}"));
    let form = [("name", "Tours"), ("support", "a@x.example"), ("contact", "a@x.example"), ("audience", "external")];
    let answer = client(&running).post(overview).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 422, "the policy has to be agreed to");
}

#[tokio::test]
async fn only_a_project_of_the_organisation_can_be_internal() {
    let (running, mut robot) = office().await;
    let id = robot.google_private_project(at(&running, "/projectcreate"), "Pats mail").await.unwrap();
    let overview = at(&running, &format!("/auth/overview?project={id}"));
    let refused = robot.google_brand(overview.clone(), "Pats mail", true, "pat@gmail.example").await.unwrap_err();
    assert!(words(&refused).contains("Internal is only available"), "{refused}");
    assert!(running.office().google_projects()[0].branding.is_none(), "nothing was changed");
    robot.google_brand(overview, "Pats mail", false, "pat@gmail.example").await.unwrap();
    assert_eq!(running.office().google_projects()[0].audience, GoogleAudience::Testing);
}

#[tokio::test]
async fn branding_needs_a_name_and_addresses_and_can_be_changed() {
    let counter = Counter::open().await;
    let branding = counter.console("/auth/branding");
    let mut robot = Robot::new().unwrap();
    for (name, contact, missing) in [("", "a@x.example", "App name"), ("Tours", "nobody", "User support email")] {
        let refused = robot.google_brand(branding.clone(), name, false, contact).await.unwrap_err();
        assert_eq!(words(&refused), format!("{missing} is required."));
    }
    robot.google_brand(branding, "Other Tours", true, "a@x.example").await.unwrap();
    let project = counter.office().google_projects().remove(0);
    assert_eq!(project.branding.unwrap().name, "Other Tours");
    assert_eq!(project.audience, GoogleAudience::Internal);
    let publish = robot.google_publish(counter.console("/auth/audience")).await.unwrap_err();
    assert!(matches!(publish, RobotError::NoButton { .. }), "an internal app is not published: {publish}");
}

#[tokio::test]
async fn a_secret_is_shown_once_with_its_file() {
    let counter = Counter::open().await;
    let made = &counter.client;
    assert!(made.client_id.ends_with(".apps.googleusercontent.com"), "{}", made.client_id);
    let number = counter.office().google_projects()[0].number.clone();
    assert!(made.client_id.starts_with(&format!("{number}-")));
    assert!(made.client_secret.starts_with("GOCSPX-") && made.client_secret.len() == 35);
    let file: Value = serde_json::from_str(&made.file).unwrap();
    let installed = &file["installed"];
    assert_eq!(
        (&installed["client_id"], &installed["client_secret"]),
        (&json!(made.client_id), &json!(made.client_secret))
    );
    assert_eq!(
        (&installed["project_id"], &installed["redirect_uris"]),
        (&json!(counter.project), &json!(["http://localhost"]))
    );
    let addresses = counter.running.addresses();
    assert_eq!(installed["auth_uri"], addresses.google_authorize());
    assert_eq!(installed["token_uri"], addresses.google_token());
    let mut robot = Robot::new().unwrap();
    let page = robot.open(counter.console(&format!("/auth/clients/{}", made.client_id))).await.unwrap();
    assert!(!page.html().contains(&made.client_secret) && page.link("Download JSON").is_none());
    assert!(page.text().contains(&format!("****{}", &made.client_secret[31..])), "{}", page.text());
    let late = counter.console(&format!("/auth/clients/{}/file", made.client_id));
    assert_eq!(robot.open(late).await.unwrap().status, 404);
}

#[tokio::test]
async fn the_file_of_a_web_application_has_another_key() {
    let counter = Counter::web(&[REDIRECT, "https://www.tours.example/auth/"]).await;
    let file: Value = serde_json::from_str(&counter.client.file).unwrap();
    assert_eq!(file["web"]["redirect_uris"], json!([REDIRECT, "https://www.tours.example/auth/"]));
    assert!(file.get("installed").is_none());
}

#[tokio::test]
async fn a_secret_is_changed_for_another_without_a_break() {
    let counter = Counter::open().await;
    let page = counter.console(&format!("/auth/clients/{}", counter.client.client_id));
    let mut robot = Robot::new().unwrap();
    let fresh = robot.google_add_secret(page.clone()).await.unwrap();
    assert_eq!(fresh.client_id, counter.client.client_id);
    assert_ne!(fresh.client_secret, counter.client.client_secret);
    let probe = async |secret: &str| {
        let form = crate::counter::changed(counter.exchange("4/0bogus"), "client_secret", secret);
        counter.token(&form).await.1["error"].as_str().unwrap().to_owned()
    };
    assert_eq!(probe(&fresh.client_secret).await, "invalid_grant");
    assert_eq!(probe(&counter.client.client_secret).await, "invalid_grant", "both are in force");
    let third = robot.google_add_secret(page.clone()).await.unwrap_err();
    assert!(words(&third).contains("two secrets"), "{third}");
    let shown = robot.open(page).await.unwrap();
    let old = &counter.client.client_secret[31..];
    let disable = format!("Disable secret ending in {old}");
    let form = shown.forms().into_iter().find(|form| form.has_button(&disable)).unwrap();
    let shown = robot.submit(&form, &disable).await.unwrap();
    assert_eq!(probe(&counter.client.client_secret).await, "invalid_client");
    assert_eq!(probe(&fresh.client_secret).await, "invalid_grant");
    let delete = format!("Delete secret ending in {old}");
    let form = shown.forms().into_iter().find(|form| form.has_button(&delete)).unwrap();
    robot.submit(&form, &delete).await.unwrap();
    assert_eq!(counter.office().google_projects()[0].clients[0].secrets.len(), 1);
}

#[tokio::test]
async fn a_client_that_is_deleted_is_told_so_until_it_is_restored() {
    let counter = Counter::open().await;
    let mut robot = Robot::new().unwrap();
    let page = counter.console(&format!("/auth/clients/{}", counter.client.client_id));
    let press = async |robot: &mut Robot, button: &str| {
        let shown = robot.open(page.clone()).await.unwrap();
        let form = shown.forms().into_iter().find(|form| form.has_button(button)).unwrap();
        robot.submit(&form, button).await.unwrap();
    };
    press(&mut robot, "Delete client").await;
    let answer = counter.http.get(counter.authorize(&counter.request())).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert!(answer.text().await.unwrap().contains("Error 401: deleted_client"));
    assert_eq!(counter.token(&counter.exchange("4/0bogus")).await.1["error"], "deleted_client");
    press(&mut robot, "Restore").await;
    counter.tokens(SCOPES).await;
}

#[tokio::test]
async fn addresses_of_a_web_application_are_checked_and_changed() {
    let counter = Counter::web(&[REDIRECT]).await;
    let create = counter.console("/auth/clients/create");
    let mut robot = Robot::new().unwrap();
    for wrong in ["www.tours.example", "http://www.tours.example/", "https://10.0.0.1/", "https://tours.example/#a"] {
        let refused = robot.google_client(create.clone(), false, "Web", &[wrong]).await.unwrap_err();
        assert!(words(&refused).contains("Invalid Redirect"), "{wrong}: {refused}");
    }
    let page = counter.console(&format!("/auth/clients/{}", counter.client.client_id));
    robot.google_redirects(page, &["http://localhost:8080"]).await.unwrap();
    let answer = counter.http.get(counter.authorize(&counter.request())).send().await.unwrap();
    assert_eq!(answer.status(), 400, "the old address is gone");
    let refused = robot.google_client(create, true, " ", &[]).await.unwrap_err();
    assert!(words(&refused).contains("Enter a name"), "{refused}");
}

#[tokio::test]
async fn pages_are_ours_alone() {
    let counter = Counter::open().await;
    let page = counter.console("/auth/audience");
    let http = client(&counter.running);
    let stranger = http.get(page.clone()).header("host", "evil.example").send().await.unwrap();
    assert_eq!(stranger.status(), 421);
    let form = http.post(page.clone()).header("sec-fetch-site", "cross-site").form(&[("audience", "testing")]);
    assert_eq!(form.send().await.unwrap().status(), 403);
    assert_eq!(counter.office().google_projects()[0].audience, GoogleAudience::InProduction);
    let shown = http.get(page).send().await.unwrap();
    let policy = shown.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self'") && policy.contains("default-src 'none'"), "{policy}");
    assert!(shown.text().await.unwrap().contains("PRACTICE"));
}

#[tokio::test]
async fn people_and_projects_are_kept_and_tokens_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let settings = OfficeSettings { data_folder: Some(folder.path().to_owned()), ..OfficeSettings::default() };
    let counter = Counter::with(crate::counter::Audience::Published, settings.clone()).await;
    let (lasting, mailbox) = (counter.lasting(SCOPES).await, counter.account(GoogleAccountKind::Mailbox));
    let Counter { running, project, client: made, .. } = counter;
    running.stop().await;
    let running = Office::start(settings).await.unwrap();
    let again = Counter { http: client(&running), running, project, client: made };
    assert_eq!(again.account(GoogleAccountKind::Mailbox).id, mailbox.id);
    assert_eq!(again.token(&again.refresh(&lasting)).await.1["error"], "invalid_grant");
    again.tokens(SCOPES).await;
}
