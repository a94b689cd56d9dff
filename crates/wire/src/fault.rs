//! What stood between a request and its answer, as a closed type.

use std::fmt;

use jiff::Timestamp;
use sendoff_problem::{Details, Kind, Problem, ValueName};

/// One request that brought no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireFault {
    /// What it was.
    pub cause: Cause,
    /// The host it happened with: the one asked, or the proxy where the proxy could not be reached.
    pub host: String,
    /// Whether the request may have had an effect.
    pub counted: Counted,
    /// HTTP status, where the answer had got so far.
    pub status: Option<u16>,
    /// The causes below, outermost first, in technical words; no URL, no secret.
    pub chain: Vec<String>,
}

/// Whether a request that failed may have had an effect at the other end.
///
/// Known from the moment at which the bytes of the body were handed to the encrypted connection: before it, nobody
/// can have received a whole request. A request without a body only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It had none: it only reads, or its body never left.
    No,
    /// Nobody here can know. It must not be sent again without the person.
    Maybe,
}

/// The causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The URL is none of the allowed hosts; nothing was sent.
    HostNotAllowed,
    /// The name does not exist.
    NameUnknown,
    /// The look-up failed or took too long.
    NameNotAnswered,
    /// A provider's name leads to this computer or to a private network.
    AddressSuspicious,
    /// This computer has no way to the network.
    Offline,
    /// The connection was refused.
    Refused,
    /// No secure connection within the limit.
    TimedOut,
    /// The certificate's issuer is not trusted. `issuer` as the certificate names it.
    CertificateUntrusted {
        /// The issuer's common name or organisation, if it has one.
        issuer: Option<String>,
    },
    /// The certificate is trusted, but for another host.
    CertificateOfAnother,
    /// The certificate ended then.
    CertificateExpired {
        /// Its last moment.
        until: Option<Timestamp>,
    },
    /// The certificate begins then.
    CertificateNotYet {
        /// Its first moment.
        since: Option<Timestamp>,
    },
    /// The certificate is broken, revoked or meant for something else.
    CertificateUnfit,
    /// Both sides have no TLS version or cipher in common, or the other side broke off with an alert.
    NoCommonSecurity,
    /// The connection ended in the middle of the TLS handshake.
    HandshakeCut,
    /// A page of the network is in the way: plain text where TLS should be, somebody else's certificate for another
    /// name, a 200 with HTML, or a redirect to another host.
    LoginPage,
    /// The proxy wants a name and password (407).
    ProxyAsks,
    /// The proxy does not let the connection through, or is of a kind that cannot be used.
    ProxyRefused,
    /// The connection ended before an answer began.
    Dropped,
    /// The answer ended too early.
    AnswerCut,
    /// The answer is larger than the limit.
    AnswerTooLarge,
    /// The answer did not end in time.
    AnswerTooSlow,
    /// The answer is a redirect, which is never followed.
    AnswerRedirects,
    /// The answer has no body where one is needed.
    AnswerEmpty,
    /// The answer is not HTTP, or its body not the JSON it should be.
    AnswerUnreadable,
    /// In a conversation, plain text came where encryption should begin.
    NotEncrypted,
    /// In a conversation, a line or a reply is longer than the limit.
    SaidTooMuch,
}

impl Cause {
    /// What the person will be told.
    pub fn kind(&self) -> Kind {
        match self {
            Self::HostNotAllowed => Kind::HostNotAllowed,
            Self::NameUnknown => Kind::NameUnknown,
            Self::NameNotAnswered => Kind::NameNotAnswered,
            Self::AddressSuspicious => Kind::AddressSuspicious,
            Self::Offline => Kind::Offline,
            Self::Refused => Kind::ConnectionRefused,
            Self::TimedOut => Kind::ConnectionTimedOut,
            Self::CertificateUntrusted { .. } => Kind::CertificateUntrusted,
            Self::CertificateOfAnother => Kind::CertificateOfAnother,
            Self::CertificateExpired { .. } => Kind::CertificateExpired,
            Self::CertificateNotYet { .. } => Kind::CertificateNotYet,
            Self::CertificateUnfit | Self::NoCommonSecurity | Self::HandshakeCut => Kind::SecuringFailed,
            Self::LoginPage => Kind::LoginPageInTheWay,
            Self::ProxyAsks => Kind::ProxyAsks,
            Self::ProxyRefused => Kind::ProxyRefused,
            Self::Dropped => Kind::ConnectionDropped,
            Self::AnswerCut => Kind::AnswerCut,
            Self::AnswerTooLarge | Self::SaidTooMuch => Kind::AnswerTooLarge,
            Self::AnswerTooSlow => Kind::AnswerTooSlow,
            Self::AnswerRedirects => Kind::AnswerRedirects,
            Self::AnswerEmpty => Kind::AnswerEmpty,
            Self::AnswerUnreadable => Kind::AnswerNotJson,
            Self::NotEncrypted => Kind::EncryptionNotOffered,
        }
    }
}

impl Cause {
    /// What its sentence names besides the host.
    fn value(&self) -> Option<(ValueName, String)> {
        if let Self::CertificateUntrusted { issuer } = self {
            issuer.clone().map(|issuer| (ValueName::Issuer, issuer))
        } else if let Self::CertificateExpired { until: at } | Self::CertificateNotYet { since: at } = self {
            at.map(|at| (ValueName::Day, day(at)))
        } else {
            None
        }
    }
}

impl WireFault {
    /// A fault with nothing more to say: nothing was sent.
    pub(crate) fn unsent(cause: Cause, host: &str) -> Self {
        Self { cause, host: host.to_owned(), counted: Counted::No, status: None, chain: Vec::new() }
    }

    /// Whether one silent repeat is right: the connection broke, and nothing can have come of it (ux-spec.md 9).
    pub fn may_repeat(&self) -> bool {
        self.counted == Counted::No && matches!(self.cause, Cause::Dropped | Cause::HandshakeCut)
    }

    /// What the person is told. Where the connection broke after the request had left, it is
    /// [`Kind::OutcomeUnknown`] for a drop or a time-out; other kinds keep their own word.
    pub fn kind(&self) -> Kind {
        match (&self.cause, self.counted) {
            (Cause::Dropped | Cause::AnswerTooSlow | Cause::AnswerCut, Counted::Maybe) => Kind::OutcomeUnknown,
            (cause, _) => cause.kind(),
        }
    }

    fn details(&self) -> Details {
        Details { status: self.status, chain: self.chain.clone(), ..Details::default() }
    }
}

impl From<WireFault> for Problem {
    fn from(fault: WireFault) -> Self {
        let named = fault.cause.value();
        let problem = Problem::new(fault.kind()).with_details(fault.details());
        let problem = problem.with(ValueName::Host, fault.host);
        named.into_iter().fold(problem, |problem, (name, value)| problem.with(name, value))
    }
}

fn day(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

impl fmt::Display for WireFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.kind().as_str(), self.host)
    }
}

impl std::error::Error for WireFault {}
