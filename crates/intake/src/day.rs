//! Reads a day in the forms portals and people write it, and says when it can be read two ways.
//!
//! A day is a UTC day (security.md M-19): a time with an offset is moved to UTC first, a time without one is left out.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// What a text says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayReading {
    /// One day.
    One(Date),
    /// Month before day, and day before month.
    Two(Date, Date),
    /// No day.
    None,
}

/// Reads a text that should be one day and nothing else but a weekday, a time, or punctuation around it.
pub fn read_day(text: &str) -> DayReading {
    let plain = crate::plain::plain(text);
    let words = plain.trim_matches(|character: char| !character.is_alphanumeric());
    let starts = words.char_indices().map(|(at, _)| at).filter(|at| is_start(words, *at)).take(8);
    starts.map(|at| day_at(words, at)).find_map(|found| found.map(|(day, _)| day)).unwrap_or(DayReading::None)
}

fn is_start(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|character| !character.is_alphanumeric() && !matches!(character, '/' | '-' | '.'))
}

/// The day that begins at `at`, and where the text goes on. `at` must be a character boundary at the start of a word.
pub(crate) fn day_at(text: &str, at: usize) -> Option<(DayReading, usize)> {
    let rest = &text[at..];
    let first = rest.bytes().next()?;
    let (reading, length) = if first.is_ascii_digit() {
        instant(rest).or_else(|| numeric(rest)).or_else(|| day_then_month(rest))
    } else if first.is_ascii_alphabetic() {
        month_then_day(rest)
    } else {
        None
    }?;
    let end = at + length;
    let goes_on = text[end..].chars().next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '-' | '_'));
    (!goes_on).then_some((reading, end))
}

/// `2027-05-21T23:30:00Z`, `2027-05-21T23:30:00.000-05:00`: moved to UTC.
fn instant(text: &str) -> Option<(DayReading, usize)> {
    if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) {
        return None;
    }
    let length = text.bytes().take(40).take_while(|byte| byte.is_ascii_digit() || b"-:.+TtZz".contains(byte)).count();
    let timestamp: Timestamp = text[..length].parse().ok()?;
    Some((DayReading::One(timestamp.to_zoned(TimeZone::UTC).date()), length))
}

/// Three numbers with the same one of `/ - .` between them.
fn numeric(text: &str) -> Option<(DayReading, usize)> {
    let mut scan = Scan::new(text);
    let (first, first_digits) = scan.number(4)?;
    let mark = scan.one_of(&['/', '-', '.'])?;
    let blank = scan.blank();
    let (second, _) = scan.number(2)?;
    scan.one_of(&[mark])?;
    if blank {
        scan.blank();
    }
    let (third, third_digits) = scan.number(4)?;
    let reading = match (first_digits, third_digits) {
        (4, 1..=2) => one(first, second, third)?,
        (1..=2, 2 | 4) if mark == '.' => one(year(third, third_digits), second, first)?,
        (1..=2, 2 | 4) => either(year(third, third_digits), first, second)?,
        _ => return None,
    };
    Some((reading, scan.at))
}

/// `21 May 2027`, `21. Mai 2027`, `21-May-2027`, `21st of May, 2027`.
fn day_then_month(text: &str) -> Option<(DayReading, usize)> {
    let mut scan = Scan::new(text);
    let (day, _) = scan.number(2)?;
    scan.ordinal();
    scan.gap();
    scan.connective();
    let month = scan.letters()?;
    scan.gap();
    scan.connective();
    let (number, digits) = scan.number(4).filter(|(_, digits)| matches!(digits, 2 | 4))?;
    Some((one(year(number, digits), month_of(month)?, day)?, scan.at))
}

/// `May 21, 2027`, `Friday, May 21 2027`: the weekday is passed over by whoever looks for starts of words.
fn month_then_day(text: &str) -> Option<(DayReading, usize)> {
    let mut scan = Scan::new(text);
    let month = scan.letters()?;
    scan.gap();
    let (day, _) = scan.number(2)?;
    scan.ordinal();
    scan.gap();
    let (number, digits) = scan.number(4).filter(|(_, digits)| *digits == 4)?;
    Some((one(year(number, digits), month_of(month)?, day)?, scan.at))
}

fn one(year: i16, month: i16, day: i16) -> Option<DayReading> {
    date(year, month, day).map(DayReading::One)
}

