//! The menu bar of macOS: the items of the page's menu, and the usual ones for editing.
//!
//! *Paste* is the system's own: the page cancels what it brings wherever a secret may come, and asks the engine to read the
//! clipboard instead.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sendoff_journey::{Action, MenuGroup, MenuItem, MenuMark, Screen};
use tauri::{
    AppHandle, Manager, Runtime,
    menu::{CheckMenuItemBuilder, Menu, MenuItemBuilder, Submenu, SubmenuBuilder},
};
use tokio::sync::watch;

use crate::start::Desk;

/// What each item of the bar stands for, by its id.
#[derive(Default)]
pub(crate) struct MenuBar {
    actions: Mutex<HashMap<String, Action>>,
}

/// Puts the bar up and hears what is chosen.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    app.manage(MenuBar::default());
    app.on_menu_event(|app, event| {
        let bar = app.state::<MenuBar>();
        let action = bar.actions.lock().unwrap_or_else(PoisonError::into_inner).get(event.id().as_ref()).cloned();
        if let Some(action) = action {
            let _ = app.state::<Arc<Desk>>().press(action);
        }
    });
}

/// Shows the menu of every screen, until there is none any more.
pub(crate) async fn follow<R: Runtime>(app: AppHandle<R>, mut screens: watch::Receiver<Screen>) {
    let mut shown = Vec::new();
    screens.mark_changed();
    while screens.changed().await.is_ok() {
        let menu = screens.borrow_and_update().around.menu.clone();
        if menu != shown {
            show(&app, menu.clone());
            shown = menu;
        }
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, groups: Vec<MenuGroup>) {
    let handle = app.clone();
    let _ = app.run_on_main_thread(move || {
        let shown = build(&handle, &groups).and_then(|menu| handle.set_menu(menu));
        if let Err(error) = shown {
            tracing::debug!(%error, "the menu bar stays as it was");
        }
    });
}

fn build<R: Runtime>(app: &AppHandle<R>, groups: &[MenuGroup]) -> tauri::Result<Menu<R>> {
    let menu = Menu::new(app)?;
    let mut actions = HashMap::new();
    for (place, group) in groups.iter().enumerate() {
        menu.append(&submenu(app, place, group, &mut actions)?)?;
        if place == 0 {
            menu.append(&editing(app)?)?;
        }
    }
    *app.state::<MenuBar>().actions.lock().unwrap_or_else(PoisonError::into_inner) = actions;
    Ok(menu)
}

/// The system names these itself, in its own language.
fn editing<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    SubmenuBuilder::new(app, "Edit").undo().redo().separator().cut().copy().paste().select_all().build()
}

fn submenu<R: Runtime>(
    app: &AppHandle<R>,
    place: usize,
    group: &MenuGroup,
    actions: &mut HashMap<String, Action>,
) -> tauri::Result<Submenu<R>> {
    let submenu = Submenu::new(app, &group.label, true)?;
    for (number, item) in group.items.iter().enumerate() {
        let id = format!("{place}-{number}");
        append(app, &submenu, &id, item)?;
        actions.insert(id, item.action.clone());
    }
    Ok(submenu)
}

fn append<R: Runtime>(app: &AppHandle<R>, submenu: &Submenu<R>, id: &str, item: &MenuItem) -> tauri::Result<()> {
    let may = item.why_not.is_none();
    match item.mark {
        Some(MenuMark::Check(on) | MenuMark::Radio(on)) => {
            let mut built = CheckMenuItemBuilder::with_id(id, &item.label).checked(on).enabled(may);
            if let Some(keys) = &item.keys {
                built = built.accelerator(keys);
            }
            submenu.append(&built.build(app)?)
        }
        None => {
            let mut built = MenuItemBuilder::with_id(id, &item.label).enabled(may);
            if let Some(keys) = &item.keys {
                built = built.accelerator(keys);
            }
            submenu.append(&built.build(app)?)
        }
    }
}
