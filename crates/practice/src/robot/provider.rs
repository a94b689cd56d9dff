//! At the mail provider without directories: registering an application, and copying what its page shows.

use std::fmt;
use url::Url;

use super::portal::form_with;
use super::{Page, Robot, RobotError};

/// What a person copies from the page of a new application. The secret does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderRegistration {
    /// *Client ID*.
    pub client_id: String,
    /// *Client secret*, which its page shows once.
    pub client_secret: String,
}

impl fmt::Debug for ProviderRegistration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderRegistration").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl Robot {
    /// *New application* on the page of applications, with its redirect addresses, one a line.
    pub async fn register_at_provider(
        &mut self,
        page: Url,
        name: &str,
        redirects: &[&str],
    ) -> Result<ProviderRegistration, RobotError> {
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Register")?;
        form.fill("Name", name)?;
        form.fill("Redirect addresses", &redirects.join("\n"))?;
        let page = self.press(&form, "Register").await?;
        Ok(ProviderRegistration {
            client_id: copied_row(&page, "Client ID")?,
            client_secret: copied_row(&page, "Client secret")?,
        })
    }
}

/// The value of the row with this label.
pub(super) fn copied_row(page: &Page, label: &str) -> Result<String, RobotError> {
    let rows = page.copied("main dl > div");
    let value = rows.iter().find_map(|row| row.strip_prefix(label)?.strip_prefix('\n'));
    let missing = || RobotError::NoField { field: label.to_owned(), page: page.heading() };
    value.map(str::to_owned).ok_or_else(missing)
}
