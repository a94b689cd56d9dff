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
    pub(super) posts: Option<bool>,
}

/// The page a form stands on.
#[derive(Clone, Debug)]
pub(super) struct On {
    pub(super) address: Url,
    pub(super) heading: String,
}

/// One form of a page.
#[derive(Clone, Debug)]
pub struct Form {
    pub(super) on: On,
    pub(super) action: Url,
    pub(super) posts: bool,
    /// Its fields, in order.
    pub controls: Vec<Control>,
    /// Its buttons.
    pub buttons: Vec<Button>,
    /// Everything that can be read in it.
    pub text: String,
}

/// A form that was filled in and is on its way, or an address that is opened.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) address: Url,
    pub(super) posts: bool,
    pub(super) pairs: Vec<(String, String)>,
}

impl Sent {
    pub(super) fn plain(address: Url) -> Self {
        Self { address, posts: false, pairs: Vec::new() }
    }
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
        let at = self.find(label, |control| control.label == label && control.kind == Kind::Text)?;
        text.clone_into(&mut self.controls[at].value);
        Ok(())
    }

    /// Ticks, or picks, the box with these words beside it.
    pub fn tick(&mut self, label: &str) -> Result<(), RobotError> {
        let at = self.find(label, |control| control.label == label && matches!(control.kind, Kind::Tick { .. }))?;
        self.set(at);
        Ok(())
    }

    /// Takes the tick out of the box with these words beside it.
    pub fn untick(&mut self, label: &str) -> Result<(), RobotError> {
        let at = self.find(label, |control| control.label == label && matches!(control.kind, Kind::Tick { .. }))?;
        self.controls[at].set(false);
        Ok(())
    }

    /// Picks `option` in the group with these words over it.
    pub fn tick_in(&mut self, group: &str, option: &str) -> Result<(), RobotError> {
        let is_option = |control: &Control| control.label == option && control.group == group;
        let at = self.find(&format!("{group} {option}"), is_option)?;
        self.set(at);
        Ok(())
    }

    /// Picks the option in the group that an instruction means by `words`: of those that hold each of its parts, the shortest.
    pub fn tick_nearest(&mut self, group: &str, words: &str) -> Result<(), RobotError> {
        let is_meant = |control: &&Control| {
            control.group == group && words.split(" and ").all(|part| control.label.contains(part))
        };
        let nearest = self.controls.iter().filter(is_meant).min_by_key(|control| control.label.len());
        let label = nearest.map(|control| control.label.clone());
        let label = label.ok_or_else(|| self.no_field(&format!("{group} {words}")))?;
        self.tick_in(group, &label)
    }

    /// Picks the option with these words from the list with those words beside it.
    pub fn choose(&mut self, label: &str, option: &str) -> Result<(), RobotError> {
        let value = self.options(label)?.into_iter().find(|(text, _)| text == option).map(|(_, value)| value);
        let value = value.ok_or_else(|| self.no_field(&format!("{label} {option}")))?;
        let at = self.find(label, |control| control.label == label)?;
        self.controls[at].value = value;
        Ok(())
    }

    /// The words and values that the list with those words beside it offers.
    pub(super) fn options(&self, label: &str) -> Result<Vec<(String, String)>, RobotError> {
        let options = |control: &Control| match &control.kind {
            Kind::Select { options } if control.label == label => Some(options.clone()),
            Kind::Select { .. } | Kind::Hidden | Kind::Text | Kind::Tick { .. } => None,
        };
        self.controls.iter().find_map(options).ok_or_else(|| self.no_field(label))
    }

    /// Presses the button with these words.
    pub(super) fn press(&self, label: &str) -> Result<Sent, RobotError> {
        let missing = || RobotError::NoButton { button: label.to_owned(), page: self.on.heading.clone() };
        let button = self.buttons.iter().find(|button| button.label == label).ok_or_else(missing)?;
        let action = button.action.as_deref().and_then(|action| self.on.address.join(action).ok());
        let mut pairs: Vec<_> = self.controls.iter().filter_map(Control::sent).collect();
        pairs.extend(button.sent.clone());
        let posts = button.posts.unwrap_or(self.posts);
        Ok(Sent { address: action.unwrap_or_else(|| self.action.clone()), posts, pairs })
    }

    fn set(&mut self, at: usize) {
        let name = self.controls[at].name.clone();
        if matches!(self.controls[at].kind, Kind::Tick { one_of: true, .. }) {
            self.controls.iter_mut().filter(|control| control.name == name).for_each(|other| other.set(false));
        }
        self.controls[at].set(true);
    }

    fn find(&self, field: &str, is_meant: impl Fn(&Control) -> bool) -> Result<usize, RobotError> {
        self.controls.iter().position(is_meant).ok_or_else(|| self.no_field(field))
    }

    fn no_field(&self, field: &str) -> RobotError {
        RobotError::NoField { field: field.to_owned(), page: self.on.heading.clone() }
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
