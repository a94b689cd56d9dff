//! The person at the browser: the robot, the system browser, or whoever reads the terminal.

use sendoff_engine::{
    ports::Browser,
    screens::{Action, Answer, Screen, Unseen},
    system::SystemBrowser,
};
use sendoff_practice::robot::{Decision, Saw};
use sendoff_words::Args;
use url::Url;

use super::{
    mending::Moment,
    person::Person,
    reading::{primary, told},
};
use crate::{NotFoundOut, arguments::BrowserKind, to_json};

impl Person<'_> {
    pub(super) async fn sign_in(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
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
        match self.plan.wishes.browser {
            BrowserKind::Robot => return self.send_robot(page).await,
            BrowserKind::System => {
                let opened = SystemBrowser.open(&page).await;
                opened.map_err(|error| NotFoundOut::because("nobody can sign in", &error))?;
            }
            BrowserKind::None if self.plan.wishes.json => {
                println!("{}", to_json(&serde_json::json!({ "open": page.as_str() }))?);
            }
            BrowserKind::None => println!("{}\n{page}", self.words.label("terminal-open-this")),
        }
        self.say_what_is_awaited()
    }

    async fn send_robot(&mut self, page: Url) -> Result<(), NotFoundOut> {
        let person = self.who_signs_in(Decision::AcceptForAll)?;
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
        let about = Args::none().value("account", self.account(0)?.0).number("minutes", minutes);
        eprintln!("{}", self.words.line("terminal-await-browser", &about));
        Ok(())
    }
}
