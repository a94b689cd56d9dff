//! `$select`: the properties that were asked for, and no others.

use super::refusal::Refusal;
use serde_json::{Map, Value};

/// Those of `fields` that are named; one that the type does not have is refused, as Graph does. `id` always goes along.
pub(super) fn chosen(
    mut fields: Map<String, Value>,
    select: Option<&str>,
    type_name: &str,
) -> Result<Map<String, Value>, Refusal> {
    let Some(select) = select else { return Ok(fields) };
    let mut chosen = Map::new();
    for name in select.split(',').map(str::trim) {
        let missing =
            || Refusal::BadRequest(format!("Could not find a property named '{name}' on type '{type_name}'."));
        let (name, value) = fields.remove_entry(name).ok_or_else(missing)?;
        chosen.insert(name, value);
    }
    Ok(chosen)
}
