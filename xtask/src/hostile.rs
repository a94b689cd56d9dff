//! Fuzzing: the functions of `tests/hostile` under libFuzzer, beginning with the kept inputs.
//!
//! What is found stops the run and stays under `target/fuzz`; a longer corpus is kept with `cargo xtask fuzz keep TARGET`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sendoff_hostile::{TARGETS, pack, target, unpack};

use crate::{
    commands::{Outcome, command, output_of, run},
    machine,
};

/// How long each target is tried when nobody says otherwise, in seconds.
const USUAL: u32 = 60;

/// libFuzzer's own guards: bytes of an input, seconds for one input, MiB of memory (promise 38).
const GUARDS: [&str; 4] = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"];

/// Tries the chosen targets, or all of them.
pub(crate) fn fuzz(chosen: &[&str]) -> Outcome {
    let names = TARGETS.map(|target| target.name);
    match chosen {
        [] => names.iter().try_for_each(|name| fuzz_one(name, USUAL)),
        ["keep", name] => keep(known(name)?),
        [one] => match one.parse() {
            Ok(seconds) => names.iter().try_for_each(|name| fuzz_one(name, seconds)),
            Err(_) => fuzz_one(known(one)?, USUAL),
        },
        [name, seconds] => {
            let seconds = seconds.parse().map_err(|_| format!("{seconds} is no number of seconds"))?;
            fuzz_one(known(name)?, seconds)
        }
        _ => Err("cargo xtask fuzz [TARGET] [SECONDS]".to_owned()),
    }
}

fn known(name: &str) -> Result<&'static str, String> {
    let all = || TARGETS.map(|target| target.name).join(", ");
    target(name).map(|target| target.name).ok_or_else(|| format!("there is no target {name}; there are {}", all()))
}

/// Where a target's inputs are while it is fuzzed.
fn inputs(name: &str) -> PathBuf {
    machine::target_folder().join("fuzz/inputs").join(name)
}

fn fuzz_one(name: &str, seconds: u32) -> Outcome {
    let tool = tool()?;
    let folder = inputs(name);
    let kept = unpack(name, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    println!("{name}: {kept} kept inputs, {seconds} s");
    let time = format!("-max_total_time={seconds}");
    cargo_fuzz(&tool, &["run", name, &folder.to_string_lossy()], &[&[time.as_str()], &GUARDS[..]].concat())
}

/// Makes what a run has found interesting, without what adds nothing, the corpus that the ordinary tests try.
fn keep(name: &str) -> Outcome {
    let (all, fewest) = (inputs(name), inputs(name).with_extension("fewest"));
    let failed = |error| format!("{}: {error}", fewest.display());
    unpack(name, &all).map_err(failed)?;
    if fewest.exists() {
        fs::remove_dir_all(&fewest).map_err(failed)?;
    }
    fs::create_dir_all(&fewest).map_err(failed)?;
    let places = [fewest.to_string_lossy(), all.to_string_lossy()];
    cargo_fuzz(&tool()?, &["run", name, &places[0], &places[1]], &["-merge=1", "-max_len=2048"])?;
    let kept = pack(name, &fewest).map_err(failed)?;
    println!("{name}: {kept} inputs are kept");
    Ok(())
}

fn cargo_fuzz(tool: &Path, arguments: &[&str], to_libfuzzer: &[&str]) -> Outcome {
    let (verb, rest) = arguments.split_first().ok_or("no verb")?;
    let built = machine::target_folder().join("fuzz/built");
    let mut fuzz = command(&tool.to_string_lossy(), ["fuzz", verb, "--fuzz-dir", ".", "--target-dir"]);
    fuzz.arg(built).args(rest).arg("--").args(to_libfuzzer);
    // The checks are in the functions themselves; without link-time optimisation a build takes a third of the time.
    fuzz.env("RUSTUP_TOOLCHAIN", "nightly").env_remove("CARGO").env("CARGO_PROFILE_RELEASE_LTO", "off");
    fuzz.current_dir(crate::root().join("tests/hostile/fuzz"));
    run(fuzz)
}

/// `cargo fuzz`.
fn tool() -> Result<PathBuf, String> {
    if output_of("rustc", &["+nightly", "--version"]).is_none() {
        return Err("libFuzzer needs a nightly compiler: rustup toolchain install nightly".to_owned());
    }
    machine::cargo_tool("cargo-fuzz", "0.13.2")
}
