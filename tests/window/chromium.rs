//! Chromium as the system browser: the program opens pages in it, and chromedriver goes through them by the words on them.

use std::{fs, time::Duration};

use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    wd::WindowHandle,
};
use sendoff_practice::robot::{ExposedApi, Person as Somebody};
use sendoff_tests::ports::free_port;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    driver::connect,
    keys::CONTROL,
    stage::{HANG, Stage},
};

/// What a browser of a test leaves undone: asking, updating, sending reports home. The tests may run as root.
pub(crate) const SWITCHES: &[&str] = &[
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-proxy-server",
    "--password-store=basic",
    "--window-size=1000,900",
];

pub(crate) struct Chromium {
    pub(crate) client: Client,
    /// Pages that are known already: the next one is the one the program opens.
    known: Vec<WindowHandle>,
}

impl Chromium {
    /// Opens the browser; from now on the program's pages come up in it.
    pub(crate) async fn open(stage: &mut Stage) -> Self {
        let (devtools, port) = (free_port(), free_port());
        let mut browser = stage.command("chromium");
        let profile = stage.profile.path();
        browser.env("HOME", profile).args(SWITCHES).arg(format!("--user-data-dir={}", profile.join("open").display()));
        browser.arg(format!("--remote-debugging-port={devtools}")).arg("about:blank");
        stage.keep(browser);
        let mut driver = stage.command("chromedriver");
        driver.arg(format!("--port={port}"));
        stage.keep(driver);
        // The driver joins the browser: one that it had started itself would take no page from another program.
        let options = json!({ "debuggerAddress": format!("127.0.0.1:{devtools}") });
        let capabilities = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
        let client = connect(&format!("http://127.0.0.1:{port}"), capabilities, String::new).await;
        let known = client.windows().await.expect("it has a window");
        Self { client, known }
    }

