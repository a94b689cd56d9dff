//! The person in the portal: opens the page the step opens, and does there what its card says, with the values its rows give.

use sendoff_engine::{
    screens::{Action, Screen},
    script::ProbeKind,
};
use sendoff_practice::{
    PortalAction,
    directory::AccountKind,
    robot::{ExposedApi, PlatformName, RobotError},
};
use sendoff_values::StepId;
use url::Url;

use super::{
    mending::Moment,
    person::Person,
    reading::{account_types, is_open, is_ticked, opens_portal, row, rows},
};
use crate::NotFoundOut;

impl Person<'_> {
    /// Does a step's work in the portal. Gives what was copied there for pasting, if the step takes a paste.
    pub(super) async fn work_in_portal(
        &mut self,
        step: StepId,
        screen: &Screen,
    ) -> Result<Option<String>, NotFoundOut> {
        if step == StepId::Approval {
            self.have_approved(screen).await?;
            return Ok(None);
        }
        for action in self.others_do(step) {
            self.mend_in_portal(action).await?;
        }
        if !opens_portal(screen) {
            return Ok(None);
        }
        let page = self.open_portal().await?;
        let rows = rows(screen);
        if step == StepId::Mailbox && self.plan.alone {
            return self.limit(screen).await.map(|()| None);
        }
        if step == StepId::Tenant {
            self.arm(Moment::Ids).await?;
        }
        let alone = self.plan.alone;
        let robot = &mut self.robot;
        let done = match step {
            StepId::AppRegistration => {
                let redirect = if alone { "" } else { row(&rows, "Redirect URI")? };
                let (name, accounts) = (row(&rows, "Name")?, account_types(screen)?);
                robot.register_for(page, name, &accounts, PlatformName::Web, redirect).await.map(|()| None)
            }
            StepId::Tenant => robot.copy_overview(page).await.map(Some),
            StepId::RedirectUri => {
                let addresses: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
                robot.add_redirects(page, PlatformName::Web, &addresses).await.map(|()| None)
            }
            StepId::Permissions => {
                let names: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
                // Where a step of its own asks for the approval, nobody approves before it.
                let listed = if alone {
                    robot.add_application_permissions(page, api(&self.plan.probes), &names).await
                } else if is_open(screen, StepId::Approval) {
                    robot.list_permissions(page, &names).await
                } else {
                    robot.add_permissions(page, &names).await
                };
                listed.map(|()| None)
            }
            StepId::ClientSecret => {
                robot.new_secret(page, row(&rows, "Description")?, "730 days (24 months)").await.map(Some)
            }
            StepId::ExposeApi => robot.expose_api(page, &exposed(&rows)?).await.map(|()| None),
            _ => Ok(None),
        };
        done.map_err(|error| lost(step, &error))
    }

    /// Runs the commands of the step as they stand there, in one window, and then the last of them for somebody else's mailbox:
    /// what is let into one must be kept from the other. Done once, since each of them makes something.
    async fn limit(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        if is_ticked(screen) {
            return Ok(());
        }
        let commands: Vec<String> = rows(screen).into_iter().map(|(_, value)| value).collect();
        let last = commands.last().ok_or_else(|| NotFoundOut("the step shows no commands".to_owned()))?;
        let other = self.office.office().account(AccountKind::Colleague);
        let other = other.ok_or_else(|| NotFoundOut("the practice office has no other mailbox".to_owned()))?;
        let other = last.replace("$mailbox", &format!("'{}'", other.address));
        let own = self.run_in_exchange(&commands.join("\n")).await?;
        let others = self.run_in_exchange(&other).await?;
        // Said in so many words: a command that was refused says neither.
        let says = |said: &str, words: [&str; 2]| words.iter().any(|word| said.trim_end().ends_with(word));
        if says(&own, ["True", "Granted"]) && says(&others, ["False", "Denied"]) {
            return Ok(());
        }
        Err(NotFoundOut(format!("the limit does not hold: of the mailbox {own:?}, of another {others:?}")))
    }

    async fn run_in_exchange(&mut self, commands: &str) -> Result<String, NotFoundOut> {
        let said = self.robot.run_exchange_commands(self.portal()?, commands).await;
        said.map_err(|error| lost(StepId::Mailbox, &error))
    }

    /// What an administrator does at this step, before anything is tried.
    fn others_do(&self, step: StepId) -> Vec<PortalAction> {
        // For an application alone the commands of the step do it.
        if step != StepId::Mailbox || self.plan.alone {
            return Vec::new();
        }
        let switch = |probe: &ProbeKind| match probe {
            ProbeKind::Smtp => Some(PortalAction::SwitchOnSmtp),
            ProbeKind::Imap => Some(PortalAction::SwitchOnImap),
            ProbeKind::Pop3 => Some(PortalAction::SwitchOnPop),
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars | ProbeKind::GmailSend => {
                None
            }
        };
        let shared = self.plan.delegate.iter().flat_map(|_| [PortalAction::GrantSendAs, PortalAction::GrantFullAccess]);
        self.plan.probes.iter().filter_map(switch).chain(shared).collect()
    }

    /// Presses the card's button and takes the address that the browser would open.
    pub(super) async fn open_portal(&mut self) -> Result<Url, NotFoundOut> {
        self.watching.press(Action::OpenPortalPage)?;
        let page = self.opened.recv().await;
        page.ok_or_else(|| NotFoundOut("no portal page was opened".to_owned()))
    }

    /// Does in the portal what ends a fault's effect.
    pub(super) async fn mend_in_portal(&mut self, action: PortalAction) -> Result<(), NotFoundOut> {
        let page = self.console.clone().map_or_else(|| self.portal(), Ok)?;
        let mended = self.robot.mend(page, action).await;
        mended.map_err(|error| NotFoundOut::because("the robot cannot mend it", &error))
    }

    fn portal(&self) -> Result<Url, NotFoundOut> {
        let portal = Url::parse(&self.announced.microsoft.portal);
        portal.map_err(|error| NotFoundOut::because("the portal has no address", &error))
    }
}

/// Under which API the portal lists what these take.
fn api(probes: &[ProbeKind]) -> &'static str {
    let by_graph = |probe: &ProbeKind| match probe {
        ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => true,
        ProbeKind::GmailSend | ProbeKind::Smtp | ProbeKind::Imap | ProbeKind::Pop3 => false,
    };
    if probes.iter().any(by_graph) { "Microsoft Graph" } else { "Office 365 Exchange Online" }
}

fn exposed(rows: &[(String, String)]) -> Result<ExposedApi, NotFoundOut> {
    let text = |label: &str| row(rows, label).map(str::to_owned);
    // Not every application asks for more than a scope.
    let given = |label: &str| text(label).unwrap_or_default();
    Ok(ExposedApi {
        scope_name: text("Scope name")?,
        who_can_consent: given("Who can consent?"),
        admin_display_name: text("Admin consent display name")?,
        admin_description: text("Admin consent description")?,
        user_display_name: given("User consent display name"),
        user_description: given("User consent description"),
        client_id: given("Client ID"),
    })
}

pub(super) fn lost(step: StepId, error: &RobotError) -> NotFoundOut {
    NotFoundOut::because(&format!("the robot cannot do the step {}", step.as_str()), error)
}
