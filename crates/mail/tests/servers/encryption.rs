//! Encryption: taken out of the offer, refused, spoken into, or by a certificate that is not the server's.

use sendoff_problem::Kind;

use crate::{
    protocols::Protocol,
    run::{Ends, Row, row, run, scripted, shown},
    stub::{Fault, Shows},
};

pub(crate) fn rows() -> Vec<Row> {
    [starttls(), certificates()].concat()
}

fn starttls() -> Vec<Row> {
    let not_offered = Ends::With(Kind::EncryptionNotOffered);
    let tampered = Ends::With(Kind::ConnectionTamperedWith);
    let not_understood = Ends::With(Kind::ServerNotUnderstood);
    let stripped = |says| row(Protocol::Smtp, "first ehlo", Fault::Says(says), not_offered);
    let refused = |says| row(Protocol::Smtp, "starttls", Fault::Says(says), not_offered);
    vec![
        stripped("250 mail.test\r\n"),
        stripped("250-mail.test\r\n250 AUTH LOGIN PLAIN XOAUTH2\r\n"),
        stripped("250-mail.test\r\n250 XSTARTTLS\r\n"),
        stripped("250-mail.test\r\n250 STARTTLSX\r\n"),
        stripped("250-mail.test STARTTLS\r\n250 8BITMIME\r\n"),
        refused("454 4.7.0 TLS not available due to temporary reason\r\n"),
        refused("502 5.5.1 Command not implemented\r\n"),
        refused("501 Syntax error\r\n"),
        refused("554 5.7.3 Unable to initialize security subsystem\r\n"),
        row(Protocol::Smtp, "starttls", Fault::Says("250 2.0.0 fine\r\n"), not_understood),
        row(Protocol::Smtp, "starttls", Fault::Says("221 2.0.0 Bye\r\n"), not_understood),
        row(
            Protocol::Smtp,
            "starttls",
            Fault::Says("421 4.3.0 Service not available\r\n"),
            Ends::With(Kind::ServerTurnedAway),
        ),
        row(Protocol::Smtp, "starttls", Fault::Adds("250-mail.test\r\n250 AUTH XOAUTH2\r\n"), tampered),
        row(Protocol::Smtp, "starttls", Fault::Adds("250"), tampered),
        row(Protocol::Smtp, "starttls", Fault::Adds("\0"), tampered),
        row(Protocol::Smtp, "starttls", Fault::Doubles, tampered),
        row(Protocol::Smtp, "starttls", Fault::AddsLater("250-mail.test\r\n250 AUTH XOAUTH2\r\n"), tampered),
        // What was offered in the open is forgotten.
        scripted(
            Protocol::Smtp,
            Protocol::Smtp
                .script()
                .saying("first ehlo", "250-mail.test\r\n250-AUTH XOAUTH2\r\n250 STARTTLS\r\n")
                .saying("ehlo", "250 mail.test\r\n"),
            Ends::With(Kind::SignInNotOffered),
        ),
    ]
}

fn certificates() -> Vec<Row> {
    let all = [Protocol::Smtp, Protocol::Smtps, Protocol::Imap, Protocol::Pop3];
    let plain = |protocol| match protocol {
        Protocol::Smtp => Kind::ConnectionTamperedWith,
        Protocol::Smtps | Protocol::Imap | Protocol::Pop3 => Kind::EncryptionNotOffered,
    };
    let of = |protocol| {
        [
            (Shows::AnotherName, Kind::CertificateOfAnother),
            (Shows::AnotherIssuer, Kind::CertificateUntrusted),
            (Shows::AnOldOne, Kind::CertificateExpired),
            (Shows::Nothing, Kind::SecuringFailed),
            (Shows::Silence, Kind::ConnectionTimedOut),
            (Shows::Words("220 mail.test ESMTP ready\r\n"), plain(protocol)),
            (Shows::Words("* OK IMAP ready\r\n"), plain(protocol)),
            (Shows::Words("HTTP/1.1 400 Bad Request\r\n\r\n"), plain(protocol)),
        ]
        .map(|(shows, kind)| shown(protocol, shows, Ends::With(kind)))
    };
    all.into_iter().flat_map(of).collect()
}

/// Nothing but the two words that ask for encryption is ever said in the open.
#[tokio::test]
async fn before_encryption_nothing_is_said_but_what_asks_for_it() {
    let ran = run(Protocol::Smtp, Protocol::Smtp.script()).await;
    assert_eq!(ran.heard.plain, "EHLO [127.0.0.1]\r\nSTARTTLS\r\n");
    for row in starttls().into_iter().filter(|row| row.ends == Ends::With(Kind::EncryptionNotOffered)) {
        let heard = run(Protocol::Smtp, row.script).await.heard;
        assert!("EHLO [127.0.0.1]\r\nSTARTTLS\r\n".starts_with(&heard.plain), "{}", heard.plain);
        assert_eq!(heard.encrypted, "");
    }
}