    /// Goes to the page that the program has just opened.
    pub(crate) async fn newest(&mut self) {
        let come = async {
            loop {
                let windows = self.client.windows().await.expect("it answers");
                if let Some(new) = windows.into_iter().find(|window| !self.known.contains(window)) {
                    return new;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        let newest = timeout(HANG, come).await.expect("the program opens a page in Chromium");
        self.known.push(newest.clone());
        self.client.switch_to_window(newest).await.expect("the newest page");
        self.loaded().await;
    }

    /// Waits for the heading.
    pub(crate) async fn arrive(&self, heading: &str) {
        self.find(&format!("//h1[normalize-space()={}]", quoted(heading))).await;
    }

    pub(crate) async fn heading(&self) -> String {
        self.find("//h1").await.text().await.expect("it answers")
    }

    pub(crate) async fn find(&self, path: &str) -> Element {
        let found = self.client.wait().at_most(HANG).every(Duration::from_millis(50)).for_element(Locator::XPath(path));
        match found.await {
            Ok(element) => element,
            Err(error) => panic!("{path}: {error}\n{}", self.client.source().await.unwrap_or_default()),
        }
    }

    async fn has(&self, path: &str) -> bool {
        !self.client.find_all(Locator::XPath(path)).await.expect("it answers").is_empty()
    }

    async fn has_link(&self, words: &str) -> bool {
        self.has(&format!("//a[normalize-space()={}]", quoted(words))).await
    }

    /// Presses a link or a button by its words, and waits for the page that it leads to.
    pub(crate) async fn press(&self, words: &str) {
        self.follow(&named(words)).await;
    }

    /// The first link whose words begin so: a card has an explanation after its name.
    async fn press_beginning(&self, words: &str) {
        self.follow(&format!("//*[self::a or self::button][starts-with(normalize-space(), {})]", quoted(words))).await;
    }

    /// Presses what leads to another page. A click may return while the browser is still on its way there: whoever counted at
    /// once would count on the page that is left.
    async fn follow(&self, path: &str) {
        let link = self.find(path).await;
        self.client.execute("document.left = true", vec![]).await.expect("it answers");
        link.click().await.expect("it can be pressed");
        self.loaded().await;
    }

    /// Waits for a whole page that is not the one that was left.
    async fn loaded(&self) {
        let loaded = async {
            // On the way from one page to another the browser has none to ask: this is an error, and no answer.
            let there =
                "return !document.left && location.href !== 'about:blank' && document.readyState === 'complete'";
            while !matches!(self.client.execute(there, vec![]).await, Ok(Value::Bool(true))) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(HANG, loaded).await.expect("the press leads to another page");
    }

    /// Presses what is answered with a file: the page stays.
    pub(crate) async fn download(&self, words: &str) {
        let link = self.find(&named(words)).await;
        link.click().await.expect("it can be pressed");
    }

    async fn field(&self, label: &str) -> Element {
        self.find(&format!("//*[@id=//label[normalize-space()={}]/@for]", quoted(label))).await
    }

    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("it takes text");
        field.send_keys(text).await.expect("it takes text");
    }

    pub(crate) async fn choose(&self, label: &str, option: &str) {
        self.field(label).await.select_by_label(option).await.expect("it has this option");
    }

    pub(crate) async fn tick(&self, label: &str) {
        let field = self.field(label).await;
        if !field.is_selected().await.expect("it answers") {
            field.click().await.expect("it can be ticked");
        }
    }

    /// Selects an element and copies it with the key: what it holds is then on the clipboard of the display.
    async fn copy(&self, selector: &str) {
        let select = "getSelection().selectAllChildren(document.querySelector(arguments[0]))";
        self.client.execute(select, vec![json!(selector)]).await.expect("it can be selected");
        let keys = [
            KeyAction::Down { value: CONTROL },
            KeyAction::Down { value: 'c' },
            KeyAction::Up { value: 'c' },
            KeyAction::Up { value: CONTROL },
        ];
        let copy = keys.into_iter().fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(copy).await.expect("it copies");
    }

    /// To a page of the newest registration.
    async fn in_registration(&self, title: &str) {
        for _ in 0..4 {
            let heading = self.heading().await;
            if heading == title {
                return;
            }
            if self.has_link(title).await {
                self.press(title).await;
            } else if heading == "App registrations" {
                self.follow("(//main//table/tbody/tr)[1]//a").await;
            } else {
                self.press("App registrations").await;
            }
        }
        self.arrive(title).await;
    }

    pub(crate) async fn register(&self, name: &str, redirect: &str) {
        if !self.has_link("New registration").await {
            self.press("App registrations").await;
        }
        self.press("New registration").await;
        self.fill("Name", name).await;
        self.choose("Platform", "Web").await;
        self.fill("Value", redirect).await;
        self.press("Register").await;
        self.arrive("Overview").await;
    }

    /// Everything under *Essentials* onto the clipboard.
    pub(crate) async fn copy_overview(&self) {
        self.in_registration("Overview").await;
        self.copy("section[aria-labelledby=essentials] dl").await;
    }

    pub(crate) async fn add_redirects(&self, addresses: &[&str]) {
        self.in_registration("Authentication").await;
        for address in addresses {
            if self.has(&format!("//input[@value={}]", quoted(address))).await {
                continue;
            }
            self.press("Add URI under Web").await;
            let labels = Locator::XPath("//label[starts-with(normalize-space(), 'Web redirect URI')]");
            let last = self.client.find_all(labels).await.expect("it answers").len();
            self.fill(&format!("Web redirect URI {last}"), address).await;
            self.press("Save").await;
            self.find(&format!("//input[@value={}]", quoted(address))).await;
        }
    }

    pub(crate) async fn add_permissions(&self, names: &[&str]) {
        self.in_registration("API permissions").await;
        self.press("Add a permission").await;
        self.press_beginning("Microsoft Graph").await;
        self.press_beginning("Delegated permissions").await;
        for name in names {
            self.tick(name).await;
        }
        self.press("Add permissions").await;
        self.press_beginning("Grant admin consent for").await;
        self.press("Yes").await;
        self.arrive("API permissions").await;
    }

    /// Makes a secret, and copies its row with the headings.
    pub(crate) async fn new_secret(&self, description: &str, period: &str) {
        self.in_registration("Certificates & secrets").await;
        self.press("New client secret").await;
        self.fill("Description", description).await;
        self.choose("Expires", period).await;
        self.press("Add").await;
        self.arrive("Certificates & secrets").await;
        self.copy("main table").await;
    }

    pub(crate) async fn expose_api(&self, texts: &ExposedApi) {
        self.in_registration("Expose an API").await;
        self.press("Add a scope").await;
        if self.has("//button[normalize-space()='Save and continue']").await {
            self.press("Save and continue").await;
        }
        self.fill("Scope name", &texts.scope_name).await;
        self.tick(&texts.who_can_consent).await;
        self.fill("Admin consent display name", &texts.admin_display_name).await;
        self.fill("Admin consent description", &texts.admin_description).await;
        self.fill("User consent display name", &texts.user_display_name).await;
        self.fill("User consent description", &texts.user_description).await;
        self.press("Add scope").await;
        self.press("Add a client application").await;
        self.fill("Client ID", &texts.client_id).await;
        self.find(&format!("//label[contains(., {})]", quoted(&format!("/{}", texts.scope_name))))
            .await
            .click()
            .await
            .expect("it can be ticked");
        self.press("Add application").await;
        self.arrive("Expose an API").await;
    }

    /// Signs in and accepts, up to the page that the assistant itself serves.
    pub(crate) async fn sign_in(&self, somebody: &Somebody) -> String {
        self.fill("Email", &somebody.address).await;
        self.fill("Password", &somebody.password).await;
        self.press("Sign in").await;
        self.find("//*[self::button][normalize-space()='Accept'] | //h1[contains(., 'received')]").await;
        if self.has("//button[normalize-space()='Accept']").await {
            self.press("Accept").await;
        }
        self.find("//h1[contains(., 'received')]").await;
        self.client
            .execute("return document.body.innerText", vec![])
            .await
            .expect("it answers")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Takes a picture of the page, for whoever wants to see what the browser showed.
    pub(crate) async fn picture(&self, name: &str) {
        let picture = self.client.screenshot().await.expect("a picture");
        fs::write(crate::look::screens().join(format!("{name}.png")), picture).expect("a file");
    }
}

/// A link or a button by its words.
fn named(words: &str) -> String {
    format!("//*[self::a or self::button][normalize-space()={}]", quoted(words))
}

/// A text as XPath 1.0 writes it: none of the portal's words has a double quote.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
