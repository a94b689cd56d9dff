//! How often somebody gave lasting access: where a provider keeps a certain number of one account and registration, the oldest makes room for
//! the newest without a word, and whatever used it stops.

use sendoff_values::ClientId;
use serde::{Deserialize, Serialize};

use crate::proof::SignInProof;

/// It is told when so many are left.
const TOLD_BEFORE: u16 = 10;

/// What was given by the account that gave it last, with the registration it was given to, as far as it was seen here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accesses {
    client: Option<ClientId>,
    account: Option<String>,
    count: u16,
}

impl Accesses {
    /// One more, unless nobody signed in for it.
    pub(crate) fn count(&mut self, proof: &SignInProof) {
        if proof.account.is_none() {
            return;
        }
        let same = self.client == proof.credentials.client_id && self.account == proof.account;
        let before = if same { self.count } else { 0 };
        *self = Self {
            client: proof.credentials.client_id.clone(),
            account: proof.account.clone(),
            count: before.saturating_add(1),
        };
    }

    /// How many there are with this registration, when `most` of them are near.
    pub(crate) fn near(&self, most: u16, client: Option<&ClientId>) -> Option<u16> {
        let near = self.count.saturating_add(TOLD_BEFORE) >= most;
        (near && client.is_some() && client == self.client.as_ref()).then_some(self.count)
    }
}
