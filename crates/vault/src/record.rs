//! The record of one connection: everything that commits together, in one piece.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{Timestamp, civil::Date};
use sendoff_values::{AppPassword, ClientId, ClientSecret, MailAddress, PrivateKey, RefreshToken, TenantId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::{Zeroize, Zeroizing};

use crate::Fault;

/// What is stored of a proved connection.
pub struct Record {
    /// What opens the mailbox.
    pub opens: Opens,
    /// The mailbox that was signed in with.
    pub mailbox: MailAddress,
    /// Permissions that were granted, in the provider's spelling.
    pub scopes: Vec<String>,
    /// When the test message was accepted.
    pub proved_at: Timestamp,
    /// The day on which the client secret ends, where it is known.
    pub secret_ends: Option<Date>,
}

/// What opens a mailbox, with its secrets.
pub enum Opens {
    /// A registration. Client secret and refresh token stand together, so that one never becomes valid without the other. Where
    /// nobody signs in there is no refresh token, and the access ends with the client secret.
    Registration {
        /// The client ID.
        client_id: ClientId,
        /// *Directory (tenant) ID*; none where the provider has no directories.
        tenant_id: Option<TenantId>,
        /// The Value of the client secret.
        client_secret: ClientSecret,
        /// The newest refresh token; none where the application acts in its own name (RFC 6749 section 4.4.3).
        refresh_token: Option<RefreshToken>,
    },
    /// A password that was made for the application.
    Password(AppPassword),
    /// The key of a service account. What it signs is good for an hour at most, so nothing else is kept.
    Key {
        /// The service account's own address.
        account: MailAddress,
        /// Its *Unique ID*.
        client_id: ClientId,
        /// Which of its keys.
        key_id: String,
        /// The key.
        key: PrivateKey,
    },
}

impl Opens {
    /// A second copy, wiped on its own.
    pub fn duplicate(&self) -> Self {
        match self {
            Self::Registration { client_id, tenant_id, client_secret, refresh_token } => Self::Registration {
                client_id: client_id.clone(),
                tenant_id: tenant_id.clone(),
                client_secret: client_secret.duplicate(),
                refresh_token: refresh_token.as_ref().map(RefreshToken::duplicate),
            },
            Self::Password(password) => Self::Password(password.duplicate()),
            Self::Key { account, client_id, key_id, key } => Self::Key {
                account: account.clone(),
                client_id: client_id.clone(),
                key_id: key_id.clone(),
                key: key.duplicate(),
            },
        }
    }

    /// The secret that the application is given: the client secret, the password, or the key.
    pub fn expose(&self) -> &str {
        match self {
            Self::Registration { client_secret, .. } => client_secret.expose(),
            Self::Password(password) => password.expose(),
            Self::Key { key, .. } => key.expose(),
        }
    }

    /// What renews the access of whoever signed in; none where nobody did.
    pub const fn refresh_token(&self) -> Option<&RefreshToken> {
        match self {
            Self::Registration { refresh_token, .. } => refresh_token.as_ref(),
            Self::Password(_) | Self::Key { .. } => None,
        }
    }

    /// Bytes of its texts.
    fn length(&self) -> usize {
        match self {
            Self::Registration { client_id, client_secret, refresh_token, .. } => {
                let refresh = refresh_token.as_ref().map_or(0, |token| token.expose().len());
                client_id.as_str().len() + client_secret.expose().len() + refresh
            }
            Self::Password(password) => password.expose().len(),
            Self::Key { account, client_id, key_id, key } => {
                account.as_str().len() + client_id.as_str().len() + key_id.len() + key.expose().len()
            }
        }
    }

    /// The version of the form it is stored in. A program that knows of registrations alone must say that a newer one wrote it.
    const fn version(&self) -> u32 {
        match self {
            Self::Registration { .. } => OF_REGISTRATION,
            Self::Password(_) => OF_PASSWORD,
            Self::Key { .. } => OF_KEY,
        }
    }
}

impl Record {
    /// A second copy, wiped on its own.
    pub fn duplicate(&self) -> Self {
        Self {
            opens: self.opens.duplicate(),
            mailbox: self.mailbox.clone(),
            scopes: self.scopes.clone(),
            proved_at: self.proved_at,
            secret_ends: self.secret_ends,
        }
    }

    /// Whether both hold the same values, secrets included.
    pub fn is_same(&self, other: &Self) -> bool {
        matches!((self.to_text(), other.to_text()), (Ok(ours), Ok(theirs)) if ours == theirs)
    }

    /// The record as it is stored: JSON in base64, because KDE Wallet takes nothing but UTF-8 text
    /// (documentation of zbus-secret-service-keyring-store 1.0, "Usage with KDE Wallet").
    pub(crate) fn to_text(&self) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let json = self.to_json()?;
        let mut text = Zeroizing::new(vec![0; json.len().div_ceil(3) * 4]);
        let written = STANDARD.encode_slice(json.as_slice(), &mut text).map_err(|_| Fault::other("base64"))?;
        text.truncate(written);
        Ok(text)
    }

    /// Reads what [`to_text`](Self::to_text) wrote.
    pub(crate) fn from_text(text: &[u8]) -> Result<Self, Fault> {
        let mut json = Zeroizing::new(vec![0; text.len()]);
        let length = STANDARD.decode_slice(text, &mut json).map_err(|_| Fault::Changed)?;
        let VersionOnly { version } = serde_json::from_slice(&json[..length]).map_err(|_| Fault::Changed)?;
        let json = &json[..length];
        match version {
            OF_REGISTRATION => {
                serde_json::from_slice::<OfRegistration>(json).map(Self::from).map_err(|_| Fault::Changed)
            }
            OF_PASSWORD => serde_json::from_slice::<OfPassword>(json).map(Self::from).map_err(|_| Fault::Changed),
            OF_KEY => serde_json::from_slice::<OfKey>(json).map(Self::from).map_err(|_| Fault::Changed),
            0 => Err(Fault::Changed),
            _ => Err(Fault::Newer),
        }
    }

    /// Into a buffer that never grows: growing would leave an unwiped copy behind.
    fn to_json(&self) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let mut json = Zeroizing::new(Vec::with_capacity(self.longest_json()));
        serde_json::to_writer(&mut *json, &Storing::from(self)).map_err(|_| Fault::other("json"))?;
        Ok(json)
    }

    /// One byte becomes six at most (`\u0000`, RFC 8259 section 7).
    fn longest_json(&self) -> usize {
        let scopes: usize = self.scopes.iter().map(|scope| scope.len() + 3).sum();
        let texts = self.opens.length() + self.mailbox.as_str().len();
        1_024 + 6 * (texts + scopes)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[record]")
    }
}

