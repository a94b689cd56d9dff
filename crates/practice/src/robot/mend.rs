//! Mending: what the robot does in the portal about a fault.

use url::Url;

use super::mailboxes::FULL_ACCESS;
use super::portal::form_with;
use super::{Robot, RobotError};
use crate::fault::PortalAction;

impl Robot {
    /// Does what a fault needs on those pages that no step of a set-up leads to, and consent. The others are mended by doing
    /// their step again with its values: [`add_redirects`](Self::add_redirects), which also moves, [`new_secret`](Self::new_secret),
    /// [`add_permissions`](Self::add_permissions), and for Google [`google_add_secret`](Self::google_add_secret),
    /// [`google_redirects`](Self::google_redirects), [`google_permissions`](Self::google_permissions). `portal` may be any page of the office's.
    pub async fn mend(&mut self, portal: Url, action: PortalAction) -> Result<(), RobotError> {
        match action {
            PortalAction::EnableApplication => self.enable(portal).await,
            PortalAction::AssignPeople => self.assign_everybody(portal).await,
            PortalAction::GrantAdminConsent => self.grant_admin_consent(portal).await,
            PortalAction::SwitchOnSmtp => self.switch_on_everywhere(portal, "Authenticated SMTP").await,
            PortalAction::SwitchOnImap => self.switch_on_everywhere(portal, "IMAP").await,
            PortalAction::SwitchOnPop => self.switch_on_everywhere(portal, "POP").await,
            PortalAction::GrantSendAs => self.delegate_to_everybody(portal, "Send As").await,
            PortalAction::GrantFullAccess => self.delegate_to_everybody(portal, FULL_ACCESS).await,
            PortalAction::AdmitMailbox => self.admit_mailboxes(portal).await,
            PortalAction::GoogleRestoreClient => self.google_restore(at_google(&portal, "console/auth/clients")).await,
            PortalAction::GooglePublish => self.google_publish(at_google(&portal, "console/auth/audience")).await,
            PortalAction::GoogleEnable => {
                self.google_enable(at_google(&portal, "console/apis/library/gmail.googleapis.com")).await
            }
            PortalAction::GoogleSwitchOnPop => {
                self.google_pop(at_google(&portal, "account/gmail/forwarding-and-pop")).await
            }
            PortalAction::GoogleTrust => self.google_trust_newest(portal).await,
            PortalAction::GoogleDelegate
            | PortalAction::GoogleAddKey
            | PortalAction::GoogleAddSecret
            | PortalAction::GoogleAddRedirect
            | PortalAction::GoogleListScopes
            | PortalAction::AddSecret
            | PortalAction::AddRedirect
            | PortalAction::MoveRedirectToWeb
            | PortalAction::AddPermission => Ok(()),
        }
    }

    /// *Properties*, *Enabled for users to sign-in?*, *Yes*.
    async fn enable(&mut self, portal: Url) -> Result<(), RobotError> {
        let page = self.in_registration(portal, "Properties").await?;
        let mut form = form_with(&page, "Save")?;
        form.tick_in("Enabled for users to sign-in?", "Yes")?;
        self.press(&form, "Save").await.map(drop)
    }

    /// *Users and groups*, *Add user/group*, for everybody who is offered.
    async fn assign_everybody(&mut self, portal: Url) -> Result<(), RobotError> {
        let mut page = self.in_registration(portal, "Users and groups").await?;
        loop {
            let ask = self.click(&page, "Add user/group").await?;
            let Ok(mut form) = form_with(&ask, "Assign") else { return Ok(()) };
            let Some((person, _)) = form.options("Users")?.into_iter().next() else { return Ok(()) };
            form.choose("Users", &person)?;
            page = self.press(&form, "Assign").await?;
        }
    }
}

/// A page of Google's: of the newest project where `portal` names none, and of the mailbox's account.
pub(super) fn at_google(portal: &Url, page: &str) -> Url {
    let mut address = portal.clone();
    address.set_path(&format!("/google/{page}"));
    address
}
