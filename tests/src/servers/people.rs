//! Who can sign in, and what for.

use super::DOMAIN;

/// A person the provider knows. Any password does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// Has a mailbox, and may send as the office.
    Anna,
    /// Has a mailbox.
    Ben,
    /// A shared mailbox: Anna may send as it.
    Office,
    /// Has a mailbox in which there is no room.
    Full,
    /// Has a mailbox that the mail server may not open.
    Closed,
    /// Has no mailbox.
    Homeless,
}

impl User {
    /// Everybody.
    pub const ALL: [Self; 6] = [Self::Anna, Self::Ben, Self::Office, Self::Full, Self::Closed, Self::Homeless];

    /// The address, which is the name to sign in with too.
    pub fn address(self) -> String {
        format!("{}@{DOMAIN}", self.name())
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anna => "anna",
            Self::Ben => "ben",
            Self::Office => "office",
            Self::Full => "full",
            Self::Closed => "closed",
            Self::Homeless => "homeless",
        }
    }

    pub(super) fn has_mailbox(self) -> bool {
        self != Self::Homeless
    }

    /// Who may put this address into From.
    pub(super) fn sender(self) -> Self {
        if self == Self::Office { Self::Anna } else { self }
    }
}

/// What a token may be used for; each way into the mailbox asks for its own, by the names Exchange Online has for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Reading by IMAP.
    Imap,
    /// Reading by POP3.
    Pop,
    /// Sending by SMTP.
    Smtp,
}

impl Scope {
    /// Every scope of the mail server.
    pub const ALL: [Self; 3] = [Self::Imap, Self::Pop, Self::Smtp];

    /// As it is asked for (RFC 6749 section 3.3).
    pub fn text(self) -> &'static str {
        match self {
            Self::Imap => "https://outlook.office.com/IMAP.AccessAsUser.All",
            Self::Pop => "https://outlook.office.com/POP.AccessAsUser.All",
            Self::Smtp => "https://outlook.office.com/SMTP.Send",
        }
    }

    /// The last part of it, by which files are named.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop => "pop",
            Self::Smtp => "smtp",
        }
    }
}
