//! Days, times and counts in words.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{args::Args, words::Words};

impl Words {
    /// "21 May 2027".
    pub fn day(&self, day: Date) -> String {
        let month = self.label(&format!("month-{}", day.month()));
        let args = Args::none().name("day", day.day().to_string()).name("month", month);
        self.line("day", &args.name("year", day.year().to_string()))
    }

    /// "Friday 21 May 2027".
    pub fn weekday(&self, day: Date) -> String {
        let weekday = self.label(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
        self.line("day-with-weekday", &Args::none().name("weekday", weekday).name("day", self.day(day)))
    }

    /// "21 May 2027, in 180 days"; the days only within a year either way.
    pub fn day_from(&self, day: Date, today: Date) -> String {
        let left = days_between(today, day);
        let id = match left {
            0 => "day-today",
            1..=366 => "day-ahead",
            -366..=-1 => "day-past",
            _ => return self.day(day),
        };
        self.line(id, &Args::none().name("day", self.day(day)).number("days", left.abs()))
    }

    /// "24 hours": so many seconds in the unit in which a person counts them, rounded.
    pub fn span(&self, seconds: u64) -> String {
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        const DAY: u64 = 24 * HOUR;
        let (id, unit) = match seconds {
            0..120 => ("span-seconds", 1),
            120..7_200 => ("span-minutes", MINUTE),
            7_200..172_800 => ("span-hours", HOUR),
            _ => ("span-days", DAY),
        };
        let count = (seconds + unit / 2) / unit;
        self.line(id, &Args::none().number("count", i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// "10,000". A sentence that depends on the number takes the number itself beside it.
    pub fn count(&self, count: u64) -> String {
        let digits = count.to_string();
        let mut parted = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                parted.push(',');
            }
            parted.push(digit);
        }
        parted
    }

    /// "10:52".
    pub fn time(&self, at: Timestamp, zone: &TimeZone) -> String {
        let at = at.to_zoned(zone.clone());
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// "10:51:02", for live stages.
    pub fn seconds(&self, at: Timestamp, zone: &TimeZone) -> String {
        let at = at.to_zoned(zone.clone());
        format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
    }

    /// "22 November 2026 10:52".
    pub fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        let day = self.day(at.to_zoned(zone.clone()).date());
        self.line("moment", &Args::none().name("day", day).name("time", self.time(at, zone)))
    }

    /// The time when it was today, the day otherwise: "10:42", "12 November 2026".
    pub fn when(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let day = at.to_zoned(zone.clone()).date();
        if day == now.to_zoned(zone.clone()).date() { self.time(at, zone) } else { self.day(day) }
    }
}

/// Whole days from one day to another; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_told_in_words() {
        let words = Words::english();
        let today = date(2026, 11, 22);
        assert_eq!(words.day_from(date(2027, 5, 21), today), "21 May 2027, in 180 days");
        assert_eq!(words.day_from(date(2026, 11, 23), today), "23 November 2026, in 1 day");
        assert_eq!(words.day_from(today, today), "22 November 2026, today");
        assert_eq!(words.day_from(date(2026, 11, 2), today), "2 November 2026, 20 days ago");
        assert_eq!(words.day_from(date(2028, 11, 22), today), "22 November 2028");
        assert_eq!(words.weekday(date(2027, 5, 21)), "Friday 21 May 2027");
    }

    #[test]
    fn a_span_is_told_in_the_unit_a_person_counts_in() {
        let told =
            [1, 119, 120, 3_600, 7_200, 86_399, 172_800, 31_536_000].map(|seconds| Words::english().span(seconds));
        assert_eq!(
            told,
            ["1 second", "119 seconds", "2 minutes", "60 minutes", "2 hours", "24 hours", "2 days", "365 days"]
        );
    }

    #[test]
    fn large_counts_are_parted() {
        let told = [0, 7, 999, 1_000, 10_000, 1_234_567].map(|count| Words::english().count(count));
        assert_eq!(told, ["0", "7", "999", "1,000", "10,000", "1,234,567"]);
    }

    #[test]
    fn times_are_told_in_the_zone_they_are_asked_for() {
        let words = Words::english();
        let at: Timestamp = "2026-11-22T09:51:02Z".parse().unwrap();
        let berlin = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(words.time(at, &berlin), "10:51");
        assert_eq!(words.seconds(at, &TimeZone::UTC), "09:51:02");
        assert_eq!(words.moment(at, &berlin), "22 November 2026 10:51");
        assert_eq!(words.when(at, at, &berlin), "10:51");
    }
}
