//! Signing in: reasons that come as a challenge, long answers, mechanisms that are not offered, and servers that send back
//! what they were sent.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_mail::Mechanism;
use sendoff_problem::Kind;

use crate::{
    protocols::Protocol,
    run::{Ends, Row, TOKEN, Token, row, run_row, scripted},
    stub::{Fault, Hears, turn},
};

const REASON: &str = r#"{"status":"401","schemes":"bearer","scope":"https://outlook.office.com/SMTP.Send"}"#;
const OFFERS_BEARER: &str = "250-mail.test\r\n250 AUTH XOAUTH2 OAUTHBEARER\r\n";

pub(crate) fn rows() -> Vec<Row> {
    [reasons(), long_answers(), not_offered(), echoes()].concat()
}

/// After these words at the point of access, the server hears one line more and says those.
fn challenged(protocol: Protocol, at: &'static str, challenge: &str, then: &str, ends: Ends) -> Row {
    let script = protocol.script().saying(at, challenge).then(at, turn("challenged", Hears::Line, then));
    scripted(protocol, script, ends)
}

fn bearer(row: Row) -> Row {
    Row { mechanisms: &[Mechanism::Oauthbearer], script: row.script.saying("ehlo", OFFERS_BEARER), ..row }
}

fn reasons() -> Vec<Row> {
    let reason = STANDARD.encode(REASON);
    let repeating = STANDARD.encode(format!(r#"{{"status":"{TOKEN}","scope":"Bearer {TOKEN}"}}"#));
    let refused = Ends::With(Kind::MailAccessRefused);
    let off = Ends::With(Kind::SmtpOffForOrganisation);
    let not_understood = Ends::With(Kind::ServerNotUnderstood);
    let tenant = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.\r\n";
    let smtp = |challenge: &str, then: &str, ends| challenged(Protocol::Smtps, "auth", challenge, then, ends);
    let told = format!("334 {reason}\r\n");
    let mut rows = vec![
        smtp(&told, "535 5.7.3 Authentication unsuccessful\r\n", refused),
        smtp(&told, tenant, off),
        smtp(&format!("334 {repeating}\r\n"), "535 5.7.3 Authentication unsuccessful\r\n", refused),
        smtp(&told, "235 2.7.0 Authentication successful\r\n", not_understood),
        smtp(&told, "250 2.0.0 OK\r\n", not_understood),
        smtp("334 VXNlcm5hbWU6\r\n", "501 5.7.0 Authentication cancelled\r\n", refused),
        smtp("334 \r\n", "501 5.7.0 Authentication cancelled\r\n", refused),
        smtp("334 VXNlcm5hbWU6\r\n", "235 2.7.0 Authentication successful\r\n", not_understood),
        row(Protocol::Smtps, "auth", Fault::Repeats("334 \r\n"), not_understood),
        bearer(smtp(&told, "535 5.7.3 Authentication unsuccessful\r\n", refused)),
        bearer(smtp(&told, "235 2.7.0 Authentication successful\r\n", not_understood)),
        bearer(scripted(Protocol::Smtps, Protocol::Smtps.script(), Ends::Well)),
        challenged(
            Protocol::Imap,
            "auth",
            &format!("+ {reason}\r\n"),
            "a2 NO AUTHENTICATE failed.\r\n",
            Ends::With(Kind::ReadingNotAllowed),
        ),
        challenged(Protocol::Imap, "auth", &format!("+ {reason}\r\n"), "a2 OK come in\r\n", not_understood),
        challenged(Protocol::Imap, "auth", &format!("+ {repeating}\r\n"), "a2 NO no\r\n", refused),
        challenged(Protocol::Imap, "auth", "+ more?\r\n", "a2 BAD cancelled\r\n", not_understood),
        challenged(Protocol::Pop3, "answer", &format!("+ {reason}\r\n"), "-ERR [AUTH] no\r\n", refused),
        challenged(Protocol::Pop3, "answer", &format!("+ {reason}\r\n"), "+OK come in\r\n", not_understood),
        challenged(Protocol::Pop3, "answer", &format!("+ {repeating}\r\n"), "-ERR no\r\n", refused),
    ];
    let mut endless = Protocol::Smtps.script();
    for _ in 0..12 {
        endless = endless.saying("auth", &told).then("auth", turn("again", Hears::Line, &told));
    }
    rows.push(scripted(Protocol::Smtps, endless, not_understood));
    rows
}

/// The long answer waits for the server; a server that does not wait for it, or accepts without it, accepted nothing.
fn long_answers() -> Vec<Row> {
    let long = |row: Row| Row { token: Token::Long, ..row };
    let smtp = Protocol::Smtps.script().saying("auth", "334 \r\n");
    let smtp = smtp.then("auth", turn("answer", Hears::Line, "235 2.7.0 Authentication successful\r\n"));
    let imap = Protocol::Imap.script().saying("auth", "+ \r\n");
    let imap = imap.then("auth", turn("answer", Hears::Line, "a2 OK AUTHENTICATE completed.\r\n"));
    let without = "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n{tag} OK\r\n";
    let not_understood = Ends::With(Kind::ServerNotUnderstood);
    vec![
        long(scripted(Protocol::Smtps, smtp.clone(), Ends::Well)),
        long(scripted(
            Protocol::Smtps,
            smtp.clone().saying("answer", "535 5.7.3 no\r\n"),
            Ends::With(Kind::MailAccessRefused),
        )),
        long(scripted(Protocol::Smtps, smtp.saying("auth", "334 \r\n235 in already\r\n"), not_understood)),
        long(scripted(Protocol::Smtps, Protocol::Smtps.script(), not_understood)),
        long(scripted(Protocol::Imap, imap.clone(), Ends::Well)),
        long(scripted(Protocol::Imap, Protocol::Imap.script(), not_understood)),
        long(scripted(Protocol::Pop3, Protocol::Pop3.script(), Ends::Well)),
        scripted(Protocol::Imap, imap.saying("capability", without), Ends::Well),
        scripted(Protocol::Imap, Protocol::Imap.script().saying("capability", without), not_understood),
    ]
}

fn not_offered() -> Vec<Row> {
    let not_offered = Ends::With(Kind::SignInNotOffered);
    let offering =
        |protocol: Protocol, at: &str, says: &str| scripted(protocol, protocol.script().saying(at, says), not_offered);
    vec![
        offering(Protocol::Smtps, "ehlo", "250 mail.test\r\n"),
        offering(Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH LOGIN PLAIN\r\n"),
        offering(Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH XOAUTH\r\n"),
        offering(Protocol::Smtp, "ehlo", "250-mail.test\r\n250 AUTH LOGIN PLAIN OAUTHBEARER\r\n"),
        offering(Protocol::Imap, "capability", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK\r\n"),
        offering(Protocol::Imap, "capability", "{tag} OK nothing\r\n"),
        offering(Protocol::Imap, "capability", "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2X\r\n{tag} OK\r\n"),
        offering(Protocol::Pop3, "capa", "+OK\r\nUSER\r\nSASL PLAIN\r\n.\r\n"),
        offering(Protocol::Pop3, "capa", "+OK\r\n.\r\n"),
    ]
}

fn echoes() -> Vec<Row> {
    let refused = Ends::With(Kind::MailAccessRefused);
    let too_large = Ends::With(Kind::AnswerTooLarge);
    let long = |row: Row| Row { token: Token::Long, ..row };
    vec![
        row(Protocol::Smtps, "auth", Fault::Echoes("535 5.7.3 "), refused),
        row(Protocol::Smtps, "auth", Fault::Echoes("235 "), Ends::Well),
        row(Protocol::Smtps, "auth", Fault::Echoes("what? "), Ends::With(Kind::ServerNotUnderstood)),
        row(Protocol::Imap, "auth", Fault::Echoes("{tag} NO "), refused),
        row(Protocol::Imap, "auth", Fault::Echoes("* BYE "), Ends::With(Kind::ServerTurnedAway)),
        row(Protocol::Imap, "auth", Fault::Echoes("{tag} OK "), Ends::Well),
        row(Protocol::Pop3, "answer", Fault::Echoes("-ERR "), refused),
        row(Protocol::Pop3, "answer", Fault::Echoes("+OK "), Ends::Well),
        long(row(Protocol::Pop3, "answer", Fault::Echoes("-ERR "), too_large)),
    ]
}

/// Of a server nothing is known but what it offers: the standard's mechanism where that is offered, else the other one.
#[tokio::test]
async fn the_mechanism_is_taken_from_what_the_server_offers() {
    for (protocol, at, says, named) in [
        (Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH XOAUTH2 OAUTHBEARER\r\n", "AUTH OAUTHBEARER "),
        (Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH PLAIN XOAUTH2\r\n", "AUTH XOAUTH2 "),
        (
            Protocol::Imap,
            "capability",
            "* CAPABILITY AUTH=OAUTHBEARER SASL-IR\r\n{tag} OK\r\n",
            "AUTHENTICATE OAUTHBEARER ",
        ),
        (Protocol::Imap, "capability", "* CAPABILITY AUTH=XOAUTH2 SASL-IR\r\n{tag} OK\r\n", "AUTHENTICATE XOAUTH2 "),
        (Protocol::Pop3, "capa", "+OK\r\nSASL PLAIN OAUTHBEARER\r\n.\r\n", "AUTH OAUTHBEARER\r\n"),
        (Protocol::Pop3, "capa", "+OK\r\nSASL XOAUTH2\r\n.\r\n", "AUTH XOAUTH2\r\n"),
    ] {
        let row = scripted(protocol, protocol.script().saying(at, says), Ends::Well);
        let ran = run_row(&Row { mechanisms: Mechanism::ALL, ..row }).await;
        assert!(ran.heard.encrypted.contains(named), "{named}: {:?} {}", ran.heard.encrypted, ran.told);
    }
}

/// A reason is heard as each mechanism wants it heard, and stands under the refusal's details.
#[tokio::test]
async fn a_reason_is_heard_and_the_refusal_itself_waited_for() {
    let told = format!("334 {}\r\n", STANDARD.encode(REASON));
    let row = challenged(Protocol::Smtps, "auth", &told, "535 5.7.3 Authentication unsuccessful\r\n", Ends::Well);
    for (row, heard) in [(row.clone(), "\r\n\r\n"), (bearer(row), "\r\nAQ==\r\n")] {
        let ran = run_row(&row).await;
        assert!(ran.heard.encrypted.ends_with(heard), "{:?}", ran.heard.encrypted);
        let problem = ran.problem.unwrap();
        assert_eq!(problem.details.code.as_deref(), Some("535 5.7.3"));
        let reason = "status: 401, schemes: bearer, scope: https://outlook.office.com/SMTP.Send";
        assert_eq!(problem.details.chain, [reason]);
    }
}
