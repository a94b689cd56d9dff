//! Holds the calendar file against a parser in another language than that of the room's own tests: `icalendar` of Python.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at once and say why"
)]

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use sendoff_handover::{Reminder, write_calendar};

/// As a name may be: long, beyond ASCII, with everything the format escapes.
const TITLE: &str =
    "Renew the mail secret for TourTools at Müller, Söhne; Reisen \\ Østersø \u{1f6eb} and everybody else who travels";

#[test]
fn python_reads_what_was_written() {
    let python = env::var("SENDOFF_PYTHON").expect("cargo xtask test names a Python that has icalendar");
    let reminder = Reminder {
        name: "0a1b2c3d-0000-4000-8000-000000000001".to_owned(),
        written_at: "2026-11-22T10:58:31Z".parse().unwrap(),
        day: "2028-02-29".parse().unwrap(),
        title: TITLE.to_owned(),
        text: "TourTools stops sending then.\nMake a new one; then test, and hand it over.".to_owned(),
    };
    let mut read = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/calendar/read_back.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    read.stdin.take().unwrap().write_all(write_calendar(&reminder).as_bytes()).unwrap();
    let output = read.wait_with_output().unwrap();
    assert!(output.status.success(), "it is a calendar");
    let said = String::from_utf8(output.stdout).unwrap();
    let expected = format!(
        "{TITLE}\n{}\n2028-02-29\n2028-03-01\n-30 -14 -7\n0a1b2c3d-0000-4000-8000-000000000001@sendoff.invalid\n",
        reminder.text
    );
    assert_eq!(said, expected);
}
