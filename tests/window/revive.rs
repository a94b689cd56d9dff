//! The process of the page ends: the window loads it again, and it stands where it stood, for Rust holds everything.
//!
//! WebDriver gives up a page that ends, so the keys come from the display, and what is shown is read from the display's memory.

use std::{
    fs::{self, File},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use sendoff_tests::program;
use tempfile::TempDir;

use crate::{
    first_paint::shows_accent,
    stage::{HANG, display_with, end},
};

/// How often the page is killed.
const TIMES: usize = 3;

/// What a web view that ended by itself would look like, on the way through the first screens.
#[test]
fn a_page_whose_process_is_killed_comes_back_at_the_same_step() {
    let desk = Desk::open();
    desk.until("the list", || desk.told("Connections") > 0);
    // A window comes before what is in it, and keys before that would be lost.
    desk.until("the list in the window", || shows_accent(&desk.home.path().join("Xvfb_screen0")));
    desk.paints(&desk.nothing);
    desk.turns_to("MailboxQuestion", || desk.press(&["ctrl+n"]));
    desk.press(&["Tab"]);
    desk.types("office@harbour.example");
    desk.press(&["Tab"]);
    desk.types("Harbour Travel");
    desk.turns_to("ApplicationQuestion", || desk.press(&["ctrl+Return"]));
    desk.turns_to("BeforeYouBegin", || desk.press(&["Tab", "space", "ctrl+Return"]));
    let last = desk.picture_at_rest();
    desk.turns_to(STEP, || desk.press(&["ctrl+Return"]));
    // A pressed button is another picture too; the step is another page.
    desk.until("the step in the window", || differing(&desk.picture(), &last) > ANOTHER);
    let before = desk.picture_after(Duration::from_secs(2));
    let mut longest = Duration::ZERO;
    for _ in 0..TIMES {
        let told = desk.told(STEP);
        longest = longest.max(desk.kill_page());
        desk.until("the step again", || desk.told(STEP) > told);
        desk.shows_picture(&before);
        // It is no mere picture: the keys work, and what is missing on the page is said.
        desk.turns_to(STEP, || desk.press(&["ctrl+Return"]));
    }
    assert!(desk.log().contains("Crashed"), "it was killed: {}", desk.log());
    println!("the page was killed {TIMES} times: back at the same step each time, after {longest:.1?} at most");
}

/// The page that is come back to.
const STEP: &str = "Step(AppRegistration)";

/// Pixels by which two pictures of different pages differ at least: a card of white on the page's own colour has
/// many more, and letters that are smoothed in another way have fewer.
const ANOTHER: usize = 40_000 / EVERY;

/// Pixels by which it is seen that something was painted, were it the words that say what is missing.
const CHANGED: usize = 100;

/// Every so many pixels are looked at.
const EVERY: usize = 8;

fn differing(one: &[u8], other: &[u8]) -> usize {
    one.chunks_exact(4).zip(other.chunks_exact(4)).step_by(EVERY).filter(|(one, other)| one != other).count()
}

/// A window without WebDriver.
struct Desk {
    home: TempDir,
    display: String,
    /// What was shown before there was a window.
    nothing: Vec<u8>,
    server: Option<Child>,
    child: Option<Child>,
}

impl Desk {
    fn open() -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let (server, display) = display_with(&["-fbdir", &home.path().to_string_lossy()]);
        let nothing = fs::read(home.path().join("Xvfb_screen0")).expect("the display's memory");
        let log = File::create(home.path().join("log")).expect("a file");
        let mut command = Command::new("dbus-run-session");
        command.arg("--").arg(program("sendoff-desktop")).env("DISPLAY", &display).env("HOME", home.path());
        for (name, folder) in
            [("DATA_HOME", "data"), ("CONFIG_HOME", "config"), ("CACHE_HOME", "cache"), ("RUNTIME_DIR", ".")]
        {
            command.env(format!("XDG_{name}"), home.path().join(folder));
        }
        command.env("GTK_THEME", "Adwaita").env("RUST_LOG", "sendoff_shell=debug").env_remove("WAYLAND_DISPLAY");
        let child = command.stdout(Stdio::null()).stderr(log).process_group(0).spawn().expect("the program starts");
        Self { home, display, nothing, server: Some(server), child: Some(child) }
    }

    /// Without the colours that a terminal would show.
    fn log(&self) -> String {
        let text = fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
        let plain = text.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
        plain.collect()
    }

    /// How often this page was given to the process of the page.
    fn told(&self, page: &str) -> usize {
        self.log().matches(&format!("name={page}")).count()
    }

    /// Does this, and waits until this page was given to the process of the page once more, and is painted.
    fn turns_to(&self, page: &str, act: impl FnOnce()) {
        let (told, last) = (self.told(page), self.picture_at_rest());
        act();
        self.until(page, || self.told(page) > told);
        self.paints(&last);
    }

    /// Waits until something else is shown, and has come to rest: keys that come before would be lost.
    fn paints(&self, last: &[u8]) {
        self.until("another picture", || differing(&self.picture(), last) > CHANGED);
        self.picture_at_rest();
    }

    fn press(&self, keys: &[&str]) {
        self.xdotool(&["key", "--clearmodifiers"], keys);
    }

    fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "5"], &[text]);
    }

    /// There is no window manager that would give the window the focus.
    fn xdotool(&self, what: &[&str], rest: &[&str]) {
        // A page that has just been shown takes keys once it has painted.
        self.picture_at_rest();
        let mut command = Command::new("xdotool");
        command.args(["search", "--onlyvisible", "--name", "Sendoff", "windowfocus", "--sync"]).args(what).args(rest);
        let done = command.env("DISPLAY", &self.display).output().expect("xdotool starts (Debian: xdotool)");
        assert!(done.status.success(), "{what:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Kills the process of the page and waits until another is there. Gives how long that took.
    fn kill_page(&self) -> Duration {
        let before = self.pages();
        assert_eq!(before.len(), 1, "one page: {before:?}");
        let begun = Instant::now();
        assert!(Command::new("kill").args(["-s", "KILL", &before[0]]).status().expect("kill starts").success());
        self.until("a new page", || self.pages().iter().any(|page| !before.contains(page)));
        begun.elapsed()
    }

    /// The processes of pages that belong to this window.
    fn pages(&self) -> Vec<String> {
        let home = format!("HOME={}\0", self.home.path().display());
        let all = fs::read_dir("/proc").expect("processes").filter_map(Result::ok);
        let ids = all.filter_map(|entry| entry.file_name().into_string().ok());
        let is_ours = |id: &String| {
            let read = |name: &str| fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
            let environment = String::from_utf8_lossy(&read("environ")).into_owned();
            read("comm").starts_with(b"WebKitWebProces") && environment.contains(&home)
        };
        ids.filter(is_ours).collect()
    }

    fn picture(&self) -> Vec<u8> {
        fs::read(self.home.path().join("Xvfb_screen0")).expect("the display's memory")
    }

    /// What is shown once nothing has changed for a moment; a caret that blinks is waited for in vain, and not long.
    fn picture_at_rest(&self) -> Vec<u8> {
        self.picture_after(Duration::from_millis(250))
    }

    /// The same after so long a moment.
    fn picture_after(&self, rest: Duration) -> Vec<u8> {
        let (mut last, mut since) = (self.picture(), Instant::now());
        let begun = since;
        while since.elapsed() < rest && begun.elapsed() < 4 * rest {
            sleep(Duration::from_millis(50));
            let now = self.picture();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        last
    }

    /// A focus ring may be another, and the word that says when it was saved.
    fn shows_picture(&self, wanted: &[u8]) {
        self.until("the same picture", || differing(&self.picture(), wanted) < ANOTHER);
    }

    fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < HANG, "waited in vain for {what}: {}", self.log());
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.child.take().into_iter().chain(self.server.take()).for_each(end);
    }
}
