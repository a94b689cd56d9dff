//! The door to the practice office: starts it inside this program and makes the workplace that uses it.

use std::path::PathBuf;

use async_trait::async_trait;
use sendoff_engine::{Addresses, Ports, PracticeDoor, PracticeOffice, Workplace, WorkplaceSettings};
use sendoff_practice::{Office, OfficeSettings, RunningOffice, directory::AccountKind};
use tokio::sync::Mutex;

/// Why there is no office; for the log.
type Reason = Box<dyn std::error::Error + Send + Sync>;

/// Opens the office once; it stays open for as long as the program runs.
pub(crate) struct Door {
    folder: PathBuf,
    ports: Ports,
    office: Mutex<Option<RunningOffice>>,
}

impl Door {
    /// A door to an office that keeps its directory and its connections under `folder`.
    pub(crate) fn new(folder: PathBuf, ports: Ports) -> Self {
        Self { folder, ports, office: Mutex::new(None) }
    }

    async fn try_open(&self) -> Result<Workplace, Reason> {
        let mut office = self.office.lock().await;
        let running = match office.take() {
            Some(running) => running,
            None => Office::start(self.settings()).await?,
        };
        let found = found(&running);
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
    async fn open(&self) -> Option<Workplace> {
        self.try_open().await.inspect_err(|error| tracing::error!(%error, "no practice office")).ok()
    }
}

/// Where the office is found, in the engine's words.
fn found(office: &RunningOffice) -> Result<PracticeOffice, Reason> {
    let addresses = office.addresses();
    let mailbox = office.office().account(AccountKind::Mailbox).ok_or("the office has no mailbox")?;
    Ok(PracticeOffice {
        addresses: Addresses {
            login: addresses.secure().parse()?,
            browser: addresses.pages().parse()?,
            graph: addresses.secure().parse()?,
            portal: addresses.pages().parse()?,
        },
        authority: office.ca_pem().to_owned(),
        mailbox: mailbox.address,
    })
}
