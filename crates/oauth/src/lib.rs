//! OAuth 2.0 and OpenID Connect without I/O, without a clock and without randomness of its own.
//!
//! One sign-in is one [`Attempt`]: it makes the authorize address, judges whatever arrives at the redirect address
//! ([`Verdict`]), and redeems the one code it accepted ([`Redemption`]). A [`TokenRequest`] is what the room `wire` sends;
//! it also reads the answer, because only it knows what it asked for and which secrets must not be echoed.
//! [`IdentityRules`] decide whether an ID token is believed. [`Approval`] is the one conversation without a code: an
//! administrator approves for the whole organisation. An [`Assertion`] is what a service account signs in place of anybody's sign-in.
//!
//! The protocol's names, PKCE and the authorize address are those of the crate `oauth2`. Its answer parser is not used:
//! it loses answers whose `expires_in` is a text, loses an error that comes with status 200, and prints tokens. Its
//! request bodies are not used either, because they leave secrets in buffers that nobody wipes.
//!
//! What an AADSTS number *means* is data and lives elsewhere; a [`ProviderRefusal`] carries numbers and words only.

#[cfg(all(feature = "test-names", not(debug_assertions)))]
compile_error!("`test-names` is for the servers of tests: no program that is released may ask a provider this way");

mod approval;
mod assertion;
mod attempt;
mod callback;
mod discovery;
mod endpoints;
mod form;
mod id_token;
mod identity;
mod identity_fault;
mod issuer;
mod json;
mod plan;
mod refusal;
mod roles;
mod scopes;
mod seed;
mod token_answer;
mod token_fault;
mod token_request;

pub use approval::{Approval, ApprovalFault, ApprovalPlan, ApprovalVerdict};
pub use assertion::{Assertion, NotAKey};
pub use attempt::{AcceptedCode, Attempt, CodeOfAnother, Redemption};
pub use callback::{Carrier, NoiseReason, Parameter, Verdict};
pub use discovery::{Ability, Discovered, DiscoveryFault, Issuer, NotAnIssuer, NotConfirmed};
pub use endpoints::{EndpointFault, Endpoints};
pub use form::FormFault;
pub use identity::{Clock, Identity, IdentityRules};
pub use identity_fault::IdentityFault;
pub use issuer::{AnswerIssuer, IssuerRule};
pub use oauth2::{ClientId as ClientIdentifier, Scope};
pub use plan::{Plan, PlanFault, Prompt, ResponseMode};
pub use refusal::{ErrorName, ProviderRefusal};
pub use roles::roles;
pub use scopes::Granted;
pub use seed::{Seed, StateSeed};
pub use token_answer::{Refresh, TokenAnswer};
pub use token_fault::TokenFault;
pub use token_request::{CONTENT_TYPE, TokenRequest};
