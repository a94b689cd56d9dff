//! The practice office: a directory, its portal, consent, Graph, mail servers, an inbox, and faults, all on loopback.
//!
//! It is an honest stand-in for Microsoft Entra ID, Microsoft Graph, Exchange Online and its mailboxes: it checks what they check, answers in their
//! shapes and with their numbers, and a registration here only works when it has been made as it would have to be made
//! there. Beside them it is Google, with its console and the Gmail API, and a mail provider without directories, found by its document. It shares no code with the client rooms, so that a mistake cannot cancel itself out. It never reaches the network:
//! every listener is bound to 127.0.0.1.
//!
//! - [`directory`] is the data: registrations, secrets, redirects, permissions, consent, accounts.
//! - [`Office`] is the handle by which pages and tests read and change that data; [`RunningOffice`] owns the listeners.
//! - [`Fault`] is what can be made to go wrong.

pub mod directory;
mod exchanges;
mod fault;
mod google;
mod graph;
pub mod html;
mod http;
mod identity;
mod inbox;
mod machine;
mod mail;
mod office;
mod portal;
mod provider;
mod random;
pub mod robot;
mod routes;
mod shelf;

pub use fault::{Fault, FaultUnknown, MendedBy, PortalAction, Surface};
pub use google::{
    AnnouncedGoogleClient, ConsoleRefusal, DomainDelegation, GoogleAccount, GoogleAccountKind, GoogleAnnouncement,
    GoogleAppPassword, GoogleAudience, GoogleBranding, GoogleClient, GoogleClientKind, GoogleProject, GoogleScope,
    GoogleSecret, GoogleServiceAccount, GoogleServiceKey, Workspace,
};
pub use identity::{HandedOut, HandedOutKind};
pub use inbox::Message;
pub use office::{
    Addresses, AnnouncedAccount, AnnouncedMail, AnnouncedRegistration, AnnouncedServer, Announcement, CommandRefusal,
    Delegation, Happened, Lifetime, MicrosoftAnnouncement, NewRegistration, NewScope, NewSecret, Office, OfficeError,
    OfficeSettings, PortalRefusal, ProviderAnnouncement, RunningOffice, Seed, SeedUnknown, ShellRefusal,
};
pub use provider::{ApplicationRefusal, ProviderApplication};
