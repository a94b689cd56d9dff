//! Set-ups and connections: remembered on disk, saved with their secrets, listed, read back.

use std::path::Path;

use sendoff_journey::{
    ConnectionFilter, ConnectionSort, ConnectionsFound, Credentials, Event, FoundConnection, FoundCounts, FoundState,
    Journey, ListMishap, Opener, Outcome, Query, QueryDays, Saving, StoredSecret,
};
use sendoff_ledger::{
    Counts, Days, Direction, EntryKind, Filter, Header, ListPage, ListQuery, Misfortune, Mishap, Need, SortBy, Summary,
};
use sendoff_problem::{Kind, Problem};
use sendoff_values::{ConnectionId, Handle, OperationNumber, StepId};
use sendoff_vault::{Fault, Opens, Record};
use zeroize::Zeroizing;

use crate::{
    beginning::decide_what_was_left,
    paste,
    saving::{self, Proved, TestPassed},
    workplace::{Shared, Workplace},
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
    let test =
        TestPassed { accepted_at: saving.tested_at(), message_id: saving.message_id().unwrap_or_default().to_owned() };
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
    if let Err(reason) = journey.handle(finished, shared.now(), &shared.world(&shared.recipes.now())) {
        tracing::warn!(%reason, "the set-up does not expect to be saved");
    }
    journey
}

fn record(shared: &Shared, saving: &Saving) -> Result<Record, Problem> {
    let credentials = saving.credentials();
    let opens = match saving.access() {
        Opener::Tokens(_) if credentials.account.is_some() => key(shared, credentials),
        Opener::Tokens(tokens) => registration(shared, credentials, tokens),
        Opener::Password(password) => shared.secrets.app_password(password).map(Opens::Password),
    };
    Ok(Record {
        opens: opens.ok_or_else(|| Problem::new(Kind::SecretGone))?,
        mailbox: credentials.mailbox.clone(),
        scopes: saving.granted().to_vec(),
        proved_at: saving.tested_at(),
        secret_ends: saving.secret_ends().map(|end| end.day),
    })
}

fn registration(shared: &Shared, credentials: &Credentials, tokens: Handle) -> Option<Opens> {
    Some(Opens::Registration {
        client_id: credentials.client_id.clone()?,
        tenant_id: credentials.tenant.clone(),
        client_secret: shared.secrets.client_secret(credentials.secret)?,
        refresh_token: shared.secrets.tokens(tokens)?.refresh,
    })
}

