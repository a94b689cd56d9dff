//! Exchange Online PowerShell, as far as a mail set-up needs it: the commands an administrator pastes, carried out one line at a
//! time. Names and parameters: protocol facts 3.10 and 4.3 (office-docs-powershell, 2026-02 to 2026-07).

mod limit;
mod line;
mod shell;

use super::{Delegation, Office, PortalRefusal};
use crate::directory::{EmailApps, ExchangePrincipal};
use line::Line;
pub(crate) use shell::Variables;
use shell::first_of;
use thiserror::Error;

/// Why a command was not carried out; nothing after it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CommandRefusal {
    /// Not a command of the office's.
    #[error("The term '{0}' is not recognized as a name of a cmdlet that the practice office carries out.")]
    Unknown(String),
    /// A parameter is missing.
    #[error("{command}: the parameter '{parameter}' is missing.")]
    Missing {
        /// The command.
        command: String,
        /// The parameter.
        parameter: &'static str,
    },
    /// A parameter says something that cannot be.
    #[error("{command}: '{value}' is not valid for the parameter '{parameter}'.")]
    Value {
        /// The command.
        command: String,
        /// The parameter.
        parameter: &'static str,
        /// What was given.
        value: String,
    },
    /// Nothing was put into the variable.
    #[error("The variable '${0}' cannot be retrieved because it has not been set.")]
    Variable(String),
    /// Quotes or brackets without an end.
    #[error("The string is missing the terminator.")]
    Quotes,
    /// What is named is not there.
    #[error("The object '{0}' couldn't be found.")]
    NotFound(String),
    /// It is there already.
    #[error("The object '{0}' already exists.")]
    Exists(String),
}

