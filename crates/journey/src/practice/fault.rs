//! What can be made to go wrong in practice, by the names of the office that does it: a closed table. What each fault does
//! is the office's; what it is called in sentences is the catalogue's (`fault-...`).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where in a set-up a fault is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// While values are pasted.
    Pasting,
    /// In the browser.
    Browser,
    /// After returning from it.
    Returning,
    /// While the test message is sent.
    Sending,
    /// While the connection is saved.
    Keeping,
}

/// Who makes it happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoneBy {
    /// The practice office.
    Office,
    /// The practice keychain.
    Keychain,
    /// The person, who pastes something else: nothing is armed, the banner says what to do.
    Yourself,
}

macro_rules! practice_faults {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal, $moment:ident, $by:ident;)+) => {
        /// One thing that can go wrong in practice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum PracticeFault {
            $($(#[doc = $doc])* $name,)+
        }

        impl PracticeFault {
            /// Every one, in the order of the menu.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The id of its words: the label, and `.armed` for the banner.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// Where it is met.
            pub const fn moment(self) -> Moment {
                match self { $(Self::$name => Moment::$moment),+ }
            }

            /// Who makes it happen.
            pub const fn done_by(self) -> DoneBy {
                match self { $(Self::$name => DoneBy::$by),+ }
            }
        }
    };
}

practice_faults! {
    /// The Secret ID in place of the Value.
    PasteSecretId = "fault-paste-secret-id", Pasting, Yourself;
    /// The Object ID in place of the application's.
    PasteObjectId = "fault-paste-object-id", Pasting, Yourself;
    /// Each of the two IDs in the other's place.
    PasteSwappedIds = "fault-paste-swapped-ids", Pasting, Yourself;
    /// An ID without its end.
    PasteCutId = "fault-paste-cut-id", Pasting, Yourself;
    /// A Value that the portal has hidden.
    PasteHiddenValue = "fault-paste-hidden-value", Pasting, Yourself;
    /// A date with two readings.
    PasteUnclearDay = "fault-paste-unclear-day", Pasting, Yourself;
    /// A new secret is not known everywhere for some seconds.
    SecretDelay = "fault-secret-delay", Pasting, Office;
    /// A new registration is not known everywhere for some seconds.
    RegistrationDelay = "fault-registration-delay", Pasting, Office;
    /// The look-up of the directory is answered with a web page.
    DiscoveryHtml = "fault-discovery-html", Pasting, Office;
    /// The redirect URI is taken out of the registration.
    RedirectMissing = "fault-redirect-missing", Browser, Office;
    /// The Application (client) ID is not known.
    RegistrationUnknown = "fault-registration-unknown", Browser, Office;
    /// The Directory (tenant) ID is not known.
    DirectoryUnknown = "fault-directory-unknown", Browser, Office;
    /// The registration is switched off.
    RegistrationDisabled = "fault-registration-disabled", Browser, Office;
    /// Somebody of another organisation arrives.
    OtherOrganisation = "fault-other-organisation", Browser, Office;
    /// Only an administrator may approve.
    ApprovalNeeded = "fault-approval-needed", Browser, Office;
    /// The approval counts as declined.
    ApprovalDeclined = "fault-approval-declined", Browser, Office;
    /// A security policy stops the sign-in.
    PolicyStopped = "fault-policy-stopped", Browser, Office;
    /// The person is not assigned to the application.
    NotAssigned = "fault-not-assigned", Browser, Office;
    /// The secret is taken out of the registration.
    SecretWrong = "fault-secret-wrong", Returning, Office;
    /// The secret has ended.
    SecretExpired = "fault-secret-expired", Returning, Office;
    /// The redirect URI stands under Single-page application.
    RedirectWrongPlatformSpa = "fault-redirect-wrong-platform-spa", Returning, Office;
    /// The redirect URI stands under Mobile and desktop applications.
    RedirectWrongPlatformPublic = "fault-redirect-wrong-platform-public", Returning, Office;
    /// A colleague arrives.
    WrongAccount = "fault-wrong-account", Returning, Office;
    /// A permission is not given.
    PermissionMissing = "fault-permission-missing", Returning, Office;
    /// No lasting access is given.
    NoRefreshToken = "fault-no-refresh-token", Returning, Office;
    /// A second proof is asked for.
    SecondFactor = "fault-second-factor", Returning, Office;
    /// The answer counts as used.
    CodeSpent = "fault-code-spent", Returning, Office;
    /// The identity names something else.
    IdentityForged = "fault-identity-forged", Returning, Office;
    /// The office tells the time a day ahead, until it is taken back.
    ClockWrong = "fault-clock-wrong", Returning, Office;
    /// The exchange is answered with a web page.
    TokenHtml = "fault-token-html", Returning, Office;
    /// The exchange is answered with nothing.
    TokenEmpty = "fault-token-empty", Returning, Office;
    /// The answer is cut off.
    TokenCut = "fault-token-cut", Returning, Office;
    /// The answer comes late.
    TokenSlow = "fault-token-slow", Returning, Office;
    /// Too many requests.
    TokenBusy = "fault-token-busy", Returning, Office;
    /// The service is down.
    TokenDown = "fault-token-down", Returning, Office;
    /// The connection is cut instead of an answer.
    TokenDropped = "fault-token-dropped", Returning, Office;
    /// The account may not send as the mailbox.
    GraphSendAsDenied = "fault-graph-send-as-denied", Sending, Office;
    /// Sending is not allowed.
    GraphAccessDenied = "fault-graph-access-denied", Sending, Office;
    /// The mailbox has no licence.
    GraphMailboxNotEnabled = "fault-graph-mailbox-not-enabled", Sending, Office;
    /// The mailbox is not found.
    GraphUserMissing = "fault-graph-user-missing", Sending, Office;
    /// The access is refused.
    GraphUnauthorized = "fault-graph-unauthorized", Sending, Office;
    /// Too many messages.
    GraphThrottled = "fault-graph-throttled", Sending, Office;
    /// The message arrives and nobody says so.
    GraphDropped = "fault-graph-dropped", Sending, Office;
    /// A web page in place of an answer.
    GraphHtml = "fault-graph-html", Sending, Office;
    /// No connection for some seconds.
    NetworkGone = "fault-network-gone", Sending, Office;
    /// The keychain is locked.
    KeychainLocked = "fault-keychain-locked", Keeping, Keychain;
    /// The question to unlock it is closed.
    KeychainDismissed = "fault-keychain-dismissed", Keeping, Keychain;
    /// There is no keychain.
    KeychainAbsent = "fault-keychain-absent", Keeping, Keychain;
    /// It gives back something else.
    KeychainDiffers = "fault-keychain-differs", Keeping, Keychain;
}

