//! The script for Microsoft Graph PowerShell.
//!
//! **Never run: no PowerShell was at hand.** The tests hold it against a grammar, and its cmdlets and parameters against
//! Microsoft's pages. Everything stands in one script block, which `return` leaves without closing the window.

use std::fmt::Write;

use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::Guid;

use super::{
    powershell::{list, quote},
    registration::{ExposedScope, Registration, SecretWish, WantedPermission},
    says::Says,
};

/// The modules the cmdlets are in.
const MODULES: [&str; 3] =
    ["Microsoft.Graph.Authentication", "Microsoft.Graph.Applications", "Microsoft.Graph.Identity.SignIns"];

/// The whole script.
pub(super) fn write(registration: &Registration, says: &Says<'_>) -> String {
    let mut script = format!("{}\n& {{\n    $ErrorActionPreference = 'Stop'\n", says.head());
    functions(&mut script, says);
    modules(&mut script, says);
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
    script.push_str("}\n");
    script
}

fn functions(script: &mut String, says: &Says<'_>) {
    let _ = write!(
        script,
        "    $application = $null\n\n{}    function Write-Stop {{\n        param([string[]] $Lines)\n        \
         foreach ($line in $Lines) {{ Write-Host $line }}\n        if ($null -ne $application) {{\n            \
         Write-Host {}\n            Write-Host \"Remove-MgApplication -ApplicationId $($application.Id)\"\n        \
         }}\n    }}\n\n{}    function Invoke-Patiently {{\n        param([scriptblock] $Step)\n        \
         foreach ($pause in 5, 10, 20, 0) {{\n            try {{\n                return & $Step\n            \
         }} catch {{\n                if ($pause -eq 0) {{ throw }}\n                Start-Sleep -Seconds $pause\n            \
         }}\n        }}\n    }}\n",
        says.comment("script-stop-note", "    "),
        quote(&says.line("script-not-whole")),
        says.comment("script-patience-note", "    "),
    );
}

fn part(script: &mut String, says: &Says<'_>, id: &str) {
    let _ = write!(script, "\n{}", says.comment(id, "    "));
}

/// `body`, and what is said when it throws.
fn attempt(script: &mut String, says: &Says<'_>, body: &str, otherwise: &[&str]) {
    let lines: Vec<String> = otherwise.iter().map(|id| quote(&says.line(id))).collect();
    let _ = write!(
        script,
        "    try {{\n{body}    }} catch {{\n        \
         Write-Stop @($_.Exception.Message, {})\n        return\n    }}\n",
        lines.join(", "),
    );
}

fn modules(script: &mut String, says: &Says<'_>) {
    part(script, says, "script-modules");
    let _ = write!(
        script,
        "    foreach ($module in {}) {{\n        if (-not (Get-Module -ListAvailable -Name $module)) {{\n            \
         Write-Stop @({}, {})\n            return\n        }}\n    }}\n",
        list(MODULES),
        quote(&says.line("script-no-modules")),
        quote(&says.line("script-no-modules.do")),
    );
}

/// Asks for the least that the script uses (learn.microsoft.com/graph/permissions-reference).
fn signed_in(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-signed-in");
    let delegated = registration.approve && registration.wants(PermissionKind::Delegated);
    let roles = registration.approve && registration.wants(PermissionKind::Application);
    let asked = [
        Some("Application.ReadWrite.All"),
        delegated.then_some("DelegatedPermissionGrant.ReadWrite.All"),
        roles.then_some("AppRoleAssignment.ReadWrite.All"),
    ];
    let cloud = registration.cloud.as_ref();
    let environment = cloud.map(|cloud| format!(" -Environment {}", cloud.graph_powershell)).unwrap_or_default();
    let body = format!(
        "        Connect-MgGraph{environment} -Scopes {} -ContextScope Process -NoWelcome\n        \
         $context = Get-MgContext\n",
        list(asked.into_iter().flatten()),
    );
    attempt(script, says, &body, &["script-not-connected"]);
    let _ = write!(
        script,
        "    Write-Host {}\n    Write-Host \"$($context.TenantId), $($context.Account)\"\n",
        quote(&says.line("script-working-in")),
    );
}

