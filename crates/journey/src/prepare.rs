//! Prepare is a product: one slot for everything a step may ask for, to be filled in any order.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use sendoff_intake::{Known, ServiceAccount, check_field};
use sendoff_problem::Problem;
use sendoff_recipes::{Naming, NetworkPlace};
use sendoff_values::{ClientId, FieldId, Guid, Handle, Held, ProjectId, StepId, Tenant, TenantId};
use serde::{Deserialize, Serialize};

use crate::{about::About, effect::SecretEnd, provider::Finding, slot::Slot};

/// Everything the Prepare steps gather.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prepare {
    /// Steps the person ticked.
    pub(crate) ticks: BTreeSet<StepId>,
    /// The client ID; at Microsoft *Application (client) ID*.
    pub(crate) client_id: Slot<ClientId>,
    /// Directory (tenant) ID, or a domain until it is looked up.
    pub(crate) tenant: Slot<Tenant>,
    /// Project ID, at Google.
    pub(crate) project: Slot<ProjectId>,
    /// The service account whose key is the secret, from the key's file.
    pub(crate) account: Option<ServiceAccount>,
    /// The client secret.
    pub(crate) secret: SecretSlot,
    /// When it ends.
    pub(crate) end: EndSlot,
    /// What discovery said of the directory.
    pub(crate) directory: Option<Check<Tenant>>,
    /// What the client-credentials request said.
    pub(crate) secret_check: Option<Check<SecretKey>>,
    /// What was found under the names of a provider.
    pub(crate) provider: Option<Finding>,
    /// What the computers that must be reachable said.
    pub(crate) network: Option<Check<Vec<NetworkPlace>>>,
    /// IDs that were declined by name, so that they are recognised when pasted again.
    pub(crate) object_ids: Vec<Guid>,
    /// The same for *Secret ID*.
    pub(crate) secret_ids: Vec<Guid>,
}

/// The client secret, as the journey knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SecretSlot {
    /// Where it is.
    pub(crate) state: SecretState,
    /// What was wrong with the last thing pasted.
    pub(crate) problem: Option<Problem>,
}

/// Where the client secret is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum SecretState {
    /// Never pasted, or cleared.
    #[default]
    Empty,
    /// The engine keeps it.
    Held {
        /// What may be known about it.
        held: Held,
        /// When it was pasted.
        at: Timestamp,
    },
    /// It was pasted in an earlier session and not kept.
    Gone,
}

/// When the secret ends, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndSlot {
    /// What was chosen under *Expires*.
    pub(crate) choice: Option<PeriodChoice>,
    /// The day.
    pub(crate) end: Option<SecretEnd>,
    /// Two readings of a day that was pasted.
    pub(crate) unclear: Option<(Date, Date)>,
    /// Whether the typed parts are no day.
    pub(crate) unreadable: bool,
}

/// One choice under *Expires*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PeriodChoice {
    /// So many days.
    Days(u16),
    /// Another date.
    Other,
}

/// Something that was looked up, with what it was looked up for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check<K> {
    pub(crate) key: K,
    pub(crate) at: Timestamp,
    pub(crate) verdict: Verdict,
}

/// How a look-up ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The provider knows it.
    Passed,
    /// The provider does not, or could not be asked.
    Failed(Problem),
    /// The provider gave an answer that says nothing about it.
    Unclear,
}

/// What a check of the secret was done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecretKey {
    /// The directory; none where the provider has none.
    pub(crate) tenant: Option<TenantId>,
    pub(crate) client_id: ClientId,
    pub(crate) secret: Handle,
}

impl<K: PartialEq> Check<K> {
    /// The verdict, if it is about `key`.
    pub(crate) fn about(check: Option<&Self>, key: &K) -> Option<Verdict> {
        check.filter(|check| check.key == *key).map(|check| check.verdict.clone())
    }
}

impl Prepare {
    /// The directory's ID, once it is one.
    pub(crate) fn tenant_id(&self) -> Option<&TenantId> {
        match self.tenant.value.as_ref()? {
            Tenant::Id(id) => Some(id),
            Tenant::Domain(_) => None,
        }
    }

    /// The ID of the registration: entered, or read from the file of a key.
    pub(crate) fn client_id(&self) -> Option<ClientId> {
        let of_account = || self.account.as_ref().map(|account| account.id.clone().into());
        self.client_id.value.clone().or_else(of_account)
    }

    /// By which the secret that is kept is told from another: its first characters, or those of the ID by which the console lists a key.
    pub(crate) fn mark(&self) -> Option<String> {
        let of_key = |account: &ServiceAccount| account.key.chars().take(8).collect();
        self.held().map(|(held, _)| self.account.as_ref().map_or_else(|| held.first_three.clone(), of_key))
    }

