//! Ties the practice office to the engine: its addresses in place of Microsoft's, its clock, and what can be made to go
//! wrong in it.

use jiff::{SignedDuration, Timestamp};
use sendoff_engine::{
    Addresses, MailServer, MailServers, Practice, PracticeKeychain, PracticeMailboxes, PracticeOffice, ProviderId,
    address_at_free_port, ports::PracticeControls, screens::PracticeFault,
};
use sendoff_practice::{
    Fault, GoogleAccountKind, Office, RunningOffice,
    directory::{AccountKind, Cloud},
};
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::watch;
use url::Url;

use crate::NotFoundOut;

/// Where `office` is found.
pub(crate) fn practice_office(office: &RunningOffice) -> Result<PracticeOffice, NotFoundOut> {
    let addresses = office.addresses();
    let mailbox = office.office().account(AccountKind::Mailbox);
    let mailbox = mailbox.ok_or_else(|| NotFoundOut("the practice office has no mailbox".to_owned()))?;
    let google = office.office().google_account(GoogleAccountKind::Mailbox).map(|account| account.address);
    let google = google.ok_or_else(|| NotFoundOut("the practice office has no mailbox at Google".to_owned()))?;
    let abroad = address(&addresses.abroad())?;
    let pages = address(&addresses.pages())?;
    Ok(PracticeOffice {
        cloud: provider(addresses.cloud()),
        abroad: Addresses {
            login: abroad.clone(),
            browser: pages.clone(),
            graph: abroad,
            portal: pages,
            mail: None,
            assistant_redirect: None,
        },
        addresses: Addresses {
            login: address(&addresses.secure())?,
            browser: address(&addresses.pages())?,
            graph: address(&addresses.secure())?,
            portal: address(&addresses.pages())?,
            mail: Some(mail(&addresses)),
            assistant_redirect: None,
        },
        google: at_google(&addresses)?,
        authority: office.ca_pem().to_owned(),
        mailboxes: PracticeMailboxes { microsoft: mailbox.address, google },
        practice: Practice { controls: Arc::new(Controls(office.office().clone())), keychain: PracticeKeychain::new() },
    })
}

/// The provider of a cloud that the office plays.
const fn provider(cloud: Cloud) -> ProviderId {
    match cloud {
        Cloud::Worldwide => ProviderId::Microsoft,
        Cloud::UsGovernment => ProviderId::MicrosoftUsGovernment,
        Cloud::UsDefense => ProviderId::MicrosoftUsDefense,
        Cloud::China => ProviderId::MicrosoftChina,
    }
}

/// The cloud of a provider, for an office that plays it.
pub(crate) const fn cloud(provider: ProviderId) -> Cloud {
    match provider {
        // Google, and a provider that is found, are in no cloud.
        ProviderId::Microsoft | ProviderId::Google | ProviderId::Discovered => Cloud::Worldwide,
        ProviderId::MicrosoftUsGovernment => Cloud::UsGovernment,
        ProviderId::MicrosoftUsDefense => Cloud::UsDefense,
        ProviderId::MicrosoftChina => Cloud::China,
    }
}

/// Google's pages and endpoints in the office, and an address to come back to at a port that is free.
fn at_google(addresses: &sendoff_practice::Addresses) -> Result<Addresses, NotFoundOut> {
    let (secure, pages) = (address(&addresses.secure())?, address(&addresses.pages())?);
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

fn address(text: &str) -> Result<Url, NotFoundOut> {
    Url::parse(text).map_err(|error| NotFoundOut::because("the practice office has no address", &error))
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
pub(crate) fn of_office(fault: PracticeFault) -> Option<Fault> {
    fault.name().parse().ok()
}

/// The name on the screen of what the office can do.
pub(crate) fn of_screen(fault: Fault) -> Option<PracticeFault> {
    PracticeFault::named(fault.name())
}

#[cfg(test)]
mod tests {
    use sendoff_engine::screens::{DoneBy, PracticeFault};
    use sendoff_practice::Fault;
    use serde_json::to_value;

    use super::{of_office, of_screen};

    #[test]
    fn whatever_the_office_can_do_stands_in_the_menu_and_the_menu_promises_nothing_else() {
        for fault in Fault::ALL {
            let shown = of_screen(fault).unwrap_or_else(|| panic!("{fault} has no words"));
            assert_eq!(shown.done_by(), DoneBy::Office, "{fault}");
            assert_eq!(of_office(shown), Some(fault));
            let (here, there) = (to_value(shown.shows_at()).unwrap(), to_value(fault.shows_at()).unwrap());
            assert_eq!(here, there, "{fault} shows elsewhere");
        }
        for shown in PracticeFault::ALL {
            assert_eq!(of_office(*shown).is_some(), shown.done_by() == DoneBy::Office, "{}", shown.name());
        }
    }
}
