//! The list of connections and set-ups. It is a query on the ledger; this place keeps one part of it.

use jiff::{Timestamp, civil::Date};
use sendoff_problem::Problem;
use sendoff_words::{Args, Known, Text, days_between};

use crate::{
    action::Action,
    block::Block,
    effect::Query,
    event::{ConnectionsFound, FoundConnection, FoundState},
    lists::{ConnectionRow, Connections as List, Health},
    screen::{Footer, Header, Note, PageName, Screen, Tone},
    steps,
    view::{banner, filled, open_button, outlined, window_title},
    world::World,
};

/// Rows asked for at a time.
const PART: u64 = 200;

/// From this many days before its end a secret is to be renewed (ux-spec 7.2).
const RENEW_WITHIN: i64 = 30;

/// The place of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Connections {
    pub(crate) text: String,
    pub(crate) found: Option<ConnectionsFound>,
    pub(crate) problem: Option<Problem>,
}

impl Connections {
    /// What to ask the ledger.
    pub(crate) fn query(&self) -> Query {
        Query { text: self.text.clone(), from: 0, count: PART }
    }

    /// Takes an answer over, if it answers what is asked now.
    pub(crate) fn take(&mut self, found: ConnectionsFound) -> bool {
        let answers = found.query == self.query();
        if answers {
            self.found = Some(found);
            self.problem = None;
        }
        answers
    }

    pub(crate) fn screen(&self, now: Timestamp, world: &World<'_>) -> Screen {
        let none = self.found.as_ref().is_some_and(|found| found.total == 0);
        let heading = world.words.say(if none { "connections-first" } else { "connections-title" });
        let mut secondary = Vec::new();
        if !world.surroundings.practice {
            secondary.push(outlined(Action::Practise, world.words.label("button-practise")));
        }
        Screen {
            page: 0,
            attempt: 0,
            name: PageName::Connections,
            window_title: window_title(world, &heading.line(), None),
            practice: world.surroundings.practice,
            screen_share: false,
            header: Header::default(),
            banner: banner(world),
            rail: None,
            lead: if none { world.words.say("connections-none") } else { Text::default() },
            heading,
            notes: self.notes(world),
            summary: None,
            blocks: self.blocks(now, world),
            problem: None,
            footer: Footer {
                primary: Some(filled(Action::NewSetUp, world.words.label("button-new-set-up"))),
                secondary,
                position: None,
            },
        }
    }

    fn notes(&self, world: &World<'_>) -> Vec<Note> {
        let known = Known { keychain: Some(world.surroundings.keychain.clone()), ..Known::default() };
        let note = |problem: &Problem| {
            let words = world.words.problem_words(problem, &known);
            let args = Args::none().text("title", &words.title).text("why", &words.why);
            Note { tone: Tone::Caution, text: world.words.text("status-problem", &args) }
        };
        self.problem.iter().map(note).collect()
    }

    fn blocks(&self, now: Timestamp, world: &World<'_>) -> Vec<Block> {
        let keychain = Args::none().name("keychain", &world.surroundings.keychain);
        let Some(found) = self.found.as_ref().filter(|found| found.total > 0) else {
            return vec![Block::Paragraph(world.words.text("connections-keychain", &keychain))];
        };
        let today = now.to_zoned(world.surroundings.zone.clone()).date();
        let nothing = found
            .rows
            .is_empty()
            .then(|| world.words.text("connections-nothing", &Args::none().name("text", &found.query.text)));
        vec![Block::Connections(List {
            query: self.text.clone(),
            rows: found.rows.iter().map(|row| view(row, now, today, world)).collect(),
            total: found.total,
            matching: found.matching,
            nothing,
        })]
    }
}

fn view(row: &FoundConnection, now: Timestamp, today: Date, world: &World<'_>) -> ConnectionRow {
    let recipe = world.recipes.recipe(&row.recipe);
    let (health, step) = match row.state {
        FoundState::Unfinished { step, .. } => (Health::Unfinished, Some(step)),
        FoundState::Saved { secret_ends, .. } => (health(secret_ends, today), None),
    };
    let ends = match row.state {
        FoundState::Saved { secret_ends, .. } => secret_ends,
        FoundState::Unfinished { .. } => None,
    };
    let label = recipe.zip(step).and_then(|(recipe, step)| Some((recipe.step(step)?, steps::number(recipe, step)?)));
    let health_line = match row.state {
        FoundState::Unfinished { at, .. } => label.map(|(step, number)| {
            let when = world.words.when(at, now, &world.surroundings.zone);
            let args = Args::none().number("number", number).name("label", step.label.as_str()).name("when", when);
            world.words.line("health-stopped", &args)
        }),
        FoundState::Saved { at, .. } => {
            let when = world.words.when(at, now, &world.surroundings.zone);
            Some(world.words.line("health-saved", &Args::none().name("when", when)))
        }
    };
    ConnectionRow {
        id: row.id.clone(),
        organisation: row.organisation.clone(),
        mailbox: row.mailbox.clone(),
        application: recipe.map_or_else(|| row.recipe.clone(), |recipe| recipe.name.to_string()),
        health,
        health_words: health_words(health, ends, world),
        health_line,
        next_date: ends.map(|day| world.words.day(day)),
        step,
        open: open_button(&row.id, world.words.line("button-open", &Args::none().name("name", &row.organisation))),
    }
}

fn health(ends: Option<Date>, today: Date) -> Health {
    match ends.map(|day| days_between(today, day)) {
        Some(..=0) => Health::Expired,
        Some(1..=RENEW_WITHIN) => Health::RenewSoon,
        Some(_) | None => Health::Healthy,
    }
}

fn health_words(health: Health, ends: Option<Date>, world: &World<'_>) -> String {
    let day = ends.map(|day| world.words.day(day)).unwrap_or_default();
    let args = Args::none().name("day", day);
    let id = match health {
        Health::Healthy => "health-healthy",
        Health::RenewSoon => "health-renew",
        Health::Expired => "health-expired",
        Health::Unfinished => "health-unfinished",
    };
    world.words.line(id, &args)
}
