//! What can be made to go wrong in practice, by the names of the office that does it: a closed table. What each fault does
//! is the office's; what it is called in sentences is the catalogue's (`fault-...`).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Surface;

/// Where in a set-up a fault is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// While values are pasted.
    Pasting,
    /// While the way to the application's machine is checked.
    Checking,
    /// In the browser.
    Browser,
    /// After returning from it.
    Returning,
    /// While the test message is sent.
    Sending,
    /// While the mailbox is looked into.
    Reading,
    /// While the connection is saved.
    Keeping,
}

/// Who makes it happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoneBy {
    /// The practice office.
    Office,
    /// The practice keychain.
    Keychain,
    /// The person, who pastes something else: nothing is armed, the banner says what to do.
    Yourself,
}

macro_rules! practice_faults {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal, $moment:ident, $by:ident, [$($surface:ident),*];)+) => {
        /// One thing that can go wrong in practice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum PracticeFault {
            $($(#[doc = $doc])* $name,)+
        }

        impl PracticeFault {
            /// Every one, in the order of the menu.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The id of its words: the label, and `.armed` for the banner.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// Where it is met.
            pub const fn moment(self) -> Moment {
                match self { $(Self::$name => Moment::$moment),+ }
            }

            /// Where it can show: in a set-up that touches one of these. Nowhere named is everywhere.
            pub const fn shows_at(self) -> &'static [Surface] {
                match self { $(Self::$name => &[$(Surface::$surface),*]),+ }
            }

            /// Who makes it happen.
            pub const fn done_by(self) -> DoneBy {
                match self { $(Self::$name => DoneBy::$by),+ }
            }
        }
    };
}

