//! From the scopes of a request to the permissions a sign-in is about.

use super::refusal::Refusal;
use crate::directory::{
    Cloud, Directory, Permission, PermissionId, PermissionKind, Registration, RequestedScope, Resource,
};

/// One scope that passed: how it was written, which is how it is answered, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskedScope {
    pub(super) written: String,
    pub(super) permission: PermissionId,
}

impl AskedScope {
    fn row(&self) -> Option<&'static Permission> {
        self.permission.permission()
    }

    /// `openid`, `profile`, `email` or `offline_access`.
    pub(super) fn is_protocol(&self) -> bool {
        self.row().is_some_and(Permission::is_protocol)
    }

    /// Whether it is the protocol scope of this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.row().is_some_and(|row| row.is_protocol() && row.name == name)
    }

    /// The API it is for; protocol scopes are for none.
    pub(super) fn resource(&self) -> Option<Resource> {
        self.row().filter(|row| !row.is_protocol()).map(|row| row.resource)
    }
}

/// Reads a scope parameter against a registration: every scope has to be known, and registered unless it is a protocol scope.
pub(super) fn read(
    scope: &str,
    registration: &Registration,
    directory: &Directory,
) -> Result<Vec<AskedScope>, Refusal> {
    let read = |written| RequestedScope::read_in(directory.cloud, written);
    let scopes: Vec<_> = scope.split_ascii_whitespace().map(read).collect();
    let named = scopes
        .iter()
        .any(|scope| matches!(scope, RequestedScope::Known { permission, .. } if !is_protocol(*permission)));
    let default = scopes.iter().any(|scope| matches!(scope, RequestedScope::Default(_)));
    if scopes.is_empty() || (named && default) {
        return Err(Refusal::ScopeMalformed { scope: scope.to_owned() });
    }
    let mut asked = Vec::new();
    for scope in scopes {
        asked.extend(read_one(scope, registration, directory)?);
    }
    Ok(asked)
}

fn read_one(
    scope: RequestedScope,
    registration: &Registration,
    directory: &Directory,
) -> Result<Vec<AskedScope>, Refusal> {
    match scope {
        RequestedScope::Known { written, permission } => {
            let asked = AskedScope { written, permission };
            check_registered(&asked, registration)?;
            Ok(vec![asked])
        }
        RequestedScope::Default(resource) => Ok(registered_for(resource, registration, directory.cloud)),
        RequestedScope::Unknown { name, resource } => {
            Err(Refusal::ScopeUnknown { scope: name, resource: resource.app_id(), name: registration.name.clone() })
        }
        RequestedScope::Foreign(resource) => Err(Refusal::ResourceUnknown { resource, tenant: directory.name.clone() }),
        RequestedScope::Malformed(scope) => Err(Refusal::ScopeMalformed { scope }),
    }
}

fn check_registered(asked: &AskedScope, registration: &Registration) -> Result<(), Refusal> {
    let Some(row) = asked.row() else { return Err(Refusal::ScopeMalformed { scope: asked.written.clone() }) };
    if row.is_protocol() || registration.permissions.iter().any(|id| covers(*id, row)) {
        return Ok(());
    }
    let (app, name, resource) = (registration.app_id, registration.name.clone(), row.resource.app_id());
    let listed =
        registration.permissions.iter().filter_map(|id| id.permission()).any(|there| there.resource == row.resource);
    Err(if listed {
        Refusal::PermissionNotRegistered { app, name, scope: row.name.to_owned(), resource }
    } else {
        Refusal::ResourceNotRegistered { app, name, resource }
    })
}

/// Whether a permission that is registered or agreed to is the one asked for. The mail protocols' permissions are added under
/// Microsoft Graph and asked for as Exchange Online's (protocol facts 1.6), so either resource will do for them.
pub(super) fn covers(there: PermissionId, asked: &Permission) -> bool {
    let mail_protocol = is_mail_protocol(asked.name);
    there == asked.id
        || there.permission().is_some_and(|row| mail_protocol && row.name == asked.name && row.kind == asked.kind)
}

/// Whether a permission is one for this resource: its own, or one of the mail protocols', which are added under the other.
pub(super) fn is_for(row: &Permission, resource: Resource) -> bool {
    row.resource == resource || resource == Resource::Exchange && is_mail_protocol(row.name)
}

fn is_mail_protocol(name: &str) -> bool {
    matches!(name, "SMTP.Send" | "IMAP.AccessAsUser.All" | "POP.AccessAsUser.All")
}

/// What `.default` stands for: the delegated permissions the registration lists for a resource.
fn registered_for(resource: Resource, registration: &Registration, cloud: Cloud) -> Vec<AskedScope> {
    let rows = registration.permissions.iter().filter_map(|id| id.permission());
    let rows = rows.filter(|row| is_for(row, resource) && row.kind == PermissionKind::Delegated && !row.is_protocol());
    let of_resource = |row: &'static Permission| Permission::find(resource, row.kind, row.name).unwrap_or(row);
    rows.map(of_resource)
        .map(|row| AskedScope { written: format!("{}{}", cloud.prefix(resource), row.name), permission: row.id })
        .collect()
}

/// Those of `asked` that `agreed` holds for. `openid`, `profile` and `email` go along with any consent.
pub(super) fn granted(asked: &[AskedScope], agreed: &[PermissionId]) -> Vec<AskedScope> {
    let along = |scope: &AskedScope| !agreed.is_empty() && scope.is_protocol() && !scope.is("offline_access");
    let holds = |scope: &AskedScope| scope.row().is_some_and(|row| agreed.iter().any(|id| covers(*id, row)));
    asked.iter().filter(|scope| along(scope) || holds(scope)).cloned().collect()
}

fn is_protocol(id: PermissionId) -> bool {
    id.permission().is_some_and(Permission::is_protocol)
}
