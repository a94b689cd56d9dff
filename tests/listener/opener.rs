//! Browsers that do not open, and addresses that must not reach one (promise 16).

use std::{
    collections::HashSet,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use sendoff_recipes::Placeholder;
use sendoff_recipes::{Endpoint, PortalPage, ProviderId, Recipes, Values};
use sendoff_tests::program;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::peer_process::Peer;

/// A folder whose `xdg-open` does this.
fn opener(does: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("xdg-open");
    fs::write(&file, format!("#!/bin/sh\n{does}\n")).expect("it can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it can be run");
    folder
}

/// A peer that finds `xdg-open` in this folder before anywhere else.
fn peer(mode: &str, folder: &Path, beside: &str) -> Peer {
    let mut command = Command::new(program("listener-peer"));
    command.arg(mode).env("PATH", format!("{}{beside}", folder.display()));
    Peer::of(command)
}

fn usual_path() -> String {
    format!(":{}", env::var("PATH").unwrap_or_default())
}

/// Whatever becomes of the browser, soon (2 s at most, by what is printed) there is a link to copy, the port is still held, and the
/// sign-in ends well once somebody follows the link.
#[test]
fn a_browser_that_does_not_open_ends_no_sign_in() {
    let nothing = tempfile::tempdir().expect("a folder");
    let hangs = "exec sleep 30";
    let mut drawn = HashSet::new();
    for (name, folder, beside, said) in [
        ("fails", opener("exit 3"), usual_path(), "failed"),
        ("fails late", opener("sleep 1; exit 4"), usual_path(), "failed"),
        ("hangs", opener(hangs), usual_path(), "done"),
        ("ends well without a window", opener("exit 0"), usual_path(), "done"),
        ("is killed", opener("kill -9 $$"), usual_path(), "failed"),
        ("is missing", nothing, String::new(), "failed"),
    ] {
        let peer = peer("sign-in", folder.path(), &beside);
        let told = peer.said();
        println!("a browser that {name}: {} after {} ms", told["open-browser"], told["ms"]);
        assert_eq!(told["open-browser"], said, "{name}");
        assert!(told["ms"].as_u64().is_some_and(|took| took < 30_000), "{name}: {told}");
        let link = Url::parse(told["link"].as_str().expect("a link")).expect("an address");
        for (name, value) in
            link.query_pairs().filter(|(name, _)| ["state", "nonce", "code_challenge"].contains(&&**name))
        {
            assert!(value.len() == 43 && drawn.insert(value.to_string()), "{name} is drawn anew: {told}");
        }
        let end = peer.said();
        assert_eq!(end["end"], "signed in", "{name}: {end}");
    }
    assert_eq!(drawn.len(), 3 * 6, "a state, a nonce and a challenge for each");
}

/// Texts that have been tried on openers, parsers and shells.
fn hostile() -> Vec<String> {
    let bare = [
        "",
        " ",
        "\n",
        "\0",
        "..",
        "../..",
        "//evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "@evil.example",
        ":8443",
        "?x=y",
        "#",
        "%2e%2e%2f",
        "%00",
        "%0d%0aHost:evil.example",
        "; xdg-open evil",
        "& calc",
        "| id",
        "$(id)",
        "`id`",
        "--help",
        "-new-tab https://evil.example",
        "\"",
        "'",
        "\" \"https://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "\u{202e}moc.elpmaxe",
        "\u{ff0e}\u{ff0f}",
        "evil.example\\@entra",
        "\u{e4}\u{f6}",
        "\u{1f4a9}",
        "{tenant}",
        "{client_id}",
        "%{tenant}",
        "$BROWSER",
        "~",
        "*",
        "<script>",
        "\t",
        "\r\n",
    ];
    let id = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
    let around = |text: &&str| {
        [(*text).to_owned(), format!("{id}{text}"), format!("{text}{id}"), format!("a{text}b"), text.repeat(40)]
    };
    let mut all: Vec<String> = bare.iter().flat_map(around).collect();
    all.extend((0..100_u32).map(|number| {
        let at = |from: u32| char::from_u32(from + number * 7).unwrap_or('x');
        format!("{}{}{}evil.example", at(0x20), at(0x2000), at(0xff00))
    }));
    all.sort();
    all.dedup();
    all
}

/// Addresses of the table with hostile values in every place, then texts and addresses that stand in no table.
fn addresses() -> (Vec<Url>, Vec<String>) {
    let recipes = Recipes::bundled().expect("recipes");
    let provider = recipes.provider(ProviderId::Microsoft).expect("a provider");
    let values =
        |text: &str| Placeholder::ALL.iter().fold(Values::default(), |values, place| values.with(place.clone(), text));
    let mut built = Vec::new();
    for text in hostile() {
        let pages = PortalPage::ALL.iter().filter_map(|page| provider.page_address(*page, &values(&text)));
        built.extend(pages);
        if let Ok(tenant) = text.parse() {
            built.extend(provider.endpoint(Endpoint::AdminConsent, &tenant));
        }
        let mut page = Url::parse("https://login.microsoftonline.com/x/oauth2/v2.0/authorize").expect("an address");
        page.query_pairs_mut().append_pair("login_hint", &text).append_pair("client_id", &text);
        built.push(page);
    }
    let mut foreign: Vec<String> = hostile();
    foreign.extend(hostile().iter().map(|text| format!("https://entra.microsoft.com{text}")));
    foreign.extend(hostile().iter().map(|text| format!("https://evil.example/{text}.entra.microsoft.com/")));
    foreign.extend(hostile().iter().map(|text| format!("{text}https://evil.example/")));
    (built, foreign)
}

/// What the opener was started with, argument by argument.
fn recorded(record: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(record).unwrap_or_default();
    let calls = text.split('\u{1}').filter(|call| !call.is_empty());
    calls.map(|call| call.split_terminator('\0').map(str::to_owned).collect()).collect()
}

/// Opens all of them, one after the other; gives which were.
fn open_all<'a>(peer: &mut Peer, addresses: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let open = |address: &str| {
        peer.tell(&json!({ "open": address }).to_string());
        let said: Value = peer.said();
        said["opened"] == true
    };
    addresses.map(open).collect()
}

