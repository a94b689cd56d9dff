//! Real bash gives back exactly the text that was quoted for it, and takes every script for one.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use proptest::prelude::*;
use sendoff_handover::{Dialect, Registration};

use crate::samples::{HOSTILE, everything, tourtools, written};

/// What a shell does into which people paste: `!` stands for earlier commands.
const PASTED: &str = "set -o history -o histexpand\n";

/// What bash prints when it reads this from its standard input.
fn bash(arguments: &[&str], input: &str) -> (bool, Vec<u8>) {
    let mut bash = Command::new("bash")
        .args(["--noprofile", "--norc"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    bash.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    (output.status.success() && output.stderr.is_empty(), output.stdout)
}

/// The words after `az rest` in the script, as bash itself hands them over: `az` is a function that prints them.
fn words_of_registering(registration: &Registration) -> Vec<String> {
    let script = written(registration, Dialect::AzureCli).text;
    let begin = script.find("answer=$(az rest --method post").unwrap();
    let end = begin + script[begin..].find(" \\\n  || stop").unwrap();
    let call = script[begin..end].replacen("answer=$(", "", 1);
    let (well, printed) =
        bash(&[], &format!("{PASTED}az() {{ printf '%s\\0' \"$@\"; }}\n{}\n", call.strip_suffix(')').unwrap()));
    assert!(well, "{call}");
    printed.split(|byte| *byte == 0).map(|word| String::from_utf8(word.to_vec()).unwrap()).collect()
}

/// The name that bash hands to Azure CLI, and that Azure CLI hands to Microsoft.
fn arrived(name: &str) -> String {
    let registration = Registration { display_name: name.to_owned(), ..tourtools(false) };
    let words = words_of_registering(&registration);
    let body = &words[words.iter().position(|word| word == "--body").unwrap() + 1];
    let plain = |word: &String| !word.starts_with('@') && !word.contains("=@");
    assert!(words.iter().all(plain), "Azure CLI opens a file for it: {words:?}");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    body["displayName"].as_str().unwrap().to_owned()
}

/// What a message with the name in it prints as.
fn echoed(name: &str) -> String {
    let registration = Registration { display_name: name.to_owned(), ..tourtools(false) };
    let script = written(&registration, Dialect::AzureCli).text;
    let line = script.lines().find(|line| line.starts_with("  stop ") && line.contains("already")).unwrap();
    let word = line.trim_start_matches("  stop ").trim_end_matches(" \"$found\" \\");
    let (well, printed) = bash(&[], &format!("{PASTED}printf '%s' {word}\n"));
    assert!(well, "{word}");
    String::from_utf8(printed).unwrap()
}

#[test]
fn well_known_attacks_arrive_as_they_are() {
    for name in HOSTILE {
        assert_eq!(arrived(name), *name);
    }
}

#[test]
fn a_message_shows_the_name_without_what_acts_on_a_terminal() {
    assert_eq!(
        echoed("Dana's $(x) `x` !x\u{1b}[2J\u{202e}"),
        "There is an app registration Dana's $(x) `x` !x[2J already. Nothing was changed. Its Application (client) ID:"
    );
}

#[test]
fn bash_takes_every_script_for_one() {
    for name in HOSTILE {
        let script = written(&everything(name), Dialect::AzureCli).text;
        assert!(bash(&["-n"], &script).0, "{name:?}:\n{script}");
    }
}

/// A shell that takes comments for commands, as zsh does with what is pasted into it: none of ours is one, and whatever a recipe or
/// a person chose stays a text.
#[test]
fn nothing_stands_in_a_comment() {
    let folder = tempfile::tempdir().unwrap();
    for name in HOSTILE.iter().chain(&["x; touch stolen; echo"]) {
        let script = written(&everything(name), Dialect::AzureCli).text;
        let comments: Vec<_> = script.lines().filter(|line| line.trim_start().starts_with('#')).collect();
        assert_eq!(comments, ["#!/usr/bin/env bash"], "{name:?}");
        let output = without_comments(&script, folder.path());
        assert!(!output.contains("command not found"), "{name:?}: {output}");
        assert!(output.contains("There is no Azure CLI on this computer"), "{name:?}: {output}");
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "{name:?} was run");
    }
}

/// What a bash without comments says to this where there is no other program.
fn without_comments(script: &str, folder: &Path) -> String {
    let mut bash = Command::new("/bin/bash")
        .args(["--noprofile", "--norc", "--noediting", "-i"])
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/nowhere")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = script.strip_prefix("#!/usr/bin/env bash\n").unwrap();
    let input = format!("shopt -u interactive_comments\n{lines}exit 0\n");
    bash.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stderr).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_name_arrives_as_it_is(name in "[\\\\'\"`$!@=#&|;<>(){}\\[\\]*?~%^\n\r\t a-z\\PC\\p{C}]{0,40}") {
        prop_assert_eq!(arrived(&name), name);
    }

    #[test]
    fn any_text_leaves_a_script_that_bash_takes(text in "[\\\\'\"`$!@=#&|;<>(){}\n\r a-z\\PC\\p{C}]{0,40}") {
        let script = written(&everything(&text), Dialect::AzureCli).text;
        prop_assert!(bash(&["-n"], &script).0, "{}", script);
    }
}
