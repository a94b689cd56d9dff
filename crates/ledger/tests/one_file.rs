//! The one small file: written whole, read back, and no harm to it when it is not what it should be.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

#[allow(dead_code, reason = "each test binary uses its own part")]
mod common;

use std::{fs, path::Path};

use jiff::Timestamp;
use sendoff_ledger::{Misfortune, OneFile, Opened};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Value {
    size: u32,
    name: String,
}

const NAME: &str = "value.json";

fn open(folder: &Path) -> Opened<Value> {
    let now: Timestamp = "2026-11-21T10:58:00Z".parse().unwrap();
    OneFile::open(folder, NAME, 2, now)
}

fn value() -> Value {
    Value { size: 7, name: "Anna Berg".to_owned() }
}

#[test]
fn what_was_written_is_there_again() {
    let folder = TempDir::new().unwrap();
    let inside = folder.path().join("not made yet");
    let opened = open(&inside);
    assert!(opened.value.is_none() && opened.mishap.is_none());
    opened.file.write(&value()).unwrap();
    opened.file.write(&Value { size: 8, ..value() }).unwrap();
    assert_eq!(open(&inside).value, Some(Value { size: 8, ..value() }));
    assert_eq!(OneFile::peek::<Value>(&inside, NAME, 2), Some(Value { size: 8, ..value() }));
    assert_eq!(fs::read_dir(&inside).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn an_older_file_is_read_and_what_it_lacks_is_usual() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(NAME), r#"{"version":1,"value":{"size":3}}"#).unwrap();
    assert_eq!(open(folder.path()).value, Some(Value { size: 3, name: String::new() }));
}

#[test]
fn a_damaged_file_is_set_aside_whole() {
    for damaged in
        ["", "{", r#"{"version":2,"value":{"size":-1}}"#, r#"{"version":2,"value":{"other":1}}"#, "[]", "\u{0}"]
    {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(NAME), damaged).unwrap();
        assert!(OneFile::peek::<Value>(folder.path(), NAME, 2).is_none());
        assert!(folder.path().join(NAME).exists(), "a look changes nothing");
        let opened = open(folder.path());
        assert_eq!(opened.value, None, "{damaged}");
        let Some(Misfortune::Lost { set_aside }) = opened.mishap.map(|mishap| mishap.misfortune) else {
            panic!("{damaged} is not told")
        };
        assert_eq!(fs::read_to_string(set_aside).unwrap(), damaged);
        opened.file.write(&value()).unwrap();
        assert_eq!(open(folder.path()).value, Some(value()));
    }
}

#[test]
fn a_newer_file_is_kept_even_when_this_version_writes() {
    let folder = TempDir::new().unwrap();
    let newer = r#"{"version":3,"value":{"size":1,"colour":"green"}}"#;
    fs::write(folder.path().join(NAME), newer).unwrap();
    let opened = open(folder.path());
    assert_eq!(opened.mishap.map(|mishap| mishap.misfortune), Some(Misfortune::Newer { version: 3 }));
    assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), newer, "reading leaves it");
    opened.file.write(&value()).unwrap();
    opened.file.write(&value()).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("value.json.v3")).unwrap(), newer);
    assert_eq!(open(folder.path()).value, Some(value()));
}

/// What is read back, whole: the value before, in the file's own bytes, and nothing beside it.
fn assert_one_before(folder: &Path, before: &[u8]) {
    assert_eq!(fs::read(folder.join(NAME)).unwrap(), before);
    let opened = open(folder);
    assert_eq!(opened.value, Some(value()));
    assert!(opened.mishap.is_none());
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "no temporary file is left");
}

/// (promise 28) Whatever the disk refuses, the one before is read back whole: a value beyond what a file may be, and, in a
/// process of its own whose files may grow only so far, every write that does not fit, cut at each length.
#[test]
fn a_disk_that_does_not_take_it_leaves_the_one_before() {
    let folder = TempDir::new().unwrap();
    let opened = open(folder.path());
    opened.file.write(&value()).unwrap();
    let before = fs::read(folder.path().join(NAME)).unwrap();
    let too_long = Value { size: 1, name: "x".repeat(2 * 1024 * 1024) };
    assert!(opened.file.write(&too_long).is_err());
    assert_one_before(folder.path(), &before);
}

