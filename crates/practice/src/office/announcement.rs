//! What the office tells a program that wants to use it: one JSON object, the contract of `sendoff practice serve --json`.

use super::{Addresses, State};
use crate::directory::{Account, AccountKind, Platform, Registration};
use crate::google::{self, GoogleAnnouncement};
use serde::Serialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Endpoints, and a ready registration where one was seeded. It holds practice secrets: it is made to be printed.
#[derive(Clone, Serialize)]
pub struct Announcement {
    /// The Microsoft side.
    pub microsoft: MicrosoftAnnouncement,
    /// The mail provider without directories.
    pub provider: ProviderAnnouncement,
    /// Google's side.
    pub google: GoogleAnnouncement,
    /// The inbox page; `{inbox}/messages?message_id=...` for programs.
    pub inbox: String,
    /// A PEM file with the CA that the TLS addresses are under.
    pub ca_file: PathBuf,
}

/// The Microsoft side of an announcement.
#[derive(Clone, Serialize)]
pub struct MicrosoftAnnouncement {
    /// `https://` address of the directory, without `/v2.0`.
    pub authority: String,
    /// Authorize endpoint.
    pub authorize: String,
    /// Token endpoint.
    pub token: String,
    /// Graph with its version.
    pub graph: String,
    /// The portal's first page.
    pub portal: String,
    /// The mail servers.
    pub mail: AnnouncedMail,
    /// The registration; absent without a seed.
    #[serde(flatten)]
    pub registration: Option<AnnouncedRegistration>,
    /// Who can sign in: the mailbox, a colleague, an administrator, somebody of another organisation.
    pub accounts: Vec<AnnouncedAccount>,
}

/// The mail provider without directories: a name of its own, `https://HOST[/PATH]`, is asked at `HOST[/PATH]` behind these. The mail
/// servers and the accounts are those of the Microsoft side.
#[derive(Clone, Serialize)]
pub struct ProviderAnnouncement {
    /// What programs ask: `{secure}/HOST[/PATH]/.well-known/openid-configuration` is its document.
    pub secure: String,
    /// What a browser opens.
    pub pages: String,
    /// The page on which applications are registered.
    pub applications: String,
}

/// The mail servers of the office.
#[derive(Clone, Serialize)]
pub struct AnnouncedMail {
    /// Submission with STARTTLS.
    pub smtp: AnnouncedServer,
    /// Submission under TLS from the start, which Gmail offers and Exchange Online does not.
    pub smtps: AnnouncedServer,
    /// IMAP under TLS.
    pub imap: AnnouncedServer,
    /// POP3 under TLS.
    pub pop3: AnnouncedServer,
    /// The mailbox that several people use; nobody signs in with it. Google has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
}

/// One of them.
#[derive(Clone, Serialize)]
pub struct AnnouncedServer {
    /// Where it listens.
    pub host: String,
    /// The port it listens on.
    pub port: u16,
    /// The server it stands for; its certificate has this name too.
    pub stands_for: &'static str,
}

/// A ready registration.
#[derive(Clone, Serialize)]
pub struct AnnouncedRegistration {
    /// Directory (tenant) ID.
    pub tenant_id: String,
    /// Application (client) ID.
    pub client_id: String,
    /// Secret value.
    pub client_secret: String,
    /// The redirect on this computer; any port may stand in it.
    pub redirect_uri: String,
}

/// An account that can sign in.
#[derive(Clone, Serialize)]
pub struct AnnouncedAccount {
    /// Address.
    pub address: String,
    /// Password.
    pub password: String,
}

impl AnnouncedServer {
    pub(crate) fn new(at: SocketAddr, stands_for: &'static str) -> Self {
        Self { host: at.ip().to_string(), port: at.port(), stands_for }
    }
}

impl Announcement {
    pub(super) fn of(state: &State, ca_file: PathBuf) -> Self {
        let seeded = state.seeded.and_then(|app| state.directory.registration(app));
        let addresses = &state.addresses;
        Self {
            microsoft: microsoft(state, addresses, seeded),
            provider: provider(addresses),
            google: google::announcement(state),
            inbox: addresses.inbox(),
            ca_file,
        }
    }
}

fn provider(addresses: &Addresses) -> ProviderAnnouncement {
    ProviderAnnouncement {
        secure: addresses.provider(),
        pages: addresses.provider_pages(),
        applications: addresses.provider_applications(),
    }
}

fn microsoft(state: &State, addresses: &Addresses, seeded: Option<&Registration>) -> MicrosoftAnnouncement {
    let people = state.directory.accounts.iter().filter(|account| account.signs_in());
    MicrosoftAnnouncement {
        authority: addresses.authority(),
        authorize: addresses.authorize(),
        token: addresses.token(),
        graph: addresses.graph(),
        portal: addresses.portal(),
        mail: mail(state, addresses),
        registration: seeded.and_then(|registration| announced(state, registration)),
        accounts: people.map(announced_account).collect(),
    }
}

fn mail(state: &State, addresses: &Addresses) -> AnnouncedMail {
    let cloud = addresses.cloud();
    AnnouncedMail {
        smtp: AnnouncedServer::new(addresses.smtp(), cloud.smtp()),
        smtps: AnnouncedServer::new(addresses.smtps(), cloud.smtp()),
        imap: AnnouncedServer::new(addresses.imap(), cloud.mailbox()),
        pop3: AnnouncedServer::new(addresses.pop3(), cloud.mailbox()),
        shared: state.directory.account_of(AccountKind::Shared).map(|account| account.address.clone()),
    }
}

fn announced(state: &State, registration: &Registration) -> Option<AnnouncedRegistration> {
    let local = registration.redirects_under(Platform::Web).find(|uri| uri.starts_with("http://localhost"))?;
    Some(AnnouncedRegistration {
        tenant_id: state.directory.tenant.to_string(),
        client_id: registration.app_id.to_string(),
        client_secret: registration.secrets.last()?.value.reveal().to_owned(),
        redirect_uri: local.to_owned(),
    })
}

fn announced_account(account: &Account) -> AnnouncedAccount {
    AnnouncedAccount { address: account.address.clone(), password: account.password.reveal().to_owned() }
}
