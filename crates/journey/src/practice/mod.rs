//! Practising: the way in and out, what is armed, the bad day, practice time. It decides; the office does.
//!
//! One thing is armed at a time. What the office says counts: it tells when a fault has taken effect. The words are in
//! [`view`]; the names in [`fault`].

mod day;
mod fault;
mod surface;
mod view;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use sendoff_problem::{Kind, Problem};
use sendoff_values::StepId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    action::Action,
    effect::Effect,
    event::{Event, Outcome},
    journey::Journey,
    refusal::NotNow,
};

pub(crate) use day::BadDay;
pub use fault::{DoneBy, Moment, PracticeFault};
pub use surface::Surface;
pub(crate) use view::{home, ticket};

/// How far *Pretend it is 30 days later* goes.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What there is to practise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// A whole set-up, everything well.
    Tourtools,
    /// The same, and three things go wrong in a row.
    BadDay,
    /// A set-up with Google instead.
    Gmail,
}

impl Scenario {
    /// The recipe that it practises.
    pub(crate) const fn recipe(self) -> &'static str {
        match self {
            Self::Tourtools | Self::BadDay => "tourtools",
            Self::Gmail => "google-gmail",
        }
    }
}

/// What the practice office is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeEffect {
    /// Make this go wrong at the next suitable moment.
    Arm(PracticeFault),
    /// Take it back.
    Disarm(PracticeFault),
    /// Draw a number. Answered by [`PracticeEvent::Drawn`].
    Draw,
    /// Move the time of office and workplace. Answered by [`PracticeEvent::Time`].
    MoveTime(SignedDuration),
    /// Forget everything of practice. Answered by [`PracticeEvent::Cleared`] or [`PracticeEvent::NotCleared`].
    Clear,
}

/// What the practice office, or whoever opens it, tells.
#[derive(Clone, Debug, PartialEq)]
pub enum PracticeEvent {
    /// What is armed now, and what has taken effect since the last time this was told.
    Faults {
        /// Still waiting for its moment.
        armed: BTreeSet<PracticeFault>,
        /// Has taken effect.
        happened: Vec<PracticeFault>,
    },
    /// A number nobody could guess.
    Drawn(u64),
    /// How far practice time is ahead.
    Time(SignedDuration),
    /// Practice could not be opened.
    NotOpened(Problem),
    /// Somebody left practice; everything there is kept.
    Left,
    /// Nothing of practice is left.
    Cleared,
    /// Practice could not be cleared.
    NotCleared(Problem),
}

/// What a drawn number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Surprise,
    Day,
}

/// The way from the real workplace to the practice one and back.
#[derive(Clone, Debug, Default, PartialEq)]
enum Door {
    #[default]
    Closed,
    Opening,
    NotOpened(Problem),
    Left,
    Cleared,
    NotCleared(Problem),
}

/// Everything about practising that is no part of a set-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Practice {
    armed: BTreeSet<PracticeFault>,
    /// What is armed is not told.
    surprise: bool,
    /// A mistake the person is to make, and has not made yet.
    trial: Option<PracticeFault>,
    day: Option<BadDay>,
    ahead: SignedDuration,
    wanted: Option<Wanted>,
    door: Door,
}

/// An operation that ended well, for what was armed against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    Secret,
    SignIn,
    Test,
    Save,
}

impl Practice {
    /// What a button of the banner does; nothing if it is none of them.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what stands in no banner belongs to the place")]
    pub(crate) fn press(&mut self, action: &Action) -> Option<Vec<Effect>> {
        let effects = match action {
            Action::Arm(fault) => {
                self.day = None;
                self.arm(*fault)
            }
            Action::Disarm => {
                self.day = None;
                self.take_back()
            }
            Action::SurpriseMe => self.draw(Wanted::Surprise),
            Action::MoveTime => vec![PracticeEffect::MoveTime(MONTH)],
            _ => return None,
        };
        Some(effects.into_iter().map(Effect::Practice).collect())
    }

