//! A channel: everything of one kind by which something could leave the program, as bytes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sendoff_practice::HandedOutKind;

/// A part of a channel: a file, a stream, the environment of a process.
pub struct Place {
    /// For the test's end.
    pub name: String,
    /// What stands there.
    pub bytes: Vec<u8>,
}

/// One channel.
pub struct Channel {
    /// Its name.
    pub name: &'static str,
    /// What stands there by design, and only there.
    pub allowed: &'static [HandedOutKind],
    /// What there is of it.
    pub places: Vec<Place>,
}

impl Channel {
    /// One in which nothing may stand.
    pub fn new(name: &'static str) -> Self {
        Self { name, allowed: &[], places: Vec::new() }
    }

    /// Adds one more place.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.places.push(Place { name: name.into(), bytes: bytes.into() });
    }

    /// With one more place.
    #[must_use]
    pub fn and(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.add(name, bytes);
        self
    }

    /// With every file under a folder, by its path and by what it holds.
    #[must_use]
    pub fn and_folder(mut self, folder: &Path) -> Self {
        for file in files(folder) {
            let bytes = fs::read(&file).unwrap_or_default();
            let name = file.display().to_string();
            // A name can give something away as well.
            self = self.and(format!("the name {name}"), name.clone()).and(name, bytes);
        }
        self
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.places.iter().map(|place| place.bytes.len()).sum()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its bytes with a leak planted in their middle.
    pub(super) fn with(&self, leak: &[u8]) -> Vec<u8> {
        let largest = self.places.iter().max_by_key(|place| place.bytes.len());
        let bytes = largest.map(|place| place.bytes.as_slice()).unwrap_or_default();
        // Enough of it to be planted among its own kind of bytes.
        let bytes = &bytes[..bytes.len().min(64 * 1024)];
        let (before, after) = bytes.split_at(bytes.len() / 2);
        [before, leak, after].concat()
    }
}

/// Every regular file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found
}

/// The processes of a program by the path it was started with, and all that they have started, as they run now.
pub fn running(program: &Path) -> Vec<u32> {
    let all = processes();
    let found = all.iter().filter(|one| one.is(program)).map(|one| one.number).collect();
    with_children(found, &all)
}

/// The same for those alone that one of these processes has started, or something that it started.
pub fn running_under(program: &Path, roots: &[u32]) -> Vec<u32> {
    let all = processes();
    let below = with_children(roots.to_vec(), &all);
    let found = all.iter().filter(|one| one.is(program) && below.contains(&one.number)).map(|one| one.number).collect();
    with_children(found, &all)
}

struct Process {
    number: u32,
    parent: u32,
    name: String,
}

impl Process {
    fn is(&self, program: &Path) -> bool {
        Path::new(&self.name) == program
    }
}

fn processes() -> Vec<Process> {
    let listed = Command::new("ps").args(["-e", "-o", "pid=,ppid=,args="]).output();
    let listed = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let process = |line: &str| {
        let mut words = line.split_whitespace();
        let (number, parent) = (number(words.next())?, number(words.next())?);
        Some(Process { number, parent, name: words.next().unwrap_or_default().to_owned() })
    };
    listed.lines().filter_map(process).collect()
}

fn with_children(mut found: Vec<u32>, all: &[Process]) -> Vec<u32> {
    let mut at = 0;
    while at < found.len() {
        let children = all.iter().filter(|one| one.parent == found[at]).map(|one| one.number);
        let children: Vec<u32> = children.filter(|process| !found.contains(process)).collect();
        found.extend(children);
        at += 1;
    }
    found
}

fn number(word: Option<&str>) -> Option<u32> {
    word?.parse().ok()
}
