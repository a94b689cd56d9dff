//! What is sent, to the byte.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use oauth2::{AuthType, ClientSecret as TheirSecret, TokenUrl, basic::BasicClient};
use sendoff_oauth::{
    Assertion, Attempt, Endpoints, Plan, PlanFault, Prompt, ResponseMode, Scope, TokenFault, TokenRequest,
};
use sendoff_values::{ClientSecret, MailAddress, PrivateKey, RefreshToken};
use url::form_urlencoded;

use crate::client::{accepted, attempt, client, entra, entra_rule, google, known_seed, plan, scopes};

fn text(request: &TokenRequest) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

fn secret() -> ClientSecret {
    ClientSecret::new("8xQ8Q~a+b/c=d&e f~._-".to_owned())
}

#[test]
fn the_authorize_address_of_entra() {
    let plan =
        Plan { response_mode: ResponseMode::FormPost, login_hint: Some("office@harbour.example".into()), ..plan() };
    let attempt = Attempt::begin(entra(entra_rule()), plan, known_seed()).unwrap();
    assert_eq!(
        attempt.authorize_url().as_str(),
        "https://login.microsoftonline.com/3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f/oauth2/v2.0/authorize\
         ?response_type=code\
         &client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\
         &state=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &code_challenge_method=S256\
         &redirect_uri=http%3A%2F%2Flocalhost%3A49152%2Fmail-setup\
         &scope=openid+profile+offline_access+https%3A%2F%2Fgraph.microsoft.com%2FMail.Send\
         &nonce=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8\
         &response_mode=form_post\
         &login_hint=office%40harbour.example"
    );
}

#[test]
fn the_authorize_address_of_google() {
    let mut plan = Plan::new(client(), "http://127.0.0.1:49152".parse().unwrap(), scopes("https://mail.google.com/"));
    plan.prompt = Some(Prompt::Consent);
    plan.extra = vec![("access_type".into(), "offline".into())];
    let attempt = Attempt::begin(google(), plan, known_seed()).unwrap();
    assert_eq!(
        attempt.authorize_url().as_str(),
        "https://accounts.google.com/o/oauth2/v2/auth\
         ?response_type=code\
         &client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\
         &state=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &code_challenge_method=S256\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A49152\
         &scope=https%3A%2F%2Fmail.google.com%2F\
         &prompt=consent\
         &access_type=offline"
    );
}

