//! *Paste the manifest*: all of a registration checked at once, and each difference led to its step.

use sendoff_journey::{Finding, Findings, PasteBox, PasteTarget};
use serde_json::{Value, json};

use super::*;

/// The manifest of a registration that is as TourTools needs it.
pub(super) fn right() -> Value {
    let scope = |id: &str| json!({"id": id, "type": "Scope"});
    json!({
        "id": stage::OBJECT,
        "appId": CLIENT,
        "displayName": "TourTools mail",
        "publisherDomain": "harbour.onmicrosoft.com",
        "signInAudience": "AzureADMyOrg",
        "identifierUris": [format!("api://{CLIENT}")],
        "web": {"redirectUris": ["https://www.tourtools.com/auth/", "http://localhost/mail-setup"]},
        "requiredResourceAccess": [{"resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [
            scope("e383f46e-2787-4529-855e-0e479a3ffac0"),
            scope("a367ab51-6b49-43bf-a716-a1fb06d2a174"),
            scope("7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
            scope("e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
        ]}],
        "passwordCredentials": [
            {"hint": "8xQ", "endDateTime": "2028-11-20T09:00:00Z", "displayName": "TourTools mail"},
            {"hint": "Tz1", "endDateTime": "2027-05-21T09:00:00Z", "displayName": "an older one"},
        ],
        "api": {
            "oauth2PermissionScopes": [{"id": SCOPE, "value": "sendMail", "isEnabled": true, "type": "Admin"}],
            "preAuthorizedApplications": [{"appId": CLIENT, "delegatedPermissionIds": [SCOPE]}],
        },
    })
}

const SCOPE: &str = "6f1e0d2c-3b4a-4958-8776-a5b4c3d2e1f0";

fn findings(screen: &Screen) -> Findings {
    let mut found = screen.blocks.iter().filter_map(|block| match block {
        Block::Findings(found) => Some(found.clone()),
        _ => None,
    });
    found.next().expect("nothing was held against the recipe")
}

fn manifest_box(screen: &Screen) -> PasteBox {
    let mut boxes = screen.blocks.iter().filter_map(|block| match block {
        Block::PasteBox(one) if one.paste.action == Action::PasteManifest => Some(one.clone()),
        _ => None,
    });
    boxes.next().expect("no place for a manifest")
}

fn at_first_step(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.begin_set_up();
    play
}

#[test]
fn a_right_manifest_fills_the_fields_and_nothing_differs() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    play.press(Action::PasteManifest);
    assert_eq!(play.effects, [Effect::ReadClipboard(PasteTarget::Manifest)]);
    play.paste_manifest(&right().to_string());
    let screen = play.screen();
    check_screen(&screen);
    let found = findings(&screen);
    assert_eq!(found.verdict.line(), "All that a manifest shows is as TourTools needs it");
    assert_eq!((found.tone, found.items.len()), (StatusTone::LooksRight, 0));
    assert!(found.beyond[0].line().contains("whether the permissions were approved"));
    let told = manifest_box(&screen).status.unwrap().text.line();
    assert_eq!(told, "Application (client) ID, Directory (tenant) ID belong to step 2, IDs, and are kept there");
    play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Tenant)))).unwrap();
    assert_eq!(field(&play.screen(), "Application (client) ID").value, CLIENT);
}

#[test]
fn what_belongs_to_several_steps_is_said_of_each() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    let mut one_secret = right();
    one_secret["passwordCredentials"].as_array_mut().unwrap().pop();
    play.paste_manifest(&one_secret.to_string());
    let told = manifest_box(&play.screen()).status.unwrap().text.line();
    assert_eq!(
        told,
        "Application (client) ID, Directory (tenant) ID belong to step 2, IDs, and are kept there. \
         Expires belongs to step 5, Client secret, and is kept there"
    );
}

#[test]
fn each_difference_leads_to_its_step_and_stands_there() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    let mut manifest = right();
    manifest["web"]["redirectUris"] = json!(["https://www.tourtools.com/auth", "http://localhost/mail-setup"]);
    manifest["passwordCredentials"] = json!([]);
    play.paste_manifest(&manifest.to_string());
    let screen = play.screen();
    let Findings { verdict, items, .. } = findings(&screen);
    assert_eq!(verdict.line(), "2 things differ from what TourTools needs");
    let [Finding { text, go: Some(go), tone }, Finding { go: Some(to_secret), .. }] = items.as_slice() else {
        panic!("{items:?}")
    };
    let sentence = "https://www.tourtools.com/auth is registered, and https://www.tourtools.com/auth/ is needed under \
                    Web. They differ in the slash at the end.";
    assert_eq!((text.line().as_str(), *tone), (sentence, StatusTone::Error));
    assert_eq!(go.action, Action::GoTo(StepId::RedirectUri));
    assert_eq!(to_secret.action, Action::GoTo(StepId::ClientSecret));
    assert_eq!(mark(&screen, StepId::RedirectUri), Mark::Problem);
    play.press(go.action.clone());
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(notes(&screen, Tone::Caution)[0], format!("The manifest says: {sentence}"));
    assert!(findings(&screen).items[0].go.is_none(), "the person is there");
    play.paste_manifest(&right().to_string());
    assert_eq!(findings(&play.screen()).items, []);
    assert_ne!(mark(&play.screen(), StepId::RedirectUri), Mark::Problem);
}

