//! *Data Access*: the scopes an app will ask for, in their three classes (protocol facts 5.6).

use super::place::InProject;
use super::side::Page;
use crate::google::scope::{Class, GoogleScope};
use crate::portal::controls;
use crate::portal::markup::{Element, element};
use crate::portal::posted::Posted;
use crate::portal::shell::Sheet;
use axum::response::Response;

/// The page, with a box for each scope.
pub(super) async fn show(at: InProject) -> Sheet {
    if let Some(sheet) = at.unless_configured(Page::DataAccess) {
        return sheet;
    }
    let classes = [
        (Class::NonSensitive, "Your non-sensitive scopes"),
        (Class::Sensitive, "Your sensitive scopes"),
        (Class::Restricted, "Your restricted scopes"),
    ];
    let groups = classes.map(|(class, heading)| group(&at, class, heading));
    let form = controls::form(&at.page(Page::DataAccess))
        .each(groups)
        .inside(controls::ending("Save", &at.page(Page::Overview)));
    at.sheet(Page::DataAccess, "Data Access")
        .content(element("p").inside("Add or remove scopes: what your app asks its users for."))
        .content(form)
}

fn group(at: &InProject, class: Class, heading: &str) -> Element {
    let scopes = GoogleScope::ALL.into_iter().filter(|scope| scope.class() == class);
    let tick = |scope: GoogleScope| {
        let listed = at.project.permissions.contains(&scope);
        controls::tick("scope", scope.name(), scope.name(), scope.meaning(), listed)
    };
    element("fieldset").class("field").inside(element("legend").inside(heading)).each(scopes.map(tick))
}

/// *Save*.
pub(super) async fn save(at: InProject, posted: Posted) -> Response {
    let scopes = posted.all("scope").filter_map(GoogleScope::named).collect();
    match at.office.google_list_scopes(&at.project.id, scopes) {
        Ok(()) => at.go_to(Page::DataAccess, "saved"),
        Err(refusal) => at.refuse(Page::DataAccess, &refusal),
    }
}
