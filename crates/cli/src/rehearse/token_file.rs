//! The person whose application reads access from a file: has it written, and looks whether it is what the application reads.

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
        if !offers(screen) {
            return Ok(());
        }
        self.watching.press(Action::WriteTokenFile)?;
        let ended = |screen: &Screen| screen.toast.is_some() || screen.problem.is_some();
        let screen = self.watching.until("the file is written", ended).await?;
        let runs = screen.toast.iter().flat_map(|toast| &toast.text.0);
        let path = runs.into_iter().find(|run| run.kind == RunKind::Value).map(|run| run.text.clone());
        let path = path.ok_or_else(|| NotFoundOut(format!("the file is not written: {}", told(&screen))))?;
        check(Path::new(&path))
    }
}

fn offers(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| {
        matches!(block, Block::Buttons(buttons) if buttons.iter().any(|button| button.action == Action::WriteTokenFile))
    })
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
