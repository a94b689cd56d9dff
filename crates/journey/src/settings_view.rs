//! The page of the settings. Changes apply at once; there is nothing to save.

use std::collections::BTreeSet;

use sendoff_problem::Problem;
use sendoff_words::{Args, Known, Text};

use crate::{
    action::Action,
    around::{SettingControl, SettingOption, SettingRow},
    block::{Block, Status, StatusTone},
    screen::{ButtonTone, Footer, Note, PageName, Screen, Tone},
    settings::{ClearAfter, SettingId, Settings, Theme, Zoom},
    view::{blank, button, outlined},
    world::{Capture, World},
};

/// The page while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SettingsPage {
    /// Its number among all pages.
    pub(crate) page: u64,
    /// Why the folder did not open.
    pub(crate) folder: Option<Problem>,
    /// What became of clearing practice data.
    pub(crate) cleared: Option<Result<(), Problem>>,
}

/// Settings that were changed and could not be written, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotKept {
    pub(crate) settings: BTreeSet<SettingId>,
    pub(crate) problem: Problem,
}

/// The page as it stands.
pub(crate) fn screen(page: &SettingsPage, settings: &Settings, world: &World<'_>) -> Screen {
    let heading = world.words.say("settings-title");
    Screen {
        page: page.page,
        blocks: View { page, settings, world }.blocks(),
        footer: Footer {
            primary: None,
            secondary: vec![outlined(Action::Back, world.words.label("button-back"))],
            position: None,
        },
        ..blank(PageName::Settings, heading, None, world)
    }
}

/// Said where somebody may look for it: the settings could not be read, and the usual ones hold.
pub(crate) fn unread_note(problem: &Problem, world: &World<'_>) -> Note {
    let title = world.words.problem_words(problem, &Known::default()).title;
    let text = world.words.text("settings-unread", &Args::none().text("title", &title));
    Note { tone: Tone::Caution, text }
}

/// Under the rows that were changed and could not be written.
pub(crate) fn say_not_kept(screen: &mut Screen, not_kept: &NotKept, world: &World<'_>) {
    for block in &mut screen.blocks {
        let Block::Settings(rows) = block else { continue };
        for row in rows.iter_mut().filter(|row| not_kept.settings.contains(&row.id)) {
            row.status = Some(failed("setting-not-saved", &not_kept.problem, world));
        }
    }
}

/// "Could not be saved – The disk is full".
fn failed(id: &str, problem: &Problem, world: &World<'_>) -> Status {
    let title = world.words.problem_words(problem, &Known::default()).title;
    let text = world.words.text(id, &Args::none().text("title", &title));
    Status { tone: StatusTone::Error, text, tip: None, action: None }
}

struct View<'a> {
    page: &'a SettingsPage,
    settings: &'a Settings,
    world: &'a World<'a>,
}

