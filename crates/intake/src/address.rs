//! Reads directory and registration out of the address of a portal page or of a sign-in.

use sendoff_recipes::Provider;
use sendoff_values::{Guid, Tenant};
use url::Url;

/// What an address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AddressReading {
    pub(crate) client_id: Option<Guid>,
    pub(crate) tenant: Option<Tenant>,
}

/// Reads an address of the provider's own; another host says nothing, however much it looks like one (M-14).
pub(crate) fn read_address(text: &str, provider: &Provider) -> AddressReading {
    let Some(address) = Url::parse(text).ok().filter(|address| provider.is_own(address)) else {
        return AddressReading::default();
    };
    let tail = [address.path(), address.query().unwrap_or_default(), address.fragment().unwrap_or_default()].join("/");
    let parts: Vec<&str> =
        tail.split(['/', '&', '=', '?', '#', '@']).filter(|part| !part.is_empty()).take(64).collect();
    let behind = |names: &[&str]| {
        let mut pairs = parts.windows(2).filter(|pair| names.iter().any(|name| name.eq_ignore_ascii_case(pair[0])));
        pairs.find_map(|pair| pair[1].parse::<Guid>().ok())
    };
    let first = parts.iter().find(|part| **part != "portal").and_then(|part| part.parse::<Tenant>().ok());
    AddressReading {
        client_id: behind(&["appId", "client_id", "app-registrations"]),
        tenant: behind(&["tid", "tenantId"]).map(|id| Tenant::Id(sendoff_values::TenantId(id))).or(first),
    }
}
