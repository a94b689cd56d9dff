//! IMAP (RFC 3501, 4959), as far as a look into a mailbox needs it: signing in, opening a folder, reading heads.

mod command;
mod fetch;
mod gmail;

use super::access::{self, Denied, Opened, Protocol};
use super::folder::Folder;
use super::gmail::{Mechanism, SENT};
use super::sasl::Bearer;
use super::{Conversation, House, Reply, Then, trace};
use crate::directory::Account;
use crate::fault::Fault;
use crate::inbox::Message;
use crate::office::Office;
use command::Command;

const CAPABILITY: &str = "* CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR ID UNSELECT\r\n";
const NOT_CONNECTED: &str = "BAD User is authenticated but not connected.";

/// One conversation.
pub(super) struct Imap {
    office: Office,
    house: House,
    waiting: Option<Waiting>,
    signed_in: Option<SignedIn>,
    selected: Option<Vec<Message>>,
}

/// What the next line is, for the AUTHENTICATE with this tag.
enum Waiting {
    /// The string of XOAUTH2.
    Bearer(String),
    /// At Gmail: the string of a mechanism.
    Key(String, Mechanism),
    /// At Gmail: the empty answer to a challenge.
    Refused(String),
}

/// Somebody whose token was right.
struct SignedIn {
    mailbox: String,
    /// The mailbox is open to them.
    connected: bool,
}

impl Imap {
    pub(super) fn new(office: Office, house: House) -> Self {
        Self { office, house, waiting: None, signed_in: None, selected: None }
    }

    fn command(&mut self, line: &[u8]) -> Reply {
        let Some(command) = Command::read(line) else { return Reply::line("* BAD Command Error. 10") };
        if let Some(reply) = self.is_gmail().then(|| self.at_gmail(&command)).flatten() {
            return reply;
        }
        match command.verb.as_str() {
            "CAPABILITY" => command.ok_after(CAPABILITY),
            "NOOP" => command.ok_after(""),
            "ID" => {
                command.ok_after("* ID (\"name\" \"Microsoft.Exchange.Imap4.Imap4Server\" \"version\" \"15.20\")\r\n")
            }
            "LOGOUT" => {
                command.ok_after("* BYE Microsoft Exchange Server IMAP4 server signing off.\r\n").then(Then::Close)
            }
            "AUTHENTICATE" => self.authenticate(&command),
            "LOGIN" => command.no("LOGIN failed."),
            _ => self.in_mailbox(&command),
        }
    }

    fn authenticate(&mut self, command: &Command) -> Reply {
        if self.signed_in.is_some() {
            return command.bad("Command received in Invalid state.");
        }
        match command.arguments.as_slice() {
            [mechanism] if mechanism.eq_ignore_ascii_case("XOAUTH2") => {
                self.waiting = Some(Waiting::Bearer(command.tag.clone()));
                Reply::line("+ ")
            }
            [mechanism, initial] if mechanism.eq_ignore_ascii_case("XOAUTH2") => {
                self.bearer(&command.tag, initial.as_bytes())
            }
            [_] | [_, _] => command.no("AUTHENTICATE failed."),
            _ => command.bad("Command Argument Error. 12"),
        }
    }

    fn bearer(&mut self, tag: &str, sent: &[u8]) -> Reply {
        let failed = || Reply::line(format!("{tag} NO AUTHENTICATE failed."));
        if sent == b"*" {
            return Reply::line(format!("{tag} BAD AUTHENTICATE cancelled."));
        }
        let Some(bearer) = Bearer::read(sent) else { return failed() };
        if self.happens(Fault::ImapRefused) {
            return failed();
        }
        let opened = access::open(&mut self.office.lock(), Protocol::Imap, &bearer);
        let signed_in = match opened {
            Ok(opened) => SignedIn { connected: self.connects(&opened), mailbox: opened.mailbox },
            // The token is right and names a mailbox it has no right to: said only when it is opened.
            Err(Denied::Rights) => SignedIn { mailbox: bearer.user, connected: false },
            Err(Denied::Token | Denied::Switch(_)) => return failed(),
        };
        self.signed_in = Some(signed_in);
        Reply::line(format!("{tag} OK AUTHENTICATE completed."))
    }

