//! What a script makes for a recipe.

use sendoff_recipes::{Permission, Permissions, Platform, Provider, Recipe, RedirectPlan, Step};
use sendoff_values::{Guid, RedirectAddress, StepId};

use super::registration::{Audience, ExposedScope, Redirect, Registration, SecretWish, WantedPermission, WhoConsents};

/// What the recipe leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Another name for the registration than the recipe suggests.
    pub name: Option<String>,
    /// Who may sign in.
    pub audience: Audience,
    /// How many months the client secret lasts.
    pub months: u8,
    /// Whether the script approves for everybody.
    pub approve: bool,
    /// A fresh random ID for the exposed scope.
    pub scope_id: Guid,
}

/// Why a recipe cannot be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// The ID of a permission is in no source.
    #[error("the ID of the permission {name} of {api} is not known")]
    NoPermissionId {
        /// The API.
        api: String,
        /// The permission.
        name: String,
    },
}

/// Fills a registration from a recipe.
///
/// `recipe` is tailored to the answers and `plan` is what follows from them, where the application has an address of its own:
/// its addresses come first, the assistant's own after them. `permissions` knows the IDs of permissions.
///
/// # Errors
/// If a permission of the recipe has no known ID.
pub fn registration_of(
    recipe: &Recipe,
    plan: Option<&RedirectPlan>,
    provider: &Provider,
    permissions: &Permissions,
    wishes: Wishes,
) -> Result<Registration, NotWritten> {
    let display_name = wishes.name.unwrap_or_else(|| recipe.registration_name.to_string());
    let secret = SecretWish { name: display_name.clone(), months: wishes.months };
    Ok(Registration {
        application: recipe.name.to_string(),
        audience: wishes.audience,
        redirects: redirects(recipe.platform, plan, provider),
        permissions: recipe
            .permission
            .iter()
            .map(|permission| wanted(permission, permissions))
            .collect::<Result<_, _>>()?,
        exposed: recipe.step(StepId::ExposeApi).and_then(|step| exposed(step, wishes.scope_id)),
        secret: (recipe.platform != Platform::Desktop).then_some(secret),
        approve: wishes.approve,
        display_name,
    })
}

fn redirects(platform: Platform, plan: Option<&RedirectPlan>, provider: &Provider) -> Vec<Redirect> {
    let own = plan.iter().flat_map(|plan| [&plan.registered].into_iter().chain(&plan.beside));
    let mut addresses: Vec<&RedirectAddress> = own.chain([&provider.assistant_redirect]).collect();
    addresses.dedup();
    addresses.into_iter().map(|address| Redirect { address: address.clone(), platform }).collect()
}

fn wanted(permission: &Permission, permissions: &Permissions) -> Result<WantedPermission, NotWritten> {
    let missing = || NotWritten::NoPermissionId { api: permission.api.to_string(), name: permission.name.to_string() };
    let ids = permissions.ids(permission).into_iter().next().ok_or_else(missing)?;
    let (resource, id) = (ids.resource.clone(), ids.id.clone());
    Ok(WantedPermission { resource, id, name: permission.name.to_string(), kind: permission.kind })
}

/// Labels of the portal's form *Add a scope* as recipes give them to copy
/// (learn.microsoft.com/entra/identity-platform/quickstart-configure-app-expose-web-apis).
mod form {
    pub(super) const NAME: &str = "Scope name";
    pub(super) const WHO: &str = "Who can consent?";
    pub(super) const WHO_EVERYBODY: &str = "Admins and users";
    pub(super) const ADMIN_NAME: &str = "Admin consent display name";
    pub(super) const ADMIN_DESCRIPTION: &str = "Admin consent description";
    pub(super) const USER_NAME: &str = "User consent display name";
    pub(super) const USER_DESCRIPTION: &str = "User consent description";
    pub(super) const CLIENT: &str = "Client ID";
}

/// The scope that a step gives to copy. The form needs both texts for administrators; where the guide names none, the name
/// of the scope stands for them.
fn exposed(step: &Step, id: Guid) -> Option<ExposedScope> {
    let row = |label: &str| step.copy.iter().find(|row| row.label.as_str() == label);
    let text = |label: &str| row(label).map(|row| row.value.to_string());
    let name = text(form::NAME)?;
    let everybody = text(form::WHO).is_some_and(|who| who == form::WHO_EVERYBODY);
    Some(ExposedScope {
        id,
        who: if everybody { WhoConsents::Everybody } else { WhoConsents::Administrators },
        admin_name: text(form::ADMIN_NAME).unwrap_or_else(|| name.clone()),
        admin_description: text(form::ADMIN_DESCRIPTION).unwrap_or_else(|| name.clone()),
        user_name: text(form::USER_NAME).unwrap_or_default(),
        user_description: text(form::USER_DESCRIPTION).unwrap_or_default(),
        authorises_itself: row(form::CLIENT).is_some(),
        name,
    })
}
