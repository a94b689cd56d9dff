//! A counter at the provider: an application that the robot has registered, and a client that does as it is told.

use crate::common::{CHALLENGE, Desk, VERIFIER, with_query};
use reqwest::Response;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::{Decision, Person, ProviderRegistration, Robot, RobotError, Saw};
use sendoff_practice::{OfficeSettings, Seed};
use serde_json::Value;
use std::collections::HashMap;
use url::Url;

/// `HOST/PATH`, as it stands behind `https://`.
pub(crate) const PLACE: &str = "login.mail.example/realm";
pub(crate) const ISSUER: &str = "https://login.mail.example/realm";
/// Nobody listens there: what the robot brings stays in its address line.
pub(crate) const REDIRECT: &str = "http://localhost:9/mail-setup";
pub(crate) const SCOPES: &str = "openid profile email offline_access smtp imap pop";

pub(crate) struct Counter {
    pub(crate) desk: Desk,
    pub(crate) application: ProviderRegistration,
}

/// Where a sign-in ended.
#[derive(Debug)]
pub(crate) enum End {
    /// Back at the application, with these parameters.
    Returned(HashMap<String, String>),
    /// On a page, with these words.
    Page(String),
}

impl Counter {
    pub(crate) async fn open() -> Self {
        Self::with(OfficeSettings::default()).await
    }

    /// An office with a registration of Microsoft's too, ready for mail.
    pub(crate) async fn with(settings: OfficeSettings) -> Self {
        let desk = Desk::seeded(Seed::Smtp, settings).await;
        let page = Url::parse(&desk.running.addresses().provider_applications()).unwrap();
        let redirects = ["http://localhost/mail-setup", "https://www.tours.example/auth/"];
        let registered = Robot::new().unwrap().register_at_provider(page, "Tours & more", &redirects).await;
        Self { desk, application: registered.unwrap() }
    }

    /// What programs ask under this name.
    pub(crate) fn secure(&self, place: &str) -> String {
        format!("{}/{place}", self.desk.running.addresses().provider())
    }

    /// The authorize request of a well-made client.
    pub(crate) fn request(&self) -> Vec<(&'static str, String)> {
        vec![
            ("client_id", self.application.client_id.clone()),
            ("response_type", "code".to_owned()),
            ("redirect_uri", REDIRECT.to_owned()),
            ("scope", SCOPES.to_owned()),
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
        with_query(&format!("{}/{PLACE}/authorize", self.desk.running.addresses().provider_pages()), request)
    }

    /// A whole sign-in by the robot.
    pub(crate) async fn sign_in(
        &self,
        request: &[(&'static str, String)],
        who: AccountKind,
        decision: Decision,
    ) -> End {
        let account = self.desk.office().account(who).unwrap();
        let person = Person { address: account.address, password: account.password.reveal().to_owned(), decision };
        match Robot::new().unwrap().sign_in(self.authorize(request), &person).await {
            Err(RobotError::Unreachable { address, .. }) => {
                assert!(address.as_str().starts_with(&format!("{REDIRECT}?")), "{address}");
                End::Returned(address.query_pairs().into_owned().collect())
            }
            Ok(Saw::ErrorPage { text }) => End::Page(text),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn returned(&self, request: &[(&'static str, String)]) -> HashMap<String, String> {
        match self.sign_in(request, AccountKind::Mailbox, Decision::Accept).await {
            End::Returned(back) => back,
            End::Page(text) => panic!("the browser stayed on a page: {text}"),
        }
    }

    /// A sign-in of the mailbox for these scopes that comes back with a code.
    pub(crate) async fn code(&self, scopes: &str) -> String {
        self.returned(&self.request_with("scope", scopes)).await["code"].clone()
    }

    pub(crate) async fn post(&self, form: &[(&str, &str)]) -> reqwest::Result<Response> {
        self.desk.http.post(self.secure(&format!("{PLACE}/token"))).form(form).send().await
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
            ("client_id", &self.application.client_id),
            ("client_secret", &self.application.client_secret),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ]
    }

    /// The form of a well-made refresh.
    pub(crate) fn refresh<'a>(&'a self, token: &'a str) -> Vec<(&'static str, &'a str)> {
        vec![
            ("grant_type", "refresh_token"),
            ("client_id", &self.application.client_id),
            ("client_secret", &self.application.client_secret),
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

    /// The same of somebody else.
    pub(crate) async fn access_of(&self, who: AccountKind, scopes: &str) -> String {
        let end = self.sign_in(&self.request_with("scope", scopes), who, Decision::Accept).await;
        let End::Returned(back) = end else { panic!("{end:?}") };
        let tokens = self.token(&self.exchange(&back["code"])).await.1;
        tokens["access_token"].as_str().unwrap().to_owned()
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
