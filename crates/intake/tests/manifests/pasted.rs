//! A manifest pasted into any step.

use std::sync::LazyLock;

use sendoff_intake::{Known, Question, ReadContext, Reading, read};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::{FieldId, StepId};
use serde_json::json;

use crate::{CLIENT, DOCUMENTS, OBJECT, OLD_AZ, PAGE, page_value, registration};

static RECIPES: LazyLock<Recipes> = LazyLock::new(|| Recipes::bundled().unwrap());

const VALUE: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";
const OTHER: &str = "c1f5a7d3-8e92-4b60-a3d4-5e6f70819203";
const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";

fn pasted_at(step: Option<StepId>, text: &str, known: &Known) -> Reading {
    let provider = RECIPES.provider(ProviderId::Microsoft).unwrap();
    read(text, &ReadContext { provider, recipe: RECIPES.recipe("tourtools"), step, known }).unwrap()
}

pub(crate) fn pasted(text: &str) -> Reading {
    pasted_at(None, text, &Known::default())
}

fn values(reading: &Reading) -> Vec<(&'static str, &str)> {
    reading.public.fields.iter().map(|found| (found.field.as_str(), found.value.as_str())).collect()
}

const GIVEN: [(&str, &str); 5] = [
    ("client_id", CLIENT),
    ("tenant_domain", "harbour.onmicrosoft.com"),
    ("redirect_uri", "https://www.tourtools.com/auth/"),
    ("redirect_uri", "http://localhost/mail-setup"),
    ("redirect_uri", "https://login.microsoftonline.com/common/oauth2/nativeclient"),
];

#[test]
fn every_document_fills_what_it_can_at_every_step() {
    let steps = StepId::ALL.iter().copied().map(Some).chain([None]);
    for (step, (name, text)) in steps.flat_map(|step| DOCUMENTS.map(|document| (step, document))) {
        let reading = pasted_at(step, text, &Known::default());
        assert_eq!(values(&reading), GIVEN, "{name} at {step:?}");
        assert_eq!(reading.manifest, Some(registration()), "{name} at {step:?}");
        assert!(reading.secret.is_none(), "{name} at {step:?}");
        assert_eq!(reading.public.declined.len(), 1, "{name} at {step:?}");
        assert_eq!(reading.public.declined[0].id.as_deref(), Some(OBJECT), "{name} at {step:?}");
        let asked = vec!["2025-03-01".to_owned(), "2028-11-21".to_owned()];
        let days = Question::TwoValuesFit { field: FieldId::SecretExpires, values: asked };
        let questions = if step == Some(StepId::ClientSecret) { vec![days] } else { Vec::new() };
        assert_eq!(reading.public.questions, questions, "{name} at {step:?}");
        assert!(!reading.is_empty());
    }
}

#[test]
fn the_secret_that_is_held_or_pasted_with_it_tells_the_day() {
    let day = |reading: &Reading| reading.public.value(FieldId::SecretExpires).map(str::to_owned);
    let held = Known { secret_hint: Some("8xQ".to_owned()), ..Known::default() };
    let reading = pasted_at(Some(StepId::ClientSecret), PAGE, &held);
    assert_eq!(day(&reading).as_deref(), Some("2028-11-21"));
    assert!(reading.public.questions.is_empty());
    for text in [format!("{PAGE}\nValue: {VALUE}"), format!("{VALUE}\n{PAGE}")] {
        let reading = pasted(&text);
        assert_eq!(reading.secret.as_ref().unwrap().secret.expose(), VALUE);
        assert_eq!(day(&reading).as_deref(), Some("2028-11-21"));
        assert_eq!(reading.manifest, Some(registration()));
    }
    let strange = Known { secret_hint: Some("abc".to_owned()), ..Known::default() };
    assert_eq!(day(&pasted_at(None, PAGE, &strange)), None);
    let with_row = format!("Expires: 21 May 2027\nValue: {VALUE}\n{OLD_AZ}");
    assert_eq!(day(&pasted(&with_row)).as_deref(), Some("2027-05-21"), "the row beside it, as no hint fits");
    assert_eq!(day(&pasted(OLD_AZ)).as_deref(), Some("2027-05-21"), "the only secret there is");
}

