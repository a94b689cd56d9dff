//! App registrations as five documents write them, each made from Microsoft's public description of its format: read, pasted,
//! compared. All five describe the same registration.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod compared;
mod hostile;
mod pasted;

use jiff::civil::date;
use sendoff_intake::{
    Approver, Audience, AuthorizedClient, ExposedScope, ImplicitGrant, Manifest, ManifestError, Place, Redirect,
    RequestedPermission, SecretEntry, fields, read_manifest,
};
use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::FieldId;
use serde_json::{Value, json};

/// *Manifest* in the portal today.
const PAGE: &str = include_str!("documents/page-graph.json");

/// The five documents.
const DOCUMENTS: [(&str, &str); 5] = [
    ("Manifest page, Microsoft Graph format", PAGE),
    ("Manifest page, Azure AD Graph format", include_str!("documents/page-legacy.json")),
    ("az ad app show", include_str!("documents/az-show.json")),
    ("GET /applications", include_str!("documents/graph-list.json")),
    ("GET /applications/{id}?$select", include_str!("documents/graph-one.json")),
];

/// `az ad app show` before version 2.37, in a format of its own.
const OLD_AZ: &str = include_str!("documents/az-show-old.json");

const CLIENT: &str = "5d0c8c3e-71b4-4f0a-9a53-b8e1c2f6d947";
const OBJECT: &str = "a94f3b6d-20c7-4e18-8d2b-6c5f0e7a1b38";
const SCOPE: &str = "6f1e0d2c-3b4a-4958-8776-a5b4c3d2e1f0";
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
const USER_READ: &str = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
const MAIL_SEND: &str = "e383f46e-2787-4529-855e-0e479a3ffac0";
const MAIL_READ_BY_APPLICATION: &str = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

fn page() -> Manifest {
    read_manifest(PAGE).unwrap()
}

/// The page after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Manifest, ManifestError> {
    let mut value: Value = serde_json::from_str(PAGE).unwrap();
    change(&mut value);
    read_manifest(&value.to_string())
}

fn registration() -> Manifest {
    let redirect = |address: &str, platform| Redirect { address: address.to_owned(), platform };
    let permission =
        |id: &str, kind| RequestedPermission { resource: GRAPH.parse().unwrap(), id: id.parse().unwrap(), kind };
    let secret = |key: &str, hint: &str, ends, name: &str| SecretEntry {
        key_id: Some(key.parse().unwrap()),
        hint: Some(hint.to_owned()),
        ends: Some(ends),
        name: Some(name.to_owned()),
    };
    Manifest {
        client_id: CLIENT.parse().unwrap(),
        object_id: Some(OBJECT.parse().unwrap()),
        name: Some("TourTools mail".to_owned()),
        publisher_domain: Some("harbour.onmicrosoft.com".to_owned()),
        audience: Some(Audience::ThisDirectory),
        redirects: vec![
            redirect("https://www.tourtools.com/auth/", Platform::Web),
            redirect("http://localhost/mail-setup", Platform::Web),
            redirect("https://login.microsoftonline.com/common/oauth2/nativeclient", Platform::Desktop),
        ],
        permissions: vec![
            permission(USER_READ, PermissionKind::Delegated),
            permission(MAIL_SEND, PermissionKind::Delegated),
            permission(MAIL_READ_BY_APPLICATION, PermissionKind::Application),
        ],
        secrets: vec![
            secret("3b8e2f71-9c40-4d6a-b7e5-0f1d2c3a4b59", "8xQ", date(2028, 11, 21), "TourTools mail"),
            secret("e0f7a6b5-1c2d-4e3f-8a9b-7c6d5e4f3a2b", "Tz1", date(2025, 3, 1), "old"),
        ],
        application_id_uris: vec![format!("api://{CLIENT}")],
        scopes: vec![ExposedScope {
            id: Some(SCOPE.parse().unwrap()),
            value: "sendMail".to_owned(),
            enabled: true,
            approver: Approver::Administrators,
        }],
        clients: vec![AuthorizedClient { client: CLIENT.parse().unwrap(), scopes: vec![SCOPE.parse().unwrap()] }],
        public_client_flows: Some(false),
        implicit_grant: ImplicitGrant { access_tokens: false, id_tokens: true },
    }
}

