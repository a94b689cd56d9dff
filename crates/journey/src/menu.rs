//! The menu: what can be done from wherever the person is. The same items in the page and in a menu bar.

use sendoff_words::Args;

use crate::{
    action::Action,
    around::{MenuGroup, MenuItem, MenuMark},
    screen::{Mark, PageName, RailItem, Screen},
    settings::{Settings, Theme},
    shortcuts::chord,
    world::World,
};

/// The menu over this screen; `unfinished` where it is one of a set-up that can be deleted as a whole.
pub(crate) fn menu(
    screen: &Screen,
    settings: &Settings,
    share_asked: bool,
    unfinished: bool,
    world: &World<'_>,
) -> Vec<MenuGroup> {
    let items = Items { world };
    vec![
        items.group("menu-file", items.file(screen, unfinished)),
        items.group("menu-view", items.view(settings, share_asked)),
        items.group("menu-theme", items.themes(settings.theme)),
        items.group("menu-help", items.help()),
        items.group("menu-go", items.go(screen)),
    ]
}

struct Items<'a> {
    world: &'a World<'a>,
}

impl Items<'_> {
    fn group(&self, label: &str, items: Vec<MenuItem>) -> MenuGroup {
        MenuGroup { label: self.world.words.label(label), items }
    }

    fn item(&self, action: Action, label: &str, keys: Option<&str>) -> MenuItem {
        let keys = keys.map(|keys| chord(keys, self.world.surroundings.system.command_key));
        MenuItem { action, label: self.world.words.label(label), keys, mark: None, why_not: None }
    }

    fn file(&self, screen: &Screen, unfinished: bool) -> Vec<MenuItem> {
        let mut items = vec![self.item(Action::NewSetUp, "menu-new-set-up", Some("Ctrl+N"))];
        if offers(screen, &Action::SaveSheet) {
            items.push(self.item(Action::SaveSheet, "menu-save-sheet", Some("Ctrl+P")));
        }
        if unfinished {
            items.push(self.item(Action::DeleteConnection, "menu-delete-set-up", None));
        }
        items.push(self.item(Action::OpenSettings, "menu-settings", Some("Ctrl+,")));
        items.push(self.item(Action::Quit, "menu-quit", Some("Ctrl+Q")));
        items
    }

    fn view(&self, settings: &Settings, share_asked: bool) -> Vec<MenuItem> {
        let label = if share_asked { "frame-share-again" } else { "menu-share" };
        let share = self.item(Action::SwitchScreenShare, label, Some("Ctrl+Shift+H"));
        let practice = if self.world.surroundings.practice {
            self.item(Action::LeavePractice, "button-leave-practice", None)
        } else {
            self.item(Action::Practise, "menu-practice", None)
        };
        vec![
            MenuItem { mark: Some(MenuMark::Check(settings.screen_share)), ..share },
            self.item(Action::ZoomIn, "menu-zoom-in", Some("Ctrl+=")),
            self.item(Action::ZoomOut, "menu-zoom-out", Some("Ctrl+-")),
            self.item(Action::ZoomReset, "menu-zoom-reset", Some("Ctrl+0")),
            practice,
        ]
    }

    fn themes(&self, chosen: Theme) -> Vec<MenuItem> {
        let theme = |theme: Theme| MenuItem {
            mark: Some(MenuMark::Radio(theme == chosen)),
            ..self.item(Action::SetTheme(theme), &format!("theme-{}", theme.id()), None)
        };
        Theme::ALL.map(theme).into()
    }

    fn help(&self) -> Vec<MenuItem> {
        vec![
            self.item(Action::ShowShortcuts, "menu-shortcuts", Some("Ctrl+/")),
            self.item(Action::ShowAbout, "menu-about", None),
        ]
    }

    fn go(&self, screen: &Screen) -> Vec<MenuItem> {
        let mark = Some(MenuMark::Radio(screen.name == PageName::Connections));
        let connections = MenuItem { mark, ..self.item(Action::ToConnections, "connections-title", None) };
        let rail = screen.rail.iter().flat_map(|rail| &rail.groups).flat_map(|group| &group.items);
        [connections].into_iter().chain(rail.map(|step| self.step(step))).collect()
    }

    fn step(&self, step: &RailItem) -> MenuItem {
        let args = Args::none().number("number", step.number).name("label", &step.label);
        let keys = (step.number <= 9).then(|| format!("Ctrl+{}", step.number));
        MenuItem {
            action: Action::GoTo(step.step),
            label: self.world.words.line("menu-step", &args),
            keys: keys.map(|keys| chord(&keys, self.world.surroundings.system.command_key)),
            mark: Some(MenuMark::Radio(step.current)),
            why_not: step.reason.clone().filter(|_| step.mark == Mark::Gated),
        }
    }
}

fn offers(screen: &Screen, action: &Action) -> bool {
    screen.footer.primary.iter().chain(&screen.footer.secondary).any(|button| button.action == *action)
}
