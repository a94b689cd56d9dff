//! The listener that waits for one true answer and survives everything else.
//!
//! A [`Listener`] holds a port of this computer before any browser opens, or none where the answer is to be pasted; [`Listener::receive`] takes the attempt over and
//! gives it back with the one answer that passed every check, or ends without one. Whatever else arrives - a stray
//! request, a forged error, an idle or endless connection - is turned away, counted, and changes nothing.
//!
//! It binds loopback addresses only, starts no task (one future does all the work; dropping it closes everything), logs
//! nothing of a request, and decides nothing about an answer: that is [`sendoff_oauth::Attempt::judge`] for a sign-in and
//! [`sendoff_oauth::Approval::judge`] for an administrator's approval; [`Awaited`] is what the two have in common.

mod address;
mod awaited;
mod bind;
mod connection;
mod connections;
mod deadline;
mod exclusive;
mod handle;
mod head;
mod limits;
mod local_name;
mod noise;
mod page;
mod receive;
mod reply;
mod route;
mod wanted;

pub use address::{CallbackPath, NotAPath, RedirectHost};
pub use awaited::{Answer, Awaited, Decision};
pub use bind::{BindProblem, Listener};
pub use handle::{Handle, Pasted};
pub use limits::Limits;
pub use local_name::{LocalName, look_up_localhost};
pub use noise::{Flaw, Noise, NoiseCount};
pub use page::Page;
pub use receive::{ReceiveEnd, Received, Way};
pub use wanted::{Judged, judge_bytes};
