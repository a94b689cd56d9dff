//! Every fault as one table: its name, what ends it, where it can show, and what it does.

use super::MendedBy::{
    self, CopyAgain, Portal, Retry, RightAccount, SettingTheClock, SigningInAgain, SomebodyElse, Waiting,
};
use super::PortalAction::{
    AddPermission, AddRedirect, AddSecret, AdmitMailbox, AssignPeople, EnableApplication, GrantAdminConsent,
    GrantFullAccess, GrantSendAs, MoveRedirectToWeb, SwitchOnImap, SwitchOnPop, SwitchOnSmtp,
};
use super::Surface::{
    self, Application, ApplicationApproval, Directory, GraphRead, GraphSend, Imap, Machine, Pop3, Provider, Secret,
    SharedRead, SharedSend, SignIn, Smtp,
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
    ApprovalDeclined = "approval-declined", SigningInAgain, [SignIn, Provider],
        "The next Accept counts as Cancel (access_denied, 65004).";
    WrongAccount = "wrong-account", RightAccount, [SignIn, Provider],
        "Whoever signs in next, it is the colleague who arrives.";
    OtherOrganisation = "other-organisation", RightAccount, [SignIn],
        "The next sign-in arrives with an account of another organisation (50020, an error page, unless the registration takes any).";
    PolicyStopped = "policy-stopped", SomebodyElse, [SignIn],
        "A Conditional Access rule stops the next sign-in (53003, an error page); then it is lifted.";
    SecondFactor = "second-factor", SigningInAgain, [SignIn],
        "The next exchange asks for a second factor (50076).";
    NotAssigned = "not-assigned", Portal(AssignPeople), [SignIn],
        "The application is limited to assigned people, and nobody is assigned (50105, an error page).";
    CodeSpent = "code-spent", SigningInAgain, [SignIn, Provider],
        "The next code counts as used already (54005).";
    NoRefreshToken = "no-refresh-token", SigningInAgain, [SignIn, Provider],
        "The next exchange brings no refresh token, although offline_access was granted.";
    TokenHtml = "token-html", SigningInAgain, [SignIn, Provider],
        "The next exchange is answered with a web page, status 200, as a captive portal does; the code stays unused.";
    TokenEmpty = "token-empty", SigningInAgain, [SignIn, Provider],
        "The next exchange is answered with nothing, status 200; the code is used up.";
    TokenCut = "token-cut", SigningInAgain, [SignIn, Provider],
        "The next exchange is answered with half the JSON; the code is used up.";
    TokenSlow = "token-slow", SigningInAgain, [SignIn, Provider],
        "The next exchange is answered very late; the code is used up.";
    TokenBusy = "token-busy", Retry, [SignIn, Provider],
        "The next exchange is answered with 429 and Retry-After; the code stays unused.";
    TokenDown = "token-down", Retry, [SignIn, Provider],
        "The next exchange is answered with 503; the code stays unused.";
    TokenDropped = "token-dropped", SigningInAgain, [SignIn, Provider],
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
    SmtpNoStarttls = "smtp-no-starttls", Retry, [Smtp],
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
    SmtpDropped = "smtp-dropped", Retry, [Smtp],
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
    NetworkGone = "network-gone", Waiting, [Directory, Secret, SignIn, Provider, GraphSend, GraphRead, Smtp, Imap, Pop3],
        "The next request to a secure port is cut, with every connection there, and for some seconds the port refuses.";
    MachineUnknown = "machine-unknown", Retry, [Machine],
        "The next look-up of the application's own machine finds no such name.";
    MachineRefused = "machine-refused", Retry, [Machine],
        "The next knock at the application's own machine is refused.";
    MachineSilent = "machine-silent", Retry, [Machine],
        "The application's own machine takes the next connection and never answers.";
    MachineCertificate = "machine-certificate", Retry, [Machine],
        "The application's own machine shows a certificate for another name.";
    ClockWrong = "clock-wrong", SettingTheClock, [SignIn, Provider],
        "The office tells the time a day ahead, in every Date header and token, until the fault is disarmed.";
    IdentityForged = "identity-forged", SigningInAgain, [SignIn, Provider],
        "The next ID token names another audience and another nonce.";
}
