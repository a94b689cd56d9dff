//! What the loop does with what comes too late.

use sendoff_journey::SignedIn;
use sendoff_practice::{Office, OfficeSettings, RunningOffice, directory::AccountKind};
use sendoff_values::{AccessToken, RefreshToken};
use tempfile::TempDir;

use super::*;
use crate::{
    Addresses, Ports, PracticeOffice, WorkplaceSettings,
    ports::{SystemClock, SystemRandomness},
    secrets::Tokens,
    system::{Folder, SystemBrowser, SystemClipboard},
};

async fn workplace(office: &RunningOffice, folder: &TempDir) -> Workplace {
    let (secure, pages) = (office.addresses().secure(), office.addresses().pages());
    let [login, graph] = [(); 2].map(|()| secure.parse().unwrap());
    let [browser, portal] = [(); 2].map(|()| pages.parse().unwrap());
    let found = PracticeOffice {
        addresses: Addresses { login, browser, graph, portal },
        authority: office.ca_pem().to_owned(),
        mailbox: office.office().account(AccountKind::Mailbox).unwrap().address,
    };
    let ports = Ports {
        browser: Arc::new(SystemBrowser),
        clipboard: Arc::new(SystemClipboard),
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        files: Arc::new(Folder(folder.path().to_owned())),
    };
    let settings = WorkplaceSettings::practice_in(folder.path().join("connections"));
    Workplace::practice(&found, settings, ports).await.unwrap()
}

#[tokio::test]
async fn access_that_comes_too_late_is_not_kept() {
    let office = Office::start(OfficeSettings::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (_answers, inbox) = mpsc::unbounded_channel();
    let (mut desk, _screens) = Desk::open(workplace(&office, &folder).await, None, inbox, CancellationToken::new());
    let shared = Arc::clone(&desk.seat.shared);
    let token = |text: &str| text.to_owned();
    let access = shared.secrets.keep_tokens(Tokens {
        access: AccessToken::new(token("eyJ-late")),
        refresh: RefreshToken::new(token("1.AX-late")),
    });
    let signed_in = SignedIn {
        account: "office@harbour.example".to_owned(),
        name: None,
        tenant: "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap(),
        granted: Vec::new(),
        access,
    };
    desk.handle(Event::Finished { operation: OperationNumber(99), outcome: Box::new(Outcome::SignedIn(signed_in)) });
    assert!(shared.secrets.tokens(access).is_none());
    office.stop().await;
}
