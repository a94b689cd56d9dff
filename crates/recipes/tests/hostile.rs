//! Recipe files made to keep the reader busy, or to bring it down. The largest takes no longer than a moment to be refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use sendoff_recipes::{Recipe, Recipes};

const TOURTOOLS: &str = include_str!("../../../recipes/applications/tourtools.toml");

/// The largest file that is read (security.md M-16).
const LARGEST: usize = 256 * 1024;

/// Security.md row 38 allows 2 s; a test is built without optimisation and a machine may be busy. Without limits the slowest of
/// these took more than ten minutes.
const LONGEST: Duration = Duration::from_secs(20);

/// Reads and checks a file; it must not be taken for a recipe, and what is said of it fits on a few pages.
fn refuse(name: &str, text: &str) {
    assert!(text.len() <= LARGEST, "{name} is too large to be looked at");
    let recipes = Recipes::bundled().unwrap();
    let begun = Instant::now();
    let error = Recipe::read("hostile.toml", text).unwrap_err().to_string();
    let checkup = recipes.permissions().check_recipe("hostile.toml", text);
    assert!(begun.elapsed() < LONGEST, "{name} took {:?}", begun.elapsed());
    assert!(!checkup.well && (1..=50).contains(&checkup.errors.len()), "{name}: {}", checkup.errors.len());
    assert_eq!(recipes.open("hostile.toml", text.as_bytes()).unwrap_err().errors, checkup.errors, "{name}");
    let longest = checkup.errors.iter().map(|wrong| wrong.key.len() + wrong.what.len()).max();
    assert!(error.len() < 1500 && longest < Some(1500), "{name}: {error}");
}

/// A right recipe with as many of these behind it as there is room for, or this many.
fn with_many(most: usize, one: impl Fn(usize) -> String) -> String {
    let mut text = TOURTOOLS.to_owned();
    for number in 0..most {
        let next = one(number);
        if text.len() + next.len() > LARGEST {
            break;
        }
        text.push_str(&next);
    }
    text
}

fn question(number: usize, choices: usize) -> String {
    let mut question =
        format!("\n[[question]]\nid = \"q{number}\"\ntitle = \"a\"\nwhy = \"a\"\ndefault = \"c0\"\nchoice = [");
    (0..choices).for_each(|choice| write!(question, "{{ id = \"c{choice}\", label = \"x\" }},").unwrap());
    question + "]\n"
}

#[test]
fn deep_nesting_is_refused() {
    let names = |count: usize| vec!["a"; count].join(".");
    refuse("a dotted key", &format!("{}=1", names(LARGEST / 2 - 2)));
    refuse("a dotted table", &format!("[{}]", names(LARGEST / 2 - 2)));
    refuse("a dotted list", &format!("[[{}]]", names(LARGEST / 2 - 4)));
    refuse("lists", &format!("a={}", "[".repeat(LARGEST - 2)));
    refuse("tables", &format!("a={}", "{a=".repeat(LARGEST / 3 - 2)));
}

#[test]
fn many_parts_are_refused_at_once() {
    refuse("questions with a mistake each", &with_many(usize::MAX, |n| question(n, 0)));
    refuse(
        "conditions on nothing",
        &with_many(usize::MAX, |_| {
            "\n[[trap]]\nstep = \"test\"\ntext = \"a\"\nwhen = [{ question = \"x\", given = true }]\n".to_owned()
        }),
    );
    refuse("permissions", &with_many(usize::MAX, |_| "\n[[permission]]\n".to_owned()));
    refuse("choices", &(with_many(0, |_| String::new()) + &question(0, 7_000)));
}

#[test]
fn many_ways_to_answer_are_refused_at_once() {
    refuse("too many ways", &with_many(40, |n| question(n, 2)));
    refuse("too many ways at once", &with_many(3, |n| question(n, 100)));
}

/// As many parts and ways as are allowed, and a mistake that shows in the last way only.
#[test]
fn many_parts_in_many_ways_are_looked_at_in_time() {
    let mut text = with_many(9, |n| question(n, 2));
    for _ in 0..850 {
        text.push_str("\n[[trap]]\nstep = \"test\"\ntext = \"a\"\n");
    }
    text.push_str(
        "\n[[trap]]\nstep = \"test\"\ntext = \"{answer.q8}\"\nwhen = [{ question = \"q8\", is = [\"c1\"] }]\n",
    );
    refuse("parts in ways", &text);
}
