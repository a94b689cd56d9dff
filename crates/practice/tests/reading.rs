//! Looking into a mailbox by Graph; and an application by itself, with both ways of limiting it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use common::Desk;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::Robot;
use sendoff_practice::{Delegation, Fault, MendedBy, OfficeSettings, Seed};
use serde_json::Value;
use url::Url;

async fn get(desk: &Desk, token: &str, path: &str) -> (u16, Value) {
    let address = format!("{}/{path}", desk.running.addresses().graph());
    let response = desk.http.get(address).bearer_auth(token).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

fn code(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["code"].as_str().unwrap_or_default())
}

async fn person(seed: Seed, scope: &str) -> (Desk, String) {
    let desk = Desk::seeded(seed, OfficeSettings::default()).await;
    let tokens = desk.tokens_for(scope).await;
    let token = tokens["access_token"].as_str().unwrap_or_else(|| panic!("{tokens}")).to_owned();
    (desk, token)
}

/// The application alone, and its token.
async fn application() -> (Desk, String) {
    let desk = Desk::seeded(Seed::ApplicationAlone, OfficeSettings::default()).await;
    let (_, tokens) = desk.app_token(&desk.secret).await;
    let token = tokens["access_token"].as_str().unwrap().to_owned();
    (desk, token)
}

