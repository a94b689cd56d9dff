//! A form as a person fills it in: by the words beside its fields and on its buttons.

use url::Url;

use super::RobotError;

/// What can be filled in.
#[derive(Clone, Debug)]
pub struct Control {
    /// The words beside it.
    pub label: String,
    /// The words over its group, if it stands in one.
    pub group: String,
    pub(super) name: String,
    pub(super) value: String,
    pub(super) kind: Kind,
}

/// Which kind of control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Hidden,
    Text,
    Tick { on: bool, one_of: bool },
    Select { options: Vec<(String, String)> },
}

/// A button that sends the form.
#[derive(Clone, Debug)]
pub struct Button {
    /// The words on it.
    pub label: String,
    pub(super) sent: Option<(String, String)>,
    pub(super) action: Option<String>,
}

/// One form of a page.
#[derive(Clone, Debug)]
pub struct Form {
    pub(super) action: Url,
    pub(super) posts: bool,
    /// Its fields, in order.
    pub controls: Vec<Control>,
    /// Its buttons.
    pub buttons: Vec<Button>,
    /// Everything that can be read in it.
    pub text: String,
}

/// A form that was filled in and is on its way.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) address: Url,
    pub(super) posts: bool,
    pub(super) pairs: Vec<(String, String)>,
}

impl Form {
    /// Whether it has a button with these words.
    pub fn has_button(&self, label: &str) -> bool {
        self.buttons.iter().any(|button| button.label == label)
    }

    /// Whether it has a field with these words beside it.
    pub fn has_field(&self, label: &str) -> bool {
        self.controls.iter().any(|control| control.label == label)
    }

    /// Types `text` into the field with these words beside it.
    pub fn fill(&mut self, label: &str, text: &str) -> Result<(), RobotError> {
        let is_text = |control: &&mut Control| control.label == label && control.kind == Kind::Text;
        let control = self.controls.iter_mut().find(is_text).ok_or_else(|| RobotError::no_field(label))?;
        text.clone_into(&mut control.value);
        Ok(())
    }

    /// Ticks, or picks, the box with these words beside it.
    pub fn tick(&mut self, label: &str) -> Result<(), RobotError> {
        let is_box = |control: &Control| control.label == label && matches!(control.kind, Kind::Tick { .. });
        let at = self.controls.iter().position(is_box).ok_or_else(|| RobotError::no_field(label))?;
        let name = self.controls[at].name.clone();
        if matches!(self.controls[at].kind, Kind::Tick { one_of: true, .. }) {
            for other in self.controls.iter_mut().filter(|control| control.name == name) {
                other.set(false);
            }
        }
        self.controls[at].set(true);
        Ok(())
    }

    /// Picks `option` in the group with these words over it.
    pub fn tick_in(&mut self, group: &str, option: &str) -> Result<(), RobotError> {
        let at = self.controls.iter().position(|control| control.label == option && control.group == group);
        let at = at.ok_or_else(|| RobotError::no_field(group))?;
        let name = self.controls[at].name.clone();
        for other in self.controls.iter_mut().filter(|control| control.name == name) {
            other.set(false);
        }
        self.controls[at].set(true);
        Ok(())
    }

    /// Picks the option with these words from the list with those words beside it.
    pub fn choose(&mut self, label: &str, option: &str) -> Result<(), RobotError> {
        for control in &mut self.controls {
            if let (true, Kind::Select { options }) = (control.label == label, &control.kind) {
                let picked = options.iter().find(|(text, _)| text == option);
                let (_, value) = picked.ok_or_else(|| RobotError::no_field(option))?;
                control.value = value.clone();
                return Ok(());
            }
        }
        Err(RobotError::no_field(label))
    }

    /// Presses the button with these words.
    pub(super) fn press(&self, label: &str) -> Result<Sent, RobotError> {
        let button = self.buttons.iter().find(|button| button.label == label);
        let button = button.ok_or_else(|| RobotError::no_button(label))?;
        let action = button.action.as_deref().and_then(|action| self.action.join(action).ok());
        let mut pairs: Vec<_> = self.controls.iter().filter_map(Control::sent).collect();
        pairs.extend(button.sent.clone());
        Ok(Sent { address: action.unwrap_or_else(|| self.action.clone()), posts: self.posts, pairs })
    }
}

impl Control {
    /// What stands in it.
    pub fn value(&self) -> &str {
        &self.value
    }

    fn set(&mut self, ticked: bool) {
        if let Kind::Tick { on, .. } = &mut self.kind {
            *on = ticked;
        }
    }

    /// What a browser would send (HTML, "constructing the entry list"): nothing for a box that is not ticked.
    fn sent(&self) -> Option<(String, String)> {
        let sends = !matches!(self.kind, Kind::Tick { on: false, .. });
        sends.then(|| (self.name.clone(), self.value.clone()))
    }
}
