//! Eyes and hands on one engine: waits until a screen is as wanted, presses and answers.

use std::time::Duration;

use jiff::SignedDuration;
use sendoff_engine::{
    Engine,
    ports::{Clock, SystemClock},
    screens::{Action, Answer, Said, Screen},
};
use tokio::sync::watch;

use super::Plan;
use crate::{NotFoundOut, arguments::BrowserKind};

/// Longer than any wait of a rehearsal by the robot; only a hang gets here.
const HANG: Duration = Duration::from_mins(3);

/// Eyes and hands on one engine.
pub(crate) struct Watching<'a> {
    engine: &'a Engine,
    longest: Duration,
    screens: watch::Receiver<Screen>,
}

impl<'a> Watching<'a> {
    /// Looks at this engine. Where a person goes through the browser, the assistant itself gives up before this does.
    pub(crate) fn new(engine: &'a Engine, plan: &Plan) -> Self {
        let robot = plan.wishes.browser == BrowserKind::Robot;
        let longest = if robot { HANG } else { plan.sign_in_limit.saturating_add(HANG) };
        Self { engine, longest, screens: engine.screens() }
    }

    /// What is shown now.
    pub(crate) fn screen(&self) -> Screen {
        self.screens.borrow().clone()
    }

    /// Waits until the screen is as wanted.
    pub(crate) async fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Result<Screen, NotFoundOut> {
        let waited = tokio::time::timeout(self.longest, self.screens.wait_for(|screen| wanted(screen))).await;
        let waited = waited.map(|screen| screen.map(|screen| screen.clone()));
        self.seen(what, waited)
    }

    /// Waits for a screen that was not seen yet, whatever is on it.
    pub(crate) async fn next(&mut self, what: &str) -> Result<Screen, NotFoundOut> {
        let waited = tokio::time::timeout(self.longest, self.screens.changed()).await;
        let shown = self.screens.borrow().clone();
        self.seen(what, waited.map(|changed| changed.map(|()| shown)))
    }

    fn seen(
        &self,
        what: &str,
        waited: Result<Result<Screen, watch::error::RecvError>, tokio::time::error::Elapsed>,
    ) -> Result<Screen, NotFoundOut> {
        match waited {
            Ok(Ok(screen)) => Ok(screen),
            Ok(Err(_)) => Err(NotFoundOut("the engine has ended".to_owned())),
            Err(_) => Err(NotFoundOut(format!("nothing came of: {what}; shown is {:?}", self.screen().name))),
        }
    }

    /// Sends an answer.
    pub(crate) fn say(&self, said: Said) -> Result<(), NotFoundOut> {
        self.answer(Answer::Said(said))
    }

    /// Sends an answer of any kind.
    pub(crate) fn answer(&self, answer: Answer) -> Result<(), NotFoundOut> {
        self.engine.answer(answer).map_err(|error| NotFoundOut::because("an answer was not taken", &error))
    }

    /// Presses a button.
    pub(crate) fn press(&self, action: Action) -> Result<(), NotFoundOut> {
        self.say(Said::Press(action))
    }

    /// A button that is refused for some seconds says until when.
    async fn until_enabled(&self, action: &Action) {
        let screen = self.screen();
        let of_problem = screen.problem.iter().flat_map(|problem| problem.primary.iter().chain(&problem.secondary));
        let buttons = of_problem.chain(&screen.footer.primary).chain(&screen.footer.secondary);
        let at = buttons.filter(|button| button.action == *action).filter_map(|button| button.enabled_at).max();
        if let Some(left) = at.map(|at| at.duration_since(SystemClock.now())).filter(SignedDuration::is_positive) {
            tokio::time::sleep(left.unsigned_abs()).await;
        }
    }

    /// Presses a button and waits for another page.
    pub(crate) async fn press_on(&mut self, action: Action) -> Result<Screen, NotFoundOut> {
        self.until_enabled(&action).await;
        let before = self.screen();
        let what = format!("{action:?}");
        self.press(action)?;
        let moved = |screen: &Screen| {
            (screen.page, screen.attempt, &screen.problem) != (before.page, before.attempt, &before.problem)
        };
        self.until(&what, moved).await
    }
}
