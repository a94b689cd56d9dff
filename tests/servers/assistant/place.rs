//! The assistant's workplace at a stack: its own in everything, but for the provider file.

use std::{path::Path, sync::Arc};

use jiff::tz::TimeZone;
use sendoff_engine::{
    PracticeKeychain, Workplace, WorkplaceSettings,
    found::Whereabouts,
    ports::{Clock, SystemClock},
    way::{Way, Ways},
};
use sendoff_journey::{Journey, Surroundings, System};
use sendoff_ledger::Ledger;
use sendoff_recipes::{MailServers, Provider, ProviderId, Recipes};
use sendoff_tests::{rims, servers::Stack};
use sendoff_vault::{Patience, StoreChoice, Vault};
use sendoff_wire::{AllowedHosts, Wire, WireSettings};
use sendoff_words::Words;
use tokio::sync::mpsc;
use url::Url;

const MICROSOFT: &str = include_str!("../../../recipes/providers/microsoft.toml");
const OWN: &str = include_str!("provider.toml");

/// A provider file of their own: what it says takes the place of what Microsoft's says.
fn file(stack: &Stack) -> toml::Table {
    let ports = stack.ports();
    let words = [
        ("PROVIDER", ports.provider),
        ("SUBMISSION", ports.submission),
        ("IMAP", ports.imap_tls),
        ("POP3", ports.pop3_tls),
    ];
    let filled = words.iter().fold(OWN.to_owned(), |text, (word, port)| {
        text.replace(&format!("\"{{{word}}}\""), &port.to_string()).replace(&format!("{{{word}}}"), &port.to_string())
    });
    let mut file: toml::Table = MICROSOFT.parse().unwrap();
    file.extend(filled.parse::<toml::Table>().unwrap());
    file
}

/// The workplace, and the pages that it opens.
pub(super) fn workplace(
    stack: &Stack,
    folder: &Path,
    keychain: &PracticeKeychain,
) -> (Workplace, mpsc::UnboundedReceiver<Url>) {
    let (ports, opened) = rims::ports(folder);
    let usual = WorkplaceSettings::in_folder(folder.to_owned());
    let own = Provider::read("tests/servers/assistant/provider.toml", &file(stack).to_string()).unwrap();
    let recipes = Recipes::bundled().unwrap().provided_by(&own);
    let found = recipes.provider(ProviderId::Discovered).unwrap().clone();
    let nowhere = WireSettings { names: stack.names(), ..trusting(stack, AllowedHosts::of_a_test([]).unwrap()) };
    let found = Way { practice: false, ..way(Wire::new(nowhere.clone()).unwrap(), &recipes, found) };
    // The same servers twice: by a provider file, and found by their own name for themselves.
    let ways =
        Ways::new([way(wire(stack, &own), &recipes, own), found]).finding(Whereabouts::OfATest(Box::new(nowhere)));
    let surroundings = Surroundings {
        practice: false,
        practice_mailboxes: None,
        keychain: "the keychain of a test".to_owned(),
        zone: TimeZone::UTC,
        system: System::default(),
    };
    let workplace = Workplace {
        ways,
        vault: vault(keychain),
        ledger: ledger(folder),
        recipes,
        words: Words::english(),
        surroundings,
        patience: usual.patience,
        sign_in_limit: usual.sign_in_limit,
        ports,
        practice: None,
    };
    (workplace, opened)
}

fn way(wire: Wire, recipes: &Recipes, provider: Provider) -> Way {
    let (catalogue, replies) = (Arc::new(recipes.errors().clone()), recipes.replies().rules().into());
    let codes = recipes.codes().rules().into();
    // Its endpoints are https at a port of their own, which no provider of ours has; practice may have one, too.
    let wire = Arc::new(wire);
    Way { wire, provider, catalogue, google: None, replies, codes, practice: true, found: None }
}

pub(super) fn vault(keychain: &PracticeKeychain) -> Vault {
    Vault::open(StoreChoice::Practice(keychain.clone()), Patience::default())
}

pub(super) fn ledger(folder: &Path) -> Ledger<Journey> {
    Ledger::open_or_wait(folder, SystemClock.now()).unwrap()
}

/// Reaches what the provider file names, and nothing else.
fn wire(stack: &Stack, provider: &Provider) -> Wire {
    let place = |url: &Url| (url.host_str().unwrap().to_owned(), url.port_or_known_default().unwrap());
    let hosts = [provider.login(), provider.graph()].map(place);
    let mail = provider.mail().into_iter().flat_map(MailServers::all);
    let allowed = AllowedHosts::of_a_test(hosts.iter().map(|(host, port)| (host.as_str(), *port))).unwrap();
    let allowed = allowed.and_mail(mail.map(|server| (server.host.as_str(), server.port))).unwrap();
    Wire::new(WireSettings { names: stack.names(), ..trusting(stack, allowed) }).unwrap()
}

fn trusting(stack: &Stack, allowed: AllowedHosts) -> WireSettings {
    WireSettings::practice(allowed, stack.authority().pem.clone().into_bytes())
}
