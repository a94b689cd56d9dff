//! A directory that turns out to be in another of the provider's clouds: the set-up is moved there, and keeps what was typed.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Answer, Id, ProviderId, Recipe};

use crate::{context::Context, effect::Effect, journey::Journey, phase::Phase, prepare::Verdict, refusal::NotNow};

/// The provider of the cloud that a problem names, if set-ups are made there.
pub(crate) fn provider(problem: &Problem) -> Option<ProviderId> {
    let named = problem.values.get(&ValueName::Provider).filter(|_| problem.kind == Kind::OtherCloud)?;
    ProviderId::named(named)
}

/// The answer by which a set-up by this recipe is in the cloud of `provider`; nothing where the recipe has no such choice.
pub(crate) fn answer(provider: ProviderId, recipe: &Recipe) -> Option<(Id, Answer)> {
    recipe.question.iter().find_map(|question| {
        let choice = question.choice.iter().find(|choice| choice.provider == Some(provider))?;
        Some((question.id.clone(), Answer::chosen(choice.id.clone())))
    })
}

impl Journey {
    /// Whether a problem can be mended by moving the set-up into another cloud.
    pub(crate) fn is_movable(&self, problem: &Problem, context: &Context<'_>) -> bool {
        let there = provider(problem).and_then(|provider| answer(provider, context.recipe));
        there.is_some() && self.phase.saved().is_none()
    }

    /// Moves the set-up into the cloud of the problem that is shown. Links, addresses and values are those of that cloud from now
    /// on; what was looked up or proved in this one is not.
    pub(crate) fn switch_cloud(&mut self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let there = self.elsewhere().and_then(|problem| provider(&problem));
        let (question, answer) = there.and_then(|there| answer(there, context.recipe)).ok_or(NotNow::NotHere)?;
        if self.is_awaited() || self.phase.saved().is_some() {
            return Err(NotNow::NotHere);
        }
        let running = self.running.take().map(|running| Effect::Cancel(running.operation));
        self.about.answers.insert(question, answer);
        self.about.directory = None;
        (self.prepare.directory, self.prepare.secret_check) = (None, None);
        self.trouble = None;
        let proved = std::mem::replace(&mut self.phase, Phase::Preparing);
        let forgotten = proved.sign_in().and_then(|proof| proof.access.tokens()).map(Effect::Forget);
        let moved = self.about.chosen(context.world).ok_or(NotNow::NotHere)?;
        let effects = self.values_changed(&moved.context(context.world, context.now));
        Ok(running.into_iter().chain(forgotten).chain(effects).collect())
    }

    /// What was said of the directory: on this page, or when it was looked up.
    fn elsewhere(&self) -> Option<Problem> {
        let looked_up = match self.directory_verdict() {
            Some(Verdict::Failed(problem)) => Some(problem),
            Some(Verdict::Passed | Verdict::Unclear) | None => None,
        };
        self.shown_problem().cloned().into_iter().chain(looked_up).find(|problem| provider(problem).is_some())
    }
}
