//! The check as a note for whoever must mend the set-up: plain text, no secret.

use jiff::Timestamp;
use sendoff_words::{Args, Text};

use super::{
    Checkup,
    found::Wrong,
    mending::{Result, error_line, result, told},
};
use crate::{
    registration::{more, shown},
    world::World,
};

/// Everything that was found, and what mends it.
pub(super) fn note(check: &Checkup, now: Timestamp, world: &World<'_>) -> String {
    let Some(recipe) = check.questions.recipe(world) else { return String::new() };
    let Result { wrong, mending, unseen } = result(check, &recipe, now, world);
    let words = world.words;
    let provider = world.provider_name(Some(&recipe));
    let args = Args::none().name("application", recipe.name.as_str()).name("provider", provider);
    let mut lines = vec![words.line("check-note-head", &args.name("day", words.day(today(now, world))))];
    lines.extend(check.manifest().map(|manifest| {
        let name = manifest.name.clone().unwrap_or_default();
        words.line("check-note-of", &Args::none().name("name", name).value("id", manifest.client_id.as_str()))
    }));
    if let Some(error) = &check.error {
        let told = told(check, error, &wrong, &recipe, world);
        let args = Args::none().text("title", &error_line(error, &told.title, world)).text("why", &told.why);
        lines.push(words.line("check-note-error", &args));
        lines.extend(told.actions.iter().map(item));
    }
    lines.push(words.label(if wrong.is_empty() { "check-note-none" } else { "check-note-wrong" }));
    let (shown, left) = shown(&wrong, Wrong::is_superfluous);
    lines.extend(shown.into_iter().map(|one| item(&one.tell(&recipe, world))));
    lines.extend(more(left, words).map(|text| item(&text)));
    if !mending.is_empty() {
        lines.push(words.label("check-note-mend"));
        lines.extend(mending.iter().enumerate().map(|(at, text)| format!("{}. {}", at + 1, text.line())));
    }
    lines.push(words.label("check-note-unseen"));
    lines.extend(unseen.iter().map(item));
    lines.join("\n")
}

fn item(text: &Text) -> String {
    format!("- {}", text.line())
}

fn today(now: Timestamp, world: &World<'_>) -> jiff::civil::Date {
    now.to_zoned(world.surroundings.zone.clone()).date()
}
