//! The sign-in page: who is there?
//!
//! Its form posts `attempt`, `address` and `password` to `/signin`. The list of accounts fills the form in, so that nobody has
//! to copy practice passwords. The mail provider without directories shows the same page under addresses of its own.

use super::authorize::Asked;
use super::consent;
use super::params::Params;
use super::refusal::Refusal;
use super::report::Report;
use crate::directory::{Account, AccountId, AccountKind};
use crate::fault::Fault;
use crate::html::{self, escape, hidden};
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// What the page shows, and where its forms go.
pub(crate) struct Form<'a> {
    /// Address of the form; an account is picked at the same with `/pick` behind it.
    pub(crate) action: &'static str,
    pub(crate) attempt: &'a str,
    pub(crate) labels: Labels,
    /// Where the sign-in leads; may be empty.
    pub(crate) lead: String,
    /// Who may pick themselves.
    pub(crate) people: Vec<Somebody<'a>>,
    /// What stands in the field for the address.
    pub(crate) address: &'a str,
    /// Why it was not taken.
    pub(crate) problem: Option<String>,
}

/// What stands beside its fields and on its buttons.
#[derive(Clone, Copy)]
pub(crate) struct Labels {
    pub(crate) address: &'static str,
    pub(crate) password: &'static str,
    pub(crate) button: &'static str,
    pub(crate) accounts: &'static str,
}

impl Labels {
    /// Microsoft's, in a few plain words.
    pub(crate) const PLAIN: Self =
        Self { address: "Email", password: "Password", button: "Sign in", accounts: "Pick an account" };
}

/// Somebody who may pick themselves.
#[derive(Clone, Copy)]
pub(crate) struct Somebody<'a> {
    pub(crate) name: &'a str,
    pub(crate) address: &'a str,
    pub(crate) password: &'a str,
    /// What they are there to show.
    pub(crate) about: &'static str,
}

/// Microsoft's page. `address` stands in its field; with an account of the office's the password does too.
pub(super) fn page(state: &OfficeState, attempt: &str, address: &str, problem: Option<&Refusal>) -> Response {
    let people = state.directory.accounts.iter().filter(|account| account.signs_in()).map(Somebody::of).collect();
    let (lead, problem) = (lead(state, attempt), problem.map(Refusal::to_string));
    Form { action: "/signin", attempt, labels: Labels::PLAIN, lead, people, address, problem }.page()
}

impl Form<'_> {
    /// The page.
    pub(crate) fn page(&self) -> Response {
        let known = self.people.iter().find(|one| one.address.eq_ignore_ascii_case(self.address.trim()));
        let password = known.filter(|_| self.problem.is_none()).map(|one| one.password);
        let accounts = self.people.iter().map(|one| self.choice(one, known)).collect::<String>();
        let alert = |problem: &String| format!("<p class=\"problem\" role=\"alert\">{}</p>", escape(problem));
        let lead = |lead: &str| format!("<p class=\"lead\">{}</p>", escape(lead));
        let body = format!(
            "{}<form class=\"card\" method=\"post\" action=\"{}\">{}{}<label for=\"address\">{}</label>\
             <input id=\"address\" name=\"address\" type=\"email\" autocomplete=\"username\" required value=\"{}\">\
             <label for=\"password\">{}</label><input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\" required \
             value=\"{}\"><div class=\"ways\"><button class=\"primary\">{}</button></div></form>\
             <section class=\"card accounts\" aria-labelledby=\"accounts\"><h2 id=\"accounts\">{}</h2>\
             <p class=\"quiet\">Picking one fills in its address and its password.</p><ul>{accounts}</ul></section>",
            Some(self.lead.as_str()).filter(|text| !text.is_empty()).map(lead).unwrap_or_default(),
            self.action,
            self.problem.as_ref().map(alert).unwrap_or_default(),
            hidden("attempt", self.attempt),
            self.labels.address,
            escape(self.address),
            self.labels.password,
            escape(password.unwrap_or_default()),
            self.labels.button,
            self.labels.accounts,
        );
        html::page("Sign in", &body)
    }

    fn choice(&self, one: &Somebody<'_>, chosen: Option<&Somebody<'_>>) -> String {
        let is_chosen = chosen.is_some_and(|chosen| chosen.address == one.address);
        let current = if is_chosen { " aria-current=\"true\"" } else { "" };
        format!(
            "<li><form method=\"post\" action=\"{}/pick\">{}{}<button{current}><span class=\"who\">{}</span> \
             <span class=\"about\">{}</span> <span class=\"address\">{}</span></button></form></li>",
            self.action,
            hidden("attempt", self.attempt),
            hidden("address", one.address),
            escape(one.name),
            one.about,
            escape(one.address)
        )
    }
}

