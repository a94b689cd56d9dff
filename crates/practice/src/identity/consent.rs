//! Consent (protocol facts 1.12): what is the application allowed to do?
//!
//! Its form posts `attempt`, `decision` (`accept` or `cancel`) and, for an administrator, `for_organisation` (`on`) to
//! `/signin/consent`.

use super::admin_consent::{self, ForOrganisation};
use super::authorize::Asked;
use super::issued::Code;
use super::params::Params;
use super::refusal::Refusal;
use super::report::Report;
use super::scopes::{self, AskedScope};
use super::{sign_in, token_answer};
use crate::directory::{Account, AccountId, Directory, Permission, PermissionId, PermissionKind, Principal};
use crate::fault::Fault;
use crate::html::{self, escape, hidden};
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// Goes on after a sign-in: to the consent page, to "approval required", or straight back with a code.
pub(super) fn after_sign_in(state: &mut OfficeState, attempt: &str, asked: &Asked, account: AccountId) -> Response {
    if let Some(organisation) = &asked.for_organisation {
        return organisation_page(&state.directory, attempt, asked, account, organisation);
    }
    let now = state.now();
    if state.faults.take(Fault::ApprovalNeeded, now) {
        withdraw(state, asked);
    }
    let missing = missing(state, asked, account);
    if missing.is_empty() {
        finish(state, attempt, asked, account)
    } else if may_agree(&state.directory, asked, account, &missing) {
        consent_page(&state.directory, attempt, asked, account, &missing)
    } else {
        approval_page(&state.directory, attempt, asked, account, &meanings(&missing))
    }
}

/// The decision was sent.
pub(super) async fn decide(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default().to_owned(), state.now());
    let Some(attempt) = state.issued.attempt(&id, now).cloned() else { return sign_in::over() };
    let Some(account) = attempt.account else { return sign_in::over() };
    let administrator = state.directory.account(account).is_some_and(Account::is_administrator);
    if let Some(organisation) = attempt.asked.for_organisation.clone() {
        if !administrator {
            return admin_consent::give_up(&mut state, &id, &attempt.asked);
        }
        let accepted = params.get("decision") == Some("accept");
        return admin_consent::decide(&mut state, &id, &attempt.asked, &organisation, accepted);
    }
    let missing = missing(&state, &attempt.asked, account);
    let may = may_agree(&state.directory, &attempt.asked, account, &missing);
    let accepted = params.get("decision") == Some("accept") && may && !state.faults.take(Fault::ApprovalDeclined, now);
    if !accepted {
        let refusal =
            if may { Refusal::Declined } else { approval_needed(&state.directory, &attempt.asked, Some(account)) };
        return decline(&mut state, &id, &attempt.asked, refusal);
    }
    agree(&mut state, &attempt.asked, account, &missing, params.get("for_organisation").is_some());
    finish(&mut state, &id, &attempt.asked, account)
}

fn decline(state: &mut OfficeState, attempt: &str, asked: &Asked, refusal: Refusal) -> Response {
    state.issued.end(attempt);
    let report = Report::new(refusal, state, None);
    asked.destination.refuse(state, &report)
}

fn agree(state: &mut OfficeState, asked: &Asked, account: AccountId, missing: &[AskedScope], for_organisation: bool) {
    let administrator = state.directory.account(account).is_some_and(Account::is_administrator);
    let principal = if for_organisation && administrator { Principal::Everybody } else { Principal::Account(account) };
    let permissions: Vec<_> = missing.iter().map(|scope| scope.permission).collect();
    state.directory.agree(asked.app, principal, &permissions);
    state.save();
}

/// Makes a code for what has been agreed to, and sends it back.
fn finish(state: &mut OfficeState, attempt: &str, asked: &Asked, account: AccountId) -> Response {
    let now = state.now();
    if state.faults.take(Fault::PermissionMissing, now) {
        lose_permission(state, asked);
    }
    let granted = scopes::granted(&asked.scopes, &asked.agreed(&state.directory, account));
    let value = token_answer::code_value(&mut state.random);
    let code = Code { asked: asked.clone(), account, granted, issued: now, spent: false };
    state.issued.keep_code(value.clone(), code);
    state.issued.end(attempt);
    asked.destination.accept(state, value)
}

