//! How a saved connection is, told by days: when its secret ends, and when it was last seen to work.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use sendoff_words::{Args, Words, days_between};

use crate::{effect::QueryDays, lists::Health};

/// From this many days before its end a secret is to be renewed (ux-spec 7.2).
const RENEW_WITHIN: i64 = 30;

/// From this many days before its end that is urgent (ux-spec 7.2).
const RENEW_AT_ONCE: i64 = 7;

/// After this a connection counts as not checked (ux-spec 18).
const CHECK_LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The days by which the ledger tells need, so that its order and these words agree.
pub(crate) fn days(now: Timestamp, zone: &TimeZone) -> QueryDays {
    let today = now.to_zoned(zone.clone()).date();
    QueryDays {
        today,
        soon: today.saturating_add(RENEW_WITHIN.days()),
        checked_since: now.checked_sub(CHECK_LASTS).unwrap_or(Timestamp::MIN),
    }
}

/// How a saved connection is whose secret is where it should be.
pub(crate) fn of(ends: Option<Date>, checked_at: Option<Timestamp>, days: &QueryDays) -> Health {
    match ends.map(|day| days_between(days.today, day)) {
        Some(..0) => Health::Expired,
        Some(0..=RENEW_AT_ONCE) => Health::RenewNow,
        Some(..=RENEW_WITHIN) => Health::RenewSoon,
        Some(_) | None if checked_at.is_none_or(|at| at < days.checked_since) => Health::NotChecked,
        Some(_) | None => Health::Healthy,
    }
}

/// The words of the tag.
pub(crate) fn tag(health: Health, ends: Option<Date>, words: &Words) -> String {
    let id = match health {
        Health::Healthy => "health-healthy",
        Health::NotChecked => "health-not-checked",
        Health::RenewSoon | Health::RenewNow => "health-renew",
        Health::Expired => "health-expired",
        Health::SecretMissing => "health-secret-missing",
        Health::Unfinished => "health-unfinished",
    };
    let day = ends.map(|day| words.day(day)).unwrap_or_default();
    words.line(id, &Args::none().name("day", day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_days_before_the_end_decide() {
        let now: Timestamp = "2026-11-22T10:41:00Z".parse().unwrap();
        let days = days(now, &TimeZone::UTC);
        let told = |day| of(Some(day), Some(now), &days);
        assert_eq!(told(date(2026, 11, 21)), Health::Expired);
        assert_eq!(told(date(2026, 11, 22)), Health::RenewNow);
        assert_eq!(told(date(2026, 11, 29)), Health::RenewNow);
        assert_eq!(told(date(2026, 11, 30)), Health::RenewSoon);
        assert_eq!(told(date(2026, 12, 22)), Health::RenewSoon);
        assert_eq!(told(date(2026, 12, 23)), Health::Healthy);
        assert_eq!(days.soon, date(2026, 12, 22), "the ledger counts the same days");
    }

    #[test]
    fn a_fortnight_without_a_check_is_said() {
        let now: Timestamp = "2026-11-22T10:41:00Z".parse().unwrap();
        let days = days(now, &TimeZone::UTC);
        assert_eq!(of(None, "2026-11-08T10:41:00Z".parse().ok(), &days), Health::Healthy);
        assert_eq!(of(None, "2026-11-08T10:40:59Z".parse().ok(), &days), Health::NotChecked);
        assert_eq!(of(None, None, &days), Health::NotChecked);
    }
}
