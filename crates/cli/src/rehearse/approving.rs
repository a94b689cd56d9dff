//! The administrator: approves on the page the assistant opens, by the link of the note, or in the portal; and what is
//! refused on the way there.

use sendoff_engine::{
    ports::Clipboard,
    screens::{Action, Answer, Screen, Unseen},
};
use sendoff_practice::{
    PortalAction,
    directory::AccountKind,
    robot::{Decision, Person as Who, RobotError, Saw},
};
use url::Url;

use super::{
    person::Person,
    reading::{offers, primary},
    report::ApprovalReport,
};
use crate::{NotFoundOut, arguments::ApprovalWay};

impl Person<'_> {
    /// Has the permissions approved in the way that was wished, where the step offers it.
    pub(super) async fn have_approved(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        let way = self.plan.wishes.approval;
        let here = offers(screen, &Action::OpenApproval);
        match way {
            ApprovalWay::Page if here => self.approve_here(AccountKind::Administrator, Decision::Accept).await?,
            ApprovalWay::Detours if here => self.approve_with_detours().await?,
            ApprovalWay::Note if here => return self.send_note().await,
            _ => return self.mend_in_portal(PortalAction::GrantAdminConsent).await,
        }
        self.approval(way).approved = true;
        Ok(())
    }

    /// Somebody tries who may not, the administrator cancels, and then approves.
    async fn approve_with_detours(&mut self) -> Result<(), NotFoundOut> {
        self.approve_here(AccountKind::Colleague, Decision::Cancel).await?;
        self.approve_here(AccountKind::Administrator, Decision::Cancel).await?;
        self.approve_here(AccountKind::Administrator, Decision::Accept).await
    }

    /// Opens the approval page from the assistant and goes through it as this account; what is refused is noted.
    async fn approve_here(&mut self, who: AccountKind, decision: Decision) -> Result<(), NotFoundOut> {
        self.watching.press(Action::OpenApproval)?;
        let page = self.opened.recv().await.ok_or_else(|| NotFoundOut("no approval page opens".to_owned()))?;
        let who = self.somebody(who, decision)?;
        let saw = self.robot.sign_in(page, &who).await;
        let saw = saw.map_err(|error| NotFoundOut::because("the robot cannot approve", &error))?;
        if let Saw::ErrorPage { text } = saw {
            self.watching.answer(Answer::BrowserTyped { text: Unseen::new(text) })?;
        }
        let settled = |screen: &Screen| screen.problem.is_some() || primary(screen).is_some();
        let screen = self.watching.until("the approval is judged", settled).await?;
        let way = self.plan.wishes.approval;
        let refused = screen.problem.map(|problem| problem.kind);
        self.approval(way).refused.extend(refused);
        Ok(())
    }

    /// Copies the note and keeps its link, as an administrator does who reads it days later.
    async fn send_note(&mut self) -> Result<(), NotFoundOut> {
        let copied = self.clipboard.copied.notified();
        self.watching.press(Action::CopyAdministratorNote)?;
        copied.await;
        let note = self.clipboard.read().await;
        let note = note.map_err(|_| NotFoundOut("there is no note to send".to_owned()))?;
        let link = note.lines().filter_map(|line| Url::parse(line.trim()).ok()).find(Url::has_host);
        self.link = Some(link.ok_or_else(|| NotFoundOut("the note holds no link".to_owned()))?);
        self.approval(ApprovalWay::Note).approved = false;
        Ok(())
    }

    /// Whether somebody has the note and has not followed it yet.
    pub(super) fn is_note_under_way(&self) -> bool {
        self.link.is_some()
    }

    /// It was checked too early; the administrator follows the link now, and it is checked again.
    pub(super) async fn follow_note(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        let Some(link) = self.link.take() else { return Ok(()) };
        let kind = screen.problem.as_ref().map(|problem| problem.kind.clone());
        self.approval(ApprovalWay::Note).refused.extend(kind);
        let who = self.somebody(AccountKind::Administrator, Decision::Accept)?;
        match self.robot.sign_in(link, &who).await {
            // Nobody waits for the answer on that computer, as the note says.
            Err(RobotError::Unreachable { .. }) | Ok(Saw::Landing(_)) => {}
            Ok(Saw::ErrorPage { text }) => return Err(NotFoundOut(format!("the link of the note leads to: {text}"))),
            Err(error) => return Err(NotFoundOut::because("the link of the note cannot be followed", &error)),
        }
        self.approval(ApprovalWay::Note).approved = true;
        let action = primary(screen).ok_or_else(|| NotFoundOut("nothing to check the approval with".to_owned()))?;
        self.watching.press_on(action).await.map(drop)
    }

    fn approval(&mut self, way: ApprovalWay) -> &mut ApprovalReport {
        self.report.approval.get_or_insert_with(|| ApprovalReport { way, refused: Vec::new(), approved: false })
    }

    fn somebody(&self, kind: AccountKind, decision: Decision) -> Result<Who, NotFoundOut> {
        let account = self.office.office().account(kind);
        let account = account.ok_or_else(|| NotFoundOut("the practice office has no such account".to_owned()))?;
        Ok(Who { address: account.address.clone(), password: account.password.reveal().to_owned(), decision })
    }
}
