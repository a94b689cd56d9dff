//! Every fault of the practice office with what explains it: the terminal and the window are held to the same table.

use sendoff_practice::{Fault, Surface};

/// When a fault is met in a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// While signing in.
    SigningIn,
    /// While the test message is sent.
    Sending,
}

/// A fault that is explained.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// Which.
    pub fault: Fault,
    /// The kind that explains it.
    pub kind: &'static str,
    /// The step it sends the person to; `None` where the person stays where they are.
    pub step: Option<&'static str>,
    /// When.
    pub met: Met,
}

const fn explained(fault: Fault, kind: &'static str, step: Option<&'static str>, met: Met) -> Explained {
    Explained { fault, kind, step, met }
}

/// The faults that a set-up can meet which signs in and sends by Graph, as TourTools' does.
pub fn met_by_graph() -> impl Iterator<Item = Fault> {
    let touched = [Surface::Directory, Surface::Secret, Surface::SignIn, Surface::GraphSend];
    Fault::ALL.into_iter().filter(move |fault| fault.shows_at().iter().any(|surface| touched.contains(surface)))
}

/// The faults that show at Google alone.
pub fn met_at_google() -> impl Iterator<Item = Fault> {
    let google = |surface: &Surface| match surface {
        Surface::GoogleSecret
        | Surface::GoogleSignIn
        | Surface::GoogleWebSignIn
        | Surface::GmailApi
        | Surface::GoogleSmtp
        | Surface::GoogleImap
        | Surface::GooglePop3
        | Surface::GooglePassword
        | Surface::GoogleDelegation => true,
        Surface::Directory
        | Surface::Secret
        | Surface::SignIn
        | Surface::Provider
        | Surface::Application
        | Surface::ApplicationApproval
        | Surface::GraphSend
        | Surface::GraphRead
        | Surface::Smtp
        | Surface::Imap
        | Surface::Pop3
        | Surface::Machine
        | Surface::SharedSend
        | Surface::SharedRead => false,
    };
    Fault::ALL.into_iter().filter(move |fault| fault.shows_at().iter().all(google))
}

/// The faults of a provider that a set-up names itself, with what explains them there.
pub fn met_by_provider() -> impl Iterator<Item = Explained> {
    let own = [
        (Fault::DiscoveryHtml, "provider-not-found"),
        (Fault::ProviderUnknown, "provider-not-found"),
        (Fault::ProviderOther, "provider-of-another"),
        // Its look-up meets the cut itself, and no request after it.
        (Fault::NetworkGone, "connection-dropped"),
    ];
    let own = move |fault: Fault| own.iter().find(|(one, _)| *one == fault).map(|(_, kind)| *kind);
    let there = Fault::ALL.into_iter().filter(|fault| fault.shows_at().contains(&Surface::Provider));
    there.filter_map(move |fault| {
        let elsewhere = || EXPLAINED.iter().find(|one| one.fault == fault).copied();
        own(fault).map(|kind| explained(fault, kind, None, Met::SigningIn)).or_else(elsewhere)
    })
}

