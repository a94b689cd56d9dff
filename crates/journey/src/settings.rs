//! What a person set once and wants to find again: it holds for every place and outlives a restart. Never a secret.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::NotNow;

/// The longest name for the hand-over sheet, in characters.
const LONGEST_NAME: usize = 120;

/// Everything that can be set. A field that a file does not have takes its usual value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How large everything is.
    pub zoom: Zoom,
    /// Whether values are masked. It survives restarts until it is switched off.
    pub screen_share: bool,
    /// Whether values are masked at every start, whatever was before.
    pub start_sharing: bool,
    /// Whether screen-share mode shows "Organisation 12" in place of names.
    pub hide_organisations: bool,
    /// Whether the system is asked to leave the window out of pictures of the screen.
    pub hide_from_capture: bool,
    /// After how long a copied secret is taken off the clipboard.
    pub clear_copied_after: ClearAfter,
    /// Whether a page of Prove goes on by itself once its operation has succeeded.
    pub move_on: bool,
    /// Who hands over; stands on the hand-over sheet. May be empty.
    pub prepared_by: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the desktop has it, also while it changes.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// In the order in which they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How large everything is, in percent of its usual size: one of [`Zoom::STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Zoom(u16);

impl Zoom {
    /// What there is to choose from.
    pub const STEPS: [u16; 11] = [80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400];

    /// In percent.
    pub const fn percent(self) -> u16 {
        self.0
    }

    /// One step larger; the largest stays.
    pub(crate) fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|step| *step > self.0).unwrap_or(self.0))
    }

    /// One step smaller; the smallest stays.
    pub(crate) fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rfind(|step| *step < self.0).unwrap_or(self.0))
    }
}

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

/// A number that is none of those that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} cannot be chosen")]
pub struct NotAChoice(u16);

impl TryFrom<u16> for Zoom {
    type Error = NotAChoice;

    fn try_from(percent: u16) -> Result<Self, NotAChoice> {
        if Self::STEPS.contains(&percent) { Ok(Self(percent)) } else { Err(NotAChoice(percent)) }
    }
}

impl From<Zoom> for u16 {
    fn from(zoom: Zoom) -> Self {
        zoom.0
    }
}

/// After how many seconds a copied secret is taken off the clipboard: one of [`ClearAfter::CHOICES`]. Never is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct ClearAfter(u16);

impl ClearAfter {
    /// What there is to choose from. The usual one is that of promise 20.
    pub const CHOICES: [u16; 6] = [15, 30, 45, 60, 120, 300];

    /// In seconds.
    pub const fn seconds(self) -> u16 {
        self.0
    }
}

impl Default for ClearAfter {
    fn default() -> Self {
        Self(45)
    }
}

impl TryFrom<u16> for ClearAfter {
    type Error = NotAChoice;

    fn try_from(seconds: u16) -> Result<Self, NotAChoice> {
        if Self::CHOICES.contains(&seconds) { Ok(Self(seconds)) } else { Err(NotAChoice(seconds)) }
    }
}

impl From<ClearAfter> for u16 {
    fn from(after: ClearAfter) -> Self {
        after.0
    }
}

/// Which setting; also which row of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SettingId {
    /// Light or dark.
    Theme,
    /// How large everything is.
    TextSize,
    /// Masked at every start.
    StartSharing,
    /// "Organisation 12" in place of names.
    HideOrganisations,
    /// Left out of pictures of the screen.
    HideFromCapture,
    /// When copied secrets are cleared.
    ClearCopied,
    /// Goes on by itself.
    MoveOn,
    /// Who hands over.
    PreparedBy,
    /// Where everything is kept; there is nothing to set.
    Folder,
    /// What practising left; there is nothing to set.
    PracticeData,
}

/// What a setting is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SettingValue {
    /// A switch.
    On(bool),
    /// One of several, by its id.
    Option(String),
    /// Everything that stands in a field.
    Text(String),
}

impl Settings {
    /// As they hold when the program starts: whoever asked for it starts in screen-share mode.
    pub fn at_start(mut self) -> Self {
        self.screen_share |= self.start_sharing;
        self
    }

