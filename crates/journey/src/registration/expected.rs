//! From a recipe to what its registration must be.

use sendoff_intake::{
    Approver, Audience, Expected, ExpectedPermission, ExpectedRedirect, ExpectedScope, ExpectedSecret, Manifest, Need,
    PermissionIds,
};
use sendoff_recipes::{Answers, MayConsent, Permission, PermissionKind, Permissions, Platform, Recipe};
use sendoff_values::{ClientId, RedirectAddress, StepId};

use super::Wanted;
use crate::world::World;

/// What is held of the set-up so far, as far as a manifest says something about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    /// The registration, once it is known.
    pub(crate) client_id: Option<ClientId>,
    /// The first three characters of the client secret, once there is one.
    pub(crate) first_three: Option<String>,
}

/// What a registration must be for this recipe.
pub(super) fn expected(manifest: &Manifest, wanted: Wanted<'_>, world: &World<'_>) -> Expected {
    let recipe = wanted.recipe;
    let exposed = recipe.step(StepId::ExposeApi).and_then(sendoff_recipes::Step::exposed);
    let secret = || ExpectedSecret { first_three: wanted.held.first_three.clone(), today: wanted.today };
    Expected {
        client_id: wanted.held.client_id.clone(),
        audiences: audiences(recipe.audience()),
        redirects: redirects(wanted, world),
        permissions: permissions(recipe, world.recipes.permissions()),
        secret: (recipe.platform != Some(Platform::Desktop)).then(secret),
        client_application: exposed.as_ref().filter(|one| one.authorises_itself).map(|_| manifest.client_id.clone()),
        scope: exposed.map(|one| ExpectedScope { value: one.name, approver: one.who.map(approver) }),
        public_client_flows: (recipe.platform != Some(Platform::Desktop)).then_some(false),
        implicit_grant: false,
    }
}

/// Those that would do: an audience that takes in more than the recipe asks for does only where it asks for many.
fn audiences(audience: sendoff_recipes::Audience) -> Vec<Audience> {
    match audience {
        sendoff_recipes::Audience::SingleTenant => vec![Audience::ThisDirectory],
        sendoff_recipes::Audience::MultiTenant => vec![Audience::AnyDirectory, Audience::AnyDirectoryAndPersonal],
        sendoff_recipes::Audience::MultiTenantAndPersonal => vec![Audience::AnyDirectoryAndPersonal],
    }
}

/// The addresses under the recipe's platform.
fn redirects(wanted: Wanted<'_>, world: &World<'_>) -> Vec<ExpectedRedirect> {
    let platform = wanted.recipe.platform;
    let under = |address| Some(ExpectedRedirect { address, platform: platform? });
    addresses(wanted.recipe, wanted.answers, world).into_iter().filter_map(under).collect()
}

/// The application's own redirect addresses, and the assistant's where somebody signs in. The recipe is tailored to `answers`.
pub(crate) fn addresses(recipe: &Recipe, answers: &Answers, world: &World<'_>) -> Vec<RedirectAddress> {
    let provider = world.provider(recipe).filter(|_| recipe.answers_a_browser());
    let plan = recipe.redirect_plan(answers);
    let own = plan.into_iter().flat_map(|plan| [plan.registered].into_iter().chain(plan.beside));
    let assistant = provider.as_deref().map(|provider| recipe.assistant_redirect(provider));
    let mut addresses: Vec<RedirectAddress> = own.chain(assistant).collect();
    addresses.dedup();
    addresses
}

/// What the recipe lists at the registration, and what does no harm there.
fn permissions(recipe: &Recipe, known: &Permissions) -> Vec<ExpectedPermission> {
    let need = |permission: &Permission| if permission.needed { Need::Needed } else { Need::Wished };
    let mut expected: Vec<ExpectedPermission> = recipe
        .listed()
        .map(|permission| one(permission.name.as_str(), permission.kind, need(permission), known))
        .filter(|permission| !permission.ids.is_empty())
        .collect();
    let harmless = HARMLESS.iter().filter(|name| !expected.iter().any(|one| one.name == **name));
    let harmless: Vec<_> = harmless.map(|name| one(name, PermissionKind::Delegated, Need::Allowed, known)).collect();
    expected.extend(harmless);
    expected
}

/// What the portal lists in every new registration (learn.microsoft.com/graph/permissions-overview), and what any sign-in
/// may ask for (learn.microsoft.com/entra/identity-platform/scopes-oidc).
const HARMLESS: &[&str] = &["User.Read", "openid", "profile", "email", "offline_access"];

/// Whether the recipe lists a permission whose IDs are in no source, so that one without a name may be that one.
pub(super) fn has_unknown_permission(recipe: &Recipe, known: &Permissions) -> bool {
    recipe.listed().any(|permission| known.called(permission.name.as_str()).next().is_none())
}

fn one(name: &str, kind: PermissionKind, need: Need, known: &Permissions) -> ExpectedPermission {
    let ids = known.called(name).map(|(resource, permission)| PermissionIds {
        resource: resource.app_id.clone(),
        delegated: permission.delegated.clone(),
        application: permission.application.clone(),
    });
    ExpectedPermission { name: name.to_owned(), kind, need, ids: ids.collect() }
}

const fn approver(who: MayConsent) -> Approver {
    match who {
        MayConsent::Administrators => Approver::Administrators,
        MayConsent::Everybody => Approver::Everybody,
    }
}
