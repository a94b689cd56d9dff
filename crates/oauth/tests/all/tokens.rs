//! Answers of the token endpoint: every row is one status and body, and what is made of it.

use std::time::Duration;

use sendoff_oauth::{
    Attempt, ErrorName, Granted, Plan, ProviderRefusal, Refresh, TokenAnswer, TokenFault, TokenRequest,
};
use sendoff_problem::{Details, Kind};
use sendoff_values::{ClientSecret, RefreshToken};

use crate::client::{accepted, attempt, client, entra, entra_rule, google, known_seed, plan, scopes};

const SECRET: &str = "8xQ8Q~canary-secret-of-the-client";

fn exchange() -> TokenRequest {
    let attempt = attempt();
    let code = accepted(&attempt, "canary-code");
    let secret = ClientSecret::new(SECRET.to_owned());
    attempt.redeem(&code, Some(&secret), &scopes("Mail.Send User.Read")).unwrap().request
}

/// What is made of an answer, short enough for a table.
#[derive(Debug, PartialEq)]
enum Is {
    Token { expires: Option<u64> },
    Refused { code: &'static str },
    Fault(TokenFault),
}

fn made_of(status: u16, body: &[u8]) -> Is {
    match exchange().read(status, body) {
        Ok(answer) => Is::Token { expires: answer.expires_in.map(|time| time.as_secs()) },
        Err(TokenFault::Refused(refusal)) => Is::Refused { code: refusal.code().leak() },
        Err(fault) => Is::Fault(fault),
    }
}

/// A good answer with these members in it, or instead of its own.
fn with(members: &str) -> String {
    format!("{{\"access_token\":\"eyJ0.a-b_c\",\"token_type\":\"Bearer\",\"refresh_token\":\"1.AX\"{members}}}")
}

#[test]
fn answers_and_what_is_made_of_them() {
    use Is::{Fault, Refused, Token};
    use TokenFault as F;
    let token = |expires| Token { expires };
    let refused = |code| Refused { code };
    let large = with(&format!(",\"pad\":\"{}\"", "x".repeat(256 * 1024)));
    let longest_token = with("").replace("eyJ0.a-b_c", &"x".repeat(64 * 1024));
    let long_token = format!("{{\"access_token\":\"{}\",\"token_type\":\"Bearer\"}}", "x".repeat(64 * 1024 + 1));
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    let utf16: Vec<u8> = "\u{feff}{\"access_token\":\"a\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_bare: Vec<u8> = "{\"access_token\":\"a\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let rows: Vec<(u16, Vec<u8>, Is)> = [
        (200, with(",\"expires_in\":3599"), token(Some(3599))),
        (200, with(",\"expires_in\":\"3599\""), token(Some(3599))),
        (200, with(",\"expires_in\":\" 3599 \""), token(Some(3599))),
        (200, with(",\"expires_in\":3599.5"), token(Some(3599))),
        (200, with(",\"expires_in\":-5"), token(Some(0))),
        (200, with(",\"expires_in\":\"-5\""), token(Some(0))),
        (200, with(",\"expires_in\":0"), token(Some(0))),
        (200, with(",\"expires_in\":99999999999999999999999"), token(Some(86_400))),
        (200, with(",\"expires_in\":1e300"), token(Some(86_400))),
        (200, with(",\"expires_in\":\"inf\""), token(Some(86_400))),
        (200, with(",\"expires_in\":\"NaN\""), token(None)),
        (200, with(",\"expires_in\":\"soon\""), token(None)),
        (200, with(",\"expires_in\":null"), token(None)),
        (200, with(",\"expires_in\":[3599]"), token(None)),
        (200, with(""), token(None)),
        (200, with(",\"ext_expires_in\":3599,\"foci\":\"1\",\"x\":{\"y\":[true,null]}"), token(None)),
        (200, with(",\"error\":null"), token(None)),
        (200, with(",\"unknown\":1,\"unknown\":2"), token(None)),
        (200, format!("\u{feff}{}", with("")), token(None)),
        (200, format!("\r\n {} \n", with("")), token(None)),
        (200, with("").replace("Bearer", "bearer"), token(None)),
        (200, with("").replace("Bearer", "BEARER"), token(None)),
        (200, with("").replace("Bearer", "MAC"), Fault(F::NotBearer)),
        (200, with("").replace("Bearer", "pop"), Fault(F::NotBearer)),
        (200, with("").replace("\"Bearer\"", "1"), Fault(F::NotBearer)),
        (200, with("").replace("\"token_type\":\"Bearer\",", ""), Fault(F::NoTokenType)),
        (200, with("").replace("access_token", "accessToken"), Fault(F::NoAccessToken)),
        (200, with("").replace("eyJ0.a-b_c", ""), Fault(F::NoAccessToken)),
        (200, with("").replace("\"eyJ0.a-b_c\"", "null"), Fault(F::NoAccessToken)),
        (200, with("").replace("\"eyJ0.a-b_c\"", "7"), Fault(F::MalformedToken { member: "access_token" })),
        (200, with("").replace("eyJ0", "ey J0"), Fault(F::MalformedToken { member: "access_token" })),
        (200, with("").replace("eyJ0", "ey\\r\\nX: y"), Fault(F::MalformedToken { member: "access_token" })),
        (200, with("").replace("eyJ0", "é"), Fault(F::MalformedToken { member: "access_token" })),
        (200, with("").replace("1.AX", "1\\u0000"), Fault(F::MalformedToken { member: "refresh_token" })),
        (200, with(",\"id_token\":{}"), Fault(F::MalformedToken { member: "id_token" })),
        (200, longest_token, token(None)),
        (200, long_token, Fault(F::MalformedToken { member: "access_token" })),
        (200, with(",\"access_token\":\"other\""), Fault(F::Twice { member: "access_token" })),
        (200, with(",\"token_type\":\"Bearer\""), Fault(F::Twice { member: "token_type" })),
        (200, with(",\"scope\":\"a\",\"scope\":\"b\""), Fault(F::Twice { member: "scope" })),
        (200, large, Fault(F::TooLarge)),
        (200, String::new(), Fault(F::Empty { status: 200 })),
        (200, " \r\n\t".into(), Fault(F::Empty { status: 200 })),
        (200, "\u{feff}".into(), Fault(F::Empty { status: 200 })),
        (200, "<!DOCTYPE html><html>".into(), Fault(F::Page { status: 200 })),
        (503, "\n<html>Our services aren't available".into(), Fault(F::Page { status: 503 })),
        (200, "{\"access_token\":\"eyJ0".into(), Fault(F::Cut { status: 200 })),
        (200, "{".into(), Fault(F::Cut { status: 200 })),
        (200, with("")[..40].into(), Fault(F::Cut { status: 200 })),
        (200, "access_token=x&token_type=Bearer".into(), Fault(F::NotJson { status: 200 })),
        (200, format!("{}{}", with(""), with("")), Fault(F::NotJson { status: 200 })),
        (200, "{'access_token':'x'}".into(), Fault(F::NotJson { status: 200 })),
        (200, deep, Fault(F::NotJson { status: 200 })),
        (200, "[]".into(), Fault(F::NotAnObject { status: 200 })),
        (200, "null".into(), Fault(F::NotAnObject { status: 200 })),
        (200, "\"eyJ0\"".into(), Fault(F::NotAnObject { status: 200 })),
        (200, "{}".into(), Fault(F::NoAccessToken)),
        (201, with(""), Fault(F::Status { status: 201 })),
        (400, with(""), Fault(F::Status { status: 400 })),
        (500, "{}".into(), Fault(F::Status { status: 500 })),
        (302, String::new(), Fault(F::Redirects { status: 302 })),
        (307, with(""), Fault(F::Redirects { status: 307 })),
        (400, "{\"error\":\"invalid_grant\"}".into(), refused("invalid_grant")),
        (200, "{\"error\":\"invalid_grant\"}".into(), refused("invalid_grant")),
        (200, with(",\"error\":\"server_error\""), refused("server_error")),
        (400, "{\"error\":\"invalid_client\",\"error_codes\":[7000215]}".into(), refused("AADSTS7000215")),
        (400, "{\"error\":\"invalid_client\",\"error_codes\":[\"7000222\"]}".into(), refused("AADSTS7000222")),
        (
            400,
            "{\"error\":\"x\",\"error_codes\":[],\"error_description\":\"AADSTS90002: y\"}".into(),
            refused("AADSTS90002"),
        ),
        (400, "{\"error\":\"x\",\"error_codes\":[1.5]}".into(), refused("x")),
        (400, "{\"error\":\"x\",\"error_codes\":[-1]}".into(), refused("x")),
        (400, "{\"error\":\"x\",\"error_codes\":[99999999999]}".into(), refused("x")),
        (400, "{\"error\":\"x\",\"error_codes\":\"7\"}".into(), refused("x")),
        (400, "{\"error\":\"\"}".into(), refused("unreadable_error")),
        (400, "{\"error\":7}".into(), refused("unreadable_error")),
        (
            400,
            "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"message\":\"m\"}}".into(),
            refused("PERMISSION_DENIED"),
        ),
        (400, "{\"error\":\"a\",\"error\":\"b\"}".into(), Fault(F::Twice { member: "error" })),
    ]
    .map(|(status, body, is)| (status, body.into_bytes(), is))
    .into_iter()
    .chain([
        (200, utf16, Fault(F::NotUtf8 { status: 200 })),
        (200, utf16_bare, Fault(F::NotUtf8 { status: 200 })),
        (200, b"{\"access_token\":\"\xff\"}".to_vec(), Fault(F::NotUtf8 { status: 200 })),
    ])
    .collect();
    for (status, body, expected) in &rows {
        let shown: String = String::from_utf8_lossy(body).chars().take(120).collect();
        assert_eq!(made_of(*status, body), *expected, "{status} {shown}");
    }
    println!("{} token answers", rows.len());
    assert!(rows.len() >= 40);
}

#[test]
fn entras_answer_is_read_whole() {
    let body = r#"{"token_type":"Bearer","scope":"openid profile https://graph.microsoft.com/Mail.Send","expires_in":3599,
        "ext_expires_in":3599,"access_token":"eyJ0eXAi.x.y","refresh_token":"1.AXoA","id_token":"a.b.c"}"#;
    let answer = exchange().read(200, body.as_bytes()).unwrap();
    assert_eq!(answer.access_token.expose(), "eyJ0eXAi.x.y");
    assert_eq!(answer.id_token.as_ref().unwrap().expose(), "a.b.c");
    assert_eq!(answer.expires_in, Some(Duration::from_secs(3599)));
    assert!(matches!(&answer.refresh, Refresh::Given(token) if token.expose() == "1.AXoA"));
    assert_eq!(answer.granted.missing(&scopes("Mail.Send User.Read offline_access")), scopes("User.Read"));
    assert!(!format!("{answer:?}").contains("eyJ0eXAi"));
}