impl Office {
    /// Carries out commands, one a line; a backtick at the end of a line joins the next to it. What each line printed, as far as
    /// the first that is refused. Variables last as long as the office runs, as in a window that stays open.
    pub fn run_exchange_commands(&self, text: &str) -> (Vec<String>, Option<CommandRefusal>) {
        let mut printed = Vec::new();
        let joined = text.replace("`\r\n", " ").replace("`\n", " ");
        for line in joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match self.run_exchange_line(line) {
                Ok(said) => printed.push(said),
                Err(refusal) => return (printed, Some(refusal)),
            }
        }
        (printed, None)
    }

    fn run_exchange_line(&self, mut rest: &str) -> Result<String, CommandRefusal> {
        let mut printed = Vec::new();
        while !rest.trim().is_empty() {
            let variables = self.lock().variables.clone();
            let (statement, after) = first_of(rest, &variables)?;
            rest = after;
            let given = self.run_words(statement.words)?;
            match statement.variable {
                Some(name) => self.keep(name, given),
                None => printed.push(given),
            }
        }
        Ok(printed.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    /// A value by itself is what it gives; anything else is a command.
    fn run_words(&self, words: Vec<(String, bool)>) -> Result<String, CommandRefusal> {
        match words.as_slice() {
            [] => Ok(String::new()),
            [(value, true)] => Ok(value.clone()),
            _ => self.run_exchange_command(&Line::of(words)),
        }
    }

    /// What a command gave has one member here: its ID.
    fn keep(&self, name: String, given: String) {
        let mut state = self.lock();
        state.variables.insert(format!("{name}.id"), given.clone());
        state.variables.insert(name, given);
    }

    fn run_exchange_command(&self, line: &Line) -> Result<String, CommandRefusal> {
        match line.command.to_ascii_lowercase().as_str() {
            "connect-exchangeonline"
            | "disconnect-exchangeonline"
            | "connect-mggraph"
            | "disconnect-mggraph"
            | "import-module"
            | "install-module" => Ok(String::new()),
            "get-mgserviceprincipal" => self.enterprise_application(line),
            "set-transportconfig" => self.transport_config(line),
            "set-casmailbox" => self.cas_mailbox(line),
            "add-recipientpermission" => self.recipient_permission(line, true),
            "remove-recipientpermission" => self.recipient_permission(line, false),
            "add-mailboxpermission" => self.mailbox_permission(line, true),
            "remove-mailboxpermission" => self.mailbox_permission(line, false),
            "new-serviceprincipal" => self.service_principal(line),
            _ => self.run_limiting_command(line),
        }
    }

    fn transport_config(&self, line: &Line) -> Result<String, CommandRefusal> {
        let off = line.switch("SmtpClientAuthenticationDisabled")?;
        self.set_smtp_auth(!off.ok_or_else(|| line.missing("SmtpClientAuthenticationDisabled"))?);
        Ok(String::new())
    }

    fn cas_mailbox(&self, line: &Line) -> Result<String, CommandRefusal> {
        let mailbox = line.required("Identity")?;
        let account = self.directory().mailbox(mailbox).cloned().ok_or_else(|| not_found(mailbox))?;
        let smtp = match line.value("SmtpClientAuthenticationDisabled") {
            Some(value) if value.eq_ignore_ascii_case("$null") => None,
            Some(_) => line.switch("SmtpClientAuthenticationDisabled")?.map(|off| !off),
            None => account.apps.smtp,
        };
        let imap = line.switch("ImapEnabled")?.unwrap_or(account.apps.imap);
        let pop = line.switch("PopEnabled")?.unwrap_or(account.apps.pop);
        self.set_email_apps(mailbox, EmailApps { smtp, imap, pop }).map_err(|_| not_found(mailbox))?;
        Ok(String::new())
    }

    /// Send As, of a person or of an application that Exchange knows.
    fn recipient_permission(&self, line: &Line, given: bool) -> Result<String, CommandRefusal> {
        let (mailbox, trustee) = (line.required("Identity")?, line.required("Trustee")?);
        line.is("AccessRights", &["SendAs"])?;
        if let Ok(object) = trustee.parse() {
            let address = self.directory().mailbox(mailbox).ok_or_else(|| not_found(mailbox))?.address.clone();
            return self.change_principal(
                |principal| principal.object == object,
                trustee,
                |principal| {
                    principal.send_as.retain(|there| *there != address);
                    principal.send_as.extend(given.then_some(address));
                },
            );
        }
        let done = self.give_or_take(mailbox, Delegation::SendAs, trustee, given);
        done.map(|()| String::new()).map_err(|_| not_found(mailbox))
    }

    /// Full Access, of a person or of an application that Exchange knows.
    fn mailbox_permission(&self, line: &Line, given: bool) -> Result<String, CommandRefusal> {
        let (mailbox, user) = (line.required("Identity")?, line.required("User")?);
        line.is("AccessRights", &["FullAccess"])?;
        let address = self.directory().mailbox(mailbox).ok_or_else(|| not_found(mailbox))?.address.clone();
        if let Ok(object) = user.parse() {
            return self.change_principal(
                |principal| principal.object == object,
                user,
                |principal| {
                    principal.full_access.retain(|there| *there != address);
                    principal.full_access.extend(given.then_some(address));
                },
            );
        }
        let done = self.give_or_take(mailbox, Delegation::FullAccess, user, given);
        done.map(|()| String::new()).map_err(|_| not_found(user))
    }

    fn give_or_take(&self, mailbox: &str, right: Delegation, to: &str, given: bool) -> Result<(), PortalRefusal> {
        if given { self.delegate(mailbox, right, to) } else { self.undelegate(mailbox, right, to) }
    }

    /// `Get-MgServicePrincipal -Filter "appId eq '...'"` of Graph PowerShell (protocol facts 3.9): the Object ID of the enterprise
    /// application.
    fn enterprise_application(&self, line: &Line) -> Result<String, CommandRefusal> {
        let filter = line.required("Filter")?;
        let id = filter.strip_prefix("appId eq '").and_then(|rest| rest.strip_suffix('\''));
        let app = id.and_then(|id| id.parse().ok()).ok_or_else(|| line.not_valid("Filter", filter))?;
        let state = self.lock();
        let found = state.directory.registration(app).filter(|registration| registration.service_principal);
        found.map(|registration| registration.enterprise_object_id().to_string()).ok_or_else(|| not_found(filter))
    }

    /// Exchange takes any object ID; with the registration's in place of the enterprise application's nothing works later
    /// (protocol facts 9.17).
    fn service_principal(&self, line: &Line) -> Result<String, CommandRefusal> {
        let (app, object) = (line.id("AppId")?, line.id("ObjectId")?);
        let mut state = self.lock();
        if state.directory.exchange.principals.iter().any(|there| there.app == app) {
            return Err(CommandRefusal::Exists(app.to_string()));
        }
        state.directory.exchange.principals.push(ExchangePrincipal {
            app,
            object,
            full_access: Vec::new(),
            send_as: Vec::new(),
        });
        state.save();
        Ok(format!("AppId {app}, ObjectId {object}"))
    }

    fn change_principal(
        &self,
        is_it: impl Fn(&ExchangePrincipal) -> bool,
        named: &str,
        change: impl FnOnce(&mut ExchangePrincipal),
    ) -> Result<String, CommandRefusal> {
        let mut state = self.lock();
        let found = state.directory.exchange.principals.iter_mut().find(|one| is_it(one));
        change(found.ok_or_else(|| not_found(named))?);
        state.save();
        Ok(String::new())
    }
}

fn not_found(named: &str) -> CommandRefusal {
    CommandRefusal::NotFound(named.to_owned())
}
