//! Texts that a person looked at and accepted, each in a file named after the digest of its content.
//!
//! The name is what was accepted. A text that does not have the digest it is kept under is not given to anybody, whoever
//! changed it and however well the rest of the file fits.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Cause, LedgerError, Misfortune, Mishap, disk, file, ledger::set_aside};

/// Version of the layout.
const VERSION: u32 = 1;

/// More texts than this are neither kept nor read: nobody accepts so many, and each is read at every start.
const MOST: usize = 100;

/// A text that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedText {
    /// The name of the file it came from.
    pub name: String,
    /// The text, to the letter.
    pub text: String,
    /// When it was accepted.
    pub accepted_at: Timestamp,
}

impl AcceptedText {
    /// SHA-256 of the text in UTF-8, as 64 small hexadecimal digits.
    pub fn digest(&self) -> String {
        format!("{:x}", Sha256::digest(self.text.as_bytes()))
    }
}

/// A folder of accepted texts.
#[derive(Clone, Debug)]
pub struct AcceptedTexts {
    folder: PathBuf,
}

impl AcceptedTexts {
    /// The texts in this folder, which need not be there yet.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Every text that is as it was accepted, the oldest first. What is not is set aside as `.bad-<now>` and told. Where there are
    /// more than are ever kept, the others are left alone and told; those of the digests in `needed` are always read.
    pub fn read(&self, needed: &BTreeSet<String>, now: Timestamp) -> (Vec<AcceptedText>, Vec<Mishap>) {
        let (mut texts, mut mishaps) = (Vec::new(), Vec::new());
        let (read, left) = self.chosen(needed);
        let too_many = Mishap { path: self.folder.clone(), misfortune: Misfortune::TooMany { left } };
        mishaps.extend((left > 0).then_some(too_many));
        for path in read {
            match read_one(&path) {
                Ok(text) => texts.push(text),
                Err(error) => mishaps.push(Mishap { misfortune: misfortune(&path, error, now), path }),
            }
        }
        texts.sort_by_key(|text| text.accepted_at);
        (texts, mishaps)
    }

    /// Keeps a text; when it returns, the disk has it. One that is there already stays as it is.
    pub fn keep(&self, text: &AcceptedText) -> Result<(), LedgerError> {
        disk::make_folder(&self.folder)?;
        let path = self.path(&text.digest());
        let there = self.paths();
        if there.len() >= MOST && !there.contains(&path) {
            return Err(LedgerError::new(&self.folder, Cause::TooMany { most: MOST }));
        }
        disk::prepare(&path, &file::seal(&path, VERSION, text)?)?.put_in_place()?;
        disk::settle_names(&self.folder)
    }

    /// Forgets the text of this digest; that there is none is no error.
    pub fn remove(&self, digest: &str) -> Result<(), LedgerError> {
        if !is_digest(digest) || !self.folder.is_dir() {
            return Ok(());
        }
        disk::remove(&self.path(digest))?;
        disk::settle_names(&self.folder)
    }

    fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.json"))
    }

    /// The files to read, and how many are left: the needed ones, and of the others as many as make up what is ever kept.
    fn chosen(&self, needed: &BTreeSet<String>) -> (Vec<PathBuf>, usize) {
        let is_needed = |path: &PathBuf| digest_of(path).is_some_and(|digest| needed.contains(digest));
        let (mut read, mut others): (Vec<_>, Vec<_>) = self.paths().into_iter().partition(is_needed);
        let left = others.split_off(others.len().min(MOST.saturating_sub(read.len())));
        read.extend(others);
        (read, left.len())
    }

    /// The files whose names are digests, in order.
    fn paths(&self) -> Vec<PathBuf> {
        let items = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = items.map(|item| item.path()).filter(|path| digest_of(path).is_some()).collect();
        paths.sort();
        paths
    }
}

fn read_one(path: &Path) -> Result<AcceptedText, LedgerError> {
    let damaged = || LedgerError::new(path, Cause::Damaged);
    let bytes = disk::read(path)?.ok_or_else(damaged)?;
    let text: AcceptedText = file::unseal(path, VERSION, &bytes)?;
    if digest_of(path) == Some(text.digest().as_str()) { Ok(text) } else { Err(damaged()) }
}

fn misfortune(path: &Path, error: LedgerError, now: Timestamp) -> Misfortune {
    match error.cause {
        Cause::Newer { version } => Misfortune::Newer { version },
        Cause::Damaged => match set_aside(path, now) {
            Ok(set_aside) => Misfortune::Lost { set_aside },
            Err(error) => Misfortune::Unreadable(error.cause),
        },
        cause @ (Cause::DiskFull
        | Cause::TooMany { .. }
        | Cause::ReadOnly
        | Cause::FolderMissing
        | Cause::InUse
        | Cause::TooLong { .. }
        | Cause::Failed(_)) => Misfortune::Unreadable(cause),
    }
}

/// The digest a file is named after.
fn digest_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()?.strip_suffix(".json").filter(|digest| is_digest(digest))
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