impl View<'_> {
    fn blocks(&self) -> Vec<Block> {
        [
            ("settings-appearance", vec![self.theme(), self.text_size()]),
            ("settings-sharing", vec![self.start_sharing(), self.organisations(), self.capture(), self.clear_copied()]),
            ("settings-set-up", vec![self.move_on(), self.prepared_by()]),
            ("settings-data", vec![self.folder(), self.practice_data()]),
        ]
        .into_iter()
        .flat_map(|(label, rows)| [Block::Section(self.world.words.say(label)), Block::Settings(rows)])
        .collect()
    }

    /// `label` is also the row's name in the page, and begins the id of its hint.
    fn row(&self, id: SettingId, label: &str, control: Option<SettingControl>) -> SettingRow {
        let words = self.world.words;
        SettingRow {
            id,
            anchor: label.to_owned(),
            label: words.say(label),
            hint: words.find(&format!("{label}-hint"), &Args::none()),
            control,
            status: None,
        }
    }

    fn theme(&self) -> SettingRow {
        let options = Theme::ALL.map(|theme| self.option(theme.id(), &format!("theme-{}", theme.id()), 0));
        let chosen = self.settings.theme.id().to_owned();
        self.row(SettingId::Theme, "setting-theme", Some(SettingControl::Choice { options: options.into(), chosen }))
    }

    fn text_size(&self) -> SettingRow {
        let options = Zoom::STEPS.map(|step| self.option(&step.to_string(), "percent", step));
        let chosen = self.settings.zoom.percent().to_string();
        self.row(
            SettingId::TextSize,
            "setting-text-size",
            Some(SettingControl::Choice { options: options.into(), chosen }),
        )
    }

    fn clear_copied(&self) -> SettingRow {
        let option = |seconds: u16| {
            let minutes = seconds >= 60 && seconds.is_multiple_of(60);
            let (word, number) = if minutes { ("minutes", seconds / 60) } else { ("seconds", seconds) };
            self.option(&seconds.to_string(), word, number)
        };
        let options = ClearAfter::CHOICES.map(option);
        let chosen = self.settings.clear_copied_after.seconds().to_string();
        self.row(
            SettingId::ClearCopied,
            "setting-clear-copied",
            Some(SettingControl::Choice { options: options.into(), chosen }),
        )
    }

    fn option(&self, id: &str, word: &str, number: u16) -> SettingOption {
        SettingOption { id: id.to_owned(), label: self.world.words.line(word, &Args::none().number("number", number)) }
    }

    fn start_sharing(&self) -> SettingRow {
        let control = SettingControl::Switch(self.settings.start_sharing);
        self.row(SettingId::StartSharing, "setting-start-sharing", Some(control))
    }

    fn organisations(&self) -> SettingRow {
        let control = SettingControl::Switch(self.settings.hide_organisations);
        self.row(SettingId::HideOrganisations, "setting-organisations", Some(control))
    }

    /// Where the system cannot do it, there is no switch that does nothing: its line says so.
    fn capture(&self) -> SettingRow {
        let switch = Some(SettingControl::Switch(self.settings.hide_from_capture));
        let (control, hint) = match self.world.surroundings.system.capture {
            Capture::Windows => (switch, "setting-capture-windows"),
            Capture::Mac => (switch, "setting-capture-mac"),
            Capture::Never => (None, "setting-capture-never"),
        };
        let hint = Some(self.world.words.say(hint));
        SettingRow { hint, ..self.row(SettingId::HideFromCapture, "setting-capture", control) }
    }

    fn move_on(&self) -> SettingRow {
        self.row(SettingId::MoveOn, "setting-move-on", Some(SettingControl::Switch(self.settings.move_on)))
    }

    fn prepared_by(&self) -> SettingRow {
        let control = SettingControl::Text { value: self.settings.prepared_by.clone(), masked: false };
        self.row(SettingId::PreparedBy, "setting-prepared-by", Some(control))
    }

    fn folder(&self) -> SettingRow {
        let folder = self.world.surroundings.system.folder.as_ref();
        let open = outlined(Action::OpenFolder, self.world.words.label("button-open-folder"));
        let row = self.row(SettingId::Folder, "setting-folder", folder.map(|_| SettingControl::Buttons(vec![open])));
        let problem = self.page.folder.as_ref();
        SettingRow {
            hint: folder.map(Text::value),
            status: problem.map(|problem| failed("setting-folder-not-opened", problem, self.world)),
            ..row
        }
    }

    fn practice_data(&self) -> SettingRow {
        let words = self.world.words;
        let cleared = matches!(self.page.cleared, Some(Ok(())));
        let clear = button(Action::AskClearPractice, words.label("button-clear-practice"), ButtonTone::Danger);
        let hint = if cleared { "setting-practice-cleared" } else { "setting-practice-hint" };
        let problem = self.page.cleared.as_ref().and_then(|cleared| cleared.as_ref().err());
        SettingRow {
            hint: Some(words.say(hint)),
            status: problem.map(|problem| failed("setting-practice-not-cleared", problem, self.world)),
            ..self.row(
                SettingId::PracticeData,
                "setting-practice",
                (!cleared).then(|| SettingControl::Buttons(vec![clear])),
            )
        }
    }
}