/// Version of the form of a registration.
const OF_REGISTRATION: u32 = 1;

/// Version of the form of a password.
const OF_PASSWORD: u32 = 2;

/// Version of the form of a key.
const OF_KEY: u32 = 3;

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

#[derive(Serialize)]
struct Storing<'a> {
    version: u32,
    #[serde(flatten)]
    opens: StoringOpens<'a>,
    mailbox: &'a MailAddress,
    scopes: &'a [String],
    proved_at: Timestamp,
    secret_ends: Option<Date>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum StoringOpens<'a> {
    Registration {
        client_id: &'a ClientId,
        tenant_id: Option<&'a TenantId>,
        client_secret: &'a str,
        refresh_token: Option<&'a str>,
    },
    Password {
        app_password: &'a str,
    },
    Key {
        service_account: &'a MailAddress,
        client_id: &'a ClientId,
        key_id: &'a str,
        private_key: Lines<'a>,
    },
}

/// A key in PEM by its lines. The parser copies a text with an escape in it, such as that of a line break, into a buffer of its own,
/// which nobody wipes.
struct Lines<'a>(&'a str);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.split('\n'))
    }
}

impl<'a> From<&'a Opens> for StoringOpens<'a> {
    fn from(opens: &'a Opens) -> Self {
        match opens {
            Opens::Registration { client_id, tenant_id, client_secret, refresh_token } => Self::Registration {
                client_id,
                tenant_id: tenant_id.as_ref(),
                client_secret: client_secret.expose(),
                refresh_token: refresh_token.as_ref().map(RefreshToken::expose),
            },
            Opens::Password(password) => Self::Password { app_password: password.expose() },
            Opens::Key { account, client_id, key_id, key } => {
                Self::Key { service_account: account, client_id, key_id, private_key: Lines(key.expose()) }
            }
        }
    }
}

