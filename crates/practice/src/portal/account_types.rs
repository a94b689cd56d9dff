//! "Supported account types", as radio buttons: when registering, and under Authentication.

use super::controls;
use super::markup::Element;
use super::posted::Posted;
use crate::directory::Audience;

/// The name of the field.
const FIELD: &str = "audience";

/// The buttons, with the organisation's name in the first.
pub(super) fn radios(organisation: &str, chosen: Audience) -> Element {
    let labels = Audience::ALL.map(|audience| (slug(audience), audience.label(organisation)));
    let choices = labels.each_ref().map(|(slug, label)| (*slug, label.as_str(), ""));
    controls::radios("Supported account types", FIELD, &choices, slug(chosen))
}

/// What was posted, if it is one of them.
pub(super) fn read(posted: &Posted) -> Option<Audience> {
    Audience::ALL.into_iter().find(|audience| slug(*audience) == posted.text(FIELD))
}

fn slug(audience: Audience) -> &'static str {
    match audience {
        Audience::SingleTenant => "single-tenant",
        Audience::MultiTenant => "multi-tenant",
        Audience::MultiTenantAndPersonal => "multi-tenant-and-personal",
        Audience::Personal => "personal",
    }
}
