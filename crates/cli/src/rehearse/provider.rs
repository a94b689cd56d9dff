//! The person at a provider that the set-up names itself: looks it up, confirms its computers, registers the application on its page, and types
//! what that page shows.

use sendoff_engine::screens::{Action, Block, Screen};
use sendoff_values::{FieldId, StepId};

use super::{
    mending::Moment,
    person::Person,
    portal::lost,
    reading::{holds_secret, row, rows},
};
use crate::NotFoundOut;

impl Person<'_> {
    /// Does what a step of Prepare asks for.
    pub(super) async fn prepare_at_provider(&mut self, step: StepId, screen: &Screen) -> Result<(), NotFoundOut> {
        match step {
            StepId::Provider if !self.look_up_provider().await? => return Ok(()),
            StepId::AppRegistration if self.registered.is_none() => self.register_at_provider(screen).await?,
            StepId::Tenant => {
                let client_id = self.shown()?.client_id.clone();
                self.type_in(FieldId::ClientId, &client_id).await?;
            }
            StepId::ClientSecret => self.paste_secret().await?,
            _ => {}
        }
        self.tick(step).await
    }

    /// Whether it was found; else what stands in the way is explained.
    async fn look_up_provider(&mut self) -> Result<bool, NotFoundOut> {
        self.arm(Moment::Ids).await?;
        self.watching.press(Action::FindProvider)?;
        let offers_tick = |screen: &Screen| screen.blocks.iter().any(|block| matches!(block, Block::Tick(_)));
        let judged = |screen: &Screen| screen.problem.is_some() || offers_tick(screen);
        let screen = self.watching.until("the provider is judged", judged).await?;
        Ok(screen.problem.is_none())
    }

    async fn register_at_provider(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        let page = self.open_portal().await?;
        let rows = rows(screen);
        let addresses = ["Redirect address of the application", "Redirect address of this assistant"];
        let [application, assistant] = [row(&rows, addresses[0])?, row(&rows, addresses[1])?];
        let registered = self.robot.register_at_provider(page, row(&rows, "Name")?, &[application, assistant]).await;
        self.registered = Some(registered.map_err(|error| lost(StepId::AppRegistration, &error))?);
        Ok(())
    }

    async fn paste_secret(&mut self) -> Result<(), NotFoundOut> {
        let secret = self.shown()?.client_secret.clone();
        self.clear_secret().await?;
        self.clipboard.put(secret);
        self.watching.press(Action::PasteInto(FieldId::ClientSecret))?;
        self.watching.until("the secret is held", holds_secret).await.map(drop)
    }

    fn shown(&self) -> Result<&sendoff_practice::robot::ProviderRegistration, NotFoundOut> {
        self.registered.as_ref().ok_or_else(|| NotFoundOut("nothing is registered at the provider".to_owned()))
    }
}
