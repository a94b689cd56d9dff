//! Practice in words: the banner, the scenarios, the way in and out.

use jiff::{SignedDuration, Timestamp};
use sendoff_problem::Problem;
use sendoff_values::StepId;
use sendoff_words::{Args, Known, Text};

use super::{
    Door, Practice, Scenario, Surface,
    fault::{Moment, PracticeFault},
};
use crate::{
    action::Action,
    block::{Block, ScenarioCard},
    journey::Journey,
    screen::{
        Banner, BannerState, Button, ButtonTone, FaultGroup, FaultItem, FaultMenu, Note, PageName, ProblemView, Screen,
        Tone,
    },
    view::{self, button, details, link, outlined},
    world::World,
};

impl Practice {
    /// Puts on the screen what practising adds to it.
    pub(crate) fn dress(&self, screen: &mut Screen, here: Option<&Journey>, now: Timestamp, world: &World<'_>) {
        if world.surroundings.practice {
            screen.banner = Some(self.banner(here, now, world));
            screen.clock_ahead = self.ahead.as_secs();
            if screen.name == PageName::Connections && self.is_ahead() {
                screen.notes.push(practice_note(world, "practice-time-stays"));
            }
            if screen.name == PageName::Step(StepId::Save) {
                screen.notes.push(practice_note(world, "practice-save-note"));
            }
        } else if screen.name == PageName::Connections {
            self.door(screen, world);
        }
    }

    fn is_ahead(&self) -> bool {
        self.ahead >= SignedDuration::from_hours(24)
    }

    fn banner(&self, here: Option<&Journey>, now: Timestamp, world: &World<'_>) -> Banner {
        Banner {
            tone: Tone::Practice,
            text: world.words.say("banner-practice"),
            states: self.states(now, world),
            menu: Some(self.menu(here, world)),
            actions: vec![outlined(Action::LeavePractice, world.words.label("button-leave-practice"))],
        }
    }

    /// What is armed, and what time it is.
    fn states(&self, now: Timestamp, world: &World<'_>) -> Vec<BannerState> {
        let mut states: Vec<BannerState> = self.armed_state(world).into_iter().collect();
        if self.is_ahead() {
            let today = now.to_zoned(world.surroundings.zone.clone()).date();
            let days = self.ahead.as_hours() / 24;
            let args = Args::none().name("day", world.words.day(today)).number("days", days);
            states.push(BannerState { text: world.words.text("banner-time", &args), action: None });
        }
        states
    }

    fn armed_state(&self, world: &World<'_>) -> Option<BannerState> {
        let (text, label) = if let Some(day) = &self.day {
            match day.number() {
                Some((number, all)) => {
                    let args = Args::none().number("number", number).number("all", all);
                    (world.words.text("banner-day", &args), "button-end-day")
                }
                None => (world.words.say("banner-day-over"), "button-understood"),
            }
        } else if self.surprise {
            (world.words.say("banner-surprise"), "button-take-back")
        } else if let Some(fault) = self.trial {
            (armed(fault, world), "button-understood")
        } else {
            let fault = *self.armed.first()?;
            (armed(fault, world), if fault.lasts() { "button-clock-right" } else { "button-take-back" })
        };
        Some(BannerState { text, action: Some(outlined(Action::Disarm, world.words.label(label))) })
    }

    fn menu(&self, here: Option<&Journey>, world: &World<'_>) -> FaultMenu {
        FaultMenu {
            label: world.words.label("faults-menu"),
            first: vec![
                outlined(Action::SurpriseMe, world.words.label("button-surprise")),
                outlined(Action::MoveTime, world.words.label("button-month-later")),
            ],
            groups: self.groups(here, world),
        }
    }

    /// What can be met from here, by its moment; a moment without any is left out.
    fn groups(&self, here: Option<&Journey>, world: &World<'_>) -> Vec<FaultGroup> {
        let touched = Surface::touched(here, world);
        let groups = Moment::ALL.iter().map(|moment| self.group(*moment, &touched, world));
        groups.filter(|group| !group.items.is_empty()).collect()
    }

