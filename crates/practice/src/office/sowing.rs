//! The ready registration of a seed: does in the portal what the recipe's guide asks. For Google it is a project with a client.

use super::{Lifetime, NewRegistration, Office, PortalRefusal, Seed};
use crate::directory::{AccountKind, AppId, Audience, EmailApps, Permission, PermissionKind, Platform, Resource};
use crate::google::{
    ConsoleRefusal, GoogleAccountKind, GoogleAudience, GoogleBranding, GoogleClientKind, GoogleScope, NewClient,
    Platform as App,
};
use thiserror::Error;

/// Where our own sign-in returns to; every seed has it beside its guide's address.
const OURS: &str = "http://localhost/mail-setup";

/// What a guide asks for.
struct Wanted {
    name: &'static str,
    /// Description of its client secret.
    secret: &'static str,
    /// The guide's redirect address; ours stands beside it.
    redirect: Option<&'static str>,
    delegated: &'static [&'static str],
    application: &'static [&'static str],
    /// Whether the mailbox sends by SMTP, which its owner's administrator has to switch on.
    smtp: bool,
}

impl Seed {
    /// Names, redirects and permissions are those of the guides.
    fn wanted(self) -> Wanted {
        let nothing =
            Wanted { name: "", secret: "Mail", redirect: None, delegated: &[], application: &[], smtp: false };
        match self {
            Self::TourTools => Wanted {
                name: "TourTools mail",
                secret: "TourTools",
                redirect: Some("https://www.tourtools.com/auth/"),
                delegated: &["Mail.Send", "Mail.Send.Shared", "offline_access", "User.Read"],
                ..nothing
            },
            Self::ShopCtrl => Wanted {
                name: "ShopCtrl mail",
                redirect: Some("https://shop.example/Mail/Microsoft365/Auth.aspx"),
                delegated: &["offline_access", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"],
                smtp: true,
                ..nothing
            },
            Self::SalesPad => Wanted {
                name: "SalesPad mail, our test only",
                delegated: &["offline_access", "SMTP.Send"],
                smtp: true,
                ..nothing
            },
            Self::ZappySys => Wanted {
                name: "ZappySys mail",
                redirect: Some("https://zappysys.com/oauth"),
                delegated: &[
                    "offline_access",
                    "email",
                    "openid",
                    "profile",
                    "Mail.Read",
                    "Mail.Read.Shared",
                    "Mail.ReadBasic",
                    "Mail.ReadBasic.Shared",
                    "Mail.ReadWrite",
                    "Mail.ReadWrite.Shared",
                    "Mail.Send",
                    "Mail.Send.Shared",
                    "User.Read",
                    "User.ReadBasic.All",
                ],
                ..nothing
            },
            Self::Gathr => Wanted {
                name: "KleraOutlookApplication",
                redirect: Some("https://klera.example:48444/auth"),
                delegated: &["offline_access", "Mail.ReadBasic", "Mail.Read", "Calendars.Read", "Mail.Read.Shared"],
                ..nothing
            },
            Self::Graph => Wanted {
                name: "Mail by Graph",
                delegated: &["Mail.Send", "Mail.Send.Shared", "offline_access", "User.Read"],
                ..nothing
            },
            Self::Smtp => Wanted {
                name: "Mail by SMTP",
                delegated: &["offline_access", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"],
                smtp: true,
                ..nothing
            },
            Self::ApplicationAlone => Wanted {
                name: "Mail by the application alone",
                application: &["Mail.Send", "Mail.Read", "Calendars.Read"],
                ..nothing
            },
            Self::GoogleGmail | Self::GoogleSmtp => nothing,
        }
    }
}

/// Why a seed is not there.
#[derive(Debug, Error)]
pub(super) enum NotSown {
    #[error(transparent)]
    Portal(#[from] PortalRefusal),
    #[error(transparent)]
    Console(#[from] ConsoleRefusal),
}

/// Makes what the seed needs, and remembers that it is the seed's.
pub(super) fn sow(office: &Office, seed: Seed) -> Result<(), NotSown> {
    match seed {
        Seed::GoogleGmail => project(office, "Mail by Gmail API", GoogleScope::Send)?,
        Seed::GoogleSmtp => project(office, "Mail by Gmail", GoogleScope::Mail)?,
        Seed::TourTools
        | Seed::ShopCtrl
        | Seed::SalesPad
        | Seed::ZappySys
        | Seed::Gathr
        | Seed::Graph
        | Seed::Smtp
        | Seed::ApplicationAlone => {
            let app = registration(office, seed)?;
            office.lock().seeded = Some(app);
        }
    }
    office.lock().save();
    Ok(())
}

/// A project with the Gmail API on, an app that is in production, and a Desktop client.
fn project(office: &Office, name: &str, scope: GoogleScope) -> Result<(), ConsoleRefusal> {
    let project = office.google_create(name, true)?;
    let support = office.google_account(GoogleAccountKind::Mailbox).map(|account| account.address).unwrap_or_default();
    let branding = GoogleBranding { name: name.to_owned(), contact: support.clone(), support };
    office.google_switch_gmail(&project, true)?;
    office.google_configure(&project, App { branding, internal: false })?;
    office.google_set_audience(&project, GoogleAudience::InProduction)?;
    office.google_list_scopes(&project, vec![scope])?;
    let new = NewClient { kind: GoogleClientKind::Desktop, name: "Mail", redirects: Vec::new() };
    let client = office.google_create_client(&project, &new)?;
    office.lock().google.kept.seeded = Some(client);
    Ok(())
}

/// Registers, adds, approves, and switches on what is needed.
fn registration(office: &Office, seed: Seed) -> Result<AppId, PortalRefusal> {
    let wanted = seed.wanted();
    let redirect = wanted.redirect.map(|uri| (Platform::Web, uri.to_owned()));
    let new = NewRegistration { name: wanted.name.to_owned(), audience: Audience::SingleTenant, redirect };
    let app = office.register(&new)?.app_id;
    office.add_redirect(app, Platform::Web, OURS)?;
    add(office, app, PermissionKind::Delegated, wanted.delegated)?;
    add(office, app, PermissionKind::Application, wanted.application)?;
    office.grant_admin_consent(app)?;
    office.add_secret(app, wanted.secret, Lifetime::Months(24))?;
    if wanted.smtp {
        switch_on_smtp(office)?;
    }
    Ok(app)
}

fn add(office: &Office, app: AppId, kind: PermissionKind, names: &[&str]) -> Result<(), PortalRefusal> {
    for name in names {
        let permission = Permission::find(Resource::Graph, kind, name).ok_or(PortalRefusal::NoPermission)?;
        office.add_permission(app, permission.id)?;
    }
    Ok(())
}

/// Best practice by Microsoft: off for the organisation, on for the one mailbox (protocol facts 4.3).
fn switch_on_smtp(office: &Office) -> Result<(), PortalRefusal> {
    let mailbox = office.account(AccountKind::Mailbox).ok_or(PortalRefusal::NoMailbox)?;
    office.set_email_apps(&mailbox.address, EmailApps { smtp: Some(true), ..mailbox.apps })
}
