//! Somebody at the assistant: reads the screen, types what it asks for, presses what it offers, and goes through the provider's pages.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "on a screen the person looks for what they know and leaves the rest"
)]

use std::time::Duration;

use sendoff_engine::{
    Engine,
    screens::{Action, Answer, Block, ChoiceId, FieldName, PageName, Said, Screen, Unseen},
};
use sendoff_journey::{Choice, SecretField};
use sendoff_tests::servers::{self, DIRECTORY, Stack, User};
use sendoff_values::{FieldId, StepId};
use tokio::sync::{mpsc, watch};
use url::Url;

/// Longer than anything takes; past it something hangs.
const HANG: Duration = Duration::from_mins(2);

/// More turns than any set-up takes.
const MOST_TURNS: usize = 60;

/// What is set up, and how the person answers.
#[derive(Clone, Debug)]
pub(super) struct Wishes {
    /// The recipe, and the client ID of its application.
    pub(super) recipe: &'static str,
    pub(super) client_id: &'static str,
    pub(super) mailbox: User,
    /// Options of questions, and what is typed for others.
    pub(super) chosen: Vec<(&'static str, &'static str)>,
    pub(super) typed: Vec<(&'static str, String)>,
    /// Who signs in, and what they answer each time they are asked.
    pub(super) signs_in: Vec<(User, servers::Answer)>,
    pub(super) secret: String,
}

pub(super) struct Person<'a> {
    stack: &'static Stack,
    engine: &'a Engine,
    screens: watch::Receiver<Screen>,
    opened: mpsc::UnboundedReceiver<Url>,
    wishes: Wishes,
    /// What was explained on the way, by kind.
    pub(super) met: Vec<String>,
}

impl<'a> Person<'a> {
    pub(super) fn new(
        stack: &'static Stack,
        engine: &'a Engine,
        opened: mpsc::UnboundedReceiver<Url>,
        wishes: Wishes,
    ) -> Self {
        Self { stack, engine, screens: engine.screens(), opened, wishes, met: Vec::new() }
    }

    /// From the list to the last page, or to a problem that nothing more is done about.
    pub(super) async fn set_up(&mut self) -> Screen {
        self.answer_questions().await;
        for _ in 0..MOST_TURNS {
            let screen = self.screen();
            if let Some(problem) = &screen.problem {
                self.met.push(problem.kind.clone());
                if self.wishes.signs_in.is_empty() || primary(&screen) != Some(Action::Retry) {
                    return screen;
                }
            }
            if screen.name == PageName::Step(StepId::HandOver) {
                return screen;
            }
            self.turn(&screen).await;
        }
        panic!("the set-up does not come to an end: {:?}", self.screen().name)
    }

    async fn answer_questions(&mut self) {
        self.until("the list", |screen| screen.name == PageName::Connections).await;
        self.press_on(Action::NewSetUp).await;
        self.type_in(FieldId::Mailbox, &self.wishes.mailbox.address(), 0).await;
        self.type_in(FieldId::Organisation, "Harbour Travel", 0).await;
        self.press_on(Action::Continue).await;
        self.choose(ChoiceId::Application, self.wishes.recipe).await;
        for (question, option) in self.wishes.chosen.clone() {
            self.choose(ChoiceId::Question(question.to_owned()), option).await;
        }
        for (question, text) in self.wishes.typed.clone() {
            self.say(Said::AnswerTyped { question: question.to_owned(), text: text.clone(), version: 0 });
            self.until("the answer is taken", |screen| shows(screen, &text)).await;
        }
        self.press_on(Action::Continue).await;
        self.press_on(Action::Continue).await;
    }

    async fn turn(&mut self, screen: &Screen) {
        self.fill_in(screen).await;
        match primary(&self.screen()) {
            Some(action @ (Action::OpenBrowser | Action::Retry)) => self.sign_in(action).await,
            Some(action @ (Action::FindProvider | Action::SendTest | Action::Save)) => {
                self.press_on(action).await;
                self.until("it is done", settled).await;
            }
            Some(action) => self.press_on(action).await,
            None => self.until("something to press", settled).await,
        }
    }

