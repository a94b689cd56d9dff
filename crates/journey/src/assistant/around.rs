//! What holds around every place: settings, the menu, what is asked over the page, and the way out of the program.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sendoff_problem::Problem;

use crate::{
    action::Action,
    answer::Said,
    around::Around as Shown,
    dialogs::{Over, dialog},
    effect::Effect,
    event::Event,
    menu::menu,
    practice::PracticeEvent,
    refusal::NotNow,
    screen::Screen,
    settings::{SettingId, Settings, Zoom},
    settings_view::{self, NotKept, SettingsPage, unread_note},
    world::World,
};

use super::{Assistant, Place};

/// What stands around the place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// The settings lie over the place, which goes on under them.
    settings_page: Option<SettingsPage>,
    over: Option<Over>,
    /// The page on which the switch was pressed once while on.
    share_asked: Option<u64>,
    /// The program ends as soon as the connection is saved.
    quitting: bool,
    /// Settings that were changed since they were last written.
    changed: BTreeSet<SettingId>,
    not_kept: Option<NotKept>,
    /// Why the settings could not be read at the start.
    unread: Option<Problem>,
    /// Organisations by their numbers, for screen-share mode.
    organisations: Vec<String>,
}

impl Around {
    /// Gives each of these its number, once.
    pub(super) fn number_organisations(&mut self, names: &[String]) {
        for name in names {
            if !name.is_empty() && !self.organisations.contains(name) {
                self.organisations.push(name.clone());
            }
        }
    }
}

impl Assistant {
    /// Takes over settings that were changed in another place (practice and the real one share them).
    pub fn adopt(&mut self, settings: Settings) {
        self.settings = settings;
        self.around.share_asked = None;
    }

    /// Takes what concerns no place; `None` leaves it to the place. A refused event changes nothing.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else belongs to the place")]
    pub(super) fn take_around(
        &mut self,
        event: &Event,
        now: Timestamp,
        world: &World<'_>,
    ) -> Result<Option<Vec<Effect>>, NotNow> {
        match event {
            Event::Said(said) => self.said_around(said, now, world),
            Event::SettingsKept => {
                self.around.changed.clear();
                self.around.not_kept = None;
                done()
            }
            Event::SettingsNotKept(problem) => {
                let settings = self.around.changed.clone();
                self.around.not_kept = Some(NotKept { settings, problem: problem.clone() });
                done()
            }
            Event::SettingsNotRead(problem) => {
                self.around.unread = Some(problem.clone());
                done()
            }
            // Practice hears of it as well.
            Event::Practice(PracticeEvent::Cleared) => Ok(self.cleared(Ok(()))),
            Event::Practice(PracticeEvent::NotCleared(problem)) => Ok(self.cleared(Err(problem.clone()))),
            Event::FolderNotOpened(problem) => {
                self.open_page().map_err(|_| NotNow::Late)?.folder = Some(problem.clone());
                done()
            }
            _ => Ok(None),
        }
    }

    fn said_around(&mut self, said: &Said, now: Timestamp, world: &World<'_>) -> Result<Option<Vec<Effect>>, NotNow> {
        if matches!(said, Said::Online(_)) {
            return Ok(None);
        }
        if let Said::ScreenShare(on) = said {
            return Ok(Some(self.share(*on)));
        }
        if let Said::Press(action) = said {
            if let Some(effects) = self.press_always(action) {
                return Ok(Some(effects));
            }
            if let Some(over) = self.around.over.clone() {
                return self.press_over(&over, action, now, world).map(Some);
            }
            if let Some(effects) = self.press_around(action, world)? {
                return Ok(Some(effects));
            }
        }
        if self.around.over.is_some() {
            return Err(NotNow::NotHere);
        }
        if self.around.settings_page.is_some() { self.said_to_settings(said, now, world).map(Some) } else { Ok(None) }
    }

    /// What may be pressed even while something is asked.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else waits until it is answered")]
    fn press_always(&mut self, action: &Action) -> Option<Vec<Effect>> {
        let zoom = self.settings.zoom;
        match action {
            Action::SwitchScreenShare => Some(self.switch_share()),
            Action::ZoomIn => Some(self.zoom(zoom.larger())),
            Action::ZoomOut => Some(self.zoom(zoom.smaller())),
            Action::ZoomReset => Some(self.zoom(Zoom::default())),
            _ => None,
        }
    }

    /// Off takes two presses of the same switch; on takes one.
    fn switch_share(&mut self) -> Vec<Effect> {
        let page = self.page();
        if !self.settings.screen_share {
            self.share(true)
        } else if self.around.share_asked == Some(page) {
            self.share(false)
        } else {
            self.around.share_asked = Some(page);
            Vec::new()
        }
    }

    fn share(&mut self, on: bool) -> Vec<Effect> {
        self.around.share_asked = None;
        self.change(None, |settings| settings.screen_share = on)
    }

    fn zoom(&mut self, zoom: Zoom) -> Vec<Effect> {
        self.change(Some(SettingId::TextSize), |settings| settings.zoom = zoom)
    }

