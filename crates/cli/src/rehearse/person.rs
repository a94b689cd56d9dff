//! The person at the assistant: reads a screen, does what it says, and answers.

use std::sync::Arc;

use sendoff_engine::{
    Engine,
    screens::{Action, Block, ChoiceId, Field, FieldName, Mark, PageName, RailItem, RecipePress, Said, Screen, TickId},
    script::{Answer, ProbeKind},
};
use sendoff_practice::{
    Announcement, Fault, RunningOffice,
    directory::{AccountKind, Cloud},
    robot::{ProviderRegistration, Robot},
};
use sendoff_values::{FieldId, StepId};
use sendoff_words::Words;
use tokio::sync::mpsc;
use url::Url;

use super::{
    Answered, Plan,
    mending::{Moment, moment},
    reading::{
        all_went_well, asked_day, fields, has_period, holds_secret, is_filled, mark, offers_check, offers_cloud,
        primary, proved, rows, told, version,
    },
    report::{HandOverReport, ProblemReport, Report, SentReport, StepReport},
    watching::Watching,
};
use crate::{NotFoundOut, arguments::Whose, office::of_screen, ports::OwnClipboard};

/// More turns than any rehearsal takes.
const MOST_TURNS: usize = 80;

/// More explained errors than one fault leads to.
const MOST_MENDED: usize = 5;

/// Everything the person has at hand.
pub(crate) struct Person<'a> {
    pub(super) watching: Watching<'a>,
    pub(super) clipboard: Arc<OwnClipboard>,
    pub(super) opened: mpsc::UnboundedReceiver<Url>,
    pub(super) office: &'a RunningOffice,
    pub(super) announced: &'a Announcement,
    pub(super) plan: &'a Plan,
    pub(super) fault: Option<Fault>,
    pub(super) robot: Robot,
    pub(super) words: Words,
    pub(super) report: Report,
    pub(super) problem: Option<(StepId, ProblemReport)>,
    /// Of the note, while nobody has followed it.
    pub(super) link: Option<Url>,
    /// What the provider's page showed of the application, where the set-up names its provider itself.
    pub(super) registered: Option<ProviderRegistration>,
    /// The page of Google's console that was open last, with the project in its address.
    pub(super) console: Option<Url>,
    armed: bool,
}

impl<'a> Person<'a> {
    /// Somebody who sits down in front of `engine`.
    pub(crate) fn new(
        engine: &'a Engine,
        clipboard: Arc<OwnClipboard>,
        opened: mpsc::UnboundedReceiver<Url>,
        office: &'a RunningOffice,
        announced: &'a Announcement,
        plan: &'a Plan,
    ) -> Result<Self, NotFoundOut> {
        let robot = Robot::new().map_err(|error| NotFoundOut::because("no robot", &error))?;
        let report = Report { recipe: plan.application.id.clone(), ..Report::default() };
        let watching = Watching::new(engine, plan);
        Ok(Self {
            watching,
            clipboard,
            opened,
            office,
            announced,
            plan,
            fault: plan.wishes.fault,
            robot,
            words: Words::english(),
            report,
            problem: None,
            link: None,
            registered: None,
            console: None,
            armed: false,
        })
    }

