//! The questions before a set-up: which mailbox, which application, and what to have ready.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sendoff_intake::{Known, check_field};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Answer, Id, MailHome, Naming, ProviderId, Question, Recipe, Values};
use sendoff_values::{FieldId, MailAddress, OperationNumber, RedirectAddress};

use crate::{
    about::About,
    action::Action,
    answer::{ChoiceId, LONGEST_TEXT, Said},
    effect::Effect,
    event::{Event, PasteRead},
    opening::Opening,
    practice::Scenario,
    questions_directory::LookUp,
    questions_home::Records,
    refusal::NotNow,
    slot::Slot,
    steps::{Open, anchor},
    typed_answer::TypedAnswers,
    world::World,
};

/// One question's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuestionPage {
    Mailbox,
    Application,
    BeforeYouBegin,
}

/// The place of the questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Questions {
    pub(crate) page: QuestionPage,
    /// Rises when another page is shown.
    pub(crate) turns: u64,
    pub(crate) attempt: u64,
    pub(crate) tried: bool,
    pub(crate) organisation: Slot<String>,
    pub(crate) mailbox: Slot<MailAddress>,
    pub(crate) recipe: Option<String>,
    pub(crate) answers: sendoff_recipes::Answers,
    /// An address typed for a recipe's question.
    pub(crate) redirect: Slot<RedirectAddress>,
    /// What is typed for questions without choices.
    pub(crate) typed: TypedAnswers,
    pub(crate) look_up: LookUp,
    /// What the mail records of its domain say.
    pub(crate) records: Records,
    /// Where the mailbox was when the applications were shown: those for there stand first, and nothing moves under a hand.
    pub(crate) first: Option<MailHome>,
    /// The questions that the person answered.
    pub(crate) own: BTreeSet<Id>,
    /// The cloud that was chosen, or that the directory turned out to be in.
    pub(crate) cloud: Option<ProviderId>,
    /// A new id was asked for: the set-up begins when it comes.
    pub(crate) starting: bool,
    pub(crate) next_operation: u64,
    /// What a check of a set-up has read, to go into the one that begins.
    pub(crate) carried: Option<Box<PasteRead>>,
    /// A file that is looked at; it lies over the page.
    pub(crate) opening: Option<Opening>,
    /// Why a file that was chosen could not be read.
    pub(crate) recipe_not_read: Option<Problem>,
}

/// What the questions lead to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// They go on.
    Stay(Vec<Effect>),
    /// Back to the list.
    Leave(Vec<Effect>),
    /// A set-up begins.
    Begin { about: Box<About>, id: sendoff_values::ConnectionId, carried: Option<Box<PasteRead>>, effects: Vec<Effect> },
}

impl Questions {
    pub(crate) fn new(first_operation: u64) -> Self {
        Self {
            page: QuestionPage::Mailbox,
            turns: 0,
            attempt: 0,
            tried: false,
            organisation: Slot::default(),
            mailbox: Slot::default(),
            recipe: None,
            answers: sendoff_recipes::Answers::new(),
            redirect: Slot::default(),
            typed: TypedAnswers::default(),
            look_up: LookUp::NotAsked,
            records: Records::NotAsked,
            first: None,
            own: BTreeSet::new(),
            cloud: None,
            starting: false,
            next_operation: first_operation,
            carried: None,
            opening: None,
            recipe_not_read: None,
        }
    }

    /// Fills in what a scenario of the practice office answers; everything can still be changed.
    pub(crate) fn fill_in(&mut self, scenario: Scenario, world: &World<'_>) -> Vec<Effect> {
        if let Some(there) = &world.surroundings.practice_mailboxes {
            let mailbox = match scenario {
                Scenario::Tourtools | Scenario::BadDay => &there.microsoft,
                Scenario::Gmail => &there.google,
            };
            put_in(&mut self.mailbox, FieldId::Mailbox, mailbox);
        }
        put_in(&mut self.organisation, FieldId::Organisation, &world.words.label("practice-organisation"));
        // A version without this application leaves the choice to the person.
        let mut effects = self.choose_application(scenario.recipe(), world).unwrap_or_default();
        effects.extend(self.look_up(world));
        effects
    }

