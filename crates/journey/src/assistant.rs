//! Which place is shown: the list of connections, the questions of a new set-up, or a set-up.

use jiff::{Timestamp, civil::Date};
use sendoff_intake::Known;
use sendoff_recipes::Recipe;

use crate::{
    action::Action,
    answer::Said,
    connections::Connections,
    effect::Effect,
    event::Event,
    journey::Journey,
    mask,
    questions::{Questions, Step},
    questions_view,
    refusal::NotNow,
    screen::Screen,
    world::World,
};

/// The whole assistant, without a face.
#[derive(Clone, Debug, PartialEq)]
pub struct Assistant {
    place: Place,
    settings: Settings,
    /// Pages shown before this place was entered.
    pages_before: u64,
    next_operation: u64,
}

#[derive(Clone, Debug, PartialEq)]
enum Place {
    Connections(Box<Connections>),
    Questions(Box<Questions>),
    SetUp(Box<Journey>),
}

/// What holds for every place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether values are masked.
    pub screen_share: bool,
}

impl Assistant {
    /// At the list of connections, with nothing asked yet.
    pub fn new(settings: Settings) -> Self {
        Self { place: Place::Connections(Box::default()), settings, pages_before: 0, next_operation: 1 }
    }

    /// What is to be done first: the list is asked for.
    pub fn begin(&self) -> Vec<Effect> {
        match &self.place {
            Place::Connections(list) => vec![Effect::QueryConnections(list.query())],
            Place::Questions(_) | Place::SetUp(_) => Vec::new(),
        }
    }

    /// Takes one event. A refused one changes nothing.
    pub fn handle(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        if let Some(effects) = self.take_anywhere(&event, world) {
            return Ok(effects);
        }
        // A set-up refuses without a trace by itself.
        if let Place::SetUp(journey) = &mut self.place {
            return journey.handle(event, now, world);
        }
        let mut next = self.clone();
        let effects = next.take(event, now, world)?;
        *self = next;
        Ok(effects)
    }

    /// What is shown.
    pub fn screen(&self, now: Timestamp, world: &World<'_>) -> Screen {
        let screen = match &self.place {
            Place::Connections(list) => list.screen(now, world),
            Place::Questions(questions) => questions_view::screen(questions, world),
            Place::SetUp(journey) => journey.screen(now, world),
        };
        let screen = Screen { page: self.pages_before + screen.page, ..screen };
        if self.settings.screen_share { mask::masked(screen, world) } else { screen }
    }

    /// The set-up that is shown, if one is.
    pub fn journey(&self) -> Option<&Journey> {
        match &self.place {
            Place::SetUp(journey) => Some(journey),
            Place::Connections(_) | Place::Questions(_) => None,
        }
    }

