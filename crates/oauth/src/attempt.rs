//! One sign-in: its own verifier, `state` and `nonce`, made new each time and wiped when it is dropped.

use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, basic::BasicClient,
};
use sendoff_values::{AuthorizationCode, ClientSecret, CodeVerifier, Nonce, RedirectAddress, State};
use subtle::ConstantTimeEq;
use url::Url;

use crate::{
    Carrier, Endpoints, IdentityRules, Plan, PlanFault, ResponseMode, Seed, TokenRequest, Verdict, callback,
    seed::letters,
};

/// One sign-in at one provider, from the authorize address to the exchange of its one code.
#[derive(Debug)]
pub struct Attempt {
    pub(crate) endpoints: Endpoints,
    pub(crate) plan: Plan,
    pub(crate) state: State,
    redirect: RedirectUrl,
    challenge: PkceCodeChallenge,
    verifier: CodeVerifier,
    nonce: Nonce,
}

/// A code that passed every check, and the attempt it was accepted for.
#[derive(Debug)]
pub struct AcceptedCode {
    pub(crate) code: AuthorizationCode,
    pub(crate) state: State,
}

/// What follows from redeeming a code: the request to send, and the rules for the ID token if one was asked for.
#[derive(Debug)]
pub struct Redemption {
    /// To be sent at once: within a second of the code's arrival.
    pub request: TokenRequest,
    /// `None` when `openid` was not among the permissions asked for.
    pub identity: Option<IdentityRules>,
}

/// The code was accepted by another attempt; it is not sent anywhere (RFC 9700 section 4.4, mix-up).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the code belongs to another attempt")]
pub struct CodeOfAnother;

impl Attempt {
    /// Begins. `seed` must be fresh, also when the person tries again.
    #[expect(clippy::needless_pass_by_value, reason = "used up here, so that no seed serves two attempts")]
    pub fn begin(endpoints: Endpoints, plan: Plan, seed: Seed) -> Result<Self, PlanFault> {
        plan.check()?;
        let redirect = RedirectUrl::new(plan.redirect.as_str().to_owned()).map_err(|_| PlanFault::Redirect)?;
        let verifier = PkceCodeVerifier::new(letters(&seed.verifier));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        Ok(Self {
            endpoints,
            plan,
            redirect,
            challenge,
            verifier: CodeVerifier::new(verifier.into_secret()),
            state: State::new(letters(&seed.state)),
            nonce: Nonce::new(letters(&seed.nonce)),
        })
    }

    /// The address to open in the system browser (RFC 6749 section 4.1.1, RFC 7636 section 4.3). It holds the `state`:
    /// to be opened or copied, not logged.
    pub fn authorize_url(&self) -> Url {
        let client = BasicClient::new(self.plan.client.clone())
            .set_auth_uri(AuthUrl::from_url(self.endpoints.authorize.clone()))
            .set_redirect_uri(self.redirect.clone());
        let mut request = client
            .authorize_url(|| CsrfToken::new(self.state.expose().to_owned()))
            .add_scopes(self.plan.scopes.iter().cloned())
            .set_pkce_challenge(self.challenge.clone());
        for (name, value) in self.optional_parameters() {
            request = request.add_extra_param(name, value);
        }
        request.url().0
    }

    fn optional_parameters(&self) -> Vec<(&str, &str)> {
        let mut pairs = Vec::new();
        if self.plan.asks_identity() {
            pairs.push(("nonce", self.nonce.expose()));
        }
        if self.plan.response_mode == ResponseMode::FormPost {
            pairs.push(("response_mode", "form_post"));
        }
        pairs.extend(self.plan.prompt.map(|prompt| ("prompt", prompt.as_str())));
        pairs.extend(self.plan.login_hint.as_deref().map(|hint| ("login_hint", hint)));
        pairs.extend(self.plan.extra.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        pairs
    }

    /// Judges what arrived at the redirect address, or what a person pasted. Never panics, never changes anything, and
    /// tells apart one true answer from everything else.
    ///
    /// `text` is the raw query without `?` ([`Carrier::Query`]), the raw body ([`Carrier::Form`]) or the whole pasted
    /// address ([`Carrier::Pasted`]).
    pub fn judge(&self, carrier: Carrier, text: &[u8]) -> Verdict {
        callback::judge(self, carrier, text)
    }

    /// The exact text of the redirect address.
    pub fn redirect(&self) -> &RedirectAddress {
        &self.plan.redirect
    }

    /// How the answer is to travel.
    pub fn response_mode(&self) -> ResponseMode {
        self.plan.response_mode
    }

    /// The provider of this attempt.
    pub fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// The application this attempt signs in for.
    pub fn client(&self) -> &ClientId {
        &self.plan.client
    }

    /// Uses the attempt up. `scopes` are those of the one resource the first token is for, with the OpenID ones.
    ///
    /// The request goes to the token endpoint of this attempt's own provider, with the redirect address byte for byte as
    /// it was sent before (RFC 6749 section 4.1.3). `secret` only for applications of the Web platform.
    pub fn redeem(
        self,
        accepted: &AcceptedCode,
        secret: Option<&ClientSecret>,
        scopes: &[Scope],
    ) -> Result<Redemption, CodeOfAnother> {
        if !same(self.state.expose(), accepted.state.expose()) {
            return Err(CodeOfAnother);
        }
        let request = TokenRequest::authorization_code(&self, &accepted.code, secret, scopes);
        let identity = self
            .plan
            .asks_identity()
            .then(|| IdentityRules::new(self.endpoints.issuer, self.plan.client.to_string(), self.nonce));
        Ok(Redemption { request, identity })
    }

    pub(crate) fn verifier(&self) -> &CodeVerifier {
        &self.verifier
    }
}

/// Compares without telling by its duration where two texts differ.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}
