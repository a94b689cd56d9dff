//! The person at the assistant: reads a screen, does what it says, and answers.

use std::sync::Arc;

use sendoff_engine::{
    Engine,
    screens::{
        Action, Answer, Block, ButtonTone, ChoiceId, FieldName, Mark, PageName, ProblemView, Said, Screen, TickId,
        Unseen,
    },
};
use sendoff_practice::{
    Announcement, Fault, RunningOffice,
    robot::{Decision, Robot, Saw},
};
use sendoff_values::{FieldId, StepId};
use tokio::sync::mpsc;
use url::Url;

use super::{
    mending::{Moment, moment},
    report::{HandOverReport, ProblemReport, Report, SentReport, StepReport},
    watching::{Watching, rows},
};
use crate::{
    NotFoundOut,
    arguments::{BrowserKind, Rehearsal},
    office::of_screen,
    ports::OwnClipboard,
};

/// More turns than any rehearsal takes.
const MOST_TURNS: usize = 80;

/// Everything the person has at hand.
pub(crate) struct Person<'a> {
    pub(super) watching: Watching<'a>,
    pub(super) clipboard: Arc<OwnClipboard>,
    pub(super) opened: mpsc::UnboundedReceiver<Url>,
    pub(super) office: &'a RunningOffice,
    pub(super) announced: &'a Announcement,
    pub(super) wishes: &'a Rehearsal,
    pub(super) fault: Option<Fault>,
    pub(super) robot: Robot,
    pub(super) report: Report,
    armed: bool,
    problem: Option<(StepId, ProblemReport)>,
}

impl<'a> Person<'a> {
    /// Somebody who sits down in front of `engine`.
    pub(crate) fn new(
        engine: &'a Engine,
        clipboard: Arc<OwnClipboard>,
        opened: mpsc::UnboundedReceiver<Url>,
        office: &'a RunningOffice,
        announced: &'a Announcement,
        wishes: &'a Rehearsal,
        fault: Option<Fault>,
    ) -> Result<Self, NotFoundOut> {
        let robot = Robot::new().map_err(|error| NotFoundOut::because("no robot", &error))?;
        let report = Report { recipe: wishes.recipe.clone(), ..Report::default() };
        let watching = Watching::new(engine);
        Ok(Self {
            watching,
            clipboard,
            opened,
            office,
            announced,
            wishes,
            fault,
            robot,
            report,
            armed: false,
            problem: None,
        })
    }

    /// From the list of connections to the last page.
    pub(crate) async fn set_up(mut self) -> Result<Report, NotFoundOut> {
        self.answer_questions().await?;
        for _ in 0..MOST_TURNS {
            let screen = self.watching.screen();
            if screen.problem.is_some() {
                self.mend(&screen).await?;
            } else if let PageName::Step(StepId::HandOver) = screen.name {
                self.take_over(&screen);
                self.look_into_inbox().await?;
                return Ok(self.report);
            } else {
                self.turn(&screen).await?;
            }
        }
        Err(NotFoundOut(format!("the set-up does not come to an end; shown is {:?}", self.watching.screen().name)))
    }

    /// The fault is armed in the menu of the banner, if its moment has come.
    pub(super) async fn arm(&mut self, now: Moment) -> Result<(), NotFoundOut> {
        let Some(fault) = self.fault.filter(|fault| !self.armed && moment(*fault) == now) else { return Ok(()) };
        let shown = of_screen(fault).ok_or_else(|| NotFoundOut(format!("{fault} stands in no menu")))?;
        self.armed = true;
        self.watching.press(Action::Arm(shown))?;
        let office = self.office.office();
        self.watching.until("it is armed", |_| office.armed().contains(&fault)).await.map(drop)
    }

    async fn answer_questions(&mut self) -> Result<(), NotFoundOut> {
        self.watching.until("the list", |screen| screen.name == PageName::Connections).await?;
        self.arm(Moment::Start).await?;
        self.watching.press_on(Action::NewSetUp).await?;
        let mailbox = self.account(0)?.0;
        self.type_in(FieldId::Mailbox, &mailbox).await?;
        self.type_in(FieldId::Organisation, "Practice Tours").await?;
        self.go_on(PageName::ApplicationQuestion).await?;
        self.choose(ChoiceId::Application, &self.wishes.recipe.clone()).await?;
        for answer in &self.wishes.answer {
            let (question, value) = answer
                .split_once('=')
                .ok_or_else(|| NotFoundOut(format!("an answer is QUESTION=VALUE, not {answer}")))?;
            self.choose(ChoiceId::Question(question.to_owned()), value).await?;
        }
        self.go_on(PageName::BeforeYouBegin).await?;
        self.watching.press_on(Action::Continue).await.map(drop)
    }