    /// A scenario begins: nothing of an earlier one is left.
    pub(crate) fn begin(&mut self, scenario: Scenario) -> Vec<Effect> {
        self.day = None;
        let mut effects = self.take_back();
        if scenario == Scenario::BadDay {
            effects.extend(self.draw(Wanted::Day));
        }
        effects.into_iter().map(Effect::Practice).collect()
    }

    /// What the office tells. `here`: the set-up that is shown, which decides what can still go wrong in it; `touched`: what any
    /// set-up touches.
    pub(crate) fn hear(
        &mut self,
        event: PracticeEvent,
        here: Option<&Journey>,
        touched: &[Surface],
    ) -> Result<Vec<Effect>, NotNow> {
        let effects = match event {
            PracticeEvent::Faults { armed, happened } => {
                self.surprise &= !armed.is_empty();
                self.armed = armed;
                self.day.iter_mut().for_each(|day| day.see(&happened));
                Vec::new()
            }
            PracticeEvent::Drawn(number) => self.drawn(number, here, touched).ok_or(NotNow::Late)?,
            PracticeEvent::Time(ahead) => {
                self.ahead = ahead;
                Vec::new()
            }
            PracticeEvent::NotOpened(problem) => self.passes(Door::NotOpened(problem)),
            PracticeEvent::Left => self.passes(Door::Left),
            PracticeEvent::Cleared => self.passes(Door::Cleared),
            PracticeEvent::NotCleared(problem) => self.passes(Door::NotCleared(problem)),
        };
        Ok(effects.into_iter().map(Effect::Practice).collect())
    }

    /// Something ended well: on a bad day, the next thing goes wrong.
    pub(crate) fn went_well(&mut self, passed: Passed) -> Vec<Effect> {
        let next = self.day.as_mut().and_then(|day| day.mended_by(passed));
        next.map(|fault| self.arm(fault)).into_iter().flatten().map(Effect::Practice).collect()
    }

    /// A mistake that was to be made shows: there is nothing left to be told.
    pub(crate) fn look_at(&mut self, journey: Option<&Journey>) {
        let made =
            |fault: PracticeFault| journey.zip(mistake(fault)).is_some_and(|(journey, kind)| journey.meets(kind));
        self.trial.take_if(|fault| made(*fault));
    }

    /// Whether practice is being opened.
    pub(crate) fn is_opening(&self) -> bool {
        self.door == Door::Opening
    }

    /// Practice is asked for.
    pub(crate) fn enter(&mut self) -> Effect {
        self.door = Door::Opening;
        Effect::EnterPractice
    }

    /// Nothing lurks when somebody comes back.
    pub(crate) fn leave(&mut self) -> Vec<Effect> {
        self.take_back().into_iter().map(Effect::Practice).chain([Effect::LeavePractice]).collect()
    }

    /// Another place is shown: what was said about the door is read.
    pub(crate) fn turn(&mut self) {
        if self.door != Door::Opening {
            self.door = Door::Closed;
        }
    }

    /// Why practice could not be opened, while the list says so.
    pub(crate) fn not_opened(&self) -> Option<&Problem> {
        match &self.door {
            Door::NotOpened(problem) => Some(problem),
            Door::Closed | Door::Opening | Door::Left | Door::Cleared | Door::NotCleared(_) => None,
        }
    }

    fn passes(&mut self, door: Door) -> Vec<PracticeEffect> {
        self.door = door;
        Vec::new()
    }

    /// One at a time: what was armed before is taken back.
    fn arm(&mut self, fault: PracticeFault) -> Vec<PracticeEffect> {
        let mut effects = self.take_back();
        if fault.done_by() == DoneBy::Yourself {
            self.trial = Some(fault);
        } else {
            self.armed.insert(fault);
            effects.push(PracticeEffect::Arm(fault));
        }
        effects
    }

    fn take_back(&mut self) -> Vec<PracticeEffect> {
        (self.trial, self.surprise, self.wanted) = (None, false, None);
        std::mem::take(&mut self.armed).into_iter().map(PracticeEffect::Disarm).collect()
    }

