//! What stands around every page: the menu, settings, what is told and asked over a page, the values as a strip.

use std::fs;

use crate::{
    driver::Window,
    keys::{CONTROL, ESCAPE},
    scene::Scene,
};

/// Opens the menu of the window.
const MENU: &str = "header [data-menu]";

impl Scene<'_> {
    /// Over the first page, which is shown again afterwards.
    pub(super) async fn tour_around(&mut self) {
        let window = self.window;
        window.press(MENU).await;
        window.see("header [role=menu]").await;
        window.look("menu").await;
        window.type_keys(ESCAPE).await;
        window.gone("header [role=menu]").await;
        for (action, name) in [("show-shortcuts", "shortcuts"), ("show-about", "about")] {
            from_menu(window, action).await;
            window.see("dialog[open]").await;
            window.look(name).await;
            window.type_keys(ESCAPE).await;
            window.gone("dialog").await;
        }
        from_menu(window, "open-settings").await;
        window.see("[data-page=settings]").await;
        window.look("settings").await;
        window.press("[data-action=ask-clear-practice]").await;
        window.see("dialog[open]").await;
        window.look("settings-clear-practice").await;
        window.press("#dialog-keep").await;
        window.gone("dialog").await;
        window.press("footer [data-action=back], footer button").await;
        window.see("[data-page=connections]").await;
    }

    /// Somebody leaves with a secret that is not saved, and thinks again.
    pub(super) async fn tour_quitting(&mut self) {
        let window = self.window;
        window.chord(&[CONTROL], "q").await;
        window.see("dialog[open]").await;
        window.look("quit-question").await;
        window.press("#dialog-keep").await;
        window.gone("dialog").await;
    }

    /// The values alone. The window is narrow as long as they are shown.
    pub(super) async fn tour_strip(&mut self) {
        let window = self.window;
        let width = "return innerWidth";
        let before = window.ask(width, vec![]).await;
        window.press("[data-action=open-strip]").await;
        window.see("main.strip").await;
        window.until("return innerWidth === 360").await;
        window.look_as_it_is("strip").await;
        window.press("[data-action=close-strip]").await;
        window.gone("main.strip").await;
        window.until(&format!("return innerWidth === {before}")).await;
    }

    /// From the list with one unfinished set-up to the empty one.
    pub(super) async fn tour_deleting_a_set_up(&mut self) {
        let window = self.window;
        window.press("[data-connection]:has(.unfinished) button").await;
        window.gone("[data-page=connections]").await;
        from_menu(window, "delete-connection").await;
        window.see("dialog[data-dialog=delete-set-up]").await;
        window.look("set-up-deleting").await;
        window.press("dialog [data-action=delete-for-good]").await;
        window.see("[data-page=connections] .toast").await;
        window.gone("[data-connection]").await;
        window.look("connections-set-up-deleted").await;
    }

    /// A file of the list is damaged while the program is closed.
    pub(super) fn damage_the_list(&self) {
        let folder = self.stage.home.path().join("data").join("sendoff");
        fs::write(folder.join("00000000-0000-4000-8000-000000000000.json"), "{ this is cut").expect("a file");
    }
}

async fn from_menu(window: &Window, action: &str) {
    window.press(MENU).await;
    window.see("header [role=menu]").await;
    window.press(&format!("header [role=menu] [data-action={action}]")).await;
    window.gone("header [role=menu]").await;
}