    /// Presses Continue; what keeps the page where it is must be said.
    async fn go_on(&mut self, next: PageName) -> Result<(), NotFoundOut> {
        let screen = self.watching.press_on(Action::Continue).await?;
        if screen.name == next { Ok(()) } else { Err(NotFoundOut(format!("the page stays: {}", told(&screen)))) }
    }

    async fn turn(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        match screen.name {
            PageName::Step(StepId::SignIn) => self.sign_in(screen).await,
            PageName::Step(StepId::Test) => self.test(screen).await,
            PageName::Step(StepId::Save) => self.save().await,
            PageName::Step(step) => {
                self.prepare(step, screen).await?;
                self.leave(step).await
            }
            PageName::Connections
            | PageName::MailboxQuestion
            | PageName::ApplicationQuestion
            | PageName::BeforeYouBegin
            | PageName::Connection => Err(NotFoundOut(format!("back at {:?}", screen.name))),
        }
    }

    /// Does what a step of Prepare asks for, in the portal and on the screen.
    pub(super) async fn prepare(&mut self, step: StepId, screen: &Screen) -> Result<(), NotFoundOut> {
        if let Some(copied) = self.work_in_portal(step, screen).await? {
            self.clear_secret().await?;
            self.clipboard.put(copied);
            self.watching.press(Action::Paste)?;
            self.watching.until("the paste is read", is_filled).await?;
        }
        if let Some(day) = asked_day(&self.watching.screen()) {
            self.choose(ChoiceId::WhichDay, &day).await?;
        }
        if step == StepId::ClientSecret && !has_period(&self.watching.screen()) {
            self.choose(ChoiceId::Period, "730").await?;
        }
        self.tick(step).await
    }

    /// The secret that was refused goes before the new one is pasted.
    async fn clear_secret(&mut self) -> Result<(), NotFoundOut> {
        if holds_secret(&self.watching.screen()) {
            self.watching.press(Action::ClearSecret)?;
            self.watching.until("the secret is cleared", |screen| !holds_secret(screen)).await?;
        }
        Ok(())
    }

    async fn tick(&mut self, step: StepId) -> Result<(), NotFoundOut> {
        let is_off = |screen: &Screen| screen.blocks.iter().any(|block| matches!(block, Block::Tick(tick) if !tick.on));
        if is_off(&self.watching.screen()) {
            self.watching.say(Said::Ticked { tick: TickId::Step(step), on: true })?;
            self.watching.until("the tick is set", |screen| !is_off(screen)).await?;
        }
        Ok(())
    }

    async fn leave(&mut self, step: StepId) -> Result<(), NotFoundOut> {
        let screen = self.watching.press_on(Action::Continue).await?;
        let stays = screen.name == PageName::Step(step) && screen.problem.is_none();
        if stays { Err(NotFoundOut(format!("the step {} stays: {}", step.as_str(), told(&screen)))) } else { Ok(()) }
    }

    async fn sign_in(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        match primary(screen) {
            Some(Action::OpenBrowser) => {
                self.arm(Moment::SignIn).await?;
                self.watching.press(Action::OpenBrowser)?;
                self.watching.until("signing in begins", |screen| primary(screen) != Some(Action::OpenBrowser)).await?;
                Ok(())
            }
            Some(Action::Continue) => self.watching.press_on(Action::Continue).await.map(drop),
            Some(_) => Err(NotFoundOut(format!("nothing to press while signing in: {}", told(screen)))),
            None => self.go_through_browser().await,
        }
    }

    /// Goes through the page that opens, until the assistant knows more.
    async fn go_through_browser(&mut self) -> Result<(), NotFoundOut> {
        let knows = |screen: &Screen| screen.problem.is_some() || primary(screen).is_some();
        tokio::select! {
            known = self.watching.until("the sign-in ends", knows) => return known.map(drop),
            Some(page) = self.opened.recv() => self.browse(page).await?,
        }
        self.watching.until("the answer is judged", knows).await.map(drop)
    }

