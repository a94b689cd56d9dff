//! A whole set-up in the real window, with errors on its way: no secret stands in any of the ways by which something leaves the
//! program, at the most talkative log there is (promises 17 and 18); and it connects to the office and to nobody else (14).

use std::{env, fs};

use sendoff_practice::{Fault, HandedOutKind};
use sendoff_tests::{
    canaries::{Channel, Detector},
    connections::Connections,
};

use crate::{
    chromium::Chromium,
    driver::Window,
    hands::Hands,
    office::OwnOffice,
    person::{PREPARE, Person},
    sharing::{Recording, Unseen},
    stage::{MARKED, Props, Stage},
    watching::{Follower, IN_AN_ADDRESS, Processes, nothing_leaked, seen},
};

/// Pictures that are read in the ordinary run: every so many; all of them in the deep one.
const READ_EVERY: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_set_up_gives_nothing_away_by_any_channel() {
    let office = OwnOffice::open();
    let props = Props { office: Some(&office.file()), watched: true, ..Props::default() };
    let mut stage = Stage::with(props);
    let chromium = Chromium::open(&mut stage).await;
    let follower = Follower::of(&stage);
    let window = Window::open(&stage).await;
    window.looks.borrow_mut().recording = Some(Recording::default());
    let mut processes = Processes::new();
    let mut person = Person::for_real(&window, &stage, &office, Hands::Chromium(Box::new(chromium)));
    person.answer_questions().await;
    for step in PREPARE {
        person.prepare(step).await;
    }
    processes.look(&stage);
    let mut copied = errors(&window, &stage, &office, &mut person).await;
    window.press("footer .filled[data-action=continue]").await;
    person.send_test().await;
    window.see("[data-page=save]").await;
    window.press("[data-step=test]").await;
    window.see("[data-page=test]").await;
    copied.push(copy("transcript", "[data-action=copy-transcript]", &window, &stage).await);
    window.look("transcript-open").await;
    window.press("[data-step=save]").await;
    processes.look(&stage);
    person.save().await;
    let written = [
        save("sheet", "save-sheet", &window, &stage).await,
        save("calendar file", "save-reminder", &window, &stage).await,
    ];
    window.look("hand-over-written").await;
    processes.look(&stage);
    let mut recording = window.looks.borrow_mut().recording.take().expect("a recording");
    let (secret, inspector) = (person.secret.clone(), stage.inspector());
    window.close().await;
    drop(follower);

    let unseen = Unseen::Value("the client secret", secret);
    if env::var_os("SENDOFF_DEEP").is_none() {
        recording.thin_out(READ_EVERY);
    }
    recording.read_pictures();
    // A reader of pictures takes letters for others: the longest stretch counts there.
    assert_eq!(recording.found(&[unseen]), Vec::<String>::new());
    let detector = Detector::for_all(&office.office().handed_out());
    assert_eq!(detector.kinds().len(), 10, "every kind of secret came up: {:?}", detector.kinds());
    let mut channels = stage.files();
    channels.extend(seen(processes, &recording));
    channels.extend(copied);
    channels.extend(written);
    println!("{}", channels.iter().map(|one| format!("{} ({} B)", one.name, one.len())).collect::<Vec<_>>().join(", "));
    are_read(&channels);
    nothing_leaked(&channels, &detector);
    only_the_office_was_connected_to(&stage, &office, inspector);
}

/// Copies a problem as one block for a ticket.
pub(crate) const TICKET: &str = "[data-problem] details .ways button:not([data-action])";

