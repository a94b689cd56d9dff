//! A provider that is found by its own name for itself: which documents it may publish about itself, what of one is believed, and how what
//! it names becomes endpoints. Sources: RFC 8414, OpenID Connect Discovery 1.0.
//!
//! Who types a name sends nothing to it: the documents are public. Secrets go to the endpoints, and those exist only once every
//! host in them was confirmed ([`Discovered::confirmed`]). How that is asked, and why, stands in docs/decisions/discovery.md.

mod discovered;
mod issuer;

pub use discovered::{Ability, Discovered, DiscoveryFault, NotConfirmed};
pub use issuer::{Issuer, NotAnIssuer};
