//! Everything that can stand between this program and Microsoft, caused on this computer: each fault has a cause in words of its
//! own, in time, and nothing is sent twice.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod bodies;
mod clouds;
mod cutting;
mod faults;
mod provider;
mod refusals;
#[path = "../../crates/wire/tests/faults/stub.rs"]
#[allow(dead_code, reason = "the tests of the wire use the rest")]
mod stub;
#[cfg(target_os = "linux")]
mod surroundings;

/// One test at a time: the memory of the program is measured, and so are times.
async fn alone() -> tokio::sync::MutexGuard<'static, ()> {
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    ONE.lock().await
}

/// Whether everything is counted whole.
fn is_deep() -> bool {
    std::env::var_os("SENDOFF_DEEP").is_some()
}
