//! Ports for programs that are told where to listen.

use std::{
    net::{Ipv4Addr, TcpListener},
    process,
    sync::{
        LazyLock,
        atomic::{AtomicU16, Ordering},
    },
};

/// The next port of this computer that this process has not given out and that nobody listens on. It lies below those that systems
/// draw (Linux from 32768, Windows and macOS from 49152), so that nobody gets it by chance before the program listens.
///
/// # Panics
/// If none is free.
pub fn free_port() -> u16 {
    free_port_of(Ipv4Addr::LOCALHOST, &NEXT)
}

/// The same of another address, counted by itself.
pub(crate) fn free_port_of(address: Ipv4Addr, next: &AtomicU16) -> u16 {
    loop {
        let port = next.fetch_add(1, Ordering::Relaxed);
        assert!((10_000..32_000).contains(&port), "no port of {address} is free");
        if TcpListener::bind((address, port)).is_ok() {
            return port;
        }
    }
}

static NEXT: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(begins_at(process::id())));

/// Processes that run side by side begin at different ones.
fn begins_at(process: u32) -> u16 {
    10_000 + u16::try_from(process % 90).unwrap_or_default() * 100
}
