//! The closed table of what can go wrong.
//!
//! The AADSTS numbers in the comments are where the kind usually comes from; the mapping itself is data
//! (`recipes/errors/`), because Microsoft may change the numbers (learn.microsoft.com/entra/identity-platform/reference-error-codes).

mod google;

use google::and_those_of_google;
use sendoff_values::StepId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The person may go on.
    Caution,
    /// The operation ended.
    Failure,
}

/// Who must act, in the closed words of the script face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WhoActs {
    /// The person at this computer.
    You,
    /// An administrator of the directory.
    TenantAdmin,
    /// An administrator of Exchange.
    ExchangeAdmin,
    /// Whoever owns the mailbox.
    MailboxOwner,
    /// An administrator of Google Workspace.
    WorkspaceAdmin,
    /// Nobody: waiting mends it.
    NobodyWait,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal, $step:expr, $who:ident, $severity:ident, retry $retry:literal;)+) => {
        /// One kind of thing that goes wrong. Adding one needs its sentences in the catalogue; a test there says so.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub enum Kind {
            $($(#[doc = $doc])* #[serde(rename = $text)] $name,)+
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word: the name of its entry in the catalogue of words.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The step that mends it; `None` when the person stays where they are.
            pub const fn step(self) -> Option<StepId> {
                match self { $(Self::$name => $step),+ }
            }

            /// Who must act.
            pub const fn who_acts(self) -> WhoActs {
                match self { $(Self::$name => WhoActs::$who),+ }
            }

            /// How much it stops.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// Whether doing the same again, now or later, may succeed without changing any setting.
            pub const fn is_retryable(self) -> bool {
                match self { $(Self::$name => $retry),+ }
            }
        }
    };
}

