//! A person in front of the window: reads what it says, does it, and looks whether it worked.

use std::fs;

use sendoff_practice::robot::{Decision, ExposedApi, Person as Somebody, PlatformName, Robot, Saw};
use serde_json::Value;

use crate::{
    driver::{CONTROL, SHIFT, Window},
    stage::Stage,
};

/// What stands in place of every secret.
const DOTS: &str = "••••••••••••";

pub(crate) struct Person<'a> {
    window: &'a Window,
    stage: &'a Stage,
    robot: Robot,
    /// Pages that were opened so far.
    opened: usize,
    /// What was copied in the portal and must never be seen in the window.
    secret: String,
}

impl<'a> Person<'a> {
    pub(crate) fn at(window: &'a Window, stage: &'a Stage) -> Self {
        Self { window, stage, robot: Robot::new().expect("a robot"), opened: 0, secret: String::new() }
    }

    /// From the list to the first step.
    pub(crate) async fn answer_questions(&mut self) {
        let window = self.window;
        window.page("connections").await;
        window.accessible().await;
        window.click("[data-action=new-set-up]").await;
        window.page("mailbox-question").await;
        window.click("#field-mailbox").await;
        let mailbox = window.text(".note.practice .value").await;
        assert_eq!(mailbox, self.account("mailbox").0, "the page says which mailbox the office has");
        window.type_keys(&mailbox).await;
        window.click("#field-organisation").await;
        window.type_keys("Practice Tours").await;
        window.accessible().await;
        // The keyboard alone: what stands in the field goes first, then the button is pressed.
        window.chord(&[CONTROL], "\u{e007}").await;
        window.page("application-question").await;
        if !window.has("input[value=tourtools]:checked").await {
            window.click("input[value=tourtools]").await;
        }
        window.see("input[value=tourtools]:checked").await;
        window.click("#primary").await;
        window.page("before-you-begin").await;
        window.accessible().await;
        window.click("#primary").await;
        window.page("app-registration").await;
    }

    /// One step of Prepare: does in the portal what the page says, brings back what it asks for, and goes on.
    pub(crate) async fn prepare(&mut self, step: &str) {
        let window = self.window;
        window.page(step).await;
        window.accessible().await;
        if let Some(copied) = self.work_in_portal(step).await {
            self.stage.copy(&copied).await;
            window.chord(&[CONTROL], "v").await;
            self.pasted(step, &copied).await;
        }
        if window.has("[data-block=tick] input:not(:checked)").await {
            window.click("[data-block=tick] input:not(:checked)").await;
            window.see("[data-block=tick] input:checked").await;
        }
        window.picture(&format!("{step}-filled")).await;
        window.click("#primary").await;
        window.until(&format!("return !document.querySelector('[data-page={step}]')")).await;
    }

    async fn work_in_portal(&mut self, step: &str) -> Option<String> {
        if !self.window.has("[data-action=open-portal-page]").await {
            return None;
        }
        self.window.click("[data-action=open-portal-page]").await;
        let page = self.next_opened().await;
        let rows = self.rows().await;
        let row = |label: &str| {
            let found = rows.iter().find(|(name, _)| name == label);
            found.unwrap_or_else(|| panic!("{label} is not among {rows:?}")).1.clone()
        };
        let robot = &mut self.robot;
        let page = page.parse().expect("an address");
        let copied = match step {
            "app-registration" => {
                robot.register(page, &row("Name"), PlatformName::Web, &row("Redirect URI")).await.map(|()| None)
            }
            "tenant" => robot.copy_overview(page).await.map(Some),
            "redirect-uri" => {
                let addresses: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
                robot.add_redirects(page, PlatformName::Web, &addresses).await.map(|()| None)
            }
            "permissions" => {
                let names: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
                robot.add_permissions(page, &names).await.map(|()| None)
            }
            "client-secret" => robot.new_secret(page, &row("Description"), "730 days (24 months)").await.map(Some),
            "expose-api" => {
                let texts = ExposedApi {
                    scope_name: row("Scope name"),
                    who_can_consent: row("Who can consent?"),
                    admin_display_name: row("Admin consent display name"),
                    admin_description: row("Admin consent description"),
                    user_display_name: row("User consent display name"),
                    user_description: row("User consent description"),
                    client_id: row("Client ID"),
                };
                robot.expose_api(page, &texts).await.map(|()| None)
            }
            _ => Ok(None),
        };
        copied.unwrap_or_else(|error| panic!("{step}: {error}"))
    }

    /// The clipboard was read by Rust, and what it held arrived where it belongs.
    async fn pasted(&mut self, step: &str, copied: &str) {
        let window = self.window;
        match step {
            "tenant" => {
                window.until("return [...document.querySelectorAll('[data-block=field] input')].length === 2 && [...document.querySelectorAll('[data-block=field] input')].every((one) => one.value.length === 36)").await;
            }
            "client-secret" => {
                window.see("[data-block=secret-field] .held").await;
                self.secret = value_of(copied);
                self.nothing_secret_is_shown().await;
                window.see("[data-block=choice] input:checked, [data-block=day-field]").await;
            }
            _ => {}
        }
    }

