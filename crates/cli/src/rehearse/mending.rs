//! What the person does about an explained error: goes where it sends them, mends what is to be mended, and tries again.

use sendoff_engine::screens::{Action, PageName, ProblemView, Screen};
use sendoff_practice::{
    Fault, MendedBy, PortalAction, Surface,
    robot::{Decision, Person as Who},
};
use sendoff_values::StepId;

use super::{
    person::Person,
    reading::{goes_to, primary},
    report::{FaultEnd, FaultReport, ProblemReport},
};
use crate::NotFoundOut;

/// When a fault begins to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Before anything is made.
    Start,
    /// Before the IDs are pasted.
    Ids,
    /// Before the way to the application's machine is checked.
    Network,
    /// Before the browser opens, or access is asked for.
    SignIn,
    /// Before the test message is sent.
    Test,
}

/// The moment at which a fault shows.
pub(crate) fn moment(fault: Fault) -> Moment {
    const AT_THE_TEST: [Surface; 13] = [
        Surface::Application,
        Surface::GraphSend,
        Surface::GraphRead,
        Surface::Smtp,
        Surface::Imap,
        Surface::Pop3,
        Surface::SharedSend,
        Surface::SharedRead,
        Surface::GmailApi,
        Surface::GoogleSmtp,
        Surface::GoogleImap,
        Surface::GooglePop3,
        Surface::GooglePassword,
    ];
    match fault {
        Fault::SecretDelay | Fault::RegistrationDelay | Fault::GoogleClientDelay => Moment::Start,
        Fault::DiscoveryHtml | Fault::ProviderUnknown | Fault::ProviderOther => Moment::Ids,
        _ if fault.shows_at().contains(&Surface::Machine) => Moment::Network,
        // What was not approved shows in the access already.
        Fault::ApplicationNotApproved => Moment::SignIn,
        _ if fault.shows_at().iter().any(|surface| AT_THE_TEST.contains(surface)) => Moment::Test,
        _ => Moment::SignIn,
    }
}

/// What ends the fault's effect, as the entry of the catalogue that says so.
fn how(fault: Fault) -> &'static str {
    match fault.mended_by() {
        MendedBy::Portal(PortalAction::AddSecret) => "terminal-by-add-secret",
        MendedBy::Portal(PortalAction::AddRedirect) => "terminal-by-add-redirect",
        MendedBy::Portal(PortalAction::MoveRedirectToWeb) => "terminal-by-move-redirect",
        MendedBy::Portal(PortalAction::AddPermission) => "terminal-by-add-permission",
        MendedBy::Portal(PortalAction::GrantAdminConsent) => "terminal-by-approval",
        MendedBy::Portal(PortalAction::EnableApplication) => "terminal-by-switching-on",
        MendedBy::Portal(PortalAction::AssignPeople) => "terminal-by-assigning",
        MendedBy::Portal(PortalAction::SwitchOnSmtp | PortalAction::SwitchOnImap | PortalAction::SwitchOnPop) => {
            "terminal-by-mailbox-switch"
        }
        MendedBy::Portal(PortalAction::GrantSendAs) => "terminal-by-send-as",
        MendedBy::Portal(PortalAction::GrantFullAccess) => "terminal-by-full-access",
        MendedBy::Portal(PortalAction::AdmitMailbox) => "terminal-by-admitting",
        MendedBy::Portal(PortalAction::GoogleAddSecret) => "terminal-by-google-add-secret",
        MendedBy::Portal(PortalAction::GoogleRestoreClient) => "terminal-by-google-restoring",
        MendedBy::Portal(PortalAction::GoogleAddRedirect) => "terminal-by-google-redirect",
        MendedBy::Portal(PortalAction::GoogleListScopes) => "terminal-by-google-listing",
        MendedBy::Portal(PortalAction::GooglePublish) => "terminal-by-google-publishing",
        MendedBy::Portal(PortalAction::GoogleEnable) => "terminal-by-google-enabling",
        MendedBy::Portal(PortalAction::GoogleSwitchOnPop) => "terminal-by-google-pop",
        MendedBy::Portal(PortalAction::GoogleTrust) => "terminal-by-google-trusting",
        MendedBy::Portal(PortalAction::GoogleDelegate) => "terminal-by-google-delegating",
        MendedBy::Portal(PortalAction::GoogleAddKey) => "terminal-by-google-add-key",
        MendedBy::Waiting => "terminal-by-waiting",
        MendedBy::Retry => "terminal-by-retry",
        MendedBy::CopyAgain => "terminal-by-copying",
        MendedBy::SigningInAgain => "terminal-by-sign-in",
        MendedBy::RightAccount => "terminal-by-right-account",
        MendedBy::SomebodyElse => "terminal-by-somebody-else",
        MendedBy::SettingTheClock => "terminal-by-clock",
    }
}

/// Whether the page has this button at its foot.
fn has_at_foot(screen: &Screen, action: &Action) -> bool {
    screen.footer.primary.iter().chain(&screen.footer.secondary).any(|button| button.action == *action)
}

impl Person<'_> {
    /// Keeps the first problem that was explained, as the person read it.
    pub(super) fn note(&mut self, screen: &Screen, problem: &ProblemView) {
        let PageName::Step(at) = screen.name else { return };
        let (words, how) = (&self.words, self.fault.map(how));
        self.problem.get_or_insert_with(|| (at, ProblemReport::of(words, problem, how)));
    }

    /// What the fault came to.
    pub(super) fn came_of(&self, fault: Fault) -> FaultReport {
        let seen = self.office.office().happened().iter().any(|happened| happened.fault == fault);
        let ended = match &self.problem {
            Some((_, problem)) => problem.mended.then_some(FaultEnd::Mended),
            None if self.report.permissions.is_some() => self.report.saved.then_some(FaultEnd::Cautioned),
            None => (seen && self.report.saved).then_some(FaultEnd::WaitedOut),
        };
        FaultReport { name: fault.name(), does: fault.describe(), happened: seen || self.problem.is_some(), ended }
    }

    /// Does what the explained error says.
    pub(super) async fn mend(&mut self, screen: &Screen, problem: &ProblemView) -> Result<(), NotFoundOut> {
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
        if has_at_foot(screen, &Action::Stop) {
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
        let (address, password) = self.account()?;
        Ok(Who { address, password, decision })
    }
}