/// Sends as the mailbox with this address, in the application's own name.
async fn send_as(desk: &Desk, token: &str, address: &str) -> (u16, String) {
    let body = serde_json::json!({"message": {"subject": "By itself", "toRecipients": [{"emailAddress": {"address": address}}]}});
    let answer = desk.send_raw(token, &format!("users/{address}"), "application/json", body.to_string()).await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    (status, body["error"]["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn the_newest_message_comes_first_with_what_was_asked_of_it() {
    let (desk, token) = person(Seed::ZappySys, "offline_access Mail.Read Mail.Send").await;
    for id in ["one@x.example", "two@x.example"] {
        assert_eq!(desk.send_mail(&token, id).await.unwrap().status(), 202);
    }
    let (status, all) = get(&desk, &token, "me/messages").await;
    assert_eq!(
        (status, all["value"].as_array().unwrap().len()),
        (200, 2),
        "a message to oneself is listed once: {all}"
    );
    let (_, one) = get(&desk, &token, "me/messages?$top=1&$select=internetMessageId,subject").await;
    let expected = serde_json::json!([{"internetMessageId": "<two@x.example>", "subject": "Prüfung"}]);
    assert_eq!(one["value"], expected);
    let (_, sent) = get(&desk, &token, "me/mailFolders/sentitems/messages?$top=5&$select=internetMessageId").await;
    assert_eq!(sent["value"].as_array().unwrap().len(), 2);
    assert_eq!(code(&get(&desk, &token, "me/mailFolders/archive/messages").await), (404, "ErrorItemNotFound"));
    assert_eq!(code(&get(&desk, &token, "me/messages?$top=0").await), (400, "BadRequest"));
    assert_eq!(code(&get(&desk, &token, "me/messages?$select=nothing").await), (400, "BadRequest"));
    assert_eq!(code(&get(&desk, &token, "me/calendars").await), (403, "ErrorAccessDenied"));
}

#[tokio::test]
async fn calendars_are_listed_with_their_own_permission() {
    let (desk, token) = person(Seed::Gathr, "offline_access Mail.ReadBasic Mail.Read Calendars.Read").await;
    let (status, calendars) = get(&desk, &token, "me/calendars?$select=name,isDefaultCalendar").await;
    assert_eq!(
        (status, &calendars["value"]),
        (200, &serde_json::json!([{"name": "Calendar", "isDefaultCalendar": true}]))
    );
    assert_eq!(get(&desk, &token, "me/messages?$top=1").await.0, 200);
}

#[tokio::test]
async fn without_the_permission_nothing_is_read_and_basic_reading_has_no_text() {
    let (desk, token) = person(Seed::TourTools, "offline_access Mail.Send").await;
    assert_eq!(code(&get(&desk, &token, "me/messages").await), (403, "ErrorAccessDenied"));
    let (desk, token) = person(Seed::Gathr, "offline_access Mail.ReadBasic").await;
    assert_eq!(get(&desk, &token, "me/messages?$select=subject").await.0, 200);
    let (desk, token) = person(Seed::ZappySys, "offline_access Mail.ReadBasic Mail.Send").await;
    desk.send_mail(&token, "one@x.example").await.unwrap();
    let (_, listed) = get(&desk, &token, "me/messages").await;
    assert!(listed["value"][0].get("bodyPreview").is_none(), "{listed}");
}

#[tokio::test]
async fn a_shared_mailbox_is_read_with_the_shared_permission_and_full_access() {
    let (desk, token) = person(Seed::ZappySys, "offline_access Mail.Read.Shared").await;
    let shared = desk.office().account(AccountKind::Shared).unwrap().address;
    let path = format!("users/{shared}/messages");
    assert_eq!(code(&get(&desk, &token, &path).await), (403, "ErrorAccessDenied"));
    desk.office().delegate(&shared, Delegation::FullAccess, &desk.mailbox()).unwrap();
    assert_eq!(get(&desk, &token, &path).await.0, 200);
}

#[tokio::test]
async fn an_application_by_itself_sends_and_reads_in_every_mailbox_until_a_policy_limits_it() {
    let (desk, token) = application().await;
    let (own, other) = (desk.mailbox(), desk.office().account(AccountKind::Colleague).unwrap().address);
    assert_eq!(send_as(&desk, &token, &own).await.0, 202);
    assert_eq!(send_as(&desk, &token, &other).await.0, 202);
    assert_eq!(get(&desk, &token, &format!("users/{own}/messages?$top=1")).await.0, 200);
    assert_eq!(get(&desk, &token, &format!("users/{own}/calendars")).await.0, 200);
    assert_eq!(code(&get(&desk, &token, "me/messages").await), (400, "BadRequest"));
    let policy = format!(
        "New-ApplicationAccessPolicy -AppId {} -PolicyScopeGroupId {own} -AccessRight RestrictAccess -Description \"Only this one\"\n\
         Test-ApplicationAccessPolicy -Identity {other} -AppId {}",
        desk.app, desk.app
    );
    let (printed, refusal) = desk.office().run_exchange_commands(&policy);
    assert!(refusal.is_none() && printed[1].ends_with("AccessCheckResult Denied"), "{printed:?} {refusal:?}");
    assert_eq!(send_as(&desk, &token, &own).await.0, 202);
    assert_eq!(send_as(&desk, &token, &other).await, (403, "ErrorAccessDenied".to_owned()));
    assert_eq!(code(&get(&desk, &token, &format!("users/{other}/messages")).await), (403, "ErrorAccessDenied"));
}

#[tokio::test]
async fn a_role_within_a_scope_replaces_the_approval() {
    let (desk, token) = application().await;
    let (own, other) = (desk.mailbox(), desk.office().account(AccountKind::Colleague).unwrap().address);
    desk.office().revoke_admin_consent(desk.app).unwrap();
    assert_eq!(send_as(&desk, &token, &own).await, (403, "ErrorAccessDenied".to_owned()));
    let registration = desk.office().registration(desk.app).unwrap();
    let commands = |object: String| {
        format!(
            "New-ServicePrincipal -AppId {} -ObjectId {object} -DisplayName \"Mail\"\n\
             New-ManagementScope -Name \"Tours\" -RecipientRestrictionFilter \"PrimarySmtpAddress -eq '{own}'\"\n\
             New-ManagementRoleAssignment -App {object} -Role \"Application Mail.Send\" -CustomResourceScope \"Tours\"\n\
             Test-ServicePrincipalAuthorization -Identity {object} -Resource {own}",
            desk.app
        )
    };
    let portal = Url::parse(&desk.running.addresses().portal()).unwrap();
    let right = commands(registration.enterprise_object_id().to_string());
    let printed = Robot::new().unwrap().run_exchange_commands(portal, &right).await.unwrap();
    assert!(printed.contains("Application Mail.Send") && printed.contains("True"), "{printed}");
    assert_eq!(send_as(&desk, &token, &own).await.0, 202);
    assert_eq!(send_as(&desk, &token, &other).await.0, 403);
    let (wrong, token) = application().await;
    wrong.office().revoke_admin_consent(wrong.app).unwrap();
    let registration = wrong.office().registration(wrong.app).unwrap();
    let object = registration.object_id;
    let text = format!(
        "New-ServicePrincipal -AppId {} -ObjectId {object}\nNew-ManagementRoleAssignment -App {object} -Role \"Application Mail.Send\"",
        wrong.app
    );
    assert!(wrong.office().run_exchange_commands(&text).1.is_none(), "Exchange takes it");
    assert_eq!(send_as(&wrong, &token, &wrong.mailbox()).await.0, 403, "and it is the registration's Object ID");
}

#[tokio::test]
async fn the_faults_of_an_application_and_of_reading_are_met_and_mended() {
    let portal = |desk: &Desk| Url::parse(&desk.running.addresses().portal()).unwrap();
    for fault in [Fault::ApplicationNotApproved, Fault::ApplicationLimited] {
        let (desk, token) = application().await;
        desk.running.arm(fault);
        let own = desk.mailbox();
        for _ in 0..2 {
            assert_eq!(send_as(&desk, &token, &own).await, (403, "ErrorAccessDenied".to_owned()), "{fault}");
        }
        let MendedBy::Portal(action) = fault.mended_by() else { panic!("{fault}") };
        Robot::new().unwrap().mend(portal(&desk), action).await.unwrap();
        assert_eq!(send_as(&desk, &token, &own).await.0, 202, "{fault}");
    }
    let (desk, token) = person(Seed::ZappySys, "offline_access Mail.Read").await;
    for (fault, expected) in [
        (Fault::GraphReadDenied, (403, "ErrorAccessDenied")),
        (Fault::GraphReadThrottled, (429, "TooManyRequests")),
        (Fault::GraphUnauthorized, (401, "InvalidAuthenticationToken")),
    ] {
        desk.running.arm(fault);
        assert_eq!(code(&get(&desk, &token, "me/messages").await), expected);
        assert_eq!(get(&desk, &token, "me/messages").await.0, 200, "{fault}");
    }
}

#[tokio::test]
async fn send_as_that_is_missing_stops_a_message_by_graph_too() {
    let (desk, token) = person(Seed::TourTools, "offline_access Mail.Send Mail.Send.Shared").await;
    let shared = desk.office().account(AccountKind::Shared).unwrap().address;
    desk.office().delegate(&shared, Delegation::SendAs, &desk.mailbox()).unwrap();
    let send = async || {
        let body = serde_json::json!({"message": {"from": {"emailAddress": {"address": shared}},
            "toRecipients": [{"emailAddress": {"address": desk.mailbox()}}]}});
        desk.send_raw(&token, "me", "application/json", body.to_string()).await.unwrap().status().as_u16()
    };
    assert_eq!(send().await, 202);
    desk.running.arm(Fault::SendAsMissing);
    assert_eq!((send().await, send().await), (403, 403));
    let portal = Url::parse(&desk.running.addresses().portal()).unwrap();
    Robot::new().unwrap().mend(portal, sendoff_practice::PortalAction::GrantSendAs).await.unwrap();
    assert_eq!(send().await, 202);
}

#[tokio::test]
async fn commands_stop_at_the_first_that_is_refused_and_say_why() {
    let desk = Desk::seeded(Seed::ApplicationAlone, OfficeSettings::default()).await;
    let own = desk.mailbox();
    let run = |text: &str| {
        let (printed, refusal) = desk.office().run_exchange_commands(text);
        (printed.len(), refusal.map(|refusal| refusal.to_string()).unwrap_or_default())
    };
    let good = format!(
        "# comment\nConnect-ExchangeOnline\nSet-TransportConfig -SmtpClientAuthenticationDisabled $false\r\n\
         Set-CASMailbox -Identity {own} `\n  -SmtpClientAuthenticationDisabled $false -ImapEnabled $false\n"
    );
    assert_eq!(run(&good), (3, String::new()));
    let apps = desk.office().account(AccountKind::Mailbox).unwrap().apps;
    assert_eq!((apps.smtp, apps.imap, apps.pop), (Some(true), false, true));
    assert!(desk.office().directory().exchange.smtp_auth);
    assert_eq!(run(&format!("Set-CASMailbox {own} -SmtpClientAuthenticationDisabled $null")).0, 1);
    assert_eq!(desk.office().account(AccountKind::Mailbox).unwrap().apps.smtp, None);
    for (text, expected) in [
        ("Set-CASMailbox -Identity nobody@x.example -ImapEnabled $true", "couldn't be found"),
        ("Set-TransportConfig", "'SmtpClientAuthenticationDisabled' is missing"),
        ("Set-TransportConfig -SmtpClientAuthenticationDisabled yes", "'yes' is not valid"),
        ("Remove-Everything", "not recognized"),
        ("New-ServicePrincipal -AppId \"x", "terminator"),
    ] {
        let (carried_out, refusal) = run(&format!("{text}\nConnect-ExchangeOnline"));
        assert!(carried_out == 0 && refusal.contains(expected), "{text}: {refusal}");
    }
}