/// The faults that show at Google alone, each with a way to answer in which it can be met.
pub const EXPLAINED_AT_GOOGLE: &[ExplainedAt] = {
    use Fault as F;
    use Met::{Sending, SigningIn};
    const fn at(answers: &'static [&'static str], explained: Explained) -> ExplainedAt {
        ExplainedAt { recipe: "google-gmail", answers, explained }
    }
    const fn by_mail(answers: &'static [&'static str], explained: Explained) -> ExplainedAt {
        ExplainedAt { recipe: "google-smtp", answers, explained }
    }
    const fn by_password(answers: &'static [&'static str], explained: Explained) -> ExplainedAt {
        ExplainedAt { recipe: "google-app-password", answers, explained }
    }
    const fn by_key(explained: Explained) -> ExplainedAt {
        ExplainedAt { recipe: "google-service-account", answers: &[], explained }
    }
    const SMTP: &[&str] = &["direction=sending"];
    const IMAP: &[&str] = &["direction=receiving"];
    const POP3: &[&str] = &["direction=receiving", "protocol=pop3"];
    const TESTING: &[&str] = &["audience=testing"];
    const PUBLISHED: &[&str] = &["account=gmail"];
    const WEB: &[&str] = &["redirect=web"];
    &[
        at(&[], explained(F::GoogleClientDelay, "google-client-unknown", Some("google-client"), SigningIn)),
        at(&[], explained(F::GoogleClientUnknown, "google-client-unknown", Some("google-client"), SigningIn)),
        at(&[], explained(F::GoogleClientDeleted, "google-client-deleted", Some("google-client"), SigningIn)),
        at(&[], explained(F::GoogleSecretWrong, "google-secret-refused", Some("google-client"), SigningIn)),
        at(WEB, explained(F::GoogleRedirectMissing, "google-redirect-mismatch", Some("google-client"), SigningIn)),
        at(&[], explained(F::GoogleScopesUnlisted, "google-permission-unknown", Some("google-data-access"), SigningIn)),
        at(TESTING, explained(F::GoogleNotTester, "google-not-a-tester", Some("google-audience"), SigningIn)),
        at(PUBLISHED, explained(F::GoogleUserCap, "google-user-cap", Some("google-audience"), SigningIn)),
        at(&[], explained(F::GoogleEducation, "google-admin-undecided", None, SigningIn)),
        at(&[], explained(F::GoogleRequestRefused, "google-request-refused", Some("google-client"), SigningIn)),
        at(&[], explained(F::GoogleEmbedded, "google-browser-refused", None, SigningIn)),
        at(&[], explained(F::GoogleBoxEmpty, "google-box-unticked", None, SigningIn)),
        at(&[], explained(F::GoogleReauthentication, "google-session-ended", None, SigningIn)),
        at(&[], explained(F::GoogleAccountDeleted, "google-mailbox-unknown", None, SigningIn)),
        at(&[], explained(F::GoogleApiOff, "gmail-api-off", Some("google-api"), Sending)),
        at(&[], explained(F::GoogleApiDelay, "gmail-api-off", Some("google-api"), Sending)),
        at(&[], explained(F::GoogleApiUnauthorized, "access-refused", None, Sending)),
        at(&[], explained(F::GoogleApiScope, "google-permission-missing", Some("google-data-access"), Sending)),
        at(&[], explained(F::GoogleApiBadRequest, "message-refused", None, Sending)),
        at(&[], explained(F::GoogleApiArgument, "recipient-refused", None, Sending)),
        at(&[], explained(F::GoogleApiNoMailbox, "gmail-off", None, Sending)),
        at(&[], explained(F::GoogleApiDelegation, "google-mailbox-of-another", None, Sending)),
        at(&[], explained(F::GoogleApiPolicy, "google-admin-blocks", None, Sending)),
        at(&[], explained(F::GoogleApiDaily, "google-project-limit", None, Sending)),
        at(&[], explained(F::GoogleApiUserRate, "provider-busy", None, Sending)),
        at(&[], explained(F::GoogleApiRate, "provider-busy", None, Sending)),
        at(&[], explained(F::GoogleApiMailLimit, "google-sending-limit", None, Sending)),
        at(&[], explained(F::GoogleApiConcurrent, "provider-busy", None, Sending)),
        at(&[], explained(F::GoogleApiBackend, "provider-down", None, Sending)),
        at(&[], explained(F::GoogleApiNotFound, "google-mailbox-unknown", None, Sending)),
        at(&[], explained(F::GoogleApiDropped, "maybe-sent", None, Sending)),
        at(&[], explained(F::GoogleApiHtml, "login-page-in-the-way", None, Sending)),
        by_mail(SMTP, explained(F::GoogleBrowserFirst, "google-browser-sign-in-needed", None, Sending)),
        by_mail(
            SMTP,
            explained(F::GoogleSmtpRefused, "google-mail-access-refused", Some("google-data-access"), Sending),
        ),
        by_mail(SMTP, explained(F::GoogleSmtpOld, "google-mail-access-refused", Some("google-data-access"), Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpTemporary, "provider-busy", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpAttempts, "provider-busy", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpClosed, "server-turned-away", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpMechanism, "sign-in-not-offered", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpArgument, "sign-in-not-offered", None, Sending)),
        by_mail(
            SMTP,
            explained(F::GoogleSmtpUnauthenticated, "google-mail-access-refused", Some("google-data-access"), Sending),
        ),
        by_mail(SMTP, explained(F::GoogleSmtpSyntax, "message-refused", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpRecipientBusy, "provider-busy", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpRecipients, "message-refused", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpDomain, "recipient-refused", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpTimeout, "server-turned-away", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpQuota, "google-sending-limit", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpRelay, "google-relay-denied", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpBlocked, "message-refused", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpSize, "message-refused", None, Sending)),
        by_mail(SMTP, explained(F::GoogleSmtpMalformed, "message-refused", None, Sending)),
        by_mail(
            IMAP,
            explained(F::GoogleImapRefused, "google-mail-access-refused", Some("google-data-access"), Sending),
        ),
        by_mail(IMAP, explained(F::GoogleImapCrowded, "too-many-connections", None, Sending)),
        by_mail(POP3, explained(F::GooglePopOff, "gmail-reading-off", Some("mailbox"), Sending)),
        by_mail(
            POP3,
            explained(F::GooglePopRefused, "google-mail-access-refused", Some("google-data-access"), Sending),
        ),
        by_password(
            SMTP,
            explained(F::GooglePasswordNormal, "google-app-password-needed", Some("app-password"), Sending),
        ),
        by_password(
            SMTP,
            explained(F::GoogleSmtpRefused, "google-mail-sign-in-refused", Some("app-password"), Sending),
        ),
        by_password(
            IMAP,
            explained(F::GoogleImapRefused, "google-mail-sign-in-refused", Some("app-password"), Sending),
        ),
        by_password(POP3, explained(F::GooglePopRefused, "google-mail-sign-in-refused", Some("app-password"), Sending)),
        by_password(SMTP, explained(F::GoogleBrowserFirst, "google-browser-sign-in-needed", None, Sending)),
        at(&[], explained(F::GoogleAdminPolicy, "google-admin-blocks", None, SigningIn)),
        by_key(explained(F::GoogleNotDelegated, "delegation-missing", Some("delegation"), SigningIn)),
        by_key(explained(F::GoogleDelegationDelay, "delegation-missing", Some("delegation"), SigningIn)),
        by_key(explained(F::GoogleKeyDeleted, "service-account-key-refused", Some("service-account"), SigningIn)),
    ]
};

