//! A person at Chromium on Google's pages: the console of a project, and signing in.

use sendoff_practice::robot::Person as Somebody;
use serde_json::json;

use crate::chromium::Chromium;

/// The box of the first form of Google Auth Platform.
const AGREE: &str = "I agree to the Google API Services: User Data Policy";

impl Chromium {
    /// *New project*; gives its project ID.
    pub(crate) async fn new_project(&self, name: &str) -> String {
        self.fill("Project name", name).await;
        self.press("Create").await;
        self.arrive("Project info").await;
        self.find("//dt[normalize-space()='Project ID']/following-sibling::dd[1]//*[contains(@class, 'value')]")
            .await
            .text()
            .await
            .expect("it answers")
    }

    /// *Enable* on the page of the Gmail API.
    pub(crate) async fn enable_api(&self) {
        self.press("Enable").await;
        self.find("//button[normalize-space()='Disable API']").await;
    }

    /// *Get started* with its four parts, for an External audience.
    pub(crate) async fn get_started(&self, name: &str, contact: &str) {
        self.press("Get started").await;
        self.arrive("Project configuration").await;
        self.fill("App name", name).await;
        self.fill("User support email", contact).await;
        self.tick("External").await;
        self.fill("Email addresses", contact).await;
        self.tick(AGREE).await;
        self.press("Create").await;
        self.arrive("Overview").await;
    }

    /// *Add users* under *Test users*.
    pub(crate) async fn add_tester(&self, address: &str) {
        self.fill("Add users", address).await;
        self.press("Save").await;
        self.find("//*[contains(., '1 users (of a cap of 100)')]").await;
    }

    /// A permission under *Data Access*.
    pub(crate) async fn list_permission(&self, name: &str) {
        self.tick(name).await;
        self.press("Save").await;
        self.find("//*[@role='status']").await;
    }

    /// *Create client* of the type *Desktop app*, and *Download JSON*.
    pub(crate) async fn desktop_client(&self, name: &str) {
        self.choose("Application type", "Desktop app").await;
        self.fill("Name", name).await;
        self.press("Create").await;
        self.arrive(name).await;
        self.download("Download JSON").await;
    }

    /// *Configure new app* as *Trusted*, under *Manage app access*.
    pub(crate) async fn trust(&self, client_id: &str) {
        self.fill("Client ID", client_id).await;
        self.press("Configure").await;
        self.find("//td[normalize-space()='Trusted']").await;
    }

    /// Signs in at Google, passes the warning of a project in testing, ticks every box or none, and goes on up to the page that
    /// the assistant itself serves.
    pub(crate) async fn sign_in_at_google(&self, somebody: &Somebody, ticked: bool) {
        self.fill("Email or phone", &somebody.address).await;
        self.fill("Enter your password", &somebody.password).await;
        self.press("Next").await;
        self.press("Continue").await;
        self.find("//input[@name='scope']").await;
        let tick = "document.querySelectorAll('input[name=scope]').forEach((box) => { box.checked = arguments[0]; })";
        self.client.execute(tick, vec![json!(ticked)]).await.expect("the boxes can be ticked");
        self.press("Continue").await;
        self.find("//h1[contains(., 'received')]").await;
    }
}
