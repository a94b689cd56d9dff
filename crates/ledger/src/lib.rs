//! Remembers on disk, without secrets.
