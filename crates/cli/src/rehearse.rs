//! `sendoff rehearse`: a whole set-up against the practice office, by the same engine and the same screens as in the window.
//!
//! Everything is fresh: directory, IDs, passwords, secrets. A robot stands for the person at the browser; a [`Person`] reads the
//! screens and answers them. Nothing is taken for granted: what was sent is looked for in the inbox by its identifier.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "on a screen the person looks for what they know and leaves the rest"
)]

mod application;
mod approving;
mod browsing;
mod files;
mod google;
mod manifest;
mod mending;
mod person;
mod portal;
mod provider;
mod reading;
mod report;
mod scripting;
mod watching;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use sendoff_engine::{
    Engine, Ports, ProviderId, Remembered, Workplace, WorkplaceSettings,
    ports::{NoExchanges, NoWindow, SystemClock, SystemRandomness},
    script::{self, Answer, Answers, Id, NotAnswered, ProbeKind, Recipes},
    system::Folder,
};
use sendoff_practice::{Announcement, GoogleAccountKind, Office, OfficeSettings, RunningOffice, directory::Cloud};
use sendoff_words::{Args, Words};

use crate::{
    Ended, NotFoundOut,
    arguments::Rehearsal,
    office::{cloud, of_screen, practice_office},
    ports::{OwnClipboard, Pages},
    recipes,
    refusal::Refusal,
    to_json,
};
use application::{Application, RehearsalFiles};
use person::Person;
use report::Report;

/// What is rehearsed, and how.
pub(crate) struct Plan {
    wishes: Rehearsal,
    answers: Vec<Answered>,
    pub(crate) application: Application,
    /// What the test does.
    probes: Vec<ProbeKind>,
    /// Whether nobody signs in.
    alone: bool,
    /// Whether the set-up names its provider itself.
    finds_provider: bool,
    /// Whose mailbox it is, at Google.
    google: Option<GoogleAccountKind>,
    /// The question for whoever signs in in a shared mailbox's place, where one does.
    delegate: Option<Id>,
    /// The cloud that the answers choose.
    cloud: Cloud,
    /// How long the assistant waits for the browser.
    sign_in_limit: Duration,
}

/// An answer to a question of the recipe.
pub(crate) struct Answered {
    pub(crate) question: String,
    pub(crate) answer: Answer,
}

/// Goes through it and prints what came of it.
pub(crate) async fn run(wishes: Rehearsal) -> Result<Ended, Refusal> {
    let begun = Instant::now();
    let application = match application::wished(&wishes)? {
        Ok(application) => application,
        Err(checkup) => return Ok(recipes::tell(&checkup, wishes.json)?),
    };
    let (recipes, key) = (&application.recipes, application.key.as_str());
    let answers = answers(recipes, key, &wishes.answer)?;
    let folder = tempfile::tempdir().map_err(|error| NotFoundOut::because("no temporary folder", &error))?;
    let settings = WorkplaceSettings::practice_in(folder.path().join("set-ups"));
    let given = by_question(recipes, key, &answers);
    check_fault(&application, &wishes, &given)?;
    let probes = script::probes(recipes, key, &given);
    let delegate = script::delegate_question(recipes, key, &given);
    let alone = script::is_alone(recipes, key);
    let provider = script::provider(recipes, key, &given);
    let (cloud, finds_provider) = (cloud(provider), provider == ProviderId::Discovered);
    let google = (provider == ProviderId::Google).then(|| account_at_google(&answers));
    if (finds_provider || google.is_some()) && (wishes.by_script || wishes.paste_manifest) {
        let args = Args::none().name("recipe", key);
        return Err(Refusal::wrong_usage(&Words::english().line("terminal-no-portal", &args)));
    }
    let sign_in_limit = settings.sign_in_limit;
    let plan =
        Plan { wishes, answers, application, probes, alone, finds_provider, google, delegate, cloud, sign_in_limit };
    let mut report = Box::pin(in_office(&plan, settings, folder.path())).await?;
    report.seconds = begun.elapsed().as_secs();
    if plan.wishes.json {
        println!("{}", to_json(&report)?);
    } else {
        report.print(&Words::english());
    }
    Ok(if report.is_well() { Ended::Well } else { Ended::NotWell })
}

