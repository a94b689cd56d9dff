//! The bundled files: they read, they say what the sources say, and every link stays at its portal.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{collections::BTreeMap, sync::LazyLock};

use proptest::prelude::*;
use sendoff_problem::Kind;
use sendoff_recipes::{
    Addresses, Answers, Endpoint, HandOverValue, Placeholder, PortalPage, Provider, ProviderId, Recipe, Recipes, Values,
};
use sendoff_values::{FieldId, StepId, Tenant};

const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";

fn recipes() -> Recipes {
    Recipes::bundled().unwrap()
}

/// Read once: some tests ask it for hundreds of addresses.
fn microsoft() -> Provider {
    static MICROSOFT: LazyLock<Provider> = LazyLock::new(|| recipes().provider(ProviderId::Microsoft).unwrap().clone());
    MICROSOFT.clone()
}

fn tourtools() -> Recipe {
    recipes().recipe("tourtools").unwrap().clone()
}

fn values() -> Values {
    Values::default()
        .with(Placeholder::Tenant, TENANT)
        .with(Placeholder::ClientId, CLIENT)
        .with(Placeholder::Redirect, "https://www.tourtools.com/auth/")
}

fn answers(text: &str) -> Answers {
    let recipe = tourtools();
    let question = recipe.question("redirect-address").unwrap();
    BTreeMap::from([(question.id.clone(), question.answer(text).unwrap())])
}

#[test]
fn the_summary_has_the_words_of_the_script_face() {
    let summary = recipes().summary();
    let Some(tourtools) = summary.recipes.first() else { panic!("no recipe") };
    assert_eq!((tourtools.id.as_str(), tourtools.name.as_str()), ("tourtools", "TourTools"));
    assert_eq!(tourtools.date.to_string(), "2025-01-18");
    assert_eq!(tourtools.questions[0].options, ["registered", "typed", "other"]);
    assert_eq!(tourtools.questions[0].default.as_deref(), Some("registered"));
    assert_eq!(
        tourtools.steps,
        [
            "app-registration",
            "tenant",
            "redirect-uri",
            "permissions",
            "client-secret",
            "expose-api",
            "mailbox",
            "sign-in",
            "test",
            "save",
            "hand-over",
        ]
    );
}

#[test]
fn the_hand_over_is_in_tourtools_order_and_spelling() {
    let recipe = tourtools();
    let fields: Vec<_> = recipe.hand_over.field.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(fields, ["Email", "Client ID", "Client Secret", "Redirect URI", "Tenant", "authURL", "accessTokenURL"]);
    assert_eq!(recipe.hand_over.field[2].value, HandOverValue::Secret(FieldId::ClientSecret));
    assert_eq!(recipe.hand_over.after.len(), 9);
}

#[test]
fn the_two_addresses_are_exact() {
    let recipe = tourtools();
    let field = |label: &str| recipe.hand_over.field.iter().find(|field| field.label.as_str() == label).unwrap();
    let text = |value: &HandOverValue| match value {
        HandOverValue::Text(template) => template.fill(&values()).unwrap(),
        HandOverValue::Choose(_) | HandOverValue::Secret(_) => panic!("a text"),
    };
    assert_eq!(
        text(&field("authURL").value),
        format!(
            "https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}&scope=Mail.Send offline_access\
             &response_type=code&redirect_uri=https://www.tourtools.com/auth/"
        )
    );
    assert_eq!(
        field("authURL").alternative[0].text.fill(&values()).unwrap(),
        format!(
            "https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize?client_id={CLIENT}&scope=Mail.Send%20offline_access\
             &response_type=code&redirect_uri=https%3A%2F%2Fwww.tourtools.com%2Fauth%2F"
        )
    );
    assert_eq!(
        text(&field("accessTokenURL").value),
        format!("https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token")
    );
}

#[test]
fn an_address_microsoft_cannot_take_is_replaced_and_said_so() {
    let recipe = tourtools();
    let default = recipe.redirect_plan(&Answers::new()).unwrap();
    assert_eq!(default.registered.as_str(), "https://www.tourtools.com/auth/");
    assert!(!default.differs());

    let typed = recipe.redirect_plan(&answers("typed")).unwrap();
    assert_eq!(typed.sent.as_str(), "http://tourtools.com/auth");
    assert_eq!(typed.registered.as_str(), "https://www.tourtools.com/auth/");
    assert!(typed.differs() && typed.cautions[0].as_str().contains("AADSTS50011"));
    assert_eq!(recipe.redirect_plan(&answers("http://tourtools.com/auth")).unwrap(), typed);

    let other = recipe.redirect_plan(&answers("https://auth.tourtools.example/x")).unwrap();
    assert_eq!(other.registered.as_str(), "https://auth.tourtools.example/x");
    assert!(recipe.question("redirect-address").unwrap().answer("other").is_err(), "the address itself is the answer");
    let plain = recipe.redirect_plan(&answers("http://auth.tourtools.example/x")).unwrap();
    assert!(plain.differs());
}

