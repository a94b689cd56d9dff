//! Which of Microsoft's clouds a directory is in, by what its discovery document says.

use serde::Deserialize;

use crate::{provider::ProviderId, text::Label};

/// The clouds as a provider file tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clouds {
    /// What a sentence calls this one.
    pub(crate) name: Option<Label>,
    pub(crate) own: Vec<String>,
    /// `tenant_region_sub_scope` of its directories, where that tells two clouds apart.
    pub(crate) part: Option<String>,
    pub(crate) others: Vec<OtherCloud>,
}

/// A cloud that is not this provider's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherCloud {
    /// As a sentence names it.
    pub(crate) name: Label,
    /// `cloud_instance_name` of its directories.
    pub(crate) instances: Vec<String>,
    /// `tenant_region_sub_scope`, where that tells two apart.
    pub(crate) part: Option<String>,
    /// Whose it is, where it is set up here.
    #[serde(skip)]
    pub(crate) provider: Option<ProviderId>,
    /// Whether Microsoft documents these words.
    pub(crate) confirmed: bool,
}

/// The cloud of a directory that is not in this provider's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere<'a> {
    /// In one that is known by name, and perhaps set up here.
    Named(&'a Label, Option<ProviderId>),
    /// In one that is not.
    Unnamed,
}

impl Clouds {
    /// How other providers tell this one apart.
    pub(crate) fn as_other(&self) -> Option<OtherCloud> {
        let Self { own: instances, part, .. } = self.clone();
        Some(OtherCloud { name: self.name.clone()?, instances, part, provider: None, confirmed: false })
    }

    /// Where a directory is whose discovery says this; nothing if it is at home, or nothing is said.
    pub(crate) fn elsewhere(&self, instance: Option<&str>, part: Option<&str>) -> Option<Elsewhere<'_>> {
        let instance = instance?;
        let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(instance));
        // Without the word that tells two apart, whoever answered for the directory has it.
        let own_part = part.is_none() || self.part.is_none() || self.part.as_deref() == part;
        if is(&self.own) && own_part {
            return None;
        }
        let fits =
            |other: &&OtherCloud| is(&other.instances) && (other.part.is_none() || other.part.as_deref() == part);
        Some(
            self.others
                .iter()
                .find(fits)
                .map_or(Elsewhere::Unnamed, |other| Elsewhere::Named(&other.name, other.provider)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ProviderId, Recipes};

    #[test]
    fn the_clouds_of_microsoft_are_told_apart() {
        let recipes = Recipes::bundled().unwrap();
        let provider = recipes.provider(ProviderId::Microsoft).unwrap();
        let named = |instance, part| match provider.elsewhere(instance, part)? {
            Elsewhere::Named(name, _) => Some(name.as_str()),
            Elsewhere::Unnamed => Some("?"),
        };
        for (instance, part, expected) in [
            (None, None, None),
            (Some("microsoftonline.com"), None, None),
            (Some("microsoftonline.com"), Some("GCC"), None),
            (Some("microsoftonline.us"), Some("DODCON"), Some("the cloud for the US Government (GCC High)")),
            (Some("microsoftonline.us"), Some("DOD"), Some("the cloud for the US Department of Defense (DoD)")),
            (Some("microsoftonline.us"), None, Some("the cloud for the US Government")),
            (Some("microsoftonline.us"), Some("NEW"), Some("the cloud for the US Government")),
            (Some("partner.microsoftonline.cn"), None, Some("the cloud in China, operated by 21Vianet")),
            (Some("sovcloud-identity.fr"), None, Some("?")),
            (Some("microsoftonline.com.evil.example"), None, Some("?")),
        ] {
            assert_eq!(named(instance, part), expected, "{instance:?} {part:?}");
        }
    }

    #[test]
    fn every_cloud_knows_its_own_directories_and_whose_the_others_are() {
        use ProviderId::{Microsoft, MicrosoftChina, MicrosoftUsDefense, MicrosoftUsGovernment};
        let recipes = Recipes::bundled().unwrap();
        let homes = [
            (Microsoft, "microsoftonline.com", None),
            (MicrosoftUsGovernment, "microsoftonline.us", Some("DODCON")),
            (MicrosoftUsDefense, "microsoftonline.us", Some("DOD")),
            (MicrosoftChina, "partner.microsoftonline.cn", None),
        ];
        for (here, ..) in homes {
            let provider = recipes.provider(here).unwrap();
            for (there, instance, part) in homes {
                let whose = match provider.elsewhere(Some(instance), part) {
                    None => Some(here),
                    Some(Elsewhere::Named(_, whose)) => whose,
                    Some(Elsewhere::Unnamed) => None,
                };
                assert_eq!(whose, Some(there), "{here:?} of {instance} {part:?}");
            }
        }
    }
}
