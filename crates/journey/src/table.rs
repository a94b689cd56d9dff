//! The application's own table of connections: its fields are the columns, each saved connection is a line. There is no place for a
//! secret in it; a recipe whose fields hold one has no table.

use jiff::Timestamp;
use sendoff_recipes::{Cell, HandOverField, HandOverValue, Values};
use sendoff_values::ConnectionId;

use crate::{
    context::{Context, values},
    journey::Journey,
    sheet_words::file_name,
    world::World,
};

/// What the table is made of, besides the other connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInput {
    /// Whose hand-over asks for it.
    pub connection: ConnectionId,
    /// Whose connections stand in it, as the person named it.
    pub organisation: String,
    /// The recipe's id.
    pub recipe: String,
    /// The line of the connection that asks.
    pub line: TableLine,
    /// A file name without folder and ending: letters, digits and hyphens.
    pub file_name: String,
}

/// One connection in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    /// The application's labels, to the letter and in its order.
    pub columns: Vec<String>,
    /// What belongs under each.
    pub cells: Vec<String>,
}

impl Journey {
    /// Its line in the application's table; nothing before it is saved, or where the application has no table.
    pub fn table_line(&self, now: Timestamp, world: &World<'_>) -> Option<TableLine> {
        line(self, &self.chosen_with(world)?.context(world, now))
    }
}

pub(crate) fn input(journey: &Journey, context: &Context<'_>) -> Option<TableInput> {
    let organisation = journey.about.organisation.clone();
    Some(TableInput {
        connection: journey.id.clone(),
        line: line(journey, context)?,
        recipe: context.recipe.key(),
        file_name: file_name(&organisation, context.recipe.id.as_str()),
        organisation,
    })
}

fn line(journey: &Journey, context: &Context<'_>) -> Option<TableLine> {
    let hand_over = &context.recipe.hand_over;
    if !hand_over.table || journey.phase.saved().is_none() {
        return None;
    }
    let values = values(journey, context);
    let columns = hand_over.field.iter().map(|field| field.label.to_string()).collect();
    let cells = hand_over.field.iter().map(|field| cell(field, &values)).collect::<Option<_>>()?;
    Some(TableLine { columns, cells })
}

fn cell(field: &HandOverField, values: &Values) -> Option<String> {
    match (&field.cell, &field.value) {
        (Some(Cell::Empty), _) => Some(String::new()),
        (Some(Cell::Text(text)), _) | (None, HandOverValue::Choose(text)) => Some(text.to_string()),
        (None, HandOverValue::Text(template)) => template.fill(values).ok(),
        (None, HandOverValue::Secret(_)) => None,
    }
}
