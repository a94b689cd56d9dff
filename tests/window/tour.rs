//! The tour: every screen of a set-up in its states, empty, busy, wrong, failing, done, resumed, light and dark. Each is looked at
//! (axe-core, words, what sticks out) and leaves its pictures in every size under `target/screens`. What waits is made to wait
//! by an office that answers nobody for a while, and by a keychain that is stopped.

mod finish;
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

async fn tour(theme: &'static str) {
    let begun = Instant::now();
    let office = OwnOffice::ready();
    let file = office.file();
    let stage = Stage::with(Props { office: Some(&file), dark: theme == "dark" });
    let window = Window::open(&stage).await;
    let dark = window.ask("return matchMedia('(prefers-color-scheme: dark)').matches", vec![]).await;
    assert_eq!(dark, serde_json::Value::Bool(theme == "dark"), "the desktop's theme reaches the page");
    window.close().await;
    let mut looks = (0, Vec::new());
    // The program starts three times: for a whole set-up, for what is found again, and to practise.
    for sitting in [Sitting::First, Sitting::Second, Sitting::Practice] {
        let window = Window::open(&stage).await;
        window.keep_pictures(theme, looks.0 + 1);
        let mut scene = Scene::new(&window, &stage, &office);
        scene.passed_over();
        scene.sit_down(sitting).await;
        let (seen, wrong) = window.take_looks();
        looks = (seen, [looks.1, wrong].concat());
        window.close().await;
    }
    let (seen, wrong) = looks;
    println!("{theme}: {seen} screens and states looked at, {:.1} min", begun.elapsed().as_secs_f64() / 60.0);
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// One start of the program.
#[derive(Clone, Copy)]
enum Sitting {
    First,
    Second,
    Practice,
}

impl Scene<'_> {
    async fn sit_down(&mut self, sitting: Sitting) {
        match sitting {
            Sitting::First => {
                self.tour_questions().await;
                self.tour_preparation().await;
                self.tour_sign_in().await;
                self.tour_test().await;
                self.tour_saving().await;
                self.tour_hand_over().await;
                self.leave_one_unfinished().await;
            }
            Sitting::Second => self.tour_resumed().await,
            Sitting::Practice => self.tour_practice().await,
        }
    }

    /// Puts this text in the place of what stands in the field.
    pub(crate) async fn retype(&self, field: &str, text: &str) {
        self.window.press(field).await;
        self.window.chord(&[CONTROL], "a").await;
        self.window.type_keys(text).await;
    }

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
