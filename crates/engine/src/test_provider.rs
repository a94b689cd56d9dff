//! A provider table that a test puts where the compiled one stands, so that the real path, keychain included, can be walked
//! against an office of the test's own. Only a build with the feature `test-provider` has this file; no released one does,
//! and the test of the window looks for [`VARIABLE`] in both programs.

use std::{fs, io, path::PathBuf};

use sendoff_recipes::{Addresses, MailServer, MailServers, ProviderId};
use serde::Deserialize;
use url::Url;

use crate::setting_up::address_at_free_port;

/// Names the file with the office's announcement, as `sendoff practice serve --json` prints it.
const VARIABLE: &str = "SENDOFF_TEST_PROVIDER";

/// The announcement names no office.
#[derive(Debug, thiserror::Error)]
pub enum NoTestProvider {
    /// A file cannot be read.
    #[error("the announcement of the test's office cannot be read")]
    Unreadable(#[from] io::Error),
    /// It is no announcement.
    #[error("the announcement of the test's office is not understood")]
    NotUnderstood(#[from] serde_json::Error),
}

#[derive(Deserialize)]
struct Announcement {
    microsoft: Microsoft,
    google: Google,
    ca_file: PathBuf,
    /// Where an office has its directory in one cloud alone.
    #[serde(default)]
    home: Option<Home>,
}

/// The cloud an office's directory is in, and what answers for every other.
#[derive(Deserialize)]
struct Home {
    provider: ProviderId,
    abroad: Url,
}

#[derive(Deserialize)]
struct Microsoft {
    authority: Url,
    authorize: Url,
    graph: Url,
    portal: Url,
    #[serde(default)]
    mail: Option<Mail>,
}

#[derive(Deserialize)]
struct Google {
    authorize: Url,
    token: Url,
    gmail: Url,
    console: Url,
    mail: Mail,
}

#[derive(Deserialize)]
struct Mail {
    smtp: Server,
    imap: Server,
    pop3: Server,
}

/// What else is announced of a server is for people.
#[derive(Deserialize)]
struct Server {
    host: String,
    port: u16,
}

impl From<Server> for MailServer {
    fn from(Server { host, port }: Server) -> Self {
        Self { host, port }
    }
}

impl From<Mail> for MailServers {
    fn from(Mail { smtp, imap, pop3 }: Mail) -> Self {
        Self { smtp: Some(smtp.into()), imap: Some(imap.into()), pop3: Some(pop3.into()) }
    }
}

impl From<Microsoft> for Addresses {
    fn from(Microsoft { authority: login, authorize: browser, graph, portal, mail }: Microsoft) -> Self {
        Self {
            login: start(login),
            browser: start(browser),
            graph: start(graph),
            portal: start(portal),
            mail: mail.map(MailServers::from),
            assistant_redirect: None,
        }
    }
}

impl From<Google> for Addresses {
    fn from(Google { authorize: browser, token: login, gmail: graph, console: portal, mail }: Google) -> Self {
        Self {
            login: start(login),
            browser: start(browser),
            graph: start(graph),
            portal: start(portal),
            mail: Some(mail.into()),
            assistant_redirect: address_at_free_port(),
        }
    }
}

/// The office that a test named.
pub(crate) struct TestProvider {
    microsoft: Addresses,
    google: Addresses,
    home: Option<Home>,
    /// PEM.
    pub(crate) authority: String,
}

impl TestProvider {
    /// Where a provider is.
    pub(crate) fn addresses(&self, provider: ProviderId) -> Addresses {
        if provider == ProviderId::Google {
            return self.google.clone();
        }
        let here = self.microsoft.clone();
        match &self.home {
            Some(Home { provider: home, abroad }) if *home != provider => {
                Addresses { login: abroad.clone(), graph: abroad.clone(), mail: None, ..here }
            }
            Some(_) | None => here,
        }
    }
}

/// The office that the test named; `None` when it named none, and Microsoft's own hosts are meant.
#[expect(clippy::disallowed_methods, reason = "the one setting of a build that no person ever has")]
pub(crate) fn named() -> Result<Option<TestProvider>, NoTestProvider> {
    let Ok(file) = std::env::var(VARIABLE) else { return Ok(None) };
    let announced: Announcement = serde_json::from_slice(&fs::read(file)?)?;
    let authority = fs::read_to_string(announced.ca_file)?;
    let (microsoft, google) = (announced.microsoft.into(), announced.google.into());
    Ok(Some(TestProvider { microsoft, google, home: announced.home, authority }))
}

/// Scheme, host and port alone.
fn start(mut address: Url) -> Url {
    address.set_path("");
    address.set_query(None);
    address
}
