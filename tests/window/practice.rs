//! The ordinary program in the practice office that it brings along.

use crate::{driver::Window, keys::CONTROL, person::Person, stage::Stage};

#[tokio::test]
async fn a_whole_set_up_in_practice() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let mut person = Person::at(&window, &stage);
    person.set_up().await;
    person.hand_over().await;
    window.nothing_was_wrong();
    window.close().await;
}

#[tokio::test]
async fn a_step_says_what_is_missing_and_loses_nothing() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let mut person = Person::at(&window, &stage);
    person.answer_questions().await;
    window.press("[data-step=tenant]").await;
    window.page("tenant").await;

    window.press("#primary").await;
    window.see("#summary").await;
    assert_eq!(window.focused().await, "summary", "two things are missing: the summary takes focus");
    assert!(window.title().await.starts_with("Error: "), "the title says so");

    // A value that is wrong stays, and the page says what is wrong with it.
    window.fill("#field-client-id", "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a").await;
    window.press("#field-tenant-id").await;
    window.see("#field-client-id[aria-invalid=true]").await;
    assert_eq!(window.value("#field-client-id").await, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a");

    // Pasting with the key into one field: Rust reads the clipboard and fills that field.
    stage.copy("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34").await;
    window.press("#field-tenant-id").await;
    window.chord(&[CONTROL], "v").await;
    window.until("return document.querySelector('#field-tenant-id').value.length === 36").await;
    window.look("tenant-wrong").await;

    // Small, and then at twice the size: nothing is cut off, nothing scrolls sideways.
    window.resize(800, 600).await;
    assert_eq!(window.misfits().await, Vec::<String>::new());
    for _ in 0..5 {
        window.chord(&[CONTROL], "=").await;
    }
    window.until("return innerWidth <= 400").await;
    assert_eq!(window.misfits().await, Vec::<String>::new());
    window.chord(&[CONTROL], "0").await;
    window.until("return innerWidth === 800").await;

    // Leaving by the rail and coming back finds both as they were.
    window.chord(&[CONTROL], "1").await;
    window.page("app-registration").await;
    window.chord(&[CONTROL], "2").await;
    window.page("tenant").await;
    assert_eq!(window.value("#field-client-id").await.len(), 35);
    assert_eq!(window.value("#field-tenant-id").await, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34");
    window.nothing_was_wrong();
    window.close().await;
}
