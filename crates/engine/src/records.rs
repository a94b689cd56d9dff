//! Set-ups and connections: remembered on disk, saved with their secrets, listed, read back.

use sendoff_journey::{
    ConnectionsFound, Event, FoundConnection, FoundState, Journey, Outcome, Query, Saving, StoredSecret,
};
use sendoff_ledger::{EntryKind, Filter, Header, ListQuery, Summary};
use sendoff_problem::{Kind, Problem};
use sendoff_values::{ClientSecret, ConnectionId, OperationNumber, StepId};
use sendoff_vault::Record;

use crate::{
    saving::{self, Proved, TestPassed},
    workplace::Shared,
};

/// Saves a proved connection: vault and ledger together, all or nothing.
pub(crate) async fn save(
    shared: &Shared,
    operation: OperationNumber,
    saving: Saving,
    journey: Option<Box<Journey>>,
) -> Result<Outcome, Problem> {
    let journey = journey.ok_or_else(|| Problem::new(Kind::TestMissing))?;
    let workplace = &shared.workplace;
    let outcome = Outcome::Saved { keychain: workplace.surroundings.keychain.clone() };
    let entry = as_saved(shared, *journey, operation, &outcome);
    let test = TestPassed { accepted_at: saving.tested_at(), message_id: saving.message_id().to_owned() };
    let proved = Proved::after(&test, header(shared, &entry), entry, record(shared, &saving)?);
    let reporter = shared.reporter(operation);
    let report = |stage, state| reporter.say(stage, state, sendoff_journey::StageDetail::None);
    match saving::save(&workplace.vault, &workplace.ledger, &proved, &report).await {
        Ok(_) => Ok(outcome),
        Err(failed) => Err(failed.into()),
    }
}

/// The set-up as it will be once it is saved: what a start after a crash must find.
fn as_saved(shared: &Shared, mut journey: Journey, operation: OperationNumber, outcome: &Outcome) -> Journey {
    let finished = Event::Finished { operation, outcome: Box::new(outcome.clone()) };
    if let Err(reason) = journey.handle(finished, shared.now(), &shared.world()) {
        tracing::warn!(%reason, "the set-up does not expect to be saved");
    }
    journey
}

fn record(shared: &Shared, saving: &Saving) -> Result<Record, Problem> {
    let credentials = saving.credentials();
    let gone = || Problem::new(Kind::SecretGone);
    let tokens = shared.secrets.tokens(saving.access()).ok_or_else(gone)?;
    Ok(Record {
        client_id: credentials.client_id.clone(),
        tenant_id: credentials.tenant.clone(),
        client_secret: shared.secrets.client_secret(credentials.secret).ok_or_else(gone)?,
        refresh_token: tokens.refresh,
        mailbox: credentials.mailbox.clone(),
        scopes: saving.granted().to_vec(),
        proved_at: saving.tested_at(),
        secret_ends: saving.secret_ends().map(|end| end.day),
    })
}

/// Writes the set-up down as it stands.
pub(crate) fn remember(shared: &Shared, journey: &Journey) {
    let written = shared.workplace.ledger.put(&header(shared, journey), journey);
    shared.tell(match written {
        Ok(()) => Event::Remembered,
        Err(error) => Event::NotRemembered(error.into()),
    });
}

fn header(shared: &Shared, journey: &Journey) -> Header {
    let about = journey.about();
    let summary = Summary {
        organisation: about.organisation.clone(),
        mailbox: about.mailbox.as_str().to_owned(),
        application: about.recipe.clone(),
        state: journey.step().as_str().to_owned(),
        next_date: journey.secret_ends(),
    };
    let kind = if journey.saved_at().is_some() { EntryKind::Connection } else { EntryKind::SetUp };
    Header { id: journey.id().clone(), kind, changed_at: shared.now(), summary }
}

/// A part of the list.
pub(crate) fn query(shared: &Shared, query: Query) {
    let from = usize::try_from(query.from).unwrap_or(usize::MAX);
    let count = usize::try_from(query.count).unwrap_or(usize::MAX);
    let asked = ListQuery {
        range: from..from.saturating_add(count),
        search: query.text.clone(),
        filter: Filter::default(),
        ..ListQuery::default()
    };
    let page = shared.workplace.ledger.query(&asked);
    let all = shared.workplace.ledger.query(&ListQuery { range: 0..0, ..ListQuery::default() });
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let (total, matching) = (number(all.total), number(page.total));
    shared.tell(Event::Connections(ConnectionsFound {
        query,
        rows: page.rows.iter().map(row).collect(),
        total,
        matching,
    }));
}

fn row(header: &Header) -> FoundConnection {
    let at = header.changed_at;
    let step = StepId::ALL.iter().copied().find(|step| step.as_str() == header.summary.state);
    let state = match header.kind {
        EntryKind::Connection => FoundState::Saved { at, secret_ends: header.summary.next_date },
        EntryKind::SetUp => FoundState::Unfinished { step: step.unwrap_or(StepId::AppRegistration), at },
    };
    FoundConnection {
        id: header.id.clone(),
        organisation: header.summary.organisation.clone(),
        mailbox: header.summary.mailbox.clone(),
        recipe: header.summary.application.clone(),
        state,
    }
}

/// Reads a set-up back.
pub(crate) fn load(shared: &Shared, id: &ConnectionId) {
    shared.tell(match shared.workplace.ledger.get(id) {
        Ok(Some((_, journey))) => Event::Loaded(Box::new(journey)),
        Ok(None) => Event::NotLoaded(id.clone(), Problem::new(Kind::FileDamaged)),
        Err(error) => Event::NotLoaded(id.clone(), error.into()),
    });
}

/// The client secret of a saved connection, from the keychain, to be copied.
pub(crate) async fn stored_secret(shared: &Shared, stored: &StoredSecret) -> Option<ClientSecret> {
    let record = shared.workplace.vault.read(&stored.connection).await;
    record.map(|record| record.client_secret).inspect_err(|fault| tracing::warn!(%fault, "no secret to copy")).ok()
}
