//! `sendoff rehearse`: a whole set-up against the practice office, by the same engine and the same screens as in the window.
//!
//! Everything is fresh: directory, IDs, passwords, secrets. A robot stands for the person at the browser; a [`Person`] reads the
//! screens and answers them. Nothing is taken for granted: what was sent is looked for in the inbox by its identifier.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "on a screen the person looks for what they know and leaves the rest"
)]

mod browsing;
mod mending;
mod person;
mod portal;
mod reading;
mod report;
mod watching;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use sendoff_engine::{
    Engine, Ports, Remembered, Workplace, WorkplaceSettings,
    ports::{NoWindow, SystemClock, SystemRandomness},
    script::{self, Answer, NotAnswered},
    system::Folder,
};
use sendoff_practice::{Announcement, Office, OfficeSettings, RunningOffice};
use sendoff_words::Words;

use crate::{
    Ended, NotFoundOut,
    arguments::Rehearsal,
    office::practice_office,
    ports::{OwnClipboard, Pages},
    refusal::Refusal,
    to_json,
};
use person::Person;
use report::Report;

/// What is rehearsed, and how.
pub(crate) struct Plan {
    wishes: Rehearsal,
    answers: Vec<Answered>,
    /// How long the assistant waits for the browser.
    sign_in_limit: Duration,
}

/// An answer to a question of the recipe.
pub(crate) struct Answered {
    question: String,
    answer: Answer,
}

/// Goes through it and prints what came of it.
pub(crate) async fn run(wishes: Rehearsal) -> Result<Ended, Refusal> {
    let begun = Instant::now();
    let answers = answers(&wishes)?;
    let folder = tempfile::tempdir().map_err(|error| NotFoundOut::because("no temporary folder", &error))?;
    let settings = WorkplaceSettings::practice_in(folder.path().join("set-ups"));
    let plan = Plan { wishes, answers, sign_in_limit: settings.sign_in_limit };
    let mut report = in_office(&plan, settings, folder.path()).await?;
    report.seconds = begun.elapsed().as_secs();
    if plan.wishes.json {
        println!("{}", to_json(&report)?);
    } else {
        report.print(&Words::english());
    }
    Ok(if report.is_well() { Ended::Well } else { Ended::NotWell })
}

/// What was answered, or which questions and choices there are.
fn answers(wishes: &Rehearsal) -> Result<Vec<Answered>, Refusal> {
    let answered = |(question, text): &(String, String)| {
        let answer = script::answer(&wishes.recipe, question, text).map_err(|error| refused(question, text, error))?;
        Ok(Answered { question: question.clone(), answer })
    };
    wishes.answer.iter().map(answered).collect()
}

fn refused(question: &str, text: &str, error: NotAnswered) -> Refusal {
    match error {
        NotAnswered::NoQuestion { questions } => {
            Refusal::no_such("--answer <QUESTION=...>".to_owned(), question, questions)
        }
        NotAnswered::NoChoice { mut choices, address } => {
            choices.extend(address.then(|| "https://... (an address of your own)".to_owned()));
            Refusal::no_such(format!("--answer {question}=<VALUE>"), text, choices)
        }
        NotAnswered::Recipes(_) | NotAnswered::NoRecipe => {
            NotFoundOut::because("no answer can be given", &error).into()
        }
    }
}

async fn in_office(plan: &Plan, settings: WorkplaceSettings, folder: &Path) -> Result<Report, NotFoundOut> {
    let office = Office::start(OfficeSettings::default()).await;
    let office = office.map_err(|error| NotFoundOut::because("no practice office", &error))?;
    let announced = office.announcement(folder);
    let announced = announced.map_err(|error| NotFoundOut::because("no announcement", &error))?;
    let outcome = rehearse(plan, settings, &office, &announced, folder).await;
    office.stop().await;
    outcome
}

async fn rehearse(
    plan: &Plan,
    settings: WorkplaceSettings,
    office: &RunningOffice,
    announced: &Announcement,
    folder: &Path,
) -> Result<Report, NotFoundOut> {
    let clipboard = Arc::new(OwnClipboard::default());
    let (pages, opened) = Pages::new();
    let ports = Ports {
        browser: Arc::new(pages),
        clipboard: Arc::clone(&clipboard) as Arc<_>,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        files: Arc::new(Folder(folder.to_path_buf())),
        window: Arc::new(NoWindow),
    };
    let workplace = Workplace::practice(&practice_office(office)?, settings, ports).await;
    let workplace = workplace.map_err(|error| NotFoundOut::because("no set-up can be begun", &error))?;
    let engine = Engine::start(workplace, None, Remembered::default());
    let person = Person::new(&engine, clipboard, opened, office, announced, plan)?;
    let report = person.set_up().await;
    #[cfg(feature = "test-record")]
    crate::record::write(office)?;
    engine.stop().await;
    report
}
