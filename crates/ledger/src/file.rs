//! The layout of one file: a version, a seal, and the body that the seal is over.
//!
//! A disk can return other bytes than it was given, and JSON with one letter changed is still JSON: only the seal tells a
//! mailbox that was altered from one that was written so. It guards against accidents, not against people.

use std::{cmp::Ordering, path::Path};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use sha2::{Digest, Sha256};

use crate::{Cause, Header, LedgerError};

/// Counts up with every change of the layout, additions included: a field that an older version does not know would be
/// lost when it writes the file again.
pub(crate) const VERSION: u32 = 2;

/// What an entry's file holds.
#[derive(Serialize)]
struct Writing<'a, T> {
    header: &'a Header,
    payload: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    header: Header,
    payload: T,
}

#[derive(Serialize)]
struct Sealing<'a> {
    version: u32,
    sha256: String,
    body: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed<'a> {
    #[serde(rename = "version")]
    _version: u32,
    sha256: String,
    #[serde(borrow)]
    body: &'a RawValue,
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

pub(crate) fn to_bytes<T: Serialize>(path: &Path, header: &Header, payload: &T) -> Result<Vec<u8>, LedgerError> {
    seal(path, VERSION, &Writing { header, payload })
}

/// Header and payload.
pub(crate) fn from_bytes<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<(Header, T), LedgerError> {
    let written: Written<T> = unseal(path, VERSION, bytes)?;
    Ok((written.header, written.payload))
}

/// Any value as a file's content.
pub(crate) fn seal(path: &Path, version: u32, body: &impl Serialize) -> Result<Vec<u8>, LedgerError> {
    let damaged = |_| LedgerError::new(path, Cause::Damaged);
    let body = serde_json::to_string_pretty(body).and_then(RawValue::from_string).map_err(damaged)?;
    serde_json::to_vec_pretty(&Sealing { version, sha256: sum(version, body.get()), body: &body }).map_err(damaged)
}

/// The value again, if it is as it was written. `known` is the newest version that can be read. serde_json refuses text
/// nested deeper than 128 levels by itself.
pub(crate) fn unseal<B: DeserializeOwned>(path: &Path, known: u32, bytes: &[u8]) -> Result<B, LedgerError> {
    let damaged = || LedgerError::new(path, Cause::Damaged);
    let VersionOnly { version } = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    let Ok(sealed) = serde_json::from_slice::<Sealed<'_>>(bytes) else {
        return match version.cmp(&known) {
            Ordering::Less => unsealed(bytes).ok_or_else(damaged),
            Ordering::Equal => Err(damaged()),
            Ordering::Greater => Err(LedgerError::new(path, Cause::Newer { version })),
        };
    };
    // A seal over the known version under another number: the number was altered.
    let altered = sealed.sha256 == sum(known, sealed.body.get());
    if version > known && !altered {
        return Err(LedgerError::new(path, Cause::Newer { version }));
    }
    let whole = sealed.sha256 == sum(version, sealed.body.get());
    let body = whole.then(|| serde_json::from_str(sealed.body.get()).ok());
    body.flatten().ok_or_else(damaged)
}

/// Files had no seal once; their body stood beside the version.
fn unsealed<B: DeserializeOwned>(bytes: &[u8]) -> Option<B> {
    let Ok(Value::Object(mut body)) = serde_json::from_slice(bytes) else { return None };
    body.remove("version");
    serde_json::from_value(Value::Object(body)).ok()
}

fn sum(version: u32, body: &str) -> String {
    format!("{:x}", Sha256::new().chain_update(version.to_le_bytes()).chain_update(body).finalize())
}
