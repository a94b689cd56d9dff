//! Consent at the provider: asked at every sign-in, as OpenID Connect Core 1.0 section 11 wants it for lasting access.

use super::issued::{Asked, Code};
use super::refusal::Refusal;
use super::{Scope, authorize};
use crate::directory::AccountId;
use crate::fault::Fault;
use crate::identity::HandedOutKind;
use crate::identity::consent::{Question, line};
use crate::identity::params::Params;
use crate::identity::sign_in::over;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// The page, with a line for each scope.
pub(super) fn page(state: &OfficeState, asked: &Asked, attempt: &str, account: AccountId) -> Response {
    let account = state.directory.account(account).map(|account| account.address.as_str());
    let application = state.provider.application(&asked.client_id).map(|application| application.name.as_str());
    let lines = |scope: &Scope| line(scope.meaning(), scope.name());
    let question = Question {
        heading: "Approve this application",
        action: "/provider-signin/consent",
        attempt,
        account: account.unwrap_or_default(),
        application: application.unwrap_or_default(),
        whom: "",
        meanings: asked.scopes.iter().map(lines).collect(),
        tick: "",
    };
    question.page()
}

/// The decision was sent.
pub(super) async fn decide(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.provider.issued.attempt(id, now).cloned() else { return over() };
    let Some(account) = attempt.account else { return over() };
    state.provider.issued.end(id);
    let accepted = params.get("decision") == Some("accept") && !state.faults.take(Fault::ApprovalDeclined, now);
    let told = if accepted { code(&mut state, &attempt.asked, account) } else { Refusal::Declined.parameters() };
    authorize::answer(&mut state, &attempt.asked.issuer, &attempt.asked.destination, told)
}

fn code(state: &mut OfficeState, asked: &Asked, account: AccountId) -> Vec<(&'static str, String)> {
    let (value, issued) = (state.random.token(32), state.now());
    state.issued.memory.note(HandedOutKind::Code, &value);
    let code = Code { asked: asked.clone(), account, issued, spent: false };
    state.provider.issued.keep_code(value.clone(), code);
    vec![("code", value)]
}
