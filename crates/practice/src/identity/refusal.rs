//! Everything Entra refuses, with its number, its OAuth error and its sentence.
//!
//! Numbers and meanings: reference-error-codes of entra-docs (protocol facts, source M9); the wording: public logs. The
//! sentences are for people; a program is to look at `error` and at the number only.

use crate::directory::{Account, AppId, Registration, TenantId};
use axum::http::StatusCode;
use jiff::Timestamp;
use thiserror::Error;

/// A refusal. Its `Display` is the sentence after `AADSTS<number>: `.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error(
        "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the \
         correct cloud. Check with your subscription administrator, this may happen if there are no active \
         subscriptions for the tenant."
    )]
    TenantNotFound { tenant: String },
    #[error("Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.")]
    TenantMalformed { tenant: String },
    #[error("No tenant-identifying information found in either the request or implied by any provided credentials.")]
    NoTenant,
    #[error("Application identifier is expected to be a GUID.")]
    ClientIdMalformed,
    #[error(
        "Application with identifier '{app}' was not found in the directory '{directory}'. This can happen if the \
         application has not been installed by the administrator of the tenant or consented to by any user in the \
         tenant. You may have sent your authentication request to the wrong tenant."
    )]
    AppNotFound { app: String, directory: String },
    #[error("Application '{app}'({name}) is disabled.")]
    AppDisabled { app: AppId, name: String },
    #[error("The client application {app} is missing service principal in the tenant {tenant}.")]
    NoServicePrincipal { app: AppId, tenant: TenantId },
    #[error(
        "Application '{app}'({name}) is not configured as a multi-tenant application. Usage of the /common endpoint \
         is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the \
         application to be multi-tenant."
    )]
    NotMultiTenant { app: AppId, name: String },
    #[error(
        "Application '{app}'({name}) is configured for use by Microsoft Account users only. Please use the /consumers \
         endpoint to serve this request."
    )]
    PersonalAccountsOnly { app: AppId, name: String },
    #[error(
        "Application '{app}'({name}) is configured for use by Azure Active Directory users only. Please do not use the \
         /consumers endpoint to serve this request."
    )]
    WorkAccountsOnly { app: AppId, name: String },
    #[error("The domain of '{address}' is not a valid login domain for the account type.")]
    NotALoginDomain { address: String },
    #[error("No reply address is registered for the application.")]
    NoRedirectRegistered,
    #[error("No reply address provided.")]
    NoRedirectSent,
    #[error(
        "The redirect URI '{sent}' specified in the request does not match the redirect URIs configured for the \
         application '{app}'. Make sure the redirect URI sent in the request matches one added to your application in \
         the Azure portal."
    )]
    RedirectNotRegistered { sent: String, app: AppId },
    #[error(
        "The reply address '{sent}' does not match the reply address '{expected}' provided when requesting \
         Authorization code."
    )]
    RedirectChanged { sent: String, expected: String },
    #[error("The request body must contain the following parameter: '{name}'.")]
    ParameterMissing { name: &'static str },
    #[error("The endpoint only accepts POST requests. Received a {method} request.")]
    OnlyPost { method: String },
    #[error("Invalid request. Request is malformed or invalid.")]
    Malformed,
    #[error("response_type '{sent}' is not enabled for the application.")]
    ResponseType { sent: String },
    #[error("'{sent}' is not a supported value of 'response_mode' when requesting a code.")]
    ResponseMode { sent: String },
    #[error("Invalid size of Code_Challenge parameter.")]
    ChallengeSize,
    #[error("Proof Key for Code Exchange is required for cross-origin authorization code redemption.")]
    ChallengeNeeded,
    #[error("The Code_Verifier does not match the code_challenge supplied in the authorization request.")]
    VerifierWrong,
    #[error(
        "The provided request must include a 'scope' input parameter. The provided value for the input parameter \
         'scope' is not valid. The scope {scope} is not valid."
    )]
    ScopeMalformed { scope: String },
    #[error(
        "The application '{name}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact \
         the app vendor."
    )]
    ScopeUnknown { scope: String, resource: &'static str, name: String },
    #[error(
        "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with \
         /.default suffixed to the resource identifier (application ID URI)."
    )]
    ScopeNotDefault { scope: String },
    #[error(
        "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. \
         Scope {scope} is not valid."
    )]
    ManyResources { scope: String },
    #[error(
        "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the \
         application has not been installed by the administrator of the tenant or consented to by any user in the \
         tenant. You might have sent your authentication request to the wrong tenant."
    )]
    ResourceUnknown { resource: String, tenant: String },
    #[error(
        "Invalid resource. The client has requested access to a resource which is not listed in the requested \
         permissions in the client's application registration. Client app ID: {app}({name}). Resource app ID: \
         {resource}."
    )]
    ResourceNotRegistered { app: AppId, name: String, resource: &'static str },
    #[error(
        "The client application '{app}'({name}) asked for permission '{scope}' of the resource '{resource}', which is \
         not in the required resource access list of its registration."
    )]
    PermissionNotRegistered { app: AppId, name: String, scope: String, resource: &'static str },
    #[error("Session information is not sufficient for single-sign-on.")]
    NobodySignedIn,
    #[error(
        "The user or administrator has not consented to use the application with ID '{app}' named '{name}'. Send an \
         interactive authorization request for this user and resource."
    )]
    NotConsented { app: AppId, name: String },
    #[error(
        "An administrator of {tenant} has set a policy that prevents you from granting {name} the permissions it is \
         requesting. Contact an administrator of {tenant}, who can grant permissions to this app on your behalf."
    )]
    ApprovalNeeded { name: String, tenant: String },
    #[error("User declined to consent to access the app.")]
    Declined,
    #[error(
        "User account '{address}' from identity provider '{provider}' does not exist in tenant \
         '{tenant}' and cannot access the application '{app}'({name}) in that tenant. The account needs to be added \
         as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory \
         user account."
    )]
    ForeignAccount { address: String, provider: String, tenant: String, app: AppId, name: String },
    #[error(
        "Your administrator has configured the application {name} ('{app}') to block users unless they are \
         specifically granted ('assigned') access to the application. The signed-in user '{address}' is blocked \
         because they are not a direct member of a group with access, nor had access directly assigned by an \
         administrator. Please contact your administrator to assign access to this application."
    )]
    NotAssigned { app: AppId, name: String, address: String },
    #[error("Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.")]
    Blocked,
    #[error(
        "Due to a configuration change made by your administrator, or because you moved to a new location, you must \
         use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'."
    )]
    SecondFactor,
    #[error(
        "The user account {address} does not exist in the {tenant} directory. To sign into this application, the \
         account must be added to the directory."
    )]
    NoSuchAccount { address: String, tenant: String },
    #[error("Error validating credentials due to invalid username or password.")]
    PasswordWrong,
    #[error("The user account is disabled.")]
    AccountDisabled,
    #[error("The app requested an unsupported grant type '{sent}'.")]
    GrantUnsupported { sent: String },
    #[error("The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")]
    SecretMissing,
    #[error(
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not \
         the client secret ID, for a secret added to app '{app}'."
    )]
    SecretWrong { app: AppId },
    #[error(
        "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for \
         your app, or consider using certificate credentials for added security."
    )]
    SecretExpired { app: AppId },
    #[error("Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")]
    SecretOfPublicClient,
    #[error(
        "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."
    )]
    OnlyCrossOrigin,
    #[error("The provided value for the input parameter '{name}' is not valid.")]
    GrantInvalid { name: &'static str },
    #[error(
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing \
         refresh token."
    )]
    CodeSpent,
    #[error(
        "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive \
         authorization request for this user and resource."
    )]
    CodeExpired,
    #[error(
        "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have \
         changed or reset their password. The grant was issued on '{issued:.3}' and the TokensValidFrom date (before \
         which tokens are not valid) for this user is '{valid_from:.3}'."
    )]
    Revoked { issued: Timestamp, valid_from: Timestamp },
    #[error(
        "The refresh token has expired due to inactivity. The token was issued on {issued:.3} and was inactive for \
         90.00:00:00."
    )]
    Unused { issued: Timestamp },
    #[error("USGClientNotSupportedOnPublicEndpoint - the application is of another cloud than this endpoint.")]
    OtherCloud,
    #[error("Server is busy, try again after some time.")]
    Busy,
    #[error("A transient error has occurred. Please try again.")]
    Transient,
    #[error(
        "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of \
         1.00:00:00."
    )]
    SinglePageTokenExpired,
}

