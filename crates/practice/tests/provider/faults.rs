//! Every fault that shows at the provider: met where and as it is documented, and after mending everything goes well.

use crate::common::claims;
use crate::counter::{Counter, End, ISSUER, PLACE, SCOPES};
use jiff::SignedDuration;
use reqwest::Response;
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::Decision;
use sendoff_practice::{Fault, MendedBy, OfficeSettings, Surface};
use serde_json::Value;
use std::time::{Duration, Instant};

const SLOW: Duration = Duration::from_millis(300);

/// A set-up as a client goes through it, until the first thing that is not as it should be.
async fn set_up(counter: &Counter) -> Result<(), String> {
    let document = document(counter).await?;
    if document["issuer"] != ISSUER {
        return Err(format!("named {}", document["issuer"].as_str().unwrap()));
    }
    let proof = counter.token(&counter.exchange("a-code-that-cannot-exist")).await;
    assert_eq!(proof.1["error"], "invalid_grant", "no fault meets the proof of the secret");
    let code = sign_in(counter).await?;
    let tokens = exchange(counter, &code).await?;
    check(counter, &tokens)
}

async fn document(counter: &Counter) -> Result<Value, String> {
    let place = counter.secure(&format!("{PLACE}/.well-known/openid-configuration"));
    let older = counter.secure("login.mail.example/.well-known/oauth-authorization-server/realm");
    let answer = counter.desk.http.get(place).send().await;
    if let Ok(response) = &answer
        && response.status() == 404
    {
        assert_eq!(counter.desk.http.get(older).send().await.unwrap().status(), 404, "in neither place");
        return Err("no document".to_owned());
    }
    json("document", answer).await
}

async fn sign_in(counter: &Counter) -> Result<String, String> {
    match counter.sign_in(&counter.request(), AccountKind::Mailbox, Decision::Accept).await {
        End::Page(text) => Err(text),
        End::Returned(back) => match back.get("error") {
            Some(error) => Err(format!("back {error}")),
            None => Ok(back["code"].clone()),
        },
    }
}

async fn exchange(counter: &Counter, code: &str) -> Result<Value, String> {
    let slowed = || counter.desk.office().happened().iter().filter(|one| one.fault == Fault::TokenSlow).count();
    let (started, slowed_before) = (Instant::now(), slowed());
    let answer = counter.post(&counter.exchange(code)).await;
    let tokens = json("exchange", answer).await;
    if slowed() == slowed_before {
        return tokens;
    }
    assert!(started.elapsed() >= SLOW);
    Err("exchange slow".to_owned())
}

fn check(counter: &Counter, tokens: &Value) -> Result<(), String> {
    let claims = claims(tokens);
    if claims["aud"] != counter.application.client_id || claims["nonce"] != "the-nonce" {
        return Err("identity forged".to_owned());
    }
    if (claims["iat"].as_i64().unwrap() - counter.desk.office().now().as_second()).abs() > 60 {
        return Err("another day".to_owned());
    }
    if claims["email"] != counter.desk.mailbox() {
        return Err("another account".to_owned());
    }
    tokens.get("refresh_token").map(drop).ok_or_else(|| "no refresh token".to_owned())
}

/// The JSON of a good answer, or what was wrong with the answer.
async fn json(place: &str, answer: reqwest::Result<Response>) -> Result<Value, String> {
    let response = answer.map_err(|_| format!("{place} cut"))?;
    let status = response.status().as_u16();
    let retry = response.headers().get("retry-after").map(|_| " retry-after").unwrap_or_default();
    let text = response.text().await.unwrap();
    let Ok(body) = serde_json::from_str::<Value>(&text) else {
        return Err(format!("{place} {status} {}", if text.is_empty() { "empty" } else { "unreadable" }));
    };
    match body["error"].as_str() {
        Some(error) => Err(format!("{place} {status} {error}{retry}")),
        None => Ok(body),
    }
}

