//! The shell on a mock runtime, and the settings that keep the window small.
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tauri::{
    Builder, WebviewWindow,
    ipc::{CallbackFn, InvokeBody, InvokeResponseBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

use crate::{Opening, early::Early, shell, window};

/// What the page of the program may call.
const COMMANDS: [&str; 3] = ["words", "subscribe", "answer"];

/// A window whose engine has not been started: setting up waits for the event loop.
fn open() -> (tauri::App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let builder: Builder<MockRuntime> = shell(mock_builder(), Opening::Connections);
    let app = builder.build(tauri::generate_context!()).unwrap();
    let window = window::open(app.handle(), &Early::default()).unwrap();
    (app, window)
}

fn ask(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|response| match response {
        InvokeResponseBody::Json(text) => serde_json::from_str(&text).unwrap(),
        InvokeResponseBody::Raw(_) => Value::Null,
    })
}

#[test]
fn our_own_commands_are_let_through() {
    let (_app, window) = open();
    assert_eq!(ask(&window, "words", json!({})).unwrap()["copy"], "Copy");
    let press = json!({ "answer": { "kind": "said", "value": { "kind": "press", "value": { "kind": "continue" } } } });
    assert_eq!(ask(&window, "answer", press), Err(json!("not-started")));
}

/// Every command of Tauri's own plugins, as the build script found them.
fn known_commands() -> BTreeSet<String> {
    let known: Value = serde_json::from_str(&read("gen/schemas/acl-manifests.json")).unwrap();
    let commands = |manifest: &Value| -> Vec<String> {
        let lists = manifest["permissions"].as_object().unwrap().values();
        let lists = lists.flat_map(|one| [&one["commands"]["allow"], &one["commands"]["deny"]]);
        lists.flat_map(|list| list.as_array().unwrap()).map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let plugins = known.as_object().unwrap().iter().filter(|(name, _)| *name != "__app-acl__");
    let plugins = plugins.map(|(name, manifest)| (name.trim_start_matches("core:"), commands(manifest)));
    plugins.flat_map(|(plugin, names)| names.into_iter().map(move |name| format!("plugin:{plugin}|{name}"))).collect()
}

#[test]
fn every_other_command_is_refused() {
    let (_app, window) = open();
    let known = known_commands();
    assert!(known.len() > 150, "{}", known.len());
    let others = ["plugin:fs|read_text_file", "plugin:shell|execute", "plugin:opener|open_url", "zoom", "nonsense", ""];
    for command in known.iter().map(String::as_str).chain(others) {
        let refused = ask(&window, command, json!({})).expect_err(command);
        // By the list, before anybody looked for the command or at its arguments.
        assert!(refused.as_str().is_some_and(|reason| reason.contains(" not allowed")), "{command}: {refused}");
    }
    // One of ours without its arguments is let through, and the words tell the difference.
    let wants = ask(&window, "answer", json!({})).unwrap_err();
    assert!(!wants.to_string().contains(" not allowed"), "{wants}");
    println!("{} commands are refused, {} are allowed", known.len() + others.len(), COMMANDS.len());
}

#[test]
fn an_answer_of_another_shape_is_refused() {
    let (_app, window) = open();
    for answer in [
        json!(null),
        json!("continue"),
        json!({ "kind": "said" }),
        json!({ "kind": "save", "value": {} }),
        json!({ "kind": "said", "value": { "kind": "press", "value": { "kind": "format-disk" } } }),
        json!({ "kind": "said", "value": { "kind": "press", "value": { "kind": "continue" }, "also": 1 } }),
        json!({ "kind": "said", "value": { "kind": "press", "value": { "kind": "continue", "also": 1 } } }),
        json!({ "kind": "said", "value": { "kind": "typed", "value": { "field": "client_id", "text": 5, "version": 0 } } }),
        json!({ "kind": "said", "value": { "kind": "typed", "value": { "field": "client_id", "text": "", "version": -1 } } }),
        json!({ "kind": "said", "value": { "kind": "typed", "value": { "field": "shell", "text": "", "version": 0 } } }),
        json!({ "kind": "typed-secret", "value": { "field": "client_secret", "text": "x", "keep": true } }),
    ] {
        let shown = answer.to_string();
        let refused = ask(&window, "answer", json!({ "answer": answer })).expect_err(&shown);
        assert_ne!(refused, json!("not-started"), "{shown} reached the desk");
    }
}

#[test]
fn a_refusal_never_repeats_what_was_sent() {
    let (_app, window) = open();
    let secret = "8xQ~hush-do-not-repeat";
    let answer = json!({ "kind": "typed-secret", "value": { "field": "client_secret", "text": [secret] } });
    let refused = ask(&window, "answer", json!({ "answer": answer })).unwrap_err();
    assert!(!refused.to_string().contains("hush"), "{refused}");
}

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The settings as the file has them, and as they were compiled in, with whatever was merged over the file.
#[test]
fn the_settings_of_the_window_stay_hard() {
    are_hard(&serde_json::from_str(&read("tauri.conf.json")).unwrap());
    let (app, _window) = open();
    are_hard(&serde_json::to_value(app.config()).unwrap());
}

fn are_hard(settings: &Value) {
    let app = &settings["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["windows"], json!([]), "the one window is opened by window.rs, which guards it");
    let security = &app["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["dangerousDisableAssetCspModification"], false);
    assert_eq!(security["assetProtocol"], json!({ "enable": false, "scope": [] }));
    assert_eq!(security["capabilities"], json!(["window"]));
    assert_eq!(security["pattern"]["use"], "brownfield");
    assert!(security["devCsp"].is_null() && security["headers"].is_null());
    assert_eq!(
        security["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src ipc: http://ipc.localhost; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
    );
    assert!(settings["plugins"].as_object().is_none_or(serde_json::Map::is_empty), "no plugin is used");
}

/// Tauri merges `tauri.linux.conf.json` and its like over the settings, in three formats; of these only the other systems' would
/// not be seen in what was compiled here.
#[test]
fn no_other_file_is_merged_over_the_settings() {
    let theirs = |name: &String| name.to_lowercase().starts_with("tauri.");
    assert!(theirs(&"tauri.linux.conf.json".to_owned()) && theirs(&"Tauri.windows.toml".to_owned()));
    assert_eq!(files(".").into_iter().filter(theirs).collect::<Vec<_>>(), ["tauri.conf.json"]);
    assert!(!files("src-tauri").iter().any(theirs));
    assert_eq!(option_env!("TAURI_CONFIG"), None, "nothing was merged when this was compiled");
}

#[test]
fn there_is_one_capability_and_it_allows_our_commands_alone() {
    let capability: Value = serde_json::from_str(&read("src-tauri/capabilities/window.json")).unwrap();
    assert_eq!(capability["windows"], json!([window::NAME]));
    assert_eq!(capability["permissions"], json!(["show-screens"]));
    assert_eq!(capability.get("remote"), None);
    assert_eq!(files("src-tauri/capabilities"), ["window.json"]);
    assert_eq!(files("src-tauri/permissions"), ["window.toml"]);
    let permissions = read("src-tauri/permissions/window.toml");
    assert_eq!(permissions.matches("[[permission]]").count(), 1);
    let allowed = COMMANDS.map(|command| format!("\"{command}\"")).join(", ");
    assert!(permissions.contains(&format!("commands.allow = [{allowed}]")), "{permissions}");
}

fn files(folder: &str) -> Vec<String> {
    let folder = std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// What cargo gives Tauri when every feature of ours is on, wherever it is named; `test` comes with these tests alone.
#[test]
fn tauri_has_no_feature_that_opens_the_window_up() {
    let packages = resolved();
    let named = |name: &str| -> Vec<&Value> {
        let id = format!("#{name}@");
        packages.iter().filter(|one| one["id"].as_str().unwrap().contains(&id)).collect()
    };
    let [tauri] = named("tauri")[..] else { panic!("one Tauri") };
    let features = json!([
        "common-controls-v6",
        "custom-protocol",
        "tauri-runtime-wry",
        "test",
        "webkit2gtk",
        "webview2-com",
        "wry",
        "x11"
    ]);
    assert_eq!(tauri["features"], features);
    let [wry] = named("wry")[..] else { panic!("one web view") };
    for feature in ["devtools", "fullscreen", "transparent", "tracing"] {
        assert!(!wry["features"].as_array().unwrap().contains(&json!(feature)), "{feature}");
    }
    let plugin = |one: &&Value| one["id"].as_str().unwrap().contains("#tauri-plugin");
    assert_eq!(packages.iter().find(plugin), None, "no plugin is used");
}

/// Every package of the build with its features.
fn resolved() -> Vec<Value> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let told = std::process::Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo answers");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    told["resolve"]["nodes"].as_array().unwrap().clone()
}
