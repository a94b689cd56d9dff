//! What is known of each permission: the GUIDs by which manifests name it, and who may approve it.

use jiff::civil::Date;
use sendoff_values::Guid;
use serde::{Deserialize, Serialize};

use crate::{
    permission::{Permission, PermissionKind},
    read::{Checked, Misfit, RecipeError, read, require},
    text::Label,
};

/// The table of a provider's permissions, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    schema: u32,
    /// The day it was compared with its sources.
    pub checked: Date,
    resource: Vec<Resource>,
    permission: Vec<KnownPermission>,
}

/// An API that permissions belong to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Its name in the portal.
    pub name: Label,
    /// Its application ID: `resourceAppId` in a manifest.
    pub app_id: Guid,
    /// What stands before a permission's name in a request.
    pub address: Label,
    /// Whether the IDs of its permissions come from Microsoft itself.
    pub confirmed: bool,
}

/// One permission of one API.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownPermission {
    /// Its name in the portal.
    pub name: Label,
    /// The name of its API.
    pub resource: Label,
    /// Its ID as a delegated permission (`Scope` in a manifest), if it is one.
    pub delegated: Option<Guid>,
    /// Its ID as an application permission (`Role` in a manifest), if it is one.
    pub application: Option<Guid>,
    /// Who approves it under the default policy of a directory, as a delegated permission.
    pub approval: Approver,
}

/// Who may approve a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approver {
    /// Whoever signs in.
    Person,
    /// An administrator.
    Administrator,
}

/// How a manifest names a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionIds<'a> {
    /// `resourceAppId`.
    pub resource: &'a Guid,
    /// `id` within `resourceAccess`.
    pub id: &'a Guid,
}

impl Permissions {
    /// Reads the table; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        read(file, text)
    }

    /// Every way a manifest may name this permission of a recipe: at the API the recipe names first, then at others. Empty
    /// where none is known.
    pub fn ids(&self, permission: &Permission) -> Vec<PermissionIds<'_>> {
        let (own, others): (Vec<_>, Vec<_>) = self
            .permission
            .iter()
            .filter(|known| known.name == permission.name)
            .partition(|known| known.resource == permission.api);
        own.into_iter().chain(others).filter_map(|known| self.ids_as(known, permission.kind)).collect()
    }

    /// Every entry of this name, each with its API: the same name may stand under several.
    pub fn called<'a>(&'a self, name: &str) -> impl Iterator<Item = (&'a Resource, &'a KnownPermission)> {
        let of_name = self.permission.iter().filter(move |known| known.name.as_str() == name);
        of_name.filter_map(|known| Some((self.resource(&known.resource)?, known)))
    }

    /// Who approves this permission under the default policy of a directory; nothing where the permission is not known.
    pub fn approver(&self, permission: &Permission) -> Option<Approver> {
        let same = |known: &&KnownPermission| known.name == permission.name && known.resource == permission.api;
        let known = self.permission.iter().find(same)?;
        Some(match permission.kind {
            PermissionKind::Delegated => known.approval,
            PermissionKind::Application => Approver::Administrator,
        })
    }

    /// The name and kind behind the IDs of a manifest.
    pub fn named(&self, resource: &Guid, id: &Guid) -> Option<(&KnownPermission, PermissionKind)> {
        let resource = self.resource.iter().find(|known| known.app_id == *resource)?;
        let mut of_it = self.permission.iter().filter(|known| known.resource == resource.name);
        of_it.find_map(|known| Some((known, known.kind_of(id)?)))
    }

    fn ids_as<'a>(&'a self, known: &'a KnownPermission, kind: PermissionKind) -> Option<PermissionIds<'a>> {
        let id = match kind {
            PermissionKind::Delegated => known.delegated.as_ref(),
            PermissionKind::Application => known.application.as_ref(),
        };
        Some(PermissionIds { resource: &self.resource(&known.resource)?.app_id, id: id? })
    }

    /// The API of this name in the portal.
    pub fn resource(&self, name: &Label) -> Option<&Resource> {
        self.resource.iter().find(|resource| resource.name == *name)
    }
}

impl KnownPermission {
    /// Which kind it is by this ID, if the ID is one of its own.
    fn kind_of(&self, id: &Guid) -> Option<PermissionKind> {
        if self.delegated.as_ref() == Some(id) {
            return Some(PermissionKind::Delegated);
        }
        (self.application.as_ref() == Some(id)).then_some(PermissionKind::Application)
    }
}

impl Checked for Permissions {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        for known in &self.permission {
            let key = format!("permission {}", known.name);
            let same = |other: &&KnownPermission| (&other.name, &other.resource) == (&known.name, &known.resource);
            require(self.permission.iter().filter(same).count() == 1, &key, "it stands twice for its resource")?;
            require(self.resource(&known.resource).is_some(), &key, "its resource is not in the table")?;
            let named = known.delegated.is_some() || known.application.is_some();
            require(named, &key, "it has no ID")?;
        }
        Ok(())
    }
}
