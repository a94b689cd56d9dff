//! The words of the trade as types: identifiers, addresses, step and field names, secrets that neither print nor serialise.
//!
//! A value of one of these types has been checked once, at the edge; the rooms behind it need not check again.
//! This room does no I/O, knows no provider, and depends on none of ours.

mod client_id;
mod field;
mod google;
mod held;
mod host;
mod identifier;
mod mailbox;
mod operation;
mod project_id;
mod redirect;
mod searching;
mod secret;
mod stage;
mod step;
mod tenant;

pub use client_id::{ClientId, NotAClientId};
pub use field::FieldId;
pub use google::{CLIENT_ID_ENDING, GoogleClientId, NotOfGoogle, UniqueId};
pub use held::{Handle, Held, SecretShape};
pub use host::{HostName, NotAHostName};
pub use identifier::{ConnectionId, Guid, NotAGuid, TenantId};
pub use mailbox::{MailAddress, NotAnAddress};
pub use operation::OperationNumber;
pub use project_id::{NotAProjectId, ProjectId};
pub use redirect::{NotARedirectAddress, RedirectAddress};
pub use searching::{folded, found_in};
pub use secret::{
    AccessToken, AppPassword, AuthorizationCode, ClientSecret, CodeVerifier, IdToken, Nonce, PrivateKey, RefreshToken,
    SecretValue, State,
};
pub use stage::{Stage, StageState};
pub use step::StepId;
pub use tenant::{NotATenant, Tenant};
