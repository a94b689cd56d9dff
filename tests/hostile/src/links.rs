//! Addresses built from what people type: always the provider's host, always the same number of segments (promise 15).

use sendoff_recipes::{Endpoint, Placeholder, PortalPage, Values};
use sendoff_values::{RedirectAddress, Tenant};
use url::{Origin, Url};

use crate::scene::{google, microsoft};

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

/// A page with a hostile value in it is the usual page, or the one of somebody who has no directory or project to name yet, or
/// of somebody who has nothing: a value of dots is none.
fn pages(text: &str) {
    let (hostile, usual) = (values(text), [values("plain"), without_place("plain"), Values::default()]);
    for provider in [microsoft(), google()] {
        for page in PortalPage::ALL {
            let built = provider.page_address(*page, &hostile);
            let expected = usual.iter().filter_map(|values| provider.page_address(*page, values));
            let expected = expected.map(|address| place(&address)).collect::<Vec<_>>();
            if let Some(built) = built {
                assert!(expected.contains(&place(&built)), "{page:?}: {built} in place of {expected:?}");
            }
        }
    }
}

fn values(text: &str) -> Values {
    Placeholder::ALL.iter().fold(Values::default(), |values, place| values.with(place.clone(), text))
}

fn without_place(text: &str) -> Values {
    let stays = |place: &&Placeholder| !matches!(place, Placeholder::Tenant | Placeholder::Project);
    Placeholder::ALL.iter().filter(stays).fold(Values::default(), |values, place| values.with(place.clone(), text))
}

fn same_place(built: &Url, usual: &Url) {
    assert_eq!(place(built), place(usual), "{built}");
}

/// Where an address leads, whatever its segments and its values are called.
#[derive(Debug, PartialEq)]
struct Place {
    origin: Origin,
    is_named: bool,
    segments: usize,
    /// In the portal's single page the path goes on behind the #.
    behind: Option<usize>,
    names: Vec<String>,
}

fn place(url: &Url) -> Place {
    Place {
        origin: url.origin(),
        is_named: !url.username().is_empty() || url.password().is_some(),
        segments: url.path_segments().map_or(0, Iterator::count),
        behind: url.fragment().map(|text| text.matches('/').count()),
        names: url.query_pairs().map(|(name, _)| name.into_owned()).collect(),
    }
}
