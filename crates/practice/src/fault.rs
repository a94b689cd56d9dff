//! What can be made to go wrong, by name. What each fault does is done where it happens; this is the table.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What a person does in the portal to mend something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortalAction {
    /// Certificates & secrets: make a new secret and copy its Value.
    AddSecret,
    /// Authentication: add the redirect address under Web.
    AddRedirect,
    /// Authentication: take the redirect address out and add it under Web.
    MoveRedirectToWeb,
    /// API permissions: add the missing permission.
    AddPermission,
    /// API permissions: Grant admin consent.
    GrantAdminConsent,
    /// Enterprise applications, Properties: Enabled for users to sign-in = Yes.
    EnableApplication,
    /// Enterprise applications, Users and groups: assign the person, or Assignment required = No.
    AssignPeople,
}

/// What ends a fault's effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MendedBy {
    /// A change in the portal.
    Portal(PortalAction),
    /// Some seconds, and trying again.
    Waiting,
    /// The same request once more.
    Retry,
    /// Copying the IDs from the Overview page again and continuing.
    CopyAgain,
    /// Another sign-in, with the same account.
    SigningInAgain,
    /// Another sign-in, with the mailbox's own account.
    RightAccount,
    /// An administrator elsewhere, who has done it by the time the refusal is on the screen: trying again.
    SomebodyElse,
    /// Setting the computer's clock: in practice, disarming the fault.
    SettingTheClock,
}

/// The name is not one of the faults.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no fault named {0:?}")]
pub struct FaultUnknown(String);

/// One thing that can be made to go wrong at the next suitable moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The secret in use is taken out of the registration, so that it is refused as wrong (7000215).
    SecretWrong,
    /// The secret in use passes its end date (7000222).
    SecretExpired,
    /// A secret is not known everywhere for some seconds and is refused as wrong (7000215) until then.
    SecretDelay,
    /// A registration is not known everywhere for some seconds and is refused as unknown (700016) until then.
    RegistrationDelay,
    /// The next request is answered as if its Directory ID had been miscopied (90002).
    DirectoryUnknown,
    /// The next request is answered as if its client ID had been miscopied (700016).
    RegistrationUnknown,
    /// The application is switched off under Enterprise applications (7000112).
    RegistrationDisabled,
    /// The redirect address in use is taken out of the registration; the sign-in ends on an error page (50011).
    RedirectMissing,
    /// The redirect address in use is moved to Single-page application; the exchange is refused (9002327).
    RedirectWrongPlatformSpa,
    /// The redirect address in use is moved to Mobile and desktop applications; the secret is refused (700025).
    RedirectWrongPlatformPublic,
    /// Mail.Send is taken out of the registration during the sign-in: fewer permissions are granted than were asked for.
    PermissionMissing,
    /// The organisation lets nobody agree for themselves, and no administrator has agreed (90094).
    ApprovalNeeded,
    /// The next Accept counts as Cancel (access_denied, 65004).
    ApprovalDeclined,
    /// Whoever signs in next, it is the colleague who arrives.
    WrongAccount,
    /// The next sign-in arrives with an account of another organisation (50020, an error page).
    OtherOrganisation,
    /// A Conditional Access rule stops the next sign-in (53003, an error page); then it is lifted.
    PolicyStopped,
    /// The next exchange asks for a second factor (50076).
    SecondFactor,
    /// The application is limited to assigned people, and nobody is assigned (50105, an error page).
    NotAssigned,
    /// The next code counts as used already (54005).
    CodeSpent,
    /// The next exchange brings no refresh token, although offline_access was granted.
    NoRefreshToken,
    /// The next exchange is answered with a web page, status 200, as a captive portal does; the code stays unused.
    TokenHtml,
    /// The next exchange is answered with nothing, status 200; the code is used up.
    TokenEmpty,
    /// The next exchange is answered with half the JSON; the code is used up.
    TokenCut,
    /// The next exchange is answered very late; the code is used up.
    TokenSlow,
    /// The next exchange is answered with 429 and Retry-After; the code stays unused.
    TokenBusy,
    /// The next exchange is answered with 503; the code stays unused.
    TokenDown,
    /// The connection is closed after the exchange was read, without an answer; the code is used up.
    TokenDropped,
    /// Graph refuses the next request with 401 InvalidAuthenticationToken.
    GraphUnauthorized,
    /// Graph refuses the next message with 403 ErrorSendAsDenied; then Send As is given.
    GraphSendAsDenied,
    /// Graph refuses the next message with 403 ErrorAccessDenied; then access is given.
    GraphAccessDenied,
    /// Graph finds no mailbox for the next message (404 MailboxNotEnabledForRESTAPI); then there is one.
    GraphMailboxNotEnabled,
    /// Graph does not find the user of the next message (404 ErrorInvalidUser).
    GraphUserMissing,
    /// Graph answers the next message with 429 and Retry-After.
    GraphThrottled,
    /// The connection is closed after the next message was read: it has arrived, and nobody says so.
    GraphDropped,
    /// Graph answers the next message with a web page, status 200; nothing is sent.
    GraphHtml,
    /// The next look at the directory (discovery) is answered with a web page, status 200.
    DiscoveryHtml,
    /// The next request to the secure port is cut, with every connection there, and for some seconds the port refuses.
    NetworkGone,
    /// The office tells the time a day ahead, in every Date header and token, until the fault is disarmed.
    ClockWrong,
    /// The next ID token names another audience and another nonce.
    IdentityForged,
}

