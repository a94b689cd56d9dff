//! A recipe written out as a script: quoted for its shell, held against what its tool knows, run where it can be run, and read
//! back by the room that reads what people paste.
//!
//! bash is real; `az` is a stand-in that knows the options of the real one from a record. **PowerShell is not run: there is none
//! for this machine.** Its script is held against a grammar and a table of cmdlets.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a test stops where it breaks, and counts")]

#[cfg(unix)]
mod azure;
#[cfg(unix)]
mod bash;
mod powershell;
mod record;
mod samples;
mod shape;
#[cfg(unix)]
mod stand_in;