    fn draw(&mut self, wanted: Wanted) -> Vec<PracticeEffect> {
        self.wanted = Some(wanted);
        vec![PracticeEffect::Draw]
    }

    fn drawn(&mut self, number: u64, here: Option<&Journey>, touched: &[Surface]) -> Option<Vec<PracticeEffect>> {
        match self.wanted.take()? {
            Wanted::Surprise => {
                self.day = None;
                let effects = self.arm(surprise(number, here, touched));
                self.surprise = true;
                Some(effects)
            }
            Wanted::Day => {
                let day = BadDay::drawn(number);
                let effects = self.arm(day.now());
                self.day = Some(day);
                Some(effects)
            }
        }
    }
}

impl Passed {
    /// What ended well with this event, if anything did.
    pub(crate) fn by(event: &Event) -> Option<Self> {
        let Event::Finished { outcome, .. } = event else { return None };
        match **outcome {
            Outcome::SecretAccepted => Some(Self::Secret),
            Outcome::SignedIn(_) | Outcome::AccessGiven(_) => Some(Self::SignIn),
            Outcome::Tested(_) => Some(Self::Test),
            Outcome::Saved { .. } => Some(Self::Save),
            Outcome::DirectoryFound { .. }
            | Outcome::ExchangesFound(_)
            | Outcome::ProviderFound(_)
            | Outcome::NetworkReached { .. }
            | Outcome::Approved { .. }
            | Outcome::SheetWritten { .. }
            | Outcome::ReminderWritten { .. }
            | Outcome::ScriptSaved { .. }
            | Outcome::TokenFileWritten { .. }
            | Outcome::TableWritten { .. }
            | Outcome::Failed(_) => None,
        }
    }
}

/// One of those that can still be met.
fn surprise(number: u64, here: Option<&Journey>, touched: &[Surface]) -> PracticeFault {
    let from = here.map_or(Moment::Browser, |journey| next_moment(journey.step()));
    let fits = |fault: &&PracticeFault| fault.surprises() && fault.moment() >= from && fault.shows_in(touched);
    let fitting: Vec<PracticeFault> = PracticeFault::ALL.iter().filter(fits).copied().collect();
    let at = usize::try_from(number % fitting.len().max(1) as u64).unwrap_or_default();
    fitting.get(at).copied().unwrap_or(PracticeFault::RedirectMissing)
}

/// Where the next thing can go wrong for somebody at this step.
fn next_moment(step: StepId) -> Moment {
    if step == StepId::Test {
        Moment::Sending
    } else if step == StepId::Save {
        Moment::Keeping
    } else {
        Moment::Browser
    }
}

/// How a mistake of the person's own is explained.
fn mistake(fault: PracticeFault) -> Option<Kind> {
    const EXPLAINED_BY: [(PracticeFault, Kind); 6] = [
        (PracticeFault::PasteSecretId, Kind::SecretIdPasted),
        (PracticeFault::PasteObjectId, Kind::ObjectIdPasted),
        (PracticeFault::PasteSwappedIds, Kind::IdsSwapped),
        (PracticeFault::PasteCutId, Kind::IdCut),
        (PracticeFault::PasteHiddenValue, Kind::SecretHidden),
        (PracticeFault::PasteUnclearDay, Kind::DayUnclear),
    ];
    EXPLAINED_BY.iter().find(|(one, _)| *one == fault).map(|(_, kind)| *kind)
}

impl Journey {
    /// Whether what was pasted or typed is explained by this kind. A paste that was of use may name what it left out; that
    /// is no mistake.
    fn meets(&self, kind: Kind) -> bool {
        let pasted = self.session.paste.iter().filter(|report| report.found.is_empty() || kind == Kind::DayUnclear);
        let pasted = pasted.flat_map(|report| &report.problems);
        let prepare = &self.prepare;
        let slots = prepare.client_id.problem.iter().chain(&prepare.tenant.problem).chain(&prepare.secret.problem);
        pasted.chain(slots).any(|problem| problem.kind == kind)
    }
}
