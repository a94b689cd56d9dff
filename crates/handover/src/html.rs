//! HTML that cannot be broken out of: every text passes through [`Html::text`].

use sendoff_problem::is_unfit;
use sendoff_words::{RunKind, Text};

/// A piece of HTML in the making.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Adds mark-up of our own. `'static`, so that nothing a person or a provider wrote can be passed here.
    pub(crate) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text, escaped for an element's content and for a quoted attribute alike.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.character(character);
        }
        self
    }

    /// Adds runs, each in the element of its kind.
    pub(crate) fn runs(&mut self, text: &Text) -> &mut Self {
        for run in &text.0 {
            match run.kind {
                RunKind::Plain => self.text(&run.text),
                RunKind::Portal => self.markup("<b class=\"portal\">").text(&run.text).markup("</b>"),
                RunKind::Value | RunKind::Start => self.markup("<code>").text(&run.text).markup("</code>"),
            };
        }
        self
    }

    /// An element without attributes that holds one text. `open` and `close` are its tags.
    pub(crate) fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.markup(open).text(text).markup(close)
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn character(&mut self, character: char) {
        match character {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            // Controls have no place in HTML, and direction characters could make a value read as another.
            other if is_unfit(other) && !matches!(other, '\n' | '\t') => self.0.push('\u{fffd}'),
            other => self.0.push(other),
        }
    }
}
