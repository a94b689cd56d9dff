//! *Check an existing set-up*: somebody followed the vendor's guide, and it does not work. Which application it is, and then
//! whatever there is to paste; out come the differences and what mends them. Nothing is written down.

mod found;
mod mending;
mod note;
mod view;

pub(crate) use view::screen;

use jiff::Timestamp;
use sendoff_intake::{Evidence, Found, Manifest, PublicReading, fields};
use sendoff_problem::Problem;
use sendoff_values::{FieldId, Held};

use crate::{
    action::Action,
    answer::Said,
    effect::{Effect, PasteTarget},
    event::{CheckRead, Event, OwnText, PasteRead},
    questions::{QuestionPage, Questions, Step},
    refusal::NotNow,
    world::World,
};

/// The place of a check.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checkup {
    /// Which application it is, and its answers: the second question of a new set-up.
    pub(crate) questions: Questions,
    /// Whether these are answered.
    pub(crate) answered: bool,
    /// Rises when another page is shown.
    pub(crate) turns: u64,
    /// The manifest, or why what was pasted is none.
    pub(crate) manifest: Option<Result<Box<Manifest>, Problem>>,
    /// What stands in the application's own fields, by their place in the recipe.
    pub(crate) fields: Vec<(usize, OwnText)>,
    /// The client secret that stands in one of them.
    pub(crate) held: Option<Held>,
    /// The error that the application shows.
    pub(crate) error: Option<Problem>,
    /// What was wrong with the last paste as a whole.
    pub(crate) refused: Option<Problem>,
}

/// What a check leads to.
pub(crate) enum Next {
    /// It goes on.
    Stay(Vec<Effect>),
    /// Back to the list.
    Leave(Vec<Effect>),
    /// A set-up of its own, with what was read.
    SetUp(Box<Questions>),
}

impl Checkup {
    pub(crate) fn new(first_operation: u64) -> Self {
        Self {
            questions: Questions { page: QuestionPage::Application, ..Questions::new(first_operation) },
            answered: false,
            turns: 0,
            manifest: None,
            fields: Vec::new(),
            held: None,
            error: None,
            refused: None,
        }
    }

    /// The manifest, if one was read.
    pub(crate) fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()?.as_ref().ok().map(|manifest| &**manifest)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else belongs to another place")]
    pub(crate) fn handle(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Next, NotNow> {
        match event {
            Event::Said(Said::Press(action)) => self.press(&action, now, world),
            Event::Said(said) if !self.answered => self.answer(Event::Said(said), now, world),
            Event::Checked(read) if self.answered => Ok(Next::Stay(self.read(*read))),
            Event::ClipboardUnreadable(PasteTarget::Check, problem) => {
                self.refused = Some(problem);
                Ok(Next::Stay(Vec::new()))
            }
            event => crate::assistant::elsewhere(event).map(Next::Stay),
        }
    }

    fn answer(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Next, NotNow> {
        match self.questions.handle(event, now, world)? {
            Step::Stay(effects) | Step::Leave(effects) | Step::Begin { effects, .. } => Ok(Next::Stay(effects)),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else belongs to another place")]
    fn press(&mut self, action: &Action, now: Timestamp, world: &World<'_>) -> Result<Next, NotNow> {
        match action {
            Action::ToConnections => Ok(Next::Leave(self.leave())),
            Action::Back if !self.answered => Ok(Next::Leave(self.leave())),
            Action::Back => Ok(self.turn(false)),
            Action::Continue if !self.answered => Ok(self.go_on(world)),
            Action::PasteToCheck if self.answered => Ok(Next::Stay(vec![Effect::ReadClipboard(PasteTarget::Check)])),
            Action::CopyCheckNote if self.answered => {
                Ok(Next::Stay(vec![Effect::CopyText(note::note(self, now, world))]))
            }
            Action::ContinueAsSetUp if self.answered => Ok(Next::SetUp(Box::new(self.carried_over()))),
            _ => Err(NotNow::NotHere),
        }
    }

    fn go_on(&mut self, world: &World<'_>) -> Next {
        if self.questions.open(world).is_empty() {
            return self.turn(true);
        }
        self.questions.attempt += 1;
        self.questions.tried = true;
        Next::Stay(Vec::new())
    }

    /// Shows the other page. What was read stays, and is told anew for other answers.
    fn turn(&mut self, answered: bool) -> Next {
        self.answered = answered;
        self.questions.tried = false;
        self.turns += 1;
        Next::Stay(Vec::new())
    }

    /// Takes what one paste told; what it says nothing of stays as it was.
    fn read(&mut self, read: CheckRead) -> Vec<Effect> {
        let CheckRead { manifest, fields, held, error } = read;
        self.refused = None;
        self.manifest = manifest.or(self.manifest.take());
        self.error = error.or(self.error.take());
        if !fields.is_empty() {
            self.fields = fields;
        }
        let Some(held) = held else { return Vec::new() };
        self.held.replace(held).map(|before| Effect::Forget(before.handle)).into_iter().collect()
    }

    /// The person leaves: nothing of it is kept.
    pub(crate) fn leave(&mut self) -> Vec<Effect> {
        let held = self.held.take().map(|held| Effect::Forget(held.handle));
        self.questions.leave().into_iter().chain(held).collect()
    }

    /// The questions of a set-up, with the application answered, and what was read to go into it.
    fn carried_over(&mut self) -> Questions {
        let mut questions = self.questions.clone();
        questions.page = QuestionPage::Mailbox;
        (questions.turns, questions.tried, questions.attempt) = (0, false, 0);
        let held = self.held.take();
        let hint = held.as_ref().map(|held| held.first_three.clone());
        let manifest = self.manifest().cloned().map(Box::new);
        let found = manifest.as_ref().map(|manifest| fields(manifest, hint.as_deref())).unwrap_or_default();
        let reading = PublicReading { fields: self.with_own_ids(found), ..PublicReading::default() };
        questions.carried = Some(Box::new(PasteRead {
            target: Some(PasteTarget::Manifest),
            reading,
            manifest,
            held: held.map(|held| (FieldId::ClientSecret, held)),
            ..PasteRead::default()
        }));
        questions
    }

    /// IDs that stand in the application's own fields, where the manifest names none.
    fn with_own_ids(&self, mut found: Vec<Found>) -> Vec<Found> {
        for (_, own) in &self.fields {
            let OwnText::Text(text) = own else { continue };
            let field = FieldId::TenantId;
            let known = found.iter().any(|found| found.value == *text || found.field == field);
            if !known && text.parse::<sendoff_values::TenantId>().is_ok() && !self.is_client(text) {
                found.push(Found { field, value: text.clone(), evidence: Evidence::Label });
            }
        }
        found
    }

    fn is_client(&self, text: &str) -> bool {
        self.manifest().is_some_and(|manifest| manifest.client_id.as_str() == text)
    }
}
