//! The layout of one file.

use std::path::Path;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Cause, Header, LedgerError};

/// Counts up with every change of the layout, additions included: a field that an older version does not know would be
/// lost when it writes the file again.
pub(crate) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Writing<'a, T> {
    version: u32,
    header: &'a Header,
    payload: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    #[serde(rename = "version")]
    _version: u32,
    header: Header,
    payload: T,
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

pub(crate) fn to_bytes<T: Serialize>(path: &Path, header: &Header, payload: &T) -> Result<Vec<u8>, LedgerError> {
    json(path, &Writing { version: VERSION, header, payload })
}

/// Any value as a file's content.
pub(crate) fn json(path: &Path, value: &impl Serialize) -> Result<Vec<u8>, LedgerError> {
    serde_json::to_vec_pretty(value).map_err(|_| LedgerError::new(path, Cause::Damaged))
}

/// Header and payload. serde_json refuses text nested deeper than 128 levels by itself.
pub(crate) fn from_bytes<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<(Header, T), LedgerError> {
    check_version(path, bytes)?;
    let written: Written<T> = serde_json::from_slice(bytes).map_err(|_| LedgerError::new(path, Cause::Damaged))?;
    Ok((written.header, written.payload))
}

pub(crate) fn check_version(path: &Path, bytes: &[u8]) -> Result<(), LedgerError> {
    match serde_json::from_slice::<VersionOnly>(bytes) {
        Ok(VersionOnly { version: VERSION }) => Ok(()),
        Ok(VersionOnly { version }) if version > VERSION => Err(LedgerError::new(path, Cause::Newer { version })),
        Ok(_) | Err(_) => Err(LedgerError::new(path, Cause::Damaged)),
    }
}
