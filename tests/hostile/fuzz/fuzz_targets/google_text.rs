//! See tests/hostile/src/lib.rs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sendoff_hostile::feed("google_text", bytes));
