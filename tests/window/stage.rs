//! What the window stands on: a display, a session bus, a home, a keychain, a browser and a clipboard of the test's own.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::Mutex,
    time::Duration,
};

use sendoff_tests::{
    canaries::running_under,
    ports::free_port,
    program,
    stranger::{Stranger, give, without_rights},
};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use crate::driver::Window;

/// What the program starts in place of a browser: writes down the address it was given, and hands it to Chromium where
/// the test has one open.
const BROWSER: &str = "#!/bin/sh
printf '%s\\n' \"$1\" >> \"$SENDOFF_OPENED\"
test -z \"$SENDOFF_WATCH\" || exit 0
test -e \"$SENDOFF_PROFILE\" || exit 0
HOME=\"$SENDOFF_PROFILE\" exec chromium --no-sandbox --user-data-dir=\"$SENDOFF_PROFILE\" \"$1\" > /dev/null 2>&1
";

/// Unlocks a keyring on the session bus before the driver starts, and says where that bus is.
const WITH_KEYRING: &str = "printf %s 'a password of this test' \
| gnome-keyring-daemon --unlock --components=secrets > /dev/null && \
printf %s \"$DBUS_SESSION_BUS_ADDRESS\" > \"$HOME/bus\" && exec \"$@\"";

/// The same where there is none.
const WITHOUT_KEYRING: &str = "printf %s \"$DBUS_SESSION_BUS_ADDRESS\" > \"$HOME/bus\" && exec \"$@\"";

/// Starts the program with its output in files of its own, and writes down where it connects to.
const WATCHED: &str = "#!/bin/sh
exec strace -D -f -qq --seccomp-bpf -e trace=connect,sendto,sendmmsg -e signal=none -o \"$SENDOFF_WATCH/connections.$$\" \\
    PROGRAM \"$@\" >> \"$SENDOFF_WATCH/stdout\" 2>> \"$SENDOFF_WATCH/stderr\"
";

/// Stands in the environment of a program that is watched, so that it is seen to be read.
pub(crate) const MARKED: (&str, &str) = ("SENDOFF_MARK", "Heron-4417-Quay");

/// The programs of a stage: what practises, what walks the real path, what copies, and what stands for a portal.
const OURS: [&str; 4] = ["sendoff-desktop", "sendoff-desktop-for-tests", "window-copier", "window-portal"];

/// How the copier ends when nobody offers a text.
const NOTHING_OFFERED: i32 = 3;

/// Longer than anything on this computer takes; past it something hangs.
pub(crate) const HANG: Duration = Duration::from_mins(1);

/// How a stage differs from the usual one.
#[derive(Clone, Copy, Default)]
pub(crate) struct Props<'a> {
    /// The announcement of the office that stands in Microsoft's place; without one the program practises.
    pub(crate) office: Option<&'a Path>,
    /// Whether the desktop is dark.
    pub(crate) dark: bool,
    /// Whether the real path has no keychain.
    pub(crate) no_keychain: bool,
    /// Whether everything is written down by which something could leave the program: see `watching.rs`.
    pub(crate) watched: bool,
    /// Whether the program and all around it run as a user without rights, and a crash may leave a core.
    pub(crate) without_rights: bool,
    /// Whether the desktop has its dialogs shown by a portal.
    pub(crate) portal: bool,
}

/// Ends its programs when it is dropped.
pub(crate) struct Stage {
    pub(crate) home: TempDir,
    /// Chromium keeps its own things here, so that the home holds nothing but the program's.
    pub(crate) profile: TempDir,
    /// What is written down of a stage that is watched.
    pub(crate) watch: TempDir,
    /// The programs where everybody may run them.
    pub(crate) stranger: Option<Stranger>,
    real: bool,
    watched: bool,
    display: String,
    running: Vec<Child>,
    copier: Mutex<Option<Child>>,
    driver: u16,
}

impl Stage {
    /// Sets everything up for practising, and starts the WebDriver that will start the program.
    pub(crate) fn set() -> Self {
        Self::with(Props::default())
    }

    /// The same with other props: an office of the test's own brings a real keychain.
    pub(crate) fn with(props: Props<'_>) -> Self {
        let (home, profile, watch) = (folder(), folder(), folder());
        let (display, name) = display();
        let mut stage = Self {
            home,
            profile,
            watch,
            stranger: props.without_rights.then(|| Stranger::with(&OURS)),
            real: props.office.is_some(),
            watched: props.watched,
            display: name,
            running: vec![display],
            copier: Mutex::new(None),
            driver: free_port(),
        };
        stage.put("xdg-open", BROWSER);
        let program = stage.program_itself().display().to_string();
        stage.put("watched", &WATCHED.replace("PROGRAM", &program));
        if props.without_rights {
            give(stage.home.path());
        }
        let driver = stage.start_driver(props);
        stage.running.push(driver);
        stage
    }

