//! Shared by the tests: starting servers, finding binaries, reading what they print.
