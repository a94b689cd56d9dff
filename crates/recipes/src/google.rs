//! Google: one provider without directories, whose registrations live in projects (`recipes/providers/google.toml`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use sendoff_values::{RedirectAddress, StepId};
use serde::Deserialize;
use url::Url;

use crate::{
    access::Access,
    cloud::Clouds,
    mail_servers::MailServers,
    naming::Naming,
    page::{PageEntry, PageLink, PortalPage},
    permission::Platform,
    provider::{Endpoint, Provider, ProviderId, is_trusted, opens},
    read::{Checked, Misfit, RecipeError, inconsistent, read, require},
    recipe::Recipe,
    template::Template,
    text::{Label, Text},
};

/// Where an answer may come back to without a name being looked up
/// (developers.google.com/identity/protocols/oauth2/native-app, "Loopback IP address", read 2026-11-21).
const THIS_COMPUTER: &str = "http://127.0.0.1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoogleFile {
    schema: u32,
    id: ProviderId,
    name: Label,
    spoken: Label,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    checked: Date,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
    /// With a port, for clients that must have it registered.
    assistant_redirect: RedirectAddress,
    identity_requests: Vec<Label>,
    /// Where people sign in.
    browser_host: String,
    /// Where codes and secrets go.
    token_host: String,
    /// Where the Gmail API is.
    gmail_host: String,
    /// Of one account with one Client ID ("Refresh token expiration").
    live_accesses: u16,
    endpoint: BTreeMap<Endpoint, Template>,
    mail: MailServers,
    page: Vec<PageEntry>,
}

impl Checked for GoogleFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        require(self.id == ProviderId::Google, "id", "it is a provider of its own")?;
        for (key, host) in
            [("browser_host", &self.browser_host), ("token_host", &self.token_host), ("gmail_host", &self.gmail_host)]
        {
            require(is_trusted(self.id, host), key, "it is not a host that is trusted")?;
        }
        self.mail.check(self.id)?;
        let port =
            self.assistant_redirect.as_str().strip_prefix(THIS_COMPUTER).is_some_and(|rest| rest.starts_with(':'));
        require(port, "assistant_redirect", "it is a place on this computer, with a port")?;
        let used = [Endpoint::Authorize, Endpoint::Token];
        require(used.iter().all(|one| self.endpoint.contains_key(one)), "endpoint", "one is missing")?;
        require(self.page.iter().all(PageEntry::is_sound), "page", "a template is not sound")?;
        let portal = |entry: &PageEntry| entry.host.as_deref().is_some_and(|host| opens(self.id, host));
        require(self.page.iter().all(portal), "page.host", "it is not the host of a portal")?;
        let once = |page| self.page.iter().filter(|entry| entry.page == page).count() == 1;
        require(PortalPage::of(self.id.naming()).all(once), "page", "every page stands once")
    }
}

impl Provider {
    /// Reads the file of Google; `file` names it in errors.
    pub(crate) fn read_google(file: &str, text: &str) -> Result<Self, RecipeError> {
        let google: GoogleFile = read(file, text)?;
        let misfit = || Misfit { key: "page.host".to_owned(), what: "it does not make an address".to_owned() };
        google.into_provider().ok_or_else(|| inconsistent(file, text, misfit()))
    }
}

impl Recipe {
    /// The assistant's own redirect address for this application at its provider; the recipe is tailored.
    ///
    /// A client of the type *Desktop app* has none registered: any port of this computer does
    /// (developers.google.com/identity/protocols/oauth2/native-app, read 2026-11-21).
    pub fn assistant_redirect(&self, provider: &Provider) -> RedirectAddress {
        let own = &provider.assistant_redirect;
        if provider.id != ProviderId::Google || self.platform != Some(Platform::Desktop) {
            return own.clone();
        }
        format!("{THIS_COMPUTER}/").parse().unwrap_or_else(|_| own.clone())
    }
}

impl Recipe {
    /// Where in this recipe something is mended that is mended at `step` in most: Google has pages of its own for it. The recipe is tailored.
    pub fn place_of(&self, step: StepId) -> StepId {
        if self.step(step).is_some() || self.provider.naming() != Naming::InProject {
            return step;
        }
        let there = match step {
            StepId::AppRegistration | StepId::Tenant | StepId::RedirectUri | StepId::ClientSecret => {
                match self.access {
                    Access::Delegated | Access::Application => StepId::GoogleClient,
                    Access::Password => StepId::AppPassword,
                    Access::ServiceAccount => StepId::ServiceAccount,
                }
            }
            // What a service account may do stands on the administrator's list, and it is let in there.
            StepId::Permissions
            | StepId::GoogleDataAccess
            | StepId::Approval
            | StepId::GoogleAudience
            | StepId::GoogleAppAccess
                if self.access == Access::ServiceAccount =>
            {
                StepId::Delegation
            }
            StepId::GoogleClient if self.access == Access::ServiceAccount => StepId::ServiceAccount,
            // Who opens a mailbox by a password mends by another password what others mend by signing in.
            StepId::SignIn if !self.access.signs_in() => StepId::AppPassword,
            StepId::Permissions | StepId::ExposeApi => StepId::GoogleDataAccess,
            // No administrator decides about a private account.
            StepId::Approval | StepId::GoogleAppAccess => StepId::GoogleAudience,
            StepId::Mailbox | StepId::SmtpAuth => StepId::SignIn,
            StepId::Provider
            | StepId::Project
            | StepId::Network
            | StepId::GoogleApi
            | StepId::GoogleBranding
            | StepId::GoogleAudience
            | StepId::GoogleDataAccess
            | StepId::GoogleClient
            | StepId::ServiceAccount
            | StepId::Delegation
            | StepId::TwoStep
            | StepId::AppPassword
            | StepId::SignIn
            | StepId::Test
            | StepId::Save
            | StepId::HandOver => step,
        };
        if self.step(there).is_some() { there } else { step }
    }
}

impl GoogleFile {
    fn into_provider(self) -> Option<Provider> {
        let base = |host: &str| Url::parse(&format!("https://{host}/")).ok();
        let link = |entry: PageEntry| -> Option<(PortalPage, PageLink)> {
            let base = base(entry.host.as_deref()?)?;
            Some((entry.page, entry.at(base)))
        };
        Some(Provider {
            id: self.id,
            name: self.name,
            spoken: self.spoken,
            assistant_redirect: self.assistant_redirect,
            identity_requests: self.identity_requests,
            labels: Vec::new(),
            cloud: None,
            script: None,
            live_accesses: Some(self.live_accesses),
            unconfirmed: Vec::new(),
            login: base(&self.token_host)?,
            browser: base(&self.browser_host)?,
            graph: base(&self.gmail_host)?,
            graph_resource: String::new(),
            endpoints: self.endpoint,
            issuer: "/".parse().ok()?,
            pages: self.page.into_iter().map(link).collect::<Option<_>>()?,
            other_portals: Vec::new(),
            clouds: Clouds { name: None, own: Vec::new(), part: None, others: Vec::new() },
            mail: Some(self.mail),
            is_played: false,
        })
    }
}
