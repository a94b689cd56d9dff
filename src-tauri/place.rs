//! Where the window stands and how large it is, from one start to the next. It always comes up where it can be reached.

use std::{
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use sendoff_engine::OneFile;
use serde::{Deserialize, Serialize};
use tauri::{PhysicalPosition, PhysicalSize, Runtime, WebviewWindow, Window};

const FILE: &str = "window.json";
const VERSION: u32 = 2;

/// How long the end waits for the disk to take the place.
const PATIENCE: Duration = Duration::from_millis(500);

/// Of the strip at its top by which a window is dragged, at least this much must be on a screen, in pixels of the screen.
const HANDLE: (i32, i32) = (160, 24);

/// A place on the screens, in their own pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    x: i32,
    y: i32,
    /// Of the content, without what the system draws around it.
    width: u32,
    height: u32,
    maximized: bool,
}

/// One screen, without its bars and docks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Screen {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

/// The place while the program runs, and the file it goes to.
#[derive(Default)]
pub(crate) struct Places {
    now: Mutex<Option<Place>>,
    /// As a strip the window has another place, which nobody remembers.
    held: AtomicBool,
    file: Mutex<Option<OneFile>>,
}

impl Place {
    /// The upper left corner.
    pub(crate) fn corner(&self) -> (i32, i32) {
        (self.x, self.y)
    }

    /// The width.
    pub(crate) fn width(&self) -> u32 {
        self.width
    }

    /// Whether it filled the screen.
    pub(crate) fn is_maximized(&self) -> bool {
        self.maximized
    }

    /// Width and height in logical pixels of a screen with this scale.
    pub(crate) fn size(&self, scale: f64) -> (f64, f64) {
        (f64::from(self.width) / scale, f64::from(self.height) / scale)
    }
}

/// Where it stood the last time. Changes nothing.
pub(crate) fn peek(folder: &Path) -> Option<Place> {
    OneFile::peek(folder, FILE, VERSION)
}

/// Puts the window where it stood, as far as the screens of today allow. Before it is shown.
pub(crate) fn put<R: Runtime>(window: &WebviewWindow<R>, place: Place) -> tauri::Result<()> {
    let screens: Vec<Screen> = window.available_monitors()?.iter().map(screen).collect();
    let Some((place, reachable)) = fit(place, &screens) else { return Ok(()) };
    window.set_size(PhysicalSize::new(place.width, place.height))?;
    if reachable {
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
    } else {
        window.center()?;
    }
    if place.maximized { window.maximize() } else { Ok(()) }
}

fn screen(monitor: &tauri::Monitor) -> Screen {
    let area = monitor.work_area();
    Screen { x: area.position.x, y: area.position.y, width: area.size.width, height: area.size.height }
}

/// The place with a size that fits a screen, and whether it can be reached where it is; `None` without any screen.
fn fit(place: Place, screens: &[Screen]) -> Option<(Place, bool)> {
    let handle = |screen: &&Screen| {
        let width = overlap((place.x, place.width), (screen.x, screen.width));
        let height = overlap((place.y, HANDLE.1.cast_unsigned()), (screen.y, screen.height));
        (width >= HANDLE.0 && height >= HANDLE.1).then_some(width)
    };
    let here = screens.iter().filter(|screen| handle(screen).is_some()).max_by_key(handle);
    let screen = here.or(screens.first())?;
    let (width, height) = (place.width.min(screen.width), place.height.min(screen.height));
    Some((Place { width, height, ..place }, here.is_some()))
}

/// How far two stretches lie over each other.
fn overlap((one, length): (i32, u32), (other, other_length): (i32, u32)) -> i32 {
    let end = |start: i32, length: u32| start.saturating_add_unsigned(length);
    end(one, length).min(end(other, other_length)).saturating_sub(one.max(other))
}

impl Places {
    /// From now on the folder is ours, and the place goes there at the end.
    pub(crate) fn keep_in(&self, folder: &Path, now: jiff::Timestamp) {
        let opened = OneFile::open::<Place>(folder, FILE, VERSION, now);
        *lock(&self.file) = Some(opened.file);
    }

    /// The window was moved or sized. While it fills the screen, the place to which it goes back is kept.
    pub(crate) fn note<R: Runtime>(&self, window: &Window<R>) {
        if self.held.load(Ordering::Relaxed) {
            return;
        }
        let maximized = window.is_maximized().unwrap_or(false);
        let mut now = lock(&self.now);
        if let Some(place) = now.as_mut().filter(|_| maximized) {
            place.maximized = true;
            return;
        }
        let (Ok(position), Ok(size)) = (window.outer_position(), window.inner_size()) else { return };
        let unseen = size.width == 0 || window.is_minimized().unwrap_or(false);
        if !unseen {
            let (x, y, width, height) = (position.x, position.y, size.width, size.height);
            *now = Some(Place { x, y, width, height, maximized });
        }
    }

    /// From now on the window is somewhere else for a while; gives the place it goes back to.
    pub(crate) fn hold(&self) -> Option<Place> {
        self.held.store(true, Ordering::Relaxed);
        *lock(&self.now)
    }

    /// It goes back to this place.
    pub(crate) fn release(&self) -> Option<Place> {
        self.held.store(false, Ordering::Relaxed);
        *lock(&self.now)
    }

    /// Writes it down, and waits a moment for it.
    pub(crate) fn write(&self) {
        let (Some(place), Some(file)) = (*lock(&self.now), lock(&self.file).take()) else { return };
        let (done, written) = mpsc::channel();
        thread::spawn(move || {
            if let Err(error) = file.write(&place) {
                tracing::debug!(%error, "the place of the window is not kept");
            }
            let _ = done.send(());
        });
        let _ = written.recv_timeout(PATIENCE);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Screen = Screen { x: 0, y: 0, width: 1920, height: 1080 };
    const RIGHT: Screen = Screen { x: 1920, y: 200, width: 1280, height: 800 };

    fn at(x: i32, y: i32) -> Place {
        Place { x, y, width: 1080, height: 760, maximized: false }
    }

    #[test]
    fn a_window_that_can_be_reached_stays_where_it_was() {
        for place in [at(0, 0), at(100, 80), at(1900, 220), at(-800, 10), at(1700, 1040)] {
            assert_eq!(fit(place, &[LEFT, RIGHT]), Some((place, true)), "{place:?}");
        }
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        for place in [at(1920, 220), at(-1000, 10), at(100, -600), at(100, 1070), at(i32::MAX, i32::MIN)] {
            assert_eq!(fit(place, &[LEFT]), Some((place, false)), "{place:?}");
        }
    }

    #[test]
    fn a_window_is_never_larger_than_its_screen() {
        let place = Place { width: 5000, height: 4000, ..at(1930, 210) };
        assert_eq!(fit(place, &[LEFT, RIGHT]), Some((Place { width: 1280, height: 800, ..place }, true)));
        assert_eq!(fit(place, &[]), None);
    }
}
