//! The door to the practice office: starts it inside this program and makes the workplace that uses it.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sendoff_engine::{
    Addresses, MailServer, MailServers, NoWorkplace, Ports, Practice, PracticeDoor, PracticeKeychain,
    PracticeMailboxes, PracticeOffice, ProviderId, Workplace, WorkplaceSettings, address_at_free_port,
    ports::PracticeControls, screens::PracticeFault,
};
use sendoff_practice::{
    Fault, GoogleAccountKind, Office, OfficeError, OfficeSettings, RunningOffice, directory::AccountKind,
};
use sendoff_problem::{Details, Kind, Problem, ValueName};
use tokio::sync::{Mutex, watch};
use url::Url;

/// Opens the office once; it stays open for as long as the program runs, and so do the secrets practised with.
pub(crate) struct Door {
    folder: PathBuf,
    ports: Ports,
    keychain: PracticeKeychain,
    office: Mutex<Option<RunningOffice>>,
}

impl Door {
    /// A door to an office that keeps its directory and its connections under `folder`.
    pub(crate) fn new(folder: PathBuf, ports: Ports) -> Self {
        Self { folder, ports, keychain: PracticeKeychain::new(), office: Mutex::new(None) }
    }

    async fn try_open(&self) -> Result<Workplace, NotOpened> {
        let mut office = self.office.lock().await;
        let running = match office.take() {
            Some(running) => running,
            None => Office::start(self.settings()).await?,
        };
        let found = found(&running, &self.keychain);
        *office = Some(running);
        let settings = WorkplaceSettings::practice_in(self.folder.join("connections"));
        Ok(Workplace::practice(&found?, settings, self.ports.clone()).await?)
    }

    fn settings(&self) -> OfficeSettings {
        OfficeSettings { data_folder: Some(self.folder.join("office")), ..OfficeSettings::default() }
    }
}

#[async_trait]
impl PracticeDoor for Door {
    async fn open(&self) -> Result<Workplace, Problem> {
        let opened = self.try_open().await.inspect_err(|error| tracing::error!(%error, "no practice office"));
        opened.map_err(|error| error.problem(&self.folder))
    }