#[test]
fn the_steps_that_the_test_depends_on_are_all_but_one() {
    let optional: Vec<_> = tourtools().step.iter().filter(|step| !step.needed_for_test).map(|step| step.id).collect();
    assert_eq!(optional, [StepId::ExposeApi]);
    assert!(tourtools().step(StepId::ExposeApi).unwrap().reason.as_str().contains("sending works without it"));
}

#[test]
fn every_step_with_a_portal_leads_to_that_portal() {
    for step in tourtools().step {
        let Some(card) = step.portal else { continue };
        let address = microsoft().page_address(card.page, &values()).unwrap();
        assert!(["entra.microsoft.com", "admin.microsoft.com"].contains(&address.host_str().unwrap()), "{address}");
        assert!(address.as_str().contains(TENANT), "{address}");
        assert!(!card.seen_in_portal, "nobody has followed it in a real portal; say so until somebody has");
    }
}

#[test]
fn links_carry_what_is_known_and_fall_back_to_the_list() {
    let provider = microsoft();
    let overview = provider.page_address(PortalPage::Overview, &values()).unwrap();
    assert_eq!(
        overview.as_str(),
        format!(
            "https://entra.microsoft.com/{TENANT}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{CLIENT}\
             /isMSAApp~/false"
        )
    );
    let unknown = provider.page_address(PortalPage::Overview, &Values::default()).unwrap();
    assert_eq!(
        unknown.as_str(),
        "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
    );
}

#[test]
fn practice_puts_its_own_addresses_in_place() {
    let at = |text: &str| text.parse::<url::Url>().unwrap();
    let addresses = Addresses {
        login: at("https://localhost:4001"),
        browser: at("http://localhost:4000"),
        graph: at("https://localhost:4002"),
        portal: at("http://127.0.0.1:4003"),
        mail: None,
        assistant_redirect: None,
    };
    let recipes = recipes().practised_at(|_| addresses.clone());
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    let tenant: Tenant = TENANT.parse().unwrap();
    assert_eq!(
        provider.page_address(PortalPage::Credentials, &values()).unwrap().as_str(),
        format!("http://127.0.0.1:4003/portal/{TENANT}/app-registrations/{CLIENT}/credentials")
    );
    assert_eq!(
        provider.endpoint(Endpoint::Token, &tenant).unwrap().as_str(),
        format!("https://localhost:4001/{TENANT}/oauth2/v2.0/token")
    );
    assert_eq!(
        provider.page_address(PortalPage::ActiveUsers, &values()).unwrap().as_str(),
        format!("http://127.0.0.1:4003/portal/{TENANT}/users")
    );
    assert!(provider.is_own(&at("http://127.0.0.1:4003/portal/x")) && provider.is_own(&at("https://localhost:4001/")));
    assert!(
        !provider.is_own(&at("https://entra.microsoft.com/")) && !provider.is_own(&at("http://127.0.0.1:4004/portal"))
    );
}