#[test]
fn a_secret_inside_is_taken_out() {
    let mut page = page_value();
    page["passwordCredentials"][0]["secretText"] = json!(VALUE);
    let reading = pasted(&page.to_string());
    assert_eq!(reading.secret.as_ref().unwrap().secret.expose(), VALUE);
    assert_eq!(reading.public.value(FieldId::SecretExpires), Some("2028-11-21"));
    assert!(!format!("{reading:?}").contains(VALUE));
    page["passwordCredentials"][1]["secretText"] = json!(VALUE.replace("8xQ", "Tz1"));
    let beside = pasted(&format!("{VALUE}\n{page}"));
    assert_eq!(beside.secret.unwrap().secret.expose(), VALUE, "what stands beside it is meant");
    page["notes"] = json!(VALUE);
    let reading = pasted(&page.to_string());
    assert!(reading.secret.is_none());
    assert_eq!(reading.public.questions, [Question::SeveralSecrets { count: 2 }]);
}

#[test]
fn a_secret_of_another_shape_is_in_no_manifest() {
    let unusual = "Zm9vYmFyYmF6cXV4MTIzNDU2";
    let mut page = page_value();
    page["passwordCredentials"][0]["displayName"] = json!(format!("x {unusual}"));
    let reading = pasted(&format!("Value: {unusual}\n{page}"));
    assert_eq!(reading.secret.as_ref().unwrap().secret.expose(), unusual);
    assert!(!format!("{reading:?}").contains(unusual));
    assert_eq!(reading.manifest, None);
    for member in ["displayName", "publisherDomain"] {
        let mut page = page_value();
        page[member] = json!(unusual);
        assert_eq!(pasted(&format!("Value: {unusual}\n{page}")).manifest, None, "{member}");
    }
    for (member, value) in [
        ("web", json!({"redirectUris": [format!("https://a.example/{unusual}")]})),
        ("identifierUris", json!([format!("api://{unusual}")])),
        ("api", json!({"oauth2PermissionScopes": [{"value": unusual}]})),
    ] {
        let mut page = page_value();
        page[member] = value;
        assert_eq!(pasted(&format!("Value: {unusual}\n{page}")).manifest, None, "{member}");
    }
}

#[test]
fn words_around_a_manifest_are_no_secret() {
    for words in ["Manifest", "our manifest of today:", "az ad app show --id"] {
        let reading = pasted_at(Some(StepId::ClientSecret), &format!("{words}\n{PAGE}"), &Known::default());
        assert!(reading.secret.is_none(), "{words}");
        assert_eq!(values(&reading), GIVEN, "{words}");
    }
}

#[test]
fn what_stands_around_it_is_read_too() {
    let text = format!(
        "$ az ad app show --id {CLIENT}\n{PAGE}\nDirectory (tenant) ID: {TENANT}\nApplication (client) ID: {CLIENT}"
    );
    let reading = pasted(&text);
    assert_eq!(reading.public.value(FieldId::TenantId), Some(TENANT));
    assert_eq!(reading.public.value(FieldId::ClientId), Some(CLIENT));
    assert_eq!(values(&reading).len(), GIVEN.len() + 1);
    assert!(reading.public.questions.is_empty(), "{:?}", reading.public.questions);
}

#[test]
fn a_manifest_of_another_registration_is_told() {
    let asked = |other: &str| {
        let values = vec![other.to_owned(), CLIENT.to_owned()];
        vec![Question::TwoValuesFit { field: FieldId::ClientId, values }]
    };
    let known = Known { client_id: Some(OTHER.parse().unwrap()), ..Known::default() };
    let reading = pasted_at(Some(StepId::Tenant), PAGE, &known);
    assert_eq!((values(&reading), &reading.public.questions), (Vec::new(), &asked(OTHER)));
    assert_eq!(reading.manifest, Some(registration()));
    let beside = pasted(&format!("Application (client) ID: {OTHER}\nDirectory (tenant) ID: {TENANT}\n{PAGE}"));
    assert_eq!((values(&beside), &beside.public.questions), (vec![("tenant_id", TENANT)], &asked(OTHER)));
    let same = Known { client_id: Some(CLIENT.parse().unwrap()), ..Known::default() };
    assert_eq!(values(&pasted_at(None, PAGE, &same)), GIVEN);
}

#[test]
fn json_that_is_no_manifest_is_read_by_its_keys() {
    let account =
        format!("{{\"appId\":\"{CLIENT}\",\"displayName\":\"x\",\"password\":\"{VALUE}\",\"tenant\":\"{TENANT}\"}}");
    let reading = pasted(&account);
    assert_eq!(values(&reading), [("client_id", CLIENT), ("tenant_id", TENANT)]);
    assert_eq!(reading.secret.as_ref().unwrap().secret.expose(), VALUE);
    assert_eq!(reading.manifest, None);
}
