//! The whole sheet, as it is read, and as hostile as its texts can be.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use proptest::prelude::*;
use sendoff_handover::{Change, Expiry, Proof, Row, RowValue, SecretStart, Sheet, SheetWords, write_html};
use sendoff_words::{Args, Run, RunKind, Text, Words};

fn words() -> SheetWords {
    let catalogue = Words::english();
    SheetWords::read(|key| catalogue.line(key, &Args::none()))
}

#[test]
fn the_catalogue_has_every_word_of_the_sheet() {
    let catalogue = Words::english();
    for key in SheetWords::KEYS {
        let word = catalogue.line(key, &Args::none());
        assert!(!word.is_empty() && !word.contains(sendoff_words::MISSING), "{key}");
    }
}

/// Text in the notation of recipes: labels in square brackets, values in braces.
fn text(source: &str) -> Text {
    let mut runs = Vec::new();
    for part in source.split_inclusive([']', '}']) {
        let (plain, marked) = part.split_at(part.find(['[', '{']).unwrap_or(part.len()));
        runs.push(Run { kind: RunKind::Plain, text: plain.to_owned() });
        let kind = if marked.starts_with('[') { RunKind::Portal } else { RunKind::Value };
        runs.push(Run { kind, text: marked.trim_matches(['[', ']', '{', '}']).to_owned() });
    }
    Text(runs.into_iter().filter(|run| !run.text.is_empty()).collect())
}

fn row(label: &str, provider_label: Option<&str>, value: RowValue) -> Row {
    Row { label: label.to_owned(), provider_label: provider_label.map(str::to_owned), value, note: None }
}

fn exact(text: &str) -> RowValue {
    RowValue::Exact(text.to_owned())
}

fn rows() -> Vec<Row> {
    let login = "https://login.microsoftonline.com/b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34/oauth2/v2.0";
    let authorize = format!(
        "{login}/authorize?client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&scope=Mail.Send offline_access&response_type=code&redirect_uri=http://tourtools.com/auth"
    );
    let secret = RowValue::DeliveredSeparately {
        starts: SecretStart::new("8xQ"),
        how: text("Copied from Sendoff on Dana's computer into TourTools."),
    };
    vec![
        row("Email", None, RowValue::Choose("O365".to_owned())),
        row("Client ID", Some("Application (client) ID"), exact("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa")),
        row("Client Secret", Some("Value"), secret),
        row("Redirect URI", None, exact("http://tourtools.com/auth")),
        row("Tenant", Some("Directory (tenant) ID"), exact("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34")),
        Row { note: Some(text("The space after Mail.Send belongs there.")), ..row("authURL", None, exact(&authorize)) },
        row("accessTokenURL", None, exact(&format!("{login}/token"))),
    ]
}

fn sheet(practice: bool) -> Sheet {
    let proof = |what: &str, at: &str| Proof { what: text(what), at: at.to_owned() };
    let change = |what: &str, undo: &str| Change { what: text(what), undo: text(undo) };
    Sheet {
        organisation: "Harbour Travel & Cruises".to_owned(),
        application: "TourTools".to_owned(),
        mailbox: "office@harbour.example".parse().unwrap(),
        day: "22 November 2026".to_owned(),
        prepared_by: Some("Dana Whitcombe".to_owned()),
        warnings: vec![text(
            "TourTools' guide names two different redirect addresses, {https://www.tourtools.com/auth/} and {http://tourtools.com/auth}. The second is registered and stands below. If TourTools sends the other, sign-in stops with error 50011.",
        )],
        place: text("Type or paste these in TourTools: [Settings], [System Settings], [Email & Integrations]."),
        rows: rows(),
        afterwards: vec![
            text("Open [Settings], [Business Settings], [Staff Members] and the arrow beside an administrator."),
            text("Under [Staff Details], add the From email address {office@harbour.example} and choose [O365]."),
            text("Choose [Connect], approve for the organisation on the Microsoft page, and come back."),
            text("Choose [CONNECT] at the bottom of the window."),
        ],
        if_it_fails: vec![text(
            "An error when permission is asked for: wait 15 minutes and try again. After that, support@tourtools.com.",
        )],
        proofs: vec![
            proof("The directory {harbour.example} exists", "22 November 2026, 10:41"),
            proof("ID and secret belong together", "22 November 2026, 10:41"),
            proof("Signed in as {office@harbour.example}; all permissions granted", "22 November 2026, 10:55"),
            proof("Microsoft accepted a test message", "22 November 2026, 10:58"),
        ],
        message_id: Some("<9f2c64aa01b74e1d8d0c5b7e66f0a912@harbour.example>".to_owned()),
        expiry: Some(Expiry {
            day: Some("21 May 2027, in 180 days".to_owned()),
            stops: text("TourTools stops sending mail as {office@harbour.example}. Nothing warns you on that day."),
            renew: vec![
                text(
                    "Open [App registrations], {TourTools mail}, [Certificates & secrets] and make a new client secret.",
                ),
                text("Put the new Value into [Client Secret] in TourTools and send a test message."),
                text("Delete the old secret."),
            ],
        }),
        changes: vec![
            change(
                "App registration {TourTools mail}, accounts of this organisation only",
                "Delete it under [App registrations]; all below goes with it.",
            ),
            change(
                "Redirect URIs {http://tourtools.com/auth} and {http://localhost/mail-setup}",
                "Remove them under [Authentication].",
            ),
            change(
                "Permissions {Mail.Send}, {Mail.Send.Shared}, {offline_access}, {User.Read}",
                "Remove them under [API permissions].",
            ),
            change("Client secret {Sendoff 2026-11}", "Delete it under [Certificates & secrets]."),
            change(
                "Approved by an administrator",
                "[Enterprise applications], {TourTools mail}, [Permissions], revoke.",
            ),
        ],
        source: vec![
            text(
                "Written with Sendoff from its TourTools recipe, last checked 21 November 2026 against the vendor's guide of 18 January 2025.",
            ),
            text("The vendor of TourTools did not write this."),
        ],
        practice,
    }
}

