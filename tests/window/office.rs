//! An office of the test's own in Microsoft's place: it runs in a thread beside the test, takes faults, and can be held still.

use std::{
    path::PathBuf,
    sync::mpsc::{Sender, channel},
    thread,
    time::Duration,
};

use sendoff_practice::{Announcement, Fault, Office, OfficeSettings, RunningOffice, Seed, robot::Person as Somebody};
use sendoff_practice::{directory::Cloud, robot::Decision};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

/// Longer than the assistant waits for a token (sendoff_wire::Limits::whole), so that `token-slow` is given up.
const TOO_SLOW: Duration = Duration::from_secs(33);

/// How long something new stays unknown: longer than it takes to make it and to come to the question.
const DELAY: Duration = Duration::from_secs(9);

/// How long the network is gone: long enough to be seen.
const OUTAGE: Duration = Duration::from_secs(2);

/// Who signs in, by the order in which an office announces its accounts.
#[derive(Clone, Copy)]
pub(crate) enum Account {
    Mailbox = 0,
}

pub(crate) struct OwnOffice {
    /// Its only worker runs every task of the office.
    runtime: Option<Runtime>,
    running: RunningOffice,
    announcement: Announcement,
    folder: TempDir,
    /// Whether its people are Google's.
    at_google: bool,
}

/// The office answers nobody for as long as this lives.
pub(crate) struct Held {
    _release: Sender<()>,
}

impl OwnOffice {
    /// An empty directory: everything is made in its portal.
    pub(crate) fn open() -> Self {
        Self::with(None)
    }

    /// An empty office as well, whose people are Google's.
    pub(crate) fn at_google() -> Self {
        let mut office = Self::open();
        office.at_google = true;
        office
    }

    /// With a registration that is ready for TourTools.
    pub(crate) fn ready() -> Self {
        Self::with(Some(Seed::TourTools))
    }

    /// An empty directory in the cloud for the US Government.
    pub(crate) fn in_government() -> Self {
        let settings = OfficeSettings { cloud: Cloud::UsGovernment, ..OfficeSettings::default() };
        let office = Self::of(settings);
        let announced = office.file();
        let text = std::fs::read_to_string(&announced).expect("the announcement");
        let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let abroad = office.running.addresses().abroad();
        json["home"] = serde_json::json!({ "provider": "microsoft-us-government", "abroad": abroad });
        std::fs::write(announced, json.to_string()).expect("a file");
        office
    }

    fn with(seed: Option<Seed>) -> Self {
        Self::of(OfficeSettings {
            seed,
            slow_answer: TOO_SLOW,
            delay: DELAY,
            outage: OUTAGE,
            ..OfficeSettings::default()
        })
    }

    fn of(settings: OfficeSettings) -> Self {
        // Within a test's own runtime nothing may be waited for, and so another thread does.
        let started = thread::spawn(move || {
            let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
            let running = runtime.block_on(Office::start(settings)).expect("an office");
            (runtime, running)
        });
        let (runtime, running) = started.join().expect("an office");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let announcement = running.announcement(folder.path()).expect("an announcement");
        let json = serde_json::to_vec(&announcement).expect("JSON");
        std::fs::write(folder.path().join("announcement.json"), json).expect("a file");
        Self { runtime: Some(runtime), running, announcement, folder, at_google: false }
    }

    /// What the program is told of it.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("announcement.json")
    }

    pub(crate) fn announcement(&self) -> &Announcement {
        &self.announcement
    }

    /// The port of everything that a program talks to.
    pub(crate) fn secure_port(&self) -> u16 {
        let secure: url::Url = self.announcement.microsoft.token.parse().expect("an address");
        secure.port().expect("a port")
    }

    pub(crate) fn office(&self) -> &Office {
        self.running.office()
    }

    /// Makes something go wrong at the next suitable moment.
    pub(crate) fn arm(&self, fault: Fault) {
        self.running.arm(fault);
    }

    /// Address and password.
    pub(crate) fn account(&self, who: Account) -> (String, String) {
        let Announcement { microsoft, google, .. } = &self.announcement;
        let accounts = if self.at_google { &google.accounts } else { &microsoft.accounts };
        let account = &accounts[who as usize];
        (account.address.clone(), account.password.clone())
    }

    /// Somebody who signs in and accepts.
    pub(crate) fn somebody(&self, who: Account) -> Somebody {
        let (address, password) = self.account(who);
        Somebody { address, password, decision: Decision::AcceptForAll }
    }

    /// Answers nobody until the value is dropped: what waits for the office can be looked at.
    pub(crate) fn hold(&self) -> Held {
        let (release, held) = channel::<()>();
        let (holding, begun) = channel();
        let runtime = self.runtime.as_ref().expect("it runs");
        runtime.spawn(async move {
            let _ = holding.send(());
            let _ = held.recv();
        });
        begun.recv().expect("the office is held");
        Held { _release: release }
    }
}

impl Drop for OwnOffice {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
