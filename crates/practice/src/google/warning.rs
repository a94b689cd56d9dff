//! "Google hasn't verified this app": before sensitive and restricted scopes of an external app (protocol facts 5.2).

use super::authorize::{self, Asked};
use super::project::{GoogleAudience, GoogleProject};
use super::sign_in;
use crate::html::{self, escape, hidden};
use crate::identity::params::Params;
use crate::identity::sign_in::over;
use crate::office::{Office, State as OfficeState};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

/// The page; `None` where nothing is to be warned of.
pub(super) fn page(state: &OfficeState, asked: &Asked, attempt: &str, account: &str) -> Option<Response> {
    let project = state.google.project(&asked.project)?;
    let address = &state.google.account(account)?.address;
    let careful = asked.scopes.iter().any(|scope| scope.is_listed());
    let body = match project.audience {
        GoogleAudience::Testing if careful => tested(),
        GoogleAudience::InProduction if careful => published(project),
        GoogleAudience::Internal | GoogleAudience::Testing | GoogleAudience::InProduction => return None,
    };
    let body = format!(
        "<p class=\"lead\">{}</p><section class=\"card\"><form method=\"post\" action=\"/google/signin/warning\">{}{body}</form></section>",
        escape(address),
        hidden("attempt", attempt)
    );
    Some(html::page("Google hasn\u{2019}t verified this app", &body))
}

fn tested() -> String {
    "<p>You\u{2019}ve been given access to an app that\u{2019}s currently being tested. You should only continue if you know \
     the developer that invited you.</p><div class=\"ways\"><button name=\"decision\" value=\"continue\">Continue</button>\
     <button class=\"primary\" name=\"decision\" value=\"back\">Back to safety</button></div>"
        .to_owned()
}

fn published(project: &GoogleProject) -> String {
    let (app, contact) = (escape(project.app()), escape(project.contact()));
    format!(
        "<p>The app is requesting access to sensitive info in your Google Account. Until the developer ({contact}) verifies this \
         app with Google, you shouldn\u{2019}t use it.</p><div class=\"ways\"><button class=\"primary\" name=\"decision\" \
         value=\"back\">Back to safety</button></div><details><summary>Advanced</summary><p>Continue only if you understand the risks \
         and trust the developer ({contact}).</p><div class=\"ways\"><button name=\"decision\" value=\"continue\">Go to {app} (unsafe)\
         </button></div></details>"
    )
}

/// What was pressed.
pub(super) async fn decide(State(office): State<Office>, body: Bytes) -> Response {
    let params = Params::read(&body);
    let mut state = office.lock();
    let (id, now) = (params.get("attempt").unwrap_or_default(), state.now());
    let Some(attempt) = state.google.issued.attempts.get_mut(id, now).filter(|attempt| attempt.account.is_some())
    else {
        return over();
    };
    if params.get("decision") == Some("continue") {
        attempt.warned = true;
        return sign_in::onward(&mut state, id);
    }
    let destination = attempt.asked.destination.clone();
    state.google.issued.attempts.take(id);
    authorize::answer(&mut state, &destination, vec![("error", "access_denied".to_owned())])
}
