//! The shell on a mock runtime.
