//! Where the rows of a file of errors come from.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use crate::text::{Label, Text};

/// A page that rows name by its ID.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    id: Label,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    what: Text,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    date: Date,
}

impl Source {
    /// The IDs that rows may name.
    pub(crate) fn ids(sources: &[Self]) -> BTreeSet<&Label> {
        sources.iter().map(|source| &source.id).collect()
    }
}