impl Refusal {
    /// For an account that is not of the directory it signs in to.
    pub(super) fn foreign(account: &Account, registration: &Registration, organisation: &str) -> Self {
        Self::ForeignAccount {
            address: account.address.clone(),
            provider: identity_provider(account),
            tenant: organisation.to_owned(),
            app: registration.app_id,
            name: registration.name.clone(),
        }
    }

    /// The AADSTS number.
    pub(super) fn number(&self) -> u32 {
        match self {
            Self::TenantNotFound { .. } => 90002,
            Self::TenantMalformed { .. } => 900_023,
            Self::NoTenant => 50059,
            Self::ClientIdMalformed => 90112,
            Self::AppNotFound { .. } => 700_016,
            Self::AppDisabled { .. } => 7_000_112,
            Self::NoServicePrincipal { .. } => 7_000_229,
            Self::NotMultiTenant { .. } => 50194,
            Self::PersonalAccountsOnly { .. } => 9_002_331,
            Self::WorkAccountsOnly { .. } => 9_002_332,
            Self::NotALoginDomain { .. } => 500_208,
            Self::NoRedirectRegistered => 500_113,
            Self::NoRedirectSent => 900_971,
            Self::RedirectNotRegistered { .. } => 50011,
            Self::RedirectChanged { .. } => 500_112,
            Self::ParameterMissing { .. } => 900_144,
            Self::OnlyPost { .. } => 900_561,
            Self::Malformed => 9_002_313,
            Self::ResponseType { .. } => 700_054,
            Self::ResponseMode { .. } => 70007,
            Self::ChallengeSize => 501_491,
            Self::ChallengeNeeded => 9_002_325,
            Self::VerifierWrong => 501_481,
            Self::ScopeMalformed { .. } => 70011,
            Self::ScopeUnknown { .. } => 650_053,
            Self::ScopeNotDefault { .. } => 1_002_012,
            Self::ManyResources { .. } => 700_022,
            Self::ResourceUnknown { .. } => 500_011,
            Self::ResourceNotRegistered { .. } => 650_057,
            Self::PermissionNotRegistered { .. } => 65005,
            Self::NobodySignedIn => 50058,
            Self::NotConsented { .. } => 65001,
            Self::ApprovalNeeded { .. } => 90094,
            Self::Declined => 65004,
            Self::ForeignAccount { .. } => 50020,
            Self::NotAssigned { .. } => 50105,
            Self::Blocked => 53003,
            Self::SecondFactor => 50076,
            Self::NoSuchAccount { .. } => 50034,
            Self::PasswordWrong => 50126,
            Self::AccountDisabled => 50057,
            Self::GrantUnsupported { .. } => 70003,
            Self::SecretMissing => 7_000_218,
            Self::SecretWrong { .. } => 7_000_215,
            Self::SecretExpired { .. } => 7_000_222,
            Self::SecretOfPublicClient => 700_025,
            Self::OnlyCrossOrigin => 9_002_327,
            Self::GrantInvalid { .. } => 70000,
            Self::CodeSpent => 54005,
            Self::CodeExpired => 70008,
            Self::Revoked { .. } => 50173,
            Self::Unused { .. } => 700_082,
            Self::OtherCloud => 900_439,
            Self::Busy => 90055,
            Self::Transient => 90033,
            Self::SinglePageTokenExpired => 700_084,
        }
    }

