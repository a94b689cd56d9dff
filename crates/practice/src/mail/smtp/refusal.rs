//! What submission refuses, in Exchange's words (`exchange-smtp` in the catalogue of errors: public logs, and
//! smtp-submission-improvements for the tails of 5.7.139).

use super::gmail::Words;
use crate::directory::SmtpSwitch;
use crate::fault::Fault;
use thiserror::Error;

/// A refusal; its `Display` is the reply without the trace.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error("500 5.3.3 Unrecognized command")]
    UnknownCommand,
    #[error("501 5.5.4 Invalid arguments")]
    Syntax,
    #[error("500 5.5.2 Line too long, or not ended by CRLF")]
    Garbled,
    #[error("503 5.5.1 Bad sequence of commands")]
    Sequence,
    #[error("503 5.5.2 Send hello first")]
    HelloFirst,
    #[error("451 5.7.3 STARTTLS is required to send mail")]
    TlsFirst,
    #[error("504 5.7.4 Unrecognized authentication type")]
    Mechanism,
    #[error("501 5.7.0 Authentication cancelled")]
    Cancelled,
    #[error("535 5.7.3 Authentication unsuccessful")]
    Unsuccessful,
    #[error("535 5.7.139 Authentication unsuccessful, {0}")]
    Tail(&'static str),
    #[error("550 5.7.30 Basic authentication is not supported for Client Submission.")]
    BasicRetired,
    #[error("454 4.7.0 Temporary authentication failure")]
    Temporary,
    #[error("530 5.7.57 Client not authenticated to send mail.")]
    NotAuthenticated,
    #[error(
        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information."
    )]
    Busy,
    #[error("432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded")]
    RecipientBusy,
    #[error("451 4.7.500 Server busy. Please try again later")]
    HeldUp,
    #[error("452 4.5.3 Too many recipients")]
    Recipients,
    #[error("550 5.7.60 SMTP; Client does not have permissions to send as this sender")]
    SendAs,
    #[error(
        "554 5.2.252 SendAsDenied; {mailbox} not allowed to send as {from}; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception"
    )]
    Submission { mailbox: String, from: String },
    #[error(
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception"
    )]
    Quota,
    #[error("550 5.1.8 Access denied, bad outbound sender")]
    Restricted,
    #[error(
        "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded"
    )]
    MailboxFull,
    #[error("550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP")]
    Reputation,
    #[error("552 5.3.4 Message size exceeds fixed maximum message size")]
    TooLarge,
    #[error("550 5.6.0 M2MCVT.StorageError; the content is not a message")]
    NotMime,
    #[error("{0:?}")]
    Gmail(Words),
}

/// Faults that stop a sign-in whatever its token is.
pub(super) fn of_sign_in() -> [(Fault, Refusal); 10] {
    [
        (Fault::SmtpTemporary, Refusal::Temporary),
        (Fault::SmtpRefused, Refusal::Unsuccessful),
        (Fault::SmtpSecurityDefaults, Refusal::Tail(SECURITY_DEFAULTS)),
        (Fault::SmtpBasicDisabled, Refusal::BASIC_DISABLED),
        (
            Fault::SmtpCriteria,
            Refusal::Tail(
                "the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
            ),
        ),
        (Fault::SmtpCredentials, Refusal::Tail("the user credentials were incorrect.")),
        (Fault::SmtpNotAllowed, Refusal::Tail("user or tenant not allowed.")),
        (Fault::SmtpFederationDown, Refusal::Tail("the request failed because federated STS service was unreachable.")),
        (
            Fault::SmtpFederationInsecure,
            Refusal::Tail("the request failed because the federated STS URL does not support HTTPS."),
        ),
        (Fault::SmtpBasicRetired, Refusal::BasicRetired),
    ]
}

/// Faults that stop a message at its sender.
pub(super) fn of_sender() -> [(Fault, Refusal); 2] {
    [(Fault::SmtpNotAuthenticated, Refusal::NotAuthenticated), (Fault::SmtpBusy, Refusal::Busy)]
}

/// Faults that stop a message after it was read.
pub(super) fn of_message(mailbox: &str, from: &str) -> [(Fault, Refusal); 8] {
    let submission = Refusal::Submission { mailbox: mailbox.to_owned(), from: from.to_owned() };
    [
        (Fault::SmtpRecipientBusy, Refusal::RecipientBusy),
        (Fault::SmtpHeldUp, Refusal::HeldUp),
        (Fault::SmtpSendAsDenied, Refusal::SendAs),
        (Fault::SmtpSubmissionDenied, submission),
        (Fault::SmtpQuota, Refusal::Quota),
        (Fault::SmtpRestricted, Refusal::Restricted),
        (Fault::SmtpMailboxFull, Refusal::MailboxFull),
        (Fault::SmtpReputation, Refusal::Reputation),
    ]
}

const SECURITY_DEFAULTS: &str =
    "user is locked by your organization's security defaults policy. Contact your administrator.";
const MORE: &str = "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.";
const MORE_MAILBOX: &str = "SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.";

impl Refusal {
    /// What a password gets.
    pub(super) const BASIC_DISABLED: Self = Self::Tail("basic authentication is disabled.");

    /// A switch is off.
    pub(super) fn switched_off(switch: SmtpSwitch) -> Self {
        Self::Tail(if switch == SmtpSwitch::OffForMailbox { MORE_MAILBOX } else { MORE })
    }

    /// Whether the connection ends with it.
    pub(super) fn ends(&self) -> bool {
        match self {
            Self::Garbled => true,
            Self::Gmail(words) => words.ends(),
            Self::UnknownCommand
            | Self::Syntax
            | Self::Sequence
            | Self::HelloFirst
            | Self::TlsFirst
            | Self::Mechanism
            | Self::Cancelled
            | Self::Unsuccessful
            | Self::Tail(_)
            | Self::BasicRetired
            | Self::Temporary
            | Self::NotAuthenticated
            | Self::Busy
            | Self::RecipientBusy
            | Self::HeldUp
            | Self::Recipients
            | Self::SendAs
            | Self::Submission { .. }
            | Self::Quota
            | Self::Restricted
            | Self::MailboxFull
            | Self::Reputation
            | Self::TooLarge
            | Self::NotMime => false,
        }
    }
}
