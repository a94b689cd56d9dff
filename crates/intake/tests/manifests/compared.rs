//! What differs from what a recipe asks for, and the step that mends it.

use jiff::civil::{Date, date};
use sendoff_intake::{
    Approver, Audience, Difference, Expected, ExpectedPermission, ExpectedRedirect, ExpectedScope, ExpectedSecret,
    Manifest, Need, Off, PermissionIds, Redirect, RequestedPermission, SecretEntry, compare,
};
use sendoff_problem::Severity;
use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::{Handle, Held, SecretShape, StepId};

use crate::{CLIENT, GRAPH, MAIL_READ_BY_APPLICATION, MAIL_SEND, OBJECT, SCOPE, USER_READ, page};

const MAIL_SEND_BY_APPLICATION: &str = "b633e1c5-b582-4048-a93e-9f11b44c7e96";
const MAIL_READ: &str = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca";
const EXCHANGE: &str = "00000002-0000-0ff1-ce00-000000000000";
const TODAY: Date = date(2026, 11, 22);

fn permission(name: &str, need: Need, delegated: &str, application: Option<&str>) -> ExpectedPermission {
    let ids = PermissionIds {
        resource: GRAPH.parse().unwrap(),
        delegated: Some(delegated.parse().unwrap()),
        application: application.map(|id| id.parse().unwrap()),
    };
    ExpectedPermission { name: name.to_owned(), kind: PermissionKind::Delegated, need, ids: vec![ids] }
}

fn redirect(address: &str) -> ExpectedRedirect {
    ExpectedRedirect { address: address.parse().unwrap(), platform: Platform::Web }
}

/// What the page fulfils.
fn expected() -> Expected {
    let mail_read = ExpectedPermission {
        kind: PermissionKind::Application,
        ..permission("Mail.Read", Need::Needed, MAIL_READ, Some(MAIL_READ_BY_APPLICATION))
    };
    Expected {
        client_id: Some(CLIENT.parse().unwrap()),
        audiences: vec![Audience::ThisDirectory],
        redirects: vec![redirect("https://www.tourtools.com/auth/"), redirect("http://localhost/mail-setup")],
        permissions: vec![
            permission("Mail.Send", Need::Needed, MAIL_SEND, Some(MAIL_SEND_BY_APPLICATION)),
            permission("User.Read", Need::Allowed, USER_READ, None),
            mail_read,
        ],
        secret: Some(ExpectedSecret { first_three: Some("8xQ".to_owned()), today: TODAY }),
        scope: Some(ExpectedScope { value: "sendMail".to_owned(), approver: Some(Approver::Administrators) }),
        client_application: Some(CLIENT.parse().unwrap()),
        public_client_flows: Some(false),
        implicit_grant: true,
    }
}

/// Checks what differs after a change, and where it is mended; the rest is as it should be.
fn check(
    change: impl FnOnce(&mut Manifest, &mut Expected),
    differences: &[Difference],
    step: StepId,
    severity: Severity,
) {
    let (mut manifest, mut expected) = (page(), expected());
    change(&mut manifest, &mut expected);
    let found = compare(&manifest, &expected);
    assert_eq!(found, differences);
    for difference in found {
        assert_eq!((difference.step(), difference.severity()), (step, severity), "{difference:?}");
        let written = serde_json::to_string(&difference).unwrap();
        assert_eq!(serde_json::from_str::<Difference>(&written).unwrap(), difference);
    }
}

#[test]
fn a_right_registration_has_no_difference_and_nothing_is_asked_by_default() {
    check(|_, _| {}, &[], StepId::Test, Severity::Failure);
    let nothing = Expected { implicit_grant: true, ..Expected::default() };
    assert_eq!(compare(&page(), &nothing), []);
}

