//! The only way out: HTTP with limits, allowed hosts, TLS.
