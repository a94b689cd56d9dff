//! The real path from the first run to the hand-over: Chromium is the system browser, GNOME Keyring the keychain, and an office
//! of the test's own stands in Microsoft's place. Then the program starts again and finds the connection.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    chromium::Chromium,
    driver::Window,
    hands::Hands,
    office::OwnOffice,
    person::{PREPARE, Person},
    stage::{Props, Stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn from_first_run_to_hand_over_and_found_again() {
    let office = OwnOffice::open();
    let mut stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let chromium = Chromium::open(&mut stage).await;
    let window = Window::open(&stage).await;
    let mut person = Person::for_real(&window, &stage, &office, Hands::Chromium(Box::new(chromium)));

    assert!(!window.has(".banner .practice").await, "this is not practice");
    assert!(window.text("body").await.contains("GNOME Keyring"), "the keychain is named before anything begins");
    person.answer_questions().await;
    for step in PREPARE {
        person.prepare(step).await;
    }
    person.sign_in().await;
    person.send_test().await;
    assert_eq!(office.office().messages().len(), 1, "the message has arrived");

    // Until now nothing has been written down, in no place.
    let secret = person.secret.clone();
    assert_eq!(keychain(&stage), "", "the keychain holds nothing before it is asked to save");
    assert_eq!(files_with(stage.home.path(), &secret), Vec::<PathBuf>::new());

    person.save().await;
    assert!(keychain(&stage).contains(&secret), "the secret is in GNOME Keyring");
    assert_eq!(files_with(stage.home.path(), &secret), Vec::<PathBuf>::new(), "and in no file as it is");
    person.hand_over().await;
    window.nothing_was_wrong();
    window.close().await;
    stage.empty().await;

    let window = Window::open(&stage).await;
    window.see("[data-connection]").await;
    let row = window.text("[data-connection]").await;
    assert!(row.contains("Practice Tours") && row.contains("TourTools"), "{row}");
    window.press("[data-connection] button").await;
    window.gone("[data-page=connections]").await;
    window.look("connection-found-again").await;
    let text = window.text("main").await;
    assert!(!text.contains(&secret), "the secret is not shown");
    window.nothing_was_wrong();
    window.close().await;
}

/// What another program finds in the keychain under our name, read: a record is stored in base64.
pub(crate) fn keychain(stage: &Stage) -> String {
    let mut tool = stage.command("secret-tool");
    let found = tool.args(["search", "--all", "service", "Sendoff"]).output().expect("secret-tool starts");
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    let records = found.lines().filter_map(|line| line.strip_prefix("secret = "));
    let read = |record| {
        STANDARD
            .decode(record)
            .map_or_else(|_| String::from(record), |text| String::from_utf8_lossy(&text).into_owned())
    };
    records.map(read).collect()
}

/// Every file under a folder in which this secret stands, as it is or in base64.
pub(crate) fn files_with(folder: &Path, secret: &str) -> Vec<PathBuf> {
    let needles = written(secret);
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map_while(Result::ok) {
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).unwrap_or_default();
                let holds = |needle: &String| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
                found.extend(needles.iter().any(holds).then(|| entry.path()));
            }
        }
    }
    found
}

/// The secret as it is, and what base64 makes of its middle wherever it stands in a longer text.
fn written(secret: &str) -> Vec<String> {
    assert!(secret.len() > 20, "a secret to look for");
    let encoded = (0..3).map(|before| {
        let text = STANDARD.encode(format!("{}{secret}", "x".repeat(before)));
        text[4..text.len() - 4].to_owned()
    });
    encoded.chain([secret.to_owned()]).collect()
}

#[test]
fn a_secret_in_a_file_is_found_as_it_is_and_in_base64() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = "8xQ8Q~abcdefghijklmnopqrstuvwxyz01234.a";
    fs::write(folder.path().join("plain"), format!("x {secret} y")).expect("a file");
    fs::create_dir(folder.path().join("deep")).expect("a folder");
    fs::write(folder.path().join("deep/encoded"), STANDARD.encode(format!("{{\"secret\":\"{secret}\"}}")))
        .expect("a file");
    fs::write(folder.path().join("other"), "nothing").expect("a file");
    assert_eq!(files_with(folder.path(), secret).len(), 2);
}