#[test]
fn five_documents_say_the_same() {
    for (name, text) in DOCUMENTS {
        assert_eq!(read_manifest(text), Ok(registration()), "{name}");
        assert_eq!(read_manifest(&text.replace('\n', "\r\n")), Ok(registration()), "{name} on Windows");
        let noisy = format!("PS C:\\> az ad app show --id {CLIENT} {{x}} [1]\n\u{feff}{text}\nPS C:\\> exit }} ]");
        assert_eq!(read_manifest(&noisy), Ok(registration()), "{name} in a terminal");
    }
}

#[test]
fn a_manifest_survives_being_written_down() {
    let written = serde_json::to_string(&registration()).unwrap();
    assert_eq!(serde_json::from_str::<Manifest>(&written).unwrap(), registration());
}

#[test]
fn mail_programs_change_blanks_and_quotes() {
    let blanks = PAGE.replace('\t', "\u{a0}\u{a0}");
    assert_eq!(read_manifest(&blanks), Ok(registration()));
    let quotes = PAGE.replace("\"appId\"", "\u{201c}appId\u{201d}");
    assert_eq!(read_manifest(&quotes), Ok(registration()));
}

#[test]
fn the_older_azure_cli_names_no_platform() {
    let old = read_manifest(OLD_AZ).unwrap();
    assert_eq!(old.object_id, Some(OBJECT.parse().unwrap()));
    assert_eq!(old.name.as_deref(), Some("TourTools mail"));
    let desktop = Redirect { address: "http://localhost/mail-setup".to_owned(), platform: Platform::Desktop };
    assert_eq!(old.redirects, std::slice::from_ref(&desktop));
    assert_eq!(old.public_client_flows, Some(true));
    assert_eq!((old.secrets[0].hint.as_deref(), old.secrets[0].ends), (None, Some(date(2027, 5, 21))));
    assert_eq!((old.scopes[0].enabled, old.scopes[0].approver), (false, Approver::Everybody));
    let web = read_manifest(&OLD_AZ.replace("\"publicClient\": true", "\"publicClient\": false")).unwrap();
    assert_eq!(web.redirects, [Redirect { platform: Platform::Web, ..desktop }]);
    assert_eq!(web.public_client_flows, Some(false));
    let neither = read_manifest(&OLD_AZ.replace("\"publicClient\": true", "\"publicClient\": null")).unwrap();
    assert_eq!((neither.redirects, neither.public_client_flows), (web.redirects, None));
}

#[test]
fn audiences_by_their_words() {
    let audience = |word: Value| changed(|page| page["signInAudience"] = word).unwrap().audience;
    for (word, expected) in [
        ("AzureADMyOrg", Audience::ThisDirectory),
        ("AzureADMultipleOrgs", Audience::AnyDirectory),
        ("AzureADandPersonalMicrosoftAccount", Audience::AnyDirectoryAndPersonal),
        ("PersonalMicrosoftAccount", Audience::Personal),
        ("SomethingNew", Audience::Other),
    ] {
        assert_eq!(audience(json!(word)), Some(expected), "{word}");
    }
    assert_eq!(audience(Value::Null), None);
    let older = |others: bool| {
        let change = |page: &mut Value| {
            page["signInAudience"] = Value::Null;
            page["availableToOtherTenants"] = json!(others);
        };
        changed(change).unwrap().audience
    };
    assert_eq!((older(true), older(false)), (Some(Audience::AnyDirectory), Some(Audience::ThisDirectory)));
}

#[test]
fn platforms_by_their_words_and_repeated_addresses() {
    let typed = |word: &str| {
        let text = format!(
            "{{\"appId\":\"{CLIENT}\",\"replyUrls\":[\"https://a.example/\"],\"replyUrlsWithType\":[{{\"url\":\"https://a.example/\",\"type\":\"{word}\"}}]}}"
        );
        read_manifest(&text).map(|manifest| manifest.redirects.iter().map(|one| one.platform).collect::<Vec<_>>())
    };
    for (word, platform) in [
        ("Web", Platform::Web),
        ("Spa", Platform::SinglePage),
        ("SPA", Platform::SinglePage),
        ("InstalledClient", Platform::Desktop),
    ] {
        assert_eq!(typed(word), Ok(vec![platform]), "{word}");
    }
    assert!(matches!(typed("Telepathy"), Err(ManifestError::Unfit(_))));
    let page = changed(|page| page["spa"]["redirectUris"] = json!(["https://b.example/"])).unwrap();
    assert!(
        page.redirects.contains(&Redirect { address: "https://b.example/".to_owned(), platform: Platform::SinglePage })
    );
}

