//! A recipe file in the ordinary program: chosen in the desktop's own dialog, shown whole, accepted, used for a set-up to its end,
//! and removed again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{driver::Window, office::Account, person::Person, stage::Stage};

/// The example of docs/recipes.md.
const PAGE: &str = include_str!("../../docs/recipes.md");

/// Steps of its Prepare.
const PREPARE: [&str; 5] = ["app-registration", "tenant", "redirect-uri", "permissions", "client-secret"];

const MARKED: &str = "Harbour Desk (from a file)";

#[tokio::test]
async fn a_recipe_file_is_shown_accepted_used_and_removed() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let mut person = Person::at(&window, &stage);
    to_application(&window, &person).await;
    window.look_as_it_is("recipe-file-offered").await;

    // What is no recipe is told with its places, and nothing of it is kept.
    let wrong = kept(&stage, "wrong.toml", &example().replace("name = \"Harbour Desk\"", "name = \"TourTools\""));
    window.press("[data-action=recipe-open]").await;
    choose(&stage, &wrong).await;
    window.page("recipe-mistakes").await;
    assert!(window.text("main").await.contains("taken for TourTools"));

    // From there the right one: all of it is shown before anything of it is used.
    let right = kept(&stage, "harbour-desk.toml", &example());
    window.press("[data-action=recipe-open]").await;
    choose(&stage, &right).await;
    window.page("recipe-file").await;
    window.look_as_it_is("recipe-file-shown").await;
    is_shown_whole(&window).await;
    window.press("[data-action=recipe-accept]").await;
    window.page("application-question").await;
    window.see("input[name]:checked").await;
    window.look_as_it_is("recipe-file-accepted").await;
    fs::remove_file(right).expect("the file may go");
    set_up(&window, &mut person).await;
    assert!(window.text("header").await.contains(MARKED), "the head says where it is from");
    window.look_as_it_is("recipe-file-hand-over").await;

    // The connection stays in the list; the recipe goes.
    window.press("[data-action=done]").await;
    window.see("[data-page=connections]").await;
    window.until(&format!("return document.querySelector('main').innerText.includes('{MARKED}')")).await;
    window.look_as_it_is("recipe-file-in-the-list").await;
    remove(&window, &person).await;
    window.nothing_was_wrong();
    window.close().await;
}

fn example() -> String {
    let (_, rest) = PAGE.split_once("```toml\n").expect("an example");
    rest.split_once("```").expect("its end").0.to_owned()
}

fn kept(stage: &Stage, name: &str, text: &str) -> PathBuf {
    let file = stage.home.path().join(name);
    fs::write(&file, text).expect("a file");
    file
}

/// Chooses a file in the dialog that opens.
async fn choose(stage: &Stage, file: &Path) {
    let dialog = stage.dialog().await;
    stage.open_as(&dialog, &file.display().to_string());
}

async fn to_application(window: &Window, person: &Person<'_>) {
    window.see("[data-page=connections]").await;
    window.press("[data-action=new-set-up]").await;
    window.page("mailbox-question").await;
    window.fill("#field-mailbox", &person.account(Account::Mailbox).0).await;
    window.fill("#field-organisation", "Harbour Travel").await;
    window.press("#primary").await;
    window.page("application-question").await;
}

/// Every text of the file that a person could be led by, and the fingerprint that its sender can tell.
async fn is_shown_whole(window: &Window) {
    let shown = window.text("main").await;
    let recipe: toml::Table = toml::from_str(&example()).expect("TOML");
    let steps = recipe["step"].as_array().expect("steps");
    let titles = steps.iter().map(|step| step["title"].as_str().expect("a title"));
    let own =
        ["Written from Harbour Desk's public page.", "https://{answer.host}/oauth/done", "App secret", "Mail.Send"];
    for text in own.into_iter().chain(titles) {
        assert!(shown.contains(text), "{text} is not shown: {shown}");
    }
    let fingerprint = sendoff_recipes::Fingerprint::of(&example()).grouped();
    assert!(shown.contains(&fingerprint), "{fingerprint} is not shown: {shown}");
}

/// From the chosen application to the hand-over.
async fn set_up(window: &Window, person: &mut Person<'_>) {
    window.fill("#answer-host", "desk.example.com").await;
    window.press("#primary").await;
    window.page("before-you-begin").await;
    window.press("#primary").await;
    for step in PREPARE {
        person.prepare(step).await;
    }
    person.sign_in().await;
    person.send_test().await;
    person.save().await;
}

/// Removes the accepted recipe; what was made with it is counted, and stays in the list.
async fn remove(window: &Window, person: &Person<'_>) {
    to_application(window, person).await;
    let offered = "label:has(input[value^=file-])";
    window.press(offered).await;
    window.press("[data-action=recipe-show]").await;
    window.page("recipe-file").await;
    window.press("[data-action=recipe-remove]").await;
    window.see("dialog[open]").await;
    window.look_as_it_is("recipe-file-removing").await;
    assert!(
        window.text("dialog[open]").await.contains("1 connection was made with it"),
        "{}",
        window.text("dialog[open]").await
    );
    window.press("[data-action=recipe-remove-for-good]").await;
    window.page("application-question").await;
    assert!(!window.has(offered).await, "it is offered no more");
    window.press("[data-action=back]").await;
    window.page("mailbox-question").await;
    window.press("[data-action=to-connections]").await;
    window.see("[data-page=connections]").await;
    window.until(&format!("return document.querySelector('main').innerText.includes('{MARKED}')")).await;
}
