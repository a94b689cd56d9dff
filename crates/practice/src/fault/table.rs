//! Every fault as one table: its name, what ends it, where it can show, and what it does.

use super::MendedBy::{
    self, CopyAgain, Portal, Retry, RightAccount, SettingTheClock, SigningInAgain, SomebodyElse, Waiting,
};
use super::PortalAction::{
    AddPermission, AddRedirect, AddSecret, AdmitMailbox, AssignPeople, EnableApplication, GoogleAddKey,
    GoogleAddRedirect, GoogleAddSecret, GoogleDelegate, GoogleEnable, GoogleListScopes, GooglePublish,
    GoogleRestoreClient, GoogleSwitchOnPop, GoogleTrust, GrantAdminConsent, GrantFullAccess, GrantSendAs,
    MoveRedirectToWeb, SwitchOnImap, SwitchOnPop, SwitchOnSmtp,
};
use super::Surface::{
    self, Application, ApplicationApproval, Directory, GmailApi, GoogleDelegation, GoogleImap, GooglePassword,
    GooglePop3, GoogleSecret, GoogleSignIn, GoogleSmtp, GoogleWebSignIn, GraphRead, GraphSend, Imap, Machine, Pop3,
    Provider, Secret, SharedRead, SharedSend, SignIn, Smtp,
};
use serde::{Deserialize, Serialize};

macro_rules! faults {
    ($($name:ident = $word:literal, $mended:expr, [$($surface:ident),+], $does:literal;)+) => {
        /// One thing that can be made to go wrong at the next suitable moment.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Fault {
            $(
                #[doc = $does]
                #[serde(rename = $word)]
                $name,
            )+
        }

        impl Fault {
            /// Every fault, in the order in which a set-up would meet them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// Its name, as `--fault` takes it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What it does, in plain words.
            pub const fn describe(self) -> &'static str {
                match self { $(Self::$name => $does),+ }
            }

            /// What ends its effect.
            pub const fn mended_by(self) -> MendedBy {
                match self { $(Self::$name => $mended),+ }
            }

            /// Where it can show: a set-up that touches none of these does not meet it.
            pub const fn shows_at(self) -> &'static [Surface] {
                match self { $(Self::$name => &[$($surface),+]),+ }
            }
        }
    };
}

