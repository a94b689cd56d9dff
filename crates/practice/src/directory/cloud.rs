//! Which of Microsoft's clouds a directory is in, and what its hosts are called there (protocol facts 1.1, 1.6 and 4.1). What is
//! said of the mail of the national clouds is in no page of Microsoft's.

use super::Resource;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use thiserror::Error;

/// One of Microsoft's clouds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    /// For everybody.
    #[default]
    Worldwide,
    /// US Government, GCC High.
    UsGovernment,
    /// US Department of Defense.
    UsDefense,
    /// China, operated by 21Vianet.
    China,
}

/// There is no such cloud.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the practice office knows no cloud {0:?}")]
pub struct NoCloud(String);

impl FromStr for Cloud {
    type Err = NoCloud;

    fn from_str(word: &str) -> Result<Self, NoCloud> {
        Self::ALL.into_iter().find(|cloud| cloud.word() == word).ok_or_else(|| NoCloud(word.to_owned()))
    }
}

impl Cloud {
    /// Every one the office plays.
    pub const ALL: [Self; 4] = [Self::Worldwide, Self::UsGovernment, Self::UsDefense, Self::China];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worldwide => "worldwide",
            Self::UsGovernment => "us-government",
            Self::UsDefense => "us-defense",
            Self::China => "china",
        }
    }

    /// `cloud_instance_name` of discovery.
    pub(crate) const fn instance(self) -> &'static str {
        match self {
            Self::Worldwide => "microsoftonline.com",
            Self::UsGovernment | Self::UsDefense => "microsoftonline.us",
            Self::China => "partner.microsoftonline.cn",
        }
    }

    /// `tenant_region_scope` and, where there is one, `tenant_region_sub_scope`.
    pub(crate) const fn region(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Worldwide => ("EU", None),
            Self::UsGovernment => ("USGov", Some("DODCON")),
            Self::UsDefense => ("USGov", Some("DOD")),
            Self::China => ("CN", None),
        }
    }

    /// `cloud_graph_host_name` of discovery: the host of Graph.
    pub(crate) const fn graph(self) -> &'static str {
        match self {
            Self::Worldwide => "graph.microsoft.com",
            Self::UsGovernment => "graph.microsoft.us",
            Self::UsDefense => "dod-graph.microsoft.us",
            Self::China => "microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The server of submission.
    pub(crate) const fn smtp(self) -> &'static str {
        match self {
            Self::Worldwide => "smtp.office365.com",
            Self::UsGovernment => "smtp.office365.us",
            Self::UsDefense => "outlook-dod.office365.us",
            Self::China => "smtp.partner.outlook.cn",
        }
    }

    /// The server of IMAP and POP3.
    pub(crate) const fn mailbox(self) -> &'static str {
        match self {
            Self::Worldwide => "outlook.office365.com",
            Self::UsGovernment => "outlook.office365.us",
            Self::UsDefense => "outlook-dod.office365.us",
            Self::China => "partner.outlook.cn",
        }
    }

    /// The name of Azure CLI for it.
    pub(crate) const fn azure_cli(self) -> &'static str {
        match self {
            Self::Worldwide => "AzureCloud",
            Self::UsGovernment | Self::UsDefense => "AzureUSGovernment",
            Self::China => "AzureChinaCloud",
        }
    }

    /// What stands before a scope of a resource, with the slash.
    pub(crate) fn prefix(self, resource: Resource) -> String {
        let host = match (resource, self) {
            (Resource::Graph, _) => self.graph(),
            (Resource::Exchange, Self::Worldwide) => "outlook.office.com",
            (Resource::Exchange, Self::UsGovernment | Self::UsDefense) => "outlook.office365.us",
            (Resource::Exchange, Self::China) => "partner.outlook.cn",
        };
        format!("https://{host}/")
    }

    /// A scope as it would be written in the worldwide cloud; nothing for one of a resource that is not in this cloud.
    pub(super) fn worldwide(self, scope: &str) -> Option<String> {
        if self == Self::Worldwide {
            return Some(scope.to_owned());
        }
        let both = [Resource::Graph, Resource::Exchange];
        if let Some((resource, name)) =
            both.iter().find_map(|resource| Some((resource, scope.strip_prefix(&self.prefix(*resource))?)))
        {
            return Some(format!("{}{name}", Self::Worldwide.prefix(*resource)));
        }
        (!scope.starts_with("https://")).then(|| scope.to_owned())
    }
}
