//! The periods the portal offers for a client secret, and what to say about the day one ends.

use jiff::{Span, civil::Date};
use sendoff_problem::{Kind, Problem, ValueName};
use serde::{Deserialize, Serialize};

/// The portal's own choices under *Expires*, in days
/// (learn.microsoft.com/entra/identity-platform/how-to-add-credentials, copy of 2025-01-29).
pub const PERIODS: [u16; 5] = [90, 180, 365, 545, 730];

/// The longest life of a secret in days: 24 months (same source).
const LONGEST: i32 = 730;

/// A life shorter than this is worth a word.
pub(crate) const SHORT: i32 = 30;

/// What was chosen under *Expires*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Period {
    /// So many days from the day it was made.
    Days(u16),
    /// Another date.
    Until(Date),
}

impl Period {
    /// The day the secret ends when it was made on `made`; nothing beyond the year 9999.
    pub fn ends(self, made: Date) -> Option<Date> {
        match self {
            Self::Days(days) => made.checked_add(Span::new().days(i64::from(days))).ok(),
            Self::Until(day) => Some(day),
        }
    }
}

/// What to say about a secret that ends on `day`: past, soon, or later than Microsoft allows. None of it stops anybody.
pub fn judge_day(day: Date, today: Date) -> Option<Problem> {
    let days = (day - today).get_days();
    let kind = match days {
        ..=0 => Kind::SecretPastDay,
        1..SHORT => Kind::DaySoon,
        // A day of grace: the portal counts months, and its day may already be tomorrow's.
        _ if days > LONGEST + 2 => Kind::DayTooFar,
        _ => return None,
    };
    Some(Problem::new(kind).with(ValueName::Day, day.to_string()).with(ValueName::Count, days.to_string()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_ends_on_its_day() {
        let made = date(2026, 11, 22);
        assert_eq!(Period::Days(180).ends(made), Some(date(2027, 5, 21)));
        assert_eq!(Period::Days(730).ends(date(2028, 2, 29)), Some(date(2030, 2, 28)));
        assert_eq!(Period::Days(90).ends(date(2037, 12, 1)), Some(date(2038, 3, 1)));
        assert_eq!(Period::Days(1).ends(date(9999, 12, 31)), None);
        assert_eq!(Period::Until(date(9999, 12, 31)).ends(made), Some(date(9999, 12, 31)));
    }

    #[test]
    fn short_past_and_long_lives_are_mentioned() {
        let today = date(2026, 11, 22);
        let kind = |day| judge_day(day, today).map(|problem| problem.kind);
        assert_eq!(kind(date(2026, 11, 22)), Some(Kind::SecretPastDay));
        assert_eq!(kind(date(2026, 12, 4)), Some(Kind::DaySoon));
        assert_eq!(kind(date(2026, 12, 22)), None);
        assert_eq!(kind(date(2028, 11, 22)), None, "24 months are 731 days over a leap day");
        assert_eq!(kind(date(2028, 11, 23)), None, "732 days: one of grace");
        assert_eq!(kind(date(2028, 11, 24)), Some(Kind::DayTooFar));
    }
}
