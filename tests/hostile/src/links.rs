//! Addresses built from what people type: always the provider's host, always the same number of segments (promise 15).

use sendoff_recipes::{Endpoint, Placeholder, PortalPage, Values};
use sendoff_values::{RedirectAddress, Tenant};
use url::Url;

use crate::scene::microsoft;

const ENDPOINTS: [Endpoint; 4] = [Endpoint::Authorize, Endpoint::Token, Endpoint::Discovery, Endpoint::AdminConsent];

/// One text as directory, as client ID, as redirect address and as everything else a page's address may name.
pub(crate) fn link(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let tenant = text.parse::<Tenant>();
    if let Ok(tenant) = &tenant {
        endpoints(tenant);
    }
    pages(&text);
    if let Ok(redirect) = text.parse::<RedirectAddress>() {
        assert_eq!(redirect.as_str(), text, "a redirect address is kept to the letter");
    }
    tenant.is_ok()
}

fn endpoints(tenant: &Tenant) {
    let provider = microsoft();
    let plain: Tenant = "harbour.example".parse().unwrap();
    for endpoint in ENDPOINTS {
        let usual = provider.endpoint(endpoint, &plain);
        let built = provider.endpoint(endpoint, tenant).or_else(|| panic!("{endpoint:?}: no address for {tenant}"));
        let (Some(built), Some(usual)) = (built, usual) else { panic!("{endpoint:?}: no address at all") };
        same_place(&built, &usual);
        assert_eq!(built.query(), None, "{built}");
    }
}

fn pages(text: &str) {
    let usual = values("plain");
    let hostile = values(text);
    for page in PortalPage::ALL {
        let built = microsoft().page_address(*page, &hostile);
        match (built, microsoft().page_address(*page, &usual)) {
            (Some(built), Some(usual)) => same_place(&built, &usual),
            (None, _) => {}
            (Some(built), None) => panic!("{page:?}: {built} in place of no page"),
        }
    }
}

fn values(text: &str) -> Values {
    Placeholder::ALL.iter().fold(Values::default(), |values, place| values.with(place.clone(), text))
}

fn same_place(built: &Url, usual: &Url) {
    assert_eq!((built.scheme(), built.host_str(), built.port()), (usual.scheme(), usual.host_str(), usual.port()));
    assert_eq!((built.username(), built.password()), ("", None), "{built}");
    let segments = |url: &Url| url.path_segments().map_or(0, Iterator::count);
    assert_eq!(segments(built), segments(usual), "{built}");
    // In the portal's single page the path goes on behind the #.
    let behind = |url: &Url| url.fragment().map(|text| text.matches('/').count());
    assert_eq!(behind(built), behind(usual), "{built}");
    let names = |url: &Url| url.query_pairs().map(|(name, _)| name.into_owned()).collect::<Vec<_>>();
    assert_eq!(names(built), names(usual), "{built}");
}
