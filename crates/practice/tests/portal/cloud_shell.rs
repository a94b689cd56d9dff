//! Cloud Shell: a set-up script is read, and what it asks for is made.

use crate::desk::Desk;
use sendoff_practice::directory::{Permission, PermissionKind, Resource};

/// A script in the form Azure CLI's users write it, for a registration of this name.
fn script(name: &str) -> String {
    format!(
        r#"#!/usr/bin/env bash
# az rest --method post --url https://graph.microsoft.com/v1.0/nothing
found=$(az rest --method get --url 'https://graph.microsoft.com/v1.0/applications?$filter=displayName%20eq%20%27{name}%27&$select=appId' --output tsv) \
  || stop 'no'
answer=$(az rest --method post --url https://graph.microsoft.com/v1.0/applications \
  --body '{{"displayName":"{name}","signInAudience":"AzureADMyOrg","web":{{"redirectUris":["https://app.example/back"]}},"spa":{{"redirectUris":[]}},"publicClient":{{"redirectUris":[]}},"requiredResourceAccess":[{{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{{"id":"e383f46e-2787-4529-855e-0e479a3ffac0","type":"Scope"}}]}}]}}' \
  --query '[id,appId]' --output tsv) \
  || stop 'no'
app_id=${{answer##*$'\n'}}
resource_id=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv) || {{ resource_id=''; }}
[ -z "$resource_id" ] || patiently az rest --method post --url "https://graph.microsoft.com/v1.0/oauth2PermissionGrants" \
  --body '{{"clientId":"'"$service_principal_id"'","consentType":"AllPrincipals","resourceId":"'"$resource_id"'","scope":"Mail.Send"}}'
ends=$(date -u -d '+6 months -1 day' +%Y-%m-%dT23:59:59Z 2>/dev/null)
answer=$(patiently az rest --method post --url "$application/addPassword" \
  --body '{{"passwordCredential":{{"displayName":"mail","endDateTime":"'"$ends"'"}}}}' --output tsv)
redirects=$(patiently az ad app show --id "$app_id" --output tsv)
printf 'Application (client) ID: %s\n' "$app_id"
printf 'Secret value: %s\n' "$secret"
printf 'Secret expires: %s\n' "${{ends%%T*}}"
  printf '%s\n' "$redirects" | while IFS= read -r redirect; do
    printf 'Redirect URI: %s\n' "$redirect"
"#
    )
}

#[tokio::test]
async fn a_script_makes_what_it_asks_for_and_prints_its_block() {
    let mut desk = Desk::seeded().await;
    let portal = desk.portal();
    let printed = desk.robot.run_script(portal, &script("By script")).await.unwrap();
    let made = desk.office().registrations().into_iter().find(|one| one.name == "By script").unwrap();
    let secret = &made.secrets[0];
    let (id, value, day) = (made.app_id, secret.value.reveal(), secret.expires.strftime("%Y-%m-%d"));
    assert_eq!(
        printed,
        format!(
            "Application (client) ID: {id}\nSecret value: {value}\nSecret expires: {day}\nRedirect URI: https://app.example/back"
        )
    );
    let send = Permission::find(Resource::Graph, PermissionKind::Delegated, "Mail.Send").unwrap().id;
    assert_eq!(made.permissions, [send], "a script puts in what it names and nothing else");
    assert!(desk.office().has_admin_consent(made.app_id, send));
}

#[tokio::test]
async fn a_name_that_is_there_and_what_is_no_script_change_nothing() {
    let mut desk = Desk::seeded().await;
    for (script, said) in [
        (script(&desk.registration().name), "already"),
        ("New-MgApplication -DisplayName 'By script'".to_owned(), "not a script for Azure CLI"),
        ("az ad app create --display-name x".to_owned(), "does not know this request: ad app create"),
        ("az rest --method post --url https://evil.example/v1.0/applications --body '{}'".to_owned(), "evil.example"),
    ] {
        let portal = desk.portal();
        let refused = desk.robot.run_script(portal, &script).await.unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
        assert_eq!(desk.office().registrations().len(), 1, "nothing was made");
    }
}
