//! Whether there is a display to open a window on. Elsewhere than on Linux a program that runs has one.

#[cfg(target_os = "linux")]
pub(crate) fn is_there() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_there() -> bool {
    true
}
