//! The `{tenant}` part of an address (protocol facts 1.3).

use super::refusal::Refusal;
use crate::directory::TenantId;
use crate::fault::Fault;
use crate::office::State;

/// Which directory an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Realm {
    /// Ours.
    Home,
    /// The other organisation's.
    Outside,
    /// `common`, `organizations` or `consumers`.
    Shared,
}

impl Realm {
    /// Reads the tenant part. `directory-unknown` takes effect here.
    pub(super) fn read(state: &mut State, tenant: &str) -> Result<Self, Refusal> {
        let now = state.now();
        if state.faults.take(Fault::DirectoryUnknown, now) {
            return Err(Refusal::TenantNotFound { tenant: tenant.to_owned() });
        }
        let outside = &state.directory.outside;
        if matches!(tenant, "common" | "organizations" | "consumers") {
            Ok(Self::Shared)
        } else if state.directory.is_named(tenant) {
            Ok(Self::Home)
        } else if tenant.eq_ignore_ascii_case(&outside.domain) || tenant.parse() == Ok(outside.tenant) {
            Ok(Self::Outside)
        } else if tenant.parse::<TenantId>().is_ok() || is_domain(tenant) {
            Err(Refusal::TenantNotFound { tenant: tenant.to_owned() })
        } else {
            Err(Refusal::TenantMalformed { tenant: tenant.to_owned() })
        }
    }
}

/// At least two labels of letters, digits and hyphens.
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}
