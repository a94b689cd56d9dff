//! `cargo xtask run`, `cargo xtask test`, and the chores behind them.
fn main() {}
