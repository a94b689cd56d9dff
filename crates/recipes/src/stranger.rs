//! What a recipe from a stranger may not do beside what no recipe may: be taken for another one, hide something, or call a
//! permission by the name of another.

use std::collections::BTreeSet;

use sendoff_problem::is_unfit;
use serde::Deserialize;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::{MixedScript, skeleton};

use crate::{
    bundled::{APPLICATIONS, Recipes},
    leads::leads_to_answer,
    network::NetworkCheck,
    permission::{Permission, PermissionKind},
    provider::ProviderId,
    read::{Misfit, RecipeError, line_and_column, require},
    recipe::Recipe,
};

/// Names nobody may bear: the program's own, and those who run mailboxes. Whoever needs one in a longer name may have it.
const OURS: &[&str] = &["Sendoff", "Microsoft", "Microsoft 365", "Google", "Google Workspace"];

/// The first character of a file that shows as nothing or turns the text around it (Unicode TR 36 section 2.5), wherever it
/// stands: a comment is read by people, too.
pub(crate) fn hidden(file: &str, text: &str) -> Option<RecipeError> {
    let unseen = |one: &(usize, char)| is_unfit(one.1) && !matches!(one.1, '\n' | '\r' | '\t');
    let (at, found) = text.char_indices().find(unseen)?;
    let (line, column) = line_and_column(text, at);
    let what = format!("it holds the character U+{:04X}, which cannot be shown", u32::from(found));
    Some(RecipeError::Malformed { file: file.to_owned(), line, column, key: String::new(), what })
}

/// Everything about a right recipe that a stranger's may not have.
pub(crate) fn misfits(recipe: &Recipe, recipes: &Recipes) -> Vec<Misfit> {
    let names = [("name", recipe.name.as_str()), ("registration_name", recipe.registration_name.as_str())];
    let named = names.into_iter().flat_map(|(key, name)| [plain(key, name), not_ours(key, name)]);
    let choices = recipe.question.iter().flat_map(|question| &question.choice).filter_map(|choice| choice.provider);
    let providers = [recipe.provider].into_iter().chain(choices).map(of_compiled_hosts);
    let parts = [its_own_id(recipe), of_no_other_file(recipe, recipes)].into_iter().chain(providers);
    let permissions = recipe.permission.iter().map(called_as_it_is);
    let checks = recipe.network.iter().map(|check| of_an_answer(check, recipe));
    parts.chain(named).chain(permissions).chain(checks).filter_map(Result::err).collect()
}

/// A provider that is found by an answer is for the program's own recipes.
fn of_compiled_hosts(provider: ProviderId) -> Result<(), Misfit> {
    require(has_compiled_hosts(provider), "provider", "a recipe from a file may not name it")
}

/// Whether its hosts are part of the program.
const fn has_compiled_hosts(provider: ProviderId) -> bool {
    match provider {
        ProviderId::Microsoft
        | ProviderId::MicrosoftUsGovernment
        | ProviderId::MicrosoftUsDefense
        | ProviderId::MicrosoftChina
        | ProviderId::Google => true,
        ProviderId::Discovered => false,
    }
}

/// A door is looked for only at a computer that the person named, so that no file has doors tried of its own choice.
fn of_an_answer(check: &NetworkCheck, recipe: &Recipe) -> Result<(), Misfit> {
    let address = recipe.redirect.as_ref().and_then(|rule| rule.address.as_ref());
    let named = address.is_some_and(|address| leads_to_answer(&address.to_string()));
    let what = "the redirect address leads to a computer that the file chose; only one answer may stand there";
    require(named || !check.is_of_redirect(), "network.host", what)
}

fn its_own_id(recipe: &Recipe) -> Result<(), Misfit> {
    let bundled = APPLICATIONS.iter().filter_map(|(file, _)| file.rsplit('/').next()?.strip_suffix(".toml"));
    let same = bundled.into_iter().find(|id| taken_for(recipe.id.as_str(), id));
    let what =
        format!("it can be taken for {}, a recipe of Sendoff itself: choose another ID", same.unwrap_or_default());
    require(same.is_none(), "id", what)
}

