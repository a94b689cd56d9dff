//! What the window needs before it is there: how it looks and where it stands. Nobody waits long for it.

use std::{path::PathBuf, sync::mpsc, thread, time::Duration};

use sendoff_engine::Remembered;
use sendoff_journey::Settings;

use crate::{
    place::{self, Place},
    theme,
};

/// A disk or a desktop that takes longer does not hold up the window; what it says comes later.
const PATIENCE: Duration = Duration::from_millis(400);

/// As far as it is known.
#[derive(Default)]
pub(crate) struct Early {
    pub(crate) settings: Settings,
    pub(crate) place: Option<Place>,
    pub(crate) desktop_likes_dark: Option<bool>,
}

/// Looks for it on a thread that may wait.
pub(crate) fn look(folder: Option<PathBuf>) -> Early {
    let (tell, found) = mpsc::channel();
    thread::spawn(move || {
        let settings = folder.as_deref().map(Remembered::peek).unwrap_or_default();
        let place = folder.as_deref().and_then(place::peek);
        let _ = tell.send(Early { settings, place, desktop_likes_dark: theme::desktop_likes_dark() });
    });
    found.recv_timeout(PATIENCE).unwrap_or_default()
}