/// Month before day and day before month; both when both are days and differ.
fn either(year: i16, first: i16, second: i16) -> Option<DayReading> {
    match (date(year, first, second), date(year, second, first)) {
        (Some(month_first), Some(day_first)) if month_first != day_first => {
            Some(DayReading::Two(month_first, day_first))
        }
        (Some(day), _) | (None, Some(day)) => Some(DayReading::One(day)),
        (None, None) => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1970..=9999).contains(&year).then_some(date)
}

/// Two digits mean this century: no secret lives long enough to need another.
fn year(number: i16, digits: usize) -> i16 {
    if digits == 2 { 2000 + number } else { number }
}

/// Steps through a short text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// A number of at most `most` digits, and how many it has.
    fn number(&mut self, most: usize) -> Option<(i16, usize)> {
        let digits = self.rest().bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        let number = (1..=most).contains(&digits).then(|| self.rest()[..digits].parse().ok()).flatten()?;
        self.at += digits;
        Some((number, digits))
    }

    fn one_of(&mut self, marks: &[char]) -> Option<char> {
        let mark = self.rest().chars().next().filter(|mark| marks.contains(mark))?;
        self.at += mark.len_utf8();
        Some(mark)
    }

    fn blank(&mut self) -> bool {
        self.one_of(&[' ']).is_some()
    }

    /// Blanks and the marks that stand between the parts of a written date; four at most.
    fn gap(&mut self) {
        for _ in 0..4 {
            if self.one_of(&[' ', ',', '.', '-', '\u{202f}']).is_none() {
                break;
            }
        }
    }

    /// `st`, `nd`, `rd`, `th`, French `er`, Dutch `e`, and the raised ones, as in `1.º de mayo`.
    fn ordinal(&mut self) {
        const KNOWN: [&str; 8] = ["st", "nd", "rd", "th", "er", "e ", "º", "°"];
        let dot = usize::from(self.rest().starts_with(".º"));
        let ending = self.rest().get(dot..dot + 2).unwrap_or_default();
        if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(ending)) {
            self.at += dot + 2;
        }
    }

    /// `of`, `de`, `del` between the parts.
    fn connective(&mut self) {
        let known = ["of ", "de ", "del "].into_iter().find(|known| self.rest().starts_with(known));
        self.at += known.map_or(0, str::len);
    }

    /// The letters of what may be a month: three to twelve.
    fn letters(&mut self) -> Option<&'a str> {
        let letters =
            self.rest().char_indices().take(13).find(|(_, letter)| !letter.is_alphabetic()).map(|(at, _)| at)?;
        let word = (letters >= 3).then(|| &self.rest()[..letters])?;
        self.at += letters;
        Some(word)
    }
}

/// Months in the languages whose labels are known, whole or shortened.
fn month_of(word: &str) -> Option<i16> {
    const MONTHS: [&[&str]; 12] = [
        &[
            "jan", "january", "januar", "jän", "jänner", "janv", "janvier", "ene", "enero", "gen", "gennaio",
            "januari", "janeiro",
        ],
        &[
            "feb",
            "february",
            "februar",
            "feber",
            "févr",
            "février",
            "febrero",
            "febbraio",
            "februari",
            "fev",
            "fevereiro",
        ],
        &["mar", "march", "mär", "märz", "mars", "marzo", "mrt", "maart", "março"],
        &["apr", "april", "avr", "avril", "abr", "abril", "aprile"],
        &["may", "mai", "mayo", "mag", "maggio", "mei", "maio"],
        &["jun", "june", "juni", "juin", "junio", "giu", "giugno", "junho"],
        &["jul", "july", "juli", "juil", "juillet", "julio", "lug", "luglio", "julho"],
        &["aug", "august", "août", "ago", "agosto", "augustus"],
        &["sep", "sept", "september", "septembre", "septiembre", "set", "settembre", "setembro"],
        &["oct", "october", "okt", "oktober", "octobre", "octubre", "ott", "ottobre", "out", "outubro"],
        &["nov", "november", "novembre", "noviembre", "novembro"],
        &["dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre", "dicembre", "dezembro"],
    ];
    // No letter of these names changes its length with its case, and all begin with a plain one.
    let alike = |name: &str| name.len() == word.len() && name.as_bytes()[0] == word.as_bytes()[0].to_ascii_lowercase();
    let is = |name: &&str| alike(name) && word.chars().flat_map(char::to_lowercase).eq(name.chars());
    (1..).zip(MONTHS).find(|(_, names)| names.iter().any(is)).map(|(number, _)| number)
}
