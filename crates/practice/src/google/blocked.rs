//! The pages on which Google keeps a person: most of what goes wrong never reaches the application (protocol facts 5.7).
//!
//! Codes and their meanings are documented; sentences are Google's where public notes agree on them, and ours otherwise.

use super::people::GoogleAccount;
use super::project::GoogleProject;
use super::scope::GoogleScope;
use crate::html::{self, escape};
use axum::http::StatusCode;
use axum::response::Response;

/// Why a sign-in ends on a page of Google's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Blocked {
    /// A parameter is missing or not taken.
    Request(String),
    /// No client has this ID.
    ClientUnknown,
    /// The client was deleted.
    ClientDeleted,
    /// The address is not one of the client's.
    Redirect(String),
    /// Something else than a code is asked for.
    ResponseType(String),
    /// Names that are no scopes, after those that are.
    Scope { valid: Vec<String>, invalid: Vec<String> },
    /// Scopes that the project does not list.
    ScopeUnlisted(Vec<GoogleScope>),
    /// Internal, and the account is of another organisation or of none.
    Internal,
    /// In testing, and the account is not on the list.
    Testing,
    /// A browser inside of another program.
    Embedded,
    /// The organisation of the account lets in trusted apps alone.
    AdminPolicy,
    /// A Workspace for Education has not decided on the app.
    Education,
    /// An app that is not verified has had its hundred new users.
    UserCap,
}

impl Blocked {
    /// The number and the word that developers go by; one page has none.
    fn error(&self) -> (u16, &'static str) {
        match self {
            Self::Request(_) => (400, "invalid_request"),
            Self::ClientUnknown => (401, "invalid_client"),
            Self::ClientDeleted => (401, "deleted_client"),
            Self::Redirect(_) => (400, "redirect_uri_mismatch"),
            Self::ResponseType(_) => (400, "unsupported_response_type"),
            Self::Scope { .. } | Self::ScopeUnlisted(_) => (400, "invalid_scope"),
            Self::Internal => (403, "org_internal"),
            Self::Testing => (403, "access_denied"),
            Self::Embedded => (403, "disallowed_useragent"),
            Self::Education => (400, "access_not_configured"),
            Self::AdminPolicy => (400, "admin_policy_enforced"),
            Self::UserCap => (403, ""),
        }
    }

    fn heading(&self, app: &str) -> String {
        match self {
            Self::Request(_)
            | Self::Redirect(_)
            | Self::ResponseType(_)
            | Self::Scope { .. }
            | Self::ScopeUnlisted(_)
            | Self::Embedded => format!("Access blocked: {app}\u{2019}s request is invalid"),
            Self::ClientUnknown | Self::ClientDeleted | Self::AdminPolicy => {
                "Access blocked: Authorization Error".to_owned()
            }
            Self::Education => format!("Access blocked: Your institution\u{2019}s admin needs to review {app}"),
            Self::UserCap => "Sign in with Google temporarily disabled for this app".to_owned(),
            Self::Internal => format!("Access blocked: {app} can only be used within its organization"),
            Self::Testing => format!("Access blocked: {app} has not completed the Google verification process"),
        }
    }

    fn sentence(&self, app: &str) -> String {
        match self {
            Self::Request(_)
            | Self::Redirect(_)
            | Self::ResponseType(_)
            | Self::Scope { .. }
            | Self::ScopeUnlisted(_) => format!(
                "You can\u{2019}t sign in because {app} sent an invalid request. You can try again later, or contact the \
                 developer about this issue."
            ),
            Self::ClientUnknown => "The OAuth client was not found.".to_owned(),
            Self::ClientDeleted => "The OAuth client was deleted.".to_owned(),
            Self::Internal => "This client is restricted to users within its organization.".to_owned(),
            Self::Testing => format!(
                "{app} has not completed the Google verification process. The app is currently being tested, and can only be \
                 accessed by developer-approved testers. If you think you should have access, contact the developer."
            ),
            Self::Education => format!(
                "Your institution\u{2019}s admin needs to review {app}. Your Google Workspace for Education account cannot use it until then."
            ),
            Self::AdminPolicy => "Access to your account data is restricted by policies within your organization. Please contact the \
                 administrator of your organization for more information."
                .to_owned(),
            Self::UserCap => {
                "This app has not been verified yet by Google in order to use Google Sign In.".to_owned()
            }
            Self::Embedded => {
                "You can\u{2019}t sign in from this screen because this app doesn\u{2019}t comply with Google\u{2019}s policy \
                 for secure browsers."
                    .to_owned()
            }
        }
    }

    /// What stands under *error details*; may be empty.
    fn details(&self) -> String {
        match self {
            Self::Request(what) | Self::ResponseType(what) => what.clone(),
            Self::Redirect(sent) => format!("redirect_uri={sent}"),
            Self::Scope { valid, invalid } => {
                format!("Some requested scopes were invalid. {{valid={valid:?}, invalid={invalid:?}}}")
            }
            Self::ScopeUnlisted(scopes) => {
                let names: Vec<_> = scopes.iter().map(|scope| scope.name()).collect();
                format!("Some requested scopes are not listed under Data Access of this project: {}", names.join(" "))
            }
            Self::ClientUnknown
            | Self::ClientDeleted
            | Self::Internal
            | Self::Testing
            | Self::Embedded
            | Self::Education
            | Self::AdminPolicy
            | Self::UserCap => String::new(),
        }
    }

    /// The page. `who` is shown where somebody has signed in.
    pub(super) fn page(&self, project: Option<&GoogleProject>, who: Option<&GoogleAccount>) -> Response {
        let app = project.map_or("This app", GoogleProject::app);
        let (number, word) = self.error();
        tracing::debug!(word, "Google's sign-in is blocked in practice");
        let who = who.map(|who| format!("<p class=\"lead\">{}</p>", escape(&who.address))).unwrap_or_default();
        let details = match self.details() {
            details if details.is_empty() => String::new(),
            details => format!("<p>Request details: <span class=\"value\">{}</span></p>", escape(&details)),
        };
        let error = match word {
            "" => String::new(),
            word => format!(
                "<section class=\"card\"><h2>Error details</h2><p id=\"error\"><strong>Error {number}: {word}</strong></p>{details}</section>"
            ),
        };
        let body = format!(
            "{who}<p class=\"problem\">{}</p>{error}<p>The browser stays here. Copy this page and paste it into Sendoff.</p>",
            escape(&self.sentence(app))
        );
        html::page_with(StatusCode::from_u16(number).unwrap_or(StatusCode::BAD_REQUEST), &self.heading(app), &body)
    }
}
