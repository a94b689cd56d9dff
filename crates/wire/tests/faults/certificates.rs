//! Chains of certificates that must not be believed: each is refused before a byte of the request leaves, in words of its own
//! kind, and there is no way round it.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, NameConstraints, date_time_ymd,
};
use rustls::{
    ServerConfig,
    crypto::ring,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sendoff_problem::Kind;
use sendoff_wire::{AllowedHosts, Counted, Trust, Wire, WireSettings};

use crate::{
    fault, limits,
    stub::{Server, http},
};

/// What a server shows, and the one authority that is trusted.
struct Shown {
    chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
    trusted: String,
}

type Ca = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str, change: impl FnOnce(&mut CertificateParams)) -> Ca {
    let mut parameters = named(name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    change(&mut parameters);
    CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap()
}

/// Between the root and the server.
fn between(root: &Ca, change: impl FnOnce(&mut CertificateParams)) -> Ca {
    let mut parameters = named("Between");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    change(&mut parameters);
    CertifiedIssuer::signed_by(parameters, KeyPair::generate().unwrap(), root).unwrap()
}

fn named(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::new(Vec::<String>::new()).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters
}

fn leaf() -> CertificateParams {
    CertificateParams::new(vec!["localhost".to_owned()]).unwrap()
}

/// A server's certificate by `issuer`, shown together with those `above` it.
fn shown(root: &Ca, issuer: &Issuer<'_, KeyPair>, above: &[&Ca], change: impl FnOnce(&mut CertificateParams)) -> Shown {
    let (mut parameters, key) = (leaf(), KeyPair::generate().unwrap());
    change(&mut parameters);
    let own = parameters.signed_by(&key, issuer).unwrap();
    let chain = std::iter::once(own.der().clone()).chain(above.iter().map(|one| one.der().clone())).collect();
    Shown { chain, key, trusted: root.pem() }
}

fn by_root(change: impl FnOnce(&mut CertificateParams)) -> Shown {
    let root = authority("Practice", |_| {});
    shown(&root, &root, &[], change)
}

fn through(change: impl FnOnce(&mut CertificateParams)) -> Shown {
    let root = authority("Practice", |_| {});
    let middle = between(&root, change);
    shown(&root, &middle, &[&middle], |_| {})
}

fn ended(parameters: &mut CertificateParams) {
    (parameters.not_before, parameters.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2001, 1, 1));
}

/// Each bad chain with its name and the kind that explains it.
fn bad() -> Vec<(&'static str, Kind, Shown)> {
    let names = |name: &str| CertificateParams::new(vec![name.to_owned()]).unwrap().subject_alt_names;
    vec![
        ("for another host", Kind::CertificateOfAnother, by_root(|one| one.subject_alt_names = names("other.example"))),
        ("for a host below", Kind::CertificateOfAnother, by_root(|one| one.subject_alt_names = names("x.localhost"))),
        ("for an address", Kind::CertificateOfAnother, by_root(|one| one.subject_alt_names = names("127.0.0.1"))),
        (
            "without a host",
            Kind::CertificateOfAnother,
            by_root(|one| {
                one.subject_alt_names.clear();
                one.distinguished_name.push(DnType::CommonName, "localhost");
            }),
        ),
        ("that has ended", Kind::CertificateExpired, by_root(ended)),
        (
            "that has not begun",
            Kind::CertificateNotYet,
            by_root(|one| {
                (one.not_before, one.not_after) = (date_time_ymd(2090, 1, 1), date_time_ymd(2100, 1, 1));
            }),
        ),
        ("by somebody of the same name", Kind::SecuringFailed, by_somebody_else("Practice")),
        ("by a company's inspection", Kind::CertificateUntrusted, by_somebody_else("Corporate Inspection")),
        ("by itself", Kind::CertificateUntrusted, by_itself()),
        ("by somebody unknown, for another host", Kind::LoginPageInTheWay, of_a_hotel()),
        ("with a link that is missing", Kind::CertificateUntrusted, with_a_gap()),
        ("through one that may not sign", Kind::SecuringFailed, through(|one| one.is_ca = IsCa::ExplicitNoCa)),
        ("through one that has ended", Kind::CertificateExpired, through(ended)),
        ("through too many", Kind::SecuringFailed, through_too_many()),
        (
            "for clients only",
            Kind::SecuringFailed,
            by_root(|one| {
                one.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }),
        ),
        (
            "that may sign others",
            Kind::SecuringFailed,
            by_root(|one| {
                one.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            }),
        ),
        ("beyond what its authority may sign", Kind::SecuringFailed, beyond_its_names()),
        ("with an altered signature", Kind::SecuringFailed, altered()),
        ("without its key", Kind::SecuringFailed, Shown { key: KeyPair::generate().unwrap(), ..by_root(|_| {}) }),
    ]
}

