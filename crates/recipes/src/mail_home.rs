//! Where a mailbox is: told by its domain, or by the hosts that take the domain's mail.

use jiff::civil::Date;
use sendoff_values::HostName;
use serde::{Deserialize, Serialize};

use crate::{
    naming::Naming,
    read::{Checked, Misfit, RecipeError, read, require},
    text::Text,
};

/// A place where mailboxes are that set-ups differ by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailHome {
    /// Google, for an organisation with a domain of its own.
    GoogleWorkspace,
    /// Google, for private accounts.
    Gmail,
    /// Microsoft, for an organisation.
    Microsoft365,
}

impl MailHome {
    /// How whoever runs it names registrations: recipes for such mailboxes name them so.
    pub const fn naming(self) -> Naming {
        match self {
            Self::GoogleWorkspace | Self::Gmail => Naming::InProject,
            Self::Microsoft365 => Naming::InDirectory,
        }
    }
}

/// The checked table.
#[derive(Clone, Debug)]
pub struct MailHomes(Vec<Row>);

impl MailHomes {
    /// Reads a table; `file` names it in errors.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        read(file, text).map(|file: HomeFile| Self(file.home))
    }

    /// The home that a domain is the name of, with nobody asked.
    pub fn of_domain(&self, domain: &HostName) -> Option<MailHome> {
        self.0.iter().find(|row| row.domains.contains(domain)).map(|row| row.is)
    }

    /// The home of a domain with these exchanges, in the order in which senders try them: that of the first one known.
    pub fn of_exchanges(&self, exchanges: &[HostName]) -> Option<MailHome> {
        exchanges.iter().find_map(|host| {
            let fits = |row: &&Row| row.exchanges.iter().any(|suffix| host.is_within(suffix));
            self.0.iter().find(fits).map(|row| row.is)
        })
    }

    /// The domains that are a home's own.
    pub fn domains(&self, home: MailHome) -> impl Iterator<Item = &HostName> {
        self.0.iter().filter(move |row| row.is == home).flat_map(|row| &row.domains)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HomeFile {
    schema: u32,
    #[expect(dead_code, reason = "the date is for whoever reads the file; the schema insists on it")]
    checked: Date,
    home: Vec<Row>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    is: MailHome,
    #[serde(default)]
    domains: Vec<HostName>,
    exchanges: Vec<HostName>,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    confirmed: bool,
    #[expect(dead_code, reason = "for whoever reads the file; the schema insists on it")]
    source: Text,
}

impl Checked for HomeFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let suffixes: Vec<&HostName> = self.home.iter().flat_map(|row| &row.exchanges).collect();
        for (at, suffix) in suffixes.iter().enumerate() {
            let unreachable = suffixes[..at].iter().any(|before| suffix.is_within(before));
            require(!unreachable, suffix.as_str(), "an earlier suffix covers it")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Recipes;

    fn home(exchanges: &[&str]) -> Option<MailHome> {
        let hosts: Vec<HostName> = exchanges.iter().map(|host| host.parse().unwrap()).collect();
        Recipes::bundled().unwrap().mail_homes().of_exchanges(&hosts)
    }

    #[test]
    fn an_exchange_tells_the_home_by_whole_labels() {
        for (exchanges, expected) in [
            (&["smtp.google.com"][..], Some(MailHome::GoogleWorkspace)),
            (&["aspmx.l.google.com", "alt1.aspmx.l.google.com"], Some(MailHome::GoogleWorkspace)),
            (&["aspmx2.googlemail.com"], Some(MailHome::GoogleWorkspace)),
            (&["alt3.gmail-smtp-in.l.google.com"], Some(MailHome::Gmail)),
            (&["harbour-example.mail.protection.outlook.com"], Some(MailHome::Microsoft365)),
            (&["harbour-example.o-v1.mx.microsoft"], Some(MailHome::Microsoft365)),
            (&["agency-us.mail.protection.office365.us"], Some(MailHome::Microsoft365)),
            // A filter first, the mailbox behind it; the other way round the first counts.
            (&["mx1.filter.example", "aspmx.l.google.com"], Some(MailHome::GoogleWorkspace)),
            (&["harbour-example.mail.protection.outlook.com", "smtp.google.com"], Some(MailHome::Microsoft365)),
            // A private account at Microsoft is no Microsoft 365.
            (&["outlook-com.olc.protection.outlook.com"], None),
            (&["mx.notgoogle.com"], None),
            (&["google.com.evil.example"], None),
            (&["smtp-google.com"], None),
            (&["xmail.protection.outlook.com"], None),
            (&[], None),
        ] {
            assert_eq!(home(exchanges), expected, "{exchanges:?}");
        }
    }

    #[test]
    fn a_domain_of_its_own_needs_no_records() {
        let recipes = Recipes::bundled().unwrap();
        let homes = recipes.mail_homes();
        assert_eq!(homes.of_domain(&"gmail.com".parse().unwrap()), Some(MailHome::Gmail));
        assert_eq!(homes.of_domain(&"mail.gmail.com".parse().unwrap()), None);
        assert_eq!(homes.domains(MailHome::Gmail).count(), 2);
    }

    #[test]
    fn a_row_that_can_never_count_is_a_mistake() {
        let row = |is: &str, suffix: &str| {
            format!("[[home]]\nis = \"{is}\"\nexchanges = [\"{suffix}\"]\nconfirmed = false\nsource = \"a page\"\n")
        };
        let head = "schema = 1\nchecked = \"2026-11-22\"\n";
        let table = |first: String, second: String| MailHomes::read("homes.toml", &format!("{head}{first}{second}"));
        let (wide, narrow) = (row("google-workspace", "google.com"), row("gmail", "gmail-smtp-in.l.google.com"));
        assert!(table(narrow.clone(), wide.clone()).is_ok());
        assert!(table(wide, narrow).is_err());
    }
}
