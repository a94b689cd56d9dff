//! Where the mailbox is, by the mail records of its domain: which recipes fit, what is answered by it, and what does not go together.

use jiff::Timestamp;
use sendoff_recipes::{Answer, Choice, MailHome, Naming, Question, Recipe};
use sendoff_values::{HostName, OperationNumber};

use crate::{
    about::FoundHome,
    effect::Effect,
    event::Outcome,
    questions::{Questions, Step},
    refusal::NotNow,
    world::World,
};

/// What the mail records of the mailbox's domain say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Records {
    #[default]
    NotAsked,
    Running {
        operation: OperationNumber,
        domain: HostName,
    },
    /// They were read, or nobody could be asked: the difference is of no use to anybody here.
    Read {
        domain: HostName,
        home: Option<FoundHome>,
    },
}

impl Records {
    pub(crate) const fn operation(&self) -> Option<OperationNumber> {
        match self {
            Self::Running { operation, .. } => Some(*operation),
            Self::NotAsked | Self::Read { .. } => None,
        }
    }

    const fn domain(&self) -> Option<&HostName> {
        match self {
            Self::NotAsked => None,
            Self::Running { domain, .. } | Self::Read { domain, .. } => Some(domain),
        }
    }
}

impl Questions {
    /// The mailbox's domain, if it is one that name servers can be asked for.
    pub(crate) fn domain(&self) -> Option<HostName> {
        self.mailbox.value.as_ref()?.domain().parse().ok()
    }

    /// Where the mailbox is, as far as that is known.
    pub(crate) fn home(&self, world: &World<'_>) -> Option<MailHome> {
        self.found_home(Timestamp::default(), world).map(|found| found.is)
    }

    /// The same with the time it was found; `now` where the domain alone tells it.
    pub(crate) fn found_home(&self, now: Timestamp, world: &World<'_>) -> Option<FoundHome> {
        let domain = self.domain()?;
        let by_domain = world.recipes.mail_homes().of_domain(&domain).map(|is| FoundHome { is, at: now });
        let by_records = || match &self.records {
            Records::Read { domain: asked, home } if *asked == domain => home.clone(),
            Records::NotAsked | Records::Running { .. } | Records::Read { .. } => None,
        };
        by_domain.or_else(by_records)
    }

    /// Asks for the mail records of the mailbox's domain, once a domain, and of none that answers for itself.
    pub(crate) fn ask_records(&mut self, world: &World<'_>) -> Vec<Effect> {
        let Some(domain) = self.domain().filter(|domain| self.records.domain() != Some(domain)) else {
            return Vec::new();
        };
        let mut effects = self.cancel_records();
        self.records = Records::NotAsked;
        if world.recipes.mail_homes().of_domain(&domain).is_none() {
            let operation = self.number();
            self.records = Records::Running { operation, domain: domain.clone() };
            effects.push(Effect::FindExchanges { operation, domain });
        }
        effects
    }

    /// Ends that look-up, if it is under way.
    pub(crate) fn cancel_records(&mut self) -> Vec<Effect> {
        let running = self.records.operation();
        if running.is_some() {
            self.records = Records::NotAsked;
        }
        running.map(Effect::Cancel).into_iter().collect()
    }

    pub(crate) fn records_read(&mut self, outcome: Outcome, now: Timestamp, world: &World<'_>) -> Result<Step, NotNow> {
        let (Outcome::ExchangesFound(exchanges), Records::Running { domain, .. }) = (outcome, &self.records) else {
            return Err(NotNow::NotHere);
        };
        let home = world.recipes.mail_homes().of_exchanges(&exchanges).map(|is| FoundHome { is, at: now });
        self.records = Records::Read { domain: domain.clone(), home };
        self.suggest(world);
        Ok(Step::Stay(Vec::new()))
    }

    /// What stands for a question until the person answers it: the choice that the mailbox speaks for, or the usual one.
    pub(crate) fn standard(&self, question: &Question, world: &World<'_>) -> Option<Answer> {
        let spoken_for = question.suggested(&self.alike(world)).map(|choice| choice.id.clone());
        spoken_for.or_else(|| question.default.clone()).map(Answer::chosen)
    }

    /// The mailbox's domain, and those that are known to be at the same home.
    fn alike(&self, world: &World<'_>) -> Vec<HostName> {
        let there = self.home(world).into_iter().flat_map(|home| world.recipes.mail_homes().domains(home).cloned());
        self.domain().into_iter().chain(there).collect()
    }

    /// Answers anew what asks whose mailbox it is, unless the person did.
    pub(crate) fn suggest(&mut self, world: &World<'_>) {
        let Some(recipe) = self.recipe.as_deref().and_then(|key| world.recipes.recipe(key)) else { return };
        let open =
            recipe.question.iter().filter(|question| asks_for_home(question) && !self.own.contains(&question.id));
        let answers: Vec<_> =
            open.filter_map(|question| Some((question.id.clone(), self.standard(question, world)?))).collect();
        self.answers.extend(answers);
    }

    /// The choice that the mail records, or the domain itself, speak for at this question; nothing where it asks for something else,
    /// or the mailbox is nowhere that this recipe knows.
    pub(crate) fn known_choice<'a>(&self, question: &'a Question, world: &World<'_>) -> Option<&'a Choice> {
        let here = self.recipe(world)?.provider.naming();
        self.home(world).filter(|home| home.naming() == here && asks_for_home(question))?;
        question.chosen(self.standard(question, world).as_ref())
    }

    /// The recipe that was chosen is for mailboxes elsewhere: where the mailbox is, and the same application for there. Nothing
    /// where a set-up names its provider itself: that may be anybody.
    pub(crate) fn misfit<'a>(&self, world: &World<'a>) -> Option<(MailHome, Option<&'a Recipe>)> {
        let (recipe, home) = (self.recipe(world)?, self.home(world)?);
        let naming = recipe.provider.naming();
        let elsewhere = naming != Naming::Alone && naming != home.naming();
        elsewhere.then(|| (home, world.recipes.same_application(&recipe.id, home.naming())))
    }

    /// Takes the same application for where the mailbox is.
    pub(crate) fn switch_provider(&mut self, world: &World<'_>) -> Result<Step, NotNow> {
        let (_, there) = self.misfit(world).ok_or(NotNow::NotHere)?;
        let key = there.ok_or(NotNow::NotHere)?.key();
        self.choose_application(&key, world).map(Step::Stay)
    }
}

/// Whether it asks whose mailbox it is: one of its choices is for domains.
fn asks_for_home(question: &Question) -> bool {
    question.choice.iter().any(|choice| !choice.domains.is_empty())
}

/// The recipes that fit a mailbox there, before the others; each in its order.
pub(crate) fn fitting_first(recipes: &[Recipe], home: Option<MailHome>) -> Vec<&Recipe> {
    let mut recipes: Vec<&Recipe> = recipes.iter().collect();
    recipes.sort_by_key(|recipe| home.is_some_and(|home| recipe.provider.naming() != home.naming()));
    recipes
}
