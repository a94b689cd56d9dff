//! Faults before a secured connection stands: nothing was sent, whatever it was.

use std::{net::TcpListener, time::Duration};

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_wire::{Cause, Counted, Limits, WireFault};

use crate::{
    fault, limits,
    stub::{Authority, Guest, Server, http},
    wire, wire_with,
};

fn check(fault: &WireFault, cause: &Cause, kind: Kind) {
    assert_eq!(&fault.cause, cause, "{fault:?}");
    assert_eq!(fault.counted, Counted::No, "{fault:?}");
    assert_eq!(fault.kind(), kind);
    assert_eq!(fault.host, "localhost");
}

/// The fault of one POST to a server that treats its guest so.
async fn against(treat: impl FnMut(Guest) + Send + 'static) -> WireFault {
    let server = Server::start(treat);
    fault(&wire(&Authority::new("Practice"), server.port), server.port).await
}

/// The fault of one POST to a server with a certificate for `host` by the trusted authority.
async fn presenting(host: &str, years: (i32, i32)) -> WireFault {
    let authority = Authority::new("Practice");
    let server = Server::answering(&authority.identity(host, years), http("200 OK", "", "{}"));
    let fault = fault(&wire(&authority, server.port), server.port).await;
    assert_eq!(server.heard().concat(), "", "the secret went to a server that was not believed");
    fault
}

#[tokio::test]
async fn a_certificate_for_another_host() {
    let fault = presenting("other.example", (2000, 2100)).await;
    check(&fault, &Cause::CertificateOfAnother, Kind::CertificateOfAnother);
}

#[tokio::test]
async fn a_certificate_that_has_ended_says_when() {
    let fault = presenting("localhost", (2000, 2001)).await;
    let until = Some("2001-01-01T00:00:00Z".parse().unwrap());
    check(&fault, &Cause::CertificateExpired { until }, Kind::CertificateExpired);
    assert_eq!(Problem::from(fault).values[&ValueName::Day], "2001-01-01");
}

#[tokio::test]
async fn a_certificate_that_has_not_begun_says_when() {
    let fault = presenting("localhost", (2090, 2100)).await;
    let since = Some("2090-01-01T00:00:00Z".parse().unwrap());
    check(&fault, &Cause::CertificateNotYet { since }, Kind::CertificateNotYet);
}

#[tokio::test]
async fn an_unknown_issuer_is_named() {
    let server = Server::answering(&Authority::new("Corporate Inspection").localhost(), http("200 OK", "", "{}"));
    let fault = fault(&wire(&Authority::new("Practice"), server.port), server.port).await;
    let issuer = Some("Corporate Inspection".to_owned());
    check(&fault, &Cause::CertificateUntrusted { issuer }, Kind::CertificateUntrusted);
    assert_eq!(Problem::from(fault).values[&ValueName::Issuer], "Corporate Inspection");
}

#[tokio::test]
async fn somebody_elses_certificate_for_another_name_is_a_login_page() {
    let hotel = Authority::new("Hotel").identity("welcome.hotel.example", (2000, 2100));
    let server = Server::answering(&hotel, http("302 Found", "Location: https://welcome.hotel.example/\r\n", ""));
    let fault = fault(&wire(&Authority::new("Practice"), server.port), server.port).await;
    check(&fault, &Cause::LoginPage, Kind::LoginPageInTheWay);
}

#[tokio::test]
async fn plain_http_where_tls_should_be_is_a_login_page() {
    let fault = against(|mut guest| {
        guest.hear_something();
        guest.say(b"HTTP/1.1 302 Found\r\nLocation: http://welcome.hotel.example/\r\n\r\n");
    })
    .await;
    check(&fault, &Cause::LoginPage, Kind::LoginPageInTheWay);
}

#[tokio::test]
async fn no_common_version_or_cipher() {
    let fault = against(|mut guest| {
        guest.hear_something();
        // TLS record: alert (21), TLS 1.2, two bytes: fatal (2), handshake_failure (40).
        guest.say(&[21, 3, 3, 0, 2, 2, 40]);
    })
    .await;
    check(&fault, &Cause::NoCommonSecurity, Kind::SecuringFailed);
}

#[tokio::test]
async fn a_handshake_that_is_cut_may_be_tried_once_more() {
    let fault = against(|mut guest| guest.hear_something()).await;
    check(&fault, &Cause::HandshakeCut, Kind::SecuringFailed);
    assert!(fault.may_repeat());
}

#[tokio::test]
async fn a_handshake_that_is_reset() {
    let fault = against(|mut guest| {
        guest.hear_something();
        guest.reset();
    })
    .await;
    check(&fault, &Cause::HandshakeCut, Kind::SecuringFailed);
}

#[tokio::test]
async fn a_server_hello_that_is_cut() {
    let fault = against(|mut guest| {
        guest.hear_something();
        guest.say(&[22, 3, 3, 0, 122, 2, 0, 0]);
    })
    .await;
    check(&fault, &Cause::HandshakeCut, Kind::SecuringFailed);
}

#[tokio::test]
async fn a_closed_port() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fault = fault(&wire(&Authority::new("Practice"), port), port).await;
    check(&fault, &Cause::Refused, Kind::ConnectionRefused);
    assert!(!fault.may_repeat());
}

#[tokio::test]
async fn a_server_that_never_speaks_runs_into_the_connecting_limit() {
    let server = Server::start(|mut guest| guest.wait_for_the_end());
    let short = Limits { connect: Duration::from_millis(300), ..limits() };
    let fault = fault(&wire_with(&Authority::new("Practice"), server.port, short), server.port).await;
    check(&fault, &Cause::TimedOut, Kind::ConnectionTimedOut);
}

#[tokio::test]
async fn the_limit_of_the_whole_counts_while_connecting_too() {
    let server = Server::start(|mut guest| guest.wait_for_the_end());
    let short = Limits { whole: Duration::from_millis(300), ..limits() };
    let fault = fault(&wire_with(&Authority::new("Practice"), server.port, short), server.port).await;
    check(&fault, &Cause::TimedOut, Kind::ConnectionTimedOut);
}

#[tokio::test]
async fn a_host_that_is_not_allowed_is_not_even_looked_for() {
    let server = Server::start(|_| {});
    let fault = fault(&wire(&Authority::new("Practice"), server.port + 1), server.port).await;
    check(&fault, &Cause::HostNotAllowed, Kind::HostNotAllowed);
    assert_eq!(server.guests(), 0);
}

#[tokio::test]
async fn the_chain_for_the_ticket_holds_no_address_and_no_secret() {
    let fault = presenting("other.example", (2000, 2100)).await;
    assert!(!fault.chain.is_empty());
    assert!(!fault.chain.concat().contains("canary"), "{:?}", fault.chain);
}
