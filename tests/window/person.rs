//! A person in front of the window: reads what it says, does it, and looks whether it worked.

use std::fs;

use sendoff_practice::robot::{Decision, Person as Somebody};
use serde_json::Value;

use crate::{
    driver::Window,
    hands::{Copied, Hands, Rows, TWO_YEARS},
    keys::{CONTROL, ENTER, SHIFT},
    office::{Account, OwnOffice},
    stage::{NOTHING_YET, Stage},
};

/// Steps of Prepare, as TourTools has them, up to the one after which signing in begins.
pub(crate) const PREPARE: [&str; 7] =
    ["app-registration", "tenant", "redirect-uri", "permissions", "client-secret", "expose-api", "mailbox"];

/// What stands in place of every secret.
const DOTS: &str = "••••••••••••";

/// Both IDs have arrived.
const IDS_THERE: &str = "const fields = [...document.querySelectorAll('[data-block=field]')];
    const there = (one) => one.querySelector('input')?.value.length === 36 || one.textContent.includes('…');
    return fields.length === 2 && fields.every(there)";

pub(crate) struct Person<'a> {
    window: &'a Window,
    stage: &'a Stage,
    hands: Hands,
    /// The period that is chosen for the secret.
    pub(crate) period: &'static str,
    /// The office of the real path; in practice the program has its own.
    office: Option<&'a OwnOffice>,
    /// Pages that were opened so far.
    opened: usize,
    /// What was copied in the portal and must never be seen in the window.
    pub(crate) secret: String,
}

impl<'a> Person<'a> {
    /// Somebody who practises.
    pub(crate) fn at(window: &'a Window, stage: &'a Stage) -> Self {
        Self { window, stage, hands: Hands::robot(), period: TWO_YEARS, office: None, opened: 0, secret: String::new() }
    }

    /// Somebody on the real path.
    pub(crate) fn for_real(window: &'a Window, stage: &'a Stage, office: &'a OwnOffice, hands: Hands) -> Self {
        Self { hands, office: Some(office), ..Self::at(window, stage) }
    }

    /// From the list to the hand-over.
    pub(crate) async fn set_up(&mut self) {
        self.until_saving().await;
        self.save().await;
    }

    /// From the list to what is checked before it is saved.
    pub(crate) async fn until_saving(&mut self) {
        self.answer_questions().await;
        for step in PREPARE {
            self.prepare(step).await;
        }
        self.sign_in().await;
        self.send_test().await;
    }

    /// From the list to the first step.
    pub(crate) async fn answer_questions(&mut self) {
        let window = self.window;
        window.page("connections").await;
        // The practice office offers what to practise, and the first of it is a whole set-up.
        window
            .press(if self.office.is_none() { "[data-action=begin].filled" } else { "[data-action=new-set-up]" })
            .await;
        window.page("mailbox-question").await;
        let mailbox = self.account(Account::Mailbox).0;
        if self.office.is_none() {
            let told = window.text(".note.practice .value").await;
            assert_eq!(told, mailbox, "the page says which mailbox the office has");
        }
        window.fill("#field-mailbox", &mailbox).await;
        window.fill("#field-organisation", "Practice Tours").await;
        window.look("mailbox-question-filled").await;
        // The keyboard alone: what stands in the field goes first, then the button is pressed.
        window.chord(&[CONTROL], ENTER).await;
        window.page("application-question").await;
        if !window.has("input[value=tourtools]:checked").await {
            window.press("input[value=tourtools]").await;
        }
        window.see("input[value=tourtools]:checked").await;
        window.press("#primary").await;
        window.page("before-you-begin").await;
        window.press("#primary").await;
        window.see("[data-page=app-registration]").await;
    }

    /// One step of Prepare: does in the portal what the page says, brings back what it asks for, and goes on.
    pub(crate) async fn prepare(&mut self, step: &str) {
        let window = self.window;
        window.page(step).await;
        self.fill_in(step).await;
        window.look(&format!("{step}-filled")).await;
        window.press("#primary").await;
        window.gone(&format!("[data-page={step}]")).await;
    }

    /// The same without going on.
    pub(crate) async fn fill_in(&mut self, step: &str) {
        let window = self.window;
        if matches!(self.hands, Hands::Chromium(_)) {
            self.stage.copy(NOTHING_YET).await;
        }
        let copied = self.work_in_portal(step).await;
        match &copied {
            Copied::Nothing => {}
            Copied::Text(text) => self.stage.copy(text).await,
            // The key was pressed in the browser, and what it copies is on its way.
            Copied::OnClipboard => drop(self.stage.copied_anew().await),
        }
        if !matches!(copied, Copied::Nothing) {
            if step == "client-secret" {
                self.secret = self.newest_secret();
            }
            window.chord(&[CONTROL], "v").await;
            self.pasted(step).await;
        }
        if window.has("[data-block=tick] input:not(:checked)").await {
            window.press("[data-block=tick] input:not(:checked)").await;
            window.see("[data-block=tick] input:checked").await;
        }
    }

    async fn work_in_portal(&mut self, step: &str) -> Copied {
        if !self.window.has("[data-action=open-portal-page]").await {
            return Copied::Nothing;
        }
        self.window.press("[data-action=open-portal-page]").await;
        let page = self.next_opened().await;
        let rows = self.rows().await;
        self.hands.work(step, &page, &rows, self.period).await
    }