impl PracticeFault {
    /// Its name at the office, and in a terminal: `redirect-missing`.
    pub fn name(self) -> &'static str {
        self.word().trim_start_matches("fault-")
    }

    /// The fault of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name)
    }

    /// Whether it stays until it is taken back.
    pub const fn lasts(self) -> bool {
        matches!(self, Self::ClockWrong)
    }

    /// Whether it is fit to surprise somebody: it is noticed, and it can be mended where it shows.
    pub const fn surprises(self) -> bool {
        let waited_out = matches!(self, Self::SecretDelay | Self::RegistrationDelay | Self::DiscoveryHtml);
        !waited_out && !self.lasts() && !matches!(self.done_by(), DoneBy::Yourself)
    }
}

impl Moment {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 5] = [Self::Pasting, Self::Browser, Self::Returning, Self::Sending, Self::Keeping];

    /// The heading of its group.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Pasting => "faults-pasting",
            Self::Browser => "faults-browser",
            Self::Returning => "faults-returning",
            Self::Sending => "faults-sending",
            Self::Keeping => "faults-keeping",
        }
    }
}

#[cfg(test)]
mod tests {
    use sendoff_words::{Args, Words};

    use super::{DoneBy, PracticeFault};

    #[test]
    fn every_fault_has_its_words_and_its_name() {
        let words = Words::english();
        for fault in PracticeFault::ALL {
            for id in [fault.word().to_owned(), format!("{}.armed", fault.word())] {
                assert!(words.find(&id, &Args::none()).is_some(), "{id}");
            }
            let armed = words.label(&format!("{}.armed", fault.word()));
            assert_eq!(armed.starts_with("Armed: "), fault.done_by() != DoneBy::Yourself, "{armed}");
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
            assert_eq!(PracticeFault::named(fault.name()), Some(*fault));
        }
    }

    #[test]
    fn no_label_stands_twice_in_one_group() {
        let words = Words::english();
        for (at, one) in PracticeFault::ALL.iter().enumerate() {
            for other in &PracticeFault::ALL[at + 1..] {
                let same = words.label(one.word()) == words.label(other.word());
                assert!(!same || one.moment() != other.moment(), "{} and {}", one.name(), other.name());
            }
        }
    }
}
