//! A sentence of a recipe that may hang on an answer.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{condition::When, run::Runs};

/// An instruction, and when it counts. In a file the text alone, or `{ text = "...", when = [...] }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The instruction.
    pub text: Runs,
    /// When it counts.
    pub when: When,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Conditional {
    text: Runs,
    when: When,
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrTable)
    }
}

/// Told by hand which of both it is, so that an error names what is wrong and not that neither form fits.
struct TextOrTable;

impl<'de> Visitor<'de> for TextOrTable {
    type Value = Said;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, or a table with `text` and `when`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Said, E> {
        let text = text.parse().map_err(E::custom)?;
        Ok(Said { text, when: When::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Said, A::Error> {
        let Conditional { text, when } = Conditional::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Said { text, when })
    }
}
