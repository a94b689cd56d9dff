//! From the JSON of either format to a manifest.

use sendoff_recipes::Platform;

use super::{
    Approver, Audience, AuthorizedClient, ExposedScope, ImplicitGrant, Manifest, ManifestError, Redirect,
    RequestedPermission, SecretEntry,
    document::{Access, Application, Document, Password, PublicClient, Resource},
    shown::{Day, Hint, Shown},
};

/// The one app registration of a document.
pub(super) fn only(document: Document) -> Result<Manifest, ManifestError> {
    let mut list = match document {
        Document::One(mut one) => match one.value.take() {
            Some(list) if one.app_id.is_none() => list,
            _ => vec![*one],
        },
        Document::List(list) => list,
    };
    match (list.pop(), list.len()) {
        (None, _) => Err(ManifestError::EmptyList),
        (Some(application), 0) => manifest(application),
        (Some(_), others) => Err(ManifestError::Several { count: others + 1 }),
    }
}

fn manifest(application: Application) -> Result<Manifest, ManifestError> {
    if application.service_principal_type.is_some() {
        return Err(ManifestError::EnterpriseApplication);
    }
    let Some(client_id) = application.app_id.clone().filter(|_| says_more(&application)) else {
        return Err(ManifestError::NotARegistration);
    };
    let text = |text: Option<Shown>| text.map(|Shown(text)| text);
    Ok(Manifest {
        client_id: client_id.into(),
        audience: audience(&application),
        redirects: redirects(&application),
        public_client_flows: public_client_flows(&application),
        implicit_grant: implicit_grant(&application),
        scopes: scopes(&application).collect(),
        clients: clients(&application).collect(),
        application_id_uris: texts(application.identifier_uris.as_deref()).collect(),
        object_id: text(application.id.or(application.object_id)).and_then(|id| id.parse().ok()),
        name: text(application.display_name.or(application.name)),
        publisher_domain: text(application.publisher_domain),
        permissions: application.required_resource_access.into_iter().flatten().flat_map(permissions).collect(),
        secrets: application.password_credentials.into_iter().flatten().map(secret).collect(),
    })
}

/// Whether more stands there than an ID and names, as also in the answer to `az ad sp create-for-rbac`.
fn says_more(application: &Application) -> bool {
    application.sign_in_audience.is_some()
        || application.required_resource_access.is_some()
        || application.password_credentials.is_some()
        || application.identifier_uris.is_some()
        || application.web.is_some()
        || application.reply_urls_with_type.is_some()
        || application.reply_urls.is_some()
}

fn audience(application: &Application) -> Option<Audience> {
    let older = application.available_to_other_tenants;
    let older = older.map(|others| if others { Audience::AnyDirectory } else { Audience::ThisDirectory });
    application.sign_in_audience.as_ref().map(|word| word.0).or(older)
}

fn texts(list: Option<&[Shown]>) -> impl Iterator<Item = String> {
    list.unwrap_or_default().iter().map(|Shown(text)| text.clone())
}

fn redirects(application: &Application) -> Vec<Redirect> {
    let web = application.web.as_ref().and_then(|web| web.redirect_uris.as_deref());
    let page = application.spa.as_ref().and_then(|client| client.redirect_uris.as_deref());
    let (desktop, untyped) = match &application.public_client {
        Some(PublicClient::Redirects(client)) => (client.redirect_uris.as_deref(), Platform::Web),
        Some(PublicClient::Is(true)) => (None, Platform::Desktop),
        Some(PublicClient::Is(false)) | None => (None, Platform::Web),
    };
    let typed = application.reply_urls_with_type.iter().flatten();
    let typed = typed.map(|reply| Redirect { address: reply.url.0.clone(), platform: reply.platform.0 });
    // Beside typed addresses the older format repeats them without a type.
    let repeated = application.reply_urls.as_deref().filter(|_| application.reply_urls_with_type.is_none());
    let lists = [(web, Platform::Web), (page, Platform::SinglePage), (desktop, Platform::Desktop), (repeated, untyped)];
    let under = |(list, platform)| texts(list).map(move |address| Redirect { address, platform });
    lists.into_iter().flat_map(under).chain(typed).collect()
}

fn public_client_flows(application: &Application) -> Option<bool> {
    let older = match application.public_client {
        Some(PublicClient::Is(is)) => Some(is),
        Some(PublicClient::Redirects(_)) | None => None,
    };
    application.is_fallback_public_client.or(application.allow_public_client).or(older)
}

fn implicit_grant(application: &Application) -> ImplicitGrant {
    let web = application.web.as_ref().and_then(|web| web.implicit_grant_settings.as_ref());
    let access = web.and_then(|set| set.enable_access_token_issuance).or(application.oauth2_allow_implicit_flow);
    let id = web.and_then(|set| set.enable_id_token_issuance).or(application.oauth2_allow_id_token_implicit_flow);
    ImplicitGrant { access_tokens: access.unwrap_or(false), id_tokens: id.unwrap_or(false) }
}

fn permissions(resource: Resource) -> impl Iterator<Item = RequestedPermission> {
    let Resource { resource_app_id, resource_access } = resource;
    let one = move |access: Access| RequestedPermission {
        resource: resource_app_id.clone(),
        id: access.id,
        kind: access.kind.0,
    };
    resource_access.into_iter().flatten().map(one)
}

fn secret(password: Password) -> SecretEntry {
    SecretEntry {
        key_id: password.key_id,
        hint: password.hint.map(|Hint(hint)| hint).filter(|hint| !hint.is_empty()),
        ends: password.end_date_time.map(|Day(day)| day),
        name: password.display_name.map(|Shown(name)| name),
    }
}

fn scopes(application: &Application) -> impl Iterator<Item = ExposedScope> {
    let newer = application.api.as_ref().and_then(|api| api.oauth2_permission_scopes.as_ref());
    newer.or(application.oauth2_permissions.as_ref()).into_iter().flatten().map(|scope| ExposedScope {
        id: scope.id.clone(),
        value: scope.value.as_ref().map_or_else(String::new, |Shown(value)| value.clone()),
        enabled: scope.is_enabled.unwrap_or(true),
        approver: scope.approver.as_ref().map_or(Approver::Everybody, |word| word.0),
    })
}

fn clients(application: &Application) -> impl Iterator<Item = AuthorizedClient> {
    let newer = application.api.as_ref().and_then(|api| api.pre_authorized_applications.as_ref());
    newer.or(application.pre_authorized_applications.as_ref()).into_iter().flatten().map(|client| AuthorizedClient {
        client: client.app_id.clone().into(),
        scopes: client
            .delegated_permission_ids
            .as_ref()
            .or(client.permission_ids.as_ref())
            .cloned()
            .unwrap_or_default(),
    })
}
