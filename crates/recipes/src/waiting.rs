//! What may only be waiting, and for how long.

use jiff::civil::Date;
use sendoff_problem::Kind;
use serde::Deserialize;

use crate::{
    read::{Checked, Misfit, RecipeError, read, require},
    text::Text,
};

/// How long a change may take until it counts everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// After how many seconds another try is worth it.
    pub again: u32,
    /// How many seconds it takes at most, as far as anybody says.
    pub most: u32,
}

/// The checked table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits(Vec<(Kind, Wait)>);

impl Waits {
    /// Reads a table; `file` names it in errors.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let file: WaitFile = read(file, text)?;
        Ok(Self(file.wait.into_iter().map(|row| (row.kind, Wait { again: row.again, most: row.most })).collect()))
    }

    /// For how long a problem of this kind may only be waiting, if it may.
    pub fn of(&self, kind: Kind) -> Option<Wait> {
        self.0.iter().find(|(one, _)| *one == kind).map(|(_, wait)| *wait)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    wait: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: Kind,
    again: u32,
    most: u32,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
}

impl Checked for WaitFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        for (at, row) in self.wait.iter().enumerate() {
            let key = format!("wait {}", row.kind.as_str());
            require(!self.wait[..at].iter().any(|before| before.kind == row.kind), &key, "the kind stands twice")?;
            require((1..=row.most).contains(&row.again), &key, "another try comes after the longest wait")?;
        }
        Ok(())
    }
}
