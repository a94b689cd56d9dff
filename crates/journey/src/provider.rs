//! A provider that the set-up names itself: its names stay open to change, what is found under them is shown, and nothing secret goes
//! anywhere before somebody has confirmed where (docs/decisions/discovery.md).

use jiff::Timestamp;
use sendoff_recipes::{FoundProvider, Naming, ProvidedBy, ProviderNames, Recipe};
use sendoff_values::StepId;
use serde::{Deserialize, Serialize};

use crate::{
    about::Chosen,
    context::Context,
    effect::Effect,
    journey::Journey,
    refusal::NotNow,
    running::{Goal, Task},
    world::World,
};

/// What was found under the names that were typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finding {
    pub(crate) provider: FoundProvider,
    pub(crate) at: Timestamp,
}

impl Journey {
    /// What the answers come to, with the provider that is confirmed.
    pub(crate) fn chosen_with(&self, world: &World<'_>) -> Option<Chosen> {
        let chosen = self.about.chosen(world)?;
        match self.confirmed(&chosen.recipe) {
            Some(found) => chosen.at(ProvidedBy::Found(Box::new(found.clone())), world),
            None => Some(chosen),
        }
    }

    /// The names of the provider as they are typed now, if all of them are names.
    pub(crate) fn provider_names(&self, recipe: &Recipe) -> Option<ProviderNames> {
        recipe.provider_names(&recipe.typed(&self.about.answers))
    }

    /// What was found under these names; nothing for names that were typed since.
    pub(crate) fn finding(&self, recipe: &Recipe) -> Option<&Finding> {
        let finding = self.prepare.provider.as_ref()?;
        (self.provider_names(recipe).as_ref() == Some(&finding.provider.names)).then_some(finding)
    }

    fn confirmed(&self, recipe: &Recipe) -> Option<&FoundProvider> {
        let ticked = self.prepare.ticks.contains(&StepId::Provider);
        self.finding(recipe).filter(|_| ticked).map(|finding| &finding.provider)
    }

    /// Whether nothing secret may leave yet, since nobody has confirmed where it would go.
    pub(crate) fn awaits_provider(&self, recipe: &Recipe) -> bool {
        self.about.naming == Naming::Alone && self.confirmed(recipe).is_none()
    }

    /// Looks the provider up. What is no name yet is said on the page.
    pub(crate) fn find_provider(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::Provider || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        if self.provider_names(context.recipe).is_some() {
            return self.set_out(Goal::Provider, context);
        }
        self.attempt += 1;
        self.tried = Some(self.current);
        Ok(Vec::new())
    }

    pub(crate) fn provider_task(&self, context: &Context<'_>) -> Result<Task, NotNow> {
        let open = self.current == StepId::Provider && self.phase.saved().is_none();
        let names = self.provider_names(context.recipe).filter(|_| open);
        names.map(Task::FindProvider).ok_or(NotNow::NotHere)
    }

    /// It has not been confirmed; what rested on another is proved no longer.
    pub(crate) fn provider_found(&mut self, provider: FoundProvider, context: &Context<'_>) -> Vec<Effect> {
        let effects = self.doubt_provider();
        self.prepare.provider = Some(Finding { provider, at: context.now });
        effects
    }

    /// A name was typed again.
    pub(crate) fn provider_named(
        &mut self,
        typed: (&str, &str, u64),
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        let asked = context.recipe.naming_questions().any(|question| question.id.as_str() == typed.0);
        if self.current != StepId::Provider || self.phase.saved().is_some() || !asked {
            return Err(NotNow::NotHere);
        }
        self.session.names.enter(context.recipe, typed, &mut self.about.answers)?;
        self.trouble = None;
        let mut effects = self.doubt_provider();
        effects.extend(self.values_changed(context));
        Ok(effects)
    }

    /// The tick: these are the provider's computers. Before anything was found there is nothing to confirm.
    pub(crate) fn confirm_provider(&mut self, on: bool, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        self.finding(context.recipe).ok_or(NotNow::Gated)?;
        if !on {
            let mut effects = self.doubt_provider();
            effects.extend(self.values_changed(context));
            return Ok(effects);
        }
        self.prepare.ticks.insert(StepId::Provider);
        Ok(Vec::new())
    }

    /// Nothing is confirmed any more, and nothing that rested on it is proved.
    fn doubt_provider(&mut self) -> Vec<Effect> {
        self.prepare.ticks.remove(&StepId::Provider);
        self.prepare.secret_check = None;
        self.drop_proof()
    }
}
