//! One catalogue: everything a person reads comes from here.
//!
//! [`Words`] turns a message id and its fillings ([`Args`]) into [`Text`], a list of runs: our own words, labels of a
//! portal, values. The sentences are Fluent files under `locales/`; `[[...]]` marks a label there. This room knows no
//! set-up and decides nothing; what a recipe says about a portal stands in the recipe.

mod args;
mod dates;
mod marks;
mod problem_words;
mod run;
mod voice;
mod words;

pub use args::Args;
pub use dates::days_between;
pub use problem_words::{Known, MOST_ACTIONS, ProblemWords};
pub use run::{Run, RunKind, Text};
pub use voice::avoided_in;
pub use words::{MISSING, Words};

#[cfg(test)]
mod tests;
