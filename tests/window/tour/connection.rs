//! The page of a saved connection.

use crate::scene::Scene;

impl Scene<'_> {
    /// From the list to the healthy connection, and back to the list without it.
    pub(super) async fn tour_connection(&mut self) {
        let window = self.window;
        window.press("[data-connection]:has(.healthy) button").await;
        window.page("connection").await;
        window.press("[data-action=open-hand-over]").await;
        window.see("[data-page=hand-over]").await;
        window.look("hand-over-of-a-connection").await;
        window.press("footer [data-action=done], footer [data-action=to-connections]").await;
        window.see("[data-page=connection], [data-page=connections]").await;
        if window.has("[data-page=connections]").await {
            window.press("[data-connection]:has(.healthy) button").await;
            window.see("[data-page=connection]").await;
        }
        window.press("[data-action=delete-connection]").await;
        window.see("dialog[open]").await;
        window.look("connection-deleting").await;
        window.press("dialog [data-action=delete-for-good]").await;
        // Ten seconds to take it back: no time to look around.
        window.press(".toast [data-action=undo]").await;
        window.see("[data-connection]:has(.healthy)").await;
        window.look("connections-undone").await;
        self.lose_secret();
        window.press("[data-connection]:has(.healthy) button").await;
        window.see("section.secret-missing").await;
        window.look("connection-secret-missing").await;
        window.press("[data-action=delete-connection]").await;
        window.press("dialog [data-action=delete-for-good]").await;
        window.see("[data-page=connections] .toast").await;
        window.look("connections-deleted").await;
    }

    /// Another program takes everything of ours out of the keychain.
    fn lose_secret(&self) {
        let cleared = self.stage.command("secret-tool").args(["clear", "service", "Sendoff"]).status();
        assert!(cleared.expect("secret-tool starts").success());
    }
}