#[test]
fn entras_refusal_is_read_whole() {
    let body = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Trace ID: x",
        "error_codes":[7000215,50000],"timestamp":"2026-11-21 10:51:02Z","trace_id":"0a1b2c3d-1111-2222-3333-444455556666",
        "correlation_id":"9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff","suberror":"bad_token","claims":"{\"access_token\":{}}",
        "error_uri":"https://login.microsoftonline.com/error?code=7000215"}"#;
    let Err(TokenFault::Refused(refusal)) = exchange().read(401, body.as_bytes()) else { panic!("not refused") };
    let expected = ProviderRefusal {
        name: ErrorName::InvalidClient,
        error: "invalid_client".into(),
        number: Some(7_000_215),
        suberror: Some("bad_token".into()),
        asks_claims: true,
        said: Some("AADSTS7000215: Invalid client secret provided. Trace ID: x".into()),
        trace_id: Some("0a1b2c3d-1111-2222-3333-444455556666".into()),
        correlation_id: Some("9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff".into()),
        status: Some(401),
    };
    assert_eq!(*refusal, expected);
    assert_eq!(Details::from(&*refusal).code.as_deref(), Some("AADSTS7000215"));
}

#[test]
fn googles_subtype_is_a_suberror() {
    let body =
        br#"{"error":"invalid_grant","error_subtype":"invalid_rapt","error_description":"reauth related error"}"#;
    let Err(TokenFault::Refused(refusal)) = exchange().read(400, body) else { panic!("not refused") };
    assert_eq!((refusal.name, refusal.suberror.as_deref()), (ErrorName::InvalidGrant, Some("invalid_rapt")));
}

