//! A recipe as it is for one way to answer, and the check of every way.

use std::{collections::BTreeSet, fmt::Display, sync::Arc};

use crate::{
    condition::{Settled, When},
    provider::ProviderId,
    question::{Answer, Answers, Question},
    read::{Misfit, require},
    recipe::Recipe,
    step::Step,
    template::{Placeholder, Values},
};

/// More ways to answer than this are not looked at, so not taken.
const MOST_WAYS: usize = 1_024;

impl Recipe {
    /// The recipe with what counts for these answers alone.
    pub fn tailored(&self, answers: &Answers) -> Self {
        self.tailored_to(&Settled::by(&self.question, answers), &self.typed(answers))
    }

    /// What was typed, for filling texts; nothing for a question that is not asked.
    pub fn typed(&self, answers: &Answers) -> Values {
        let settled = Settled::by(&self.question, answers);
        let text = |question: &Question| Some((question.id.clone(), answers.get(&question.id)?.text()?.to_owned()));
        let asked = self.question.iter().filter(|question| settled.asks(&question.id));
        let with = |values: Values, (id, text)| values.with(Placeholder::Answer(id), text);
        asked.filter_map(text).fold(Values::default(), with)
    }

    fn tailored_to(&self, settled: &Settled, typed: &Values) -> Self {
        let provider = self.chosen_provider(settled);
        let mut recipe = self.elsewhere.get(&provider).unwrap_or(self).clone();
        let counts = |when: &When| when.holds(settled);
        recipe.provider = provider;
        recipe.elsewhere = Arc::default();
        recipe.origin = self.origin;
        recipe.question.retain(|question| counts(&question.when));
        recipe.question.iter_mut().for_each(|question| *question = question.offered(settled));
        recipe.permission.retain(|permission| counts(&permission.when));
        recipe.probe.retain(|probe| counts(&probe.when));
        recipe.trap.retain(|trap| counts(&trap.when));
        recipe.ends.retain(|ends| counts(&ends.when));
        recipe.audience.retain(|rule| counts(&rule.when));
        recipe.network.retain(|check| counts(&check.when));
        recipe.platform_for.retain(|rule| counts(&rule.when));
        recipe.platform = recipe.platform_for.first().map(|rule| rule.kind).or(recipe.platform);
        recipe.delegate = recipe.delegate.filter(|delegate| counts(&delegate.when));
        recipe.before.retain(|said| counts(&said.when));
        recipe.step.retain(|step| counts(&step.when));
        recipe.step.iter_mut().for_each(|step| tailor_step(step, settled));
        let hand_over = &mut recipe.hand_over;
        hand_over.field.retain(|field| counts(&field.when));
        hand_over.after.retain(|said| counts(&said.when));
        hand_over.change.retain(|change| counts(&change.when));
        recipe.redirect = recipe.redirect.filter(|redirect| counts(&redirect.when));
        if let Some(redirect) = &mut recipe.redirect {
            redirect.beside.retain(|beside| counts(&beside.when));
        }
        recipe.write_out_permissions(typed);
        recipe.write_out_labels();
        recipe
    }

    /// The provider of the last choice that stands for one; without any, the recipe's own.
    fn chosen_provider(&self, settled: &Settled) -> ProviderId {
        let chosen = self
            .question
            .iter()
            .flat_map(|question| question.choice.iter().filter(|choice| settled.has_chosen(&question.id, &choice.id)));
        chosen.filter_map(|choice| choice.provider).next_back().unwrap_or(self.provider)
    }

    /// Puts the labels of permissions and account types into the instructions that ask for them.
    fn write_out_labels(&mut self) {
        let account_types = self.audience().in_portal();
        let names: Vec<_> = self.listed().map(|permission| permission.name.clone()).collect();
        let cards = self.step.iter_mut().flat_map(|step| {
            let actions = step.portal.iter_mut().flat_map(|card| &mut card.actions).map(|said| &mut said.text);
            actions.chain(&mut step.administrator)
        });
        let changes = self.hand_over.change.iter_mut().map(|change| &mut change.what);
        cards.chain(changes).for_each(|runs| *runs = runs.written_out(&names, account_types));
    }

    /// What does not fit in some way to answer, each once, with the first such way.
    pub(crate) fn misfits_of_ways(&self) -> Vec<Misfit> {
        let Some(ways) = Settled::every_way(&self.question, MOST_WAYS) else {
            return vec![misfit("question", format!("there are more than {MOST_WAYS} ways to answer"))];
        };
        let mut seen = BTreeSet::new();
        let tailored = |way| self.tailored_to(way, &self.samples(way));
        let misfits = ways.iter().filter_map(|way| Some((way, tailored(way).check_way(way).err()?)));
        let first = misfits.filter(|(_, misfit)| seen.insert((misfit.key.clone(), misfit.what.clone())));
        first.map(|(way, misfit)| answered(misfit, way)).collect()
    }

    /// How many ways there are to answer.
    pub(crate) fn count_ways(&self) -> usize {
        Settled::every_way(&self.question, MOST_WAYS).map_or(0, |ways| ways.len())
    }

    /// Every condition hangs on a question that stands before.
    pub(crate) fn check_conditions(&self) -> Vec<Result<(), Misfit>> {
        let asked = self.question.iter().enumerate().map(|(index, question)| {
            let choices = question.choice.iter().map(|choice| &choice.when);
            let check = |when| check_when(when, &self.question[..index], &format!("question {}", question.id));
            [&question.when].into_iter().chain(choices).try_for_each(check)
        });
        asked.chain(self.whens().map(|(key, when)| check_when(when, &self.question, &key))).collect()
    }

