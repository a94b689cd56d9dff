//! The requests of a set-up script, made to the practice directory.

use super::{Shell, ShellRefusal};
use crate::directory::{AppId, Audience, Permission, PermissionId, PermissionKind, Platform, Resource, WhoConsents};
use crate::office::{Lifetime, NewRegistration, NewScope, PortalRefusal};
use jiff::Timestamp;
use serde_json::Value;

impl Shell<'_> {
    pub(super) fn request(&mut self, words: &[String]) -> Result<(), ShellRefusal> {
        let option = |name: &str| {
            let at = words.iter().position(|word| word == name)?;
            words.get(at + 1).map(String::as_str)
        };
        let names: Vec<&str> = words.iter().map(String::as_str).take_while(|word| !word.starts_with('-')).collect();
        match (names.as_slice(), option("--method"), option("--url")) {
            (["account", "show"], ..) => Ok(()),
            (["cloud", "set" | "update"], ..)
                if option("--name") == Some(self.office.addresses().cloud().azure_cli()) =>
            {
                Ok(())
            }
            (["ad", "sp", "create"], ..) => Ok(self.office.set_service_principal(self.app()?, true)?),
            (["ad", "sp", "show"], ..) => self.resource(option("--id").unwrap_or_default()),
            (["ad", "app", "show"], ..) => self.read_back(),
            (["rest"], Some(method), Some(url)) => {
                let graph = self.graph_address();
                let what = url.strip_prefix(&graph).ok_or_else(|| unknown(words))?;
                self.graph(method, what, option("--body").unwrap_or_default()).ok_or_else(|| unknown(words))?
            }
            _ => Err(unknown(words)),
        }
    }

    /// Graph of the cloud the directory is in, with its version and a slash.
    fn graph_address(&self) -> String {
        format!("https://{}/v1.0/", self.office.addresses().cloud().graph())
    }

    /// Nothing where the office does not know the request.
    fn graph(&mut self, method: &str, what: &str, body: &str) -> Option<Result<(), ShellRefusal>> {
        let body = || serde_json::from_str::<Value>(body).map_err(|_| ShellRefusal::Body(what.to_owned()));
        Some(match method {
            "get" if what.starts_with("applications?") => self.look(what),
            "post" if what == "applications" => body().and_then(|body| self.register(&body)),
            "post" if what == "oauth2PermissionGrants" => body().and_then(|body| self.approve(&body)),
            "post" if what.ends_with("/appRoleAssignments") => body().and_then(|body| self.assign(&body)),
            "post" if what.ends_with("/addPassword") => body().and_then(|body| self.make_secret(&body)),
            "patch" if what.starts_with("applications/") => body().and_then(|body| self.expose(&body)),
            _ => return None,
        })
    }

    fn app(&self) -> Result<AppId, ShellRefusal> {
        self.app.ok_or(ShellRefusal::Portal(PortalRefusal::NoRegistration))
    }

    /// `$filter=displayName eq '...'`.
    fn look(&self, what: &str) -> Result<(), ShellRefusal> {
        let filter = percent_encoding::percent_decode_str(what).decode_utf8_lossy();
        let name = filter.split_once("eq '").and_then(|(_, rest)| rest.rsplit_once('\'')).map(|(name, _)| name);
        let name = name.ok_or_else(|| ShellRefusal::Body(what.to_owned()))?.replace("''", "'");
        let there = self.office.registrations().iter().any(|registration| registration.name == name);
        if there { Err(ShellRefusal::Exists(name)) } else { Ok(()) }
    }

    fn register(&mut self, body: &Value) -> Result<(), ShellRefusal> {
        let audience =
            audience(&text(&body["signInAudience"])).ok_or_else(|| ShellRefusal::Body("applications".to_owned()))?;
        let new = NewRegistration { name: text(&body["displayName"]), audience, redirect: None };
        let permissions = permissions(&body["requiredResourceAccess"])?;
        let app = self.office.register(&new)?.app_id;
        self.app = Some(app);
        for (platform, key) in [(Platform::Web, "web"), (Platform::Spa, "spa"), (Platform::Desktop, "publicClient")] {
            for uri in list(&body[key]["redirectUris"]) {
                self.office.add_redirect(app, platform, &text(uri))?;
            }
        }
        // Only the portal puts a permission in by itself.
        for own in self.office.registration(app).into_iter().flat_map(|registration| registration.permissions) {
            self.office.remove_permission(app, own)?;
        }
        permissions.into_iter().try_for_each(|permission| self.office.add_permission(app, permission))?;
        self.variables.set("app_id", app.to_string());
        self.variables.set("application", format!("{}applications/{app}", self.graph_address()));
        self.variables.set("service_principal_id", app.to_string());
        Ok(())
    }

    fn expose(&mut self, body: &Value) -> Result<(), ShellRefusal> {
        let app = self.app()?;
        if let Some(uri) = list(&body["identifierUris"]).first() {
            self.office.set_application_id_uri(app, &text(uri))?;
        }
        let exposed = || self.office.registration(app).map(|registration| registration.exposed).unwrap_or_default();
        for scope in list(&body["api"]["oauth2PermissionScopes"]) {
            let new = scope_of(scope);
            if exposed().scopes.iter().all(|there| there.name != new.name) {
                self.office.add_scope(app, &new)?;
            }
        }
        let scopes: Vec<_> = exposed().scopes.iter().map(|scope| scope.id).collect();
        for client in list(&body["api"]["preAuthorizedApplications"]) {
            let client = text(&client["appId"]).parse().map_err(|_| PortalRefusal::NoRegistration)?;
            self.office.add_client_application(app, client, &scopes)?;
        }
        Ok(())
    }

    /// The API whose permissions are approved next.
    fn resource(&mut self, id: &str) -> Result<(), ShellRefusal> {
        let known = [Resource::Graph, Resource::Exchange].into_iter().any(|resource| resource.app_id() == id);
        self.variables.set("resource_id", id.to_owned());
        if known { Ok(()) } else { Err(ShellRefusal::Unknown(id.to_owned())) }
    }

    /// Delegated permissions for everybody, by their names.
    fn approve(&mut self, body: &Value) -> Result<(), ShellRefusal> {
        let (app, id, names) = (self.app()?, text(&body["resourceId"]), text(&body["scope"]));
        let resource = [Resource::Graph, Resource::Exchange].into_iter().find(|resource| resource.app_id() == id);
        let resource = resource.ok_or(ShellRefusal::Portal(PortalRefusal::NoPermission))?;
        let find = |name: &str| Permission::find(resource, PermissionKind::Delegated, name).map(|found| found.id);
        let found: Option<Vec<PermissionId>> = names.split(' ').map(find).collect();
        self.agree(app, &found.ok_or(PortalRefusal::NoPermission)?);
        Ok(())
    }

    fn assign(&mut self, body: &Value) -> Result<(), ShellRefusal> {
        let app = self.app()?;
        let permission = PermissionId::parse(&text(&body["appRoleId"])).ok_or(PortalRefusal::NoPermission)?;
        self.agree(app, &[permission]);
        Ok(())
    }

    fn agree(&self, app: AppId, permissions: &[PermissionId]) {
        let mut state = self.office.lock();
        state.directory.agree_for_everybody(app, permissions);
        state.save();
    }

    fn make_secret(&mut self, body: &Value) -> Result<(), ShellRefusal> {
        let (app, wanted) = (self.app()?, &body["passwordCredential"]);
        let end: Timestamp = text(&wanted["endDateTime"]).parse().map_err(|_| PortalRefusal::Lifetime)?;
        let secret = self.office.add_secret(app, &text(&wanted["displayName"]), Lifetime::Until(end))?;
        self.variables.set("secret", secret.value.reveal().to_owned());
        Ok(())
    }

    fn read_back(&mut self) -> Result<(), ShellRefusal> {
        let registration = self.office.registration(self.app()?).ok_or(PortalRefusal::NoRegistration)?;
        let redirects: Vec<_> = registration.redirects.iter().map(|redirect| redirect.uri.as_str()).collect();
        self.variables.set("redirects", redirects.join("\n"));
        Ok(())
    }
}

