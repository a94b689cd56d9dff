//! A recipe file as somebody writing it wants to hear about it: everything that is wrong, with its place, for every way to answer.

use std::collections::BTreeSet;

use sendoff_values::StepId;
use serde::Serialize;

use crate::{
    fingerprint::Fingerprint,
    permission::{GrantedIn, Permission},
    permissions::{Approver, Permissions},
    read::{MAX_BYTES, MAX_DEPTH, MAX_VALUES, Misfit, RecipeError, inconsistent},
    recipe::Recipe,
    text::made_showable,
};

/// So many mistakes are told at once; whoever has mended them is told the others.
const MOST_TOLD: usize = 50;

/// What was found in a recipe file. `sendoff recipes check --json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// The file.
    pub file: String,
    /// Whether it is a recipe.
    pub well: bool,
    /// How many ways there are to answer its questions; none are looked at while a part by itself is wrong.
    pub ways: usize,
    /// What is wrong.
    pub errors: Vec<WrongPlace>,
    /// What is right for this program and may still not be meant.
    pub cautions: Vec<WrongPlace>,
    /// SHA-256 of the text, by which the window tells the file from every other, if it is a recipe.
    pub fingerprint: Option<String>,
}

/// One place and what about it, in characters that are safe to print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WrongPlace {
    /// Counted from 1; nothing where the whole file is meant.
    pub line: Option<usize>,
    /// Counted from 1, in characters.
    pub column: Option<usize>,
    /// The key: `step[3].title`, `step mailbox`, `hand_over.field Client ID`; empty at the top.
    pub key: String,
    /// What is wrong with it.
    pub what: String,
}

impl Permissions {
    /// Looks at a recipe file, which may come from a stranger; `file` names it.
    pub fn check_recipe(&self, file: &str, text: &str) -> Checkup {
        let recipe = match Recipe::parse(file, text) {
            Ok(recipe) => recipe,
            Err(error) => return Checkup::of_errors(file, vec![error]),
        };
        let misfits = recipe.misfits();
        if !misfits.is_empty() {
            let told = misfits.into_iter().take(MOST_TOLD);
            let errors = told.map(|misfit| inconsistent(file, text, misfit)).collect();
            return Checkup { ways: recipe.count_ways(), ..Checkup::of_errors(file, errors) };
        }
        let cautions = self.cautions(&recipe).into_iter().take(MOST_TOLD).map(|(key, what)| {
            let misfit = Misfit { key, what };
            WrongPlace::of(inconsistent(file, text, misfit))
        });
        Checkup {
            ways: recipe.count_ways(),
            cautions: cautions.collect(),
            fingerprint: Some(Fingerprint::of(text).digits()),
            ..Checkup::of_errors(file, Vec::new())
        }
    }

    /// Keys and what about them: permissions that are not in the table, and approval that nobody is asked for.
    fn cautions(&self, recipe: &Recipe) -> BTreeSet<(String, String)> {
        let unknown = recipe.permission.iter().filter(|permission| self.ids(permission).is_empty());
        let unknown = unknown.map(|permission| caution(permission, "it is not in the table of known permissions"));
        let ways = recipe.every_way();
        let unapproved = ways.iter().flat_map(|way| self.unapproved(&recipe.tailored(way)));
        unknown.chain(unapproved).collect()
    }

    /// Permissions of a tailored recipe that take an administrator, if it has no step for one.
    fn unapproved(&self, recipe: &Recipe) -> Vec<(String, String)> {
        if recipe.step(StepId::Approval).is_some() {
            return Vec::new();
        }
        let takes = |permission: &&Permission| {
            permission.granted == GrantedIn::Entra && self.approver(permission) == Some(Approver::Administrator)
        };
        let what = "an administrator must approve it under the default policy, and there is no step approval";
        recipe.permission.iter().filter(takes).map(|permission| caution(permission, what)).collect()
    }
}

fn caution(permission: &Permission, what: &str) -> (String, String) {
    (format!("permission {}", permission.name), what.to_owned())
}

impl Checkup {
    /// Of a file with these mistakes; well without any.
    pub(crate) fn of_errors(file: &str, errors: Vec<RecipeError>) -> Self {
        let mut errors: Vec<_> = errors.into_iter().map(WrongPlace::of).collect();
        errors.sort();
        Self {
            file: file.to_owned(),
            well: errors.is_empty(),
            ways: 0,
            errors,
            cautions: Vec::new(),
            fingerprint: None,
        }
    }
}

impl WrongPlace {
    fn of(error: RecipeError) -> Self {
        match error {
            RecipeError::Malformed { line, column, key, what, .. }
            | RecipeError::Inconsistent { line, column, key, what, .. } => {
                Self { line: Some(line), column: Some(column), key: made_showable(&key), what: made_showable(&what) }
            }
            RecipeError::TooLarge { bytes, .. } => {
                Self::whole(format!("it has {bytes} bytes; {MAX_BYTES} are allowed"))
            }
            RecipeError::TooDeep { depth, .. } => {
                Self::whole(format!("tables and lists lie {depth} deep; {MAX_DEPTH} are allowed"))
            }
            RecipeError::TooMany { values, .. } => {
                Self::whole(format!("it has {values} values and tables; {MAX_VALUES} are allowed"))
            }
        }
    }

    fn whole(what: String) -> Self {
        Self { line: None, column: None, key: String::new(), what }
    }
}