    /// The clipboard was read by Rust, and what it held arrived where it belongs.
    async fn pasted(&mut self, step: &str) {
        let window = self.window;
        match step {
            "tenant" => window.until(IDS_THERE).await,
            "client-secret" => {
                window.see("[data-block=secret-field] .held").await;
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
        assert!(self.secret.len() > 20, "a secret to look for: {:?}", self.secret);
        assert!(!page.contains(&self.secret), "the secret is in the page");
    }

    /// Signs in, and sees the stages go by.
    pub(crate) async fn sign_in(&mut self) {
        let window = self.window;
        window.page("sign-in").await;
        window.press("[data-action=open-browser]").await;
        window.see("[data-stage=await-answer][data-state=working]").await;
        assert!(!window.has("footer .filled").await, "while waiting there is no filled button");
        window.until("return /\\d+ s/.test(document.querySelector('[data-stage=await-answer] .time').innerText)").await;
        window.look("sign-in-waiting").await;
        let page = self.next_opened().await;
        let somebody = self.somebody();
        self.hands.sign_in(&page, &somebody).await;
        window.see("footer .filled[data-action=continue]").await;
        window.look("sign-in-done").await;
        window.press("#primary").await;
    }

    /// Goes through the page that the program opened, whatever comes of it.
    pub(crate) async fn in_browser(&mut self) {
        let page = self.next_opened().await;
        let somebody = self.somebody();
        self.hands.sign_in(&page, &somebody).await;
    }

    /// Sends the test message and sees it accepted.
    pub(crate) async fn send_test(&mut self) {
        let window = self.window;
        window.page("test").await;
        window.press("[data-action=send-test]").await;
        window.see("footer .filled[data-action=continue]").await;
        window.look("test-accepted").await;
        window.press("#primary").await;
    }

    /// Checks and saves.
    pub(crate) async fn save(&mut self) {
        let window = self.window;
        window.page("save").await;
        self.nothing_secret_is_shown().await;
        assert!(window.texts("[data-block=summary] .status.proved").await.len() >= 4, "what was used is proved");
        window.press("[data-action=save]").await;
        window.page("hand-over").await;
    }

    /// Copies a value for the application, compares it, and hides everything from a shared screen.
    pub(crate) async fn hand_over(&mut self) {
        let window = self.window;
        self.nothing_secret_is_shown().await;
        // What is copied reaches another program, the secret too, which the page itself never had.
        window.press("[data-block=copy-rows] li:has(.held) button[data-row]").await;
        window.see("[data-block=copy-rows] li:has(.held) .tick svg").await;
        assert_eq!(self.stage.clipboard(), self.secret, "what is called copied is on the clipboard");
        self.nothing_secret_is_shown().await;
        let (label, value) = self.rows().await.into_iter().nth(1).expect("a second row");
        window.press("[data-block=copy-rows] li:nth-child(2) button[data-row]").await;
        window.see("[data-block=copy-rows] li:nth-child(2) .tick svg").await;
        assert_eq!(self.stage.clipboard(), value, "{label} is on the clipboard");
        window.chord(&[CONTROL, SHIFT], "h").await;
        window.see("header .share.on").await;
        window.look("hand-over-shared").await;
        let (address, _) = self.account(Account::Mailbox);
        assert!(!window.text("body").await.contains(&address), "a shared screen shows no full address");
    }

    /// The copy rows of the page. What is shortened on a shared screen is copied, as a person would.
    pub(crate) async fn rows(&self) -> Rows {
        let labels = self.window.texts("[data-block=copy-rows] li .label").await;
        let values = self.window.texts("[data-block=copy-rows] li .value:not(.unseen)").await;
        assert_eq!(labels.len(), values.len(), "each row has its value");
        let mut rows: Rows = labels.into_iter().zip(values).collect();
        for (at, (_, value)) in rows.iter_mut().enumerate().filter(|(_, (_, value))| value.contains('…')) {
            let button = format!("[data-block=copy-rows] li:nth-child({}) button[data-row]", at + 1);
            *value = self.stage.copied_by(self.window, &button).await;
        }
        rows
    }

    /// What stands in the directory as the Value of the newest secret: the test's own knowledge.
    fn newest_secret(&self) -> String {
        let Some(office) = self.office else { return value_of(&self.stage.clipboard()) };
        let directory = office.office().directory();
        let newest = directory.registrations.iter().flat_map(|one| &one.secrets).max_by_key(|secret| secret.created);
        newest.expect("a secret").value.reveal().to_owned()
    }

    /// The address that the program opens next.
    pub(crate) async fn next_opened(&mut self) -> String {
        let address = self.stage.opened(self.opened).await;
        self.opened += 1;
        address
    }

    fn somebody(&self) -> Somebody {
        let (address, password) = self.account(Account::Mailbox);
        Somebody { address, password, decision: Decision::AcceptForAll }
    }

    /// Address and password of an account.
    pub(crate) fn account(&self, who: Account) -> (String, String) {
        if let Some(office) = self.office {
            return office.account(who);
        }
        let kept = self.stage.home.path().join("data/sendoff/practice/office/office.json");
        let kept = fs::read_to_string(kept).expect("the office keeps its directory");
        let office: Value = serde_json::from_str(&kept).expect("JSON");
        let account = &office["directory"]["accounts"][who as usize];
        let text = |name: &str| account[name].as_str().unwrap_or_default().to_owned();
        (text("address"), text("password"))
    }
}

/// What stands under *Value* in the row that was copied: headings and cells, separated by tabs.
pub(crate) fn value_of(row: &str) -> String {
    let mut lines = row.lines().map(|line| line.split('\t'));
    let (mut headings, mut cells) = (lines.next().expect("headings"), lines.next().expect("cells"));
    let column = headings.position(|heading| heading == "Value").expect("a column Value");
    cells.nth(column).expect("a cell").to_owned()
}
