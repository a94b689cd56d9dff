//! What a certificate that is not believed says about itself.

use rustls::{client::verify_server_name, server::ParsedCertificate};
use rustls_pki_types::{CertificateDer, ServerName};
use x509_parser::{certificate::X509Certificate, prelude::FromDer, x509::X509Name};

/// A certificate whose issuer is not trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the issuer of the certificate is not trusted")]
pub(crate) struct Untrusted {
    /// The issuer by its own account; whoever made the certificate chose the words.
    pub(crate) issuer: Option<String>,
    /// Whether it at least claims to be for the host that was asked.
    pub(crate) for_this_host: bool,
}

impl Untrusted {
    pub(crate) fn of(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> Self {
        Self { issuer: issuer(certificate), for_this_host: is_for(certificate, host) }
    }
}

fn is_for(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> bool {
    ParsedCertificate::try_from(certificate).is_ok_and(|parsed| verify_server_name(&parsed, host).is_ok())
}

/// Common name or, without one, organisation of the issuer.
fn issuer(certificate: &CertificateDer<'_>) -> Option<String> {
    let (_, parsed) = X509Certificate::from_der(certificate).ok()?;
    let name = parsed.issuer();
    common_name(name).or_else(|| organisation(name)).map(|text| fit(&text))
}

fn common_name(name: &X509Name<'_>) -> Option<String> {
    name.iter_common_name().next()?.as_str().ok().map(str::to_owned)
}

fn organisation(name: &X509Name<'_>) -> Option<String> {
    name.iter_organization().next()?.as_str().ok().map(str::to_owned)
}

fn fit(text: &str) -> String {
    sendoff_problem::Details::words(text).chars().take(128).collect()
}
