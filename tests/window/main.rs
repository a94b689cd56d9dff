//! The real window: `sendoff-desktop` on a virtual display, driven through WebDriver like a person at it.
//!
//! The display, the session bus, the browser that the program opens and the clipboard are this test's own, so that nothing
//! of the machine is touched. In the browser's place stands the practice office's robot.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test may fail where it stands")]

mod driver;
mod person;
mod stage;

use driver::Window;
use person::Person;
use stage::Stage;

/// Steps of Prepare, as TourTools has them, up to the one after which signing in begins.
const PREPARE: [&str; 7] =
    ["app-registration", "tenant", "redirect-uri", "permissions", "client-secret", "expose-api", "mailbox"];

#[tokio::test]
async fn a_whole_set_up_in_the_window() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let mut person = Person::at(&window, &stage);
    person.answer_questions().await;
    for step in PREPARE {
        person.prepare(step).await;
    }
    person.sign_in().await;
    person.send_test().await;
    person.save().await;
    person.hand_over().await;
    window.close().await;
}

#[tokio::test]
async fn a_step_says_what_is_missing_and_loses_nothing() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let mut person = Person::at(&window, &stage);
    person.answer_questions().await;
    window.click("[data-step=tenant]").await;
    window.page("tenant").await;

    window.click("#primary").await;
    window.see("#summary").await;
    assert_eq!(window.focused().await, "summary", "two things are missing: the summary takes focus");
    assert!(window.title().await.starts_with("Error: "), "the title says so");

    // A value that is wrong stays, and the page says what is wrong with it.
    window.click("#field-client-id").await;
    window.type_keys("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a").await;
    window.click("#field-tenant-id").await;
    window.see("#field-client-id[aria-invalid=true]").await;
    assert_eq!(window.value("#field-client-id").await, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a");

    // Pasting with the key into one field: Rust reads the clipboard and fills that field.
    stage.copy("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34").await;
    window.click("#field-tenant-id").await;
    window.chord(&[driver::CONTROL], "v").await;
    window.until("return document.querySelector('#field-tenant-id').value.length === 36").await;
    window.accessible().await;

    // Small, and then at twice the size: nothing is cut off, nothing scrolls sideways.
    window.resize(800, 600).await;
    window.fits().await;
    window.picture("tenant-small").await;
    for _ in 0..5 {
        window.chord(&[driver::CONTROL], "=").await;
    }
    window.until("return innerWidth <= 400").await;
    window.fits().await;
    window.picture("tenant-twice").await;
    window.chord(&[driver::CONTROL], "0").await;
    window.until("return innerWidth === 800").await;

    // Leaving by the rail and coming back finds both as they were.
    window.chord(&[driver::CONTROL], "1").await;
    window.page("app-registration").await;
    window.chord(&[driver::CONTROL], "2").await;
    window.page("tenant").await;
    assert_eq!(window.value("#field-client-id").await.len(), 35);
    assert_eq!(window.value("#field-tenant-id").await, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34");
    window.close().await;
}
