//! The reminder that a secret ends, as a calendar file: one event on the day, with an alarm before it (RFC 5545).
//!
//! It names the application and the organisation, and nothing else: no secret, no ID, no address, nobody invited.

use std::fmt::Write;

use jiff::{Timestamp, civil::Date};

/// Days before the end on which the calendar reminds (ux-spec 7.12).
pub const ALARMS: [u32; 3] = [30, 14, 7];

/// Octets of one line at most, without its break (RFC 5545 section 3.1).
const LONGEST_LINE: usize = 75;

/// What a reminder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What makes the event the same event when the file is read in again; an ID of ours that means nothing elsewhere.
    pub name: String,
    /// When the file is written.
    pub written_at: Timestamp,
    /// The day on which the secret ends.
    pub day: Date,
    /// "Renew the mail secret for TourTools at Harbour Travel".
    pub title: String,
    /// What then stops, and how to renew.
    pub text: String,
}

/// The calendar file.
pub fn write_calendar(reminder: &Reminder) -> String {
    let mut file = Lines::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Sendoff//Sendoff//EN");
    file.line("CALSCALE", "GREGORIAN");
    event(&mut file, reminder);
    file.line("END", "VCALENDAR");
    file.0
}

fn event(file: &mut Lines, reminder: &Reminder) {
    file.line("BEGIN", "VEVENT");
    file.line("UID", &format!("{}@sendoff.invalid", plain(&reminder.name)));
    file.line("DTSTAMP", &reminder.written_at.strftime("%Y%m%dT%H%M%SZ").to_string());
    file.line("DTSTART;VALUE=DATE", &reminder.day.strftime("%Y%m%d").to_string());
    // An event of a whole day ends on the next one (section 3.6.1); the last day there is has none, and may go without.
    if let Ok(next) = reminder.day.tomorrow() {
        file.line("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
    }
    file.text("SUMMARY", &reminder.title);
    file.text("DESCRIPTION", &reminder.text);
    // Nobody is busy because of it.
    file.line("TRANSP", "TRANSPARENT");
    for days in ALARMS {
        file.line("BEGIN", "VALARM");
        file.line("ACTION", "DISPLAY");
        file.line("TRIGGER", &format!("-P{days}D"));
        file.text("DESCRIPTION", &reminder.title);
        file.line("END", "VALARM");
    }
    file.line("END", "VEVENT");
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A text of a person's: escaped (RFC 5545 section 3.3.11), without what could be taken for anything else.
    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        for character in text.replace("\r\n", "\n").chars() {
            match character {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                unfit if is_unfit(unfit) => {}
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }

    /// One line, folded on borders of characters.
    fn line(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LONGEST_LINE;
        while rest.len() > room {
            let end = rest.floor_char_boundary(room);
            let _ = write!(self.0, "{}\r\n ", &rest[..end]);
            rest = &rest[end..];
            // The blank at the beginning counts.
            room = LONGEST_LINE - 1;
        }
        let _ = write!(self.0, "{rest}\r\n");
    }
}

/// Control characters, and what reorders the text around it or cannot be seen.
fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Letters, digits and hyphens.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '-').collect()
}
