//! A manifest that is pasted: bounded, without a secret in what is kept, and itself in accord with what it says.

use sendoff_intake::{
    Expected, ExpectedPermission, ExpectedRedirect, ExpectedScope, Known, Manifest, ManifestError, Need, PermissionIds,
    ReadContext, RequestedPermission, compare, fields, judge_secret_shape, read, read_manifest,
};
use sendoff_recipes::PermissionKind;
use sendoff_values::SecretShape;

use crate::scene::microsoft;

pub(crate) const WORDS: &[&str] = &[
    "\"appId\":\"7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\",",
    "\"web\":{\"redirectUris\":[",
    "\"replyUrlsWithType\":[{\"url\":\"",
    "\"requiredResourceAccess\":[",
    "\"passwordCredentials\":[{\"hint\":\"8xQ\",\"endDateTime\":\"",
    "\"secretText\":\"8xQ8Q~pretendpretendpretendpretendpreten\"",
    "\"displayName\":\"8xQ8Q~pretendpretendpretendpretendpreten\",",
    "\"oauth2PermissionScopes\":[{\"value\":\"",
    "\"preAuthorizedApplications\":[",
    "\"publicClient\":true,",
    "\"servicePrincipalType\":\"x\",",
    "\"value\":[",
    "2028-11-21T10:15:30Z",
    "null",
    "true",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "}]}",
    "]",
    "}",
    ",",
    "\"",
    "\\u0000",
    "\\ud800",
    "\\\"",
    "\u{200b}",
    "\u{201c}",
    "\u{a0}",
    "1e999",
];

/// A text with a manifest in it.
pub(crate) fn manifest(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let known = Known::default();
    let context = ReadContext { provider: microsoft(), recipe: None, step: None, known: &known };
    let Ok(reading) = read(&text, &context) else { panic!("refused although it is short") };
    let manifest = match read_manifest(&text) {
        Ok(manifest) => manifest,
        Err(error) => {
            is_in(&error, &text);
            assert!(reading.manifest.is_none(), "a paste holds what is no manifest");
            return false;
        }
    };
    assert!(reading.manifest.is_none_or(|found| found == manifest), "a paste holds another manifest");
    shows_no_secret(&manifest);
    let written = serde_json::to_string(&manifest).unwrap();
    assert_eq!(serde_json::from_str::<Manifest>(&written).unwrap(), manifest);
    assert_eq!(compare(&manifest, &of_itself(&manifest)), [], "it differs from itself");
    true
}

fn is_in(error: &ManifestError, text: &str) {
    let place = match error {
        ManifestError::Unfinished(place)
        | ManifestError::Broken(place)
        | ManifestError::Unfit(place)
        | ManifestError::TooDeep(place)
        | ManifestError::TooManyValues(place) => place,
        ManifestError::TooLarge { .. }
        | ManifestError::NoDocument
        | ManifestError::NotARegistration
        | ManifestError::EnterpriseApplication
        | ManifestError::Several { .. }
        | ManifestError::EmptyList => return,
    };
    let line = text.split('\n').nth(place.line - 1).expect("a line of the text");
    assert!((1..=line.chars().count() + 1).contains(&place.column), "{place} is not in the text");
}

fn shows_no_secret(manifest: &Manifest) {
    let printed = format!("{manifest:?}{:?}", fields(manifest, None));
    let mut words = printed.split(|next: char| !(next.is_ascii_alphanumeric() || "_~.-".contains(next)));
    assert!(words.all(|word| judge_secret_shape(word) != SecretShape::Usual), "a secret stands in what may be seen");
}

/// What asks for exactly what is there.
fn of_itself(manifest: &Manifest) -> Expected {
    let redirects = manifest.redirects.iter().filter_map(|redirect| {
        Some(ExpectedRedirect { address: redirect.address.parse().ok()?, platform: redirect.platform })
    });
    let exposed = manifest.scopes.iter().find(|scope| scope.enabled && !manifest.application_id_uris.is_empty());
    Expected {
        client_id: Some(manifest.client_id.clone()),
        audiences: manifest.audience.into_iter().collect(),
        redirects: redirects.collect(),
        permissions: manifest.permissions.iter().map(permission).collect(),
        secret: None,
        scope: exposed.map(|scope| ExpectedScope { value: scope.value.clone(), approver: None }),
        client_application: None,
        public_client_flows: manifest.public_client_flows,
        implicit_grant: true,
    }
}

fn permission(one: &RequestedPermission) -> ExpectedPermission {
    let id = |kind| (one.kind == kind).then(|| one.id.clone());
    let ids = PermissionIds {
        resource: one.resource.clone(),
        delegated: id(PermissionKind::Delegated),
        application: id(PermissionKind::Application),
    };
    ExpectedPermission { name: String::new(), kind: one.kind, need: Need::Needed, ids: vec![ids] }
}
