//! What can go wrong with a keychain, closed, and free of anything that was stored.

use sendoff_problem::{Details, Kind, Problem};

/// Why the keychain did not do what was asked. A store's own error never leaves this room, because
/// `keyring_core::Error::BadEncoding` and `BadDataFormat` carry the stored bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no session bus, no service on it, or no log-on session: no keychain at all.
    #[error("there is no keychain")]
    Absent,
    /// The service runs, but has no default collection to store into.
    #[error("the keychain has no place to store into")]
    NoCollection,
    /// Locked, and nobody was asked or nobody answered.
    #[error("the keychain is locked")]
    Locked,
    /// The person closed the question to unlock, or refused the access.
    #[error("the question to unlock the keychain was closed")]
    Dismissed,
    /// Nothing answered within [`Patience::give_up`](crate::Patience::give_up).
    #[error("the keychain does not answer")]
    Hung,
    /// It ended while it was used, and did not come back at once.
    #[error("the keychain ended while it was used")]
    WentAway,
    /// Longer than the keychain can hold.
    #[error("the record is too long for the keychain: {length} bytes, at most {limit}")]
    TooLong {
        /// Bytes to be stored.
        length: usize,
        /// Bytes that can be stored.
        limit: usize,
    },
    /// More than one entry bears the name.
    #[error("the keychain holds the entry more than once")]
    Ambiguous,
    /// No entry of that name. For a record that was stored this means only that the keychain does not show it: a
    /// service that looks at another folder says the same.
    #[error("the keychain does not show the entry")]
    NotFound,
    /// What was read back right after writing is not what was written.
    #[error("what was read back differs from what was written")]
    Differs,
    /// A record turned up that the keychain did not show when saving began. It was not written over.
    #[error("a record turned up that was not shown before")]
    Appeared,
    /// A stored record no longer fits its own checksum, or cannot be read.
    #[error("the stored record was changed")]
    Changed,
    /// A newer version of the program wrote the record.
    #[error("the stored record was written by a newer version")]
    Newer,
    /// Any other reason.
    #[error("the keychain refused: {code}")]
    Other {
        /// The code of the platform: a D-Bus error name, an `OSStatus`, a Windows error. Never stored content.
        code: String,
    },
}

impl Fault {
    /// The kind a person will be told.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Absent => Kind::KeychainAbsent,
            Self::NoCollection => Kind::KeychainNoCollection,
            Self::Locked => Kind::KeychainLocked,
            Self::Dismissed => Kind::KeychainDismissed,
            Self::Hung => Kind::KeychainHung,
            Self::WentAway => Kind::KeychainWentAway,
            Self::TooLong { .. } => Kind::KeychainTooLong,
            Self::Ambiguous => Kind::KeychainAmbiguous,
            Self::NotFound => Kind::KeychainDoesNotShow,
            Self::Differs => Kind::KeychainDiffers,
            Self::Appeared | Self::Changed => Kind::KeychainChanged,
            Self::Newer => Kind::FileNewer,
            Self::Other { .. } => Kind::KeychainFailed,
        }
    }

    /// An [`Other`](Self::Other) with this code, made fit to show.
    pub(crate) fn other(code: &str) -> Self {
        Self::Other { code: Details::words(code) }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let code = if let Fault::Other { code } = &fault { Some(code.clone()) } else { None };
        let details = Details { code, chain: vec![fault.to_string()], ..Details::default() };
        Self::new(fault.kind()).with_details(details)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_says_what_it_was_and_the_code_of_the_platform() {
        let problem = Problem::from(Fault::other("org.freedesktop.DBus.Error.Failed"));
        assert_eq!(problem.details.code.as_deref(), Some("org.freedesktop.DBus.Error.Failed"));
        assert_eq!(problem.details.chain, ["the keychain refused: org.freedesktop.DBus.Error.Failed"]);
        assert_eq!(Problem::from(Fault::Locked).details.code, None);
    }

    #[test]
    fn each_fault_is_told_by_its_kind() {
        for (fault, kind) in [
            (Fault::Absent, Kind::KeychainAbsent),
            (Fault::NoCollection, Kind::KeychainNoCollection),
            (Fault::Locked, Kind::KeychainLocked),
            (Fault::Dismissed, Kind::KeychainDismissed),
            (Fault::Hung, Kind::KeychainHung),
            (Fault::WentAway, Kind::KeychainWentAway),
            (Fault::TooLong { length: 2, limit: 1 }, Kind::KeychainTooLong),
            (Fault::Ambiguous, Kind::KeychainAmbiguous),
            (Fault::NotFound, Kind::KeychainDoesNotShow),
            (Fault::Differs, Kind::KeychainDiffers),
            (Fault::Appeared, Kind::KeychainChanged),
            (Fault::Changed, Kind::KeychainChanged),
            (Fault::Newer, Kind::FileNewer),
            (Fault::other("x"), Kind::KeychainFailed),
        ] {
            let problem = Problem::from(fault.clone());
            assert_eq!((problem.kind, problem.details.chain), (kind, vec![fault.to_string()]));
        }
    }
}
