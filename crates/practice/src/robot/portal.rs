//! In the portal: what the robot does on each of its pages, by the words on them.
//!
//! Each takes the address the assistant opens, be it the page itself or the start of the portal, and finds its way from there.

use url::Url;

use super::{Form, Page, PlatformName, Robot, RobotError};

/// More pages than lie between the start of the portal and any page of a registration.
const MOST_STEPS: usize = 4;

/// What is typed under *Expose an API*; what is empty is left as the page has it.
#[derive(Clone, Debug)]
pub struct ExposedApi {
    /// Scope name.
    pub scope_name: String,
    /// Who can consent?
    pub who_can_consent: String,
    /// Admin consent display name.
    pub admin_display_name: String,
    /// Admin consent description.
    pub admin_description: String,
    /// User consent display name.
    pub user_display_name: String,
    /// User consent description.
    pub user_description: String,
    /// The client application to add.
    pub client_id: String,
}

impl Robot {
    /// *New registration* for accounts of this directory only. Without a redirect URI it is left empty.
    pub async fn register(
        &mut self,
        from: Url,
        name: &str,
        platform: PlatformName,
        redirect: &str,
    ) -> Result<(), RobotError> {
        self.register_for(from, name, "Single tenant", platform, redirect).await
    }

    /// *New registration*, from the list of registrations or any page that leads to it. `accounts` is what an instruction
    /// calls the account types; the portal's label says more.
    pub async fn register_for(
        &mut self,
        from: Url,
        name: &str,
        accounts: &str,
        platform: PlatformName,
        redirect: &str,
    ) -> Result<(), RobotError> {
        let mut list = self.open(from).await?;
        if list.link("New registration").is_none() {
            list = self.click(&list, "App registrations").await?;
        }
        let page = self.click(&list, "New registration").await?;
        let mut form = form_with(&page, "Register")?;
        form.fill("Name", name)?;
        form.tick_nearest("Supported account types", accounts)?;
        if !redirect.is_empty() {
            form.choose("Platform", platform.words_at_registration())?;
            form.fill("Value", redirect)?;
        }
        self.press(&form, "Register").await.map(drop)
    }

    /// *Supported account types* under *Authentication*, by what an instruction calls them.
    pub async fn set_account_types(&mut self, page: Url, accounts: &str) -> Result<(), RobotError> {
        let page = self.in_registration(page, "Authentication").await?;
        let mut form = form_with(&page, "Save")?;
        form.tick_nearest("Supported account types", accounts)?;
        self.press(&form, "Save").await.map(drop)
    }

    /// Everything under *Essentials*, as selecting and copying it gives: a line for each label and each value.
    pub async fn copy_overview(&mut self, page: Url) -> Result<String, RobotError> {
        let page = self.in_registration(page, "Overview").await?;
        Ok(page.copied("section[aria-labelledby=essentials] dl").join("\n"))
    }

    /// All of the *Manifest* page's text, in the format its link names: Microsoft Graph's if none is given.
    pub async fn copy_manifest(&mut self, page: Url, format: Option<&str>) -> Result<String, RobotError> {
        let mut page = self.in_registration(page, "Manifest").await?;
        if let Some(link) = format {
            page = self.click(&page, link).await?;
        }
        Ok(page.copied("#manifest").join("\n"))
    }

    /// *New client secret*. Gives the table row as a person would copy it: the headings and the row, separated by tabs.
    pub async fn new_secret(&mut self, page: Url, description: &str, period: &str) -> Result<String, RobotError> {
        let page = self.in_registration(page, "Certificates & secrets").await?;
        let page = self.click(&page, "New client secret").await?;
        let mut form = form_with(&page, "Add")?;
        form.fill("Description", description)?;
        form.choose("Expires", period)?;
        let page = self.press(&form, "Add").await?;
        let headings = page.copied("main table thead th");
        let row: Vec<_> = page.copied("main table tbody tr:last-child td").into_iter().take(headings.len()).collect();
        Ok(format!("{}\n{}", headings.join("\t"), row.join("\t")))
    }

    /// *Delete* beside the client secret with this description.
    pub async fn delete_secret(&mut self, page: Url, description: &str) -> Result<(), RobotError> {
        let page = self.in_registration(page, "Certificates & secrets").await?;
        let page = self.click(&page, &format!("Delete {description}")).await?;
        self.press(&form_with(&page, "Yes")?, "Yes").await.map(drop)
    }

    /// *Add a permission*, *Microsoft Graph*, *Delegated permissions*, then *Grant admin consent*.
    pub async fn add_permissions(&mut self, page: Url, names: &[&str]) -> Result<(), RobotError> {
        let page = self.add_from_list(page, ("Microsoft Graph", "Delegated permissions"), names).await?;
        self.grant(&page).await
    }

    /// *Add a permission*, *Microsoft Graph*, *Application permissions*. Approving them is another step.
    pub async fn add_application_permissions(
        &mut self,
        page: Url,
        api: &str,
        names: &[&str],
    ) -> Result<(), RobotError> {
        self.add_from_list(page, (api, "Application permissions"), names).await.map(drop)
    }