/// Letters of one script in each word, and blanks only where one sees them.
fn plain(key: &str, name: &str) -> Result<(), Misfit> {
    let blanks =
        name.trim() == name && !name.contains("  ") && !name.chars().any(|one| one != ' ' && one.is_whitespace());
    require(blanks, key, "it has blanks at an end, several together, or unusual ones")?;
    require(name.split(' ').all(MixedScript::is_single_script), key, "a word of it mixes letters of several scripts")
}

/// No name that holds the name of an application Sendoff brings along, or that is ours.
fn not_ours(key: &str, name: &str) -> Result<(), Misfit> {
    let ours = OURS.iter().find(|own| taken_for(name, own));
    require(ours.is_none(), key, format!("it can be taken for {}: choose another name", ours.unwrap_or(&"")))?;
    let bundled = APPLICATIONS.iter().filter_map(|(_, text)| toml::from_str::<Named>(text).ok());
    let found = bundled.map(|one| one.name).find(|bundled| holds(name, bundled)).unwrap_or_default();
    let what = "an application that Sendoff brings along: choose a name that does not hold its name";
    require(found.is_empty(), key, format!("it can be taken for {found}, {what}"))
}

/// Of a bundled recipe, its name alone.
#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Two recipes from files that look the same would be mixed up in every list. A changed file keeps its id.
fn of_no_other_file(recipe: &Recipe, recipes: &Recipes) -> Result<(), Misfit> {
    let other = recipes
        .opened()
        .find(|opened| opened.recipe.id != recipe.id && taken_for(recipe.name.as_str(), opened.recipe.name.as_str()));
    let id = other.map(|opened| opened.recipe.id.to_string()).unwrap_or_default();
    require(
        other.is_none(),
        "name",
        format!("it can be taken for the recipe {id}, which was accepted from another file"),
    )
}

/// A permission is asked for by its request; its name is what people see in the portal.
fn called_as_it_is(permission: &Permission) -> Result<(), Misfit> {
    let request = permission.request.as_str();
    let asked = request.rsplit('/').next().unwrap_or(request);
    let key = format!("permission {}", permission.name);
    let all = permission.kind == PermissionKind::Application && permission.asks_for_all();
    let same = asked == permission.name.as_str() || all;
    require(same, &key, format!("what it requests is called {asked}"))
}

fn taken_for(one: &str, other: &str) -> bool {
    !looks(one).is_disjoint(&looks(other))
}

fn holds(name: &str, bundled: &str) -> bool {
    let looks = looks(name);
    self::looks(bundled).iter().any(|part| looks.iter().any(|look| look.contains(part.as_str())))
}

/// How a name looks to somebody who does not look closely: the skeletons of Unicode (UTS 39 section 4), without accents, marks
/// and blanks, once as it is and once in small letters, since I looks like l and i does not.
fn looks(name: &str) -> BTreeSet<String> {
    let small: String = name.to_lowercase();
    [name, small.as_str()].map(look).into()
}

fn look(name: &str) -> String {
    let compatible: String = name.nfkd().filter(|one| !is_combining_mark(*one)).collect();
    let flat: String = skeleton(&compatible).filter(|one| one.is_alphanumeric()).collect();
    flat.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_taken_for_each_other() {
        for (one, other) in [
            ("TourTools", "Tour Tools"),
            ("TourTools", "tour-tools"),
            ("TourTools", "T0urTools"),
            ("TourTools", "ТourTools"),
            ("TourTools", "Ｔｏｕｒｔｏｏｌｓ"),
            ("TourTools", "Tóúr Töols"),
            ("SalesPad", "SaIesPad"),
            ("SalesPad", "Sa1esPad"),
            ("Gathr", "Gаthr"),
            ("Odoo", "0d00"),
            ("tourtools", "tourtoo1s"),
        ] {
            assert!(taken_for(one, other), "{one} {other}");
        }
        assert!(!taken_for("Harbour Desk", "Harbour Dock") && !taken_for("TourTools", "Tourists"));
        assert!(holds("The new TourTools (official)", "TourTools") && !holds("Harbour Desk", "Odoo"));
    }

    #[test]
    fn a_word_has_letters_of_one_script() {
        assert!(plain("name", "Harbour Desk 2").is_ok() && plain("name", "Größe デスク").is_ok());
        for name in ["Hаrbour", " Harbour", "Harbour  Desk", "Harbour\u{a0}Desk"] {
            assert!(plain("name", name).is_err(), "{name:?}");
        }
    }
}
