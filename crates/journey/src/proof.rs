//! What was proved, with the values it was proved with.
//!
//! [`Saving`] is what the engine saves. Its fields are readable and its constructor is private to this room, so that no
//! other room can ask for a save; and inside this room it is made from a [`TestProof`] alone.

use jiff::Timestamp;
use sendoff_intake::ServiceAccount;
use sendoff_recipes::ProbeKind;
use sendoff_values::{ClientId, ConnectionId, Handle, MailAddress, TenantId};
use serde::{Deserialize, Serialize};

use crate::{
    about::About,
    effect::{Opener, SecretEnd},
    event::{AccessGiven, SignedIn, TranscriptLine},
};

/// The values a sign-in uses, or a test by a password. Two sign-ins with equal values prove the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The directory; none where the provider has none.
    pub tenant: Option<TenantId>,
    /// The app registration; none where a password opens the mailbox.
    pub client_id: Option<ClientId>,
    /// Its secret, or the password.
    pub secret: Handle,
    /// The mailbox.
    pub mailbox: MailAddress,
    /// What was asked for.
    pub permissions: Vec<String>,
    /// Whose key the secret is; none where it is no key.
    pub account: Option<ServiceAccount>,
}

/// Access with what was asked for: somebody signed in, the application was given it in its own name, or a password opened the mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignInProof {
    pub(crate) credentials: Credentials,
    /// Who signed in; nobody where the application acts in its own name.
    pub(crate) account: Option<String>,
    /// Their name, if the identity has one.
    pub(crate) name: Option<String>,
    /// The permissions granted, as far as they are known.
    pub(crate) granted: Vec<String>,
    /// What opens the mailbox.
    pub(crate) access: Opener,
    /// The account, when it is not the mailbox and may send on its behalf.
    pub(crate) delegate: Option<MailAddress>,
    pub(crate) at: Timestamp,
}

impl SignInProof {
    /// Somebody signed in with these values.
    pub(crate) fn by_person(
        credentials: Credentials,
        signed_in: SignedIn,
        delegate: Option<MailAddress>,
        at: Timestamp,
    ) -> Self {
        let SignedIn { account, name, granted, access, .. } = signed_in;
        let access = Opener::Tokens(access);
        Self { credentials, account: Some(account), name, granted, access, delegate, at }
    }

    /// The application was given access of its own.
    pub(crate) fn by_application(credentials: Credentials, given: AccessGiven, at: Timestamp) -> Self {
        let AccessGiven { roles, access } = given;
        let (granted, access) = (roles.unwrap_or_default(), Opener::Tokens(access));
        Self { credentials, account: None, name: None, granted, access, delegate: None, at }
    }

    /// The mailbox servers took a password. Nothing less than a test shows it.
    pub(crate) fn by_password(credentials: Credentials, at: Timestamp) -> Self {
        let access = Opener::Password(credentials.secret);
        Self { credentials, account: None, name: None, granted: Vec::new(), access, delegate: None, at }
    }
}

/// A test of which every part passed with the access of this sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TestProof {
    pub(crate) sign_in: SignInProof,
    pub(crate) to: MailAddress,
    pub(crate) probes: Vec<ProbeKind>,
    pub(crate) message_id: Option<String>,
    pub(crate) transcripts: Vec<Vec<TranscriptLine>>,
    pub(crate) at: Timestamp,
    /// What the person said about its arrival.
    pub(crate) arrived: Option<bool>,
}

/// What is known of a saved connection without its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SavedRecord {
    /// The directory; none where the provider has none.
    pub(crate) tenant: Option<TenantId>,
    /// None where a password opens the mailbox.
    pub(crate) client_id: Option<ClientId>,
    pub(crate) first_three: String,
    /// Who signed in; nobody where the application acts in its own name.
    pub(crate) account: Option<String>,
    pub(crate) granted: Vec<String>,
    pub(crate) signed_in_at: Timestamp,
    pub(crate) tested_at: Timestamp,
    /// What the test did; a record from before there was a choice is of a message by Graph.
    #[serde(default = "by_graph")]
    pub(crate) probes: Vec<ProbeKind>,
    pub(crate) message_id: Option<String>,
    pub(crate) arrived: Option<bool>,
    pub(crate) saved_at: Timestamp,
    pub(crate) keychain: String,
    /// The first characters of the secret it took the place of, which is still to be deleted in the portal.
    #[serde(default)]
    pub(crate) replaced: Option<String>,
}

fn by_graph() -> Vec<ProbeKind> {
    vec![ProbeKind::GraphSend]
}

/// What a connection is saved from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    id: ConnectionId,
    about: About,
    test: TestProof,
    secret_ends: Option<SecretEnd>,
}

impl Saving {
    /// The only way to a save: a test that passed.
    pub(crate) fn of(id: &ConnectionId, about: &About, test: &TestProof, secret_ends: Option<SecretEnd>) -> Self {
        Self { id: id.clone(), about: about.clone(), test: test.clone(), secret_ends }
    }

    /// The connection.
    pub fn id(&self) -> &ConnectionId {
        &self.id
    }

    /// The organisation.
    pub fn organisation(&self) -> &str {
        &self.about.organisation
    }

    /// The recipe's id.
    pub fn recipe(&self) -> &str {
        &self.about.recipe
    }

    /// The values the test used.
    pub fn credentials(&self) -> &Credentials {
        &self.test.sign_in.credentials
    }

    /// What opened the mailbox in the test.
    pub fn access(&self) -> Opener {
        self.test.sign_in.access
    }

    /// The account that signed in; nobody where the application acts in its own name.
    pub fn signed_in_as(&self) -> Option<&str> {
        self.test.sign_in.account.as_deref()
    }

    /// The permissions granted, as far as they are known.
    pub fn granted(&self) -> &[String] {
        &self.test.sign_in.granted
    }

    /// When the secret ends.
    pub fn secret_ends(&self) -> Option<SecretEnd> {
        self.secret_ends
    }

    /// When the test passed.
    pub fn tested_at(&self) -> Timestamp {
        self.test.at
    }

    /// The test message's identifier; none where nothing is sent.
    pub fn message_id(&self) -> Option<&str> {
        self.test.message_id.as_deref()
    }
}
