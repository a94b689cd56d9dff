//! Google as far as a mail set-up meets it: the console's pages, those of an account, sign-in and consent, tokens, the Gmail API. Its
//! mail servers are in [`crate::mail`].
//!
//! Pages a browser opens are at `/o/oauth2/v2/auth` and under `/google`; what programs ask stands at Google's own paths under the
//! secure address, which is also the issuer.
//!
//! Sources: protocol facts 5, whose entries name Google's pages and their dates. One rule is stricter here than in life: a
//! sensitive or restricted scope has to stand under Data access, because what was left out in the console is a mistake
//! the office is there to show.

mod admin;
mod announced;
mod authorize;
mod blocked;
mod client;
mod code_grant;
mod connections;
mod consent;
mod console;
mod discovery;
mod faults;
mod gmail;
mod id_token;
mod issued;
mod jwt_grant;
mod passwords;
mod people;
mod project;
mod refresh_grant;
mod refusal;
mod rsa;
mod rules;
mod scope;
mod service_account;
mod sign_in;
mod token;
mod token_answer;
mod userinfo;
mod warning;
mod workspace;

pub(crate) use announced::announcement;
pub use announced::{AnnouncedGoogleClient, GoogleAnnouncement};
pub use client::{GoogleClient, GoogleClientKind, GoogleSecret};
pub use people::{GoogleAccount, GoogleAccountKind, GoogleAppPassword};
pub use project::{GoogleAudience, GoogleBranding, GoogleProject};
pub use rules::ConsoleRefusal;
pub(crate) use rules::{NewClient, Platform};
pub use scope::GoogleScope;
pub use service_account::{GoogleServiceAccount, GoogleServiceKey};
pub use workspace::{DomainDelegation, Workspace};

use crate::directory::Concealed;
use crate::http::strangers;
use crate::office::Office;
use crate::random::Random;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use issued::Issued;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Gmail's mail servers (protocol facts 5.10).
pub(crate) const SMTP: &str = "smtp.gmail.com";
pub(crate) const IMAP: &str = "imap.gmail.com";
pub(crate) const POP: &str = "pop.gmail.com";

/// What a form of a page, or a token request, may hold.
const FORM_LIMIT: usize = 64 * 1024;

/// What Google knows.
#[derive(Debug)]
pub(crate) struct Google {
    pub(crate) kept: GoogleKept,
    pub(crate) issued: Issued,
    /// Clients whose newest secret can still be read, and whether its page has shown it.
    fresh: BTreeMap<String, bool>,
}

/// The part that is kept between runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GoogleKept {
    pub(crate) workspace: Workspace,
    pub(crate) accounts: Vec<GoogleAccount>,
    /// Oldest first.
    pub(crate) projects: Vec<GoogleProject>,
    /// Client ID made by the seed.
    pub(crate) seeded: Option<String>,
}

impl Google {
    /// As it was kept, or founded anew.
    pub(crate) fn new(kept: Option<GoogleKept>, random: &mut Random) -> Self {
        let kept = kept.unwrap_or_else(|| {
            let (workspace, accounts) = people::found(random);
            GoogleKept { workspace, accounts, projects: Vec::new(), seeded: None }
        });
        Self { kept, issued: Issued::default(), fresh: BTreeMap::new() }
    }

    /// The account with this number.
    pub(crate) fn account(&self, id: &str) -> Option<&GoogleAccount> {
        self.kept.accounts.iter().find(|account| account.id == id)
    }

    /// The account at this address.
    pub(crate) fn account_at(&self, address: &str) -> Option<&GoogleAccount> {
        self.kept.accounts.iter().find(|account| account.is_at(address))
    }

    fn account_of(&self, kind: GoogleAccountKind) -> Option<&GoogleAccount> {
        self.kept.accounts.iter().find(|account| account.kind == kind)
    }

    /// The project with this ID.
    pub(crate) fn project(&self, id: &str) -> Option<&GoogleProject> {
        self.kept.projects.iter().find(|project| project.id == id)
    }

    /// What the app of a project is called.
    fn app(&self, project: &str) -> &str {
        self.project(project).map_or("", GoogleProject::app)
    }

    pub(crate) fn project_mut(&mut self, id: &str) -> Option<&mut GoogleProject> {
        self.kept.projects.iter_mut().find(|project| project.id == id)
    }

    /// The client with this ID and the project it is of.
    pub(crate) fn client(&self, id: &str) -> Option<(&GoogleProject, &GoogleClient)> {
        self.kept.projects.iter().find_map(|project| Some((project, project.client(id)?)))
    }
}

impl Office {
    /// Google's account of this kind: there is one of each.
    pub fn google_account(&self, kind: GoogleAccountKind) -> Option<GoogleAccount> {
        self.lock().google.account_of(kind).cloned()
    }

    /// The Workspace organisation.
    pub fn google_workspace(&self) -> Workspace {
        self.lock().google.kept.workspace.clone()
    }

    /// Another password for Google's account of this kind. Its refresh tokens for Gmail die,
    /// and its app passwords (protocol facts 5.8 and 5.10).
    pub fn change_google_password(&self, kind: GoogleAccountKind) {
        let mut state = self.lock();
        let (now, fresh) = (state.now(), state.random.clear_text(12));
        let Some(account) = state.google.kept.accounts.iter_mut().find(|account| account.kind == kind) else { return };
        account.password = Concealed::new(fresh);
        account.app_passwords.clear();
        let id = account.id.clone();
        state.google.issued.change_password(&id, now);
        state.save();
    }

    /// Every project, oldest first: a copy.
    pub fn google_projects(&self) -> Vec<GoogleProject> {
        self.lock().google.kept.projects.clone()
    }
}

/// What a browser opens.
pub(crate) fn pages() -> Router<Office> {
    let own = Router::new()
        .nest("/google/console", console::pages())
        .nest("/google/account", connections::pages().merge(passwords::pages()))
        .nest("/google/admin", admin::pages())
        .layer(from_fn(strangers::by_form));
    Router::new()
        .route("/o/oauth2/v2/auth", get(authorize::by_query).post(authorize::by_form))
        .route("/google/signin", post(sign_in::sign_in))
        .route("/google/signin/pick", post(sign_in::pick))
        .route("/google/signin/warning", post(warning::decide))
        .route("/google/signin/consent", post(consent::decide))
        .merge(own)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

/// What programs talk to.
pub(crate) fn secure() -> Router<Office> {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery::configuration))
        .route("/oauth2/v3/certs", get(discovery::keys))
        .route("/token", post(token::token))
        .route("/revoke", post(userinfo::revoke))
        .route("/tokeninfo", get(userinfo::token_info).post(userinfo::token_info))
        .route("/v1/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .nest("/gmail/v1/users/{user}", gmail::routes())
}