    /// The browser's part: on the provider's own pages, and back to the assistant with what they give.
    async fn sign_in(&mut self, begins: Action) {
        self.press_on(begins).await;
        let ended = |screen: &Screen| screen.problem.is_some();
        let page = tokio::select! {
            page = self.opened.recv() => page.expect("a page"),
            // What is checked before any browser opens.
            () = until(&mut self.screens, "an end", ended) => return,
        };
        let (stack, (user, answer)) = (self.stack, self.wishes.signs_in.remove(0));
        let browsed = tokio::task::spawn_blocking(move || stack.person_who_returns(&page, user, answer)).await;
        let sent_to = browsed.expect("it ends").expect("the provider sends the person back");
        assert_eq!(sent_to.page(), Some(303), "the listener takes the provider's form, and shows a page of its own");
        self.until("the answer is judged", settled).await;
    }

    /// Types what the page asks for, as somebody would who has just registered the application.
    async fn fill_in(&mut self, screen: &Screen) {
        for block in &screen.blocks {
            match block {
                Block::Field(field) if field.value.is_empty() => {
                    let FieldName::Value(id) = field.id else { continue };
                    let text = if id == FieldId::ClientId { self.wishes.client_id } else { DIRECTORY };
                    self.type_in(id, text, field.version).await;
                }
                Block::SecretField(SecretField { id, held: None, .. }) => {
                    let text = Unseen::new(self.wishes.secret.clone());
                    self.engine.answer(Answer::TypedSecret { field: *id, text }).unwrap();
                    self.until("the secret is held", holds_secret).await;
                }
                Block::Choice(Choice { id: ChoiceId::Period, chosen: None, .. }) => {
                    self.choose(ChoiceId::Period, "730").await;
                }
                Block::Tick(tick) if !tick.on => {
                    self.say(Said::Ticked { tick: tick.id, on: true });
                    self.until("the tick is set", all_ticked).await;
                }
                _ => {}
            }
        }
    }

    async fn type_in(&mut self, field: FieldId, text: &str, version: u64) {
        self.say(Said::Typed { field, text: text.to_owned(), version });
        self.until("the text is taken", |screen| shows(screen, text)).await;
    }

    async fn choose(&mut self, choice: ChoiceId, option: &str) {
        self.say(Said::Chosen { choice: choice.clone(), option: option.to_owned() });
        let taken = |block: &Block| matches!(block, Block::Choice(one) if one.id == choice && one.chosen.as_deref() == Some(option));
        self.until("the choice is taken", |screen| screen.blocks.iter().any(taken)).await;
    }

    pub(super) fn screen(&self) -> Screen {
        self.screens.borrow().clone()
    }

    fn say(&self, said: Said) {
        self.engine.answer(Answer::Said(said)).unwrap();
    }

    /// Presses, and waits until something came of it.
    async fn press_on(&mut self, action: Action) {
        let before = self.screen();
        self.say(Said::Press(action.clone()));
        let moved = move |screen: &Screen| {
            (screen.page, screen.attempt, &screen.problem) != (before.page, before.attempt, &before.problem)
                || screen.footer != before.footer
        };
        self.until(&format!("{action:?}"), moved).await;
    }

    async fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        until(&mut self.screens, what, wanted).await;
    }
}

async fn until(screens: &mut watch::Receiver<Screen>, what: &str, wanted: impl Fn(&Screen) -> bool) {
    let met = tokio::time::timeout(HANG, screens.wait_for(|screen| wanted(screen))).await.is_ok_and(|met| met.is_ok());
    assert!(met, "nothing came of {what}; shown is {:?}", screens.borrow());
}

fn primary(screen: &Screen) -> Option<Action> {
    let of_problem = screen.problem.as_ref().and_then(|problem| problem.primary.as_ref());
    of_problem.or(screen.footer.primary.as_ref()).map(|button| button.action.clone())
}

/// Whether there is something to press, or something is wrong.
fn settled(screen: &Screen) -> bool {
    screen.problem.is_some() || screen.footer.primary.is_some()
}

fn shows(screen: &Screen, text: &str) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::Field(field) if field.value == text))
}

fn holds_secret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::SecretField(field) if field.held.is_some()))
}

fn all_ticked(screen: &Screen) -> bool {
    screen.blocks.iter().all(|block| !matches!(block, Block::Tick(tick) if !tick.on))
}