    async fn nothing_secret_is_shown(&self) {
        let page = self.window.ask("return new XMLSerializer().serializeToString(document)", vec![]).await;
        let page = page.as_str().unwrap_or_default();
        assert!(page.contains(DOTS), "a mask stands in its place");
        assert!(self.secret.len() > 20 && !page.contains(&self.secret), "the secret is in the page");
    }

    /// Signs in through the robot, and sees the stages go by.
    pub(crate) async fn sign_in(&mut self) {
        let window = self.window;
        window.page("sign-in").await;
        window.accessible().await;
        window.click("[data-action=open-browser]").await;
        window.see("[data-stage=await-answer][data-state=working]").await;
        assert!(!window.has("footer .filled").await, "while waiting there is no filled button");
        window.until("return /\\d+ s/.test(document.querySelector('[data-stage=await-answer] .time').innerText)").await;
        window.picture("sign-in-waiting").await;
        let page = self.next_opened().await.parse().expect("an address");
        let (address, password) = self.account("mailbox");
        let somebody = Somebody { address, password, decision: Decision::AcceptForAll };
        let saw = self.robot.sign_in(page, &somebody).await.expect("the robot signs in");
        assert!(matches!(saw, Saw::Landing(_)), "the answer arrives at the loopback address");
        window.see("footer .filled[data-action=continue]").await;
        window.picture("sign-in-done").await;
        window.accessible().await;
        window.click("#primary").await;
    }

    /// Sends the test message and sees it accepted.
    pub(crate) async fn send_test(&mut self) {
        let window = self.window;
        window.page("test").await;
        window.click("[data-action=send-test]").await;
        window.see("footer .filled[data-action=continue]").await;
        window.picture("test-done").await;
        window.accessible().await;
        window.click("#primary").await;
    }

    /// Checks and saves.
    pub(crate) async fn save(&mut self) {
        let window = self.window;
        window.page("save").await;
        window.accessible().await;
        self.nothing_secret_is_shown().await;
        assert!(window.texts("[data-block=summary] .status.proved").await.len() >= 4, "what was used is proved");
        window.click("[data-action=save]").await;
        window.page("hand-over").await;
    }

    /// Copies a value for the application, compares it, and hides everything from a shared screen.
    pub(crate) async fn hand_over(&mut self) {
        let window = self.window;
        window.accessible().await;
        self.nothing_secret_is_shown().await;
        // What is copied reaches another program, the secret too, which the page itself never had.
        window.click("[data-block=copy-rows] li:has(.held) button[data-row]").await;
        window.see("[data-block=copy-rows] li:has(.held) .tick svg").await;
        assert_eq!(self.stage.clipboard(), self.secret, "the secret is on the clipboard");
        self.nothing_secret_is_shown().await;
        let (label, value) = self.rows().await.into_iter().nth(1).expect("a second row");
        window.click("[data-block=copy-rows] li:nth-child(2) button[data-row]").await;
        window.see("[data-block=copy-rows] li:nth-child(2) .tick svg").await;
        assert_eq!(self.stage.clipboard(), value, "{label} is on the clipboard");
        window.chord(&[CONTROL, SHIFT], "h").await;
        window.see("header .share.on").await;
        window.picture("hand-over-shared").await;
        let (address, _) = self.account("mailbox");
        assert!(!window.text("body").await.contains(&address), "a shared screen shows no full address");
    }

    async fn rows(&self) -> Vec<(String, String)> {
        let labels = self.window.texts("[data-block=copy-rows] li .label").await;
        let values = self.window.texts("[data-block=copy-rows] li .value:not(.unseen)").await;
        assert_eq!(labels.len(), values.len(), "each row has its value");
        labels.into_iter().zip(values).collect()
    }

    async fn next_opened(&mut self) -> String {
        let address = self.stage.opened(self.opened).await;
        self.opened += 1;
        address
    }

    /// Address and password of a practice account.
    fn account(&self, kind: &str) -> (String, String) {
        let kept = fs::read_to_string(self.office()).expect("the office keeps its directory");
        let office: Value = serde_json::from_str(&kept).expect("JSON");
        let accounts = office["directory"]["accounts"].as_array().expect("accounts");
        let account = accounts.iter().find(|account| account["kind"] == kind).expect("such an account");
        let text = |name: &str| account[name].as_str().unwrap_or_default().to_owned();
        (text("address"), text("password"))
    }

    fn office(&self) -> std::path::PathBuf {
        self.stage.home.path().join("data/sendoff/practice/office/office.json")
    }
}

/// What stands under *Value* in the row that was copied: headings and cells, separated by tabs.
fn value_of(row: &str) -> String {
    let mut lines = row.lines().map(|line| line.split('\t'));
    let (mut headings, mut cells) = (lines.next().expect("headings"), lines.next().expect("cells"));
    let column = headings.position(|heading| heading == "Value").expect("a column Value");
    cells.nth(column).expect("a cell").to_owned()
}
