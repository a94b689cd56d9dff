//! Every difference there is, word for word.

use jiff::civil::date;
use sendoff_intake::{ImplicitGrant, RequestedPermission};
use sendoff_recipes::Recipes;
use sendoff_words::MISSING;

use super::*;
use crate::world::{Surroundings, System};

const ID: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
const OTHER: &str = "11111111-2222-4333-8444-555555555555";

/// Every difference there is, and what is said of it.
fn all() -> Vec<(Difference, &'static str)> {
    let address = || "https://www.tourtools.com/auth/".parse().unwrap();
    let hint = Some("8xQ".to_owned());
    let value = || "sendMail".to_owned();
    let name = || "Mail.Send".to_owned();
    let requested = |id: &str| RequestedPermission {
        resource: "00000003-0000-0000-c000-000000000000".parse().unwrap(),
        id: id.parse().unwrap(),
        kind: PermissionKind::Application,
    };
    let near = Redirect { address: "http://www.tourtools.com/Auth/".to_owned(), platform: Platform::Desktop };
    vec![
        (
            Difference::AnotherRegistration { expected: ID.parse().unwrap(), found: OTHER.parse().unwrap() },
            "The manifest belongs to 11111111-2222-4333-8444-555555555555, and this is about \
             7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa.",
        ),
        (
            Difference::Audience { expected: vec![Audience::ThisDirectory], found: Audience::AnyDirectory },
            "Multitenant is chosen under Supported account types; it must be Single tenant.",
        ),
        (
            Difference::Audience { expected: vec![Audience::ThisDirectory], found: Audience::Other },
            "Something unknown stands for Supported account types; it must be Single tenant.",
        ),
        (
            Difference::RedirectMissing { address: address(), platform: Platform::Web },
            "https://www.tourtools.com/auth/ is not registered; it is needed under Web.",
        ),
        (
            Difference::RedirectElsewhere { address: address(), expected: Platform::Web, found: Platform::SinglePage },
            "https://www.tourtools.com/auth/ is registered under Single-page application; it is needed under Web.",
        ),
        (
            Difference::RedirectNearly {
                expected: address(),
                platform: Platform::Web,
                found: near,
                off: vec![Off::Scheme, Off::PathCase, Off::Platform],
            },
            "http://www.tourtools.com/Auth/ is registered, and https://www.tourtools.com/auth/ is needed under Web. \
             They differ in http or https, capital letters in the path and the platform.",
        ),
        (
            Difference::PublicClientFlows { expected: false },
            "Allow public client flows is Yes; for an application with a client secret it should be No.",
        ),
        (Difference::PublicClientFlows { expected: true }, "Allow public client flows is No; it must be Yes."),
        (
            Difference::ImplicitGrant { granted: ImplicitGrant { access_tokens: true, id_tokens: true } },
            "Under Implicit grant and hybrid flows there is a tick at Access tokens and ID tokens; TourTools needs none.",
        ),
        (
            Difference::PermissionMissing { name: name(), kind: PermissionKind::Delegated, needed: true },
            "Mail.Send is not listed under API permissions; it is needed under Delegated permissions.",
        ),
        (
            Difference::PermissionMissing { name: name(), kind: PermissionKind::Delegated, needed: false },
            "Mail.Send is not listed under API permissions; TourTools asks for it under Delegated permissions and works \
             without it.",
        ),
        (
            Difference::PermissionOfOtherKind { name: name(), expected: PermissionKind::Delegated },
            "Mail.Send is listed under Application permissions; it must be under Delegated permissions.",
        ),
        (
            Difference::PermissionSuperfluous { permission: requested("810c84a8-4a9e-49e6-bf7d-12d183f40d01") },
            "Mail.Read is listed under Application permissions; TourTools does not need it.",
        ),
        (
            Difference::PermissionSuperfluous { permission: requested(OTHER) },
            "A permission with the ID 11111111-2222-4333-8444-555555555555 is listed under Application permissions; \
             TourTools does not need it.",
        ),
        (Difference::SecretMissing, "There is no client secret; one is needed."),
        (
            Difference::SecretUnknown {
                first_three: "abc".to_owned(),
                hints: vec!["8xQ".to_owned(), "Tz1".to_owned()],
            },
            "The client secret pasted here starts abc; those of the app registration start 8xQ and Tz1. One of these is \
             needed.",
        ),
        (
            Difference::SecretEnded { hint: hint.clone(), on: date(2026, 11, 2) },
            "The client secret that starts 8xQ ended on 2 November 2026; a new one is needed.",
        ),
        (
            Difference::SecretEnded { hint: None, on: date(2026, 11, 2) },
            "The client secret ended on 2 November 2026; a new one is needed.",
        ),
        (
            Difference::SecretEndsSoon { hint, on: date(2026, 12, 2) },
            "The client secret that starts 8xQ ends on 2 December 2026; plan a new one before that day.",
        ),
        (
            Difference::SecretEndsSoon { hint: None, on: date(2026, 12, 2) },
            "The client secret ends on 2 December 2026; plan a new one before that day.",
        ),
        (
            Difference::ApplicationIdUriMissing,
            "Application ID URI is empty under Expose an API; it has to be set first.",
        ),
        (
            Difference::ScopeMissing { value: value(), nearly: None },
            "sendMail is not under Expose an API; it is needed there.",
        ),
        (
            Difference::ScopeMissing { value: value(), nearly: Some("SendMail".to_owned()) },
            "SendMail stands under Expose an API; it must be sendMail, to the letter.",
        ),
        (Difference::ScopeDisabled { value: value() }, "sendMail is Disabled under Expose an API; it must be Enabled."),
        (
            Difference::ScopeApprover { value: value(), expected: Approver::Administrators },
            "sendMail is for Admins and users under Who can consent?; it should be Admins only.",
        ),
        (
            Difference::ClientMissing { client: ID.parse().unwrap() },
            "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa is not under Authorized client applications; it is needed there.",
        ),
        (
            Difference::ClientWithoutScope { client: ID.parse().unwrap(), scope: value() },
            "sendMail is not ticked for 7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa under Authorized client applications; it \
             must be.",
        ),
    ]
}

#[test]
fn every_difference_says_what_is_there_and_what_is_needed() {
    let recipes = Recipes::bundled().unwrap();
    let surroundings = Surroundings {
        practice: false,
        practice_mailboxes: None,
        keychain: String::new(),
        zone: jiff::tz::TimeZone::UTC,
        system: System::default(),
    };
    let words = Words::english();
    let world = World { recipes: &recipes, words: &words, surroundings: &surroundings };
    let recipe = recipes.recipe("tourtools").unwrap();
    for (difference, expected) in all() {
        let line = tell(&difference, recipe, &world).line();
        assert_eq!(line, expected);
        assert!(!line.contains(MISSING));
        assert!(recipe.step(difference.step()).is_some(), "{difference:?} leads nowhere");
    }
    let kinds: std::collections::BTreeSet<String> =
        all().iter().map(|(difference, _)| serde_json::to_value(difference).unwrap()["kind"].to_string()).collect();
    assert_eq!(kinds.len(), 20);
}
