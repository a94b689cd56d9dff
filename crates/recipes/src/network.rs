//! Computers that must be reachable from where the person signs in.

use std::num::NonZeroU16;

use sendoff_values::HostName;
use serde::Deserialize;
use url::Url;

use crate::{
    condition::When,
    question::Answers,
    read::{Misfit, require},
    recipe::Recipe,
    template::{Placeholder, Template, Values},
    text::Text,
};

/// One computer and port: its name is known, the port takes a connection, and where the redirect address leads through it by
/// https, a private one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkCheck {
    /// The computer, by an answer: `{answer.host}` or `{redirect_host}`. A recipe names no computer of its own; in a file from a
    /// stranger, neither may the redirect address, so that it cannot point at one.
    pub host: Template,
    /// The port; without one, that of the redirect address.
    pub port: Option<NonZeroU16>,
    /// What it is needed for.
    pub why: Text,
    /// When it is needed.
    #[serde(default)]
    pub when: When,
}

/// The door of a computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkPlace {
    /// The computer.
    pub host: HostName,
    /// The port.
    pub port: u16,
    /// Whether it must be passed in private: the redirect address leads through it and begins with https.
    pub private: bool,
}

impl NetworkCheck {
    /// What is to be reached, once `values` has all of it. Nothing if it is no computer's name.
    pub fn place(&self, values: &Values) -> Option<NetworkPlace> {
        let host: HostName = self.host.fill(values).ok()?.parse().ok()?;
        let redirect = values.get(&Placeholder::Redirect).and_then(|text| Url::parse(&text).ok());
        let own = redirect.filter(|redirect| redirect.host_str() == Some(host.as_str()));
        let own_port = own.as_ref().and_then(Url::port_or_known_default);
        let port = self.port.map(NonZeroU16::get).or(own_port)?;
        let private = own.is_some_and(|redirect| redirect.scheme() == "https") && own_port == Some(port);
        Some(NetworkPlace { host, port, private })
    }

    /// Whether it is the computer of the redirect address.
    pub(crate) fn is_of_redirect(&self) -> bool {
        self.host.single() == Some(&Placeholder::RedirectHost)
    }

    /// What must hold for each way to answer; `answers` are samples of that way.
    pub(crate) fn check_way(&self, recipe: &Recipe, answers: &Answers) -> Result<(), Misfit> {
        let answered = |place: &Placeholder| matches!(place, Placeholder::Answer(_) | Placeholder::RedirectHost);
        let alone = self.host.single().is_some_and(answered);
        require(alone, "network.host", "it is `{redirect_host}` or one answer, and nothing else")?;
        require(
            self.is_of_redirect() || self.port.is_some(),
            "network.port",
            "only the redirect address brings a port of its own",
        )?;
        let values = recipe.typed(answers);
        let values = match recipe.redirect_plan(answers) {
            Some(plan) => values.with(Placeholder::Redirect, plan.registered.as_str()),
            None => values,
        };
        require(self.place(&values).is_some(), "network.host", "it is not the name of a computer")
    }
}

impl Recipe {
    /// What must be reachable, as far as `values` tells, each once; the recipe is tailored.
    pub fn network_places(&self, values: &Values) -> Vec<NetworkPlace> {
        let mut places = Vec::new();
        for place in self.network.iter().filter_map(|check| check.place(values)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(port: Option<u16>) -> NetworkCheck {
        NetworkCheck {
            host: "{redirect_host}".parse().unwrap(),
            port: port.and_then(NonZeroU16::new),
            why: "Because.".to_owned().try_into().unwrap(),
            when: When::default(),
        }
    }

    fn place(port: Option<u16>, redirect: &str) -> Option<(String, u16, bool)> {
        let values = Values::default().with(Placeholder::Redirect, redirect);
        let place = check(port).place(&values)?;
        Some((place.host.to_string(), place.port, place.private))
    }

    #[test]
    fn a_door_is_private_where_the_redirect_address_leads_through_it_by_https() {
        let found = |port, private| Some(("gathr.example.com".to_owned(), port, private));
        for (port, redirect, expected) in [
            (None, "https://gathr.example.com/back", found(443, true)),
            (None, "https://Gathr.Example.com:48444/back", found(48_444, true)),
            (Some(48_444), "https://gathr.example.com/back", found(48_444, false)),
            (Some(48_444), "https://gathr.example.com:48444/back", found(48_444, true)),
            (None, "http://gathr.example.com/back", found(80, false)),
            (None, "http://localhost/back", None),
            (None, "https://10.0.0.1/back", None),
        ] {
            assert_eq!(place(port, redirect), expected, "{redirect}");
        }
    }
}
