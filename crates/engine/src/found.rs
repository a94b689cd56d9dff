//! The way to a provider that a set-up names itself: looked at without any secret, then used at the hosts that a person confirmed, and at
//! no other (docs/decisions/discovery.md).

use std::sync::Arc;

use sendoff_oauth::{Ability, Discovered, DiscoveryFault, Endpoints, Issuer, ResponseMode};
use sendoff_problem::{Details, Kind, Problem};
use sendoff_recipes::{FoundProvider, ProviderNames};
use sendoff_wire::{AllowedHosts, Wire, WireSettings};
use url::Url;

use crate::way::{Way, table_fault};

/// Where providers are that set-ups name themselves.
#[derive(Clone, Default)]
pub enum Whereabouts {
    /// Where their names lead, under the system's trust.
    #[default]
    Themselves,
    /// At the practice office, which plays every one of them.
    Office,
    /// At the servers of a test: names under `.test`, which lead to this computer.
    #[cfg(feature = "test-names")]
    OfATest(Box<WireSettings>),
}

/// What is known of one that was found.
#[derive(Clone)]
pub struct FoundEndpoints {
    /// Its endpoints, at confirmed hosts.
    pub(crate) endpoints: Endpoints,
    /// How its answers come back.
    pub(crate) response_mode: ResponseMode,
}

impl Whereabouts {
    /// The way to look at a provider: to its own host, for what it publishes. Its mail servers are only knocked at.
    pub(crate) fn to_look(&self, base: &Way, names: &ProviderNames) -> Result<Arc<Wire>, Problem> {
        let [document, _] = issuer(&names.issuer)?.documents();
        self.wire(base, [place_of(&document)], [])
    }

    /// The way to use it.
    pub(crate) fn to_use(&self, base: &Way, found: &FoundProvider) -> Result<Way, Problem> {
        let again = Discovered::restated(&found.issuer, &found.authorize, &found.token, found.names_itself);
        let again = again.map_err(|fault| not_believed(&fault))?;
        if !issuer(&found.names.issuer)?.is_named(&found.issuer) {
            return Err(not_believed(&DiscoveryFault::OfAnother));
        }
        // What is written down as found was shown whole, and confirmed.
        let endpoints = again.confirmed(&found.hosts()).map_err(|_| Problem::new(Kind::ProviderOfAnother))?;
        let places = [place_of(endpoints.authorize()), place_of(endpoints.token())];
        let mail = found.names.mail.all().map(|server| (server.host.clone(), server.port));
        let wire = self.wire(base, places, mail)?;
        let response_mode = if found.answers_in_form { ResponseMode::FormPost } else { ResponseMode::Query };
        let endpoints = FoundEndpoints { endpoints: self.played(base, endpoints)?, response_mode };
        Ok(Way { provider: base.provider.as_found(found), wire, found: Some(endpoints), ..base.clone() })
    }

    /// Where one of its addresses is asked.
    pub(crate) fn asked_at(&self, base: &Way, address: &Url) -> Result<Url, Problem> {
        match self {
            Self::Office => played_at(base.provider.login(), address),
            Self::Themselves => Ok(address.clone()),
            #[cfg(feature = "test-names")]
            Self::OfATest(_) => Ok(address.clone()),
        }
    }

    fn played(&self, base: &Way, endpoints: Endpoints) -> Result<Endpoints, Problem> {
        if !matches!(self, Self::Office) {
            return Ok(endpoints);
        }
        let authorize = played_at(base.provider.browser(), endpoints.authorize())?;
        let token = played_at(base.provider.login(), endpoints.token())?;
        let announces = endpoints.announces_issuer();
        let made = Endpoints::practice(authorize, token, endpoints.issuer().clone());
        let made = made.map_err(|fault| table_fault(&fault.to_string()))?;
        Ok(if announces { made.announcing_issuer() } else { made })
    }

    fn wire(
        &self,
        base: &Way,
        places: impl IntoIterator<Item = (String, u16)>,
        mail: impl IntoIterator<Item = (String, u16)>,
    ) -> Result<Arc<Wire>, Problem> {
        let (places, mail): (Vec<_>, Vec<_>) = (places.into_iter().collect(), mail.into_iter().collect());
        let mail = mail.iter().map(|(host, port)| (host.as_str(), *port));
        match self {
            Self::Office => Ok(Arc::clone(&base.wire)),
            Self::Themselves => {
                let allowed = AllowedHosts::provider(places.iter().map(|(host, _)| host.as_str()));
                let allowed = allowed.and_then(|allowed| allowed.and_mail(mail));
                let allowed = allowed.map_err(|fault| table_fault(&fault.to_string()))?;
                Ok(Arc::new(Wire::new(WireSettings::provider(allowed))?))
            }
            #[cfg(feature = "test-names")]
            Self::OfATest(settings) => {
                let allowed = AllowedHosts::of_a_test(places.iter().map(|(host, port)| (host.as_str(), *port)));
                let allowed = allowed.and_then(|allowed| allowed.and_mail(mail));
                let allowed = allowed.map_err(|fault| table_fault(&fault.to_string()))?;
                Ok(Arc::new(Wire::new(WireSettings { allowed, ..(**settings).clone() })?))
            }
        }
    }
}

