//! What one sign-in asks for, before it begins.

use oauth2::{ClientId, Scope};
use sendoff_values::RedirectAddress;

use crate::scopes::is_scope_token;

/// How the answer travels from the browser to the redirect address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the query of the redirect address; the default of `response_type=code` and therefore not sent
    /// (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1).
    Query,
    /// In the body of a form (OAuth 2.0 Form Post Response Mode). Keeps the code out of the browser's history.
    FormPost,
}

/// What the provider is to ask the person (OpenID Connect Core 1.0 section 3.1.2.1). `none` is not offered: it shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// For the password, even when signed in.
    Login,
    /// For approval, even when given before. Google needs it to give a second refresh token.
    Consent,
    /// For the account.
    SelectAccount,
}

impl Prompt {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Consent => "consent",
            Self::SelectAccount => "select_account",
        }
    }
}

/// What one sign-in asks for. Nothing in it is secret.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The registered application.
    pub client: ClientId,
    /// The redirect address, byte for byte as it will be sent both times.
    pub redirect: RedirectAddress,
    /// Every permission to be approved; may name several resources.
    pub scopes: Vec<Scope>,
    /// The account to offer, an address.
    pub login_hint: Option<String>,
    /// What the provider is to ask the person.
    pub prompt: Option<Prompt>,
    /// How the answer travels.
    pub response_mode: ResponseMode,
    /// Parameters of one provider, such as `domain_hint` or `access_type`; none may be one of the protocol's.
    pub extra: Vec<(String, String)>,
}

impl Plan {
    /// A plan with nothing optional, its answer in the query.
    pub fn new(client: ClientId, redirect: RedirectAddress, scopes: Vec<Scope>) -> Self {
        Self {
            client,
            redirect,
            scopes,
            login_hint: None,
            prompt: None,
            response_mode: ResponseMode::Query,
            extra: Vec::new(),
        }
    }

    /// Whether an ID token is asked for.
    pub(crate) fn asks_identity(&self) -> bool {
        self.scopes.iter().any(|scope| scope.as_str() == "openid")
    }

    /// Whether lasting access is asked for: by Entra's scope or by Google's parameter.
    pub(crate) fn asks_lasting(&self) -> bool {
        self.scopes.iter().any(|scope| scope.as_str() == "offline_access")
            || self.extra.iter().any(|(name, value)| name == "access_type" && value == "offline")
    }

    pub(crate) fn check(&self) -> Result<(), PlanFault> {
        if self.client.is_empty() || !self.client.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(PlanFault::Client);
        }
        if !self.scopes.iter().all(|scope| is_scope_token(scope)) {
            return Err(PlanFault::Scope);
        }
        if self.login_hint.is_some() && self.prompt == Some(Prompt::SelectAccount) {
            return Err(PlanFault::HintWithSelectAccount);
        }
        if self.login_hint.as_deref().is_some_and(|hint| hint.is_empty() || hint.chars().any(char::is_control)) {
            return Err(PlanFault::Hint);
        }
        self.check_extra()
    }

    fn check_extra(&self) -> Result<(), PlanFault> {
        for (index, (name, value)) in self.extra.iter().enumerate() {
            if PROTOCOL.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
                return Err(PlanFault::Overwrites(name.clone()));
            }
            let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
            if name.is_empty() || !plain || value.chars().any(char::is_control) {
                return Err(PlanFault::Extra);
            }
            if self.extra[..index].iter().any(|(earlier, _)| earlier.eq_ignore_ascii_case(name)) {
                return Err(PlanFault::Twice(name.clone()));
            }
        }
        Ok(())
    }
}

/// Parameters that belong to this room: those of RFC 6749, RFC 7636, OpenID Connect Core 1.0, RFC 9101 and the response modes.
const PROTOCOL: [&str; 19] = [
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "grant_type",
    "login_hint",
    "nonce",
    "prompt",
    "redirect_uri",
    "request",
    "request_uri",
    "response_mode",
    "response_type",
    "scope",
    "state",
];

/// A plan that must not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// The client ID is empty or holds white space or control characters.
    #[error("the client ID cannot be sent")]
    Client,
    /// A permission is empty or holds white space, quotes or backslashes.
    #[error("a permission cannot be sent")]
    Scope,
    /// The account to offer is empty or holds control characters.
    #[error("the account to offer cannot be sent")]
    Hint,
    /// `login_hint` with `prompt=select_account` (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, read 2026-11-21).
    #[error("an account is offered and asked for at the same time")]
    HintWithSelectAccount,
    /// An extra parameter would overwrite one of the protocol's.
    #[error("the parameter {0} belongs to the protocol")]
    Overwrites(String),
    /// An extra parameter stands there twice.
    #[error("the parameter {0} stands there twice")]
    Twice(String),
    /// An extra parameter cannot be sent.
    #[error("an extra parameter cannot be sent")]
    Extra,
    /// The redirect address is no URL.
    #[error("the redirect address is no URL")]
    Redirect,
}
