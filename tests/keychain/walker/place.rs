//! The workplace of the walker: as the program makes its own, with the practice office where Microsoft is.

use std::{path::Path, path::PathBuf, sync::Arc};

use jiff::tz::TimeZone;
use sendoff_engine::{
    Addresses, Workplace, WorkplaceSettings, deleting,
    ports::{Clock, SystemClock},
    saving,
    way::{Way, Ways},
};
use sendoff_journey::{Journey, Surroundings, System};
use sendoff_ledger::Ledger;
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_tests::rims;
use sendoff_vault::{Patience, StoreChoice, Vault};
use sendoff_wire::{AllowedHosts, Wire, WireSettings};
use sendoff_words::Words;
use serde::Deserialize;
use tokio::sync::mpsc;
use url::Url;

use crate::Fallible;

/// What the practice office says of itself, as far as it is needed here.
#[derive(Deserialize)]
pub(crate) struct Office {
    pub(crate) microsoft: Microsoft,
    ca_file: PathBuf,
}

/// The Microsoft side, with a registration that is ready.
#[derive(Deserialize)]
pub(crate) struct Microsoft {
    authority: Url,
    authorize: Url,
    graph: Url,
    portal: Url,
    pub(crate) tenant_id: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) accounts: Vec<Account>,
}

/// Who can sign in.
#[derive(Deserialize)]
pub(crate) struct Account {
    pub(crate) address: String,
    pub(crate) password: String,
}

/// The workplace, and the pages that it opens. What an earlier life left half done is decided.
pub(crate) async fn workplace(folder: &Path, office: &Office) -> Fallible<(Workplace, mpsc::UnboundedReceiver<Url>)> {
    let (ports, opened) = rims::ports(folder);
    let usual = WorkplaceSettings::in_folder(folder.to_owned());
    let ledger: Ledger<Journey> = Ledger::open_or_wait(folder, SystemClock.now())?;
    let vault = Vault::open(StoreChoice::System, Patience::default());
    saving::recover(&vault, &ledger).await?;
    deleting::recover(&vault, &ledger).await?;
    let (recipes, way) = provided(office)?;
    let surroundings = Surroundings {
        practice: false,
        practice_mailboxes: None,
        keychain: vault.identify().await?.to_string(),
        zone: TimeZone::UTC,
        system: System::default(),
    };
    let (patience, sign_in_limit) = (usual.patience, usual.sign_in_limit);
    let words = Words::english();
    let workplace = Workplace {
        ways: Ways::new([way]),
        vault,
        ledger,
        recipes,
        words,
        surroundings,
        patience,
        sign_in_limit,
        ports,
        practice: None,
    };
    Ok((workplace, opened))
}

fn provided(office: &Office) -> Fallible<(Recipes, Way)> {
    let start = |address: &Url| address.join("/");
    let Microsoft { authority, authorize, graph, portal, .. } = &office.microsoft;
    let addresses = Addresses {
        login: start(authority)?,
        browser: start(authorize)?,
        graph: start(graph)?,
        portal: start(portal)?,
        mail: None,
        assistant_redirect: None,
    };
    let recipes = Recipes::bundled()?.practised_at(|_| addresses.clone());
    let place = |url: &Url| (url.host_str().unwrap_or_default().to_owned(), url.port().unwrap_or_default());
    let hosts = [place(&addresses.login), place(&addresses.graph)];
    let allowed = AllowedHosts::loopback(hosts.iter().map(|(host, port)| (host.as_str(), *port)))?;
    let wire = Wire::new(WireSettings::practice(allowed, std::fs::read(&office.ca_file)?))?;
    let provider = recipes.provider(ProviderId::Microsoft).ok_or("no provider")?.clone();
    let catalogue = Arc::new(recipes.errors().clone());
    let replies = recipes.replies().rules().into();
    let codes = recipes.codes().rules().into();
    Ok((
        recipes,
        Way { provider, wire: wire.into(), catalogue, google: None, replies, codes, practice: true, found: None },
    ))
}
