//! Ties the practice office to the engine: its addresses in place of Microsoft's.

use sendoff_engine::{Addresses, PracticeOffice};
use sendoff_practice::{RunningOffice, directory::AccountKind};
use url::Url;

use crate::NotFoundOut;

/// Where `office` is found.
pub(crate) fn practice_office(office: &RunningOffice) -> Result<PracticeOffice, NotFoundOut> {
    let addresses = office.addresses();
    let mailbox = office.office().account(AccountKind::Mailbox);
    let mailbox = mailbox.ok_or_else(|| NotFoundOut("the practice office has no mailbox".to_owned()))?;
    Ok(PracticeOffice {
        addresses: Addresses {
            login: address(&addresses.secure())?,
            browser: address(&addresses.pages())?,
            graph: address(&addresses.secure())?,
            portal: address(&addresses.pages())?,
        },
        authority: office.ca_pem().to_owned(),
        mailbox: mailbox.address,
    })
}

fn address(text: &str) -> Result<Url, NotFoundOut> {
    Url::parse(text).map_err(|error| NotFoundOut::because("the practice office has no address", &error))
}