impl<'a> Somebody<'a> {
    /// With an account of the directory.
    pub(crate) fn of(account: &'a Account) -> Self {
        let about = match account.kind {
            AccountKind::Mailbox => "the mailbox to send from",
            AccountKind::Colleague => "a colleague",
            AccountKind::Administrator => "an administrator, without a mailbox",
            AccountKind::Outsider => "of another organisation",
            AccountKind::Shared => "a shared mailbox",
            AccountKind::Guest => "of another organisation, a guest here",
            AccountKind::Personal => "a personal Microsoft account",
        };
        Self { name: &account.name, address: &account.address, password: account.password.reveal(), about }
    }
}

/// For which application it is.
fn lead(state: &OfficeState, attempt: &str) -> String {
    let asked = state.issued.peek(attempt, state.now()).map(|attempt| attempt.asked.app);
    let registration = asked.and_then(|app| state.directory.registration(app));
    registration.map(|registration| format!("to go on to {}", registration.name)).unwrap_or_default()
}

/// An account was picked: the same page, filled in.
pub(super) async fn pick(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default().to_owned(), state.now());
    match state.issued.attempt(&id, now) {
        Some(attempt) => attempt.account = None,
        None => return over(),
    }
    page(&state, &id, params.get("address").unwrap_or_default(), None)
}

/// Address and password were sent.
pub(super) async fn sign_in(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default().to_owned(), state.now());
    let Some(asked) = state.issued.attempt(&id, now).map(|attempt| attempt.asked.clone()) else { return over() };
    let address = params.get("address").unwrap_or_default();
    let account = match recognise(&state, address, params.get("password").unwrap_or_default()) {
        Ok(account) => who_arrives(&mut state, account),
        Err(refusal) => return page(&state, &id, address, Some(&refusal)),
    };
    if let Err(refusal) = admit(&mut state, &asked, account) {
        return Report::new(refusal, &mut state, None).page();
    }
    if let Some(attempt) = state.issued.attempt(&id, now) {
        attempt.account = Some(account);
    }
    consent::after_sign_in(&mut state, &id, &asked, account)
}

fn recognise(state: &OfficeState, address: &str, password: &str) -> Result<AccountId, Refusal> {
    let unknown = || Refusal::NoSuchAccount { address: address.to_owned(), tenant: state.directory.name.clone() };
    let account = state.directory.account_named(address).ok_or_else(unknown)?;
    if !account.signs_in() {
        return Err(Refusal::AccountDisabled);
    }
    if account.password.reveal() == password { Ok(account.id) } else { Err(Refusal::PasswordWrong) }
}

/// The faults about people: somebody else arrives than the one who signed in.
fn who_arrives(state: &mut OfficeState, account: AccountId) -> AccountId {
    let now = state.now();
    let mut other = |fault, kind| {
        state.faults.take(fault, now).then(|| state.directory.account_of(kind).map(|account| account.id)).flatten()
    };
    let colleague = other(Fault::WrongAccount, AccountKind::Colleague);
    let outsider = other(Fault::OtherOrganisation, AccountKind::Outsider);
    outsider.or(colleague).unwrap_or(account)
}

/// Whether this account may come in at all; if not, Entra keeps the person on its own page.
fn admit(state: &mut OfficeState, asked: &Asked, account: AccountId) -> Result<(), Refusal> {
    let now = state.now();
    if state.faults.take(Fault::NotAssigned, now) {
        require_assignment(state, asked);
    }
    let blocked = state.faults.take(Fault::PolicyStopped, now);
    let directory = &state.directory;
    let (Some(registration), Some(account)) = (directory.registration(asked.app), directory.account(account)) else {
        return Err(Refusal::AppNotFound { app: asked.app.to_string(), directory: directory.name.clone() });
    };
    asked.realm.admit(directory, registration, account)?;
    if blocked {
        return Err(Refusal::Blocked);
    }
    if registration.admits(account.id) {
        return Ok(());
    }
    Err(Refusal::NotAssigned { app: asked.app, name: registration.name.clone(), address: account.address.clone() })
}

fn require_assignment(state: &mut OfficeState, asked: &Asked) {
    if let Some(registration) = state.directory.registration_mut(asked.app) {
        registration.assignment_required = true;
        registration.assigned.clear();
        state.save();
    }
}

/// The page of a sign-in that has been answered or has waited too long.
pub(crate) fn over() -> Response {
    let body = "<p class=\"problem\">This sign-in is no longer open. Start it again from the application.</p>";
    html::page_with(StatusCode::BAD_REQUEST, "This sign-in is over", body)
}
