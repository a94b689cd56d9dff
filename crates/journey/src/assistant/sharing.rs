//! What leaves the window by another way while others see the screen: texts that are copied to be shown, names of files.

use crate::{Action, Assistant, Effect, Event, Said, mask::shortened};

impl Assistant {
    /// Whether what comes of this event is a text that stands on the page, shortened while the screen is shared.
    pub(super) fn copies_what_is_shown(&self, event: &Event) -> bool {
        self.settings.screen_share && matches!(event, Event::Said(Said::Press(Action::CopyTranscript)))
    }

    /// Shortens a copied text if it was shown shortened, and leaves names of organisations out of names of files if they
    /// are not shown either.
    pub(super) fn keep_unseen(&self, effects: &mut [Effect], shown_shortened: bool) {
        let recipe = self.journey().map(|journey| journey.about().recipe.as_str().to_owned()).unwrap_or_default();
        let nameless = self.settings.screen_share && self.settings.hide_organisations;
        for effect in effects {
            if let (Effect::CopyText(text), true) = (&mut *effect, shown_shortened) {
                *text = shortened(text);
            }
            if let (Effect::WriteSheet { sheet, .. }, true) = (&mut *effect, nameless) {
                sheet.file_name.clone_from(&recipe);
            }
            if let (Effect::WriteReminder { reminder, .. }, true) = (&mut *effect, nameless) {
                reminder.file_name.clone_from(&recipe);
            }
        }
    }
}
