//! National clouds: every recipe that can be set up in one says nothing there that belongs to another, and every provider reaches
//! hosts of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use sendoff_recipes::{Answer, Answers, Naming, Provider, ProviderId, Recipe, Recipes, Values};

/// What only the worldwide cloud has.
const WORLDWIDE: [&str; 9] = [
    "login.microsoftonline.com",
    "graph.microsoft.com",
    "outlook.office.com",
    "outlook.office365.com",
    "smtp.office365.com",
    "entra.microsoft.com",
    "admin.microsoft.com",
    "portal.azure.com",
    "shell.azure.com",
];

fn in_clouds(recipes: &Recipes) -> Vec<(&str, ProviderId, Recipe)> {
    let mut all = Vec::new();
    for recipe in recipes.recipes() {
        for way in recipe.every_way() {
            let tailored = recipe.tailored(&way);
            all.push((recipe.id.as_str(), tailored.provider, tailored));
        }
    }
    all
}

#[test]
fn a_recipe_in_a_national_cloud_names_nothing_of_the_worldwide_one() {
    let recipes = Recipes::bundled().unwrap();
    let national: Vec<_> =
        in_clouds(&recipes).into_iter().filter(|(_, provider, _)| *provider != ProviderId::Microsoft).collect();
    assert!(national.len() >= 3 * 3, "{} ways lead into a national cloud", national.len());
    for (id, provider, recipe) in national {
        let said = format!("{recipe:?}");
        for host in WORLDWIDE {
            assert!(!said.contains(host), "{id} in {provider:?} names {host}");
        }
        let resource = recipes.provider(provider).unwrap().graph_resource().to_owned();
        for request in recipe.requests() {
            let at_home = request.starts_with(&resource) || request.contains("outlook") || !request.contains("://");
            assert!(at_home, "{id} in {provider:?} asks for {request}");
        }
    }
}

/// The other way round: nothing is changed for everybody else.
#[test]
fn a_recipe_in_the_worldwide_cloud_is_as_it_was_written() {
    let recipes = Recipes::bundled().unwrap();
    for (id, provider, recipe) in in_clouds(&recipes) {
        if provider == ProviderId::Microsoft {
            let said = format!("{recipe:?}");
            for host in [".us/", ".us\"", ".cn/", ".cn\"", ".mil"] {
                assert!(!said.contains(host), "{id} names {host}");
            }
        }
    }
}

/// Who is sent a secret or a token.
fn places(provider: &Provider) -> BTreeSet<String> {
    let urls = [provider.login(), provider.graph()].map(|url| url.host_str().unwrap().to_owned());
    urls.into_iter().chain(provider.mail().unwrap().all().map(|server| server.host.clone())).collect()
}

#[test]
fn no_provider_reaches_a_host_of_another_cloud() {
    let recipes = Recipes::bundled().unwrap();
    assert!(recipes.providers().map(|provider| provider.id).eq(ProviderId::ALL));
    // One that is found by a set-up has no hosts here.
    let all: Vec<&Provider> = recipes.providers().filter(|one| one.id.naming() == Naming::InDirectory).collect();
    let government = [ProviderId::MicrosoftUsGovernment, ProviderId::MicrosoftUsDefense];
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            let shared: Vec<String> = places(one).intersection(&places(other)).cloned().collect();
            // The two of the US Government sign in at one host, as Microsoft's page says; nothing else is shared.
            let both = government.contains(&one.id) && government.contains(&other.id);
            let expected: &[&str] = if both { &["login.microsoftonline.us"] } else { &[] };
            assert_eq!(shared, expected, "{:?} and {:?}", one.id, other.id);
        }
    }
}

#[test]
fn every_page_of_a_national_portal_opens_there() {
    let recipes = Recipes::bundled().unwrap();
    let usual = [ProviderId::Microsoft, ProviderId::Google, ProviderId::Discovered];
    for provider in recipes.providers().filter(|provider| !usual.contains(&provider.id)) {
        for page in sendoff_recipes::PortalPage::of(provider.id.naming()) {
            let address = provider.page_address(page, &Values::default()).unwrap();
            let host = address.host_str().unwrap();
            assert!(!WORLDWIDE.contains(&host), "{:?} {page:?}: {address}", provider.id);
            assert!(provider.may_open(&address), "{address}");
            assert!(!provider.page(page).unwrap().confirmed, "nobody has seen {address}");
        }
        assert!(!provider.unconfirmed.is_empty() && provider.script.is_some() && provider.cloud.is_some());
    }
}

/// Connections of before there were clouds have no answer about one.
#[test]
fn without_an_answer_it_is_the_worldwide_cloud() {
    let recipes = Recipes::bundled().unwrap();
    for recipe in recipes.recipes().iter().filter(|recipe| recipe.provider.naming() == Naming::InDirectory) {
        assert_eq!(recipe.tailored(&Answers::default()).provider, ProviderId::Microsoft, "{}", recipe.id);
    }
    let recipe = recipes.recipe("microsoft-graph").unwrap();
    let question = recipe.question("cloud").unwrap();
    assert!(question.quiet.is_some() && recipe.question.last() == Some(question), "hardly anybody needs it");
    for choice in &question.choice {
        let answers = [(question.id.clone(), Answer::chosen(choice.id.clone()))].into();
        assert_eq!(Some(recipe.tailored(&answers).provider), choice.provider);
    }
}
