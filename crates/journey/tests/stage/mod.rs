//! A stage for the assistant: a world, a clock, and a scripted engine.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sendoff_intake::{ReadContext, read, read_manifest};
use sendoff_journey::{
    Action, Assistant, Button, ChoiceId, Effect, Event, NotNow, Outcome, PageName, PasteRead, PasteTarget, RecipePress,
    Said, Screen, Settings, SignedIn, StageDetail, StageReport, Surroundings, System, Tested, TickId, TranscriptLine,
    World, manifest_problem,
};
use sendoff_problem::Problem;
use sendoff_recipes::{Provider, ProviderId, Recipes};
use sendoff_values::{FieldId, Handle, Held, OperationNumber, SecretShape, Stage, StageState, StepId, TenantId};
use sendoff_words::{MISSING, Words};

pub(crate) const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
pub(crate) const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
pub(crate) const OBJECT: &str = "11111111-2222-4333-8444-555555555555";
pub(crate) const MAILBOX: &str = "office@harbour.example";
pub(crate) const ID: &str = "0a1b2c3d-0000-4000-8000-000000000001";

/// What does not change while a story is told.
pub(crate) struct Scenery {
    pub(crate) recipes: Recipes,
    pub(crate) words: Words,
    pub(crate) provider: Provider,
    pub(crate) surroundings: Surroundings,
}

impl Scenery {
    pub(crate) fn new() -> Self {
        let recipes = Recipes::bundled().unwrap();
        let provider = recipes.provider(ProviderId::Microsoft).unwrap().clone();
        let surroundings = Surroundings {
            practice: false,
            practice_mailboxes: None,
            keychain: "GNOME Keyring".to_owned(),
            zone: TimeZone::UTC,
            system: System::default(),
        };
        Self { recipes, words: Words::english(), provider, surroundings }
    }

    pub(crate) fn world(&self) -> World<'_> {
        World { recipes: &self.recipes, words: &self.words, surroundings: &self.surroundings }
    }
}

/// One telling: the assistant, the time, and what it asked the engine to do.
#[derive(Clone)]
pub(crate) struct Play<'a> {
    pub(crate) scenery: &'a Scenery,
    pub(crate) assistant: Assistant,
    pub(crate) now: Timestamp,
    pub(crate) effects: Vec<Effect>,
    pub(crate) next_handle: u64,
}

pub(crate) fn start() -> Timestamp {
    "2026-11-22T10:41:00Z".parse().unwrap()
}

impl<'a> Play<'a> {
    pub(crate) fn new(scenery: &'a Scenery) -> Self {
        let assistant = Assistant::new(Settings::default());
        Self { scenery, assistant, now: start(), effects: Vec::new(), next_handle: 1 }
    }

    /// Tells the assistant something; a second passes.
    pub(crate) fn tell(&mut self, event: Event) -> Result<(), NotNow> {
        self.now += SignedDuration::from_secs(1);
        let effects = self.assistant.handle(event, self.now, &self.scenery.world())?;
        self.effects = effects;
        Ok(())
    }

