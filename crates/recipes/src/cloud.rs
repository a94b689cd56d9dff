//! Which of Microsoft's clouds a directory is in, by what its discovery document says.

use serde::Deserialize;

use crate::text::Label;

/// The clouds as a provider file tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clouds {
    pub(crate) own: Vec<String>,
    pub(crate) others: Vec<OtherCloud>,
}

/// A cloud that is not this provider's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherCloud {
    /// As a sentence names it.
    name: Label,
    /// `cloud_instance_name` of its directories.
    instances: Vec<String>,
    /// `tenant_region_sub_scope`, where that tells two apart.
    part: Option<String>,
    /// Whether Microsoft documents these words.
    confirmed: bool,
}

/// The cloud of a directory that is not in this provider's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere<'a> {
    /// In one that is known by name.
    Named(&'a Label),
    /// In one that is not.
    Unnamed,
}

impl Clouds {
    /// Where a directory is whose discovery says this; nothing if it is at home, or nothing is said.
    pub(crate) fn elsewhere(&self, instance: Option<&str>, part: Option<&str>) -> Option<Elsewhere<'_>> {
        let instance = instance?;
        let is = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(instance));
        if is(&self.own) {
            return None;
        }
        let fits =
            |other: &&OtherCloud| is(&other.instances) && (other.part.is_none() || other.part.as_deref() == part);
        Some(self.others.iter().find(fits).map_or(Elsewhere::Unnamed, |other| Elsewhere::Named(&other.name)))
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
            Elsewhere::Named(name) => Some(name.as_str()),
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
}