/// What the documentation of the fault promises, in the words of `set_up`.
fn promised(fault: Fault) -> &'static str {
    match fault {
        Fault::DiscoveryHtml => "document 200 unreadable",
        Fault::ProviderUnknown => "no document",
        Fault::ProviderOther => "named https://login.another-provider.example",
        Fault::NetworkGone => "document cut",
        Fault::ApprovalDeclined => "back access_denied",
        Fault::WrongAccount => "another account",
        Fault::CodeSpent => "exchange 400 invalid_grant",
        Fault::NoRefreshToken => "no refresh token",
        Fault::TokenHtml | Fault::TokenCut => "exchange 200 unreadable",
        Fault::TokenEmpty => "exchange 200 empty",
        Fault::TokenSlow => "exchange slow",
        Fault::TokenBusy => "exchange 429 temporarily_unavailable retry-after",
        Fault::TokenDown => "exchange 503 temporarily_unavailable",
        Fault::TokenDropped => "exchange cut",
        Fault::ClockWrong => "another day",
        Fault::IdentityForged => "identity forged",
        other => panic!("{other} does not show at the provider"),
    }
}

fn met_here() -> impl Iterator<Item = Fault> {
    Fault::ALL.into_iter().filter(|fault| fault.shows_at().contains(&Surface::Provider))
}

#[tokio::test]
async fn every_fault_shows_as_promised_and_is_mended_as_promised() {
    assert_eq!(met_here().count(), 17);
    let settings = OfficeSettings { slow_answer: SLOW, outage: Duration::from_millis(50), ..OfficeSettings::default() };
    let counter = Counter::with(settings).await;
    assert_eq!(set_up(&counter).await, Ok(()));
    for fault in met_here() {
        counter.desk.running.arm(fault);
        assert_eq!(set_up(&counter).await, Err(promised(fault).to_owned()), "{fault}");
        match fault.mended_by() {
            MendedBy::SettingTheClock => counter.desk.office().disarm(fault),
            MendedBy::Waiting => comes_back(&counter).await,
            MendedBy::Retry | MendedBy::SigningInAgain | MendedBy::RightAccount => {}
            other => panic!("{fault} is mended by {other:?}, which nobody can do here"),
        }
        assert_eq!(set_up(&counter).await, Ok(()), "{fault} after mending by {:?}", fault.mended_by());
        assert_eq!(counter.desk.office().armed(), [], "{fault}");
    }
}

async fn comes_back(counter: &Counter) {
    while document(counter).await.is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_code_is_unused_or_used_up_as_each_fault_says() {
    let unused = [Fault::TokenHtml, Fault::TokenBusy, Fault::TokenDown];
    let used = [Fault::TokenEmpty, Fault::TokenCut, Fault::TokenDropped, Fault::CodeSpent];
    let counter = Counter::open().await;
    for fault in unused.into_iter().chain(used) {
        let code = counter.code(SCOPES).await;
        counter.desk.running.arm(fault);
        assert_eq!(exchange(&counter, &code).await.map(drop), Err(promised(fault).to_owned()));
        let second = exchange(&counter, &code).await.map(drop);
        let expected = if unused.contains(&fault) { Ok(()) } else { Err("exchange 400 invalid_grant".to_owned()) };
        assert_eq!(second, expected, "{fault}");
    }
}

#[tokio::test]
async fn faults_meet_a_refresh_as_well() {
    let counter = Counter::open().await;
    let tokens = counter.tokens(SCOPES).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    counter.desk.office().advance(SignedDuration::from_hours(24));
    for fault in [Fault::TokenBusy, Fault::TokenDown, Fault::TokenCut] {
        counter.desk.running.arm(fault);
        let answer = counter.post(&counter.refresh(refresh)).await;
        assert_eq!(json("exchange", answer).await.map(drop), Err(promised(fault).to_owned()));
    }
    assert_eq!(counter.token(&counter.refresh(refresh)).await.0, 200);
}
