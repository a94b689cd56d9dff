//! Workplaces for the tests: a real one that reaches nobody, one against a practice office, and the door between them.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sendoff_journey::PracticeFault;
use sendoff_practice::{Fault, Office, RunningOffice, directory::AccountKind};
use sendoff_problem::{Kind, Problem};
use sendoff_vault::StoreChoice;
use tokio::sync::watch;

use crate::{
    Addresses, Ports, Practice, PracticeDoor, PracticeKeychain, PracticeOffice, ProviderId, Workplace,
    WorkplaceSettings,
    ports::{NoExchanges, NoWindow, PracticeControls, SystemClock, SystemRandomness},
    system::{Folder, SystemBrowser, SystemClipboard},
};

fn ports(folder: &Path) -> Ports {
    Ports {
        browser: Arc::new(SystemBrowser),
        clipboard: Arc::new(SystemClipboard),
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        exchanges: Arc::new(NoExchanges),
        files: Arc::new(Folder(folder.to_owned())),
        window: Arc::new(NoWindow),
    }
}

/// A real workplace with secrets in memory.
pub(super) async fn real(folder: &Path) -> Workplace {
    let settings =
        WorkplaceSettings { store: StoreChoice::Memory, ..WorkplaceSettings::in_folder(folder.join("real")) };
    Workplace::real(settings, ports(folder)).await.unwrap()
}

/// One against `office`.
pub(super) async fn workplace(office: &RunningOffice, folder: &Path, keychain: PracticeKeychain) -> Workplace {
    let (secure, pages) = (office.addresses().secure(), office.addresses().pages());
    let [login, graph] = [(); 2].map(|()| secure.parse().unwrap());
    let [browser, portal] = [(); 2].map(|()| pages.parse().unwrap());
    let abroad: url::Url = office.addresses().abroad().parse().unwrap();
    let addresses = Addresses { login, browser, graph, portal, mail: None, assistant_redirect: None };
    let found = PracticeOffice {
        cloud: ProviderId::Microsoft,
        abroad: Addresses {
            login: abroad.clone(),
            browser: pages.parse().unwrap(),
            graph: abroad,
            portal: pages.parse().unwrap(),
            mail: None,
            assistant_redirect: None,
        },
        google: addresses.clone(),
        addresses,
        authority: office.ca_pem().to_owned(),
        mailboxes: crate::PracticeMailboxes {
            microsoft: office.office().account(AccountKind::Mailbox).unwrap().address,
            google: office.office().google_account(sendoff_practice::GoogleAccountKind::Mailbox).unwrap().address,
        },
        practice: Practice { controls: Arc::new(Controls(office.office().clone())), keychain },
    };
    let settings = WorkplaceSettings::practice_in(folder.join("connections"));
    Workplace::practice(&found, settings, ports(folder)).await.unwrap()
}

/// A door that stays shut for the first so many times.
pub(super) struct Door {
    pub(super) office: RunningOffice,
    pub(super) keychain: PracticeKeychain,
    pub(super) folder: PathBuf,
    pub(super) shut: AtomicUsize,
    pub(super) cleared: AtomicUsize,
}

#[async_trait]
impl PracticeDoor for Door {
    async fn open(&self) -> Result<Workplace, Problem> {
        let shut = self.shut.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if shut {
            return Err(Problem::new(Kind::PracticeNotOpened));
        }
        Ok(workplace(&self.office, &self.folder, self.keychain.clone()).await)
    }

    async fn clear(&self) -> Result<(), Problem> {
        self.cleared.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

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
        self.0.arm(fault.name().parse().unwrap());
    }

    fn disarm(&self, fault: PracticeFault) {
        self.0.disarm(fault.name().parse().unwrap());
    }

    fn armed(&self) -> Vec<PracticeFault> {
        self.0.armed().into_iter().map(shown).collect()
    }

    fn happened(&self) -> Vec<PracticeFault> {
        self.0.happened().into_iter().map(|happened| shown(happened.fault)).collect()
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.0.fault_changes()
    }
}

fn shown(fault: Fault) -> PracticeFault {
    PracticeFault::named(fault.name()).unwrap()
}
