//! Exchange Online PowerShell, as a page: commands are pasted as text, and those the office knows are carried out.

use super::controls;
use super::markup::{Element, element};
use super::place::InDirectory;
use super::posted::Posted;
use super::shell::Sheet;
use crate::directory::AccessPolicy;
use crate::office::Office;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new().route("/exchange-online", get(ask).post(run))
}

async fn ask(at: InDirectory) -> Sheet {
    sheet(&at, "")
}

async fn run(at: InDirectory, posted: Posted) -> Sheet {
    let (printed, refusal) = at.office.run_exchange_commands(posted.text("commands"));
    let (count, said) =
        (printed.len(), printed.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("\n"));
    let at = InDirectory { directory: at.office.directory(), ..at };
    let done = match count {
        1 => "1 command was carried out.".to_owned(),
        count => format!("{count} commands were carried out."),
    };
    let sheet = sheet(&at, posted.text("commands"));
    let sheet = if said.is_empty() { sheet } else { sheet.content(element("pre").with("id", "output").inside(said)) };
    match refusal {
        None => sheet.notice(controls::done(&done)),
        Some(refusal) => {
            sheet.notice(controls::refused(&format!("{refusal} {done}"))).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn sheet(at: &InDirectory, commands: &str) -> Sheet {
    let form = controls::form(&at.address("/exchange-online"))
        .inside(controls::text_area("Commands", "commands", commands))
        .inside(controls::ending("Run", &at.address("")));
    let known = "Set-TransportConfig, Set-CASMailbox, Add- and Remove-RecipientPermission, Add- and Remove-MailboxPermission, \
        Get-MgServicePrincipal, New-ServicePrincipal, New-DistributionGroup, New-ManagementScope, New-ManagementRoleAssignment, Test-ServicePrincipalAuthorization, New-, Remove- and \
        Test-ApplicationAccessPolicy.";
    at.sheet("Exchange Online PowerShell")
        .trail(&at.directory.name, at.address(""))
        .content(element("p").inside("In practice the commands are pasted here, one a line, and carried out at once."))
        .content(form)
        .content(element("p").class("hint").inside(known))
        .content(policies(&at.directory.exchange.policies))
}

const COLUMNS: [&str; 4] = ["Identity", "AppId", "ScopeName", "AccessRight"];

fn policies(policies: &[AccessPolicy]) -> Element {
    let row = |policy: &AccessPolicy| {
        let right = if policy.only { "RestrictAccess" } else { "DenyAccess" };
        controls::row(&COLUMNS, [policy.identity(), policy.app.to_string(), policy.group.clone(), right.to_owned()])
    };
    let section = element("section").class("card").inside(element("h2").inside("Application access policies"));
    if policies.is_empty() {
        section.inside(element("p").class("empty").inside("There are none."))
    } else {
        section.inside(controls::table(&COLUMNS, policies.iter().map(row)))
    }
}
