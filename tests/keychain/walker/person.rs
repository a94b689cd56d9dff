//! The person: reads the screen, types what it asks for, presses what it offers, and says what was seen.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use sendoff_engine::{
    Engine,
    screens::{Action, Answer, Block, ChoiceId, FieldName, Mark, PageName, Said, Screen, Unseen},
};
use sendoff_journey::{Choice, SecretField};
use sendoff_practice::robot::{Decision, Person as Somebody, Robot};
use sendoff_values::{ConnectionId, FieldId, StepId};
use serde_json::json;
use tokio::sync::{mpsc, watch};
use url::Url;

use crate::{Fallible, Pace, place::Office, say};

/// Longer than anything takes; past it something hangs.
const HANG: Duration = Duration::from_mins(1);

/// More turns than any set-up takes.
const MOST_TURNS: usize = 80;

/// How often the person looks into the settings.
const LOOKS: usize = 20;

/// What no program remembers, by design: a secret and what was proved with it.
const ASKED_AGAIN: &str = "secret-gone";

pub(crate) struct Person<'a> {
    engine: &'a Engine,
    screens: watch::Receiver<Screen>,
    office: &'a Office,
    opened: mpsc::UnboundedReceiver<Url>,
    robot: Robot,
    pace: Pace,
}

impl<'a> Person<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        office: &'a Office,
        opened: mpsc::UnboundedReceiver<Url>,
        pace: Pace,
    ) -> Fallible<Self> {
        Ok(Self { engine, screens: engine.screens(), office, opened, robot: Robot::new()?, pace })
    }

    /// Goes on with the set-up that is there, or begins one.
    pub(crate) async fn begin(&mut self, unfinished: Option<ConnectionId>) -> Fallible<()> {
        self.until("the list", |screen| screen.name == PageName::Connections).await?;
        let Some(id) = unfinished else {
            return self.press_on(Action::NewSetUp).await;
        };
        self.press_on(Action::OpenConnection(id)).await?;
        say(&json!({ "opened": seen(&self.screen()) }))
    }

    /// To the hand-over, and back to the list.
    pub(crate) async fn set_up(&mut self) -> Fallible<()> {
        for _ in 0..MOST_TURNS {
            let screen = self.screen();
            say(&json!({ "shown": seen(&screen) }))?;
            if let Some(problem) = screen.problem.iter().find(|problem| problem.kind != ASKED_AGAIN) {
                return Err(format!("{}: {:?}", problem.kind, problem.details).into());
            }
            if screen.name == PageName::Step(StepId::HandOver) {
                return self.press_on(Action::Done).await;
            }
            self.turn(&screen).await?;
        }
        Err("the set-up does not come to an end".into())
    }

    async fn turn(&mut self, screen: &Screen) -> Fallible<()> {
        self.fill_in(screen).await?;
        let screen = self.screen();
        let of_problem = screen.problem.as_ref().and_then(|problem| problem.primary.as_ref());
        let primary = of_problem.or(screen.footer.primary.as_ref()).map(|button| button.action.clone());
        match primary {
            Some(Action::OpenBrowser) => {
                self.press(Action::OpenBrowser)?;
                let page = self.opened.recv().await.ok_or("no page is opened")?;
                let account = self.office.microsoft.accounts.first().ok_or("nobody can sign in")?;
                let (address, password) = (account.address.clone(), account.password.clone());
                self.robot.sign_in(page, &Somebody { address, password, decision: Decision::AcceptForAll }).await?;
                self.until("the answer is judged", settled).await
            }
            Some(Action::Save) if self.pace == Pace::Held => self.save_and_look_around().await,
            Some(action @ (Action::SendTest | Action::Save)) => {
                self.press_on(action).await?;
                self.until("it is done", settled).await
            }
            Some(action) => self.press_on(action).await,
            None => self.until("something to press", settled).await,
        }
    }

    /// Opens and leaves the settings while the save goes on. Says how long each screen took, in milliseconds.
    async fn save_and_look_around(&mut self) -> Fallible<()> {
        say(&json!({ "ready": "save" }))?;
        next_line()?;
        self.press_on(Action::Save).await?;
        let mut took = Vec::new();
        for _ in 0..LOOKS {
            for (action, page) in
                [(Action::OpenSettings, PageName::Settings), (Action::Back, PageName::Step(StepId::Save))]
            {
                let begun = Instant::now();
                self.press(action)?;
                self.until("another page", |screen| screen.name == page).await?;
                took.push(begun.elapsed().as_secs_f64() * 1_000.0);
            }
        }
        let goes_on = !settled(&self.screen());
        say(&json!({ "looked": took, "goes_on": goes_on }))?;
        next_line()?;
        self.until("it is saved", settled).await
    }

    /// Types what the page asks for, as the portal shows it.
    async fn fill_in(&mut self, screen: &Screen) -> Fallible<()> {
        for block in &screen.blocks {
            match block {
                Block::Field(field) if field.value.is_empty() => {
                    if let FieldName::Value(id) = field.id {
                        self.type_in(id, field.version).await?;
                    }
                }
                Block::SecretField(SecretField { id, held: None, .. }) => {
                    let text = Unseen::new(self.office.microsoft.client_secret.clone());
                    self.engine.answer(Answer::TypedSecret { field: *id, text })?;
                    self.until("the secret is held", holds_secret).await?;
                }
                Block::Choice(Choice { id, chosen: None, .. }) => self.choose(id).await?,
                Block::Tick(tick) if !tick.on => {
                    self.say(Said::Ticked { tick: tick.id, on: true })?;
                    self.until("the tick is set", all_ticked).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn type_in(&mut self, field: FieldId, version: u64) -> Fallible<()> {
        let office = &self.office.microsoft;
        let text = match field {
            FieldId::Mailbox => &office.accounts.first().ok_or("no mailbox")?.address,
            FieldId::ClientId => &office.client_id,
            FieldId::TenantId => &office.tenant_id,
            _ => "Harbour Travel",
        };
        self.say(Said::Typed { field, text: text.to_owned(), version })?;
        let there = move |screen: &Screen| {
            screen.blocks.iter().any(
                |block| matches!(block, Block::Field(one) if one.id == FieldName::Value(field) && !one.value.is_empty()),
            )
        };
        self.until("the text is taken", there).await
    }

    async fn choose(&mut self, choice: &ChoiceId) -> Fallible<()> {
        let option = match choice {
            ChoiceId::Application => "tourtools",
            ChoiceId::Period => "730",
            ChoiceId::Question(_)
            | ChoiceId::WhichDay
            | ChoiceId::ScriptDialect
            | ChoiceId::ScriptMonths
            | ChoiceId::BrowserPage => {
                return Err(format!("{choice:?} is asked").into());
            }
        };
        self.say(Said::Chosen { choice: choice.clone(), option: option.to_owned() })?;
        let chosen = |screen: &Screen| {
            screen
                .blocks
                .iter()
                .any(|block| matches!(block, Block::Choice(one) if one.id == *choice && one.chosen.is_some()))
        };
        self.until("the choice is taken", chosen).await
    }

    fn screen(&self) -> Screen {
        self.screens.borrow().clone()
    }

    fn say(&self, said: Said) -> Fallible<()> {
        Ok(self.engine.answer(Answer::Said(said))?)
    }

    fn press(&self, action: Action) -> Fallible<()> {
        self.say(Said::Press(action))
    }

    /// Presses, and waits until something came of it.
    async fn press_on(&mut self, action: Action) -> Fallible<()> {
        let before = self.screen();
        let what = format!("{action:?}");
        self.press(action)?;
        let moved = move |screen: &Screen| {
            (screen.page, screen.attempt, &screen.problem) != (before.page, before.attempt, &before.problem)
                || screen.footer != before.footer
        };
        self.until(&what, moved).await
    }

    async fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Fallible<()> {
        let waited = tokio::time::timeout(HANG, self.screens.wait_for(|screen| wanted(screen))).await;
        let met = waited.map(|met| met.map(drop));
        Ok(met.map_err(|_| format!("nothing came of {what}; shown is {:?}", self.screens.borrow().name))??)
    }
}

fn next_line() -> Fallible<()> {
    let read = std::io::stdin().read_line(&mut String::new())?;
    if read > 0 { Ok(()) } else { Err("nobody says to go on".into()) }
}

/// The page, and the steps that are finished.
fn seen(screen: &Screen) -> serde_json::Value {
    let items = screen.rail.iter().flat_map(|rail| &rail.groups).flat_map(|group| &group.items);
    let done: BTreeSet<&str> = items.filter(|item| item.mark == Mark::Done).map(|item| item.step.as_str()).collect();
    json!({ "page": format!("{:?}", screen.name), "done": done })
}

/// Whether there is something to press, or something is wrong.
fn settled(screen: &Screen) -> bool {
    screen.problem.is_some() || screen.footer.primary.is_some()
}

fn holds_secret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::SecretField(field) if field.held.is_some()))
}

fn all_ticked(screen: &Screen) -> bool {
    screen.blocks.iter().all(|block| !matches!(block, Block::Tick(tick) if !tick.on))
}
