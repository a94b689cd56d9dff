//! Why an ID token is not believed.

use sendoff_problem::{Details, Kind, Problem, ValueName};
use sendoff_values::TenantId;

/// A rule an ID token broke. Nothing in such a token is believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    /// More than 32 KiB.
    #[error("the ID token is too long")]
    TooLong,
    /// Not header, claims and signature.
    #[error("the ID token does not have three parts")]
    NotThreeParts,
    /// A part is not base64url without padding.
    #[error("a part of the ID token is not base64url")]
    NotBase64,
    /// Header or claims are no JSON object.
    #[error("a part of the ID token is no JSON object")]
    NotJson,
    /// A member stands there twice.
    #[error("{0} stands twice in the ID token")]
    Twice(&'static str),
    /// The header names no algorithm.
    #[error("the ID token names no algorithm")]
    NoAlgorithm,
    /// `alg` is `none`.
    #[error("the ID token says it is not signed")]
    AlgorithmNone,
    /// The signature is empty.
    #[error("the ID token has no signature")]
    NoSignature,
    /// `crit` names an extension that is not understood (RFC 7515 section 4.1.11).
    #[error("the ID token needs an extension")]
    CriticalExtension,
    /// A claim that is needed is missing, empty, or of the wrong type.
    #[error("the ID token has no usable {0}")]
    NoClaim(&'static str),
    /// Another issuer, or the template of `common` as it is.
    #[error("the ID token comes from another issuer")]
    WrongIssuer,
    /// Another directory than the chosen one.
    #[error("the ID token is of another directory")]
    WrongDirectory {
        /// The directory it names.
        found: TenantId,
    },
    /// `aud` is not our application.
    #[error("the ID token is for another application")]
    WrongAudience,
    /// `aud` is a list, and `azp` is missing.
    #[error("the ID token is for several and does not say who asked")]
    NoAuthorizedParty,
    /// `azp` is not our application.
    #[error("the ID token was asked for by another application")]
    WrongAuthorizedParty,
    /// `nonce` is that of another attempt.
    #[error("the ID token belongs to another attempt")]
    WrongNonce,
    /// `exp` is past.
    #[error("the ID token has expired; the clocks differ by {difference} seconds")]
    Expired {
        /// Seconds this computer's clock is ahead of the provider's.
        difference: i64,
    },
    /// `nbf` is in the future.
    #[error("the ID token is not good yet; the clocks differ by {difference} seconds")]
    NotYet {
        /// Seconds this computer's clock is ahead of the provider's; negative when behind.
        difference: i64,
    },
    /// `iat` is in the future.
    #[error("the ID token was issued in the future; the clocks differ by {difference} seconds")]
    IssuedInFuture {
        /// Seconds this computer's clock is ahead of the provider's; negative when behind.
        difference: i64,
    },
    /// `iat` is too long ago for a token that was just asked for.
    #[error("the ID token was issued too long ago; the clocks differ by {difference} seconds")]
    IssuedLongAgo {
        /// Seconds this computer's clock is ahead of the provider's.
        difference: i64,
    },
}

impl IdentityFault {
    /// What kind of problem it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Expired { .. } | Self::NotYet { .. } | Self::IssuedInFuture { .. } | Self::IssuedLongAgo { .. } => {
                Kind::ClockWrong
            }
            Self::WrongDirectory { .. } => Kind::WrongDirectory,
            Self::TooLong
            | Self::NotThreeParts
            | Self::NotBase64
            | Self::NotJson
            | Self::Twice(_)
            | Self::NoAlgorithm
            | Self::AlgorithmNone
            | Self::NoSignature
            | Self::CriticalExtension
            | Self::NoClaim(_)
            | Self::WrongIssuer
            | Self::WrongAudience
            | Self::NoAuthorizedParty
            | Self::WrongAuthorizedParty
            | Self::WrongNonce => Kind::IdentityNotBelieved,
        }
    }

    /// Seconds this computer's clock is ahead of the provider's, where that is the fault.
    pub fn difference(&self) -> Option<i64> {
        match self {
            Self::Expired { difference }
            | Self::NotYet { difference }
            | Self::IssuedInFuture { difference }
            | Self::IssuedLongAgo { difference } => Some(*difference),
            Self::TooLong
            | Self::NotThreeParts
            | Self::NotBase64
            | Self::NotJson
            | Self::Twice(_)
            | Self::NoAlgorithm
            | Self::AlgorithmNone
            | Self::NoSignature
            | Self::CriticalExtension
            | Self::NoClaim(_)
            | Self::WrongIssuer
            | Self::WrongDirectory { .. }
            | Self::WrongAudience
            | Self::NoAuthorizedParty
            | Self::WrongAuthorizedParty
            | Self::WrongNonce => None,
        }
    }

    /// The problem for the person, naming the difference of the clocks or the directory found.
    pub fn problem(&self) -> Problem {
        let details = Details { chain: vec![self.to_string()], ..Details::default() };
        let problem = Problem::new(self.kind()).with_details(details);
        match (self.difference(), self) {
            (Some(difference), _) => problem.with(ValueName::Difference, difference.to_string()),
            (None, Self::WrongDirectory { found }) => problem.with(ValueName::Directory, found.as_str()),
            (None, _) => problem,
        }
    }
}
