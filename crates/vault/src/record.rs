//! The record of one connection: everything that commits together, in one piece.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{Timestamp, civil::Date};
use sendoff_values::{AppPassword, ClientId, ClientSecret, MailAddress, RefreshToken, TenantId};
use serde::{Deserialize, Deserializer, Serialize};
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
        }
    }

    /// The secret that the application is given: the client secret, or the password.
    pub fn expose(&self) -> &str {
        match self {
            Self::Registration { client_secret, .. } => client_secret.expose(),
            Self::Password(password) => password.expose(),
        }
    }

    /// What renews the access of whoever signed in; none where nobody did.
    pub const fn refresh_token(&self) -> Option<&RefreshToken> {
        match self {
            Self::Registration { refresh_token, .. } => refresh_token.as_ref(),
            Self::Password(_) => None,
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
        }
    }

    /// The version of the form it is stored in. A program that knows of registrations alone must say that a newer one wrote it.
    const fn version(&self) -> u32 {
        match self {
            Self::Registration { .. } => OF_REGISTRATION,
            Self::Password(_) => OF_PASSWORD,
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
    const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";

    fn record(secret: &str, token: &str) -> Record {
        let opens = registration(CLIENT, Some(TENANT), secret, Some(token));
        Record { opens, ..of_password("") }
    }

    fn registration(client_id: &str, tenant_id: Option<&str>, secret: &str, token: Option<&str>) -> Opens {
        Opens::Registration {
            client_id: client_id.parse().unwrap(),
            tenant_id: tenant_id.map(|id| id.parse().unwrap()),
            client_secret: ClientSecret::new(secret.to_owned()),
            refresh_token: token.map(|token| RefreshToken::new(token.to_owned())),
        }
    }

    fn of_password(password: &str) -> Record {
        Record {
            opens: Opens::Password(AppPassword::new(password.to_owned())),
            mailbox: "office@harbour.example".parse().unwrap(),
            scopes: vec!["Mail.Send".to_owned(), "offline_access".to_owned()],
            proved_at: "2026-11-21T10:58:00Z".parse().unwrap(),
            secret_ends: Some(jiff::civil::date(2027, 5, 21)),
        }
    }

    proptest! {
        #[test]
        fn a_record_of_any_text_comes_back(secret in ".{0,80}", token in "\\PC{0,200}|[\\x00-\\x1f\"\\\\]{0,200}") {
            let text = record(&secret, &token).to_text().unwrap();
            let back = Record::from_text(&text).unwrap();
            prop_assert_eq!(&back.to_text().unwrap(), &text);
            let Opens::Registration { client_secret, refresh_token, .. } = back.opens else { panic!("another form") };
            prop_assert_eq!(client_secret.expose(), secret);
            prop_assert_eq!(refresh_token.as_ref().unwrap().expose(), token);
        }

        #[test]
        fn a_record_of_any_password_comes_back(password in "\\PC{0,200}|[\\x00-\\x1f\"\\\\]{0,200}") {
            let record = of_password(&password);
            prop_assert!(record.to_json().unwrap().capacity() == record.longest_json());
            let back = Record::from_text(&record.to_text().unwrap()).unwrap();
            prop_assert!(back.is_same(&record));
            let Opens::Password(back) = back.opens else { panic!("another form") };
            prop_assert_eq!(back.expose(), password);
        }

        #[test]
        fn the_buffer_never_grows(token in "[\\x00-\\x1f]{0,3000}") {
            let record = record("8xQ", &token);
            prop_assert!(record.to_json().unwrap().capacity() == record.longest_json());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Record::from_text(&bytes).is_err());
        }
    }

    #[test]
    fn a_record_of_an_application_alone_has_no_refresh_token() {
        let alone = Record { opens: registration(CLIENT, Some(TENANT), "8xQ", None), ..record("8xQ", "") };
        let back = Record::from_text(&alone.to_text().unwrap()).unwrap();
        assert!(matches!(back.opens, Opens::Registration { refresh_token: None, .. }));
        assert!(back.is_same(&alone) && !back.is_same(&record("8xQ", "")));
    }

    #[test]
    fn a_record_of_a_provider_without_directories_has_its_client_id_alone() {
        let alone = Record { opens: registration("Mail-~App", None, "8xQ", Some("token")), ..record("8xQ", "token") };
        let back = Record::from_text(&alone.to_text().unwrap()).unwrap();
        let Opens::Registration { client_id, tenant_id, .. } = &back.opens else { panic!("another form") };
        assert_eq!((client_id.as_str(), tenant_id), ("Mail-~App", &None));
        assert!(back.is_same(&alone) && !back.is_same(&record("8xQ", "token")));
    }

    /// As every version so far has written it.
    #[test]
    fn a_record_from_before_there_was_a_choice_is_read() {
        let text = STANDARD.encode(
            br#"{"version":1,"client_id":"7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa","tenant_id":"b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34","client_secret":"8xQ","refresh_token":"token","mailbox":"office@harbour.example","scopes":["Mail.Send","offline_access"],"proved_at":"2026-11-21T10:58:00Z","secret_ends":"2027-05-21"}"#,
        );
        assert!(Record::from_text(text.as_bytes()).unwrap().is_same(&record("8xQ", "token")));
    }

    /// What reads registrations alone tells of a record that a newer program wrote.
    #[test]
    fn a_record_of_a_password_has_a_form_of_its_own() {
        let text = of_password("abcdefghijklmnop").to_text().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&STANDARD.decode(text.as_slice()).unwrap()).unwrap();
        assert_eq!((&json["version"], &json["client_id"]), (&2.into(), &serde_json::Value::Null));
        let mixed = STANDARD.encode(json.to_string().replace("\"version\":2", "\"version\":1"));
        assert_eq!(Record::from_text(mixed.as_bytes()).unwrap_err(), Fault::Changed);
    }

    #[test]
    fn stored_text_is_plain_ascii() {
        assert!(record("ä", "ß").to_text().unwrap().is_ascii());
    }

    #[test]
    fn a_newer_record_is_refused_by_name() {
        let text = STANDARD.encode(br#"{"version":3,"more":true}"#);
        assert_eq!(Record::from_text(text.as_bytes()).unwrap_err(), Fault::Newer);
    }

    #[test]
    fn a_record_does_not_print_its_secrets() {
        assert_eq!(format!("{:?}", record("canary", "canary")), "[record]");
        assert_eq!(format!("{:?}", of_password("canary")), "[record]");
    }
}
