//! Numbers of things that wait.

use serde::{Deserialize, Serialize};

/// One waiting effect. Stages and results bring it back; a result whose number is not the current one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OperationNumber(pub u64);
