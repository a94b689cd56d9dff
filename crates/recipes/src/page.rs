//! The portal pages a step may lead to, by name, and how a provider's address for one is built.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
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
}

/// How the address of one page is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Scheme, host and port.
    pub(crate) base: Url,
    /// Path and what follows when the directory is known.
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
        let template = if values.get(&Placeholder::Tenant).is_some() { &self.directory } else { &self.plain };
        let tail = template.fill_encoded(values).ok()?;
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
    /// Whether both templates start with a slash and name nothing but directory and registration.
    pub(crate) fn is_sound(&self) -> bool {
        let allowed = |place: &Placeholder| matches!(place, Placeholder::Tenant | Placeholder::ClientId);
        let sound = |template: &Template| template.to_string().starts_with('/') && template.places().all(allowed);
        sound(&self.directory) && sound(&self.plain) && self.plain.places().all(|place| *place != Placeholder::Tenant)
    }

    pub(crate) fn at(self, base: Url) -> PageLink {
        let Self { directory, plain, confirmed, source, .. } = self;
        PageLink { base, directory, plain, confirmed, source }
    }
}
