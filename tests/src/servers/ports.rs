//! An address and ports that nobody else has.

use std::{net::Ipv4Addr, process, sync::atomic::AtomicU16};

use crate::ports::free_port_of;

/// Where the servers of one stack listen.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    /// The provider, inside TLS.
    pub provider: u16,
    /// IMAP with STARTTLS.
    pub imap: u16,
    /// IMAP inside TLS.
    pub imap_tls: u16,
    /// POP3 with STLS.
    pub pop3: u16,
    /// POP3 inside TLS.
    pub pop3_tls: u16,
    /// Submission with STARTTLS, as on port 587.
    pub submission: u16,
    /// Submission inside TLS, as on port 465.
    pub submission_tls: u16,
    /// Where Postfix delivers.
    pub(super) lmtp: u16,
    /// Where Postfix asks Dovecot who somebody is.
    pub(super) sasl: u16,
    /// Where Postfix asks Dovecot whether there is room.
    pub(super) quota: u16,
}

impl Ports {
    pub(super) fn free(address: Ipv4Addr) -> Self {
        Self {
            provider: free(address),
            imap: free(address),
            imap_tls: free(address),
            pop3: free(address),
            pop3_tls: free(address),
            submission: free(address),
            submission_tls: free(address),
            lmtp: free(address),
            sasl: free(address),
            quota: free(address),
        }
    }
}

/// The loopback address of this process: its own, so that what is free on it stays free until a server takes it.
pub(super) fn own_address() -> Ipv4Addr {
    // Numbers of processes have 22 bits at most; 127.64.0.0 and upwards is nobody's habit.
    let [_, high, middle, low] = process::id().to_be_bytes();
    Ipv4Addr::new(127, 64 | (high & 0x3f), middle, low)
}

fn free(address: Ipv4Addr) -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(20_000);
    free_port_of(address, &NEXT)
}
