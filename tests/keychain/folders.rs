//! A folder that cannot be used: it is said by name, and the same program takes it once it can be.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Command,
};

use sendoff_tests::stranger::{Stranger, give, without_rights};

use crate::computer::{PATIENT, Saver};

/// What is wrong with a folder, what it is called, and what mends it.
struct Trouble {
    name: &'static str,
    kind: &'static str,
    begin: fn(&Path),
    end: fn(&Path),
}

const TROUBLES: [Trouble; 5] = [
    Trouble { name: "read-only", kind: "folder-read-only", begin: |at| made(at, 0o555), end: |at| mode(at, 0o755) },
    Trouble { name: "shut", kind: "folder-read-only", begin: |at| made(at, 0o000), end: |at| mode(at, 0o755) },
    Trouble {
        name: "missing in a folder that is read-only",
        kind: "folder-read-only",
        begin: |at| mode(parent(at), 0o555),
        end: |at| mode(parent(at), 0o755),
    },
    Trouble {
        name: "a file",
        kind: "folder-missing",
        begin: |at| fs::write(at, "a file").unwrap(),
        end: |at| fs::remove_file(at).unwrap(),
    },
    Trouble {
        name: "a link to nowhere",
        kind: "folder-missing",
        begin: |at| symlink("nowhere", at).unwrap(),
        end: |at| fs::remove_file(at).unwrap(),
    },
];

fn parent(at: &Path) -> &Path {
    at.parent().unwrap()
}

fn mode(at: &Path, mode: u32) {
    fs::set_permissions(at, fs::Permissions::from_mode(mode)).unwrap();
}

fn made(at: &Path, bits: u32) {
    fs::create_dir(at).unwrap();
    give(at);
    mode(at, bits);
}

/// (promise 28) As a user without rights: for root no folder is read-only.
#[test]
fn a_folder_that_cannot_be_used_is_named_and_taken_once_it_can_be() {
    let stranger = Stranger::with(&["keychain-saver"]);
    for Trouble { name, kind, begin, end } in &TROUBLES {
        let home = tempfile::tempdir().unwrap();
        give(home.path());
        let folder = home.path().join("sendoff");
        begin(&folder);
        let mut command = Command::new(stranger.program("keychain-saver"));
        let mut saver = Saver::start(without_rights(command.arg(&folder).args(PATIENT)));
        for line in ["remember word", "set word"] {
            let answer = saver.fails(line, kind);
            assert!(answer["said"].as_str().unwrap().contains("sendoff"), "{name}: the place is named: {answer}");
        }
        saver.fails("open-again", kind);
        end(&folder);
        for line in ["open-again", "remember word", "set word"] {
            assert_eq!(saver.ask(line)["ok"], true, "{name}: {line}");
        }
        assert_eq!(saver.ask("remembered")["word"], "word", "{name}");
    }
    println!(
        "{} folders that cannot be used: each named, each taken by the same process once it could be",
        TROUBLES.len()
    );
}
