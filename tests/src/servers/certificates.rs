//! An authority for one stack and the certificate of its servers. The authority's key is gone once it has signed.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::atomic::{AtomicU32, Ordering},
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, SanType,
};
use rustls_pki_types::CertificateDer;
use zeroize::Zeroizing;

use super::{MAIL_HOST, PROVIDER_HOST};

/// Whom to believe about the servers of one stack.
#[derive(Clone, Debug)]
pub struct Authority {
    /// As text (RFC 7468).
    pub pem: String,
    /// As bytes.
    pub der: CertificateDer<'static>,
}

/// What the servers show: certificate and key, both PEM.
pub(super) struct Identity {
    pub(super) certificate: String,
    pub(super) key: Zeroizing<String>,
}

/// A new authority, and under it the servers at this address.
pub(super) fn made_for(address: Ipv4Addr) -> (Authority, Identity) {
    let issuer = issuer();
    let key = KeyPair::generate().expect("a key");
    let certificate = servers(address).signed_by(&key, &issuer).expect("it signs");
    let authority = Authority { pem: issuer.pem(), der: issuer.der().clone() };
    (authority, Identity { certificate: certificate.pem(), key: Zeroizing::new(key.serialize_pem()) })
}

/// Each has a name of its own: one that only shares the name of a known authority is refused in another way.
fn issuer() -> CertifiedIssuer<'static, KeyPair> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("Sendoff's tests, one run only, stack {}", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut wanted = CertificateParams::new(Vec::new()).expect("no names");
    wanted.distinguished_name.push(DnType::CommonName, name);
    wanted.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    wanted.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(wanted, KeyPair::generate().expect("a key")).expect("it signs")
}

fn servers(address: Ipv4Addr) -> CertificateParams {
    let names = vec![PROVIDER_HOST.to_owned(), MAIL_HOST.to_owned()];
    let mut wanted = CertificateParams::new(names).expect("two names");
    // Dovecot asks the provider by its address: it has no name server to ask.
    wanted.subject_alt_names.push(SanType::IpAddress(IpAddr::V4(address)));
    wanted.distinguished_name.push(DnType::CommonName, MAIL_HOST);
    wanted.use_authority_key_identifier_extension = true;
    wanted.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    wanted.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    wanted
}