/// Every fault that is explained to the person.
pub const EXPLAINED: &[Explained] = {
    use Fault as F;
    use Met::{Sending, SigningIn};
    &[
        explained(F::SecretWrong, "secret-refused", Some("client-secret"), SigningIn),
        explained(F::SecretExpired, "secret-expired", Some("client-secret"), SigningIn),
        explained(F::DirectoryUnknown, "directory-unknown", Some("tenant"), SigningIn),
        explained(F::RegistrationUnknown, "registration-unknown", Some("tenant"), SigningIn),
        explained(F::RegistrationDisabled, "registration-disabled", Some("app-registration"), SigningIn),
        explained(F::RedirectMissing, "redirect-unknown", Some("redirect-uri"), SigningIn),
        explained(F::RedirectWrongPlatformSpa, "wrong-platform", Some("redirect-uri"), SigningIn),
        explained(F::RedirectWrongPlatformPublic, "secret-not-allowed", Some("redirect-uri"), SigningIn),
        explained(F::PermissionMissing, "permission-missing", Some("permissions"), SigningIn),
        explained(F::ApprovalNeeded, "approval-needed", None, SigningIn),
        explained(F::ApprovalDeclined, "approval-declined", None, SigningIn),
        explained(F::WrongAccount, "wrong-account", None, SigningIn),
        explained(F::OtherOrganisation, "account-of-another", None, SigningIn),
        explained(F::PolicyStopped, "policy-stopped", None, SigningIn),
        explained(F::SecondFactor, "second-factor-needed", None, SigningIn),
        explained(F::NotAssigned, "not-assigned", None, SigningIn),
        explained(F::CodeSpent, "code-spent", None, SigningIn),
        explained(F::NoRefreshToken, "no-lasting-access", Some("permissions"), SigningIn),
        explained(F::TokenHtml, "login-page-in-the-way", None, SigningIn),
        explained(F::TokenEmpty, "answer-empty", None, SigningIn),
        explained(F::TokenCut, "outcome-unknown", None, SigningIn),
        explained(F::TokenSlow, "outcome-unknown", None, SigningIn),
        explained(F::TokenBusy, "provider-busy", None, SigningIn),
        explained(F::TokenDown, "provider-busy", None, SigningIn),
        explained(F::TokenDropped, "outcome-unknown", None, SigningIn),
        explained(F::ClockWrong, "clock-wrong", None, SigningIn),
        explained(F::IdentityForged, "identity-not-believed", None, SigningIn),
        explained(F::GraphUnauthorized, "access-refused", None, Sending),
        explained(F::GraphSendAsDenied, "send-as-denied", Some("mailbox"), Sending),
        explained(F::GraphAccessDenied, "sending-denied", Some("permissions"), Sending),
        explained(F::GraphMailboxNotEnabled, "mailbox-not-licensed", Some("mailbox"), Sending),
        explained(F::GraphUserMissing, "mailbox-not-found", Some("mailbox"), Sending),
        explained(F::GraphThrottled, "provider-busy", None, Sending),
        explained(F::GraphDropped, "maybe-sent", None, Sending),
        explained(F::GraphHtml, "login-page-in-the-way", None, Sending),
        explained(F::NetworkGone, "connection-refused", None, Sending),
    ]
};

