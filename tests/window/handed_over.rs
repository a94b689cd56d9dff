//! The hand-over of each application, filled in once: every field in the application's own order and spelling, and what belongs
//! into it as its own button copies it. What stands before it is done by script, in the ordinary program with a practice office of
//! its own for each.

mod applications;

use sendoff_practice::robot::Robot;
use url::Url;

use self::applications::{
    APPLICATIONS, Application,
    Holds::{self, Choose, Secret, Text},
};
use crate::{driver::Window, keys::CONTROL, office::Account, person::Person, stage::Stage};

/// Ends the label of a row that holds the same value written another way.
const ANOTHER_WAY: &str = ", written another way";

/// What the set-up was made with.
struct Made {
    client: String,
    tenant: String,
    secret: String,
    mailbox: String,
}

#[tokio::test]
async fn every_field_of_every_application_is_filled_in() {
    let (mut filled, mut wrong) = (0, Vec::new());
    for (number, application) in APPLICATIONS.iter().enumerate() {
        let stage = Stage::set();
        let window = Window::open(&stage).await;
        let made = set_up(&window, &stage, application).await;
        for (at, (label, holds)) in application.fields.iter().enumerate() {
            let expected = ((*label).to_owned(), made.fills(*holds));
            let found = fill_in(&window, &stage, at).await;
            if found.as_ref() != Some(&expected) {
                wrong.push(format!("{}: {label} is {:?}", application.recipe, found.map(|found| made.told(found))));
            }
            filled += 1;
        }
        assert_eq!(own_rows(&window).await.len(), application.fields.len(), "{} has no field more", application.recipe);
        window.begin_tour("light", "handed-over-", number);
        window.look(application.recipe).await;
        wrong.extend(window.take_looks().1);
        window.close().await;
    }
    println!("{} hand-overs, {filled} fields filled in, {} things wrong", APPLICATIONS.len(), wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

impl Made {
    /// What the block of the script says.
    fn of(printed: &str, mailbox: String) -> Self {
        let after = |label: &str| {
            let found = printed.lines().find_map(|line| line.strip_prefix(label));
            found.unwrap_or_else(|| panic!("{label} is not printed")).trim().to_owned()
        };
        Self {
            client: after("Application (client) ID:"),
            tenant: after("Directory (tenant) ID:"),
            secret: after("Secret value:"),
            mailbox,
        }
    }

    /// A label and what was found beside it, without the secret.
    fn told(&self, (label, value): (String, String)) -> (String, String) {
        (label, value.replace(&self.secret, "the secret"))
    }

    fn fills(&self, holds: Holds) -> String {
        match holds {
            Secret => self.secret.clone(),
            Choose(text) => text.to_owned(),
            Text(text) => text
                .replace("{client}", &self.client)
                .replace("{tenant}", &self.tenant)
                .replace("{mailbox}", &self.mailbox),
        }
    }
}

/// From the list to the hand-over of one application.
async fn set_up(window: &Window, stage: &Stage, application: &Application) -> Made {
    let mut person = Person::at(window, stage);
    let mut robot = Robot::new().expect("a robot");
    let mailbox = person.account(Account::Mailbox).0;
    answer_questions(window, application, &mailbox).await;
    let (mut made, mut portal) = (None, None);
    loop {
        let page = window.ask("return document.querySelector('[data-page]').dataset.page", vec![]).await;
        let page = page.as_str().unwrap_or_default().to_owned();
        match page.as_str() {
            "sign-in" => break,
            "app-registration" => {
                let (printed, shell) = by_script(window, stage, &mut person, &mut robot).await;
                made = Some(Made::of(&printed, mailbox.clone()));
                portal = shell.join("/portal").ok();
            }
            _ => {
                if window.has("[data-block=tick] input:not(:checked)").await {
                    window.press("[data-block=tick] input:not(:checked)").await;
                    window.see("[data-block=tick] input:checked").await;
                }
                window.press("#primary").await;
            }
        }
        window.gone(&format!("[data-page={page}]")).await;
    }
    let made = made.expect("a registration by script");
    for action in application.switched {
        let portal = portal.clone().expect("the portal");
        robot.mend(portal, *action).await.expect("the robot switches it on");
    }
    person.secret.clone_from(&made.secret);
    person.sign_in().await;
    person.send_test().await;
    person.save().await;
    made
}

async fn answer_questions(window: &Window, application: &Application, mailbox: &str) {
    window.see("[data-page=connections]").await;
    window.press("[data-action=new-set-up]").await;
    window.page("mailbox-question").await;
    window.fill("#field-mailbox", mailbox).await;
    window.fill("#field-organisation", "Harbour Travel").await;
    window.press("#primary").await;
    window.page("application-question").await;
    for value in [application.recipe].iter().chain(application.chosen) {
        window.press(&format!("input[value={value}]")).await;
        window.see(&format!("input[value={value}]:checked")).await;
    }
    for (question, text) in application.typed {
        window.fill(&format!("#answer-{question}"), text).await;
    }
    window.press("#primary").await;
    window.page("before-you-begin").await;
    window.press("#primary").await;
    window.gone("[data-page=before-you-begin]").await;
}

/// The steps in the portal by script: what it printed, and where.
async fn by_script(window: &Window, stage: &Stage, person: &mut Person<'_>, robot: &mut Robot) -> (String, Url) {
    window.press("[data-action=script-open]").await;
    window.page("script").await;
    window.press("[data-block=tick] input").await;
    window.until("return document.querySelector('pre')?.innerText.includes('oauth2PermissionGrants') ?? false").await;
    window.press("[data-action=script-copy]").await;
    let script = stage.copied(|text| text.starts_with("#!/usr/bin/env bash")).await;
    assert_eq!(script.trim(), window.text("pre").await.trim(), "what is copied is what is shown");
    window.press("[data-action=script-open-shell]").await;
    let shell: Url = person.next_opened().await.parse().expect("an address");
    let printed = robot.run_script(shell.clone(), &script).await.expect("the practice portal reads the script");
    stage.copy(&printed).await;
    window.chord(&[CONTROL], "v").await;
    window.gone("[data-page=script]").await;
    window.see(".note.info").await;
    (printed, shell)
}

/// The rows of the page without other ways of writing: which of all rows each is, and its label after the pane it stands on.
async fn own_rows(window: &Window) -> Vec<(usize, String)> {
    let script = "return [...document.querySelectorAll('[data-block=copy-rows] ul')].flatMap((list) => {
        const pane = document.getElementById(list.getAttribute('aria-labelledby') ?? '')?.innerText.trim();
        const labels = [...list.querySelectorAll('li .label')].map((label) => label.innerText.trim());
        return labels.map((label) => (pane ? `${pane}: ${label}` : label));
    });";
    let labels: Vec<String> = serde_json::from_value(window.ask(script, vec![]).await).expect("labels");
    labels.into_iter().enumerate().filter(|(_, label)| !label.ends_with(ANOTHER_WAY)).collect()
}

/// Label and value of one field, the value as its button copies it.
async fn fill_in(window: &Window, stage: &Stage, at: usize) -> Option<(String, String)> {
    let (place, label) = own_rows(window).await.into_iter().nth(at)?;
    let mark =
        "document.querySelectorAll('[data-block=copy-rows] li').forEach((row, at) => { row.dataset.place = at; })";
    window.ask(mark, vec![]).await;
    let row = format!("[data-block=copy-rows] li[data-place=\"{place}\"]");
    if window.has(&format!("{row} .choose")).await {
        return Some((label, window.text(&format!("{row} .value")).await));
    }
    Some((label, stage.copied_by(window, &format!("{row} button[data-row]")).await))
}
