//! What a manifest gives to the fields of a set-up.

use jiff::civil::Date;
use sendoff_values::{FieldId, RedirectAddress, Tenant};

use super::{Manifest, SecretEntry};
use crate::reading::{Evidence, Found};

/// Redirect URIs that are given at most, as in any other paste.
const MOST_REDIRECTS: usize = 16;

/// The values of a set-up that stand in a manifest. The day is that of the secret whose hint `first_three` is; without it,
/// that of the only secret there is.
pub fn fields(manifest: &Manifest, first_three: Option<&str>) -> Vec<Found> {
    let found = |field: FieldId, value: String| Found { field, value, evidence: Evidence::Manifest };
    let redirects = manifest.redirects.iter().filter_map(|redirect| redirect.address.parse::<RedirectAddress>().ok());
    let mut fields = vec![found(FieldId::ClientId, manifest.client_id.to_string())];
    fields.extend(domain(manifest).map(|domain| found(FieldId::TenantDomain, domain)));
    fields
        .extend(redirects.take(MOST_REDIRECTS).map(|address| found(FieldId::RedirectUri, address.as_str().to_owned())));
    if let [day] = days(manifest, first_three).as_slice() {
        fields.push(found(FieldId::SecretExpires, day.to_string()));
    }
    fields
}

/// The days on which the secret may end: of all that have this hint, or of all there are; each day once.
pub(crate) fn days(manifest: &Manifest, first_three: Option<&str>) -> Vec<Date> {
    let fits = |secret: &&SecretEntry| first_three.is_none() || secret.hint.as_deref() == first_three;
    let mut days: Vec<Date> = manifest.secrets.iter().filter(fits).filter_map(|secret| secret.ends).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The publisher's domain, if it is surely one of the directory: any other may have been proved by a file on a web site
/// (learn.microsoft.com/entra/identity-platform/howto-configure-publisher-domain).
fn domain(manifest: &Manifest) -> Option<String> {
    let domain =
        manifest.publisher_domain.as_deref().filter(|domain| domain.to_ascii_lowercase().ends_with(".onmicrosoft.com"));
    match domain?.parse() {
        Ok(Tenant::Domain(domain)) => Some(domain),
        Ok(Tenant::Id(_)) | Err(_) => None,
    }
}
