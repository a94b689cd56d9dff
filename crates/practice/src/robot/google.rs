//! At Google: in the console, by the words on its pages, and on the pages of a sign-in.
//!
//! Each takes the address the assistant opens, with the project in it.

use std::fmt;
use url::Url;

use super::form::Kind;
use super::portal::form_with;
use super::provider::copied_row;
use super::{Decision, Form, Page, Person, Robot, RobotError};

/// What a person copies and downloads from the page of a new client. Neither secret nor file prints.
#[derive(Clone, PartialEq, Eq)]
pub struct GoogleClient {
    /// *Client ID*.
    pub client_id: String,
    /// *Client secret*, which its page shows once.
    pub client_secret: String,
    /// What *Download JSON* gives.
    pub file: String,
}

impl fmt::Debug for GoogleClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GoogleClient").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// The box of the first form of Google Auth Platform.
const AGREE: &str = "I agree to the Google API Services: User Data Policy";
/// Where a project of a private account is.
const NO_ORGANISATION: &str = "No organization";

impl Robot {
    /// *New project* in the organisation. Its project ID.
    pub async fn google_project(&mut self, page: Url, name: &str) -> Result<String, RobotError> {
        self.new_google_project(page, name, None).await
    }

    /// *New project* of a private account, which is in no organisation. Its project ID.
    pub async fn google_private_project(&mut self, page: Url, name: &str) -> Result<String, RobotError> {
        self.new_google_project(page, name, Some(NO_ORGANISATION)).await
    }

    async fn new_google_project(&mut self, page: Url, name: &str, place: Option<&str>) -> Result<String, RobotError> {
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Create")?;
        form.fill("Project name", name)?;
        if let Some(place) = place {
            form.choose("Organization", place)?;
        }
        let page = self.press(&form, "Create").await?;
        copied_row(&page, "Project ID")
    }

    /// *Enable* on the page of the Gmail API.
    pub async fn google_enable(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.in_console(page, "Gmail API").await?;
        self.press_once(&page, "Enable", "Disable API").await
    }

    /// *Get started* with its four parts; where that was done before, *Branding* and the user type under *Audience*. `contact` is
    /// both the support address and the developer's.
    pub async fn google_brand(
        &mut self,
        page: Url,
        name: &str,
        internal: bool,
        contact: &str,
    ) -> Result<(), RobotError> {
        let page = self.open(page).await?;
        if page.link("Get started").is_some() {
            let page = self.click(&page, "Get started").await?;
            let mut form = form_with(&page, "Create")?;
            fill_branding(&mut form, name, contact)?;
            form.tick_in("Audience", if internal { "Internal" } else { "External" })?;
            form.tick(AGREE)?;
            return self.press(&form, "Create").await.map(drop);
        }
        let page = self.click(&page, "Branding").await?;
        let mut form = form_with(&page, "Save")?;
        fill_branding(&mut form, name, contact)?;
        let page = self.press(&form, "Save").await?;
        let page = self.click(&page, "Audience").await?;
        let (wanted, other) =
            if internal { ("Make internal", "Make external") } else { ("Make external", "Make internal") };
        self.press_once(&page, wanted, other).await
    }

    /// *Publish app* under *Audience*.
    pub async fn google_publish(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.in_console(page, "Audience").await?;
        self.press_once(&page, "Publish app", "Back to testing").await
    }

    /// *Back to testing* under *Audience*.
    pub async fn google_back_to_testing(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.in_console(page, "Audience").await?;
        self.press_once(&page, "Back to testing", "Publish app").await
    }

    /// *Add users* under *Test users*.
    pub async fn google_test_user(&mut self, page: Url, address: &str) -> Result<(), RobotError> {
        let page = self.in_console(page, "Audience").await?;
        let mut form = form_with(&page, "Save")?;
        form.fill("Add users", address)?;
        self.press(&form, "Save").await.map(drop)
    }

    /// Scopes by their full names under *Data Access*, beside those that are there.
    pub async fn google_permissions(&mut self, page: Url, names: &[&str]) -> Result<(), RobotError> {
        let page = self.in_console(page, "Data Access").await?;
        let mut form = form_with(&page, "Save")?;
        for name in names {
            form.tick(name)?;
        }
        self.press(&form, "Save").await.map(drop)
    }

    /// *Create client*, from its own page or the list. What its page shows once.
    pub async fn google_client(
        &mut self,
        page: Url,
        desktop: bool,
        name: &str,
        redirects: &[&str],
    ) -> Result<GoogleClient, RobotError> {
        let mut page = self.open(page).await?;
        if page.link("Create client").is_some() {
            page = self.click(&page, "Create client").await?;
        }
        let mut form = form_with(&page, "Create")?;
        form.choose("Application type", if desktop { "Desktop app" } else { "Web application" })?;
        form.fill("Name", name)?;
        if !redirects.is_empty() {
            form.fill("Authorised redirect URIs", &redirects.join("\n"))?;
        }
        let page = self.press(&form, "Create").await?;
        self.new_google_secret(&page).await
    }