    /// The recipe of the set-up that is shown.
    pub fn recipe<'a>(&self, world: &World<'a>) -> Option<&'a Recipe> {
        world.recipes.recipe(&self.journey()?.about().recipe)
    }

    /// What the reading of a paste may build on.
    pub fn known(&self, today: Date) -> Known {
        self.journey().map_or_else(|| Known { today: Some(today), ..Known::default() }, |journey| journey.known(today))
    }

    /// What holds for every place.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// What is taken wherever the person is.
    fn take_anywhere(&mut self, event: &Event, world: &World<'_>) -> Option<Vec<Effect>> {
        let Event::Said(said) = event else { return None };
        if let Said::ScreenShare(on) = said {
            self.settings.screen_share = *on;
            return Some(Vec::new());
        }
        let Said::Press(action) = said else { return None };
        if *action == Action::LeavePractice && world.surroundings.practice {
            let mut effects = self.leave_place()?;
            effects.push(Effect::LeavePractice);
            return Some(effects);
        }
        self.leave(action)
    }

    fn take(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        match &mut self.place {
            Place::Connections(_) => self.at_connections(event, world),
            Place::Questions(questions) => {
                let step = questions.handle(event, now, world)?;
                Ok(self.after_question(step, now))
            }
            Place::SetUp(journey) => journey.handle(event, now, world),
        }
    }

    /// What may be pressed in a set-up to leave it. Everything entered is kept; an unproved secret is not.
    fn leave(&mut self, action: &Action) -> Option<Vec<Effect>> {
        let saved_at = self.journey()?.saved_at();
        let done = *action == Action::Done && saved_at.is_some();
        if done || *action == Action::ToConnections { self.leave_place() } else { None }
    }

    /// To the list, from wherever the person is. Nothing while a connection is being saved.
    fn leave_place(&mut self) -> Option<Vec<Effect>> {
        let mut effects = match &mut self.place {
            Place::Connections(_) => return Some(Vec::new()),
            Place::Questions(questions) => {
                let effects = questions.cancel();
                self.next_operation = self.next_operation.max(questions.next_operation);
                effects
            }
            Place::SetUp(journey) => {
                let effects = journey.leave()?;
                self.next_operation = self.next_operation.max(journey.next_operation);
                effects
            }
        };
        effects.extend(self.show_connections());
        Some(effects)
    }

    fn show_connections(&mut self) -> Vec<Effect> {
        let list = Box::<Connections>::default();
        let query = Effect::QueryConnections(list.query());
        self.enter(Place::Connections(list));
        vec![query]
    }

    /// Shows another place; its pages are counted on from here.
    fn enter(&mut self, place: Place) {
        let shown = match &self.place {
            Place::Connections(_) => 0,
            Place::Questions(questions) => questions.turns,
            Place::SetUp(journey) => journey.page,
        };
        self.pages_before += shown + 1;
        self.place = place;
    }

    fn at_connections(&mut self, event: Event, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let Place::Connections(list) = &mut self.place else { return Err(NotNow::NotHere) };
        match event {
            Event::Said(Said::Press(action)) => self.press(action, world),
            Event::Said(Said::Searched { text }) if text.len() <= crate::answer::LONGEST_TEXT => {
                list.text = text;
                Ok(vec![Effect::QueryConnections(list.query())])
            }
            Event::Connections(found) => {
                if list.take(found) {
                    Ok(Vec::new())
                } else {
                    Err(NotNow::Late)
                }
            }
            Event::ConnectionsNotRead(problem) | Event::NotLoaded(_, problem) => {
                list.problem = Some(problem);
                Ok(Vec::new())
            }
            Event::Loaded(journey) => {
                self.loaded(*journey);
                Ok(Vec::new())
            }
            Event::Read(read) => Ok(read.held.into_iter().map(|(_, held)| Effect::Forget(held.handle)).collect()),
            Event::Held(_, held) => Ok(vec![Effect::Forget(held.handle)]),
            Event::BrowserText(text) => Ok(vec![Effect::Forget(text.0)]),
            Event::Stage(_) | Event::Finished { .. } | Event::BrowserTextJudged { .. } => Err(NotNow::Late),
            Event::Said(_)
            | Event::ClipboardUnreadable(..)
            | Event::Compared { .. }
            | Event::PageOpened
            | Event::PageNotOpened(_)
            | Event::Remembered
            | Event::NotRemembered(_)
            | Event::NewId(_) => Err(NotNow::NotHere),
        }
    }

    fn loaded(&mut self, mut journey: Journey) {
        journey.number_from(self.next_operation);
        self.enter(Place::SetUp(Box::new(journey)));
    }

    fn press(&mut self, action: Action, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let practice = world.surroundings.practice;
        if action == Action::NewSetUp {
            self.enter(Place::Questions(Box::new(Questions::new(self.next_operation))));
            Ok(Vec::new())
        } else if let Action::OpenConnection(id) = action {
            Ok(vec![Effect::LoadSetUp(id)])
        } else if action == Action::Practise && !practice {
            Ok(vec![Effect::EnterPractice])
        } else {
            Err(NotNow::NotHere)
        }
    }

    fn after_question(&mut self, step: Step, now: Timestamp) -> Vec<Effect> {
        if let Place::Questions(questions) = &self.place {
            self.next_operation = self.next_operation.max(questions.next_operation);
        }
        match step {
            Step::Stay(effects) => effects,
            Step::Leave(mut effects) => {
                effects.extend(self.show_connections());
                effects
            }
            Step::Begin { about, id, mut effects } => {
                let mut journey = Journey::new(id, about, now);
                journey.number_from(self.next_operation);
                effects.push(Effect::Remember(Box::new(journey.clone())));
                self.enter(Place::SetUp(Box::new(journey)));
                effects
            }
        }
    }
}
