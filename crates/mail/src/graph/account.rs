//! Who the access belongs to, as Graph's `/me` says.

use sendoff_problem::Details;
use serde::Deserialize;

/// The four properties that are asked for, fit to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Object ID of the account in its directory.
    pub id: Option<String>,
    /// Its name for people.
    pub display_name: Option<String>,
    /// Its primary address; without one it probably has no mailbox.
    pub mail: Option<String>,
    /// The name it signs in with.
    pub user_principal_name: Option<String>,
}

/// The answer as it comes; unknown properties are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountAnswer {
    id: Option<String>,
    display_name: Option<String>,
    mail: Option<String>,
    user_principal_name: Option<String>,
}

impl Account {
    /// The name to show: sign-in name, else address.
    pub fn name(&self) -> &str {
        self.user_principal_name.as_deref().or(self.mail.as_deref()).unwrap_or_default()
    }
}

impl From<AccountAnswer> for Account {
    fn from(answer: AccountAnswer) -> Self {
        Self {
            id: fit(answer.id),
            display_name: fit(answer.display_name),
            mail: fit(answer.mail),
            user_principal_name: fit(answer.user_principal_name),
        }
    }
}

fn fit(text: Option<String>) -> Option<String> {
    text.map(|text| Details::words(text.trim())).filter(|text| !text.is_empty())
}
