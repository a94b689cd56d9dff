//! The files an application is given beside its fields: the person has them written, and looks whether they are what it reads.

use std::path::Path;

use sendoff_engine::screens::{Action, Block, Screen};
use sendoff_words::RunKind;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{person::Person, reading::told};
use crate::NotFoundOut;

/// What the application finds in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenFile {
    access_token: String,
    refresh_token: String,
    expires_in: u64,
}

impl Person<'_> {
    /// Where the page offers the file: asks for it and reads it.
    pub(super) async fn take_token_file(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        if !offers(screen, &Action::WriteTokenFile) {
            return Ok(());
        }
        check(Path::new(&self.written(Action::WriteTokenFile).await?))
    }

    /// Where the page offers the application's table: asks for it and looks whether it has the fields of the page.
    pub(super) async fn take_table(&mut self, screen: &Screen) -> Result<(), NotFoundOut> {
        if !offers(screen, &Action::SaveTable) {
            return Ok(());
        }
        let path = self.written(Action::SaveTable).await?;
        let text = std::fs::read_to_string(&path);
        let text = text.map_err(|error| NotFoundOut::because("the table cannot be read", &error))?;
        let columns = columns(screen);
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        match lines.as_slice() {
            [head, line] if *head == columns && !line.is_empty() => Ok(()),
            _ => Err(NotFoundOut(format!("the table is not the one of {columns}: {text}"))),
        }
    }

    /// Has a file written, and says where it is.
    async fn written(&mut self, by: Action) -> Result<String, NotFoundOut> {
        let dismissed = |screen: &Screen| screen.toast.is_none();
        if self.watching.screen().toast.is_some() {
            self.watching.press(Action::Dismiss)?;
            self.watching.until("the last file is taken note of", dismissed).await?;
        }
        self.watching.press(by)?;
        let ended = |screen: &Screen| screen.toast.is_some() || screen.problem.is_some();
        let screen = self.watching.until("the file is written", ended).await?;
        let runs = screen.toast.iter().flat_map(|toast| &toast.text.0);
        let path = runs.into_iter().find(|run| run.kind == RunKind::Value).map(|run| run.text.clone());
        path.ok_or_else(|| NotFoundOut(format!("the file is not written: {}", told(&screen))))
    }
}

fn offers(screen: &Screen, action: &Action) -> bool {
    let has = |block: &Block| matches!(block, Block::Buttons(all) if all.iter().any(|one| one.action == *action));
    screen.blocks.iter().any(has)
}

/// The labels of the application's fields as the head of a table has them.
fn columns(screen: &Screen) -> String {
    let rows =
        screen.blocks.iter().filter_map(|block| if let Block::CopyRows(rows) = block { Some(rows) } else { None });
    let own = rows.flat_map(|rows| &rows.rows).filter(|row| !row.other_way);
    own.map(|row| format!("\"{}\"", row.label)).collect::<Vec<_>>().join(",")
}

fn check(path: &Path) -> Result<(), NotFoundOut> {
    let text = std::fs::read(path).map(Zeroizing::new);
    let text = text.map_err(|error| NotFoundOut::because("the file with access cannot be read", &error))?;
    let file: TokenFile = serde_json::from_slice(&text)
        .map_err(|_| NotFoundOut("the file with access is not what the application reads".to_owned()))?;
    let filled = !file.access_token.is_empty() && !file.refresh_token.is_empty() && file.expires_in > 0;
    if filled && is_closed(path) {
        Ok(())
    } else {
        Err(NotFoundOut("the file with access is empty, or open to others".to_owned()))
    }
}

#[cfg(unix)]
fn is_closed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o777 == 0o600)
}

/// Elsewhere the rights of a file are no number.
#[cfg(not(unix))]
fn is_closed(_: &Path) -> bool {
    true
}
