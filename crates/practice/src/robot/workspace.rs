//! In the Admin console of a Workspace, and at service accounts.

use url::Url;

use super::mend::at_google;
use super::portal::form_with;
use super::{Robot, RobotError};

impl Robot {
    /// *Configure new app*, *Trusted*, under *Manage app access*.
    pub async fn google_trust(&mut self, page: Url, client_id: &str) -> Result<(), RobotError> {
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Configure")?;
        form.fill("Client ID", client_id)?;
        self.press(&form, "Configure").await.map(drop)
    }

    /// The newest client of the newest project as *Trusted*.
    pub(super) async fn google_trust_newest(&mut self, portal: Url) -> Result<(), RobotError> {
        let list = self.open(at_google(&portal, "console/auth/clients")).await?;
        let newest = list.copied("main table tbody tr:first-child td:nth-child(4)").into_iter().next();
        let missing = || RobotError::NoField { field: "Client ID".to_owned(), page: list.heading() };
        self.google_trust(at_google(&portal, "admin/ac/owl/list"), &newest.ok_or_else(missing)?).await
    }

    /// *Add a new client ID*, *Authorize*, under *Domain-wide delegation*. What the address has filled in is left as it is where
    /// nothing is given.
    pub async fn google_delegate(&mut self, page: Url, client_id: &str, scopes: &[&str]) -> Result<(), RobotError> {
        let by_address = page.query_pairs().find(|(name, _)| name == "clientIdToAdd").map(|(_, id)| id.into_owned());
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Authorize")?;
        if !client_id.is_empty() {
            form.fill("Client ID", client_id)?;
        }
        if !scopes.is_empty() {
            form.fill("OAuth scopes (comma-delimited)", &scopes.join(","))?;
        }
        // Whoever comes back by the same address finds the entry of the first time.
        let listed = page.copied("main table tbody tr > :first-child");
        if by_address.is_some_and(|id| listed.contains(&id)) {
            form.tick("Overwrite existing client ID")?;
        }
        self.press(&form, "Authorize").await.map(drop)
    }

    /// *Create service account*, then *Add key*: the key's file. It holds a private key.
    pub async fn google_service_account(&mut self, page: Url, name: &str) -> Result<String, RobotError> {
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Create")?;
        form.fill("Service account name", name)?;
        let page = self.press(&form, "Create").await?;
        let file = self.press(&form_with(&page, "Add key")?, "Add key").await?;
        Ok(file.html().to_owned())
    }

    /// The file of a new key, of the service account that is there or of one that is made.
    pub async fn google_key(&mut self, page: Url, name: &str) -> Result<String, RobotError> {
        let list = self.open(page.clone()).await?;
        let named = list.copied("main table tbody tr:first-child a").into_iter().next();
        match list.links().into_iter().rfind(|link| Some(&link.text) == named.as_ref()) {
            Some(account) => self.google_add_key(account.address).await,
            None => self.google_service_account(page, name).await,
        }
    }

    /// *Add key* on the page of a service account.
    pub async fn google_add_key(&mut self, page: Url) -> Result<String, RobotError> {
        let page = self.open(page).await?;
        let file = self.press(&form_with(&page, "Add key")?, "Add key").await?;
        Ok(file.html().to_owned())
    }
}
