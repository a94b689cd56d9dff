//! The script for Azure CLI in bash.
//!
//! Everything stands in one subshell, so that stopping does not close the shell it was pasted into. Whatever holds a text that
//! a person or a recipe chose goes through `az rest` as JSON: `az ad app create` and `az ad app credential reset` open a file
//! for a name with `@` in the wrong place, the first also breaks on an apostrophe and changes a registration of the same name
//! in place of making one (azure-cli 2.91.0, `command_modules/role/custom.py`). It keeps to bash 3.2, as on macOS.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sendoff_recipes::PermissionKind;

use super::{
    bash::{Word, quote},
    registration::{ExposedScope, Registration, SecretWish, WantedPermission},
    request,
    says::Says,
};

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Two lines of an answer, in two variables.
const FIRST_LINE: &str = "${answer%%$'\\n'*}";
const LAST_LINE: &str = "${answer##*$'\\n'}";

/// The whole script.
pub(super) fn write(registration: &Registration, says: &Says<'_>) -> String {
    let mut script = format!("#!/usr/bin/env bash\n{}\n(\nset -euo pipefail\n", says.head());
    functions(&mut script, says);
    signed_in(&mut script, registration, says);
    look(&mut script, registration, says);
    register(&mut script, registration, says);
    enterprise_application(&mut script, says);
    if let Some(exposed) = &registration.exposed {
        expose(&mut script, exposed, says);
    }
    if registration.approve {
        approve(&mut script, registration, says);
    }
    if let Some(secret) = &registration.secret {
        make_secret(&mut script, secret, says);
    }
    read_back(&mut script, says);
    block(&mut script, registration, says);
    script.push_str(")\n");
    script
}

fn functions(script: &mut String, says: &Says<'_>) {
    let whole = quote(&says.line("script-not-whole"));
    let _ = write!(
        script,
        "app_id=''\n\n{}stop() {{\n  printf '%s\\n' \"$@\" >&2\n  if [ -n \"$app_id\" ]; then\n    \
         printf '%s\\n' {whole} \"az ad app delete --id $app_id\" >&2\n  fi\n  exit 1\n}}\n\n\
         {}patiently() {{\n  local pause\n  for pause in 5 10 20 0; do\n    if \"$@\"; then return 0; fi\n    \
         if [ \"$pause\" -gt 0 ]; then sleep \"$pause\"; fi\n  done\n  return 1\n}}\n",
        says.comment("script-stop-note", ""),
        says.comment("script-patience-note", ""),
    );
}

/// ` || stop` with sentences.
fn or_stop(says: &Says<'_>, ids: &[&str]) -> String {
    let lines = ids.iter().map(|id| format!(" \\\n    {}", quote(&says.line(id))));
    format!(" \\\n  || stop{}\n", lines.collect::<String>())
}

fn part(script: &mut String, says: &Says<'_>, id: &str) {
    let _ = write!(script, "\n{}", says.comment(id, ""));
}

/// The national cloud is set before anything is asked; where it is set already, nothing happens.
fn in_cloud(registration: &Registration, says: &Says<'_>) -> String {
    let Some(cloud) = &registration.cloud else { return String::new() };
    let stop = or_stop(says, &["script-no-cloud"]);
    let set = format!("az cloud set --name {}{stop}", cloud.azure_cli);
    let graph = cloud.azure_cli_graph.as_ref().map(|graph| {
        format!("az cloud update --name {} --endpoint-microsoft-graph-resource-id {graph}{stop}", cloud.azure_cli)
    });
    set + &graph.unwrap_or_default()
}

fn signed_in(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-signed-in");
    let cloud = in_cloud(registration, says);
    let missing = or_stop(says, &["script-no-azure-cli", "script-no-azure-cli.do"]);
    let stop = or_stop(says, &["script-not-signed-in", "script-not-signed-in.do"]);
    let _ = write!(
        script,
        "command -v az > /dev/null{missing}{cloud}\
         answer=$(az account show --query '[tenantId,user.name]' --output tsv){stop}tenant_id={FIRST_LINE}\n\
         account={LAST_LINE}\nprintf '%s\\n' {} \"$tenant_id, $account\"\n",
        quote(&says.line("script-working-in")),
    );
}

