//! ID tokens: one good one, and forgeries that each break one rule.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use sendoff_oauth::{Clock, Endpoints, Identity, IdentityFault, IssuerRule, Plan, ResponseMode};
use sendoff_problem::{Kind, ValueName};
use sendoff_values::IdToken;
use serde_json::{Value, json};

use crate::client::{
    AUTHORITY, CLIENT, NONCE, TENANT, accepted, attempt_at, entra, entra_rule, google, known_seed, plan,
};

const NOW: i64 = 1_795_000_000;
const OTHER: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

fn good() -> Value {
    json!({
        "aud": CLIENT, "iss": format!("{AUTHORITY}/{TENANT}/v2.0"), "iat": NOW - 300, "nbf": NOW - 300, "exp": NOW + 3599,
        "name": "Harbour Office", "nonce": NONCE, "oid": "0f1e2d3c-0000-1111-2222-333344445555",
        "preferred_username": "office@harbour.example", "sub": "AAAA-sub", "tid": TENANT, "ver": "2.0", "uti": "x",
    })
}

fn part(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

fn token_of(header: &str, claims: &str) -> String {
    format!("{}.{}.{}", part(header), part(claims), part("signature"))
}

const HEADER: &str = r#"{"typ":"JWT","alg":"RS256","kid":"k"}"#;

fn check_at(endpoints: Endpoints, token: String, clock: Clock) -> Result<Identity, IdentityFault> {
    let attempt = attempt_at(endpoints, ResponseMode::Query);
    let code = accepted(&attempt, "x");
    attempt.redeem(&code, None, &[]).unwrap().identity.unwrap().check(&IdToken::new(token), clock)
}

fn clock() -> Clock {
    Clock { now: Timestamp::from_second(NOW).unwrap(), provider: None }
}

fn check(token: String) -> Result<Identity, IdentityFault> {
    check_at(entra(entra_rule()), token, clock())
}

/// The good token with some claims changed; `null` takes one away.
fn changed(changes: &Value) -> String {
    let mut claims = good();
    let members = claims.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    token_of(HEADER, &claims.to_string())
}

#[test]
fn a_good_token_says_who_signed_in() {
    let identity = check(changed(&json!({"email": "post@harbour.example"}))).unwrap();
    assert_eq!(identity.tid.as_ref().unwrap().as_str(), TENANT);
    assert_eq!(identity.oid.as_ref().unwrap().as_str(), "0f1e2d3c-0000-1111-2222-333344445555");
    assert_eq!((identity.name.as_deref(), identity.subject.as_str()), (Some("Harbour Office"), "AAAA-sub"));
    assert_eq!(identity.address(), Some("office@harbour.example"));
    assert!(identity.is_mailbox(&"OFFICE@harbour.example".parse().unwrap()));
    assert!(identity.is_mailbox(&"post@harbour.example".parse().unwrap()));
    assert!(!identity.is_mailbox(&"anna@harbour.example".parse().unwrap()));
}

#[test]
fn variants_that_are_good_too() {
    for changes in [
        json!({"nbf": null}),
        json!({"oid": null, "name": null, "preferred_username": null}),
        json!({"azp": CLIENT}),
        json!({"aud": [CLIENT], "azp": CLIENT}),
        json!({"aud": ["other", CLIENT], "azp": CLIENT}),
        json!({"iat": NOW + 300, "nbf": NOW + 300}),
        json!({"iat": NOW - 600}),
        json!({"exp": NOW - 300}),
        json!({"exp": 1_795_003_599.5}),
    ] {
        assert!(check(changed(&changes)).is_ok(), "{changes}");
    }
}

#[test]
fn forged_tokens_are_refused_by_name() {
    use IdentityFault as F;
    let whole = changed(&json!({}));
    let parts: Vec<&str> = whole.split('.').collect();
    let (h, c, s) = (parts[0], parts[1], parts[2]);
    let claims = good().to_string();
    let header = |text: &str| format!("{}.{c}.{s}", part(text));
    let doubled = |member: &str| token_of(HEADER, &claims.replacen('{', &format!("{{{member},"), 1));
    let claim = changed;
    let long = "x".repeat(33 * 1024);
    let rows: Vec<(&str, String, F)> = vec![
        ("nothing", String::new(), F::NotThreeParts),
        ("one part", h.into(), F::NotThreeParts),
        ("two parts", format!("{h}.{c}"), F::NotThreeParts),
        ("four parts", format!("{whole}.{s}"), F::NotThreeParts),
        ("five parts, encrypted", format!("{h}.{s}.{s}.{c}.{s}"), F::NotThreeParts),
        ("over 32 KiB", claim(&json!({"pad": long})), F::TooLong),
        ("padding", format!("{h}.{c}=.{s}"), F::NotBase64),
        ("base64, not base64url", format!("{h}.{c}+/.{s}"), F::NotBase64),
        ("white space", format!("{h}. {c}.{s}"), F::NotBase64),
        ("signature not base64url", format!("{h}.{c}.*"), F::NotBase64),
        ("no signature", format!("{h}.{c}."), F::NoSignature),
        ("header not JSON", header("alg=RS256"), F::NotJson),
        ("header a list", header("[]"), F::NotJson),
        ("claims not JSON", token_of(HEADER, "iss"), F::NotJson),
        ("claims a text", token_of(HEADER, "\"iss\""), F::NotJson),
        ("claims cut", token_of(HEADER, &claims[..claims.len() - 1]), F::NotJson),
        ("alg none", header(r#"{"alg":"none"}"#), F::AlgorithmNone),
        ("alg None", header(r#"{"alg":"NoNe"}"#), F::AlgorithmNone),
        ("alg none without signature", format!("{}.{c}.", part(r#"{"alg":"none"}"#)), F::AlgorithmNone),
        ("no alg", header(r#"{"typ":"JWT"}"#), F::NoAlgorithm),
        ("alg empty", header(r#"{"alg":""}"#), F::NoAlgorithm),
        ("alg a number", header(r#"{"alg":256}"#), F::NoAlgorithm),
        ("alg twice", header(r#"{"alg":"RS256","alg":"none"}"#), F::Twice("alg")),
        ("crit", header(r#"{"alg":"RS256","crit":["b64"],"b64":false}"#), F::CriticalExtension),
        ("iss missing", claim(&json!({"iss": null})), F::NoClaim("iss")),
        ("iss empty", claim(&json!({"iss": ""})), F::NoClaim("iss")),
        ("iss a list", claim(&json!({"iss": [format!("{AUTHORITY}/{TENANT}/v2.0")]})), F::NoClaim("iss")),
        ("iss of another tenant", claim(&json!({"iss": format!("{AUTHORITY}/{OTHER}/v2.0")})), F::WrongIssuer),
        ("iss the template", claim(&json!({"iss": format!("{AUTHORITY}/{{tenantid}}/v2.0")})), F::WrongIssuer),
        ("iss common", claim(&json!({"iss": format!("{AUTHORITY}/common/v2.0")})), F::WrongIssuer),
        ("iss with a slash", claim(&json!({"iss": format!("{AUTHORITY}/{TENANT}/v2.0/")})), F::WrongIssuer),
        ("iss version 1", claim(&json!({"iss": format!("https://sts.windows.net/{TENANT}/")})), F::WrongIssuer),
        ("iss http", claim(&json!({"iss": format!("http://login.microsoftonline.com/{TENANT}/v2.0")})), F::WrongIssuer),
        ("iss of Google", claim(&json!({"iss": "https://accounts.google.com"})), F::WrongIssuer),
        ("tid missing", claim(&json!({"tid": null})), F::NoClaim("tid")),
        ("tid no GUID", claim(&json!({"tid": "common"})), F::NoClaim("tid")),
        ("tid of another", claim(&json!({"tid": OTHER})), F::WrongDirectory { found: OTHER.parse().unwrap() }),
        (
            "tid and iss of another",
            claim(&json!({"tid": OTHER, "iss": format!("{AUTHORITY}/{OTHER}/v2.0")})),
            F::WrongDirectory { found: OTHER.parse().unwrap() },
        ),
        ("aud missing", claim(&json!({"aud": null})), F::NoClaim("aud")),
        ("aud of another", claim(&json!({"aud": OTHER})), F::WrongAudience),
        ("aud upper case", claim(&json!({"aud": CLIENT.to_uppercase()})), F::WrongAudience),
        ("aud empty list", claim(&json!({"aud": []})), F::WrongAudience),
        ("aud list of others", claim(&json!({"aud": [OTHER], "azp": CLIENT})), F::WrongAudience),
        ("aud list without azp", claim(&json!({"aud": [CLIENT, OTHER]})), F::NoAuthorizedParty),
        ("aud list, azp of another", claim(&json!({"aud": [CLIENT, OTHER], "azp": OTHER})), F::WrongAuthorizedParty),
        ("azp of another", claim(&json!({"azp": OTHER})), F::WrongAuthorizedParty),
        ("azp a number", claim(&json!({"azp": 1})), F::WrongAuthorizedParty),
        ("nonce missing", claim(&json!({"nonce": null})), F::NoClaim("nonce")),
        ("nonce empty", claim(&json!({"nonce": ""})), F::NoClaim("nonce")),
        ("nonce of another attempt", claim(&json!({"nonce": "A".repeat(43)})), F::WrongNonce),
        ("nonce cut", claim(&json!({"nonce": &NONCE[..42]})), F::WrongNonce),
        ("nonce twice", doubled("\"nonce\":\"x\""), F::Twice("nonce")),
        ("iss twice", doubled("\"iss\":\"x\""), F::Twice("iss")),
        ("tid twice", doubled("\"tid\":\"x\""), F::Twice("tid")),
        ("exp missing", claim(&json!({"exp": null})), F::NoClaim("exp")),
        ("exp a text", claim(&json!({"exp": "1795003599"})), F::NoClaim("exp")),
        ("exp beyond all clocks", claim(&json!({"exp": 1e300})), F::NoClaim("exp")),
        ("exp past", claim(&json!({"exp": NOW - 301})), F::Expired { difference: 300 }),
        ("nbf ahead", claim(&json!({"nbf": NOW + 301})), F::NotYet { difference: 300 }),
        ("nbf a text", claim(&json!({"nbf": "now"})), F::NoClaim("nbf")),
        ("iat missing", claim(&json!({"iat": null})), F::NoClaim("iat")),
        ("iat ahead", claim(&json!({"iat": NOW + 301})), F::IssuedInFuture { difference: -301 }),
        ("iat long ago", claim(&json!({"iat": NOW - 601})), F::IssuedLongAgo { difference: 601 }),
        ("sub missing", claim(&json!({"sub": null})), F::NoClaim("sub")),
        ("oid no GUID", claim(&json!({"oid": "7"})), F::NoClaim("oid")),
    ];
    for (name, token, fault) in &rows {
        assert_eq!(check(token.clone()).as_ref(), Err(fault), "{name}");
    }
    println!("{} forged ID tokens refused by name", rows.len());
    assert!(rows.len() >= 40);
}

#[test]
fn a_wrong_clock_is_measured_against_the_providers() {
    let now = Timestamp::from_second(NOW + 7200).unwrap();
    let clock = Clock { now, provider: Some(Timestamp::from_second(NOW).unwrap()) };
    let fault = check_at(entra(entra_rule()), changed(&json!({})), clock).unwrap_err();
    assert_eq!(fault, IdentityFault::Expired { difference: 7200 });
    let problem = fault.problem();
    assert_eq!(problem.kind, Kind::ClockWrong);
    assert_eq!(problem.values[&ValueName::Difference], "7200");
    let behind = Clock { now: Timestamp::from_second(NOW - 3600).unwrap(), ..clock };
    let fault = check_at(entra(entra_rule()), changed(&json!({})), behind).unwrap_err();
    assert_eq!(fault, IdentityFault::NotYet { difference: -3600 });
}

/// A difference that matters is named to the second, whichever way and however large it is; minutes are borne.
#[test]
fn whatever_a_clock_shows_the_difference_is_named() {
    let (minutes, day, century) = (600, 86_400, 3_155_760_000);
    let mut named = 0;
    for difference in [0, -60, 60, -minutes, minutes, -day, day, -365 * day, 365 * day, century, -NOW] {
        let provider = Some(Timestamp::from_second(NOW).unwrap());
        let clock = Clock { now: Timestamp::from_second(NOW + difference).unwrap(), provider };
        match check_at(entra(entra_rule()), changed(&json!({})), clock) {
            Ok(_) => assert!(difference.abs() <= minutes, "{difference}"),
            Err(fault) => {
                let problem = fault.problem();
                assert!(difference.abs() >= minutes, "{difference}: {fault}");
                assert_eq!(
                    (problem.kind, &problem.values[&ValueName::Difference]),
                    (Kind::ClockWrong, &difference.to_string())
                );
                named += 1;
            }
        }
    }
    println!("11 clocks, 1970 among them: {named} named with their difference, the others borne");
    assert!(named >= 7, "{named}");
}

#[test]
fn any_directory_means_the_one_the_token_names_consistently() {
    let any = || entra(IssuerRule::EntraAnyTenant { authority: AUTHORITY.to_owned() });
    let of = |iss: &str, tid: Value| changed(&json!({"iss": format!("{AUTHORITY}/{iss}/v2.0"), "tid": tid}));
    assert!(check_at(any(), of(OTHER, json!(OTHER)), clock()).is_ok());
    assert_eq!(check_at(any(), of(OTHER, json!(TENANT)), clock()), Err(IdentityFault::WrongIssuer));
    assert_eq!(check_at(any(), of("common", json!(TENANT)), clock()), Err(IdentityFault::WrongIssuer));
    assert_eq!(check_at(any(), of("{tenantid}", json!(TENANT)), clock()), Err(IdentityFault::WrongIssuer));
    assert_eq!(check_at(any(), of(OTHER, Value::Null), clock()), Err(IdentityFault::NoClaim("tid")));
}

#[test]
fn google_has_two_names_and_no_directory() {
    let of =
        |iss: &str| changed(&json!({"iss": iss, "tid": null, "oid": null, "hd": "harbour.example", "azp": CLIENT}));
    for iss in ["https://accounts.google.com", "accounts.google.com"] {
        let identity = check_at(google(), of(iss), clock()).unwrap();
        assert_eq!((identity.tid, identity.hosted_domain.as_deref()), (None, Some("harbour.example")));
    }
    for iss in ["http://accounts.google.com", "https://accounts.google.com/", "accounts.google.com.evil.example"] {
        assert_eq!(check_at(google(), of(iss), clock()), Err(IdentityFault::WrongIssuer));
    }
}

#[test]
fn names_are_made_fit_to_show() {
    let identity = check(changed(&json!({"name": "Anna\r\n\u{202e}gro"}))).unwrap();
    assert_eq!(identity.name.as_deref(), Some("Annagro"));
}

#[test]
fn without_openid_there_are_no_rules_to_check() {
    let plan = Plan { scopes: crate::client::scopes("Mail.Send"), ..plan() };
    let attempt = sendoff_oauth::Attempt::begin(entra(entra_rule()), plan, known_seed()).unwrap();
    let code = accepted(&attempt, "x");
    assert!(!attempt.authorize_url().as_str().contains("nonce"));
    assert!(attempt.redeem(&code, None, &[]).unwrap().identity.is_none());
}

#[test]
fn a_wrong_directory_is_named() {
    let fault = check(changed(&json!({"tid": OTHER}))).unwrap_err();
    let problem = fault.problem();
    assert_eq!((problem.kind, problem.values[&ValueName::Directory].as_str()), (Kind::WrongDirectory, OTHER));
    let problem = IdentityFault::WrongNonce.problem();
    assert_eq!(problem.kind, Kind::IdentityNotBelieved);
    assert_eq!(problem.details.chain, [IdentityFault::WrongNonce.to_string()], "a ticket says which rule it was");
}

#[test]
fn a_token_may_have_thirty_two_kibibytes_and_not_a_byte_more() {
    let token = changed(&json!({"padding": "x".repeat(3000)}));
    assert!(check(token.clone()).is_ok(), "3 KiB of claims");
    let exactly = |length: usize| format!("{token}{}", "A".repeat(length - token.len()));
    assert!(!matches!(check(exactly(32 * 1024)), Err(IdentityFault::TooLong)));
    assert!(matches!(check(exactly(32 * 1024 + 1)), Err(IdentityFault::TooLong)));
}

/// `idp` names somebody else than the directory for guests only, whichever way it is written.
#[test]
fn whoever_another_organisation_vouches_for_is_a_guest() {
    let own =
        [Value::Null, json!(format!("{AUTHORITY}/{TENANT}/v2.0")), json!(format!("https://sts.windows.net/{TENANT}/"))];
    let others = [json!(format!("https://sts.windows.net/{OTHER}/")), json!("live.com"), json!("mail")];
    for (providers, guest) in [(own, false), (others, true)] {
        for idp in providers {
            assert_eq!(check(changed(&json!({"idp": idp}))).unwrap().guest, guest, "{idp}");
        }
    }
    let twice = good().to_string().replacen('{', r#"{"idp":"x","idp":"y","#, 1);
    assert_eq!(check(token_of(HEADER, &twice)), Err(IdentityFault::Twice("idp")));
}