practice_faults! {
    /// The Secret ID in place of the Value.
    PasteSecretId = "fault-paste-secret-id", Pasting, Yourself, [Directory];
    /// The Object ID in place of the application's.
    PasteObjectId = "fault-paste-object-id", Pasting, Yourself, [Directory];
    /// Each of the two IDs in the other's place.
    PasteSwappedIds = "fault-paste-swapped-ids", Pasting, Yourself, [Directory];
    /// An ID without its end.
    PasteCutId = "fault-paste-cut-id", Pasting, Yourself, [Directory];
    /// A Value that the portal has hidden.
    PasteHiddenValue = "fault-paste-hidden-value", Pasting, Yourself, [Directory];
    /// A date with two readings.
    PasteUnclearDay = "fault-paste-unclear-day", Pasting, Yourself, [Directory];
    /// A new secret is not known everywhere for some seconds.
    SecretDelay = "fault-secret-delay", Pasting, Office, [Secret, SignIn];
    /// A new registration is not known everywhere for some seconds.
    RegistrationDelay = "fault-registration-delay", Pasting, Office, [Secret, SignIn];
    /// The look-up of the directory is answered with a web page.
    DiscoveryHtml = "fault-discovery-html", Pasting, Office, [Directory, Provider];
    /// The provider's document is not there.
    ProviderUnknown = "fault-provider-unknown", Pasting, Office, [Provider];
    /// The document names another provider.
    ProviderOther = "fault-provider-other", Pasting, Office, [Provider];
    /// The machine's name is not known.
    MachineUnknown = "fault-machine-unknown", Checking, Office, [Machine];
    /// The machine refuses the connection.
    MachineRefused = "fault-machine-refused", Checking, Office, [Machine];
    /// The machine takes the connection and never answers.
    MachineSilent = "fault-machine-silent", Checking, Office, [Machine];
    /// The machine shows a certificate for another name.
    MachineCertificate = "fault-machine-certificate", Checking, Office, [Machine];
    /// The redirect URI is taken out of the registration.
    RedirectMissing = "fault-redirect-missing", Browser, Office, [SignIn];
    /// The Application (client) ID is not known.
    RegistrationUnknown = "fault-registration-unknown", Browser, Office, [Secret, SignIn];
    /// The Directory (tenant) ID is not known.
    DirectoryUnknown = "fault-directory-unknown", Browser, Office, [Directory, Secret, SignIn];
    /// The registration is switched off.
    RegistrationDisabled = "fault-registration-disabled", Browser, Office, [Secret, SignIn];
    /// Somebody of another organisation arrives.
    OtherOrganisation = "fault-other-organisation", Browser, Office, [SignIn, GoogleSignIn];
    /// Only an administrator may approve.
    ApprovalNeeded = "fault-approval-needed", Browser, Office, [SignIn];
    /// The approval counts as declined.
    ApprovalDeclined = "fault-approval-declined", Browser, Office, [SignIn, Provider, GoogleSignIn];
    /// A security policy stops the sign-in.
    PolicyStopped = "fault-policy-stopped", Browser, Office, [SignIn];
    /// The person is not assigned to the application.
    NotAssigned = "fault-not-assigned", Browser, Office, [SignIn];
    /// The secret is taken out of the registration.
    SecretWrong = "fault-secret-wrong", Returning, Office, [Secret, SignIn];
    /// The secret has ended.
    SecretExpired = "fault-secret-expired", Returning, Office, [Secret, SignIn];
    /// The redirect URI stands under Single-page application.
    RedirectWrongPlatformSpa = "fault-redirect-wrong-platform-spa", Returning, Office, [SignIn];
    /// The redirect URI stands under Mobile and desktop applications.
    RedirectWrongPlatformPublic = "fault-redirect-wrong-platform-public", Returning, Office, [SignIn];
    /// A colleague arrives.
    WrongAccount = "fault-wrong-account", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// A permission is not given.
    PermissionMissing = "fault-permission-missing", Returning, Office, [SignIn];
    /// More is given than was asked for.
    PermissionExtra = "fault-permission-extra", Returning, Office, [SignIn];
    /// No lasting access is given.
    NoRefreshToken = "fault-no-refresh-token", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// A second proof is asked for.
    SecondFactor = "fault-second-factor", Returning, Office, [SignIn];
    /// The answer counts as used.
    CodeSpent = "fault-code-spent", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The identity names something else.
    IdentityForged = "fault-identity-forged", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The office tells the time a day ahead, until it is taken back.
    ClockWrong = "fault-clock-wrong", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The exchange is answered with a web page.
    TokenHtml = "fault-token-html", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The exchange is answered with nothing.
    TokenEmpty = "fault-token-empty", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The answer is cut off.
    TokenCut = "fault-token-cut", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The answer comes late.
    TokenSlow = "fault-token-slow", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// Too many requests.
    TokenBusy = "fault-token-busy", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The service is down.
    TokenDown = "fault-token-down", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The connection is cut instead of an answer.
    TokenDropped = "fault-token-dropped", Returning, Office, [SignIn, Provider, GoogleSignIn];
    /// The account may not send as the mailbox.
    GraphSendAsDenied = "fault-graph-send-as-denied", Sending, Office, [GraphSend];
    /// Sending is not allowed.
    GraphAccessDenied = "fault-graph-access-denied", Sending, Office, [GraphSend];
    /// The mailbox has no licence.
    GraphMailboxNotEnabled = "fault-graph-mailbox-not-enabled", Sending, Office, [GraphSend];
    /// The mailbox is not found.
    GraphUserMissing = "fault-graph-user-missing", Sending, Office, [GraphSend];
    /// The access is refused.
    GraphUnauthorized = "fault-graph-unauthorized", Sending, Office, [GraphSend, GraphRead];
    /// Too many messages.
    GraphThrottled = "fault-graph-throttled", Sending, Office, [GraphSend];
    /// The message arrives and nobody says so.
    GraphDropped = "fault-graph-dropped", Sending, Office, [GraphSend];
    /// A web page in place of an answer.
    GraphHtml = "fault-graph-html", Sending, Office, [GraphSend];
    /// The application's own permissions are not approved.
    ApplicationNotApproved = "fault-application-not-approved", Returning, Office, [ApplicationApproval];
    /// The application is kept from the mailbox.
    ApplicationLimited = "fault-application-limited", Sending, Office, [Application];
    /// SMTP AUTH is off for the organisation.
    SmtpOffForOrganisation = "fault-smtp-off-for-organisation", Sending, Office, [Smtp];
    /// Authenticated SMTP is off for the mailbox.
    SmtpOffForMailbox = "fault-smtp-off-for-mailbox", Sending, Office, [Smtp];
    /// The switch is not known everywhere for some seconds.
    SmtpSwitchDelay = "fault-smtp-switch-delay", Sending, Office, [Smtp];
    /// The sign-in is refused without a reason.
    SmtpRefused = "fault-smtp-refused", Sending, Office, [Smtp];
    /// Security defaults stop the sign-in.
    SmtpSecurityDefaults = "fault-smtp-security-defaults", Sending, Office, [Smtp];
    /// Basic authentication is disabled.
    SmtpBasicDisabled = "fault-smtp-basic-disabled", Sending, Office, [Smtp];
    /// The sign-in does not meet the criteria.
    SmtpCriteria = "fault-smtp-criteria", Sending, Office, [Smtp];
    /// The credentials are refused.
    SmtpCredentials = "fault-smtp-credentials", Sending, Office, [Smtp];
    /// User or organisation are not allowed.
    SmtpNotAllowed = "fault-smtp-not-allowed", Sending, Office, [Smtp];
    /// The organisation's own sign-in server is down.
    SmtpFederationDown = "fault-smtp-federation-down", Sending, Office, [Smtp];
    /// The organisation's own sign-in server is not secure.
    SmtpFederationInsecure = "fault-smtp-federation-insecure", Sending, Office, [Smtp];
    /// Basic authentication has ended.
    SmtpBasicRetired = "fault-smtp-basic-retired", Sending, Office, [Smtp];
    /// The sign-in fails for a passing reason.
    SmtpTemporary = "fault-smtp-temporary", Sending, Office, [Smtp];
    /// STARTTLS is not offered.
    SmtpNoStarttls = "fault-smtp-no-starttls", Sending, Office, [Smtp, GoogleSmtp];
    /// The sender counts as not signed in.
    SmtpNotAuthenticated = "fault-smtp-not-authenticated", Sending, Office, [Smtp];
    /// The mailbox has too many connections.
    SmtpBusy = "fault-smtp-busy", Sending, Office, [Smtp];
    /// The recipient is too slow.
    SmtpRecipientBusy = "fault-smtp-recipient-busy", Sending, Office, [Smtp];
    /// Sending is held up.
    SmtpHeldUp = "fault-smtp-held-up", Sending, Office, [Smtp];
    /// The From address is refused.
    SmtpSendAsDenied = "fault-smtp-send-as-denied", Sending, Office, [Smtp];
    /// The mailbox's store refuses the From address.
    SmtpSubmissionDenied = "fault-smtp-submission-denied", Sending, Office, [Smtp];
    /// The day's recipients are used up.
    SmtpQuota = "fault-smtp-quota", Sending, Office, [Smtp];
    /// The mailbox is a restricted sender.
    SmtpRestricted = "fault-smtp-restricted", Sending, Office, [Smtp];
    /// The mailbox is full.
    SmtpMailboxFull = "fault-smtp-mailbox-full", Sending, Office, [Smtp];
    /// The organisation has a bad reputation.
    SmtpReputation = "fault-smtp-reputation", Sending, Office, [Smtp];
    /// The message arrives by SMTP and nobody says so.
    SmtpDropped = "fault-smtp-dropped", Sending, Office, [Smtp, GoogleSmtp];
    /// Send As on the shared mailbox is missing.
    SendAsMissing = "fault-send-as-missing", Sending, Office, [SharedSend];
    /// Looking into the mailbox is not allowed.
    GraphReadDenied = "fault-graph-read-denied", Reading, Office, [GraphRead];
    /// Too many looks into the mailbox.
    GraphReadThrottled = "fault-graph-read-throttled", Reading, Office, [GraphRead];
    /// Full Access to the shared mailbox is missing.
    FullAccessMissing = "fault-full-access-missing", Reading, Office, [SharedRead];
    /// IMAP is off for the mailbox.
    ImapOff = "fault-imap-off", Reading, Office, [Imap];
    /// The sign-in by IMAP is refused.
    ImapRefused = "fault-imap-refused", Reading, Office, [Imap];
    /// Signed in by IMAP, and the mailbox is not opened.
    ImapNotConnected = "fault-imap-not-connected", Reading, Office, [Imap];
    /// Too many requests by IMAP.
    ImapThrottled = "fault-imap-throttled", Reading, Office, [Imap];
    /// POP is off for the mailbox.
    PopOff = "fault-pop-off", Reading, Office, [Pop3];
    /// The sign-in by POP3 is refused.
    PopRefused = "fault-pop-refused", Reading, Office, [Pop3];
    /// No connection for some seconds.
    NetworkGone = "fault-network-gone", Sending, Office, [Directory, Secret, SignIn, Provider, GraphSend, GraphRead, Smtp, Imap, Pop3, GoogleSecret, GoogleSignIn, GmailApi, GoogleSmtp, GoogleImap, GooglePop3];
    /// A new client is not known everywhere for some seconds.
    GoogleClientDelay = "fault-google-client-delay", Pasting, Office, [GoogleSecret, GoogleSignIn];
    /// The client ID is not known.
    GoogleClientUnknown = "fault-google-client-unknown", Browser, Office, [GoogleSecret, GoogleSignIn];
    /// The client is deleted.
    GoogleClientDeleted = "fault-google-client-deleted", Browser, Office, [GoogleSecret, GoogleSignIn];
    /// The secret is taken out of the client.
    GoogleSecretWrong = "fault-google-secret-wrong", Returning, Office, [GoogleSecret, GoogleSignIn];
    /// The redirect address is taken out of the Web application.
    GoogleRedirectMissing = "fault-google-redirect-missing", Browser, Office, [GoogleWebSignIn];
    /// What is asked for is not listed.
    GoogleScopesUnlisted = "fault-google-scopes-unlisted", Browser, Office, [GoogleSignIn];
    /// The app is in testing, and nobody may test it.
    GoogleNotTester = "fault-google-not-tester", Browser, Office, [GoogleSignIn];
    /// The hundred new users are used up.
    GoogleUserCap = "fault-google-user-cap", Browser, Office, [GoogleSignIn];
    /// An education administrator has not decided.
    GoogleEducation = "fault-google-education", Browser, Office, [GoogleSignIn];
    /// The request for a sign-in is refused.
    GoogleRequestRefused = "fault-google-request-refused", Browser, Office, [GoogleSignIn];
    /// The browser counts as one within another program.
    GoogleEmbedded = "fault-google-embedded", Browser, Office, [GoogleSignIn];
    /// The box of a permission is left empty.
    GoogleBoxEmpty = "fault-google-box-empty", Returning, Office, [GoogleSignIn];
    /// A fresh sign-in is asked for.
    GoogleReauthentication = "fault-google-reauthentication", Returning, Office, [GoogleSignIn];
    /// The account is gone.
    GoogleAccountDeleted = "fault-google-account-deleted", Returning, Office, [GoogleSignIn];
    /// The Gmail API is off in the project.
    GoogleApiOff = "fault-google-api-off", Sending, Office, [GmailApi];
    /// The Gmail API is not known to be on for some seconds.
    GoogleApiDelay = "fault-google-api-delay", Sending, Office, [GmailApi];
    /// The access is refused.
    GoogleApiUnauthorized = "fault-google-api-unauthorized", Sending, Office, [GmailApi];
    /// The permission to send is not there.
    GoogleApiScope = "fault-google-api-scope", Sending, Office, [GmailApi];
    /// The message cannot be read.
    GoogleApiBadRequest = "fault-google-api-bad-request", Sending, Office, [GmailApi];
    /// The message has no recipient.
    GoogleApiArgument = "fault-google-api-argument", Sending, Office, [GmailApi];
    /// Gmail is off for the account.
    GoogleApiNoMailbox = "fault-google-api-no-mailbox", Sending, Office, [GmailApi];
    /// The account may not act for the mailbox.
    GoogleApiDelegation = "fault-google-api-delegation", Sending, Office, [GmailApi];
    /// The organisation allows no Gmail apps.
    GoogleApiPolicy = "fault-google-api-policy", Sending, Office, [GmailApi];
    /// The project's limit of the day is reached.
    GoogleApiDaily = "fault-google-api-daily", Sending, Office, [GmailApi];
    /// The account has made too many calls.
    GoogleApiUserRate = "fault-google-api-user-rate", Sending, Office, [GmailApi];
    /// The project has made too many calls.
    GoogleApiRate = "fault-google-api-rate", Sending, Office, [GmailApi];
    /// The account has sent as much as it may.
    GoogleApiMailLimit = "fault-google-api-mail-limit", Sending, Office, [GmailApi];
    /// Too many requests at once.
    GoogleApiConcurrent = "fault-google-api-concurrent", Sending, Office, [GmailApi];
    /// Gmail has an error of its own.
    GoogleApiBackend = "fault-google-api-backend", Sending, Office, [GmailApi];
    /// The mailbox is not found.
    GoogleApiNotFound = "fault-google-api-not-found", Sending, Office, [GmailApi];
    /// The message arrives and nobody says so.
    GoogleApiDropped = "fault-google-api-dropped", Sending, Office, [GmailApi];
    /// A web page in place of an answer.
    GoogleApiHtml = "fault-google-api-html", Sending, Office, [GmailApi];
    /// The account has to be looked at in a browser first.
    GoogleBrowserFirst = "fault-google-browser-first", Sending, Office, [GoogleSmtp, GoogleImap, GooglePop3];
    /// The app password counts as the account's own.
    GooglePasswordNormal = "fault-google-password-normal", Sending, Office, [GooglePassword];
    /// The sign-in is refused.
    GoogleSmtpRefused = "fault-google-smtp-refused", Sending, Office, [GoogleSmtp];
    /// The sign-in is refused with the older number.
    GoogleSmtpOld = "fault-google-smtp-old", Sending, Office, [GoogleSmtp];
    /// The sign-in fails for a passing reason.
    GoogleSmtpTemporary = "fault-google-smtp-temporary", Sending, Office, [GoogleSmtp];
    /// There were too many attempts.
    GoogleSmtpAttempts = "fault-google-smtp-attempts", Sending, Office, [GoogleSmtp];
    /// The connection is ended.
    GoogleSmtpClosed = "fault-google-smtp-closed", Sending, Office, [GoogleSmtp];
    /// The way of signing in is not known.
    GoogleSmtpMechanism = "fault-google-smtp-mechanism", Sending, Office, [GoogleSmtp];
    /// The sign-in has an argument too many.
    GoogleSmtpArgument = "fault-google-smtp-argument", Sending, Office, [GoogleSmtp];
    /// The sender counts as not signed in.
    GoogleSmtpUnauthenticated = "fault-google-smtp-unauthenticated", Sending, Office, [GoogleSmtp];
    /// The sender is not understood.
    GoogleSmtpSyntax = "fault-google-smtp-syntax", Sending, Office, [GoogleSmtp];
    /// The recipient gets too much mail.
    GoogleSmtpRecipientBusy = "fault-google-smtp-recipient-busy", Sending, Office, [GoogleSmtp];
    /// There is a recipient too many.
    GoogleSmtpRecipients = "fault-google-smtp-recipients", Sending, Office, [GoogleSmtp];
    /// The domain of the recipient is not found.
    GoogleSmtpDomain = "fault-google-smtp-domain", Sending, Office, [GoogleSmtp];
    /// The message takes too long.
    GoogleSmtpTimeout = "fault-google-smtp-timeout", Sending, Office, [GoogleSmtp];
    /// The day's messages are used up.
    GoogleSmtpQuota = "fault-google-smtp-quota", Sending, Office, [GoogleSmtp];
    /// Relaying is denied.
    GoogleSmtpRelay = "fault-google-smtp-relay", Sending, Office, [GoogleSmtp];
    /// The message is blocked.
    GoogleSmtpBlocked = "fault-google-smtp-blocked", Sending, Office, [GoogleSmtp];
    /// The message is too large.
    GoogleSmtpSize = "fault-google-smtp-size", Sending, Office, [GoogleSmtp];
    /// The message is malformed.
    GoogleSmtpMalformed = "fault-google-smtp-malformed", Sending, Office, [GoogleSmtp];
    /// The sign-in by IMAP is refused.
    GoogleImapRefused = "fault-google-imap-refused", Reading, Office, [GoogleImap];
    /// There are too many connections by IMAP.
    GoogleImapCrowded = "fault-google-imap-crowded", Reading, Office, [GoogleImap];
    /// POP is off in the settings of Gmail.
    GooglePopOff = "fault-google-pop-off", Reading, Office, [GooglePop3];
    /// The sign-in by POP3 is refused.
    GooglePopRefused = "fault-google-pop-refused", Reading, Office, [GooglePop3];
    /// The organisation lets in trusted apps alone.
    GoogleAdminPolicy = "fault-google-admin-policy", Browser, Office, [GoogleSignIn];
    /// The service account is not on the list.
    GoogleNotDelegated = "fault-google-not-delegated", Returning, Office, [GoogleDelegation];
    /// The list is not known everywhere for some seconds.
    GoogleDelegationDelay = "fault-google-delegation-delay", Returning, Office, [GoogleDelegation];
    /// The keys of the service account are deleted.
    GoogleKeyDeleted = "fault-google-key-deleted", Returning, Office, [GoogleDelegation];
    /// The keychain is locked.
    KeychainLocked = "fault-keychain-locked", Keeping, Keychain, [];
    /// The question to unlock it is closed.
    KeychainDismissed = "fault-keychain-dismissed", Keeping, Keychain, [];
    /// There is no keychain.
    KeychainAbsent = "fault-keychain-absent", Keeping, Keychain, [];
    /// It gives back something else.
    KeychainDiffers = "fault-keychain-differs", Keeping, Keychain, [];
}

