//! Bodies of requests to Microsoft Graph as JSON that survives every argument on the way.
//!
//! Azure CLI opens a file for an argument that begins with `@`, or has one behind its first `=`
//! (azure-cli 2.91.0, `azure/cli/core/commands/__init__.py`); an interactive bash expands `!`. Inside JSON none of these
//! characters needs to stand as itself.

use std::fmt::Write;

use sendoff_recipes::Platform;
use serde::Serialize;

use super::registration::{ExposedScope, Registration};

/// `POST /applications` (learn.microsoft.com/graph/api/application-post-applications).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewApplication<'a> {
    display_name: &'a str,
    sign_in_audience: &'static str,
    web: Redirects<'a>,
    spa: Redirects<'a>,
    public_client: Redirects<'a>,
    required_resource_access: Vec<ResourceAccess<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Redirects<'a> {
    redirect_uris: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResourceAccess<'a> {
    resource_app_id: &'a str,
    resource_access: Vec<Access<'a>>,
}

#[derive(Serialize)]
struct Access<'a> {
    id: &'a str,
    r#type: &'static str,
}

/// One of `api.oauth2PermissionScopes` (learn.microsoft.com/graph/api/resources/permissionscope).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scope<'a> {
    id: &'a str,
    value: &'a str,
    r#type: &'static str,
    is_enabled: bool,
    admin_consent_display_name: &'a str,
    admin_consent_description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    user_consent_display_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    user_consent_description: &'a str,
}

/// The whole application in one body.
pub(super) fn new_application(registration: &Registration) -> String {
    let redirects = |platform| Redirects { redirect_uris: registration.redirects_under(platform) };
    let by_resource = registration.by_resource();
    let access = by_resource.iter().map(|(resource, wanted)| ResourceAccess {
        resource_app_id: resource.as_str(),
        resource_access: wanted.iter().map(|one| Access { id: one.id.as_str(), r#type: one.access_type() }).collect(),
    });
    armoured(&NewApplication {
        display_name: &registration.display_name,
        sign_in_audience: registration.audience.sign_in_audience(),
        web: redirects(Platform::Web),
        spa: redirects(Platform::SinglePage),
        public_client: redirects(Platform::Desktop),
        required_resource_access: access.collect(),
    })
}

/// The exposed scope.
pub(super) fn scope(exposed: &ExposedScope) -> String {
    armoured(&Scope {
        id: exposed.id.as_str(),
        value: &exposed.name,
        r#type: exposed.who.as_str(),
        is_enabled: true,
        admin_consent_display_name: &exposed.admin_name,
        admin_consent_description: &exposed.admin_description,
        user_consent_display_name: &exposed.user_name,
        user_consent_description: &exposed.user_description,
    })
}

/// A text as a JSON string.
pub(super) fn text(text: &str) -> String {
    armoured(&text)
}

/// JSON in which only letters, digits, blanks and a few harmless marks stand as themselves (RFC 8259 section 7).
fn armoured(value: &impl Serialize) -> String {
    // Strings and lists of them can always be written.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut armoured = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii_alphanumeric() || "{}[]\":,\\ ._/-".contains(character) {
            armoured.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(armoured, "\\u{unit:04x}");
            }
        }
    }
    armoured
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_text_in_other_characters() {
        let hostile = "=@/etc/passwd'`$(x)!\\\"\u{202e}\u{1f600}\n\u{7f}";
        let armoured = text(hostile);
        assert!(!armoured.contains(['@', '=', '\'', '`', '$', '!', '(', '\n', '\u{7f}']), "{armoured}");
        assert!(armoured.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&armoured).unwrap(), hostile);
    }
}
