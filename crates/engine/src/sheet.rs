//! Writes the hand-over sheet and the calendar file: the journey's plain data into the room that knows what a sheet looks like.

use std::path::PathBuf;

use sendoff_handover::{
    Change, Expiry, Proof, Reminder, Row, RowValue, SecretStart, Sheet, SheetWords, write_calendar, write_html,
};
use sendoff_journey::{Outcome, ReminderInput, SheetInput, SheetRow, SheetValue};
use sendoff_problem::{Details, Kind, Problem, ValueName};

use crate::{ports::FileNotSaved, workplace::Shared};

/// Writes it where the person wants it.
pub(crate) async fn write(shared: &Shared, input: &SheetInput) -> Result<Outcome, Problem> {
    let words = SheetWords::read(|key| shared.workplace.words.line(key, &sendoff_words::Args::none()));
    let html = write_html(&sheet(input), &words);
    let path = save(shared, &format!("{}.html", input.file_name), &html).await?;
    Ok(Outcome::SheetWritten { path })
}

/// Writes the calendar file where the person wants it.
pub(crate) async fn write_reminder(shared: &Shared, input: &ReminderInput) -> Result<Outcome, Problem> {
    let reminder = Reminder {
        name: input.name.clone(),
        written_at: shared.now(),
        day: input.day,
        title: input.title.clone(),
        text: input.text.clone(),
    };
    let path = save(shared, &format!("{}.ics", input.file_name), &write_calendar(&reminder)).await?;
    Ok(Outcome::ReminderWritten { path })
}

/// Writes a text where the person wants it, under this name if they like it: where it is then.
pub(crate) async fn save(shared: &Shared, name: &str, contents: &str) -> Result<String, Problem> {
    place(shared.workplace.ports.files.save(name, contents.as_bytes()).await, name)
}

/// Where a file of this name was written, or what kept it from being.
pub(crate) fn place(saved: Result<PathBuf, FileNotSaved>, name: &str) -> Result<String, Problem> {
    match saved {
        Ok(path) => Ok(path.display().to_string()),
        Err(FileNotSaved::NoPlaceChosen) => Err(Problem::new(Kind::Stopped)),
        Err(FileNotSaved::Failed(error)) => Err(failed(&error, name)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the standard library's own list grows")]
fn failed(error: &std::io::Error, name: &str) -> Problem {
    let kind = match error.kind() {
        std::io::ErrorKind::StorageFull => Kind::DiskFull,
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Kind::FileNotMade,
        std::io::ErrorKind::NotFound => Kind::FolderMissing,
        _ => Kind::DiskFailed,
    };
    let details = Details { chain: vec![error.kind().to_string()], ..Details::default() };
    Problem::new(kind).with(ValueName::Path, name).with_details(details)
}

fn sheet(input: &SheetInput) -> Sheet {
    Sheet {
        organisation: input.organisation.clone(),
        application: input.application.clone(),
        mailbox: input.mailbox.clone(),
        day: input.day.clone(),
        prepared_by: input.prepared_by.clone(),
        warnings: input.warnings.clone(),
        place: input.place.clone(),
        rows: input.rows.iter().map(row).collect(),
        afterwards: input.afterwards.clone(),
        if_it_fails: input.if_it_fails.clone(),
        proofs: input.proofs.iter().map(|one| Proof { what: one.what.clone(), at: one.at.clone() }).collect(),
        message_id: input.message_id.clone(),
        expiry: input.expiry.as_ref().map(|end| Expiry {
            day: end.day.clone(),
            stops: end.stops.clone(),
            renew: end.renew.clone(),
        }),
        changes: input.changes.iter().map(|one| Change { what: one.what.clone(), undo: one.undo.clone() }).collect(),
        source: input.source.clone(),
        practice: input.practice,
    }
}

fn row(row: &SheetRow) -> Row {
    let value = match &row.value {
        SheetValue::Choose(text) => RowValue::Choose(text.clone()),
        SheetValue::Exact(text) => RowValue::Exact(text.clone()),
        SheetValue::DeliveredSeparately { starts, how } => {
            RowValue::DeliveredSeparately { starts: SecretStart::new(starts), how: how.clone() }
        }
        SheetValue::KeySeparately { id, how } => RowValue::KeySeparately { id: id.clone(), how: how.clone() },
    };
    Row { label: row.label.clone(), provider_label: row.provider_label.clone(), value, note: row.note.clone() }
}
