//! Which of our kinds a refusal of a mail server is.

use jiff::civil::Date;
use sendoff_problem::{Kind, Refusal, ReplyCode, ReplyRule, WhoActs};
use sendoff_values::StepId;
use serde::Deserialize;

use crate::{
    read::{Checked, Misfit, RecipeError, read, require},
    source::Source,
    text::{Label, Text},
    told::Told,
};

/// The checked table, in the order of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyCatalogue {
    rules: Vec<ReplyRule>,
    steps: Vec<Option<StepId>>,
    told: Vec<Told>,
}

impl ReplyCatalogue {
    /// Reads a table; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let file: ReplyFile = read(file, text)?;
        let steps = file.reply.iter().map(|entry| entry.step).collect();
        let told = file.reply.iter().map(|entry| Told { title: entry.title.clone(), who: entry.who }).collect();
        let rules = file.reply.into_iter().filter_map(Entry::rule).collect();
        Ok(Self { rules, steps, told })
    }

    /// The rows as rules, the one that decides first.
    pub fn rules(&self) -> &[ReplyRule] {
        &self.rules
    }

    /// The kind of a refusal and the step that mends it, by the first row that fits; without a step, waiting does.
    pub fn meaning(&self, refusal: &Refusal<'_>) -> Option<(Kind, Option<StepId>)> {
        let at = self.rules.iter().position(|rule| rule.fits(refusal))?;
        Some((self.rules[at].kind, self.steps[at]))
    }

    /// What the first row that fits says.
    pub(crate) fn told(&self, refusal: &Refusal<'_>) -> Option<&Told> {
        self.told.get(self.rules.iter().position(|rule| rule.fits(refusal))?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    source: Vec<Source>,
    reply: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Label,
    finer: Option<Label>,
    says: Option<Label>,
    kind: Kind,
    title: Text,
    who: WhoActs,
    step: Option<StepId>,
    source: Label,
}

impl Entry {
    fn code(&self) -> Option<ReplyCode> {
        self.code.as_str().parse().ok()
    }

    fn rule(self) -> Option<ReplyRule> {
        let code = self.code()?;
        Some(ReplyRule { code, finer: self.finer.map(Into::into), says: self.says.map(Into::into), kind: self.kind })
    }

    /// Whether this row, standing before `later`, leaves nothing for it.
    fn covers(&self, later: &Self) -> bool {
        let finer = self.finer.is_none() || self.finer == later.finer;
        let says = self
            .says
            .as_ref()
            .is_none_or(|says| later.says.as_ref().is_some_and(|late| late.as_str().contains(says.as_str())));
        self.code == later.code && finer && says
    }

    fn name(&self) -> String {
        let parts = [Some(&self.code), self.finer.as_ref(), self.says.as_ref()];
        let words: Vec<_> = parts.into_iter().flatten().map(Label::as_str).collect();
        format!("reply {}", words.join(" "))
    }
}

impl Checked for ReplyFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let sources = Source::ids(&self.source);
        for (at, entry) in self.reply.iter().enumerate() {
            let key = entry.name();
            require(
                entry.code().is_some(),
                &key,
                "the code is neither three digits from 400 to 599 nor NO, BAD, BYE or -ERR",
            )?;
            let lower = entry.says.as_ref().is_none_or(|says| says.as_str().to_lowercase() == says.as_str());
            require(lower, &key, "what it says is compared in lower case and must be written so")?;
            require(sources.contains(&entry.source), &key, "there is no such source")?;
            let reached = !self.reply[..at].iter().any(|before| before.covers(entry));
            require(reached, &key, "a row before it always fits first")?;
        }
        Ok(())
    }
}