#[test]
fn the_exchange_of_a_code() {
    let attempt = attempt();
    let code = accepted(&attempt, "0.AXoA%2Bx");
    let asked = scopes("openid profile offline_access https://graph.microsoft.com/Mail.Send");
    let redemption = attempt.redeem(&code, Some(&secret()), &asked).unwrap();
    assert_eq!(
        redemption.request.url().as_str(),
        "https://login.microsoftonline.com/3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f/oauth2/v2.0/token"
    );
    assert_eq!(
        text(&redemption.request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa\
         &grant_type=authorization_code\
         &code=0.AXoA%2Bx\
         &redirect_uri=http%3A%2F%2Flocalhost%3A49152%2Fmail-setup\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\
         &scope=openid+profile+offline_access+https%3A%2F%2Fgraph.microsoft.com%2FMail.Send\
         &client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
    assert!(redemption.identity.is_some());
}

#[test]
fn a_public_client_sends_no_secret() {
    let attempt = attempt();
    let code = accepted(&attempt, "c");
    let redemption = attempt.redeem(&code, None, &[]).unwrap();
    assert_eq!(
        text(&redemption.request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=authorization_code&code=c\
         &redirect_uri=http%3A%2F%2Flocalhost%3A49152%2Fmail-setup\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
}

#[test]
fn a_refresh() {
    let token = RefreshToken::new("1.AXoA-r/t".to_owned());
    let asked = scopes("https://outlook.office.com/SMTP.Send offline_access");
    let request = TokenRequest::refresh(&entra(entra_rule()), &client(), Some(&secret()), &token, &asked);
    assert_eq!(
        text(&request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=refresh_token&refresh_token=1.AXoA-r%2Ft\
         &scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send+offline_access\
         &client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
}

#[test]
fn the_silent_check_of_tenant_id_and_secret() {
    let scope = scopes("https://graph.microsoft.com/.default").remove(0);
    let request = TokenRequest::client_credentials(&entra(entra_rule()), &client(), &secret(), scope);
    assert_eq!(
        text(&request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=client_credentials\
         &scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
}

#[test]
fn the_silent_check_at_google() {
    let redirect = "http://127.0.0.1:8080".parse().unwrap();
    let request = TokenRequest::probe(&google(), &client(), &secret(), &redirect);
    assert_eq!(request.url().as_str(), "https://oauth2.googleapis.com/token");
    assert_eq!(
        text(&request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=authorization_code&code=sendoff-probe\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A8080&client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
}

/// Google takes the secret of a Desktop client too, and names no scope when a code is redeemed or an access renewed.
#[test]
fn the_exchange_and_the_refresh_at_google() {
    let plan = Plan::new(client(), "http://127.0.0.1:49152/".parse().unwrap(), scopes("https://mail.google.com/"));
    let attempt = Attempt::begin(google(), plan, known_seed()).unwrap();
    let code = accepted(&attempt, "4/0Ab_x");
    let redemption = attempt.redeem(&code, Some(&secret()), &[]).unwrap();
    assert_eq!(redemption.request.url().as_str(), "https://oauth2.googleapis.com/token");
    assert_eq!(
        text(&redemption.request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=authorization_code&code=4%2F0Ab_x\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2F\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\
         &client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
    let token = RefreshToken::new("1//0g-r/t".to_owned());
    let request = TokenRequest::refresh(&google(), &client(), Some(&secret()), &token, &[]);
    assert_eq!(
        text(&request),
        "client_id=7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa&grant_type=refresh_token&refresh_token=1%2F%2F0g-r%2Ft\
         &client_secret=8xQ8Q%7Ea%2Bb%2Fc%3Dd%26e+f%7E._-"
    );
}

/// The crate `oauth2` builds the same request independently; its parameters, in whatever order, are the measure.
#[test]
fn the_exchange_says_what_the_crate_oauth2_would_say() {
    let attempt = attempt();
    let code = accepted(&attempt, "abc");
    let ours = attempt.redeem(&code, Some(&secret()), &[]).unwrap().request;
    let client = BasicClient::new(client())
        .set_client_secret(TheirSecret::new(secret().expose().to_owned()))
        .set_auth_type(AuthType::RequestBody)
        .set_token_uri(TokenUrl::from_url(ours.url().clone()))
        .set_redirect_uri(oauth2::RedirectUrl::new("http://localhost:49152/mail-setup".into()).unwrap());
    let captured = std::cell::RefCell::new(Vec::new());
    let verifier = oauth2::PkceCodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into());
    let _ = client.exchange_code(oauth2::AuthorizationCode::new("abc".into())).set_pkce_verifier(verifier).request(
        &|request: oauth2::HttpRequest| {
            captured.borrow_mut().extend_from_slice(request.body());
            Err::<oauth2::HttpResponse, _>(std::io::Error::other("not sent"))
        },
    );
    let sorted = |body: &[u8]| {
        let mut pairs: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
        pairs.sort();
        pairs
    };
    assert_eq!(sorted(ours.body()), sorted(&captured.borrow()));
}

#[test]
fn no_request_prints_what_it_holds() {
    let attempt = attempt();
    let code = accepted(&attempt, "canary-code");
    let printed = format!("{attempt:?} {code:?}");
    let redemption = attempt.redeem(&code, Some(&ClientSecret::new("canary-secret".into())), &[]).unwrap();
    let printed = format!("{printed} {redemption:?}");
    assert!(
        !printed.contains("canary") && !printed.contains("dBjftJeZ4") && !printed.contains("AAECAwQF"),
        "{printed}"
    );
    assert!(printed.contains("TokenRequest { url: \"https://login.microsoftonline.com/"), "{printed}");
}

#[test]
fn no_extra_parameter_overwrites_one_of_the_protocol() {
    let fault = |extra: &[(&str, &str)]| {
        let extra = extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Attempt::begin(entra(entra_rule()), Plan { extra, ..plan() }, known_seed()).err()
    };
    for name in [
        "client_id",
        "client_secret",
        "code",
        "code_challenge",
        "code_challenge_method",
        "code_verifier",
        "grant_type",
        "login_hint",
        "nonce",
        "prompt",
        "redirect_uri",
        "request",
        "request_uri",
        "response_mode",
        "response_type",
        "scope",
        "state",
        "STATE",
        "Code_Challenge",
        "client_assertion",
    ] {
        assert_eq!(fault(&[(name, "x")]), Some(PlanFault::Overwrites(name.to_owned())));
    }
    assert_eq!(fault(&[("domain_hint", "a"), ("Domain_Hint", "b")]), Some(PlanFault::Twice("Domain_Hint".into())));
    assert_eq!(fault(&[("", "x")]), Some(PlanFault::Extra));
    assert_eq!(fault(&[("a&state", "x")]), Some(PlanFault::Extra));
    assert_eq!(fault(&[("domain_hint", "a\nb")]), Some(PlanFault::Extra));
    assert_eq!(fault(&[("domain_hint", "harbour.example&state=x")]), None);
}

#[test]
fn a_plan_that_cannot_be_carried_out_is_refused() {
    let fault = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan();
        change(&mut plan);
        Attempt::begin(entra(entra_rule()), plan, known_seed()).err()
    };
    assert_eq!(fault(&|plan| plan.client = oauth2::ClientId::new(String::new())), Some(PlanFault::Client));
    assert_eq!(fault(&|plan| plan.client = oauth2::ClientId::new("a b".into())), Some(PlanFault::Client));
    assert_eq!(fault(&|plan| plan.scopes = vec![oauth2::Scope::new("a b".into())]), Some(PlanFault::Scope));
    assert_eq!(fault(&|plan| plan.scopes = vec![oauth2::Scope::new(String::new())]), Some(PlanFault::Scope));
    assert_eq!(fault(&|plan| plan.login_hint = Some("a\nb".into())), Some(PlanFault::Hint));
    let both = |plan: &mut Plan| {
        plan.login_hint = Some("office@harbour.example".into());
        plan.prompt = Some(Prompt::SelectAccount);
    };
    assert_eq!(fault(&both), Some(PlanFault::HintWithSelectAccount));
}

#[test]
fn a_code_is_never_redeemed_by_another_attempt() {
    let other = |endpoints: Endpoints| {
        let mut turn = 100;
        let seed = sendoff_oauth::Seed::draw(|bytes| {
            bytes.fill(turn);
            turn += 1;
            Ok::<(), std::convert::Infallible>(())
        });
        Attempt::begin(endpoints, plan(), seed.unwrap()).unwrap()
    };
    let code = accepted(&attempt(), "code-of-entra");
    assert_eq!(other(google()).redeem(&code, None, &[]).err(), Some(sendoff_oauth::CodeOfAnother));
    assert_eq!(other(entra(entra_rule())).redeem(&code, None, &[]).err(), Some(sendoff_oauth::CodeOfAnother));
}

#[test]
fn the_signed_request_of_a_service_account() {
    let service = ServiceAccount::of_harbour();
    let request = service.ask();
    assert_eq!(request.url().as_str(), "https://oauth2.googleapis.com/token");
    let pairs: Vec<(String, String)> = form_urlencoded::parse(request.body()).into_owned().collect();
    let [(grant, kind), (name, signed)] = &pairs[..] else { panic!("{} parameters", pairs.len()) };
    assert_eq!((grant.as_str(), name.as_str()), ("grant_type", "assertion"));
    assert_eq!(kind, "urn:ietf:params:oauth:grant-type:jwt-bearer");
    let part = |index| String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(signed.split('.').nth(index).unwrap()).unwrap());
    assert_eq!(part(0).unwrap(), r#"{"alg":"RS256","typ":"JWT","kid":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"}"#);
    // 22 November 2026, 10:58:31 UTC, and an hour later.
    assert_eq!(
        part(1).unwrap(),
        r#"{"iss":"mailer@harbour-mail.iam.gserviceaccount.com","sub":"office@harbour.example","#.to_owned()
            + r#""scope":"https://mail.google.com/ https://www.googleapis.com/auth/gmail.send","#
            + r#""aud":"https://oauth2.googleapis.com/token","iat":1795345111,"exp":1795348711}"#
    );
    assert_eq!(signed.split('.').count(), 3);
}

#[test]
fn a_signed_request_does_not_show_and_is_not_sent_back() {
    let request = ServiceAccount::of_harbour().ask();
    let sent = text(&request).rsplit_once('=').unwrap().1.to_owned();
    assert!(!format!("{request:?}").contains(&sent[..40]));
    let body = format!("{{\"error\":\"invalid_grant\",\"error_description\":\"Bad assertion {sent}\"}}");
    let TokenFault::Refused(refusal) = request.read(400, body.as_bytes()).unwrap_err() else { panic!("a refusal") };
    assert!(!format!("{refusal:?}").contains(&sent[..40]), "{:?}", refusal.said.map(|said| said.len()));
}

/// Who asks, for whom.
struct ServiceAccount {
    issuer: MailAddress,
    subject: MailAddress,
    scopes: Vec<Scope>,
    key: PrivateKey,
}

impl ServiceAccount {
    fn of_harbour() -> Self {
        Self {
            issuer: "mailer@harbour-mail.iam.gserviceaccount.com".parse().unwrap(),
            subject: "office@harbour.example".parse().unwrap(),
            scopes: scopes("https://mail.google.com/ https://www.googleapis.com/auth/gmail.send"),
            key: PrivateKey::new(include_str!("../rfc7515-a2.pem").to_owned()),
        }
    }

    fn ask(&self) -> TokenRequest {
        let assertion = Assertion {
            issuer: &self.issuer,
            subject: &self.subject,
            scopes: &self.scopes,
            key_id: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
            key: &self.key,
            now: "2026-11-22T10:58:31Z".parse().unwrap(),
        };
        TokenRequest::jwt_bearer(&google(), &assertion).unwrap()
    }
}
