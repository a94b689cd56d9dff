//! API permissions.

use super::PortalRefusal;
use crate::directory::{
    AppGrant, AppId, Directory, Grant, Permission, PermissionId, PermissionKind, Principal, Resource,
};
use crate::office::{Office, State};

impl Office {
    /// Add a permission > Add permissions. What is there already stays as it is.
    pub fn add_permission(&self, app: AppId, permission: PermissionId) -> Result<(), PortalRefusal> {
        permission.permission().ok_or(PortalRefusal::NoPermission)?;
        self.change(app, |registration| {
            if !registration.permissions.contains(&permission) {
                registration.permissions.push(permission);
            }
            Ok(())
        })
    }

    /// Remove permission. As in the portal, consent already given is not taken back by it.
    pub fn remove_permission(&self, app: AppId, permission: PermissionId) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            let found = registration.permissions.iter().position(|there| *there == permission);
            registration.permissions.remove(found.ok_or(PortalRefusal::NoPermission)?);
            Ok(())
        })
    }

    /// Grant admin consent for the organisation: to everything configured at this moment.
    pub fn grant_admin_consent(&self, app: AppId) -> Result<(), PortalRefusal> {
        let mut state = self.lock();
        let configured = state.directory.registration(app).ok_or(PortalRefusal::NoRegistration)?.permissions.clone();
        state.directory.agree_for_everybody(app, &configured);
        state.save();
        Ok(())
    }

    /// Revoke admin consent: everything an administrator agreed to for this application.
    pub fn revoke_admin_consent(&self, app: AppId) -> Result<(), PortalRefusal> {
        let mut state = self.lock();
        state.directory.registration(app).ok_or(PortalRefusal::NoRegistration)?;
        state.directory.revoke_for_everybody(app);
        state.save();
        Ok(())
    }

    /// Whether the permission has its green tick: an administrator has agreed to it for everybody.
    pub fn has_admin_consent(&self, app: AppId, permission: PermissionId) -> bool {
        self.lock().directory.agreed_for_everybody(app, permission)
    }
}

impl State {
    /// The portal puts `User.Read` into every new registration.
    pub(super) fn first_permissions() -> Vec<PermissionId> {
        Permission::find(Resource::Graph, PermissionKind::Delegated, "User.Read")
            .map(|permission| permission.id)
            .into_iter()
            .collect()
    }
}

impl Directory {
    pub(crate) fn agree_for_everybody(&mut self, app: AppId, permissions: &[PermissionId]) {
        let (delegated, application) = permissions.iter().copied().partition::<Vec<_>, _>(|id| is_delegated(*id));
        self.agree(app, Principal::Everybody, &delegated);
        for permission in application {
            let grant = AppGrant { app, permission };
            if !self.app_grants.contains(&grant) {
                self.app_grants.push(grant);
            }
        }
    }

    pub(crate) fn revoke_for_everybody(&mut self, app: AppId) {
        self.grants.retain(|grant| grant.app != app || grant.principal != Principal::Everybody);
        self.app_grants.retain(|grant| grant.app != app);
    }

    /// Adds delegated permissions to what `principal` has agreed to.
    pub(crate) fn agree(&mut self, app: AppId, principal: Principal, permissions: &[PermissionId]) {
        let position = self.grants.iter().position(|grant| grant.app == app && grant.principal == principal);
        let Some(grant) = position.and_then(|position| self.grants.get_mut(position)) else {
            self.grants.push(Grant { app, principal, permissions: permissions.to_vec() });
            return;
        };
        let fresh: Vec<_> = permissions.iter().copied().filter(|id| !grant.permissions.contains(id)).collect();
        grant.permissions.extend(fresh);
    }
}

fn is_delegated(id: PermissionId) -> bool {
    id.permission().is_some_and(|permission| permission.kind == PermissionKind::Delegated)
}
