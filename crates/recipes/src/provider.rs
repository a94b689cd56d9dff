//! Where a provider is: the hosts secrets may go to, the paths of the protocol, and the pages of its portal.
//!
//! Hosts are compiled in twice, in the provider file and in the list below, so that a slip in one does not send
//! anything anywhere (security.md M-10). Practice puts the office's own addresses in their place.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sendoff_values::{RedirectAddress, Tenant};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    access::Audience,
    cloud::{Clouds, Elsewhere, OtherCloud},
    found::FoundProvider,
    labels::PortalLabels,
    mail_servers::MailServers,
    naming::Naming,
    national::{National, ScriptWords},
    page::{PageEntry, PageLink, PortalPage},
    read::{Checked, Misfit, RecipeError, inconsistent, read, require},
    recipe::Recipe,
    redirect::can_be_registered,
    template::{Placeholder, Template, Values},
    text::{Label, Text},
};

/// No host is compiled in for a provider that is found: each is confirmed in its set-up (security.md M-10).
const NONE: &[&str] = &[];

/// Hosts that are sent a secret or a token, and the names of resources that tokens are asked for.
const fn trusted(provider: ProviderId) -> &'static [&'static str] {
    match provider {
        ProviderId::Microsoft => &[
            "login.microsoftonline.com",
            "graph.microsoft.com",
            "smtp.office365.com",
            "outlook.office365.com",
            "outlook.office.com",
        ],
        ProviderId::MicrosoftUsGovernment => {
            &["login.microsoftonline.us", "graph.microsoft.us", "smtp.office365.us", "outlook.office365.us"]
        }
        ProviderId::MicrosoftUsDefense => {
            &["login.microsoftonline.us", "dod-graph.microsoft.us", "outlook-dod.office365.us", "outlook.office365.us"]
        }
        ProviderId::MicrosoftChina => &[
            "login.partner.microsoftonline.cn",
            "microsoftgraph.chinacloudapi.cn",
            "smtp.partner.outlook.cn",
            "partner.outlook.cn",
        ],
        ProviderId::Google => &[
            "accounts.google.com",
            "oauth2.googleapis.com",
            "gmail.googleapis.com",
            "smtp.gmail.com",
            "imap.gmail.com",
            "pop.gmail.com",
        ],
        ProviderId::Discovered => NONE,
    }
}

/// Hosts whose pages are opened in the browser.
const fn portals(provider: ProviderId) -> &'static [&'static str] {
    match provider {
        ProviderId::Microsoft => &["entra.microsoft.com", "admin.microsoft.com", "shell.azure.com"],
        ProviderId::MicrosoftUsGovernment => &["portal.azure.us", "portal.office365.us"],
        ProviderId::MicrosoftUsDefense => &["portal.azure.us", "portal.apps.mil"],
        ProviderId::MicrosoftChina => &["portal.azure.cn", "portal.partner.microsoftonline.cn"],
        ProviderId::Google => &["console.cloud.google.com", "admin.google.com", "myaccount.google.com"],
        ProviderId::Discovered => NONE,
    }
}

/// Whether a secret or a token may be sent there.
pub(crate) fn is_trusted(provider: ProviderId, host: &str) -> bool {
    trusted(provider).contains(&host)
}

/// Whether pages of this host are opened.
pub(crate) fn opens(provider: ProviderId, host: &str) -> bool {
    portals(provider).contains(&host)
}

/// Who runs the mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderId {
    /// Microsoft 365, worldwide cloud.
    Microsoft,
    /// Microsoft 365 for the US Government, GCC High.
    MicrosoftUsGovernment,
    /// Microsoft 365 for the US Department of Defense.
    MicrosoftUsDefense,
    /// Microsoft 365 in China, operated by 21Vianet.
    MicrosoftChina,
    /// Google: Workspace and gmail.com.
    Google,
    /// Somebody whose name is given in the set-up itself, and found by it (docs/decisions/discovery.md).
    Discovered,
}

impl ProviderId {
    /// Every one there is.
    pub const ALL: [Self; 6] = [
        Self::Microsoft,
        Self::MicrosoftUsGovernment,
        Self::MicrosoftUsDefense,
        Self::MicrosoftChina,
        Self::Google,
        Self::Discovered,
    ];

    /// Its word in the files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Microsoft => "microsoft",
            Self::MicrosoftUsGovernment => "microsoft-us-government",
            Self::MicrosoftUsDefense => "microsoft-us-defense",
            Self::MicrosoftChina => "microsoft-china",
            Self::Google => "google",
            Self::Discovered => "discovered",
        }
    }

    /// The one of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.as_str() == word)
    }
}