    async fn browse(&mut self, page: Url) -> Result<(), NotFoundOut> {
        match self.wishes.browser {
            BrowserKind::Robot => {
                let person = self.who_signs_in(Decision::AcceptForAll)?;
                let saw = self.robot.sign_in(page, &person).await;
                let saw = saw.map_err(|error| NotFoundOut::because("the robot cannot sign in", &error))?;
                if let Saw::ErrorPage { text } = saw {
                    self.watching.answer(Answer::BrowserTyped { text: Unseen::new(text) })?;
                }
                Ok(())
            }
            BrowserKind::System => {
                use sendoff_engine::ports::Browser;
                let opened = sendoff_engine::system::SystemBrowser.open(&page).await;
                opened.map_err(|error| NotFoundOut::because("nobody can sign in", &error))
            }
            BrowserKind::None => {
                println!("{}", crate::to_json(&serde_json::json!({ "open": page.as_str() }))?);
                Ok(())
            }
        }
    }

    async fn test(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        let settled = |screen: &Screen| screen.problem.is_some() || primary(screen).is_some();
        match primary(screen) {
            Some(Action::SendTest) => {
                self.arm(Moment::Test).await?;
                self.watching.press(Action::SendTest)?;
                self.watching.until("sending begins", |screen| primary(screen) != Some(Action::SendTest)).await?;
                self.watching.until("the message is judged", settled).await.map(drop)
            }
            Some(Action::Continue) => self.watching.press_on(Action::Continue).await.map(drop),
            _ => self.watching.until("the message is judged", settled).await.map(drop),
        }
    }

    async fn save(&mut self) -> Result<(), NotFoundOut> {
        self.report.proved = proved(&self.watching.screen());
        self.watching.press(Action::Save)?;
        let done = |screen: &Screen| screen.problem.is_some() || screen.name == PageName::Step(StepId::HandOver);
        self.watching.until("saving ends", done).await.map(drop)
    }

    /// The last page: what the application needs.
    fn take_over(&mut self, screen: &Screen) {
        let hand_over = rows(screen).into_iter().map(|(label, value)| HandOverReport { label, value });
        self.report.hand_over = hand_over.collect();
        self.report.saved = true;
        self.report.steps = self.steps(screen);
    }

    /// The newest message in the practice inbox, as another program would fetch it.
    async fn look_into_inbox(&mut self) -> Result<(), NotFoundOut> {
        let address = format!("{}/messages", self.announced.inbox);
        let address = Url::parse(&address).map_err(|error| NotFoundOut::because("the inbox has no address", &error))?;
        let page = self.robot.open(address).await;
        let page = page.map_err(|error| NotFoundOut::because("the inbox does not answer", &error))?;
        let inbox: serde_json::Value =
            serde_json::from_str(page.html()).map_err(|error| NotFoundOut::because("the inbox is no JSON", &error))?;
        let newest = inbox["messages"].as_array().and_then(|messages| messages.last());
        let message_id = newest.and_then(|message| message["message_id"].as_str()).map(str::to_owned);
        self.report.sent = message_id.map(|message_id| SentReport { route: "graph", message_id });
        Ok(())
    }

    fn steps(&self, screen: &Screen) -> Vec<StepReport> {
        let rail = screen.rail.iter().flat_map(|rail| &rail.groups).flat_map(|group| &group.items);
        let report = |item: &sendoff_engine::screens::RailItem| StepReport {
            id: item.step.as_str().to_owned(),
            state: if item.current || item.mark == Mark::Done { "done".to_owned() } else { mark(item.mark).to_owned() },
            problem: self.problem.as_ref().filter(|(step, _)| *step == item.step).map(|(_, problem)| problem.clone()),
        };
        rail.map(report).collect()
    }

    /// Keeps the first problem that was explained.
    pub(super) fn note(&mut self, screen: &Screen, problem: &ProblemView) {
        let PageName::Step(at) = screen.name else { return };
        let code = problem.details.first().map(|row| row.value.clone());
        let step = goes_to(problem).map(|step| step.as_str().to_owned());
        let report = ProblemReport { kind: problem.kind.clone(), code, title: problem.title.line(), step };
        self.problem.get_or_insert((at, report));
    }

