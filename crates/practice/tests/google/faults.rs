//! Every fault that shows at Google: met where and as it is documented, and after mending everything goes well.

use crate::common::claims;
use crate::counter::{Audience, Counter, End, REDIRECT, SCOPES, SEND, changed};
use jiff::SignedDuration;
use reqwest::Response;
use sendoff_practice::robot::{Decision, Robot};
use sendoff_practice::{Fault, GoogleAccountKind, MendedBy, OfficeSettings, PortalAction, Surface};
use serde_json::Value;
use std::time::{Duration, Instant};

const SLOW: Duration = Duration::from_millis(300);
/// Those of the mail servers have their own tests.
const OWN: [Surface; 4] = [Surface::GoogleSecret, Surface::GoogleSignIn, Surface::GoogleWebSignIn, Surface::GmailApi];

/// A set-up as a client goes through it, until the first thing that is not as it should be.
async fn set_up(counter: &Counter) -> Result<(), String> {
    let proof = json("secret", counter.post(&counter.exchange("4/0bogus")).await).await;
    if proof != Err("secret 400 invalid_grant Malformed auth code.".to_owned()) {
        return Err(proof.unwrap_err());
    }
    let code = sign_in(counter).await?;
    let tokens = exchange(counter, &code).await?;
    check(counter, &tokens)?;
    send(counter, tokens["access_token"].as_str().unwrap()).await
}

async fn sign_in(counter: &Counter) -> Result<String, String> {
    match counter.sign_in(&counter.request(), GoogleAccountKind::Mailbox, Decision::Accept).await {
        End::Page(text) => Err(text),
        End::Returned(back) => match back.get("error") {
            Some(error) => Err(format!("back {error}")),
            None => Ok(back["code"].clone()),
        },
    }
}

async fn exchange(counter: &Counter, code: &str) -> Result<Value, String> {
    let slowed = || counter.office().happened().iter().filter(|one| one.fault == Fault::TokenSlow).count();
    let (started, slowed_before) = (Instant::now(), slowed());
    let tokens = json("exchange", counter.post(&counter.exchange(code)).await).await;
    if slowed() == slowed_before {
        return tokens;
    }
    assert!(started.elapsed() >= SLOW);
    Err("exchange slow".to_owned())
}

/// What a careful client finds wrong with the tokens.
fn check(counter: &Counter, tokens: &Value) -> Result<(), String> {
    let (claims, now) = (claims(tokens), counter.office().now().as_second());
    let problems = [
        (!tokens["scope"].as_str().unwrap().contains(SEND), "box empty"),
        (tokens.get("refresh_token").is_none(), "no refresh token"),
        ((claims["iat"].as_i64().unwrap() - now).abs() > 3600, "clock wrong"),
        (claims["aud"] != counter.client.client_id, "for another audience"),
        (claims["nonce"] != "the-nonce", "for another sign-in"),
        (claims["email"] != counter.mailbox(), "another account"),
    ];
    problems.iter().find(|(is, _)| *is).map_or(Ok(()), |(_, words)| Err((*words).to_owned()))
}

/// Whether a message is taken, with the number of messages that have arrived by then.
async fn send(counter: &Counter, token: &str) -> Result<(), String> {
    use base64::Engine as _;
    let raw = base64::engine::general_purpose::URL_SAFE.encode(counter.mime("a@x.example"));
    let address = format!("{}/users/me/messages/send", counter.running.addresses().gmail());
    let answer = counter.http.post(address).bearer_auth(token).json(&serde_json::json!({"raw": raw})).send().await;
    json("gmail", answer).await.map(drop)
}

/// An answer's JSON, or its kind in a few words.
async fn json(what: &str, answer: reqwest::Result<Response>) -> Result<Value, String> {
    let Ok(answer) = answer else { return Err(format!("{what} cut off")) };
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    if status == 429 && what == "exchange" {
        return Err(format!("{what} 429"));
    }
    let body = match text.is_empty() {
        true => return Err(format!("{what} empty")),
        false if text.starts_with("<!doctype html>") => return Err(format!("{what} page")),
        false => serde_json::from_str::<Value>(&text).map_err(|_| format!("{what} cut"))?,
    };
    if status.is_success() {
        return Ok(body);
    }
    let word = body["error"].as_str().or_else(|| body["error"]["errors"][0]["reason"].as_str()).unwrap_or_default();
    let said = body["error_description"].as_str().or_else(|| body["error"]["message"].as_str()).unwrap_or_default();
    Err(format!("{what} {} {word} {said}", status.as_u16()).trim_end().to_owned())
}