/// What an application cannot do without, the first of these that it asks for.
const NEEDED: [&str; 7] = [
    "Mail.Send",
    "SMTP.Send",
    "IMAP.AccessAsUser.All",
    "POP.AccessAsUser.All",
    "Mail.ReadWrite",
    "Mail.Read",
    "Calendars.Read",
];

/// `permission-missing`: what is needed leaves the registration and every consent to it, under either resource.
fn lose_permission(state: &mut OfficeState, asked: &Asked) {
    let names = || asked.scopes.iter().filter_map(|scope| scope.permission.permission()).map(|row| row.name);
    let Some(lost) = NEEDED.into_iter().find(|needed| names().any(|name| name == *needed)) else { return };
    let stays = |id: &PermissionId| {
        !id.permission().is_some_and(|row| row.kind == PermissionKind::Delegated && row.name == lost)
    };
    if let Some(registration) = state.directory.registration_mut(asked.app) {
        registration.permissions.retain(stays);
    }
    let grants = state.directory.grants.iter_mut().filter(|grant| grant.app == asked.app);
    grants.for_each(|grant| grant.permissions.retain(stays));
    state.save();
}

/// `approval-needed`: nobody has agreed, and nobody but an administrator may.
fn withdraw(state: &mut OfficeState, asked: &Asked) {
    state.directory.user_consent = false;
    state.directory.grants.retain(|grant| grant.app != asked.app);
    state.save();
}

/// What still has to be agreed to; everything, when the request asks to be asked or `approval-declined` waits for its page.
fn missing(state: &OfficeState, asked: &Asked, account: AccountId) -> Vec<AskedScope> {
    let anew = asked.consent_again || state.faults.is_armed(Fault::ApprovalDeclined);
    let agreed: Vec<PermissionId> = if anew { Vec::new() } else { asked.agreed(&state.directory, account) };
    let held = scopes::granted(&asked.scopes, &agreed);
    asked.scopes.iter().filter(|scope| !held.contains(scope)).cloned().collect()
}

/// An administrator may agree to everything delegated, and so may the owner of a personal account for themselves; others to
/// what the policy of their directory leaves them. The other organisation's is the default.
fn may_agree(directory: &Directory, asked: &Asked, account: AccountId, missing: &[AskedScope]) -> bool {
    let policy = !asked.realm.is_ours(directory, account) || directory.user_consent;
    let Some(account) = directory.account(account) else { return false };
    let free = |scope: &AskedScope| scope.permission.permission().is_some_and(Permission::anybody_may_agree);
    account.is_administrator() || account.is_personal() || (policy && missing.iter().all(free))
}

/// An administrator of the account's own organisation has to agree.
pub(super) fn approval_needed(directory: &Directory, asked: &Asked, account: Option<AccountId>) -> Refusal {
    let ours = account.is_none_or(|account| asked.realm.is_ours(directory, account));
    let organisation = if ours { &directory.name } else { &directory.outside.name };
    Refusal::ApprovalNeeded { name: app_name(directory, asked), tenant: organisation.clone() }
}

fn consent_page(
    directory: &Directory,
    attempt: &str,
    asked: &Asked,
    account: AccountId,
    missing: &[AskedScope],
) -> Response {
    let administrator = directory.account(account).is_some_and(Account::is_administrator);
    let tick = "<p class=\"tick\"><input type=\"checkbox\" id=\"for_organisation\" name=\"for_organisation\" value=\"on\"><label \
         for=\"for_organisation\">Consent on behalf of your organization</label></p>";
    let question = Question {
        heading: "Permissions requested",
        action: "/signin/consent",
        attempt,
        account: address(directory, account),
        application: &app_name(directory, asked),
        whom: "",
        meanings: meanings(missing),
        tick: if administrator { tick } else { "" },
    };
    question.page()
}

