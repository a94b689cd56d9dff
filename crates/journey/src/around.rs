//! What stands around every page, whatever it is: the menu, the state of the screen-share switch; and the rows of settings
//! and keys.

use sendoff_words::Text;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{action::Action, screen::Button, settings::SettingId};

/// What stands around a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// The screen-share switch was pressed once while on: the next press shows values.
    pub share_asked: bool,
    /// Whether the menu has a button in the page. Where the system has a menu bar, that one serves.
    pub menu_button: bool,
    /// The menu, in groups.
    pub menu: Vec<MenuGroup>,
}

/// Items of the menu that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MenuGroup {
    /// Its heading.
    pub label: String,
    /// In order.
    pub items: Vec<MenuItem>,
}

/// One item of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What it does.
    pub action: Action,
    /// The act itself.
    pub label: String,
    /// The keys that do the same: "Ctrl+N".
    pub keys: Option<String>,
    /// Whether it is one that is on or off, or one of several.
    pub mark: Option<MenuMark>,
    /// Why it cannot be pressed now: "needs step 5".
    pub why_not: Option<Text>,
}

/// The mark beside an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum MenuMark {
    /// On or off by itself.
    Check(bool),
    /// One of the group.
    Radio(bool),
}

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShortcutGroup {
    /// Its heading.
    pub label: String,
    /// In order.
    pub rows: Vec<ShortcutRow>,
}

/// What some keys do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShortcutRow {
    /// The keys; two when there are two ways or two directions.
    pub keys: Vec<String>,
    /// What they do.
    pub does: String,
}

/// One row of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettingRow {
    /// Which.
    pub id: SettingId,
    /// Its name in the page.
    pub anchor: String,
    /// Its label.
    pub label: Text,
    /// What it means or where its limits are.
    pub hint: Option<Text>,
    /// What it is set with; none where the system cannot do it.
    pub control: Option<SettingControl>,
    /// "Could not be saved", or that something was done.
    pub status: Option<crate::block::Status>,
}

/// What a setting is set with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SettingControl {
    /// On or off.
    Switch(bool),
    /// One of several.
    Choice {
        /// What may be chosen.
        options: Vec<SettingOption>,
        /// The id of the chosen one.
        chosen: String,
    },
    /// A line of text.
    Text {
        /// What stands in it. In screen-share mode it may be a mask, and then `masked` is true.
        value: String,
        /// Whether `value` is a mask, which is shown as text.
        masked: bool,
    },
    /// Something to do.
    Buttons(Vec<Button>),
}

/// One option of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettingOption {
    /// What to send back.
    pub id: String,
    /// Its words.
    pub label: String,
}