fn look(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-look");
    // OData doubles the quote inside a string (OData 4.01 URL conventions, section 5.1.1.14.1).
    let wanted = format!("displayName eq '{}'", registration.display_name.replace('\'', "''"));
    let filter = utf8_percent_encode(&wanted, RESERVED);
    let url = quote(&format!("{}/applications?$filter={filter}&$select=appId", registration.graph()));
    let stop = or_stop(says, &["script-cannot-look", "script-cannot-look.do"]);
    let _ = write!(
        script,
        "found=$(az rest --method get --url {url} --query 'value[].appId' --output tsv){stop}\
         if [ -n \"$found\" ]; then\n  stop {} \"$found\" \\\n    {}\nfi\n",
        quote(&says.line("script-exists")),
        quote(&says.line("script-exists.do")),
    );
}

fn register(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-register");
    let body = quote(&request::new_application(registration));
    let stop = or_stop(says, &["script-not-registered", "script-not-registered.do"]);
    let graph = registration.graph();
    let _ = write!(
        script,
        "answer=$(az rest --method post --url {graph}/applications \\\n  --body {body} \\\n  \
         --query '[id,appId]' --output tsv){stop}object_id={FIRST_LINE}\napp_id={LAST_LINE}\n\
         application={graph}/applications/$object_id\n",
    );
}

fn enterprise_application(script: &mut String, says: &Says<'_>) {
    part(script, says, "script-enterprise-application");
    let stop = or_stop(says, &["script-no-enterprise-application"]);
    let _ = write!(
        script,
        "service_principal_id=$(patiently az ad sp create --id \"$app_id\" --query id --output tsv){stop}"
    );
}

/// Two requests: an application may be authorised only for a scope that is there already
/// (microsoftgraph/microsoft-graph-docs-contrib issue 1395).
fn expose(script: &mut String, exposed: &ExposedScope, says: &Says<'_>) {
    part(script, says, "script-expose");
    let scopes = format!("\"oauth2PermissionScopes\":[{}]", request::scope(exposed));
    let uri = Word::default().literal("{\"identifierUris\":[\"api://").variable("app_id");
    patch(script, says, &uri.literal(&format!("\"],\"api\":{{{scopes}}}}}")).finish(), "script-not-exposed");
    if exposed.authorises_itself {
        part(script, says, "script-authorise");
        let client = format!("{{\"api\":{{{scopes},\"preAuthorizedApplications\":[{{\"appId\":\"");
        let allowed = format!("\",\"delegatedPermissionIds\":[\"{}\"]}}]}}}}", exposed.id);
        let body = Word::default().literal(&client).variable("app_id").literal(&allowed);
        patch(script, says, &body.finish(), "script-not-exposed");
    }
}

fn patch(script: &mut String, says: &Says<'_>, body: &str, otherwise: &str) {
    let stop = or_stop(says, &[otherwise]);
    let _ = write!(
        script,
        "patiently az rest --method patch --url \"$application\" \\\n  --body {body} \\\n  --output none{stop}"
    );
}

/// Not by `az ad app permission admin-consent`, which asks for a token that Cloud Shell does not give
/// (Azure/azure-cli issues 8912, 14230 and 25257). Without it the set-up is whole all the same: an administrator may approve later.
fn approve(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-approve");
    script.push_str("approved=yes\n");
    let graph = registration.graph();
    for (resource, wanted) in registration.by_resource() {
        let _ = writeln!(
            script,
            "resource_id=$(az ad sp show --id {resource} --query id --output tsv) || {{ resource_id=''; approved=no; }}"
        );
        let (roles, delegated): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|one| one.kind == PermissionKind::Application);
        if !delegated.is_empty() {
            approve_delegated(script, &delegated, &graph);
        }
        for role in roles {
            approve_role(script, role, &graph);
        }
    }
    let _ = write!(
        script,
        "if [ \"$approved\" = no ]; then\n  printf '%s\\n' {} \\\n    {} >&2\nfi\n",
        quote(&says.line("script-not-approved")),
        quote(&says.line("script-not-approved.do")),
    );
}