/// What a page of consent asks.
pub(crate) struct Question<'a> {
    pub(crate) heading: &'static str,
    /// Where the decision goes.
    pub(crate) action: &'static str,
    pub(crate) attempt: &'a str,
    /// Address of the account that is signed in.
    pub(crate) account: &'a str,
    /// Name of the application.
    pub(crate) application: &'a str,
    /// For whom else, between commas; may be empty.
    pub(crate) whom: &'a str,
    /// What it would like to do: [`line`]s.
    pub(crate) meanings: String,
    /// HTML of a further choice; may be empty.
    pub(crate) tick: &'static str,
}

impl Question<'_> {
    /// The page, with *Accept* and *Cancel*.
    pub(crate) fn page(&self) -> Response {
        let body = format!(
            "{}<section class=\"card\"><p><strong>{}</strong> would like{} to:</p><ul class=\"asked\">{}</ul>\
             <form method=\"post\" action=\"{}\">{}{}<div class=\"ways\"><button class=\"primary\" name=\"decision\" \
             value=\"accept\">Accept</button><button name=\"decision\" value=\"cancel\">Cancel</button></div></form></section>",
            signed_in_as(self.account),
            escape(self.application),
            escape(self.whom),
            self.meanings,
            self.action,
            hidden("attempt", self.attempt),
            self.tick,
        );
        html::page(self.heading, &body)
    }
}

/// For an administrator what is to be approved; for anybody else that only an administrator can.
fn organisation_page(
    directory: &Directory,
    attempt: &str,
    asked: &Asked,
    account: AccountId,
    organisation: &ForOrganisation,
) -> Response {
    if !directory.account(account).is_some_and(Account::is_administrator) {
        return approval_page(directory, attempt, asked, account, &lines(organisation.rows()));
    }
    let question = Question {
        heading: "Permissions requested: review for your organization",
        action: "/signin/consent",
        attempt,
        account: address(directory, account),
        application: &app_name(directory, asked),
        whom: &format!(", for everybody in {},", directory.name),
        meanings: lines(organisation.rows()),
        tick: "",
    };
    question.page()
}

fn approval_page(directory: &Directory, attempt: &str, asked: &Asked, account: AccountId, missing: &str) -> Response {
    let refusal = approval_needed(directory, asked, Some(account));
    let body = format!(
        "{}<p id=\"error\" class=\"problem\">AADSTS{}: {}</p><section class=\"card\"><p><strong>{}</strong> needs permission to:</p>\
         <ul class=\"asked\">{}</ul></section>\
         <form method=\"post\" action=\"/signin/pick\">{}<button>Have an admin account? Sign in with that account</button></form>\
         <form method=\"post\" action=\"/signin/consent\">{}<button class=\"primary\" name=\"decision\" value=\"cancel\">Return to the \
         application without granting consent</button></form>",
        signed_in_as(address(directory, account)),
        refusal.number(),
        escape(&refusal.to_string()),
        escape(&app_name(directory, asked)),
        missing,
        hidden("attempt", attempt),
        hidden("attempt", attempt)
    );
    html::page("Need admin approval", &body)
}

fn address(directory: &Directory, account: AccountId) -> &str {
    directory.account(account).map(|account| account.address.as_str()).unwrap_or_default()
}

fn signed_in_as(address: &str) -> String {
    format!("<p class=\"lead\">Signed in as <span id=\"account\">{}</span></p>", escape(address))
}

fn meanings(scopes: &[AskedScope]) -> String {
    lines(scopes.iter().filter_map(|scope| scope.permission.permission()))
}

fn lines(rows: impl Iterator<Item = &'static Permission>) -> String {
    rows.map(|row| line(row.meaning, row.name)).collect()
}

/// One line of what is asked: what it means, and the name it goes by.
pub(crate) fn line(meaning: &str, name: &str) -> String {
    format!("<li>{} <span class=\"quiet\">{}</span></li>", escape(meaning), escape(name))
}

fn app_name(directory: &Directory, asked: &Asked) -> String {
    directory.registration(asked.app).map(|registration| registration.name.clone()).unwrap_or_default()
}
