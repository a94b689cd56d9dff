//! Every explained error of a set-up in the real window: armed at the office, shown with its title, its reason, who must act
//! and its button; the step opened by that button, mended, tried again, gone.

use std::time::Instant;

use sendoff_engine::script::who_acts;
use sendoff_practice::{
    Fault, MendedBy,
    robot::{PlatformName, Saw},
};
use sendoff_problem::{Kind, WhoActs};
use sendoff_tests::faults::{EXPLAINED, Explained, Met};

use crate::{
    driver::Window,
    keys::CONTROL,
    office::{Account, OwnOffice},
    scene::Scene,
    stage::{Props, Stage},
    told::Told,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_error_while_signing_in_is_explained_mended_and_gone() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), watched: true, ..Props::default() });
    let window = Window::open(&stage).await;
    let mut scene = Scene::new(&window, &stage, &office);
    // A look at the directory that brings a web page is done again, and nobody hears of it.
    office.arm(Fault::DiscoveryHtml);
    scene.prepare().await;
    let begun = Instant::now();
    let mut all: Vec<&Explained> = EXPLAINED.iter().filter(|one| one.met == Met::SigningIn).collect();
    // From then on nobody but an administrator may agree, and so it comes last.
    all.sort_by_key(|one| one.fault == Fault::ApprovalNeeded);
    for one in &all {
        scene.sign_in_with(one).await;
        scene.forget_the_sign_in().await;
    }
    println!("{} errors while signing in, {:.0} s", all.len(), begun.elapsed().as_secs_f64());
    scene.too_new().await;
    scene.registration_too_new().await;
    window.nothing_was_wrong();
    let told = scene.told.take();
    window.close().await;
    told.gives_nothing_away(&stage, &office);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_while_sending_is_explained_mended_and_gone() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), watched: true, ..Props::default() });
    let mut told = Told::default();
    let begun = Instant::now();
    let all: Vec<&Explained> = EXPLAINED.iter().filter(|one| one.met == Met::Sending).collect();
    for one in &all {
        // Ten seconds lie between two messages of one set-up, and three go in a minute: a new set-up is quicker.
        let window = Window::open(&stage).await;
        let mut scene = Scene::new(&window, &stage, &office);
        scene.told.replace(told);
        scene.passed_over();
        scene.prepare().await;
        scene.sign_in().await;
        window.press("#primary").await;
        scene.send_with(one).await;
        window.nothing_was_wrong();
        told = scene.told.take();
        window.close().await;
    }
    told.gives_nothing_away(&stage, &office);
    println!("{} errors while sending, {:.0} s", all.len(), begun.elapsed().as_secs_f64());
}

