//! A set-up and the manifest that was pasted into it: what is taken from it, and what differs. It is kept for this sitting
//! only; what differs is told anew whenever a value changes.

use sendoff_intake::{Difference, Manifest, fields};
use sendoff_problem::{Problem, Severity};
use sendoff_recipes::Naming;
use sendoff_values::{FieldId, StepId};

use crate::{
    context::Context,
    effect::{DaySource, SecretEnd},
    journey::Journey,
    registration::{self, Held, Wanted},
};

/// The steps whose work a manifest shows.
const SHOWN: &[StepId] = &[
    StepId::AppRegistration,
    StepId::Tenant,
    StepId::RedirectUri,
    StepId::Permissions,
    StepId::ClientSecret,
    StepId::ExposeApi,
];

impl Journey {
    /// Whether a manifest may be pasted on the page that is shown.
    pub(crate) fn takes_manifest(&self, context: &Context<'_>) -> bool {
        let shown = SHOWN.contains(&self.current) && context.recipe.step(self.current).is_some();
        shown && self.about.naming == Naming::InDirectory && self.phase.saved().is_none()
    }

    /// The manifest, if one was read.
    pub(crate) fn manifest(&self) -> Option<&Manifest> {
        self.session.manifest.as_ref()?.as_ref().ok().map(|manifest| &**manifest)
    }

    /// Why what was pasted as a manifest is none.
    pub(crate) fn manifest_problem(&self) -> Option<&Problem> {
        self.session.manifest.as_ref()?.as_ref().err()
    }

    /// What differs from the recipe; nothing without a manifest.
    pub(crate) fn differences(&self, context: &Context<'_>) -> Vec<Difference> {
        let Some(manifest) = self.manifest() else { return Vec::new() };
        let held = Held {
            client_id: self.prepare.client_id.value.clone(),
            first_three: self.prepare.held().map(|(held, _)| held.first_three.clone()),
        };
        let today = context.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let wanted = Wanted { recipe: context.recipe, answers: &self.about.answers, held: &held, today };
        registration::differences(manifest, wanted, context.world)
    }

    /// Whether a manifest shows something at this step that stops the set-up.
    pub(crate) fn differs_at(&self, step: StepId, context: &Context<'_>) -> bool {
        let stops = |difference: &Difference| registration::severity(difference, context.recipe) == Severity::Failure;
        self.differences(context).iter().any(|difference| difference.step() == step && stops(difference))
    }

    /// The day the secret ends by the manifest, if that is sure.
    fn end_by_manifest(&self) -> Option<jiff::civil::Date> {
        let (held, _) = self.prepare.held()?;
        let found = fields(self.manifest()?, Some(&held.first_three));
        found.iter().find(|found| found.field == FieldId::SecretExpires)?.value.parse().ok()
    }

    /// A secret came after the manifest: its end stands there.
    pub(crate) fn take_end_of_manifest(&mut self) {
        let read = |end: SecretEnd| end.source == DaySource::Read;
        if self.prepare.end.end.is_some_and(read) {
            return;
        }
        if let Some(day) = self.end_by_manifest() {
            self.set_day(day, DaySource::Read);
        }
    }

    /// Whether the day that is entered is one of the manifest's, of whichever secret.
    pub(crate) fn is_end_of_manifest(&self) -> bool {
        let Some(end) = self.prepare.end.end.filter(|end| end.source == DaySource::Read) else { return false };
        self.manifest().is_some_and(|manifest| manifest.secrets.iter().any(|secret| secret.ends == Some(end.day)))
    }
}
