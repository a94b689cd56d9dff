//! A counter at Google: a project that the robot has made, and a client that does as it is told.

use crate::common::{CHALLENGE, VERIFIER, client, with_query};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use reqwest::{Client, Response};
use sendoff_practice::robot::{Decision, GoogleClient, Person, Robot, RobotError, Saw};
use sendoff_practice::{GoogleAccount, GoogleAccountKind, Office, OfficeSettings, RunningOffice};
use serde_json::{Value, json};
use std::collections::HashMap;
use url::Url;

/// Nobody listens there: what the robot brings stays in its address line.
pub(crate) const REDIRECT: &str = "http://127.0.0.1:9";
pub(crate) const SEND: &str = "https://www.googleapis.com/auth/gmail.send";
pub(crate) const READ: &str = "https://www.googleapis.com/auth/gmail.readonly";
pub(crate) const MAIL: &str = "https://mail.google.com/";
pub(crate) const SCOPES: &str = "openid email https://www.googleapis.com/auth/gmail.send";

/// How the project is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    Internal,
    Testing,
    Published,
}

pub(crate) struct Counter {
    pub(crate) running: RunningOffice,
    pub(crate) http: Client,
    pub(crate) project: String,
    pub(crate) client: GoogleClient,
}

/// Where a sign-in ended.
#[derive(Debug)]
pub(crate) enum End {
    /// Back at the application, with these parameters.
    Returned(HashMap<String, String>),
    /// On a page, with these words.
    Page(String),
}

impl End {
    #[track_caller]
    pub(crate) fn returned(self) -> HashMap<String, String> {
        match self {
            Self::Returned(back) => back,
            Self::Page(text) => panic!("the browser stayed on a page: {text}"),
        }
    }

    #[track_caller]
    pub(crate) fn page(self) -> String {
        match self {
            Self::Page(text) => text,
            Self::Returned(back) => panic!("the browser came back: {:?}", back.keys()),
        }
    }
}

impl Counter {
    /// A published app with a Desktop client, everything well.
    pub(crate) async fn open() -> Self {
        Self::with(Audience::Published, OfficeSettings::default()).await
    }

    pub(crate) async fn with(audience: Audience, settings: OfficeSettings) -> Self {
        Self::with_client(audience, settings, true, &[]).await
    }

    /// With a Web application that returns to these addresses.
    pub(crate) async fn web(redirects: &[&str]) -> Self {
        Self::with_client(Audience::Published, OfficeSettings::default(), false, redirects).await
    }

    async fn with_client(audience: Audience, settings: OfficeSettings, desktop: bool, redirects: &[&str]) -> Self {
        let running = Office::start(settings).await.unwrap();
        let mut robot = Robot::new().unwrap();
        let console = running.addresses().google_console();
        let new = Url::parse(&format!("{console}/projectcreate")).unwrap();
        let project = robot.google_project(new, "Tours mail").await.unwrap();
        let at = |path: &str| Url::parse(&format!("{console}{path}?project={project}")).unwrap();
        let mailbox = running.office().google_account(GoogleAccountKind::Mailbox).unwrap().address;
        robot.google_enable(at("/apis/library/gmail.googleapis.com")).await.unwrap();
        let internal = audience == Audience::Internal;
        robot.google_brand(at("/auth/overview"), "Tours & more", internal, &mailbox).await.unwrap();
        match audience {
            Audience::Internal => {}
            Audience::Testing => robot.google_test_user(at("/auth/audience"), &mailbox).await.unwrap(),
            Audience::Published => robot.google_publish(at("/auth/audience")).await.unwrap(),
        }
        robot.google_permissions(at("/auth/scopes"), &[SEND, READ, MAIL]).await.unwrap();
        let made = robot.google_client(at("/auth/clients/create"), desktop, "Tours", redirects).await.unwrap();
        Self { http: client(&running), project, client: made, running }
    }

    pub(crate) fn office(&self) -> &Office {
        self.running.office()
    }

    /// A page of the console in the project.
    pub(crate) fn console(&self, path: &str) -> Url {
        let console = self.running.addresses().google_console();
        Url::parse(&format!("{console}{path}?project={}", self.project)).unwrap()
    }

    pub(crate) fn account(&self, kind: GoogleAccountKind) -> GoogleAccount {
        self.office().google_account(kind).unwrap()
    }

    pub(crate) fn mailbox(&self) -> String {
        self.account(GoogleAccountKind::Mailbox).address
    }

    /// The authorize request of a well-made client.
    pub(crate) fn request(&self) -> Vec<(&'static str, String)> {
        vec![
            ("client_id", self.client.client_id.clone()),
            ("response_type", "code".to_owned()),
            ("redirect_uri", REDIRECT.to_owned()),
            ("scope", SCOPES.to_owned()),
            ("access_type", "offline".to_owned()),
            ("prompt", "consent".to_owned()),
            ("state", "the state & more".to_owned()),
            ("nonce", "the-nonce".to_owned()),
            ("code_challenge", CHALLENGE.to_owned()),
            ("code_challenge_method", "S256".to_owned()),
        ]
    }