and_those_of_google! { kinds! {
    /// The practice office could not be started.
    PracticeNotOpened = "practice-not-opened", None, You, Failure, retry true;
    /// The practice office cannot use its folder.
    PracticeFolder = "practice-folder", None, You, Failure, retry true;
    /// What was practised could not be thrown away.
    PracticeNotCleared = "practice-not-cleared", None, You, Failure, retry true;
    /// Nothing stands in a field that is needed.
    FieldEmpty = "field-empty", None, You, Failure, retry false;
    /// The Secret ID stands where the Value belongs.
    SecretIdPasted = "secret-id-pasted", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The Object ID stands where an ID of Overview belongs.
    ObjectIdPasted = "object-id-pasted", Some(StepId::Tenant), You, Failure, retry false;
    /// Application (client) ID and Directory (tenant) ID stand in each other's place.
    IdsSwapped = "ids-swapped", Some(StepId::Tenant), You, Failure, retry false;
    /// The same ID stands in both fields.
    SameIdTwice = "same-id-twice", Some(StepId::Tenant), You, Failure, retry false;
    /// An ID has too few or too many characters.
    IdCut = "id-cut", Some(StepId::Tenant), You, Failure, retry false;
    /// The text is no ID at all.
    NotAnId = "not-an-id", Some(StepId::Tenant), You, Failure, retry false;
    /// The text cannot be a client ID of any provider.
    NotAClientId = "not-a-client-id", Some(StepId::Tenant), You, Failure, retry false;
    /// The paste holds two values for one field.
    TwoValuesFit = "two-values-fit", None, You, Caution, retry false;
    /// The portal had already hidden the Value.
    SecretHidden = "secret-hidden", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The Value begins as one does and ends too soon.
    SecretCut = "secret-cut", Some(StepId::ClientSecret), You, Failure, retry false;
    /// There is white space inside the Value.
    SecretBroken = "secret-broken", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The day on which the secret ends is past.
    SecretPastDay = "secret-past-day", Some(StepId::ClientSecret), You, Caution, retry false;
    /// A date can be read two ways.
    DayUnclear = "day-unclear", Some(StepId::ClientSecret), You, Caution, retry false;
    /// A date cannot be read.
    DayUnreadable = "day-unreadable", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The secret must be renewed within thirty days.
    DaySoon = "day-soon", Some(StepId::ClientSecret), You, Caution, retry false;
    /// The period is longer than Microsoft allows.
    DayTooFar = "day-too-far", Some(StepId::ClientSecret), You, Caution, retry false;
    /// There is no JSON in what was pasted as a manifest.
    ManifestMissing = "manifest-missing", None, You, Failure, retry false;
    /// The JSON of a manifest ends before it is closed.
    ManifestCut = "manifest-cut", None, You, Failure, retry false;
    /// The JSON of a manifest is none from a place on.
    ManifestBroken = "manifest-broken", None, You, Failure, retry false;
    /// A value of a manifest is of another kind than belongs there, or stands twice.
    ManifestUnfit = "manifest-unfit", None, You, Failure, retry false;
    /// Brackets stand in more brackets than any manifest has.
    ManifestTooDeep = "manifest-too-deep", None, You, Failure, retry false;
    /// There are more values than any manifest has.
    ManifestTooMany = "manifest-too-many", None, You, Failure, retry false;
    /// The JSON is of something else than an app registration.
    ManifestOfOther = "manifest-of-other", None, You, Failure, retry false;
    /// The manifest is that of the enterprise application.
    ManifestOfEnterprise = "manifest-of-enterprise", None, You, Failure, retry false;
    /// A name in a manifest is the client secret itself.
    ManifestHoldsSecret = "manifest-holds-secret", None, You, Failure, retry false;
    /// There are several app registrations.
    ManifestsSeveral = "manifests-several", None, You, Failure, retry false;
    /// There is an empty list of app registrations.
    ManifestsNone = "manifests-none", None, You, Failure, retry false;
    /// The period of the secret was not chosen.
    DayMissing = "day-missing", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The text is longer than a name of the application.
    NotAName = "not-a-name", None, You, Failure, retry false;
    /// The text is no name of a computer.
    NotAHost = "not-a-host", None, You, Failure, retry false;
    /// The text is no name of a provider: no https address of a public host.
    NotAnIssuer = "not-an-issuer", None, You, Failure, retry false;
    /// The text is no mail server, with or without a port.
    NotAMailServer = "not-a-mail-server", None, You, Failure, retry false;
    /// The text holds no names of permissions.
    NotPermissions = "not-permissions", None, You, Failure, retry false;
    /// The text is no mailbox address.
    NotAnAddress = "not-an-address", None, You, Failure, retry false;
    /// A personal Microsoft account where a work account is needed.
    PersonalAddress = "personal-address", None, You, Caution, retry false;
    /// A Gmail address where a Microsoft 365 mailbox is needed.
    GmailAddress = "gmail-address", None, You, Caution, retry false;
    /// A client secret stands where a name belongs.
    SecretNotHere = "secret-not-here", None, You, Failure, retry false;
    /// The text cannot be a redirect URI.
    NotARedirectAddress = "not-a-redirect-address", Some(StepId::RedirectUri), You, Failure, retry false;
    /// The paste holds nothing this step can use.
    NothingRead = "nothing-read", None, You, Failure, retry false;
    /// The clipboard could not be read, or holds no text.
    ClipboardUnreadable = "clipboard-unreadable", None, You, Failure, retry true;
    /// The clipboard did not take what was to be copied.
    ClipboardNotTaken = "clipboard-not-taken", None, You, Failure, retry true;
    /// The keychain did not give the secret that was to be copied.
    SecretNotCopied = "secret-not-copied", None, You, Failure, retry true;
    /// The keychain does not show the secret that was to be copied.
    SecretNotShown = "secret-not-shown", None, You, Failure, retry false;
    /// The paste is over a mebibyte.
    PasteTooLarge = "paste-too-large", None, You, Failure, retry false;
    /// The step was not ticked as done.
    TickMissing = "tick-missing", None, You, Failure, retry false;
    /// Microsoft knows no such directory (AADSTS90002).
    DirectoryUnknown = "directory-unknown", Some(StepId::Tenant), You, Failure, retry false;
    /// The directory, or the account, is in another of Microsoft's clouds (discovery; AADSTS900439, 900382, 900432).
    OtherCloud = "other-cloud", Some(StepId::Tenant), You, Failure, retry false;
    /// What stands for the directory is no directory name (AADSTS900023).
    DirectoryMalformed = "directory-malformed", Some(StepId::Tenant), You, Failure, retry false;
    /// The directory exists but its domain is not the mailbox's.
    DirectoryOfAnother = "directory-of-another", Some(StepId::Tenant), You, Caution, retry false;
    /// The directory has no such app registration (AADSTS700016).
    RegistrationUnknown = "registration-unknown", Some(StepId::Tenant), You, Failure, retry false;
    /// The app registration is switched off (AADSTS7000112).
    RegistrationDisabled = "registration-disabled", Some(StepId::AppRegistration), TenantAdmin, Failure, retry false;
    /// The directory has no enterprise application for it yet (AADSTS7000229).
    RegistrationNotReady = "registration-not-ready", Some(StepId::AppRegistration), NobodyWait, Failure, retry true;
    /// The secret is not one of this registration's (AADSTS7000215).
    SecretRefused = "secret-refused", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The secret has expired (AADSTS7000222).
    SecretExpired = "secret-expired", Some(StepId::ClientSecret), You, Failure, retry false;
    /// Microsoft expected a secret and got none (AADSTS7000218).
    SecretMissing = "secret-missing", Some(StepId::RedirectUri), You, Failure, retry false;
    /// The redirect URI is under Mobile and desktop, where a secret is refused (AADSTS700025).
    SecretNotAllowed = "secret-not-allowed", Some(StepId::RedirectUri), You, Failure, retry false;
    /// The redirect URI is under Single-page application (AADSTS9002327).
    WrongPlatform = "wrong-platform", Some(StepId::RedirectUri), You, Failure, retry false;
    /// Microsoft does not know the redirect URI (AADSTS50011).
    RedirectUnknown = "redirect-unknown", Some(StepId::RedirectUri), You, Failure, retry false;
    /// The registration has no redirect URI at all (AADSTS500113, 900971).
    RedirectNone = "redirect-none", Some(StepId::RedirectUri), You, Failure, retry false;
    /// The registration is for its own directory only, and the application needs more (AADSTS50194).
    SingleTenantOnly = "single-tenant-only", Some(StepId::AppRegistration), You, Failure, retry false;
    /// The registration is for personal accounts only (AADSTS9002331, 9002346).
    PersonalAccountsOnly = "personal-accounts-only", Some(StepId::AppRegistration), You, Failure, retry false;
    /// A requested permission is not in the registration (AADSTS650057, 65005).
    PermissionNotRegistered = "permission-not-registered", Some(StepId::Permissions), You, Failure, retry false;
    /// A requested permission does not exist (AADSTS70011, 650053).
    PermissionUnknown = "permission-unknown", Some(StepId::Permissions), You, Failure, retry false;
    /// An administrator must approve (AADSTS65001, 90094, 90095).
    ApprovalNeeded = "approval-needed", Some(StepId::Permissions), TenantAdmin, Failure, retry false;
    /// An administrator was asked, and Microsoft still says that one must approve.
    ApprovalPending = "approval-pending", Some(StepId::SignIn), TenantAdmin, Failure, retry true;
    /// Whoever signed in at the approval page may not approve.
    NotAnApprover = "not-an-approver", Some(StepId::SignIn), TenantAdmin, Failure, retry true;
    /// It was approved, but in another directory.
    ApprovedElsewhere = "approved-elsewhere", Some(StepId::SignIn), TenantAdmin, Failure, retry true;
    /// The person chose Cancel (AADSTS65004, access_denied).
    ApprovalDeclined = "approval-declined", Some(StepId::SignIn), You, Failure, retry true;
    /// The account belongs to another organisation (AADSTS50020, 16000, 90072).
    AccountOfAnother = "account-of-another", Some(StepId::SignIn), You, Failure, retry true;
    /// A security policy stopped the sign-in (AADSTS53003, 530032, 50005, 50097).
    PolicyStopped = "policy-stopped", Some(StepId::SignIn), TenantAdmin, Failure, retry false;
    /// A second factor is needed (AADSTS50076, 50079).
    SecondFactorNeeded = "second-factor-needed", Some(StepId::SignIn), You, Failure, retry true;
    /// The person is not assigned to the application (AADSTS50105).
    NotAssigned = "not-assigned", Some(StepId::SignIn), TenantAdmin, Failure, retry false;
    /// The password was wrong or has expired (AADSTS50126, 50055).
    PasswordWrong = "password-wrong", Some(StepId::SignIn), MailboxOwner, Failure, retry true;
    /// The account is disabled or locked (AADSTS50057, 50053).
    AccountDisabled = "account-disabled", Some(StepId::SignIn), TenantAdmin, Failure, retry false;
    /// The answer was used twice or came too late (AADSTS54005, 70008).
    CodeSpent = "code-spent", Some(StepId::SignIn), You, Failure, retry true;
    /// Microsoft refused the proof that the answer is ours (AADSTS501481, 50148).
    VerifierRefused = "verifier-refused", Some(StepId::SignIn), You, Failure, retry true;
    /// Access was withdrawn or has ended (AADSTS50173, 700082, 70043).
    AccessEnded = "access-ended", Some(StepId::SignIn), MailboxOwner, Failure, retry true;
    /// Somebody else signed in.
    WrongAccount = "wrong-account", Some(StepId::SignIn), You, Failure, retry true;
    /// The account's directory is not the one of the set-up.
    WrongDirectory = "wrong-directory", Some(StepId::SignIn), You, Failure, retry true;
    /// The account is a guest of the directory; its mailbox is elsewhere.
    GuestAccount = "guest-account", Some(StepId::SignIn), You, Failure, retry true;
    /// A personal Microsoft account signed in where the application takes work accounts only.
    PersonalAccount = "personal-account", Some(StepId::SignIn), You, Failure, retry true;
    /// A needed permission is not in the access granted.
    PermissionMissing = "permission-missing", Some(StepId::Permissions), You, Failure, retry false;
    /// No refresh token was given: offline_access is missing.
    NoLastingAccess = "no-lasting-access", Some(StepId::Permissions), You, Failure, retry false;
    /// The ID token breaks a rule; nothing is believed.
    IdentityNotBelieved = "identity-not-believed", Some(StepId::SignIn), You, Failure, retry true;
    /// The redirect or token answer breaks a rule.
    AnswerNotBelieved = "answer-not-believed", Some(StepId::SignIn), You, Failure, retry true;
    /// The pasted address belongs to another attempt.
    AnswerOfAnother = "answer-of-another", Some(StepId::SignIn), You, Failure, retry true;
    /// What was pasted from the browser is not known.
    AnswerUnreadable = "answer-unreadable", Some(StepId::SignIn), You, Failure, retry false;
    /// The system browser did not open.
    BrowserNotOpened = "browser-not-opened", Some(StepId::SignIn), You, Failure, retry true;
    /// No free port on this computer, or binding is forbidden.
    PortTaken = "port-taken", Some(StepId::SignIn), You, Failure, retry true;
    /// This computer's resolver leads `localhost` to another computer as well.
    LocalhostElsewhere = "localhost-elsewhere", Some(StepId::SignIn), You, Caution, retry true;
    /// Fifteen minutes passed.
    WaitedTooLong = "waited-too-long", Some(StepId::SignIn), You, Failure, retry true;
    /// The person stopped the operation.
    Stopped = "stopped", None, You, Failure, retry true;
    /// Microsoft gave a reason that is not known here.
    MicrosoftRefused = "microsoft-refused", Some(StepId::SignIn), You, Failure, retry false;
    /// This computer has no network.
    Offline = "offline", None, You, Failure, retry true;
    /// The host name does not exist.
    NameUnknown = "name-unknown", None, You, Failure, retry true;
    /// The look-up of the host name failed.
    NameNotAnswered = "name-not-answered", None, You, Failure, retry true;
    /// A provider's host name leads to this computer or a private network.
    AddressSuspicious = "address-suspicious", None, TenantAdmin, Failure, retry false;
    /// An address that is none of the provider's was about to be asked; nothing was sent.
    HostNotAllowed = "host-not-allowed", None, TenantAdmin, Failure, retry false;
    /// The host refused the connection.
    ConnectionRefused = "connection-refused", None, You, Failure, retry true;
    /// Nothing answered in time.
    ConnectionTimedOut = "connection-timed-out", None, You, Failure, retry true;
    /// The connection broke off before anything was decided.
    ConnectionDropped = "connection-dropped", None, You, Failure, retry true;
    /// The connection broke off after the request was sent; whether it counted is not known.
    OutcomeUnknown = "outcome-unknown", Some(StepId::SignIn), You, Failure, retry true;
    /// The certificate comes from an unknown issuer.
    CertificateUntrusted = "certificate-untrusted", None, TenantAdmin, Failure, retry false;
    /// The certificate is for another host.
    CertificateOfAnother = "certificate-of-another", None, TenantAdmin, Failure, retry false;
    /// The certificate's time is over, or this computer's clock is ahead.
    CertificateExpired = "certificate-expired", None, You, Failure, retry false;
    /// The certificate's time has not begun: this computer's clock is behind.
    CertificateNotYet = "certificate-not-yet", None, You, Failure, retry false;
    /// No secure connection came about.
    SecuringFailed = "securing-failed", None, TenantAdmin, Failure, retry false;
    /// This computer's clock differs from the provider's.
    ClockWrong = "clock-wrong", None, You, Failure, retry true;
    /// A proxy asks for a name and password.
    ProxyAsks = "proxy-asks", None, You, Failure, retry true;
    /// A proxy does not let the connection through.
    ProxyRefused = "proxy-refused", None, TenantAdmin, Failure, retry false;
    /// A page of the network is in the way.
    LoginPageInTheWay = "login-page-in-the-way", None, You, Failure, retry true;
    /// The provider's answer is a page, not data.
    AnswerNotJson = "answer-not-json", None, NobodyWait, Failure, retry true;
    /// The provider's answer is empty.
    AnswerEmpty = "answer-empty", None, NobodyWait, Failure, retry true;
    /// The provider's answer is cut off.
    AnswerCut = "answer-cut", None, NobodyWait, Failure, retry true;
    /// The provider's answer is too large.
    AnswerTooLarge = "answer-too-large", None, NobodyWait, Failure, retry true;
    /// The provider's answer did not end in time.
    AnswerTooSlow = "answer-too-slow", None, NobodyWait, Failure, retry true;
    /// The provider's answer leads elsewhere; it was not followed.
    AnswerRedirects = "answer-redirects", None, TenantAdmin, Failure, retry false;
    /// Microsoft asks to wait (429, 503).
    ProviderBusy = "provider-busy", None, NobodyWait, Failure, retry true;
    /// Microsoft has a fault of its own (500, 502, 504).
    ProviderDown = "provider-down", None, NobodyWait, Failure, retry true;
    /// Graph does not accept the access (InvalidAuthenticationToken).
    AccessRefused = "access-refused", Some(StepId::SignIn), You, Failure, retry true;
    /// The mailbox does not exist (ErrorInvalidUser, ResourceNotFound).
    MailboxNotFound = "mailbox-not-found", Some(StepId::Mailbox), TenantAdmin, Failure, retry false;
    /// The mailbox has no licence or is elsewhere (MailboxNotEnabledForRESTAPI).
    MailboxNotLicensed = "mailbox-not-licensed", Some(StepId::Mailbox), TenantAdmin, Failure, retry false;
    /// Sending is not allowed (ErrorAccessDenied, Authorization_RequestDenied).
    SendingDenied = "sending-denied", Some(StepId::Permissions), TenantAdmin, Failure, retry false;
    /// The account may not send as this mailbox (ErrorSendAsDenied).
    SendAsDenied = "send-as-denied", Some(StepId::Mailbox), TenantAdmin, Failure, retry false;
    /// The mailbox has reached a sending limit (ErrorExceededMessageLimit).
    SendingLimit = "sending-limit", Some(StepId::Test), NobodyWait, Failure, retry true;
    /// The recipient's address was refused (ErrorInvalidRecipients).
    RecipientRefused = "recipient-refused", Some(StepId::Test), You, Failure, retry false;
    /// The connection broke off after the message went out; it may have been sent.
    MaybeSent = "maybe-sent", Some(StepId::Test), You, Failure, retry false;
    /// Graph refused the message for another reason.
    MessageRefused = "message-refused", Some(StepId::Test), You, Failure, retry false;
    /// Three test messages a minute at most.
    TooSoon = "too-soon", Some(StepId::Test), NobodyWait, Failure, retry true;
    /// SMTP with a sign-in is switched off for the organisation (535 5.7.139, disabled for the Tenant).
    SmtpOffForOrganisation = "smtp-off-for-organisation", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry false;
    /// SMTP with a sign-in is switched off for the mailbox (535 5.7.139, disabled for the Mailbox).
    SmtpOffForMailbox = "smtp-off-for-mailbox", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry false;
    /// The mail server takes no password (535 5.7.139, basic authentication; 550 5.7.30).
    PasswordSignInOff = "password-sign-in-off", Some(StepId::Mailbox), You, Failure, retry false;
    /// The organisation's own sign-in server did not answer the mail server (535 5.7.139, federated STS).
    OwnSignInServerFailed = "own-sign-in-server-failed", Some(StepId::Mailbox), TenantAdmin, Failure, retry true;
    /// The mail server did not accept the access (535 5.7.3).
    MailAccessRefused = "mail-access-refused", Some(StepId::Permissions), You, Failure, retry false;
    /// The mail server goes on only after a sign-in, and counted none (530 5.7.57).
    SignInNotCounted = "sign-in-not-counted", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry true;
    /// The mailbox may not be read by IMAP or POP3 (authenticated but not connected).
    ReadingNotAllowed = "reading-not-allowed", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry false;
    /// Looking into the mailbox by Graph is not allowed.
    LookingDenied = "looking-denied", Some(StepId::Permissions), TenantAdmin, Failure, retry false;
    /// Access was given to the application itself, without a permission that takes approval.
    ApplicationNotApproved = "application-not-approved", Some(StepId::Approval), TenantAdmin, Failure, retry true;
    /// The application may use other mailboxes, but not this one (ErrorAccessDenied without a person).
    MailboxOutOfReach = "mailbox-out-of-reach", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry true;
    /// A mail server did not let the application itself into this mailbox (535 5.7.3, NO AUTHENTICATE failed).
    ApplicationNotLetIn = "application-not-let-in", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry true;
    /// The mailbox has as many conversations as it may have (432 4.3.2).
    TooManyConnections = "too-many-connections", Some(StepId::Test), NobodyWait, Failure, retry true;
    /// The mailbox or the organisation may not send for now (550 5.1.8, 5.7.501, 5.7.705, 5.7.708).
    SenderBlocked = "sender-blocked", Some(StepId::Mailbox), ExchangeAdmin, Failure, retry false;
    /// The domain of the sender is not registered, or not proved to be the organisation's (550 5.7.750, 5.7.64, 5.7.509).
    SenderDomainRefused = "sender-domain-refused", Some(StepId::Mailbox), TenantAdmin, Failure, retry false;
    /// The mailbox is full (554 5.2.2).
    MailboxFull = "mailbox-full", Some(StepId::Mailbox), MailboxOwner, Failure, retry false;
    /// A mail server said what its protocol does not have.
    ServerNotUnderstood = "server-not-understood", None, NobodyWait, Failure, retry true;
    /// A mail server ended the conversation of its own accord (421, 554 at the door, BYE).
    ServerTurnedAway = "server-turned-away", None, NobodyWait, Failure, retry true;
    /// A mail server offers no encryption, or something on the way took the offer out.
    EncryptionNotOffered = "encryption-not-offered", None, TenantAdmin, Failure, retry false;
    /// A mail server does not offer the way of signing in that was chosen.
    SignInNotOffered = "sign-in-not-offered", None, ExchangeAdmin, Failure, retry false;
    /// Somebody said something into a conversation before it was encrypted.
    ConnectionTamperedWith = "connection-tampered-with", None, TenantAdmin, Failure, retry false;
    /// Nobody here knows the name of the computer that must be reachable.
    ComputerUnknown = "computer-unknown", Some(StepId::Network), You, Failure, retry true;
    /// It takes no connection at the port.
    PortClosed = "port-closed", Some(StepId::Network), You, Failure, retry true;
    /// Nothing answered at the port in time.
    PortSilent = "port-silent", Some(StepId::Network), You, Failure, retry true;
    /// The port took the connection, and no private one came about.
    PortNotPrivate = "port-not-private", Some(StepId::Network), You, Failure, retry true;
    /// The port is private, but by a certificate that browsers here do not take for this computer.
    PortOfAnother = "port-of-another", Some(StepId::Network), You, Failure, retry true;
    /// Not reached directly; browsers here use a proxy.
    OnlyByProxy = "only-by-proxy", Some(StepId::Network), You, Caution, retry true;
    /// A provider publishes nothing about itself under the name that was typed (OpenID Connect Discovery 1.0 section 4).
    ProviderNotFound = "provider-not-found", Some(StepId::Provider), You, Failure, retry true;
    /// What was found there is about another provider, and not believed (RFC 8414 section 3.3).
    ProviderOfAnother = "provider-of-another", Some(StepId::Provider), You, Failure, retry true;
    /// The provider does not sign people in by a code with PKCE, or at addresses that can be used.
    ProviderUnfit = "provider-unfit", Some(StepId::Provider), You, Failure, retry false;
    /// The provider takes a client secret in no way that is known here.
    ProviderTakesNoSecret = "provider-takes-no-secret", Some(StepId::Provider), You, Failure, retry false;
    /// There is no keychain on this computer.
    KeychainAbsent = "keychain-absent", Some(StepId::Save), You, Failure, retry true;
    /// The keychain has no place to store into yet.
    KeychainNoCollection = "keychain-no-collection", Some(StepId::Save), You, Failure, retry true;
    /// The keychain is locked.
    KeychainLocked = "keychain-locked", Some(StepId::Save), You, Failure, retry true;
    /// The person closed the keychain's question.
    KeychainDismissed = "keychain-dismissed", Some(StepId::Save), You, Failure, retry true;
    /// The keychain does not answer.
    KeychainHung = "keychain-hung", Some(StepId::Save), You, Failure, retry true;
    /// The keychain ended while it was used.
    KeychainWentAway = "keychain-went-away", Some(StepId::Save), You, Failure, retry true;
    /// What was read back is not what was written; it was removed.
    KeychainDiffers = "keychain-differs", Some(StepId::Save), You, Failure, retry true;
    /// Another program changed the stored record.
    KeychainChanged = "keychain-changed", Some(StepId::Save), You, Failure, retry false;
    /// The keychain does not show a record that was stored.
    KeychainDoesNotShow = "keychain-does-not-show", Some(StepId::Save), You, Failure, retry false;
    /// The record is too long for the keychain.
    KeychainTooLong = "keychain-too-long", Some(StepId::Save), You, Failure, retry false;
    /// The keychain holds the record twice.
    KeychainAmbiguous = "keychain-ambiguous", Some(StepId::Save), You, Failure, retry false;
    /// The keychain gave another reason.
    KeychainFailed = "keychain-failed", Some(StepId::Save), You, Failure, retry true;
    /// No space is left.
    DiskFull = "disk-full", Some(StepId::Save), You, Failure, retry true;
    /// As many recipes from files are kept as may be.
    RecipesTooMany = "recipes-too-many", None, You, Failure, retry true;
    /// The folder cannot be written.
    FolderReadOnly = "folder-read-only", Some(StepId::Save), You, Failure, retry true;
    /// A file could not be made in the folder that was chosen for it.
    FileNotMade = "file-not-made", None, You, Failure, retry true;
    /// The folder does not exist and cannot be made.
    FolderMissing = "folder-missing", Some(StepId::Save), You, Failure, retry true;
    /// A file that was chosen or dropped is not given by the system.
    FileNotRead = "file-not-read", None, You, Failure, retry true;
    /// A file was damaged and set aside.
    FileDamaged = "file-damaged", None, You, Failure, retry false;
    /// A file was written by a newer version.
    FileNewer = "file-newer", None, You, Failure, retry false;
    /// Another window has the data open.
    InUse = "in-use", None, You, Failure, retry true;
    /// Reading or writing failed for another reason.
    DiskFailed = "disk-failed", Some(StepId::Save), You, Failure, retry true;
    /// Saving needs a passed test.
    TestMissing = "test-missing", Some(StepId::Test), You, Failure, retry false;
    /// The secret was not kept and must be pasted again.
    SecretGone = "secret-gone", Some(StepId::ClientSecret), You, Failure, retry false;
    /// The step cannot be done yet.
    NotNow = "not-now", None, You, Failure, retry false;
} }