#[test]
fn a_provider_cannot_make_us_show_what_we_sent() {
    for member in ["error", "error_description", "suberror", "trace_id", "correlation_id"] {
        for sent in [SECRET, "canary-code", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"] {
            let rest = if member == "error" { "" } else { "\"error\":\"invalid_client\"," };
            let body = format!("{{{rest}\"{member}\":\"AADSTS1: you sent {sent} to us\"}}");
            let fault = exchange().read(400, body.as_bytes()).unwrap_err();
            assert!(!format!("{fault:?} {fault}").contains(sent), "{member}: {fault:?}");
        }
    }
}

#[test]
fn a_gateway_that_sends_the_request_back_shows_no_secret() {
    let request = exchange();
    let sent = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(sent.contains("8xQ8Q%7Ecanary"), "{sent}");
    let long = format!("{} {sent}", "blocked by policy, ".repeat(25));
    for echo in [sent.clone(), sent.replace("%7E", "%7e"), long] {
        let body = format!("{{\"error\":\"invalid_request\",\"error_description\":\"{echo}\"}}");
        let told = format!("{:?}", request.read(400, body.as_bytes()).unwrap_err());
        for piece in ["canary", "dBjftJeZ4CVP"] {
            assert!(!told.contains(piece), "{told}");
        }
    }
}

