//! The window's own words: what stands around every page. They do not change while the program runs, so they cross
//! once and are no part of a [`Screen`](crate::Screen).

use sendoff_words::Words;
use serde::Serialize;
use ts_rs::TS;

/// What the window says of itself. A name in braces, `{seconds}`, is counted and filled in by the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FrameWords {
    /// What the program is called.
    pub product: String,
    /// The link that jumps over header and rail.
    pub skip: String,
    /// The name of the rail.
    pub steps: String,
    /// Before the title of a page with errors: `{title}`.
    pub error_title: String,
    /// The engine has ended.
    pub ended: String,
    /// Another window of the program is open already.
    pub in_use: String,
    /// The engine could not be started.
    pub not_started: String,
    /// The screen-share switch, off.
    pub share_off: String,
    /// The screen-share switch, on.
    pub share_on: String,
    /// The same after its first press: the second one shows values.
    pub share_again: String,
    /// The button of the menu.
    pub menu: String,
    /// A switch that is on.
    pub on: String,
    /// A switch that is off.
    pub off: String,
    /// Said after a button that leaves the window.
    pub in_browser: String,
    /// The disclosure of a portal card.
    pub looks_different: String,
    /// Read in place of a mask.
    pub hidden: String,
    /// Begins editing a masked value.
    pub edit: String,
    /// The first part of a day.
    pub day: String,
    /// The second.
    pub month: String,
    /// The third.
    pub year: String,
    /// Copies a row.
    pub copy: String,
    /// The same for two seconds after the press.
    pub copied: String,
    /// In place of a button, where there is nothing to copy.
    pub to_choose: String,
    /// Copies the next row.
    pub copy_next: String,
    /// Beside a secret that was copied: `{seconds}`.
    pub clears: String,
    /// Beside a secret that was copied and is off the clipboard.
    pub cleared: String,
    /// The field of the exact-match check.
    pub compare: String,
    /// A stage that works, for assistive technology.
    pub working: String,
    /// A stage that is done.
    pub done: String,
    /// A stage that failed.
    pub failed: String,
    /// A stage that was left out.
    pub skipped: String,
    /// A stage that has not begun.
    pub waiting: String,
    /// A duration under a minute: `{seconds}`.
    pub seconds: String,
    /// A longer one: `{minutes}`, `{seconds}`.
    pub minutes: String,
    /// The disclosure of the transcript.
    pub transcript: String,
    /// Its view in words.
    pub plain: String,
    /// Its view as it went.
    pub raw: String,
    /// The disclosure of an explained error.
    pub details: String,
    /// Copies the whole of them.
    pub copy_details: String,
    /// The disclosure of what else may be behind it: `{count}`.
    pub other_causes: String,
    /// The search field of the list.
    pub search: String,
    /// The name of the list.
    pub connections: String,
    /// The name of its filters.
    pub show: String,
}

impl FrameWords {
    /// The frame in English.
    pub fn english() -> Self {
        Self::of(&Words::english())
    }

    /// The frame in the language of `words`.
    pub fn of(words: &Words) -> Self {
        let label = |id: &str| words.label(id);
        Self {
            product: label("frame-product"),
            skip: label("frame-skip"),
            steps: label("frame-steps"),
            error_title: label("frame-error-title"),
            ended: label("frame-ended"),
            in_use: label("frame-in-use"),
            not_started: label("frame-not-started"),
            share_off: label("frame-share-off"),
            share_on: label("frame-share-on"),
            share_again: label("frame-share-again"),
            menu: label("frame-menu"),
            on: label("frame-on"),
            off: label("frame-off"),
            in_browser: label("frame-in-browser"),
            looks_different: label("frame-looks-different"),
            hidden: label("frame-hidden"),
            edit: label("frame-edit"),
            day: label("frame-day"),
            month: label("frame-month"),
            year: label("frame-year"),
            copy: label("frame-copy"),
            copied: label("frame-copied"),
            to_choose: label("frame-to-choose"),
            copy_next: label("frame-copy-next"),
            clears: label("frame-clears"),
            cleared: label("frame-cleared"),
            compare: label("frame-compare"),
            working: label("frame-working"),
            done: label("frame-done"),
            failed: label("frame-failed"),
            skipped: label("frame-skipped"),
            waiting: label("frame-waiting"),
            seconds: label("frame-seconds"),
            minutes: label("frame-minutes"),
            transcript: label("frame-transcript"),
            plain: label("frame-plain"),
            raw: label("frame-raw"),
            details: label("frame-details"),
            copy_details: label("frame-copy-details"),
            other_causes: label("frame-other-causes"),
            search: label("frame-search"),
            connections: label("frame-connections"),
            show: label("frame-show"),
        }
    }
}

#[cfg(test)]
mod tests {
    use sendoff_words::{MISSING, Words};

    use super::FrameWords;

    #[test]
    fn the_catalogue_has_every_word_of_the_frame() {
        let words = serde_json::to_value(FrameWords::of(&Words::english())).unwrap();
        for (name, text) in words.as_object().unwrap() {
            let text = text.as_str().unwrap();
            assert!(!text.is_empty() && !text.contains(MISSING), "{name}: {text}");
        }
        assert_eq!(words["minutes"], "{minutes} min {seconds} s");
    }
}
