//! Google's console: the pages on which a person, or the robot, makes a project and a client (protocol facts 5.1 to 5.3).
//!
//! Labels and order are Google's; the look is the portal's, and every page is marked PRACTICE. What is done here changes the
//! project through [`Office`](crate::office::Office), and what is left out is missed later, at the sign-in.

mod audience;
mod branding;
mod client;
mod clients;
mod library;
mod overview;
mod place;
mod projects;
mod scopes;
mod service_accounts;
mod side;

use crate::office::Office;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

/// Everything under `/google/console`.
pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/", get(async || Redirect::to("/google/console/projects")))
        .route("/projects", get(projects::list))
        .route("/projectcreate", get(projects::ask).post(projects::create))
        .route("/home/dashboard", get(projects::dashboard))
        .route("/apis/library/gmail.googleapis.com", get(library::show).post(library::switch))
        .route("/auth/overview", get(overview::show))
        .route("/auth/overview/create", get(overview::ask).post(overview::create))
        .route("/auth/branding", get(branding::show).post(branding::save))
        .route("/auth/audience", get(audience::show).post(audience::change))
        .route("/auth/audience/test-users", post(audience::add))
        .route("/auth/audience/test-users/remove", post(audience::remove))
        .route("/auth/scopes", get(scopes::show).post(scopes::save))
        .route("/auth/clients", get(clients::list))
        .route("/auth/clients/create", get(clients::ask).post(clients::create))
        .route("/auth/clients/{client}", get(client::show).post(client::change))
        .route("/auth/clients/{client}/file", get(client::file))
        .route("/iam-admin/serviceaccounts", get(service_accounts::list).post(service_accounts::create))
        .route("/iam-admin/serviceaccounts/{account}", get(service_accounts::show).post(service_accounts::change))
        .fallback(async || place::no_page())
}