/// With whom a set-up is: all that is needed to find its provider again. Whatever speaks to a provider on behalf of a set-up
/// says so, and reaches the hosts of this one and of no other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProvidedBy {
    /// One whose file is part of the program.
    Bundled(ProviderId),
    /// One that was found under its names, all of whose hosts a person has seen and confirmed.
    Found(Box<FoundProvider>),
}

impl ProvidedBy {
    /// With whom a set-up by this recipe is; before one is chosen, with whom most people's is.
    pub fn of(recipe: Option<&Recipe>) -> Self {
        recipe.map_or(Self::Bundled(ProviderId::Microsoft), Recipe::provided_by)
    }
}

/// One address of the protocol on the login host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// Where the browser goes.
    Authorize,
    /// Where codes, refresh tokens and secrets go.
    Token,
    /// OpenID Connect Discovery 1.0 section 4.
    Discovery,
    /// Where an administrator approves.
    AdminConsent,
}

/// One provider, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Which one.
    pub id: ProviderId,
    /// Its name as people know it.
    pub name: Label,
    /// What a sentence calls whoever runs it.
    pub spoken: Label,
    /// The assistant's own redirect address.
    pub assistant_redirect: RedirectAddress,
    /// Asked for beside the recipe's permissions, so that the answer says who signed in.
    pub identity_requests: Vec<Label>,
    /// Labels of its portal, for reading a paste.
    pub labels: Vec<PortalLabels>,
    /// Which national cloud it is, as a sentence names it; none for the worldwide one.
    pub cloud: Option<Label>,
    /// What scripts for a national cloud need to say.
    pub script: Option<ScriptWords>,
    /// How many accesses of one account with one registration live at once, where the oldest makes room for more; none where nothing is known of such a number.
    pub live_accesses: Option<u16>,
    /// Its hosts that no page of the vendor's names.
    pub unconfirmed: Vec<String>,
    pub(crate) login: Url,
    pub(crate) browser: Url,
    pub(crate) graph: Url,
    /// What access for Microsoft Graph is asked for under; practice leaves it as it is.
    pub(crate) graph_resource: String,
    pub(crate) endpoints: BTreeMap<Endpoint, Template>,
    pub(crate) issuer: Template,
    pub(crate) pages: BTreeMap<PortalPage, PageLink>,
    pub(crate) other_portals: Vec<Label>,
    pub(crate) clouds: Clouds,
    pub(crate) mail: Option<MailServers>,
    /// Whether a practice office stands in the place of its hosts.
    pub(crate) is_played: bool,
}

/// Whether a host is a test's own server, perhaps with a port: a name nobody on the internet can have (RFC 6761 section 6.2).
pub(crate) fn is_of_a_test(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    cfg!(feature = "test-names") && name.rsplit_once('.').is_some_and(|(_, last)| last == "test")
}

/// The addresses of a practice office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// In place of the login host.
    pub login: Url,
    /// In place of the login host for what a browser opens: plain http, since no browser knows practice certificates.
    pub browser: Url,
    /// In place of the Graph host.
    pub graph: Url,
    /// In place of the portals.
    pub portal: Url,
    /// In place of the mail servers; none where an office has none.
    pub mail: Option<MailServers>,
    /// In place of the assistant's own redirect address, where its port counts; none keeps it.
    pub assistant_redirect: Option<RedirectAddress>,
}

