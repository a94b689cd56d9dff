//! A counter at the office: a ready registration, a client that trusts the office's CA, and a browser that does as it is told.

#![allow(dead_code, reason = "each test file uses a part of it")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Client, Response, StatusCode, redirect};
use scraper::{Html, Selector};
use sendoff_practice::directory::{AccountKind, AppId};
use sendoff_practice::{Office, OfficeSettings, RunningOffice, Seed};
use serde_json::Value;
use std::collections::HashMap;
use std::time::Duration;

pub(crate) const REDIRECT: &str = "http://localhost:50111/mail-setup";
pub(crate) const SCOPES: &str = "openid profile offline_access Mail.Send Mail.Send.Shared User.Read";
/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const GRAPH_DEFAULT: &str = "https://graph.microsoft.com/.default";

pub(crate) struct Desk {
    pub(crate) running: RunningOffice,
    pub(crate) http: Client,
    pub(crate) app: AppId,
    pub(crate) secret: String,
}

/// Where a sign-in ends.
#[derive(Debug)]
pub(crate) enum End {
    /// Back at the application, with these parameters.
    Returned(HashMap<String, String>),
    /// On a page.
    Page(String),
}

/// What the person at the browser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Accept,
    AcceptForOrganisation,
    Cancel,
}

/// A client that follows no redirect and trusts only the given CA.
pub(crate) fn client(running: &RunningOffice) -> Client {
    let _already_there = rustls::crypto::ring::default_provider().install_default();
    let ca = reqwest::Certificate::from_pem(running.ca_pem().as_bytes()).unwrap();
    let builder = Client::builder().no_proxy().redirect(redirect::Policy::none()).timeout(Duration::from_secs(30));
    builder.tls_certs_only([ca]).build().unwrap()
}

impl Desk {
    /// The TourTools registration, everything well.
    pub(crate) async fn open() -> Self {
        Self::with(OfficeSettings::default()).await
    }

    pub(crate) async fn with(settings: OfficeSettings) -> Self {
        Self::seeded(Seed::TourTools, settings).await
    }

    /// The registration of this seed.
    pub(crate) async fn seeded(seed: Seed, settings: OfficeSettings) -> Self {
        let running = Office::start(OfficeSettings { seed: Some(seed), ..settings }).await.unwrap();
        let registration = running.office().registrations().remove(0);
        let secret = registration.secrets[0].value.reveal().to_owned();
        Self { http: client(&running), app: registration.app_id, secret, running }
    }

    pub(crate) fn office(&self) -> &Office {
        self.running.office()
    }

    pub(crate) fn mailbox(&self) -> String {
        self.office().account(AccountKind::Mailbox).unwrap().address
    }

