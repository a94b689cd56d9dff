//! What Azure CLI itself says about the commands that a set-up script uses. It is asked once in a while, by hand: the package has
//! a few hundred parts and takes minutes to load. The tests hold every script against what was written down here.

use std::{fs, path::Path};

use crate::{
    commands::{Outcome, command, run},
    machine,
};

/// The package that is asked. A newer one is a decision: change it, run the chore, and read what differs in the record.
const PACKAGE: &str = "azure-cli==2.91.0";

/// Every command a script uses or names.
const COMMANDS: [&str; 8] =
    ["account show", "ad app delete", "ad app show", "ad sp create", "ad sp show", "cloud set", "cloud update", "rest"];

/// Where the answer stands.
const RECORD: &str = "crates/handover/tests/script/azure-cli.json";

/// Writes the record anew, and hands every invocation of the script tests to the real parser.
pub(crate) fn help() -> Outcome {
    let python = machine::azure_cli(PACKAGE)?;
    let asked = [&["record", RECORD], &COMMANDS[..]].concat();
    run_python(&python, &asked)?;
    let invocations = machine::target_folder().join("azure-cli-invocations.jsonl");
    if invocations.exists() {
        fs::remove_file(&invocations).map_err(|error| format!("{}: {error}", invocations.display()))?;
    }
    let mut tests = command("cargo", ["test", "--locked", "--package", "sendoff-handover", "--test", "script"]);
    tests.env("KEEP_INVOCATIONS", &invocations);
    run(tests)?;
    run_python(&python, &["parse", &invocations.to_string_lossy()])
}

fn run_python(python: &Path, arguments: &[&str]) -> Outcome {
    let mut asked = command(&python.to_string_lossy(), ["xtask/src/azure_help.py"]);
    // Nobody is signed in there, and nothing of the person's own is read or written.
    asked.args(arguments).env("AZURE_CONFIG_DIR", machine::target_folder().join("azure-cli-settings"));
    asked.env("AZURE_CORE_COLLECT_TELEMETRY", "false");
    run(asked)
}
