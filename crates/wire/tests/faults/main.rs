//! Everything that can stand between a request and its answer, caused on this computer and told apart.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod answering;
mod certificates;
mod connecting;
mod cutting;
mod doors;
mod names;
mod proxies;
mod sending;
mod stub;
mod talking;

use std::time::Duration;

use sendoff_wire::{AllowedHosts, Answer, Limits, ProxyChoice, Request, Wire, WireFault, WireSettings};
use stub::Authority;
use url::Url;
use zeroize::Zeroizing;

/// Long enough never to matter, short enough not to hang a test.
fn limits() -> Limits {
    let ample = Duration::from_secs(15);
    Limits { look_up: ample, connect: ample, whole: ample, ..Limits::default() }
}

fn settings(authority: &Authority, port: u16) -> WireSettings {
    let allowed = AllowedHosts::loopback([("localhost", port)]).unwrap();
    WireSettings { limits: limits(), ..WireSettings::practice(allowed, authority.pem.clone()) }
}

fn wire(authority: &Authority, port: u16) -> Wire {
    Wire::new(settings(authority, port)).unwrap()
}

fn wire_with(authority: &Authority, port: u16, limits: Limits) -> Wire {
    Wire::new(WireSettings { limits, ..settings(authority, port) }).unwrap()
}

fn proxied(authority: &Authority, port: u16, proxy: &str) -> Wire {
    let proxy = ProxyChoice::Stated(proxy.parse().unwrap());
    Wire::new(WireSettings { proxy, ..settings(authority, port) }).unwrap()
}

fn url(port: u16) -> Url {
    format!("https://localhost:{port}/token?query=canary").parse().unwrap()
}

fn post(port: u16) -> Request {
    Request::post_form(url(port), Zeroizing::new("code=canary&client_secret=canary".to_owned()))
}

async fn posted(wire: &Wire, port: u16) -> Result<Answer, WireFault> {
    wire.send(post(port)).await
}

async fn fault(wire: &Wire, port: u16) -> WireFault {
    posted(wire, port).await.unwrap_err()
}
