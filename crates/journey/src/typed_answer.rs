//! Answers that are typed among the questions: one field each, judged as it is typed.

use std::collections::BTreeMap;

use sendoff_intake::{Entered, Known, check_field};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Answer, Answers, Id, Question, Recipe, TypedKind, TypedQuestion};
use sendoff_values::FieldId;

use crate::{
    refusal::NotNow,
    slot::Slot,
    steps::{Open, answer_anchor},
};

/// The fields of all typed questions, by question. One keeps its text when its question is not asked any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypedAnswers(BTreeMap<Id, Slot<String>>);

impl TypedAnswers {
    /// The field of this question.
    pub(crate) fn slot(&self, question: &Id) -> Slot<String> {
        self.0.get(question).cloned().unwrap_or_default()
    }

    /// The same where an answer may stand from before.
    pub(crate) fn slot_or(&self, question: &Id, answers: &Answers) -> Slot<String> {
        let before = || answers.get(question).and_then(Answer::text).map(str::to_owned);
        self.0.get(question).cloned().unwrap_or_else(|| {
            let value = before();
            Slot { text: value.clone().unwrap_or_default(), value, ..Slot::default() }
        })
    }

    /// Takes what was typed into the field of a question that is asked; what fits becomes its answer.
    pub(crate) fn enter(
        &mut self,
        recipe: &Recipe,
        (question, text, version): (&str, &str, u64),
        answers: &mut Answers,
    ) -> Result<(), NotNow> {
        let question = recipe.question(question).ok_or(NotNow::NotHere)?;
        let typed = question.typed.as_ref().ok_or(NotNow::NotHere)?;
        let slot = self.0.entry(question.id.clone()).or_default();
        if version < slot.version {
            return Err(NotNow::Late);
        }
        slot.type_in(text);
        judge(slot, typed.kind);
        match &slot.value {
            Some(value) => answers.insert(question.id.clone(), Answer::Typed { typed: value.clone() }),
            None => answers.remove(&question.id),
        };
        Ok(())
    }

    /// What is still open of the questions that are asked.
    pub(crate) fn open(&self, recipe: &Recipe) -> Vec<Open> {
        let open = |question: &Question| self.open_one(question, question.typed.as_ref()?);
        recipe.question.iter().filter_map(open).collect()
    }

    fn open_one(&self, question: &Question, typed: &TypedQuestion) -> Option<Open> {
        let slot = self.slot(&question.id);
        let missing = || (slot.is_empty() && !typed.optional).then(|| Kind::FieldEmpty.into());
        let problem = slot.stopper().cloned().or_else(missing)?;
        let asked = Some(question.title.to_string());
        Some(Open { anchor: answer_anchor(&question.id), field: None, problem, asked })
    }
}

fn judge(slot: &mut Slot<String>, kind: TypedKind) {
    if slot.is_empty() {
        (slot.value, slot.problem) = (None, None);
    } else {
        slot.judge(read(kind, &slot.text));
    }
}

/// The answer in its one form, or why it is none.
fn read(kind: TypedKind, text: &str) -> Result<Entered, Problem> {
    let known = Known::default();
    let checked = match kind {
        TypedKind::Mailbox => check_field(FieldId::Mailbox, text, &known)?,
        TypedKind::RedirectAddress => check_field(FieldId::RedirectUri, text, &known)?,
        // A secret in the wrong field is told before anything else: what stands here is written to the disk.
        TypedKind::Host | TypedKind::Name | TypedKind::Issuer | TypedKind::MailServer | TypedKind::Permissions => {
            check_field(FieldId::Organisation, text, &known)?
        }
    };
    let value = kind.read(text).map_err(|_| Problem::new(refused(kind)))?;
    Ok(Entered { value, ..checked })
}

const fn refused(kind: TypedKind) -> Kind {
    match kind {
        TypedKind::Host => Kind::NotAHost,
        TypedKind::RedirectAddress => Kind::NotARedirectAddress,
        TypedKind::Mailbox => Kind::NotAnAddress,
        TypedKind::Name => Kind::NotAName,
        TypedKind::Issuer => Kind::NotAnIssuer,
        TypedKind::MailServer => Kind::NotAMailServer,
        TypedKind::Permissions => Kind::NotPermissions,
    }
}