    /// *Add secret* on the page of a client, opened by itself or as the newest of the list.
    pub async fn google_add_secret(&mut self, page: Url) -> Result<GoogleClient, RobotError> {
        let page = self.in_google_client(page).await?;
        let page = self.press(&form_with(&page, "Add secret")?, "Add secret").await?;
        self.new_google_secret(&page).await
    }

    /// *Authorised redirect URIs* on the page of a Web application.
    pub async fn google_redirects(&mut self, page: Url, redirects: &[&str]) -> Result<(), RobotError> {
        let page = self.in_google_client(page).await?;
        let mut form = form_with(&page, "Save")?;
        form.fill("Authorised redirect URIs", &redirects.join("\n"))?;
        self.press(&form, "Save").await.map(drop)
    }

    /// *Turn on 2-Step Verification* on its page.
    pub async fn google_two_step(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.open(page).await?;
        self.press_once(&page, "Turn on 2-Step Verification", "Turn off").await
    }

    /// *App passwords*, *Create*. The password in its four groups, which the page shows once.
    pub async fn google_app_password(&mut self, page: Url, name: &str) -> Result<String, RobotError> {
        let page = self.open(page).await?;
        let mut form = form_with(&page, "Create")?;
        form.fill("App name", name)?;
        let page = self.press(&form, "Create").await?;
        copied_row(&page, "Generated app password")
    }

    /// *Enable POP for all mail* in the settings of Gmail.
    pub async fn google_pop(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.open(page).await?;
        self.press_once(&page, "Enable POP for all mail", "Disable POP").await
    }

    /// *Restore* on the page of a client that was deleted.
    pub async fn google_restore(&mut self, page: Url) -> Result<(), RobotError> {
        let page = self.in_google_client(page).await?;
        self.press_once(&page, "Restore", "Delete client").await
    }

    async fn in_google_client(&mut self, page: Url) -> Result<Page, RobotError> {
        let page = self.open(page).await?;
        let named = page.copied("main table tbody tr:first-child a").into_iter().next();
        // The project may have the same name, and is named above the table.
        let newest = page.links().into_iter().rfind(|link| Some(&link.text) == named.as_ref());
        match newest {
            Some(newest) if page.heading() == "Clients" => self.open(newest.address).await,
            Some(_) | None => Ok(page),
        }
    }

    async fn new_google_secret(&mut self, page: &Page) -> Result<GoogleClient, RobotError> {
        let (client_id, client_secret) = (copied_row(page, "Client ID")?, copied_row(page, "Client secret")?);
        let file = self.click(page, "Download JSON").await?;
        Ok(GoogleClient { client_id, client_secret, file: file.html().to_owned() })
    }

    /// A page of the console, be it the one that was opened or one beside it.
    async fn in_console(&mut self, page: Url, title: &str) -> Result<Page, RobotError> {
        let page = self.open(page).await?;
        if page.heading() == title { Ok(page) } else { self.click(&page, title).await }
    }

    /// Presses a button; where its opposite stands, what it does has been done.
    async fn press_once(&mut self, page: &Page, button: &str, opposite: &str) -> Result<(), RobotError> {
        match form_with(page, button) {
            Ok(form) => self.press(&form, button).await.map(drop),
            Err(missing) if form_with(page, opposite).is_err() => Err(missing),
            Err(_) => Ok(()),
        }
    }
}

fn fill_branding(form: &mut Form, name: &str, contact: &str) -> Result<(), RobotError> {
    form.fill("App name", name)?;
    form.fill("User support email", contact)?;
    form.fill("Email addresses", contact)
}

/// What a person does with a form of Google's sign-in: fills it in, and the button to press. Nothing where it is none of these.
pub(super) fn pressed(form: &mut Form, person: &Person, unticked: &[&str]) -> Result<Option<String>, RobotError> {
    if form.has_button("Next") && form.has_field("Email or phone") {
        form.fill("Email or phone", &person.address)?;
        form.fill("Enter your password", &person.password)?;
        return Ok(Some("Next".to_owned()));
    }
    if form.has_button("Back to safety") {
        let on = form.buttons.iter().map(|button| &button.label).find(|label| *label != "Back to safety").cloned();
        let back = || "Back to safety".to_owned();
        return Ok(Some(on.filter(|_| person.decision != Decision::Cancel).unwrap_or_else(back)));
    }
    if !(form.has_button("Continue") && form.has_button("Cancel")) {
        return Ok(None);
    }
    let is_left =
        |label: &str, name: &str| unticked.iter().any(|left| *left == name || *left == label.trim_end_matches('.'));
    let boxes = form.controls.iter().filter(|control| matches!(control.kind, Kind::Tick { .. }));
    let wanted: Vec<_> = boxes.filter(|one| !is_left(&one.label, one.value())).map(|one| one.label.clone()).collect();
    for label in wanted {
        form.tick(&label)?;
    }
    Ok(Some(if person.decision == Decision::Cancel { "Cancel" } else { "Continue" }.to_owned()))
}
