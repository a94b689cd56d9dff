//! Reads what people paste, drop or choose from Google's console: files first, then words by their shapes.
//!
//! Almost everything there has a shape of its own, so labels decide little. Whatever has the shape of something else is
//! declined by its name, since a wrong value would be noticed only in the browser, where nobody explains it.

mod answer;
mod document;
mod field;
mod file;
mod key;
mod page;
mod paste;
mod secret;
mod shape;
mod words;

use sendoff_problem::Kind;
use sendoff_values::{FieldId, StepId};

pub use answer::{GoogleAnswer, read_challenge, read_google_answer};
pub(crate) use field::{check, check_secret};
pub use file::{GoogleClient, GoogleClientKind, GoogleFile, ServiceAccount};
pub(crate) use page::error as page_error;
pub(crate) use secret::whole_length;

use crate::{
    manifest::{end_of_json, start_of_json},
    plain::plain,
    reading::{Declined, Evidence, Found, Reading},
};
use document::Document;
use file::{FromFile, Places};

/// What the step that is open is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A client ID and its secret.
    Client,
    /// The key of a service account.
    Key,
    AppPassword,
    Project,
    Mailbox,
    /// Whatever there is.
    Anything,
}

impl Wanted {
    fn at(step: Option<StepId>) -> Self {
        match step {
            Some(StepId::GoogleClient | StepId::ClientSecret) => Self::Client,
            Some(StepId::ServiceAccount | StepId::Delegation) => Self::Key,
            Some(StepId::AppPassword | StepId::TwoStep) => Self::AppPassword,
            Some(StepId::Project) => Self::Project,
            Some(StepId::Mailbox) => Self::Mailbox,
            _ => Self::Anything,
        }
    }
}

/// Reads a text by what Google's pages and files look like. It must be within bounds.
pub(crate) fn read(text: &str, step: Option<StepId>, places: Places<'_>) -> Reading {
    let wanted = Wanted::at(step);
    let plain = plain(text);
    let read = within(text, places).or_else(|| if *plain == *text { None } else { within(&plain, places) });
    match read {
        Some(Ok(from)) => of_file(from, wanted),
        Some(Err(declined)) => Reading::declining(declined),
        None => paste::read(&plain, wanted),
    }
}

/// Whether a text is surely Google's, for whoever pastes it where nothing is chosen yet.
pub(crate) fn is_of_google(text: &str) -> bool {
    matches!(within(text, &|_| false), Some(Ok(_) | Err(_))) || paste::is_of_google(&plain(text))
}

/// The first file of Google's in a text; nothing if there is none.
fn within(text: &str, places: Places<'_>) -> Option<Result<FromFile, Declined>> {
    let mut from = 0;
    while let Some(start) = start_of_json(text, from) {
        let Ok(end) = end_of_json(text, start) else {
            return is_begun(&text[start..]).then(|| Err(Declined::of(Kind::GoogleFileCut)));
        };
        let json = &text[start..end];
        let read = match Document::read(json) {
            Ok(document) => file::read(&document, places),
            Err(declined) => is_begun(json).then_some(Err(declined)),
        };
        if read.is_some() {
            return read;
        }
        from = end;
    }
    is_of_phone(text).then(|| Err(Declined::of(Kind::GoogleFileOfPhone)))
}

/// Whether JSON that cannot be read begins as a file of Google's does.
fn is_begun(json: &str) -> bool {
    let head: String = json.chars().take(40).filter(|one| !one.is_whitespace()).collect();
    ["{\"installed\":{", "{\"web\":{", "{\"type\":\"service_account\""].iter().any(|start| head.starts_with(start))
}

/// The file of a client for Apple's phones: a property list with the client ID twice, once the other way round.
fn is_of_phone(text: &str) -> bool {
    text.contains("<plist") && text.contains("REVERSED_CLIENT_ID")
}

/// What a file gives, where it is wanted.
fn of_file(from: FromFile, wanted: Wanted) -> Reading {
    let FromFile { file, secret, declined } = from;
    let other = match (&file, wanted) {
        (GoogleFile::Client(_), Wanted::Key) => Some(Kind::ClientFilePasted),
        (GoogleFile::Client(_) | GoogleFile::ServiceAccount(_), Wanted::AppPassword) => Some(Kind::NotAnAppPassword),
        (GoogleFile::ServiceAccount(_), Wanted::Client) => Some(Kind::ServiceAccountFilePasted),
        (GoogleFile::Client(_) | GoogleFile::ServiceAccount(_), _) => None,
    };
    if let Some(kind) = other {
        return Reading::declining(Declined::of(kind));
    }
    let mut reading = Reading { secret, google: Some(file), ..Reading::default() };
    reading.public.declined.extend(declined);
    reading.public.fields = reading.google.iter().flat_map(fields).collect();
    reading
}

/// The values of a set-up that stand in a file.
fn fields(file: &GoogleFile) -> Vec<Found> {
    let found = |field, value: &str| Found { field, value: value.to_owned(), evidence: Evidence::Manifest };
    match file {
        GoogleFile::Client(client) => {
            let project = client.project.iter().map(|project| found(FieldId::GoogleProject, project.as_str()));
            // What stands in the file of a desktop client says nothing.
            let web = client.redirects.iter().filter(|_| client.kind == Some(GoogleClientKind::Web));
            let redirects = web.map(|redirect| found(FieldId::RedirectUri, redirect.as_str()));
            let id = found(FieldId::GoogleClientId, client.client_id.as_str());
            [id].into_iter().chain(project).chain(redirects).collect()
        }
        GoogleFile::ServiceAccount(account) => vec![found(FieldId::GoogleProject, account.project.as_str())],
    }
}