impl<'a> From<&'a Record> for Storing<'a> {
    fn from(record: &'a Record) -> Self {
        Self {
            version: record.opens.version(),
            opens: StoringOpens::from(&record.opens),
            mailbox: &record.mailbox,
            scopes: &record.scopes,
            proved_at: record.proved_at,
            secret_ends: record.secret_ends,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfRegistration {
    #[serde(rename = "version")]
    _version: u32,
    client_id: ClientId,
    tenant_id: Option<TenantId>,
    client_secret: Wiped,
    refresh_token: Option<Wiped>,
    mailbox: MailAddress,
    scopes: Vec<String>,
    proved_at: Timestamp,
    secret_ends: Option<Date>,
}

impl From<OfRegistration> for Record {
    fn from(mut stored: OfRegistration) -> Self {
        let opens = Opens::Registration {
            client_id: stored.client_id,
            tenant_id: stored.tenant_id,
            client_secret: ClientSecret::new(stored.client_secret.take()),
            refresh_token: stored.refresh_token.as_mut().map(|token| RefreshToken::new(token.take())),
        };
        Self {
            opens,
            mailbox: stored.mailbox,
            scopes: stored.scopes,
            proved_at: stored.proved_at,
            secret_ends: stored.secret_ends,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPassword {
    #[serde(rename = "version")]
    _version: u32,
    app_password: Wiped,
    mailbox: MailAddress,
    scopes: Vec<String>,
    proved_at: Timestamp,
    secret_ends: Option<Date>,
}

impl From<OfPassword> for Record {
    fn from(mut stored: OfPassword) -> Self {
        Self {
            opens: Opens::Password(AppPassword::new(stored.app_password.take())),
            mailbox: stored.mailbox,
            scopes: stored.scopes,
            proved_at: stored.proved_at,
            secret_ends: stored.secret_ends,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfKey {
    #[serde(rename = "version")]
    _version: u32,
    service_account: MailAddress,
    client_id: ClientId,
    key_id: String,
    private_key: Vec<Wiped>,
    mailbox: MailAddress,
    scopes: Vec<String>,
    proved_at: Timestamp,
    secret_ends: Option<Date>,
}

impl From<OfKey> for Record {
    fn from(stored: OfKey) -> Self {
        let opens = Opens::Key {
            account: stored.service_account,
            client_id: stored.client_id,
            key_id: stored.key_id,
            key: PrivateKey::new(joined(&stored.private_key)),
        };
        Self {
            opens,
            mailbox: stored.mailbox,
            scopes: stored.scopes,
            proved_at: stored.proved_at,
            secret_ends: stored.secret_ends,
        }
    }
}

/// Into a buffer that never grows.
fn joined(lines: &[Wiped]) -> String {
    let length = lines.iter().map(|line| line.0.len() + 1).sum::<usize>().saturating_sub(1);
    let mut text = String::with_capacity(length);
    for (at, line) in lines.iter().enumerate() {
        text.extend([if at == 0 { "" } else { "\n" }, line.0.as_str()]);
    }
    text
}

/// Text that is wiped should a later field turn out unreadable.
struct Wiped(String);

impl Wiped {
    fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<'de> Deserialize<'de> for Wiped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests;
