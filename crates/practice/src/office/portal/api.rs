//! Expose an API.

use super::PortalRefusal;
use crate::directory::{AppId, ClientApplication, ExposedScope, ExposedScopeId, WhoConsents};
use crate::office::Office;

/// What "Add a scope" asks.
#[derive(Clone, Debug)]
pub struct NewScope {
    /// Scope name.
    pub name: String,
    /// Who can consent?
    pub who: WhoConsents,
    /// Admin consent display name.
    pub admin_title: String,
    /// Admin consent description.
    pub admin_description: String,
    /// User consent display name; may be empty.
    pub user_title: String,
    /// User consent description; may be empty.
    pub user_description: String,
    /// State: Enabled or Disabled.
    pub enabled: bool,
}

impl Office {
    /// Application ID URI > Add > Save. The portal proposes `api://{client id}`; the default policy takes nothing else
    /// (protocol facts 1.13), but for the directory's ID in between.
    pub fn set_application_id_uri(&self, app: AppId, uri: &str) -> Result<(), PortalRefusal> {
        let accepted = [format!("api://{app}"), format!("api://{}/{app}", self.tenant())];
        let uri = uri.trim().to_owned();
        if !accepted.contains(&uri) {
            return Err(PortalRefusal::ApiUri);
        }
        self.change(app, |registration| {
            registration.exposed.uri = Some(uri);
            Ok(())
        })
    }

    /// Add a scope > Add scope.
    pub fn add_scope(&self, app: AppId, new: &NewScope) -> Result<ExposedScopeId, PortalRefusal> {
        let id = ExposedScopeId(self.lock().random.uuid());
        let scope = new.checked(id)?;
        self.change(app, |registration| {
            registration.exposed.uri.as_ref().ok_or(PortalRefusal::NoApiUri)?;
            if registration.exposed.scopes.iter().any(|there| there.name == scope.name) {
                return Err(PortalRefusal::Scope);
            }
            registration.exposed.scopes.push(scope);
            Ok(id)
        })
    }

    /// Delete a scope; client applications lose it too.
    pub fn delete_scope(&self, app: AppId, scope: ExposedScopeId) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            let found = registration.exposed.scopes.iter().position(|there| there.id == scope);
            registration.exposed.scopes.remove(found.ok_or(PortalRefusal::NoScope)?);
            registration
                .exposed
                .client_applications
                .iter_mut()
                .for_each(|client| client.scopes.retain(|id| *id != scope));
            Ok(())
        })
    }

    /// Add a client application > Add application.
    pub fn add_client_application(
        &self,
        app: AppId,
        client: AppId,
        scopes: &[ExposedScopeId],
    ) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            let exposed = &mut registration.exposed;
            if scopes.is_empty() || scopes.iter().any(|id| exposed.scopes.iter().all(|there| there.id != *id)) {
                return Err(PortalRefusal::NoScope);
            }
            if exposed.client_applications.iter().any(|there| there.app == client) {
                return Err(PortalRefusal::ClientTwice);
            }
            exposed.client_applications.push(ClientApplication { app: client, scopes: scopes.to_vec() });
            Ok(())
        })
    }

    /// Remove a client application; one that is not there is no mistake.
    pub fn remove_client_application(&self, app: AppId, client: AppId) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.exposed.client_applications.retain(|there| there.app != client);
            Ok(())
        })
    }
}

impl NewScope {
    fn checked(&self, id: ExposedScopeId) -> Result<ExposedScope, PortalRefusal> {
        let text = |text: &str| text.trim().to_owned();
        let scope = ExposedScope {
            id,
            name: text(&self.name),
            who: self.who,
            admin_title: text(&self.admin_title),
            admin_description: text(&self.admin_description),
            user_title: text(&self.user_title),
            user_description: text(&self.user_description),
            enabled: self.enabled,
        };
        let complete = ![&scope.name, &scope.admin_title, &scope.admin_description].iter().any(|text| text.is_empty());
        if complete && !scope.name.contains(char::is_whitespace) { Ok(scope) } else { Err(PortalRefusal::Scope) }
    }
}