#[test]
fn a_secret_whose_first_half_alone_is_escaped_is_hidden_too() {
    // Its written form has no piece of its plain form that is long enough to be found by itself.
    let attempt = attempt();
    let code = accepted(&attempt, "x");
    let request =
        attempt.redeem(&code, Some(&ClientSecret::new("~!~a~!~b~!~c~!~d~!~e~!~f".into())), &[]).unwrap().request;
    let written = "%7E%21%7Ea%7E%21%7Eb%7E%21%7Ec%7E%21%7Ed%7E%21%7Ee%7E%21%7Ef";
    assert!(String::from_utf8_lossy(request.body()).contains(written));
    let body = format!("{{\"error\":\"invalid_request\",\"error_description\":\"you sent {written}\"}}");
    let told = format!("{:?}", request.read(400, body.as_bytes()).unwrap_err());
    assert!(!told.contains("7Ec%7E"), "{told}");
}

#[test]
fn whether_lasting_access_was_asked_for_is_known_by_scope_or_parameter() {
    let read = |endpoints, scopes, extra: &[(&str, &str)]| {
        let extra = extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let attempt = Attempt::begin(endpoints, Plan { scopes, extra, ..plan() }, known_seed()).unwrap();
        let code = accepted(&attempt, "x");
        let request = attempt.redeem(&code, None, &[]).unwrap().request;
        request.read(200, br#"{"access_token":"a","token_type":"Bearer"}"#).unwrap().refresh
    };
    let mail = || scopes("https://mail.google.com/");
    assert!(matches!(read(google(), mail(), &[("access_type", "offline")]), Refresh::Missing));
    for extra in [&[][..], &[("access_type", "online")], &[("include_granted_scopes", "true")], &[("hd", "offline")]] {
        assert!(matches!(read(google(), mail(), extra), Refresh::NotAsked), "{extra:?}");
    }
    let entra = || entra(entra_rule());
    assert!(matches!(read(entra(), scopes("Mail.Send offline_access"), &[]), Refresh::Missing));
    assert!(matches!(read(entra(), scopes("Mail.Send"), &[]), Refresh::NotAsked));
}

#[test]
fn lasting_access_that_did_not_come_is_reported() {
    let body = br#"{"access_token":"a","token_type":"Bearer"}"#;
    let read = |request: TokenRequest| -> TokenAnswer { request.read(200, body).unwrap() };
    assert!(matches!(read(exchange()).refresh, Refresh::Missing));
    let (endpoints, client) = (entra(entra_rule()), client());
    let token = RefreshToken::new("old".into());
    let refresh = TokenRequest::refresh(&endpoints, &client, None, &token, &scopes("Mail.Send"));
    assert!(matches!(read(refresh).refresh, Refresh::KeepOld));
    let secret = ClientSecret::new(SECRET.to_owned());
    let alone = TokenRequest::client_credentials(&endpoints, &client, &secret, scopes("x/.default").remove(0));
    assert!(matches!(read(alone).refresh, Refresh::NotAsked));
}

#[test]
fn without_a_scope_the_answer_grants_what_was_asked() {
    let answer = exchange().read(200, with("").as_bytes()).unwrap();
    assert_eq!(answer.granted, Granted::AsAsked(scopes("Mail.Send User.Read")));
    assert!(answer.granted.missing(&scopes("https://graph.microsoft.com/Mail.Send")).is_empty());
}

#[test]
fn each_fault_has_a_kind_and_only_a_refusal_has_none() {
    for (fault, kind) in [
        (TokenFault::Empty { status: 200 }, Kind::AnswerEmpty),
        (TokenFault::Empty { status: 503 }, Kind::ProviderBusy),
        (TokenFault::Page { status: 200 }, Kind::AnswerNotJson),
        (TokenFault::Page { status: 502 }, Kind::ProviderDown),
        (TokenFault::Page { status: 511 }, Kind::LoginPageInTheWay),
        (TokenFault::Page { status: 429 }, Kind::ProviderBusy),
        (TokenFault::Cut { status: 200 }, Kind::AnswerCut),
        (TokenFault::TooLarge, Kind::AnswerTooLarge),
        (TokenFault::Redirects { status: 307 }, Kind::AnswerRedirects),
        (TokenFault::NotBearer, Kind::AnswerNotBelieved),
        (TokenFault::NoAccessToken, Kind::AnswerNotBelieved),
    ] {
        let problem = fault.problem().unwrap();
        assert_eq!(problem.kind, kind, "{fault:?}");
        assert_eq!(problem.details.chain, [fault.to_string()], "a ticket says what it was");
        assert_eq!(problem.details.status, fault.status(), "{fault:?}");
    }
    assert_eq!(TokenFault::Cut { status: 503 }.status(), Some(503));
    assert_eq!(TokenFault::NotBearer.status(), None);
    let refused = exchange().read(400, br#"{"error":"invalid_grant"}"#).unwrap_err();
    assert_eq!(refused.kind(), None);
}

#[test]
fn an_answer_may_be_a_quarter_of_a_mebibyte_and_not_a_byte_more() {
    let exactly = |length: usize| {
        let answer = with("");
        let pad = " ".repeat(length - answer.len());
        made_of(200, format!("{answer}{pad}").as_bytes())
    };
    assert_eq!(exactly(256 * 1024), Is::Token { expires: None });
    assert_eq!(exactly(256 * 1024 + 1), Is::Fault(TokenFault::TooLarge));
}