#[test]
fn a_browser_is_sent_to_pages_of_the_table_and_nowhere_else() {
    let provider = microsoft();
    let may = |text: &str| provider.may_open(&text.parse().unwrap());
    for page in
        ["https://entra.microsoft.com/#view/x", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"]
    {
        assert!(may(page), "{page}");
    }
    for page in [
        "http://entra.microsoft.com/",
        "https://entra.microsoft.com:8443/",
        "https://a@entra.microsoft.com/",
        "https://:b@entra.microsoft.com/",
        "https://entra.microsoft.com.evil.example/",
        "https://entra.microsoft.com@evil.example/",
        "https://evil.example/.entra.microsoft.com/",
        "https://xentra.microsoft.com/",
        "https://graph.microsoft.com/",
        "http://localhost:4000/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
    ] {
        assert!(!may(page), "{page}");
    }
}

#[test]
fn endpoints_are_those_of_microsofts_pages() {
    let provider = microsoft();
    let tenant: Tenant = "harbour.example".parse().unwrap();
    let address = |endpoint| provider.endpoint(endpoint, &tenant).unwrap().to_string();
    let base = "https://login.microsoftonline.com/harbour.example";
    assert_eq!(address(Endpoint::Authorize), format!("{base}/oauth2/v2.0/authorize"));
    assert_eq!(address(Endpoint::Token), format!("{base}/oauth2/v2.0/token"));
    assert_eq!(address(Endpoint::Discovery), format!("{base}/v2.0/.well-known/openid-configuration"));
    assert_eq!(address(Endpoint::AdminConsent), format!("{base}/v2.0/adminconsent"));
    let issuer = provider.issuer(&TENANT.parse().unwrap()).unwrap();
    assert_eq!(issuer, format!("https://login.microsoftonline.com/{TENANT}/v2.0"));
    assert_eq!(provider.graph().as_str(), "https://graph.microsoft.com/");
}

#[test]
fn errors_are_explained_by_whole_number_then_by_answer() {
    let recipes = recipes();
    let kind = |number, answer| recipes.errors().kind_of(number, answer);
    for (number, expected) in [
        (7_000_215, Kind::SecretRefused),
        (7_000_222, Kind::SecretExpired),
        (7_000_218, Kind::SecretMissing),
        (700_025, Kind::SecretNotAllowed),
        (9_002_327, Kind::WrongPlatform),
        (700_016, Kind::RegistrationUnknown),
        (7_000_112, Kind::RegistrationDisabled),
        (90_002, Kind::DirectoryUnknown),
        (900_023, Kind::DirectoryMalformed),
        (50_194, Kind::SingleTenantOnly),
        (9_002_331, Kind::PersonalAccountsOnly),
        (9_002_346, Kind::PersonalAccountsOnly),
        (50_011, Kind::RedirectUnknown),
        (500_113, Kind::RedirectNone),
        (650_057, Kind::PermissionNotRegistered),
        (70_011, Kind::PermissionUnknown),
        (90_094, Kind::ApprovalNeeded),
        (65_004, Kind::ApprovalDeclined),
        (50_020, Kind::AccountOfAnother),
        (53_003, Kind::PolicyStopped),
        (50_076, Kind::SecondFactorNeeded),
        (50_105, Kind::NotAssigned),
        (50_126, Kind::PasswordWrong),
        (50_057, Kind::AccountDisabled),
        (54_005, Kind::CodeSpent),
        (501_481, Kind::VerifierRefused),
        (700_082, Kind::AccessEnded),
        (90_033, Kind::ProviderDown),
    ] {
        assert_eq!(kind(Some(number), Some("invalid_request")), expected, "{number}");
    }
    assert_eq!(kind(Some(1_234_567), Some("invalid_client")), Kind::SecretRefused);
    assert_eq!(kind(None, Some("access_denied")), Kind::ApprovalDeclined);
    assert_eq!(kind(Some(5_001), None), Kind::MicrosoftRefused);
    assert_eq!(kind(None, Some("nonsense")), Kind::MicrosoftRefused);
    assert!(recipes.errors().len() >= 169, "{}", recipes.errors().len());
}

#[test]
fn patience_is_for_what_may_be_seconds_old() {
    let recipes = recipes();
    for number in [7_000_215, 700_016, 7_000_229, 650_051] {
        assert!(recipes.errors().may_be_too_early(number), "{number}");
    }
    for number in [7_000_222, 90_002, 7_000_112, 50_011] {
        assert!(!recipes.errors().may_be_too_early(number), "{number}");
    }
}

proptest! {
    #[test]
    fn no_value_leads_a_link_away_from_its_portal(tenant in ".{0,60}", client in ".{0,60}", index in 0..PortalPage::ALL.len()) {
        let values = Values::default().with(Placeholder::Tenant, tenant).with(Placeholder::ClientId, client);
        if let Some(address) = microsoft().page_address(PortalPage::ALL[index], &values) {
            let host = address.host_str().unwrap();
            prop_assert!(["entra.microsoft.com", "admin.microsoft.com", "shell.azure.com"].contains(&host), "{address}");
            prop_assert_eq!(address.scheme(), "https");
            prop_assert!(address.port().is_none() && address.username().is_empty() && address.password().is_none());
            prop_assert!(address.path_segments().unwrap().count() <= 2, "{}", address);
        }
    }
}
