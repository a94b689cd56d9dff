//! A set-up that is ready to be proved, quickly: the registration stands in the office from the start, and pages are passed
//! through without being looked at.

use std::cell::RefCell;

use sendoff_practice::robot::{PlatformName, Robot};

use crate::{
    driver::Window,
    hands::TWO_YEARS,
    keys::CONTROL,
    office::{Account, OwnOffice},
    stage::Stage,
    told::Told,
};

pub(crate) struct Scene<'a> {
    pub(crate) window: &'a Window,
    pub(crate) stage: &'a Stage,
    pub(crate) office: &'a OwnOffice,
    pub(crate) robot: Robot,
    /// The row of the secret, as it was copied.
    pub(crate) row: String,
    /// What errors gave to pass on.
    pub(crate) told: RefCell<Told>,
    opened: usize,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(window: &'a Window, stage: &'a Stage, office: &'a OwnOffice) -> Self {
        let robot = Robot::new().expect("a robot");
        Self { window, stage, office, robot, row: String::new(), told: RefCell::default(), opened: 0 }
    }

    /// From the list to the step *Sign in*.
    pub(crate) async fn prepare(&mut self) {
        self.answer_questions().await;
        for step in crate::person::PREPARE {
            self.window.see(&format!("[data-page={step}]")).await;
            self.fill_in(step).await;
            self.go_on(step).await;
        }
        self.window.see("[data-page=sign-in]").await;
    }

    pub(crate) async fn answer_questions(&self) {
        let window = self.window;
        window.see("[data-page=connections]").await;
        window.chord(&[CONTROL], "n").await;
        self.answer_for("Harbour Travel").await;
    }

    /// From the question for the mailbox to the first step, for this organisation.
    pub(crate) async fn answer_for(&self, organisation: &str) {
        let window = self.window;
        window.see("[data-page=mailbox-question]").await;
        window.fill("#field-mailbox", &self.office.account(Account::Mailbox).0).await;
        window.fill("#field-organisation", organisation).await;
        self.go_on("mailbox-question").await;
        if !window.has("input[value=tourtools]:checked").await {
            window.press("input[value=tourtools]").await;
        }
        self.go_on("application-question").await;
        self.go_on("before-you-begin").await;
    }

    /// Does what a step of Prepare asks for in the window.
    pub(crate) async fn fill_in(&mut self, step: &str) {
        match step {
            "tenant" => self.paste_ids().await,
            "client-secret" => self.paste_secret().await,
            _ => {}
        }
        if self.window.has("[data-block=tick] input:not(:checked)").await {
            self.window.press("[data-block=tick] input:not(:checked)").await;
            self.window.see("[data-block=tick] input:checked").await;
        }
    }

    pub(crate) async fn go_on(&self, page: &str) {
        self.window.press("#primary").await;
        self.window.gone(&format!("[data-page={page}]")).await;
    }

    /// Pastes both IDs in the place of what stands there.
    pub(crate) async fn paste_ids(&mut self) {
        self.stage.copy(&self.overview()).await;
        self.window.chord(&[CONTROL], "v").await;
        self.window
            .until("return [...document.querySelectorAll('[data-block=field] input')].every((one) => one.value.length === 36)")
            .await;
    }

    /// What the Overview page gives, without asking the office.
    pub(crate) fn overview(&self) -> String {
        let office = self.office.office().directory();
        let registration = office.registrations.last().expect("a registration");
        format!("Application (client) ID\n{}\nDirectory (tenant) ID\n{}\n", registration.app_id, office.tenant)
    }

    /// Makes a new secret and pastes its row.
    pub(crate) async fn paste_secret(&mut self) {
        let made = self.robot.new_secret(self.portal(), "TourTools mail", TWO_YEARS).await;
        self.row = made.expect("a secret");
        self.paste_row().await;
    }

    /// Pastes the row of the secret in the place of the one that is held.
    pub(crate) async fn paste_row(&self) {
        if self.window.has("[data-action=clear-secret]").await {
            self.window.press("[data-action=clear-secret]").await;
            self.window.gone("[data-block=secret-field] .held").await;
        }
        self.stage.copy(&self.row).await;
        self.window.chord(&[CONTROL], "v").await;
        self.window.see("[data-block=secret-field] .held").await;
        self.window.see("[data-block=choice] input:checked, [data-block=day-field]").await;
    }

    /// Does a step of Prepare once more in the portal.
    pub(crate) async fn redo_in_portal(&mut self, step: &str, rows: &[(String, String)]) {
        let values: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
        let portal = self.portal();
        match step {
            "redirect-uri" => self.robot.add_redirects(portal, PlatformName::Web, &values).await,
            "permissions" => self.robot.add_permissions(portal, &values).await,
            _ => Ok(()),
        }
        .unwrap_or_else(|error| panic!("{step}: {error}"));
    }

    /// The first page of the portal.
    pub(crate) fn portal(&self) -> url::Url {
        self.office.announcement().microsoft.portal.parse().expect("an address")
    }

    /// The address that the program opens next.
    pub(crate) async fn next_opened(&mut self) -> String {
        let address = self.stage.opened(self.opened).await;
        self.opened += 1;
        address
    }

    /// How many addresses were opened so far.
    pub(crate) fn passed_over(&mut self) {
        self.opened = self.stage.all_opened();
    }
}
