//! What a step has people enter under *Expose an API*, by the labels of the portal's form
//! (learn.microsoft.com/entra/identity-platform/quickstart-configure-app-expose-web-apis).

use serde::{Deserialize, Serialize};

use crate::{step::Step, text::Label};

mod form {
    pub(super) const NAME: &str = "Scope name";
    pub(super) const WHO: &str = "Who can consent?";
    pub(super) const WHO_EVERYBODY: &str = "Admins and users";
    pub(super) const ADMIN_NAME: &str = "Admin consent display name";
    pub(super) const ADMIN_DESCRIPTION: &str = "Admin consent description";
    pub(super) const USER_NAME: &str = "User consent display name";
    pub(super) const USER_DESCRIPTION: &str = "User consent description";
    pub(super) const CLIENT: &str = "Client ID";
}

/// One scope, as the step gives it to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// *Scope name*.
    pub name: String,
    /// *Who can consent?*, where the step says.
    pub who: Option<MayConsent>,
    /// *Admin consent display name*.
    pub admin_name: Option<String>,
    /// *Admin consent description*.
    pub admin_description: Option<String>,
    /// *User consent display name*.
    pub user_name: Option<String>,
    /// *User consent description*.
    pub user_description: Option<String>,
    /// Whether the registration itself is entered under *Authorized client applications*.
    pub authorises_itself: bool,
}

/// *Who can consent?*
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MayConsent {
    /// *Admins only*.
    Administrators,
    /// *Admins and users*.
    Everybody,
}

impl Step {
    /// The scope that this step has people add, if it has them add one.
    pub fn exposed(&self) -> Option<Exposed> {
        let is = |label: &Label, wanted: &str| label.as_str() == wanted;
        let row = |label: &str| self.copy.iter().find(|row| is(&row.label, label));
        let text = |label: &str| row(label).map(|row| row.value.to_string());
        let who = |who: String| {
            if who == form::WHO_EVERYBODY { MayConsent::Everybody } else { MayConsent::Administrators }
        };
        Some(Exposed {
            name: text(form::NAME)?,
            who: text(form::WHO).map(who),
            admin_name: text(form::ADMIN_NAME),
            admin_description: text(form::ADMIN_DESCRIPTION),
            user_name: text(form::USER_NAME),
            user_description: text(form::USER_DESCRIPTION),
            authorises_itself: row(form::CLIENT).is_some(),
        })
    }
}
