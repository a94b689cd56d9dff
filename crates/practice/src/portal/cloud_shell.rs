//! Cloud Shell, as a page: a set-up script is pasted as text, and the requests in it are made. Nothing is run.

use super::controls;
use super::markup::element;
use super::place::InDirectory;
use super::posted::Posted;
use super::shell::Sheet;
use crate::office::Office;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new().route("/cloud-shell", get(ask).post(run))
}

async fn ask(at: InDirectory) -> Sheet {
    sheet(&at, "")
}

async fn run(at: InDirectory, posted: Posted) -> Sheet {
    let (printed, refusal) = at.office.read_shell_script(posted.text("script"));
    let at = InDirectory { directory: at.office.directory(), ..at };
    let output = (!printed.trim().is_empty()).then(|| {
        let lines = element("pre").with("id", "output").with("tabindex", "0").inside(printed);
        element("section").class("card").inside(element("h2").inside("What it printed")).inside(lines)
    });
    match refusal {
        // Without the script again: what it printed is copied next, and stands first.
        None => of(&at)
            .notice(controls::done("The requests in the script were made. Copy the block below and take it back."))
            .content(output),
        Some(refusal) => sheet(&at, posted.text("script"))
            .notice(controls::refused(&refusal.to_string()))
            .status(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

fn of(at: &InDirectory) -> Sheet {
    at.sheet("Cloud Shell").trail(&at.directory.name, at.address(""))
}

fn sheet(at: &InDirectory, script: &str) -> Sheet {
    let form = controls::form(&at.address("/cloud-shell"))
        .inside(controls::text_area("Script for Azure CLI", "script", script))
        .inside(controls::ending("Run", &at.address("")));
    let said = "In practice a set-up script is pasted here. Nothing of it is run: the requests in it are read, and made to this \
        practice directory. Then the page shows what the script would print.";
    of(at).content(element("p").inside(said)).content(form)
}
