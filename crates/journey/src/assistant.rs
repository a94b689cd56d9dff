//! Which place is shown: the list of connections, the questions of a new set-up, a set-up, or a saved connection.

use jiff::{Timestamp, civil::Date};
use sendoff_intake::Known;
use sendoff_recipes::Recipe;
use sendoff_words::Args;

use crate::{
    action::Action,
    answer::Said,
    checkup::{self, Checkup},
    connection::Connection,
    connections::{Connections, Wanted},
    effect::Effect,
    event::{Event, Outcome},
    journey::Journey,
    mask,
    names::Hidden,
    practice::{self, Passed, Practice, PracticeEffect, PracticeEvent, Scenario, Surface},
    questions::Questions,
    refusal::NotNow,
    screen::{Screen, Toast},
    settings::Settings,
    settings_view,
    undo::Undo,
    world::World,
};

mod around;
mod files;
mod sharing;
mod turning;

/// What came of something that was taken.
type Taken = Result<Vec<Effect>, NotNow>;

/// The whole assistant, without a face.
#[derive(Clone, Debug, PartialEq)]
pub struct Assistant {
    pub(crate) place: Place,
    settings: Settings,
    around: around::Around,
    practice: Practice,
    /// Pages shown before this place was entered.
    pages_before: u64,
    next_operation: u64,
    /// What the list showed when it was left.
    wanted: Wanted,
    /// A connection that was deleted moments ago.
    pub(crate) undo: Option<Undo>,
    /// Whether this computer has a network, as far as the window can tell.
    online: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Connections(Box<Connections>),
    Questions(Box<Questions>),
    Checkup(Box<Checkup>),
    SetUp(Box<Journey>),
    Connection(Box<Connection>),
}

