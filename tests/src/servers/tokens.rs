//! Signing in at the provider, without a browser: what a person does there, and what an application does before and after.

use std::{collections::BTreeMap, fmt};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sendoff_values::{AccessToken, ClientSecret, IdToken, RefreshToken};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::{Scope, Stack, User, secrets::Secrets};

/// Where the harness' own application wants to be sent; nobody listens there.
const OWN_REDIRECT: &str = "http://127.0.0.1/callback";

/// What is registered at the provider: a native application with a secret, sent in the form (`client_secret_post`).
#[derive(Debug)]
pub struct Application {
    /// Its ID at the provider.
    pub client_id: &'static str,
    /// Its secret, new with each stack.
    pub client_secret: ClientSecret,
    /// Where people may be sent back to, on any port (RFC 8252 section 7.3).
    pub redirects: [&'static str; 4],
}

impl Application {
    /// Named by a GUID, as Microsoft names its own.
    pub(super) fn in_directory(secrets: &Secrets) -> Self {
        Self::called("b7d2f1a4-58c3-4e96-8f0a-1c6e9d3b5a72", secrets)
    }

    /// Named by a text that is no GUID, and is compared to the letter.
    pub(super) fn alone(secrets: &Secrets) -> Self {
        Self::called("Mail-App.7", secrets)
    }

    fn called(client_id: &'static str, secrets: &Secrets) -> Self {
        Self {
            client_id,
            client_secret: ClientSecret::new(secrets.made()),
            redirects: [
                OWN_REDIRECT,
                "http://localhost/callback",
                "http://127.0.0.1/mail-setup",
                "http://localhost/mail-setup",
            ],
        }
    }
}

/// What a person answers when asked to allow the application what it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Allow,
    /// No.
    Decline,
}

/// The application's address that the browser was sent to, with the answer in it or in a form. Shows no more than the place.
pub struct SentTo {
    url: Url,
    form: BTreeMap<String, String>,
    page: Option<u16>,
}

impl SentTo {
    /// The whole address, with the code.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// One value of the answer.
    pub fn value(&self, name: &str) -> Option<String> {
        let in_address = || self.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        self.form.get(name).cloned().or_else(in_address)
    }

    /// With which status the application answered, where the person went on to it.
    pub fn page(&self) -> Option<u16> {
        self.page
    }
}

impl fmt::Debug for SentTo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}?[answer]", &self.url[..url::Position::AfterPath])
    }
}

/// What the provider granted.
#[derive(Debug)]
pub struct Tokens {
    /// For the mail server.
    pub access: AccessToken,
    /// For new ones.
    pub refresh: RefreshToken,
    /// Who signed in.
    pub id: IdToken,
    /// What was really granted.
    pub scope: String,
    /// How many seconds the access token is good.
    pub expires_in: u64,
}

/// How the token endpoint refused (RFC 6749 section 5.2).
#[derive(Debug)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code of the error, if the answer has one.
    pub error: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    status: u16,
    answer: Value,
}

impl Stack {
    /// A person opens an address of the provider, signs in and answers. `Err` says what the provider shows where it does not send
    /// the person on: an unknown client, a redirect that is not registered.
    pub fn person(&self, open: &Url, user: User, answer: Answer) -> Result<SentTo, String> {
        self.browses(open, (user, answer), false)
    }

    /// The same, and the browser goes on to the application, by the address or the form it is given.
    pub fn person_who_returns(&self, open: &Url, user: User, answer: Answer) -> Result<SentTo, String> {
        self.browses(open, (user, answer), true)
    }

