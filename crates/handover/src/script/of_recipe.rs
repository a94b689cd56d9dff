//! What a script makes for a recipe.

use sendoff_recipes::{Exposed, MayConsent, Permission, Permissions, Platform, Provider, Recipe, RedirectPlan, Step};
use sendoff_values::{Guid, RedirectAddress, StepId};

use super::registration::{ExposedScope, Redirect, Registration, SecretWish, WantedPermission, WhoConsents};

/// What the recipe leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Another name for the registration than the recipe suggests.
    pub name: Option<String>,
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
        audience: recipe.audience(),
        redirects: redirects(recipe, plan, provider),
        permissions: recipe.listed().map(|permission| wanted(permission, permissions)).collect::<Result<_, _>>()?,
        exposed: recipe.step(StepId::ExposeApi).and_then(|step| exposed(step, wishes.scope_id)),
        secret: (recipe.platform != Some(Platform::Desktop)).then_some(secret),
        cloud: provider.script.clone(),
        approve: wishes.approve && recipe.listed().next().is_some(),
        display_name,
    })
}

fn redirects(recipe: &Recipe, plan: Option<&RedirectPlan>, provider: &Provider) -> Vec<Redirect> {
    let own = plan.iter().flat_map(|plan| [&plan.registered].into_iter().chain(&plan.beside));
    let assistant = recipe.answers_a_browser().then_some(&provider.assistant_redirect);
    let mut addresses: Vec<&RedirectAddress> = own.chain(assistant).collect();
    addresses.dedup();
    let under = |address: &RedirectAddress| Some(Redirect { address: address.clone(), platform: recipe.platform? });
    addresses.into_iter().filter_map(under).collect()
}

fn wanted(permission: &Permission, permissions: &Permissions) -> Result<WantedPermission, NotWritten> {
    let missing = || NotWritten::NoPermissionId { api: permission.api.to_string(), name: permission.name.to_string() };
    let ids = permissions.ids(permission).into_iter().next().ok_or_else(missing)?;
    let (resource, id) = (ids.resource.clone(), ids.id.clone());
    Ok(WantedPermission { resource, id, name: permission.name.to_string(), kind: permission.kind })
}

/// The form needs both texts for administrators; where the guide names none, the name of the scope stands for them.
fn exposed(step: &Step, id: Guid) -> Option<ExposedScope> {
    let Exposed { name, who, admin_name, admin_description, user_name, user_description, authorises_itself } =
        step.exposed()?;
    Some(ExposedScope {
        id,
        who: match who {
            Some(MayConsent::Everybody) => WhoConsents::Everybody,
            Some(MayConsent::Administrators) | None => WhoConsents::Administrators,
        },
        admin_name: admin_name.unwrap_or_else(|| name.clone()),
        admin_description: admin_description.unwrap_or_else(|| name.clone()),
        user_name: user_name.unwrap_or_default(),
        user_description: user_description.unwrap_or_default(),
        authorises_itself,
        name,
    })
}
