//! Linux: not dumpable, and no core.
//!
//! Not dumpable means that the files in `/proc/PID` belong to root and that only root attaches (prctl(2), PR_SET_DUMPABLE;
//! proc(5); ptrace(2), "Ptrace access mode checking").

use std::{fs, io};

use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

/// A core of one byte is never written, neither to a file (it is smaller than a page) nor into a pipe, for which no limit
/// counts but this one (Linux, fs/coredump.c: "RLIMIT_CORE of 1 as a special value"). So it holds even while the door is ajar.
const NO_CORE: u64 = 1;

pub(super) fn close() -> io::Result<()> {
    let most = getrlimit(Resource::Core).maximum.map_or(NO_CORE, |most| most.min(NO_CORE));
    setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) })?;
    if is_being_debugged() { Ok(()) } else { let_look(false) }
}

/// Who starts a debug build under a debugger means to look, and the debugger of a process that is not dumpable sees nothing
/// (Linux 4.10, ptrace_access_vm). A released build does not ask.
fn is_being_debugged() -> bool {
    let traced = |status: String| status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0"));
    cfg!(debug_assertions) && fs::read_to_string("/proc/self/status").is_ok_and(traced)
}

pub(super) fn let_look(ajar: bool) -> io::Result<()> {
    let behavior = if ajar { DumpableBehavior::Dumpable } else { DumpableBehavior::NotDumpable };
    Ok(set_dumpable_behavior(behavior)?)
}

#[cfg(test)]
pub(super) fn may_be_looked_at() -> bool {
    rustix::process::dumpable_behavior().unwrap() == DumpableBehavior::Dumpable
}
