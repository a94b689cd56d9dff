//! Texts as people copy them, and what each is.

use sendoff_recipes::Recipes;

use super::*;

fn kind(text: &str) -> Option<(Kind, Option<String>)> {
    let recipes = Recipes::bundled().unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let problem = explained(text, &recipes, now)?;
    Some((problem.kind, problem.details.code))
}

#[test]
fn pages_logs_and_replies_are_told_apart() {
    let code = |code: &str| Some(code.to_owned());
    assert_eq!(
        kind("AADSTS7000215: Invalid client secret provided."),
        Some((Kind::SecretRefused, code("AADSTS7000215")))
    );
    assert_eq!(
        kind("2026-11-22 09:58:11 S: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.").map(|(_, code)| code),
        Some(code("535 5.7.139"))
    );
    assert_eq!(kind("It does not work since Monday, all 535 of us wait."), None);
    assert_eq!(kind(""), None);
}

#[test]
fn no_secret_of_a_log_is_kept() {
    let recipes = Recipes::bundled().unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let line = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. \
                client_secret=8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";
    let problem = explained(line, &recipes, now).unwrap();
    assert!(!format!("{problem:?}").contains("3kTm0vqs"));
}

/// Each word may be the code of a reply, and none of them is one that is known: what is looked up does not grow with their square.
#[test]
fn a_text_of_nothing_but_codes_is_read_in_time() {
    let recipes = Recipes::bundled().unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    for word in ["499 ", "499-5.0.0 ", "(BYE, "] {
        let before = std::time::Instant::now();
        assert_eq!(explained(&word.repeat(128 * 1024 / word.len()), &recipes, now), None, "{word}");
        assert!(before.elapsed() < std::time::Duration::from_secs(10), "{word}: {:?}", before.elapsed());
    }
}

/// Every error of Google's that can be met, as it is seen: its kind, and the step of its row.
#[test]
fn what_google_says_is_known_wherever_it_is_seen() {
    let recipes = Recipes::bundled().unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    for (text, kind) in GOOGLE {
        let problem = explained(text, &recipes, now);
        assert_eq!(problem.as_ref().map(|problem| problem.kind), Some(*kind), "{text}");
        let problem = problem.unwrap();
        assert_eq!(problem.values.get(&ValueName::Asked).map(String::as_str), Some("Google"), "{text}");
        assert!(problem.details.code.is_some() && recipes.told(&problem).is_some(), "{text}: {:?}", problem.details);
    }
}

