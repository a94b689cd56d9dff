//! What differs in a set-up that is checked: at the registration, and in the application's own fields.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sendoff_intake::Difference;
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{HandOverField, HandOverValue, Placeholder, Recipe, Template, Values};
use sendoff_values::{Guid, StepId, TenantId};
use sendoff_words::{Args, Text};

use super::Checkup;
use crate::{
    event::OwnText,
    registration::{self, Held, Wanted},
    world::World,
};

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// At the registration.
    Registration(Difference),
    /// Another text stands in a field of the application than must.
    Field {
        /// Its label.
        label: String,
        /// What stands there.
        found: String,
        /// What must.
        expected: String,
    },
    /// Something else than a client secret stands where one belongs.
    NoSecret {
        /// The field's label.
        label: String,
        /// Why it is none.
        problem: Problem,
    },
}

impl Wrong {
    /// The step that mends it.
    pub(super) const fn step(&self) -> StepId {
        match self {
            Self::Registration(difference) => difference.step(),
            Self::Field { .. } | Self::NoSecret { .. } => StepId::HandOver,
        }
    }

    /// Whether a redirect URI is missing, or stands there in another way.
    pub(super) const fn is_redirect(&self) -> bool {
        use Difference::{RedirectElsewhere, RedirectMissing, RedirectNearly};
        matches!(self, Self::Registration(RedirectMissing { .. } | RedirectElsewhere { .. } | RedirectNearly { .. }))
    }

    /// Whether it is a permission too many.
    pub(super) const fn is_superfluous(&self) -> bool {
        matches!(self, Self::Registration(difference) if registration::is_superfluous(difference))
    }

    /// The label of the application's field that is to be corrected.
    pub(super) fn label(&self) -> Option<&str> {
        match self {
            Self::Field { label, .. } | Self::NoSecret { label, .. } => Some(label),
            Self::Registration(_) => None,
        }
    }

    /// What is there, what is needed.
    pub(super) fn tell(&self, recipe: &Recipe, world: &World<'_>) -> Text {
        let args = Args::none().name("application", recipe.name.as_str());
        match self {
            Self::Registration(difference) => registration::tell(difference, recipe, world),
            Self::Field { label, found, expected } => {
                let args = args.portal("label", label).value("found", found).value("expected", expected);
                world.words.text("check-field", &args)
            }
            Self::NoSecret { label, problem } => {
                let id = if problem.kind == Kind::SecretIdPasted { "check-secret-id" } else { "check-no-secret" };
                world.words.text(id, &args.portal("label", label))
            }
        }
    }
}

/// Everything that differs, in the order of the recipe's steps.
pub(super) fn wrong(check: &Checkup, recipe: &Recipe, now: Timestamp, world: &World<'_>) -> Vec<Wrong> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let registration = at_registration(check, recipe, today, world).into_iter().map(Wrong::Registration);
    registration.chain(in_application(check, recipe)).collect()
}

fn at_registration(check: &Checkup, recipe: &Recipe, today: Date, world: &World<'_>) -> Vec<Difference> {
    let Some(manifest) = check.manifest() else { return Vec::new() };
    let held = Held { client_id: None, first_three: check.held.as_ref().map(|held| held.first_three.clone()) };
    let wanted = Wanted { recipe, answers: &check.questions.answers, held: &held, today };
    registration::differences(manifest, wanted, world)
}

fn in_application(check: &Checkup, recipe: &Recipe) -> Vec<Wrong> {
    let values = values(check, recipe);
    let fields = check.fields.iter().filter_map(|(at, own)| Some((recipe.hand_over.field.get(*at)?, own)));
    fields.filter_map(|(field, own)| in_field(field, own, &values)).collect()
}

fn in_field(field: &HandOverField, own: &OwnText, values: &Values) -> Option<Wrong> {
    let label = field.label.to_string();
    match (own, &field.value) {
        (OwnText::NoSecret(problem), _) => Some(Wrong::NoSecret { label, problem: problem.clone() }),
        (OwnText::Text(found), HandOverValue::Choose(expected)) => {
            let same = found.eq_ignore_ascii_case(expected.as_str());
            (!same).then(|| Wrong::Field { label, found: found.clone(), expected: expected.to_string() })
        }
        (OwnText::Text(found), HandOverValue::Text(template)) => {
            let expected = template.fill(values).ok()?;
            let alternative = |text: &Template| text.fill(values).is_ok_and(|text| text == *found);
            let same = *found == expected || field.alternative.iter().any(|other| alternative(&other.text));
            (!same).then(|| Wrong::Field { label, found: found.clone(), expected })
        }
        (OwnText::Secret, _) | (OwnText::Text(_), HandOverValue::Secret(_)) => None,
    }
}

/// What the fields must be filled with: the registration by its manifest, the directory by the application's own field.
pub(super) fn values(check: &Checkup, recipe: &Recipe) -> Values {
    let answers = &check.questions.answers;
    let mut values = recipe.typed(answers).with(Placeholder::RegistrationName, recipe.registration_name.as_str());
    if let Some(plan) = recipe.redirect_plan(answers) {
        values = values.with(Placeholder::Redirect, plan.registered.as_str());
    }
    let client = check.manifest().map(|manifest| manifest.client_id.to_string());
    let client = client.or_else(|| own::<Guid>(check, recipe, &Placeholder::ClientId));
    if let Some(client) = client {
        values = values.with(Placeholder::ClientId, client);
    }
    if let Some(tenant) = own::<TenantId>(check, recipe, &Placeholder::Tenant) {
        values = values.with(Placeholder::Tenant, tenant);
    }
    values
}

/// What stands in the field that holds nothing but this value, if it is one.
fn own<T: std::str::FromStr>(check: &Checkup, recipe: &Recipe, place: &Placeholder) -> Option<String> {
    let word = format!("{{{}}}", place.word());
    let is_it = |at: usize| {
        let field = recipe.hand_over.field.get(at);
        field.is_some_and(|field| matches!(&field.value, HandOverValue::Text(text) if text.to_string() == word))
    };
    check.fields.iter().find_map(|(at, own)| match own {
        OwnText::Text(text) if is_it(*at) && text.parse::<T>().is_ok() => Some(text.clone()),
        OwnText::Text(_) | OwnText::Secret | OwnText::NoSecret(_) => None,
    })
}