    /// Every condition with the key of the part that hangs on it.
    fn whens(&self) -> impl Iterator<Item = (String, &When)> {
        let named = |list: &str, name: &dyn Display| format!("{list} {name}");
        let parts = self.permission.iter().map(move |part| (named("permission", &part.name), &part.when));
        let parts = parts.chain(self.probe.iter().map(move |part| (named("probe", &part.kind.as_str()), &part.when)));
        let parts = parts.chain(self.trap.iter().map(move |part| (named("trap", &part.step.as_str()), &part.when)));
        let parts = parts.chain(self.before.iter().map(|part| ("before".to_owned(), &part.when)));
        let parts = parts.chain(self.step.iter().flat_map(whens_of_step));
        let fields = self.hand_over.field.iter();
        let parts = parts.chain(fields.map(move |part| (named("hand_over.field", &part.label), &part.when)));
        let parts = parts.chain(self.hand_over.after.iter().map(|part| ("hand_over.after".to_owned(), &part.when)));
        let parts = parts.chain(self.hand_over.change.iter().map(|part| ("hand_over.change".to_owned(), &part.when)));
        let parts = parts.chain(self.audience.iter().map(|part| ("audience".to_owned(), &part.when)));
        let parts = parts.chain(self.network.iter().map(|part| ("network".to_owned(), &part.when)));
        let parts = parts.chain(self.delegate.iter().map(|part| ("delegate".to_owned(), &part.when)));
        let parts = parts.chain(self.ends.iter().map(|part| ("ends".to_owned(), &part.when)));
        let parts = parts.chain(self.platform_for.iter().map(|part| ("platform_for".to_owned(), &part.when)));
        let parts = parts.chain(self.redirect.iter().map(|part| ("redirect".to_owned(), &part.when)));
        let beside = self.redirect.iter().flat_map(|rule| &rule.beside);
        parts.chain(beside.map(|part| ("redirect.beside".to_owned(), &part.when)))
    }

    /// Samples for everything typed in this way.
    pub(crate) fn samples(&self, way: &Settled) -> Values {
        let typed = self.question.iter().filter(|question| way.has_typed(&question.id));
        typed
            .filter_map(|question| Some((question.id.clone(), question.typed.as_ref()?.kind.sample())))
            .fold(Values::default(), |values, (id, sample)| values.with(Placeholder::Answer(id), sample))
    }
}

fn whens_of_step(step: &Step) -> impl Iterator<Item = (String, &When)> {
    let key = format!("step {}", step.id.as_str());
    let actions = step.portal.iter().flat_map(|card| &card.actions).map(|said| &said.when);
    let expected = step.expect.iter().map(|said| &said.when);
    let own = [&step.when].into_iter().chain(actions).chain(expected).map(move |when| (key.clone(), when));
    own.chain(step.copy.iter().map(|row| (format!("step.copy {}", row.label), &row.when)))
}

fn tailor_step(step: &mut Step, settled: &Settled) {
    step.copy.retain(|row| row.when.holds(settled));
    step.expect.retain(|said| said.when.holds(settled));
    if let Some(card) = &mut step.portal {
        card.actions.retain(|said| said.when.holds(settled));
    }
}

fn check_when(when: &When, before: &[Question], key: &str) -> Result<(), Misfit> {
    for condition in when.conditions() {
        let question = before.iter().find(|question| question.id == condition.question);
        let known = question.ok_or_else(|| {
            misfit(key, format!("its condition hangs on {}, which no question before it is", condition.question))
        })?;
        require(condition.fits(known), key, format!("its condition asks {} what it cannot answer", known.id))?;
    }
    Ok(())
}

fn misfit(key: &str, what: String) -> Misfit {
    Misfit { key: key.to_owned(), what }
}

/// Says for which answers something does not fit.
fn answered(Misfit { key, what }: Misfit, way: &Settled) -> Misfit {
    let words = way.in_words();
    if words.is_empty() { Misfit { key, what } } else { Misfit { key, what: format!("{what} ({words})") } }
}

/// The answers of one way, with samples typed: for whoever goes through all of them.
impl Recipe {
    /// Every way to answer the recipe's questions, with samples typed. Addresses of a choice that lets one be typed are
    /// samples too.
    pub fn every_way(&self) -> Vec<Answers> {
        let ways = Settled::every_way(&self.question, MOST_WAYS).unwrap_or_default();
        ways.iter().map(|way| self.answers_of(way)).collect()
    }

    pub(crate) fn answers_of(&self, way: &Settled) -> Answers {
        let sample = |question: &Question| {
            let id = question.id.clone();
            if let Some(typed) = question.typed.as_ref().filter(|_| way.has_typed(&id)) {
                return Some((id, Answer::Typed { typed: typed.kind.sample().to_owned() }));
            }
            let choice = question.choice.iter().find(|choice| way.has_chosen(&id, &choice.id))?;
            let address = choice.typed.then(|| "https://host.example/answer".parse().ok()).flatten();
            Some((id, Answer::Chosen { choice: choice.id.clone(), address }))
        };
        self.question.iter().filter_map(sample).collect()
    }
}