const GOOGLE: &[(&str, Kind)] = &[
    // Pages.
    (
        "Access blocked: This app\u{2019}s request is invalid\noffice@harbour.example\nYou can\u{2019}t sign in because this app sent an \
         invalid request.\nIf you are a developer of this app, see error details.\nError 400: redirect_uri_mismatch",
        Kind::GoogleRedirectMismatch,
    ),
    (
        "Access blocked: Harbour mail has not completed the Google verification process\nThe app is currently being tested, and can \
         only be accessed by developer-approved testers.\nError 403: access_denied",
        Kind::GoogleNotATester,
    ),
    ("Access blocked: Harbour mail has not completed the Google verification process", Kind::GoogleNotATester),
    (
        "Access blocked: Harbour mail can only be used within its organization\nError 403: org_internal",
        Kind::GoogleInternalOnly,
    ),
    (
        "Access blocked: Authorization Error\nThe OAuth client was not found.\nError 401: invalid_client",
        Kind::GoogleClientUnknown,
    ),
    ("Fehler 401: deleted_client\nThe OAuth client was deleted.", Kind::GoogleClientDeleted),
    (
        "Access blocked: Your institution\u{2019}s admin needs to review Harbour mail\nError 400: access_not_configured",
        Kind::GoogleAdminUndecided,
    ),
    ("Error 400: admin_policy_enforced", Kind::GoogleAdminBlocks),
    ("Error 403: disallowed_useragent", Kind::GoogleBrowserRefused),
    ("Error 400: invalid_scope\nSome requested scopes were invalid.", Kind::GooglePermissionUnknown),
    ("Error 400: invalid_request\nMissing required parameter: redirect_uri", Kind::GoogleRequestRefused),
    ("Error 400: unsupported_response_type", Kind::GoogleRequestRefused),
    (
        "Google hasn\u{2019}t verified this app\nThe app is requesting access to sensitive info in your Google Account.",
        Kind::GoogleAppUnverified,
    ),
    ("Google hasn't verified this app", Kind::GoogleAppUnverified),
    (
        "Sign in with Google temporarily disabled for this app\nThis app has not been verified yet by Google",
        Kind::GoogleUserCap,
    ),
    ("The setting you are looking for is not available for your account.", Kind::AppPasswordsMissing),
    ("Operation denied by org policy: constraints/iam.disableServiceAccountKeyCreation", Kind::GoogleKeysForbidden),
    (
        "Service account key creation is disabled. Key creation is not allowed on this service account.",
        Kind::GoogleKeysForbidden,
    ),
    ("An Organization Policy (iam.disableServiceAccountKeyUpload) blocks this", Kind::GoogleKeysForbidden),
    (
        "https://accounts.google.com/signin/oauth/error/v2?authError=Cg5pbnZhbGlkX2NsaWVudBIfVGhlIE9BdXRoIGNsaWVudCB3YXMgbm90IGZvdW5kLiCRAw",
        Kind::GoogleClientUnknown,
    ),
    // The token endpoint.
    (r#"{"error":"invalid_client","error_description":"The OAuth client was not found."}"#, Kind::GoogleClientUnknown),
    (r#"{"error":"invalid_client","error_description":"Unauthorized"}"#, Kind::GoogleSecretRefused),
    (r#"{"error":"invalid_client"}"#, Kind::GoogleSecretRefused),
    (r#"{"error":"deleted_client","error_description":"The OAuth client was deleted."}"#, Kind::GoogleClientDeleted),
    (r#"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#, Kind::GoogleTestingEnded),
    (r#"{"error":"invalid_grant","error_description":"Bad Request"}"#, Kind::CodeSpent),
    (r#"{"error":"invalid_grant","error_description":"Malformed auth code."}"#, Kind::CodeSpent),
    (
        r#"{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)"}"#,
        Kind::GoogleSessionEnded,
    ),
    (
        r#"{"error":"invalid_grant","error_description":"reauth related error","error_subtype":"invalid_rapt"}"#,
        Kind::GoogleSessionEnded,
    ),
    (
        r#"{"error":"invalid_grant","error_description":"reauth related error (rapt_required)"}"#,
        Kind::GoogleSessionEnded,
    ),
    (r#"{"error":"invalid_grant","error_description":"Invalid JWT Signature."}"#, Kind::ServiceAccountKeyRefused),
    (
        r#"{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}"#,
        Kind::ClockWrong,
    ),
    (r#"{"error":"invalid_grant","error_description":"Invalid email or User ID"}"#, Kind::GoogleMailboxUnknown),
    (r#"{"error":"invalid_grant","error_description":"Not a valid email or user ID."}"#, Kind::GoogleMailboxUnknown),
    (r#"{"error":"invalid_grant","error_description":"The account has been deleted"}"#, Kind::GoogleMailboxUnknown),
    (r#"{"error":"invalid_grant"}"#, Kind::GoogleAccessEnded),
    (
        r#"{"error":"unauthorized_client","error_description":"Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."}"#,
        Kind::DelegationMissing,
    ),
    (
        r#"{"error":"unauthorized_client","error_description":"Unauthorized client or scope in request."}"#,
        Kind::DelegationMissing,
    ),
    (r#"{"error":"unauthorized_client"}"#, Kind::GoogleRequestRefused),
    (r#"{"error":"access_denied","error_description":"Requested client not authorized."}"#, Kind::DelegationMissing),
    (r#"{"error":"access_denied"}"#, Kind::GoogleApprovalDeclined),
    (r#"{"error":"unsupported_grant_type"}"#, Kind::GoogleRequestRefused),
    (r#"{"error":"use_dpop_nonce"}"#, Kind::GoogleRequestRefused),
    (r#"{"error":"invalid_dpop_proof"}"#, Kind::GoogleRequestRefused),
    (r#"{"error":"internal_failure"}"#, Kind::ProviderDown),
    (r#"{"error":"admin_policy_enforced"}"#, Kind::GoogleAdminBlocks),
    // The Gmail API.
    (
        r#"{"error":{"code":403,"message":"Gmail API has not been used in project 407408718192 before or it is disabled.","errors":[{"message":"x","domain":"usageLimits","reason":"accessNotConfigured"}],"status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED"}]}}"#,
        Kind::GmailApiOff,
    ),
    (r#"{"error":{"code":403,"message":"x","errors":[{"reason":"accessNotConfigured"}]}}"#, Kind::GmailApiOff),
    (
        r#"{"error":{"code":403,"message":"Request had insufficient authentication scopes.","errors":[{"reason":"insufficientPermissions"}],"status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}"#,
        Kind::GooglePermissionMissing,
    ),
    (
        r#"{"error":{"code":403,"message":"Insufficient Permission","errors":[{"reason":"insufficientPermissions"}]}}"#,
        Kind::GooglePermissionMissing,
    ),
    (
        r#"{"error":{"code":401,"message":"Invalid Credentials","errors":[{"reason":"authError"}],"status":"UNAUTHENTICATED"}}"#,
        Kind::AccessRefused,
    ),
    (r#"{"error":{"code":400,"message":"Bad Request","errors":[{"reason":"badRequest"}]}}"#, Kind::MessageRefused),
    (
        r#"{"error":{"code":400,"message":"Recipient address required","errors":[{"reason":"invalidArgument"}],"status":"INVALID_ARGUMENT"}}"#,
        Kind::RecipientRefused,
    ),
    (
        r#"{"error":{"code":400,"message":"'raw' RFC822 payload message string","errors":[{"reason":"invalidArgument"}]}}"#,
        Kind::MessageRefused,
    ),
    (
        r#"{"error":{"code":400,"message":"Mail service not enabled","errors":[{"reason":"failedPrecondition"}],"status":"FAILED_PRECONDITION"}}"#,
        Kind::GmailOff,
    ),
    (
        r#"{"error":{"code":403,"message":"Delegation denied for office@harbour.example","errors":[{"reason":"delegationDenied"}]}}"#,
        Kind::GoogleMailboxOfAnother,
    ),
    (
        r#"{"error":{"code":403,"message":"The domain administrators have disabled Gmail apps.","errors":[{"reason":"domainPolicy"}]}}"#,
        Kind::GoogleAdminBlocks,
    ),
    (
        r#"{"error":{"code":403,"message":"Daily Limit Exceeded","errors":[{"reason":"dailyLimitExceeded"}]}}"#,
        Kind::GoogleProjectLimit,
    ),
    (
        r#"{"error":{"code":403,"message":"User Rate Limit Exceeded","errors":[{"reason":"userRateLimitExceeded"}]}}"#,
        Kind::ProviderBusy,
    ),
    (
        r#"{"error":{"code":429,"message":"Rate Limit Exceeded","errors":[{"reason":"rateLimitExceeded"}]}}"#,
        Kind::ProviderBusy,
    ),
    (
        r#"{"error":{"code":429,"message":"User-rate limit exceeded (Mail sending). Retry after 2026-11-23T10:00:00Z","errors":[{"reason":"rateLimitExceeded"}]}}"#,
        Kind::GoogleSendingLimit,
    ),
    (
        r#"{"error":{"code":429,"message":"Too many concurrent requests for user","errors":[{"reason":"rateLimitExceeded"}]}}"#,
        Kind::ProviderBusy,
    ),
    (r#"{"error":{"code":500,"message":"Backend Error","errors":[{"reason":"backendError"}]}}"#, Kind::ProviderDown),
    (
        r#"{"error":{"code":404,"message":"Requested entity was not found.","errors":[{"reason":"notFound"}]}}"#,
        Kind::GoogleMailboxUnknown,
    ),
    // Mail servers, as programs and logs show them.
    (
        "334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==",
        Kind::GoogleMailAccessRefused,
    ),
    (
        "10:52:11 S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==",
        Kind::GoogleMailAccessRefused,
    ),
    (
        "535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials x1-2 - gsmtp",
        Kind::GoogleMailSignInRefused,
    ),
    (
        "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. https://support.google.com/mail/?p=BadCredentials - gsmtp')",
        Kind::GoogleMailSignInRefused,
    ),
    ("535 5.7.1 Username and Password not accepted. gsmtp", Kind::GoogleMailSignInRefused),
    ("535 5.7.1 Application-specific password required. gsmtp", Kind::GoogleAppPasswordNeeded),
    ("535 5.7.1 Please log in with your web browser and then try again. gsmtp", Kind::GoogleBrowserSignInNeeded),
    (
        "534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp",
        Kind::GoogleAppPasswordNeeded,
    ),
    (
        "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&plt=AKgnsbv\n534-5.7.14 Please log in via your web browser and then try again.",
        Kind::GoogleBrowserSignInNeeded,
    ),
    (
        "530-5.5.1 Authentication Required. For more information, go to\n530 5.5.1  https://support.google.com/mail/?p=WantAuthError - gsmtp",
        Kind::GoogleMailSignInRefused,
    ),
    (
        "530-5.7.0 Authentication Required. https://support.google.com/mail/?p=WantAuthError - gsmtp",
        Kind::GoogleMailSignInRefused,
    ),
    ("530 5.7.0 Must issue a STARTTLS command first. 5-20020a - gsmtp", Kind::EncryptionNeeded),
    ("454 4.7.0 Too many login attempts, please try again later. - gsmtp", Kind::ProviderBusy),
    (
        "421-4.7.0 Try again later, closing connection. (EHLO)\n421 4.7.0 https://support.google.com/a/answer/3221692 - gsmtp",
        Kind::ServerTurnedAway,
    ),
    ("450-4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp", Kind::ProviderBusy),
    ("451 4.4.2 Timeout - closing connection. - gsmtp", Kind::ServerTurnedAway),
    ("452 4.5.3 Your message has too many recipients. https://support.google.com/mail/ - gsmtp", Kind::MessageRefused),
    ("504 5.7.4 Unrecognized Authentication Type. - gsmtp", Kind::SignInNotOffered),
    ("535 5.5.4 Optional Argument not permitted for that AUTH mode. - gsmtp", Kind::SignInNotOffered),
    (
        "550-5.4.5 Daily user sending limit exceeded. For more information go to https://support.google.com/a/answer/166852 - gsmtp",
        Kind::GoogleSendingLimit,
    ),
    ("550 5.7.0 Mail relay denied. - gsmtp", Kind::GoogleRelayDenied),
    ("550-5.7.1 Invalid credentials for relay [192.0.2.1]. - gsmtp", Kind::GoogleRelayDenied),
    ("550-5.7.1 Our system has detected that this message is likely unsolicited mail. - gsmtp", Kind::MessageRefused),
    ("552 5.2.3 Your message exceeded Google's message size limits. - gsmtp", Kind::MessageRefused),
    ("553 5.1.2 We weren't able to find the recipient domain. - gsmtp", Kind::RecipientRefused),
    ("554 5.6.0 Mail message is malformed. Not accepted. - gsmtp", Kind::MessageRefused),
    ("555 5.5.2 Syntax error, goodbye. - gsmtp", Kind::MessageRefused),
    ("a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", Kind::GoogleMailSignInRefused),
    (
        "a1 NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)",
        Kind::GoogleAppPasswordNeeded,
    ),
    (
        "a1 NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)",
        Kind::GoogleBrowserSignInNeeded,
    ),
    (
        "a1 NO [WEBALERT https://accounts.google.com/signin/continue?x] Web login required. (Failure)",
        Kind::GoogleBrowserSignInNeeded,
    ),
    ("a1 NO [ALERT] Too many simultaneous connections. (Failure)", Kind::TooManyConnections),
    (
        "a1 NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator. (Failure)",
        Kind::GmailReadingOff,
    ),
    (
        "a1 NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page. (Failure)",
        Kind::GmailReadingOff,
    ),
    (
        "-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page",
        Kind::GmailReadingOff,
    ),
    ("-ERR [AUTH] Username and password not accepted. (Failure)", Kind::GoogleMailSignInRefused),
];

/// An answer of the sign-in with a number is Microsoft's, whatever else it has.
#[test]
fn what_microsoft_says_is_not_taken_for_googles() {
    for (text, kind) in [
        (
            r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.","error_codes":[7000215]}"#,
            Kind::SecretRefused,
        ),
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled",
            Kind::SmtpOffForOrganisation,
        ),
    ] {
        assert_eq!(super_kind(text), Some(kind), "{text}");
    }
}

fn super_kind(text: &str) -> Option<Kind> {
    kind(text).map(|(kind, _)| kind)
}
