//! The Manifest page in both formats, and the settings of the organisation.

use crate::desk::Desk;
use sendoff_practice::directory::Platform;
use serde_json::{Value, json};

async fn manifest(desk: &mut Desk, page: &str) -> Value {
    let page = desk.open(page).await;
    let [text] = page.copied("#manifest").try_into().expect("one manifest");
    serde_json::from_str(&text).expect("what is copied is JSON")
}

#[tokio::test]
async fn graphs_format_says_everything_the_registration_is() {
    let mut desk = Desk::seeded().await;
    desk.office().add_redirect(desk.app(), Platform::Desktop, "http://localhost/desktop").unwrap();
    let registration = desk.registration();
    let told = manifest(&mut desk, "manifest").await;
    assert_eq!(told["appId"], registration.app_id.to_string());
    assert_eq!(told["id"], registration.object_id.to_string());
    assert_eq!(told["signInAudience"], "AzureADMyOrg");
    assert_eq!(told["web"]["redirectUris"], json!(["https://www.tourtools.com/auth/", "http://localhost/mail-setup"]));
    assert_eq!(told["publicClient"]["redirectUris"], json!(["http://localhost/desktop"]));
    let required = &told["requiredResourceAccess"][0];
    assert_eq!(required["resourceAppId"], "00000003-0000-0000-c000-000000000000");
    let send = json!({"id": "e383f46e-2787-4529-855e-0e479a3ffac0", "type": "Scope"});
    assert!(required["resourceAccess"].as_array().unwrap().contains(&send), "{required}");
    let secret = &told["passwordCredentials"][0];
    assert_eq!(secret["hint"], registration.secrets[0].hint());
    assert_eq!(secret["secretText"], Value::Null);
    assert!(secret["endDateTime"].as_str().unwrap().ends_with('Z'));
    assert!(!told.to_string().contains(registration.secrets[0].value.reveal()), "the value is never told again");
}

#[tokio::test]
async fn the_older_format_says_the_same_in_its_own_words() {
    let mut desk = Desk::seeded().await;
    desk.office().add_redirect(desk.app(), Platform::Spa, "http://localhost/page").unwrap();
    desk.office().set_application_id_uri(desk.app(), &format!("api://{}", desk.app())).unwrap();
    let registration = desk.registration();
    let told = manifest(&mut desk, "manifest/legacy").await;
    assert_eq!(told["name"], "TourTools mail");
    let reply = &told["replyUrlsWithType"];
    assert_eq!(reply[1], json!({"url": "http://localhost/mail-setup", "type": "Web"}));
    assert_eq!(reply[2], json!({"url": "http://localhost/page", "type": "Spa"}));
    assert_eq!(told["identifierUris"], json!([format!("api://{}", registration.app_id)]));
    let secret = &told["passwordCredentials"][0];
    assert_eq!(
        (&secret["value"], secret["keyId"].as_str()),
        (&Value::Null, Some(registration.secrets[0].id.to_string().as_str()))
    );
    assert!(told.get("displayName").is_none() && told.get("web").is_none());
}

#[tokio::test]
async fn user_consent_is_switched_on_its_page() {
    let mut desk = Desk::seeded().await;
    let home = desk.robot.open(desk.portal()).await.unwrap();
    let page = desk.robot.click(&home, "User consent settings").await.unwrap();
    let mut form = crate::desk::form(&page, "Save");
    form.tick_in("User consent for applications", "Do not allow user consent").unwrap();
    let saved = desk.robot.submit(&form, "Save").await.unwrap();
    assert!(saved.text().contains("Saved."));
    assert!(!desk.office().directory().user_consent);
}

#[tokio::test]
async fn the_enterprise_application_has_an_object_id_of_its_own() {
    let mut desk = Desk::seeded().await;
    let registration = desk.registration();
    let address = desk.link("").as_str().replace("app-registrations", "enterprise-applications") + "properties";
    let page = desk.robot.open(address.parse().unwrap()).await.unwrap();
    let text = page.text();
    assert!(text.contains(&registration.enterprise_object_id().to_string()), "{text}");
    assert!(!text.contains(&registration.object_id.to_string()));
}
