//! The portal pages a step may lead to, by name, and how a provider's address for one is built.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    naming::Naming,
    template::{Placeholder, Template, Values},
    text::Text,
};

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// A page of a portal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum PortalPage {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl PortalPage {
            /// Every page there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word in the files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

pages! {
    /// The list of app registrations.
    AppRegistrations = "app-registrations",
    /// Register an application.
    NewRegistration = "new-registration",
    /// Overview of one registration.
    Overview = "overview",
    /// Authentication of one registration: redirect URIs.
    Authentication = "authentication",
    /// Certificates & secrets of one registration.
    Credentials = "credentials",
    /// API permissions of one registration.
    ApiPermissions = "api-permissions",
    /// Expose an API of one registration.
    ExposeAnApi = "expose-an-api",
    /// Active users in the Microsoft 365 admin center.
    ActiveUsers = "active-users",
    /// A shell in the browser, signed in, with the provider's command-line tool.
    CloudShell = "cloud-shell",
    /// Google Cloud: a new project.
    GoogleNewProject = "google-new-project",
    /// Google Cloud: the Gmail API of one project.
    GoogleGmailApi = "google-gmail-api",
    /// Google Auth Platform: *Overview*, or *Get started* while nothing is set up.
    GoogleOverview = "google-overview",
    /// Google Auth Platform: *Branding*.
    GoogleBranding = "google-branding",
    /// Google Auth Platform: *Audience*.
    GoogleAudience = "google-audience",
    /// Google Auth Platform: *Data Access*.
    GoogleDataAccess = "google-data-access",
    /// Google Auth Platform: *Clients*.
    GoogleClients = "google-clients",
    /// Google Auth Platform: *Create client*.
    GoogleNewClient = "google-new-client",
    /// Google Cloud: *Service accounts* of one project.
    GoogleServiceAccounts = "google-service-accounts",
    /// Google Workspace admin console: which applications may use which data.
    GoogleAppAccess = "google-app-access",
    /// Google Workspace admin console: domain-wide delegation.
    GoogleDelegation = "google-delegation",
    /// Google account: 2-Step Verification.
    GoogleTwoStep = "google-two-step",
    /// Google account: app passwords.
    GoogleAppPasswords = "google-app-passwords",
}

impl PortalPage {
    /// The pages of the portals of providers that name registrations so.
    pub fn of(naming: Naming) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |page| page.naming() == naming)
    }

    /// How registrations are named where the page is. A provider that is found has one of its own, called as Microsoft's.
    const fn naming(self) -> Naming {
        match self {
            Self::AppRegistrations
            | Self::NewRegistration
            | Self::Overview
            | Self::Authentication
            | Self::Credentials
            | Self::ApiPermissions
            | Self::ExposeAnApi
            | Self::ActiveUsers
            | Self::CloudShell => Naming::InDirectory,
            Self::GoogleNewProject
            | Self::GoogleGmailApi
            | Self::GoogleOverview
            | Self::GoogleBranding
            | Self::GoogleAudience
            | Self::GoogleDataAccess
            | Self::GoogleClients
            | Self::GoogleNewClient
            | Self::GoogleServiceAccounts
            | Self::GoogleAppAccess
            | Self::GoogleDelegation
            | Self::GoogleTwoStep
            | Self::GoogleAppPasswords => Naming::InProject,
        }
    }
}

/// How the address of one page is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Scheme, host and port.
    pub(crate) base: Url,
    /// Path and what follows when the directory, the project or the mailbox is known.
    pub(crate) directory: Template,
    /// The same when it is not.
    pub(crate) plain: Template,
    /// Whether somebody has seen the address open the right page at the portal.
    pub confirmed: bool,
    /// Where the address comes from.
    pub source: Option<Text>,
}

impl PageLink {
    /// The computer it is at, with its port where that is not the usual one.
    pub fn host(&self) -> String {
        let host = self.base.host_str().unwrap_or_default();
        self.base.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// The address with these values, or nothing when the page needs one that is missing.
    ///
    /// Values go in percent-encoded, one segment each, so that none can change host or path; the result is compared
    /// with the base once more after parsing (security.md M-11).
    pub(crate) fn address(&self, values: &Values) -> Option<Url> {
        let tail = self.directory.fill_encoded(values).or_else(|_| self.plain.fill_encoded(values)).ok()?;
        let address = Url::parse(&format!("{}{tail}", self.base.as_str().trim_end_matches('/'))).ok()?;
        (address.origin() == self.base.origin() && address.username().is_empty()).then_some(address)
    }
}

/// One page as a file gives it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageEntry {
    pub(crate) page: PortalPage,
    /// Left out in practice, where the office's own address stands instead.
    pub(crate) host: Option<String>,
    pub(crate) directory: Template,
    pub(crate) plain: Template,
    #[serde(default)]
    pub(crate) confirmed: bool,
    pub(crate) source: Option<Text>,
}

impl PageEntry {
    /// Whether both templates start with a slash and name nothing but directory, registration, project, mailbox and what is asked for.
    pub(crate) fn is_sound(&self) -> bool {
        let allowed = |place: &Placeholder| {
            use Placeholder::{ClientId, Mailbox, Project, Requests, Tenant};
            matches!(place, Tenant | ClientId | Project | Mailbox | Requests)
        };
        let sound = |template: &Template| template.to_string().starts_with('/') && template.places().all(allowed);
        sound(&self.directory)
            && sound(&self.plain)
            && self.plain.places().all(|place| matches!(place, Placeholder::ClientId))
    }

    pub(crate) fn at(self, base: Url) -> PageLink {
        let Self { directory, plain, confirmed, source, .. } = self;
        PageLink { base, directory, plain, confirmed, source }
    }
}
