//! The only way out: HTTPS with limits, an exact list of hosts, no redirects, no cookies, no compression.
//!
//! A [`Wire`] is made once for a place (Microsoft, or the practice office) from [`WireSettings`]. It answers a
//! [`Request`] with an [`Answer`], or with a [`WireFault`] that says what stood in the way and whether the request may
//! have had an effect all the same. What an answer means is decided elsewhere; nothing is repeated here. With the places
//! given for mail it holds a [`Talk`] in lines, by the same trust and name resolution. At the [`Door`] of any other computer it
//! only knocks. [`MailRecords`] asks a name server where a domain's mail goes.

#[cfg(all(feature = "test-names", not(debug_assertions)))]
compile_error!("`test-names` is for the servers of tests: no program that is released may reach a host this way");

mod address;
mod answer;
mod body;
mod cause;
mod certificate;
mod door;
mod fault;
mod headers;
mod hosts;
mod mail_records;
mod names;
mod progress;
mod proxy;
mod request;
mod server;
mod settings;
mod talk;
mod trust;
mod wire;

pub use address::is_public;
pub use answer::{Answer, Shape};
pub use door::{Door, OpenDoor};
pub use fault::{Cause, Counted, WireFault};
pub use hosts::{AllowedHosts, NotAHost};
pub use mail_records::MailRecords;
pub use names::{LookUpFault, Names, SystemNames};
pub use request::Request;
pub use server::Server;
pub use settings::{Limits, ProxyChoice, Trust, WireNotMade, WireSettings};
pub use talk::{Encrypted, Talk};
pub use wire::Wire;
