//! Whose certificates are believed, and how a refusal is told apart.

use std::sync::Arc;

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring},
};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject};
use rustls_platform_verifier::Verifier;

use crate::{Trust, WireNotMade, certificate::Untrusted};

/// TLS 1.2 and 1.3, HTTP/1.1, ring, and the verifier that `trust` stands for.
pub(crate) fn configuration(trust: &Trust) -> Result<ClientConfig, WireNotMade> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Arc::new(Explaining { inner: verifier(trust, &provider)? });
    let mut configuration = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(WireNotMade::TrustUnavailable)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    configuration.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(configuration)
}

/// The same for mail: SMTP has no protocol name to agree on, and the servers of mail do not ask for one (RFC 7301).
pub(crate) fn for_mail(configuration: &ClientConfig) -> ClientConfig {
    let mut configuration = configuration.clone();
    configuration.alpn_protocols.clear();
    configuration
}

fn verifier(trust: &Trust, provider: &Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, WireNotMade> {
    match trust {
        Trust::System => {
            let system = Verifier::new(Arc::clone(provider)).map_err(WireNotMade::TrustUnavailable)?;
            Ok(Arc::new(system))
        }
        Trust::Only(authorities) => {
            let roots = Arc::new(roots(authorities)?);
            let own = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(provider));
            Ok(own.build().map_err(|_| WireNotMade::AuthorityUnreadable)?)
        }
    }
}

fn roots(authorities: &[u8]) -> Result<RootCertStore, WireNotMade> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities) {
        let certificate = certificate.map_err(|_| WireNotMade::AuthorityUnreadable)?;
        roots.add(certificate).map_err(|_| WireNotMade::AuthorityUnreadable)?;
    }
    if roots.is_empty() { Err(WireNotMade::AuthorityUnreadable) } else { Ok(roots) }
}

/// Judges exactly as `inner` does; to a refusal for an unknown issuer it only adds what the certificate says of itself.
#[derive(Debug)]
struct Explaining {
    inner: Arc<dyn ServerCertVerifier>,
}

impl ServerCertVerifier for Explaining {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = self.inner.verify_server_cert(certificate, intermediates, host, ocsp, now);
        match verdict {
            Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
                let untrusted = Untrusted::of(certificate, host);
                Err(Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(untrusted)))))
            }
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