    /// Where the WebDriver listens.
    pub(crate) fn driver(&self) -> String {
        format!("http://127.0.0.1:{}", self.driver)
    }

    /// The program of this stage and its arguments. The real path is walked by a build that lets the test name the office.
    pub(crate) fn program(&self) -> (PathBuf, &'static [&'static str]) {
        let arguments: &[&str] = if self.real { &[] } else { &["--practice"] };
        let watched = || self.home.path().join("bin/watched");
        (if self.watched { watched() } else { self.program_itself() }, arguments)
    }

    /// The program, without what watches it.
    pub(crate) fn program_itself(&self) -> PathBuf {
        self.ours(OURS[usize::from(self.real)])
    }

    /// The processes of the program on this stage; the program runs on others at the same time.
    pub(crate) fn processes(&self) -> Vec<u32> {
        let roots: Vec<u32> = self.running.iter().map(Child::id).collect();
        running_under(&self.program_itself(), &roots)
    }

    /// Waits until the program on this stage has ended, which its driver does not: until then it is open, and a second one says so.
    pub(crate) async fn empty(&self) {
        let ended = async {
            while !self.processes().is_empty() {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(HANG, ended).await.expect("the program ends");
    }

    /// A program of ours, where it is run from.
    fn ours(&self, name: &str) -> PathBuf {
        self.stranger.as_ref().map_or_else(|| program(name), |stranger| stranger.program(name))
    }

    /// The number of the display.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// The port at which a window that is driven is spoken to by its driver; 0 where none is known.
    pub(crate) fn inspector(&self) -> u16 {
        let processes = self.processes();
        let environment = processes.first().map(|one| fs::read_to_string(format!("/proc/{one}/environ")));
        let environment = environment.and_then(Result::ok).unwrap_or_default();
        let named = environment.split('\0').find_map(|one| one.strip_prefix("WEBKIT_INSPECTOR_SERVER="));
        named.and_then(|address| address.rsplit(':').next()?.parse().ok()).unwrap_or_default()
    }

    /// Whether the real path is walked.
    pub(crate) fn is_real(&self) -> bool {
        self.real
    }

    /// A command that sees this display and this home.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        if self.stranger.is_some() {
            without_rights(&mut command).current_dir(self.home.path());
        }
        command.env("DISPLAY", &self.display).env("HOME", self.home.path()).env_remove("WAYLAND_DISPLAY");
        if let Ok(bus) = fs::read_to_string(self.home.path().join("bus")) {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        command
    }

    /// Starts a program that ends with the stage.
    pub(crate) fn keep(&mut self, mut command: Command) {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn();
        self.running.push(child.unwrap_or_else(|error| panic!("{command:?}: {error}")));
    }

    /// Copies a text, as another program would.
    pub(crate) async fn copy(&self, text: &str) {
        let mut copier = self.command(&self.ours("window-copier").to_string_lossy());
        copier.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        let mut copier = copier.spawn().expect("the copier starts");
        let mut input = copier.stdin.take().expect("the copier reads");
        input.write_all(text.as_bytes()).expect("the copier reads");
        drop(input);
        // The former owner may offer the same: this one says when it has the clipboard.
        let said = copier.stdout.take().expect("the copier speaks").read_exact(&mut [0]);
        said.expect("the copier has the clipboard");
        let before = self.copier.lock().expect("one test").replace(copier);
        self.copied(|there| there == text).await;
        if let Some(before) = before {
            end(before);
        }
    }

    /// What another program would paste; nothing where nobody offers a text.
    pub(crate) fn clipboard(&self) -> String {
        String::from_utf8(self.copier("paste")).expect("text")
    }

    /// What the clipboard's owner tells programs that remember what was copied.
    pub(crate) fn clipboard_hint(&self) -> Vec<u8> {
        self.copier("hint")
    }

    /// A look that fails is no look. The owner may change during one, and so there is a second and a third.
    fn copier(&self, what: &str) -> Vec<u8> {
        let look = || {
            let told = self.command(&self.ours("window-copier").to_string_lossy()).arg(what).output();
            told.expect("the copier starts")
        };
        let looked = |told: &Output| told.status.success() || told.status.code() == Some(NOTHING_OFFERED);
        let told = (0..3).map(|_| look()).find(looked);
        told.expect("the clipboard can be looked at").stdout
    }

    /// What another program would paste, once it is what is waited for.
    pub(crate) async fn copied(&self, is_meant: impl Fn(&str) -> bool) -> String {
        let come = async {
            loop {
                let text = self.clipboard();
                if is_meant(&text) {
                    return text;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(HANG, come).await.expect("something is copied")
    }

    /// What another program would paste, once it is no longer [`NOTHING_YET`].
    pub(crate) async fn copied_anew(&self) -> String {
        self.copied(|text| text != NOTHING_YET && !text.is_empty()).await
    }

    /// What is copied by pressing this.
    pub(crate) async fn copied_by(&self, window: &Window, button: &str) -> String {
        self.copy(NOTHING_YET).await;
        window.press(button).await;
        self.copied_anew().await
    }

    /// The next address that the program opened, after the first `already`.
    pub(crate) async fn opened(&self, already: usize) -> String {
        let next = async {
            loop {
                let all = fs::read_to_string(self.home.path().join("opened")).unwrap_or_default();
                if let Some(line) = all.lines().nth(already) {
                    return line.to_owned();
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(HANG, next).await.expect("the program opens a page")
    }

    /// How many addresses the program has opened.
    pub(crate) fn all_opened(&self) -> usize {
        fs::read_to_string(self.home.path().join("opened")).unwrap_or_default().lines().count()
    }

    fn put(&self, name: &str, script: &str) {
        let folder = self.home.path().join("bin");
        fs::create_dir_all(&folder).expect("a folder");
        let program = folder.join(name);
        fs::write(&program, script).expect("a file");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    fn start_driver(&self, props: Props<'_>) -> Child {
        let home = self.home.path();
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(home.join("bin")).chain(env::split_paths(&path));
        let log = fs::File::create(home.join("log")).expect("a file");
        let mut command = self.command("sh");
        command.args(["-c", &format!("ulimit -c {}; exec dbus-run-session -- \"$@\"", cores(props)), "sh"]);
        if let Some(office) = props.office {
            let session = if props.no_keychain { WITHOUT_KEYRING } else { WITH_KEYRING };
            command.args(["sh", "-c", session, "sh"]).env("SENDOFF_TEST_PROVIDER", office);
        }
        if props.portal {
            command.env("GTK_USE_PORTAL", "1");
        }
        if props.watched {
            let temporary = home.join("tmp");
            fs::create_dir(&temporary).expect("a folder");
            let watch = self.watch.path();
            command.env("RUST_LOG", "trace").env("TMPDIR", temporary).env("SENDOFF_TEST_IPC", watch.join("ipc"));
            command.env("SENDOFF_WATCH", watch).env(MARKED.0, MARKED.1);
            // Where a crash would leave its core.
            command.current_dir(home);
        }
        command
            .args(["WebKitWebDriver", "--host=127.0.0.1", &format!("--port={}", self.driver)])
            .env("PATH", env::join_paths(folders).expect("a path"))
            .env("XDG_RUNTIME_DIR", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("SENDOFF_OPENED", home.join("opened"))
            .env("SENDOFF_PROFILE", self.profile.path().join("open"))
            .env("GTK_THEME", if props.dark { "Adwaita:dark" } else { "Adwaita" })
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // In place of a graphics card: Mesa 22.3.6 may free a list in a thread of its own while WebKit's compositor reads
            // it, which ends the page's process (seen twice in a day of runs). Without such threads nobody else frees it.
            .env("LP_NUM_THREADS", "0")
            .stdout(Stdio::null())
            .process_group(0)
            .stderr(Stdio::from(log))
            .spawn()
            .expect("dbus-run-session and WebKitWebDriver start (Debian: dbus, webkit2gtk-driver)")
    }

    /// What the program said on its way, for a test that failed.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = writeln!(std::io::stderr(), "{}", self.log());
        }
        let copier = self.copier.get_mut().ok().and_then(Option::take);
        for child in copier.into_iter().chain(self.running.drain(..).rev()) {
            end(child);
        }
    }
}

/// Asks a program and all it started to end, so that a session bus takes its services along and a display its lock.
pub(crate) fn end(mut child: Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
    let _ = child.wait();
}

/// What the shell allows a crash to leave.
fn cores(props: Props<'_>) -> &'static str {
    if props.watched || props.without_rights { "unlimited" } else { "0" }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A virtual display, under a number that nobody has.
fn display() -> (Child, String) {
    display_with(&[])
}

/// The same with further arguments.
pub(crate) fn display_with(arguments: &[&str]) -> (Child, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x2600x24", "-nolisten", "tcp"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("Xvfb starts (Debian: xvfb)");
    let mut number = String::new();
    let output = server.stdout.take().expect("Xvfb says its number");
    BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
    (server, format!(":{}", number.trim()))
}

/// What is copied before something else is: whoever sees it knows that the other has not come yet.
pub(crate) const NOTHING_YET: &str = "nothing yet";
