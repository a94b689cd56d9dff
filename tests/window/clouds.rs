//! A directory in another cloud: the window offers to move the set-up there, keeps everything that was typed, and it ends well.

use crate::{
    driver::Window,
    hands::Hands,
    keys::CONTROL,
    office::{Account, OwnOffice},
    person::Person,
    stage::{Props, Stage},
};

const REDIRECT: &str = "https://desk.example.com/oauth/done";

/// The worldwide cloud answers that the directory is elsewhere, on the very first page.
#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_is_moved_before_it_begins_and_ends_well() {
    let office = OwnOffice::in_government();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut person = Person::for_real(&window, &stage, &office, Hands::robot());
    let mailbox = begin(&window, &person).await;
    window.see("[data-action=switch-cloud]").await;
    window.look_as_it_is("cloud-found").await;
    window.press("[data-action=switch-cloud]").await;
    window.gone("[data-action=switch-cloud]").await;
    assert_eq!(window.value("#field-mailbox").await, mailbox);
    assert_eq!(window.value("#field-organisation").await, "Agency");
    window.look_as_it_is("cloud-moved").await;
    window.press("#primary").await;
    choose_graph(&window).await;
    assert!(window.has("input[value=us-government]:checked").await, "the question for the cloud is answered");
    window.look_as_it_is("cloud-chosen").await;
    window.press("#primary").await;
    window.page("before-you-begin").await;
    window.press("#primary").await;
    window.page("app-registration").await;
    prove(&window, &mut person).await;
    person.save().await;
    let body = window.text("main").await;
    assert!(body.contains("https://login.microsoftonline.us/"), "the application is given the addresses there: {body}");
    assert!(!body.contains("login.microsoftonline.com"), "{body}");
    window.look_as_it_is("cloud-hand-over").await;
    window.nothing_was_wrong();
    window.close().await;
}

/// Somebody goes on as if it were in the worldwide one, and is told again where the IDs come in.
#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_under_way_is_moved_with_all_that_was_typed() {
    let office = OwnOffice::in_government();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut person = Person::for_real(&window, &stage, &office, Hands::robot());
    begin(&window, &person).await;
    window.see("[data-action=switch-cloud]").await;
    window.press("#primary").await;
    choose_graph(&window).await;
    window.press("#primary").await;
    window.page("before-you-begin").await;
    window.press("#primary").await;
    person.prepare("app-registration").await;
    window.page("tenant").await;
    person.fill_in("tenant").await;
    window.see("[data-action=switch-cloud]").await;
    window.look_as_it_is("cloud-found-in-a-set-up").await;
    let ids = ids(&window).await;
    window.press("[data-action=switch-cloud]").await;
    window.gone("[data-action=switch-cloud]").await;
    assert_eq!(self::ids(&window).await, ids, "what was typed is kept");
    window.look_as_it_is("cloud-moved-in-a-set-up").await;
    prove(&window, &mut person).await;
    window.page("save").await;
    window.nothing_was_wrong();
    window.close().await;
}

/// The first page, filled in; gives the mailbox.
async fn begin(window: &Window, person: &Person<'_>) -> String {
    window.see("[data-page=connections]").await;
    window.chord(&[CONTROL], "n").await;
    window.page("mailbox-question").await;
    let mailbox = person.account(Account::Mailbox).0;
    window.fill("#field-mailbox", &mailbox).await;
    window.fill("#field-organisation", "Agency").await;
    mailbox
}

async fn choose_graph(window: &Window) {
    window.page("application-question").await;
    window.press("input[value=microsoft-graph]").await;
    window.fill("#answer-redirect-address", REDIRECT).await;
}

async fn ids(window: &Window) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-block=field] input')].map((one) => one.value)";
    serde_json::from_value(window.ask(script, vec![]).await).expect("texts")
}

/// Every step up to saving, as its page asks for it.
async fn prove(window: &Window, person: &mut Person<'_>) {
    loop {
        let step = window.ask("return document.querySelector('[data-page]').dataset.page", vec![]).await;
        match step.as_str().unwrap_or_default() {
            "sign-in" => break,
            step => person.prepare(step).await,
        }
    }
    person.sign_in().await;
    person.send_test().await;
}
