//! One catalogue: everything a person reads comes from here.

mod run;

pub use run::{Run, RunKind, Text};
