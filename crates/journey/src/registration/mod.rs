//! An app registration as its manifest shows it, held against what the tailored recipe asks for.

mod expected;
mod tell;

pub(crate) use expected::{Held, addresses};
pub(crate) use tell::{findings, is_superfluous, listed, more, shown, tell};

use jiff::civil::Date;
use sendoff_intake::{Difference, Manifest, ManifestError, compare};
use sendoff_problem::{Kind, Problem, Severity, ValueName};
use sendoff_recipes::{Answers, Permissions, Recipe};
use sendoff_values::StepId;

use crate::world::World;

/// What is looked at beside the manifest.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The recipe, tailored to `answers`.
    pub(crate) recipe: &'a Recipe,
    /// What was answered.
    pub(crate) answers: &'a Answers,
    /// What is held of the set-up so far.
    pub(crate) held: &'a Held,
    /// Today, UTC: the days of secrets are told by it.
    pub(crate) today: Date,
}

/// What differs, in the order of the recipe's steps.
pub(crate) fn differences(manifest: &Manifest, wanted: Wanted<'_>, world: &World<'_>) -> Vec<Difference> {
    let known = world.recipes.permissions();
    let mut found = compare(manifest, &expected::expected(manifest, wanted, world));
    if expected::has_unknown_permission(wanted.recipe, known) {
        found.retain(|difference| !is_nameless(difference, known));
    }
    let place = |step: StepId| wanted.recipe.step.iter().position(|other| other.id == step);
    found.sort_by_key(|difference| place(difference.step()));
    found
}

/// Whether a permission too many has IDs that are in no source.
fn is_nameless(difference: &Difference, known: &Permissions) -> bool {
    matches!(difference, Difference::PermissionSuperfluous { permission }
        if known.named(&permission.resource, &permission.id).is_none())
}

/// How much a difference stops. What only the application's guide asks for stops no test.
pub(crate) fn severity(difference: &Difference, recipe: &Recipe) -> Severity {
    let needed = recipe.step(difference.step()).is_none_or(|step| step.needed_for_test);
    if needed { difference.severity() } else { Severity::Caution }
}

/// Why a text that was pasted as a manifest is none, as the problem whose sentences explain it.
pub fn manifest_problem(error: &ManifestError) -> Problem {
    let at = |kind: Kind, place: &sendoff_intake::Place| {
        Problem::new(kind)
            .with(ValueName::Line, place.line.to_string())
            .with(ValueName::Column, place.column.to_string())
    };
    match error {
        ManifestError::TooLarge { bytes } => {
            Problem::new(Kind::PasteTooLarge).with(ValueName::Count, bytes.to_string())
        }
        ManifestError::NoDocument => Kind::ManifestMissing.into(),
        ManifestError::Unfinished(place) => at(Kind::ManifestCut, place),
        ManifestError::Broken(place) => at(Kind::ManifestBroken, place),
        ManifestError::Unfit(place) => at(Kind::ManifestUnfit, place),
        ManifestError::TooDeep(place) => at(Kind::ManifestTooDeep, place),
        ManifestError::TooManyValues(place) => at(Kind::ManifestTooMany, place),
        ManifestError::NotARegistration => Kind::ManifestOfOther.into(),
        ManifestError::EnterpriseApplication => Kind::ManifestOfEnterprise.into(),
        ManifestError::Several { count } => {
            Problem::new(Kind::ManifestsSeveral).with(ValueName::Count, count.to_string())
        }
        ManifestError::EmptyList => Kind::ManifestsNone.into(),
    }
}
