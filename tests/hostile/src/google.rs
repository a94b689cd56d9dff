//! What is pasted or dropped in a set-up with Google: a secret that was found stands nowhere else in what was read, and no file is
//! taken that would send one elsewhere.

use sendoff_intake::{GoogleFile, Known, ReadContext, check_secret_of, read, read_challenge, read_google_answer};
use sendoff_recipes::Naming;
use sendoff_values::{FieldId, StepId};
use serde_json::Value;
use url::Url;

use crate::scene::{RECIPES, google};

pub(crate) const WORDS: &[&str] = &[
    "{\"installed\":{",
    "{\"web\":{",
    "{\"type\":\"service_account\",",
    "\"client_id\":\"407408718192-a1b2c3d4e5f6.apps.googleusercontent.com\"",
    "\"client_id\":\"104118225190287164432\"",
    "\"project_id\":\"harbour-mail\"",
    "\"client_secret\":\"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\"",
    "\"client_email\":\"a@harbour-mail.iam.gserviceaccount.com\"",
    "\"token_uri\":\"https://oauth2.googleapis.com/token\"",
    "\"auth_uri\":\"https://accounts.google.com/o/oauth2/auth\"",
    "https://oauth2.googleapis.com@evil.example/",
    "https://oauth2.googleapis.com.evil.example/token",
    "https:\\/\\/evil.example\\/token",
    "\\u0074oken_uri",
    "\"universe_domain\":\"googleapis.com\"",
    "-----BEGIN PRIVATE KEY-----\\n",
    "\\n-----END PRIVATE KEY-----\\n",
    "abcd efgh ijkl mnop",
    "Client secret ",
    "Project ID: ",
    "334 eyJzdGF0dXMiOiI0MDAifQ==",
    "{\"error\":{\"code\":403,\"errors\":[{\"reason\":\"x\"}]}}",
    "authError=Cg5pbnZhbGlkX2NsaWVudA",
    "\u{202e}",
    "\u{200b}",
    "\\ud83d",
    "}}",
    ",",
    "\"",
];

const STEPS: [StepId; 6] = [
    StepId::Project,
    StepId::GoogleClient,
    StepId::ServiceAccount,
    StepId::Delegation,
    StepId::AppPassword,
    StepId::Mailbox,
];

/// Computers that a file of Google's may name.
const HOSTS: [&str; 3] = ["accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"];

/// A pasted text or file: the first byte chooses the step.
pub(crate) fn text(bytes: &[u8]) -> bool {
    let Some((step, rest)) = bytes.split_first() else { return false };
    let text = String::from_utf8_lossy(rest);
    let known = Known { naming: Naming::InProject, ..Known::default() };
    let step = STEPS.get(usize::from(*step) % (STEPS.len() + 1)).copied();
    let recipe = RECIPES.recipe("google-gmail");
    let context = ReadContext { provider: google(), recipe, step, known: &known };
    let Ok(reading) = read(&text, &context) else { panic!("refused although it is short") };
    if let Some(found) = &reading.secret {
        let public = format!("{:?} {:?}", reading.public, reading.google);
        let secret = found.secret.expose();
        assert!(secret.len() < 16 || !public.contains(secret), "the secret stands in what may be seen");
    }
    if let Some(file) = &reading.google {
        stays_at_google(&text, file);
    }
    let _ = (read_google_answer(&text), text.lines().filter_map(read_challenge).count());
    for field in [FieldId::GoogleClientSecret, FieldId::AppPassword, FieldId::ServiceAccount] {
        let _ = check_secret_of(field, &text, &known);
    }
    reading.secret.is_some()
}

/// Read once more by another parser: no address in the file that was taken leads anywhere else.
fn stays_at_google(text: &str, file: &GoogleFile) {
    let Ok(Value::Object(all)) = serde_json::from_str::<Value>(text.trim()) else { return };
    let inside = match file {
        GoogleFile::Client(_) => all.get("installed").or_else(|| all.get("web")).and_then(Value::as_object),
        GoogleFile::ServiceAccount(_) => None,
    };
    for name in ["auth_uri", "token_uri", "auth_provider_x509_cert_url", "client_x509_cert_url"] {
        let Some(address) = inside.unwrap_or(&all).get(name).and_then(Value::as_str) else { continue };
        let address = Url::parse(address).expect("an address that is none was taken");
        let plain = address.username().is_empty() && address.password().is_none() && address.port().is_none();
        let own = address.host_str().is_some_and(|host| HOSTS.contains(&host));
        assert!(address.scheme() == "https" && plain && own, "{name} leads to {address}");
    }
}