    fn browses(&self, open: &Url, (user, answer): (User, Answer), returns: bool) -> Result<SentTo, String> {
        let allows = answer == Answer::Allow;
        let task = json!({ "open": open.as_str(), "user": user.address(), "allows": allows, "returns": returns });
        let outcome = self.client_program("person.py", task);
        let Some(address) = outcome["sent_to"].as_str() else { return Err(outcome["stopped"].to_string()) };
        let form = serde_json::from_value(outcome["form"].clone()).unwrap_or_default();
        let page = serde_json::from_value(outcome["page"].clone()).unwrap_or_default();
        let sent_to = SentTo { url: address.parse().expect("an address"), form, page };
        self.secrets().keep(&sent_to.value("code").unwrap_or_default());
        Ok(sent_to)
    }

    /// What the person grants the application for this; signs in anew each time, with PKCE (RFC 7636).
    ///
    /// # Panics
    /// If the provider refuses.
    pub fn tokens(&self, user: User, scopes: &[Scope]) -> Tokens {
        let verifier = self.secrets().made();
        let sent_to = self.person(&self.authorize_address(scopes, &verifier), user, Answer::Allow);
        let sent_to = sent_to.unwrap_or_else(|shown| panic!("the provider shows {shown}"));
        let code = sent_to.value("code").unwrap_or_else(|| panic!("no code: {:?}", sent_to.value("error")));
        let redeemed = self.ask_for_tokens(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", OWN_REDIRECT),
            ("code_verifier", &verifier),
        ]);
        redeemed.unwrap_or_else(|refusal| panic!("the provider refuses the code: {refusal:?}"))
    }

    /// An access token for this person and these ways into the mailbox.
    ///
    /// # Panics
    /// If the provider refuses.
    pub fn access_token(&self, user: User, scopes: &[Scope]) -> AccessToken {
        self.tokens(user, scopes).access
    }

    /// What the provider grants for a refresh token.
    pub fn refreshed(&self, token: &RefreshToken) -> Result<Tokens, Refusal> {
        self.ask_for_tokens(&[("grant_type", "refresh_token"), ("refresh_token", token.expose())])
    }

    /// Where a person is sent to sign in for these scopes.
    pub fn authorize_address(&self, scopes: &[Scope], verifier: &str) -> Url {
        let scope: Vec<&str> = ["openid", "email"].into_iter().chain(scopes.iter().map(|one| one.text())).collect();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        let mut address: Url = format!("{}/auth", self.issuer()).parse().expect("an address");
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", self.application().client_id)
            .append_pair("redirect_uri", OWN_REDIRECT)
            .append_pair("scope", &scope.join(" "))
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        address
    }

    /// Posts a form to the token endpoint, with the application's name and secret where the form has no other.
    pub fn ask_for_tokens(&self, form: &[(&str, &str)]) -> Result<Tokens, Refusal> {
        let application = self.application();
        let own = [("client_id", application.client_id), ("client_secret", application.client_secret.expose())];
        let form: BTreeMap<&str, &str> = own.into_iter().chain(form.iter().copied()).collect();
        let page = self.page("token", &json!(form));
        if page.status != 200 {
            return Err(Refusal { status: page.status, error: page.answer["error"].as_str().map(str::to_owned) });
        }
        let secret = |name: &str| {
            let text = page.answer[name].as_str().unwrap_or_default();
            self.secrets().keep(text);
            text.to_owned()
        };
        Ok(Tokens {
            access: AccessToken::new(secret("access_token")),
            refresh: RefreshToken::new(secret("refresh_token")),
            id: IdToken::new(secret("id_token")),
            scope: page.answer["scope"].as_str().unwrap_or_default().to_owned(),
            expires_in: page.answer["expires_in"].as_u64().unwrap_or_default(),
        })
    }

    /// What the provider says about itself (OpenID Connect Discovery section 4).
    pub fn discovery(&self) -> Value {
        self.page(".well-known/openid-configuration", &Value::Null).answer
    }

    fn page(&self, path: &str, form: &Value) -> Page {
        let outcome =
            self.client_program("page.py", json!({ "open": format!("{}/{path}", self.issuer()), "form": form }));
        serde_json::from_value(outcome).expect("a status and an answer")
    }
}
