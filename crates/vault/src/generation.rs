//! Generations of a record, and the head entry that says which one counts.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Fault;

/// One written copy of a record: its number, and how many entries it takes.
///
/// It is no secret; the ledger keeps it while a save is under way, so that what a crash left behind can be removed. One
/// that is read back with numbers no save writes is refused: whoever altered it must not make us ask the keychain for
/// four thousand million entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Generation {
    /// Borne by one attempt only. It counts up from the head that is shown; where none is shown it is the moment at which
    /// the record was proved, because there may be one all the same (docs/decisions/saving.md).
    pub number: u64,
    /// Entries `client/<id>/<number>/<0..chunks>`.
    pub chunks: u32,
}

/// Entries of one record at most: the longest record in parts of the smallest size takes 110.
pub(crate) const MOST_CHUNKS: u32 = 256;

/// No connection is saved so often, and one more can always be counted.
const HIGHEST_NUMBER: u64 = u64::MAX / 2;

/// Where numbers start behind a keychain that shows nothing: no two proofs of one connection share a microsecond.
pub(crate) fn first_number(proved_at: Timestamp) -> u64 {
    u64::try_from(proved_at.as_microsecond()).unwrap_or_default().max(1)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    number: u64,
    chunks: u32,
}

impl TryFrom<Unchecked> for Generation {
    type Error = &'static str;

    fn try_from(Unchecked { number, chunks }: Unchecked) -> Result<Self, Self::Error> {
        if chunks > MOST_CHUNKS || number > HIGHEST_NUMBER {
            return Err("not a generation that was ever written");
        }
        Ok(Self { number, chunks })
    }
}

/// What the head entry `client/<id>` says. Writing it is the one moment at which a save becomes real.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) generation: Generation,
    /// Bytes of all chunks together.
    pub(crate) length: usize,
    /// Of all chunks together, hexadecimal.
    pub(crate) sha256: String,
}

const LAYOUT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    layout: u32,
    head: Head,
}

#[derive(Deserialize)]
struct LayoutOnly {
    layout: u32,
}

impl Head {
    /// The head of `text` when it is stored as `generation`.
    pub(crate) fn of(generation: Generation, text: &[u8]) -> Self {
        Self { generation, length: text.len(), sha256: hex::encode(Sha256::digest(text)) }
    }

    /// Whether `text` is what this head was written for.
    pub(crate) fn fits(&self, text: &[u8]) -> bool {
        self == &Self::of(self.generation, text)
    }

    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Fault> {
        let written = Written { layout: LAYOUT, head: self.clone() };
        serde_json::to_vec(&written).map_err(|_| Fault::other("head"))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        let LayoutOnly { layout } = serde_json::from_slice(bytes).map_err(|_| Fault::Changed)?;
        match layout.cmp(&LAYOUT) {
            Ordering::Less => Err(Fault::Changed),
            Ordering::Equal => serde_json::from_slice::<Written>(bytes).map(|one| one.head).map_err(|_| Fault::Changed),
            Ordering::Greater => Err(Fault::Newer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written_and_fits_only_its_own_text() {
        let head = Head::of(Generation { number: 7, chunks: 2 }, b"text");
        assert_eq!(Head::from_bytes(&head.to_bytes().unwrap()).unwrap(), head);
        assert!(head.fits(b"text"));
        assert!(!head.fits(b"texu"));
    }

    #[test]
    fn a_head_stays_far_below_the_smallest_entry() {
        let head = Head::of(Generation { number: u64::MAX, chunks: u32::MAX }, &vec![0; 300_000]);
        assert!(head.to_bytes().unwrap().len() < 300);
    }

    #[test]
    fn numbers_that_no_save_writes_are_damage() {
        let read = |number: u64, chunks: u32| {
            let head = Head {
                generation: Generation { number, chunks },
                ..Head::of(Generation { number: 1, chunks: 1 }, b"")
            };
            Head::from_bytes(&head.to_bytes().unwrap())
        };
        assert!(read(HIGHEST_NUMBER, MOST_CHUNKS).is_ok());
        assert_eq!(read(1, u32::MAX).unwrap_err(), Fault::Changed);
        assert_eq!(read(u64::MAX, 1).unwrap_err(), Fault::Changed);
    }

    #[test]
    fn a_damaged_head_and_a_newer_one_are_told_apart() {
        assert_eq!(Head::from_bytes(b"{").unwrap_err(), Fault::Changed);
        assert_eq!(Head::from_bytes(br#"{"layout":1,"head":{}}"#).unwrap_err(), Fault::Changed);
        assert_eq!(Head::from_bytes(br#"{"layout":0,"head":{}}"#).unwrap_err(), Fault::Changed);
        assert_eq!(Head::from_bytes(br#"{"layout":2,"other":{}}"#).unwrap_err(), Fault::Newer);
    }
}