    /// The same with one parameter changed; an empty value leaves it out.
    pub(crate) fn request_with(&self, name: &'static str, value: &str) -> Vec<(&'static str, String)> {
        let mut request = self.request();
        request.retain(|(there, _)| *there != name);
        if !value.is_empty() {
            request.push((name, value.to_owned()));
        }
        request
    }

    /// The address that a browser opens for it.
    pub(crate) fn authorize(&self, request: &[(&'static str, String)]) -> Url {
        with_query(&self.running.addresses().google_authorize(), request)
    }

    pub(crate) fn person(&self, who: GoogleAccountKind, decision: Decision) -> Person {
        let account = self.account(who);
        Person { address: account.address, password: account.password.reveal().to_owned(), decision }
    }

    /// A whole sign-in by the robot.
    pub(crate) async fn sign_in(
        &self,
        request: &[(&'static str, String)],
        who: GoogleAccountKind,
        decision: Decision,
    ) -> End {
        self.sign_in_without(request, (who, decision), &[]).await
    }

    pub(crate) async fn sign_in_without(
        &self,
        request: &[(&'static str, String)],
        (who, decision): (GoogleAccountKind, Decision),
        unticked: &[&str],
    ) -> End {
        let person = self.person(who, decision);
        match Robot::new().unwrap().sign_in_without(self.authorize(request), &person, unticked).await {
            Err(RobotError::Unreachable { address, .. }) => {
                assert!(address.as_str().starts_with(&format!("{REDIRECT}/?")), "{address}");
                End::Returned(address.query_pairs().into_owned().collect())
            }
            Ok(Saw::ErrorPage { text }) => End::Page(text),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn returned(&self, request: &[(&'static str, String)]) -> HashMap<String, String> {
        self.sign_in(request, GoogleAccountKind::Mailbox, Decision::Accept).await.returned()
    }

    /// A sign-in of the mailbox for these scopes that comes back with a code.
    pub(crate) async fn code(&self, scopes: &str) -> String {
        self.returned(&self.request_with("scope", scopes)).await["code"].clone()
    }

    pub(crate) async fn post(&self, form: &[(&str, &str)]) -> reqwest::Result<Response> {
        self.http.post(self.running.addresses().google_token()).form(form).send().await
    }

    /// Status and JSON of the token endpoint's answer.
    pub(crate) async fn token(&self, form: &[(&str, &str)]) -> (u16, Value) {
        let response = self.post(form).await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// The form of a well-made exchange.
    pub(crate) fn exchange<'a>(&'a self, code: &'a str) -> Vec<(&'static str, &'a str)> {
        vec![
            ("grant_type", "authorization_code"),
            ("client_id", &self.client.client_id),
            ("client_secret", &self.client.client_secret),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ]
    }

    /// The form of a well-made refresh.
    pub(crate) fn refresh<'a>(&'a self, token: &'a str) -> Vec<(&'static str, &'a str)> {
        vec![
            ("grant_type", "refresh_token"),
            ("client_id", &self.client.client_id),
            ("client_secret", &self.client.client_secret),
            ("refresh_token", token),
        ]
    }

    /// Signs in for these scopes and redeems.
    pub(crate) async fn tokens(&self, scopes: &str) -> Value {
        let code = self.code(scopes).await;
        let (status, tokens) = self.token(&self.exchange(&code)).await;
        assert_eq!(status, 200, "{}", tokens["error"]);
        tokens
    }

    /// An access token for these scopes.
    pub(crate) async fn access(&self, scopes: &str) -> String {
        self.tokens(scopes).await["access_token"].as_str().unwrap().to_owned()
    }

    /// A refresh token for these scopes.
    pub(crate) async fn lasting(&self, scopes: &str) -> String {
        self.tokens(scopes).await["refresh_token"].as_str().unwrap().to_owned()
    }

    /// A request to the Gmail API as the account of the token.
    pub(crate) async fn gmail(&self, token: &str, path: &str) -> (u16, Value) {
        let address = format!("{}/users/{path}", self.running.addresses().gmail());
        let response = self.http.get(address).bearer_auth(token).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Sends a message by the Gmail API.
    pub(crate) async fn send(&self, token: &str, user: &str, mime: &str) -> (u16, Value) {
        self.send_json(token, user, &json!({"raw": URL_SAFE.encode(mime)})).await
    }

    pub(crate) async fn send_json(&self, token: &str, user: &str, body: &Value) -> (u16, Value) {
        let address = format!("{}/users/{user}/messages/send", self.running.addresses().gmail());
        let response = self.http.post(address).bearer_auth(token).json(body).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// A message of the mailbox to itself.
    pub(crate) fn mime(&self, message_id: &str) -> String {
        let mailbox = self.mailbox();
        format!("From: {mailbox}\r\nTo: {mailbox}\r\nSubject: A test\r\nMessage-ID: <{message_id}>\r\n\r\nHello\r\n")
    }
}

/// A form with one parameter changed; an empty value leaves it out.
pub(crate) fn changed<'a>(
    mut form: Vec<(&'static str, &'a str)>,
    name: &'static str,
    value: &'a str,
) -> Vec<(&'static str, &'a str)> {
    form.retain(|(there, _)| *there != name);
    if !value.is_empty() {
        form.push((name, value));
    }
    form
}
