//! The pages of a registration, by the names and in the order of the portal; and what is said after something was done.

use super::controls;
use super::markup::{Element, element};
use super::place::InRegistration;
use serde::Deserialize;

/// The two places that know a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    AppRegistrations,
    EnterpriseApplications,
}

impl Area {
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::AppRegistrations => "app-registrations",
            Self::EnterpriseApplications => "enterprise-applications",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::AppRegistrations => "App registration",
            Self::EnterpriseApplications => "Enterprise application",
        }
    }
}

/// One page of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Overview,
    Authentication,
    Credentials,
    ApiPermissions,
    ExposeApi,
    Manifest,
    Properties,
    UsersAndGroups,
}

impl Page {
    const ALL: [Self; 8] = [
        Self::Overview,
        Self::Authentication,
        Self::Credentials,
        Self::ApiPermissions,
        Self::ExposeApi,
        Self::Manifest,
        Self::Properties,
        Self::UsersAndGroups,
    ];

    /// Its part of the address.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Authentication => "authentication",
            Self::Credentials => "credentials",
            Self::ApiPermissions => "api-permissions",
            Self::ExposeApi => "expose-an-api",
            Self::Manifest => "manifest",
            Self::Properties => "properties",
            Self::UsersAndGroups => "users-and-groups",
        }
    }

    /// The portal's own label.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Authentication => "Authentication",
            Self::Credentials => "Certificates & secrets",
            Self::ApiPermissions => "API permissions",
            Self::ExposeApi => "Expose an API",
            Self::Manifest => "Manifest",
            Self::Properties => "Properties",
            Self::UsersAndGroups => "Users and groups",
        }
    }

    pub(super) fn area(self) -> Area {
        match self {
            Self::Properties | Self::UsersAndGroups => Area::EnterpriseApplications,
            Self::Overview
            | Self::Authentication
            | Self::Credentials
            | Self::ApiPermissions
            | Self::ExposeApi
            | Self::Manifest => Area::AppRegistrations,
        }
    }
}

/// The navigation beside a registration's pages.
pub(super) fn side(at: &InRegistration, current: Page) -> Element {
    let groups = [Area::AppRegistrations, Area::EnterpriseApplications].map(|area| group(at, area, current));
    element("nav").class("side").with("aria-label", "Manage").each(groups)
}

fn group(at: &InRegistration, area: Area, current: Page) -> Element {
    let pages = Page::ALL.into_iter().filter(|page| page.area() == area);
    let item = |page: Page| {
        let link = controls::link(page.label(), &at.page(page));
        element("li").inside(if page == current { link.with("aria-current", "page") } else { link })
    };
    element("div").inside(element("p").class("group").inside(area.label())).inside(element("ul").each(pages.map(item)))
}

/// What is said once on the page that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    Registered,
    Saved,
    SecretAdded,
    SecretDeleted,
    PermissionsAdded,
    PermissionRemoved,
    Granted,
    ScopeAdded,
    ScopeDeleted,
    ClientAdded,
    ClientRemoved,
    UserAssigned,
    UserRemoved,
}

impl Notice {
    const ALL: [Self; 13] = [
        Self::Registered,
        Self::Saved,
        Self::SecretAdded,
        Self::SecretDeleted,
        Self::PermissionsAdded,
        Self::PermissionRemoved,
        Self::Granted,
        Self::ScopeAdded,
        Self::ScopeDeleted,
        Self::ClientAdded,
        Self::ClientRemoved,
        Self::UserAssigned,
        Self::UserRemoved,
    ];

    /// Its word in an address; the same that is read back.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Saved => "saved",
            Self::SecretAdded => "secret-added",
            Self::SecretDeleted => "secret-deleted",
            Self::PermissionsAdded => "permissions-added",
            Self::PermissionRemoved => "permission-removed",
            Self::Granted => "granted",
            Self::ScopeAdded => "scope-added",
            Self::ScopeDeleted => "scope-deleted",
            Self::ClientAdded => "client-added",
            Self::ClientRemoved => "client-removed",
            Self::UserAssigned => "user-assigned",
            Self::UserRemoved => "user-removed",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Registered => "The application is registered.",
            Self::Saved => "Saved.",
            Self::SecretAdded => {
                "The client secret was added. Copy its Value now: it is not shown again after you leave this page."
            }
            Self::SecretDeleted => "The client secret was deleted. It no longer works.",
            Self::PermissionsAdded => "The permissions were added. Adding is not granting: see the Status column.",
            Self::PermissionRemoved => "The permission was removed.",
            Self::Granted => "Admin consent was granted for the requested permissions.",
            Self::ScopeAdded => "The scope was added.",
            Self::ScopeDeleted => "The scope was deleted.",
            Self::ClientAdded => "The client application was added.",
            Self::ClientRemoved => "The client application was removed.",
            Self::UserAssigned => "The user was assigned.",
            Self::UserRemoved => "The assignment was removed.",
        }
    }
}

/// The part of an address that says what has just been done; a word that is none of ours says nothing.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

impl Done {
    /// The message for the page.
    pub(super) fn notice(&self) -> Option<Element> {
        let word = self.done.as_deref()?;
        Notice::ALL.into_iter().find(|notice| notice.slug() == word).map(|notice| controls::done(notice.words()))
    }
}