    /// Sets one. Refused when the value is none this setting can take; then nothing changes.
    pub(crate) fn set(&mut self, setting: SettingId, value: &SettingValue) -> Result<(), NotNow> {
        match (setting, value) {
            (SettingId::Theme, SettingValue::Option(id)) => self.theme = theme(id)?,
            (SettingId::TextSize, SettingValue::Option(id)) => self.zoom = number(id)?,
            (SettingId::ClearCopied, SettingValue::Option(id)) => self.clear_copied_after = number(id)?,
            (SettingId::StartSharing, SettingValue::On(on)) => self.start_sharing = *on,
            (SettingId::HideOrganisations, SettingValue::On(on)) => self.hide_organisations = *on,
            (SettingId::HideFromCapture, SettingValue::On(on)) => self.hide_from_capture = *on,
            (SettingId::MoveOn, SettingValue::On(on)) => self.move_on = *on,
            (SettingId::PreparedBy, SettingValue::Text(text)) => self.prepared_by = name(text),
            _ => return Err(NotNow::NotHere),
        }
        Ok(())
    }
}

fn theme(id: &str) -> Result<Theme, NotNow> {
    Theme::ALL.into_iter().find(|theme| theme.id() == id).ok_or(NotNow::NotHere)
}

fn number<T: TryFrom<u16>>(id: &str) -> Result<T, NotNow> {
    let number: u16 = id.parse().map_err(|_| NotNow::NotHere)?;
    T::try_from(number).map_err(|_| NotNow::NotHere)
}

/// One line without what cannot be seen, not longer than a sheet bears.
fn name(text: &str) -> String {
    let line: String = text.chars().filter(|character| !character.is_control()).take(LONGEST_NAME).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_takes_only_what_it_offers() {
        let mut settings = Settings::default();
        let option = |text: &str| SettingValue::Option(text.to_owned());
        settings.set(SettingId::Theme, &option("dark")).unwrap();
        settings.set(SettingId::TextSize, &option("200")).unwrap();
        settings.set(SettingId::ClearCopied, &option("120")).unwrap();
        settings.set(SettingId::PreparedBy, &SettingValue::Text(" Anna Berg,\n Berg IT ".to_owned())).unwrap();
        assert_eq!((settings.theme, settings.zoom.percent()), (Theme::Dark, 200));
        assert_eq!(settings.prepared_by, "Anna Berg, Berg IT");
        let before = settings.clone();
        for (setting, value) in [
            (SettingId::Theme, option("sepia")),
            (SettingId::TextSize, option("101")),
            (SettingId::TextSize, option("-100")),
            (SettingId::ClearCopied, option("0")),
            (SettingId::ClearCopied, SettingValue::On(false)),
            (SettingId::MoveOn, option("on")),
            (SettingId::Folder, SettingValue::Text("/".to_owned())),
        ] {
            assert_eq!(settings.set(setting, &value), Err(NotNow::NotHere), "{setting:?}");
            assert_eq!(settings, before);
        }
    }

    #[test]
    fn zoom_goes_step_by_step_and_stays_at_its_ends() {
        let mut zoom = Zoom::default();
        for expected in [110, 125, 150, 175, 200, 250, 300, 400, 400] {
            zoom = zoom.larger();
            assert_eq!(zoom.percent(), expected);
        }
        for _ in 0..20 {
            zoom = zoom.smaller();
        }
        assert_eq!(zoom.percent(), 80);
    }

    #[test]
    fn what_was_written_is_read_back_and_what_is_missing_is_usual() {
        let settings = Settings { screen_share: true, zoom: Zoom(150), ..Settings::default() };
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::default());
        for damaged in [r#"{"zoom":7}"#, r#"{"clear_copied_after":0}"#, r#"{"theme":"blue"}"#, r#"{"secret":"x"}"#] {
            assert!(serde_json::from_str::<Settings>(damaged).is_err(), "{damaged}");
        }
    }
}
