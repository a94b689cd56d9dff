//! The applications and their fields, as the vendors' guides have them: label by label, in the application's own order and
//! spelling. Nothing here comes from a recipe.

use sendoff_practice::PortalAction;

/// What belongs into a field. In a text, `{client}`, `{tenant}` and `{mailbox}` stand for those of the set-up.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    Text(&'static str),
    Secret,
    /// Chosen in the application; nothing to copy.
    Choose(&'static str),
}

use Holds::{Choose, Secret, Text};

/// One application: how its questions are answered, what is done for it in the admin centres, and its fields.
pub(super) struct Application {
    pub(super) recipe: &'static str,
    /// Radio buttons to press, by their values.
    pub(super) chosen: &'static [&'static str],
    /// Fields to fill in, by their questions.
    pub(super) typed: &'static [(&'static str, &'static str)],
    pub(super) switched: &'static [PortalAction],
    pub(super) fields: &'static [(&'static str, Holds)],
}

pub(super) const APPLICATIONS: [Application; 7] = [
    Application {
        recipe: "tourtools",
        chosen: &[],
        typed: &[],
        switched: &[],
        fields: &[
            ("Email", Choose("O365")),
            ("Client ID", Text("{client}")),
            ("Client Secret", Secret),
            ("Redirect URI", Text("https://www.tourtools.com/auth/")),
            ("Tenant", Text("{tenant}")),
            (
                "authURL",
                Text(
                    "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize?client_id={client}&scope=Mail.Send offline_access&response_type=code&redirect_uri=https://www.tourtools.com/auth/",
                ),
            ),
            ("accessTokenURL", Text("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token")),
        ],
    },
    // Two panes, whose fields partly bear the same names.
    Application {
        recipe: "shopctrl",
        chosen: &["both", "imap"],
        typed: &[("host", "shop.harbour.example")],
        switched: &[PortalAction::SwitchOnSmtp, PortalAction::SwitchOnImap, PortalAction::GrantAdminConsent],
        fields: &[
            ("Sending email: Mail address", Text("{mailbox}")),
            ("Sending email: SMTP Server", Text("smtp.office365.com")),
            ("Sending email: SMTP Port", Text("587")),
            ("Sending email: Use SSL", Choose("ticked")),
            ("Sending email: Auth method", Choose("Microsoft 365")),
            ("Sending email: Tenant ID", Text("{tenant}")),
            ("Sending email: Client ID", Text("{client}")),
            ("Sending email: Client Secret", Secret),
            ("Receiving email: Protocol", Choose("IMAP")),
            ("Receiving email: Server", Text("outlook.office365.com")),
            ("Receiving email: Port", Text("993")),
            ("Receiving email: Use SSL", Choose("ticked")),
            ("Receiving email: Auth method", Choose("Microsoft 365")),
            ("Receiving email: Tenant ID", Text("{tenant}")),
            ("Receiving email: Client ID", Text("{client}")),
            ("Receiving email: Client Secret", Secret),
        ],
    },
    Application {
        recipe: "shopctrl",
        chosen: &["receiving", "pop3"],
        typed: &[("host", "shop.harbour.example")],
        switched: &[PortalAction::SwitchOnPop, PortalAction::GrantAdminConsent],
        fields: &[
            ("Receiving email: Protocol", Choose("POP3")),
            ("Receiving email: Server", Text("outlook.office365.com")),
            ("Receiving email: Port", Text("995")),
            ("Receiving email: Use SSL", Choose("ticked")),
            ("Receiving email: Auth method", Choose("Microsoft 365")),
            ("Receiving email: Tenant ID", Text("{tenant}")),
            ("Receiving email: Client ID", Text("{client}")),
            ("Receiving email: Client Secret", Secret),
        ],
    },
    // Two screens. Its own app signs in, and so neither takes a secret.
    Application {
        recipe: "salespad",
        chosen: &["sales-email-confirmation"],
        typed: &[],
        switched: &[PortalAction::SwitchOnSmtp],
        fields: &[
            ("Sales Email Confirmation: 1) Email Server hostname or IP address.", Text("smtp.office365.com")),
            ("Sales Email Confirmation: 2) SMTP User", Text("{mailbox}")),
            ("Sales Email Confirmation: 3a) SMTP Password...or", Choose("(leave empty)")),
            ("Sales Email Confirmation: 3b) SMTP OAuth Service Provider", Choose("Microsoft")),
            ("Sales Email Confirmation: 4) SMTP Port", Text("587")),
            ("Sales Email Confirmation: 5) Enable SMTP over SSL or TLS", Choose("True")),
            ("Sales Email Confirmation: 6) SMTP over SSL or TLS Startup Method", Choose("Auto")),
            ("Sales Email Confirmation: SMTP Timeout", Text("100000")),
        ],
    },
    // The spelling of "SSI" is SalesPad's own.
    Application {
        recipe: "salespad",
        chosen: &["smtp-setup"],
        typed: &[("user", "sa")],
        switched: &[PortalAction::SwitchOnSmtp],
        fields: &[
            ("SMTP Setup: Email Server ID", Choose("(given by SalesPad)")),
            ("SMTP Setup: OAuth Service Provider", Choose("Microsoft")),
            ("SMTP Setup: Email Server Hostname or IP Address", Text("smtp.office365.com")),
            ("SMTP Setup: SMTP User", Text("{mailbox}")),
            ("SMTP Setup: SMTP Password", Choose("(leave empty)")),
            ("SMTP Setup: SMTP Port", Text("587")),
            ("SMTP Setup: Business Object", Choose("SystemUser")),
            ("SMTP Setup: Column Name", Choose("User_Name")),
            ("SMTP Setup: Column Value", Text("sa")),
            ("SMTP Setup: Enable SMTP over SSI or TLS", Choose("ticked")),
            ("SMTP Setup: SSL/TLS Startup Method", Choose("Auto")),
        ],
    },
    Application {
        recipe: "zappysys",
        chosen: &["read-write-send", "single-tenant"],
        typed: &[],
        switched: &[PortalAction::GrantAdminConsent],
        fields: &[
            ("Authorization URL", Text("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize")),
            ("Token URL", Text("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token")),
            ("Client ID", Text("{client}")),
            (
                "Scope",
                Text(
                    "offline_access~email~Mail.Read~Mail.Read.Shared~Mail.ReadBasic~Mail.ReadBasic.Shared~openid~profile~User.Read~User.ReadBasic.All~Mail.ReadWrite~Mail.ReadWrite.Shared~Mail.Send~Mail.Send.Shared~",
                ),
            ),
            ("Client Secret", Secret),
            ("Refresh Token File Path", Choose("(leave empty)")),
            ("ReturnUrl - Must Match App Redirect URL", Text("https://zappysys.com/oauth")),
            ("RetryMode", Choose("RetryWhenStatusCodeMatch")),
            ("RetryStatusCodeList", Text("429|503")),
            ("RetryCountMax", Text("5")),
            ("RetryMultiplyWaitTime", Choose("True")),
            ("Login Prompt Option", Choose("None")),
        ],
    },
    Application {
        recipe: "gathr",
        chosen: &[],
        typed: &[("redirect-address", "https://hostname-123.kleramachine.com:48444/signed-in")],
        switched: &[PortalAction::GrantAdminConsent],
        fields: &[
            ("Instance URL", Text("https://graph.microsoft.com")),
            ("Application Key", Text("{client}")),
            ("Application Secret", Secret),
            ("Authorization URL", Text("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize")),
            ("Access Token URL", Text("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token")),
            ("Domain for Callback Authentication", Text("hostname-123.kleramachine.com")),
            ("Scope", Text("Mail.ReadBasic Mail.Read Calendars.Read")),
            ("Create New Account", Text("Microsoft Outlook Account")),
        ],
    },
];
