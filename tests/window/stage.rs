//! What the window stands on: a display, a session bus, a home, a browser and a clipboard of the test's own.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Mutex,
    time::Duration,
};

use sendoff_tests::program;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

/// What the program starts in place of a browser: writes down the address it was given.
const BROWSER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$SENDOFF_OPENED\"\n";

/// Longer than anything on this computer takes; past it something hangs.
pub(crate) const HANG: Duration = Duration::from_mins(1);

/// Ends its programs when it is dropped.
pub(crate) struct Stage {
    pub(crate) home: TempDir,
    display: String,
    running: Vec<Child>,
    copier: Mutex<Option<Child>>,
    driver: u16,
}

impl Stage {
    /// Sets everything up, and starts the WebDriver that will start the program.
    pub(crate) fn set() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let (display, name) = display();
        let driver = free_port();
        let mut stage = Self { home, display: name, running: vec![display], copier: Mutex::new(None), driver };
        stage.put_browser();
        let driver = stage.start_driver();
        stage.running.push(driver);
        stage
    }

    /// Where the WebDriver listens.
    pub(crate) fn driver(&self) -> String {
        format!("http://127.0.0.1:{}", self.driver)
    }

    /// Copies a text, as another program would.
    pub(crate) async fn copy(&self, text: &str) {
        let mut copier = Command::new(program("window-copier"))
            .env("DISPLAY", &self.display)
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("the copier starts");
        let mut input = copier.stdin.take().expect("the copier reads");
        input.write_all(text.as_bytes()).expect("the copier reads");
        drop(input);
        let before = self.copier.lock().expect("one test").replace(copier);
        // The former owner ends by itself when the clipboard is taken from it: then the new text is there.
        if let Some(mut before) = before {
            let gone = async {
                while before.try_wait().expect("a child").is_none() {
                    sleep(Duration::from_millis(20)).await;
                }
            };
            timeout(HANG, gone).await.expect("the clipboard changes hands");
        }
    }

    /// What another program would paste.
    pub(crate) fn clipboard(&self) -> String {
        let pasted = Command::new(program("window-copier")).arg("paste").env("DISPLAY", &self.display).output();
        String::from_utf8(pasted.expect("the copier starts").stdout).expect("text")
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

    fn put_browser(&self) {
        let folder = self.home.path().join("bin");
        fs::create_dir(&folder).expect("a folder");
        let browser = folder.join("xdg-open");
        fs::write(&browser, BROWSER).expect("a file");
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    fn start_driver(&self) -> Child {
        let home = self.home.path();
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(home.join("bin")).chain(env::split_paths(&path));
        Command::new("dbus-run-session")
            .args(["--", "WebKitWebDriver", "--host=127.0.0.1", &format!("--port={}", self.driver)])
            .env("DISPLAY", &self.display)
            .env("PATH", env::join_paths(folders).expect("a path"))
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env_remove("WAYLAND_DISPLAY")
            .env("SENDOFF_OPENED", home.join("opened"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .process_group(0)
            .stderr(Stdio::from(fs::File::create(home.join("log")).expect("a file")))
            .spawn()
            .expect("dbus-run-session and WebKitWebDriver start (Debian: dbus, webkit2gtk-driver)")
    }

    /// What the program said on its way, for a test that failed.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }

    /// Where pictures of the window go: `target/screens`.
    pub(crate) fn screens() -> PathBuf {
        let here = env::current_exe().unwrap_or_default();
        let folder = here.ancestors().nth(3).map(PathBuf::from).unwrap_or_default().join("screens");
        fs::create_dir_all(&folder).expect("a folder");
        folder
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
fn end(mut child: Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
    let _ = child.wait();
}

/// A virtual display, under a number that nobody has.
fn display() -> (Child, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
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

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("a port").port()
}
