//! Whose mailbox a token opens, by which protocol (protocol facts 1.6, 3.10, 4.2 and 4.3).

use super::sasl::Bearer;
use crate::directory::{AccessPolicy, Account, AppId, Directory, Permission, PermissionKind, Resource, SmtpSwitch};
use crate::fault::Fault;
use crate::office::State;
use crate::provider::{Access, Scope};

/// By which protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Smtp,
    Imap,
    Pop3,
}

/// A mailbox that was named, and somebody who may be there.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    /// The address in the string.
    pub(super) mailbox: String,
    /// Who signed in and may have rights to other mailboxes; `None` for an application in its own name, and at another provider.
    pub(super) person: Option<String>,
    /// Whether what Exchange switches on and off for the mailbox counts.
    pub(super) switched: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// The token is not one of this service's: unknown, expired, for another audience, or without the permission.
    Token,
    /// The token is right, and not for this mailbox.
    Rights,
    /// Authenticated SMTP is off.
    Switch(SmtpSwitch),
}

impl Protocol {
    fn delegated(self) -> &'static str {
        match self {
            Self::Smtp => "SMTP.Send",
            Self::Imap => "IMAP.AccessAsUser.All",
            Self::Pop3 => "POP.AccessAsUser.All",
        }
    }

    fn application(self) -> &'static str {
        match self {
            Self::Smtp => "SMTP.SendAsApp",
            Self::Imap => "IMAP.AccessAsApp",
            Self::Pop3 => "POP.AccessAsApp",
        }
    }

    /// At the mail provider without directories.
    fn at_provider(self) -> Scope {
        match self {
            Self::Smtp => Scope::Smtp,
            Self::Imap => Scope::Imap,
            Self::Pop3 => Scope::Pop,
        }
    }

    /// The scope that a challenge names.
    pub(super) fn scope(self) -> String {
        format!("{}{}", Resource::Exchange.prefixes()[0], self.delegated())
    }
}

/// Checks token, permission, mailbox and switch, in this order.
pub(super) fn open(state: &mut State, protocol: Protocol, bearer: &Bearer) -> Result<Opened, Denied> {
    let now = state.now();
    if let Some(access) = state.provider.access(&bearer.token, now) {
        return by_provider(&state.directory, protocol, access, bearer);
    }
    let token = state.issued.access(&bearer.token, now).ok_or(Denied::Token)?.clone();
    let person = token.account.and_then(|id| state.directory.account(id)).cloned();
    let (name, kind) = match &person {
        Some(_) => (protocol.delegated(), PermissionKind::Delegated),
        None => (protocol.application(), PermissionKind::Application),
    };
    let is_it = |row: &&Permission| row.resource == Resource::Exchange && row.name == name && row.kind == kind;
    let permitted = token.permissions.iter().filter_map(|id| id.permission()).any(|row| is_it(&row));
    if token.resource != Resource::Exchange || !(permitted || person.is_none()) {
        return Err(Denied::Token);
    }
    let mailbox = state.directory.any_mailbox(&bearer.user).ok_or(Denied::Rights)?.address.clone();
    match &person {
        Some(_) if !token.at_home => return Err(Denied::Rights),
        Some(person) => check_person(state, protocol, person, &mailbox)?,
        None => check_application(state, protocol, token.app, permitted, &mailbox)?,
    }
    if protocol == Protocol::Smtp {
        check_switch(state, &mailbox)?;
    }
    Ok(Opened { mailbox, person: person.map(|person| person.address), switched: true })
}

/// Access of the mail provider without directories: the scope of the protocol, and the own mailbox alone.
fn by_provider(directory: &Directory, protocol: Protocol, access: &Access, bearer: &Bearer) -> Result<Opened, Denied> {
    if !access.scopes.contains(&protocol.at_provider()) {
        return Err(Denied::Token);
    }
    let own = directory.account(access.account).filter(|account| account.mailbox && account.is_at(&bearer.user));
    let mailbox = own.ok_or(Denied::Rights)?.address.clone();
    Ok(Opened { mailbox, person: None, switched: false })
}

/// The own mailbox, or another's with Send As (SMTP) or Full Access (IMAP, POP3).
fn check_person(state: &mut State, protocol: Protocol, person: &Account, mailbox: &str) -> Result<(), Denied> {
    let right = match protocol {
        Protocol::Smtp => sends_as(state, person, mailbox),
        Protocol::Imap | Protocol::Pop3 => opens(state, person, mailbox),
    };
    if right { Ok(()) } else { Err(Denied::Rights) }
}