/// `POST /oauth2PermissionGrants` (learn.microsoft.com/graph/api/oauth2permissiongrant-post).
fn approve_delegated(script: &mut String, delegated: &[&WantedPermission], graph: &str) {
    let names: Vec<&str> = delegated.iter().map(|one| one.name.as_str()).collect();
    let body = Word::default().literal("{\"clientId\":\"").variable("service_principal_id");
    let body = body.literal("\",\"consentType\":\"AllPrincipals\",\"resourceId\":\"").variable("resource_id");
    let body = body.literal(&format!("\",\"scope\":{}}}", request::text(&names.join(" "))));
    post(script, &format!("{graph}/oauth2PermissionGrants"), &body.finish());
}

/// `POST /servicePrincipals/{id}/appRoleAssignments` (learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments).
fn approve_role(script: &mut String, role: &WantedPermission, graph: &str) {
    let body = Word::default().literal("{\"principalId\":\"").variable("service_principal_id");
    let body = body.literal("\",\"resourceId\":\"").variable("resource_id");
    let body = body.literal(&format!("\",\"appRoleId\":\"{}\"}}", role.id));
    post(script, &format!("{graph}/servicePrincipals/$service_principal_id/appRoleAssignments"), &body.finish());
}

/// One approval, if its API was found.
fn post(script: &mut String, url: &str, body: &str) {
    let _ = write!(
        script,
        "[ -z \"$resource_id\" ] || patiently az rest --method post --url \"{url}\" \\\n  --body {body} \\\n  \
         --output none || approved=no\n"
    );
}

/// `POST /applications/{id}/addPassword` (learn.microsoft.com/graph/api/application-addpassword). It ends with the day before
/// its months are over, so that it is never longer than they are.
fn make_secret(script: &mut String, secret: &SecretWish, says: &Says<'_>) {
    part(script, says, "script-secret");
    let SecretWish { name, months } = secret;
    let name = format!("{{\"passwordCredential\":{{\"displayName\":{},\"endDateTime\":\"", request::text(name));
    let body = Word::default().literal(&name).variable("ends").literal("\"}}").finish();
    let stop = or_stop(says, &["script-no-secret", "script-no-secret.do"]);
    let _ = write!(
        script,
        "ends=$(date -u -d '+{months} months -1 day' +%Y-%m-%dT23:59:59Z 2>/dev/null) \\\n  \
         || ends=$(date -u -v+{months}m -v-1d +%Y-%m-%dT23:59:59Z)\n\
         answer=$(patiently az rest --method post --url \"$application/addPassword\" \\\n  --body {body} \\\n  \
         --query '[secretText,endDateTime]' --output tsv){stop}secret={FIRST_LINE}\nends={LAST_LINE}\n",
    );
}

fn read_back(script: &mut String, says: &Says<'_>) {
    part(script, says, "script-read-back");
    let stop = or_stop(says, &["script-not-read-back"]);
    let _ = write!(
        script,
        "redirects=$(patiently az ad app show --id \"$app_id\" \\\n  \
         --query '[web.redirectUris,spa.redirectUris,publicClient.redirectUris][]' --output tsv){stop}"
    );
}

/// The labels are those that intake reads beside the values (recipes/providers/microsoft.toml).
fn block(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-block-note");
    let _ = write!(
        script,
        "printf '\\n%s\\n' {}\nprintf 'Application (client) ID: %s\\n' \"$app_id\"\n\
         printf 'Directory (tenant) ID: %s\\n' \"$tenant_id\"\n",
        quote(&says.block_begins()),
    );
    if registration.secret.is_some() {
        script.push_str("printf 'Secret value: %s\\n' \"$secret\"\nprintf 'Secret expires: %s\\n' \"${ends%%T*}\"\n");
    }
    let _ = write!(
        script,
        "if [ -n \"$redirects\" ]; then\n  printf '%s\\n' \"$redirects\" | while IFS= read -r redirect; do\n    \
         printf 'Redirect URI: %s\\n' \"$redirect\"\n  done\nfi\nprintf '%s\\n' {}\nprintf '\\n%s\\n' {}\n",
        quote(&says.block_ends()),
        quote(&says.line(says.afterwards())),
    );
}
