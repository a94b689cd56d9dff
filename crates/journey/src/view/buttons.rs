//! Buttons in their three looks.

use jiff::Timestamp;

use crate::{
    action::Action,
    screen::{Button, ButtonTone},
};

pub(crate) fn button(action: Action, label: String, tone: ButtonTone) -> Button {
    Button { action, label, tone, enabled_at: None, wait_label: None }
}

/// The one filled button.
pub(crate) fn filled(action: Action, label: String) -> Button {
    button(action, label, ButtonTone::Filled)
}

/// A quieter one.
pub(crate) fn outlined(action: Action, label: String) -> Button {
    button(action, label, ButtonTone::Outlined)
}

/// Words only.
pub(crate) fn link(action: Action, label: String) -> Button {
    button(action, label, ButtonTone::Link)
}

/// The same, refused until `at`, when it is still ahead; the words say how long.
pub(crate) fn not_before(button: Button, at: Option<Timestamp>, wait_label: String) -> Button {
    match at {
        Some(_) => Button { enabled_at: at, wait_label: Some(wait_label), ..button },
        None => button,
    }
}
