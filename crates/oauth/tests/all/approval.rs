//! What comes back from the admin-consent endpoint: every row is one answer and its verdict.

use std::convert::Infallible;

use sendoff_oauth::{
    Approval, ApprovalFault, ApprovalPlan, ApprovalVerdict, Carrier, EndpointFault, NoiseReason, Parameter, StateSeed,
};
use url::Url;

use crate::client::{AUTHORITY, CLIENT, TENANT, client, scopes};

const REDIRECT: &str = "http://localhost:49152/mail-setup";
const OTHER: &str = "00000000-5a4b-4c7d-8e2f-1a2b3c4d5e6f";

fn plan() -> ApprovalPlan {
    ApprovalPlan {
        endpoint: Url::parse(&format!("{AUTHORITY}/{TENANT}/v2.0/adminconsent")).unwrap(),
        directory: TENANT.parse().unwrap(),
        client: client(),
        redirect: REDIRECT.parse().unwrap(),
        scopes: scopes("offline_access https://graph.microsoft.com/Mail.Read"),
        practice: false,
    }
}

fn seed() -> StateSeed {
    let Ok(seed) = StateSeed::draw(|bytes| {
        bytes.fill(7);
        Ok::<(), Infallible>(())
    });
    seed
}

fn begun() -> (Approval, String) {
    let approval = Approval::begin(plan(), seed()).unwrap();
    let state = approval.address().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    (approval, state)
}

/// A verdict, short enough for a table.
#[derive(Debug, PartialEq, Eq)]
enum Is {
    Approved(&'static str),
    Refused(&'static str),
    Elsewhere,
    Noise(NoiseReason),
}

#[test]
fn the_address_names_client_redirect_permissions_and_a_state_of_its_own() {
    let (approval, state) = begun();
    let address = approval.address();
    assert!(address.as_str().starts_with(&format!("{AUTHORITY}/{TENANT}/v2.0/adminconsent?client_id={CLIENT}&")));
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    assert_eq!(pairs[1], ("redirect_uri".to_owned(), REDIRECT.to_owned()));
    assert_eq!(pairs[2].1, "offline_access https://graph.microsoft.com/Mail.Read");
    assert_eq!((pairs.len(), state.len()), (4, 43));
}

#[test]
fn answers_and_their_verdicts() {
    use Is::{Approved, Elsewhere, Noise, Refused};
    use NoiseReason::{MalformedError, NeitherCodeNorError, NoDirectory, NoState, Twice, WrongState};
    let (approval, state) = begun();
    let tenant = format!("tenant={TENANT}");
    let rows: Vec<(String, Is)> = vec![
        (format!("admin_consent=True&{tenant}&state=S&scope=Mail.Read"), Approved("Mail.Read")),
        (format!("admin_consent=true&tenant={}&state=S&scope=Mail.Read", TENANT.to_uppercase()), Approved("Mail.Read")),
        (
            format!("admin_consent=True&{tenant}&state=S"),
            Approved("offline_access https://graph.microsoft.com/Mail.Read"),
        ),
        (format!("admin_consent=True&{tenant}&state=S&error="), {
            Approved("offline_access https://graph.microsoft.com/Mail.Read")
        }),
        // The trap: True stands in the failing answer too.
        (
            format!(
                "error=consent_required&error_description=AADSTS65004%3A+declined&admin_consent=True&{tenant}&state=S"
            ),
            Refused("AADSTS65004"),
        ),
        (format!("admin_consent=True&{tenant}&state=S&error=access_denied"), Refused("access_denied")),
        ("error=access_denied&state=S".to_owned(), Refused("access_denied")),
        (format!("admin_consent=True&tenant={OTHER}&state=S"), Elsewhere),
        ("admin_consent=True&tenant=organizations&state=S".to_owned(), Elsewhere),
        ("admin_consent=True&state=S".to_owned(), Noise(NoDirectory)),
        (format!("admin_consent=False&{tenant}&state=S"), Noise(NeitherCodeNorError)),
        (format!("{tenant}&state=S&scope=Mail.Read"), Noise(NeitherCodeNorError)),
        (format!("admin_consent=True&code=x&{tenant}&state=S"), Noise(NeitherCodeNorError)),
        (format!("admin_consent=True&{tenant}"), Noise(NoState)),
        (format!("admin_consent=True&{tenant}&state=evil"), Noise(WrongState)),
        ("error=access_denied&state=evil".to_owned(), Noise(WrongState)),
        ("error=a%22b&state=S".to_owned(), Noise(MalformedError)),
        (format!("admin_consent=True&admin_consent=True&{tenant}&state=S"), Noise(Twice(Parameter::AdminConsent))),
        (format!("admin_consent=True&{tenant}&tenant={OTHER}&state=S"), Noise(Twice(Parameter::Directory))),
    ];
    for (row, expected) in rows {
        let said = row.replace("state=S", &format!("state={state}"));
        check(&approval, Carrier::Query, &said, &expected);
        check(&approval, Carrier::Pasted, &format!("{REDIRECT}?{said}"), &expected);
        check(&approval, Carrier::Form, &said, &Noise(NoiseReason::WrongWay));
    }
    check(&approval, Carrier::Pasted, "http://localhost:49153/mail-setup?state=x", &Noise(NoiseReason::NotOurAddress));
}

fn check(approval: &Approval, carrier: Carrier, said: &str, expected: &Is) {
    let is = match (approval.judge(carrier, said.as_bytes()), expected) {
        (ApprovalVerdict::Approved(granted), Is::Approved(names)) => {
            let granted = granted.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
            assert_eq!(granted, *names, "{said}");
            return;
        }
        (ApprovalVerdict::Refused(refusal), Is::Refused(code)) => {
            assert_eq!(refusal.code(), *code, "{said}");
            return;
        }
        (ApprovalVerdict::Elsewhere, _) => Is::Elsewhere,
        (ApprovalVerdict::Noise(reason), _) => Is::Noise(reason),
        (other, _) => panic!("{said}: {other:?} instead of {expected:?}"),
    };
    assert_eq!(is, *expected, "{said}");
}

#[test]
fn a_plan_that_breaks_a_rule_is_not_begun() {
    let begin = |change: fn(&mut ApprovalPlan)| {
        let mut plan = plan();
        change(&mut plan);
        Approval::begin(plan, seed()).unwrap_err()
    };
    assert_eq!(begin(|plan| plan.scopes.clear()), ApprovalFault::NoScope);
    assert_eq!(begin(|plan| plan.scopes = vec![sendoff_oauth::Scope::new("a b".to_owned())]), ApprovalFault::Scope);
    let plain = begin(|plan| plan.endpoint = Url::parse("http://127.0.0.1:8080/x/v2.0/adminconsent").unwrap());
    assert_eq!(plain, ApprovalFault::Endpoint(EndpointFault::NotSecure));
}

#[test]
fn nothing_of_the_state_is_printed() {
    let (approval, state) = begun();
    assert!(!format!("{approval:?}").contains(&state));
}
