//! Whose account gets in where: every account type of a registration, every name in place of a directory, every kind of account.
//! The numbers are Microsoft's: reference-error-codes for 50020, 50194, 500208 and 9002332, public logs for 9002331.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says by panicking what does not hold"
)]

mod common;

use common::{Desk, End, claims, with_query};
use sendoff_practice::directory::{AccountKind, Audience, Permission, PermissionKind, Resource};
use serde_json::Value;

const PEOPLE: [AccountKind; 4] =
    [AccountKind::Mailbox, AccountKind::Outsider, AccountKind::Guest, AccountKind::Personal];

/// In which directory somebody arrives, or the number of the page that stops them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Comes {
    Here,
    Elsewhere,
    Personal,
    Refused(u32),
}

#[tokio::test]
async fn every_account_at_every_name_of_a_directory() {
    use Audience::{MultiTenant, MultiTenantAndPersonal, Personal, SingleTenant};
    use Comes::{Elsewhere, Here, Personal as Own, Refused};
    let all = |number| [Refused(number); 4];
    let only_personal = [Refused(50034), Refused(50034), Refused(50034), Own];
    let at_home = [Here, Refused(50020), Here, Refused(50020)];
    for (audience, home, organizations, common, consumers) in [
        (SingleTenant, at_home, all(50194), all(50194), all(9_002_332)),
        (
            MultiTenant,
            at_home,
            [Here, Elsewhere, Elsewhere, Refused(500_208)],
            [Here, Elsewhere, Elsewhere, Refused(50020)],
            all(9_002_332),
        ),
        (
            MultiTenantAndPersonal,
            at_home,
            [Here, Elsewhere, Elsewhere, Refused(500_208)],
            [Here, Elsewhere, Elsewhere, Own],
            only_personal,
        ),
        (Personal, all(9_002_331), all(9_002_331), all(9_002_331), only_personal),
    ] {
        let desk = Desk::open().await;
        desk.office().set_audience(desk.app, audience).unwrap();
        let tenant = desk.office().tenant().to_string();
        let names = [tenant.as_str(), "organizations", "common", "consumers"];
        for (name, expected) in names.into_iter().zip([home, organizations, common, consumers]) {
            for (who, expected) in PEOPLE.into_iter().zip(expected) {
                assert_eq!(comes(&desk, name, who).await, expected, "{audience:?} {who:?} at {name}");
            }
        }
    }
}

#[tokio::test]
async fn a_guest_is_named_as_one() {
    let desk = Desk::open().await;
    let tenant = desk.office().tenant().to_string();
    let (guest, outsider) = (arrived(&desk, &tenant, AccountKind::Guest).await, AccountKind::Outsider);
    let home = desk.office().account(outsider).unwrap().home;
    assert_eq!((&guest["tid"], &guest["idp"]), (&tenant.into(), &format!("https://sts.windows.net/{home}/").into()));
    desk.office().set_audience(desk.app, Audience::MultiTenant).unwrap();
    let at_home = arrived(&desk, "organizations", AccountKind::Guest).await;
    assert_eq!((&at_home["tid"], &at_home["idp"]), (&home.to_string().into(), &Value::Null));
}

#[tokio::test]
async fn the_names_of_issuers_are_microsofts() {
    let desk = Desk::open().await;
    let personal = "9188040d-6c67-4c5b-b112-36a304b66dad";
    for (name, issuer) in [("common", "{tenantid}"), ("organizations", "{tenantid}"), ("consumers", personal)] {
        let pages = desk.running.addresses().secure();
        let document = format!("{pages}/{name}/v2.0/.well-known/openid-configuration");
        let document: Value = desk.http.get(document).send().await.unwrap().json().await.unwrap();
        assert_eq!(document["issuer"], format!("{pages}/{issuer}/v2.0"), "{name}");
    }
}

/// What an administrator approved for everybody here does not count for others, who need their own for reading.
#[tokio::test]
async fn approval_for_everybody_is_for_everybody_of_this_organisation() {
    let desk = Desk::open().await;
    desk.office().set_audience(desk.app, Audience::MultiTenantAndPersonal).unwrap();
    let read = Permission::find(Resource::Graph, PermissionKind::Delegated, "Mail.Read").unwrap().id;
    desk.office().add_permission(desk.app, read).unwrap();
    desk.office().grant_admin_consent(desk.app).unwrap();
    for (who, asked) in [
        (AccountKind::Mailbox, None),
        (AccountKind::Guest, Some("Contact an administrator of Elsewhere Travel")),
        (AccountKind::Outsider, Some("Contact an administrator of Elsewhere Travel")),
        (AccountKind::Personal, Some("Permissions requested")),
    ] {
        match (type_in(&desk, "common", "openid profile Mail.Read", who).await, asked) {
            (Ok(page), Some(asked)) => assert!(page.contains(asked), "{who:?}: {page}"),
            (Err(End::Returned(back)), None) => assert!(back.contains_key("code"), "{back:?}"),
            (end, _) => panic!("{who:?}: {end:?}"),
        }
    }
}

async fn comes(desk: &Desk, name: &str, who: AccountKind) -> Comes {
    match sign_in(desk, name, who).await {
        End::Page(page) => Comes::Refused(number(&page)),
        End::Returned(_) => {
            let tid = arrived(desk, name, who).await["tid"].clone();
            let home = |kind| Value::from(desk.office().account(kind).unwrap().home.to_string());
            let places = [
                (home(AccountKind::Mailbox), Comes::Here),
                (home(AccountKind::Outsider), Comes::Elsewhere),
                (home(AccountKind::Personal), Comes::Personal),
            ];
            places.into_iter().find(|(directory, _)| *directory == tid).unwrap().1
        }
    }
}

/// The claims of whoever signs in, which name their directory in `iss` as in `tid`.
async fn arrived(desk: &Desk, name: &str, who: AccountKind) -> Value {
    let back = sign_in(desk, name, who).await.returned();
    let token = format!("{}/{name}/oauth2/v2.0/token", desk.running.addresses().secure());
    let app = desk.app.to_string();
    let answer = desk.http.post(token).form(&desk.exchange(&app, &back["code"])).send().await.unwrap();
    let claims = claims(&answer.json().await.unwrap());
    let tid = claims["tid"].as_str().unwrap();
    assert_eq!(claims["iss"], format!("{}/{tid}/v2.0", desk.running.addresses().secure()));
    claims
}

/// A sign-in with everything accepted.
async fn sign_in(desk: &Desk, name: &str, who: AccountKind) -> End {
    let page = match type_in(desk, name, common::SCOPES, who).await {
        Ok(page) => page,
        Err(end) => return end,
    };
    match desk.submit(&page, "/signin/consent", &[("decision", "accept")]).await {
        Ok(page) => End::Page(page),
        Err(end) => end,
    }
}

/// Address and password at the page of this name: the page that follows.
async fn type_in(desk: &Desk, name: &str, scope: &str, who: AccountKind) -> Result<String, End> {
    let authorize = format!("{}/{name}/oauth2/v2.0/authorize", desk.running.addresses().pages());
    let page = desk.http.get(with_query(&authorize, &desk.request_with("scope", scope))).send().await.unwrap();
    let page = page.text().await.unwrap();
    let account = desk.office().account(who).unwrap();
    let typed = [("address", account.address.as_str()), ("password", account.password.reveal())];
    desk.submit(&page, "/signin", &typed).await
}

/// The number on an error page.
fn number(page: &str) -> u32 {
    let after = page.split("AADSTS").nth(1).unwrap_or_else(|| panic!("a number: {page}"));
    after.split(':').next().unwrap().parse().unwrap()
}
