//! The same walk by keyboard alone: Tab, arrows, Enter, Space and the shortcuts. No element is clicked, and no script gives
//! focus; every stop on the way must show that it has it.

use crate::{
    driver::{Hand, Window},
    hands::Hands,
    keys::{ALT, CONTROL, ENTER, ESCAPE, F6, LEFT, SHIFT},
    office::OwnOffice,
    person::{PREPARE, Person},
    stage::{Props, Stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_set_up_by_keyboard_alone() {
    let office = OwnOffice::open();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open_for(&stage, Hand::Keyboard).await;
    let mut person = Person::for_real(&window, &stage, &office, Hands::robot());
    person.answer_questions().await;
    let (first, others) = PREPARE.split_first().expect("steps");
    person.prepare(first).await;
    shortcuts(&window).await;
    for step in others {
        person.prepare(step).await;
    }
    person.sign_in().await;
    person.send_test().await;
    person.save().await;
    person.hand_over().await;
    copy_next(&window).await;
    window.nothing_was_wrong();
    window.close().await;
}

/// From the second step: along the rail, back, through the regions, larger and smaller.
async fn shortcuts(window: &Window) {
    window.see("[data-page=tenant]").await;
    window.chord(&[ALT], LEFT).await;
    window.see("[data-page=app-registration]").await;
    window.chord(&[CONTROL], "4").await;
    window.see("[data-page=permissions]").await;
    window.chord(&[CONTROL], "\u{e00e}").await; // Page Up
    window.see("[data-page=redirect-uri]").await;
    window.chord(&[CONTROL], "\u{e00f}").await; // Page Down
    window.see("[data-page=permissions]").await;
    window.chord(&[CONTROL], "2").await;
    window.see("[data-page=tenant]").await;
    window.until("return document.activeElement?.id === 'page-heading'").await;

    for region in ["FOOTER", "HEADER", "NAV", "MAIN"] {
        window.type_keys(F6).await;
        window.until(&format!("return document.activeElement?.tagName === '{region}'")).await;
    }
    window.chord(&[SHIFT], F6).await;
    window.until("return document.activeElement?.tagName === 'NAV'").await;

    window.chord(&[CONTROL], "=").await;
    window.until("return innerWidth < 1000").await;
    window.chord(&[CONTROL], "0").await;
    window.until("return innerWidth > 1000").await;

    window.chord(&[CONTROL], ENTER).await;
    window.see("#summary").await;
    assert_eq!(window.focused().await, "summary", "what is missing takes focus");
    window.press("#summary li:first-child a").await;
    window.until("return document.activeElement?.tagName === 'INPUT'").await;
    window.type_keys(ESCAPE).await;
    window.see("[data-page=tenant]").await;
    // As somebody who looks at another step and comes back, so that the page begins at its heading.
    window.chord(&[CONTROL], "1").await;
    window.see("[data-page=app-registration]").await;
    window.chord(&[CONTROL], "2").await;
    window.see("[data-page=tenant]").await;
}

/// Ctrl+Shift+C copies row after row of the hand-over.
async fn copy_next(window: &Window) {
    let ticks = "return document.querySelectorAll('[data-block=copy-rows] .tick svg').length";
    let before = window.ask(ticks, vec![]).await.as_u64().expect("a number");
    window.chord(&[CONTROL, SHIFT], "c").await;
    window.until(&format!("{ticks} === {}", before + 1)).await;
}