/// Whose mailbox the answers are about: the organisation's, or a private one.
fn account_at_google(answers: &[Answered]) -> GoogleAccountKind {
    let is_private = |one: &Answered| {
        one.question == "account" && one.answer.choice().is_some_and(|choice| choice.as_str() == "gmail")
    };
    if answers.iter().any(is_private) { GoogleAccountKind::Private } else { GoogleAccountKind::Mailbox }
}

/// What was answered, or which questions and choices there are.
pub(crate) fn answers(recipes: &Recipes, recipe: &str, given: &[(String, String)]) -> Result<Vec<Answered>, Refusal> {
    Ok(in_order(recipes, recipe, read(recipes, recipe, given)?))
}

/// The same where no example does: what is made is real.
pub(crate) fn given(recipes: &Recipes, recipe: &str, given: &[(String, String)]) -> Result<Vec<Answered>, Refusal> {
    let answered = read(recipes, recipe, given)?;
    let still = script::still_typed(recipes, recipe, &by_question(recipes, recipe, &answered)).unwrap_or_default();
    match still.first() {
        Some((question, example)) => {
            let args = Args::none().name("question", question).name("example", example);
            Err(Refusal::wrong_usage(&Words::english().line("terminal-answer-missing", &args)))
        }
        None => Ok(in_order(recipes, recipe, answered)),
    }
}

fn read(recipes: &Recipes, recipe: &str, given: &[(String, String)]) -> Result<Vec<Answered>, Refusal> {
    let answered = |(question, text): &(String, String)| {
        let answer = script::answer(recipes, recipe, question, text).map_err(|error| refused(question, text, error))?;
        Ok(Answered { question: question.clone(), answer })
    };
    given.iter().map(answered).collect()
}

/// In the recipe's order, since a question may only be asked after another one was answered; what must be typed and was not
/// given is the recipe's own example.
fn in_order(recipes: &Recipes, recipe: &str, mut given: Vec<Answered>) -> Vec<Answered> {
    let questions = script::questions(recipes, recipe);
    let still = script::still_typed(recipes, recipe, &by_question(recipes, recipe, &given)).unwrap_or_default();
    given.extend(
        still.into_iter().map(|(question, example)| Answered { question, answer: Answer::Typed { typed: example } }),
    );
    given.sort_by_key(|one| questions.iter().position(|id| id.as_str() == one.question));
    given
}

fn by_question(recipes: &Recipes, recipe: &str, given: &[Answered]) -> Answers {
    let questions = script::questions(recipes, recipe);
    let answer =
        |one: &Answered| Some((questions.iter().find(|id| id.as_str() == one.question)?.clone(), one.answer.clone()));
    given.iter().filter_map(answer).collect()
}

/// A fault that the recipe cannot show would only be waited for in vain.
fn check_fault(application: &Application, wishes: &Rehearsal, given: &Answers) -> Result<(), Refusal> {
    let Some(fault) = wishes.fault else { return Ok(()) };
    let touched = script::touched_by(&application.recipes, &application.key, given);
    let touched = touched.map_err(|error| NotFoundOut::because("the recipe cannot be read", &error))?;
    if of_screen(fault).is_some_and(|shown| shown.shows_in(&touched)) {
        return Ok(());
    }
    let args = Args::none().name("fault", fault.name()).name("recipe", wishes.recipe.as_str());
    Err(Refusal::wrong_usage(&Words::english().line("terminal-fault-elsewhere", &args)))
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
        NotAnswered::NotTyped { example } => {
            Refusal::no_such(format!("--answer {question}=<VALUE>"), text, vec![format!("{example} (for example)")])
        }
        NotAnswered::NoRecipe => NotFoundOut::because("no answer can be given", &error).into(),
    }
}

async fn in_office(plan: &Plan, settings: WorkplaceSettings, folder: &Path) -> Result<Report, NotFoundOut> {
    let settings_of_office = OfficeSettings { cloud: plan.cloud, ..OfficeSettings::default() };
    let office = Office::start(settings_of_office).await;
    let office = office.map_err(|error| NotFoundOut::because("no practice office", &error))?;
    let announced = office.announcement(folder);
    let announced = announced.map_err(|error| NotFoundOut::because("no announcement", &error))?;
    let outcome = Box::pin(rehearse(plan, settings, &office, &announced, folder)).await;
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
        exchanges: Arc::new(NoExchanges),
        files: Arc::new(RehearsalFiles { folder: Folder(folder.to_path_buf()), recipe: plan.application.file.clone() }),
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