    fn group(&self, moment: Moment, touched: &[Surface], world: &World<'_>) -> FaultGroup {
        let here = PracticeFault::ALL.iter().filter(|fault| fault.moment() == moment && fault.shows_in(touched));
        FaultGroup {
            label: world.words.label(moment.word()),
            items: here.map(|fault| self.item(*fault, world)).collect(),
        }
    }

    /// One that is armed without telling looks like all others.
    fn item(&self, fault: PracticeFault, world: &World<'_>) -> FaultItem {
        let told = self.armed.contains(&fault) && !self.surprise && self.day.is_none();
        let on = told || self.trial == Some(fault);
        let action = if on { Action::Disarm } else { Action::Arm(fault) };
        FaultItem { button: link(action, world.words.label(fault.word())), on }
    }

    /// What the list of connections says about the way to practice and back.
    fn door(&self, screen: &mut Screen, world: &World<'_>) {
        match &self.door {
            Door::Closed => {}
            Door::Opening => {
                screen.footer.secondary.retain(|button| button.action != Action::Practise);
                screen.notes.push(practice_note(world, "practice-opening"));
            }
            Door::NotOpened(problem) => {
                screen.footer.secondary.retain(|button| button.action != Action::Practise);
                screen.problem.get_or_insert_with(|| not_opened(problem, world));
            }
            Door::Left => screen.notes.push(practice_note(world, "practice-left")),
            Door::Cleared => screen.notes.push(practice_note(world, "practice-cleared")),
            Door::NotCleared(problem) => {
                let words = world.words.problem_words(problem, &Known::default());
                let args = Args::none().text("title", &words.title).text("why", &words.why);
                screen.notes.push(Note { tone: Tone::Caution, text: world.words.text("status-problem", &args) });
            }
        }
    }
}

fn practice_note(world: &World<'_>, id: &str) -> Note {
    Note { tone: Tone::Practice, text: world.words.say(id) }
}

fn armed(fault: PracticeFault, world: &World<'_>) -> Text {
    world.words.say(&format!("{}.armed", fault.word()))
}

/// Why practice could not be opened, with the way to try again.
fn not_opened(problem: &Problem, world: &World<'_>) -> ProblemView {
    let words = world.words.problem_words(problem, &Known::default());
    ProblemView {
        kind: problem.kind.as_str().to_owned(),
        copy_block: ticket(problem, world),
        title: words.title,
        why: words.why,
        steps: words.actions,
        who: words.who,
        primary: None,
        secondary: vec![outlined(Action::Practise, world.words.label("button-practise-again"))],
        details: details(problem, world),
        look_up: None,
        others: Vec::new(),
        again: None,
    }
}

/// The same as one block for a ticket.
pub(crate) fn ticket(problem: &Problem, world: &World<'_>) -> String {
    let words = world.words.problem_words(problem, &Known::default());
    view::ticket(&words.title, &words.why, None, problem, world)
}

/// What the practice office offers first.
pub(crate) fn home(world: &World<'_>) -> Block {
    let card = |scenario: Scenario, word: &str, tone: ButtonTone| ScenarioCard {
        title: world.words.say(word),
        about: world.words.say(&format!("{word}.about")),
        start: start(scenario, word, tone, world),
    };
    Block::Scenarios(vec![
        card(Scenario::Tourtools, "scenario-tourtools", ButtonTone::Filled),
        card(Scenario::Gmail, "scenario-gmail", ButtonTone::Outlined),
        card(Scenario::BadDay, "scenario-bad-day", ButtonTone::Outlined),
    ])
}

fn start(scenario: Scenario, word: &str, tone: ButtonTone, world: &World<'_>) -> Button {
    button(Action::Begin(scenario), world.words.label(&format!("{word}.start")), tone)
}