/// 0 foreign hosts, always one argument.
#[test]
fn an_opener_gets_pages_of_the_table_alone_each_as_one_argument() {
    let place = tempfile::tempdir().expect("a folder");
    let record: PathBuf = place.path().join("record");
    let folder = opener(&format!("{{ printf '\\001'; printf '%s\\000' \"$@\"; }} >> '{}'", record.display()));
    let mut peer = peer("open", folder.path(), &usual_path());
    let (built, foreign) = addresses();
    // One of a kind is enough of what differs in nothing but the place a text was put in.
    let step = if crate::deep() { 1 } else { 1 + built.len() / 400 };
    let built: Vec<String> = built.into_iter().step_by(step).map(String::from).collect();
    let opened = open_all(&mut peer, built.iter().map(String::as_str));
    assert!(opened.iter().all(|opened| *opened), "every page of the table opens");
    let tried = open_all(&mut peer, foreign.iter().map(String::as_str));
    let let_through = tried.iter().filter(|opened| **opened).count();
    let calls = recorded(&record);
    let own = ["entra.microsoft.com", "admin.microsoft.com", "shell.azure.com", "login.microsoftonline.com"];
    let is_own = |address: &str| {
        Url::parse(address).is_ok_and(|url| {
            let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
            plain && url.scheme() == "https" && url.host_str().is_some_and(|host| own.contains(&host))
        })
    };
    println!(
        "{} hostile texts: {} pages of the table opened, {} other addresses tried and {let_through} found to be of the \
         table; {} calls",
        hostile().len(),
        built.len(),
        foreign.len(),
        calls.len()
    );
    assert!(hostile().len() >= 300, "{}", hostile().len());
    assert_eq!(calls.len(), built.len() + let_through);
    for call in &calls {
        assert_eq!(call.len(), 1, "one argument: {call:?}");
        assert!(is_own(&call[0]), "a foreign address: {call:?}");
    }
}

/// The last door, without the table before it: no scheme but https, and http on this computer; no name or password.
#[test]
fn the_system_browser_itself_refuses_what_no_page_is() {
    let place = tempfile::tempdir().expect("a folder");
    let record: PathBuf = place.path().join("record");
    let folder = opener(&format!("{{ printf '\\001'; printf '%s\\000' \"$@\"; }} >> '{}'", record.display()));
    let mut peer = peer("open", folder.path(), &usual_path());
    for (address, may) in [
        ("https://entra.microsoft.com/#view/a b", true),
        ("http://localhost:4000/portal", true),
        ("http://evil.example/", false),
        ("https://a:b@entra.microsoft.com/", false),
        ("https://entra.microsoft.com:8443/", false),
        ("file:///etc/passwd", false),
        ("javascript:alert(1)", false),
        ("mailto:a@b", false),
        ("vscode://x", false),
        ("ms-msdt:/id", false),
    ] {
        peer.tell(&json!({ "open": address, "raw": true }).to_string());
        assert_eq!(peer.said()["opened"], may, "{address}");
    }
    let calls = recorded(&record);
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert!(calls.iter().all(|call| call.len() == 1), "{calls:?}");
}
