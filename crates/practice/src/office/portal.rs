//! What a person can do in the portal, each with the portal's own refusals. Portal pages change a registration only through here.

mod api;
mod enterprise;
mod exchange;
mod permissions;
mod secrets;

pub use api::NewScope;
pub use exchange::Delegation;
pub use secrets::{Lifetime, NewSecret};

use super::{Office, State};
use crate::directory::{
    AppId, Audience, ExposedApi, ImplicitGrant, ObjectId, Platform, Redirect, RedirectRefusal, Registration,
};
use thiserror::Error;

/// Why the portal refuses, in the words it shows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PortalRefusal {
    /// There is no such registration.
    #[error("The application was not found.")]
    NoRegistration,
    /// A name is needed.
    #[error("The name must not be empty and may have 120 characters.")]
    Name,
    /// The redirect URI is not accepted.
    #[error("{0}")]
    Redirect(#[from] RedirectRefusal),
    /// There is no such redirect.
    #[error("The redirect URI was not found.")]
    NoRedirect,
    /// A secret lives between one day and 24 months.
    #[error("The end date must be after today and within 24 months.")]
    Lifetime,
    /// There is no such secret.
    #[error("The client secret was not found.")]
    NoSecret,
    /// The office does not have this permission.
    #[error("The permission was not found.")]
    NoPermission,
    /// The Application ID URI is not `api://` followed by the client ID.
    #[error("The Application ID URI must be api:// followed by the application's ID.")]
    ApiUri,
    /// The Application ID URI has to be set before scopes can be added.
    #[error("Set the Application ID URI first.")]
    NoApiUri,
    /// Scope name missing, with blanks, or there already; or one of the two required texts is empty.
    #[error("Fill in scope name, admin consent display name and admin consent description; a name can be used once.")]
    Scope,
    /// There is no such scope.
    #[error("The scope was not found.")]
    NoScope,
    /// The client application is there already.
    #[error("The client application has already been added.")]
    ClientTwice,
    /// There is no such mailbox.
    #[error("The mailbox was not found.")]
    NoMailbox,
    /// There is no such account.
    #[error("The account was not found.")]
    NoAccount,
}

/// What "Register an application" asks.
#[derive(Clone, Debug)]
pub struct NewRegistration {
    /// Name.
    pub name: String,
    /// Supported account types.
    pub audience: Audience,
    /// Redirect URI (optional), with its platform.
    pub redirect: Option<(Platform, String)>,
}

impl Office {
    /// New registration > Register. The enterprise application comes with it, as it does in the portal.
    pub fn register(&self, new: &NewRegistration) -> Result<Registration, PortalRefusal> {
        let name = checked_name(&new.name)?;
        let redirects =
            new.redirect.iter().map(|(platform, uri)| checked_redirect(*platform, uri)).collect::<Result<_, _>>()?;
        let mut state = self.lock();
        let registration = state.new_registration(name, new.audience, redirects);
        state.directory.registrations.push(registration.clone());
        state.save();
        Ok(registration)
    }

    /// Branding & properties > Name.
    pub fn rename(&self, app: AppId, name: &str) -> Result<(), PortalRefusal> {
        let name = checked_name(name)?;
        self.change(app, |registration| {
            registration.name = name;
            Ok(())
        })
    }

    /// Overview > Delete: the registration and every consent to it.
    pub fn delete_registration(&self, app: AppId) -> Result<(), PortalRefusal> {
        let mut state = self.lock();
        state.directory.registration(app).ok_or(PortalRefusal::NoRegistration)?;
        state.directory.registrations.retain(|registration| registration.app_id != app);
        state.directory.grants.retain(|grant| grant.app != app);
        state.directory.app_grants.retain(|grant| grant.app != app);
        state.save();
        Ok(())
    }

    /// Authentication > Add URI, under a platform.
    pub fn add_redirect(&self, app: AppId, platform: Platform, uri: &str) -> Result<(), PortalRefusal> {
        let redirect = checked_redirect(platform, uri)?;
        self.change(app, |registration| {
            if registration.redirects.iter().any(|there| there.uri == redirect.uri) {
                return Err(RedirectRefusal::Twice.into());
            }
            if registration.redirects.len() >= 256 {
                return Err(RedirectRefusal::TooMany.into());
            }
            registration.redirects.push(redirect);
            Ok(())
        })
    }

    /// Authentication > the bin beside a redirect URI.
    pub fn remove_redirect(&self, app: AppId, platform: Platform, uri: &str) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            let found = registration.redirects.iter().position(|there| there.platform == platform && there.uri == uri);
            registration.redirects.remove(found.ok_or(PortalRefusal::NoRedirect)?);
            Ok(())
        })
    }

    /// Authentication > Supported account types.
    pub fn set_audience(&self, app: AppId, audience: Audience) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.audience = audience;
            Ok(())
        })
    }

    /// Authentication > Allow public client flows.
    pub fn set_public_client_flows(&self, app: AppId, allowed: bool) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.fallback_public = allowed;
            Ok(())
        })
    }

    /// Authentication > Implicit grant and hybrid flows.
    pub fn set_implicit_grant(&self, app: AppId, implicit: ImplicitGrant) -> Result<(), PortalRefusal> {
        self.change(app, |registration| {
            registration.implicit = implicit;
            Ok(())
        })
    }

    /// Every registration, oldest first.
    pub fn registrations(&self) -> Vec<Registration> {
        self.lock().directory.registrations.clone()
    }

    /// One registration as it stands.
    pub fn registration(&self, app: AppId) -> Option<Registration> {
        self.lock().directory.registration(app).cloned()
    }

    /// Changes one registration and keeps the result; a refused change keeps nothing.
    fn change<T>(
        &self,
        app: AppId,
        change: impl FnOnce(&mut Registration) -> Result<T, PortalRefusal>,
    ) -> Result<T, PortalRefusal> {
        let mut state = self.lock();
        let done = change(state.directory.registration_mut(app).ok_or(PortalRefusal::NoRegistration)?)?;
        state.save();
        Ok(done)
    }
}

impl State {
    fn new_registration(&mut self, name: String, audience: Audience, redirects: Vec<Redirect>) -> Registration {
        let now = self.now();
        Registration {
            app_id: AppId(self.random.uuid()),
            object_id: ObjectId(self.random.uuid()),
            name,
            audience,
            created: now,
            known_from: now,
            redirects,
            fallback_public: false,
            implicit: ImplicitGrant::default(),
            secrets: Vec::new(),
            permissions: Self::first_permissions(),
            exposed: ExposedApi::default(),
            enabled: true,
            service_principal: true,
            assignment_required: false,
            assigned: Vec::new(),
        }
    }
}

/// A name without blanks around it, if it is one.
pub(crate) fn checked_name(name: &str) -> Result<String, PortalRefusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 120 { Err(PortalRefusal::Name) } else { Ok(name.to_owned()) }
}

fn checked_redirect(platform: Platform, uri: &str) -> Result<Redirect, RedirectRefusal> {
    let uri = uri.trim();
    Redirect::check(uri)?;
    Ok(Redirect { platform, uri: uri.to_owned() })
}