#[test]
fn what_is_not_said_is_left_open() {
    let least = read_manifest(&format!("{{\"appId\":\"{CLIENT}\",\"web\":{{}}}}")).unwrap();
    let nothing = Manifest {
        client_id: CLIENT.parse().unwrap(),
        object_id: None,
        name: None,
        publisher_domain: None,
        audience: None,
        redirects: Vec::new(),
        permissions: Vec::new(),
        secrets: Vec::new(),
        application_id_uris: Vec::new(),
        scopes: Vec::new(),
        clients: Vec::new(),
        public_client_flows: None,
        implicit_grant: ImplicitGrant::default(),
    };
    assert_eq!(least, nothing);
    let scope = json!({"api": {"oauth2PermissionScopes": [{}], "preAuthorizedApplications": [{"appId": CLIENT}]},
        "passwordCredentials": [{"hint": ""}], "appId": CLIENT, "id": "no ID"});
    let scarce = read_manifest(&scope.to_string()).unwrap();
    assert_eq!(
        scarce.scopes,
        [ExposedScope { id: None, value: String::new(), enabled: true, approver: Approver::Everybody }]
    );
    assert_eq!(scarce.clients, [AuthorizedClient { client: CLIENT.parse().unwrap(), scopes: Vec::new() }]);
    assert_eq!(scarce.secrets, [SecretEntry { key_id: None, hint: None, ends: None, name: None }]);
    assert_eq!(scarce.object_id, None);
}

#[test]
fn each_member_alone_makes_it_a_registration() {
    for member in [
        "\"signInAudience\":\"AzureADMyOrg\"",
        "\"requiredResourceAccess\":[]",
        "\"passwordCredentials\":[]",
        "\"identifierUris\":[]",
        "\"web\":{}",
        "\"replyUrlsWithType\":[]",
        "\"replyUrls\":[]",
    ] {
        assert!(read_manifest(&format!("{{\"appId\":\"{CLIENT}\",{member}}}")).is_ok(), "{member}");
        assert_eq!(read_manifest(&format!("{{{member}}}")), Err(ManifestError::NotARegistration), "{member}");
    }
}

#[test]
fn lists_hold_one_registration() {
    let one = page_value();
    let list = |entries: &[&Value]| json!({"value": entries}).to_string();
    assert_eq!(read_manifest(&list(&[&one])), Ok(registration()));
    assert_eq!(read_manifest(&json!([one]).to_string()), Ok(registration()), "az ad app list");
    assert_eq!(read_manifest(&list(&[])), Err(ManifestError::EmptyList));
    assert_eq!(read_manifest(&list(&[&one, &one])), Err(ManifestError::Several { count: 2 }));
    assert_eq!(read_manifest(&json!([one, one, one]).to_string()), Err(ManifestError::Several { count: 3 }));
    let both = changed(|page| page["value"] = json!([{"appId": OBJECT, "web": {}}])).unwrap();
    assert_eq!(both.client_id.as_str(), CLIENT, "what has an ID of its own is no list");
}

fn page_value() -> Value {
    serde_json::from_str(PAGE).unwrap()
}

#[test]
fn other_json_is_told_from_a_registration() {
    let principal = changed(|page| page["servicePrincipalType"] = json!("Application"));
    assert_eq!(principal, Err(ManifestError::EnterpriseApplication));
    for text in [
        format!("{{\"appId\":\"{CLIENT}\",\"displayName\":\"x\",\"password\":\"x\",\"tenant\":\"{OBJECT}\"}}"),
        format!("{{\"tenantId\":\"{OBJECT}\",\"user\":{{\"name\":\"x\"}}}}"),
    ] {
        assert_eq!(read_manifest(&text), Err(ManifestError::NotARegistration), "{text}");
    }
    for text in ["", "no JSON", "{}", "[]", "[1,2]", "{ x }", "{'appId':1}"] {
        assert_eq!(read_manifest(text), Err(ManifestError::NoDocument), "{text}");
    }
    let after = format!("{{\"tenantId\":\"{OBJECT}\"}}\n{PAGE}");
    assert_eq!(read_manifest(&after), Ok(registration()), "what is before it is passed over");
}