#[test]
fn of_another_registration_nothing_else_is_said() {
    check(
        |manifest, _| {
            manifest.client_id = OBJECT.parse().unwrap();
            manifest.secrets.clear();
        },
        &[Difference::AnotherRegistration { expected: CLIENT.parse().unwrap(), found: OBJECT.parse().unwrap() }],
        StepId::Tenant,
        Severity::Failure,
    );
}

#[test]
fn audiences() {
    let differs = |found| Difference::Audience { expected: vec![Audience::ThisDirectory], found };
    for found in [Audience::AnyDirectory, Audience::AnyDirectoryAndPersonal, Audience::Personal, Audience::Other] {
        check(
            |manifest, _| manifest.audience = Some(found),
            &[differs(found)],
            StepId::AppRegistration,
            Severity::Failure,
        );
        check(
            |manifest, expected| {
                manifest.audience = Some(found);
                expected.audiences.push(found);
            },
            &[],
            StepId::AppRegistration,
            Severity::Failure,
        );
    }
    check(|manifest, _| manifest.audience = None, &[], StepId::AppRegistration, Severity::Failure);
}

#[test]
fn redirects() {
    let right = "https://www.tourtools.com/auth/";
    let one = |address: &str, platform| Redirect { address: address.to_owned(), platform };
    let first_is = |manifest: &mut Manifest, address: &str, platform| manifest.redirects[0] = one(address, platform);
    let address = || right.parse().unwrap();
    let missing = Difference::RedirectMissing { address: address(), platform: Platform::Web };
    let mend = |change: &dyn Fn(&mut Manifest), difference: Difference| {
        check(|manifest, _| change(manifest), &[difference], StepId::RedirectUri, Severity::Failure);
    };
    mend(&|manifest| _ = manifest.redirects.remove(0), missing.clone());
    mend(&|manifest| first_is(manifest, "https://other.example/", Platform::Web), missing);
    let elsewhere =
        Difference::RedirectElsewhere { address: address(), expected: Platform::Web, found: Platform::SinglePage };
    mend(&|manifest| first_is(manifest, right, Platform::SinglePage), elsewhere);
    let nearly =
        |found: Redirect, off| Difference::RedirectNearly { expected: address(), platform: Platform::Web, found, off };
    let slash = one("https://www.tourtools.com/auth", Platform::Web);
    mend(&|manifest| manifest.redirects[0] = slash.clone(), nearly(slash.clone(), vec![Off::Slash]));
    let twofold = one("https://www.tourtools.com/auth", Platform::Desktop);
    mend(&|manifest| manifest.redirects[0] = twofold.clone(), nearly(twofold.clone(), vec![Off::Slash, Off::Platform]));
    let far = one("http://tourtools.com/auth", Platform::Web);
    mend(
        &|manifest| manifest.redirects.splice(..1, [far.clone(), slash.clone()]).for_each(drop),
        nearly(slash.clone(), vec![Off::Slash]),
    );
}

#[test]
fn what_is_registered_twice_or_wanted_itself_is_no_near_miss() {
    let right = "https://www.tourtools.com/auth/";
    let desktop = Redirect { address: right.to_owned(), platform: Platform::Desktop };
    check(|manifest, _| manifest.redirects.insert(0, desktop), &[], StepId::RedirectUri, Severity::Failure);
    let other = "https://www.tourtools.com/auth";
    check(
        |manifest, expected| {
            manifest.redirects[0].address = other.to_owned();
            expected.redirects.push(redirect(other));
        },
        &[Difference::RedirectMissing { address: right.parse().unwrap(), platform: Platform::Web }],
        StepId::RedirectUri,
        Severity::Failure,
    );
    check(
        |manifest, _| manifest.redirects[1].address = "http://localhost:8400/mail-setup".to_owned(),
        &[],
        StepId::RedirectUri,
        Severity::Failure,
    );
}

