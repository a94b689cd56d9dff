//! The calendar file, read by a parser that is not ours.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use icalendar::{Calendar, CalendarComponent, Component, Event};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use sendoff_handover::{Reminder, write_calendar};

fn reminder(day: Date, title: &str, text: &str) -> Reminder {
    Reminder {
        name: "0a1b2c3d-0000-4000-8000-000000000001".to_owned(),
        written_at: "2026-11-22T10:58:31Z".parse().unwrap(),
        day,
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

fn event(file: &str) -> Event {
    let calendar: Calendar = file.parse().unwrap();
    let as_event =
        |component: CalendarComponent| if let CalendarComponent::Event(event) = component { Some(event) } else { None };
    let mut events = calendar.components.into_iter().filter_map(as_event);
    let event = events.next().unwrap();
    assert!(events.next().is_none(), "one event and nothing else");
    event
}

fn value(event: &Event, name: &str) -> String {
    event.property_value(name).unwrap_or_default().to_owned()
}

#[test]
fn it_is_one_event_on_the_day_with_three_alarms() {
    let file = write_calendar(&reminder(
        date(2027, 5, 21),
        "Renew the mail secret for TourTools at Harbour Travel",
        "TourTools stops sending then.\nMake a new one; then test, and hand it over.",
    ));
    assert_eq!(file, include_str!("snapshots/reminder.ics").replace('\n', "\r\n"));
    let event = event(&file);
    assert_eq!(value(&event, "DTSTART"), "20270521");
    assert_eq!(event.get_summary(), Some("Renew the mail secret for TourTools at Harbour Travel"));
    let triggers: Vec<&str> = file.lines().filter_map(|line| line.strip_prefix("TRIGGER:")).collect();
    assert_eq!(triggers, ["-P30D", "-P14D", "-P7D"]);
    for unwanted in ["ATTENDEE", "ORGANIZER", "ATTACH", "METHOD", "AUDIO", "EMAIL", "URL"] {
        assert!(!file.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn the_same_connection_gives_the_same_event() {
    let name = |title| value(&event(&write_calendar(&reminder(date(2027, 5, 21), title, ""))), "UID");
    assert_eq!(name("a"), name("b"));
}

#[test]
fn odd_days_are_days() {
    for (day, start, end) in [
        (date(2028, 2, 29), "20280229", "20280301"),
        (date(2038, 1, 19), "20380119", "20380120"),
        (date(2027, 12, 31), "20271231", "20280101"),
        (date(9999, 12, 31), "99991231", ""),
    ] {
        let event = event(&write_calendar(&reminder(day, "x", "y")));
        assert_eq!((value(&event, "DTSTART"), value(&event, "DTEND")), (start.to_owned(), end.to_owned()));
    }
}

fn without_unfit(text: &str) -> String {
    let unfit = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.replace("\r\n", "\n").chars().filter(|c| !unfit(*c)).collect()
}

proptest! {
    #[test]
    fn any_text_comes_back_and_no_line_is_too_long(title in "\\PC{0,120}", text in "[\\PC\\n\\r;,:\\\\\"]{0,200}") {
        let file = write_calendar(&reminder(date(2027, 5, 21), &title, &text));
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        prop_assert_eq!(file.matches("BEGIN:VEVENT").count(), 1);
        let event = event(&file);
        prop_assert_eq!(event.get_summary().unwrap_or_default(), without_unfit(&title));
        prop_assert_eq!(event.get_description().unwrap_or_default(), without_unfit(&text));
    }
}