    async fn clear(&self) -> Result<(), Problem> {
        if let Some(office) = self.office.lock().await.take() {
            office.stop().await;
        }
        self.keychain.clear();
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Problem { kind: Kind::PracticeNotCleared, ..of_folder(&self.folder, &error) })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Why there is no practice office.
#[derive(Debug, thiserror::Error)]
enum NotOpened {
    #[error(transparent)]
    Office(#[from] OfficeError),
    #[error("an address of the office is no address")]
    Address(#[from] url::ParseError),
    #[error("the office has no mailbox")]
    NoMailbox,
    #[error(transparent)]
    Workplace(#[from] NoWorkplace),
}

impl NotOpened {
    /// What the person is told: the folder where it is the folder, and the words of the rest under Details.
    fn problem(self, folder: &Path) -> Problem {
        match &self {
            Self::Office(OfficeError::Folder { source, .. }) => of_folder(folder, source),
            Self::Workplace(NoWorkplace::Ledger(error)) => of_folder(folder, error),
            Self::Office(_) | Self::Address(_) | Self::NoMailbox | Self::Workplace(_) => {
                Problem::new(Kind::PracticeNotOpened).with_details(chain(&self))
            }
        }
    }
}

fn of_folder(folder: &Path, error: &dyn std::error::Error) -> Problem {
    let folder = folder.display().to_string();
    Problem::new(Kind::PracticeFolder).with(ValueName::Path, folder).with_details(chain(error))
}

/// An error and its causes, outermost first.
fn chain(error: &dyn std::error::Error) -> Details {
    let causes = std::iter::successors(Some(error), |error| error.source());
    Details { chain: causes.map(|error| Details::words(&error.to_string())).collect(), ..Details::default() }
}

/// Where the office is found, in the engine's words.
fn found(office: &RunningOffice, keychain: &PracticeKeychain) -> Result<PracticeOffice, NotOpened> {
    let addresses = office.addresses();
    let mailbox = office.office().account(AccountKind::Mailbox).ok_or(NotOpened::NoMailbox)?;
    let google = office.office().google_account(GoogleAccountKind::Mailbox).ok_or(NotOpened::NoMailbox)?.address;
    let address = |text: String| text.parse::<Url>();
    let (abroad, pages) = (address(addresses.abroad())?, address(addresses.pages())?);
    Ok(PracticeOffice {
        // The office of the window is always of the worldwide cloud.
        cloud: ProviderId::Microsoft,
        abroad: Addresses {
            login: abroad.clone(),
            browser: pages.clone(),
            graph: abroad,
            portal: pages,
            mail: None,
            assistant_redirect: None,
        },
        addresses: Addresses {
            login: address(addresses.secure())?,
            browser: address(addresses.pages())?,
            graph: address(addresses.secure())?,
            portal: address(addresses.pages())?,
            mail: Some(mail(&addresses)),
            assistant_redirect: None,
        },
        google: at_google(&addresses)?,
        authority: office.ca_pem().to_owned(),
        mailboxes: PracticeMailboxes { microsoft: mailbox.address, google },
        practice: Practice { controls: Arc::new(Controls(office.office().clone())), keychain: keychain.clone() },
    })
}

/// Google's pages and endpoints in the office, and an address to come back to at a port that is free.
fn at_google(addresses: &sendoff_practice::Addresses) -> Result<Addresses, NotOpened> {
    let (secure, pages): (Url, Url) = (addresses.secure().parse()?, addresses.pages().parse()?);
    Ok(Addresses {
        login: secure.clone(),
        browser: pages.clone(),
        graph: secure,
        portal: pages,
        mail: Some(gmail(addresses)),
        assistant_redirect: address_at_free_port(),
    })
}

/// Submission with STARTTLS, IMAP and POP3, as Exchange Online offers them.
fn mail(addresses: &sendoff_practice::Addresses) -> MailServers {
    servers([addresses.smtp(), addresses.imap(), addresses.pop3()])
}

/// The same as Gmail offers them.
fn gmail(addresses: &sendoff_practice::Addresses) -> MailServers {
    servers([addresses.google_smtp(), addresses.google_imap(), addresses.google_pop3()])
}

fn servers(places: [SocketAddr; 3]) -> MailServers {
    let [smtp, imap, pop3] = places.map(|place| Some(MailServer { host: place.ip().to_string(), port: place.port() }));
    MailServers { smtp, imap, pop3 }
}

/// The office under the engine's names.
struct Controls(Office);

impl PracticeControls for Controls {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn ahead(&self) -> SignedDuration {
        self.0.ahead()
    }

    fn resolve(&self, host: &str, port: u16) -> Option<SocketAddr> {
        self.0.resolve(host, port)
    }

    fn exchanges(&self, domain: &str) -> Vec<String> {
        self.0.exchanges(domain)
    }

    fn advance(&self, by: SignedDuration) {
        self.0.advance(by);
    }

    fn arm(&self, fault: PracticeFault) {
        if let Some(fault) = of_office(fault) {
            self.0.arm(fault);
        }
    }

    fn disarm(&self, fault: PracticeFault) {
        if let Some(fault) = of_office(fault) {
            self.0.disarm(fault);
        }
    }

    fn armed(&self) -> Vec<PracticeFault> {
        self.0.armed().into_iter().filter_map(of_screen).collect()
    }

    fn happened(&self) -> Vec<PracticeFault> {
        self.0.happened().into_iter().filter_map(|happened| of_screen(happened.fault)).collect()
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.0.fault_changes()
    }
}

/// The office's own name of a fault, if it is the one to do it.
fn of_office(fault: PracticeFault) -> Option<Fault> {
    fault.name().parse().ok()
}

fn of_screen(fault: Fault) -> Option<PracticeFault> {
    PracticeFault::named(fault.name())
}
