//! What one code says in plain words, and who must act: the row's own, where the kind it belongs to speaks more generally.

use sendoff_problem::{Problem, Refusal, ReplyCode, WhoActs};
use serde::Deserialize;

use crate::{bundled::Recipes, text::Text};

/// What a row of the error files says of its code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// What happened, in one short line.
    pub title: Text,
    /// Who must act.
    pub who: WhoActs,
}

/// What stands before the numbers of Microsoft's sign-in.
const NUMBERED: &str = "AADSTS";

impl Recipes {
    /// What is known of the code a problem came with; nothing for a code that is in no file.
    pub fn told(&self, problem: &Problem) -> Option<&Told> {
        let code = problem.details.code.as_deref()?;
        if let Some(row) = self.google_errors().of_problem(problem) {
            return Some(&row.told);
        }
        if let Some(number) = code.strip_prefix(NUMBERED) {
            return self.errors().told(number.parse().ok()?);
        }
        let words = problem.details.said.as_deref().unwrap_or_default();
        let reply = code.split(' ').next().and_then(|begin| begin.parse::<ReplyCode>().ok());
        match reply {
            Some(code) => self.replies().told(&Refusal { code, words }),
            None => self.codes().told(code).or_else(|| self.errors().told_answer(code)),
        }
    }
}
