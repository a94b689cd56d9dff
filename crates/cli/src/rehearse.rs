//! `sendoff rehearse`: a whole set-up against the practice office, by the same engine and the same screens as in the window.
//!
//! Everything is fresh: directory, IDs, passwords, secrets. A robot stands for the person at the browser; a [`Person`] reads the
//! screens and answers them. Nothing is taken for granted: what was sent is looked for in the inbox by its identifier.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "on a screen the person looks for what they know and leaves the rest"
)]

mod mending;
mod person;
mod portal;
mod report;
mod watching;

use std::{sync::Arc, time::Instant};

use sendoff_engine::{
    Engine, Ports, PracticeOffice, Workplace, WorkplaceSettings,
    ports::{SystemClock, SystemRandomness},
    system::Folder,
};
use sendoff_practice::{Announcement, Fault, Office, OfficeSettings, RunningOffice};

use crate::{
    Ended, NotFoundOut,
    arguments::Rehearsal,
    office::practice_office,
    ports::{OwnClipboard, Pages},
    serve::fault,
    to_json,
};
use person::Person;
use report::Report;

/// Goes through it and prints what came of it.
pub(crate) async fn run(wishes: Rehearsal) -> Result<Ended, NotFoundOut> {
    let begun = Instant::now();
    let fault = wishes.fault.as_deref().map(fault).transpose()?;
    let folder = tempfile::tempdir().map_err(|error| NotFoundOut::because("no temporary folder", &error))?;
    let office = Office::start(OfficeSettings::default()).await;
    let office = office.map_err(|error| NotFoundOut::because("no practice office", &error))?;
    let announced = office.announcement(folder.path());
    let announced = announced.map_err(|error| NotFoundOut::because("no announcement", &error))?;
    let outcome = rehearse(&wishes, fault, &office, &announced, folder.path()).await;
    office.stop().await;
    let mut report = outcome?;
    report.seconds = begun.elapsed().as_secs();
    if wishes.json {
        println!("{}", to_json(&report)?);
    } else {
        report.print();
    }
    Ok(if report.saved { Ended::Well } else { Ended::NotWell })
}

async fn rehearse(
    wishes: &Rehearsal,
    fault: Option<Fault>,
    office: &RunningOffice,
    announced: &Announcement,
    folder: &std::path::Path,
) -> Result<Report, NotFoundOut> {
    let clipboard = Arc::new(OwnClipboard::default());
    let (pages, opened) = Pages::new();
    let ports = Ports {
        browser: Arc::new(pages),
        clipboard: Arc::clone(&clipboard) as Arc<_>,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        files: Arc::new(Folder(folder.to_path_buf())),
    };
    let workplace = workplace(&practice_office(office)?, folder, ports).await?;
    let engine = Engine::start(workplace, None);
    let person = Person::new(&engine, clipboard, opened, office, announced, wishes, fault)?;
    let report = person.set_up().await;
    engine.stop().await;
    report
}

async fn workplace(office: &PracticeOffice, folder: &std::path::Path, ports: Ports) -> Result<Workplace, NotFoundOut> {
    let settings = WorkplaceSettings::practice_in(folder.join("set-ups"));
    let made = Workplace::practice(office, settings, ports).await;
    made.map_err(|error| NotFoundOut::because("no set-up can be begun", &error))
}