impl Assistant {
    /// At the list of connections, with nothing asked yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            place: Place::Connections(Box::default()),
            settings,
            around: around::Around::default(),
            practice: Practice::default(),
            pages_before: 0,
            next_operation: 1,
            wanted: Wanted::default(),
            undo: None,
            online: true,
        }
    }

    /// What is to be done first: the list is asked for.
    pub fn begin(&mut self, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        match &mut self.place {
            Place::Connections(list) => vec![list.ask(now, world)],
            Place::Questions(_) | Place::Checkup(_) | Place::SetUp(_) | Place::Connection(_) => Vec::new(),
        }
    }

    /// Takes one event. A refused one changes nothing.
    pub fn handle(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let succeeded = is_success(&event);
        let mut effects = match self.take_around(&event, now, world)? {
            Some(effects) => effects,
            None => self.take_in_place(event, now, world)?,
        };
        if succeeded && self.settings.move_on {
            effects.extend(self.move_on(now, world));
        }
        self.round_off(&mut effects);
        Ok(effects)
    }

    fn take_in_place(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Taken {
        if let Some(taken) = self.take_anywhere(&event, now, world) {
            return taken;
        }
        let passed = Passed::by(&event);
        let shown_shortened = self.copies_what_is_shown(&event);
        let mut effects = self.take_here(event, now, world)?;
        self.keep_unseen(&mut effects, shown_shortened);
        effects.extend(passed.into_iter().flat_map(|passed| self.practice.went_well(passed)));
        let Self { place, practice, .. } = self;
        practice.look_at(if let Place::SetUp(journey) = place { Some(&**journey) } else { None });
        Ok(effects)
    }

    fn take_here(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        // A set-up refuses without a trace by itself.
        if let Place::SetUp(journey) = &mut self.place {
            return journey.handle(event, now, world);
        }
        let mut next = self.clone();
        let effects = next.take(event, now, world)?;
        *self = next;
        Ok(effects)
    }

    /// As if Continue had been pressed, where a live step has succeeded.
    fn move_on(&mut self, now: Timestamp, world: &World<'_>) -> Vec<Effect> {
        let Place::SetUp(journey) = &mut self.place else { return Vec::new() };
        if !journey.may_move_on() {
            return Vec::new();
        }
        journey.handle(Event::Said(Said::Press(Action::Continue)), now, world).unwrap_or_default()
    }

    /// What is shown.
    pub fn screen(&self, now: Timestamp, world: &World<'_>) -> Screen {
        let mut screen = self.bare_screen(now, world);
        self.practice.dress(&mut screen, self.journey(), now, world);
        let screen = self.surrounded(screen, world);
        if !self.settings.screen_share {
            return screen;
        }
        let names: &[String] = if self.settings.hide_organisations { self.organisations() } else { &[] };
        let numbered = |number| world.words.line("organisation-number", &Args::none().number("number", number));
        mask::masked(screen, world, &Hidden::new(names, numbered))
    }

    fn bare_screen(&self, now: Timestamp, world: &World<'_>) -> Screen {
        if let Some(page) = self.settings_page() {
            return settings_view::screen(page, &self.settings, world);
        }
        let screen = match &self.place {
            Place::Connections(list) => crate::connections_view::screen(list, now, world),
            Place::Questions(questions) => crate::questions_view::screen(questions, now, world),
            Place::Checkup(check) => checkup::screen(check, now, world),
            Place::SetUp(journey) => journey.screen(now, world),
            Place::Connection(connection) => crate::connection_view::screen(connection, now, world),
        };
        let page = self.pages_before + screen.page;
        let toast = self.toast(world).or(screen.toast);
        let mut screen = Screen { page, toast, ..screen };
        if !self.online {
            crate::offline::say(&mut screen, world);
        }
        screen
    }

    /// The number of the page that is shown.
    fn page(&self) -> u64 {
        let of_place = match &self.place {
            Place::Connections(_) | Place::Connection(_) => 0,
            Place::Questions(questions) => questions.turns,
            Place::Checkup(check) => check.turns,
            Place::SetUp(journey) => journey.page,
        };
        self.settings_page().map_or(self.pages_before + of_place, |settings| settings.page)
    }

    fn toast(&self, world: &World<'_>) -> Option<Toast> {
        let listed = matches!(self.place, Place::Connections(_));
        self.undo.as_ref().filter(|_| listed).map(|undo| undo.toast(world))
    }

    /// The number from which the operations of the next set-up are counted.
    pub(crate) fn first_operation(&self) -> u64 {
        self.next_operation
    }

    /// The set-up that is shown, if one is.
    pub fn journey(&self) -> Option<&Journey> {
        match &self.place {
            Place::SetUp(journey) => Some(journey),
            Place::Connections(_) | Place::Questions(_) | Place::Checkup(_) | Place::Connection(_) => None,
        }
    }

    /// The recipe of the set-up that is shown.
    pub fn recipe(&self, world: &World<'_>) -> Option<Recipe> {
        if let Place::Checkup(check) = &self.place {
            return check.questions.recipe(world);
        }
        self.journey()?.about().recipe(world)
    }

    /// What the reading of a paste may build on.
    pub fn known(&self, today: Date) -> Known {
        self.journey().map_or_else(|| Known { today: Some(today), ..Known::default() }, |journey| journey.known(today))
    }

    /// What holds for every place.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is taken wherever the person is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others belong to the place that is shown")]
    fn take_anywhere(&mut self, event: &Event, now: Timestamp, world: &World<'_>) -> Option<Taken> {
        if let Some(effects) = self.take_undo(event, now, world) {
            return Some(Ok(effects));
        }
        if let Event::Practice(event) = event {
            let here = if let Place::SetUp(journey) = &self.place { Some(&**journey) } else { None };
            let mut effects = self.practice.hear(event.clone(), here, &Surface::touched(here, world));
            // What is due by the new time is another list.
            if let (PracticeEvent::Time(_), Place::Connections(list), Ok(effects)) =
                (event, &mut self.place, &mut effects)
            {
                effects.push(list.ask(now, world));
            }
            return Some(effects);
        }
        let Event::Said(said) = event else { return None };
        match said {
            Said::Online(on) => self.online = *on,
            Said::Press(Action::NewSetUp) => return self.leave_for_a_new_one(now, world),
            Said::Press(action) => {
                return self.practise(action, now, world).or_else(|| self.leave(action, now, world).map(Ok));
            }
            _ => return None,
        }
        Some(Ok(Vec::new()))
    }

    /// What may be pressed about practice, wherever the person is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what is not about practice belongs to the place")]
    fn practise(&mut self, action: &Action, now: Timestamp, world: &World<'_>) -> Option<Taken> {
        let practice = world.surroundings.practice;
        match action {
            Action::Practise if !practice => Some(self.enter_practice(now, world)),
            Action::LeavePractice if practice => Some(self.leave_practice(now, world)),
            Action::ClearPractice => Some(self.clear_practice(now, world)),
            Action::CopyProblemBlock if !practice && self.journey().is_none() => {
                let problem = self.practice.not_opened()?;
                Some(Ok(vec![Effect::CopyText(practice::ticket(problem, world))]))
            }
            action if practice => self.practice.press(action).map(Ok),
            _ => None,
        }
    }

    fn enter_practice(&mut self, now: Timestamp, world: &World<'_>) -> Taken {
        if self.practice.is_opening() {
            return Err(NotNow::Busy);
        }
        let mut effects = self.leave_place(now, world).ok_or(NotNow::Busy)?;
        effects.push(self.practice.enter());
        Ok(effects)
    }

    fn leave_practice(&mut self, now: Timestamp, world: &World<'_>) -> Taken {
        let mut effects = self.leave_place(now, world).ok_or(NotNow::Busy)?;
        effects.extend(self.practice.leave());
        Ok(effects)
    }

    /// From within, practice is left first: what is open cannot be thrown away.
    fn clear_practice(&mut self, now: Timestamp, world: &World<'_>) -> Taken {
        let practice = world.surroundings.practice;
        let mut effects = if practice { self.leave_practice(now, world)? } else { Vec::new() };
        effects.push(Effect::Practice(PracticeEffect::Clear));
        Ok(effects)
    }

    /// A scenario begins with its questions answered as far as it answers them.
    fn begin_scenario(&mut self, scenario: Scenario, world: &World<'_>) -> Vec<Effect> {
        let mut effects = self.practice.begin(scenario);
        let mut questions = Questions::new(self.next_operation);
        effects.extend(questions.fill_in(scenario, world));
        self.enter(Place::Questions(Box::new(questions)));
        effects
    }

    /// By the menu: out of where the person is, and at once to the first question.
    fn leave_for_a_new_one(&mut self, now: Timestamp, world: &World<'_>) -> Option<Taken> {
        if matches!(self.place, Place::Connections(_)) {
            return None;
        }
        let mut next = self.clone();
        let left = next.leave_place(now, world);
        let begun = next.press(Action::NewSetUp, now, world);
        let (Some(mut effects), Ok(more)) = (left, begun) else { return Some(Err(NotNow::Busy)) };
        effects.extend(more);
        *self = next;
        Some(Ok(effects))
    }

    fn take(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        match &mut self.place {
            Place::Connections(_) => self.at_connections(event, now, world),
            Place::Connection(_) => self.at_connection(event, now, world),
            Place::Questions(questions) => {
                let step = questions.handle(event, now, world)?;
                Ok(self.after_question(step, now, world))
            }
            Place::Checkup(check) => {
                let step = check.handle(event, now, world)?;
                Ok(self.after_check(step, now, world))
            }
            Place::SetUp(journey) => journey.handle(event, now, world),
        }
    }

    /// What may be pressed in a set-up to leave it. Everything entered is kept; an unproved secret is not.
    fn leave(&mut self, action: &Action, now: Timestamp, world: &World<'_>) -> Option<Vec<Effect>> {
        let journey = self.journey()?;
        let done = *action == Action::Done && journey.saved_at().is_some();
        if *action == Action::NotNow {
            return self.back_to_connection();
        }
        if done || *action == Action::ToConnections { self.leave_place(now, world) } else { None }
    }

    /// New values were to be proved for a saved connection; it stays as it was, and is shown again.
    fn back_to_connection(&mut self) -> Option<Vec<Effect>> {
        let Place::SetUp(journey) = &mut self.place else { return None };
        let before = journey.renewing.clone()?;
        let mut effects = journey.leave()?;
        self.next_operation = self.next_operation.max(journey.next_operation);
        effects.extend(self.show_connection(*before));
        Some(effects)
    }

    /// To the list, from wherever the person is. Nothing while a connection is being saved.
    fn leave_place(&mut self, now: Timestamp, world: &World<'_>) -> Option<Vec<Effect>> {
        let (mut effects, returned) = match &mut self.place {
            Place::Connections(_) => return Some(Vec::new()),
            Place::Questions(questions) => {
                let effects = questions.leave();
                self.next_operation = self.next_operation.max(questions.next_operation);
                (effects, None)
            }
            Place::SetUp(journey) => {
                let effects = journey.leave()?;
                self.next_operation = self.next_operation.max(journey.next_operation);
                (effects, Some(journey.id.clone()))
            }
            Place::Checkup(check) => (check.leave(), None),
            Place::Connection(connection) => (Vec::new(), Some(connection.journey.id.clone())),
        };
        effects.extend(self.show_connections(returned, now, world));
        Some(effects)
    }

    /// The list as it was left, around the entry the person comes back from.
    pub(crate) fn show_connections(
        &mut self,
        returned: Option<sendoff_values::ConnectionId>,
        now: Timestamp,
        world: &World<'_>,
    ) -> Vec<Effect> {
        let mut list = Box::new(Connections::showing(self.wanted.clone(), returned));
        let query = list.ask(now, world);
        self.enter(Place::Connections(list));
        vec![query]
    }

    /// A saved connection; whether its secret is there is looked up.
    pub(crate) fn show_connection(&mut self, journey: Journey) -> Vec<Effect> {
        let look = Effect::LookForSecret(journey.id.clone());
        self.enter(Place::Connection(Box::new(Connection::of(journey))));
        vec![look]
    }

    pub(crate) fn show_set_up(&mut self, mut journey: Journey) {
        journey.number_from(self.next_operation);
        self.enter(Place::SetUp(Box::new(journey)));
    }

    /// Shows another place; its pages are counted on from here.
    fn enter(&mut self, place: Place) {
        let shown = match &self.place {
            Place::Connections(list) => {
                self.wanted = list.wanted.clone();
                0
            }
            Place::Questions(questions) => questions.turns,
            Place::Checkup(check) => check.turns,
            Place::SetUp(journey) => journey.page,
            Place::Connection(_) => 0,
        };
        self.practice.turn();
        self.pages_before += shown + 1;
        self.place = place;
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all others belong to another place")]
    fn at_connections(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let Place::Connections(list) = &mut self.place else { return Err(NotNow::NotHere) };
        match event {
            Event::Said(Said::Press(action)) => self.press(action, now, world),
            Event::Said(Said::Searched { text }) if text.len() <= crate::answer::LONGEST_TEXT => {
                Ok(list.search(text, now, world))
            }
            Event::Said(Said::Filtered(show)) => Ok(list.filter(show, now, world)),
            Event::Said(Said::Sorted(sort)) => Ok(list.sort(sort, now, world)),
            Event::Said(Said::Listed { from }) => Ok(list.scroll(from, now, world)),
            Event::Connections(found) => {
                let names: Vec<String> = found.rows.iter().map(|row| row.organisation.clone()).collect();
                if list.take(found) {
                    self.around.number_organisations(&names);
                    Ok(Vec::new())
                } else {
                    Err(NotNow::Late)
                }
            }
            Event::ConnectionsNotRead(problem) => {
                list.unread = Some(problem);
                Ok(Vec::new())
            }
            Event::NotLoaded(_, problem) => {
                list.not_loaded = Some(problem);
                Ok(Vec::new())
            }
            Event::Loaded(journey) => Ok(self.loaded(*journey, world)),
            Event::Recipe(event) => self.opened_at_connections(event, now, world),
            event => elsewhere(event),
        }
    }

    fn loaded(&mut self, mut journey: Journey, world: &World<'_>) -> Vec<Effect> {
        if journey.saved_at().is_some() {
            return self.show_connection(journey);
        }
        if let Some(recipe) = journey.about().recipe(world) {
            journey.return_to_approval(&recipe);
        }
        self.show_set_up(journey);
        Vec::new()
    }

    fn press(&mut self, action: Action, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let Place::Connections(list) = &mut self.place else { return Err(NotNow::NotHere) };
        if action == Action::NewSetUp && list.unread.is_none() {
            self.enter(Place::Questions(Box::new(Questions::new(self.next_operation))));
            Ok(Vec::new())
        } else if action == Action::CheckSetUp && list.unread.is_none() {
            self.enter(Place::Checkup(Box::new(Checkup::new(self.next_operation))));
            Ok(Vec::new())
        } else if let Action::OpenConnection(id) = action {
            Ok(vec![Effect::LoadSetUp(id)])
        } else if let (Action::Begin(scenario), true) = (&action, world.surroundings.practice) {
            Ok(self.begin_scenario(*scenario, world))
        } else if action == Action::ClearSearch {
            Ok(list.clear(now, world))
        } else if action == Action::ReadListAgain && list.unread.is_some() {
            list.ask(now, world);
            Ok(vec![Effect::ReadListAgain(list.asked.clone())])
        } else if action == Action::OpenFolder && list.unread.is_some() {
            Ok(vec![Effect::OpenFolder])
        } else {
            Err(NotNow::NotHere)
        }
    }
}

/// Whether a live step has ended as it should.
fn is_success(event: &Event) -> bool {
    matches!(event, Event::Finished { outcome, .. } if matches!(**outcome, Outcome::SignedIn(_) | Outcome::Tested(_)))
}

/// An event that belongs to a set-up and comes where none is shown: what it brings is forgotten.
#[expect(clippy::wildcard_enum_match_arm, reason = "all others leave nothing behind")]
pub(crate) fn elsewhere(event: Event) -> Result<Vec<Effect>, NotNow> {
    match event {
        Event::Read(read) => Ok(read.forgotten()),
        Event::FileChosen { file, .. } => Ok(file.forgotten()),
        Event::Held(_, held) => Ok(vec![Effect::Forget(held.handle)]),
        Event::Checked(read) => Ok(read.held.into_iter().map(|held| Effect::Forget(held.handle)).collect()),
        Event::BrowserText(text) => Ok(vec![Effect::Forget(text.0)]),
        Event::Stage(_) | Event::Finished { .. } | Event::AttemptWarned { .. } => Err(NotNow::Late),
        _ => Err(NotNow::NotHere),
    }
}