/// By Microsoft Graph's word.
fn audience(word: &str) -> Option<Audience> {
    match word {
        "AzureADMyOrg" => Some(Audience::SingleTenant),
        "AzureADMultipleOrgs" => Some(Audience::MultiTenant),
        "AzureADandPersonalMicrosoftAccount" => Some(Audience::MultiTenantAndPersonal),
        "PersonalMicrosoftAccount" => Some(Audience::Personal),
        _ => None,
    }
}

fn permissions(wanted: &Value) -> Result<Vec<PermissionId>, PortalRefusal> {
    let accesses = list(wanted).iter().flat_map(|resource| list(&resource["resourceAccess"]));
    accesses.map(|access| PermissionId::parse(&text(&access["id"])).ok_or(PortalRefusal::NoPermission)).collect()
}

fn scope_of(scope: &Value) -> NewScope {
    NewScope {
        name: text(&scope["value"]),
        who: if scope["type"] == "Admin" { WhoConsents::AdminsOnly } else { WhoConsents::AdminsAndUsers },
        admin_title: text(&scope["adminConsentDisplayName"]),
        admin_description: text(&scope["adminConsentDescription"]),
        user_title: text(&scope["userConsentDisplayName"]),
        user_description: text(&scope["userConsentDescription"]),
        enabled: scope["isEnabled"] == true,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn unknown(words: &[String]) -> ShellRefusal {
    let known = words.iter().take_while(|word| *word != "--body");
    ShellRefusal::Unknown(known.map(String::as_str).collect::<Vec<_>>().join(" "))
}