    pub(crate) fn handle(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Step, NotNow> {
        match event {
            Event::Said(said) => self.said(said, world),
            Event::Finished { operation, outcome } if self.records.operation() == Some(operation) => {
                self.records_read(*outcome, now, world)
            }
            Event::Finished { operation, outcome } => self.looked_up(operation, *outcome, now).map(Step::Stay),
            Event::Stage(report) if self.operation() == Some(report.operation) => Ok(Step::Stay(Vec::new())),
            Event::Stage(_) => Err(NotNow::Late),
            Event::NewId(id) if self.starting => self.begin(id, now, world),
            Event::Recipe(event) => self.hear_of_recipe(event, world).map(Step::Stay),
            Event::Read(read) => Ok(Step::Stay(read.forgotten())),
            Event::FileChosen { file, .. } => Ok(Step::Stay(file.forgotten())),
            Event::Held(_, held) => Ok(Step::Stay(vec![Effect::Forget(held.handle)])),
            Event::BrowserText(text) => Ok(Step::Stay(vec![Effect::Forget(text.0)])),
            Event::Checked(_)
            | Event::NewId(_)
            | Event::ClipboardUnreadable(..)
            | Event::AttemptWarned { .. }
            | Event::Compared { .. }
            | Event::ScriptWritten(..)
            | Event::PageOpened
            | Event::PageNotOpened(_)
            | Event::Remembered
            | Event::NotRemembered(_)
            | Event::Connections(_)
            | Event::ConnectionsNotRead(_)
            | Event::Loaded(_)
            | Event::NotLoaded(..)
            | Event::SecretLooked(..)
            | Event::SecretNotTaken(_)
            | Event::Deleted { .. }
            | Event::NotDeleted(..)
            | Event::UndoOver(_)
            | Event::Restored(_)
            | Event::NotRestored(..)
            | Event::Practice(_)
            | Event::Copied(_)
            | Event::SecretCopied(..)
            | Event::NotCopied(..)
            | Event::SettingsKept
            | Event::SettingsNotKept(_)
            | Event::SettingsNotRead(_)
            | Event::FolderNotOpened(_) => Err(NotNow::NotHere),
        }
    }

    fn said(&mut self, said: Said, world: &World<'_>) -> Result<Step, NotNow> {
        if said.longest_text() > LONGEST_TEXT {
            return Err(NotNow::TooLong);
        }
        match said {
            Said::Press(action) if self.opening.is_some() => self.press_over(&action, world),
            Said::Press(action) => self.press(&action, world),
            _ if self.opening.is_some() => Err(NotNow::NotHere),
            Said::Typed { field, text, version } => self.typed(field, &text, version, world).map(Step::Stay),
            Said::Chosen { choice, option } => self.chosen(&choice, &option, world).map(Step::Stay),
            Said::AnswerTyped { question, text, version } => {
                self.answer_typed_in(&question, &text, version, world).map(|()| Step::Stay(Vec::new()))
            }
            Said::Ticked { .. }
            | Said::DayTyped { .. }
            | Said::RecipientTyped { .. }
            | Said::Copy(_)
            | Said::CopyNext
            | Said::PastedBack { .. }
            | Said::Searched { .. }
            | Said::Filtered(_)
            | Said::Sorted(_)
            | Said::Listed { .. }
            | Said::Online(_)
            | Said::ScreenShare(_)
            | Said::Set { .. } => Err(NotNow::NotHere),
        }
    }

    fn press(&mut self, action: &Action, world: &World<'_>) -> Result<Step, NotNow> {
        match (action, self.page) {
            (Action::ToConnections, _) | (Action::Back, QuestionPage::Mailbox) => Ok(Step::Leave(self.leave())),
            (Action::Recipe(press), _) => self.press_recipe(*press, world).map(Step::Stay),
            (Action::Back, QuestionPage::Application) => Ok(self.turn(QuestionPage::Mailbox)),
            (Action::Back, QuestionPage::BeforeYouBegin) if !self.starting => Ok(self.turn(QuestionPage::Application)),
            (Action::CopyAdministratorNote, QuestionPage::BeforeYouBegin) => {
                Ok(Step::Stay(vec![Effect::CopyText(crate::questions_view::note(self, world))]))
            }
            (Action::SwitchCloud, _) if !self.starting => self.switch_cloud(world),
            (Action::SwitchProvider, QuestionPage::Application) => self.switch_provider(world),
            (Action::Continue, page) if !self.starting => Ok(self.go_on(page, world)),
            _ => Err(NotNow::NotHere),
        }
    }

    fn go_on(&mut self, page: QuestionPage, world: &World<'_>) -> Step {
        if !self.open(world).is_empty() {
            self.attempt += 1;
            self.tried = true;
            return Step::Stay(Vec::new());
        }
        match page {
            QuestionPage::Mailbox => {
                let effects = self.look_up(world);
                self.first = self.home(world);
                self.turn(QuestionPage::Application);
                Step::Stay(effects)
            }
            QuestionPage::Application => self.turn(QuestionPage::BeforeYouBegin),
            QuestionPage::BeforeYouBegin => {
                self.starting = true;
                Step::Stay(vec![Effect::MakeId])
            }
        }
    }

    fn turn(&mut self, page: QuestionPage) -> Step {
        self.page = page;
        self.turns += 1;
        self.tried = false;
        Step::Stay(Vec::new())
    }

    fn typed(&mut self, field: FieldId, text: &str, version: u64, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        match (field, self.page) {
            (FieldId::Mailbox, QuestionPage::Mailbox) => {
                enter(&mut self.mailbox, field, text, version)?;
                Ok(self.look_up(world))
            }
            (FieldId::Organisation, QuestionPage::Mailbox) => {
                enter(&mut self.organisation, field, text, version)?;
                Ok(Vec::new())
            }
            (FieldId::RedirectUri, QuestionPage::Application) if self.typed_question(world).is_some() => {
                enter(&mut self.redirect, field, text, version)?;
                self.answer_typed(world);
                Ok(Vec::new())
            }
            _ => Err(NotNow::NotHere),
        }
    }

    fn chosen(&mut self, choice: &ChoiceId, option: &str, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.page != QuestionPage::Application {
            return Err(NotNow::NotHere);
        }
        match choice {
            ChoiceId::Application => self.choose_application(option, world),
            ChoiceId::Question(id) => {
                let recipe = self.recipe(world).ok_or(NotNow::NotHere)?;
                let question = recipe.question(id).ok_or(NotNow::NotHere)?;
                let choice = question.choice.iter().find(|choice| choice.id.as_str() == option);
                let choice = choice.ok_or(NotNow::NotHere)?;
                self.answers.insert(question.id.clone(), Answer::chosen(choice.id.clone()));
                self.own.insert(question.id.clone());
                self.answer_typed(world);
                Ok(self.cloud_chosen(choice, world))
            }
            ChoiceId::Period
            | ChoiceId::WhichDay
            | ChoiceId::ScriptDialect
            | ChoiceId::ScriptMonths
            | ChoiceId::BrowserPage => Err(NotNow::NotHere),
        }
    }

    /// Takes this application; in a practice office the mailbox may follow it, which is looked up then.
    pub(crate) fn choose_application(&mut self, option: &str, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let recipe = world.recipes.recipe(option).ok_or(NotNow::NotHere)?;
        if self.recipe.as_deref() != Some(option) {
            self.recipe = Some(option.to_owned());
            self.own.clear();
            self.follow_practice(recipe.provider.naming(), world);
            let standard = |question: &Question| Some((question.id.clone(), self.standard(question, world)?));
            self.answers = recipe.question.iter().filter_map(standard).collect();
            self.typed = TypedAnswers::default();
            self.stay_in_cloud(world);
        }
        Ok(self.look_up(world))
    }

    /// A practice office has a mailbox at each provider: whoever took the one goes on with the other.
    fn follow_practice(&mut self, naming: Naming, world: &World<'_>) {
        let Some(there) = &world.surroundings.practice_mailboxes else { return };
        let (other, own) = match naming {
            Naming::InProject => (&there.microsoft, &there.google),
            Naming::InDirectory | Naming::Alone => (&there.google, &there.microsoft),
        };
        if self.mailbox.text == *other {
            put_in(&mut self.mailbox, FieldId::Mailbox, own);
        }
    }

    fn answer_typed_in(&mut self, question: &str, text: &str, version: u64, world: &World<'_>) -> Result<(), NotNow> {
        let recipe = self.recipe(world).filter(|_| self.page == QuestionPage::Application).ok_or(NotNow::NotHere)?;
        self.typed.enter(&recipe, (question, text, version), &mut self.answers)
    }

    /// The recipe that was chosen, with what counts for the answers so far.
    pub(crate) fn recipe(&self, world: &World<'_>) -> Option<Recipe> {
        Some(world.recipes.recipe(self.recipe.as_deref()?)?.tailored(&self.answers))
    }

    /// What was typed, for filling texts.
    pub(crate) fn typed_values(&self, recipe: &Recipe) -> Values {
        recipe.typed(&self.answers)
    }

    /// The question whose chosen answer lets an address be typed.
    pub(crate) fn typed_question(&self, world: &World<'_>) -> Option<Id> {
        let typed =
            |question: &&Question| question.chosen(self.answers.get(&question.id)).is_some_and(|choice| choice.typed);
        self.recipe(world)?.question.iter().find(typed).map(|question| question.id.clone())
    }

    /// The typed address becomes part of the answer it belongs to.
    fn answer_typed(&mut self, world: &World<'_>) {
        let address = self.redirect.value.clone().filter(|_| self.redirect.stopper().is_none());
        let answer = self.typed_question(world).and_then(|id| self.answers.get_mut(&id));
        if let Some(Answer::Chosen { address: typed, .. }) = answer {
            *typed = address;
        }
    }

    /// What is still open on this page.
    pub(crate) fn open(&self, world: &World<'_>) -> Vec<Open> {
        let missing = |field: FieldId, empty: bool, stopper: Option<&Problem>| {
            let problem = stopper.cloned().or_else(|| empty.then(|| Kind::FieldEmpty.into()));
            problem.map(|problem| Open::new(anchor(field), Some(field), problem))
        };
        match self.page {
            QuestionPage::Mailbox => {
                let mailbox = missing(FieldId::Mailbox, self.mailbox.is_empty(), self.mailbox.stopper());
                let name = &self.organisation;
                let organisation = missing(FieldId::Organisation, name.is_empty(), name.stopper());
                mailbox.into_iter().chain(organisation).collect()
            }
            QuestionPage::Application => {
                let Some(recipe) = self.recipe(world) else {
                    return vec![Open::new(APPLICATION.to_owned(), None, Kind::FieldEmpty.into())];
                };
                let address = self
                    .typed_question(world)
                    .and_then(|_| missing(FieldId::RedirectUri, self.redirect.is_empty(), self.redirect.stopper()));
                address.into_iter().chain(self.typed.open(&recipe)).collect()
            }
            QuestionPage::BeforeYouBegin => Vec::new(),
        }
    }

    /// Asks for what is known of the mailbox's domain, once a domain.
    pub(crate) fn look_up(&mut self, world: &World<'_>) -> Vec<Effect> {
        let mut effects = self.look_for_directory(world);
        effects.extend(self.ask_records(world));
        self.suggest(world);
        effects
    }

    /// The number of the next operation.
    pub(crate) fn number(&mut self) -> OperationNumber {
        self.next_operation += 1;
        OperationNumber(self.next_operation - 1)
    }

    /// Ends the look-ups that are under way.
    pub(crate) fn cancel(&mut self) -> Vec<Effect> {
        self.cancel_directory().into_iter().chain(self.cancel_records()).collect()
    }

    /// What is under way ends, and what was carried here is forgotten.
    pub(crate) fn leave(&mut self) -> Vec<Effect> {
        let held = self.carried.take().and_then(|read| read.held);
        self.cancel().into_iter().chain(held.map(|(_, held)| Effect::Forget(held.handle))).collect()
    }

    fn begin(&mut self, id: sendoff_values::ConnectionId, now: Timestamp, world: &World<'_>) -> Result<Step, NotNow> {
        let (Some(mailbox), Some(recipe)) = (self.mailbox.value.clone(), self.recipe.clone()) else {
            return Err(NotNow::NotHere);
        };
        let naming = self.recipe(world).ok_or(NotNow::NotHere)?.provider.naming();
        let directory = match &self.look_up {
            LookUp::Found { domain, directory } => (*domain == mailbox.domain()).then(|| directory.clone()),
            LookUp::NotAsked | LookUp::Running { .. } | LookUp::NotFound { .. } => None,
        };
        let organisation = self.organisation.value.clone().unwrap_or_default();
        let home = self.found_home(now, world);
        let about = About { organisation, mailbox, recipe, naming, answers: self.answers.clone(), directory, home };
        let effects = self.cancel();
        Ok(Step::Begin { about: Box::new(about), id, carried: self.carried.take(), effects })
    }
}

/// The name by which the choice of the application is found on the page.
pub(crate) const APPLICATION: &str = "choice-application";

fn enter<T: std::str::FromStr>(slot: &mut Slot<T>, field: FieldId, text: &str, version: u64) -> Result<(), NotNow> {
    if version < slot.version {
        return Err(NotNow::Late);
    }
    slot.type_in(text);
    judge(slot, field, text);
    Ok(())
}

/// The same by something else than typing.
fn put_in<T: std::str::FromStr>(slot: &mut Slot<T>, field: FieldId, text: &str) {
    slot.put(text);
    judge(slot, field, text);
}

fn judge<T: std::str::FromStr>(slot: &mut Slot<T>, field: FieldId, text: &str) {
    if slot.is_empty() {
        (slot.value, slot.problem) = (None, None);
    } else {
        slot.judge(check_field(field, text, &Known::default()));
        // With whom the set-up will be is not known yet: where the mailbox is, is told by what was found.
        slot.problem = slot.problem.take().filter(|problem| problem.kind != Kind::GmailAddress);
    }
}