impl Fault {
    /// Every fault, in the order in which a set-up would meet them.
    pub const ALL: [Self; 39] = [
        Self::SecretWrong,
        Self::SecretExpired,
        Self::SecretDelay,
        Self::RegistrationDelay,
        Self::DirectoryUnknown,
        Self::RegistrationUnknown,
        Self::RegistrationDisabled,
        Self::RedirectMissing,
        Self::RedirectWrongPlatformSpa,
        Self::RedirectWrongPlatformPublic,
        Self::PermissionMissing,
        Self::ApprovalNeeded,
        Self::ApprovalDeclined,
        Self::WrongAccount,
        Self::OtherOrganisation,
        Self::PolicyStopped,
        Self::SecondFactor,
        Self::NotAssigned,
        Self::CodeSpent,
        Self::NoRefreshToken,
        Self::TokenHtml,
        Self::TokenEmpty,
        Self::TokenCut,
        Self::TokenSlow,
        Self::TokenBusy,
        Self::TokenDown,
        Self::TokenDropped,
        Self::GraphUnauthorized,
        Self::GraphSendAsDenied,
        Self::GraphAccessDenied,
        Self::GraphMailboxNotEnabled,
        Self::GraphUserMissing,
        Self::GraphThrottled,
        Self::GraphDropped,
        Self::GraphHtml,
        Self::DiscoveryHtml,
        Self::NetworkGone,
        Self::ClockWrong,
        Self::IdentityForged,
    ];

