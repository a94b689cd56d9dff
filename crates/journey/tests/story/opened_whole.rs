//! Nothing of a recipe from a file is used unseen: each text and each choice of the schema stands on the page that is shown before it
//! is accepted.

use std::{collections::BTreeSet, sync::LazyLock};

use sendoff_journey::RecipeEvent;
use sendoff_recipes::{Checkup, OpenedRecipe};
use sendoff_words::Words;
use toml::Value;

use super::*;

/// Two recipes that between them have everything: some keys keep others away.
const WHOLE: [&str; 2] = [include_str!("whole/built.toml"), include_str!("whole/chosen.toml")];

/// A key that no table has.
const NO_KEY: &str = "no-such-key";

/// What is not on the page, and why.
const UNSEEN: &[(&str, &str)] = &[
    ("schema", "this program reads one only"),
    ("provider", "told by its hosts"),
    ("question.choice.provider", "told by its hosts"),
    ("permission.request", "a host that is told and the name of the permission"),
    ("question.choice.id", "a word for conditions and scripts, shown nowhere"),
    ("question.default", "told by the label of the choice"),
    ("redirect.question", "all of its addresses are told"),
    ("redirect.otherwise", "all of its addresses are told"),
    ("step.id", "its label and title are told"),
    ("trap.step", "it is told within the step"),
    ("hand_over.change.step", "it is told as if it always counted"),
];

static SCENERY: LazyLock<Scenery> = LazyLock::new(Scenery::new);

fn open(text: &str) -> Result<OpenedRecipe, Checkup> {
    SCENERY.recipes.open("whole.toml", text.as_bytes())
}

/// All that is on the page, but for the fingerprint.
fn page(text: &str) -> String {
    let mut play = Play::new(&SCENERY);
    play.reach_application();
    play.tell(Event::Recipe(RecipeEvent::Read(Box::new(open(text).unwrap())))).unwrap();
    check_screen(&play.screen());
    let blocks = play.screen().blocks;
    let told: Vec<_> = blocks.iter().filter(|block| !matches!(block, Block::Summary(_))).collect();
    serde_json::to_string(&told).unwrap()
}

/// Calls `each` with every value that holds no others, and the keys above it, without the conditions under which it counts.
fn walk(value: &Value, path: &str, each: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Table(table) => {
            for (key, value) in table.iter().filter(|(key, _)| path.ends_with("alternative") || key.as_str() != "when")
            {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(value, &path, each);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| walk(value, path, each)),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            each(path, value);
        }
    }
}

fn tree(text: &str) -> Value {
    Value::Table(toml::from_str(text).unwrap())
}

#[test]
fn every_text_of_a_recipe_stands_on_the_page() {
    for text in WHOLE {
        let page = page(text);
        let (mut seen, mut missing) = (0, Vec::new());
        walk(&tree(text), "", &mut |path, value| {
            let Some(text) = value.as_str() else { return };
            let closed = !text.contains(|one: char| one.is_ascii_digit());
            if UNSEEN.iter().any(|(unseen, _)| *unseen == path) || closed {
                return;
            }
            seen += 1;
            let day = text.parse::<jiff::civil::Date>().map(|day| Words::english().day(day));
            let told = day.unwrap_or_else(|_| text.to_owned());
            if !page.contains(&told) {
                missing.push(format!("{path} = {told}"));
            }
        });
        assert!(missing.is_empty(), "{missing:#?}");
        assert!(seen > 60, "{seen}");
    }
}

/// Every table of a tree by the keys above it, and a tree with one more key in it.
fn tables(value: &Value, path: &str, found: &mut Vec<(String, Value)>, whole: &dyn Fn(Value) -> Value) {
    match value {
        Value::Table(table) => {
            let mut more = table.clone();
            more.insert(NO_KEY.to_owned(), Value::Boolean(true));
            found.push((path.to_owned(), whole(Value::Table(more))));
            for (key, inner) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let put = |inner: Value| {
                    let mut table = table.clone();
                    table.insert(key.clone(), inner);
                    whole(Value::Table(table))
                };
                tables(inner, &path, found, &put);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                let put = |inner: Value| {
                    let mut list = list.clone();
                    list[at] = inner;
                    whole(Value::Array(list))
                };
                tables(inner, path, found, &put);
            }
        }
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// The words in backticks behind "expected".
fn expected(what: &str) -> BTreeSet<String> {
    let (_, words) = what.split_once("expected").unwrap_or_default();
    words.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The schema itself says which keys a table may have.
#[test]
fn the_two_recipes_use_every_key_there_is() {
    let (mut there, mut used) = (BTreeSet::new(), BTreeSet::new());
    for text in WHOLE {
        let mut found = Vec::new();
        tables(&tree(text), "", &mut found, &|whole| whole);
        for (path, with_more) in found.into_iter().filter(|(path, _)| path.rsplit('.').next() != Some("when")) {
            let refused = open(&toml::to_string(&with_more).unwrap()).unwrap_err();
            there.extend(expected(&refused.errors[0].what).into_iter().map(|key| format!("{path}.{key}")));
        }
        keys(&tree(text), "", &mut used);
    }
    // Of these tables each has one key; an empty cell is no table.
    for of in ["cell", "value"] {
        let keys = expected_of(of).into_iter().filter(|key| key != "empty");
        there.extend(keys.map(|key| format!("hand_over.field.{of}.{key}")));
    }
    // A stranger's recipe may not name a provider that is found.
    there.remove(".found");
    let missing: Vec<_> = there.difference(&used).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(there.len() > 90, "{}", there.len());
}

/// Every key, below those above it.
fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => table.iter().for_each(|(key, value)| {
            found.insert(format!("{path}.{key}"));
            keys(value, if path.is_empty() { key.clone() } else { format!("{path}.{key}") }.as_str(), found);
        }),
        Value::Array(list) => list.iter().for_each(|value| keys(value, path, found)),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// What may stand in the table of this name in a field.
fn expected_of(of: &str) -> BTreeSet<String> {
    let text = WHOLE[1].replacen(
        if of == "cell" { "cell = { text" } else { "value = { choose" },
        &format!("{of} = {{ {NO_KEY}"),
        1,
    );
    expected(&open(&text).unwrap_err().errors[0].what)
}

/// Where a word of a closed list stands in the first recipe. Each list is the schema's own.
const CHOSEN: &[(&str, &str)] = &[
    ("platform", "\"web\""),
    ("kind", "\"multi-tenant\""),
    ("kind", "\"graph-send\""),
    ("granted", "\"exchange\""),
    ("page", "\"new-registration\""),
];

#[test]
fn every_choice_of_a_recipe_makes_another_page() {
    for (key, word) in CHOSEN {
        let with = |other: &str| WHOLE[0].replacen(&format!("{key} = {word}"), &format!("{key} = {other}"), 1);
        let words = expected(&open(&with("\"no-such-word\"")).unwrap_err().errors[0].what);
        let taken: Vec<String> =
            words.iter().map(|word| with(&format!("\"{word}\""))).filter(|text| open(text).is_ok()).collect();
        let pages: BTreeSet<String> = taken.iter().map(|text| page(text)).collect();
        assert!(pages.len() == taken.len() && taken.len() > 1, "{key}: {} of {words:?}", pages.len());
    }
    let standing = WHOLE[1].replacen("default = \"t12-choice\"", "default = \"t74-choice\"", 1);
    assert_ne!(page(&standing), page(WHOLE[1]), "which choice stands");
}
