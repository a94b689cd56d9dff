//! A secret on the real clipboard of a display: marked for programs that remember what was copied, gone after its time and at
//! the end, and never taken away once something else was copied (promise 20).

use std::{
    env,
    time::{Duration, Instant},
};

use fantoccini::Locator;
use tokio::time::{sleep, timeout};

use crate::{
    driver::Window,
    office::OwnOffice,
    scene::Scene,
    stage::{HANG, Props, Stage},
};

/// The usual time a secret stays, and what this computer may take on top to look and to clear: a look that fails is repeated later.
const PATIENCE: Duration = Duration::from_secs(45);
const SLACK: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_secret_is_marked_and_is_gone_in_time_and_at_the_end() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    Scene::new(&window, &stage, &office).handed_over().await;

    // An ordinary value stays, and is not marked.
    copy_row(&window, 2).await;
    assert_eq!(stage.clipboard_hint(), b"");
    let before = Instant::now();
    let secret = copy_secret(&window, &stage).await;
    let copied = Instant::now();
    assert_eq!(stage.clipboard_hint(), b"secret", "KDE's clipboard history is asked to leave it out");
    let gone = stage.gone(&secret).await;
    println!("a copied secret was on the clipboard for {:.1} s", (gone - copied).as_secs_f64());
    assert!(gone - before > PATIENCE && gone - copied < PATIENCE + SLACK, "{:?}", gone - copied);

    // What somebody else copied meanwhile stays; for the whole time only in the deep run.
    copy_secret(&window, &stage).await;
    stage.copy("a shopping list").await;
    if env::var_os("SENDOFF_DEEP").is_some() {
        sleep(PATIENCE + Duration::from_secs(3)).await;
        assert_eq!(stage.clipboard(), "a shopping list");
        copy_secret(&window, &stage).await;
        stage.copy("a shopping list").await;
    }
    // At the end, with the secret in the hands of a clipboard history: what dies with the program shows nothing.
    let secret = copy_secret(&window, &stage).await;
    stage.copy(&secret).await;
    quit(window, &stage).await;
    assert_ne!(stage.clipboard().trim(), secret.trim(), "it was taken off before the program ended");
}

/// The secret that was pasted was put there by the browser: it goes like one that was copied here, at the end as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_secret_is_gone_in_time_and_at_the_end_though_another_program_offers_it() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut scene = at_the_secret(&window, &stage, &office).await;
    scene.paste_secret().await;
    let (pasted, row) = (Instant::now(), scene.row.clone());
    assert_eq!(stage.clipboard().trim(), row.trim(), "it can still be put into a password store");
    let gone = stage.gone(&row).await - pasted;
    println!("a pasted secret was on the clipboard for {:.1} s more", gone.as_secs_f64());
    assert!(gone < PATIENCE + SLACK, "{gone:?}");

    scene.paste_row().await;
    assert_eq!(stage.clipboard().trim(), row.trim());
    quit(window, &stage).await;
    assert_ne!(stage.clipboard().trim(), row.trim(), "it was taken off before the program ended");

    // What somebody else copied meanwhile stays, at the end too.
    let window = Window::open(&stage).await;
    let mut scene = at_the_secret(&window, &stage, &office).await;
    scene.row = row;
    scene.paste_row().await;
    stage.copy("a shopping list").await;
    quit(window, &stage).await;
    assert_eq!(stage.clipboard(), "a shopping list");
}

/// Another program has taken the record from the keychain. Who were told that the secret is copied would paste what was there before.
#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_the_keychain_does_not_give_is_not_called_copied() {
    const TOLD: &str =
        "document.body.innerText.includes('GNOME Keyring does not show the secret any more, and nothing was copied')";
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    Scene::new(&window, &stage, &office).handed_over().await;
    stage.copy("what was there before").await;
    let cleared = stage.command("secret-tool").args(["clear", "service", "Sendoff"]).status();
    assert!(cleared.expect("secret-tool starts").success());
    window.press("[data-block=copy-rows] li:has(.held) button[data-row]").await;
    window.until(&format!("return {TOLD}")).await;
    assert!(!window.has("[data-block=copy-rows] li:has(.held) .tick svg").await, "it is not called copied");
    assert_eq!(stage.clipboard(), "what was there before");
    window.begin_tour("light", "not-copied-", 0);
    window.look("hand-over").await;
    assert_eq!(window.take_looks().1, Vec::<String>::new());
    copy_row(&window, 2).await;
    assert_ne!(stage.clipboard(), "what was there before", "what is called copied is on the clipboard");
    assert_eq!(window.ask(&format!("return {TOLD}"), vec![]).await, false, "what was said of the other is taken back");
    window.close().await;
}

/// On the page that takes the secret.
async fn at_the_secret<'a>(window: &'a Window, stage: &'a Stage, office: &'a OwnOffice) -> Scene<'a> {
    let mut scene = Scene::new(window, stage, office);
    scene.answer_questions().await;
    for step in crate::person::PREPARE {
        window.see(&format!("[data-page={step}]")).await;
        if step == "client-secret" {
            break;
        }
        scene.fill_in(step).await;
        scene.go_on(step).await;
    }
    scene
}

/// Ends the program as a person does, who may be asked about a set-up that is not finished, and sees it gone.
async fn quit(window: Window, stage: &Stage) {
    window.chord(&[crate::keys::CONTROL], "q").await;
    let leave = Locator::Css("[data-action=leave-anyway]");
    let gone = async {
        while !stage.processes().is_empty() {
            // The driver has nobody to ask any more when the program is gone.
            if let Ok(Ok(asked)) = timeout(Duration::from_secs(1), window.client.find(leave)).await {
                let _ = asked.click().await;
            }
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(HANG, gone).await.expect("the program ends");
    window.close().await;
}

async fn copy_row(window: &Window, row: usize) {
    window.press(&format!("[data-block=copy-rows] li:nth-child({row}) button[data-row]")).await;
    window.see(&format!("[data-block=copy-rows] li:nth-child({row}) .tick svg")).await;
}

/// Copies the secret as the application is to be given it.
async fn copy_secret(window: &Window, stage: &Stage) -> String {
    let secret = stage.copied_by(window, "[data-block=copy-rows] li:has(.held) button[data-row]").await;
    assert!(secret.contains("Q~"), "a secret");
    secret
}

impl Stage {
    /// When the clipboard no longer holds this.
    async fn gone(&self, text: &str) -> Instant {
        let gone = async {
            while self.clipboard().trim() == text.trim() {
                sleep(Duration::from_millis(100)).await;
            }
            Instant::now()
        };
        timeout(HANG * 5, gone).await.expect("it is taken off the clipboard")
    }
}