    pub(super) fn account(&self, index: usize) -> Result<(String, String), NotFoundOut> {
        let account = self.announced.microsoft.accounts.get(index);
        let account = account.ok_or_else(|| NotFoundOut("the practice office has no such account".to_owned()))?;
        Ok((account.address.clone(), account.password.clone()))
    }

    async fn type_in(&mut self, field: FieldId, text: &str) -> Result<(), NotFoundOut> {
        let version = version(&self.watching.screen(), field);
        self.watching.say(Said::Typed { field, text: text.to_owned(), version })?;
        let there = |screen: &Screen| fields(screen).any(|(id, value)| id == field && value == text);
        self.watching.until("the text is taken", there).await.map(drop)
    }

    async fn choose(&mut self, choice: ChoiceId, option: &str) -> Result<(), NotFoundOut> {
        self.watching.say(Said::Chosen { choice: choice.clone(), option: option.to_owned() })?;
        let taken = |screen: &Screen| {
            screen.blocks.iter().any(|block| {
                matches!(block, Block::Choice(one) if one.id == choice && one.chosen.as_deref() == Some(option))
            })
        };
        self.watching.until("the choice is taken", taken).await.map(drop)
    }
}

/// The filled button, wherever it stands.
pub(super) fn primary(screen: &Screen) -> Option<Action> {
    let of_problem = screen.problem.as_ref().and_then(|problem| problem.primary.as_ref());
    of_problem
        .or(screen.footer.primary.as_ref())
        .filter(|button| button.tone == ButtonTone::Filled)
        .map(|button| button.action.clone())
}

/// Where an explained error sends the person.
pub(super) fn goes_to(problem: &ProblemView) -> Option<StepId> {
    match problem.primary.as_ref()?.action {
        Action::GoTo(step) => Some(step),
        _ => None,
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Todo => "todo",
        Mark::Started => "started",
        Mark::Done => "done",
        Mark::Problem => "problem",
        Mark::Gated => "gated",
    }
}

fn proved(screen: &Screen) -> Vec<String> {
    let rows = screen.blocks.iter().filter_map(|block| match block {
        Block::Summary(rows) => Some(rows),
        _ => None,
    });
    let is_proved = |row: &&sendoff_engine::screens::SummaryRow| {
        row.evidence.as_ref().is_some_and(|status| status.tone == sendoff_engine::screens::StatusTone::Proved)
    };
    rows.flatten().filter(is_proved).map(|row| row.label.line()).collect()
}

fn fields(screen: &Screen) -> impl Iterator<Item = (FieldId, &str)> {
    screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => match field.id {
            FieldName::Value(id) => Some((id, field.value.as_str())),
            FieldName::Recipient => None,
        },
        _ => None,
    })
}

fn version(screen: &Screen, wanted: FieldId) -> u64 {
    let versions = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) if field.id == FieldName::Value(wanted) => Some(field.version),
        _ => None,
    });
    versions.max().unwrap_or_default()
}

fn holds_secret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::SecretField(field) if field.held.is_some()))
}

/// Every field and the secret stand there.
fn is_filled(screen: &Screen) -> bool {
    let secret = screen.blocks.iter().all(|block| !matches!(block, Block::SecretField(field) if field.held.is_none()));
    secret && fields(screen).all(|(_, value)| !value.is_empty())
}

/// The practice portal writes month before day, and so the first reading is the one it meant.
fn asked_day(screen: &Screen) -> Option<String> {
    let asked = screen.blocks.iter().find_map(|block| match block {
        Block::Choice(choice) if choice.id == ChoiceId::WhichDay && choice.chosen.is_none() => Some(choice),
        _ => None,
    });
    asked.and_then(|choice| choice.options.first()).map(|option| option.id.clone())
}

fn has_period(screen: &Screen) -> bool {
    screen
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Choice(choice) if choice.id == ChoiceId::Period && choice.chosen.is_some()))
}

/// What the page says is wrong, for the person at the terminal.
fn told(screen: &Screen) -> String {
    let statuses = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => field.status.as_ref(),
        Block::SecretField(field) => field.status.as_ref(),
        Block::Choice(choice) => choice.status.as_ref(),
        Block::Tick(tick) => tick.status.as_ref(),
        Block::PasteBox(paste) => paste.status.as_ref(),
        _ => None,
    });
    let lines: Vec<String> = statuses.map(|status| status.text.line()).collect();
    format!("{} ({})", screen.heading.line(), lines.join("; "))
}
