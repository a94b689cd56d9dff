//! Chromium with a profile of its own.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use sendoff_tests::ports::free_port;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use crate::web::Web;

/// Longer than anything on this computer takes; past it something hangs.
pub(crate) const HANG: Duration = Duration::from_mins(1);

/// What a browser of a test leaves undone: asking, updating, sending reports home. The tests may run as root.
const SWITCHES: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-sync",
    "--no-proxy-server",
    "--password-store=basic",
    "--window-size=1000,760",
];

/// Which look the desktop asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Light,
    Dark,
}

/// Where Chromium is told that the pages are: it keeps those of the public web away from this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pages {
    Local,
    Public,
}

/// The browser, the driver it is steered by, and its profile.
pub(crate) struct Chromium {
    pub(crate) client: Client,
    driver: Child,
    profile: TempDir,
}

impl Chromium {
    /// Opens it. Names lead to `web`, but for this computer's own.
    pub(crate) async fn open(web: &Web, look: Look, pages: Pages) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .env("HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let client = connect(&format!("http://127.0.0.1:{port}"), &arguments(web, look, pages, profile.path())).await;
        Self { client, driver, profile }
    }

    pub(crate) async fn go(&self, address: &str) {
        // A page that leads to a closed port is an error for the driver and a page for the person.
        let _ = self.client.goto(address).await;
    }

    /// Waits until a page with this heading is shown.
    pub(crate) async fn arrive(&self, heading: &str) {
        let path = format!("//h1[normalize-space()='{heading}']");
        let found = self.client.wait().at_most(HANG).every(Duration::from_millis(20));
        if let Err(error) = found.for_element(Locator::XPath(&path)).await {
            panic!("{heading}: {error}\n{}", self.source().await);
        }
    }

    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }

    /// The page as it stands.
    pub(crate) async fn source(&self) -> String {
        self.client.source().await.unwrap_or_default()
    }

    pub(crate) async fn address(&self) -> String {
        self.client.current_url().await.expect("it has an address").to_string()
    }

    /// Closes the browser, so that it has written everything it ever will, and gives its profile.
    pub(crate) async fn close(mut self) -> Profile {
        self.client.clone().close().await.expect("it closes");
        let lock = lock(&self.profile);
        let gone = async {
            while lock.symlink_metadata().is_ok() {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(HANG, gone).await.expect("the browser ends");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        Profile { folder: std::mem::replace(&mut self.profile, tempfile::tempdir().expect("a folder")) }
    }
}

impl Drop for Chromium {
    /// A driver that is killed leaves its browser behind.
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let owner = lock(&self.profile).read_link().unwrap_or_default();
        if let Some((_, browser)) = owner.to_string_lossy().rsplit_once('-') {
            let _ = Command::new("kill").args(["-s", "KILL", browser]).status();
        }
    }
}

/// While the browser runs, a link that names the computer and the browser's process.
fn lock(profile: &TempDir) -> PathBuf {
    profile.path().join("profile").join("SingletonLock")
}

fn arguments(web: &Web, look: Look, pages: Pages, profile: &Path) -> Vec<String> {
    let to = format!("127.0.0.1:{}", web.port);
    let scheme = match look {
        Look::Dark => 0,
        Look::Light => 1,
    };
    let own = [
        format!("--user-data-dir={}", profile.join("profile").display()),
        format!("--host-resolver-rules=MAP * {to}, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]"),
        format!("--ignore-certificate-errors-spki-list={}", web.key),
        format!("--blink-settings=preferredColorScheme={scheme}"),
    ];
    let public = (pages == Pages::Public).then(|| format!("--ip-address-space-overrides={to}=public"));
    SWITCHES.iter().map(|switch| (*switch).to_owned()).chain(own).chain(public).collect()
}

/// A session with a driver that may still be starting.
async fn connect(driver: &str, arguments: &[String]) -> Client {
    let options = json!({ "args": arguments, "binary": "/usr/bin/chromium" });
    let capabilities = [("goog:chromeOptions".to_owned(), options)].into_iter().collect::<serde_json::Map<_, _>>();
    let mut reason = String::new();
    let connect = async {
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(driver).await {
                Ok(client) => return client,
                Err(error) => reason = error.to_string(),
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    let connected = timeout(HANG, connect).await;
    connected.unwrap_or_else(|_| panic!("no session: {reason}"))
}

/// All that the browser left on disk.
pub(crate) struct Profile {
    folder: TempDir,
}

impl Profile {
    /// The files that hold `text`, as it is or in UTF-16, by their place in the profile; and how many were searched.
    pub(crate) fn search(&self, text: &str) -> (Vec<String>, usize) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut files = Vec::new();
        collect(self.folder.path(), &mut files).expect("the profile can be read");
        let holds = |file: &&PathBuf| {
            let bytes = fs::read(file).expect("a file of the profile");
            contains(&bytes, text.as_bytes()) || contains(&bytes, &wide)
        };
        let place = |file: &PathBuf| file.strip_prefix(self.folder.path()).unwrap_or(file).display().to_string();
        (files.iter().filter(holds).map(place).collect(), files.len())
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
