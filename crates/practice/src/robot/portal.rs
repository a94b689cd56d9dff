//! In the portal: what the robot does on each of its pages, by the words on them.

use url::Url;

use super::{Form, Page, Robot, RobotError};
use crate::fault::PortalAction;

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
}

/// What is typed under *Expose an API*.
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
    /// *New registration*, from the list of registrations or any page that links to it.
    pub async fn register(
        &mut self,
        from: Url,
        name: &str,
        platform: PlatformName,
        redirect: &str,
    ) -> Result<(), RobotError> {
        let list = self.to_registrations(from).await?;
        let page = self.click(&list, "New registration").await?;
        let mut form = form_with(&page, "Register")?;
        form.fill("Name", name)?;
        form.choose("Platform", platform.words())?;
        form.fill("Value", redirect)?;
        self.press(&form, "Register").await.map(drop)
    }

    /// Everything under *Essentials*, as selecting and copying it gives: a line for each label and each value.
    pub async fn copy_overview(&mut self, page: Url) -> Result<String, RobotError> {
        let page = self.in_registration(page, "Overview").await?;
        let labels = page.texts("main dl dt");
        let values = page.texts("main dl dd");
        let lines = labels.into_iter().zip(values).flat_map(|(label, value)| [label, value]);
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }

    /// Sees to it that these addresses stand under `platform`, and nowhere else.
    pub async fn add_redirects(
        &mut self,
        page: Url,
        platform: PlatformName,
        addresses: &[&str],
    ) -> Result<(), RobotError> {
        let mut page = self.in_registration(page, "Authentication").await?;
        for other in PlatformName::ALL.into_iter().filter(|other| *other != platform) {
            page = self.remove_redirects(page, other, addresses).await?;
        }
        for address in addresses {
            page = self.add_redirect(page, platform, address).await?;
        }
        Ok(())
    }

    async fn add_redirect(&mut self, page: Page, platform: PlatformName, address: &str) -> Result<Page, RobotError> {
        let add = format!("Add URI under {}", platform.words());
        let Some(form) = page.forms().into_iter().find(|form| form.has_button(&add)) else {
            return self.first_redirect(&page, platform, address).await;
        };
        if form.controls.iter().any(|control| control.value() == address) {
            return Ok(page);
        }
        let page = self.press(&form, &add).await?;
        let mut form = form_with(&page, "Save")?;
        let label = |number: usize| format!("{} redirect URI {number}", platform.words());
        let last = (1..).take_while(|number| form.has_field(&label(*number))).last().unwrap_or(1);
        form.fill(&label(last), address)?;
        self.press(&form, "Save").await
    }

    async fn first_redirect(&mut self, page: &Page, platform: PlatformName, address: &str) -> Result<Page, RobotError> {
        let choose = self.click(page, "Add a platform").await?;
        let page = self.click(&choose, platform.words()).await?;
        let mut form = form_with(&page, "Configure")?;
        form.fill("Redirect URI", address)?;
        self.press(&form, "Configure").await
    }

    async fn remove_redirects(
        &mut self,
        mut page: Page,
        platform: PlatformName,
        addresses: &[&str],
    ) -> Result<Page, RobotError> {
        for address in addresses {
            let form = form_with(&page, "Save")?;
            let under = format!("{} redirect URI", platform.words());
            let there = form.controls.iter().any(|one| one.label.starts_with(&under) && one.value() == *address);
            if there {
                let removed = self.press(&form, &format!("Remove {address}")).await?;
                let form = form_with(&removed, "Save")?;
                page = self.press(&form, "Save").await?;
            }
        }
        Ok(page)
    }

    /// *New client secret*. Gives the table row as a person would copy it: the headings and the row, separated by tabs.
    pub async fn new_secret(&mut self, page: Url, description: &str, period: &str) -> Result<String, RobotError> {
        let page = self.in_registration(page, "Certificates & secrets").await?;
        let page = self.click(&page, "New client secret").await?;
        let mut form = form_with(&page, "Add")?;
        form.fill("Description", description)?;
        form.choose("Expires", period)?;
        let page = self.press(&form, "Add").await?;
        let headings = page.texts("main table thead th");
        let cells = page.texts("main table tbody tr:last-child td");
        let row: Vec<_> = cells.into_iter().take(headings.len()).collect();
        Ok(format!("{}\n{}", headings.join("\t"), row.join("\t")))
    }

    /// *Add a permission*, *Microsoft Graph*, *Delegated permissions*, then *Grant admin consent*.
    pub async fn add_permissions(&mut self, page: Url, names: &[&str]) -> Result<(), RobotError> {
        let page = self.in_registration(page, "API permissions").await?;
        let page = self.click(&page, "Add a permission").await?;
        let page = self.click(&page, "Microsoft Graph").await?;
        let page = self.click(&page, "Delegated permissions").await?;
        let mut form = form_with(&page, "Add permissions")?;
        for name in names {
            form.tick(name)?;
        }
        let page = self.press(&form, "Add permissions").await?;
        self.grant(&page).await
    }

    async fn grant(&mut self, page: &Page) -> Result<(), RobotError> {
        let links = page.links();
        let grant = links.iter().find(|link| link.text.starts_with("Grant admin consent for"));
        let grant = grant.ok_or_else(|| no_link(page, "Grant admin consent"))?;
        let page = self.open(grant.address.clone()).await?;
        self.press(&form_with(&page, "Yes")?, "Yes").await.map(drop)
    }

    /// *Expose an API*: the proposed URI, a scope, a client application. What is there already is left.
    pub async fn expose_api(&mut self, page: Url, texts: &ExposedApi) -> Result<(), RobotError> {
        let mut page = self.in_registration(page, "Expose an API").await?;
        page = self.click(&page, "Add a scope").await?;
        if let Ok(form) = form_with(&page, "Save and continue") {
            page = self.press(&form, "Save and continue").await?;
        }
        let mut form = form_with(&page, "Add scope")?;
        form.fill("Scope name", &texts.scope_name)?;
        form.tick(&texts.who_can_consent)?;
        form.fill("Admin consent display name", &texts.admin_display_name)?;
        form.fill("Admin consent description", &texts.admin_description)?;
        form.fill("User consent display name", &texts.user_display_name)?;
        form.fill("User consent description", &texts.user_description)?;
        let page = self.press(&form, "Add scope").await?;
        let page = self.click(&page, "Add a client application").await?;
        let mut form = form_with(&page, "Add application")?;
        form.fill("Client ID", &texts.client_id)?;
        let scopes: Vec<_> = form.controls.iter().map(|one| one.label.clone()).collect();
        for scope in scopes.iter().filter(|label| label.ends_with(&format!("/{}", texts.scope_name))) {
            form.tick(scope)?;
        }
        self.press(&form, "Add application").await.map(drop)
    }

    /// Does what a fault needs in the pages of the enterprise application; the rest is mended by doing a step again.
    pub async fn mend(&mut self, portal: Url, action: PortalAction) -> Result<(), RobotError> {
        match action {
            PortalAction::EnableApplication => {
                let page = self.in_registration(portal, "Properties").await?;
                let mut form = form_with(&page, "Save")?;
                form.tick_in("Enabled for users to sign-in?", "Yes")?;
                self.press(&form, "Save").await.map(drop)
            }
            PortalAction::AssignPeople => {
                let mut page = self.in_registration(portal, "Users and groups").await?;
                while let Some((form, button)) = assigning(&page) {
                    page = self.press(&form, &button).await?;
                }
                Ok(())
            }
            PortalAction::GrantAdminConsent => {
                let page = self.in_registration(portal, "API permissions").await?;
                self.grant(&page).await
            }
            PortalAction::AddSecret
            | PortalAction::AddRedirect
            | PortalAction::MoveRedirectToWeb
            | PortalAction::AddPermission => Ok(()),
        }
    }

    /// To the list of registrations, from wherever the address leads.
    async fn to_registrations(&mut self, address: Url) -> Result<Page, RobotError> {
        let page = self.open(address).await?;
        if page.link("New registration").is_some() { Ok(page) } else { self.click(&page, "App registrations").await }
    }

    /// To a page of the only registration there is, or of the one the address names.
    async fn in_registration(&mut self, address: Url, title: &str) -> Result<Page, RobotError> {
        let mut page = self.open(address).await?;
        for _ in 0..3 {
            if page.heading() == title {
                return Ok(page);
            }
            page = match page.link(title) {
                Some(there) => self.open(there).await?,
                None => self.nearer(&page).await?,
            };
        }
        if page.heading() == title { Ok(page) } else { Err(no_link(&page, title)) }
    }

    /// One page nearer to a registration: the list, or its newest entry.
    async fn nearer(&mut self, page: &Page) -> Result<Page, RobotError> {
        let rows = page.links().into_iter().filter(|link| link.address.path().ends_with("/overview"));
        match rows.last() {
            Some(row) => self.open(row.address).await,
            None => self.click(page, "App registrations").await,
        }
    }

    /// Sends a form; a page that refuses it is an error with the page's own words.
    async fn press(&mut self, form: &Form, button: &str) -> Result<Page, RobotError> {
        let page = self.submit(form, button).await?;
        if page.status < 400 {
            return Ok(page);
        }
        let words = [page.texts("[role=alert]"), page.texts(".problem")].concat().join(" ");
        Err(RobotError::Refused { page: page.heading(), words })
    }
}

fn assigning(page: &Page) -> Option<(Form, String)> {
    let form =
        page.forms().into_iter().find(|form| form.buttons.iter().any(|button| button.label.starts_with("Assign ")))?;
    let button = form.buttons.iter().find(|button| button.label.starts_with("Assign "))?.label.clone();
    Some((form, button))
}

fn form_with(page: &Page, button: &str) -> Result<Form, RobotError> {
    page.forms()
        .into_iter()
        .find(|form| form.has_button(button))
        .ok_or_else(|| RobotError::NoButton(format!("{button} on {}", page.heading())))
}

fn no_link(page: &Page, link: &str) -> RobotError {
    RobotError::NoLink { link: link.to_owned(), page: page.heading() }
}
