//! The JSON of both formats, as far as it is read. Everything else is passed over without being kept, secrets included.

use std::fmt;

use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::Guid;
use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, value::MapAccessDeserializer},
};

use super::{
    Approver, Audience,
    shown::{Day, Hint, Shown, of_text},
};

/// What a JSON text holds.
#[derive(Debug)]
pub(super) enum Document {
    /// One object: a page, or one answer.
    One(Box<Application>),
    /// A list, as `az ad app list` writes it.
    List(Vec<Application>),
}

/// Members of an app registration in both formats. What is `null` is as if it were not there.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Application {
    pub(super) app_id: Option<Guid>,
    pub(super) id: Option<Shown>,
    pub(super) object_id: Option<Shown>,
    pub(super) display_name: Option<Shown>,
    pub(super) name: Option<Shown>,
    pub(super) publisher_domain: Option<Shown>,
    pub(super) sign_in_audience: Option<AudienceWord>,
    pub(super) available_to_other_tenants: Option<bool>,
    pub(super) required_resource_access: Option<Vec<Resource>>,
    pub(super) password_credentials: Option<Vec<Password>>,
    pub(super) identifier_uris: Option<Vec<Shown>>,
    pub(super) web: Option<Web>,
    pub(super) spa: Option<Client>,
    pub(super) public_client: Option<PublicClient>,
    pub(super) reply_urls_with_type: Option<Vec<TypedReply>>,
    pub(super) reply_urls: Option<Vec<Shown>>,
    pub(super) api: Option<Api>,
    pub(super) oauth2_permissions: Option<Vec<Scope>>,
    pub(super) pre_authorized_applications: Option<Vec<PreAuthorized>>,
    pub(super) is_fallback_public_client: Option<bool>,
    pub(super) allow_public_client: Option<bool>,
    pub(super) oauth2_allow_implicit_flow: Option<bool>,
    pub(super) oauth2_allow_id_token_implicit_flow: Option<bool>,
    /// An enterprise application has it, a registration has not.
    pub(super) service_principal_type: Option<IgnoredAny>,
    /// The list in an answer to `GET /applications`.
    pub(super) value: Option<Vec<Self>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Web {
    pub(super) redirect_uris: Option<Vec<Shown>>,
    pub(super) implicit_grant_settings: Option<ImplicitSettings>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImplicitSettings {
    pub(super) enable_access_token_issuance: Option<bool>,
    pub(super) enable_id_token_issuance: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Client {
    pub(super) redirect_uris: Option<Vec<Shown>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TypedReply {
    pub(super) url: Shown,
    #[serde(rename = "type")]
    pub(super) platform: PlatformWord,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Resource {
    pub(super) resource_app_id: Guid,
    pub(super) resource_access: Option<Vec<Access>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Access {
    pub(super) id: Guid,
    #[serde(rename = "type")]
    pub(super) kind: KindWord,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Password {
    pub(super) key_id: Option<Guid>,
    pub(super) hint: Option<Hint>,
    #[serde(alias = "endDate")]
    pub(super) end_date_time: Option<Day>,
    pub(super) display_name: Option<Shown>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Api {
    pub(super) oauth2_permission_scopes: Option<Vec<Scope>>,
    pub(super) pre_authorized_applications: Option<Vec<PreAuthorized>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Scope {
    pub(super) id: Option<Guid>,
    pub(super) value: Option<Shown>,
    pub(super) is_enabled: Option<bool>,
    #[serde(rename = "type")]
    pub(super) approver: Option<ApproverWord>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PreAuthorized {
    pub(super) app_id: Guid,
    pub(super) delegated_permission_ids: Option<Vec<Guid>>,
    pub(super) permission_ids: Option<Vec<Guid>>,
}

of_text! {
    /// `signInAudience`.
    AudienceWord(Audience) by audience;
    /// `type` of a reply URL in the older format.
    PlatformWord(Platform) by platform;
    /// `type` of a permission.
    KindWord(PermissionKind) by kind;
    /// `type` of an exposed scope.
    ApproverWord(Approver) by approver;
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all words")]
fn audience(text: &str) -> Option<Audience> {
    Some(match text {
        "AzureADMyOrg" => Audience::ThisDirectory,
        "AzureADMultipleOrgs" => Audience::AnyDirectory,
        "AzureADandPersonalMicrosoftAccount" => Audience::AnyDirectoryAndPersonal,
        "PersonalMicrosoftAccount" => Audience::Personal,
        _ => Audience::Other,
    })
}

/// The page writes `Web`, `Spa` and `InstalledClient`; Microsoft's own guides also `SPA`.
fn platform(text: &str) -> Option<Platform> {
    let words = [("web", Platform::Web), ("spa", Platform::SinglePage), ("installedclient", Platform::Desktop)];
    words.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, platform)| platform)
}

fn kind(text: &str) -> Option<PermissionKind> {
    match text {
        "Scope" => Some(PermissionKind::Delegated),
        "Role" => Some(PermissionKind::Application),
        _ => None,
    }
}

fn approver(text: &str) -> Option<Approver> {
    match text {
        "User" => Some(Approver::Everybody),
        "Admin" => Some(Approver::Administrators),
        _ => None,
    }
}

/// `publicClient`: redirect URIs in Microsoft Graph's format, yes or no in the older Azure CLI's.
#[derive(Debug)]
pub(super) enum PublicClient {
    Redirects(Client),
    Is(bool),
}

impl<'de> Deserialize<'de> for PublicClient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfPublicClient)
    }
}

struct OfPublicClient;

impl<'de> de::Visitor<'de> for OfPublicClient {
    type Value = PublicClient;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("redirect URIs, or yes or no")
    }

    fn visit_bool<E: de::Error>(self, is: bool) -> Result<PublicClient, E> {
        Ok(PublicClient::Is(is))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PublicClient, A::Error> {
        Client::deserialize(MapAccessDeserializer::new(map)).map(PublicClient::Redirects)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfDocument)
    }
}

struct OfDocument;

impl<'de> de::Visitor<'de> for OfDocument {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Document, A::Error> {
        Application::deserialize(MapAccessDeserializer::new(map)).map(|one| Document::One(Box::new(one)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Document, A::Error> {
        let mut applications = Vec::new();
        while let Some(application) = list.next_element()? {
            applications.push(application);
        }
        Ok(Document::List(applications))
    }
}
