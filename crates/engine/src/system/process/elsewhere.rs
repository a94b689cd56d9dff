//! macOS: no debugger attaches, and no core. Windows: the process's access list lets others do no more than see and end it.

/// A debug build on macOS can be debugged: denying it would end the debugger that starts it.
pub(super) fn close() -> Result<(), secmem_proc::error::Error> {
    if cfg!(all(target_os = "macos", debug_assertions)) {
        return Ok(());
    }
    secmem_proc::harden_process()
}

/// No dialog of these systems looks into the process.
#[expect(clippy::unnecessary_wraps, reason = "on Linux it can fail")]
pub(super) fn let_look(_ajar: bool) -> std::io::Result<()> {
    Ok(())
}
