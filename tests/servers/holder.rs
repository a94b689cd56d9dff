//! Starts a stack of real servers, says where they are, and holds them until it reads a line or is killed.
#![allow(clippy::print_stdout, reason = "that is how it says where they are")]

#[cfg(target_os = "linux")]
fn main() {
    use sendoff_tests::servers::{Ports, Stack};

    let stack = Stack::start();
    let Ports { provider, imap, imap_tls, pop3, pop3_tls, submission, submission_tls, .. } = *stack.ports();
    let ports = [provider, imap, imap_tls, pop3, pop3_tls, submission, submission_tls].map(|port| port.to_string());
    println!("{} {} {}", stack.folder().display(), stack.address(), ports.join(" "));
    let _ = std::io::stdin().read_line(&mut String::new());
}

#[cfg(not(target_os = "linux"))]
fn main() {}
