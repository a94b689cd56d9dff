//! The token endpoint (protocol facts 1.5): which grant, and what becomes of its answer on the way.

use super::client::{self, Credentials};
use super::params::Params;
use super::realm::Realm;
use super::refusal::Refusal;
use super::report::{NO_STORE, Report, correlation};
use super::{app_grant, code_grant, discovery, refresh_grant};
use crate::directory::Registration;
use crate::fault::Fault;
use crate::http::hang_up;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// Seconds in `Retry-After` under `token-busy`.
pub(crate) const BUSY_SECONDS: &str = "2";

/// A token request that has found its registration.
pub(super) struct Request<'a> {
    pub(super) realm: Realm,
    pub(super) registration: Registration,
    pub(super) credentials: Credentials,
    pub(super) params: &'a Params,
}

/// `/{tenant}/oauth2/v2.0/token`.
pub(super) async fn token(
    State(office): State<Office>,
    Path(tenant): Path<String>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let params = Params::read(&body);
    let exchange = matches!(params.get("grant_type"), Some("authorization_code" | "refresh_token"));
    if let Some(answer) = exchange.then(|| before(&office, &headers)).flatten() {
        return answer;
    }
    let answer = {
        let mut state = office.lock();
        grant(&mut state, &tenant, &method, &headers, &params)
            .map_err(|refusal| Report::new(refusal, &mut state, correlation(&headers)).token_json())
    };
    match answer {
        Ok(tokens) if exchange => after(&office, &tokens).await,
        Ok(tokens) => (NO_STORE, Json(tokens)).into_response(),
        Err(refused) => refused,
    }
}

/// The same at an endpoint of another cloud, which knows no registration of this one (protocol facts 1.1).
pub(super) async fn abroad(State(office): State<Office>, headers: HeaderMap) -> Response {
    Report::new(Refusal::OtherCloud, &mut office.lock(), correlation(&headers)).token_json()
}

/// The faults that stop an exchange before it is read: the code stays unused.
fn before(office: &Office, headers: &HeaderMap) -> Option<Response> {
    let mut state = office.lock();
    let now = state.now();
    if state.faults.take(Fault::TokenHtml, now) {
        return Some(discovery::captive_portal());
    }
    if state.faults.take(Fault::TokenBusy, now) {
        let answer = Report::new(Refusal::Busy, &mut state, correlation(headers)).token_json();
        return Some(([(header::RETRY_AFTER, BUSY_SECONDS)], answer).into_response());
    }
    let down = state.faults.take(Fault::TokenDown, now);
    down.then(|| Report::new(Refusal::Transient, &mut state, correlation(headers)).token_json())
}

/// The faults that spoil the answer of an exchange that has been carried out: the code is used up.
pub(crate) async fn after(office: &Office, tokens: &Value) -> Response {
    let take = |fault| {
        let mut state = office.lock();
        let now = state.now();
        state.faults.take(fault, now)
    };
    let (dropped, empty, cut) = (take(Fault::TokenDropped), take(Fault::TokenEmpty), take(Fault::TokenCut));
    if take(Fault::TokenSlow) {
        let slow = office.lock().slow_answer;
        tokio::time::sleep(slow).await;
    }
    if dropped {
        hang_up()
    } else if empty {
        (NO_STORE, StatusCode::OK).into_response()
    } else if cut {
        half(tokens)
    } else {
        (NO_STORE, Json(tokens)).into_response()
    }
}

/// Half the JSON, framed as if it were whole: what a proxy makes of a connection that broke.
fn half(tokens: &Value) -> Response {
    let mut text = tokens.to_string();
    text.truncate(text.len() / 2);
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], NO_STORE, text).into_response()
}

fn grant(
    state: &mut OfficeState,
    tenant: &str,
    method: &Method,
    headers: &HeaderMap,
    params: &Params,
) -> Result<Value, Refusal> {
    if method != Method::POST {
        return Err(Refusal::OnlyPost { method: method.to_string() });
    }
    let realm = Realm::read(state, tenant)?;
    let kind = params.get("grant_type").ok_or(Refusal::ParameterMissing { name: "grant_type" })?;
    let credentials = Credentials::read(headers, params)?;
    let registration = client::find(state, realm, &credentials.id)?;
    let request = Request { realm, registration, credentials, params };
    match kind {
        "authorization_code" => code_grant::redeem(state, &request.at_home()?),
        "refresh_token" => refresh_grant::refresh(state, &request.at_home()?),
        "client_credentials" => app_grant::grant(state, &request),
        other => Err(Refusal::GrantUnsupported { sent: other.to_owned() }),
    }
}

impl Request<'_> {
    /// A parameter that has to be there.
    pub(super) fn required(&self, name: &'static str) -> Result<&str, Refusal> {
        self.params.get(name).ok_or(Refusal::ParameterMissing { name })
    }

    /// Refuses an application where its account types do not let it.
    fn at_home(self) -> Result<Self, Refusal> {
        self.realm.check(&self.registration)?;
        Ok(self)
    }
}
