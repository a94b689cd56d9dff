//! Every fault of the practice office with what explains it: the terminal and the window are held to the same table.

use sendoff_practice::Fault;

/// When a fault is met in a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// While signing in.
    SigningIn,
    /// While the test message is sent.
    Sending,
}

/// A fault that is explained.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// Which.
    pub fault: Fault,
    /// The kind that explains it.
    pub kind: &'static str,
    /// The step it sends the person to; `None` where the person stays where they are.
    pub step: Option<&'static str>,
    /// When.
    pub met: Met,
}

const fn explained(fault: Fault, kind: &'static str, step: Option<&'static str>, met: Met) -> Explained {
    Explained { fault, kind, step, met }
}

/// Every fault that is explained to the person.
pub const EXPLAINED: &[Explained] = {
    use Fault as F;
    use Met::{Sending, SigningIn};
    &[
        explained(F::SecretWrong, "secret-refused", Some("client-secret"), SigningIn),
        explained(F::SecretExpired, "secret-expired", Some("client-secret"), SigningIn),
        explained(F::DirectoryUnknown, "directory-unknown", Some("tenant"), SigningIn),
        explained(F::RegistrationUnknown, "registration-unknown", Some("tenant"), SigningIn),
        explained(F::RegistrationDisabled, "registration-disabled", Some("app-registration"), SigningIn),
        explained(F::RedirectMissing, "redirect-unknown", Some("redirect-uri"), SigningIn),
        explained(F::RedirectWrongPlatformSpa, "wrong-platform", Some("redirect-uri"), SigningIn),
        explained(F::RedirectWrongPlatformPublic, "secret-not-allowed", Some("redirect-uri"), SigningIn),
        explained(F::PermissionMissing, "permission-missing", Some("permissions"), SigningIn),
        explained(F::ApprovalNeeded, "approval-needed", None, SigningIn),
        explained(F::ApprovalDeclined, "approval-declined", None, SigningIn),
        explained(F::WrongAccount, "wrong-account", None, SigningIn),
        explained(F::OtherOrganisation, "account-of-another", None, SigningIn),
        explained(F::PolicyStopped, "policy-stopped", None, SigningIn),
        explained(F::SecondFactor, "second-factor-needed", None, SigningIn),
        explained(F::NotAssigned, "not-assigned", None, SigningIn),
        explained(F::CodeSpent, "code-spent", None, SigningIn),
        explained(F::NoRefreshToken, "no-lasting-access", Some("permissions"), SigningIn),
        explained(F::TokenHtml, "login-page-in-the-way", None, SigningIn),
        explained(F::TokenEmpty, "answer-empty", None, SigningIn),
        explained(F::TokenCut, "outcome-unknown", None, SigningIn),
        explained(F::TokenSlow, "outcome-unknown", None, SigningIn),
        explained(F::TokenBusy, "provider-busy", None, SigningIn),
        explained(F::TokenDown, "provider-busy", None, SigningIn),
        explained(F::TokenDropped, "outcome-unknown", None, SigningIn),
        explained(F::ClockWrong, "clock-wrong", None, SigningIn),
        explained(F::IdentityForged, "identity-not-believed", None, SigningIn),
        explained(F::GraphUnauthorized, "access-refused", None, Sending),
        explained(F::GraphSendAsDenied, "send-as-denied", Some("mailbox"), Sending),
        explained(F::GraphAccessDenied, "sending-denied", Some("permissions"), Sending),
        explained(F::GraphMailboxNotEnabled, "mailbox-not-licensed", Some("mailbox"), Sending),
        explained(F::GraphUserMissing, "mailbox-not-found", Some("mailbox"), Sending),
        explained(F::GraphThrottled, "provider-busy", None, Sending),
        explained(F::GraphDropped, "maybe-sent", None, Sending),
        explained(F::GraphHtml, "login-page-in-the-way", None, Sending),
        explained(F::NetworkGone, "connection-refused", None, Sending),
    ]
};

/// What the assistant gets past by itself: a delay is waited out, a look-up is done again.
pub const WAITED_OUT: &[Fault] = &[Fault::SecretDelay, Fault::RegistrationDelay, Fault::DiscoveryHtml];
