//! Makes workplaces: the real one from the compiled provider tables, and one against a practice office.

use std::{
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::tz::TimeZone;
use sendoff_journey::{Capture, PracticeMailboxes, Surroundings, System};
use sendoff_ledger::{Cause, Ledger, LedgerError};
use sendoff_recipes::{Addresses, MailServers, Provider, ProviderId, RecipeError, Recipes};
use sendoff_values::RedirectAddress;
use sendoff_vault::{Patience as KeychainPatience, StoreChoice, Vault};
use sendoff_wire::{AllowedHosts, Names, NotAHost, Wire, WireNotMade, WireSettings};
use sendoff_words::Words;
use url::Url;

use crate::{
    beginning,
    found::Whereabouts,
    operations::check::Patience,
    practising::{OfficeClock, OfficeExchanges, OfficeNames, Practice},
    way::{Way, Ways},
    workplace::{Ports, Workplace},
};

/// Where a practice office is found, and what its certificates are signed by.
#[derive(Clone)]
pub struct PracticeOffice {
    /// The provider whose cloud its directory is in.
    pub cloud: ProviderId,
    /// In place of that provider's hosts.
    pub addresses: Addresses,
    /// In place of the hosts of every other: they find the directory, and serve nobody.
    pub abroad: Addresses,
    /// In place of Google's hosts.
    pub google: Addresses,
    /// PEM of the authority that only practice connections trust.
    pub authority: String,
    /// The mailboxes that are there to be set up.
    pub mailboxes: PracticeMailboxes,
    /// How it is steered, and where its secrets are kept.
    pub practice: Practice,
}

/// How a workplace is made.
#[derive(Clone)]
pub struct WorkplaceSettings {
    /// Where set-ups and connections are remembered.
    pub folder: PathBuf,
    /// Where secrets are kept. Practice takes the memory.
    pub store: StoreChoice,
    /// How long a new secret is waited for.
    pub patience: Patience,
    /// How long a sign-in is waited for.
    pub sign_in_limit: Duration,
    /// In which times are told.
    pub zone: TimeZone,
}

impl WorkplaceSettings {
    /// The usual ones, with the system's keychain.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            store: StoreChoice::System,
            patience: Patience::default(),
            sign_in_limit: Duration::from_mins(15),
            zone: TimeZone::system(),
        }
    }

    /// The same with secrets in memory: nothing of practice enters the system's keychain. The practice workplace puts them
    /// into the keychain of its office.
    pub fn practice_in(folder: PathBuf) -> Self {
        Self { store: StoreChoice::Memory, ..Self::in_folder(folder) }
    }
}