/// What a set-up meets first.
fn expected(fault: Fault) -> &'static str {
    match fault {
        Fault::NetworkGone => "secret cut off",
        Fault::ApprovalDeclined => "back access_denied",
        Fault::WrongAccount | Fault::OtherOrganisation => "another account",
        Fault::CodeSpent => "exchange 400 invalid_grant Bad Request",
        Fault::NoRefreshToken => "no refresh token",
        Fault::TokenHtml => "exchange page",
        Fault::TokenEmpty => "exchange empty",
        Fault::TokenCut => "exchange cut",
        Fault::TokenSlow => "exchange slow",
        Fault::TokenBusy => "exchange 429",
        Fault::TokenDown => "exchange 503 internal_failure",
        Fault::TokenDropped => "exchange cut off",
        Fault::ClockWrong => "clock wrong",
        Fault::IdentityForged => "for another audience",
        Fault::GoogleClientDelay | Fault::GoogleClientUnknown => {
            "secret 401 invalid_client The OAuth client was not found."
        }
        Fault::GoogleClientDeleted => "secret 401 deleted_client The OAuth client was deleted.",
        Fault::GoogleSecretWrong => "secret 401 invalid_client Unauthorized",
        Fault::GoogleRedirectMissing => "Error 400: redirect_uri_mismatch",
        Fault::GoogleScopesUnlisted => "Error 400: invalid_scope",
        Fault::GoogleNotTester => "Error 403: access_denied",
        Fault::GoogleUserCap => "has not been verified yet by Google",
        Fault::GoogleEducation => "Error 400: access_not_configured",
        Fault::GoogleRequestRefused => "Error 400: invalid_request",
        Fault::GoogleAdminPolicy => "Error 400: admin_policy_enforced",
        Fault::GoogleEmbedded => "Error 403: disallowed_useragent",
        Fault::GoogleBoxEmpty => "box empty",
        Fault::GoogleReauthentication => "exchange 400 invalid_grant reauth related error (invalid_rapt)",
        Fault::GoogleAccountDeleted => "exchange 400 invalid_grant The account has been deleted",
        Fault::GoogleApiOff | Fault::GoogleApiDelay => "gmail 403 accessNotConfigured Gmail API has not been used",
        Fault::GoogleApiUnauthorized => "gmail 401 authError",
        Fault::GoogleApiScope => "gmail 403 insufficientPermissions",
        Fault::GoogleApiBadRequest => "gmail 400 badRequest",
        Fault::GoogleApiArgument => "gmail 400 invalidArgument Recipient address required",
        Fault::GoogleApiNoMailbox => "gmail 400 failedPrecondition Mail service not enabled",
        Fault::GoogleApiDelegation => "gmail 403 delegationDenied",
        Fault::GoogleApiPolicy => "gmail 403 domainPolicy",
        Fault::GoogleApiDaily => "gmail 403 dailyLimitExceeded",
        Fault::GoogleApiUserRate => "gmail 403 userRateLimitExceeded",
        Fault::GoogleApiRate => "gmail 429 rateLimitExceeded Rate Limit Exceeded",
        Fault::GoogleApiMailLimit => "gmail 429 rateLimitExceeded User-rate limit exceeded.",
        Fault::GoogleApiConcurrent => "gmail 429 rateLimitExceeded Too many concurrent requests",
        Fault::GoogleApiBackend => "gmail 500 backendError",
        Fault::GoogleApiNotFound => "gmail 404 notFound",
        Fault::GoogleApiDropped => "gmail cut off",
        Fault::GoogleApiHtml => "gmail page",
        other => panic!("{other} does not show at Google"),
    }
}

/// Those that show here, each once, with `armed` after it as far as it is still waiting.
fn faults() -> impl Iterator<Item = Fault> {
    Fault::ALL.into_iter().filter(|fault| fault.shows_at().iter().any(|surface| OWN.contains(surface)))
}

async fn counter_for(fault: Fault) -> Counter {
    let settings = OfficeSettings {
        delay: Duration::from_millis(400),
        slow_answer: SLOW,
        outage: Duration::from_millis(300),
        ..OfficeSettings::default()
    };
    if fault == Fault::GoogleRedirectMissing {
        return Counter::web(&[REDIRECT]).await;
    }
    Counter::with(Audience::Published, settings).await
}

