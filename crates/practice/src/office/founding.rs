//! A fresh organisation: IDs, people and passwords that no other run has; and the ready registration of a seed.

use super::{Lifetime, NewRegistration, Office, PortalRefusal, Seed};
use crate::directory::{
    Account, AccountId, AccountKind, AppId, Audience, Concealed, Directory, Neighbour, Permission, PermissionKind,
    Platform, Resource, TenantId,
};
use crate::random::Random;

/// TourTools' redirect (its guide) and ours, both under Web.
const TOURTOOLS_REDIRECTS: [&str; 2] = ["https://www.tourtools.com/auth/", "http://localhost/mail-setup"];
/// TourTools' permissions (its guide): Graph, delegated.
const TOURTOOLS_PERMISSIONS: [&str; 4] = ["Mail.Send", "Mail.Send.Shared", "offline_access", "User.Read"];

/// A new organisation with its four people. Domains are under `.example` (RFC 2606), so no message can ever leave for them.
pub(super) fn found(random: &mut Random) -> Directory {
    let domain = format!("practice-{}.example", random.clear_text(5));
    let outside = Neighbour {
        tenant: TenantId(random.uuid()),
        domain: format!("elsewhere-{}.example", random.clear_text(5)),
        name: "Elsewhere Travel".to_owned(),
    };
    let tenant = TenantId(random.uuid());
    Directory {
        tenant,
        accounts: vec![
            account(random, AccountKind::Mailbox, "Tours Office", &format!("office@{domain}"), tenant),
            account(random, AccountKind::Colleague, "Robin Berg", &format!("robin.berg@{domain}"), tenant),
            account(random, AccountKind::Administrator, "Alex Admin", &format!("admin@{domain}"), tenant),
            account(random, AccountKind::Outsider, "Kim Elsewhere", &format!("kim@{}", outside.domain), outside.tenant),
        ],
        domain,
        name: "Practice Tours".to_owned(),
        outside,
        registrations: Vec::new(),
        grants: Vec::new(),
        app_grants: Vec::new(),
        user_consent: true,
    }
}

fn account(random: &mut Random, kind: AccountKind, name: &str, address: &str, home: TenantId) -> Account {
    Account {
        id: AccountId(random.uuid()),
        kind,
        address: address.to_owned(),
        name: name.to_owned(),
        password: Concealed::new(random.clear_text(12)),
        home,
        mailbox: kind != AccountKind::Administrator,
        may_send_as: Vec::new(),
    }
}

/// Does in the portal what the recipe's guide asks, and remembers the registration as the seeded one.
pub(super) fn sow(office: &Office, seed: Seed) -> Result<AppId, PortalRefusal> {
    match seed {
        Seed::TourTools => sow_tourtools(office),
    }
}

fn sow_tourtools(office: &Office) -> Result<AppId, PortalRefusal> {
    let [guide, ours] = TOURTOOLS_REDIRECTS;
    let new = NewRegistration {
        name: "TourTools mail".to_owned(),
        audience: Audience::SingleTenant,
        redirect: Some((Platform::Web, guide.to_owned())),
    };
    let app = office.register(&new)?.app_id;
    office.add_redirect(app, Platform::Web, ours)?;
    for name in TOURTOOLS_PERMISSIONS {
        let permission =
            Permission::find(Resource::Graph, PermissionKind::Delegated, name).ok_or(PortalRefusal::NoPermission)?;
        office.add_permission(app, permission.id)?;
    }
    office.grant_admin_consent(app)?;
    office.add_secret(app, "TourTools", Lifetime::Months(24))?;
    Ok(app)
}
