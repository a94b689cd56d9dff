//! The table of refusals of mail servers: each row is reached, and the words of Exchange lead where they should.

use sendoff_problem::{Kind, Refusal, WhoActs};
use sendoff_recipes::{Recipes, ReplyCatalogue};
use sendoff_values::StepId;

const EXCHANGE: &str = include_str!("../../../recipes/errors/exchange.toml");

/// Code, words as Exchange gives them, and what they mean.
const SAID: &[(&str, &str, Kind)] = &[
    (
        "535",
        "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR10CA0101.EURPRD10.PROD.OUTLOOK.COM]",
        Kind::SmtpOffForOrganisation,
    ),
    (
        "535",
        "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.",
        Kind::SmtpOffForMailbox,
    ),
    (
        "535",
        "5.7.139 Authentication unsuccessful, the user credentials were incorrect. [AS4P190CA0056.EURP190.PROD.OUTLOOK.COM]",
        Kind::PasswordWrong,
    ),
    ("535", "5.7.139 Authentication unsuccessful, basic authentication is disabled.", Kind::PasswordSignInOff),
    (
        "535",
        "5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
        Kind::PasswordSignInOff,
    ),
    (
        "535",
        "5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
        Kind::PolicyStopped,
    ),
    ("535", "5.7.139 Authentication unsuccessful, user or tenant not allowed.", Kind::SmtpOffForMailbox),
    ("535", "5.7.139 Authentication unsuccessful, federated STS service was unreachable.", Kind::OwnSignInServerFailed),
    (
        "535",
        "5.7.139 Authentication unsuccessful, federated STS URL does not support HTTPS.",
        Kind::OwnSignInServerFailed,
    ),
    ("535", "5.7.139 Authentication unsuccessful, something new.", Kind::MailAccessRefused),
    ("535", "5.7.3 Authentication unsuccessful [BN0PR08CA0001.namprd08.prod.outlook.com]", Kind::MailAccessRefused),
    (
        "530",
        "5.7.57 Client not authenticated to send mail. [LO4P123CA0001.GBRP123.PROD.OUTLOOK.COM]",
        Kind::SignInNotCounted,
    ),
    (
        "530",
        "5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
        Kind::SmtpOffForOrganisation,
    ),
    ("550", "5.7.60 SMTP; Client does not have permissions to send as this sender", Kind::SendAsDenied),
    (
        "554",
        "5.2.252 SendAsDenied; office@harbour.example not allowed to send as sales@harbour.example",
        Kind::SendAsDenied,
    ),
    (
        "554",
        "5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message",
        Kind::SendAsDenied,
    ),
    ("554", "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException", Kind::SendingLimit),
    ("554", "5.2.0 STOREDRV.Submission.Exception:OutboundSpamException", Kind::SenderBlocked),
    ("554", "5.2.2 mailbox full", Kind::MailboxFull),
    (
        "432",
        "4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending",
        Kind::TooManyConnections,
    ),
    ("432", "4.3.2 STOREDRV.Deliver; recipient thread limit exceeded", Kind::ProviderBusy),
    ("454", "4.7.0 Temporary authentication failure.", Kind::ProviderBusy),
    ("550", "5.7.30 Basic authentication is not supported for Client Submission.", Kind::PasswordSignInOff),
    ("550", "5.1.8 Access denied, bad outbound sender", Kind::SenderBlocked),
    (
        "550",
        "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        Kind::RecipientRefused,
    ),
    ("550", "5.7.750 Unregistered domain", Kind::SenderDomainRefused),
    ("504", "5.7.4 Unrecognized authentication type", Kind::SignInNotOffered),
    ("BAD", "User is authenticated but not connected.", Kind::ReadingNotAllowed),
    ("NO", "AUTHENTICATE failed.", Kind::ReadingNotAllowed),
    ("NO", "LOGIN failed.", Kind::PasswordSignInOff),
    ("NO", "[AUTHENTICATIONFAILED] Authentication failed.", Kind::MailAccessRefused),
    ("NO", "[UNAVAILABLE] Temporary authentication failure.", Kind::ProviderBusy),
    ("-ERR", "Authentication failure: unknown user name or bad password.", Kind::ReadingNotAllowed),
    ("-ERR", "[AUTH] Authentication failed.", Kind::MailAccessRefused),
    ("-ERR", "[SYS/TEMP] Temporary authentication failure.", Kind::ProviderBusy),
    ("-ERR", "Protocol error. 14", Kind::ServerNotUnderstood),
];

#[test]
fn the_words_of_exchange_lead_where_they_should() {
    let recipes = Recipes::bundled().unwrap();
    for (code, words, kind) in SAID {
        let refusal = Refusal { code: code.parse().unwrap(), words };
        let meaning = recipes.replies().meaning(&refusal);
        assert_eq!(meaning.map(|(kind, _)| kind), Some(*kind), "{code} {words}");
        assert_eq!(sendoff_problem::kind_of_reply(recipes.replies().rules(), &refusal), Some(*kind));
    }
    for (code, words) in [("550", "5.7.13 x"), ("550", "no finer code"), ("NO", "no such mailbox"), ("-ERR", "no")] {
        let refusal = Refusal { code: code.parse().unwrap(), words };
        assert_eq!(recipes.replies().meaning(&refusal), None, "{code} {words}");
    }
}

/// A switch of Exchange is an administrator's to turn, and part of the mailbox's step.
#[test]
fn every_row_says_who_must_act_and_where() {
    let recipes = Recipes::bundled().unwrap();
    let switch = Refusal { code: "535".parse().unwrap(), words: SAID[0].1 };
    let (kind, step) = recipes.replies().meaning(&switch).unwrap();
    assert_eq!((kind.who_acts(), step), (WhoActs::ExchangeAdmin, Some(StepId::SmtpAuth)));
    assert!(recipes.replies().rules().len() >= 60, "{}", recipes.replies().rules().len());
}

#[test]
fn a_row_that_is_never_reached_or_names_no_source_is_refused() {
    let row = |code: &str, rest: &str| {
        format!(
            "{EXCHANGE}\n[[reply]]\ncode = \"{code}\"\nkind = \"maybe-sent\"\ntitle = \"Not so\"\nwho = \"you\"\n{rest}"
        )
    };
    for (text, says) in [
        (row("535", "finer = \"5.7.139\"\nsays = \"anything\"\nsource = \"field\"\n"), "always fits first"),
        (row("535", "finer = \"5.7.3\"\nsource = \"field\"\n"), "always fits first"),
        (row("250", "source = \"field\"\n"), "three digits"),
        (row("OK", "source = \"field\"\n"), "three digits"),
        (row("599", "source = \"hearsay\"\n"), "no such source"),
        (row("599", "says = \"Loud\"\nsource = \"field\"\n"), "lower case"),
        (row("599", "source = \"field\"\nfix = \"x\"\n"), "fix"),
    ] {
        let error = ReplyCatalogue::read("exchange.toml", &text).unwrap_err().to_string();
        assert!(error.contains(says) && error.starts_with("exchange.toml"), "{error}");
    }
}