    /// The OAuth `error` (protocol facts 1.5 and the entries of the catalogue).
    pub(super) fn error(&self) -> &'static str {
        match self {
            Self::TenantNotFound { .. }
            | Self::TenantMalformed { .. }
            | Self::NoTenant
            | Self::NoRedirectRegistered
            | Self::NoRedirectSent
            | Self::RedirectNotRegistered { .. }
            | Self::ParameterMissing { .. }
            | Self::OnlyPost { .. }
            | Self::Malformed
            | Self::ResponseMode { .. }
            | Self::ChallengeSize
            | Self::ChallengeNeeded
            | Self::OnlyCrossOrigin
            | Self::PersonalAccountsOnly { .. }
            | Self::WorkAccountsOnly { .. } => "invalid_request",
            Self::ClientIdMalformed
            | Self::AppNotFound { .. }
            | Self::AppDisabled { .. }
            | Self::NoServicePrincipal { .. }
            | Self::NotMultiTenant { .. }
            | Self::OtherCloud => "unauthorized_client",
            Self::RedirectChanged { .. }
            | Self::ScopeUnknown { .. }
            | Self::ResourceNotRegistered { .. }
            | Self::PermissionNotRegistered { .. }
            | Self::SecretMissing
            | Self::SecretWrong { .. }
            | Self::SecretExpired { .. }
            | Self::SecretOfPublicClient => "invalid_client",
            Self::ResponseType { .. } => "unsupported_response_type",
            Self::VerifierWrong
            | Self::NotConsented { .. }
            | Self::ForeignAccount { .. }
            | Self::NotALoginDomain { .. }
            | Self::NotAssigned { .. }
            | Self::SecondFactor
            | Self::NoSuchAccount { .. }
            | Self::PasswordWrong
            | Self::AccountDisabled
            | Self::GrantInvalid { .. }
            | Self::CodeSpent
            | Self::CodeExpired
            | Self::Revoked { .. }
            | Self::Unused { .. }
            | Self::SinglePageTokenExpired => "invalid_grant",
            Self::ScopeMalformed { .. } | Self::ScopeNotDefault { .. } | Self::ManyResources { .. } => "invalid_scope",
            Self::ResourceUnknown { .. } => "invalid_resource",
            Self::NobodySignedIn => "login_required",
            Self::ApprovalNeeded { .. } | Self::Declined => "access_denied",
            Self::Blocked => "interaction_required",
            Self::GrantUnsupported { .. } => "unsupported_grant_type",
            Self::Busy | Self::Transient => "temporarily_unavailable",
        }
    }

    /// The HTTP status of a JSON answer: 401 where the client could not prove who it is (RFC 6749 section 5.2), else mostly 400.
    pub(super) fn status(&self) -> StatusCode {
        const UNPROVED: [u32; 4] = [7_000_218, 7_000_215, 7_000_222, 700_025];
        match self.number() {
            90055 => StatusCode::TOO_MANY_REQUESTS,
            90033 => StatusCode::SERVICE_UNAVAILABLE,
            number if UNPROVED.contains(&number) => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// `suberror`, where Entra gives one (protocol facts 1.5).
    pub(super) fn suberror(&self) -> Option<&'static str> {
        const SUBERRORS: [(u32, &str); 6] = [
            (65001, "consent_required"),
            (50076, "basic_action"),
            (50173, "bad_token"),
            (700_082, "token_expired"),
            (700_084, "token_expired"),
            (53003, "message_only"),
        ];
        SUBERRORS.iter().find(|(number, _)| *number == self.number()).map(|(_, suberror)| *suberror)
    }
}

/// Who vouches for an account, as Entra names it in sentences and in the claim `idp`.
pub(super) fn identity_provider(account: &Account) -> String {
    if account.is_personal() { "live.com".to_owned() } else { format!("https://sts.windows.net/{}/", account.home) }
}
