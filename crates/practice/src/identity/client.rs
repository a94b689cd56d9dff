//! Which registration a request is about, and whether the client can prove that it is the one.

use super::params::Params;
use super::realm::Realm;
use super::refusal::Refusal;
use crate::directory::{AppId, ClientSecret, Platform, Registration, SecretId};
use crate::fault::Fault;
use crate::office::State;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use percent_encoding::percent_decode_str;

/// What a token request says about its client.
pub(super) struct Credentials {
    pub(super) id: String,
    pub(super) secret: Option<String>,
    /// A browser's page sent it.
    pub(super) origin: bool,
}

impl Credentials {
    /// From the form, or from HTTP Basic with both halves form-encoded (RFC 6749 section 2.3.1).
    pub(super) fn read(headers: &HeaderMap, params: &Params) -> Result<Self, Refusal> {
        let (id, secret) = basic(headers).unzip();
        let id =
            params.get("client_id").map(str::to_owned).or(id).ok_or(Refusal::ParameterMissing { name: "client_id" })?;
        let secret = params.get("client_secret").map(str::to_owned).or(secret);
        Ok(Self { id, secret, origin: headers.contains_key(header::ORIGIN) })
    }
}

/// ID and secret from HTTP Basic.
pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let pair = String::from_utf8(STANDARD.decode(value.strip_prefix("Basic ")?).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    Some((decode(id), decode(secret)))
}

/// The registration with this client ID in this directory. The faults of a registration take effect here.
pub(super) fn find(state: &mut State, realm: Realm, id: &str) -> Result<Registration, Refusal> {
    let directory = if realm == Realm::Outside { &state.directory.outside.name } else { &state.directory.name };
    let unknown = Refusal::AppNotFound { app: id.to_owned(), directory: directory.clone() };
    let here = |app: &AppId| state.directory.registration(*app).is_some_and(|found| is_known_in(realm, found));
    let Some(app) = id.parse::<AppId>().ok().filter(here) else { return Err(unknown) };
    let now = state.now();
    if state.faults.take(Fault::RegistrationUnknown, now) {
        return Err(unknown);
    }
    spoil(state, app);
    let registration = state.directory.registration(app).cloned().ok_or_else(|| unknown.clone())?;
    if registration.known_from > now {
        return Err(unknown);
    }
    if !registration.enabled {
        return Err(Refusal::AppDisabled { app, name: registration.name });
    }
    Ok(registration)
}

/// Another organisation has heard of a registration only if it is for others too.
fn is_known_in(realm: Realm, registration: &Registration) -> bool {
    realm != Realm::Outside || registration.audience.takes_any_directory()
}

fn spoil(state: &mut State, app: AppId) {
    let (now, delay) = (state.now(), state.delay);
    let late = state.faults.take(Fault::RegistrationDelay, now);
    let off = state.faults.take(Fault::RegistrationDisabled, now);
    let Some(registration) = state.directory.registration_mut(app) else { return };
    if late {
        registration.known_from = now.saturating_add(delay).unwrap_or(now);
    }
    registration.enabled &= !off;
    if late || off {
        state.save();
    }
}

/// Whether the client may use what was issued under this platform (protocol facts 1.5 and 1.7).
pub(super) fn authenticate(
    state: &mut State,
    registration: &Registration,
    platform: Platform,
    sent: &Credentials,
) -> Result<(), Refusal> {
    match platform {
        Platform::Web => check_secret(state, registration.app_id, sent.secret.as_deref()),
        Platform::Spa if !sent.origin => Err(Refusal::OnlyCrossOrigin),
        Platform::Spa | Platform::Desktop if sent.secret.is_some() => Err(Refusal::SecretOfPublicClient),
        Platform::Spa | Platform::Desktop => Ok(()),
    }
}

/// Whether the secret is one of the registration's, known everywhere, and not past its end.
pub(super) fn check_secret(state: &mut State, app: AppId, sent: Option<&str>) -> Result<(), Refusal> {
    let sent = sent.ok_or(Refusal::SecretMissing)?;
    let wrong = || Refusal::SecretWrong { app };
    let found = matching(state, app, sent).map(|secret| secret.id).ok_or_else(wrong)?;
    spoil_secret(state, app, found);
    let secret = matching(state, app, sent).ok_or_else(wrong)?;
    let now = state.now();
    if secret.expires <= now {
        return Err(Refusal::SecretExpired { app });
    }
    if secret.known_from > now { Err(wrong()) } else { Ok(()) }
}

fn matching<'a>(state: &'a State, app: AppId, sent: &str) -> Option<&'a ClientSecret> {
    state.directory.registration(app)?.secrets.iter().find(|secret| secret.value.reveal() == sent)
}

/// The faults of a secret: the registration really changes, at the moment the secret is used.
fn spoil_secret(state: &mut State, app: AppId, id: SecretId) {
    let (now, delay) = (state.now(), state.delay);
    let gone = state.faults.take(Fault::SecretWrong, now);
    let ended = state.faults.take(Fault::SecretExpired, now);
    let late = state.faults.take(Fault::SecretDelay, now);
    let Some(registration) = state.directory.registration_mut(app) else { return };
    if gone {
        registration.secrets.retain(|secret| secret.id != id);
    }
    for secret in registration.secrets.iter_mut().filter(|secret| secret.id == id) {
        if ended {
            secret.expires = now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(now);
        }
        if late {
            secret.known_from = now.saturating_add(delay).unwrap_or(now);
        }
    }
    if gone || ended || late {
        state.save();
    }
}
