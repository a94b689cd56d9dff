//! A bad day: three faults in a row, one for each part of a set-up. The next is armed when the one before has taken effect
//! and what it stopped has gone well after all.

use super::{
    Passed,
    fault::{Moment, PracticeFault},
};

/// One of each row goes wrong, in this order. All of them are mended by the person alone.
const ROWS: [&[PracticeFault]; 3] = [
    &[PracticeFault::SecretExpired, PracticeFault::SecretWrong],
    &[PracticeFault::RedirectMissing, PracticeFault::RedirectWrongPlatformSpa],
    &[PracticeFault::GraphMailboxNotEnabled, PracticeFault::GraphSendAsDenied, PracticeFault::GraphAccessDenied],
];

/// How far a bad day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadDay {
    faults: [PracticeFault; 3],
    /// Counted from 0; 3 when all are mended.
    at: usize,
    happened: bool,
}

impl BadDay {
    /// The day that belongs to this number.
    pub(crate) fn drawn(number: u64) -> Self {
        let mut rest = number;
        let faults = ROWS.map(|row| {
            let one = row[usize::try_from(rest % row.len() as u64).unwrap_or_default()];
            rest /= row.len() as u64;
            one
        });
        Self { faults, at: 0, happened: false }
    }

    /// What goes wrong now; the last one when the day is over.
    pub(crate) fn now(&self) -> PracticeFault {
        self.faults[self.at.min(self.faults.len() - 1)]
    }

    /// Which problem it is, counted from 1, and of how many; nothing when the day is over.
    pub(crate) fn number(&self) -> Option<(u32, u32)> {
        let count = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (self.at < self.faults.len()).then(|| (count(self.at + 1), count(self.faults.len())))
    }

    /// These have taken effect.
    pub(crate) fn see(&mut self, happened: &[PracticeFault]) {
        self.happened |= happened.contains(&self.now());
    }

    /// Something ended well. The next fault, if that mended the present one and there is a next.
    pub(crate) fn mended_by(&mut self, passed: Passed) -> Option<PracticeFault> {
        if !self.happened || self.number().is_none() || !mends(passed, self.now()) {
            return None;
        }
        self.at += 1;
        self.happened = false;
        self.faults.get(self.at).copied()
    }
}

/// Whether what ended well is what the fault had stopped.
fn mends(passed: Passed, fault: PracticeFault) -> bool {
    match passed {
        Passed::Secret => matches!(fault, PracticeFault::SecretWrong | PracticeFault::SecretExpired),
        Passed::SignIn => fault.moment() <= Moment::Returning,
        Passed::Test => fault.moment() <= Moment::Reading,
        Passed::Save => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_gives_one_of_each_row_and_all_are_given() {
        let days: Vec<BadDay> = (0..12).map(BadDay::drawn).collect();
        for (row, faults) in ROWS.iter().enumerate() {
            for fault in *faults {
                assert!(days.iter().any(|day| day.faults[row] == *fault), "{}", fault.name());
            }
            assert!(days.iter().all(|day| faults.contains(&day.faults[row])));
        }
        assert_eq!(BadDay::drawn(u64::MAX).number(), Some((1, 3)));
    }

    #[test]
    fn the_next_comes_only_when_the_one_before_has_happened_and_is_mended() {
        let mut day = BadDay::drawn(0);
        let [first, second, third] = day.faults;
        assert_eq!(day.mended_by(Passed::Secret), None, "nothing has happened yet");
        day.see(&[third]);
        assert_eq!(day.mended_by(Passed::Secret), None, "another one has happened");
        day.see(&[first]);
        assert_eq!(day.mended_by(Passed::Secret), Some(second));
        day.see(&[second]);
        assert_eq!(day.mended_by(Passed::Secret), None, "a secret mends no redirect URI");
        assert_eq!(day.mended_by(Passed::SignIn), Some(third));
        day.see(&[third]);
        assert_eq!((day.mended_by(Passed::Test), day.number()), (None, None), "the day is over");
        assert_eq!(day.mended_by(Passed::Test), None);
    }
}
