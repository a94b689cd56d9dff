//! Consent (protocol facts 1.12): what is the application allowed to do?
//!
//! Its form posts `attempt`, `decision` (`accept` or `cancel`) and, for an administrator, `for_organisation` (`on`) to
//! `/signin/consent`.

use super::authorize::Asked;
use super::issued::Code;
use super::params::Params;
use super::refusal::Refusal;
use super::report::Report;
use super::scopes::{self, AskedScope};
use super::{sign_in, token_answer};
use crate::directory::{AccountId, Directory, Permission, PermissionId, PermissionKind, Principal, Resource};
use crate::fault::Fault;
use crate::html::{self, escape, hidden};
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// Goes on after a sign-in: to the consent page, to "approval required", or straight back with a code.
pub(super) fn after_sign_in(state: &mut OfficeState, attempt: &str, asked: &Asked, account: AccountId) -> Response {
    let now = state.now();
    if state.faults.take(Fault::ApprovalNeeded, now) {
        withdraw(state, asked);
    }
    let missing = missing(state, asked, account);
    if missing.is_empty() {
        finish(state, attempt, asked, account)
    } else if may_agree(&state.directory, account, &missing) {
        consent_page(&state.directory, attempt, asked, account, &missing)
    } else {
        approval_page(&state.directory, attempt, asked, account, &missing)
    }
}

/// The decision was sent.
pub(super) async fn decide(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default().to_owned(), state.now());
    let Some(attempt) = state.issued.attempt(&id, now).cloned() else { return sign_in::over() };
    let Some(account) = attempt.account else { return sign_in::over() };
    let missing = missing(&state, &attempt.asked, account);
    let may = may_agree(&state.directory, account, &missing);
    let accepted = params.get("decision") == Some("accept") && may && !state.faults.take(Fault::ApprovalDeclined, now);
    if !accepted {
        let refusal = if may { Refusal::Declined } else { approval_needed(&state.directory, &attempt.asked) };
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
    let administrator = state.directory.account(account).is_some_and(crate::directory::Account::is_administrator);
    let principal = if for_organisation && administrator { Principal::Everybody } else { Principal::Account(account) };
    let permissions: Vec<_> = missing.iter().map(|scope| scope.permission).collect();
    state.directory.agree(asked.app, principal, &permissions);
    state.save();
}

/// Makes a code for what has been agreed to, and sends it back.
fn finish(state: &mut OfficeState, attempt: &str, asked: &Asked, account: AccountId) -> Response {
    let now = state.now();
    if state.faults.take(Fault::PermissionMissing, now) {
        lose_mail_send(state, asked);
    }
    let granted = scopes::granted(&asked.scopes, &state.directory.agreed(asked.app, account));
    let value = token_answer::code_value(&mut state.random);
    let code = Code { asked: asked.clone(), account, granted, issued: now, spent: false };
    state.issued.keep_code(value.clone(), code);
    state.issued.end(attempt);
    asked.destination.accept(state, value)
}

/// `permission-missing`: Mail.Send leaves the registration and every consent to it.
fn lose_mail_send(state: &mut OfficeState, asked: &Asked) {
    let Some(lost) = Permission::find(Resource::Graph, PermissionKind::Delegated, "Mail.Send").map(|row| row.id) else {
        return;
    };
    if let Some(registration) = state.directory.registration_mut(asked.app) {
        registration.permissions.retain(|id| *id != lost);
    }
    let grants = state.directory.grants.iter_mut().filter(|grant| grant.app == asked.app);
    grants.for_each(|grant| grant.permissions.retain(|id| *id != lost));
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
    let agreed: Vec<PermissionId> = if anew { Vec::new() } else { state.directory.agreed(asked.app, account) };
    let held = scopes::granted(&asked.scopes, &agreed);
    asked.scopes.iter().filter(|scope| !held.contains(scope)).cloned().collect()
}

/// An administrator may agree to everything delegated; others to what the policy leaves them.
fn may_agree(directory: &Directory, account: AccountId, missing: &[AskedScope]) -> bool {
    let administrator = directory.account(account).is_some_and(crate::directory::Account::is_administrator);
    let free = |scope: &AskedScope| scope.permission.permission().is_some_and(Permission::anybody_may_agree);
    administrator || (directory.user_consent && missing.iter().all(free))
}

fn approval_needed(directory: &Directory, asked: &Asked) -> Refusal {
    Refusal::ApprovalNeeded { name: app_name(directory, asked), tenant: directory.name.clone() }
}

fn consent_page(
    directory: &Directory,
    attempt: &str,
    asked: &Asked,
    account: AccountId,
    missing: &[AskedScope],
) -> Response {
    let administrator = directory.account(account).is_some_and(crate::directory::Account::is_administrator);
    let tick = "<p class=\"tick\"><input type=\"checkbox\" id=\"for_organisation\" name=\"for_organisation\" value=\"on\"><label \
         for=\"for_organisation\">Consent on behalf of your organization</label></p>";
    let body = format!(
        "{}<section class=\"card\"><p><strong>{}</strong> would like to:</p><ul class=\"asked\">{}</ul>\
         <form method=\"post\" action=\"/signin/consent\">{}{}<div class=\"ways\"><button class=\"primary\" name=\"decision\" \
         value=\"accept\">Accept</button><button name=\"decision\" value=\"cancel\">Cancel</button></div></form></section>",
        signed_in_as(directory, account),
        escape(&app_name(directory, asked)),
        meanings(missing),
        hidden("attempt", attempt),
        if administrator { tick } else { "" }
    );
    html::page("Permissions requested", &body)
}

fn approval_page(
    directory: &Directory,
    attempt: &str,
    asked: &Asked,
    account: AccountId,
    missing: &[AskedScope],
) -> Response {
    let refusal = approval_needed(directory, asked);
    let body = format!(
        "{}<p id=\"error\" class=\"problem\">AADSTS{}: {}</p><section class=\"card\"><p><strong>{}</strong> needs permission to:</p>\
         <ul class=\"asked\">{}</ul></section>\
         <form method=\"post\" action=\"/signin/pick\">{}<button>Have an admin account? Sign in with that account</button></form>\
         <form method=\"post\" action=\"/signin/consent\">{}<button class=\"primary\" name=\"decision\" value=\"cancel\">Return to the \
         application without granting consent</button></form>",
        signed_in_as(directory, account),
        refusal.number(),
        escape(&refusal.to_string()),
        escape(&app_name(directory, asked)),
        meanings(missing),
        hidden("attempt", attempt),
        hidden("attempt", attempt)
    );
    html::page("Need admin approval", &body)
}

fn signed_in_as(directory: &Directory, account: AccountId) -> String {
    let address = directory.account(account).map(|account| account.address.as_str()).unwrap_or_default();
    format!("<p class=\"lead\">Signed in as <span id=\"account\">{}</span></p>", escape(address))
}

fn meanings(scopes: &[AskedScope]) -> String {
    let rows = scopes.iter().filter_map(|scope| scope.permission.permission());
    let line = |row: &Permission| {
        format!("<li>{} <span class=\"quiet\">{}</span></li>", escape(row.meaning), escape(row.name))
    };
    rows.map(line).collect::<Vec<_>>().concat()
}

fn app_name(directory: &Directory, asked: &Asked) -> String {
    directory.registration(asked.app).map(|registration| registration.name.clone()).unwrap_or_default()
}