#[test]
fn flows() {
    check(
        |manifest, _| manifest.public_client_flows = Some(true),
        &[Difference::PublicClientFlows { expected: false }],
        StepId::RedirectUri,
        Severity::Caution,
    );
    check(|manifest, _| manifest.public_client_flows = None, &[], StepId::RedirectUri, Severity::Failure);
    check(
        |manifest, expected| {
            manifest.public_client_flows = None;
            expected.public_client_flows = Some(true);
        },
        &[Difference::PublicClientFlows { expected: true }],
        StepId::RedirectUri,
        Severity::Failure,
    );
    for (access_tokens, id_tokens) in [(true, false), (false, true), (true, true), (false, false)] {
        let granted = sendoff_intake::ImplicitGrant { access_tokens, id_tokens };
        let open = access_tokens || id_tokens;
        let differences = if open { vec![Difference::ImplicitGrant { granted }] } else { Vec::new() };
        check(
            |manifest, expected| {
                manifest.implicit_grant = granted;
                expected.implicit_grant = false;
            },
            &differences,
            StepId::RedirectUri,
            Severity::Caution,
        );
    }
}

fn requested(id: &str, kind: PermissionKind) -> RequestedPermission {
    RequestedPermission { resource: GRAPH.parse().unwrap(), id: id.parse().unwrap(), kind }
}

fn mend_permissions(change: impl FnOnce(&mut Manifest, &mut Expected), differences: &[Difference], severity: Severity) {
    check(change, differences, StepId::Permissions, severity);
}

#[test]
fn missing_permissions() {
    let missing = |needed| Difference::PermissionMissing {
        name: "Mail.Send".to_owned(),
        kind: PermissionKind::Delegated,
        needed,
    };
    let without = |manifest: &mut Manifest| _ = manifest.permissions.remove(1);
    mend_permissions(|manifest, _| without(manifest), &[missing(true)], Severity::Failure);
    let wished = |manifest: &mut Manifest, expected: &mut Expected| {
        without(manifest);
        expected.permissions[0].need = Need::Wished;
    };
    mend_permissions(wished, &[missing(false)], Severity::Caution);
    mend_permissions(|manifest, _| _ = manifest.permissions.remove(0), &[], Severity::Failure);
    let elsewhere = |manifest: &mut Manifest| manifest.permissions[1].resource = EXCHANGE.parse().unwrap();
    let (mut manifest, expected) = (page(), expected());
    elsewhere(&mut manifest);
    let superfluous = Difference::PermissionSuperfluous { permission: manifest.permissions[1].clone() };
    assert_eq!(compare(&manifest, &expected), [missing(true), superfluous], "the ID of another API is no ID of ours");
    let either = |manifest: &mut Manifest, expected: &mut Expected| {
        elsewhere(manifest);
        let delegated = Some(MAIL_SEND.parse().unwrap());
        let exchange = PermissionIds { resource: EXCHANGE.parse().unwrap(), delegated, application: None };
        expected.permissions[0].ids.push(exchange);
    };
    mend_permissions(either, &[], Severity::Failure);
}

#[test]
fn permissions_of_the_other_kind() {
    let other = |name: &str, expected| Difference::PermissionOfOtherKind { name: name.to_owned(), expected };
    for id in [MAIL_SEND_BY_APPLICATION, MAIL_SEND] {
        let by_application = requested(id, PermissionKind::Application);
        mend_permissions(
            |manifest, _| manifest.permissions[1] = by_application,
            &[other("Mail.Send", PermissionKind::Delegated)],
            Severity::Failure,
        );
    }
    mend_permissions(
        |manifest, _| manifest.permissions[2] = requested(MAIL_READ, PermissionKind::Delegated),
        &[other("Mail.Read", PermissionKind::Application)],
        Severity::Failure,
    );
}

#[test]
fn what_may_be_there_may_not_be_there_as_the_other_kind() {
    let by_application = requested(USER_READ, PermissionKind::Application);
    let superfluous = Difference::PermissionSuperfluous { permission: by_application.clone() };
    mend_permissions(|manifest, _| manifest.permissions[0] = by_application, &[superfluous], Severity::Caution);
}

