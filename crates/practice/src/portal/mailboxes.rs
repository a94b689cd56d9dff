//! Active users (Microsoft 365 admin center): Manage email apps; and Mailbox delegation (Exchange admin center).
//!
//! Labels: protocol facts 4.3 and the guides; delegation's are those of the Exchange admin center, not confirmed.

use super::controls::{self, Choice};
use super::markup::{Element, Markup, element};
use super::navigation::{Done, Notice};
use super::place::{InDirectory, InMailbox, no_page};
use super::posted::Posted;
use super::shell::Sheet;
use crate::directory::{Account, AccountKind, EmailApps, SmtpSwitch};
use crate::office::{Delegation, Office, PortalRefusal};
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;

pub(super) fn pages() -> Router<Office> {
    Router::new()
        .route("/", get(list))
        .route("/{account}/email-apps", get(apps).post(save_apps))
        .route("/{account}/delegation", get(delegation).post(save_delegation))
}

const COLUMNS: [&str; 3] = ["Display name", "Username", ""];

async fn list(at: InDirectory) -> Sheet {
    let mailboxes =
        at.directory.accounts.iter().filter(|account| account.mailbox && account.home == at.directory.tenant);
    at.sheet("Active users")
        .trail(&at.directory.name, at.address(""))
        .content(
            element("p")
                .inside("Everybody with a mailbox. Choose Manage email apps to say which protocols it may be used by."),
        )
        .content(controls::table(&COLUMNS, mailboxes.map(|account| row(&at, account))))
}

fn row(at: &InDirectory, account: &Account) -> Element {
    let named = |words: &str, page: &str| {
        let address = at.address(&format!("/users/{}/{page}", account.id));
        controls::link(words, &address).inside(controls::unseen(&format!(" of {}", account.name)))
    };
    let apps = named("Manage email apps", "email-apps");
    let pages = if account.kind == AccountKind::Shared {
        Markup::all([Markup::from(apps), Markup::text(", "), named("Mailbox delegation", "delegation").into()])
    } else {
        apps.into()
    };
    controls::row(&COLUMNS, [Markup::from(&account.name), (&account.address).into(), pages])
}

async fn apps(at: InMailbox, Query(done): Query<Done>) -> Sheet {
    let apps = at.account.apps;
    let smtp = at.directory.exchange.smtp_of(&at.account);
    let form = controls::form(&at.page("email-apps"))
        .inside(controls::tick("app", "imap", "IMAP", "", apps.imap))
        .inside(controls::tick("app", "pop", "POP", "", apps.pop))
        .inside(controls::tick("app", "smtp", "Authenticated SMTP", meaning(smtp), smtp == SmtpSwitch::On))
        .inside(controls::ending("Save changes", &at.list()));
    at.sheet("Manage email apps").notice(done.notice()).content(form)
}

fn meaning(smtp: SmtpSwitch) -> &'static str {
    match smtp {
        SmtpSwitch::On => "",
        SmtpSwitch::OffForOrganisation => "Off for the organization, which this mailbox follows. Its own tick wins.",
        SmtpSwitch::OffForMailbox => "Off for this mailbox.",
    }
}

async fn save_apps(at: InMailbox, posted: Posted) -> Response {
    let ticked = |app: &str| posted.all("app").any(|there| there == app);
    let was_on = at.directory.exchange.smtp_of(&at.account) == SmtpSwitch::On;
    let smtp = if ticked("smtp") == was_on { at.account.apps.smtp } else { Some(ticked("smtp")) };
    let apps = EmailApps { smtp, imap: ticked("imap"), pop: ticked("pop") };
    at.went(&at.office.set_email_apps(&at.account.address, apps), "email-apps")
}

const RIGHTS: [Choice<'static>; 2] = [
    ("send-as", "Send As", "Messages may have this mailbox as From."),
    ("full-access", "Read and manage (Full Access)", "The mailbox may be opened by IMAP and POP3."),
];

async fn delegation(at: InMailbox, Query(done): Query<Done>) -> Sheet {
    let people =
        at.directory.accounts.iter().filter(|one| one.signs_in() && one.mailbox && one.home == at.directory.tenant);
    let boxes = people.map(|person| fieldset(&at, person));
    let form = controls::form(&at.page("delegation"))
        .inside(element("div").each(boxes))
        .inside(controls::ending("Save", &at.list()));
    at.sheet("Mailbox delegation").notice(done.notice()).content(form)
}

fn fieldset(at: &InMailbox, person: &Account) -> Element {
    let mailbox = &at.account.address;
    let given = [person.sends_as(mailbox), person.opens(mailbox)];
    let boxes = RIGHTS.iter().zip(given).map(|((right, words, meaning), given)| {
        controls::tick(&format!("{right}-{}", person.id), "on", words, meaning, given)
    });
    element("fieldset").class("field").inside(element("legend").inside(&person.address)).each(boxes)
}

async fn save_delegation(at: InMailbox, posted: Posted) -> Response {
    let people =
        at.directory.accounts.iter().filter(|one| one.signs_in() && one.mailbox && one.home == at.directory.tenant);
    let changed = people.flat_map(|person| {
        [("send-as", Delegation::SendAs), ("full-access", Delegation::FullAccess)]
            .map(|(word, right)| (person, word, right))
    });
    let saved = changed.into_iter().try_for_each(|(person, word, right)| {
        let ticked = posted.text(&format!("{word}-{}", person.id)) == "on";
        give(&at, right, &person.address, ticked)
    });
    at.went(&saved, "delegation")
}

fn give(at: &InMailbox, right: Delegation, person: &str, ticked: bool) -> Result<(), PortalRefusal> {
    let mailbox = &at.account.address;
    if ticked { at.office.delegate(mailbox, right, person) } else { at.office.undelegate(mailbox, right, person) }
}

impl InMailbox {
    fn went(&self, saved: &Result<(), PortalRefusal>, page: &str) -> Response {
        match saved {
            Ok(()) => Redirect::to(&format!("{}?done={}", self.page(page), Notice::Saved.slug())).into_response(),
            Err(_) => no_page().into_response(),
        }
    }
}