impl Provider {
    /// Reads a provider file; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let provider: ProviderFile = read(file, text)?;
        let misfit = || Misfit { key: "page.host".to_owned(), what: "it does not make an address".to_owned() };
        provider.into_provider().ok_or_else(|| inconsistent(file, text, misfit()))
    }

    /// This provider, which is worldwide, and its national clouds; nothing where an address is none.
    pub(crate) fn with_clouds(self, clouds: &[National]) -> Option<Vec<Self>> {
        let named = || clouds.iter().map(National::as_other);
        let others = named().chain(self.clouds.others.iter().cloned()).collect();
        let here = Self { clouds: Clouds { others, ..self.clouds.clone() }, ..self.clone() };
        let national = clouds.iter().map(|cloud| {
            let home = cloud.as_other();
            let worldwide = OtherCloud { provider: Some(self.id), ..self.clouds.as_other()? };
            let others = named().filter(|other| *other != home).chain([worldwide]).collect();
            Some(Self {
                clouds: Clouds { name: Some(home.name), own: home.instances, part: home.part, others },
                ..cloud.provider(&self)?
            })
        });
        [Some(here)].into_iter().chain(national).collect()
    }

    /// The same provider as a practice office plays it.
    pub fn practised_at(&self, addresses: &Addresses, pages: &PracticePages) -> Self {
        let Addresses { login, browser, graph, portal, mail, assistant_redirect } = addresses.clone();
        let assistant_redirect = assistant_redirect.unwrap_or_else(|| self.assistant_redirect.clone());
        let pages = match self.id.naming() {
            Naming::InDirectory => &pages.page,
            Naming::InProject => &pages.google,
            Naming::Alone => &pages.discovered,
        };
        let pages = pages.iter().map(|entry| (entry.page, entry.clone().at(portal.clone()))).collect();
        Self { login, browser, graph, pages, mail, assistant_redirect, is_played: true, ..self.clone() }
    }

    /// The address of this endpoint for a directory. The directory is one path segment by its type (M-12).
    pub fn endpoint(&self, endpoint: Endpoint, tenant: &Tenant) -> Option<Url> {
        self.endpoint_of(endpoint, Some(tenant.as_str()))
    }

    /// The same at a provider that has no directories.
    pub fn endpoint_alone(&self, endpoint: Endpoint) -> Option<Url> {
        self.endpoint_of(endpoint, None)
    }

    /// The same for people of any directory that this audience lets in; nothing where only the directory itself may.
    pub fn shared_endpoint(&self, endpoint: Endpoint, audience: Audience) -> Option<Url> {
        self.endpoint_of(endpoint, Some(audience.any_directory()?))
    }

    fn endpoint_of(&self, endpoint: Endpoint, directory: Option<&str>) -> Option<Url> {
        let values = in_directory(directory);
        let path = self.endpoints.get(&endpoint)?.fill_encoded(&values).ok()?;
        let mut address = match endpoint {
            Endpoint::Authorize | Endpoint::AdminConsent => self.browser.clone(),
            Endpoint::Token | Endpoint::Discovery => self.login.clone(),
        };
        address.set_path(&path);
        Some(address)
    }

    /// The issuer that discovery and ID tokens of this directory must name (OpenID Connect Core 1.0 section 2).
    pub fn issuer(&self, tenant: &sendoff_values::TenantId) -> Option<String> {
        self.issuer_of(Some(tenant.as_str()))
    }

    /// The same of a provider that has no directories.
    pub fn issuer_alone(&self) -> Option<String> {
        self.issuer_of(None)
    }

    fn issuer_of(&self, directory: Option<&str>) -> Option<String> {
        let path = self.issuer.fill(&in_directory(directory)).ok()?;
        Some(format!("{}{path}", self.login.as_str().trim_end_matches('/')))
    }

    /// In which other cloud a directory is, by what its discovery document says: `cloud_instance_name` and
    /// `tenant_region_sub_scope`. Nothing if it is in this provider's, or nothing is said.
    pub fn elsewhere(&self, instance: Option<&str>, part: Option<&str>) -> Option<Elsewhere<'_>> {
        self.clouds.elsewhere(instance, part)
    }

    /// Scheme, host and port of the login host.
    pub fn login(&self) -> &Url {
        &self.login
    }

    /// Scheme, host and port of where a browser signs in.
    pub fn browser(&self) -> &Url {
        &self.browser
    }

    /// Scheme, host and port of what programs ask about mail: Microsoft Graph, or the Gmail API.
    pub fn graph(&self) -> &Url {
        &self.graph
    }

    /// What access for Microsoft Graph is asked for under, without a slash at the end.
    pub fn graph_resource(&self) -> &str {
        &self.graph_resource
    }

    /// Where mail is sent and read by SMTP, IMAP and POP3.
    pub fn mail(&self) -> Option<&MailServers> {
        self.mail.as_ref()
    }

    /// The page to open: this one, or the list of registrations while the registration is not known. Nothing where the
    /// portal has no such page.
    pub fn page_address(&self, page: PortalPage, values: &Values) -> Option<Url> {
        let address = self.pages.get(&page)?.address(values);
        address.or_else(|| self.pages.get(&PortalPage::AppRegistrations)?.address(values))
    }

    /// Whether an address that somebody pasted is one of the provider's own: its portals' or its login host's. Compared by
    /// scheme, host and port after parsing (security.md M-11, M-14); nothing is opened because of it.
    pub fn is_own(&self, address: &Url) -> bool {
        let origin = address.origin();
        let page = self.pages.values().any(|link| link.base.origin() == origin);
        let other = || self.other_portals.iter().any(|host| address.host_str() == Some(host.as_str()));
        page || self.login.origin() == origin || (address.scheme() == "https" && address.port().is_none() && other())
    }

    /// Whether it is a place of the practice office that stands for this provider, by scheme, host and port.
    pub fn plays(&self, address: &Url) -> bool {
        self.is_played && [&self.login, &self.browser, &self.graph].iter().any(|own| own.origin() == address.origin())
    }

    /// Whether a browser may be sent there: one of the pages of this table, by scheme, host and port after parsing, and
    /// without a name or password in it (security.md S-30, M-11).
    pub fn may_open(&self, address: &Url) -> bool {
        let origins = self.pages.values().map(|link| &link.base).chain([&self.login, &self.browser]);
        let plain = address.username().is_empty() && address.password().is_none();
        plain && origins.into_iter().any(|own| own.origin() == address.origin())
    }

    /// How the page's address is built, and whether anybody has seen it work.
    pub fn page(&self, page: PortalPage) -> Option<&PageLink> {
        self.pages.get(&page)
    }
}

