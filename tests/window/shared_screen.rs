//! A whole set-up on a shared screen: what others see of it holds no secret, no whole ID and no whole address.

use sendoff_practice::directory::AccountKind;

use crate::{
    driver::Window,
    hands::Hands,
    keys::{CONTROL, SHIFT},
    office::OwnOffice,
    person::{PREPARE, Person},
    sharing::{Recording, Unseen},
    stage::{Props, Stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_screen_shows_no_secret_no_whole_id_and_no_whole_address() {
    let office = OwnOffice::open();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut person = Person::for_real(&window, &stage, &office, Hands::robot());
    window.see("[data-page=connections]").await;
    share(&window).await;
    window.looks.borrow_mut().recording = Some(Recording::default());
    person.answer_questions().await;
    for step in PREPARE {
        person.prepare(step).await;
    }
    person.sign_in().await;
    person.send_test().await;
    person.save().await;
    window.look("hand-over-again").await;
    let mut shared = window.looks.borrow_mut().recording.take().expect("a recording");

    // The search is worth something only if it finds what is there: the same page with the mode off, and a planted secret.
    window.press("header [data-share]").await;
    window.press("header [data-share]").await;
    window.gone("header .share.on").await;
    window.looks.borrow_mut().recording = Some(Recording::default());
    window
        .ask("document.querySelector('h1').textContent = arguments[0]; return true", vec![person.secret.clone().into()])
        .await;
    window.look("hand-over-not-shared").await;
    let mut open = window.looks.borrow_mut().recording.take().expect("a recording");
    let unseen = unseen(&office, &person.secret);
    window.close().await;
    let pages = shared.pages();
    shared.read_pictures();
    open.read_pictures();
    let planted = open.found(&unseen);
    for place in ["text", "markup", "picture"] {
        let found = |name: &str| planted.iter().any(|one| one.starts_with(name) && one.ends_with(place));
        assert!(found("the client secret") && found("the Application (client) ID"), "{place}: {planted:?}");
    }
    let found = shared.found(&unseen);
    println!("{pages} shared screens recorded, {} finds", found.len());
    assert!(pages > 20, "only {pages} screens were recorded");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn share(window: &Window) {
    window.chord(&[CONTROL, SHIFT], "h").await;
    window.see("header .share.on").await;
}

/// Everything of this set-up that nobody else may see.
fn unseen(office: &OwnOffice, secret: &str) -> Vec<Unseen> {
    let directory = office.office().directory();
    let registration = directory.registrations.first().expect("a registration");
    let mut unseen = vec![
        Unseen::Value("the client secret", secret.to_owned()),
        Unseen::Value("the Application (client) ID", registration.app_id.to_string()),
        Unseen::Value("the Directory (tenant) ID", directory.tenant.to_string()),
    ];
    for kind in [AccountKind::Mailbox, AccountKind::Colleague] {
        unseen.push(Unseen::Address(office.office().account(kind).expect("an account").address));
    }
    unseen
}
