//! A CA for one run, and a certificate under it for 127.0.0.1, localhost and the mail servers the office stands for.
//!
//! Only what trusts this CA talks to the office. It is made anew at every start, and its key lives in this process alone: it signs
//! once more for each name under which the application's own machine is asked for.

use crate::directory::Cloud;
use crate::google;
use crate::office::OfficeError;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The CA for clients and the configuration for the listener.
pub(crate) struct Certificates {
    pub(crate) ca_pem: String,
    pub(crate) config: Arc<ServerConfig>,
    /// The same for what is not HTTP.
    pub(crate) mail_config: Arc<ServerConfig>,
    /// Who signed.
    pub(crate) authority: Authority,
}

/// The CA with its key.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// Names under which a client may ask for the office: its own, and those of the mail servers it stands for.
fn names() -> Vec<&'static str> {
    let mail = Cloud::ALL.into_iter().flat_map(|cloud| [cloud.smtp(), cloud.mailbox()]);
    let names: BTreeSet<&str> =
        ["127.0.0.1", "localhost", google::SMTP, google::IMAP, google::POP].into_iter().chain(mail).collect();
    names.into_iter().collect()
}

impl Certificates {
    pub(crate) fn make() -> Result<Self, OfficeError> {
        let authority = Authority(authority().map_err(OfficeError::Certificate)?);
        let mut config = authority.identity(&names())?;
        let mail_config = Arc::new(config.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { ca_pem: authority.0.pem(), config: Arc::new(config), mail_config, authority })
    }
}

impl Authority {
    /// What a server of these names shows.
    pub(crate) fn identity(&self, names: &[&str]) -> Result<ServerConfig, OfficeError> {
        let (certificate, key) = server(&self.0, names).map_err(OfficeError::Certificate)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key))
            .map_err(OfficeError::Tls)
    }
}

fn authority() -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut params = dated(CertificateParams::new(Vec::new())?);
    params.distinguished_name.push(DnType::CommonName, "Sendoff practice office, one run only");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn server(ca: &CertifiedIssuer<'_, KeyPair>, names: &[&str]) -> Result<(rcgen::Certificate, KeyPair), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = dated(CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())?);
    params.distinguished_name.push(DnType::CommonName, "Sendoff practice office");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let certificate = params.signed_by(&key, ca)?;
    Ok((certificate, key))
}

/// Wide enough for every clock that is only somewhat wrong: the office plays with time, and that is not to end in TLS.
fn dated(mut params: CertificateParams) -> CertificateParams {
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
    params
}