fn in_directory(directory: Option<&str>) -> Values {
    directory.map_or_else(Values::default, |directory| Values::default().with(Placeholder::Tenant, directory))
}

/// The pages of a practice portal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticePages {
    schema: u32,
    page: Vec<PageEntry>,
    /// Of Google's console, its admin console and its accounts.
    google: Vec<PageEntry>,
    /// Of a provider that is found.
    discovered: Vec<PageEntry>,
}

impl PracticePages {
    /// Reads the file; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        read(file, text)
    }
}

impl Checked for PracticePages {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let all = || self.page.iter().chain(&self.google).chain(&self.discovered);
        require(all().all(PageEntry::is_sound), "page", "a template is not sound")?;
        require(all().all(|entry| entry.host.is_none()), "page.host", "practice has its own")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderFile {
    schema: u32,
    id: ProviderId,
    name: Label,
    spoken: Label,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    checked: Date,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
    assistant_redirect: RedirectAddress,
    identity_requests: Vec<Label>,
    login_host: String,
    graph_host: String,
    endpoint: BTreeMap<Endpoint, Template>,
    issuer: Template,
    mail: MailServers,
    /// Portals whose addresses are read when pasted, and never opened.
    other_portals: Vec<Label>,
    /// What a sentence calls this cloud in another one.
    cloud_name: Label,
    /// `cloud_instance_name` of this provider's directories.
    cloud: Vec<String>,
    other_cloud: Vec<OtherCloud>,
    page: Vec<PageEntry>,
    label: Vec<PortalLabels>,
}

impl ProviderFile {
    fn into_provider(self) -> Option<Provider> {
        let base = |host: &str| Url::parse(&format!("https://{host}/")).ok();
        let link = |entry: PageEntry| {
            Some((entry.page, {
                let base = base(entry.host.as_deref()?)?;
                entry.at(base)
            }))
        };
        Some(Provider {
            login: base(&self.login_host)?,
            browser: base(&self.login_host)?,
            graph: base(&self.graph_host)?,
            graph_resource: format!("https://{}", self.graph_host),
            cloud: None,
            script: None,
            live_accesses: None,
            unconfirmed: Vec::new(),
            pages: self.page.into_iter().map(link).collect::<Option<_>>()?,
            id: self.id,
            name: self.name,
            spoken: self.spoken,
            assistant_redirect: self.assistant_redirect,
            identity_requests: self.identity_requests,
            labels: self.label,
            endpoints: self.endpoint,
            issuer: self.issuer,
            other_portals: self.other_portals,
            clouds: Clouds { name: Some(self.cloud_name), own: self.cloud, part: None, others: self.other_cloud },
            mail: Some(self.mail),
            is_played: false,
        })
    }
}

impl Checked for ProviderFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let trusted = |host: &String| is_trusted(self.id, host) || is_of_a_test(host);
        require(trusted(&self.login_host), "login_host", "it is not a host that is trusted")?;
        require(trusted(&self.graph_host), "graph_host", "it is not a host that is trusted")?;
        self.mail.check(self.id)?;
        require(can_be_registered(&self.assistant_redirect), "assistant_redirect", "it cannot be registered")?;
        let all = [Endpoint::Authorize, Endpoint::Token, Endpoint::Discovery, Endpoint::AdminConsent];
        require(all.iter().all(|endpoint| self.endpoint.contains_key(endpoint)), "endpoint", "one is missing")?;
        require(self.page.iter().all(PageEntry::is_sound), "page", "a template is not sound")?;
        let portal =
            |entry: &PageEntry| entry.host.as_deref().is_some_and(|host| opens(self.id, host) || is_of_a_test(host));
        require(self.page.iter().all(portal), "page.host", "it is not the host of a portal")?;
        let once = |page| self.page.iter().filter(|entry| entry.page == page).count() == 1;
        require(PortalPage::of(self.id.naming()).all(once), "page", "every page stands once")
    }
}