#[test]
fn the_end_of_the_secret_is_found_by_its_hint_whichever_came_first() {
    let scenery = Scenery::new();
    let end = |play: &Play<'_>| play.assistant.journey().unwrap().secret_ends().map(|day| day.to_string());
    let mut play = at_first_step(&scenery);
    play.hold_secret();
    play.paste_manifest(&right().to_string());
    assert_eq!(end(&play).as_deref(), Some("2028-11-20"));
    let mut play = at_first_step(&scenery);
    play.paste_manifest(&right().to_string());
    assert_eq!(end(&play), None, "there are two secrets, and none is held");
    play.hold_secret();
    assert_eq!(end(&play).as_deref(), Some("2028-11-20"));
}

#[test]
fn a_secret_of_another_registration_is_named_and_takes_no_end_from_this_one() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    let mut manifest = right();
    manifest["passwordCredentials"].as_array_mut().unwrap().remove(0);
    play.paste_manifest(&manifest.to_string());
    let end = |play: &Play<'_>| play.assistant.journey().unwrap().secret_ends();
    assert!(end(&play).is_some(), "there is but one secret");
    play.hold_secret();
    assert_eq!(end(&play), None, "and this is not the one");
    let [unknown] = findings(&play.screen()).items.try_into().unwrap();
    assert_eq!(
        unknown.text.line(),
        "The client secret pasted here starts 8xQ; those of the app registration start Tz1. One of these is needed."
    );
}

#[test]
fn what_only_the_guide_asks_for_is_a_caution() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    let mut manifest = right();
    manifest["api"] = json!({});
    play.paste_manifest(&manifest.to_string());
    let found = findings(&play.screen());
    assert_eq!(found.verdict.line(), "TourTools can work with this; 2 things are worth a look");
    assert!(found.items.iter().all(|item| item.tone == StatusTone::Caution));
    assert_ne!(mark(&play.screen(), StepId::ExposeApi), Mark::Problem);
}

#[test]
fn the_manifest_of_another_registration_is_said_to_be_that() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    play.paste_manifest(&right().to_string());
    let mut manifest = right();
    manifest["appId"] = json!(stage::OBJECT);
    play.paste_manifest(&manifest.to_string());
    let [other] = findings(&play.screen()).items.try_into().unwrap();
    assert_eq!(other.text.line(), format!("The manifest belongs to {}, and this is about {CLIENT}.", stage::OBJECT));
    assert_eq!(other.go.unwrap().action, Action::GoTo(StepId::Tenant));
    play.press(Action::GoTo(StepId::Tenant));
    assert_eq!(field(&play.screen(), "Application (client) ID").value, CLIENT, "nothing of it was taken");
}

#[test]
fn what_is_no_manifest_is_named_by_kind() {
    let scenery = Scenery::new();
    let deep = format!("{{\"a\":{}", "[".repeat(40));
    let long = format!("{{\"a\":[{}", "1,".repeat(20_000));
    for (text, title) in [
        ("Application (client) ID", "This is not a manifest"),
        ("{\"appId\":", "The end of the manifest is missing"),
        ("{\"appId\" 1}", "The manifest cannot be read"),
        ("{\"appId\": [1]}", "The manifest has a value of the wrong kind"),
        (&deep, "This is nested deeper than any manifest"),
        (&long, "This has more values than any manifest"),
        ("{\"name\": \"x\"}", "This is not the manifest of an app registration"),
        ("[{\"servicePrincipalType\": \"Application\"}]", "This is the enterprise application"),
        ("[{\"appId\": null}, {\"appId\": null}]", "There are 2 app registrations in this text"),
        (&"x".repeat(1_100_000), "This is too long to be read"),
    ] {
        let mut play = at_first_step(&scenery);
        play.paste_manifest(text);
        let screen = play.screen();
        check_screen(&screen);
        let told = manifest_box(&screen).status.unwrap();
        assert!(told.text.line().starts_with(title), "{}", told.text.line());
        assert_eq!(told.tone, StatusTone::Error);
        assert!(!screen.blocks.iter().any(|block| matches!(block, Block::Findings(_))));
    }
}

#[test]
fn a_manifest_made_to_do_harm_is_shown_in_part_and_as_it_cannot_mislead() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    let mut manifest = right();
    let more: Vec<Value> =
        (0..900).map(|at| json!({"id": format!("00000000-0000-4000-8000-{at:012}"), "type": "Role"})).collect();
    manifest["requiredResourceAccess"][0]["resourceAccess"].as_array_mut().unwrap().extend(more);
    manifest["passwordCredentials"] = json!([]);
    manifest["web"]["redirectUris"] = json!(["https://www.tourtools.com/\u{202e}auth/", "http://localhost/mail-setup"]);
    play.paste_manifest(&manifest.to_string());
    let screen = play.screen();
    let found = findings(&screen);
    let superfluous = |item: &&Finding| item.text.line().contains("does not need it");
    assert_eq!(found.items.iter().filter(superfluous).count(), 5);
    assert!(found.items.iter().any(|item| item.text.line().starts_with("There is no client secret")));
    assert_eq!(found.more.unwrap().line(), "895 more are not shown; they appear when these are mended.");
    assert!(!serde_json::to_string(&screen).unwrap().contains('\u{202e}'));
}

#[test]
fn nothing_of_a_manifest_is_written_down_but_the_fields() {
    let scenery = Scenery::new();
    let mut play = at_first_step(&scenery);
    play.paste_manifest(&right().to_string());
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    assert!(written.contains(CLIENT) && !written.contains(SCOPE) && !written.contains("Tz1"), "{written}");
}
