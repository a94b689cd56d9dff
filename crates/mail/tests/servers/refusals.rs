//! Refusals in the words of Exchange Online and of the standards, each by its name; and those nobody has heard of.

use sendoff_problem::Kind;

use crate::{
    protocols::Protocol,
    run::{Ends, Row, row},
    stub::Fault,
};

/// Point, what the server says, what it means.
const SMTP: &[(&str, &str, Kind)] = &[
    ("greeting", "554 5.7.1 No service here\r\n", Kind::ServerTurnedAway),
    ("greeting", "451 4.7.500 Server busy. Please try again later\r\n", Kind::ProviderBusy),
    ("ehlo", "501 5.5.4 Invalid domain name\r\n", Kind::ServerNotUnderstood),
    ("ehlo", "554 5.5.1 No\r\n", Kind::ServerTurnedAway),
    (
        "auth",
        "535 5.7.3 Authentication unsuccessful [AM0PR10CA0101.EURPRD10.PROD.OUTLOOK.COM]\r\n",
        Kind::MailAccessRefused,
    ),
    (
        "auth",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.\r\n",
        Kind::SmtpOffForOrganisation,
    ),
    (
        "auth",
        "535-5.7.139 Authentication unsuccessful,\r\n535 SmtpClientAuthentication is disabled for the Mailbox.\r\n",
        Kind::SmtpOffForMailbox,
    ),
    ("auth", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.\r\n", Kind::PasswordSignInOff),
    (
        "auth",
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.\r\n",
        Kind::PasswordSignInOff,
    ),
    (
        "auth",
        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.\r\n",
        Kind::PolicyStopped,
    ),
    ("auth", "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.\r\n", Kind::PasswordWrong),
    ("auth", "535 5.7.139 Authentication unsuccessful, user or tenant not allowed.\r\n", Kind::SmtpOffForMailbox),
    (
        "auth",
        "535 5.7.139 Authentication unsuccessful, federated STS service was unreachable.\r\n",
        Kind::OwnSignInServerFailed,
    ),
    (
        "auth",
        "535 5.7.139 Authentication unsuccessful, federated STS URL does not support HTTPS.\r\n",
        Kind::OwnSignInServerFailed,
    ),
    ("auth", "535 5.7.139 Authentication unsuccessful, for a new reason.\r\n", Kind::MailAccessRefused),
    ("auth", "535 refused without a finer code\r\n", Kind::MailAccessRefused),
    ("auth", "504 5.7.4 Unrecognized authentication type\r\n", Kind::SignInNotOffered),
    ("auth", "454 4.7.0 Temporary authentication failure\r\n", Kind::ProviderBusy),
    ("auth", "550 5.7.30 Basic authentication is not supported for Client Submission.\r\n", Kind::PasswordSignInOff),
    ("auth", "432 4.3.2 Concurrent connections limit exceeded.\r\n", Kind::TooManyConnections),
    ("auth", "500 5.3.3 Unrecognized command\r\n", Kind::MailAccessRefused),
    ("sender", "530 5.7.57 Client not authenticated to send mail.\r\n", Kind::SignInNotCounted),
    (
        "sender",
        "530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.\r\n",
        Kind::SmtpOffForOrganisation,
    ),
    ("sender", "550 5.7.60 SMTP; Client does not have permissions to send as this sender\r\n", Kind::SendAsDenied),
    ("sender", "550 5.1.8 Access denied, bad outbound sender\r\n", Kind::SenderBlocked),
    ("sender", "432 4.3.2 Concurrent connections limit exceeded.\r\n", Kind::TooManyConnections),
    ("sender", "552 5.3.4 Message size exceeds fixed maximum\r\n", Kind::MessageRefused),
    ("sender", "451 4.0.0 Later\r\n", Kind::ProviderBusy),
    ("recipient", "550 5.1.10 RESOLVER.ADR.RecipientNotFound\r\n", Kind::RecipientRefused),
    ("recipient", "550 5.4.1 Recipient address rejected: Access denied\r\n", Kind::RecipientRefused),
    ("recipient", "550 5.7.1 Unable to relay\r\n", Kind::RecipientRefused),
    ("recipient", "550 5.7.750 Unregistered domain\r\n", Kind::SenderDomainRefused),
    ("recipient", "501 no finer code\r\n", Kind::RecipientRefused),
    ("recipient", "450 4.2.1 Later\r\n", Kind::ProviderBusy),
    (
        "data",
        "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.\r\n",
        Kind::SenderBlocked,
    ),
    ("data", "503 5.5.1 Bad sequence\r\n", Kind::MessageRefused),
    (
        "recipient",
        "553 5.7.1 <a@b.example>: Sender address rejected: not owned by user c@b.example\r\n",
        Kind::SendAsDenied,
    ),
    ("recipient", "553 5.7.1 for a new reason\r\n", Kind::RecipientRefused),
    ("recipient", "552 5.2.2 Mailbox is full\r\n", Kind::MailboxFull),
    ("message", "550 5.7.60 SMTP; Client does not have permissions to send as this sender\r\n", Kind::SendAsDenied),
    ("message", "554 5.2.252 SendAsDenied; office not allowed to send as sales\r\n", Kind::SendAsDenied),
    (
        "message",
        "554-5.2.0 STOREDRV.Submission.Exception:\r\n554 5.2.0 SendAsDeniedException.MapiExceptionSendAsDenied\r\n",
        Kind::SendAsDenied,
    ),
    ("message", "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException\r\n", Kind::SendingLimit),
    ("message", "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException\r\n", Kind::SenderBlocked),
    ("message", "554 5.2.2 mailbox full; MapiExceptionShutoffQuotaExceeded\r\n", Kind::MailboxFull),
    ("message", "550 5.7.501 Access denied, spam abuse detected\r\n", Kind::SenderBlocked),
    ("message", "550 5.7.705 Access denied, tenant has exceeded threshold\r\n", Kind::SenderBlocked),
    ("message", "550 5.7.509 Access denied, sending domain does not pass DMARC\r\n", Kind::SenderDomainRefused),
    ("message", "550 5.7.233 Tenant limit of external recipients\r\n", Kind::SendingLimit),
    ("message", "432 4.3.2 STOREDRV; recipient thread limit exceeded\r\n", Kind::ProviderBusy),
    ("message", "550 no finer code\r\n", Kind::MessageRefused),
    ("message", "452 4.3.1 Insufficient system resources\r\n", Kind::ProviderBusy),
];

const IMAP: &[(&str, &str, Kind)] = &[
    ("auth", "{tag} NO AUTHENTICATE failed.\r\n", Kind::ReadingNotAllowed),
    ("auth", "{tag} NO [AUTHENTICATIONFAILED] Authentication failed.\r\n", Kind::MailAccessRefused),
    ("auth", "{tag} NO [AUTHORIZATIONFAILED] Not this mailbox\r\n", Kind::ReadingNotAllowed),
    ("auth", "{tag} NO [UNAVAILABLE] Temporary authentication failure.\r\n", Kind::ProviderBusy),
    ("auth", "{tag} NO [EXPIRED] Too old\r\n", Kind::AccessRefused),
    ("auth", "{tag} NO [LIMIT] Too many\r\n", Kind::TooManyConnections),
    ("auth", "{tag} NO for a new reason\r\n", Kind::MailAccessRefused),
    ("auth", "{tag} NO\r\n", Kind::MailAccessRefused),
    ("auth", "{tag} BAD User is authenticated but not connected.\r\n", Kind::ReadingNotAllowed),
    ("examine", "{tag} BAD User is authenticated but not connected.\r\n", Kind::ReadingNotAllowed),
    ("examine", "{tag} NO User is authenticated but not connected.\r\n", Kind::ReadingNotAllowed),
    ("examine", "{tag} NO [NONEXISTENT] Unknown\r\n", Kind::MailboxNotFound),
    ("examine", "{tag} NO [INUSE] Later\r\n", Kind::ProviderBusy),
    ("examine", "{tag} NO for a new reason\r\n", Kind::ReadingNotAllowed),
    ("fetch", "{tag} NO The specified message set is wrong.\r\n", Kind::ReadingNotAllowed),
    ("capability", "{tag} NO\r\n", Kind::ServerNotUnderstood),
];

const POP: &[(&str, &str, Kind)] = &[
    ("greeting", "-ERR Too busy\r\n", Kind::ServerTurnedAway),
    ("greeting", "-ERR [SYS/TEMP] Later\r\n", Kind::ProviderBusy),
    ("capa", "-ERR Unknown command\r\n", Kind::SignInNotOffered),
    ("auth", "-ERR Protocol error. 14\r\n", Kind::ServerNotUnderstood),
    ("auth", "-ERR Unknown mechanism\r\n", Kind::MailAccessRefused),
    ("answer", "-ERR Authentication failure: unknown user name or bad password.\r\n", Kind::ReadingNotAllowed),
    ("answer", "-ERR [AUTH] Authentication failed.\r\n", Kind::MailAccessRefused),
    ("answer", "-ERR [SYS/TEMP] Temporary authentication failure.\r\n", Kind::ProviderBusy),
    ("answer", "-ERR [IN-USE] Locked\r\n", Kind::ProviderBusy),
    ("answer", "-ERR\r\n", Kind::MailAccessRefused),
    // What Dovecot says unasked when it cannot open the mailbox of somebody it let in.
    ("answer", "+OK Logged in.\r\n-ERR [SYS/TEMP] Internal error occurred.\r\n", Kind::ProviderBusy),
    ("stat", "-ERR [SYS/PERM] No\r\n", Kind::ReadingNotAllowed),
    ("stat", "-ERR for a new reason\r\n", Kind::ReadingNotAllowed),
    ("top", "-ERR no such message\r\n", Kind::ReadingNotAllowed),
];

pub(crate) fn rows() -> Vec<Row> {
    let of = |protocol: Protocol, table: &'static [(&str, &str, Kind)]| {
        table.iter().map(move |(at, says, kind)| row(protocol, at, Fault::Says(says), Ends::With(*kind)))
    };
    of(Protocol::Smtps, SMTP).chain(of(Protocol::Imap, IMAP)).chain(of(Protocol::Pop3, POP)).collect()
}
