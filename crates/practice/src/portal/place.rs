//! Where in the portal a request is: which directory, which registration. An address that leads nowhere gets a page that says so.

use super::markup::Element;
use super::shell::Sheet;
use super::{controls, navigation};
use crate::directory::{Account, AppId, Directory, Registration};
use crate::office::Office;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

/// A page of the directory.
#[derive(Debug)]
pub(super) struct InDirectory {
    pub(super) office: Office,
    /// As it stood when the request came.
    pub(super) directory: Directory,
}

/// A page about one mailbox.
#[derive(Debug)]
pub(super) struct InMailbox {
    pub(super) office: Office,
    /// As it stood when the request came.
    pub(super) directory: Directory,
    /// As it stood when the request came.
    pub(super) account: Account,
}

/// A page of one registration.
#[derive(Debug)]
pub(super) struct InRegistration {
    pub(super) office: Office,
    /// As it stood when the request came.
    pub(super) directory: Directory,
    /// As it stood when the request came.
    pub(super) registration: Registration,
}

impl InDirectory {
    /// App registrations.
    pub(super) fn registrations(&self) -> String {
        registrations(&self.directory)
    }

    /// Register an application.
    pub(super) fn new_registration(&self) -> String {
        format!("{}/new", self.registrations())
    }

    /// The address of one of the directory's pages, which begins with a slash; its start without one.
    pub(super) fn address(&self, page: &str) -> String {
        format!("/portal/{}{page}", self.directory.tenant)
    }

    /// A page of the directory, with the way back to it.
    pub(super) fn sheet(&self, heading: &str) -> Sheet {
        Sheet::new(heading).of(&self.directory.name)
    }
}

impl InMailbox {
    /// Active users.
    pub(super) fn list(&self) -> String {
        format!("/portal/{}/users", self.directory.tenant)
    }

    /// One of its pages.
    pub(super) fn page(&self, page: &str) -> String {
        format!("{}/{}/{page}", self.list(), self.account.id)
    }

    /// One of its pages as a sheet, with the way back.
    pub(super) fn sheet(&self, heading: &str) -> Sheet {
        Sheet::new(heading)
            .of(&self.account.address)
            .trail(&self.directory.name, format!("/portal/{}", self.directory.tenant))
            .trail("Active users", self.list())
    }
}

impl InRegistration {
    /// The registration's Application (client) ID.
    pub(super) fn app(&self) -> AppId {
        self.registration.app_id
    }

    /// The address of one of its pages.
    pub(super) fn page(&self, page: navigation::Page) -> String {
        self.step(page, "")
    }

    /// The address of something that belongs to one of its pages.
    pub(super) fn step(&self, page: navigation::Page, step: &str) -> String {
        let (area, slug) = (page.area().slug(), page.slug());
        let slash = if step.is_empty() { "" } else { "/" };
        format!("/portal/{}/{area}/{}/{slug}{slash}{step}", self.directory.tenant, self.app())
    }

    /// One of its pages as a sheet, with navigation and way back.
    pub(super) fn sheet(&self, page: navigation::Page, heading: &str) -> Sheet {
        let sheet = Sheet::new(heading)
            .of(&self.registration.name)
            .trail(&self.directory.name, format!("/portal/{}", self.directory.tenant))
            .trail("App registrations", registrations(&self.directory))
            .trail(&self.registration.name, self.page(navigation::Page::Overview))
            .side(navigation::side(self, page));
        if heading == page.label() { sheet } else { sheet.trail(page.label(), self.page(page)) }
    }

    /// Goes to one of its pages, as a browser does after a form that was accepted.
    pub(super) fn go_to(&self, page: navigation::Page, notice: navigation::Notice) -> Response {
        Redirect::to(&format!("{}?done={}", self.page(page), notice.slug())).into_response()
    }
}

fn registrations(directory: &Directory) -> String {
    format!("/portal/{}/app-registrations", directory.tenant)
}

impl FromRequestParts<Office> for InDirectory {
    type Rejection = Sheet;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Sheet> {
        let params = RawPathParams::from_request_parts(parts, office).await.map_err(|_| no_page())?;
        let tenant = named(&params, "tenant").unwrap_or_default();
        let directory = office.directory();
        if !directory.is_named(tenant) {
            return Err(no_directory(tenant, &directory));
        }
        Ok(Self { office: office.clone(), directory })
    }
}

impl FromRequestParts<Office> for InRegistration {
    type Rejection = Sheet;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Sheet> {
        let InDirectory { office, directory } = InDirectory::from_request_parts(parts, office).await?;
        let params = RawPathParams::from_request_parts(parts, &office).await.map_err(|_| no_page())?;
        let app = named(&params, "client").unwrap_or_default();
        let found = app.parse().ok().and_then(|app| directory.registration(app).cloned());
        let Some(registration) = found else { return Err(no_registration(app, &directory)) };
        Ok(Self { office, directory, registration })
    }
}

impl FromRequestParts<Office> for InMailbox {
    type Rejection = Sheet;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Sheet> {
        let InDirectory { office, directory } = InDirectory::from_request_parts(parts, office).await?;
        let params = RawPathParams::from_request_parts(parts, &office).await.map_err(|_| no_page())?;
        let id = named(&params, "account").and_then(|account| account.parse().ok()).ok_or_else(no_page)?;
        let found =
            directory.account(id).filter(|account| account.mailbox && account.home == directory.tenant).cloned();
        Ok(Self { office, account: found.ok_or_else(no_page)?, directory })
    }
}

/// What stands in the address in this place.
pub(super) fn named<'a>(params: &'a RawPathParams, name: &str) -> Option<&'a str> {
    params.iter().find_map(|(there, value)| (there == name).then_some(value))
}

/// The address leads nowhere.
pub(super) fn no_page() -> Sheet {
    missing(
        "Page not found",
        "The practice portal has no page at this address.",
        "Start of the practice portal",
        "/portal",
    )
}

fn no_directory(tenant: &str, directory: &Directory) -> Sheet {
    let said = format!(
        "There is no directory \u{201c}{tenant}\u{201d} here. The practice portal has one: {} ({}).",
        directory.name, directory.tenant
    );
    missing(
        "Directory not found",
        &said,
        &format!("App registrations of {}", directory.name),
        &registrations(directory),
    )
}

fn no_registration(app: &str, directory: &Directory) -> Sheet {
    let said = format!(
        "The application with identifier \u{201c}{app}\u{201d} was not found in the directory {}.",
        directory.name
    );
    let hint = "An Object ID or a Secret ID looks the same. The Application (client) ID is the one that is needed.";
    missing(
        "Application not found",
        &said,
        &format!("App registrations of {}", directory.name),
        &registrations(directory),
    )
    .content(hint_of(hint))
}

fn hint_of(text: &str) -> Element {
    super::markup::element("p").class("hint").inside(text)
}

fn missing(heading: &str, said: &str, way_on: &str, address: &str) -> Sheet {
    let way_on = controls::commands([controls::command(way_on, address)]);
    Sheet::new(heading).status(StatusCode::NOT_FOUND).content(controls::refused(said)).content(way_on)
}
