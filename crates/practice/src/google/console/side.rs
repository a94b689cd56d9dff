//! The pages of a project, as the navigation beside them has them.

use super::place::InProject;
use crate::portal::controls;
use crate::portal::markup::{Element, element};

/// One page of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Dashboard,
    Gmail,
    Overview,
    Branding,
    Audience,
    Clients,
    DataAccess,
    ServiceAccounts,
}

impl Page {
    const ALL: [Self; 8] = [
        Self::Dashboard,
        Self::Gmail,
        Self::Overview,
        Self::Branding,
        Self::Audience,
        Self::Clients,
        Self::DataAccess,
        Self::ServiceAccounts,
    ];

    /// Google's own label.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Dashboard => "Dashboard",
            Self::Gmail => "Gmail API",
            Self::Overview => "Overview",
            Self::Branding => "Branding",
            Self::Audience => "Audience",
            Self::Clients => "Clients",
            Self::DataAccess => "Data Access",
            Self::ServiceAccounts => "Service Accounts",
        }
    }

    /// Google's own path.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Dashboard => "/home/dashboard",
            Self::Gmail => "/apis/library/gmail.googleapis.com",
            Self::Overview => "/auth/overview",
            Self::Branding => "/auth/branding",
            Self::Audience => "/auth/audience",
            Self::Clients => "/auth/clients",
            Self::DataAccess => "/auth/scopes",
            Self::ServiceAccounts => "/iam-admin/serviceaccounts",
        }
    }

    const fn group(self) -> &'static str {
        match self {
            Self::Dashboard => "Cloud overview",
            Self::Gmail => "APIs & Services",
            Self::Overview | Self::Branding | Self::Audience | Self::Clients | Self::DataAccess => {
                "Google Auth Platform"
            }
            Self::ServiceAccounts => "IAM & Admin",
        }
    }
}

/// The navigation beside the pages of a project.
pub(super) fn side(at: &InProject, current: Page) -> Element {
    let groups = ["Cloud overview", "APIs & Services", "Google Auth Platform", "IAM & Admin"]
        .map(|name| group(at, name, current));
    element("nav").class("side").with("aria-label", "Project").each(groups)
}

fn group(at: &InProject, name: &str, current: Page) -> Element {
    let item = |page: Page| {
        let link = controls::link(page.label(), &at.page(page));
        element("li").inside(if page == current { link.with("aria-current", "page") } else { link })
    };
    let pages = Page::ALL.into_iter().filter(|page| page.group() == name);
    element("div").inside(element("p").class("group").inside(name)).inside(element("ul").each(pages.map(item)))
}
