//! The tour: every screen of a set-up in its states, empty, busy, wrong, failing, done, resumed, light and dark. Each is looked at
//! (axe-core, words, what sticks out) and leaves its pictures in every size under `target/screens`. What waits is made to wait
//! by an office that answers nobody for a while, and by a keychain that is stopped.

mod around;
mod connection;
mod finish;
mod practice;
mod prepare;
mod prove;

use std::time::{Duration, Instant};

use crate::{
    driver::Window,
    keys::CONTROL,
    office::OwnOffice,
    scene::Scene,
    stage::{Props, Stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn tour_in_the_light() {
    tour("light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tour_in_the_dark() {
    tour("dark").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tour_of_practice_in_the_light() {
    practice("light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tour_of_practice_in_the_dark() {
    practice("dark").await;
}

/// A set-up on the real path, left and found again.
async fn tour(theme: &'static str) {
    let begun = Instant::now();
    let office = OwnOffice::ready();
    let file = office.file();
    let stage = Stage::with(Props { office: Some(&file), dark: theme == "dark", ..Props::default() });
    let mut seen = 0;
    let mut wrong = Vec::new();
    for sitting in [1, 2, 3] {
        let window = Window::open(&stage).await;
        is_in(&window, theme).await;
        window.begin_tour(theme, "", seen);
        let mut scene = Scene::new(&window, &stage, &office);
        scene.passed_over();
        if sitting == 1 {
            scene.tour_around().await;
            scene.tour_questions().await;
            scene.tour_preparation().await;
            scene.tour_sign_in().await;
            scene.tour_test().await;
            scene.tour_saving().await;
            scene.tour_hand_over().await;
            scene.leave_one_unfinished().await;
        } else if sitting == 2 {
            scene.tour_resumed().await;
            scene.damage_the_list();
        } else {
            window.look("connections-damaged").await;
            scene.tour_deleting_a_set_up().await;
        }
        let (number, found) = window.take_looks();
        seen = number;
        wrong.extend(found);
        window.close().await;
    }
    ends_well(theme, seen, &wrong, begun);
}

/// The ordinary program in its practice office.
async fn practice(theme: &'static str) {
    let begun = Instant::now();
    let stage = Stage::with(Props { dark: theme == "dark", ..Props::default() });
    let window = Window::open(&stage).await;
    is_in(&window, theme).await;
    window.begin_tour(theme, "practice-", 0);
    practice::tour(&window, &stage).await;
    let (seen, wrong) = window.take_looks();
    window.close().await;
    ends_well(theme, seen, &wrong, begun);
}

async fn is_in(window: &Window, theme: &str) {
    let dark = window.ask("return matchMedia('(prefers-color-scheme: dark)').matches", vec![]).await;
    assert_eq!(dark, serde_json::Value::Bool(theme == "dark"), "the desktop's theme reaches the page");
}

fn ends_well(theme: &str, seen: usize, wrong: &[String], begun: Instant) {
    println!("{theme}: {seen} screens and states looked at, {:.1} min", begun.elapsed().as_secs_f64() / 60.0);
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

impl Scene<'_> {
    /// Copies a text and pastes it into the page.
    pub(crate) async fn paste(&self, text: &str) {
        self.stage.copy(text).await;
        self.window.chord(&[CONTROL], "v").await;
    }

    /// The clock of the page, by which it counts, goes on by so many seconds for a look.
    pub(crate) async fn look_after(&self, seconds: u32, name: &str) {
        let set = "window.now ??= Date.now.bind(Date); const ahead = arguments[0] * 1000;
            Date.now = () => window.now() + ahead; return true";
        self.window.ask(set, vec![seconds.into()]).await;
        // The page looks at the clock once a second.
        tokio::time::sleep(Duration::from_millis(1100)).await;
        self.window.look(name).await;
        self.window.ask("Date.now = window.now; return true", vec![]).await;
    }
}