#[rustfmt::skip]
faults! {
    SecretWrong = "secret-wrong", Portal(AddSecret), [Secret, SignIn],
        "The secret in use is taken out of the registration, so that it is refused as wrong (7000215).";
    SecretExpired = "secret-expired", Portal(AddSecret), [Secret, SignIn],
        "The secret in use passes its end date (7000222).";
    SecretDelay = "secret-delay", Waiting, [Secret, SignIn],
        "A secret is not known everywhere for some seconds and is refused as wrong (7000215) until then.";
    RegistrationDelay = "registration-delay", Waiting, [Secret, SignIn],
        "A registration is not known everywhere for some seconds and is refused as unknown (700016) until then.";
    DirectoryUnknown = "directory-unknown", CopyAgain, [Directory, Secret, SignIn],
        "The next request is answered as if its Directory ID had been miscopied (90002).";
    RegistrationUnknown = "registration-unknown", CopyAgain, [Secret, SignIn],
        "The next request is answered as if its client ID had been miscopied (700016).";
    RegistrationDisabled = "registration-disabled", Portal(EnableApplication), [Secret, SignIn],
        "The application is switched off under Enterprise applications (7000112).";
    RedirectMissing = "redirect-missing", Portal(AddRedirect), [SignIn],
        "The redirect address in use is taken out of the registration; the sign-in ends on an error page (50011).";
    RedirectWrongPlatformSpa = "redirect-wrong-platform-spa", Portal(MoveRedirectToWeb), [SignIn],
        "The redirect address in use is moved to Single-page application; the exchange is refused (9002327).";
    RedirectWrongPlatformPublic = "redirect-wrong-platform-public", Portal(MoveRedirectToWeb), [SignIn],
        "The redirect address in use is moved to Mobile and desktop applications; the secret is refused (700025).";
    PermissionMissing = "permission-missing", Portal(AddPermission), [SignIn],
        "The permission to send, or else to read, is taken out of the registration during the sign-in: fewer permissions are granted than were asked for.";
    PermissionExtra = "permission-extra", SigningInAgain, [SignIn],
        "Somebody has approved more than is asked for: the next exchange grants a permission too many, which stops nothing.";
    ApprovalNeeded = "approval-needed", Portal(GrantAdminConsent), [SignIn],
        "The organisation lets nobody agree for themselves, and no administrator has agreed (90094).";
    ApprovalDeclined = "approval-declined", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next Accept counts as Cancel (access_denied, 65004).";
    WrongAccount = "wrong-account", RightAccount, [SignIn, Provider, GoogleSignIn],
        "Whoever signs in next, it is the colleague who arrives.";
    OtherOrganisation = "other-organisation", RightAccount, [SignIn, GoogleSignIn],
        "The next sign-in arrives with an account of another organisation (50020, or at Google org_internal or access_denied: an error page, unless the application takes any).";
    PolicyStopped = "policy-stopped", SomebodyElse, [SignIn],
        "A Conditional Access rule stops the next sign-in (53003, an error page); then it is lifted.";
    SecondFactor = "second-factor", SigningInAgain, [SignIn],
        "The next exchange asks for a second factor (50076).";
    NotAssigned = "not-assigned", Portal(AssignPeople), [SignIn],
        "The application is limited to assigned people, and nobody is assigned (50105, an error page).";
    CodeSpent = "code-spent", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next code counts as used already (54005).";
    NoRefreshToken = "no-refresh-token", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next exchange brings no refresh token, although offline_access was granted.";
    TokenHtml = "token-html", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered with a web page, status 200, as a captive portal does; the code stays unused.";
    TokenEmpty = "token-empty", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered with nothing, status 200; the code is used up.";
    TokenCut = "token-cut", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered with half the JSON; the code is used up.";
    TokenSlow = "token-slow", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered very late; the code is used up.";
    TokenBusy = "token-busy", Retry, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered with 429 and Retry-After; the code stays unused.";
    TokenDown = "token-down", Retry, [SignIn, Provider, GoogleSignIn],
        "The next exchange is answered with 503; the code stays unused.";
    TokenDropped = "token-dropped", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The connection is closed after the exchange was read, without an answer; the code is used up.";
    GraphUnauthorized = "graph-unauthorized", SigningInAgain, [GraphSend, GraphRead],
        "Graph refuses the next request with 401 InvalidAuthenticationToken.";
    GraphSendAsDenied = "graph-send-as-denied", SomebodyElse, [GraphSend],
        "Graph refuses the next message with 403 ErrorSendAsDenied; then Send As is given.";
    GraphAccessDenied = "graph-access-denied", SomebodyElse, [GraphSend],
        "Graph refuses the next message with 403 ErrorAccessDenied; then access is given.";
    GraphMailboxNotEnabled = "graph-mailbox-not-enabled", SomebodyElse, [GraphSend],
        "Graph finds no mailbox for the next message (404 MailboxNotEnabledForRESTAPI); then there is one.";
    GraphUserMissing = "graph-user-missing", Retry, [GraphSend],
        "Graph does not find the user of the next message (404 ErrorInvalidUser).";
    GraphThrottled = "graph-throttled", Retry, [GraphSend],
        "Graph answers the next message with 429 and Retry-After.";
    GraphDropped = "graph-dropped", Retry, [GraphSend],
        "The connection is closed after the next message was read: it has arrived, and nobody says so.";
    GraphHtml = "graph-html", Retry, [GraphSend],
        "Graph answers the next message with a web page, status 200; nothing is sent.";
    GraphReadDenied = "graph-read-denied", SomebodyElse, [GraphRead],
        "Graph refuses the next look into the mailbox with 403 ErrorAccessDenied; then access is given.";
    GraphReadThrottled = "graph-read-throttled", Retry, [GraphRead],
        "Graph answers the next look into the mailbox with 429 and Retry-After.";
    ApplicationNotApproved = "application-not-approved", Portal(GrantAdminConsent), [ApplicationApproval],
        "No administrator has approved the application's own permissions: what it does by itself is refused.";
    ApplicationLimited = "application-limited", Portal(AdmitMailbox), [Application],
        "The application is limited to other mailboxes than the one it uses.";
    SmtpOffForOrganisation = "smtp-off-for-organisation", Portal(SwitchOnSmtp), [Smtp],
        "SMTP AUTH is switched off for the organisation, and the mailbox follows it (535 5.7.139).";
    SmtpOffForMailbox = "smtp-off-for-mailbox", Portal(SwitchOnSmtp), [Smtp],
        "Authenticated SMTP is switched off for the mailbox (535 5.7.139).";
    SmtpSwitchDelay = "smtp-switch-delay", Waiting, [Smtp],
        "The switch of the mailbox is not known everywhere for some seconds and counts as off (535 5.7.139) until then.";
    SmtpRefused = "smtp-refused", SigningInAgain, [Smtp],
        "The next sign-in by SMTP is refused without a reason (535 5.7.3).";
    SmtpSecurityDefaults = "smtp-security-defaults", SomebodyElse, [Smtp],
        "The next sign-in by SMTP is stopped by security defaults (535 5.7.139); then it is allowed.";
    SmtpBasicDisabled = "smtp-basic-disabled", SomebodyElse, [Smtp],
        "The next sign-in by SMTP is refused because basic authentication is disabled (535 5.7.139); then it is allowed.";
    SmtpCriteria = "smtp-criteria", SomebodyElse, [Smtp],
        "The next sign-in by SMTP does not meet the organisation's criteria (535 5.7.139); then the rule is lifted.";
    SmtpCredentials = "smtp-credentials", SigningInAgain, [Smtp],
        "The next sign-in by SMTP is refused for its credentials (535 5.7.139).";
    SmtpNotAllowed = "smtp-not-allowed", SomebodyElse, [Smtp],
        "User or organisation are not allowed to sign in by SMTP (535 5.7.139); then they are.";
    SmtpFederationDown = "smtp-federation-down", Retry, [Smtp],
        "The organisation's own sign-in server is not reached at the next sign-in by SMTP (535 5.7.139).";
    SmtpFederationInsecure = "smtp-federation-insecure", SomebodyElse, [Smtp],
        "The organisation's own sign-in server has no secure connection (535 5.7.139); then it has one.";
    SmtpBasicRetired = "smtp-basic-retired", SomebodyElse, [Smtp],
        "The next sign-in by SMTP is told that basic authentication has ended (550 5.7.30).";
    SmtpTemporary = "smtp-temporary", Retry, [Smtp],
        "The next sign-in by SMTP fails for a passing reason (454 4.7.0).";
    SmtpNoStarttls = "smtp-no-starttls", Retry, [Smtp, GoogleSmtp],
        "The next connection by SMTP does not offer STARTTLS, as with a device in between.";
    SmtpNotAuthenticated = "smtp-not-authenticated", Retry, [Smtp],
        "The next sender counts as not signed in (530 5.7.57).";
    SmtpBusy = "smtp-busy", Retry, [Smtp],
        "The next message meets too many connections of its mailbox (432 4.3.2).";
    SmtpRecipientBusy = "smtp-recipient-busy", Retry, [Smtp],
        "The next message meets a recipient that takes messages too slowly (432 4.3.2).";
    SmtpHeldUp = "smtp-held-up", Retry, [Smtp],
        "The next message is held up because of suspicious activity (451 4.7.500).";
    SmtpSendAsDenied = "smtp-send-as-denied", SomebodyElse, [Smtp],
        "The next message is refused for its From address (550 5.7.60); then Send As is given.";
    SmtpSubmissionDenied = "smtp-submission-denied", SomebodyElse, [Smtp],
        "The next message is refused by the mailbox's store (554 5.2.252 SendAsDenied); then Send As is given.";
    SmtpQuota = "smtp-quota", Retry, [Smtp],
        "The next message is beyond the day's number of recipients (554 5.2.0).";
    SmtpRestricted = "smtp-restricted", SomebodyElse, [Smtp],
        "The mailbox is on the list of restricted senders at the next message (550 5.1.8); then it is released.";
    SmtpMailboxFull = "smtp-mailbox-full", SomebodyElse, [Smtp],
        "The mailbox is full at the next message (554 5.2.2); then it is emptied.";
    SmtpReputation = "smtp-reputation", SomebodyElse, [Smtp],
        "The next message is refused for the reputation of its organisation (550 5.7.708).";
    SmtpDropped = "smtp-dropped", Retry, [Smtp, GoogleSmtp],
        "The connection is closed after the next message was read: it has arrived, and nobody says so.";
    SendAsMissing = "send-as-missing", Portal(GrantSendAs), [SharedSend],
        "Send As on the shared mailbox is taken from the person (550 5.7.60, or 403 ErrorSendAsDenied).";
    FullAccessMissing = "full-access-missing", Portal(GrantFullAccess), [SharedRead],
        "Full Access to the shared mailbox is taken from the person.";
    ImapOff = "imap-off", Portal(SwitchOnImap), [Imap],
        "IMAP is switched off for the mailbox: signed in, but not connected.";
    ImapRefused = "imap-refused", SigningInAgain, [Imap],
        "The next sign-in by IMAP is refused (NO AUTHENTICATE failed).";
    ImapNotConnected = "imap-not-connected", Retry, [Imap],
        "The next sign-in by IMAP is accepted, and the mailbox is not opened (BAD User is authenticated but not connected).";
    ImapThrottled = "imap-throttled", Retry, [Imap],
        "The next request by IMAP is throttled.";
    PopOff = "pop-off", Portal(SwitchOnPop), [Pop3],
        "POP is switched off for the mailbox.";
    PopRefused = "pop-refused", SigningInAgain, [Pop3],
        "The next sign-in by POP3 is refused (-ERR Authentication failure).";
    DiscoveryHtml = "discovery-html", Retry, [Directory, Provider],
        "The next look at the directory (discovery) is answered with a web page, status 200.";
    ProviderUnknown = "provider-unknown", Retry, [Provider],
        "The next look for the document of a provider without directories finds none, in either place (404).";
    ProviderOther = "provider-other", Retry, [Provider],
        "The next document of a provider without directories names another provider as its issuer.";
    NetworkGone = "network-gone", Waiting, [Directory, Secret, SignIn, Provider, GraphSend, GraphRead, Smtp, Imap, Pop3, GoogleSecret, GoogleSignIn, GmailApi, GoogleSmtp, GoogleImap, GooglePop3],
        "The next request to a secure port is cut, with every connection there, and for some seconds the port refuses.";
    MachineUnknown = "machine-unknown", Retry, [Machine],
        "The next look-up of the application's own machine finds no such name.";
    MachineRefused = "machine-refused", Retry, [Machine],
        "The next knock at the application's own machine is refused.";
    MachineSilent = "machine-silent", Retry, [Machine],
        "The application's own machine takes the next connection and never answers.";
    MachineCertificate = "machine-certificate", Retry, [Machine],
        "The application's own machine shows a certificate for another name.";
    ClockWrong = "clock-wrong", SettingTheClock, [SignIn, Provider, GoogleSignIn],
        "The office tells the time a day ahead, in every Date header and token, until the fault is disarmed.";
    IdentityForged = "identity-forged", SigningInAgain, [SignIn, Provider, GoogleSignIn],
        "The next ID token names another audience and another nonce.";
    GoogleClientDelay = "google-client-delay", Waiting, [GoogleSecret, GoogleSignIn],
        "A client is not known everywhere for some seconds and is refused as not found (invalid_client) until then.";
    GoogleClientUnknown = "google-client-unknown", CopyAgain, [GoogleSecret, GoogleSignIn],
        "The next request is answered as if its client ID had been miscopied (invalid_client, the client was not found).";
    GoogleClientDeleted = "google-client-deleted", Portal(GoogleRestoreClient), [GoogleSecret, GoogleSignIn],
        "The client is deleted in the console (deleted_client).";
    GoogleSecretWrong = "google-secret-wrong", Portal(GoogleAddSecret), [GoogleSecret, GoogleSignIn],
        "The secret in use is taken out of the client, so that it is refused as wrong (invalid_client, Unauthorized).";
    GoogleRedirectMissing = "google-redirect-missing", Portal(GoogleAddRedirect), [GoogleWebSignIn],
        "The redirect address in use is taken out of the Web application; the sign-in ends on an error page (redirect_uri_mismatch).";
    GoogleScopesUnlisted = "google-scopes-unlisted", Portal(GoogleListScopes), [GoogleSignIn],
        "What is asked for is taken out of Data Access; the sign-in ends on an error page (invalid_scope).";
    GoogleNotTester = "google-not-tester", Portal(GooglePublish), [GoogleSignIn],
        "The app is put back to testing, without test users; the sign-in ends on an error page (access_denied).";
    GoogleUserCap = "google-user-cap", SomebodyElse, [GoogleSignIn],
        "The app has had its hundred new users at the next sign-in, which ends on a page; then Google has verified the app.";
    GoogleEducation = "google-education", SomebodyElse, [GoogleSignIn],
        "An education administrator has not decided on the app (access_not_configured, an error page); then they have.";
    GoogleRequestRefused = "google-request-refused", SigningInAgain, [GoogleSignIn],
        "The next request for a sign-in counts as not well formed (invalid_request, an error page).";
    GoogleEmbedded = "google-embedded", SigningInAgain, [GoogleSignIn],
        "The next sign-in counts as one from within another program (disallowed_useragent, an error page).";
    GoogleBoxEmpty = "google-box-empty", SigningInAgain, [GoogleSignIn],
        "The box of the last permission counts as left empty at the next consent: it is not granted.";
    GoogleReauthentication = "google-reauthentication", SigningInAgain, [GoogleSignIn],
        "The organisation asks for a fresh sign-in at the next exchange (invalid_grant, invalid_rapt).";
    GoogleAccountDeleted = "google-account-deleted", SomebodyElse, [GoogleSignIn],
        "The account is gone at the next exchange (invalid_grant, the account has been deleted); then it is restored.";
    GoogleApiOff = "google-api-off", Portal(GoogleEnable), [GmailApi],
        "The Gmail API is disabled in the project (403 accessNotConfigured).";
    GoogleApiDelay = "google-api-delay", Waiting, [GmailApi],
        "The Gmail API is not known to be enabled for some seconds (403 accessNotConfigured).";
    GoogleApiUnauthorized = "google-api-unauthorized", SigningInAgain, [GmailApi],
        "The Gmail API refuses the next message with 401 authError.";
    GoogleApiScope = "google-api-scope", SigningInAgain, [GmailApi],
        "The Gmail API finds no permission to send for the next message (403 insufficientPermissions).";
    GoogleApiBadRequest = "google-api-bad-request", Retry, [GmailApi],
        "The Gmail API cannot read the next message (400 badRequest).";
    GoogleApiArgument = "google-api-argument", Retry, [GmailApi],
        "The Gmail API finds no recipient in the next message (400 invalidArgument).";
    GoogleApiNoMailbox = "google-api-no-mailbox", SomebodyElse, [GmailApi],
        "Gmail is off for the account of the next message (400 failedPrecondition, Mail service not enabled); then it is on.";
    GoogleApiDelegation = "google-api-delegation", SomebodyElse, [GmailApi],
        "The account may not act for the mailbox of the next message (403 delegationDenied); then it may.";
    GoogleApiPolicy = "google-api-policy", SomebodyElse, [GmailApi],
        "The organisation allows no Gmail apps at the next message (403 domainPolicy); then it does.";
    GoogleApiDaily = "google-api-daily", Retry, [GmailApi],
        "The project's own limit of the day is reached at the next message (403 dailyLimitExceeded).";
    GoogleApiUserRate = "google-api-user-rate", Retry, [GmailApi],
        "The account has made too many calls at the next message (403 userRateLimitExceeded).";
    GoogleApiRate = "google-api-rate", Retry, [GmailApi],
        "The project has made too many calls at the next message (429 rateLimitExceeded).";
    GoogleApiMailLimit = "google-api-mail-limit", Retry, [GmailApi],
        "The account has sent as much as it may at the next message (429, Mail sending).";
    GoogleApiConcurrent = "google-api-concurrent", Retry, [GmailApi],
        "The account has too many requests at once at the next message (429, Too many concurrent requests).";
    GoogleApiBackend = "google-api-backend", Retry, [GmailApi],
        "The Gmail API has an error of its own at the next message (500 backendError).";
    GoogleApiNotFound = "google-api-not-found", Retry, [GmailApi],
        "The Gmail API does not find the mailbox of the next message (404 notFound).";
    GoogleApiDropped = "google-api-dropped", Retry, [GmailApi],
        "The connection is closed after the next message was read: it has arrived, and nobody says so.";
    GoogleApiHtml = "google-api-html", Retry, [GmailApi],
        "The Gmail API answers the next message with a web page, status 200; nothing is sent.";
    GoogleBrowserFirst = "google-browser-first", SomebodyElse, [GoogleSmtp, GoogleImap, GooglePop3],
        "Somebody has to look at the account in a browser before the next sign-in to a mail server (534 5.7.14); then they have.";
    GooglePasswordNormal = "google-password-normal", CopyAgain, [GooglePassword],
        "The next app password counts as the account's own password (534 5.7.9).";
    GoogleSmtpRefused = "google-smtp-refused", SigningInAgain, [GoogleSmtp],
        "The next sign-in by SMTP is refused (a token with its challenge, then 535 5.7.8).";
    GoogleSmtpOld = "google-smtp-old", SigningInAgain, [GoogleSmtp],
        "The next sign-in by SMTP is refused with the older number (535 5.7.1).";
    GoogleSmtpTemporary = "google-smtp-temporary", Retry, [GoogleSmtp],
        "The next sign-in by SMTP fails for a passing reason (454 4.7.0).";
    GoogleSmtpAttempts = "google-smtp-attempts", Retry, [GoogleSmtp],
        "The next sign-in by SMTP comes after too many others (454 4.7.0).";
    GoogleSmtpClosed = "google-smtp-closed", Retry, [GoogleSmtp],
        "The next sign-in by SMTP ends the connection (421 4.7.0).";
    GoogleSmtpMechanism = "google-smtp-mechanism", Retry, [GoogleSmtp],
        "The next way of signing in by SMTP is not known (504 5.7.4).";
    GoogleSmtpArgument = "google-smtp-argument", Retry, [GoogleSmtp],
        "The next sign-in by SMTP has an argument too many (535 5.5.4).";
    GoogleSmtpUnauthenticated = "google-smtp-unauthenticated", Retry, [GoogleSmtp],
        "The next sender counts as not signed in (530 5.7.0).";
    GoogleSmtpSyntax = "google-smtp-syntax", Retry, [GoogleSmtp],
        "The next sender is not understood (555 5.5.2).";
    GoogleSmtpRecipientBusy = "google-smtp-recipient-busy", Retry, [GoogleSmtp],
        "The next recipient gets too much mail at the moment (450 4.2.1).";
    GoogleSmtpRecipients = "google-smtp-recipients", Retry, [GoogleSmtp],
        "The next recipient is one too many (452 4.5.3).";
    GoogleSmtpDomain = "google-smtp-domain", Retry, [GoogleSmtp],
        "The domain of the next recipient is not found (553 5.1.2).";
    GoogleSmtpTimeout = "google-smtp-timeout", Retry, [GoogleSmtp],
        "The next message takes too long, and the connection ends (451 4.4.2).";
    GoogleSmtpQuota = "google-smtp-quota", Retry, [GoogleSmtp],
        "The next message is beyond what may be sent in a day (550 5.4.5).";
    GoogleSmtpRelay = "google-smtp-relay", SomebodyElse, [GoogleSmtp],
        "Relaying is denied to the next message (550 5.7.0); then it is allowed.";
    GoogleSmtpBlocked = "google-smtp-blocked", SomebodyElse, [GoogleSmtp],
        "The next message is blocked as unsolicited (550 5.7.1); then it is let through.";
    GoogleSmtpSize = "google-smtp-size", Retry, [GoogleSmtp],
        "The next message is too large (552 5.2.3).";
    GoogleSmtpMalformed = "google-smtp-malformed", Retry, [GoogleSmtp],
        "The next message is malformed (554 5.6.0).";
    GoogleImapRefused = "google-imap-refused", SigningInAgain, [GoogleImap],
        "The next sign-in by IMAP is refused (AUTHENTICATIONFAILED).";
    GoogleImapCrowded = "google-imap-crowded", Retry, [GoogleImap],
        "The next sign-in by IMAP is one connection too many.";
    GooglePopOff = "google-pop-off", Portal(GoogleSwitchOnPop), [GooglePop3],
        "POP is switched off in the settings of Gmail.";
    GooglePopRefused = "google-pop-refused", SigningInAgain, [GooglePop3],
        "The next sign-in by POP3 is refused.";
    GoogleAdminPolicy = "google-admin-policy", Portal(GoogleTrust), [GoogleSignIn],
        "The Workspace lets in trusted apps alone, and this is none: whoever is of it ends on an error page (admin_policy_enforced).";
    GoogleNotDelegated = "google-not-delegated", Portal(GoogleDelegate), [GoogleDelegation],
        "The service account is taken off the list of Domain-wide delegation (unauthorized_client).";
    GoogleDelegationDelay = "google-delegation-delay", Waiting, [GoogleDelegation],
        "The delegation is not known everywhere for some seconds (unauthorized_client).";
    GoogleKeyDeleted = "google-key-deleted", Portal(GoogleAddKey), [GoogleDelegation],
        "The keys of the service account are deleted (invalid_grant, Invalid JWT Signature).";
}
