//! The window as a strip: the values alone, narrow and on top, beside the application they are typed into.

use tauri::{LogicalSize, Manager, PhysicalPosition, PhysicalSize, Runtime, WebviewWindow};

use crate::{
    place::{Place, Places},
    window::SMALLEST,
};

/// Its size where text has its usual size, in logical pixels (ux-spec 7.12).
const SIZE: (f64, f64) = (360.0, 640.0);

/// The window becomes a strip at its own right edge, or the whole window again where it was before. `zoom` is the size of text,
/// 1 being the usual one. Where the system does not let a window be moved or kept on top, it is a narrow window.
pub(crate) fn show<R: Runtime>(window: &WebviewWindow<R>, shown: bool, zoom: f64) -> tauri::Result<()> {
    let places = window.state::<Places>();
    if !shown {
        let before = places.release();
        return widen(window, before);
    }
    let before = places.hold();
    narrow(window, before, zoom)
}

fn narrow<R: Runtime>(window: &WebviewWindow<R>, before: Option<Place>, zoom: f64) -> tauri::Result<()> {
    if window.is_maximized()? {
        window.unmaximize()?;
    }
    let width = SIZE.0 * zoom.clamp(1.0, 2.0);
    let size = LogicalSize::new(width, SIZE.1);
    window.set_min_size(Some(LogicalSize::new(width, SIZE.1 / 2.0)))?;
    window.set_size(size)?;
    if let Some((x, y)) = before.map(|place| place.right_edge(size.to_physical(window.scale_factor().unwrap_or(1.0)))) {
        window.set_position(PhysicalPosition::new(x, y))?;
    }
    window.set_always_on_top(true)
}

fn widen<R: Runtime>(window: &WebviewWindow<R>, before: Option<Place>) -> tauri::Result<()> {
    window.set_always_on_top(false)?;
    let (width, height) = before.map_or(crate::window::USUAL, |place| place.size(window.scale_factor().unwrap_or(1.0)));
    window.set_size(LogicalSize::new(width, height))?;
    window.set_min_size(Some(LogicalSize::new(SMALLEST.0, SMALLEST.1)))?;
    let Some(place) = before else { return Ok(()) };
    let (x, y) = place.corner();
    window.set_position(PhysicalPosition::new(x, y))?;
    if place.is_maximized() { window.maximize() } else { Ok(()) }
}

impl Place {
    /// Where a window of this size has the same right edge.
    fn right_edge(&self, size: PhysicalSize<u32>) -> (i32, i32) {
        let (x, y) = self.corner();
        (x.saturating_add_unsigned(self.width()).saturating_sub_unsigned(size.width), y)
    }
}
