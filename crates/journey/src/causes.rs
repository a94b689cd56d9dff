//! What else may be behind a problem whose sign is shared by several causes, the most frequent first.
//!
//! Sources: the descriptions of AADSTS numbers and of Graph's mail errors at learn.microsoft.com
//! (entra/identity-platform/reference-error-codes, copy of 2024-04-24; graph/errors), and reports of operators that agree
//! with each other, read 2026-11-21.

use sendoff_problem::Kind;
use sendoff_recipes::Naming;
use sendoff_values::StepId;

mod google;

/// One cause: the message that names it, and the step that mends it. Without a step, waiting mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) words: &'static str,
    pub(crate) step: Option<StepId>,
}

const fn at(words: &'static str, step: StepId) -> Cause {
    Cause { words, step: Some(step) }
}

const fn wait(words: &'static str) -> Cause {
    Cause { words, step: None }
}

/// The other causes of a kind, where the provider names registrations this way; none where the sign says which it is.
pub(crate) fn others(kind: Kind, naming: Naming) -> &'static [Cause] {
    match naming {
        Naming::InDirectory | Naming::Alone => in_directory(kind),
        Naming::InProject => google::others(kind),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "every other kind has the one cause it names")]
fn in_directory(kind: Kind) -> &'static [Cause] {
    match kind {
        Kind::SecretRefused => {
            const {
                &[
                    at("cause-secret-id", StepId::ClientSecret),
                    at("cause-secret-of-another", StepId::Tenant),
                    wait("cause-secret-new"),
                ]
            }
        }
        Kind::RegistrationUnknown => {
            const {
                &[
                    at("cause-object-id", StepId::Tenant),
                    at("cause-other-directory", StepId::Tenant),
                    at("cause-registration-deleted", StepId::AppRegistration),
                ]
            }
        }
        Kind::RedirectUnknown => {
            const {
                &[
                    at("cause-redirect-letter", StepId::RedirectUri),
                    at("cause-redirect-platform", StepId::RedirectUri),
                    at("cause-redirect-of-another", StepId::Tenant),
                ]
            }
        }
        Kind::SecretMissing => const { &[at("cause-secret-empty", StepId::ClientSecret)] },
        Kind::ApprovalNeeded => const { &[at("cause-application-permissions", StepId::Permissions)] },
        Kind::ApprovalDeclined => const { &[at("cause-people-may-not-approve", StepId::Permissions)] },
        Kind::AccountOfAnother => {
            const { &[at("cause-browser-signed-in", StepId::SignIn), at("cause-other-directory", StepId::Tenant)] }
        }
        Kind::SendingDenied => {
            const { &[at("cause-permission-withdrawn", StepId::Permissions), at("cause-mailbox-policy", StepId::Mailbox)] }
        }
        Kind::MailboxNotLicensed => {
            const { &[at("cause-mailbox-elsewhere", StepId::Mailbox), wait("cause-licence-new")] }
        }
        Kind::MicrosoftRefused => {
            const { &[at("cause-often-redirect", StepId::RedirectUri), at("cause-often-secret", StepId::ClientSecret)] }
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use sendoff_words::{MISSING, Words};

    use super::*;

    #[test]
    fn every_cause_has_its_words() {
        let words = Words::english();
        for naming in [Naming::InDirectory, Naming::InProject] {
            for cause in Kind::ALL.iter().flat_map(|kind| others(*kind, naming)) {
                assert!(!words.label(cause.words).contains(MISSING), "{}", cause.words);
            }
        }
    }
}
