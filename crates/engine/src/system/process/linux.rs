//! Linux: not dumpable, and no core.
//!
//! Not dumpable means that the files in `/proc/PID` belong to root and that only root attaches (prctl(2), PR_SET_DUMPABLE;
//! proc(5); ptrace(2), "Ptrace access mode checking").

use std::io;

use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

/// A core of one byte is never written, neither to a file (it is smaller than a page) nor into a pipe, for which no limit
/// counts but this one (Linux, fs/coredump.c: "RLIMIT_CORE of 1 as a special value"). So it holds even while the door is ajar.
const NO_CORE: u64 = 1;

pub(super) fn close() -> io::Result<()> {
    let most = getrlimit(Resource::Core).maximum.map_or(NO_CORE, |most| most.min(NO_CORE));
    setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) })?;
    let_look(false)
}

pub(super) fn let_look(ajar: bool) -> io::Result<()> {
    let behavior = if ajar { DumpableBehavior::Dumpable } else { DumpableBehavior::NotDumpable };
    Ok(set_dumpable_behavior(behavior)?)
}

#[cfg(test)]
pub(super) fn may_be_looked_at() -> bool {
    rustix::process::dumpable_behavior().unwrap() == DumpableBehavior::Dumpable
}
