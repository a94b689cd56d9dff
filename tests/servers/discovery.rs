//! A provider found by its own name for itself, as oidc-provider really publishes it: looked at by our own way out, believed only under its own
//! name, and signed in to only at hosts that were confirmed.

use std::{collections::BTreeSet, convert::Infallible};

use sendoff_engine::ports::{Clock as _, SystemClock};
use sendoff_mail::{Mechanism, Security, SmtpRoute};
use sendoff_oauth::{
    Ability, Attempt, CONTENT_TYPE, Carrier, ClientIdentifier, Clock, Discovered, DiscoveryFault, Endpoints, Issuer,
    NotConfirmed, Plan, Refresh, ResponseMode, Scope, Seed, TokenAnswer, TokenFault, TokenRequest, Verdict,
};
use sendoff_tests::servers::{self, MAIL_HOST, PROVIDER_HOST, User};
use sendoff_values::{ClientSecret, HostName};
use sendoff_wire::{AllowedHosts, Request, Wire, WireSettings};
use tokio::runtime::Runtime;

use crate::{routes, usual};

/// Reaches the provider alone, as it is while a name was typed and nothing is confirmed; then the mail server, too.
fn wire(mail: &[u16]) -> Wire {
    let (stack, places) = (usual(), mail.iter().map(|port| (MAIL_HOST, *port)));
    let allowed = AllowedHosts::of_a_test([(PROVIDER_HOST, stack.ports().provider)]).unwrap();
    let settings =
        WireSettings::practice(allowed.and_mail(places).unwrap(), stack.authority().pem.clone().into_bytes());
    Wire::new(WireSettings { names: stack.names(), ..settings }).unwrap()
}

/// What is found under this name, each document in turn.
fn found(text: &str) -> Vec<(u16, Result<Discovered, DiscoveryFault>)> {
    let (wire, issuer) = (wire(&[]), Issuer::of_a_test(text).unwrap());
    let asked = issuer.documents().map(|document| {
        Runtime::new().unwrap().block_on(wire.send(Request::get(document).token_sized())).expect("it answers")
    });
    asked.iter().map(|answer| (answer.status(), Discovered::read(&issuer, answer.body()))).collect()
}

fn discovered() -> Discovered {
    let (status, discovered) = found(&usual().issuer()).remove(0);
    assert_eq!(status, 200);
    discovered.expect("it is believed")
}

fn hosts(names: &[&str]) -> BTreeSet<HostName> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

#[test]
fn a_provider_is_found_by_its_name_and_says_what_it_can() {
    let found = found(&usual().issuer());
    let discovered = found[0].1.as_ref().expect("it is believed");
    assert_eq!(discovered.issuer(), usual().issuer());
    assert_eq!(*discovered.hosts(), hosts(&[PROVIDER_HOST]));
    for ability in [Ability::Pkce, Ability::SecretInForm, Ability::AnswerInForm, Ability::NamesItself] {
        assert!(discovered.can(ability), "{ability:?}: {discovered:?}");
    }
    assert_eq!(found[1].0, 404, "below a path it does not publish the document of RFC 8414");
}

/// The same document lies under the domain of the directory. It is about the ID, and so it is no document of the domain.
#[test]
fn a_document_under_another_name_is_not_believed() {
    let issuer = usual().issuer().replace(servers::DIRECTORY, servers::DOMAIN);
    assert_eq!(found(&issuer)[0], (200, Err(DiscoveryFault::OfAnother)));
}

#[test]
fn nobody_is_signed_in_at_a_host_that_was_not_confirmed() {
    let refused = discovered().confirmed(&hosts(&["login.example.com", MAIL_HOST])).unwrap_err();
    assert_eq!(refused, NotConfirmed(vec![PROVIDER_HOST.parse().unwrap()]));
}

/// The exchange of a code that cannot exist tells a wrong secret from a right one before any browser opens.
#[test]
fn a_wrong_secret_is_told_from_a_right_one_without_signing_in() {
    let application = usual().application();
    let client = ClientIdentifier::new(application.client_id.to_owned());
    let redirect = application.redirects[3].parse().unwrap();
    let asked = |secret: &ClientSecret| {
        let refused = sent(&TokenRequest::probe(&endpoints(), &client, secret, &redirect)).expect_err("no such code");
        let TokenFault::Refused(refusal) = refused else { panic!("{refused}") };
        refusal.error
    };
    assert_eq!(asked(&application.client_secret), "invalid_grant");
    assert_eq!(asked(&ClientSecret::new("another-secret".to_owned())), "invalid_client");
}

fn endpoints() -> Endpoints {
    discovered().confirmed(&hosts(&[PROVIDER_HOST])).expect("it was confirmed")
}

fn sent(request: &TokenRequest) -> Result<TokenAnswer, TokenFault> {
    let asked = Request::post(request.url().clone(), CONTENT_TYPE, request.body().to_vec().into()).token_sized();
    let answer = Runtime::new().unwrap().block_on(wire(&[]).send(asked)).expect("it answers");
    request.read(answer.status(), answer.body())
}

/// (the whole way) By the endpoints that were found and confirmed: signed in with PKCE, believed by the name, and a message sent.
#[test]
fn whoever_signs_in_at_a_provider_that_was_found_sends_mail_by_it() {
    let application = usual().application();
    let scopes = ["openid", "email", servers::Scope::Smtp.text()].map(|text| Scope::new(text.to_owned()));
    let client = ClientIdentifier::new(application.client_id.to_owned());
    let mut plan = Plan::new(client, application.redirects[3].parse().unwrap(), scopes.to_vec());
    plan.response_mode = ResponseMode::Query;
    let seed = Seed::draw(|bytes| {
        getrandom::fill(bytes).unwrap();
        Ok::<(), Infallible>(())
    });
    let Ok(seed) = seed;
    let attempt = Attempt::begin(endpoints(), plan, seed).unwrap();
    let sent_to = usual().person(&attempt.authorize_url(), User::Anna, servers::Answer::Allow).unwrap();
    let Verdict::Code(code) = attempt.judge(Carrier::Query, sent_to.url().query().unwrap().as_bytes()) else {
        panic!("no code")
    };
    let redemption = attempt.redeem(&code, Some(&application.client_secret), &scopes).unwrap();
    let tokens = sent(&redemption.request).unwrap();
    let identity = redemption.identity.unwrap();
    let now = SystemClock.now();
    let identity = identity.check(tokens.id_token.as_ref().unwrap(), Clock { now, provider: None }).unwrap();
    assert_eq!(identity.address(), Some(User::Anna.address().as_str()));
    assert!(matches!(tokens.refresh, Refresh::Given(_)), "access that lasts");
    let port = usual().ports().submission;
    let wire = wire(&[port]);
    for mechanism in [Mechanism::Xoauth2, Mechanism::Oauthbearer] {
        let (security, rules) = (Security::StartTls, &[]);
        let route = SmtpRoute { wire: &wire, host: MAIL_HOST, port, security, mechanisms: &[mechanism], rules };
        let message = routes::message(User::Anna, User::Ben);
        let mut quiet = |_| {};
        let from = routes::address(User::Anna);
        let report = Runtime::new().unwrap().block_on(route.send(&from, &tokens.access_token, &message, &mut quiet));
        assert!(report.outcome.is_ok(), "{mechanism:?}: {:?}", report.outcome);
    }
}
