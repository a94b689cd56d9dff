//! What else may be behind a problem at Google.
//!
//! Sources: developers.google.com/identity/protocols/oauth2 ("Refresh token expiration"), support.google.com/cloud/answer/15549257
//! (Manage OAuth Clients), support.google.com/cloud/answer/15549945 (Manage App Audience), support.google.com/a/answer/162106
//! (domain-wide delegation), support.google.com/accounts/answer/185833 (app passwords), and reports of operators, read 2026-11-21.

use sendoff_problem::Kind;
use sendoff_values::StepId;

use super::{Cause, at, wait};

/// The other causes of a kind; none where the sign says which it is, or its sentences name them all.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other kind has the causes that its sentences name")]
pub(super) fn others(kind: Kind) -> &'static [Cause] {
    match kind {
        Kind::GoogleRedirectMismatch | Kind::GoogleSecretRefused | Kind::GoogleRequestRefused => {
            const { &[at("cause-google-other-entry", StepId::GoogleClient), wait("cause-google-entry-new")] }
        }
        Kind::GoogleClientUnknown | Kind::GoogleClientDeleted => {
            const { &[at("cause-google-other-project", StepId::Project)] }
        }
        Kind::GoogleInternalOnly => const { &[at("cause-google-project-elsewhere", StepId::Project)] },
        Kind::GoogleApprovalDeclined => const { &[at("cause-google-back-to-safety", StepId::SignIn)] },
        Kind::GooglePermissionUnknown => const { &[at("cause-google-api-off", StepId::GoogleApi)] },
        Kind::GoogleNotATester | Kind::GooglePermissionMissing | Kind::GoogleMailAccessRefused => {
            const { &[at("cause-google-browser-signed-in", StepId::SignIn)] }
        }
        Kind::GmailApiOff => {
            const { &[at("cause-google-other-project", StepId::Project), wait("cause-google-api-new")] }
        }
        Kind::GoogleAccessEnded | Kind::GoogleTestingEnded => {
            const { &[at("cause-google-pushed-out", StepId::SignIn), at("cause-google-unused", StepId::SignIn)] }
        }
        Kind::DelegationMissing => {
            const {
                &[
                    at("cause-delegation-other-account", StepId::ServiceAccount),
                    at("cause-delegation-by-address", StepId::Delegation),
                    wait("cause-delegation-new"),
                ]
            }
        }
        Kind::GoogleMailSignInRefused => const { &[at("cause-app-password-of-another", StepId::AppPassword)] },
        _ => &[],
    }
}
