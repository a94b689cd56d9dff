//! A secret on the real clipboard of a display: marked for programs that remember what was copied, gone after its time and at
//! the end, and never taken away once something else was copied (promise 20).

use std::{
    env,
    time::{Duration, Instant},
};

use tokio::time::{sleep, timeout};

use crate::{
    driver::Window,
    office::OwnOffice,
    scene::Scene,
    stage::{HANG, Props, Stage},
};

/// The usual time a secret stays, and what this computer may take on top to look and to clear.
const PATIENCE: Duration = Duration::from_secs(45);
const SLACK: Duration = Duration::from_secs(3);

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_secret_is_marked_and_is_gone_in_time_and_at_the_end() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    Scene::new(&window, &stage, &office).handed_over().await;

    // An ordinary value stays, and is not marked.
    copy_row(&window, 2).await;
    assert_eq!(stage.clipboard_hint(), b"");
    let copied = Instant::now();
    let secret = copy_secret(&window, &stage).await;
    assert_eq!(stage.clipboard_hint(), b"secret", "KDE's clipboard history is asked to leave it out");
    let gone = stage.gone(&secret).await - copied;
    println!("a copied secret was on the clipboard for {:.1} s", gone.as_secs_f64());
    assert!(gone + SLACK > PATIENCE && gone < PATIENCE + SLACK, "{gone:?}");

    // What somebody else copied meanwhile stays; for the whole time only in the deep run.
    copy_secret(&window, &stage).await;
    stage.copy("a shopping list").await;
    if env::var_os("SENDOFF_DEEP").is_some() {
        sleep(PATIENCE + SLACK).await;
        assert_eq!(stage.clipboard(), "a shopping list");
        copy_secret(&window, &stage).await;
        stage.copy("a shopping list").await;
    }
    window.close().await;
    assert_eq!(stage.clipboard(), "a shopping list", "at the end too");
}

/// The secret that was pasted was put there by the browser: it goes like one that was copied here, at the end as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_secret_is_gone_in_time_and_at_the_end_though_another_program_offers_it() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut scene = Scene::new(&window, &stage, &office);
    scene.answer_questions().await;
    for step in &crate::person::PREPARE[..4] {
        window.see(&format!("[data-page={step}]")).await;
        scene.fill_in(step).await;
        scene.go_on(step).await;
    }
    scene.paste_secret().await;
    let (pasted, row) = (Instant::now(), scene.row.clone());
    assert_eq!(stage.clipboard().trim(), row.trim(), "it can still be put into a password store");
    let gone = stage.gone(&row).await - pasted;
    println!("a pasted secret was on the clipboard for {:.1} s more", gone.as_secs_f64());
    assert!(gone < PATIENCE + SLACK, "{gone:?}");

    scene.paste_row().await;
    assert_eq!(stage.clipboard().trim(), row.trim());
    // The window closes as it does for a person: the program puts everything away first.
    window.chord(&[crate::keys::CONTROL], "q").await;
    if window.has("[data-action=leave-anyway]").await {
        window.press("[data-action=leave-anyway]").await;
    }
    stage.gone(&row).await;
}

async fn copy_row(window: &Window, row: usize) {
    window.press(&format!("[data-block=copy-rows] li:nth-child({row}) button[data-row]")).await;
    window.see(&format!("[data-block=copy-rows] li:nth-child({row}) .tick svg")).await;
}

/// Copies the secret as the application is to be given it.
async fn copy_secret(window: &Window, stage: &Stage) -> String {
    stage.copy("nothing yet").await;
    window.press("[data-block=copy-rows] li:has(.held) button[data-row]").await;
    let secret = stage.copied(|text| text != "nothing yet").await;
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
        timeout(HANG, gone).await.expect("it is taken off the clipboard")
    }
}
