//! What only the surroundings of a whole process can bring about: no network, the system's trust, the system's proxy.

use std::{
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::stub::{Authority, Guest, Server, http};

const MICROSOFT: &str = "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration";

/// Asks once in a process of its own, with the system's trust, names and proxy as `surroundings` make them.
fn asked(mut surroundings: Command, address: &str) -> (Value, Duration) {
    let begun = Instant::now();
    let output = surroundings.arg(address).output().expect("the process starts");
    let took = begun.elapsed();
    let said = serde_json::from_slice(&output.stdout);
    (said.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr))), took)
}

fn asker() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_network-asker"));
    command.env_clear();
    command
}

/// (promise 31) A namespace without any way to a network: the kind says so, within ten seconds (printed).
#[tokio::test]
async fn without_a_network_that_is_what_is_said() {
    let _alone = crate::alone().await;
    let mut empty = Command::new("unshare");
    empty.args(["--map-root-user", "--net", env!("CARGO_BIN_EXE_network-asker")]);
    let (said, took) = asked(empty, MICROSOFT);
    assert_eq!(said["kind"], "offline", "{said}");
    assert!(took < Duration::from_secs(100), "{took:?}");
    println!("no network: {:?} after {took:.1?}", said["title"].as_str().unwrap());
}

/// (promises 31 and 35) A company that looks into connections: believed where the system trusts its root, refused by name elsewhere.
#[tokio::test]
async fn a_companys_inspection_is_believed_only_where_the_system_trusts_it() {
    let _alone = crate::alone().await;
    let company = Authority::new("Corporate Inspection");
    let server = Server::answering(&company.localhost(), http("200 OK", "", "{}"));
    let address = format!("https://localhost:{}/", server.port);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, &company.pem).unwrap();
    let mut trusting = asker();
    trusting.env("SSL_CERT_FILE", &root);
    let (said, _) = asked(trusting, &address);
    assert_eq!(said["status"], 200, "{said}");
    std::fs::write(&root, &Authority::new("Somebody else").pem).unwrap();
    let mut strange = asker();
    strange.env("SSL_CERT_FILE", &root);
    let (said, _) = asked(strange, &address);
    assert_eq!(said["kind"], "certificate-untrusted", "{said}");
    assert!(said["why"].as_str().unwrap().contains("Corporate Inspection"), "the issuer is named: {said}");
    assert_eq!(server.end().await.iter().filter(|request| !request.is_empty()).count(), 1, "only who trusts it asked");
}

/// (promise 31) The proxy that the system names, and each way in which it says no.
#[tokio::test]
async fn the_systems_proxy_is_gone_through_and_its_refusals_are_named() {
    let _alone = crate::alone().await;
    let company = Authority::new("Practice");
    let server = Server::answering(&company.localhost(), http("200 OK", "", "{}"));
    let address = format!("https://localhost:{}/", server.port);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, &company.pem).unwrap();
    let place = server.address();
    let lets: Arc<dyn Fn(Guest) + Send + Sync> = Arc::new(move |mut guest| {
        guest.hear_head();
        guest.say(b"HTTP/1.1 200 Connection established\r\n\r\n");
        guest.connect_to(place, u64::MAX);
    });
    let says = |reply: &'static str| -> Arc<dyn Fn(Guest) + Send + Sync> {
        Arc::new(move |mut guest| {
            guest.hear_head();
            guest.say(reply.as_bytes());
        })
    };
    for (treat, kind) in [
        (lets, None),
        (
            says("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n\r\n"),
            Some("proxy-asks"),
        ),
        (says("HTTP/1.1 403 Forbidden\r\n\r\n"), Some("proxy-refused")),
    ] {
        let proxy = Server::start(move |guest| treat(guest));
        let mut command = asker();
        command.env("SSL_CERT_FILE", &root).env("HTTPS_PROXY", format!("http://127.0.0.1:{}", proxy.port));
        let (said, _) = asked(command, &address);
        assert_eq!(said["kind"].as_str(), kind, "{said}");
        assert!(!proxy.end().await.is_empty(), "it went by the proxy");
    }
}
