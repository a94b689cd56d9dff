//! A directory that discovery finds in another of Microsoft's clouds: said so, by that cloud's name, and nothing more is asked.

use sendoff_problem::ValueName;
use serde_json::{Value, json};

use crate::{
    alone,
    provider::{Ask, Place, ample, meet, tenant},
    stub::http,
};

#[tokio::test]
async fn a_directory_of_another_cloud_is_told_from_one_that_is_not_there() {
    let _alone = alone().await;
    for (instance, part, named) in [
        ("microsoftonline.us", json!("DODCON"), Some("the cloud for the US Government (GCC High)")),
        ("microsoftonline.us", json!("DOD"), Some("the cloud for the US Department of Defense (DoD)")),
        ("partner.microsoftonline.cn", Value::Null, Some("the cloud in China, operated by 21Vianet")),
        ("sovcloud-identity.fr", Value::Null, None),
    ] {
        let document = json!({
            "issuer": format!("https://login.{instance}/{}/v2.0", tenant()),
            "cloud_instance_name": instance,
            "tenant_region_sub_scope": part,
        });
        let met = meet(Ask::Directory, answering(&document), ample()).await;
        let problem = met.outcome.unwrap_err();
        assert_eq!(problem.kind.as_str(), "other-cloud", "{instance}: {problem:?}");
        assert_eq!(problem.values.get(&ValueName::Cloud).map(String::as_str), named, "{instance}");
        assert_eq!(problem.values.contains_key(&ValueName::Provider), named.is_some(), "{instance}: the way there");
        assert_eq!(met.heard.len(), 1, "{instance}: {:?}", met.heard);
    }
}

/// What a document says of its cloud does not make its issuer believed.
#[tokio::test]
async fn a_document_that_says_it_is_at_home_must_name_the_issuer_of_home() {
    let _alone = alone().await;
    for issuer in ["https://login.microsoftonline.us/b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34/v2.0", "{tenantid}"] {
        let document = json!({ "issuer": issuer, "cloud_instance_name": "microsoftonline.com" });
        let met = meet(Ask::Directory, answering(&document), ample()).await;
        assert_eq!(met.outcome.unwrap_err().kind.as_str(), "answer-not-believed", "{issuer}");
    }
}

fn answering(document: &Value) -> Place {
    let answer = http("200 OK", "Content-Type: application/json\r\n", &document.to_string());
    Place::Provider(Box::new(move |guest, identity| {
        let mut secured = guest.secure(identity);
        secured.say(&answer);
        secured.close();
    }))
}
