//! What the person does about an explained error: goes where it sends them, mends what is to be mended, and tries again.

use sendoff_engine::screens::{Action, PageName, Screen};
use sendoff_practice::{
    Fault, MendedBy,
    robot::{Decision, Person as Who},
};
use sendoff_values::StepId;

use super::person::{Person, goes_to, primary};
use crate::NotFoundOut;

/// When a fault begins to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Before anything is made.
    Start,
    /// Before the IDs are pasted.
    Ids,
    /// Before the browser opens.
    SignIn,
    /// Before the test message is sent.
    Test,
}

/// The moment at which a fault shows.
pub(crate) fn moment(fault: Fault) -> Moment {
    match fault {
        Fault::SecretDelay | Fault::RegistrationDelay => Moment::Start,
        Fault::DiscoveryHtml => Moment::Ids,
        Fault::GraphUnauthorized
        | Fault::GraphSendAsDenied
        | Fault::GraphAccessDenied
        | Fault::GraphMailboxNotEnabled
        | Fault::GraphUserMissing
        | Fault::GraphThrottled
        | Fault::GraphDropped
        | Fault::GraphHtml
        | Fault::NetworkGone => Moment::Test,
        Fault::SecretWrong
        | Fault::SecretExpired
        | Fault::DirectoryUnknown
        | Fault::RegistrationUnknown
        | Fault::RegistrationDisabled
        | Fault::RedirectMissing
        | Fault::RedirectWrongPlatformSpa
        | Fault::RedirectWrongPlatformPublic
        | Fault::PermissionMissing
        | Fault::ApprovalNeeded
        | Fault::ApprovalDeclined
        | Fault::WrongAccount
        | Fault::OtherOrganisation
        | Fault::PolicyStopped
        | Fault::SecondFactor
        | Fault::NotAssigned
        | Fault::CodeSpent
        | Fault::NoRefreshToken
        | Fault::TokenHtml
        | Fault::TokenEmpty
        | Fault::TokenCut
        | Fault::TokenSlow
        | Fault::TokenBusy
        | Fault::TokenDown
        | Fault::TokenDropped
        | Fault::ClockWrong
        | Fault::IdentityForged => Moment::SignIn,
    }
}

/// Whether the page has this button at its foot.
fn offers(screen: &Screen, action: &Action) -> bool {
    screen.footer.primary.iter().chain(&screen.footer.secondary).any(|button| button.action == *action)
}

impl Person<'_> {
    /// Reads the explained error and does what it says.
    pub(super) async fn mend(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        let Some(problem) = &screen.problem else { return Ok(()) };
        self.note(screen, problem);
        if self.fault.is_none() {
            return Err(NotFoundOut(format!("{}: {}", problem.title.line(), problem.why.line())));
        }
        match (goes_to(problem), primary(screen)) {
            (Some(step), _) => self.mend_at(step).await,
            (None, Some(action)) => self.mend_here(action, screen).await,
            (None, None) => Err(NotFoundOut(format!("no way on from: {}", problem.title.line()))),
        }
    }

    /// Goes to the step, does its work again, and tries the failed operation from there.
    async fn mend_at(&mut self, step: StepId) -> Result<(), NotFoundOut> {
        let arrived = self.watching.press_on(Action::GoTo(step)).await?;
        self.mend_outside().await?;
        if arrived.name == PageName::Step(step) && step < StepId::SignIn {
            self.prepare(step, &arrived).await?;
        }
        let again = primary(&self.watching.screen());
        self.watching.press_on(again.unwrap_or(Action::Retry)).await.map(drop)
    }

    /// Mends what others must mend, then does the same again.
    async fn mend_here(&mut self, action: Action, screen: &Screen) -> Result<(), NotFoundOut> {
        self.mend_outside().await?;
        if offers(screen, &Action::Stop) {
            // The browser shows an error and no answer will come: this attempt is given up for a new one.
            self.watching.press_on(Action::Stop).await?;
            return self.watching.press_on(Action::Retry).await.map(drop);
        }
        let action = match action {
            Action::CopyAdministratorNote | Action::CopyProblemBlock => Action::Retry,
            other => other,
        };
        self.watching.press_on(action).await.map(drop)
    }

    /// What has to happen away from the assistant.
    async fn mend_outside(&mut self) -> Result<(), NotFoundOut> {
        let Some(fault) = self.fault else { return Ok(()) };
        match fault.mended_by() {
            MendedBy::Portal(action) => self.mend_in_portal(action).await,
            MendedBy::SettingTheClock | MendedBy::SomebodyElse => {
                self.office.office().disarm(fault);
                Ok(())
            }
            MendedBy::Waiting
            | MendedBy::CopyAgain
            | MendedBy::SigningInAgain
            | MendedBy::RightAccount
            | MendedBy::Retry => Ok(()),
        }
    }

    /// Who signs in, and what they press.
    pub(super) fn who_signs_in(&self, decision: Decision) -> Result<Who, NotFoundOut> {
        let (address, password) = self.account(0)?;
        Ok(Who { address, password, decision })
    }
}
