//! The person at the browser: the robot, the system browser, or whoever reads the terminal.

use sendoff_engine::{
    ports::Browser,
    screens::{Action, Answer, Block, Screen, StatusTone, Unseen},
    system::SystemBrowser,
};
use sendoff_practice::robot::{Decision, Saw};
use sendoff_values::{Stage, StageState};
use sendoff_words::Args;
use tokio::sync::mpsc;
use url::Url;

use super::{
    mending::Moment,
    person::Person,
    reading::{permissions, primary, told},
};
use crate::{NotFoundOut, arguments::BrowserKind, to_json};

impl Person<'_> {
    pub(super) async fn sign_in(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        match primary(screen) {
            Some(Action::OpenBrowser) => {
                self.arm(Moment::SignIn).await?;
                let elsewhere = self.plan.wishes.browser == BrowserKind::Elsewhere;
                self.watching.press(if elsewhere { Action::SignInElsewhere } else { Action::OpenBrowser })?;
                self.watching.until("signing in begins", |screen| primary(screen) != Some(Action::OpenBrowser)).await?;
                Ok(())
            }
            Some(Action::GetAccess) => self.get_access().await,
            Some(Action::Continue) => self.watching.press_on(Action::Continue).await.map(drop),
            Some(_) => Err(NotFoundOut(format!("nothing to press while signing in: {}", told(screen)))),
            None if self.plan.wishes.browser == BrowserKind::Elsewhere => self.go_through_elsewhere().await,
            None => self.go_through_browser().await,
        }
    }

    /// Keeps what stands out among the permissions that were granted.
    pub(super) fn look_at_permissions(&mut self, screen: &Screen) {
        for (tone, name) in permissions(screen) {
            let report = self.report.permissions.get_or_insert_default();
            let names = if tone == StatusTone::Error { &mut report.missing } else { &mut report.cautions };
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }

    /// Nobody signs in: the assistant asks by itself.
    async fn get_access(&mut self) -> Result<(), NotFoundOut> {
        self.arm(Moment::SignIn).await?;
        self.watching.press(Action::GetAccess)?;
        let knows = |screen: &Screen| {
            screen.problem.is_some() || primary(screen).is_some_and(|action| action != Action::GetAccess)
        };
        self.watching.until("access is given or refused", knows).await.map(drop)
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

    /// Sends somebody away with the address, and brings back what their browser shows.
    async fn go_through_elsewhere(&mut self) -> Result<(), NotFoundOut> {
        self.watching.until("the link is there", |screen| awaits_answer(screen) || has_ended(screen)).await?;
        if has_ended(&self.watching.screen()) {
            return Ok(());
        }
        self.watching.press(Action::OpenBrowserAgain)?;
        let page = self.opened.recv().await.ok_or_else(|| NotFoundOut("no page opens".to_owned()))?;
        self.browse(page).await?;
        let (mut lines, mut brought) = (standard_input(), false);
        loop {
            tokio::select! {
                next = self.watching.next("the answer is judged") => {
                    let screen = next?;
                    if has_ended(&screen) {
                        return Ok(());
                    }
                    // The same may be said twice in a row, and the moment between may pass unseen.
                    if let Some(reason) = refusal(&screen).filter(|_| brought) {
                        eprintln!("{reason}");
                        brought = false;
                    }
                }
                line = lines.recv() => {
                    let line = line.ok_or_else(|| NotFoundOut("standard input ended before the address came".to_owned()))?;
                    self.watching.answer(Answer::BrowserTyped { text: Unseen::new(line) })?;
                    brought = true;
                }
            }
        }
    }

    async fn browse(&mut self, page: Url) -> Result<(), NotFoundOut> {
        match self.plan.wishes.browser {
            BrowserKind::Robot => return self.send_robot(page).await,
            BrowserKind::System => {
                let opened = SystemBrowser.open(&page).await;
                opened.map_err(|error| NotFoundOut::because("nobody can sign in", &error))?;
            }
            BrowserKind::None | BrowserKind::Elsewhere if self.plan.wishes.json => {
                println!("{}", to_json(&serde_json::json!({ "open": page.as_str() }))?);
            }
            BrowserKind::None => println!("{}\n{page}", self.words.label("terminal-open-this")),
            BrowserKind::Elsewhere => println!("{}\n{page}", self.words.label("terminal-open-elsewhere")),
        }
        self.say_what_is_awaited()
    }

    async fn send_robot(&mut self, page: Url) -> Result<(), NotFoundOut> {
        // Where only an administrator can approve there is nothing to accept.
        let decision = if self.is_note_under_way() { Decision::Cancel } else { Decision::AcceptForAll };
        let person = self.who_signs_in(decision)?;
        let saw = self.robot.sign_in(page, &person).await;
        let saw = saw.map_err(|error| NotFoundOut::because("the robot cannot sign in", &error))?;
        if let Saw::ErrorPage { text } = saw {
            self.watching.answer(Answer::BrowserTyped { text: Unseen::new(text) })?;
        }
        Ok(())
    }

    /// On stderr, so that standard output keeps to the address and the report.
    fn say_what_is_awaited(&self) -> Result<(), NotFoundOut> {
        let minutes = i64::try_from(self.plan.sign_in_limit.as_secs() / 60).unwrap_or(i64::MAX);
        let account = self.account()?.0;
        let about = Args::none().value("account", &account).value("mailbox", &account).number("minutes", minutes);
        if self.plan.wishes.browser == BrowserKind::Elsewhere {
            eprintln!("{}", self.words.line("note-elsewhere-risk", &about));
            eprintln!("{}", self.words.line("terminal-await-address", &about));
        } else {
            eprintln!("{}", self.words.line("terminal-await-browser", &about));
        }
        Ok(())
    }
}

/// Whether there is a page to go to and an answer to bring.
fn awaits_answer(screen: &Screen) -> bool {
    let stages = screen.blocks.iter().filter_map(|block| match block {
        Block::Live(live) => Some(&live.stages),
        _ => None,
    });
    stages.flatten().any(|stage| stage.stage == Stage::AwaitAnswer && stage.state == StageState::Working)
}

/// Whether nothing is waited for any more.
fn has_ended(screen: &Screen) -> bool {
    let anything = screen.problem.is_some() || primary(screen).is_some();
    anything && refusal(screen).is_none()
}

/// Why what was brought is not the answer, while the wait goes on.
fn refusal(screen: &Screen) -> Option<String> {
    let goes_on = primary(screen) == Some(Action::PasteFromBrowser);
    screen.problem.as_ref().filter(|_| goes_on).map(|problem| problem.title.line())
}

/// The lines of standard input, read beside everything else: nothing can interrupt a read.
fn standard_input() -> mpsc::UnboundedReceiver<String> {
    let (tell, lines) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        let mut read = std::io::stdin().lines().map_while(Result::ok);
        read.all(|line| tell.send(line).is_ok());
    });
    lines
}
