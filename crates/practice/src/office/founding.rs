//! A fresh organisation: IDs, people and passwords that no other run has.

use crate::directory::{
    Account, AccountId, AccountKind, Cloud, Concealed, Directory, EmailApps, Exchange, Neighbour, TenantId,
};
use crate::random::Random;

/// A new organisation with its people, a shared mailbox, and people who are not its own. Domains are under `.example` (RFC 2606), so no message can ever leave for them.
pub(super) fn found(random: &mut Random, cloud: Cloud) -> Directory {
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
            shared_mailbox(random, &domain, tenant),
            guest(random, &outside),
            personal(random),
        ],
        domain,
        name: "Practice Tours".to_owned(),
        cloud,
        outside,
        registrations: Vec::new(),
        grants: Vec::new(),
        app_grants: Vec::new(),
        user_consent: true,
        exchange: Exchange::default(),
    }
}

/// Adds what an organisation kept by an earlier version does not have yet.
pub(super) fn complete(directory: &mut Directory, random: &mut Random) {
    if directory.account_of(AccountKind::Shared).is_none() {
        let shared = shared_mailbox(random, &directory.domain, directory.tenant);
        directory.accounts.push(shared);
    }
    if directory.account_of(AccountKind::Guest).is_none() {
        let guest = guest(random, &directory.outside);
        directory.accounts.push(guest);
    }
    if directory.account_of(AccountKind::Personal).is_none() {
        directory.accounts.push(personal(random));
    }
}

/// Somebody of the other organisation who was invited into this one.
fn guest(random: &mut Random, outside: &Neighbour) -> Account {
    let address = format!("sam.visitor@{}", outside.domain);
    account(random, AccountKind::Guest, "Sam Visitor", &address, outside.tenant)
}

/// A personal Microsoft account at a mail service that is not there.
fn personal(random: &mut Random) -> Account {
    let address = format!("pat-{}@outlook.example", random.clear_text(5));
    account(random, AccountKind::Personal, "Pat Private", &address, TenantId::PERSONAL)
}

fn shared_mailbox(random: &mut Random, domain: &str, tenant: TenantId) -> Account {
    account(random, AccountKind::Shared, "Bookings", &format!("bookings@{domain}"), tenant)
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
        may_open: Vec::new(),
        apps: EmailApps::default(),
    }
}
