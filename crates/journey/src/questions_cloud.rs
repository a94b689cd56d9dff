//! In which of the provider's clouds a set-up is: told by what its discovery says of the mailbox's domain, or chosen.

use sendoff_recipes::{Choice, Naming, ProvidedBy, ProviderId};

use crate::{
    effect::Effect,
    other_cloud::{answer, provider},
    questions::{Questions, Step},
    questions_directory::LookUp,
    refusal::NotNow,
    world::World,
};

impl Questions {
    /// With whom the set-up would be; before an application is chosen, with whom most people's is, or where they turned out to be.
    pub(crate) fn provided_by(&self, world: &World<'_>) -> ProvidedBy {
        let before = || ProvidedBy::Bundled(self.cloud.unwrap_or(ProviderId::Microsoft));
        // Only who keeps directories knows anything of mailboxes' domains.
        let recipe = self.recipe(world).filter(|recipe| recipe.provider.naming() == Naming::InDirectory);
        recipe.map_or_else(before, |recipe| recipe.provided_by())
    }

    /// The cloud that the directory of the mailbox turned out to be in, if it can be chosen.
    pub(crate) fn elsewhere(&self, world: &World<'_>) -> Option<ProviderId> {
        let LookUp::NotFound { problem, .. } = &self.look_up else { return None };
        let recipe = self.recipe(world);
        provider(problem).filter(|there| recipe.is_none_or(|recipe| answer(*there, &recipe).is_some()))
    }

    /// Moves the set-up there, with everything that was typed.
    pub(crate) fn switch_cloud(&mut self, world: &World<'_>) -> Result<Step, NotNow> {
        self.cloud = Some(self.elsewhere(world).ok_or(NotNow::NotHere)?);
        self.stay_in_cloud(world);
        Ok(Step::Stay(self.look_up_again(world)))
    }

    /// Whoever is known to be in a cloud is not asked for it by the next application.
    pub(crate) fn stay_in_cloud(&mut self, world: &World<'_>) {
        let recipe = self.recipe(world);
        let answer = self.cloud.zip(recipe).and_then(|(cloud, recipe)| answer(cloud, &recipe));
        self.answers.extend(answer);
    }

    /// A cloud was chosen by hand: the directory is looked up there.
    pub(crate) fn cloud_chosen(&mut self, choice: &Choice, world: &World<'_>) -> Vec<Effect> {
        match choice.provider {
            Some(cloud) if self.cloud.unwrap_or(ProviderId::Microsoft) != cloud => {
                self.cloud = Some(cloud);
                self.look_up_again(world)
            }
            Some(_) | None => Vec::new(),
        }
    }

    fn look_up_again(&mut self, world: &World<'_>) -> Vec<Effect> {
        let mut effects = self.cancel_directory();
        self.look_up = LookUp::NotAsked;
        effects.extend(self.look_up(world));
        effects
    }
}
