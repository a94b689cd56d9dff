//! The robot signs in, and delivers the answer to a listener like a browser does.

use crate::desk::Desk;
use crate::pages::check;
use sendoff_practice::Fault;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::{Decision, Form, Page, Person, Robot, RobotError, Saw};
use std::collections::HashMap;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::{Url, form_urlencoded};

const LANDING: &str =
    "<!doctype html><html lang=en><title>x</title><main><h1>Answer received</h1><p>Go back.</p></main>";

/// What arrived at the listener.
#[derive(Debug)]
struct Arrived {
    line: String,
    headers: HashMap<String, String>,
    body: String,
}

/// A listener on loopback that answers one request with a page.
struct Listener(TcpListener);

impl Listener {
    async fn open() -> Self {
        Self(TcpListener::bind(("127.0.0.1", 0)).await.unwrap())
    }

    fn redirect(&self) -> String {
        format!("http://localhost:{}/mail-setup", self.0.local_addr().unwrap().port())
    }

    async fn one(&self) -> Arrived {
        let (mut stream, _) = self.0.accept().await.unwrap();
        let mut text = String::new();
        let mut buffer = [0; 8192];
        while !is_whole(&text) {
            let read = stream.read(&mut buffer).await.unwrap();
            assert!(read > 0, "the browser hung up after {text:?}");
            text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        }
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{LANDING}", LANDING.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        arrived(&text)
    }
}

fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .to_lowercase()
        .split_once("content-length: ")
        .map_or(0, |(_, rest)| rest.lines().next().unwrap().parse().unwrap());
    body.len() >= length
}

fn arrived(text: &str) -> Arrived {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let line = lines.next().unwrap().to_owned();
    let headers =
        lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Arrived { line, headers: headers.collect(), body: body.to_owned() }
}

fn authorize(desk: &Desk, redirect: &str, mode: &str) -> Url {
    let app = desk.app().to_string();
    let parameters = [
        ("client_id", app.as_str()),
        ("response_type", "code"),
        ("response_mode", mode),
        ("redirect_uri", redirect),
        ("scope", "openid profile offline_access Mail.Send"),
        ("state", "a state & more"),
        ("prompt", "consent"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
    ];
    Url::parse_with_params(&desk.running.addresses().authorize(), parameters).unwrap()
}

fn person(desk: &Desk, kind: AccountKind, decision: Decision) -> Person {
    let account = desk.office().account(kind).unwrap();
    Person { address: account.address, password: account.password.reveal().to_owned(), decision }
}

fn parameters(query: &str) -> HashMap<String, String> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// A sign-in of the mailbox that reaches the listener.
async fn deliver(desk: &Desk, mode: &str, decision: Decision) -> Arrived {
    let listener = Listener::open().await;
    let person = person(desk, AccountKind::Mailbox, decision);
    let mut robot = Robot::new().unwrap();
    let (saw, arrived) =
        tokio::join!(robot.sign_in(authorize(desk, &listener.redirect(), mode), &person), listener.one());
    let Ok(Saw::Landing(page)) = saw else { panic!("{saw:?}") };
    assert_eq!((page.status, page.heading().as_str()), (200, "Answer received"));
    assert_eq!(page.text(), "Answer received\nGo back.");
    assert_eq!(arrived.headers["host"], listener.redirect()[7..].trim_end_matches("/mail-setup"));
    arrived
}

#[tokio::test]
async fn accept_delivers_a_code_as_a_browser_navigates() {
    let arrived = deliver(&Desk::seeded().await, "query", Decision::Accept).await;
    let query = arrived.line.strip_prefix("GET /mail-setup?").unwrap().strip_suffix(" HTTP/1.1").unwrap();
    let answer = parameters(query);
    assert!(!answer["code"].is_empty());
    assert_eq!(answer["state"], "a state & more");
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
        ("sec-fetch-user", "?1"),
    ] {
        assert_eq!(arrived.headers[name], value);
    }
    assert!(!arrived.headers.contains_key("origin") && !arrived.headers.contains_key("cookie"), "{arrived:?}");
}

