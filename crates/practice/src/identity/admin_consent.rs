//! The admin-consent endpoint, in its present form and the old one (protocol facts 1.11): an administrator approves for the whole
//! organisation, application permissions included, and the browser goes back with what came of it.
//!
//! A failing answer carries `admin_consent=True` as well: that is how Entra does it, and a trap.

use super::answer::{Destination, ResponseMode};
use super::authorize::Asked;
use super::issued::Attempt;
use super::params::Params;
use super::realm::Realm;
use super::refusal::Refusal;
use super::report::{Report, correlation};
use super::{client, consent, scopes, sign_in};
use crate::directory::{Permission, PermissionId, Platform, Registration, RequestedScope};
use crate::fault::Fault;
use crate::office::{Office, State as OfficeState};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// What an administrator is asked to approve.
#[derive(Clone, Debug)]
pub(super) struct ForOrganisation {
    pub(super) permissions: Vec<PermissionId>,
    /// The scopes as they were asked for; the old form has none, and answers with none.
    scope: Option<String>,
}

/// `/{tenant}/v2.0/adminconsent`.
pub(super) async fn present(
    State(office): State<Office>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    begin(&office, &tenant, &headers, &query.unwrap_or_default(), true)
}

/// `/{tenant}/adminconsent`: everything that is configured.
pub(super) async fn old(
    State(office): State<Office>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    begin(&office, &tenant, &headers, &query.unwrap_or_default(), false)
}

fn begin(office: &Office, tenant: &str, headers: &HeaderMap, query: &str, present: bool) -> Response {
    let params = Params::read(query.as_bytes());
    let mut state = office.lock();
    match check(&mut state, tenant, &params, present) {
        Ok(asked) => {
            let started = state.now();
            let id = state.random.token(24);
            state.issued.begin(id.clone(), Attempt { asked, account: None }, started);
            sign_in::page(&state, &id, params.get("login_hint").unwrap_or_default(), None)
        }
        Err(refusal) => Report::new(refusal, &mut state, correlation(headers)).page(),
    }
}

/// Refusals stay on a page. `common` is none of the names this endpoint takes.
fn check(state: &mut OfficeState, tenant: &str, params: &Params, present: bool) -> Result<Asked, Refusal> {
    if tenant == "common" {
        return Err(Refusal::NoTenant);
    }
    let realm = Realm::read(state, tenant)?;
    let sent = params.get("client_id").ok_or(Refusal::ParameterMissing { name: "client_id" })?;
    let registration = client::find(state, realm, sent)?;
    let redirect = params.get("redirect_uri").ok_or(Refusal::NoRedirectSent)?;
    let unknown = Refusal::RedirectNotRegistered { sent: redirect.to_owned(), app: registration.app_id };
    let platform = registration.redirect_for(redirect).ok_or(unknown)?.platform;
    let scope = present.then(|| params.get("scope").ok_or(Refusal::ParameterMissing { name: "scope" })).transpose()?;
    let permissions = match scope {
        Some(scope) => permissions(state, scope, &registration)?,
        None => registration.permissions.clone(),
    };
    let organisation = ForOrganisation { permissions, scope: scope.map(str::to_owned) };
    Ok(Asked { realm, ..asked(params, redirect, platform, &registration, organisation) })
}

fn asked(
    params: &Params,
    redirect: &str,
    platform: Platform,
    registration: &Registration,
    organisation: ForOrganisation,
) -> Asked {
    let state = params.get("state").map(str::to_owned);
    Asked {
        realm: Realm::Home,
        app: registration.app_id,
        destination: Destination { redirect: redirect.to_owned(), mode: ResponseMode::Query, state },
        platform,
        scopes: Vec::new(),
        nonce: None,
        challenge: None,
        consent_again: false,
        for_organisation: Some(organisation),
    }
}

/// Named scopes are delegated permissions; `.default` is everything configured for its resource, the application's own included.
fn permissions(state: &OfficeState, scope: &str, registration: &Registration) -> Result<Vec<PermissionId>, Refusal> {
    let asked = scopes::read(scope, registration, &state.directory)?;
    let mut permissions: Vec<_> = asked.iter().map(|scope| scope.permission).collect();
    for written in scope.split_ascii_whitespace() {
        if let RequestedScope::Default(resource) = RequestedScope::read_in(state.directory.cloud, written) {
            let configured = registration.permissions.iter().copied();
            permissions
                .extend(configured.filter(|id| id.permission().is_some_and(|row| scopes::is_for(row, resource))));
        }
    }
    permissions.sort();
    permissions.dedup();
    Ok(permissions)
}

impl ForOrganisation {
    /// The permissions by row.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'static Permission> {
        self.permissions.iter().filter_map(|id| id.permission())
    }
}

/// The decision of an administrator was sent.
pub(super) fn decide(
    state: &mut OfficeState,
    id: &str,
    asked: &Asked,
    organisation: &ForOrganisation,
    accepted: bool,
) -> Response {
    let now = state.now();
    let accepted = accepted && !state.faults.take(Fault::ApprovalDeclined, now);
    state.issued.end(id);
    let mut told = Vec::new();
    if accepted {
        state.directory.agree_for_everybody(asked.app, &organisation.permissions);
        state.save();
    } else {
        told = refused(state, Refusal::Declined);
    }
    told.push(("admin_consent", "True".to_owned()));
    told.push(("tenant", state.directory.tenant.to_string()));
    told.extend(organisation.scope.clone().filter(|_| accepted).map(|scope| ("scope", scope)));
    asked.destination.answer(state, told)
}

/// Whoever gave up without being an administrator.
pub(super) fn give_up(state: &mut OfficeState, id: &str, asked: &Asked) -> Response {
    state.issued.end(id);
    let mut told = refused(state, consent::approval_needed(&state.directory, asked, None));
    told.push(("admin_consent", "True".to_owned()));
    told.push(("tenant", state.directory.tenant.to_string()));
    asked.destination.answer(state, told)
}

/// At this endpoint a cancellation is `consent_required` (protocol facts 1.11).
fn refused(state: &mut OfficeState, refusal: Refusal) -> Vec<(&'static str, String)> {
    let told = Report::new(refusal, state, None).parameters();
    told.into_iter()
        .map(|(name, value)| (name, if name == "error" { "consent_required".to_owned() } else { value }))
        .collect()
}