fn by_somebody_else(name: &str) -> Shown {
    let stranger = authority(name, |_| {});
    Shown { trusted: authority("Practice", |_| {}).pem(), ..shown(&stranger, &stranger, &[&stranger], |_| {}) }
}

fn by_itself() -> Shown {
    let key = KeyPair::generate().unwrap();
    let own = leaf().self_signed(&key).unwrap();
    Shown { chain: vec![own.der().clone()], key, trusted: authority("Practice", |_| {}).pem() }
}

fn of_a_hotel() -> Shown {
    let hotel = authority("Hotel", |_| {});
    let page = |one: &mut CertificateParams| {
        one.subject_alt_names =
            CertificateParams::new(vec!["welcome.hotel.example".to_owned()]).unwrap().subject_alt_names;
    };
    Shown { trusted: authority("Practice", |_| {}).pem(), ..shown(&hotel, &hotel, &[], page) }
}

fn with_a_gap() -> Shown {
    let root = authority("Practice", |_| {});
    let middle = between(&root, |_| {});
    shown(&root, &middle, &[], |_| {})
}

/// The first in between may sign servers, and no others.
fn through_too_many() -> Shown {
    let root = authority("Practice", |_| {});
    let first = between(&root, |one| one.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)));
    let second = between(&first, |one| one.distinguished_name.push(DnType::CommonName, "Second"));
    shown(&root, &second, &[&second, &first], |_| {})
}

fn beyond_its_names() -> Shown {
    let only = GeneralSubtree::DnsName("harbour.example".to_owned());
    let constraints = NameConstraints { permitted_subtrees: vec![only], excluded_subtrees: Vec::new() };
    let root = authority("Practice", |_| {});
    let middle = between(&root, |one| one.name_constraints = Some(constraints));
    shown(&root, &middle, &[&middle], |_| {})
}

fn altered() -> Shown {
    let mut shown = by_root(|_| {});
    let mut bytes = shown.chain[0].to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    shown.chain[0] = CertificateDer::from(bytes);
    shown
}

/// Shows what it is told to, whether or not it fits its own key.
#[derive(Debug)]
struct Shows(Arc<CertifiedKey>);

impl ResolvesServerCert for Shows {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

fn identity(shown: &Shown) -> Arc<ServerConfig> {
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(shown.key.serialize_der()));
    let key = ring::sign::any_supported_type(&private).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    Arc::new(builder.with_cert_resolver(Arc::new(Shows(Arc::new(CertifiedKey::new(shown.chain.clone(), key))))))
}

fn meeting(shown: &Shown) -> (Server, Wire) {
    let server = Server::answering(&identity(shown), http("200 OK", "", "{}"));
    let allowed = AllowedHosts::loopback([("localhost", server.port)]).unwrap();
    let settings = WireSettings::practice(allowed, shown.trusted.clone().into_bytes());
    let wire = Wire::new(WireSettings { limits: limits(), ..settings }).unwrap();
    (server, wire)
}

/// (promise 35, HTTP)
#[tokio::test]
async fn a_chain_that_must_not_be_believed_is_refused_before_anything_is_sent() {
    let all = bad();
    let mut wrong = Vec::new();
    for (name, kind, shown) in &all {
        let (server, wire) = meeting(shown);
        let fault = fault(&wire, server.port).await;
        if (fault.kind(), fault.counted) != (*kind, Counted::No) {
            wrong.push(format!("{name}: {fault:?}"));
        }
        assert_eq!(server.end().await.concat(), "", "{name}: something was sent");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut kinds: Vec<Kind> = all.iter().map(|(_, kind, _)| *kind).collect();
    kinds.sort_by_key(|kind| kind.as_str());
    kinds.dedup();
    println!("{} bad chains: {0} refused, in {} kinds of words; 0 bytes of a request sent", all.len(), kinds.len());
}

#[tokio::test]
async fn the_same_servers_with_nothing_wrong_are_believed() {
    let root = authority("Practice", |_| {});
    let middle = between(&root, |_| {});
    for good in [shown(&root, &root, &[], |_| {}), shown(&root, &middle, &[&middle], |_| {})] {
        let (server, wire) = meeting(&good);
        assert_eq!(crate::posted(&wire, server.port).await.unwrap().status(), 200);
    }
}

/// No setting anywhere can say "believe it all the same": a third choice would not compile here.
#[test]
fn there_are_two_kinds_of_trust_and_neither_ignores_a_certificate() {
    let says = |trust: &Trust| match trust {
        Trust::System => "the system's authorities",
        Trust::Only(_) => "these authorities",
    };
    assert_ne!(says(&Trust::System), says(&Trust::Only(Vec::new())));
    let nobody = AllowedHosts::loopback([("localhost", 443)]).unwrap();
    assert!(Wire::new(WireSettings::practice(nobody, Vec::new())).is_err(), "no authority is no reason to believe all");
}