#[test]
fn superfluous_permissions() {
    let superfluous =
        |permission: &RequestedPermission| Difference::PermissionSuperfluous { permission: permission.clone() };
    for more in [
        requested(MAIL_SEND_BY_APPLICATION, PermissionKind::Application),
        requested(OBJECT, PermissionKind::Delegated),
        requested(MAIL_READ, PermissionKind::Delegated),
    ] {
        mend_permissions(
            |manifest, _| manifest.permissions.push(more.clone()),
            &[superfluous(&more)],
            Severity::Caution,
        );
    }
    mend_permissions(|_, expected| expected.permissions.clear(), &[], Severity::Caution);
}

fn mend_secret(change: impl FnOnce(&mut Manifest, &mut Expected), differences: &[Difference], severity: Severity) {
    check(change, differences, StepId::ClientSecret, severity);
}

fn expect_secret(expected: &mut Expected, first_three: Option<&str>, today: Date) {
    expected.secret = Some(ExpectedSecret { first_three: first_three.map(str::to_owned), today });
}

#[test]
fn secrets_by_their_hints() {
    mend_secret(|manifest, _| manifest.secrets.clear(), &[Difference::SecretMissing], Severity::Failure);
    let none_needed = |manifest: &mut Manifest, expected: &mut Expected| {
        manifest.secrets.clear();
        expected.secret = None;
    };
    mend_secret(none_needed, &[], Severity::Failure);
    let hints = vec!["8xQ".to_owned(), "Tz1".to_owned()];
    let unknown = Difference::SecretUnknown { first_three: "abc".to_owned(), hints };
    mend_secret(|_, expected| expect_secret(expected, Some("abc"), TODAY), &[unknown], Severity::Failure);
    let older = |manifest: &mut Manifest, expected: &mut Expected| {
        expect_secret(expected, Some("abc"), TODAY);
        manifest.secrets[1].hint = None;
    };
    mend_secret(older, &[], Severity::Failure);
    let held = Held { handle: Handle(1), length: 40, first_three: "8xQ".to_owned(), shape: SecretShape::Usual };
    assert_eq!(ExpectedSecret::of(Some(&held), TODAY), expected().secret.unwrap());
    assert_eq!(ExpectedSecret::of(None, TODAY).first_three, None);
}

#[test]
fn secrets_that_end() {
    let hint = Some("8xQ".to_owned());
    let on = date(2028, 11, 21);
    let ended = Difference::SecretEnded { hint: hint.clone(), on };
    let soon = Difference::SecretEndsSoon { hint, on };
    for (today, difference, severity) in [
        (date(2028, 11, 22), Some(&ended), Severity::Failure),
        (date(2028, 11, 21), Some(&ended), Severity::Failure),
        (date(2028, 11, 20), Some(&soon), Severity::Caution),
        (date(2028, 10, 23), Some(&soon), Severity::Caution),
        (date(2028, 10, 22), None, Severity::Caution),
    ] {
        for first_three in [Some("8xQ"), None] {
            let differences: Vec<Difference> = difference.cloned().into_iter().collect();
            mend_secret(|_, expected| expect_secret(expected, first_three, today), &differences, severity);
        }
    }
    let old = Difference::SecretEnded { hint: Some("Tz1".to_owned()), on: date(2025, 3, 1) };
    mend_secret(|_, expected| expect_secret(expected, Some("Tz1"), TODAY), &[old], Severity::Failure);
    let lasting = |manifest: &mut Manifest, _: &mut Expected| {
        manifest.secrets[0].ends = Some(date(2020, 1, 1));
        let renewed = SecretEntry { ends: Some(date(2028, 1, 1)), ..manifest.secrets[0].clone() };
        manifest.secrets.push(renewed);
    };
    mend_secret(lasting, &[], Severity::Failure);
    let open = |manifest: &mut Manifest, _: &mut Expected| {
        let renewed = SecretEntry { ends: None, ..manifest.secrets[0].clone() };
        manifest.secrets[0].ends = Some(date(2020, 1, 1));
        manifest.secrets.push(renewed);
    };
    mend_secret(open, &[], Severity::Failure);
}

