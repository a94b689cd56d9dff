//! The place of one set-up.

use sendoff_values::ConnectionId;
use serde::{Deserialize, Serialize};

/// One set-up, from its first step to its hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    id: ConnectionId,
}
