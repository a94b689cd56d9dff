//! The page on which applications are registered, as a person uses it.

use crate::counter::Counter;
use sendoff_practice::robot::{Form, Page, Robot, RobotError};
use sendoff_practice::{Office, OfficeSettings, RunningOffice};
use url::Url;

async fn opened() -> (RunningOffice, Robot, Url) {
    let running = Office::start(OfficeSettings::default()).await.unwrap();
    let page = Url::parse(&running.addresses().provider_applications()).unwrap();
    (running, Robot::new().unwrap(), page)
}

fn form(page: &Page) -> Form {
    page.forms().into_iter().find(|form| form.has_button("Register")).unwrap()
}

#[tokio::test]
async fn an_application_gets_an_id_of_the_provider_s_own_and_a_secret_that_is_shown_once() {
    let (running, mut robot, page) = opened().await;
    assert!(robot.open(page.clone()).await.unwrap().text().contains("No application has been registered yet."));
    let redirects = ["http://localhost/mail-setup", "https://www.tours.example/auth/"];
    let made = robot.register_at_provider(page.clone(), "Tours mail", &redirects).await.unwrap();
    let [kept] = running.office().provider_applications().try_into().unwrap();
    assert_eq!((&made.client_id, made.client_secret.as_str()), (&kept.client_id, kept.secret.reveal()));
    assert_eq!(kept.redirects, redirects);
    assert!(made.client_id.starts_with("mail-app-") && uuid::Uuid::parse_str(&made.client_id).is_err());
    assert!(made.client_id.bytes().chain(made.client_secret.bytes()).all(|byte| byte.is_ascii_graphic()));
    assert!(made.client_secret.len() >= 40);
    let list = robot.open(page).await.unwrap();
    assert!(list.text().contains(&format!("Tours mail\t{}", made.client_id)), "{}", list.text());
    let again = robot.click(&list, "Tours mail").await.unwrap();
    assert!(!again.html().contains(&made.client_secret), "the secret is shown once");
    assert_eq!(again.copied("dl > div").first().unwrap(), "Name\nTours mail");
    assert!(again.text().contains(&format!("{}************", kept.hint())), "{}", again.text());
    assert!(again.text().contains("Redirect addresses\nhttp://localhost/mail-setup\nhttps://www.tours.example/auth/"));
    assert!(again.text().contains("register the application again"));
}

#[tokio::test]
async fn what_is_not_an_application_is_refused_beside_its_field() {
    let (running, mut robot, page) = opened().await;
    let long = "n".repeat(121);
    for (name, redirects, words) in [
        ("", "http://localhost/a", "The name must not be empty and may have 120 characters."),
        (long.as_str(), "http://localhost/a", "The name must not be empty and may have 120 characters."),
        ("Tours", "", "Enter at least one redirect address."),
        ("Tours", " \n\n ", "Enter at least one redirect address."),
        (
            "Tours",
            "http://tours.example/a",
            "http://tours.example/a: Must start with \"HTTPS\" or \"http://localhost\".",
        ),
        ("Tours", "http://127.0.0.1/a", "http://127.0.0.1/a: Must start with \"HTTPS\" or \"http://localhost\"."),
        ("Tours", "https://tours.example/a#b", "https://tours.example/a#b: Must not contain wildcards"),
        (
            "Tours",
            "http://localhost/a\nhttp://localhost/a",
            "http://localhost/a: This redirect URI has already been added.",
        ),
        ("Tours", "<script>alert(1)</script>", "<script>alert(1)</script>: Must not contain wildcards"),
    ] {
        let lines: Vec<_> = redirects.split('\n').collect();
        let refused = robot.register_at_provider(page.clone(), name, &lines).await.unwrap_err();
        let RobotError::Refused { words: said, .. } = refused else { panic!("{refused:?}") };
        assert!(said.starts_with(words), "{said}");
    }
    assert!(running.office().provider_applications().is_empty());
    let mut typed = form(&robot.open(page).await.unwrap());
    typed.fill("Name", "Tours & <b>more</b>").unwrap();
    typed.fill("Redirect addresses", "http://tours.example/a").unwrap();
    let back = form(&robot.submit(&typed, "Register").await.unwrap());
    let values: Vec<_> = back.controls.iter().map(|control| (control.label.as_str(), control.value())).collect();
    assert_eq!(values, [("Name", "Tours & <b>more</b>"), ("Redirect addresses", "http://tours.example/a")]);
}

#[tokio::test]
async fn lines_may_end_as_browsers_send_them_and_other_sites_change_nothing() {
    let (running, _, page) = opened().await;
    let fields = [("name", "Tours"), ("redirects", "http://localhost/a\r\nhttps://tours.example/b\r\n")];
    let client = crate::common::client(&running);
    let strange = client.post(page.clone()).header("sec-fetch-site", "cross-site").form(&fields);
    assert_eq!(strange.send().await.unwrap().status(), 403);
    assert!(running.office().provider_applications().is_empty());
    let made = client.post(page.clone()).header("sec-fetch-site", "same-origin").form(&fields).send().await.unwrap();
    assert_eq!(made.status(), 303);
    assert_eq!(
        running.office().provider_applications()[0].redirects,
        ["http://localhost/a", "https://tours.example/b"]
    );
    let nobody = client.get(format!("{page}/mail-app-unknown")).send().await.unwrap();
    assert_eq!(nobody.status(), 404);
}

#[tokio::test]
async fn the_pages_of_the_sign_in_say_where_it_leads_and_what_is_asked() {
    let counter = Counter::open().await;
    let mut robot = Robot::new().unwrap();
    let mut request = counter.request_with("scope", "openid offline_access smtp imap");
    request.push(("login_hint", counter.desk.mailbox()));
    let page = robot.open(counter.authorize(&request)).await.unwrap();
    assert_eq!(page.heading(), "Sign in");
    assert!(page.text().contains("at login.mail.example, to go on to Tours & more"), "{}", page.text());
    let filled = page.forms().into_iter().find(|form| form.has_button("Sign in")).unwrap();
    let consent = robot.submit(&filled, "Sign in").await.unwrap();
    assert_eq!(consent.heading(), "Approve this application");
    let asked = consent.copied("ul.asked li");
    assert_eq!(
        asked,
        [
            "Sign you in openid",
            "Keep this access while you are away offline_access",
            "Send email as you over SMTP smtp",
            "Read your email over IMAP imap"
        ]
    );
    assert!(consent.text().contains(&format!("Signed in as {}", counter.desk.mailbox())));
    let picked = page.forms().into_iter().find(|form| form.text.contains("Robin Berg")).unwrap();
    let button = picked.buttons[0].label.clone();
    let other = robot.submit(&picked, &button).await.unwrap();
    let colleague = counter.desk.office().account(sendoff_practice::directory::AccountKind::Colleague).unwrap();
    let form = other.forms().into_iter().find(|form| form.has_button("Sign in")).unwrap();
    assert!(form.controls.iter().any(|control| control.value() == colleague.address));
    assert!(!other.text().contains("Kim Elsewhere"), "people of the organisation alone");
}
