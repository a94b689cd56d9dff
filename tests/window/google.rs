//! Gmail by a project in testing, on the real path: Chromium is the system browser, GNOME Keyring the keychain, and an office of
//! the test's own stands in Google's place. What people leave out is left out first: the window says so, and leads back.

use std::{fs, path::PathBuf, time::Duration};

use sendoff_practice::Fault;
use serde_json::Value;
use tokio::time::{sleep, timeout};

use crate::{
    chromium::Chromium,
    driver::Window,
    first_run::{files_with, keychain},
    hands::Hands,
    keys::CONTROL,
    office::{Account, OwnOffice},
    person::Person,
    stage::{HANG, Props, Stage},
};

/// A client's file that would have the secret sent elsewhere.
const FILE_FROM_ELSEWHERE: &str = r#"{"installed":{"client_id":"123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com",
    "project_id":"mail","auth_uri":"https://accounts.google.com.example.net/o/oauth2/auth",
    "token_uri":"https://accounts.google.com.example.net/token","client_secret":"GOCSPX-abcdefghijklmnopqrstuvwxyz01"}}"#;

#[tokio::test(flavor = "multi_thread")]
async fn gmail_is_set_up_in_the_light() {
    set_up("light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tour_of_gmail_in_the_dark() {
    set_up("dark").await;
}

async fn set_up(theme: &'static str) {
    let office = OwnOffice::at_google();
    let file = office.file();
    let mut stage = Stage::with(Props { office: Some(&file), dark: theme == "dark", ..Props::default() });
    let chromium = Chromium::open(&mut stage).await;
    let window = Window::open(&stage).await;
    window.begin_tour(theme, "google-", 0);
    let mut owner = Owner { window: &window, stage: &stage, office: &office, chromium, opened: 0 };
    owner.answer_questions().await;
    let secret = owner.prepare().await;
    owner.sign_in().await;
    owner.send_test().await;
    assert_eq!(keychain(&stage), "", "the keychain holds nothing before it is asked to save");
    owner.save_and_hand_over(&secret).await;
    assert!(keychain(&stage).contains(&secret), "the secret is in GNOME Keyring");
    assert!(files_with(stage.home.path(), &secret).is_empty(), "and in no file as it is");
    owner.see_the_connection().await;
    let (seen, wrong) = window.take_looks();
    window.close().await;
    println!("{theme}: {seen} screens and states at Google looked at");
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The owner of the mailbox, who also looks after the project.
struct Owner<'a> {
    window: &'a Window,
    stage: &'a Stage,
    office: &'a OwnOffice,
    chromium: Chromium,
    opened: usize,
}

impl Owner<'_> {
    async fn answer_questions(&self) {
        let window = self.window;
        window.page("connections").await;
        window.press("[data-action=new-set-up]").await;
        window.page("mailbox-question").await;
        window.fill("#field-mailbox", &self.office.account(Account::Mailbox).0).await;
        window.fill("#field-organisation", "Harbour Travel").await;
        window.press("#primary").await;
        window.page("application-question").await;
        for answer in ["google-gmail", "workspace", "testing"] {
            window.press(&format!("input[value={answer}]")).await;
            window.see(&format!("input[value={answer}]:checked")).await;
        }
        window.look("application-question-answered").await;
        window.press("#primary").await;
        window.page("before-you-begin").await;
        window.press("#primary").await;
        window.gone("[data-page=before-you-begin]").await;
    }

    /// From the project to the client; gives the secret of the client.
    async fn prepare(&mut self) -> String {
        let contact = self.office.account(Account::Mailbox).0;
        let name = self.open("project").await.row("Project name").await;
        let project = self.chromium.new_project(&name).await;
        self.window.press("#primary").await;
        self.window.see("#field-google-project[aria-invalid=true]").await;
        self.window.look("project-missing").await;
        self.window.fill("#field-google-project", &project).await;
        self.go_on("project").await;
        self.open("google-api").await.chromium.enable_api().await;
        self.tick_and_go_on("google-api").await;
        let name = self.open("google-branding").await.row("App name").await;
        self.chromium.get_started(&name, &contact).await;
        self.tick_and_go_on("google-branding").await;
        let tester = self.open("google-audience").await.row("Test users").await;
        self.chromium.add_tester(&tester).await;
        self.tick_and_go_on("google-audience").await;
        let permission = self.open("google-data-access").await.row("Manually add scopes").await;
        self.chromium.list_permission(&permission).await;
        self.tick_and_go_on("google-data-access").await;
        self.client().await
    }

    async fn client(&mut self) -> String {
        let window = self.window;
        let name = self.open("google-client").await.row("Name").await;
        self.paste(FILE_FROM_ELSEWHERE).await;
        window.see("[data-block=paste-box] .status").await;
        window.look("google-client-file-from-elsewhere").await;
        self.chromium.desktop_client(&name).await;
        let file = self.downloaded().await;
        let read: Value = serde_json::from_str(&file).expect("the file of a client");
        let secret = read["installed"]["client_secret"].as_str().expect("a secret").to_owned();
        self.paste(&file).await;
        window.see("[data-block=secret-field] .held").await;
        self.is_unseen(&secret).await;
        self.go_on("google-client").await;
        let client = self.open("google-app-access").await.row("Client ID").await;
        self.chromium.trust(&client).await;
        self.tick_and_go_on("google-app-access").await;
        secret
    }

    /// First nothing is ticked on Google's page, then everything.
    async fn sign_in(&mut self) {
        let window = self.window;
        window.page("sign-in").await;
        assert!(window.text("main").await.contains("in testing"), "what testing means is said before");
        window.press("[data-action=open-browser]").await;
        window.see("[data-stage=await-answer][data-state=working]").await;
        window.look("sign-in-waiting").await;
        self.tell_the_page("google-not-a-tester").await;
        self.in_browser(false).await;
        window.see("[data-problem=google-box-unticked]").await;
        window.look("sign-in-unticked").await;
        window.press("#problem-primary").await;
        self.in_browser(true).await;
        window.see("footer .filled[data-action=continue]").await;
        window.look("sign-in-done").await;
        window.press("#primary").await;
    }

    /// Says what the browser shows, and reads what that means.
    async fn tell_the_page(&self, page: &str) {
        let window = self.window;
        window.press(&format!("details:has(input[value={page}]) > summary")).await;
        window.press(&format!("input[value={page}]")).await;
        window.see(&format!("[data-problem={page}]")).await;
        window.look("sign-in-page-told").await;
    }

    /// Google has had enough for a moment.
    async fn send_test(&self) {
        let window = self.window;
        window.page("test").await;
        self.office.arm(Fault::GoogleApiRate);
        window.press("[data-action=send-test]").await;
        window.see("[data-problem]").await;
        window.look("test-refused").await;
        window.see("#problem-primary:not([aria-disabled])").await;
        window.press("#problem-primary").await;
        window.see("footer .filled[data-action=continue]").await;
        window.look("test-accepted").await;
        window.press("#primary").await;
    }

    async fn save_and_hand_over(&self, secret: &str) {
        let window = self.window;
        window.page("save").await;
        self.is_unseen(secret).await;
        window.press("[data-action=save]").await;
        window.page("hand-over").await;
        self.is_unseen(secret).await;
        window.press("[data-block=copy-rows] li:has(.held) button[data-row]").await;
        window.see("[data-block=copy-rows] li:has(.held) .tick svg").await;
        assert_eq!(self.stage.clipboard(), secret, "the secret is on the clipboard");
    }

    async fn see_the_connection(&self) {
        let window = self.window;
        window.press("footer [data-action=done]").await;
        window.see("[data-page=connections] [data-connection]").await;
        window.look("connections").await;
        window.press("[data-connection] button").await;
        window.page("connection").await;
    }

    /// Opens the page of a step in the browser.
    async fn open(&mut self, step: &str) -> &mut Self {
        self.window.page(step).await;
        self.window.press("[data-action=open-portal-page]").await;
        self.stage.opened(self.opened).await;
        self.opened += 1;
        self.chromium.newest().await;
        self
    }

    async fn in_browser(&mut self, ticked: bool) {
        self.stage.opened(self.opened).await;
        self.opened += 1;
        self.chromium.newest().await;
        self.chromium.sign_in_at_google(&self.office.somebody(Account::Mailbox), ticked).await;
    }

    /// What stands in a copy row of the page.
    async fn row(&self, label: &str) -> String {
        let rows = Person::for_real(self.window, self.stage, self.office, Hands::robot()).rows().await;
        let found = rows.iter().find(|(name, _)| name == label);
        found.unwrap_or_else(|| panic!("{label} is not among {rows:?}")).1.clone()
    }

    /// The only file in the folder of downloads, once it is there whole.
    async fn downloaded(&self) -> String {
        let folder = self.stage.profile.path().join("Downloads");
        let is_whole = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let come = async {
            loop {
                let files = fs::read_dir(&folder).into_iter().flatten().map_while(Result::ok);
                if let Some(file) = files.map(|entry| entry.path()).find(is_whole) {
                    return fs::read_to_string(file).expect("a file of text");
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(HANG, come).await.expect("Chromium keeps the file")
    }

    async fn paste(&self, text: &str) {
        self.stage.copy(text).await;
        self.window.chord(&[CONTROL], "v").await;
    }

    async fn tick_and_go_on(&self, step: &str) {
        self.window.press("[data-block=tick] input:not(:checked)").await;
        self.window.see("[data-block=tick] input:checked").await;
        self.go_on(step).await;
    }

    async fn go_on(&self, step: &str) {
        self.window.look(&format!("{step}-filled")).await;
        self.window.press("#primary").await;
        self.window.gone(&format!("[data-page={step}]")).await;
    }

    async fn is_unseen(&self, secret: &str) {
        let page = self.window.ask("return new XMLSerializer().serializeToString(document)", vec![]).await;
        assert!(secret.len() > 20 && !page.as_str().expect("a page").contains(secret), "the secret is in the page");
    }
}
