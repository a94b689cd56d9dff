//! The catalogue: message id and fillings in, text out.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::{
    args::{Arg, Args},
    marks::runs,
    run::Text,
};

/// The files of the catalogue in English, each under its name.
const ENGLISH: &[(&str, &str)] = &[
    ("common.ftl", include_str!("../locales/en/common.ftl")),
    ("frame.ftl", include_str!("../locales/en/frame.ftl")),
    ("around.ftl", include_str!("../locales/en/around.ftl")),
    ("questions.ftl", include_str!("../locales/en/questions.ftl")),
    ("practice.ftl", include_str!("../locales/en/practice.ftl")),
    ("steps.ftl", include_str!("../locales/en/steps.ftl")),
    ("live.ftl", include_str!("../locales/en/live.ftl")),
    ("check.ftl", include_str!("../locales/en/check.ftl")),
    ("manifest.ftl", include_str!("../locales/en/manifest.ftl")),
    ("permissions.ftl", include_str!("../locales/en/permissions.ftl")),
    ("owner.ftl", include_str!("../locales/en/owner.ftl")),
    ("network.ftl", include_str!("../locales/en/network.ftl")),
    ("finish.ftl", include_str!("../locales/en/finish.ftl")),
    ("places.ftl", include_str!("../locales/en/places.ftl")),
    ("recipe-file.ftl", include_str!("../locales/en/recipe-file.ftl")),
    ("by-script.ftl", include_str!("../locales/en/by-script.ftl")),
    ("script.ftl", include_str!("../locales/en/script.ftl")),
    ("terminal.ftl", include_str!("../locales/en/terminal.ftl")),
    ("problems-paste.ftl", include_str!("../locales/en/problems-paste.ftl")),
    ("problems-google-paste.ftl", include_str!("../locales/en/problems-google-paste.ftl")),
    ("problems-google.ftl", include_str!("../locales/en/problems-google.ftl")),
    ("problems-manifest.ftl", include_str!("../locales/en/problems-manifest.ftl")),
    ("problems-sign-in.ftl", include_str!("../locales/en/problems-sign-in.ftl")),
    ("provider.ftl", include_str!("../locales/en/provider.ftl")),
    ("problems-network.ftl", include_str!("../locales/en/problems-network.ftl")),
    ("problems-test.ftl", include_str!("../locales/en/problems-test.ftl")),
    ("problems-mail.ftl", include_str!("../locales/en/problems-mail.ftl")),
    ("problems-keeping.ftl", include_str!("../locales/en/problems-keeping.ftl")),
];

/// Stands around the id of a message the catalogue does not have. Tests look for it on every screen.
pub const MISSING: char = '⟦';

/// One language's catalogue. Cheap to share, made once.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Words(en)")
    }
}

impl Words {
    /// The English catalogue.
    pub fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
        // Isolation marks would stand in copied values; what is filled in is cleaned of direction characters instead.
        bundle.set_use_isolating(false);
        for (_, source) in ENGLISH {
            // A message that cannot be read is then missing, and the tests name it.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The message `id`, or its attribute with `message.attribute`, filled with `args`.
    ///
    /// An id the catalogue does not have gives the id between [`MISSING`] and `⟧`.
    pub fn text(&self, id: &str, args: &Args) -> Text {
        self.find(id, args).unwrap_or_else(|| Text::plain(format!("{MISSING}{id}⟧")))
    }

    /// The same, or nothing when the catalogue does not have it.
    pub fn find(&self, id: &str, args: &Args) -> Option<Text> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let formatted = self.bundle.format_pattern(pattern, Some(&fluent(args)), &mut errors);
        Some(runs(&formatted))
    }

    /// [`Words::text`] without kinds, for labels and titles.
    pub fn line(&self, id: &str, args: &Args) -> String {
        self.text(id, args).line()
    }

    /// A message that is filled with nothing.
    pub fn say(&self, id: &str) -> Text {
        self.text(id, &Args::none())
    }

    /// [`Words::say`] without kinds.
    pub fn label(&self, id: &str) -> String {
        self.say(id).line()
    }
}

fn fluent(args: &Args) -> FluentArgs<'_> {
    let value = |arg: &Arg| match arg {
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Marked(text) => FluentValue::from(text.clone()),
    };
    args.0.iter().map(|(name, arg)| (*name, value(arg))).collect()
}

#[cfg(test)]
pub(crate) fn sources() -> &'static [(&'static str, &'static str)] {
    ENGLISH
}