/// Signing in: an error is met, what can be copied of it is copied, and then it works.
async fn errors(window: &Window, stage: &Stage, office: &OwnOffice, person: &mut Person<'_>) -> Vec<Channel> {
    let mut copied = Vec::new();
    window.see("[data-page=sign-in] [data-action=open-browser]").await;
    window.press("[data-action=open-browser]").await;
    window.see("[data-stage=await-answer][data-state=working]").await;
    let link = copy("address that was copied", "[data-action=copy-link]", window, stage).await;
    copied.push(Channel { allowed: IN_AN_ADDRESS, ..link });
    office.arm(Fault::CodeSpent);
    person.in_browser().await;
    window.see("[data-problem]").await;
    window.look("error-first").await;
    copied.push(copy("ticket", TICKET, window, stage).await);
    window.look("error-open").await;
    copied.push(
        copy("note for the administrator", "[data-help] [data-action=copy-administrator-note]", window, stage).await,
    );
    copied.push(copy("note for support", "[data-action=copy-support-note]", window, stage).await);
    window.press("[data-action=retry]").await;
    person.in_browser().await;
    window.see("footer .filled[data-action=continue]").await;
    copied
}

/// What another program finds on the clipboard after this was pressed.
pub(crate) async fn copy(name: &'static str, button: &str, window: &Window, stage: &Stage) -> Channel {
    window.see(&format!("details:has({button}), {button}")).await;
    window.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })", vec![]).await;
    let text = stage.copied_by(window, button).await;
    Channel::new(name).and("clipboard", text)
}

/// What stands in the file that is written after this was pressed.
async fn save(name: &'static str, action: &str, window: &Window, stage: &Stage) -> Channel {
    window.press(&format!("[data-action={action}]")).await;
    let file = stage.watch.path().join(action);
    let dialog = stage.dialog().await;
    stage.save_as(&dialog, &file.display().to_string());
    window.see("[data-action=show-file]").await;
    window.press("[data-action=dismiss]").await;
    window.gone("[data-action=show-file]").await;
    Channel::new(name).and(action, fs::read(file).expect("the file"))
}

/// Each channel holds what it must hold: it is really the one that is meant.
fn are_read(channels: &[Channel]) {
    for (name, text) in [
        ("log at trace", "a screen is shown"),
        ("state folder", "Practice Tours"),
        ("what the page is given", "Practice Tours"),
        ("the page", "Practice Tours"),
        ("pictures of the screen", "Practice"),
        ("process list", "sendoff-desktop-for-tests"),
        ("environment", MARKED.1),
        ("addresses opened", "code_challenge="),
        ("address that was copied", "code_challenge="),
        ("sheet", "Practice Tours"),
        ("calendar file", "BEGIN:VALARM"),
    ] {
        let channel = channels.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no channel {name}"));
        let there = channel.places.iter().any(|one| String::from_utf8_lossy(&one.bytes).contains(text));
        assert!(there, "{name} holds {text:?}");
    }
    for name in [
        "transcript",
        "ticket",
        "note for the administrator",
        "note for support",
        "cache of the web view",
        "file of the keychain",
    ] {
        let channel = channels.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no channel {name}"));
        assert!(channel.len() > 60, "{name} is empty");
    }
    let cores = channels.iter().find(|one| one.name == "core dumps").expect("a channel");
    assert!(cores.places.is_empty(), "no core is left");
    let allowed = channels.iter().flat_map(|one| one.allowed).collect::<Vec<_>>();
    assert!(!allowed.contains(&&HandedOutKind::Verifier), "the verifier is never in an address");
}

/// The office's port, the driver's, and sockets of the desktop.
fn only_the_office_was_connected_to(stage: &Stage, office: &OwnOffice, inspector: u16) {
    let connections = Connections::read(&stage.connections());
    let secure = office.secure_port();
    println!("{connections}");
    assert!(connections.ports().contains(&secure), "the office was connected to: {connections}");
    assert_eq!(
        connections.elsewhere(),
        Vec::<String>::new(),
        "names are not looked up, and nobody else is connected to"
    );
    let others: Vec<u16> =
        connections.ports().into_iter().filter(|port| *port != secure && *port != inspector).collect();
    assert_eq!(others, Vec::<u16>::new(), "on this computer the office alone is spoken to");
}