fn look(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-look");
    // OData doubles the quote inside a string (OData 4.01 URL conventions, section 5.1.1.14.1).
    let filter = quote(&format!("displayName eq '{}'", registration.display_name.replace('\'', "''")));
    let body = format!("        $found = @(Get-MgApplication -Filter {filter})\n");
    attempt(script, says, &body, &["script-cannot-look", "script-cannot-look.do"]);
    let _ = write!(
        script,
        "    if ($found.Count -gt 0) {{\n        Write-Stop (@({}) + $found.AppId + @({}))\n        return\n    }}\n",
        quote(&says.line("script-exists")),
        quote(&says.line("script-exists.do")),
    );
}

fn register(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-register");
    let redirects = |platform| list(registration.redirects_under(platform));
    let access: Vec<String> =
        registration.by_resource().iter().map(|(resource, wanted)| resource_access(resource, wanted)).collect();
    let body = format!(
        "        $application = New-MgApplication -DisplayName {} -SignInAudience {} `\n            \
         -Web @{{ RedirectUris = {} }} `\n            -Spa @{{ RedirectUris = {} }} `\n            \
         -PublicClient @{{ RedirectUris = {} }} `\n            -RequiredResourceAccess @(\n{}\n            )\n",
        quote(&registration.display_name),
        quote(registration.audience.sign_in_audience()),
        redirects(Platform::Web),
        redirects(Platform::SinglePage),
        redirects(Platform::Desktop),
        access.join(",\n"),
    );
    attempt(script, says, &body, &["script-not-registered", "script-not-registered.do"]);
}

fn resource_access(resource: &Guid, wanted: &[&WantedPermission]) -> String {
    let one = |wanted: &&WantedPermission| {
        let (id, kind) = (quote(wanted.id.as_str()), quote(wanted.access_type()));
        format!("                    @{{ Id = {id}; Type = {kind} }}")
    };
    let all: Vec<String> = wanted.iter().map(one).collect();
    format!(
        "                @{{ ResourceAppId = {}; ResourceAccess = @(\n{}\n                ) }}",
        quote(resource.as_str()),
        all.join(",\n"),
    )
}

fn enterprise_application(script: &mut String, says: &Says<'_>) {
    part(script, says, "script-enterprise-application");
    let body = "        $servicePrincipal = Invoke-Patiently { New-MgServicePrincipal -AppId $application.AppId }\n";
    attempt(script, says, body, &["script-no-enterprise-application"]);
}

/// Two requests: an application may be authorised only for a scope that is there already
/// (microsoftgraph/microsoft-graph-docs-contrib issue 1395).
fn expose(script: &mut String, exposed: &ExposedScope, says: &Says<'_>) {
    part(script, says, "script-expose");
    let _ = write!(script, "    $scopes = @(\n        {}\n    )\n", scope(exposed));
    let body = "        Invoke-Patiently {\n            \
                Update-MgApplication -ApplicationId $application.Id -IdentifierUris @(\"api://$($application.AppId)\") `\n                \
                -Api @{ Oauth2PermissionScopes = $scopes }\n        }\n";
    attempt(script, says, body, &["script-not-exposed"]);
    if exposed.authorises_itself {
        part(script, says, "script-authorise");
        let body = format!(
            "        $authorised = @(@{{ AppId = $application.AppId; DelegatedPermissionIds = @({}) }})\n        \
             Invoke-Patiently {{\n            Update-MgApplication -ApplicationId $application.Id `\n                \
             -Api @{{ Oauth2PermissionScopes = $scopes; PreAuthorizedApplications = $authorised }}\n        }}\n",
            quote(exposed.id.as_str()),
        );
        attempt(script, says, &body, &["script-not-exposed"]);
    }
}

fn scope(exposed: &ExposedScope) -> String {
    let user = [("UserConsentDisplayName", &exposed.user_name), ("UserConsentDescription", &exposed.user_description)];
    let user = user.into_iter().filter(|(_, text)| !text.is_empty());
    let user: Vec<String> = user.map(|(key, text)| format!("; {key} = {}", quote(text))).collect();
    format!(
        "@{{ Id = {}; Value = {}; Type = {}; IsEnabled = $true; AdminConsentDisplayName = {}; \
         AdminConsentDescription = {}{} }}",
        quote(exposed.id.as_str()),
        quote(&exposed.name),
        quote(exposed.who.as_str()),
        quote(&exposed.admin_name),
        quote(&exposed.admin_description),
        user.concat(),
    )
}

