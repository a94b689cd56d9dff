//! What is known of a set-up when something is read or checked.

use jiff::civil::Date;
use sendoff_recipes::Naming;
use sendoff_values::{ClientId, Guid, MailAddress, TenantId};

/// Values entered or found so far. None of them is a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// How the provider names registrations: what an ID may look like.
    pub naming: Naming,
    /// The client ID as entered.
    pub client_id: Option<ClientId>,
    /// Directory (tenant) ID as entered.
    pub tenant_id: Option<TenantId>,
    /// The directory that discovery found for the mailbox's domain.
    pub directory: Option<TenantId>,
    /// IDs that stood beside *Object ID* in an earlier paste.
    pub object_ids: Vec<Guid>,
    /// IDs that stood beside *Secret ID* in an earlier paste.
    pub secret_ids: Vec<Guid>,
    /// The mailbox.
    pub mailbox: Option<MailAddress>,
    /// The first three characters of the client secret, if one is held: they tell which of several in a manifest it is.
    pub secret_hint: Option<String>,
    /// Today, UTC; without it days are not judged.
    pub today: Option<Date>,
}