    /// The window follows at once, and the disk is to know.
    fn change(&mut self, which: Option<SettingId>, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        let before = self.settings.clone();
        change(&mut self.settings);
        if self.settings == before {
            return Vec::new();
        }
        self.around.changed.extend(which);
        vec![Effect::KeepSettings(Box::new(self.settings.clone()))]
    }

    fn press_over(
        &mut self,
        over: &Over,
        action: &Action,
        now: Timestamp,
        world: &World<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        match (over, action) {
            (_, Action::CloseDialog) => {
                self.around.over = None;
                Ok(Vec::new())
            }
            (Over::Unsaved(meant), Action::LeaveAnyway) => self.leave_anyway(meant.clone(), now, world),
            (Over::ClearPractice, Action::ClearPractice) => self.clear_practice_anyway(now, world),
            (Over::DeleteSetUp(_), Action::DeleteForGood) => self.delete_set_up(now, world),
            // Closing the window again says the same as before.
            (Over::Unsaved(_), Action::Quit) => Ok(Vec::new()),
            (_, Action::Quit) => {
                self.around.over = None;
                Ok(self.quit())
            }
            _ => Err(NotNow::NotHere),
        }
    }

    fn leave_anyway(&mut self, meant: Action, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let mut next = self.clone();
        next.around.over = None;
        let effects = if meant == Action::Quit { next.quit_now() } else { next.go_elsewhere(meant, now, world)? };
        *self = next;
        Ok(effects)
    }

    /// The set-up is left like any other, and then forgotten.
    fn delete_set_up(&mut self, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let id = self.unfinished().ok_or(NotNow::NotHere)?.id.clone();
        let mut effects = self.leave_anyway(Action::ToConnections, now, world)?;
        effects.push(Effect::Delete(id));
        Ok(effects)
    }

    /// The set-up that is shown, if nothing of it was ever saved.
    fn unfinished(&self) -> Option<&crate::journey::Journey> {
        self.journey().filter(|journey| journey.phase.saved().is_none() && journey.renewing.is_none())
    }

    /// What is practised is left for it; what lies over the real list stays.
    fn clear_practice_anyway(&mut self, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let mut next = self.clone();
        next.around.over = None;
        if world.surroundings.practice {
            next.close_settings();
        }
        let effects = next.take_in_place(Event::Said(Said::Press(Action::ClearPractice)), now, world)?;
        *self = next;
        Ok(effects)
    }

    /// Said on the page that asked for it, if it is still open.
    fn cleared(&mut self, cleared: Result<(), Problem>) -> Option<Vec<Effect>> {
        if let Some(page) = &mut self.around.settings_page {
            page.cleared = Some(cleared);
        }
        None
    }

    /// What may be pressed wherever the person is, as long as nothing is asked.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else belongs to the place")]
    fn press_around(&mut self, action: &Action, world: &World<'_>) -> Result<Option<Vec<Effect>>, NotNow> {
        match action {
            Action::SetTheme(theme) => {
                Ok(Some(self.change(Some(SettingId::Theme), |settings| settings.theme = *theme)))
            }
            Action::OpenSettings => self.open_settings().map(Some),
            Action::ShowShortcuts => self.ask(Over::Shortcuts),
            Action::ShowAbout => self.ask(Over::About),
            Action::Quit => Ok(Some(self.quit())),
            Action::DeleteConnection if self.unfinished().is_some() => {
                let organisation = self.unfinished().map(|journey| journey.about.organisation.clone());
                self.ask(Over::DeleteSetUp(organisation.unwrap_or_default()))
            }
            Action::CloseDialog | Action::LeaveAnyway => Err(NotNow::NotHere),
            leaving if self.leads_away(leaving, world) && self.has_unsaved_secret() => {
                self.ask(Over::Unsaved(leaving.clone()))
            }
            _ => Ok(None),
        }
    }

    fn ask(&mut self, over: Over) -> Result<Option<Vec<Effect>>, NotNow> {
        self.around.over = Some(over);
        done()
    }

    fn open_settings(&mut self) -> Result<Vec<Effect>, NotNow> {
        if self.around.settings_page.is_some() {
            return Err(NotNow::NotHere);
        }
        let page = self.page() + 1;
        self.around.settings_page = Some(SettingsPage { page, ..SettingsPage::default() });
        Ok(Vec::new())
    }

