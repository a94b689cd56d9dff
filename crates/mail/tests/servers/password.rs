//! A password made for an application: shown once, by PLAIN, to a server that encrypts, and found nowhere afterwards.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_problem::Kind;

use crate::{
    protocols::Protocol,
    run::{Ends, MAILBOX, PASSWORD, Row, Token, run_row, scripted},
    stub::{Fault, Hears, Script, turn},
};

const SMTP: &str =
    "250-mail.test\r\n250-AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH\r\n250 8BITMIME\r\n";
const IMAP: &str = "* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=OAUTHBEARER\r\n{tag} OK\r\n";

/// The conversation that goes well with a password.
fn script(protocol: Protocol) -> Script {
    match protocol {
        Protocol::Smtp | Protocol::Smtps => protocol.script().saying("ehlo", SMTP),
        Protocol::Imap => protocol.script().saying("capability", IMAP),
        Protocol::Pop3 => protocol.script(),
    }
}

fn of(protocol: Protocol, script: Script, ends: Ends) -> Row {
    Row { token: Token::Password, ..scripted(protocol, script, ends) }
}

fn with(protocol: Protocol, at: &'static str, fault: Fault, ends: Ends) -> Row {
    of(protocol, Script { fault: Some((at, fault)), ..script(protocol) }, ends)
}

/// After these words at the point of access, the server hears one line more and says those.
fn asked_on(protocol: Protocol, at: &'static str, challenge: &str, then: &str, ends: Ends) -> Row {
    of(protocol, script(protocol).saying(at, challenge).then(at, turn("asked on", Hears::Line, then)), ends)
}

pub(crate) fn rows() -> Vec<Row> {
    [taken(), not_offered(), in_the_open(), asking_on(), echoes()].concat()
}

fn taken() -> Vec<Row> {
    let all = [Protocol::Smtp, Protocol::Smtps, Protocol::Imap, Protocol::Pop3];
    let well = all.map(|protocol| of(protocol, script(protocol), Ends::Well));
    let slower = "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK\r\n";
    let imap = script(Protocol::Imap).saying("capability", slower).saying("auth", "+ \r\n");
    let imap = imap.then("auth", turn("answer", Hears::Line, "a2 OK AUTHENTICATE completed.\r\n"));
    well.into_iter().chain([of(Protocol::Imap, imap, Ends::Well)]).collect()
}

