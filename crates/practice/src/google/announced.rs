//! What a program is told about Google: the block `google` of `sendoff practice serve --json`.

use super::{IMAP, POP, SMTP};
use crate::office::{AnnouncedAccount, AnnouncedMail, AnnouncedServer, State};
use serde::Serialize;

/// Google's side of an announcement.
#[derive(Clone, Serialize)]
pub struct GoogleAnnouncement {
    /// Authorize endpoint.
    pub authorize: String,
    /// Token endpoint.
    pub token: String,
    /// The Gmail API with its version: `{gmail}/users/me/messages/send`.
    pub gmail: String,
    /// Start of the console's pages.
    pub console: String,
    /// The mail servers.
    pub mail: AnnouncedMail,
    /// The client; absent without a seed.
    #[serde(flatten)]
    pub client: Option<AnnouncedGoogleClient>,
    /// Who can sign in: the mailbox, a colleague, the administrator, a private account, somebody of another organisation.
    pub accounts: Vec<AnnouncedAccount>,
}

/// A ready Desktop client.
#[derive(Clone, Serialize)]
pub struct AnnouncedGoogleClient {
    /// Client ID.
    pub client_id: String,
    /// Client secret.
    pub client_secret: String,
}

/// As things stand.
pub(crate) fn announcement(state: &State) -> GoogleAnnouncement {
    let (addresses, kept) = (&state.addresses, &state.google.kept);
    let accounts = kept.accounts.iter().map(|account| AnnouncedAccount {
        address: account.address.clone(),
        password: account.password.reveal().to_owned(),
    });
    GoogleAnnouncement {
        authorize: addresses.google_authorize(),
        token: addresses.google_token(),
        gmail: addresses.gmail(),
        console: addresses.google_console(),
        mail: AnnouncedMail {
            smtp: AnnouncedServer::new(addresses.google_smtp(), SMTP),
            smtps: AnnouncedServer::new(addresses.google_smtps(), SMTP),
            imap: AnnouncedServer::new(addresses.google_imap(), IMAP),
            pop3: AnnouncedServer::new(addresses.google_pop3(), POP),
            shared: None,
        },
        client: kept.seeded.as_deref().and_then(|id| client(state, id)),
        accounts: accounts.collect(),
    }
}

fn client(state: &State, id: &str) -> Option<AnnouncedGoogleClient> {
    let (_, client) = state.google.client(id)?;
    let secret = client.secrets.iter().rev().find(|secret| secret.enabled)?;
    Some(AnnouncedGoogleClient { client_id: id.to_owned(), client_secret: secret.value.reveal().to_owned() })
}