/// Without it the set-up is whole all the same: an administrator may approve later.
fn approve(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-approve");
    script.push_str("    try {\n");
    for (resource, wanted) in registration.by_resource() {
        let (roles, delegated): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|one| one.kind == PermissionKind::Application);
        let filter = quote(&format!("appId eq '{resource}'"));
        let _ = writeln!(script, "        $resource = Get-MgServicePrincipal -Filter {filter}");
        if !delegated.is_empty() {
            approve_delegated(script, &delegated);
        }
        for role in roles {
            approve_role(script, role);
        }
    }
    let _ = write!(
        script,
        "    }} catch {{\n        Write-Host $_.Exception.Message\n        Write-Host {}\n        Write-Host {}\n    }}\n",
        quote(&says.line("script-not-approved")),
        quote(&says.line("script-not-approved.do")),
    );
}

fn approve_delegated(script: &mut String, delegated: &[&WantedPermission]) {
    let names: Vec<&str> = delegated.iter().map(|one| one.name.as_str()).collect();
    let _ = write!(
        script,
        "        Invoke-Patiently {{\n            New-MgOauth2PermissionGrant -ClientId $servicePrincipal.Id `\n                \
         -ConsentType AllPrincipals -ResourceId $resource.Id `\n                -Scope {}\n        }} | Out-Null\n",
        quote(&names.join(" ")),
    );
}

fn approve_role(script: &mut String, role: &WantedPermission) {
    let _ = write!(
        script,
        "        Invoke-Patiently {{\n            New-MgServicePrincipalAppRoleAssignment `\n                \
         -ServicePrincipalId $servicePrincipal.Id -PrincipalId $servicePrincipal.Id `\n                \
         -ResourceId $resource.Id -AppRoleId {}\n        }} | Out-Null\n",
        quote(role.id.as_str()),
    );
}

/// It ends with the day before its months are over, so that it is never longer than they are.
fn make_secret(script: &mut String, secret: &SecretWish, says: &Says<'_>) {
    part(script, says, "script-secret");
    let body = format!(
        "        $ends = (Get-Date).ToUniversalTime().Date.AddMonths({}).AddSeconds(-1)\n        \
         $password = @{{ DisplayName = {}; EndDateTime = $ends }}\n        \
         $secret = Invoke-Patiently {{\n            \
         Add-MgApplicationPassword -ApplicationId $application.Id -PasswordCredential $password\n        }}\n",
        secret.months,
        quote(&secret.name),
    );
    attempt(script, says, &body, &["script-no-secret", "script-no-secret.do"]);
}

fn read_back(script: &mut String, says: &Says<'_>) {
    part(script, says, "script-read-back");
    let body = "        $registered = Invoke-Patiently { Get-MgApplication -ApplicationId $application.Id }\n        \
                $redirects = @($registered.Web.RedirectUris) + @($registered.Spa.RedirectUris) + `\n            \
                @($registered.PublicClient.RedirectUris)\n";
    attempt(script, says, body, &["script-not-read-back"]);
}

/// The labels are those that intake reads beside the values (recipes/providers/microsoft.toml). A day is written without the
/// calendar of the computer.
fn block(script: &mut String, registration: &Registration, says: &Says<'_>) {
    part(script, says, "script-block-note");
    let _ = write!(
        script,
        "    Write-Host ''\n    Write-Host {}\n    Write-Host \"Application (client) ID: $($application.AppId)\"\n    \
         Write-Host \"Directory (tenant) ID: $($context.TenantId)\"\n",
        quote(&says.block_begins()),
    );
    if registration.secret.is_some() {
        script.push_str(
            "    Write-Host \"Secret value: $($secret.SecretText)\"\n    \
             $day = $secret.EndDateTime.ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)\n    \
             Write-Host \"Secret expires: $day\"\n",
        );
    }
    let _ = write!(
        script,
        "    foreach ($redirect in $redirects) {{\n        \
         if ($redirect) {{ Write-Host \"Redirect URI: $redirect\" }}\n    }}\n    Write-Host {}\n    Write-Host ''\n    \
         Write-Host {}\n    Disconnect-MgGraph | Out-Null\n",
        quote(&says.block_ends()),
        quote(&says.line(says.afterwards())),
    );
}