impl Scene<'_> {
    /// Signs in and meets a fault on the way.
    async fn sign_in_with(&mut self, one: &Explained) {
        let (window, fault) = (self.window, one.fault);
        window.see("[data-page=sign-in] [data-action=open-browser]").await;
        self.office.arm(fault);
        window.press("[data-action=open-browser]").await;
        self.through_browser().await;
        self.is_explained(one).await;
        self.mend(one).await;
        window.see("footer .filled[data-action=continue]").await;
        assert!(!window.has("[data-problem]").await, "{fault}: the error is gone");
    }

    /// Sends the test message and meets a fault on the way.
    async fn send_with(&mut self, one: &Explained) {
        let (window, fault) = (self.window, one.fault);
        window.see("[data-page=test] [data-action=send-test]").await;
        self.office.arm(fault);
        window.press("[data-action=send-test]").await;
        self.is_explained(one).await;
        self.mend(one).await;
        window.see("[data-page=test] footer .filled[data-action=continue]").await;
        assert!(!window.has("[data-problem]").await, "{fault}: the error is gone");
    }

    /// Signs in where nothing goes wrong.
    pub(crate) async fn sign_in(&mut self) {
        self.window.press("[data-action=open-browser]").await;
        self.through_browser().await;
        self.window.see("footer .filled[data-action=continue]").await;
    }

    /// Goes through the page that the program opened; what an error page says is pasted.
    pub(crate) async fn through_browser(&mut self) {
        let page = self.next_opened().await;
        self.sign_in_at(&page).await;
    }

    pub(crate) async fn sign_in_at(&mut self, page: &str) {
        let somebody = self.office.somebody(Account::Mailbox);
        let saw = self.robot.sign_in(page.parse().expect("an address"), &somebody).await;
        if let Saw::ErrorPage { text } = saw.expect("the robot reads the page") {
            self.stage.copy(&text).await;
            self.window.chord(&[CONTROL], "v").await;
        }
    }

    /// The error has its title with the focus, a reason, somebody who must act, and one filled button.
    async fn is_explained(&self, one: &Explained) {
        let (window, fault) = (self.window, one.fault);
        window.see(&format!("[data-problem={}]", one.kind)).await;
        window.until("return document.activeElement?.id === 'problem-title'").await;
        let title = window.text("#problem-title").await;
        let why = window.text("[data-problem] > p").await;
        assert!(!title.is_empty() && !why.is_empty() && !title.ends_with('.'), "{fault}: {title}: {why}");
        let kind = Kind::ALL.iter().find(|kind| kind.as_str() == one.kind).expect("a kind");
        let other = self.who_acts(*kind).await != WhoActs::You;
        assert_eq!(window.has("[data-problem] .who").await, other, "{fault}: says who must act: {}", kind.as_str());
        let filled = window.texts("button.filled").await;
        assert_eq!(filled.len(), 1, "{fault}: one filled button: {filled:?}");
        let leads = window.action("#problem-primary").await == "go-to";
        assert_eq!(leads, one.step.is_some(), "{fault}: leads to a step: {filled:?}");
        window.look(&format!("error-{fault}")).await;
        self.gather(&self.told).await;
    }

    /// Whoever the row of the code among the details names; without a row, whoever such errors take.
    async fn who_acts(&self, kind: Kind) -> WhoActs {
        let details = "return [...document.querySelectorAll('[data-problem] dd')].map((value) => value.textContent)";
        let details = self.window.ask(details, vec![]).await;
        let codes = details.as_array().into_iter().flatten().filter_map(|value| value.as_str());
        let told = codes.filter_map(|code| who_acts(kind, Some(code), None).ok());
        told.into_iter().find(|who| *who != kind.who_acts()).unwrap_or(kind.who_acts())
    }

    /// Does what the error says, up to the operation that failed, which starts again.
    async fn mend(&mut self, one: &Explained) {
        match one.step {
            Some(step) => self.mend_at(step, one).await,
            None => self.mend_here(one).await,
        }
    }

    async fn mend_at(&mut self, step: &str, one: &Explained) {
        let window = self.window;
        let title = window.text("#problem-title").await;
        window.press("#problem-primary").await;
        window.see(&format!("[data-page={step}]")).await;
        let note = window.text(".note.return").await;
        assert!(note.contains(&title), "{}: the step says what the person came for: {note:?}", one.fault);
        window.look(&format!("mending-{}", one.fault)).await;
        let rows = self.rows().await;
        self.redo_in_portal(step, &rows).await;
        self.mend_outside(one.fault).await;
        self.passed_over();
        self.fill_in(step).await;
        window.press("#primary:not([aria-disabled])").await;
        window.gone(&format!("[data-page={step}]")).await;
        if one.met == Met::SigningIn || wants_new_access(one) {
            self.through_browser().await;
        }
    }

    async fn mend_here(&mut self, one: &Explained) {
        let window = self.window;
        self.mend_outside(one.fault).await;
        self.passed_over();
        match window.action("#problem-primary").await.as_str() {
            "open-browser-again" => window.press("#problem-primary").await,
            "copy-link" => {
                window.press("#problem-primary").await;
                return self.sign_in_at_copied_link().await;
            }
            _ if window.has("footer [data-action=stop]").await => {
                window.press("footer [data-action=stop]").await;
                window.press("[data-action=retry]").await;
            }
            _ => window.press("[data-action=retry]:not([aria-disabled]), [data-action=confirm-delegate].filled").await,
        }
        if one.met == Met::SigningIn || wants_new_access(one) {
            self.through_browser().await;
        }
    }

    async fn sign_in_at_copied_link(&mut self) {
        let link = self.stage.copied(|text| text.starts_with("http://")).await;
        self.sign_in_at(&link).await;
    }

    /// What has to happen away from the assistant.
    async fn mend_outside(&mut self, fault: Fault) {
        match fault.mended_by() {
            MendedBy::Portal(action) => {
                let portal = self.portal();
                self.robot.mend(portal, action).await.unwrap_or_else(|error| panic!("{fault}: {error}"));
            }
            MendedBy::SettingTheClock | MendedBy::SomebodyElse | MendedBy::Waiting => {
                self.office.office().disarm(fault);
            }
            MendedBy::CopyAgain | MendedBy::SigningInAgain | MendedBy::RightAccount | MendedBy::Retry => {}
        }
    }

    async fn rows(&self) -> Vec<(String, String)> {
        let labels = self.window.texts("[data-block=copy-rows] li .label").await;
        let values = self.window.texts("[data-block=copy-rows] li .value:not(.unseen)").await;
        labels.into_iter().zip(values).collect()
    }

    /// Another secret, and the sign-in counts no more: the next error can be met.
    async fn forget_the_sign_in(&mut self) {
        self.open_step("client-secret").await;
        self.paste_row().await;
        self.open_step("sign-in").await;
        self.passed_over();
    }

    /// A secret made seconds ago is waited for: the page counts, and nobody is told of an error.
    async fn too_new(&mut self) {
        self.office.arm(Fault::SecretDelay);
        self.open_step("client-secret").await;
        self.paste_secret_again().await;
        self.is_waited_for("sign-in-waiting-for-the-secret").await;
    }

    /// So is a registration made seconds ago.
    async fn registration_too_new(&mut self) {
        self.open_step("redirect-uri").await;
        let redirects = self.rows().await;
        self.open_step("permissions").await;
        let permissions = self.rows().await;
        self.office.arm(Fault::RegistrationDelay);
        let portal = self.portal();
        let made = self.robot.register(portal, "TourTools mail", PlatformName::Web, &redirects[0].1).await;
        made.expect("a registration");
        self.redo_in_portal("redirect-uri", &redirects).await;
        self.redo_in_portal("permissions", &permissions).await;
        self.open_step("tenant").await;
        self.paste_ids().await;
        self.open_step("client-secret").await;
        self.paste_secret_again().await;
        self.is_waited_for("sign-in-waiting-for-the-registration").await;
    }

    async fn open_step(&self, step: &str) {
        self.window.press(&format!("[data-step={step}]")).await;
        self.window.see(&format!("[data-page={step}]")).await;
    }

    async fn is_waited_for(&mut self, name: &str) {
        let window = self.window;
        self.open_step("sign-in").await;
        self.passed_over();
        window.press("[data-action=open-browser]").await;
        window.see("[data-block=countdown]").await;
        window.look(name).await;
        self.through_browser().await;
        window.see("footer .filled[data-action=continue]").await;
        assert!(!window.has("[data-problem]").await, "waiting is no error");
    }

    async fn paste_secret_again(&mut self) {
        if self.window.has("[data-action=clear-secret]").await {
            self.window.press("[data-action=clear-secret]").await;
            self.window.gone("[data-block=secret-field] .held").await;
        }
        self.paste_secret().await;
    }
}

/// What a new permission is worth shows only in new access.
fn wants_new_access(one: &Explained) -> bool {
    matches!(one.kind, "sending-denied" | "access-refused")
}
