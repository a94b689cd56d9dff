//! The sign-in page of the provider: Microsoft's form under its own address, for people of the organisation alone.

use super::consent;
use super::issued::Asked;
use crate::directory::{Account, AccountId, AccountKind};
use crate::fault::Fault;
use crate::identity::params::Params;
use crate::identity::sign_in::{Form, Labels, Somebody, over};
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// Address and password do not belong together, which of the two is not said.
const WRONG: &str = "There is no account with this address and password here.";

/// The page. `address` stands in its field.
pub(super) fn page(
    state: &OfficeState,
    asked: &Asked,
    attempt: &str,
    address: &str,
    problem: Option<String>,
) -> Response {
    let application = state.provider.application(&asked.client_id).map(|application| application.name.as_str());
    let lead = format!("at {}, to go on to {}", asked.issuer.host(), application.unwrap_or_default());
    let people = people(state).into_iter().map(Somebody::of).collect();
    Form { action: "/provider-signin", attempt, labels: Labels::PLAIN, lead, people, address, problem }.page()
}

/// Who has an account: everybody of the organisation who signs in anywhere.
fn people(state: &OfficeState) -> Vec<&Account> {
    let directory = &state.directory;
    let here = |account: &&Account| account.home == directory.tenant && account.signs_in();
    directory.accounts.iter().filter(here).collect()
}

/// An account was picked: the same page, filled in.
pub(super) async fn pick(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.provider.issued.attempt(id, now) else { return over() };
    attempt.account = None;
    let asked = attempt.asked.clone();
    page(&state, &asked, id, params.get("address").unwrap_or_default(), None)
}

/// Address and password were sent.
pub(super) async fn sign_in(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(asked) = state.provider.issued.attempt(id, now).map(|attempt| attempt.asked.clone()) else {
        return over();
    };
    let address = params.get("address").unwrap_or_default();
    let Some(account) = recognise(&state, address, params.get("password").unwrap_or_default()) else {
        return page(&state, &asked, id, address, Some(WRONG.to_owned()));
    };
    let account = who_arrives(&mut state, account);
    if let Some(attempt) = state.provider.issued.attempt(id, now) {
        attempt.account = Some(account);
    }
    consent::page(&state, &asked, id, account)
}

fn recognise(state: &OfficeState, address: &str, password: &str) -> Option<AccountId> {
    let account = people(state).into_iter().find(|account| account.is_at(address.trim()))?;
    (account.password.reveal() == password).then_some(account.id)
}

/// `wrong-account`: it is the colleague who arrives.
fn who_arrives(state: &mut OfficeState, account: AccountId) -> AccountId {
    let now = state.now();
    let colleague = state.directory.account_of(AccountKind::Colleague).map(|colleague| colleague.id);
    let other = state.faults.take(Fault::WrongAccount, now);
    colleague.filter(|_| other).unwrap_or(account)
}