    /// From the list of connections to the last page.
    pub(crate) async fn set_up(mut self) -> Result<Report, NotFoundOut> {
        self.answer_questions().await?;
        let mut mended = 0;
        for _ in 0..MOST_TURNS {
            let screen = self.watching.screen();
            self.look_at_permissions(&screen);
            if let Some(problem) = &screen.problem {
                if self.is_note_under_way() {
                    self.follow_note(&screen).await?;
                    continue;
                }
                self.note(&screen, problem);
                if self.fault.is_none() || mended == MOST_MENDED {
                    return Ok(self.stopped_at(&screen));
                }
                mended += 1;
                self.mend(&screen, problem).await?;
            } else if let PageName::Step(StepId::HandOver) = screen.name {
                self.take_over(&screen);
                self.take_token_file(&screen).await?;
                self.take_table(&screen).await?;
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
        // A check that was under way may have met it already.
        let met = || office.happened().iter().any(|happened| happened.fault == fault);
        self.watching.until("it is armed", |_| office.armed().contains(&fault) || met()).await.map(drop)
    }

    async fn answer_questions(&mut self) -> Result<(), NotFoundOut> {
        self.watching.until("the list", |screen| screen.name == PageName::Connections).await?;
        self.arm(Moment::Start).await?;
        self.watching.press_on(Action::NewSetUp).await?;
        let mailbox = self.mailbox()?;
        self.type_in(FieldId::Mailbox, &mailbox).await?;
        self.type_in(FieldId::Organisation, self.organisation()).await?;
        self.follow_cloud().await?;
        self.go_on(PageName::ApplicationQuestion).await?;
        self.open_recipe().await?;
        self.choose(ChoiceId::Application, &self.plan.application.key).await?;
        for Answered { question, answer } in &self.plan.answers {
            match answer {
                // Addresses of the office are new in each rehearsal; nobody could give one.
                Answer::Typed { .. } if self.plan.delegate.as_ref().is_some_and(|id| id.as_str() == question) => {
                    let account = self.account()?.0;
                    self.type_answer(question, &account).await?;
                }
                Answer::Typed { typed } => self.type_answer(question, typed).await?,
                Answer::Chosen { choice, .. } => {
                    self.choose(ChoiceId::Question(question.clone()), choice.as_str()).await?;
                }
            }
            if let Some(address) = answer.address() {
                self.type_in(FieldId::RedirectUri, address.as_str()).await?;
            }
        }
        self.go_on(PageName::BeforeYouBegin).await?;
        self.watching.press_on(Action::Continue).await.map(drop)
    }

    /// Where the directory turns out to be in another cloud, the assistant offers the way there: it is taken.
    async fn follow_cloud(&mut self) -> Result<(), NotFoundOut> {
        if self.plan.cloud == Cloud::Worldwide {
            return Ok(());
        }
        self.watching.until("the way into the other cloud", offers_cloud).await?;
        self.watching.press(Action::SwitchCloud)?;
        self.watching.until("the directory is found there", |screen| !offers_cloud(screen)).await.map(drop)
    }

    /// Chooses the recipe file, sees what is in it, and accepts it; nothing where the application needs none.
    async fn open_recipe(&mut self) -> Result<(), NotFoundOut> {
        if self.plan.application.file.is_none() {
            return Ok(());
        }
        let screen = self.watching.press_on(Action::Recipe(RecipePress::Open)).await?;
        if screen.name != PageName::RecipeFile {
            return Err(NotFoundOut(format!("the recipe is not shown: {}", told(&screen))));
        }
        self.watching.press(Action::Recipe(RecipePress::Accept))?;
        let back = |screen: &Screen| screen.name == PageName::ApplicationQuestion;
        self.watching.until("the recipe is accepted", back).await.map(drop)
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
            PageName::Step(StepId::AppRegistration) if self.plan.wishes.by_script => self.do_by_script().await,
            PageName::Step(step) => {
                self.prepare(step, screen).await?;
                // What the page explains is mended first.
                if self.watching.screen().problem.is_some() {
                    return Ok(());
                }
                self.check_manifest(step).await?;
                self.leave(step).await
            }
            PageName::Connections
            | PageName::MailboxQuestion
            | PageName::ApplicationQuestion
            | PageName::BeforeYouBegin
            | PageName::RecipeFile
            | PageName::RecipeMistakes
            | PageName::Connection
            | PageName::Script
            | PageName::CheckQuestion
            | PageName::CheckSetUp
            | PageName::Settings => Err(NotFoundOut(format!("back at {:?}", screen.name))),
        }
    }

    /// Does what a step of Prepare asks for, in the portal and on the screen.
    pub(super) async fn prepare(&mut self, step: StepId, screen: &Screen) -> Result<(), NotFoundOut> {
        if self.plan.google.is_some() {
            return self.prepare_at_google(step, screen).await;
        }
        if self.plan.finds_provider {
            return self.prepare_at_provider(step, screen).await;
        }
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
        if step == StepId::Network && !self.check_network().await? {
            return Ok(());
        }
        // Whoever sent a note cannot say that it is approved.
        if step == StepId::Approval && self.is_note_under_way() { Ok(()) } else { self.tick(step).await }
    }

    /// Tries the way to the application's machine. Whether it is there: else what stands in the way is explained.
    async fn check_network(&mut self) -> Result<bool, NotFoundOut> {
        if offers_check(&self.watching.screen()) {
            self.arm(Moment::Network).await?;
            self.watching.press(Action::CheckNetwork)?;
        }
        let judged = |screen: &Screen| screen.problem.is_some() || all_went_well(screen);
        let screen = self.watching.until("the way is judged", judged).await?;
        Ok(screen.problem.is_none())
    }

    /// The secret that was refused goes before the new one is pasted.
    pub(super) async fn clear_secret(&mut self) -> Result<(), NotFoundOut> {
        if holds_secret(&self.watching.screen()) {
            self.watching.press(Action::ClearSecret)?;
            self.watching.until("the secret is cleared", |screen| !holds_secret(screen)).await?;
        }
        Ok(())
    }

    pub(super) async fn tick(&mut self, step: StepId) -> Result<(), NotFoundOut> {
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

    /// The last page: what the application needs. Whoever gets here has mended what was in the way.
    fn take_over(&mut self, screen: &Screen) {
        let hand_over = rows(screen).into_iter().map(|(label, value)| HandOverReport { label, value });
        self.report.hand_over = hand_over.collect();
        self.report.saved = true;
        if let Some((_, problem)) = &mut self.problem {
            problem.mended = true;
        }
        self.report.fault = self.fault.map(|fault| self.came_of(fault));
        self.report.steps = self.steps(screen);
    }

    /// An error that nobody is here to mend.
    fn stopped_at(mut self, screen: &Screen) -> Report {
        self.report.fault = self.fault.map(|fault| self.came_of(fault));
        self.report.steps = self.steps(screen);
        self.report
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
        let probes = &self.plan.probes;
        let sends = probes.iter().find(|probe| probe.sends());
        self.report.sent =
            message_id.zip(sends).map(|(message_id, probe)| SentReport { route: route(*probe), message_id });
        self.report.read = probes.iter().filter(|probe| !probe.sends()).map(|probe| route(*probe)).collect();
        Ok(())
    }

    /// How far every step is. At the very end the last page is done as well.
    fn steps(&self, screen: &Screen) -> Vec<StepReport> {
        let rail = screen.rail.iter().flat_map(|rail| &rail.groups).flat_map(|group| &group.items);
        let is_done = |item: &RailItem| item.mark == Mark::Done || (item.current && self.report.saved);
        let report = |item: &RailItem| StepReport {
            id: item.step.as_str().to_owned(),
            state: mark(if is_done(item) { Mark::Done } else { item.mark }).to_owned(),
            problem: self.problem.as_ref().filter(|(step, _)| *step == item.step).map(|(_, problem)| problem.clone()),
        };
        rail.map(report).collect()
    }

    /// The mailbox that is set up: the shared one where somebody signs in in its place.
    fn mailbox(&self) -> Result<String, NotFoundOut> {
        if self.plan.delegate.is_none() {
            return Ok(self.account()?.0);
        }
        let shared = self.announced.microsoft.mail.shared.clone();
        shared.ok_or_else(|| NotFoundOut("the practice office has no shared mailbox".to_owned()))
    }

    /// Whose the mailbox is.
    fn organisation(&self) -> &'static str {
        match self.plan.wishes.account {
            Whose::Own => "Practice Tours",
            Whose::OtherOrganisation | Whose::Guest => "Elsewhere Travel",
            Whose::Personal => "Pat Private",
        }
    }

    /// Address and password of whoever signs in.
    pub(super) fn account(&self) -> Result<(String, String), NotFoundOut> {
        if let Some(kind) = self.plan.google {
            let account = self.office.office().google_account(kind);
            let account = account.ok_or_else(|| NotFoundOut("Google has no such account".to_owned()))?;
            return Ok((account.address, account.password.reveal().to_owned()));
        }
        let kind = match self.plan.wishes.account {
            Whose::Own => AccountKind::Mailbox,
            Whose::OtherOrganisation => AccountKind::Outsider,
            Whose::Guest => AccountKind::Guest,
            Whose::Personal => AccountKind::Personal,
        };
        let account = self.office.office().account(kind);
        let account = account.ok_or_else(|| NotFoundOut("the practice office has no such account".to_owned()))?;
        Ok((account.address, account.password.reveal().to_owned()))
    }

    pub(super) async fn type_in(&mut self, field: FieldId, text: &str) -> Result<(), NotFoundOut> {
        let version = version(&self.watching.screen(), field);
        self.watching.say(Said::Typed { field, text: text.to_owned(), version })?;
        let there = |screen: &Screen| fields(screen).any(|(id, value)| id == field && value == text);
        self.watching.until("the text is taken", there).await.map(drop)
    }

    async fn type_answer(&mut self, question: &str, text: &str) -> Result<(), NotFoundOut> {
        let said = Said::AnswerTyped { question: question.to_owned(), text: text.to_owned(), version: 0 };
        self.watching.say(said)?;
        let there = |screen: &Screen| {
            screen.blocks.iter().any(|block| {
                matches!(block, Block::Field(Field { id: FieldName::Answer(id), value, .. }) if id == question && value == text)
            })
        };
        self.watching.until("the answer is taken", there).await.map(drop)
    }

    pub(super) async fn choose(&mut self, choice: ChoiceId, option: &str) -> Result<(), NotFoundOut> {
        self.watching.say(Said::Chosen { choice: choice.clone(), option: option.to_owned() })?;
        let taken = |screen: &Screen| {
            screen.blocks.iter().any(|block| {
                matches!(block, Block::Choice(one) if one.id == choice && one.chosen.as_deref() == Some(option))
            })
        };
        self.watching.until("the choice is taken", taken).await.map(drop)
    }
}

/// A way of the test in the words of the script face.
const fn route(probe: ProbeKind) -> &'static str {
    match probe {
        ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => "graph",
        ProbeKind::GmailSend => "gmail",
        ProbeKind::Smtp => "smtp",
        ProbeKind::Imap => "imap",
        ProbeKind::Pop3 => "pop3",
    }
}