    /// The place under the settings is shown again, as another page than before.
    fn close_settings(&mut self) {
        if self.around.settings_page.take().is_some() {
            self.pages_before += 2;
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what a set-up is told is not for the settings")]
    fn said_to_settings(&mut self, said: &Said, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        match said {
            Said::Set { setting, value } => {
                let mut next = self.settings.clone();
                next.set(*setting, value)?;
                Ok(self.change(Some(*setting), |settings| *settings = next))
            }
            Said::Press(Action::Back) => {
                self.close_settings();
                Ok(Vec::new())
            }
            Said::Press(Action::OpenFolder) => {
                self.open_page()?.folder = None;
                Ok(vec![Effect::OpenFolder])
            }
            Said::Press(Action::AskClearPractice) => {
                self.open_page()?.cleared = None;
                self.around.over = Some(Over::ClearPractice);
                Ok(Vec::new())
            }
            Said::Press(action) => self.go_elsewhere(action.clone(), now, world),
            _ => Err(NotNow::NotHere),
        }
    }

    fn open_page(&mut self) -> Result<&mut SettingsPage, NotNow> {
        self.around.settings_page.as_mut().ok_or(NotNow::NotHere)
    }

    /// From the settings, or from a set-up whose loss was agreed to, to where `action` leads.
    fn go_elsewhere(&mut self, action: Action, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let mut next = self.clone();
        next.close_settings();
        let effects = next.take_in_place(Event::Said(Said::Press(action)), now, world)?;
        *self = next;
        Ok(effects)
    }

    /// Asks first when a secret would be lost.
    fn quit(&mut self) -> Vec<Effect> {
        if self.has_unsaved_secret() && !self.is_saving() {
            self.around.over = Some(Over::Unsaved(Action::Quit));
            return Vec::new();
        }
        self.quit_now()
    }

    /// A save that is under way is waited for; who asks twice does not wait (a save is whole at any moment).
    fn quit_now(&mut self) -> Vec<Effect> {
        if self.is_saving() && !self.around.quitting {
            self.around.quitting = true;
            return Vec::new();
        }
        let mut effects = match &mut self.place {
            Place::SetUp(journey) => journey.leave().unwrap_or_default(),
            Place::Questions(questions) => questions.leave(),
            Place::Checkup(check) => check.leave(),
            Place::Connections(_) | Place::Connection(_) => Vec::new(),
        };
        effects.push(Effect::Quit);
        effects
    }

    /// What follows from an event that was taken: who is to be shown by number, and what was put off.
    pub(super) fn round_off(&mut self, effects: &mut Vec<Effect>) {
        for effect in effects.iter_mut() {
            if let Effect::WriteSheet { sheet, .. } = effect {
                let name = &self.settings.prepared_by;
                sheet.prepared_by = (!name.is_empty()).then(|| name.clone());
            }
        }
        let shown = match &self.place {
            Place::SetUp(journey) => Some(journey.about()),
            Place::Connection(connection) => Some(connection.journey.about()),
            Place::Connections(_) | Place::Questions(_) | Place::Checkup(_) => None,
        };
        if let Some(name) = shown.map(|about| about.organisation.clone()) {
            self.around.number_organisations(&[name]);
        }
        if self.around.quitting && !self.is_saving() {
            // A save that did not succeed is explained on its page, and the person stays.
            self.around.quitting = false;
            if self.journey().is_some_and(|journey| journey.saved_at().is_some()) {
                effects.extend(self.quit_now());
            }
        }
    }

    /// The settings, if they are open.
    pub(super) fn settings_page(&self) -> Option<&SettingsPage> {
        self.around.settings_page.as_ref()
    }

    /// The organisations that were seen so far, in the order of their numbers.
    pub(super) fn organisations(&self) -> &[String] {
        &self.around.organisations
    }

    /// The screen with what stands around it.
    pub(super) fn surrounded(&self, mut screen: Screen, world: &World<'_>) -> Screen {
        let share_asked = self.settings.screen_share && self.around.share_asked == Some(screen.page);
        let looked_for = self.settings_page().is_some() || matches!(self.place, Place::Connections(_));
        if let Some(problem) = self.around.unread.as_ref().filter(|_| looked_for) {
            screen.notes.push(unread_note(problem, world));
        }
        if let Some(not_kept) = self.around.not_kept.as_ref().filter(|_| self.settings_page().is_some()) {
            settings_view::say_not_kept(&mut screen, not_kept, world);
        }
        screen.around = Shown {
            share_asked,
            menu_button: !world.surroundings.system.command_key,
            menu: menu(&screen, &self.settings, share_asked, self.unfinished().is_some(), world),
        };
        if let Some(over) = &self.around.over {
            screen.dialog = Some(dialog(over, self.recipe(world).as_ref(), world));
        }
        screen
    }

    fn has_unsaved_secret(&self) -> bool {
        self.journey().is_some_and(crate::journey::Journey::has_unsaved_secret)
    }

    fn is_saving(&self) -> bool {
        self.journey().is_some_and(crate::journey::Journey::is_saving)
    }

    /// Whether `action`, pressed here, leaves the set-up.
    fn leads_away(&self, action: &Action, world: &World<'_>) -> bool {
        matches!(self.place, Place::SetUp(_))
            && (matches!(action, Action::ToConnections | Action::NotNow | Action::NewSetUp | Action::Practise)
                || (*action == Action::LeavePractice && world.surroundings.practice))
    }
}

#[expect(clippy::unnecessary_wraps, reason = "an answer like any other")]
fn done() -> Result<Option<Vec<Effect>>, NotNow> {
    Ok(Some(Vec::new()))
}
