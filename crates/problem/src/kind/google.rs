//! The kinds that only Google has: its rows of the closed table.
//!
//! Where they come from stands in `recipes/errors/google.toml`.

macro_rules! and_those_of_google {
    ($table:ident! { $($rows:tt)* }) => {
        $table! {
            $($rows)*
            /// The text is no client ID of Google's.
            NotAGoogleClientId = "not-a-google-client-id", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client ID without its ending.
            GoogleClientIdCut = "google-client-id-cut", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client ID stands where the secret belongs.
            ClientIdNotHere = "client-id-not-here", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client secret begins as one does and ends too soon.
            GoogleSecretCut = "google-secret-cut", Some(StepId::GoogleClient), You, Failure, retry false;
            /// There is white space inside a client secret.
            GoogleSecretBroken = "google-secret-broken", Some(StepId::GoogleClient), You, Failure, retry false;
            /// Google shows the last four characters of a secret only (secret-masked).
            GoogleSecretHidden = "google-secret-hidden", Some(StepId::GoogleClient), You, Failure, retry false;
            /// An API key.
            GoogleApiKeyPasted = "google-api-key-pasted", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A refresh, access or ID token.
            GoogleAccessPasted = "google-access-pasted", None, You, Failure, retry false;
            /// An authorization code.
            GoogleCodePasted = "google-code-pasted", None, You, Failure, retry false;
            /// The address of a service account.
            ServiceAccountPasted = "service-account-pasted", None, You, Failure, retry false;
            /// The number of a service account.
            UniqueIdPasted = "unique-id-pasted", None, You, Failure, retry false;
            /// The number of a project.
            ProjectNumberPasted = "project-number-pasted", Some(StepId::Project), You, Failure, retry false;
            /// The name of a project.
            ProjectNamePasted = "project-name-pasted", Some(StepId::Project), You, Failure, retry false;
            /// The text is no project ID.
            NotAProjectId = "not-a-project-id", Some(StepId::Project), You, Failure, retry false;
            /// The text is no app password.
            NotAnAppPassword = "not-an-app-password", Some(StepId::AppPassword), You, Failure, retry false;
            /// An ID or a secret of Microsoft's.
            OfMicrosoftPasted = "of-microsoft-pasted", None, You, Failure, retry false;
            /// A file of Google's ends before it is closed.
            GoogleFileCut = "google-file-cut", None, You, Failure, retry false;
            /// A file of Google's is no JSON from a place on.
            GoogleFileBroken = "google-file-broken", None, You, Failure, retry false;
            /// Something is missing in a file, or is not what Google writes there.
            GoogleFileUnfit = "google-file-unfit", None, You, Failure, retry false;
            /// A file would send a secret to a computer that is not Google's.
            GoogleFileElsewhere = "google-file-elsewhere", None, You, Failure, retry false;
            /// A client's file without a secret: made later, or for phones.
            GoogleFileWithoutSecret = "google-file-without-secret", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The client is one for phones.
            GoogleFileOfPhone = "google-file-of-phone", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The settings of an app for Firebase.
            GoogleFileOfFirebase = "google-file-of-firebase", None, You, Failure, retry false;
            /// What a command-line tool keeps for itself.
            GoogleFileOfTool = "google-file-of-tool", None, You, Failure, retry false;
            /// The file of a client stands where the key of a service account belongs.
            ClientFilePasted = "client-file-pasted", Some(StepId::ServiceAccount), You, Failure, retry false;
            /// The key of a service account stands where the file of a client belongs.
            ServiceAccountFilePasted = "service-account-file-pasted", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The file is that of a client for a computer, and the recipe needs one for the web.
            GoogleClientIsDesktop = "google-client-is-desktop", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The file is that of a client for the web, and the recipe needs one for a computer.
            GoogleClientIsWeb = "google-client-is-web", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The file of a client for the web does not list the assistant's redirect URI.
            GoogleRedirectNotInFile = "google-redirect-not-in-file", Some(StepId::GoogleClient), You, Caution, retry false;
            /// The text is no key file of a service account.
            ServiceAccountKeyMissing = "service-account-key-missing", Some(StepId::ServiceAccount), You, Failure, retry false;
            /// The key in the file of a service account is not whole.
            ServiceAccountKeyBroken = "service-account-key-broken", Some(StepId::ServiceAccount), You, Failure, retry false;
            /// The redirect address is not one of the client's (redirect_uri_mismatch).
            GoogleRedirectMismatch = "google-redirect-mismatch", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The request is not one that Google takes (invalid_request and others of the protocol's).
            GoogleRequestRefused = "google-request-refused", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A permission does not exist (invalid_scope).
            GooglePermissionUnknown = "google-permission-unknown", Some(StepId::GoogleDataAccess), You, Failure, retry false;
            /// An administrator does not allow the application (admin_policy_enforced, domainPolicy).
            GoogleAdminBlocks = "google-admin-blocks", Some(StepId::GoogleAppAccess), WorkspaceAdmin, Failure, retry false;
            /// An administrator of a school has not decided yet (access_not_configured).
            GoogleAdminUndecided = "google-admin-undecided", Some(StepId::GoogleAppAccess), WorkspaceAdmin, Failure, retry false;
            /// The audience is Internal and the account outside (org_internal).
            GoogleInternalOnly = "google-internal-only", Some(StepId::GoogleAudience), You, Failure, retry false;
            /// The project is in Testing and the account no test user (a page with access_denied).
            GoogleNotATester = "google-not-a-tester", Some(StepId::GoogleAudience), You, Failure, retry false;
            /// The person chose Cancel (an answer with access_denied).
            GoogleApprovalDeclined = "google-approval-declined", Some(StepId::SignIn), You, Failure, retry true;
            /// A box of a permission was left empty.
            GoogleBoxUnticked = "google-box-unticked", Some(StepId::SignIn), You, Failure, retry true;
            /// No refresh token was given.
            GoogleNoLastingAccess = "google-no-lasting-access", Some(StepId::SignIn), You, Failure, retry true;
            /// Google shows that it has not verified the application.
            GoogleAppUnverified = "google-app-unverified", Some(StepId::GoogleAudience), You, Caution, retry false;
            /// As many people as may have signed in with an application that is not verified.
            GoogleUserCap = "google-user-cap", Some(StepId::GoogleAudience), You, Failure, retry false;
            /// The page was opened in a window that is no browser (disallowed_useragent).
            GoogleBrowserRefused = "google-browser-refused", Some(StepId::SignIn), You, Failure, retry true;
            /// There is no such client ID (invalid_client, The OAuth client was not found).
            GoogleClientUnknown = "google-client-unknown", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The secret is not one of this client's (invalid_client, Unauthorized).
            GoogleSecretRefused = "google-secret-refused", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The client was deleted (deleted_client).
            GoogleClientDeleted = "google-client-deleted", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The service account may not act for this person (unauthorized_client).
            DelegationMissing = "delegation-missing", Some(StepId::Delegation), WorkspaceAdmin, Failure, retry true;
            /// A refresh token does not work any more (invalid_grant).
            GoogleAccessEnded = "google-access-ended", Some(StepId::SignIn), MailboxOwner, Failure, retry true;
            /// It has expired or was revoked: most often after seven days of Testing.
            GoogleTestingEnded = "google-testing-ended", Some(StepId::GoogleAudience), MailboxOwner, Failure, retry false;
            /// The organisation asks for a fresh sign-in (invalid_rapt).
            GoogleSessionEnded = "google-session-ended", Some(StepId::SignIn), MailboxOwner, Failure, retry true;
            /// The signed request of a service account was refused (invalid_grant, Invalid JWT).
            ServiceAccountKeyRefused = "service-account-key-refused", Some(StepId::ServiceAccount), You, Failure, retry false;
            /// There is no such account (invalid_grant, Invalid email or User ID).
            GoogleMailboxUnknown = "google-mailbox-unknown", Some(StepId::Mailbox), You, Failure, retry false;
            /// The organisation forbids keys of service accounts (iam.disableServiceAccountKeyCreation).
            GoogleKeysForbidden = "google-keys-forbidden", Some(StepId::ServiceAccount), WorkspaceAdmin, Failure, retry false;
            /// The Gmail API is not switched on (accessNotConfigured, SERVICE_DISABLED).
            GmailApiOff = "gmail-api-off", Some(StepId::GoogleApi), You, Failure, retry true;
            /// The access holds no permission for the call (insufficientPermissions).
            GooglePermissionMissing = "google-permission-missing", Some(StepId::GoogleDataAccess), You, Failure, retry false;
            /// The account has no Gmail (failedPrecondition).
            GmailOff = "gmail-off", Some(StepId::Mailbox), WorkspaceAdmin, Failure, retry false;
            /// The access is that of another account (delegationDenied).
            GoogleMailboxOfAnother = "google-mailbox-of-another", Some(StepId::Mailbox), You, Failure, retry false;
            /// The project has used up its quota (dailyLimitExceeded).
            GoogleProjectLimit = "google-project-limit", Some(StepId::Test), NobodyWait, Failure, retry true;
            /// The mailbox has sent to as many people as it may in a day (550 5.4.5).
            GoogleSendingLimit = "google-sending-limit", Some(StepId::Test), NobodyWait, Failure, retry true;
            /// The mail server does not take the access (the 334 of XOAUTH2).
            GoogleMailAccessRefused = "google-mail-access-refused", Some(StepId::GoogleDataAccess), You, Failure, retry false;
            /// The mail server does not take name and password (535 5.7.8, NO [AUTHENTICATIONFAILED]).
            GoogleMailSignInRefused = "google-mail-sign-in-refused", Some(StepId::AppPassword), MailboxOwner, Failure, retry false;
            /// The mailbox's own password was used where an app password is needed (534 5.7.9).
            GoogleAppPasswordNeeded = "google-app-password-needed", Some(StepId::AppPassword), MailboxOwner, Failure, retry false;
            /// Google holds a sign-in back until there was one in the browser (534 5.7.14).
            GoogleBrowserSignInNeeded = "google-browser-sign-in-needed", Some(StepId::Mailbox), MailboxOwner, Failure, retry true;
            /// A mail server goes on only over an encrypted connection (530 5.7.0).
            EncryptionNeeded = "encryption-needed", Some(StepId::Network), You, Failure, retry false;
            /// The relay does not send for this sender (550 5.7.0).
            GoogleRelayDenied = "google-relay-denied", Some(StepId::Mailbox), WorkspaceAdmin, Failure, retry false;
            /// IMAP or POP3 is switched off.
            GmailReadingOff = "gmail-reading-off", Some(StepId::Mailbox), MailboxOwner, Failure, retry false;
            /// The account cannot make app passwords.
            AppPasswordsMissing = "app-passwords-missing", Some(StepId::TwoStep), MailboxOwner, Failure, retry false;
            /// Google gave a reason that is not known here.
            GoogleRefused = "google-refused", Some(StepId::SignIn), You, Failure, retry false;
        }
    };
}

pub(super) use and_those_of_google;