    pub(crate) fn pass(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    pub(crate) fn screen(&self) -> Screen {
        self.assistant.screen(self.now, &self.scenery.world())
    }

    /// Presses a button that is there.
    pub(crate) fn press(&mut self, action: Action) {
        let offered = buttons(&self.screen());
        assert!(
            offered.iter().any(|button| button.action == action),
            "no button {action:?} on {:?}; there are {:?}",
            self.screen().name,
            offered.iter().map(|button| &button.label).collect::<Vec<_>>()
        );
        self.tell(Event::Said(Said::Press(action))).unwrap();
    }

    pub(crate) fn typed(&mut self, field: FieldId, text: &str) {
        let said = Said::Typed { field, text: text.to_owned(), version: u64::MAX };
        self.tell(Event::Said(said)).unwrap();
    }

    pub(crate) fn choose(&mut self, choice: ChoiceId, option: &str) {
        self.tell(Event::Said(Said::Chosen { choice, option: option.to_owned() })).unwrap();
    }

    /// From a set-up that is ready to sign in to its hand-over.
    pub(crate) fn until_saved(&mut self) {
        self.sign_in();
        self.press(Action::Continue);
        self.test();
        self.press(Action::Continue);
        self.press(Action::Save);
        self.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    }

    pub(crate) fn tick(&mut self, step: StepId) {
        self.tell(Event::Said(Said::Ticked { tick: TickId::Step(step), on: true })).unwrap();
    }

    /// Pastes a text as the engine would: read by the intake, the secret kept apart.
    pub(crate) fn paste(&mut self, step: StepId, text: &str) {
        self.paste_at(PasteTarget::Step(step), text);
    }

    /// Pastes a text as a manifest.
    pub(crate) fn paste_manifest(&mut self, text: &str) {
        match read_manifest(text) {
            Ok(_) => self.paste_at(PasteTarget::Manifest, text),
            Err(error) => {
                self.tell(Event::ClipboardUnreadable(PasteTarget::Manifest, manifest_problem(&error))).unwrap();
            }
        }
    }

    fn paste_at(&mut self, target: PasteTarget, text: &str) {
        let world = self.scenery.world();
        let known = self.assistant.known(self.now.to_zoned(TimeZone::UTC).date());
        let recipe = self.assistant.recipe(&world);
        let context = ReadContext {
            provider: &self.scenery.provider,
            recipe: recipe.as_ref(),
            step: target.step(),
            known: &known,
        };
        let reading = read(text, &context).unwrap();
        let held = reading.secret.map(|found| {
            let handle = Handle(self.next_handle);
            self.next_handle += 1;
            (found.field, Held { handle, length: found.length, first_three: found.first_three, shape: found.shape })
        });
        let (target, manifest) = (Some(target), reading.manifest.map(Box::new));
        let google = reading.google.map(Box::new);
        let read = PasteRead { target, reading: reading.public, manifest, google, held, problems: Vec::new() };
        self.tell(Event::Read(read)).unwrap();
    }

    pub(crate) fn hold_secret(&mut self) -> Handle {
        let handle = Handle(self.next_handle);
        self.next_handle += 1;
        let held = Held { handle, length: 40, first_three: "8xQ".to_owned(), shape: SecretShape::Usual };
        self.tell(Event::Held(FieldId::ClientSecret, held)).unwrap();
        handle
    }

    /// A secret in place of another: the day it ends is asked for again.
    pub(crate) fn hold_another_secret(&mut self) -> Handle {
        let handle = self.hold_secret();
        self.choose(ChoiceId::Period, "180");
        handle
    }

    /// The number of the operation that was begun last.
    pub(crate) fn begun(&self) -> OperationNumber {
        self.effects.iter().find_map(number_of).expect("no operation was begun")
    }

    pub(crate) fn stage(&mut self, operation: OperationNumber, stage: Stage, state: StageState, detail: StageDetail) {
        let at = self.now;
        self.tell(Event::Stage(StageReport { operation, part: 0, stage, state, at, detail })).unwrap();
    }

    pub(crate) fn finish(&mut self, outcome: Outcome) {
        let operation = self.begun();
        self.finish_of(operation, outcome);
    }

    pub(crate) fn finish_of(&mut self, operation: OperationNumber, outcome: Outcome) {
        self.tell(Event::Finished { operation, outcome: Box::new(outcome) }).unwrap();
    }

    pub(crate) fn fail(&mut self, problem: impl Into<Problem>) {
        self.finish(Outcome::Failed(problem.into()));
    }

    /// Through the questions, up to the first step.
    pub(crate) fn begin_set_up(&mut self) {
        self.begin_set_up_for("tourtools");
    }

    /// The same for this recipe, with the answers it proposes.
    pub(crate) fn begin_set_up_for(&mut self, recipe: &str) {
        self.begin_set_up_with(recipe, &[]);
    }

    /// From the list to the page that asks for the application.
    pub(crate) fn reach_application(&mut self) {
        self.press(Action::NewSetUp);
        self.typed(FieldId::Mailbox, MAILBOX);
        self.finish(Outcome::DirectoryFound { tenant: tenant() });
        self.typed(FieldId::Organisation, "Harbour Travel");
        self.press(Action::Continue);
    }

    /// The same with these answers.
    pub(crate) fn begin_set_up_with(&mut self, recipe: &str, answers: &[(&str, &str)]) {
        self.reach_application();
        self.choose_and_begin(recipe, answers);
    }

    /// From the page that asks for the application to the first step.
    pub(crate) fn choose_and_begin(&mut self, recipe: &str, answers: &[(&str, &str)]) {
        self.choose(ChoiceId::Application, recipe);
        for (question, answer) in answers {
            self.answer(recipe, question, answer);
        }
        self.press(Action::Continue);
        self.press(Action::Continue);
        assert!(self.effects.contains(&Effect::MakeId));
        self.tell(Event::NewId(ID.parse().unwrap())).unwrap();
    }

    /// Types or chooses the answer to a question of a recipe.
    fn answer(&mut self, recipe: &str, question: &str, answer: &str) {
        let asked = self.scenery.recipes.recipe(recipe).unwrap();
        let typed = asked.question.iter().any(|one| one.id.as_str() == question && one.typed.is_some());
        let question = question.to_owned();
        if typed {
            let said = Said::AnswerTyped { question, text: answer.to_owned(), version: u64::MAX };
            self.tell(Event::Said(said)).unwrap();
        } else {
            self.choose(ChoiceId::Question(question), answer);
        }
    }

    /// Through Prepare, up to the sign-in page, with both checks passed.
    pub(crate) fn prepare(&mut self) {
        while self.step() != StepId::SignIn {
            self.prepare_step();
        }
    }

    /// Does one step of Prepare and goes on.
    pub(crate) fn prepare_step(&mut self) {
        match self.step() {
            StepId::Tenant => {
                self.paste(StepId::Tenant, &overview());
                self.finish(Outcome::DirectoryFound { tenant: tenant() });
            }
            StepId::ClientSecret => {
                self.hold_secret();
                self.finish(Outcome::SecretAccepted);
                self.choose(ChoiceId::Period, "180");
            }
            step => self.tick(step),
        }
        self.press(Action::Continue);
    }

    pub(crate) fn sign_in(&mut self) {
        self.press(Action::OpenBrowser);
        self.finish(Outcome::SignedIn(self.signed_in(MAILBOX)));
    }

    pub(crate) fn signed_in(&self, account: &str) -> SignedIn {
        let recipe = self.assistant.recipe(&self.scenery.world()).unwrap();
        SignedIn {
            account: account.to_owned(),
            name: Some("Anna Berg".to_owned()),
            tenant: Some(tenant()),
            guest: false,
            granted: recipe.requests().map(str::to_owned).collect(),
            access: Handle(900),
        }
    }

    pub(crate) fn test(&mut self) {
        self.press(Action::SendTest);
        self.finish(Outcome::Tested(sent()));
    }

    pub(crate) fn step(&self) -> StepId {
        self.assistant.journey().expect("no set-up is shown").step()
    }
}

pub(crate) fn sent() -> Tested {
    let line = TranscriptLine { ours: true, text: "POST /v1.0/me/sendMail".to_owned() };
    Tested { message_id: Some("<test-1@harbour.example>".to_owned()), transcripts: vec![vec![line]] }
}

pub(crate) fn tenant() -> TenantId {
    TENANT.parse().unwrap()
}

pub(crate) fn overview() -> String {
    format!(
        "Display name\nTourTools mail\nApplication (client) ID\n{CLIENT}\nObject ID\n{OBJECT}\n\
         Directory (tenant) ID\n{TENANT}\nSupported account types\nMy organization only\n"
    )
}

pub(crate) fn number_of(effect: &Effect) -> Option<OperationNumber> {
    match effect {
        Effect::FindDirectory { operation, .. }
        | Effect::CheckSecret { operation, .. }
        | Effect::SignIn { operation, .. }
        | Effect::FindProvider { operation, .. }
        | Effect::CheckNetwork { operation, .. }
        | Effect::GetAccess { operation, .. }
        | Effect::GetAccessByKey { operation, .. }
        | Effect::Approve { operation, .. }
        | Effect::SendTest { operation, .. }
        | Effect::Save { operation, .. }
        | Effect::WriteSheet { operation, .. }
        | Effect::WriteReminder { operation, .. }
        | Effect::WriteTable { operation, .. }
        | Effect::SaveScript { operation, .. } => Some(*operation),
        _ => None,
    }
}

/// Everything on the page, as the window is given it.
pub(crate) fn said(play: &Play<'_>) -> String {
    serde_json::to_string(&play.screen()).unwrap()
}

/// Every button of a screen, wherever it stands.
pub(crate) fn buttons(screen: &Screen) -> Vec<Button> {
    let mut found = Vec::new();
    collect(&serde_json::to_value(screen).unwrap(), &mut found);
    found
}

fn collect(value: &serde_json::Value, found: &mut Vec<Button>) {
    match value {
        serde_json::Value::Object(object) => {
            if object.contains_key("action") && object.contains_key("tone") && object.contains_key("label") {
                found.extend(serde_json::from_value::<Button>(value.clone()).ok());
            }
            object.values().for_each(|value| collect(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// What every screen must keep: words for everything, one filled button where the person is to act, none while waiting.
pub(crate) fn check_screen(screen: &Screen) {
    let text = serde_json::to_string(screen).unwrap();
    assert!(!text.contains(MISSING), "a message is missing: {}", around(&text, MISSING));
    assert!(!text.contains("{$"), "a hole: {text}");
    // What is asked over the page has buttons of its own; the settings ask for nothing.
    let page = Screen { dialog: None, ..screen.clone() };
    let buttons = buttons(&page);
    let filled = buttons.iter().filter(|button| button.tone == sendoff_journey::ButtonTone::Filled).count();
    // A connection that is well asks for nothing, and so do the settings.
    let calm = matches!(screen.name, PageName::Connection | PageName::Settings) && filled == 0;
    assert_eq!(
        filled,
        usize::from(!is_waiting(screen, &buttons) && !calm),
        "{:?}: {filled} filled buttons",
        screen.name
    );
    assert!(!screen.heading.is_empty() && !screen.window_title.is_empty());
    if let Some(rail) = &screen.rail {
        let items: Vec<_> = rail.groups.iter().flat_map(|group| &group.items).collect();
        assert_eq!(items.iter().filter(|item| item.current).count(), 1);
        assert!(items.iter().all(|item| item.label.chars().count() <= 18 && !item.name.is_empty()));
    }
}

/// Whether the person waits: something can be stopped and nothing explained, or it is being saved, or the set-up begins.
fn is_waiting(screen: &Screen, buttons: &[Button]) -> bool {
    let offers = |action: &Action| buttons.iter().any(|button| button.action == *action);
    let saving = screen.name == PageName::Step(StepId::Save) && !offers(&Action::Back);
    let starting = screen.name == PageName::BeforeYouBegin && !offers(&Action::Continue);
    let keeping = screen.name == PageName::RecipeFile && !offers(&Action::Recipe(RecipePress::Decline));
    (offers(&Action::Stop) && screen.problem.is_none()) || saving || starting || keeping
}

fn around(text: &str, mark: char) -> String {
    let at = text.find(mark).unwrap_or(0);
    text[at..].chars().take(60).collect()
}