#[tokio::test]
async fn a_form_post_is_delivered_without_an_origin() {
    let arrived = deliver(&Desk::seeded().await, "form_post", Decision::Accept).await;
    assert_eq!(arrived.line, "POST /mail-setup HTTP/1.1");
    assert_eq!(arrived.headers["origin"], "null");
    assert_eq!(arrived.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(arrived.headers["sec-fetch-site"], "cross-site");
    let answer = parameters(&arrived.body);
    assert!(!answer["code"].is_empty());
    assert_eq!(answer["state"], "a state & more");
}

#[tokio::test]
async fn cancel_delivers_the_refusal() {
    let arrived = deliver(&Desk::seeded().await, "query", Decision::Cancel).await;
    assert!(arrived.line.contains("error=access_denied"), "{}", arrived.line);
    assert!(arrived.line.contains("AADSTS65004"), "{}", arrived.line);
}

#[tokio::test]
async fn an_administrator_agrees_for_everybody() {
    let desk = Desk::seeded().await;
    desk.office().revoke_admin_consent(desk.app()).unwrap();
    let listener = Listener::open().await;
    let mut robot = Robot::new().unwrap();
    let person = person(&desk, AccountKind::Administrator, Decision::AcceptForAll);
    let (saw, _) =
        tokio::join!(robot.sign_in(authorize(&desk, &listener.redirect(), "query"), &person), listener.one());
    assert!(matches!(saw, Ok(Saw::Landing(_))), "{saw:?}");
    let send =
        desk.registration().permissions.into_iter().find(|id| id.permission().is_some_and(|it| it.name == "Mail.Send"));
    assert!(desk.office().has_admin_consent(desk.app(), send.unwrap()));
}

#[tokio::test]
async fn where_only_an_administrator_can_approve_the_page_stays_or_cancel_returns() {
    let desk = Desk::seeded().await;
    desk.office().revoke_admin_consent(desk.app()).unwrap();
    desk.office().set_user_consent(false);
    let mut robot = Robot::new().unwrap();
    let listener = Listener::open().await;
    let who = person(&desk, AccountKind::Mailbox, Decision::Accept);
    let saw = robot.sign_in(authorize(&desk, &listener.redirect(), "query"), &who).await.unwrap();
    let Saw::ErrorPage { text } = saw else { panic!("{saw:?}") };
    assert!(text.contains("TourTools mail"), "{text}");
    let arrived = deliver(&desk, "query", Decision::Cancel).await;
    assert!(arrived.line.contains("AADSTS90094"), "{}", arrived.line);
}

#[tokio::test]
async fn an_address_that_is_not_registered_ends_on_a_page_that_can_be_copied() {
    let desk = Desk::seeded().await;
    let mut robot = Robot::new().unwrap();
    let person = person(&desk, AccountKind::Mailbox, Decision::Accept);
    let address = authorize(&desk, "http://localhost:50111/somewhere-else", "query");
    let saw = robot.sign_in(address, &person).await.unwrap();
    let Saw::ErrorPage { text } = saw else { panic!("{saw:?}") };
    assert!(text.contains("AADSTS50011"), "{text}");
    assert!(text.lines().count() > 3, "copied in lines: {text}");
}

#[tokio::test]
async fn a_wrong_password_is_said_and_not_tried_again() {
    let desk = Desk::seeded().await;
    let mut robot = Robot::new().unwrap();
    let mut person = person(&desk, AccountKind::Mailbox, Decision::Accept);
    "not the password".clone_into(&mut person.password);
    let refused =
        robot.sign_in(authorize(&desk, "http://localhost:50111/mail-setup", "query"), &person).await.unwrap_err();
    assert!(matches!(&refused, RobotError::Refused { page, .. } if page == "Sign in"), "{refused:?}");
}

#[tokio::test]
async fn the_robot_stays_on_this_computer() {
    let mut robot = Robot::new().unwrap();
    for address in
        ["https://login.microsoftonline.com/", "http://tourtools.com/auth", "https://127.0.0.1:1/", "http://10.0.0.1/"]
    {
        let refused = robot.open(Url::parse(address).unwrap()).await.unwrap_err();
        assert!(matches!(refused, RobotError::LeavesThisComputer(_)), "{refused:?}");
    }
}

/// Opens the sign-in, and presses *Sign in* as this account.
async fn after_sign_in(desk: &mut Desk, kind: AccountKind) -> Page {
    let page = desk.robot.open(authorize(desk, "http://localhost:9/mail-setup", "query")).await.unwrap();
    check(page.html(), "the sign-in page");
    let mut typed = page.forms().into_iter().find(|form| form.has_button("Sign in")).unwrap();
    let somebody = person(desk, kind, Decision::Accept);
    typed.fill("Email", &somebody.address).unwrap();
    typed.fill("Password", &somebody.password).unwrap();
    desk.robot.submit(&typed, "Sign in").await.unwrap()
}

#[tokio::test]
async fn the_pages_of_a_sign_in_are_as_well_made_as_the_portals() {
    let mut desk = Desk::seeded().await;
    for (kind, heading) in [
        (AccountKind::Mailbox, "Permissions requested"),
        (AccountKind::Administrator, "Permissions requested"),
        (AccountKind::Outsider, "Sign in"),
    ] {
        let page = after_sign_in(&mut desk, kind).await;
        assert_eq!(page.heading(), heading);
        check(page.html(), heading);
    }
    desk.office().arm(Fault::ApprovalNeeded);
    let page = after_sign_in(&mut desk, AccountKind::Mailbox).await;
    assert_eq!(page.heading(), "Need admin approval");
    check(page.html(), "Need admin approval");
}

#[tokio::test]
async fn an_account_is_picked_with_one_press_and_a_wrong_password_is_said() {
    let mut desk = Desk::seeded().await;
    let page = desk.robot.open(authorize(&desk, "http://localhost:9/mail-setup", "query")).await.unwrap();
    let colleague = desk.office().account(AccountKind::Colleague).unwrap();
    let names = |form: &Form| form.buttons.iter().any(|button| button.label.contains(&colleague.address));
    let pick = page.forms().into_iter().find(names).unwrap();
    let page = desk.robot.submit(&pick, &pick.buttons[0].label).await.unwrap();
    let form = page.forms().into_iter().find(|form| form.has_button("Sign in")).unwrap();
    assert_eq!(desk.robot.submit(&form, "Sign in").await.unwrap().heading(), "Permissions requested");

    let mut wrong = form;
    wrong.fill("Password", "not it").unwrap();
    let page = desk.robot.submit(&wrong, "Sign in").await.unwrap();
    assert_eq!(page.copied("[role=alert]").len(), 1);
    check(page.html(), "a wrong password");
}