    /// Whether the mailbox opens: IMAP is on for it, and nothing is wrong at the moment.
    fn connects(&self, opened: &Opened) -> bool {
        let on = !opened.switched || self.is_on(&opened.mailbox);
        on && !self.happens(Fault::ImapNotConnected)
    }

    /// Whether IMAP is on for the mailbox. `imap-off` takes effect here.
    fn is_on(&self, mailbox: &str) -> bool {
        if self.happens(Fault::ImapOff) {
            let mut state = self.office.lock();
            if let Some(account) = state.directory.own_account_mut(mailbox) {
                account.apps.imap = false;
            }
            state.save();
        }
        self.office.lock().directory.any_mailbox(mailbox).is_some_and(|account: &Account| account.apps.imap)
    }

    fn in_mailbox(&mut self, command: &Command) -> Reply {
        let Some(SignedIn { mailbox, connected }) = &self.signed_in else {
            return command.bad("Command received in Invalid state.");
        };
        if !connected {
            return Reply::line(format!("{} {NOT_CONNECTED}", command.tag));
        }
        if self.happens(Fault::ImapThrottled) {
            return command.bad("Request is throttled. Suggested Backoff Time: 2000 milliseconds");
        }
        let mailbox = mailbox.clone();
        match command.verb.as_str() {
            "LIST" => command.ok_after(&list()),
            "SELECT" | "EXAMINE" => self.select(command, &mailbox),
            _ => self.in_folder(command),
        }
    }

    fn select(&mut self, command: &Command, mailbox: &str) -> Reply {
        let [name] = command.arguments.as_slice() else { return command.bad("Command Argument Error. 12") };
        let sent = if self.is_gmail() { SENT } else { Folder::Sent.name() };
        let Some(folder) = Folder::named(name, sent) else {
            self.selected = None;
            return command.no(&format!("{name} doesn't exist."));
        };
        let messages = folder.of(&self.office.lock(), mailbox);
        let next = messages.last().map_or(1, |message| message.id + 1);
        let access = if command.verb == "SELECT" { "READ-WRITE" } else { "READ-ONLY" };
        let said = format!(
            "* {} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)\r\n\
             * OK [PERMANENTFLAGS ()] Permanent flags\r\n* OK [UIDVALIDITY 14] UIDVALIDITY value\r\n* OK [UIDNEXT {next}] The next \
             unique identifier value\r\n{} OK [{access}] {} completed.\r\n",
            messages.len(),
            command.tag,
            command.verb
        );
        self.selected = Some(messages);
        Reply::lines(said)
    }

    fn in_folder(&mut self, command: &Command) -> Reply {
        let Some(messages) = &self.selected else { return command.bad("Command received in Invalid state.") };
        match command.verb.as_str() {
            "FETCH" => fetch::fetch(command, messages, false),
            "UID FETCH" => fetch::fetch(command, messages, true),
            "SEARCH" => fetch::search(command, messages, false),
            "UID SEARCH" => fetch::search(command, messages, true),
            "CLOSE" | "UNSELECT" => {
                self.selected = None;
                command.ok_after("")
            }
            _ => command.bad("Command Error. 12"),
        }
    }

    fn happens(&self, fault: Fault) -> bool {
        let mut state = self.office.lock();
        let now = state.now();
        state.faults.take(fault, now)
    }
}

fn list() -> String {
    [Folder::Inbox, Folder::Sent]
        .map(|folder| format!("* LIST (\\HasNoChildren) \"/\" \"{}\"\r\n", folder.name()))
        .concat()
}

impl Conversation for Imap {
    fn greeting(&mut self) -> Reply {
        if self.is_gmail() {
            return Self::greeting_of_gmail();
        }
        let trace = trace(&mut self.office.lock());
        Reply::line(format!("* OK The Microsoft Exchange IMAP4 service is ready. {trace}"))
    }

    fn hear(&mut self, line: &[u8]) -> Reply {
        match self.waiting.take() {
            Some(Waiting::Bearer(tag)) => self.bearer(&tag, line),
            Some(Waiting::Key(tag, mechanism)) => self.key(&tag, mechanism, line),
            Some(Waiting::Refused(tag)) => gmail::refuse(&tag),
            None => self.command(line),
        }
    }

    fn garbled(&mut self) -> Reply {
        Reply::line("* BYE Connection is closed. 13").then(Then::Close)
    }
}
