//! Authentication: addresses under the right platform, by the words of the page.

use url::Url;

use super::portal::form_with;
use super::{Form, Page, Robot, RobotError};

/// A platform by the words of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformName {
    /// *Web*.
    Web,
    /// *Single-page application*.
    SinglePage,
    /// *Mobile and desktop applications*.
    MobileAndDesktop,
}

impl PlatformName {
    const ALL: [Self; 3] = [Self::Web, Self::SinglePage, Self::MobileAndDesktop];

    fn words(self) -> &'static str {
        match self {
            Self::Web => "Web",
            Self::SinglePage => "Single-page application",
            Self::MobileAndDesktop => "Mobile and desktop applications",
        }
    }

    /// *Register an application* has words of its own for two of them.
    pub(super) fn words_at_registration(self) -> &'static str {
        match self {
            Self::Web => "Web",
            Self::SinglePage => "Single-page application (SPA)",
            Self::MobileAndDesktop => "Public client/native (mobile & desktop)",
        }
    }

    fn field(self, number: usize) -> String {
        format!("{} redirect URI {number}", self.words())
    }
}

impl Robot {
    /// Sees to it that these addresses stand under `platform`, and under no other.
    pub async fn add_redirects(
        &mut self,
        page: Url,
        platform: PlatformName,
        addresses: &[&str],
    ) -> Result<(), RobotError> {
        let mut page = self.in_registration(page, "Authentication").await?;
        for address in addresses {
            page = self.remove_elsewhere(page, platform, address).await?;
            page = self.add_redirect(page, platform, address).await?;
        }
        Ok(())
    }

    async fn add_redirect(&mut self, page: Page, platform: PlatformName, address: &str) -> Result<Page, RobotError> {
        let form = form_with(&page, "Save")?;
        if stands_under(&form, platform, address) {
            return Ok(page);
        }
        let add = format!("Add URI under {}", platform.words());
        if !form.has_button(&add) {
            return self.add_platform(&page, platform, address).await;
        }
        let page = self.press(&form, &add).await?;
        let mut form = form_with(&page, "Save")?;
        let last =
            form.controls.iter().enumerate().take_while(|(at, _)| form.has_field(&platform.field(at + 1))).count();
        form.fill(&platform.field(last), address)?;
        self.press(&form, "Save").await
    }

    async fn add_platform(&mut self, page: &Page, platform: PlatformName, address: &str) -> Result<Page, RobotError> {
        let choose = self.click(page, "Add a platform").await?;
        let page = self.click(&choose, platform.words()).await?;
        let mut form = form_with(&page, "Configure")?;
        form.fill("Redirect URI", address)?;
        self.press(&form, "Configure").await
    }

    async fn remove_elsewhere(
        &mut self,
        page: Page,
        platform: PlatformName,
        address: &str,
    ) -> Result<Page, RobotError> {
        let form = form_with(&page, "Save")?;
        let mut others = PlatformName::ALL.into_iter().filter(|other| *other != platform);
        if !others.any(|other| stands_under(&form, other, address)) {
            return Ok(page);
        }
        let removed = self.press(&form, &format!("Remove {address}")).await?;
        self.press(&form_with(&removed, "Save")?, "Save").await
    }
}

fn stands_under(form: &Form, platform: PlatformName, address: &str) -> bool {
    let field = format!("{} redirect URI ", platform.words());
    form.controls.iter().any(|control| control.label.starts_with(&field) && control.value() == address)
}
