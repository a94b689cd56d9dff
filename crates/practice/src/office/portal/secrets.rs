//! Certificates & secrets.

use super::PortalRefusal;
use crate::directory::{AppId, ClientSecret, Concealed, SecretId};
use crate::office::{Office, State};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// How long a new secret is to live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// So many months, 1 to 24 (the portal offers 3, 6, 12, 18 and 24; its proposal is 6).
    Months(u8),
    /// Until this instant, at most 24 months away.
    Until(Timestamp),
}

/// A secret just made: the only time its value is told.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// Secret ID.
    pub id: SecretId,
    /// Value.
    pub value: Concealed,
    /// Its first three characters, shown from now on.
    pub hint: String,
    /// When it stops working.
    pub expires: Timestamp,
}

impl Office {
    /// New client secret > Add.
    pub fn add_secret(&self, app: AppId, description: &str, lifetime: Lifetime) -> Result<NewSecret, PortalRefusal> {
        let mut state = self.lock();
        let now = state.now();
        let expires = lifetime.end(now).ok_or(PortalRefusal::Lifetime)?;
        state.directory.registration(app).ok_or(PortalRefusal::NoRegistration)?;
        let secret = state.new_secret(description, expires);
        let told = NewSecret { id: secret.id, value: secret.value.clone(), hint: secret.hint().to_owned(), expires };
        state.directory.registration_mut(app).ok_or(PortalRefusal::NoRegistration)?.secrets.push(secret);
        state.save();
        Ok(told)
    }

    /// The bin beside a secret. It stops working at once.
    pub fn delete_secret(&self, app: AppId, secret: SecretId) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            let found = registration.secrets.iter().position(|there| there.id == secret);
            registration.secrets.remove(found.ok_or(PortalRefusal::NoSecret)?);
            Ok(())
        })
    }
}

impl State {
    fn new_secret(&mut self, description: &str, expires: Timestamp) -> ClientSecret {
        let now = self.now();
        ClientSecret {
            id: SecretId(self.random.uuid()),
            description: description.trim().to_owned(),
            value: Concealed::new(self.random.client_secret()),
            created: now,
            expires,
            known_from: now,
        }
    }
}

impl Lifetime {
    fn end(self, now: Timestamp) -> Option<Timestamp> {
        let after =
            |months: i64| now.to_zoned(TimeZone::UTC).checked_add(months.months()).ok().map(|end| end.timestamp());
        match self {
            Self::Months(months @ 1..=24) => after(i64::from(months)),
            Self::Months(_) => None,
            Self::Until(end) => (end > now && end <= after(24)?).then_some(end),
        }
    }
}