async fn mend(counter: &mut Counter, fault: Fault) {
    let mut robot = Robot::new().unwrap();
    match fault.mended_by() {
        MendedBy::Portal(PortalAction::GoogleAddSecret) => {
            let page = counter.console(&format!("/auth/clients/{}", counter.client.client_id));
            counter.client = robot.google_add_secret(page).await.unwrap();
        }
        MendedBy::Portal(PortalAction::GoogleAddRedirect) => {
            let page = counter.console("/auth/clients");
            robot.google_redirects(page, &[REDIRECT]).await.unwrap();
        }
        MendedBy::Portal(PortalAction::GoogleListScopes) => {
            robot.google_permissions(counter.console("/auth/scopes"), &[SEND]).await.unwrap();
        }
        MendedBy::Portal(action) => {
            robot.mend(url::Url::parse(&counter.running.addresses().portal()).unwrap(), action).await.unwrap();
        }
        MendedBy::Waiting => tokio::time::sleep(Duration::from_millis(600)).await,
        MendedBy::SettingTheClock => counter.office().disarm(fault),
        _ => {}
    }
}

#[tokio::test]
async fn every_fault_is_met_as_documented_and_mended_as_it_says() {
    let mut met = 0;
    for fault in faults() {
        let mut counter = counter_for(fault).await;
        set_up(&counter).await.unwrap_or_else(|problem| panic!("before {fault}: {problem}"));
        let arrived = counter.office().messages().len();
        counter.office().arm(fault);
        let problem = set_up(&counter).await.expect_err(fault.name());
        assert!(problem.contains(expected(fault)), "{fault}: {problem}");
        let happened: Vec<_> = counter.office().happened().iter().map(|one| one.fault).collect();
        assert!(happened == [fault] || fault == Fault::ClockWrong, "{fault}: {happened:?}");
        let there = counter.office().messages().len() - arrived;
        assert_eq!(there, usize::from(fault == Fault::GoogleApiDropped), "{fault}");
        mend(&mut counter, fault).await;
        set_up(&counter).await.unwrap_or_else(|problem| panic!("after {fault}: {problem}"));
        met += 1;
    }
    assert!(met > 40, "{met}");
}

#[tokio::test]
async fn the_proof_of_a_secret_meets_no_fault_of_a_sign_in() {
    let counter = Counter::open().await;
    for fault in faults().filter(|fault| !fault.shows_at().contains(&Surface::GoogleSecret)) {
        counter.office().arm(fault);
    }
    let (status, answer) = counter.token(&counter.exchange("4/0bogus")).await;
    assert_eq!((status, answer["error_description"].as_str()), (400, Some("Malformed auth code.")));
    assert!(counter.office().happened().is_empty());
}

#[tokio::test]
async fn somebody_of_another_organisation_is_stopped_where_the_audience_says_so() {
    for (audience, words) in [(Audience::Internal, "org_internal"), (Audience::Testing, "access_denied")] {
        let counter = Counter::with(audience, OfficeSettings::default()).await;
        counter.office().arm(Fault::OtherOrganisation);
        let text = sign_in(&counter).await.unwrap_err();
        assert!(text.contains(&format!("Error 403: {words}")), "{text}");
        sign_in(&counter).await.unwrap();
    }
}

#[tokio::test]
async fn what_lasts_ends_when_it_is_taken_back() {
    let settings = OfficeSettings { delay: Duration::from_hours(1), ..OfficeSettings::default() };
    let counter = Counter::with(Audience::Published, settings).await;
    for fault in [Fault::GoogleClientDelay, Fault::GoogleApiDelay] {
        counter.office().arm(fault);
        set_up(&counter).await.unwrap_err();
        set_up(&counter).await.unwrap_err();
        counter.office().disarm(fault);
        set_up(&counter).await.unwrap();
    }
}

#[tokio::test]
async fn a_refresh_meets_the_faults_of_an_exchange() {
    let counter = Counter::open().await;
    let lasting = counter.lasting(SCOPES).await;
    for fault in [Fault::TokenDown, Fault::GoogleReauthentication, Fault::TokenHtml, Fault::GoogleAccountDeleted] {
        counter.office().arm(fault);
        let answer = json("exchange", counter.post(&counter.refresh(&lasting)).await).await;
        assert!(answer.unwrap_err().starts_with(expected(fault)), "{fault}");
        assert_eq!(counter.token(&counter.refresh(&lasting)).await.0, 200, "{fault}");
    }
    counter.office().arm(Fault::GoogleReauthentication);
    let (_, body) = counter.token(&counter.refresh(&lasting)).await;
    assert_eq!(body["error_subtype"], "invalid_rapt");
    counter.office().advance(SignedDuration::from_hours(1));
    let never = changed(counter.refresh(&lasting), "refresh_token", "1//0never");
    counter.office().arm(Fault::TokenDown);
    assert_eq!(counter.token(&never).await.0, 400, "who brings nothing of ours meets nothing");
}
