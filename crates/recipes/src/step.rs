//! What a recipe supplies for each step (ux-spec 3).

use sendoff_values::{FieldId, StepId};
use serde::Deserialize;

use crate::{
    condition::When,
    page::PortalPage,
    read::{Misfit, require},
    run::Runs,
    said::Said,
    template::Template,
    text::{Label, RailLabel, Text, Title},
};

/// One step of the rail.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which one.
    pub id: StepId,
    /// Its label in the rail.
    pub label: RailLabel,
    /// Its page title.
    pub title: Title,
    /// Why, in one sentence.
    pub reason: Text,
    /// The instructions; steps of the assistant itself have none.
    pub portal: Option<PortalCard>,
    /// What is pasted or typed here, in order.
    #[serde(default)]
    pub fields: Vec<FieldId>,
    /// Whether one paste may fill the fields.
    #[serde(default)]
    pub paste: bool,
    /// Texts to copy into the portal.
    #[serde(default)]
    pub copy: Vec<CopyRow>,
    /// The words beside the tick, for a step that is only claimed.
    pub tick: Option<Text>,
    /// Whether signing in and the test message need it.
    #[serde(default = "needed")]
    pub needed_for_test: bool,
    /// Shown at the head of a step that only the application's guide asks for.
    pub remark: Option<Text>,
    /// At the sign-in: what the provider's pages show on the way and what to choose there, in order; in place of the usual words.
    #[serde(default)]
    pub expect: Vec<Said>,
    /// For the administrator, when the person may not do it: plain text without links.
    pub administrator: Option<Runs>,
    /// When it is gone through. A step may stand several times, of which one counts for each way to answer.
    #[serde(default)]
    pub when: When,
}

const fn needed() -> bool {
    true
}

/// The portal card (ux-spec 6).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalCard {
    /// The portal by its own name.
    pub name: Label,
    /// The way to the page, as labels.
    pub path: Vec<Label>,
    /// The page the button opens.
    pub page: PortalPage,
    /// One to five numbered actions.
    pub actions: Vec<Said>,
    /// What to look for when the page looks different.
    pub different: Runs,
    /// Whether somebody has followed it in a real portal; if not, it was compared with the source only.
    pub seen_in_portal: bool,
    /// The day of that.
    pub checked: jiff::civil::Date,
    /// Where it comes from.
    pub source: Text,
}

/// A text to copy into the portal or the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyRow {
    /// The field it belongs into, or who needs it.
    pub label: Label,
    /// The text, to the letter.
    pub value: Template,
    /// Whether it is chosen there, so that there is nothing to copy.
    #[serde(default)]
    pub choose: bool,
    /// One line under it.
    pub note: Option<Text>,
    /// When there is something to copy.
    #[serde(default)]
    pub when: When,
}

impl Step {
    /// Whether its provider gives what is pasted here as a file: that of a Google client, or of a service account's key.
    pub fn takes_file(&self) -> bool {
        self.paste && matches!(self.id, StepId::GoogleClient | StepId::ServiceAccount)
    }

    pub(crate) fn check(&self) -> Result<(), Misfit> {
        let key = format!("step {}", self.id.as_str());
        require(self.reason.as_str().ends_with('.'), &key, "the reason is one sentence with a full stop")?;
        let expects_elsewhere = self.id != StepId::SignIn && !self.expect.is_empty();
        require(!expects_elsewhere, &key, "only signing in expects something")?;
        require(!self.paste || !self.fields.is_empty(), &key, "a paste box needs fields to fill")?;
        let Some(card) = &self.portal else { return Ok(()) };
        require(!card.path.is_empty(), &key, "the path names at least one label")
    }

    /// What must hold for each way to answer.
    pub(crate) fn check_way(&self) -> Result<(), Misfit> {
        let key = format!("step {}", self.id.as_str());
        require(self.expect.len() <= 5, &key, "it expects five things at most")?;
        let Some(card) = &self.portal else { return Ok(()) };
        require((1..=5).contains(&card.actions.len()), &key, "a card has one to five actions")
    }
}