/// A fault of the mail servers and of reading, with a recipe and answers that meet it.
#[derive(Clone, Copy, Debug)]
pub struct ExplainedAt {
    /// The recipe.
    pub recipe: &'static str,
    /// Answers to its questions.
    pub answers: &'static [&'static str],
    /// What explains it.
    pub explained: Explained,
}

/// Every fault that a set-up by Graph, with somebody who signs in, does not meet.
pub const EXPLAINED_BY_MAIL: &[ExplainedAt] = {
    use Fault as F;
    const fn at(
        recipe: &'static str,
        answers: &'static [&'static str],
        fault: Fault,
        kind: &'static str,
        step: Option<&'static str>,
    ) -> ExplainedAt {
        ExplainedAt { recipe, answers, explained: explained(fault, kind, step, Met::Sending) }
    }
    const fn smtp(fault: Fault, kind: &'static str, step: Option<&'static str>) -> ExplainedAt {
        at("microsoft-smtp", &["direction=sending"], fault, kind, step)
    }
    const fn imap(fault: Fault, kind: &'static str, step: Option<&'static str>) -> ExplainedAt {
        at("microsoft-smtp", &["direction=both", "protocol=imap"], fault, kind, step)
    }
    const fn pop3(fault: Fault, kind: &'static str, step: Option<&'static str>) -> ExplainedAt {
        at("microsoft-smtp", &["direction=both", "protocol=pop3"], fault, kind, step)
    }
    const fn shared(fault: Fault, kind: &'static str, step: Option<&'static str>) -> ExplainedAt {
        at("microsoft-smtp", &["direction=both", "mailbox=shared"], fault, kind, step)
    }
    const fn alone_by_mail(
        way: &'static [&'static str],
        fault: Fault,
        kind: &'static str,
        step: Option<&'static str>,
    ) -> ExplainedAt {
        at("microsoft-alone", way, fault, kind, step)
    }
    const fn alone(explained: Explained) -> ExplainedAt {
        ExplainedAt { recipe: "microsoft-alone", answers: &["limit=policy"], explained }
    }
    const MAILBOX: Option<&str> = Some("mailbox");
    &[
        alone(explained(F::ApplicationNotApproved, "application-not-approved", Some("approval"), Met::SigningIn)),
        alone(explained(F::ApplicationLimited, "mailbox-out-of-reach", MAILBOX, Met::Sending)),
        at("microsoft-alone", &["limit=role"], F::ApplicationLimited, "mailbox-out-of-reach", MAILBOX),
        alone_by_mail(&["way=smtp"], F::ApplicationLimited, "application-not-let-in", MAILBOX),
        alone_by_mail(&["way=smtp"], F::SmtpRefused, "application-not-let-in", MAILBOX),
        alone_by_mail(&["way=smtp"], F::SmtpOffForMailbox, "smtp-off-for-mailbox", MAILBOX),
        alone_by_mail(&["way=smtp"], F::SmtpSendAsDenied, "send-as-denied", MAILBOX),
        alone_by_mail(&["way=smtp-imap"], F::ImapRefused, "reading-not-allowed", MAILBOX),
        alone_by_mail(&["way=smtp-pop3"], F::PopRefused, "reading-not-allowed", MAILBOX),
        ExplainedAt {
            recipe: "microsoft-alone",
            answers: &["way=smtp-imap"],
            explained: explained(
                F::ApplicationNotApproved,
                "application-not-approved",
                Some("approval"),
                Met::SigningIn,
            ),
        },
        at("gathr", &[], F::GraphReadDenied, "looking-denied", Some("permissions")),
        at("gathr", &[], F::GraphReadThrottled, "provider-busy", None),
        at("gathr", &[], F::MachineUnknown, "computer-unknown", None),
        at("gathr", &[], F::MachineRefused, "port-closed", None),
        at("gathr", &[], F::MachineSilent, "port-silent", None),
        at("gathr", &[], F::MachineCertificate, "port-of-another", None),
        smtp(F::SmtpOffForOrganisation, "smtp-off-for-organisation", MAILBOX),
        smtp(F::SmtpOffForMailbox, "smtp-off-for-mailbox", MAILBOX),
        smtp(F::SmtpSwitchDelay, "smtp-off-for-organisation", MAILBOX),
        smtp(F::SmtpRefused, "mail-access-refused", Some("permissions")),
        smtp(F::SmtpSecurityDefaults, "password-sign-in-off", MAILBOX),
        smtp(F::SmtpBasicDisabled, "password-sign-in-off", MAILBOX),
        smtp(F::SmtpCriteria, "policy-stopped", None),
        smtp(F::SmtpCredentials, "password-wrong", None),
        smtp(F::SmtpNotAllowed, "smtp-off-for-mailbox", MAILBOX),
        smtp(F::SmtpFederationDown, "own-sign-in-server-failed", MAILBOX),
        smtp(F::SmtpFederationInsecure, "own-sign-in-server-failed", MAILBOX),
        smtp(F::SmtpBasicRetired, "password-sign-in-off", MAILBOX),
        smtp(F::SmtpTemporary, "provider-busy", None),
        smtp(F::SmtpNoStarttls, "encryption-not-offered", None),
        smtp(F::SmtpNotAuthenticated, "sign-in-not-counted", MAILBOX),
        smtp(F::SmtpBusy, "too-many-connections", None),
        smtp(F::SmtpRecipientBusy, "provider-busy", None),
        smtp(F::SmtpHeldUp, "provider-busy", None),
        smtp(F::SmtpSendAsDenied, "send-as-denied", MAILBOX),
        smtp(F::SmtpSubmissionDenied, "send-as-denied", MAILBOX),
        smtp(F::SmtpQuota, "sending-limit", None),
        smtp(F::SmtpRestricted, "sender-blocked", MAILBOX),
        smtp(F::SmtpMailboxFull, "mailbox-full", MAILBOX),
        smtp(F::SmtpReputation, "sender-blocked", MAILBOX),
        smtp(F::SmtpDropped, "maybe-sent", None),
        shared(F::SendAsMissing, "send-as-denied", MAILBOX),
        shared(F::FullAccessMissing, "reading-not-allowed", MAILBOX),
        imap(F::ImapOff, "reading-not-allowed", MAILBOX),
        imap(F::ImapRefused, "reading-not-allowed", MAILBOX),
        imap(F::ImapNotConnected, "reading-not-allowed", MAILBOX),
        imap(F::ImapThrottled, "server-not-understood", None),
        pop3(F::PopOff, "reading-not-allowed", MAILBOX),
        pop3(F::PopRefused, "reading-not-allowed", MAILBOX),
    ]
};

/// What the assistant gets past by itself: a delay is waited out, a look-up is done again.
pub const WAITED_OUT: &[Fault] = &[Fault::SecretDelay, Fault::RegistrationDelay, Fault::DiscoveryHtml];

/// The faults that stop nothing and are told as a caution.
pub const CAUTIONED: &[Fault] = &[Fault::PermissionExtra];