/// The access that was given ends by itself; the key asks for the next.
fn key(shared: &Shared, credentials: &Credentials) -> Option<Opens> {
    let account = credentials.account.as_ref()?;
    Some(Opens::Key {
        account: account.address.clone(),
        client_id: account.id.clone().into(),
        key_id: account.key.clone(),
        key: shared.secrets.private_key(credentials.secret)?,
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
    let recipes = shared.recipes.now();
    let recipe = recipes.recipe(&about.recipe);
    let summary = Summary {
        organisation: about.organisation.clone(),
        mailbox: about.mailbox.as_str().to_owned(),
        application: about.recipe.clone(),
        application_name: recipe.map(|recipe| recipe.name.to_string()).unwrap_or_default(),
        state: journey.step().as_str().to_owned(),
        next_date: journey.secret_ends(),
        checked_at: journey.checked_at(),
        waiting_since: journey.waits_for_approval_since(),
    };
    let kind = if journey.saved_at().is_some() { EntryKind::Connection } else { EntryKind::SetUp };
    Header { id: journey.id().clone(), kind, changed_at: shared.now(), summary }
}

/// A part of the list.
pub(crate) fn query(shared: &Shared, query: Query) {
    shared.tell(match shared.workplace.ledger.query(&asked(&query)) {
        Ok(page) => Event::Connections(found(shared, query, page)),
        Err(error) => Event::ConnectionsNotRead(timed(shared, error.into())),
    });
}

/// The same, after trying once more to open the folder. What an earlier run left is decided then.
pub(crate) async fn read_again(shared: &Shared, wanted: Query) {
    let Workplace { vault, ledger, .. } = &shared.workplace;
    match ledger.open_again(shared.now()) {
        Ok(true) => {
            if let Err(error) = decide_what_was_left(vault, ledger).await {
                tracing::warn!(%error, "what an earlier run left is not decided");
            }
        }
        Ok(false) => {}
        Err(error) => return shared.tell(Event::ConnectionsNotRead(timed(shared, error.into()))),
    }
    query(shared, wanted);
}

fn timed(shared: &Shared, mut problem: Problem) -> Problem {
    problem.details.at.get_or_insert_with(|| shared.now());
    problem
}

fn asked(query: &Query) -> ListQuery {
    let from = usize::try_from(query.from).unwrap_or(usize::MAX);
    let count = usize::try_from(query.count).unwrap_or(usize::MAX);
    let needs = match query.show {
        ConnectionFilter::All => Vec::new(),
        ConnectionFilter::Attention => vec![Need::Ended, Need::EndsSoon],
        ConnectionFilter::Unfinished => vec![Need::Unfinished],
    };
    let sort = match query.sort {
        ConnectionSort::Need => SortBy::Need,
        ConnectionSort::Organisation => SortBy::Organisation,
        ConnectionSort::Application => SortBy::Application,
        ConnectionSort::NextDate => SortBy::NextDate,
    };
    let QueryDays { today, soon, checked_since } = query.days;
    ListQuery {
        range: from..from.saturating_add(count),
        around: query.around.clone(),
        sort,
        direction: if query.backwards { Direction::Falling } else { Direction::Rising },
        filter: Filter { needs, ..Filter::default() },
        search: query.text.clone(),
        days: Days { today, soon, checked_since },
    }
}

fn found(shared: &Shared, query: Query, page: ListPage) -> ConnectionsFound {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let attention = |counts: &Counts| number(counts.ended + counts.ends_soon);
    let of_ledger = shared.workplace.ledger.mishaps();
    let of_recipes = shared.recipes.mishaps().iter().map(recipe_mishap);
    ConnectionsFound {
        query,
        rows: page.rows.iter().map(row).collect(),
        from: number(page.range.start),
        total: number(page.all.all()),
        matching: number(page.total),
        attention: attention(&page.all),
        found: FoundCounts {
            all: number(page.found.all()),
            attention: attention(&page.found),
            unfinished: number(page.found.unfinished),
        },
        next: page.next,
        mishaps: of_ledger.iter().map(mishap).chain(of_recipes).collect(),
    }
}

fn mishap(mishap: &Mishap) -> ListMishap {
    let path = |path: &Path| path.display().to_string();
    match &mishap.misfortune {
        Misfortune::Restored { .. } => ListMishap::Restored(path(&mishap.path)),
        Misfortune::Lost { set_aside } => ListMishap::Lost(path(set_aside)),
        Misfortune::Newer { .. } => ListMishap::Newer(path(&mishap.path)),
        Misfortune::Unreadable(_) => ListMishap::Unreadable(path(&mishap.path)),
        Misfortune::TooMany { left } => {
            ListMishap::RecipesTooMany { folder: path(&mishap.path), left: u64::try_from(*left).unwrap_or(u64::MAX) }
        }
    }
}

/// The same of a recipe from a file: a copy that is not what was accepted has no other copy.
fn recipe_mishap(found: &Mishap) -> ListMishap {
    match mishap(found) {
        ListMishap::Lost(path) => ListMishap::RecipeLost(path),
        other @ (ListMishap::Restored(_)
        | ListMishap::Newer(_)
        | ListMishap::Unreadable(_)
        | ListMishap::RecipesTooMany { .. }
        | ListMishap::RecipeLost(_)) => other,
    }
}

fn row(header: &Header) -> FoundConnection {
    let summary = &header.summary;
    let step = StepId::ALL.iter().copied().find(|step| step.as_str() == summary.state);
    let state = match header.kind {
        EntryKind::Connection => FoundState::Saved { checked_at: summary.checked_at, secret_ends: summary.next_date },
        EntryKind::SetUp => {
            let step = step.unwrap_or(StepId::AppRegistration);
            FoundState::Unfinished { step, at: header.changed_at, waiting: summary.waiting_since }
        }
    };
    FoundConnection {
        id: header.id.clone(),
        organisation: summary.organisation.clone(),
        mailbox: summary.mailbox.clone(),
        recipe: summary.application.clone(),
        application: summary.application_name.clone(),
        state,
    }
}

/// Whether the keychain shows the record of a connection. Nothing of the record itself is read.
pub(crate) async fn look_for_secret(shared: &Shared, id: ConnectionId) {
    let current = shared.workplace.vault.current(&id).await;
    let looked = current.map(|generation| generation.is_some()).map_err(Problem::from);
    shared.tell(Event::SecretLooked(id, looked));
}

/// The secret of a saved connection, into memory.
pub(crate) async fn take_secret(shared: &Shared, stored: &StoredSecret) {
    shared.tell(match shared.workplace.vault.read(&stored.connection).await {
        Ok(record) => Event::Held(stored.field, paste::held(shared, record.opens)),
        Err(fault) => Event::SecretNotTaken(fault.into()),
    });
}

/// Reads a set-up back.
pub(crate) fn load(shared: &Shared, id: &ConnectionId) {
    shared.tell(match shared.workplace.ledger.get(id) {
        Ok(Some((_, journey))) => Event::Loaded(Box::new(journey)),
        Ok(None) => Event::NotLoaded(id.clone(), Problem::new(Kind::FileDamaged)),
        Err(error) => Event::NotLoaded(id.clone(), error.into()),
    });
}

/// The secret of a saved connection, to be copied; or as what its absence is told.
pub(crate) async fn stored_secret(shared: &Shared, stored: &StoredSecret) -> Result<Zeroizing<String>, Kind> {
    let record = shared.workplace.vault.read(&stored.connection).await;
    let record = record.inspect_err(|fault| tracing::warn!(%fault, "no secret to copy")).map_err(|fault| {
        let is_there = !matches!(fault, Fault::NotFound | Fault::Changed | Fault::Newer | Fault::Ambiguous);
        if is_there { Kind::SecretNotCopied } else { Kind::SecretNotShown }
    })?;
    Ok(Zeroizing::new(record.opens.expose().to_owned()))
}
