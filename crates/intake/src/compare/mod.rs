//! Holds a manifest against what a recipe asks for, all at once.

mod difference;
mod expected;
mod nearly;
mod secrets;

pub use difference::{Difference, Off};
pub use expected::{
    Expected, ExpectedPermission, ExpectedRedirect, ExpectedScope, ExpectedSecret, Need, PermissionIds,
};

use crate::manifest::{ExposedScope, Manifest, Redirect, RequestedPermission};

/// What differs, in the order of the steps that mend it; nothing if the registration is as it should be. Of another
/// registration nothing else is said.
pub fn compare(manifest: &Manifest, expected: &Expected) -> Vec<Difference> {
    if let Some(client) = expected.client_id.as_ref().filter(|client| **client != manifest.client_id) {
        let found = manifest.client_id.clone();
        return vec![Difference::AnotherRegistration { expected: client.clone(), found }];
    }
    let mut differences = Vec::new();
    differences.extend(audience(manifest, expected));
    differences.extend(expected.redirects.iter().filter_map(|wanted| redirect(manifest, wanted, expected)));
    differences.extend(flows(manifest, expected));
    differences.extend(permissions(manifest, expected));
    differences.extend(expected.secret.as_ref().and_then(|wanted| secrets::secret(manifest, wanted)));
    differences.extend(expected.scope.as_ref().into_iter().flat_map(|wanted| scope(manifest, wanted)));
    differences.extend(client_application(manifest, expected));
    differences
}

/// Nothing is said of a manifest that does not tell its audience.
fn audience(manifest: &Manifest, expected: &Expected) -> Option<Difference> {
    let found = manifest.audience?;
    let differs = !expected.audiences.is_empty() && !expected.audiences.contains(&found);
    differs.then(|| Difference::Audience { expected: expected.audiences.clone(), found })
}

fn redirect(manifest: &Manifest, wanted: &ExpectedRedirect, expected: &Expected) -> Option<Difference> {
    let same = |redirect: &&Redirect| nearly::is_same(wanted.address.as_str(), &redirect.address);
    let mut found = manifest.redirects.iter().filter(same);
    if found.clone().any(|redirect| redirect.platform == wanted.platform) {
        return None;
    }
    let (address, platform) = (wanted.address.clone(), wanted.platform);
    Some(match (found.next(), nearest(manifest, wanted, expected)) {
        (Some(elsewhere), _) => {
            Difference::RedirectElsewhere { address, expected: platform, found: elsewhere.platform }
        }
        (None, Some((near, off))) => {
            Difference::RedirectNearly { expected: address, platform, found: near.clone(), off }
        }
        (None, None) => Difference::RedirectMissing { address, platform },
    })
}

/// The registered address that differs least from the wanted one, if one is near it and is not wanted itself.
fn nearest<'a>(
    manifest: &'a Manifest,
    wanted: &ExpectedRedirect,
    expected: &Expected,
) -> Option<(&'a Redirect, Vec<Off>)> {
    let is_wanted =
        |address: &str| expected.redirects.iter().any(|other| nearly::is_same(other.address.as_str(), address));
    let near = |redirect: &'a Redirect| {
        let mut off = nearly::off(wanted.address.as_str(), &redirect.address)?;
        off.extend((redirect.platform != wanted.platform).then_some(Off::Platform));
        Some((redirect, off))
    };
    let others = manifest.redirects.iter().filter(|redirect| !is_wanted(&redirect.address));
    others.filter_map(near).min_by_key(|(_, off)| off.len())
}

/// *Allow public client flows*, and tokens by the front channel.
fn flows(manifest: &Manifest, expected: &Expected) -> impl Iterator<Item = Difference> {
    let public = expected.public_client_flows.filter(|wanted| *wanted != manifest.public_client_flows.unwrap_or(false));
    let implicit = manifest.implicit_grant;
    let open = (implicit.access_tokens || implicit.id_tokens) && !expected.implicit_grant;
    public
        .map(|expected| Difference::PublicClientFlows { expected })
        .into_iter()
        .chain(open.then_some(Difference::ImplicitGrant { granted: implicit }))
}

fn permissions(manifest: &Manifest, expected: &Expected) -> Vec<Difference> {
    let lacking =
        expected.permissions.iter().filter(|wanted| !manifest.permissions.iter().any(|one| wanted.is_met(one)));
    let mut differences: Vec<Difference> = lacking.filter_map(|wanted| lack(manifest, wanted)).collect();
    let known = |one: &&RequestedPermission| {
        expected.permissions.iter().any(|wanted| wanted.is_about(one, &manifest.permissions))
    };
    if !expected.permissions.is_empty() {
        let more = manifest.permissions.iter().filter(|one| !known(one));
        differences.extend(more.cloned().map(|permission| Difference::PermissionSuperfluous { permission }));
    }
    differences
}

fn lack(manifest: &Manifest, wanted: &ExpectedPermission) -> Option<Difference> {
    let needed = match wanted.need {
        Need::Needed => true,
        Need::Wished => false,
        Need::Allowed => return None,
    };
    let (name, kind) = (wanted.name.clone(), wanted.kind);
    Some(if manifest.permissions.iter().any(|one| wanted.is_of_other_kind(one)) {
        Difference::PermissionOfOtherKind { name, expected: kind }
    } else {
        Difference::PermissionMissing { name, kind, needed }
    })
}

fn scope(manifest: &Manifest, wanted: &ExpectedScope) -> Vec<Difference> {
    let no_uri = manifest.application_id_uris.is_empty().then_some(Difference::ApplicationIdUriMissing);
    let value = wanted.value.clone();
    let differing = match exposed(manifest, wanted) {
        Some(found) if !found.enabled => Some(Difference::ScopeDisabled { value }),
        Some(found) => wanted
            .approver
            .filter(|approver| *approver != found.approver)
            .map(|expected| Difference::ScopeApprover { value, expected }),
        None => {
            let alike = |found: &&ExposedScope| found.value.eq_ignore_ascii_case(&wanted.value);
            let nearly = manifest.scopes.iter().find(alike).map(|found| found.value.clone());
            Some(Difference::ScopeMissing { value, nearly })
        }
    };
    no_uri.into_iter().chain(differing).collect()
}

fn exposed<'a>(manifest: &'a Manifest, wanted: &ExpectedScope) -> Option<&'a ExposedScope> {
    let named = || manifest.scopes.iter().filter(|found| found.value == wanted.value);
    named().find(|found| found.enabled).or_else(|| named().next())
}

fn client_application(manifest: &Manifest, expected: &Expected) -> Option<Difference> {
    let client = expected.client_application.clone()?;
    let Some(found) = manifest.clients.iter().find(|found| found.client == client) else {
        return Some(Difference::ClientMissing { client });
    };
    let wanted = expected.scope.as_ref()?;
    let id = exposed(manifest, wanted)?.id.as_ref()?;
    let ticked = found.scopes.contains(id);
    (!ticked).then(|| Difference::ClientWithoutScope { client, scope: wanted.value.clone() })
}
