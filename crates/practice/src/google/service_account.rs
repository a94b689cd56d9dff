//! Service accounts: who they are, their keys, and the file of a key (protocol facts 5.11).

use super::project::GoogleProject;
use super::rsa;
use super::rules::ConsoleRefusal;
use crate::directory::Concealed;
use crate::office::Office;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use ring::rsa::PublicKeyComponents;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, RsaPublicKeyComponents};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One service account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleServiceAccount {
    /// Name.
    pub name: String,
    /// Its address, `...@PROJECT.iam.gserviceaccount.com`.
    pub email: String,
    /// Unique ID: 21 digits, the client ID of a delegation.
    pub client_id: String,
    /// Keys, oldest first. Only their public halves are kept.
    pub keys: Vec<GoogleServiceKey>,
}

/// The public half of a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleServiceKey {
    /// `private_key_id`.
    pub id: String,
    /// Modulus and exponent in base64url.
    modulus: String,
    exponent: String,
    /// When it was made.
    pub created: Timestamp,
}

impl GoogleServiceKey {
    /// Whether this key signed the text (RS256).
    pub(super) fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        let key = RsaPublicKeyComponents { n: part(&self.modulus), e: part(&self.exponent) };
        key.verify(&RSA_PKCS1_2048_8192_SHA256, text, signature).is_ok()
    }
}

impl Office {
    /// *Create service account*: its address.
    pub(crate) fn google_create_service_account(&self, project: &str, name: &str) -> Result<String, ConsoleRefusal> {
        let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let id: String = name.trim().chars().map(letters).collect();
        if !(6..=30).contains(&id.len()) || !id.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(ConsoleRefusal::ServiceAccountName);
        }
        let client_id = format!("1{}", self.lock().random.digits(20));
        let email = format!("{id}@{project}.iam.gserviceaccount.com");
        let fresh =
            GoogleServiceAccount { name: name.trim().to_owned(), email: email.clone(), client_id, keys: Vec::new() };
        self.in_service_accounts(project, |project| {
            if project.service_accounts.iter().any(|own| own.email == fresh.email) {
                return Err(ConsoleRefusal::ServiceAccountName);
            }
            project.service_accounts.push(fresh);
            Ok(())
        })?;
        Ok(email)
    }

    /// *Add key*, *Create new key*, *JSON*: the file. Its private key is nowhere else.
    pub(crate) fn google_add_key(&self, project: &str, email: &str) -> Result<Value, ConsoleRefusal> {
        if self.google_workspace().no_keys {
            return Err(ConsoleRefusal::KeysForbidden);
        }
        let (der, id, created) = {
            let mut state = self.lock();
            (rsa::generate(&mut state.random), state.random.hex(40), state.now())
        };
        let pair = RsaKeyPair::from_pkcs8(&der).map_err(|_| ConsoleRefusal::NoServiceAccount)?;
        let public = PublicKeyComponents::<Vec<u8>>::from(pair.public());
        let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        let key = GoogleServiceKey { id: id.clone(), modulus: encode(&public.n), exponent: encode(&public.e), created };
        let mut client_id = String::new();
        self.in_service_accounts(project, |project| {
            let account = project.service_accounts.iter_mut().find(|own| own.email == email);
            let account = account.ok_or(ConsoleRefusal::NoServiceAccount)?;
            client_id.clone_from(&account.client_id);
            account.keys.push(key);
            Ok(())
        })?;
        let private = Concealed::new(pem(&der));
        Ok(self.key_file(project, email, (&client_id, &id), &private))
    }

    fn key_file(&self, project: &str, email: &str, (client_id, id): (&str, &str), private: &Concealed) -> Value {
        let addresses = self.addresses();
        let certificates = format!("{}/oauth2/v1/certs", addresses.secure());
        json!({
            "type": "service_account",
            "project_id": project,
            "private_key_id": id,
            "private_key": private.reveal(),
            "client_email": email,
            "client_id": client_id,
            "auth_uri": addresses.google_authorize(),
            "token_uri": addresses.google_token(),
            "auth_provider_x509_cert_url": certificates,
            "client_x509_cert_url": format!("{}/robot/v1/metadata/x509/{email}", addresses.secure()),
            "universe_domain": "googleapis.com",
        })
    }

    /// *Delete* beside a key.
    pub(crate) fn google_delete_key(&self, project: &str, email: &str, id: &str) -> Result<(), ConsoleRefusal> {
        self.in_service_accounts(project, |project| {
            let accounts = project.service_accounts.iter_mut().filter(|own| own.email == email);
            accounts.for_each(|account| account.keys.retain(|key| key.id != id));
            Ok(())
        })
    }

    fn in_service_accounts(
        &self,
        project: &str,
        change: impl FnOnce(&mut GoogleProject) -> Result<(), ConsoleRefusal>,
    ) -> Result<(), ConsoleRefusal> {
        let mut state = self.lock();
        change(state.google.project_mut(project).ok_or(ConsoleRefusal::NoProject)?)?;
        state.save();
        Ok(())
    }
}

/// RFC 7468 section 10.
fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}
