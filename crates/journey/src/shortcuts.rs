//! The keys of the window, as they are told: in the menu, and in the list of shortcuts.

use sendoff_words::Words;

use crate::around::{ShortcutGroup, ShortcutRow};

/// A heading of the list, and its rows: what the keys do, and the keys.
type Group = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// Groups of the list, each with its rows: the catalogue's word for what the keys do, and the keys. `Ctrl` stands for
/// the command key where there is one.
const LIST: &[Group] = &[
    (
        "shortcuts-around",
        &[
            ("shortcut-next-control", &["Tab"]),
            ("shortcut-previous-control", &["Shift+Tab"]),
            ("shortcut-regions", &["F6", "Shift+F6"]),
            ("shortcut-primary", &["Ctrl+Enter"]),
            ("shortcut-back", &["Alt+Left"]),
            ("shortcut-escape", &["Escape"]),
        ],
    ),
    (
        "shortcuts-set-up",
        &[
            ("shortcut-step", &["Ctrl+1 … 9"]),
            ("shortcut-steps", &["Ctrl+Page Up", "Ctrl+Page Down"]),
            ("shortcut-portal", &["Ctrl+O"]),
            ("shortcut-paste", &["Ctrl+V"]),
            ("shortcut-copy-next", &["Ctrl+Shift+C"]),
            ("shortcut-copy-details", &["Ctrl+Shift+D"]),
            ("shortcut-help", &["F1"]),
        ],
    ),
    (
        "shortcuts-everywhere",
        &[
            ("menu-new-set-up", &["Ctrl+N"]),
            ("shortcut-search", &["Ctrl+F"]),
            ("menu-share", &["Ctrl+Shift+H"]),
            ("shortcut-zoom", &["Ctrl+=", "Ctrl+-"]),
            ("menu-zoom-reset", &["Ctrl+0"]),
            ("menu-settings", &["Ctrl+,"]),
            ("menu-shortcuts", &["Ctrl+/"]),
            ("menu-quit", &["Ctrl+Q", "Ctrl+W"]),
        ],
    ),
];

/// The list, in the words of the catalogue.
pub(crate) fn list(words: &Words, command_key: bool) -> Vec<ShortcutGroup> {
    let row = |(does, keys): &(&str, &[&str])| ShortcutRow {
        keys: keys.iter().map(|keys| chord(keys, command_key)).collect(),
        does: words.label(does),
    };
    let group =
        |(label, rows): &Group| ShortcutGroup { label: words.label(label), rows: rows.iter().map(row).collect() };
    LIST.iter().map(group).collect()
}

/// The keys as this system writes them.
pub(crate) fn chord(keys: &str, command_key: bool) -> String {
    if !command_key {
        return keys.to_owned();
    }
    if keys == "Alt+Left" { "Cmd+[".to_owned() } else { keys.replace("Ctrl", "Cmd") }
}