/// Compares with the file of that name beside this one; `UPDATE_SNAPSHOTS` in the environment writes it anew.
fn check_snapshot(name: &str, html: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, html).unwrap();
    }
    assert_eq!(html, std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n"), "{name}");
}

#[test]
fn the_sheet_as_it_is_written() {
    check_snapshot("tourtools.html", &write_html(&sheet(false), &words()));
}

#[test]
fn a_practice_sheet_is_marked_on_each_page_and_in_its_title() {
    let (real, practice) = (write_html(&sheet(false), &words()), write_html(&sheet(true), &words()));
    assert!(!real.contains("PRACTICE") && !real.contains("class=\"practice\""));
    assert!(practice.contains("<div class=\"mark\" aria-hidden=\"true\"><span>PRACTICE</span></div>"));
    assert!(practice.contains("Practice: nothing on this sheet is real."));
    assert!(practice.contains("<title>PRACTICE: "));
    check_snapshot("tourtools-practice.html", &practice);
}

#[test]
fn the_file_reaches_for_nothing() {
    let html = write_html(&sheet(true), &words());
    for part in ["<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "href=", "javascript:"] {
        assert!(!html.contains(part), "{part}");
    }
    assert!(html.contains("default-src 'none'"));
    assert!(
        html.find("<meta charset=\"utf-8\">").unwrap() < 1024,
        "the encoding is declared within the first 1024 bytes"
    );
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<th scope=").count(), 2 * 3 + rows().len());
}

#[test]
fn a_secret_start_keeps_three_characters() {
    assert_eq!(SecretStart::new("8xQ8Q~the-rest-of-it").as_str(), "8xQ");
    assert_eq!(SecretStart::new("é").as_str(), "é");
    assert!(!format!("{:?}", SecretStart::new("8xQ8Q~canary")).contains("canary"));
}

#[test]
fn what_is_missing_leaves_no_empty_section() {
    let bare = Sheet {
        prepared_by: None,
        warnings: Vec::new(),
        afterwards: Vec::new(),
        if_it_fails: Vec::new(),
        expiry: None,
        changes: Vec::new(),
        ..sheet(false)
    };
    let html = write_html(&bare, &words());
    for part in ["Prepared by", "Read this first", "afterwards", "If it does not work", "secret ends", "undo it"] {
        assert!(!html.contains(part), "{part}");
    }
}

/// The tags of the file, in order, without the texts between them.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|part| part.split_once('>').map_or(part, |(tag, _)| tag)).collect()
}

/// The sheet with `text` in every place a text can have.
fn filled(text: &str) -> Sheet {
    let runs = || {
        Text(
            vec![RunKind::Plain, RunKind::Portal, RunKind::Value]
                .into_iter()
                .map(|kind| Run { kind, text: text.to_owned() })
                .collect(),
        )
    };
    let owned = || text.to_owned();
    let how = RowValue::DeliveredSeparately { starts: SecretStart::new(text), how: runs() };
    let key = RowValue::KeySeparately { id: owned(), how: runs() };
    let rows = [RowValue::Choose(owned()), RowValue::Exact(owned()), how, key];
    Sheet {
        organisation: owned(),
        application: owned(),
        mailbox: "a&b'c@harbour.example".parse().unwrap(),
        day: owned(),
        prepared_by: Some(owned()),
        warnings: vec![runs()],
        place: runs(),
        rows: rows.map(|value| Row { label: owned(), provider_label: Some(owned()), value, note: Some(runs()) }).into(),
        afterwards: vec![runs()],
        if_it_fails: vec![runs()],
        proofs: vec![Proof { what: runs(), at: owned() }],
        message_id: Some(owned()),
        expiry: Some(Expiry { day: Some(owned()), stops: runs(), renew: vec![runs()] }),
        changes: vec![Change { what: runs(), undo: runs() }],
        source: vec![runs()],
        practice: true,
    }
}

/// No text, wherever it stands, changes the mark-up around it or brings in what could mislead.
fn check_harmless(hostile: &str) -> Result<(), TestCaseError> {
    let hostile_words = SheetWords::read(|_| hostile.to_owned());
    let harmless_words = SheetWords::read(|_| "x".to_owned());
    let html = write_html(&filled(hostile), &hostile_words);
    let plain = write_html(&filled("x"), &harmless_words);
    let without_language = |html: &str| -> Vec<String> {
        tags(html).into_iter().filter(|tag| !tag.starts_with("html lang=")).map(str::to_owned).collect()
    };
    prop_assert_eq!(without_language(&html), without_language(&plain));
    let language = html.lines().nth(1).unwrap_or_default().to_owned();
    prop_assert!(hostile.contains('\n') || language.matches('"').count() == 2, "{}", language);
    let misleading = html.contains(['\0', '\u{202e}', '\u{200b}', '\u{feff}']);
    prop_assert!(!misleading);
    Ok(())
}

#[test]
fn well_known_attacks_stay_text() {
    for hostile in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style><script>",
        "<!-- --><svg/onload=alert(1)>",
        "]]>&lt;script&gt;",
        "&#60;script&#62;",
        "\u{202e}evil\u{0}\u{feff}",
        "{{constructor.constructor('x')()}}",
        "",
    ] {
        check_harmless(hostile).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn no_text_becomes_mark_up(hostile in "[<>&\"'/ a-z=\\PC\\p{C}]{0,40}") {
        check_harmless(&hostile)?;
    }
}
