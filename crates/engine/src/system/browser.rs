//! Opens the system browser: the address is one argument of a program, never a part of a command line for a shell.
//!
//! The `webbrowser` crate splits an address into several arguments through `$BROWSER` before 1.2.2 (RUSTSEC-2026-0257), and
//! `cmd /C start` reads `&` in an address as its own; neither is used.

use std::process::Command;

use async_trait::async_trait;
use url::{Host, Url};

use super::program;
use crate::ports::{Browser, BrowserDidNotOpen};

/// The browser of the desktop.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemBrowser;

#[async_trait]
impl Browser for SystemBrowser {
    async fn open(&self, address: &Url) -> Result<(), BrowserDidNotOpen> {
        if !may_be_opened(address) {
            return Err(BrowserDidNotOpen);
        }
        if program::runs(opener(address)).await { Ok(()) } else { Err(BrowserDidNotOpen) }
    }
}

/// Pages of a provider are https on its own port; those of the practice office are http on this computer (security.md S-30).
fn may_be_opened(address: &Url) -> bool {
    let plain = address.username().is_empty() && address.password().is_none();
    let secure = address.scheme() == "https" && address.port().is_none();
    let here = match address.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    };
    plain && (secure || (address.scheme() == "http" && here))
}

#[cfg(all(unix, not(target_os = "macos")))]
fn opener(address: &Url) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(address.as_str());
    command
}

#[cfg(target_os = "macos")]
fn opener(address: &Url) -> Command {
    let mut command = Command::new("/usr/bin/open");
    command.arg(address.as_str());
    command
}

/// `url.dll` hands the address to the default browser without a shell in between.
#[cfg(windows)]
fn opener(address: &Url) -> Command {
    let mut command = Command::new("rundll32.exe");
    command.arg("url.dll,FileProtocolHandler").arg(address.as_str());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_a_provider_or_of_the_practice_office_are_opened() {
        for (address, may) in [
            ("https://entra.microsoft.com/#view/x", true),
            ("http://localhost:4000/portal", true),
            ("http://127.0.0.1:4000/portal", true),
            ("http://entra.microsoft.com/", false),
            ("https://entra.microsoft.com:8443/", false),
            ("https://a:b@entra.microsoft.com/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(may_be_opened(&Url::parse(address).unwrap()), may, "{address}");
        }
    }
}
