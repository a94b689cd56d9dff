//! A header as the list needs it: with what it is found and ordered by, worked out once.

use sendoff_values::folded;

use crate::Header;

/// One row in memory.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) header: Header,
    pub(crate) organisation: String,
    pub(crate) mailbox: String,
    pub(crate) application: String,
}

impl From<Header> for Row {
    fn from(header: Header) -> Self {
        let summary = &header.summary;
        let name = if summary.application_name.is_empty() { &summary.application } else { &summary.application_name };
        Self {
            organisation: folded(&summary.organisation),
            mailbox: folded(&summary.mailbox),
            application: folded(name),
            header,
        }
    }
}

impl Row {
    /// Whether each of the words, which are folded, occurs somewhere in the row.
    pub(crate) fn holds_all(&self, words: &[String]) -> bool {
        let texts = [&self.organisation, &self.mailbox, &self.application];
        words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}
