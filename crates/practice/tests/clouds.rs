//! An office whose directory is in a national cloud: it says so wherever it is asked, and what belongs to one cloud is nothing in another.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says by panicking what does not hold"
)]

mod common;

use common::{Desk, GRAPH_DEFAULT};
use reqwest::{Response, StatusCode};
use sendoff_practice::{OfficeSettings, directory::Cloud};
use serde_json::Value;

async fn desk(cloud: Cloud) -> Desk {
    Desk::with(OfficeSettings { cloud, ..OfficeSettings::default() }).await
}

async fn discovery(desk: &Desk, host: &str) -> Value {
    let domain = desk.office().directory().domain;
    let address = format!("{host}/{domain}/v2.0/.well-known/openid-configuration");
    let answer = desk.http.get(address).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

async fn access(desk: &Desk, host: &str, scope: &str) -> Response {
    let form = [
        ("grant_type", "client_credentials".to_owned()),
        ("client_id", desk.app.to_string()),
        ("client_secret", desk.secret.clone()),
        ("scope", scope.to_owned()),
    ];
    let address = format!("{host}/{}/oauth2/v2.0/token", desk.office().tenant());
    desk.http.post(address).form(&form).send().await.unwrap()
}

#[tokio::test]
async fn a_directory_says_in_every_cloud_in_which_one_it_is() {
    for (cloud, instance, part) in [
        (Cloud::Worldwide, "microsoftonline.com", Value::Null),
        (Cloud::UsGovernment, "microsoftonline.us", "DODCON".into()),
        (Cloud::UsDefense, "microsoftonline.us", "DOD".into()),
        (Cloud::China, "partner.microsoftonline.cn", Value::Null),
    ] {
        let desk = desk(cloud).await;
        let addresses = desk.running.addresses();
        for host in [addresses.secure(), addresses.abroad()] {
            let document = discovery(&desk, &host).await;
            assert_eq!(document["cloud_instance_name"], instance, "{cloud:?}");
            assert_eq!(document["tenant_region_sub_scope"], part, "{cloud:?}");
            let issuer = document["issuer"].as_str().unwrap();
            assert!(issuer.starts_with(&addresses.secure()), "the issuer is at home: {issuer}");
        }
        desk.running.stop().await;
    }
}

#[tokio::test]
async fn access_is_given_at_home_for_resources_of_home_alone() {
    let desk = desk(Cloud::UsGovernment).await;
    let (home, abroad) = (desk.running.addresses().secure(), desk.running.addresses().abroad());
    let given = access(&desk, &home, "https://graph.microsoft.us/.default").await;
    assert_eq!(given.status(), StatusCode::OK);
    let given: Value = given.json().await.unwrap();
    let token = given["access_token"].as_str().unwrap().to_owned();

    for scope in [GRAPH_DEFAULT, "https://microsoftgraph.chinacloudapi.cn/.default"] {
        let refused: Value = access(&desk, &home, scope).await.json().await.unwrap();
        assert_eq!(refused["error_codes"][0], 500_011, "{scope}: {refused}");
    }
    let refused: Value = access(&desk, &abroad, GRAPH_DEFAULT).await.json().await.unwrap();
    assert_eq!(refused["error_codes"][0], 900_439, "{refused}");

    let me = |host: &str| desk.http.get(format!("{host}/v1.0/users/x/messages")).bearer_auth(&token).send();
    let there = me(&abroad).await.unwrap();
    assert_eq!(there.status(), StatusCode::UNAUTHORIZED);
    let there: Value = there.json().await.unwrap();
    assert_eq!(there["error"]["code"], "InvalidAuthenticationToken");
    assert_ne!(me(&home).await.unwrap().status(), StatusCode::UNAUTHORIZED, "at home it is believed");
    desk.running.stop().await;
}