/// What a process that may write only so many blocks is to do: write the long value into this folder.
const FOLDER: &str = "SENDOFF_TEST_ONE_FILE";

fn long() -> Value {
    Value { size: 9, name: "x".repeat(6_000) }
}

/// Run by the test below in a process of its own; without its folder it has nothing to do.
#[test]
fn a_long_value_is_written_where_the_folder_is_named() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let written = open(Path::new(&folder)).file.write(&long());
    println!("ANSWER {:?}", written.map_err(|error| error.cause));
}

/// (promise 28) A disk that takes a part of the file and then no more: the kernel refuses to let it grow, at every block of 512
/// bytes. The one before is read back whole each time, the cause is named, and with enough room the same write works.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_in_the_midst_of_the_file_leaves_the_one_before() {
    let folder = TempDir::new().unwrap();
    open(folder.path()).file.write(&value()).unwrap();
    let before = fs::read(folder.path().join(NAME)).unwrap();
    let mut refused = 0;
    for blocks in 0..100 {
        let answer = write_long_with(blocks, folder.path());
        if answer == "ANSWER Ok(())" {
            break;
        }
        assert_eq!(answer, "ANSWER Err(DiskFull)", "{blocks} blocks");
        assert_one_before(folder.path(), &before);
        refused += 1;
    }
    assert_eq!(open(folder.path()).value, Some(long()), "with room for it, it is written");
    assert!(refused >= 10, "{refused}");
    println!("a disk full after each of {refused} blocks: the one before read back whole, the cause named");
}

/// The same program with only this test in it, and files of so many blocks at most; being told so by a signal is turned off,
/// for a full disk sends none.
#[cfg(target_os = "linux")]
fn write_long_with(blocks: usize, folder: &Path) -> String {
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\" | cat"));
    shell.arg(std::env::current_exe().unwrap());
    shell.args(["--exact", "--nocapture", "a_long_value_is_written_where_the_folder_is_named"]);
    let output = shell.env(FOLDER, folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answer = text.lines().find_map(|line| line.find("ANSWER").map(|place| line[place..].to_owned()));
    answer.unwrap_or_else(|| panic!("no answer: {text}"))
}

/// (promise 28) The folder is gone, or something else bears the file's name: nothing of it is touched, nothing is left beside it.
#[test]
fn a_name_that_is_taken_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let opened = open(folder.path());
    fs::create_dir(folder.path().join(NAME)).unwrap();
    fs::write(folder.path().join(NAME).join("inside"), "kept").unwrap();
    assert!(opened.file.write(&value()).is_err());
    assert_eq!(fs::read_to_string(folder.path().join(NAME).join("inside")).unwrap(), "kept");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

/// (promise 29) Settings and the place of the window are such files. 500 flipped bits; with `SENDOFF_DEEP` 10,000.
#[test]
fn cut_at_any_byte_or_with_a_flipped_bit_it_is_set_aside_and_the_usual_value_stands() {
    let folder = TempDir::new().unwrap();
    open(folder.path()).file.write(&value()).unwrap();
    let path = folder.path().join(NAME);
    let whole = fs::read(&path).unwrap();
    let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
    let flipped = common::flips(whole.len()).into_iter().map(|(byte, bit)| {
        let mut bytes = whole.clone();
        bytes[byte] ^= 1 << bit;
        bytes
    });
    let (mut cases, mut lost) = (0, 0);
    for bytes in cut.chain(flipped) {
        fs::write(&path, &bytes).unwrap();
        let opened = open(folder.path());
        let told = opened.mishap.map(|mishap| mishap.misfortune);
        assert!(opened.value.is_none() || opened.value == Some(value()), "another value was read");
        assert_eq!(opened.value.is_none(), matches!(told, Some(Misfortune::Lost { .. })), "{told:?}");
        lost += usize::from(opened.value.is_none());
        cases += 1;
    }
    assert!(lost > whole.len());
    println!("{cases} damaged files: {cases} starts, {lost} set aside and said");
}

#[test]
fn a_huge_file_and_deep_nesting_are_set_aside() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(NAME);
    fs::write(&path, format!("{{\"version\":2,\"value\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000))).unwrap();
    assert!(matches!(open(folder.path()).mishap.unwrap().misfortune, Misfortune::Lost { .. }));
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    assert!(matches!(open(folder.path()).mishap.unwrap().misfortune, Misfortune::Lost { .. }));
}