/// What asks for more than a line of base64, or less than encryption, is never gone along with.
fn not_offered() -> Vec<Row> {
    let not_offered = Ends::With(Kind::SignInNotOffered);
    let offering = |protocol: Protocol, at, says: &str| of(protocol, script(protocol).saying(at, says), not_offered);
    vec![
        offering(Protocol::Smtp, "ehlo", "250-mail.test\r\n250 AUTH LOGIN CRAM-MD5 DIGEST-MD5 NTLM GSSAPI\r\n"),
        offering(Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH XOAUTH2 OAUTHBEARER PLAIN-CLIENTTOKEN\r\n"),
        offering(Protocol::Smtps, "ehlo", "250-mail.test\r\n250 AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-1\r\n"),
        offering(Protocol::Smtps, "ehlo", "250-mail.test\r\n250 XAUTH PLAIN\r\n"),
        offering(Protocol::Imap, "capability", "* CAPABILITY IMAP4rev1 AUTH=CRAM-MD5 LOGIN\r\n{tag} OK\r\n"),
        offering(Protocol::Imap, "capability", "* CAPABILITY IMAP4rev1 AUTH=PLAIN-CLIENTTOKEN PLAIN\r\n{tag} OK\r\n"),
        offering(Protocol::Pop3, "capa", "+OK\r\nUSER\r\nSASL CRAM-MD5 DIGEST-MD5\r\n.\r\n"),
        offering(Protocol::Pop3, "capa", "+OK\r\nUSER\r\nXSASL PLAIN\r\n.\r\n"),
    ]
}

fn in_the_open() -> Vec<Row> {
    let not_offered = Ends::With(Kind::EncryptionNotOffered);
    let tampered = Ends::With(Kind::ConnectionTamperedWith);
    vec![
        with(Protocol::Smtp, "first ehlo", Fault::Says("250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n"), not_offered),
        with(Protocol::Smtp, "starttls", Fault::Says("454 4.7.0 not now\r\n"), not_offered),
        with(Protocol::Smtp, "starttls", Fault::Adds("250-mail.test\r\n250 AUTH PLAIN\r\n"), tampered),
        with(Protocol::Smtp, "starttls", Fault::AddsLater("250-mail.test\r\n250 AUTH PLAIN\r\n"), tampered),
        // What was offered in the open is forgotten.
        of(
            Protocol::Smtp,
            script(Protocol::Smtp)
                .saying("first ehlo", "250-mail.test\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n")
                .saying("ehlo", "250 mail.test\r\n"),
            Ends::With(Kind::SignInNotOffered),
        ),
    ]
}

/// A server that has the password and asks on is called off, whatever it asks for, and not believed when it accepts then.
fn asking_on() -> Vec<Row> {
    let refused = Ends::With(Kind::MailAccessRefused);
    let not_understood = Ends::With(Kind::ServerNotUnderstood);
    let mut rows = Vec::new();
    for challenge in ["", "VXNlcm5hbWU6", "UGFzc3dvcmQ6", "eyJzdGF0dXMiOiI0MDAifQ=="] {
        let (smtp, other) = (format!("334 {challenge}\r\n"), format!("+ {challenge}\r\n"));
        rows.push(asked_on(Protocol::Smtps, "auth", &smtp, "535 5.7.3 no\r\n", refused));
        rows.push(asked_on(Protocol::Smtps, "auth", &smtp, "235 2.7.0 come in\r\n", not_understood));
        rows.push(asked_on(Protocol::Imap, "auth", &other, "a2 NO no\r\n", refused));
        rows.push(asked_on(Protocol::Imap, "auth", &other, "a2 OK come in\r\n", not_understood));
        rows.push(asked_on(Protocol::Pop3, "answer", &other, "-ERR no\r\n", refused));
        rows.push(asked_on(Protocol::Pop3, "answer", &other, "+OK come in\r\n", not_understood));
    }
    rows.push(with(Protocol::Smtps, "auth", Fault::Repeats("334 \r\n"), not_understood));
    rows
}

fn echoes() -> Vec<Row> {
    let refused = Ends::With(Kind::MailAccessRefused);
    let half = |begin: &str, part: &str| asked_on(Protocol::Smtps, "auth", &format!("{begin}{part}\r\n"), "", refused);
    vec![
        with(Protocol::Smtps, "auth", Fault::Echoes("535 5.7.3 "), refused),
        with(Protocol::Smtps, "auth", Fault::Echoes("235 "), Ends::Well),
        with(Protocol::Imap, "auth", Fault::Echoes("{tag} NO "), refused),
        with(Protocol::Pop3, "answer", Fault::Echoes("-ERR "), refused),
        with(Protocol::Pop3, "answer", Fault::Echoes("+OK "), Ends::Well),
        half("535 5.7.3 not ", PASSWORD),
        half("535 5.7.3 begins ", &PASSWORD[..9]),
        half("535 5.7.3 ends ", &PASSWORD[7..]),
    ]
}

/// Whoever it is shown to, and however often they ask.
#[tokio::test]
async fn a_password_is_shown_once_and_to_nobody_in_the_open() {
    let shown = STANDARD.encode(format!("\0{MAILBOX}\0{PASSWORD}"));
    for row in rows() {
        let name = format!("{:?} {:?} {:?}", row.protocol, row.script.fault, row.script.texts());
        let heard = run_row(&row).await.heard;
        let most = usize::from(row.ends != Ends::With(Kind::SignInNotOffered));
        assert!(heard.encrypted.matches(&shown).count() <= most, "{name}: {}", heard.encrypted);
        assert!(!heard.encrypted.replace(&shown, "").contains(PASSWORD), "{name}: {}", heard.encrypted);
        assert!("EHLO [127.0.0.1]\r\nSTARTTLS\r\n".starts_with(&heard.plain), "{name}: {}", heard.plain);
    }
}