/// A name that a person typed, as the protocol takes it.
pub(crate) fn issuer(text: &str) -> Result<Issuer, Problem> {
    Issuer::known(text).map_err(|fault| not_believed(&DiscoveryFault::Endpoint(fault)))
}

/// What a provider published, as it is shown and confirmed.
pub(crate) fn found(names: &ProviderNames, discovered: &Discovered) -> FoundProvider {
    FoundProvider {
        names: names.clone(),
        issuer: discovered.issuer().to_owned(),
        authorize: discovered.authorize().clone(),
        token: discovered.token().clone(),
        names_itself: discovered.can(Ability::NamesItself),
        answers_in_form: discovered.can(Ability::AnswerInForm),
    }
}

/// Why what a provider published is of no use.
pub(crate) fn not_believed(fault: &DiscoveryFault) -> Problem {
    let kind = match fault {
        DiscoveryFault::NotADocument => Kind::ProviderNotFound,
        DiscoveryFault::OfAnother => Kind::ProviderOfAnother,
        DiscoveryFault::Endpoint(_) | DiscoveryFault::NoCodes | DiscoveryFault::NoS256 => Kind::ProviderUnfit,
    };
    let chain = vec![fault.to_string()];
    Problem::new(kind).with_details(Details { chain, ..Details::default() })
}

/// An address of a provider that the office plays: under the name of its computer, at the office's own.
fn played_at(office: &Url, address: &Url) -> Result<Url, Problem> {
    let host = address.host_str().unwrap_or_default();
    let played = office.join(&format!("/provider/{host}{}", address.path()));
    played.map_err(|fault| table_fault(&fault.to_string()))
}

fn place_of(address: &Url) -> (String, u16) {
    (address.host_str().unwrap_or_default().to_owned(), address.port_or_known_default().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use sendoff_recipes::{MailServers, ProviderId, Recipes};

    use super::*;

    /// What holds for every provider that is found.
    fn base() -> Way {
        let recipes = Recipes::bundled().unwrap();
        let wire = Wire::new(WireSettings::provider(AllowedHosts::provider([]).unwrap())).unwrap();
        Way {
            provider: recipes.provider(ProviderId::Discovered).unwrap().clone(),
            wire: Arc::new(wire),
            catalogue: Arc::new(recipes.errors().clone()),
            google: None,
            replies: recipes.replies().rules().into(),
            codes: recipes.codes().rules().into(),
            practice: false,
            found: None,
        }
    }

    fn written_down(issuer: &str, token: &str) -> FoundProvider {
        let mail = MailServers { smtp: None, imap: None, pop3: None };
        FoundProvider {
            names: ProviderNames { issuer: "https://login.mail.example/realm".to_owned(), mail },
            issuer: issuer.to_owned(),
            authorize: "https://login.mail.example/authorize".parse().unwrap(),
            token: token.parse().unwrap(),
            names_itself: true,
            answers_in_form: false,
        }
    }

    fn used(issuer: &str, token: &str) -> Result<Way, Kind> {
        Whereabouts::Themselves.to_use(&base(), &written_down(issuer, token)).map_err(|problem| problem.kind)
    }

    /// Whoever wrote it down is believed no more than the document was.
    #[test]
    fn what_was_written_down_as_found_is_judged_anew() {
        let (issuer, token) = ("https://login.mail.example/realm", "https://tokens.mail.example/t");
        let way = used(issuer, token).map(|way| way.endpoints(None).unwrap()).unwrap();
        assert!(way.token().as_str() == token && way.announces_issuer());
        for (issuer, token, kind) in [
            ("https://evil.example/realm", token, Kind::ProviderOfAnother),
            (issuer, "http://tokens.mail.example/t", Kind::ProviderUnfit),
            (issuer, "https://tokens.mail.example:8443/t", Kind::ProviderUnfit),
            (issuer, "https://127.0.0.1/t", Kind::ProviderUnfit),
        ] {
            assert_eq!(used(issuer, token).err(), Some(kind), "{issuer} {token}");
        }
    }
}
