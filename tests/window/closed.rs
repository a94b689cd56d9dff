//! The process of the window, run by a user without rights, is closed to another program of that user; a dialog of the desktop
//! opens the door for as long as it is open; a crash leaves no core; and everything works as it does otherwise.

use std::{
    fs,
    io::{BufRead, BufReader, Lines, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use sendoff_tests::stranger::{WAYS, give};
use tokio::time::{sleep, timeout};

use crate::{
    driver::Window,
    office::OwnOffice,
    scene::Scene,
    stage::{HANG, Props, Stage},
};

const NOTHING: [&str; 0] = [];

/// The window, at the end of a set-up whose secret is in memory and in the keychain (promise 19).
#[tokio::test(flavor = "multi_thread")]
async fn another_program_of_the_same_user_gets_at_nothing_of_the_window() {
    let office = OwnOffice::ready();
    give(office.file().parent().expect("a folder"));
    let stage = Stage::with(Props { office: Some(&office.file()), without_rights: true, ..Props::default() });
    let window = Window::open(&stage).await;
    Scene::new(&window, &stage, &office).handed_over().await;
    let stranger = stage.stranger.as_ref().expect("a stranger");
    let ours = stage.processes();
    assert_eq!(stranger.gets_at(ours[0]), NOTHING);
    // The same stranger gets at what is as open as any other program: the web view's own processes among them.
    for process in &ours[1..] {
        assert_eq!(stranger.gets_at(*process), WAYS, "{}", name_of(*process));
    }
    assert!(ours.len() > 2, "the web view has processes of its own: {ours:?}");

    // GTK's own dialog.
    window.press("[data-action=save-sheet]").await;
    let file = stage.home.path().join("sheet of this test.html");
    let dialog = stage.dialog().await;
    assert_eq!(stranger.gets_at(ours[0]), WAYS, "a portal could look while its dialog is open");
    stage.save_as(&dialog, &file.display().to_string());
    window.see("[data-action=show-file]").await;
    assert!(fs::read_to_string(&file).expect("the sheet").contains("</html>"));
    assert_eq!(stranger.gets_at(ours[0]), NOTHING, "and then nobody any more");

    // A second start finds the first one.
    let mut second = stage.command(&stage.program_itself().display().to_string());
    second.env("XDG_DATA_HOME", stage.home.path().join("data"));
    assert!(second.status().expect("it starts").success(), "the second start ends well");
    assert_eq!(stage.processes()[0], ours[0]);

    // It was allowed to leave a core, and so is a program that leaves one.
    let mut open = stage.command("sh").args(["-c", "ulimit -c unlimited; kill -SEGV $$"]).spawn().expect("a shell");
    let left = std::os::unix::process::ExitStatusExt::core_dumped(&open.wait().expect("it ends"));
    assert!(left, "a crash leaves a core (/proc/sys/kernel/core_pattern)");
    assert_eq!(cores(&stage), 1, "in this folder, unless a program of the system takes cores");
    crash(ours[0]).await;
    assert_eq!(cores(&stage), 1, "ours leaves none");
    println!(
        "the stranger at the window: 0 of {} ways, before and after a dialog; all at {} processes of the web view; 0 cores",
        WAYS.len(),
        ours.len() - 1
    );
}

/// A portal serves only whom it can look at: the setting at the start, and the dialog (clients issue 20915).
#[tokio::test(flavor = "multi_thread")]
async fn a_portal_can_look_at_the_window_when_it_is_asked_and_only_then() {
    let office = OwnOffice::ready();
    give(office.file().parent().expect("a folder"));
    let props = Props { office: Some(&office.file()), without_rights: true, portal: true, ..Props::default() };
    let stage = Stage::with(props);
    stage.bus().await;
    let file = stage.home.path().join("portal.html");
    let mut portal = Portal::start(&stage, &file.display().to_string());
    let window = Window::open(&stage).await;
    assert_eq!(portal.next(), "setting served");
    Scene::new(&window, &stage, &office).handed_over().await;
    let stranger = stage.stranger.as_ref().expect("a stranger");
    let ours = stage.processes()[0];
    assert_eq!(stranger.gets_at(ours), NOTHING);
    window.press("[data-action=save-sheet]").await;
    let mut said = portal.next();
    while said == "setting served" {
        said = portal.next();
    }
    assert_eq!(said, "dialog served");
    assert_eq!(stranger.gets_at(ours), WAYS);
    portal.answer();
    window.see("[data-action=show-file]").await;
    assert!(fs::read_to_string(&file).expect("the sheet").contains("</html>"));
    assert_eq!(stranger.gets_at(ours), NOTHING);
    println!("a portal served the setting at the start and the dialog; then the window was closed to it again");
    window.close().await;
}

impl Scene<'_> {
    /// From the list to the hand-over.
    pub(crate) async fn handed_over(&mut self) {
        self.prepare().await;
        self.sign_in().await;
        self.window.press("#primary").await;
        self.window.see("[data-page=test]").await;
        self.window.press("[data-action=send-test]").await;
        self.window.see("[data-page=test] footer .filled[data-action=continue]").await;
        self.window.press("#primary").await;
        self.window.see("[data-page=save]").await;
        self.window.press("[data-action=save]").await;
        self.window.see("[data-page=hand-over]").await;
    }
}

impl Stage {
    /// The dialog of the toolkit, once it is there.
    pub(crate) async fn dialog(&self) -> String {
        self.named("Sendoff").await
    }

    /// The window of exactly this name, once it is there.
    pub(crate) async fn named(&self, name: &str) -> String {
        let come = async {
            loop {
                let found = self.xdotool(&["search", "--onlyvisible", "--name", &format!("^{name}$")]);
                if let Some(window) = found.lines().next() {
                    return window.to_owned();
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(HANG, come).await.expect("a window opens")
    }

    /// Types the name of a file into the dialog and confirms it.
    pub(crate) fn save_as(&self, dialog: &str, file: &str) {
        self.xdotool(&["windowfocus", "--sync", dialog]);
        self.xdotool(&["key", "ctrl+a"]);
        self.xdotool(&["type", file]);
        self.xdotool(&["key", "Return"]);
    }

    /// Types the path of a file into the dialog that asks which one to open, whose place for it appears with the first slash.
    pub(crate) fn open_as(&self, dialog: &str, file: &str) {
        self.xdotool(&["windowfocus", "--sync", dialog]);
        self.xdotool(&["type", "--delay", "30", file]);
        self.xdotool(&["key", "Return"]);
    }

    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let told = self.command("xdotool").args(arguments).output().expect("xdotool starts (Debian: xdotool)");
        String::from_utf8_lossy(&told.stdout).into_owned()
    }

    /// Waits until the session has its bus.
    async fn bus(&self) {
        let come = async {
            while fs::read_to_string(self.home.path().join("bus")).unwrap_or_default().is_empty() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(HANG, come).await.expect("a bus");
    }
}

/// A portal on the bus of the stage.
struct Portal {
    process: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Portal {
    fn start(stage: &Stage, file: &str) -> Self {
        let stranger = stage.stranger.as_ref().expect("a stranger");
        let mut command = stage.command(&stranger.program("window-portal").display().to_string());
        let mut process = command.arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a portal");
        let input = process.stdin.take().expect("it reads");
        let output = BufReader::new(process.stdout.take().expect("it speaks")).lines();
        let mut portal = Self { process, input, output };
        assert_eq!(portal.next(), "ready");
        portal
    }

    fn next(&mut self) -> String {
        self.output.next().expect("a line").expect("a line")
    }

    fn answer(&mut self) {
        writeln!(self.input, "go").expect("it reads");
        assert_eq!(self.next(), "answered");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Until it is gone: Rust's runtime lets only the second of these signals through, and WebKit has handlers of its own.
async fn crash(process: u32) {
    let gone = async {
        while fs::metadata(format!("/proc/{process}/exe")).is_ok() || !ended(process) {
            let _ = Command::new("kill").args(["-SEGV", &process.to_string()]).stderr(Stdio::null()).status();
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(HANG, gone).await.expect("it ends");
}

fn ended(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat"));
    status
        .map_or(true, |status| status.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with(['Z', 'X'])))
}

/// Files that a crash left in the home folder.
fn cores(stage: &Stage) -> usize {
    let files = fs::read_dir(stage.home.path()).expect("a folder").flatten();
    files.filter(|file| file.file_name().to_string_lossy().starts_with("core")).count()
}

fn name_of(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default()
}