/// A workplace that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum NoWorkplace {
    /// The bundled data is broken: a mistake of the build.
    #[error("the bundled recipes cannot be read")]
    Recipes(#[from] RecipeError),
    /// The bundled data names no provider: a mistake of the build.
    #[error("the provider is not in the table")]
    NoProvider,
    /// A host of the table is no host.
    #[error("a host of the provider table is no host")]
    Host(#[from] NotAHost),
    /// The wire cannot be made.
    #[error("no secure connections can be made here")]
    Wire(#[from] WireNotMade),
    /// The folder cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The test named an office that is not there.
    #[cfg(feature = "test-provider")]
    #[error(transparent)]
    TestProvider(#[from] crate::test_provider::NoTestProvider),
}

impl NoWorkplace {
    /// Whether another process works in the folder, which is nothing to mend: its window is the one to use.
    pub fn in_use(&self) -> bool {
        matches!(self, Self::Ledger(LedgerError { cause: Cause::InUse, .. }))
    }
}

/// Whom a workplace works with.
struct Provided {
    recipes: Recipes,
    /// How each provider is reached. None may speak to the hosts of another.
    wires: Vec<(ProviderId, WireSettings)>,
    /// Whether their pages are plain http on this computer.
    plain_pages: bool,
    /// Where those are that set-ups name themselves.
    whereabouts: Whereabouts,
}

impl Provided {
    /// An office in Microsoft's place: its hosts on this computer, and no trust but its own authority's.
    fn at(addresses: impl Fn(ProviderId) -> Addresses, authority: String) -> Result<Self, NoWorkplace> {
        let recipes = Recipes::bundled()?.practised_at(addresses);
        let authority = authority.into_bytes();
        let wire = |provider: &Provider| {
            let places = [provider.login(), provider.graph()].map(place);
            let allowed = AllowedHosts::loopback(places)?.and_mail(mail_places(provider))?;
            Ok((provider.id, WireSettings::practice(allowed, authority.clone())))
        };
        let wires = recipes.providers().map(wire).collect::<Result<_, NotAHost>>()?;
        Ok(Self { recipes, wires, plain_pages: true, whereabouts: Whereabouts::Office })
    }

    /// The providers themselves, under the system's trust.
    fn themselves() -> Result<Self, NoWorkplace> {
        let recipes = Recipes::bundled()?;
        let wire = |provider: &Provider| {
            let hosts = [provider.login(), provider.graph()].map(|url| url.host_str().unwrap_or_default());
            let allowed = AllowedHosts::provider(hosts)?.and_mail(mail_places(provider))?;
            Ok((provider.id, WireSettings::provider(allowed)))
        };
        let wires = recipes.providers().map(wire).collect::<Result<_, NotAHost>>()?;
        Ok(Self { recipes, wires, plain_pages: false, whereabouts: Whereabouts::Themselves })
    }

    /// The way to each provider.
    fn ways(&self) -> Result<Ways, NoWorkplace> {
        let catalogue = Arc::new(self.recipes.errors().clone());
        let google = Arc::new(self.recipes.google_errors().clone());
        let way = |(id, wire): &(ProviderId, WireSettings)| {
            let provider = self.recipes.provider(*id).ok_or(NoWorkplace::NoProvider)?.clone();
            let catalogue = Arc::clone(&catalogue);
            let google = (*id == ProviderId::Google).then(|| Arc::clone(&google));
            let (replies, codes) = match &google {
                Some(google) => (google.replies(), google.codes()),
                None => (self.recipes.replies().rules(), self.recipes.codes().rules()),
            };
            let (replies, codes) = (replies.into(), codes.into());
            let wire = Arc::new(Wire::new(wire.clone())?);
            Ok(Way { provider, wire, catalogue, google, replies, codes, practice: self.plain_pages, found: None })
        };
        let ways = Ways::new(self.wires.iter().map(way).collect::<Result<Vec<_>, NoWorkplace>>()?);
        Ok(ways.finding(self.whereabouts.clone()))
    }
}

fn mail_places(provider: &Provider) -> impl Iterator<Item = (&str, u16)> {
    let mail = provider.mail().into_iter().flat_map(MailServers::all);
    mail.map(|server| (server.host.as_str(), server.port))
}

impl Workplace {
    /// The real one: Microsoft's own hosts, the system's trust.
    ///
    /// # Errors
    /// If the folder is in use or cannot be used, or the build is broken.
    pub async fn real(settings: WorkplaceSettings, ports: Ports) -> Result<Self, NoWorkplace> {
        #[cfg(feature = "test-provider")]
        if let Some(office) = crate::test_provider::named()? {
            let provided = Provided::at(|provider| office.addresses(provider), office.authority.clone())?;
            let ports = Ports { exchanges: Arc::new(crate::ports::NoExchanges), ..ports };
            return Box::pin(Self::with(provided, None, settings, ports)).await;
        }
        Box::pin(Self::with(Provided::themselves()?, None, settings, ports)).await
    }

    /// One against a practice office: its hosts on this computer, its own certificates, its own time, and secrets in memory.
    ///
    /// # Errors
    /// As for the real one.
    pub async fn practice(
        office: &PracticeOffice,
        settings: WorkplaceSettings,
        ports: Ports,
    ) -> Result<Self, NoWorkplace> {
        // A provider that a set-up names itself is in no cloud.
        let is_here = |id| id == office.cloud || id == ProviderId::Discovered;
        let here = |id| {
            if id == ProviderId::Google {
                return office.google.clone();
            }
            if is_here(id) { office.addresses.clone() } else { office.abroad.clone() }
        };
        let mut provided = Provided::at(here, office.authority.clone())?;
        let names: Arc<dyn Names> = Arc::new(OfficeNames(Arc::clone(&office.practice.controls)));
        provided.wires.iter_mut().for_each(|(_, wire)| wire.names = Arc::clone(&names));
        let settings = WorkplaceSettings { store: StoreChoice::Practice(office.practice.keychain.clone()), ..settings };
        let controls = || Arc::clone(&office.practice.controls);
        let exchanges = Arc::new(OfficeExchanges(controls()));
        let ports = Ports { clock: Arc::new(OfficeClock(controls())), exchanges, ..ports };
        Box::pin(Self::with(provided, Some(office), settings, ports)).await
    }

    async fn with(
        provided: Provided,
        office: Option<&PracticeOffice>,
        settings: WorkplaceSettings,
        ports: Ports,
    ) -> Result<Self, NoWorkplace> {
        let ways = provided.ways()?;
        let recipes = provided.recipes;
        let ledger = Ledger::open_or_wait(&settings.folder, ports.clock.now())?;
        let vault = Vault::open(settings.store, KeychainPatience::default());
        let keychain = beginning::begin(&vault, &ledger, beginning::KEYCHAIN_ANSWERS).await;
        let surroundings = Surroundings {
            practice: office.is_some(),
            practice_mailboxes: office.map(|office| office.mailboxes.clone()),
            keychain,
            zone: settings.zone,
            system: system(&settings.folder),
        };
        let (patience, sign_in_limit) = (settings.patience, settings.sign_in_limit);
        let words = Words::english();
        let practice = office.map(|office| office.practice.clone());
        Ok(Self { ways, vault, ledger, recipes, words, surroundings, patience, sign_in_limit, ports, practice })
    }
}

fn system(folder: &Path) -> System {
    let capture = if cfg!(windows) {
        Capture::Windows
    } else if cfg!(target_os = "macos") {
        Capture::Mac
    } else {
        Capture::Never
    };
    System {
        command_key: cfg!(target_os = "macos"),
        capture,
        folder: Some(folder.display().to_string()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn place(url: &Url) -> (&str, u16) {
    (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// An address on this computer for an answer to come back to, at a port that was free a moment ago; nothing where there is none. A practice
/// office compares it to the letter, as Google does, and several assistants may practise at once.
pub fn address_at_free_port() -> Option<RedirectAddress> {
    let drawn = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?.local_addr().ok()?.port();
    let ports = (0..UNDRAWN.len()).map(|further| UNDRAWN.start + (usize::from(drawn) + further) % UNDRAWN.len());
    let mut ports = ports.filter_map(|port| u16::try_from(port).ok());
    let free = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())?;
    format!("http://127.0.0.1:{free}/").parse().ok()
}

/// Ports that no system gives to whoever asks for any (Linux begins at 32768, Windows and macOS at 49152), so that nothing comes
/// into the free one by chance before the answer is waited for.
const UNDRAWN: Range<usize> = 20_000..32_000;
