//! The person at Google: makes the project, does on each page what its card says, and pastes what the page of the client gives.

use sendoff_engine::screens::{Action, Block, Screen};
use sendoff_practice::{GoogleAccountKind, robot::RobotError};
use sendoff_values::{FieldId, StepId};
use sendoff_words::RunKind;

use super::{
    person::Person,
    portal::lost,
    reading::{is_filled, opens_portal, row, rows},
};
use crate::NotFoundOut;

/// Labels of the two redirect addresses that a Web client has.
const REDIRECTS: [&str; 2] = ["Redirect address of the application", "Redirect address of this assistant"];

impl Person<'_> {
    /// Does what a step of Prepare asks for.
    pub(super) async fn prepare_at_google(&mut self, step: StepId, screen: &Screen) -> Result<(), NotFoundOut> {
        if opens_portal(screen) {
            self.work_in_console(step, screen).await?;
        }
        self.tick(step).await
    }

    async fn work_in_console(&mut self, step: StepId, screen: &Screen) -> Result<(), NotFoundOut> {
        if step == StepId::Project && is_filled(screen) {
            return Ok(());
        }
        let page = self.open_portal().await?;
        self.console = Some(page.clone());
        let (rows, labels) = (rows(screen), labels(screen));
        let says = |label: &str| labels.iter().any(|one| one == label);
        let contact = self.account()?.0;
        let private = self.plan.google == Some(GoogleAccountKind::Private);
        let robot = &mut self.robot;
        let done: Result<(), RobotError> = match step {
            StepId::Project => {
                let name = row(&rows, "Project name")?;
                let made = if private {
                    robot.google_private_project(page, name).await
                } else {
                    robot.google_project(page, name).await
                };
                let id = made.map_err(|error| lost(step, &error))?;
                return self.type_in(FieldId::GoogleProject, &id).await;
            }
            StepId::GoogleApi => robot.google_enable(page).await,
            StepId::GoogleBranding => {
                robot.google_brand(page, row(&rows, "App name")?, says("Internal"), &contact).await
            }
            StepId::GoogleAudience if says("Publish app") => robot.google_publish(page).await,
            StepId::GoogleAudience if says("Add users") => {
                robot.google_test_user(page, row(&rows, "Test users")?).await
            }
            StepId::GoogleDataAccess => robot.google_permissions(page, &[row(&rows, "Manually add scopes")?]).await,
            StepId::GoogleClient => {
                let named = REDIRECTS.iter().filter_map(|label| row(&rows, label).ok());
                let redirects: Vec<&str> = named.collect();
                let made = robot.google_client(page, says("Desktop app"), row(&rows, "Name")?, &redirects).await;
                let made = made.map_err(|error| lost(step, &error))?;
                return self.paste(made.file).await;
            }
            StepId::GoogleAppAccess => robot.google_trust(page, row(&rows, "Client ID")?).await,
            StepId::TwoStep => robot.google_two_step(page).await,
            StepId::AppPassword => {
                let made = robot.google_app_password(page, row(&rows, "App name")?).await;
                let made = made.map_err(|error| lost(step, &error))?;
                return self.paste(made).await;
            }
            StepId::ServiceAccount => {
                let made = robot.google_key(page, row(&rows, "Service account name")?).await;
                return self.paste(made.map_err(|error| lost(step, &error))?).await;
            }
            // The address has filled in both values.
            StepId::Delegation => robot.google_delegate(page, "", &[]).await,
            _ => Ok(()),
        };
        done.map_err(|error| lost(step, &error))
    }

    /// What the page gives, as it is: the file of a client or of a key, or an app password in its four groups.
    async fn paste(&mut self, given: String) -> Result<(), NotFoundOut> {
        self.clear_secret().await?;
        self.clipboard.put(given);
        self.watching.press(Action::Paste)?;
        self.watching.until("the paste is read", is_filled).await.map(drop)
    }
}

/// The labels of the portal in what the card says to do.
fn labels(screen: &Screen) -> Vec<String> {
    let cards = screen.blocks.iter().filter_map(|block| match block {
        Block::PortalCard(card) => Some(card),
        _ => None,
    });
    let runs = cards.flat_map(|card| &card.actions).flat_map(|action| &action.0);
    runs.filter(|run| run.kind == RunKind::Portal).map(|run| run.text.clone()).collect()
}
