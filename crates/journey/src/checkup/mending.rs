//! What mends a set-up that is checked, in the order of the steps.

use jiff::Timestamp;
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Recipe, Step};
use sendoff_values::StepId;
use sendoff_words::{Args, Known, ProblemWords, Text};

use super::{
    Checkup,
    found::{Wrong, values, wrong},
};
use crate::{questions_view::with_provider, registration::listed, view::recipe_text, world::World};

/// What was found, for page and note alike.
pub(super) struct Result {
    /// What differs.
    pub(super) wrong: Vec<Wrong>,
    /// What to do, one after the other.
    pub(super) mending: Vec<Text>,
    /// What could not be looked at.
    pub(super) unseen: Vec<Text>,
}

pub(super) fn result(check: &Checkup, recipe: &Recipe, now: Timestamp, world: &World<'_>) -> Result {
    let wrong = wrong(check, recipe, now, world);
    Result { mending: mending(check, recipe, &wrong, world), unseen: unseen(check, recipe, world), wrong }
}

/// Each step that has something to mend, once: by what differs there, or by the error. What signing in again or another test
/// mends, the error says by itself.
fn mending(check: &Checkup, recipe: &Recipe, wrong: &[Wrong], world: &World<'_>) -> Vec<Text> {
    let by_error = check.error.as_ref().and_then(|error| error.kind.step());
    let by_error = by_error.map(|step| recipe.place_of(step));
    let mends = |step: &Step| step.administrator.is_some() || step.id == StepId::HandOver;
    let is_wrong = |step: &Step| by_error == Some(step.id) || wrong.iter().any(|one| one.step() == step.id);
    let needed = |step: &&Step| mends(step) && is_wrong(step);
    let steps = recipe.step.iter().filter(needed);
    steps.map(|step| mended_at(check, recipe, (step, wrong), world)).collect()
}

/// What is to be done at one step: as its own request says, or at the application.
fn mended_at(check: &Checkup, recipe: &Recipe, (step, wrong): (&Step, &[Wrong]), world: &World<'_>) -> Text {
    let values = with_provider(values(check, recipe), recipe, world);
    let args = Args::none().name("application", recipe.name.as_str());
    if step.id == StepId::RedirectUri && is_registered(check, wrong) {
        return registered(check, recipe, world);
    }
    if let Some(request) = &step.administrator {
        return recipe_text(request, &values, world.words);
    }
    let args = args.text("place", &recipe_text(&recipe.hand_over.place, &values, world.words));
    let labels: Vec<Text> = wrong.iter().filter_map(Wrong::label).map(Text::portal).collect();
    if labels.is_empty() {
        return world.words.text("check-mend-error", &args);
    }
    world.words.text("check-mend-fields", &args.text("labels", &listed(labels, world.words)))
}

/// Whether the error speaks of a redirect URI that is not registered, and the manifest has every one that is needed: then
/// there is nothing to add.
pub(super) fn is_registered(check: &Checkup, wrong: &[Wrong]) -> bool {
    let unknown = check.error.as_ref().is_some_and(|error| error.kind == Kind::RedirectUnknown);
    unknown && check.manifest().is_some() && !wrong.iter().any(Wrong::is_redirect)
}

/// What is likely then: the application sends another address, or uses another registration, or the list is new
/// (errors.toml, AADSTS50011: path, scheme, case, trailing slash, or another registration).
fn registered(check: &Checkup, recipe: &Recipe, world: &World<'_>) -> Text {
    let id = check.manifest().map(|manifest| manifest.client_id.to_string()).unwrap_or_default();
    let plan = recipe.redirect_plan(&check.questions.answers);
    let args = Args::none().name("application", recipe.name.as_str()).value("id", id);
    match plan {
        Some(plan) => world.words.text("check-redirect-registered", &args.value("address", plan.registered.as_str())),
        None => world.words.text("check-redirect-registered-own", &args),
    }
}

/// The error in words. Where the manifest shows that its usual cause is none, the likely ones stand in its place.
pub(super) fn told(
    check: &Checkup,
    error: &Problem,
    wrong: &[Wrong],
    recipe: &Recipe,
    world: &World<'_>,
) -> ProblemWords {
    let who = world.recipes.told(error).map(|told| told.who);
    let words = world.words.problem_words(error, &Known { who, ..known(recipe, world) });
    if !is_registered(check, wrong) {
        return words;
    }
    let title = world.words.say("check-redirect-registered-title");
    ProblemWords { title, actions: vec![registered(check, recipe, world)], ..words }
}

/// What was not pasted, and what nothing of it shows.
fn unseen(check: &Checkup, recipe: &Recipe, world: &World<'_>) -> Vec<Text> {
    let args = Args::none().name("application", recipe.name.as_str());
    let missing = [
        (check.manifest().is_none(), "check-unseen-manifest"),
        (check.fields.is_empty(), "check-unseen-fields"),
        (check.error.is_none(), "check-unseen-error"),
        (check.manifest().is_some(), "check-unseen-approval"),
    ];
    missing.into_iter().filter(|(is, _)| *is).map(|(_, id)| world.words.text(id, &args)).collect()
}

/// What the sentences about an error may name.
pub(super) fn known(recipe: &Recipe, world: &World<'_>) -> Known {
    Known {
        application: Some(recipe.name.to_string()),
        redirect_uri: world.provider(recipe).map(|provider| recipe.assistant_redirect(&provider).to_string()),
        ..Known::default()
    }
}

/// The title of an error with its code.
pub(super) fn error_line(error: &Problem, title: &Text, world: &World<'_>) -> Text {
    match &error.details.code {
        Some(code) => world.words.text("check-error-code", &Args::none().text("title", title).value("code", code)),
        None => title.clone(),
    }
}
