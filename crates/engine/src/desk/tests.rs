//! What the loop does with what comes too late, and the way to the practice office and back.

mod around;
mod dropped;
mod office;
mod opened;
mod practice;
mod table;

use sendoff_journey::{Outcome, SignedIn};
use sendoff_practice::{Office, OfficeSettings};
use sendoff_values::{AccessToken, RefreshToken};

use super::*;
use crate::{PracticeKeychain, secrets::Tokens};

#[tokio::test]
async fn access_that_comes_too_late_is_not_kept() {
    let office = Office::start(OfficeSettings::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (_answers, inbox) = mpsc::unbounded_channel();
    let (mut desk, _screens) = Desk::open(
        office::workplace(&office, folder.path(), PracticeKeychain::new()).await,
        (None, Remembered::default()),
        inbox,
        CancellationToken::new(),
    );
    let shared = Arc::clone(&desk.seat.shared);
    let token = |text: &str| text.to_owned();
    let access = shared.secrets.keep_tokens(Tokens {
        access: AccessToken::new(token("eyJ-late")),
        refresh: Some(RefreshToken::new(token("1.AX-late"))),
    });
    let signed_in = SignedIn {
        account: "office@harbour.example".to_owned(),
        name: None,
        tenant: Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap()),
        guest: false,
        granted: Vec::new(),
        access,
    };
    desk.handle(Event::Finished { operation: OperationNumber(99), outcome: Box::new(Outcome::SignedIn(signed_in)) });
    assert!(shared.secrets.tokens(access).is_none());
    office.stop().await;
}
