//! Google's page of sign-in: who is there, and may they come in?

use super::authorize::Asked;
use super::blocked::Blocked;
use super::people::{GoogleAccount, GoogleAccountKind};
use super::project::GoogleAudience;
use super::{consent, faults, warning};
use crate::fault::Fault;
use crate::identity::params::Params;
use crate::identity::sign_in::{Form, Labels, Somebody, over};
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// What stands beside Google's fields.
const LABELS: Labels = Labels {
    address: "Email or phone",
    password: "Enter your password",
    button: "Next",
    accounts: "Choose an account",
};

const NOBODY: &str = "Couldn\u{2019}t find your Google Account";
const WRONG: &str = "Wrong password. Try again or click Forgot password to reset it.";

/// The page. `address` stands in its field.
pub(super) fn page(
    state: &OfficeState,
    asked: &Asked,
    attempt: &str,
    address: &str,
    problem: Option<String>,
) -> Response {
    let app = state.google.app(&asked.project);
    let lead = format!("to continue to {app}");
    let people = state.google.kept.accounts.iter().map(somebody).collect();
    Form { action: "/google/signin", attempt, labels: LABELS, lead, people, address, problem }.page()
}

fn somebody(account: &GoogleAccount) -> Somebody<'_> {
    Somebody {
        name: &account.name,
        address: &account.address,
        password: account.password.reveal(),
        about: account.about(),
    }
}

/// An account was picked: the same page, filled in.
pub(super) async fn pick(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.google.issued.attempts.get_mut(id, now) else { return over() };
    (attempt.account, attempt.warned) = (None, false);
    let asked = attempt.asked.clone();
    page(&state, &asked, id, params.get("address").unwrap_or_default(), None)
}

/// Address and password were sent.
pub(super) async fn sign_in(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.google.issued.attempts.get(id, now) else { return over() };
    let asked = attempt.asked.clone();
    let address = params.get("address").unwrap_or_default().trim();
    let account = match recognise(&state, address, params.get("password").unwrap_or_default()) {
        Ok(account) => who_arrives(&mut state, account),
        Err(problem) => return page(&state, &asked, id, address, Some(problem.to_owned())),
    };
    let spoiled = faults::at_sign_in(&mut state, &asked, &account).map_or(Ok(()), Err);
    if let Err(blocked) = spoiled.and_then(|()| admit(&state, &asked, &account)) {
        return blocked.page(state.google.project(&asked.project), Some(&account));
    }
    if let Some(attempt) = state.google.issued.attempts.get_mut(id, now) {
        attempt.account = Some(account.id);
    }
    onward(&mut state, id)
}

fn recognise(state: &OfficeState, address: &str, password: &str) -> Result<GoogleAccount, &'static str> {
    let account = state.google.account_at(address).ok_or(NOBODY)?;
    if account.password.reveal() == password { Ok(account.clone()) } else { Err(WRONG) }
}

/// The faults about people: somebody else arrives than the one who signed in.
fn who_arrives(state: &mut OfficeState, account: GoogleAccount) -> GoogleAccount {
    let now = state.now();
    let mut other =
        |fault, kind| state.faults.take(fault, now).then(|| state.google.account_of(kind).cloned()).flatten();
    let colleague = other(Fault::WrongAccount, GoogleAccountKind::Colleague);
    let stranger = other(Fault::OtherOrganisation, GoogleAccountKind::Stranger);
    stranger.or(colleague).unwrap_or(account)
}

/// Whether the account's organisation lets the app in, and the audience of the app takes the account (protocol facts 5.2 and 5.11).
fn admit(state: &OfficeState, asked: &Asked, account: &GoogleAccount) -> Result<(), Blocked> {
    let project = state.google.project(&asked.project).ok_or(Blocked::ClientUnknown)?;
    let workspace = &state.google.kept.workspace;
    if workspace.has(account) && !workspace.admits(&asked.client) {
        return Err(Blocked::AdminPolicy);
    }
    match project.audience {
        GoogleAudience::Internal if !project.is_of_organisation(account) => Err(Blocked::Internal),
        GoogleAudience::Testing if !project.tests(account) => Err(Blocked::Testing),
        GoogleAudience::Internal | GoogleAudience::Testing | GoogleAudience::InProduction => Ok(()),
    }
}

/// Goes on after a sign-in: to the warning, to consent, or straight back with a code.
pub(super) fn onward(state: &mut OfficeState, id: &str) -> Response {
    let now = state.now();
    let attempt = state.google.issued.attempts.get(id, now).cloned();
    let Some((attempt, account)) = attempt.and_then(|attempt| Some((attempt.clone(), attempt.account?))) else {
        return over();
    };
    if consent::is_given(state, &attempt.asked, &account) {
        return consent::finish(state, id, &attempt.asked, &account, None);
    }
    if !attempt.warned
        && let Some(page) = warning::page(state, &attempt.asked, id, &account)
    {
        return page;
    }
    consent::page(state, &attempt.asked, id, &account)
}
