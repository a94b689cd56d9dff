//! Holds the calendar file against a parser in another language than that of the room's own tests: `icalendar` of Python.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]
#![allow(clippy::print_stdout, reason = "the counts are part of the result")]

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use sendoff_handover::{Reminder, write_calendar};
use serde_json::{Value, json};

/// As a name may be: long, beyond ASCII, with everything the format escapes.
const TITLE: &str =
    "Renew the mail secret for TourTools at Müller, Söhne; Reisen \\ Østersø \u{1f6eb} and everybody else who travels";

const TEXT: &str = "TourTools stops sending then.\nMake a new one; then test, and hand it over.";

/// What a name might bring along to be more than a name.
const PAYLOADS: [&str; 40] = [
    "\r\nATTENDEE:mailto:evil@example.com",
    "\nATTENDEE:mailto:evil@example.com",
    "\rATTENDEE:mailto:evil@example.com",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "\nEND:VEVENT\nEND:VCALENDAR\n",
    "\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nEND:VALARM",
    "\r\nATTACH:file:///etc/passwd",
    "\r\nURL:https://evil.example/",
    "\r\n folded",
    "\r\n\tfolded",
    "\n folded",
    "\r\r\n",
    "\n\n",
    "\r\n\r\n",
    "\u{85}ATTACH:x",
    "\u{2028}ATTACH:x",
    "\u{2029}ATTACH:x",
    "\u{b}ATTACH:x",
    "\u{c}ATTACH:x",
    "\u{1c}\u{1d}\u{1e}ATTACH:x",
    "\u{0}",
    "\u{1b}[31m",
    "\u{8}\u{7f}",
    "\t",
    "\u{202e}gpj.exe",
    "\u{200b}\u{feff}\u{2060}",
    "\\n",
    "\\\\n",
    "\\",
    "\\N\\;\\,",
    ";VALUE=URI:https://evil.example/",
    ":mailto:evil@example.com",
    "\";X=\"",
    "^n^'^^",
    "%0D%0AATTACH:x",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{e000}\u{10ffff}",
    "\u{65}\u{301}\u{fffd}\u{ff1d}",
];

/// Every payload at five places: alone, at either end, in the middle, and where a line is folded.
fn hostile() -> Vec<String> {
    let at = |payload: &str| {
        let fold = "x".repeat(66);
        [
            payload.to_owned(),
            format!("{payload}Harbour Travel"),
            format!("Harbour Travel{payload}"),
            format!("Harbour{payload}Travel{payload}"),
            format!("{fold}{payload}{fold}"),
        ]
    };
    PAYLOADS.iter().flat_map(|payload| at(payload)).collect()
}

fn reminder(title: &str, text: &str) -> Reminder {
    Reminder {
        name: "0a1b2c3d-0000-4000-8000-000000000001".to_owned(),
        written_at: "2026-11-22T10:58:31Z".parse().unwrap(),
        day: "2028-02-29".parse().unwrap(),
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

/// What Python reads in these files.
fn read_back(files: &[String]) -> Vec<Value> {
    let python = env::var("SENDOFF_PYTHON").expect("cargo xtask test names a Python that has icalendar");
    let mut read = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/calendar/read_back.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    read.stdin.take().unwrap().write_all(&serde_json::to_vec(files).unwrap()).unwrap();
    let output = read.wait_with_output().unwrap();
    assert!(output.status.success(), "they are calendars");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A file with this title and text and nothing else.
fn expected(title: &str, text: &str) -> Value {
    let event = ["DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID"];
    let alarm = ["ACTION", "DESCRIPTION", "TRIGGER"];
    json!({
        "title": title,
        "text": text,
        "days": ["2028-02-29", "2028-03-01"],
        "alarms": [-30, -14, -7],
        "uid": "0a1b2c3d-0000-4000-8000-000000000001@sendoff.invalid",
        "parts": ["VCALENDAR", "VEVENT", "VALARM", "VALARM", "VALARM"],
        "properties": [["CALSCALE", "PRODID", "VERSION"], event, alarm, alarm, alarm],
        "said": [title, title, title],
    })
}

#[test]
fn python_reads_what_was_written() {
    let read = read_back(&[write_calendar(&reminder(TITLE, TEXT))]);
    assert_eq!(read, [expected(TITLE, TEXT)]);
}

/// What stays of a text: no control but a line break, nothing that changes the direction or cannot be seen.
fn fit(text: &str) -> String {
    let unfit = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.replace("\r\n", "\n").chars().filter(|c| !unfit(*c)).collect()
}

/// Hostile titles and texts add no property, no alarm, no event; what is fit of them comes back (promise 39).
#[test]
fn nothing_in_a_name_becomes_more_than_a_name() {
    let hostile = hostile();
    let files: Vec<String> = hostile.iter().map(|text| write_calendar(&reminder(text, text))).collect();
    let read = read_back(&files);
    assert_eq!((hostile.len(), read.len()), (200, 200));
    for (text, read) in hostile.iter().zip(&read) {
        assert_eq!(*read, expected(&fit(text), &fit(text)), "{text:?}");
    }
    println!("{} hostile titles, each in one event with three alarms and nothing else", read.len());
}

/// The parser has eyes: what the file does not escape adds a property, and is seen.
#[test]
fn a_property_that_was_smuggled_in_is_seen() {
    let file = write_calendar(&reminder(TITLE, TEXT));
    let smuggled = file.replace("TRANSP:", "ATTENDEE:mailto:evil@example.com\r\nTRANSP:");
    assert_ne!(file, smuggled);
    let read = read_back(&[smuggled]);
    assert_ne!(read, [expected(TITLE, TEXT)]);
    assert!(read[0]["properties"][1].to_string().contains("ATTENDEE"), "{read:?}");
}