    /// Delegated permissions without *Grant admin consent*: somebody approves later.
    pub async fn list_permissions(&mut self, page: Url, names: &[&str]) -> Result<(), RobotError> {
        self.add_from_list(page, ("Microsoft Graph", "Delegated permissions"), names).await.map(drop)
    }

    async fn add_from_list(
        &mut self,
        page: Url,
        (api, kind): (&str, &str),
        names: &[&str],
    ) -> Result<Page, RobotError> {
        let page = self.in_registration(page, "API permissions").await?;
        let page = self.click(&page, "Add a permission").await?;
        let page = self.click(&page, api).await?;
        let page = self.click(&page, kind).await?;
        let mut form = form_with(&page, "Add permissions")?;
        for name in names {
            form.tick(name)?;
        }
        self.press(&form, "Add permissions").await
    }

    /// *Grant admin consent*, and nothing else.
    pub async fn grant_admin_consent(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.in_registration(page, "API permissions").await?;
        self.grant(&page).await
    }

    async fn grant(&mut self, page: &Page) -> Result<(), RobotError> {
        let words = "Grant admin consent for";
        let grant = page.links().into_iter().find(|link| link.text.starts_with(words));
        let page = self.click(page, &grant.ok_or_else(|| no_link(page, words))?.text).await?;
        self.press(&form_with(&page, "Yes")?, "Yes").await.map(drop)
    }

    /// *Expose an API*: the proposed URI, a scope, a client application. What is there already is left.
    pub async fn expose_api(&mut self, page: Url, texts: &ExposedApi) -> Result<(), RobotError> {
        let mut page = self.in_registration(page, "Expose an API").await?;
        let scope = format!("/{}", texts.scope_name);
        if !has_cell(&page, |cell| cell.ends_with(&scope)) {
            page = self.add_scope(&page, texts).await?;
        }
        if !texts.client_id.is_empty() && !has_cell(&page, |cell| cell == texts.client_id) {
            self.add_client_application(&page, &texts.client_id, &scope).await?;
        }
        Ok(())
    }

    async fn add_scope(&mut self, page: &Page, texts: &ExposedApi) -> Result<Page, RobotError> {
        let mut page = self.click(page, "Add a scope").await?;
        if let Ok(form) = form_with(&page, "Save and continue") {
            page = self.press(&form, "Save and continue").await?;
        }
        let mut form = form_with(&page, "Add scope")?;
        form.fill("Scope name", &texts.scope_name)?;
        if !texts.who_can_consent.is_empty() {
            form.tick_in("Who can consent?", &texts.who_can_consent)?;
        }
        form.fill("Admin consent display name", &texts.admin_display_name)?;
        form.fill("Admin consent description", &texts.admin_description)?;
        form.fill("User consent display name", &texts.user_display_name)?;
        form.fill("User consent description", &texts.user_description)?;
        self.press(&form, "Add scope").await
    }

    async fn add_client_application(&mut self, page: &Page, client: &str, scope: &str) -> Result<Page, RobotError> {
        let page = self.click(page, "Add a client application").await?;
        let mut form = form_with(&page, "Add application")?;
        form.fill("Client ID", client)?;
        let labels: Vec<_> =
            form.controls.iter().map(|one| one.label.clone()).filter(|label| label.ends_with(scope)).collect();
        for label in &labels {
            form.tick(label)?;
        }
        self.press(&form, "Add application").await
    }

    /// To a page of the registration the address names, or of the newest one.
    pub(super) async fn in_registration(&mut self, address: Url, title: &str) -> Result<Page, RobotError> {
        let mut page = self.open(address).await?;
        for _ in 0..MOST_STEPS {
            if page.heading() == title {
                return Ok(page);
            }
            page = match page.link(title) {
                Some(_) => self.click(&page, title).await?,
                None => self.nearer(&page, title).await?,
            };
        }
        Err(no_link(&page, title))
    }

    /// One page nearer to a registration: the newest entry of the list, or the list.
    async fn nearer(&mut self, page: &Page, title: &str) -> Result<Page, RobotError> {
        if page.heading() != "App registrations" {
            return self.click(page, "App registrations").await;
        }
        let newest = page.copied("main table tbody tr:first-child a").into_iter().next();
        self.click(page, &newest.ok_or_else(|| no_link(page, title))?).await
    }

    /// Sends a form; a page that refuses it is an error with the page's own words.
    pub(super) async fn press(&mut self, form: &Form, button: &str) -> Result<Page, RobotError> {
        let page = self.submit(form, button).await?;
        if page.status < 400 {
            return Ok(page);
        }
        Err(RobotError::Refused { page: page.heading(), words: page.copied("[role=alert]").join(" ") })
    }
}

/// The form with this button.
pub(super) fn form_with(page: &Page, button: &str) -> Result<Form, RobotError> {
    let missing = || RobotError::NoButton { button: button.to_owned(), page: page.heading() };
    page.forms().into_iter().find(|form| form.has_button(button)).ok_or_else(missing)
}

fn has_cell(page: &Page, is_meant: impl Fn(&str) -> bool) -> bool {
    page.copied("main table tbody td").iter().any(|cell| is_meant(cell))
}

pub(super) fn no_link(page: &Page, link: &str) -> RobotError {
    RobotError::NoLink { link: link.to_owned(), page: page.heading() }
}
