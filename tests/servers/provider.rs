//! oidc-provider: discovery, the code with PKCE, the secret, refreshing, and what it refuses.

use std::time::Duration;

use sendoff_tests::servers::{Answer, Scope, Settings, Stack, User};

use crate::usual;

#[test]
fn discovery_names_what_an_application_needs() {
    let stack = usual();
    let document = stack.discovery();
    let issuer = stack.issuer();
    assert_eq!(document["issuer"], issuer);
    for (key, path) in [("authorization_endpoint", "auth"), ("token_endpoint", "token"), ("jwks_uri", "jwks")] {
        assert_eq!(document[key], format!("{issuer}/{path}"), "{document}");
    }
    assert_eq!(document["introspection_endpoint"], format!("{issuer}/token/introspection"));
    assert!(document["code_challenge_methods_supported"].as_array().unwrap().contains(&"S256".into()), "{document}");
}

#[test]
fn a_person_who_allows_gives_tokens_and_one_who_declines_gives_a_refusal() {
    let stack = usual();
    let tokens = stack.tokens(User::Anna, &[Scope::Imap, Scope::Smtp]);
    let granted = format!("openid email {} {}", Scope::Imap.text(), Scope::Smtp.text());
    assert_eq!((tokens.scope.as_str(), tokens.expires_in), (granted.as_str(), 3600));
    assert_eq!(tokens.id.expose().split('.').count(), 3, "a signed ID token");
    let declined = stack.person(&stack.authorize_address(&[Scope::Imap], "any"), User::Anna, Answer::Decline).unwrap();
    assert_eq!(declined.value("error").as_deref(), Some("access_denied"));
    assert_eq!(declined.value("code"), None);
}

/// Of 43 characters at least (RFC 7636 section 4.1).
const VERIFIER: &str = "the-verifier-of-this-test-of-43-characters-or-more";

#[test]
fn a_code_needs_its_verifier_its_secret_and_its_redirect() {
    let stack = usual();
    let redirect = stack.application().redirects[0];
    let code = || {
        let opened = stack.authorize_address(&[Scope::Imap], VERIFIER);
        stack.person(&opened, User::Anna, Answer::Allow).unwrap().value("code").expect("a code")
    };
    let redeem = |verifier: &str, redirect: &str| {
        let form = [("grant_type", "authorization_code"), ("redirect_uri", redirect), ("code_verifier", verifier)];
        let refused = stack.ask_for_tokens(&[&form[..], &[("code", &code())]].concat()).expect_err("it is refused");
        (refused.status, refused.error)
    };
    let other_verifier = "another-verifier-of-the-same-test-and-as-long-as-that";
    assert_eq!(redeem(other_verifier, redirect), (400, Some("invalid_grant".to_owned())));
    assert_eq!(redeem(VERIFIER, stack.application().redirects[1]), (400, Some("invalid_grant".to_owned())));
    let form = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_secret", "wrong")];
    let refused = stack.ask_for_tokens(&form).expect_err("it is refused");
    assert_eq!((refused.status, refused.error.as_deref()), (401, Some("invalid_client")));
}

#[test]
fn what_is_not_registered_is_shown_to_the_person_and_never_reaches_the_application() {
    let stack = usual();
    let opened = stack.authorize_address(&[Scope::Imap], "any");
    let elsewhere = opened.as_str().replace("%2Fcallback", "%2Felsewhere");
    let shown = stack.person(&elsewhere.parse().unwrap(), User::Anna, Answer::Allow).expect_err("a page");
    assert!(shown.contains("redirect_uri"), "{shown}");
    let stranger = opened.as_str().replace(stack.application().client_id, "stranger");
    let shown = stack.person(&stranger.parse().unwrap(), User::Anna, Answer::Allow).expect_err("a page");
    assert!(shown.contains("client"), "{shown}");
}

#[test]
fn a_refresh_token_that_rotates_is_good_once() {
    let tokens = usual().tokens(User::Anna, &[Scope::Imap]);
    let again = usual().refreshed(&tokens.refresh).expect("new tokens");
    assert_ne!(again.access.expose(), tokens.access.expose(), "another access token");
    assert!(usual().refreshed(&tokens.refresh).is_ok(), "as usual it goes on being good");
    let rotating = Stack::with(&Settings { refresh_tokens_rotate: true, ..Settings::default() });
    let tokens = rotating.tokens(User::Anna, &[Scope::Imap]);
    assert!(rotating.refreshed(&tokens.refresh).is_ok());
    let spent = rotating.refreshed(&tokens.refresh).expect_err("it was spent");
    assert_eq!((spent.status, spent.error.as_deref()), (400, Some("invalid_grant")));
}

#[test]
fn a_short_lived_token_says_how_long_it_is_good() {
    let stack = Stack::with(&Settings { token_lifetime: Duration::from_secs(2), ..Settings::default() });
    assert_eq!(stack.tokens(User::Anna, &[Scope::Imap]).expires_in, 2);
}