    /// Its name, as `--fault` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SecretWrong => "secret-wrong",
            Self::SecretExpired => "secret-expired",
            Self::SecretDelay => "secret-delay",
            Self::RegistrationDelay => "registration-delay",
            Self::DirectoryUnknown => "directory-unknown",
            Self::RegistrationUnknown => "registration-unknown",
            Self::RegistrationDisabled => "registration-disabled",
            Self::RedirectMissing => "redirect-missing",
            Self::RedirectWrongPlatformSpa => "redirect-wrong-platform-spa",
            Self::RedirectWrongPlatformPublic => "redirect-wrong-platform-public",
            Self::PermissionMissing => "permission-missing",
            Self::ApprovalNeeded => "approval-needed",
            Self::ApprovalDeclined => "approval-declined",
            Self::WrongAccount => "wrong-account",
            Self::OtherOrganisation => "other-organisation",
            Self::PolicyStopped => "policy-stopped",
            Self::SecondFactor => "second-factor",
            Self::NotAssigned => "not-assigned",
            Self::CodeSpent => "code-spent",
            Self::NoRefreshToken => "no-refresh-token",
            Self::TokenHtml => "token-html",
            Self::TokenEmpty => "token-empty",
            Self::TokenCut => "token-cut",
            Self::TokenSlow => "token-slow",
            Self::TokenBusy => "token-busy",
            Self::TokenDown => "token-down",
            Self::TokenDropped => "token-dropped",
            Self::GraphUnauthorized => "graph-unauthorized",
            Self::GraphSendAsDenied => "graph-send-as-denied",
            Self::GraphAccessDenied => "graph-access-denied",
            Self::GraphMailboxNotEnabled => "graph-mailbox-not-enabled",
            Self::GraphUserMissing => "graph-user-missing",
            Self::GraphThrottled => "graph-throttled",
            Self::GraphDropped => "graph-dropped",
            Self::GraphHtml => "graph-html",
            Self::DiscoveryHtml => "discovery-html",
            Self::NetworkGone => "network-gone",
            Self::ClockWrong => "clock-wrong",
            Self::IdentityForged => "identity-forged",
        }
    }

    /// What it does, in plain words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::SecretWrong => {
                "The secret in use is taken out of the registration, so that it is refused as wrong (7000215)."
            }
            Self::SecretExpired => "The secret in use passes its end date (7000222).",
            Self::SecretDelay => {
                "A secret is not known everywhere for some seconds and is refused as wrong (7000215) until then."
            }
            Self::RegistrationDelay => {
                "A registration is not known everywhere for some seconds and is refused as unknown (700016) until then."
            }
            Self::DirectoryUnknown => "The next request is answered as if its Directory ID had been miscopied (90002).",
            Self::RegistrationUnknown => {
                "The next request is answered as if its client ID had been miscopied (700016)."
            }
            Self::RegistrationDisabled => "The application is switched off under Enterprise applications (7000112).",
            Self::RedirectMissing => {
                "The redirect address in use is taken out of the registration; the sign-in ends on an error page (50011)."
            }
            Self::RedirectWrongPlatformSpa => {
                "The redirect address in use is moved to Single-page application; the exchange is refused (9002327)."
            }
            Self::RedirectWrongPlatformPublic => {
                "The redirect address in use is moved to Mobile and desktop applications; the secret is refused (700025)."
            }
            Self::PermissionMissing => {
                "Mail.Send is taken out of the registration during the sign-in: fewer permissions are granted than were asked for."
            }
            Self::ApprovalNeeded => {
                "The organisation lets nobody agree for themselves, and no administrator has agreed (90094)."
            }
            Self::ApprovalDeclined => "The next Accept counts as Cancel (access_denied, 65004).",
            Self::WrongAccount => "Whoever signs in next, it is the colleague who arrives.",
            Self::OtherOrganisation => {
                "The next sign-in arrives with an account of another organisation (50020, an error page)."
            }
            Self::PolicyStopped => {
                "A Conditional Access rule stops the next sign-in (53003, an error page); then it is lifted."
            }
            Self::SecondFactor => "The next exchange asks for a second factor (50076).",
            Self::NotAssigned => {
                "The application is limited to assigned people, and nobody is assigned (50105, an error page)."
            }
            Self::CodeSpent => "The next code counts as used already (54005).",
            Self::NoRefreshToken => "The next exchange brings no refresh token, although offline_access was granted.",
            Self::TokenHtml => {
                "The next exchange is answered with a web page, status 200, as a captive portal does; the code stays unused."
            }
            Self::TokenEmpty => "The next exchange is answered with nothing, status 200; the code is used up.",
            Self::TokenCut => "The next exchange is answered with half the JSON; the code is used up.",
            Self::TokenSlow => "The next exchange is answered very late; the code is used up.",
            Self::TokenBusy => "The next exchange is answered with 429 and Retry-After; the code stays unused.",
            Self::TokenDown => "The next exchange is answered with 503; the code stays unused.",
            Self::TokenDropped => {
                "The connection is closed after the exchange was read, without an answer; the code is used up."
            }
            Self::GraphUnauthorized => "Graph refuses the next request with 401 InvalidAuthenticationToken.",
            Self::GraphSendAsDenied => {
                "Graph refuses the next message with 403 ErrorSendAsDenied; then Send As is given."
            }
            Self::GraphAccessDenied => {
                "Graph refuses the next message with 403 ErrorAccessDenied; then access is given."
            }
            Self::GraphMailboxNotEnabled => {
                "Graph finds no mailbox for the next message (404 MailboxNotEnabledForRESTAPI); then there is one."
            }
            Self::GraphUserMissing => "Graph does not find the user of the next message (404 ErrorInvalidUser).",
            Self::GraphThrottled => "Graph answers the next message with 429 and Retry-After.",
            Self::GraphDropped => {
                "The connection is closed after the next message was read: it has arrived, and nobody says so."
            }
            Self::GraphHtml => "Graph answers the next message with a web page, status 200; nothing is sent.",
            Self::DiscoveryHtml => {
                "The next look at the directory (discovery) is answered with a web page, status 200."
            }
            Self::NetworkGone => {
                "The next request to the secure port is cut, with every connection there, and for some seconds the port refuses."
            }
            Self::ClockWrong => {
                "The office tells the time a day ahead, in every Date header and token, until the fault is disarmed."
            }
            Self::IdentityForged => "The next ID token names another audience and another nonce.",
        }
    }

    /// What ends its effect.
    pub fn mended_by(self) -> MendedBy {
        match self {
            Self::SecretWrong | Self::SecretExpired => MendedBy::Portal(PortalAction::AddSecret),
            Self::SecretDelay | Self::RegistrationDelay | Self::NetworkGone => MendedBy::Waiting,
            Self::DirectoryUnknown | Self::RegistrationUnknown => MendedBy::CopyAgain,
            Self::RegistrationDisabled => MendedBy::Portal(PortalAction::EnableApplication),
            Self::RedirectMissing => MendedBy::Portal(PortalAction::AddRedirect),
            Self::RedirectWrongPlatformSpa | Self::RedirectWrongPlatformPublic => {
                MendedBy::Portal(PortalAction::MoveRedirectToWeb)
            }
            Self::PermissionMissing => MendedBy::Portal(PortalAction::AddPermission),
            Self::ApprovalNeeded => MendedBy::Portal(PortalAction::GrantAdminConsent),
            Self::ApprovalDeclined
            | Self::SecondFactor
            | Self::CodeSpent
            | Self::NoRefreshToken
            | Self::TokenHtml
            | Self::TokenEmpty
            | Self::TokenCut
            | Self::TokenSlow
            | Self::TokenDropped
            | Self::GraphUnauthorized
            | Self::IdentityForged => MendedBy::SigningInAgain,
            Self::WrongAccount | Self::OtherOrganisation => MendedBy::RightAccount,
            Self::PolicyStopped | Self::GraphSendAsDenied | Self::GraphAccessDenied | Self::GraphMailboxNotEnabled => {
                MendedBy::SomebodyElse
            }
            Self::NotAssigned => MendedBy::Portal(PortalAction::AssignPeople),
            Self::TokenBusy
            | Self::TokenDown
            | Self::GraphUserMissing
            | Self::GraphThrottled
            | Self::GraphDropped
            | Self::GraphHtml
            | Self::DiscoveryHtml => MendedBy::Retry,
            Self::ClockWrong => MendedBy::SettingTheClock,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Fault {
    type Err = FaultUnknown;

    fn from_str(name: &str) -> Result<Self, FaultUnknown> {
        Self::ALL.into_iter().find(|fault| fault.name() == name).ok_or_else(|| FaultUnknown(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_name_and_serialises_to_it() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
        }
        assert_eq!("secret wrong".parse::<Fault>(), Err(FaultUnknown("secret wrong".to_owned())));
    }
}