/// Whether the person may send as this address. `send-as-missing` takes effect here, where the address is another's.
pub(crate) fn sends_as(state: &mut State, person: &Account, address: &str) -> bool {
    let now = state.now();
    let others = !person.address.eq_ignore_ascii_case(address) && person.sends_as(address);
    if others && state.faults.take(Fault::SendAsMissing, now) {
        if let Some(account) = state.directory.own_account_mut(&person.address) {
            account.may_send_as.retain(|there| !there.eq_ignore_ascii_case(address));
        }
        state.save();
    }
    state.directory.account(person.id).is_some_and(|person| person.sends_as(address))
}

/// Whether the person may open this mailbox. `full-access-missing` takes effect here, where the mailbox is another's.
fn opens(state: &mut State, person: &Account, address: &str) -> bool {
    let now = state.now();
    let others = !person.address.eq_ignore_ascii_case(address) && person.opens(address);
    if others && state.faults.take(Fault::FullAccessMissing, now) {
        if let Some(account) = state.directory.own_account_mut(&person.address) {
            account.may_open.retain(|there| !there.eq_ignore_ascii_case(address));
        }
        state.save();
    }
    state.directory.account(person.id).is_some_and(|person| person.opens(address))
}

/// An application by itself: Exchange has to know it by its enterprise application, and either an approved permission with a
/// right to the mailbox or a role lets it in (protocol facts 3.10 and 4.6; how-to-authenticate-an-imap-pop-smtp-application,
/// 2025-09-07). The right is Full Access for reading; that it is Send As for SMTP was seen in the field.
fn check_application(
    state: &mut State,
    protocol: Protocol,
    app: AppId,
    permitted: bool,
    mailbox: &str,
) -> Result<(), Denied> {
    spoil_application(state, app, mailbox);
    let directory = &state.directory;
    let object = directory.registration(app).ok_or(Denied::Rights)?.enterprise_object_id();
    let principal = directory.exchange.principal(app, object).ok_or(Denied::Rights)?;
    let given = match protocol {
        Protocol::Smtp => &principal.send_as,
        Protocol::Imap | Protocol::Pop3 => &principal.full_access,
    };
    let access = given.iter().any(|address| address.eq_ignore_ascii_case(mailbox));
    let role = format!("Application {}", protocol.application());
    let assigned = directory.exchange.assigned(object, &role, mailbox);
    let admitted = directory.exchange.admits(app, mailbox);
    if admitted && ((permitted && access) || assigned) { Ok(()) } else { Err(Denied::Rights) }
}

/// `application-limited`: a policy that denies stands for whatever keeps an application from a mailbox.
fn spoil_application(state: &mut State, app: AppId, mailbox: &str) {
    let now = state.now();
    if state.faults.take(Fault::ApplicationLimited, now) {
        let policy = AccessPolicy { app, group: mailbox.to_owned(), only: false };
        state.directory.exchange.policies.push(policy);
        state.save();
    }
}

/// The switches of SMTP AUTH, which stop OAuth as well (protocol facts 4.3). Their faults take effect here.
fn check_switch(state: &mut State, mailbox: &str) -> Result<(), Denied> {
    spoil_switch(state, mailbox);
    let now = state.now();
    if state.mail.smtp_known_from.is_some_and(|from| from > now) {
        return Err(Denied::Switch(SmtpSwitch::OffForOrganisation));
    }
    // What others switch off is not this organisation's to say.
    let Some(account) = state.directory.mailbox(mailbox) else { return Ok(()) };
    match state.directory.exchange.smtp_of(account) {
        SmtpSwitch::On => Ok(()),
        off @ (SmtpSwitch::OffForOrganisation | SmtpSwitch::OffForMailbox) => Err(Denied::Switch(off)),
    }
}

fn spoil_switch(state: &mut State, mailbox: &str) {
    let now = state.now();
    let organisation = state.faults.take(Fault::SmtpOffForOrganisation, now);
    let off = state.faults.take(Fault::SmtpOffForMailbox, now);
    if state.faults.take(Fault::SmtpSwitchDelay, now) {
        state.mail.smtp_known_from = now.checked_add(state.delay).ok();
    }
    if organisation {
        state.directory.exchange.smtp_auth = false;
    }
    if organisation || off {
        if let Some(account) = state.directory.own_account_mut(mailbox) {
            account.apps.smtp = off.then_some(false);
        }
        state.save();
    }
}