fn mend_api(change: impl FnOnce(&mut Manifest, &mut Expected), differences: &[Difference], severity: Severity) {
    check(change, differences, StepId::ExposeApi, severity);
}

#[test]
fn exposed_scopes() {
    let value = || "sendMail".to_owned();
    let missing = |nearly: Option<&str>| Difference::ScopeMissing { value: value(), nearly: nearly.map(str::to_owned) };
    mend_api(|manifest, _| manifest.scopes.clear(), &[missing(None)], Severity::Failure);
    let renamed = |manifest: &mut Manifest, _: &mut Expected| manifest.scopes[0].value = "SendMail".to_owned();
    mend_api(renamed, &[missing(Some("SendMail"))], Severity::Failure);
    let disabled = |manifest: &mut Manifest, _: &mut Expected| manifest.scopes[0].enabled = false;
    mend_api(disabled, &[Difference::ScopeDisabled { value: value() }], Severity::Failure);
    let again = |manifest: &mut Manifest, expected: &mut Expected| {
        disabled(manifest, expected);
        let enabled = sendoff_intake::ExposedScope { enabled: true, ..manifest.scopes[0].clone() };
        manifest.scopes.push(enabled);
    };
    mend_api(again, &[], Severity::Failure);
    let everybody = |manifest: &mut Manifest, _: &mut Expected| manifest.scopes[0].approver = Approver::Everybody;
    let approver = Difference::ScopeApprover { value: value(), expected: Approver::Administrators };
    mend_api(everybody, &[approver], Severity::Caution);
    let open = |manifest: &mut Manifest, expected: &mut Expected| {
        everybody(manifest, expected);
        expected.scope.as_mut().unwrap().approver = None;
    };
    mend_api(open, &[], Severity::Caution);
    let uri = Difference::ApplicationIdUriMissing;
    mend_api(|manifest, _| manifest.application_id_uris.clear(), std::slice::from_ref(&uri), Severity::Failure);
    let neither = |manifest: &mut Manifest, _: &mut Expected| {
        manifest.application_id_uris.clear();
        manifest.scopes.clear();
    };
    mend_api(neither, &[uri, missing(None)], Severity::Failure);
}

#[test]
fn client_applications() {
    let client = || CLIENT.parse().unwrap();
    let missing = [Difference::ClientMissing { client: client() }];
    mend_api(|manifest, _| manifest.clients.clear(), &missing, Severity::Failure);
    mend_api(|manifest, _| manifest.clients[0].client = OBJECT.parse().unwrap(), &missing, Severity::Failure);
    let without = Difference::ClientWithoutScope { client: client(), scope: "sendMail".to_owned() };
    mend_api(|manifest, _| manifest.clients[0].scopes.clear(), std::slice::from_ref(&without), Severity::Failure);
    let other = |manifest: &mut Manifest, _: &mut Expected| manifest.clients[0].scopes = vec![OBJECT.parse().unwrap()];
    mend_api(other, &[without], Severity::Failure);
    let no_scope = |manifest: &mut Manifest, expected: &mut Expected| {
        manifest.clients[0].scopes.clear();
        expected.scope = None;
    };
    mend_api(no_scope, &[], Severity::Failure);
    let unnamed = |manifest: &mut Manifest, _: &mut Expected| {
        assert_eq!(manifest.scopes[0].id, Some(SCOPE.parse().unwrap()));
        manifest.scopes[0].id = None;
        manifest.clients[0].scopes.clear();
    };
    mend_api(unnamed, &[], Severity::Failure);
}
