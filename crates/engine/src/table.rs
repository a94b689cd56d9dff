//! The application's own table of connections, as a file: the journey gives each line, the ledger the connections.

use sendoff_handover::write_table;
use sendoff_journey::{Outcome, TableInput, TableLine};
use sendoff_ledger::{Direction, EntryKind, Filter, ListQuery, SortBy};
use sendoff_problem::Problem;
use sendoff_values::{ConnectionId, folded};

use crate::{sheet, workplace::Shared};

/// Writes it where the person wants it.
pub(crate) async fn write(shared: &Shared, input: &TableInput) -> Result<Outcome, Problem> {
    let mut lines = Vec::new();
    for connection in of_organisation(shared, input)? {
        lines.extend(line(shared, input, &connection)?);
    }
    let cells: Vec<Vec<String>> = lines.into_iter().map(|line| line.cells).collect();
    let contents = write_table(&input.line.columns, &cells);
    let path = sheet::save(shared, &format!("{}.csv", input.file_name), &contents).await?;
    Ok(Outcome::TableWritten { path })
}

/// The saved connections of the same organisation and application, by their mailboxes.
fn of_organisation(shared: &Shared, input: &TableInput) -> Result<Vec<ConnectionId>, Problem> {
    let query = ListQuery {
        range: 0..usize::MAX,
        sort: SortBy::Mailbox,
        direction: Direction::Rising,
        filter: Filter {
            kind: Some(EntryKind::Connection),
            application: Some(input.recipe.clone()),
            ..Filter::default()
        },
        ..ListQuery::default()
    };
    let page = shared.workplace.ledger.query(&query)?;
    let organisation = folded(&input.organisation);
    let same = page.rows.into_iter().filter(|header| folded(&header.summary.organisation) == organisation);
    Ok(same.map(|header| header.id).collect())
}

/// What it adds to the table; nothing where it stands in another table of the application.
fn line(shared: &Shared, input: &TableInput, connection: &ConnectionId) -> Result<Option<TableLine>, Problem> {
    if *connection == input.connection {
        return Ok(Some(input.line.clone()));
    }
    let read = shared.workplace.ledger.get(connection)?;
    let line = read.and_then(|(_, journey)| journey.table_line(shared.now(), &shared.world(&shared.recipes.now())));
    Ok(line.filter(|line| line.columns == input.line.columns))
}
