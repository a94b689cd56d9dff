//! The practice portal: the pages on which a person, or the robot, registers an application, and those on which an
//! administrator switches what mailboxes may be used by.
//!
//! Labels, order and refusals are those of the Microsoft Entra admin center and, for mailboxes, of those of Microsoft 365 and Exchange, so that what is learnt here holds there; the look is
//! our own and every page is marked PRACTICE. Pages work without scripts. What is done here changes the registration through
//! [`Office`], which is the only one to decide; what is left out is missed later, at the sign-in.

mod account_types;
mod api_permissions;
mod api_permissions_add;
mod applications;
mod authentication;
mod cloud_shell;
mod commands;
mod confirm;
pub(crate) mod controls;
mod credentials;
mod enterprise;
mod expose_api;
mod expose_api_add;
mod mailboxes;
mod manifest;
pub(crate) mod markup;
mod navigation;
mod organisation;
mod overview;
mod place;
mod platform;
pub(crate) mod posted;
mod register;
mod registrations;
pub(crate) mod shell;

use crate::office::Office;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

/// Room for 256 redirect URIs of 256 characters, percent-encoded.
const FORM_LIMIT: usize = 512 * 1024;

/// Every page under `/portal`, and the one of the mail provider that looks like them.
pub(crate) fn pages() -> Router<Office> {
    let registration = overview::pages()
        .merge(authentication::pages())
        .merge(credentials::pages())
        .merge(api_permissions::pages())
        .merge(api_permissions_add::pages())
        .merge(expose_api::pages())
        .merge(manifest::pages())
        .merge(expose_api_add::pages());
    let portal = Router::new()
        .route("/", get(registrations::start))
        .route("/{tenant}", get(registrations::home))
        .route("/{tenant}/app-registrations", get(registrations::list))
        .route("/{tenant}/app-registrations/new", get(register::ask).post(register::register))
        .nest("/{tenant}/app-registrations/{client}", registration)
        .nest("/{tenant}/enterprise-applications/{client}", enterprise::pages())
        .nest("/{tenant}/users", mailboxes::pages())
        .nest("/{tenant}", organisation::pages().merge(commands::pages()).merge(cloud_shell::pages()))
        .fallback(async || place::no_page())
        .layer(DefaultBodyLimit::max(FORM_LIMIT));
    let provider = applications::pages().layer(DefaultBodyLimit::max(FORM_LIMIT));
    Router::new().nest("/portal", portal).merge(provider)
}
