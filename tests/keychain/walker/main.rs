//! A person who sets up one connection after the other, so that the program can be killed under their hands at any moment.
//!
//! `keychain-walker FOLDER OFFICE`: the engine with the files of FOLDER and the keychain of its session bus, against the
//! practice office that announced itself in the file OFFICE. It goes on until it is killed, and says in lines of JSON what it
//! found when it started, and what is shown. `keychain-walker FOLDER OFFICE once` ends after the first connection that it saved;
//! so does `held`, which waits for a line of input before saving, looks around while the save goes on, and waits for another.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "on a screen the person looks for what they know and leaves the rest"
)]

mod person;
mod place;

use std::{io::Write, path::Path};

use sendoff_engine::{Engine, Remembered, Workplace};
use sendoff_journey::Journey;
use sendoff_ledger::{EntryKind, ListQuery};
use serde_json::{Value, json};

use person::Person;
use place::Office;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// How the person goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// One connection after the other.
    Endless,
    /// One connection.
    Once,
    /// One, and not on their own before and after saving.
    Held,
}

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, office, pace) = match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder, office] => (*folder, *office, Pace::Endless),
        [folder, office, "once"] => (*folder, *office, Pace::Once),
        [folder, office, "held"] => (*folder, *office, Pace::Held),
        _ => return Err("keychain-walker FOLDER OFFICE [once|held]".into()),
    };
    let office: Office = serde_json::from_slice(&std::fs::read(office)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let walked = runtime.block_on(walk(Path::new(folder), &office, pace));
    walked.inspect_err(|error| _ = say(&json!({ "stuck": error.to_string() })))
}

async fn walk(folder: &Path, office: &Office, pace: Pace) -> Fallible<()> {
    let (workplace, opened) = place::workplace(folder, office).await?;
    let (found, unfinished) = found(&workplace).await?;
    say(&found)?;
    let engine = Engine::start(workplace, None, Remembered::default());
    let mut person = Person::new(&engine, office, opened, pace)?;
    person.begin(unfinished).await?;
    loop {
        person.set_up().await?;
        if pace != Pace::Endless {
            engine.stop().await;
            return Ok(());
        }
        person.begin(None).await?;
    }
}

/// What an earlier life left: every connection with whether its record is whole, and every set-up, which must have none.
async fn found(workplace: &Workplace) -> Fallible<(Value, Option<sendoff_values::ConnectionId>)> {
    let all = workplace.ledger.query(&ListQuery { range: 0..usize::MAX, ..ListQuery::default() })?;
    let (mut connections, mut set_ups, mut unfinished) = (Vec::new(), Vec::new(), None);
    for header in all.rows {
        let journey: Option<Journey> = workplace.ledger.get(&header.id)?.map(|(_, journey)| journey);
        let current = workplace.vault.current(&header.id).await?;
        match header.kind {
            EntryKind::Connection => {
                let record = workplace.vault.read(&header.id).await;
                let refresh =
                    record.as_ref().map(|record| record.opens.refresh_token().map(|token| token.expose().to_owned()));
                let whole = journey.is_some_and(|journey| journey.saved_at().is_some()) && record.is_ok();
                connections.push(json!({ "id": header.id, "whole": whole, "refresh": refresh.ok() }));
            }
            EntryKind::SetUp => {
                set_ups.push(json!({ "id": header.id, "whole": journey.is_some() && current.is_none() }));
                unfinished = Some(header.id);
            }
        }
    }
    let open = workplace.ledger.unfinished()?.len() + workplace.ledger.deleting()?.len();
    let mishaps = workplace.ledger.mishaps().len();
    let found = json!({ "connections": connections, "set_ups": set_ups, "open": open, "mishaps": mishaps });
    Ok((json!({ "found": found }), unfinished))
}

fn say(line: &Value) -> Fallible<()> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")?;
    Ok(output.flush()?)
}