    /// The authorize request of a well-made client.
    pub(crate) fn request(&self) -> Vec<(&'static str, String)> {
        vec![
            ("client_id", self.app.to_string()),
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

    /// Opens the authorize address.
    pub(crate) async fn open_browser(&self, request: &[(&'static str, String)]) -> Response {
        self.http.get(with_query(&self.running.addresses().authorize(), request)).send().await.unwrap()
    }

    /// A whole sign-in.
    pub(crate) async fn sign_in(
        &self,
        request: &[(&'static str, String)],
        who: AccountKind,
        decision: Decision,
    ) -> End {
        let page = self.open_browser(request).await;
        let account = self.office().account(who).unwrap();
        let page = match self.end_or_page(page).await {
            Ok(page) => page,
            Err(end) => return end,
        };
        let typed = [("address", account.address.as_str()), ("password", account.password.reveal())];
        let page = match self.submit(&page, "/signin", &typed).await {
            Ok(page) => page,
            Err(end) => return end,
        };
        let decided: &[(&str, &str)] = match decision {
            Decision::Accept => &[("decision", "accept")],
            Decision::AcceptForOrganisation => &[("decision", "accept"), ("for_organisation", "on")],
            Decision::Cancel => &[("decision", "cancel")],
        };
        match self.submit(&page, "/signin/consent", decided).await {
            Ok(page) => End::Page(page),
            Err(end) => end,
        }
    }

    /// A sign-in of the mailbox that comes back with a code.
    pub(crate) async fn code(&self) -> String {
        self.code_for(&self.request()).await
    }

    pub(crate) async fn code_for(&self, request: &[(&'static str, String)]) -> String {
        self.sign_in(request, AccountKind::Mailbox, Decision::Accept).await.returned()["code"].clone()
    }

    /// A sign-in up to the page after it.
    pub(crate) async fn sign_in_to_page(&self, who: AccountKind) -> String {
        let account = self.office().account(who).unwrap();
        self.type_in(&account.address, account.password.reveal()).await
    }

    /// Opens the browser, types address and password, and stays on the page that comes.
    pub(crate) async fn type_in(&self, address: &str, password: &str) -> String {
        let page = self.open_browser(&self.request()).await.text().await.unwrap();
        self.submit(&page, "/signin", &[("address", address), ("password", password)]).await.unwrap()
    }

    /// Fills in and submits the form with this action; a page without it ends the way.
    pub(crate) async fn submit(&self, page: &str, action: &str, typed: &[(&str, &str)]) -> Result<String, End> {
        if hidden_fields(page, action).is_none() {
            return Err(End::Page(page.to_owned()));
        }
        self.end_or_page(self.post_page(page, action, typed).await).await
    }

    /// The form's hidden fields, and what is typed or pressed.
    pub(crate) async fn post_page(&self, page: &str, action: &str, typed: &[(&str, &str)]) -> Response {
        let mut fields = hidden_fields(page, action).unwrap();
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let address = format!("{}{action}", self.running.addresses().pages());
        self.http.post(address).form(&fields).send().await.unwrap()
    }

    pub(crate) async fn refresh(&self, token: &str, scope: Option<&str>) -> (u16, Value) {
        let id = self.app.to_string();
        let mut form = vec![
            ("grant_type", "refresh_token"),
            ("client_id", &id),
            ("client_secret", &self.secret),
            ("refresh_token", token),
        ];
        form.extend(scope.map(|scope| ("scope", scope)));
        self.token(&form).await
    }

    async fn end_or_page(&self, response: Response) -> Result<String, End> {
        if response.status() == StatusCode::SEE_OTHER {
            let location = url::Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
            assert!(location.as_str().starts_with("http://localhost:50111/mail-setup?"), "{location}");
            return Err(End::Returned(location.query_pairs().into_owned().collect()));
        }
        Ok(response.text().await.unwrap())
    }

    /// A form posted to the token endpoint.
    pub(crate) async fn post_token(&self, form: &[(&str, &str)]) -> reqwest::Result<Response> {
        self.http.post(self.running.addresses().token()).form(form).send().await
    }

    pub(crate) async fn token(&self, form: &[(&str, &str)]) -> (u16, Value) {
        let response = self.post_token(form).await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// The form of a well-made code exchange.
    pub(crate) fn exchange<'a>(&'a self, id: &'a str, code: &'a str) -> Vec<(&'static str, &'a str)> {
        vec![
            ("grant_type", "authorization_code"),
            ("client_id", id),
            ("client_secret", &self.secret),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
            ("scope", SCOPES),
        ]
    }

    pub(crate) async fn redeem(&self, code: &str) -> (u16, Value) {
        self.token(&self.exchange(&self.app.to_string(), code)).await
    }

    /// Signs in and redeems: the tokens.
    pub(crate) async fn tokens(&self) -> Value {
        let (status, tokens) = self.redeem(&self.code().await).await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    /// Signs in for other scopes and redeems.
    pub(crate) async fn tokens_for(&self, scope: &str) -> Value {
        let code = self.code_for(&self.request_with("scope", scope)).await;
        let id = self.app.to_string();
        let form: Vec<_> = self.exchange(&id, &code).into_iter().filter(|(name, _)| *name != "scope").collect();
        self.token(&form).await.1
    }

    pub(crate) async fn app_token(&self, secret: &str) -> (u16, Value) {
        let id = self.app.to_string();
        self.token(&[
            ("grant_type", "client_credentials"),
            ("client_id", &id),
            ("client_secret", secret),
            ("scope", GRAPH_DEFAULT),
        ])
        .await
    }

    /// Sends a MIME message with this Message-ID as the signed-in person.
    pub(crate) async fn send_mail(&self, access_token: &str, message_id: &str) -> reqwest::Result<Response> {
        let mailbox = self.mailbox();
        let mime = format!(
            "From: {mailbox}\r\nTo: {mailbox}\r\nSubject: =?utf-8?B?UHLDvGZ1bmc=?=\r\nMessage-ID: <{message_id}>\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"
        );
        self.send_raw(access_token, "me", "text/plain", base64::engine::general_purpose::STANDARD.encode(mime)).await
    }

    pub(crate) async fn send_raw(
        &self,
        access_token: &str,
        who: &str,
        kind: &str,
        body: String,
    ) -> reqwest::Result<Response> {
        let address = format!("{}/{who}/sendMail", self.running.addresses().graph());
        self.http.post(address).bearer_auth(access_token).header("content-type", kind).body(body).send().await
    }

    /// What the inbox has under this Message-ID, asked as another process would.
    pub(crate) async fn arrived(&self, message_id: &str) -> Vec<Value> {
        let address = format!("{}/messages", self.running.addresses().inbox());
        let found: Value = self
            .http
            .get(with_query(&address, &[("message_id", message_id.to_owned())]))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        found["messages"].as_array().unwrap().clone()
    }
}

impl End {
    #[track_caller]
    pub(crate) fn returned(self) -> HashMap<String, String> {
        match self {
            Self::Returned(parameters) => parameters,
            Self::Page(page) => panic!("the browser stayed on a page: {page}"),
        }
    }

    #[track_caller]
    pub(crate) fn page(self) -> String {
        match self {
            Self::Page(page) => page,
            Self::Returned(parameters) => panic!("the browser came back: {parameters:?}"),
        }
    }
}

/// An address with parameters behind it.
pub(crate) fn with_query(address: &str, parameters: &[(&str, String)]) -> url::Url {
    url::Url::parse_with_params(address, parameters).unwrap()
}

/// The hidden fields of the form with this action, if the page has it.
pub(crate) fn hidden_fields(page: &str, action: &str) -> Option<Vec<(String, String)>> {
    let document = Html::parse_document(page);
    let form =
        document.select(&Selector::parse("form").unwrap()).find(|form| form.value().attr("action") == Some(action))?;
    let hidden = Selector::parse("input[type=hidden]").unwrap();
    let value =
        |element: scraper::ElementRef<'_>, name: &str| element.value().attr(name).unwrap_or_default().to_owned();
    Some(form.select(&hidden).map(|field| (value(field, "name"), value(field, "value"))).collect())
}

/// Checks an error answer in Entra's shape: status, number, `error`, and that every field is there and says the same.
#[track_caller]
pub(crate) fn refused(answer: &(u16, Value), number: u64, error: &str) {
    let (status, body) = answer;
    assert_eq!(body["error_codes"], serde_json::json!([number]), "{body}");
    assert_eq!(body["error"], error, "{body}");
    let unproved = [7_000_215, 7_000_218, 7_000_222, 700_025].contains(&number);
    assert_eq!(*status, if unproved { 401 } else { 400 }, "{body}");
    let description = body["error_description"].as_str().unwrap();
    assert!(description.starts_with(&format!("AADSTS{number}: ")), "{description}");
    for name in ["trace_id", "correlation_id"] {
        assert!(uuid::Uuid::parse_str(body[name].as_str().unwrap()).is_ok(), "{body}");
        assert!(description.contains(body[name].as_str().unwrap()), "{body}");
    }
    assert!(description.ends_with(body["timestamp"].as_str().unwrap()), "{body}");
    assert!(body["error_uri"].as_str().unwrap().ends_with(&format!("/error?code={number}")), "{body}");
    assert!(body.get("access_token").is_none(), "{body}");
}

/// The claims of an ID token, unchecked.
pub(crate) fn claims(tokens: &Value) -> Value {
    let token = tokens["id_token"].as_str().unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}