    /// The secret's handle, if the engine keeps one.
    pub(crate) fn secret_handle(&self) -> Option<Handle> {
        self.held().map(|(held, _)| held.handle)
    }

    /// What is known of the kept secret, and when it was pasted.
    pub(crate) fn held(&self) -> Option<(&Held, Timestamp)> {
        match &self.secret.state {
            SecretState::Held { held, at } => Some((held, *at)),
            SecretState::Empty | SecretState::Gone => None,
        }
    }

    /// What a check of the secret needs, once all of it is there.
    pub(crate) fn secret_key(&self, naming: Naming) -> Option<SecretKey> {
        let tenant = match naming {
            Naming::InDirectory => Some(self.tenant_id()?.clone()),
            Naming::Alone | Naming::InProject => None,
        };
        Some(SecretKey { tenant, client_id: self.client_id.value.clone()?, secret: self.secret_handle()? })
    }

    /// Judges every ID anew; each is judged against what stands in the other fields.
    pub(crate) fn judge_ids(&mut self, about: &About) {
        let client = raw(&self.client_id.text).map(ClientId::from);
        let tenant = raw(&self.tenant.text).map(TenantId);
        let known = Known { client_id: client, tenant_id: tenant, ..self.base(about) };
        judge(&mut self.client_id, client_id_field(about.naming), &known);
        judge(&mut self.tenant, FieldId::TenantId, &known);
        judge(&mut self.project, FieldId::GoogleProject, &known);
    }

    /// What is known when something is read or checked.
    pub(crate) fn known(&self, about: &About, today: Date) -> Known {
        let client_id = self.client_id.value.clone();
        Known { client_id, tenant_id: self.tenant_id().cloned(), today: Some(today), ..self.base(about) }
    }

    fn base(&self, about: &About) -> Known {
        Known {
            naming: about.naming,
            directory: about.directory.as_ref().map(|found| found.tenant.clone()),
            object_ids: self.object_ids.clone(),
            secret_ids: self.secret_ids.clone(),
            mailbox: Some(about.mailbox.clone()),
            secret_hint: self.held().map(|(held, _)| held.first_three.clone()),
            ..Known::default()
        }
    }
}

fn judge<T: std::str::FromStr>(slot: &mut Slot<T>, field: FieldId, known: &Known) {
    if slot.is_empty() {
        (slot.value, slot.problem) = (None, None);
    } else {
        slot.judge(check_field(field, &slot.text, known));
    }
}

/// The field whose rules hold for a client ID: Google's has a form of its own.
const fn client_id_field(naming: Naming) -> FieldId {
    match naming {
        Naming::InDirectory | Naming::Alone => FieldId::ClientId,
        Naming::InProject => FieldId::GoogleClientId,
    }
}

/// The ID in a field, whether or not it belongs there.
fn raw(text: &str) -> Option<Guid> {
    check_field(FieldId::ClientId, text, &Known::default()).ok()?.value.parse().ok()
}

#[cfg(test)]
mod tests {
    use sendoff_problem::Kind;
    use sendoff_values::SecretShape;

    use super::*;

    const OF_BEFORE: &str = r#"{"organisation":"Harbour","mailbox":"office@harbour.example","recipe":"tourtools",
        "answers":{},"directory":null}"#;

    fn prepared(about: &About, client_id: &str) -> Prepare {
        let held = Held { handle: Handle(1), length: 40, first_three: "8xQ".to_owned(), shape: SecretShape::Usual };
        let secret = SecretSlot { state: SecretState::Held { held, at: Timestamp::UNIX_EPOCH }, problem: None };
        let mut prepare = Prepare { secret, ..Prepare::default() };
        prepare.client_id.type_in(client_id);
        prepare.judge_ids(about);
        prepare
    }

    #[test]
    fn a_set_up_from_before_there_was_a_choice_is_at_microsoft() {
        let about: About = serde_json::from_str(OF_BEFORE).unwrap();
        assert_eq!(about.naming, Naming::InDirectory);
        let prepare = prepared(&about, "Mail-App");
        assert_eq!(prepare.client_id.stopper().map(|problem| problem.kind), Some(Kind::NotAnId));
        let prepare = prepared(&about, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa");
        assert!(prepare.client_id.stopper().is_none());
        assert_eq!(prepare.secret_key(about.naming), None, "its directory is missing");
    }

    #[test]
    fn where_there_are_no_directories_a_client_id_alone_is_enough() {
        let about: About = serde_json::from_str(OF_BEFORE).unwrap();
        let about = About { naming: Naming::Alone, ..about };
        let prepare = prepared(&about, "Mail-App");
        let key = prepare.secret_key(about.naming).unwrap();
        assert_eq!((key.client_id.as_str(), key.tenant), ("Mail-App", None));
        let kept: About = serde_json::from_str(&serde_json::to_string(&about).unwrap()).unwrap();
        assert_eq!(kept, about);
    }
}
