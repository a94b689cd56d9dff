//! What the journey may look at: words, recipes, and facts about the surroundings.

use jiff::tz::TimeZone;

/// Facts about where this runs; the engine fills them in.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Whether this is the practice office.
    pub practice: bool,
    /// The keychain by its own name: `Windows Credential Manager`, `GNOME Keyring`.
    pub keychain: String,
    /// The time zone in which times are told.
    pub zone: TimeZone,
}
