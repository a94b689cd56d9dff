//! Holds the client secrets of a manifest against the one that is held.

use super::{Difference, ExpectedSecret};
use crate::{
    manifest::{Manifest, SecretEntry},
    period::SHORT,
};

/// What is wrong with the secret; with several of the same hint, with the one that lasts longest.
pub(super) fn secret(manifest: &Manifest, wanted: &ExpectedSecret) -> Option<Difference> {
    if manifest.secrets.is_empty() {
        return Some(Difference::SecretMissing);
    }
    let fits = |secret: &&SecretEntry| wanted.first_three.is_none() || secret.hint == wanted.first_three;
    let lasting = manifest.secrets.iter().filter(fits).max_by_key(|secret| (secret.ends.is_none(), secret.ends));
    match lasting {
        Some(secret) => ending(secret, wanted),
        None => unknown(manifest, wanted),
    }
}

/// A secret without a hint may be the one that is held: then nothing is sure.
fn unknown(manifest: &Manifest, wanted: &ExpectedSecret) -> Option<Difference> {
    let hints = manifest.secrets.iter().map(|secret| secret.hint.clone()).collect::<Option<Vec<_>>>()?;
    Some(Difference::SecretUnknown { first_three: wanted.first_three.clone()?, hints })
}

fn ending(secret: &SecretEntry, wanted: &ExpectedSecret) -> Option<Difference> {
    let (on, hint) = (secret.ends?, secret.hint.clone());
    match (on - wanted.today).get_days() {
        ..=0 => Some(Difference::SecretEnded { hint, on }),
        1..SHORT => Some(Difference::SecretEndsSoon { hint, on }),
        _ => None,
    }
}
