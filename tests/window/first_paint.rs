//! How long the window takes to its first paint, against a window of Tauri with nothing in it, on the same display in the same
//! run. A measurement: it prints a ratio and asserts none.

use std::{
    fs,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use sendoff_tests::program;
use tempfile::TempDir;

use crate::stage::{HANG, display_with, end};

/// Both windows show this colour: the bare one everywhere, ours on its filled button (token `accent`, light).
const ACCENT: [u8; 3] = [0x0b, 0x5d, 0x5b];

/// Each window is opened so often, in turn.
const ROUNDS: usize = 5;

#[test]
fn first_paint_against_a_bare_window() {
    let buffer = tempfile::tempdir().expect("a temporary folder");
    let (server, display) = display_with(&["-fbdir", &buffer.path().to_string_lossy()]);
    let screen = buffer.path().join("Xvfb_screen0");
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    // The first of each finds cold files and is not counted.
    for round in 0..=ROUNDS {
        let pair = [("sendoff-desktop", &mut ours), ("examples/bare-window", &mut bare)];
        for (name, times) in pair {
            let took = first_paint(&program(name), &display, &screen);
            if round > 0 {
                times.push(took);
            }
        }
    }
    end(server);
    let (ours, bare) = (median(ours), median(bare));
    println!(
        "First paint: {} ms, a bare window {} ms, ratio {:.2} (medians of {ROUNDS})",
        ours.as_millis(),
        bare.as_millis(),
        ours.as_secs_f64() / bare.as_secs_f64()
    );
    assert!(ours > Duration::ZERO && bare > Duration::ZERO, "both painted");
}

/// From the start of the program to its colour on the display.
fn first_paint(program: &Path, display: &str, screen: &Path) -> Duration {
    let home = TempDir::new().expect("a temporary folder");
    let begun = Instant::now();
    let child = Command::new("dbus-run-session")
        .arg("--")
        .arg(program)
        .env("DISPLAY", display)
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_CACHE_HOME", home.path().join("cache"))
        .env("GTK_THEME", "Adwaita")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("the program starts");
    while !shows_accent(screen) {
        assert!(begun.elapsed() < HANG, "{} paints nothing", program.display());
        sleep(Duration::from_millis(4));
    }
    let took = begun.elapsed();
    end(child);
    while shows_accent(screen) {
        sleep(Duration::from_millis(20));
    }
    took
}

/// Whether a few pixels in a row have the colour. The file is the display's own memory, four bytes a pixel, blue first, after a
/// header whose length stands in its first word (X11, XWDFile.h).
pub(crate) fn shows_accent(screen: &Path) -> bool {
    let bytes = fs::read(screen).expect("the display's memory");
    let header = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length)) as usize;
    let [red, green, blue] = ACCENT;
    let pixels = bytes[header.min(bytes.len())..].chunks_exact(4);
    let is_accent = |pixel: &[u8]| pixel[..3] == [blue, green, red];
    pixels
        .map(is_accent)
        .scan(0, |run, hit| {
            *run = if hit { *run + 1 } else { 0 };
            Some(*run)
        })
        .any(|run| run >= 16)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
