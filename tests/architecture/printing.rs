//! What holds a secret does not print it: `Zeroizing` wipes, yet its `{:?}` shows what it holds, so no type that has one derives
//! a way to be shown or written. The types of `sendoff_values` show nothing by themselves.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What would show or write the whole of it.
const GIVES_AWAY: [&str; 3] = ["Debug", "Serialize", "Display"];

/// How many types hold a `Zeroizing`, and those of them that derive one of these.
fn talkative(source: &str) -> (usize, Vec<String>) {
    let (mut holders, mut wrong, mut derived) = (0, Vec::new(), String::new());
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line.trim().starts_with("#[derive(") {
            derived.push_str(line);
        } else if let Some(name) = declared(line.trim()) {
            let gives: Vec<&str> = GIVES_AWAY.into_iter().filter(|one| derived.contains(one)).collect();
            if whole(line, &mut lines).contains("Zeroizing<") {
                holders += 1;
                wrong.extend((!gives.is_empty()).then(|| format!("{name} derives {gives:?}")));
            }
            derived.clear();
        }
    }
    (holders, wrong)
}

/// A declaration from its first line on: up to the bracket that stands where it began.
fn whole<'a>(first: &str, rest: &mut impl Iterator<Item = &'a str>) -> String {
    let mut whole = first.to_owned();
    let ends = |line: &str| line.trim_start().starts_with(['}', ')']) && indented(line) == indented(first);
    if !first.ends_with([';', '}']) {
        for line in rest {
            whole.push_str(line);
            if ends(line) {
                break;
            }
        }
    }
    whole
}

fn indented(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The name of the type that this line begins.
fn declared(line: &str) -> Option<&str> {
    let mut words =
        line.split([' ', '(', '<', '{', ';']).filter(|word| !word.starts_with("pub") && !word.ends_with(')'));
    matches!(words.next()?, "struct" | "enum").then(|| words.next()).flatten()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            sources(&path, found);
        } else if path.extension().is_some_and(|one| one == "rs") {
            found.push(path);
        }
    }
}

/// (promise 18)
#[test]
fn what_holds_a_secret_has_no_derived_way_to_show_it() {
    let planted = "#[derive(Clone, Debug)]\npub(crate) struct Open {\n    a: Vec<u8>,\n    b: Zeroizing<String>,\n}\n\
                   #[derive(Debug)]\npub struct Short(Zeroizing<Vec<u8>>);\n#[derive(Default)]\nstruct Closed(Zeroizing<String>);\n\
                   #[derive(Debug)]\nenum Many {\n    One { at: u8 },\n    Two(Zeroizing<String>),\n}\n#[derive(Debug)]\nstruct Other;\n";
    let (holders, wrong) = talkative(planted);
    assert_eq!((holders, wrong.len()), (4, 3), "what is planted is found: {wrong:?}");

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["crates", "src-tauri"] {
        sources(&root.join(folder), &mut files);
    }
    let (mut holders, mut wrong) = (0, Vec::new());
    for file in &files {
        let (here, found) = talkative(&fs::read_to_string(file).unwrap());
        holders += here;
        wrong.extend(found.iter().map(|one| format!("{}: {one}", file.display())));
    }
    println!("{holders} types in {} files hold bytes that are wiped: {} can be shown", files.len(), wrong.len());
    assert!(holders > 8, "they were found: {holders}");
    assert_eq!(wrong, Vec::<String>::new());
}
