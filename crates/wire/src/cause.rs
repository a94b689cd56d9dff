//! From the errors of the layers below to a cause: by their types, never by their words.

use std::{error::Error, io};

use jiff::Timestamp;
use rustls::{CertificateError, Error as TlsError, InvalidMessage, OtherError};
use rustls_pki_types::UnixTime;

use crate::{Cause, LookUpFault, certificate::Untrusted};

type AnyError = dyn Error + 'static;

/// Why no secured connection came about. `None` when nothing in the chain is known here: with a proxy, its refusal.
pub(crate) fn of_connecting(error: &AnyError, timed_out: bool) -> Option<Cause> {
    if let Some(fault) = find::<LookUpFault>(error) {
        return Some(of_look_up(*fault));
    }
    if let Some(tls) = find::<TlsError>(error) {
        return Some(of_tls(tls));
    }
    if timed_out {
        return Some(Cause::TimedOut);
    }
    find::<io::Error>(error).map(|io| of_io(io.kind()))
}

/// Why a conversation could not be encrypted. A certificate that is somebody else's is that, and no network's login page:
/// those stand before pages, not before mail.
pub(crate) fn of_encrypting(error: &AnyError) -> Cause {
    match find::<TlsError>(error) {
        Some(TlsError::InvalidMessage(_)) => Cause::NotEncrypted,
        Some(tls) => {
            Some(of_tls(tls)).filter(|cause| *cause != Cause::LoginPage).unwrap_or(Cause::CertificateOfAnother)
        }
        None => Cause::HandshakeCut,
    }
}

/// Why no answer began, on a connection that stood.
pub(crate) fn of_waiting(error: &AnyError) -> Cause {
    match find::<hyper::Error>(error) {
        Some(http) if http.is_parse_too_large() => Cause::AnswerTooLarge,
        Some(http) if http.is_parse() => Cause::AnswerUnreadable,
        Some(_) | None => Cause::Dropped,
    }
}

/// The chain of an error in technical words, outermost first, ten at most.
pub(crate) fn chain(error: &AnyError) -> Vec<String> {
    errors(error).map(|part| sendoff_problem::Details::words(&part.to_string())).take(10).collect()
}

pub(crate) fn of_look_up(fault: LookUpFault) -> Cause {
    match fault {
        LookUpFault::Unknown => Cause::NameUnknown,
        LookUpFault::NotAnswered => Cause::NameNotAnswered,
        LookUpFault::Offline => Cause::Offline,
        LookUpFault::Suspicious(_) => Cause::AddressSuspicious,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "kinds of io errors are open, and all others mean the same here")]
fn of_io(kind: io::ErrorKind) -> Cause {
    match kind {
        io::ErrorKind::ConnectionRefused => Cause::Refused,
        io::ErrorKind::TimedOut => Cause::TimedOut,
        io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::AddrNotAvailable => Cause::Offline,
        _ => Cause::HandshakeCut,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "rustls may add errors; all others mean that securing failed")]
fn of_tls(error: &TlsError) -> Cause {
    match error {
        TlsError::InvalidCertificate(refusal) => of_certificate(refusal),
        // What is no TLS record at all: something speaks plain text where the provider speaks TLS.
        TlsError::InvalidMessage(InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion) => {
            Cause::LoginPage
        }
        _ => Cause::NoCommonSecurity,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "rustls may add refusals; all others mean an unfit certificate")]
fn of_certificate(refusal: &CertificateError) -> Cause {
    match refusal {
        CertificateError::Other(OtherError(inner)) => of_untrusted(inner.downcast_ref()),
        CertificateError::UnknownIssuer => Cause::CertificateUntrusted { issuer: None },
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Cause::CertificateOfAnother
        }
        CertificateError::Expired => Cause::CertificateExpired { until: None },
        CertificateError::ExpiredContext { not_after, .. } => Cause::CertificateExpired { until: moment(*not_after) },
        CertificateError::NotValidYet => Cause::CertificateNotYet { since: None },
        CertificateError::NotValidYetContext { not_before, .. } => {
            Cause::CertificateNotYet { since: moment(*not_before) }
        }
        _ => Cause::CertificateUnfit,
    }
}

/// Somebody's own certificate for another name is what a network's login page shows; one for the right name is
/// what an inspecting proxy shows.
fn of_untrusted(untrusted: Option<&Untrusted>) -> Cause {
    match untrusted {
        Some(Untrusted { issuer, for_this_host: true }) => Cause::CertificateUntrusted { issuer: issuer.clone() },
        Some(Untrusted { for_this_host: false, .. }) => Cause::LoginPage,
        None => Cause::CertificateUnfit,
    }
}

fn moment(time: UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()
}

/// The first error of type `T` in the chain.
fn find<T: Error + 'static>(error: &AnyError) -> Option<&T> {
    errors(error).find_map(|part| part.downcast_ref())
}

/// The chain of an error. `io::Error` passes over the error it carries when asked for its source; it is not passed over here.
fn errors<'a>(error: &'a AnyError) -> impl Iterator<Item = &'a AnyError> {
    std::iter::successors(Some(error), |part: &&'a AnyError| below(*part)).take(32)
}

fn below(error: &AnyError) -> Option<&AnyError> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(carried) => Some(carried),
        None => error.source(),
    }
}
