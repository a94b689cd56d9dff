//! A set-up as it is written down: without secrets, without handles, without anything that is under way.
//!
//! What was proved before saving rests on tokens that end with the program, so it is written down as history only.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sendoff_intake::ServiceAccount;
use sendoff_values::{ConnectionId, StepId, Tenant};
use serde::{Deserialize, Serialize};

use crate::{
    about::About,
    approval::Approval,
    journey::{History, Journey},
    phase::Phase,
    prepare::{Check, EndSlot, Prepare, SecretSlot, SecretState, Verdict},
    proof::SavedRecord,
    provider::Finding,
    slot::{Slot, is_harmless},
};

/// Version of the form.
const SCHEMA: u32 = 1;

/// The written form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stored {
    schema: u32,
    id: ConnectionId,
    about: About,
    started_at: Timestamp,
    step: StepId,
    ticks: BTreeSet<StepId>,
    client_id: String,
    tenant: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    service_account: Option<ServiceAccount>,
    secret_was_held: bool,
    end: EndSlot,
    directory_found: Option<DirectoryFound>,
    #[serde(default)]
    provider_found: Option<Finding>,
    recipient: String,
    history: History,
    #[serde(default)]
    approval: Option<Approval>,
    saved: Option<SavedRecord>,
    afterwards: BTreeSet<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectoryFound {
    tenant: Tenant,
    at: Timestamp,
}

/// The form was written by another version of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a set-up in form {0}; this program reads form {SCHEMA}")]
pub struct OtherForm(u32);

impl From<Journey> for Stored {
    fn from(journey: Journey) -> Self {
        Self::of(&journey)
    }
}

impl Stored {
    /// What would be written down of this set-up now.
    pub(crate) fn of(journey: &Journey) -> Self {
        let prepare = &journey.prepare;
        Self {
            schema: SCHEMA,
            id: journey.id.clone(),
            about: journey.about.clone(),
            started_at: journey.started_at,
            step: journey.current,
            ticks: prepare.ticks.clone(),
            client_id: kept(&prepare.client_id),
            tenant: kept(&prepare.tenant),
            project: kept(&prepare.project),
            service_account: prepare.account.clone(),
            secret_was_held: !matches!(prepare.secret.state, SecretState::Empty),
            end: prepare.end.clone(),
            directory_found: prepare.directory.as_ref().and_then(passed),
            provider_found: prepare.provider.clone(),
            recipient: journey.recipient.value.as_ref().map(ToString::to_string).unwrap_or_default(),
            history: journey.history.clone(),
            approval: journey.approval.clone(),
            saved: journey.phase.saved().cloned(),
            afterwards: journey.afterwards.clone(),
        }
    }
}

/// The text of a field, unless it could be something that does not belong on a disk.
fn kept<T>(slot: &Slot<T>) -> String {
    if slot.value.is_some() || is_harmless(&slot.text) { slot.text.clone() } else { String::new() }
}

fn passed(check: &Check<Tenant>) -> Option<DirectoryFound> {
    (check.verdict == Verdict::Passed).then(|| DirectoryFound { tenant: check.key.clone(), at: check.at })
}

impl TryFrom<Stored> for Journey {
    type Error = OtherForm;

    fn try_from(stored: Stored) -> Result<Self, OtherForm> {
        if stored.schema != SCHEMA {
            return Err(OtherForm(stored.schema));
        }
        let mut journey = Self::new(stored.id, stored.about, stored.step, stored.started_at);
        journey.prepare =
            prepare(&journey.about, stored.ticks, [&stored.client_id, &stored.tenant, &stored.project], stored.end);
        journey.prepare.account = stored.service_account;
        journey.prepare.directory =
            stored.directory_found.map(|found| Check { key: found.tenant, at: found.at, verdict: Verdict::Passed });
        journey.prepare.provider = stored.provider_found;
        // Whoever can write this file must not choose where a secret goes: it is looked at and confirmed anew.
        journey.prepare.ticks.remove(&StepId::Provider);
        journey.afterwards = stored.afterwards;
        journey.approval = stored.approval;
        journey.history = History { resumed: true, ..stored.history };
        journey.set_recipient(&stored.recipient);
        match stored.saved {
            Some(record) => journey.phase = Phase::Saved(Box::new(record)),
            None if stored.secret_was_held => journey.prepare.secret.state = SecretState::Gone,
            None => {}
        }
        Ok(journey)
    }
}

fn prepare(about: &About, ticks: BTreeSet<StepId>, [client_id, tenant, project]: [&str; 3], end: EndSlot) -> Prepare {
    let mut prepare = Prepare { ticks, end, secret: SecretSlot::default(), ..Prepare::default() };
    prepare.client_id.type_in(client_id);
    prepare.tenant.type_in(tenant);
    prepare.project.type_in(project);
    prepare.judge_ids(about);
    prepare
}