impl PracticeFault {
    /// Its name at the office, and in a terminal: `redirect-missing`.
    pub fn name(self) -> &'static str {
        self.word().trim_start_matches("fault-")
    }

    /// The fault of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name)
    }

    /// Whether a set-up that touches these places can meet it.
    pub fn shows_in(self, touched: &[Surface]) -> bool {
        self.shows_at().is_empty() || self.shows_at().iter().any(|surface| touched.contains(surface))
    }

    /// Whether it stays until it is taken back.
    pub const fn lasts(self) -> bool {
        matches!(self, Self::ClockWrong)
    }

    /// Whether it is fit to surprise somebody: it is noticed, and it can be mended where it shows.
    pub const fn surprises(self) -> bool {
        let waited_out = matches!(
            self,
            Self::SecretDelay
                | Self::RegistrationDelay
                | Self::GoogleClientDelay
                | Self::GoogleDelegationDelay
                | Self::DiscoveryHtml
        );
        let stops_nothing = matches!(self, Self::PermissionExtra);
        !waited_out && !stops_nothing && !self.lasts() && !matches!(self.done_by(), DoneBy::Yourself)
    }
}

impl Moment {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 7] =
        [Self::Pasting, Self::Checking, Self::Browser, Self::Returning, Self::Sending, Self::Reading, Self::Keeping];

    /// The heading of its group.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Pasting => "faults-pasting",
            Self::Checking => "faults-checking",
            Self::Browser => "faults-browser",
            Self::Returning => "faults-returning",
            Self::Sending => "faults-sending",
            Self::Reading => "faults-reading",
            Self::Keeping => "faults-keeping",
        }
    }
}

#[cfg(test)]
mod tests {
    use sendoff_words::{Args, Words};

    use super::{DoneBy, PracticeFault};

    #[test]
    fn every_fault_has_its_words_and_its_name() {
        let words = Words::english();
        for fault in PracticeFault::ALL {
            for id in [fault.word().to_owned(), format!("{}.armed", fault.word())] {
                assert!(words.find(&id, &Args::none()).is_some(), "{id}");
            }
            let armed = words.label(&format!("{}.armed", fault.word()));
            assert_eq!(armed.starts_with("Armed: "), fault.done_by() != DoneBy::Yourself, "{armed}");
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
            assert_eq!(PracticeFault::named(fault.name()), Some(*fault));
        }
    }

    #[test]
    fn no_label_stands_twice_in_one_group() {
        let words = Words::english();
        for (at, one) in PracticeFault::ALL.iter().enumerate() {
            for other in &PracticeFault::ALL[at + 1..] {
                let same = words.label(one.word()) == words.label(other.word());
                assert!(!same || one.moment() != other.moment(), "{} and {}", one.name(), other.name());
            }
        }
    }
}
