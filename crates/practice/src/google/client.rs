//! OAuth clients: their kind, their secrets, and where a sign-in may return to (protocol facts 5.3 and 5.4).

use super::project::GoogleProject;
use crate::directory::Concealed;
use crate::office::Addresses;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::{Host, Url};

/// Application type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoogleClientKind {
    /// *Desktop app*: returns to any port of this computer.
    Desktop,
    /// *Web application*: returns to the addresses that are registered, letter for letter.
    Web,
}

/// One client.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleClient {
    /// Client ID.
    pub id: String,
    /// Application type.
    pub kind: GoogleClientKind,
    /// Name, for the console alone.
    pub name: String,
    /// Authorised redirect URIs of a Web application.
    pub redirects: Vec<String>,
    /// Client secrets, oldest first: two at most.
    pub secrets: Vec<GoogleSecret>,
    /// Deleted ones can be restored for thirty days.
    pub deleted: bool,
    /// When it was made.
    pub created: Timestamp,
    /// Until then it is not yet known everywhere, and is refused as not found.
    #[serde(default)]
    pub known_from: Timestamp,
}

/// One client secret. The console shows it once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleSecret {
    /// The value.
    pub value: Concealed,
    /// *Enabled* or *Disabled*.
    pub enabled: bool,
    /// When it was made.
    pub created: Timestamp,
}

impl GoogleClientKind {
    /// Google's own label.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Desktop => "Desktop app",
            Self::Web => "Web application",
        }
    }

    /// Its word in the form.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Web => "web",
        }
    }
}

impl GoogleSecret {
    /// The last four characters, which the console goes on showing.
    pub fn hint(&self) -> &str {
        let value = self.value.reveal();
        value.get(value.len().saturating_sub(4)..).unwrap_or_default()
    }
}

impl GoogleClient {
    /// Whether a sign-in may return to this address.
    pub(crate) fn returns_to(&self, sent: &str) -> bool {
        match self.kind {
            GoogleClientKind::Desktop => is_loopback(sent),
            GoogleClientKind::Web => self.redirects.iter().any(|own| own == sent),
        }
    }

    /// Whether this is a secret of its own that is in force.
    pub(crate) fn takes(&self, secret: &str) -> bool {
        self.secrets.iter().any(|own| own.enabled && own.value.reveal() == secret)
    }

    /// The file that *Download JSON* gives, while its newest secret is shown.
    pub(crate) fn file(&self, project: &GoogleProject, addresses: &Addresses) -> Value {
        let secret = self.secrets.last().map(|secret| secret.value.reveal()).unwrap_or_default();
        let redirects = match self.kind {
            GoogleClientKind::Desktop => vec!["http://localhost".to_owned()],
            GoogleClientKind::Web => self.redirects.clone(),
        };
        let key = if self.kind == GoogleClientKind::Desktop { "installed" } else { "web" };
        json!({key: {
            "client_id": self.id,
            "project_id": project.id,
            "auth_uri": addresses.google_authorize(),
            "token_uri": addresses.google_token(),
            "auth_provider_x509_cert_url": format!("{}/oauth2/v1/certs", addresses.secure()),
            "client_secret": secret,
            "redirect_uris": redirects,
        }})
    }
}

/// `http` on this computer, at any port and without anything that hides where it leads.
fn is_loopback(sent: &str) -> bool {
    let Ok(url) = Url::parse(sent) else { return false };
    let here = match url.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    };
    here && url.scheme() == "http" && url.fragment().is_none() && url.username().is_empty() && url.password().is_none()
}

/// What is wrong with a redirect URI of a Web application, in the console's words.
pub(crate) fn redirect_problem(text: &str) -> Option<&'static str> {
    let Ok(url) = Url::parse(text) else { return Some("Invalid Redirect: must be an absolute URI.") };
    let (local, raw) = match url.host() {
        Some(Host::Ipv4(host)) => (host.is_loopback(), true),
        Some(Host::Ipv6(host)) => (host.is_loopback(), true),
        Some(Host::Domain(host)) => (host == "localhost", false),
        None => return Some("Invalid Redirect: must have a host."),
    };
    if text.contains(char::is_whitespace) {
        Some("Invalid Redirect: cannot contain whitespace.")
    } else if text.contains('*') {
        Some("Invalid Redirect: must not contain a wildcard.")
    } else if text.contains('#') {
        Some("Invalid Redirect: must not contain a fragment.")
    } else if text.contains("/..") || text.contains("\\..") {
        Some("Invalid Redirect: must not contain a path traversal.")
    } else if !url.username().is_empty() || url.password().is_some() {
        Some("Invalid Redirect: must not contain user info.")
    } else if raw && !local {
        Some("Invalid Redirect: must end with a public top-level domain (such as .com or .org).")
    } else if url.scheme() != "https" && !(url.scheme() == "http" && local) {
        Some("Invalid Redirect: must use https, unless it is a localhost address.")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_app_returns_to_any_port_of_this_computer_and_nowhere_else() {
        for taken in ["http://127.0.0.1:50111", "http://[::1]:1/", "http://localhost:9/mail-setup", "http://127.0.0.1"]
        {
            assert!(is_loopback(taken), "{taken}");
        }
        for refused in [
            "https://127.0.0.1:50111",
            "http://127.0.0.1.evil.example",
            "http://localhost@evil.example",
            "http://evil@localhost",
            "http://10.0.0.1",
            "urn:ietf:wg:oauth:2.0:oob",
            "http://localhost/#x",
        ] {
            assert!(!is_loopback(refused), "{refused}");
        }
    }

    #[test]
    fn the_console_takes_the_redirects_that_google_takes() {
        for taken in ["https://www.tours.example/auth/", "http://localhost:8080/", "http://127.0.0.1:8080"] {
            assert_eq!(redirect_problem(taken), None, "{taken}");
        }
        for refused in [
            "www.tours.example",
            "http://www.tours.example",
            "https://10.1.2.3/auth",
            "https://*.tours.example/",
            "https://tours.example/#a",
            "https://u:p@tours.example/",
            "https://tours.example/../a",
        ] {
            assert!(redirect_problem(refused).is_some(), "{refused}");
        }
    }
}
