//! The questions and the preparation.

use crate::{keys::ENTER, office::Account, scene::Scene};

/// Somebody's Object ID, which stands beside the one that is asked for.
const OBJECT_ID: &str = "Object ID\n11111111-2222-4333-8444-555555555555\n";

/// A Value that the portal has hidden.
const HIDDEN: &str = "8xQ****************";

/// The ID of a secret in the place of its Value.
const SECRET_ID: &str = "99999999-2222-4333-8444-555555555555";

/// A row whose date can be read two ways.
const TWO_DATES: &str = "Description\tExpires\tValue\tSecret ID\nmail\t4/3/2027\t8xQ8Q~abcdefghijklmnopqrstuvwxyz01234.a\t99999999-2222-4333-8444-555555555555\n";

impl Scene<'_> {
    pub(super) async fn tour_questions(&mut self) {
        let window = self.window;
        window.page("connections").await;
        window.press("[data-action=new-set-up]").await;
        window.page("mailbox-question").await;
        window.press("#primary").await;
        window.see("#summary").await;
        window.look("mailbox-question-missing").await;
        window.fill("#field-mailbox", "anna@outlook.com").await;
        window.press("#field-organisation").await;
        window.see("#field-mailbox[aria-describedby]").await;
        window.look("mailbox-question-personal").await;
        let held = self.office.hold();
        window.fill("#field-mailbox", &self.office.account(Account::Mailbox).0).await;
        window.fill("#field-organisation", "Harbour Travel").await;
        window.look("mailbox-question-looking-up").await;
        drop(held);
        window.see(".status.found").await;
        window.look("mailbox-question-found").await;
        self.go_on("mailbox-question").await;
        window.page("application-question").await;
        if !window.has("input[value=tourtools]:checked").await {
            window.press("input[value=tourtools]").await;
        }
        window.look("application-question-chosen").await;
        self.go_on("application-question").await;
        window.page("before-you-begin").await;
        self.go_on("before-you-begin").await;
    }

    pub(super) async fn tour_preparation(&mut self) {
        let window = self.window;
        window.page("app-registration").await;
        window.press("#primary").await;
        window.see("[aria-invalid=true]").await;
        window.look("app-registration-missing").await;
        self.tick_and_go_on("app-registration").await;
        self.tour_ids().await;
        for step in ["redirect-uri", "permissions"] {
            window.page(step).await;
            self.tick_and_go_on(step).await;
        }
        self.tour_secret().await;
        for step in ["expose-api", "mailbox"] {
            window.page(step).await;
            self.tick_and_go_on(step).await;
        }
    }

    async fn tick_and_go_on(&mut self, step: &str) {
        self.fill_in(step).await;
        self.window.look(&format!("{step}-ticked")).await;
        self.go_on(step).await;
    }

    async fn tour_ids(&mut self) {
        let window = self.window;
        window.page("tenant").await;
        window.press("#primary").await;
        window.see("#summary").await;
        window.look("tenant-missing").await;
        window.press("[data-help] > details > summary").await;
        window.look("tenant-help").await;
        window.press("[data-help] > details > summary").await;
        self.paste(OBJECT_ID).await;
        window.see("[data-block=paste-box] .status").await;
        window.look("tenant-object-id").await;
        window.fill("#field-client-id", "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a").await;
        window.press("#field-tenant-id").await;
        window.see("#field-client-id[aria-invalid=true]").await;
        window.look("tenant-cut").await;
        let held = self.office.hold();
        let overview = self.overview();
        self.paste(&overview).await;
        window.until("return document.querySelector('#field-tenant-id').value.length === 36").await;
        window.look("tenant-looking-up").await;
        drop(held);
        window.see(".status.found").await;
        window.look("tenant-found").await;
        self.go_on("tenant").await;
    }

    async fn tour_secret(&mut self) {
        let window = self.window;
        window.page("client-secret").await;
        window.press("#primary").await;
        window.see("[aria-invalid=true], #summary").await;
        window.look("client-secret-missing").await;
        for (text, name) in [(HIDDEN, "client-secret-hidden"), (SECRET_ID, "client-secret-id")] {
            self.paste(text).await;
            window.see("[data-block=secret-field] .status.error, [data-block=secret-field] .status.caution").await;
            window.look(name).await;
        }
        self.paste(TWO_DATES).await;
        window.see("[data-block=secret-field] .held").await;
        window.look("client-secret-two-dates").await;
        window.press("[data-action=clear-secret]").await;
        window.gone("[data-block=secret-field] .held").await;
        self.paste_secret().await;
        window.look("client-secret-pasted").await;
        self.tour_quitting().await;
        if window.has("[data-block=choice] input[value=other]").await {
            window.press("[data-block=choice] input[value=other]").await;
        }
        window.see("[data-block=day-field]").await;
        for (at, text) in ["2", "11", "2025"].iter().enumerate() {
            window.fill(&format!("[data-block=day-field] label:nth-child({}) input", at + 1), text).await;
        }
        window.press("#page-heading ~ *, [data-block=day-field] legend").await;
        window.look("client-secret-past").await;
        for (at, text) in ["20", "11", "2028"].iter().enumerate() {
            window.fill(&format!("[data-block=day-field] label:nth-child({}) input", at + 1), text).await;
        }
        window.chord(&[crate::keys::CONTROL], ENTER).await;
        window.gone("[data-page=client-secret]").await;
    }
}