#[test]
fn it_is_said_where_it_went_wrong() {
    let at = |line, column| Place { line, column };
    let lines: Vec<&str> = PAGE.lines().collect();
    let cut = lines[..40].join("\n");
    assert_eq!(read_manifest(&cut), Err(ManifestError::Unfinished(at(40, lines[39].chars().count() + 1))));
    let comma = PAGE.replacen("\"deletedDateTime\": null,", "\"deletedDateTime\": null,,", 1);
    assert_eq!(read_manifest(&comma), Err(ManifestError::Broken(at(3, 26))));
    let below = format!("Größe:\n{comma}");
    assert_eq!(read_manifest(&below), Err(ManifestError::Broken(at(4, 26))));
    let beside = "Größe {\"appId\":1}";
    assert_eq!(read_manifest(beside), Err(ManifestError::Unfit(at(1, 16))));
    let unfit = PAGE.replacen(CLIENT, "no ID", 1);
    assert!(
        matches!(read_manifest(&unfit), Err(ManifestError::Unfit(Place { line: 4, .. }))),
        "{:?}",
        read_manifest(&unfit)
    );
    let twice = PAGE.replacen("\"description\"", "\"appId\"", 1);
    assert!(matches!(read_manifest(&twice), Err(ManifestError::Unfit(Place { line: 9, .. }))));
    let other_first = format!("{{\"tenantId\":\"{OBJECT}\"}}\n{comma}");
    assert_eq!(read_manifest(&other_first), Err(ManifestError::Broken(at(4, 26))), "the nearer one is told of");
    let broken_first = format!("{comma}\n{{\"tenantId\":\"{OBJECT}\"}}");
    assert_eq!(read_manifest(&broken_first), Err(ManifestError::Broken(at(3, 26))));
}

#[test]
fn fields_of_a_set_up() {
    let given = |first_three: Option<&str>| {
        let fields = fields(&page(), first_three);
        fields.into_iter().map(|found| (found.field, found.value)).collect::<Vec<_>>()
    };
    let day = |given: Vec<(FieldId, String)>| {
        given.into_iter().find(|(field, _)| *field == FieldId::SecretExpires).map(|(_, day)| day)
    };
    let ids = [
        (FieldId::ClientId, CLIENT),
        (FieldId::TenantDomain, "harbour.onmicrosoft.com"),
        (FieldId::RedirectUri, "https://www.tourtools.com/auth/"),
        (FieldId::RedirectUri, "http://localhost/mail-setup"),
        (FieldId::RedirectUri, "https://login.microsoftonline.com/common/oauth2/nativeclient"),
    ];
    assert_eq!(given(None), ids.map(|(field, value)| (field, value.to_owned())), "two secrets: no day");
    assert_eq!(day(given(Some("8xQ"))).as_deref(), Some("2028-11-21"));
    assert_eq!(day(given(Some("Tz1"))).as_deref(), Some("2025-03-01"));
    assert_eq!(day(given(Some("abc"))), None);
    let same_day = |page: &mut Value| page["passwordCredentials"][1]["endDateTime"] = json!("2028-11-21T00:00:00Z");
    let same_day = fields(&changed(same_day).unwrap(), None);
    assert!(same_day.iter().any(|found| found.value == "2028-11-21"), "two secrets that end on one day");
    let old = fields(&read_manifest(OLD_AZ).unwrap(), None);
    let old: Vec<_> = old.into_iter().map(|found| (found.field, found.value)).collect();
    assert_eq!(day(old.clone()).as_deref(), Some("2027-05-21"), "the only one");
    assert!(old.iter().all(|(field, _)| *field != FieldId::TenantDomain), "not surely the directory's own");
    let many =
        changed(|page| page["web"]["redirectUris"] = (0..40).map(|at| format!("https://a.example/{at}")).collect());
    let redirects = fields(&many.unwrap(), None).iter().filter(|found| found.field == FieldId::RedirectUri).count();
    assert_eq!(redirects, 16);
}
