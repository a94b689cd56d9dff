//! The three commands. Each forwards; what may be said and when is decided behind them.
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

use std::sync::Arc;

use sendoff_journey::{Answer, FrameWords, Screen};
use serde::Serialize;
use tauri::{State, ipc::Channel};

use crate::{recorded::given, start::Desk};

/// Why a command was refused. The page is told this word and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Refused {
    /// The answer is longer than an answer may be.
    #[error("the answer is too long")]
    TooLong,
    /// The engine has ended.
    #[error("the engine has ended")]
    Ended,
    /// Another window works in the same folder.
    #[error("another window is open")]
    InUse,
    /// The engine could not be started; the log says why.
    #[error("the engine could not be started")]
    NotStarted,
}

/// What the window says of itself.
#[tauri::command]
pub(crate) fn words() -> FrameWords {
    let words = FrameWords::english();
    given(&words);
    words
}

/// Sends the current screen and every later one through `screens`; ends when there will be none any more, or when
/// another page has asked (the window was loaded again).
#[tauri::command]
pub(crate) async fn subscribe(desk: State<'_, Arc<Desk>>, screens: Channel<Screen>) -> Result<(), Refused> {
    let show = |screen: Screen| {
        given(&screen);
        screens.send(screen).is_ok()
    };
    desk.show(show).await.inspect_err(given)
}

/// Takes one answer.
#[tauri::command]
pub(crate) fn answer(desk: State<'_, Arc<Desk>>, answer: Answer) -> Result<(), Refused> {
    desk.answer(answer).inspect_err(given)
}
