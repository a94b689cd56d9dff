//! Consent: one box for each permission, none of them ticked, and the flow goes on without those that stay empty
//! (protocol facts 5.5, "granular consent").

use super::authorize::{self, Asked};
use super::faults;
use super::issued::{Code, Grant, TESTING_LIFE, ends_in_testing};
use super::project::GoogleAudience;
use super::scope::GoogleScope;
use crate::fault::Fault;
use crate::html::{self, escape, hidden};
use crate::identity::HandedOutKind;
use crate::identity::params::Params;
use crate::identity::sign_in::over;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use url::form_urlencoded;

/// Whether everything has been agreed to before, and nobody wants to ask again.
pub(super) fn is_given(state: &OfficeState, asked: &Asked, account: &str) -> bool {
    let grant = state.google.issued.grant(account, &asked.project, state.now());
    let given = grant.is_some_and(|grant| asked.scopes.iter().all(|scope| grant.scopes.contains(scope)));
    given && !asked.consent_again && !state.faults.is_armed(Fault::ApprovalDeclined)
}

/// The page, with a box for each permission.
pub(super) fn page(state: &OfficeState, asked: &Asked, attempt: &str, account: &str) -> Response {
    let app = state.google.app(&asked.project);
    let address = state.google.account(account).map(|account| account.address.as_str()).unwrap_or_default();
    let (of_sign_in, boxes): (Vec<GoogleScope>, Vec<_>) =
        asked.scopes.iter().copied().partition(|scope| scope.is_of_sign_in());
    let told: Vec<_> = of_sign_in.iter().map(|scope| format!("<li>{}</li>", escape(scope.meaning()))).collect();
    let boxes: String = boxes.into_iter().map(tick).collect();
    let body = format!(
        "<p class=\"lead\"><span id=\"account\">{}</span></p><section class=\"card\"><ul class=\"asked\">{}</ul>\
         <form method=\"post\" action=\"/google/signin/consent\">{}<p><strong>Select what {} can access</strong></p>{boxes}\
         <div class=\"ways\"><button name=\"decision\" value=\"cancel\">Cancel</button><button class=\"primary\" name=\"decision\" \
         value=\"continue\">Continue</button></div></form></section>",
        escape(address),
        told.concat(),
        hidden("attempt", attempt),
        escape(app),
    );
    html::page(&format!("{app} wants access to your Google Account"), &body)
}

fn tick(scope: GoogleScope) -> String {
    let id = format!("scope-{}", scope as u8);
    format!(
        "<p class=\"tick\"><input type=\"checkbox\" id=\"{id}\" name=\"scope\" value=\"{}\"><label for=\"{id}\">{}.</label></p>",
        escape(scope.name()),
        escape(scope.meaning())
    )
}

/// The decision was sent.
pub(super) async fn decide(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.google.issued.attempts.get(id, now).cloned() else { return over() };
    let Some(account) = attempt.account else { return over() };
    let asked = attempt.asked;
    let mut given = given(&asked, &ticked(&body));
    faults::at_consent(&mut state, &mut given);
    let accepted = params.get("decision") == Some("continue") && !state.faults.take(Fault::ApprovalDeclined, now);
    if !accepted || given.is_empty() {
        state.google.issued.attempts.take(id);
        return authorize::answer(&mut state, &asked.destination, vec![("error", "access_denied".to_owned())]);
    }
    agree(&mut state, &asked, &account, &given);
    finish(&mut state, id, &asked, &account, Some(given))
}

fn ticked(body: &[u8]) -> Vec<GoogleScope> {
    let fields = form_urlencoded::parse(body).filter(|(name, _)| name == "scope");
    fields.filter_map(|(_, value)| GoogleScope::named(&value)).collect()
}

fn given(asked: &Asked, ticked: &[GoogleScope]) -> Vec<GoogleScope> {
    let is_given = |scope: &GoogleScope| scope.is_of_sign_in() || ticked.contains(scope);
    asked.scopes.iter().copied().filter(is_given).collect()
}

fn agree(state: &mut OfficeState, asked: &Asked, account: &str, given: &[GoogleScope]) {
    let fresh = Grant { scopes: given.iter().copied().collect(), ends: ends(state, asked, given) };
    state.google.issued.agree(account, &asked.project, fresh);
}

/// When what is given now ends by itself: after seven days, where the app is in testing.
fn ends(state: &OfficeState, asked: &Asked, given: &[GoogleScope]) -> Option<jiff::Timestamp> {
    let project = state.google.project(&asked.project)?;
    let testing = project.audience == GoogleAudience::Testing && ends_in_testing(given);
    state.now().checked_add(TESTING_LIFE).ok().filter(|_| testing)
}

/// Makes a code and sends it back. `given`: what the person has just agreed to.
pub(super) fn finish(
    state: &mut OfficeState,
    attempt: &str,
    asked: &Asked,
    account: &str,
    given: Option<Vec<GoogleScope>>,
) -> Response {
    let (now, consented) = (state.now(), given.is_some());
    let mut granted = given.unwrap_or_else(|| asked.scopes.clone());
    if asked.include_granted
        && let Some(grant) = state.google.issued.grant(account, &asked.project, now)
    {
        granted.extend(&grant.scopes);
        granted.sort();
        granted.dedup();
    }
    let told = told(state, account, &granted, consented);
    let value = format!("4/0A{}", state.random.token(48));
    state.issued.memory.note(HandedOutKind::Code, &value);
    let code =
        Code { asked: asked.clone(), account: account.to_owned(), granted, consented, issued: now, spent: false };
    state.google.issued.codes.put(value.clone(), code, now);
    state.google.issued.attempts.take(attempt);
    let parameters = [("code", value)].into_iter().chain(told).collect();
    authorize::answer(state, &asked.destination, parameters)
}

/// What else stands in the answer.
fn told(state: &OfficeState, account: &str, granted: &[GoogleScope], consented: bool) -> Vec<(&'static str, String)> {
    let mut told = vec![("scope", GoogleScope::written(granted)), ("authuser", "0".to_owned())];
    told.extend(state.google.account(account).and_then(|account| Some(("hd", account.domain.clone()?))));
    told.push(("prompt", if consented { "consent" } else { "none" }.to_owned()));
    told
}
