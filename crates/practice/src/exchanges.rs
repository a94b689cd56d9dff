//! The mail records of the office: for each domain of its people the hosts that take its mail, named as those of Exchange Online
//! (learn.microsoft.com/microsoft-365/admin/get-help-with-domains/create-dns-records-at-any-dns-hosting-provider) and Gmail
//! (support.google.com/a/answer/174125) are. Nothing listens under these names.

use crate::google::GoogleAccountKind;
use crate::office::Office;

impl Office {
    /// The hosts that take the mail of this domain, in the order in which senders try them; none for a domain that nobody has here.
    pub fn exchanges(&self, domain: &str) -> Vec<String> {
        let state = self.lock();
        let directory = &state.directory;
        let named = |own: &str| own.eq_ignore_ascii_case(domain);
        if named(&directory.domain) || named(&directory.outside.domain) {
            let name = domain.to_ascii_lowercase().replace('.', "-");
            return vec![format!("{name}.mail.protection.outlook.com")];
        }
        let at_google = state
            .google
            .kept
            .accounts
            .iter()
            .find(|account| account.address.rsplit_once('@').is_some_and(|(_, own)| named(own)));
        match at_google.map(|account| account.kind) {
            None => Vec::new(),
            Some(GoogleAccountKind::Private) => hosts(&GMAIL),
            // An organisation that has been there for long, with the records of that time.
            Some(GoogleAccountKind::Stranger) => hosts(&LONG_AGO),
            Some(GoogleAccountKind::Mailbox | GoogleAccountKind::Colleague | GoogleAccountKind::Administrator) => {
                vec!["smtp.google.com".to_owned()]
            }
        }
    }
}

const GMAIL: [&str; 2] = ["gmail-smtp-in.l.google.com", "alt1.gmail-smtp-in.l.google.com"];
const LONG_AGO: [&str; 3] = ["aspmx.l.google.com", "alt1.aspmx.l.google.com", "aspmx2.googlemail.com"];

fn hosts(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
