//! Saving, handing over, the list, what is found again.

use std::process::Command;

use crate::{
    keys::{CONTROL, SHIFT},
    person::PREPARE,
    scene::Scene,
};

impl Scene<'_> {
    pub(super) async fn tour_saving(&mut self) {
        let window = self.window;
        window.page("save").await;
        self.signal_keyring("STOP");
        window.press("[data-action=save]").await;
        window.see("[data-page=save] [data-state=working]").await;
        window.look("save-saving").await;
        self.signal_keyring("CONT");
        window.page("hand-over").await;
    }

    /// Stops the keyring on the stage's bus, or lets it go on.
    fn signal_keyring(&self, signal: &str) {
        let mut ask = self.stage.command("dbus-send");
        ask.args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]);
        ask.args(["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"]);
        let said = ask.output().expect("dbus-send starts");
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let process = said.split_whitespace().next_back().expect("the keyring's process").to_owned();
        assert!(Command::new("kill").args(["-s", signal, &process]).status().expect("kill starts").success());
    }

    pub(super) async fn tour_hand_over(&mut self) {
        let window = self.window;
        for row in [2, 3] {
            window.press(&format!("[data-block=copy-rows] li:nth-child({row}) button[data-row]")).await;
            window.see(&format!("[data-block=copy-rows] li:nth-child({row}) .tick svg")).await;
        }
        window.look("hand-over-copied").await;
        self.tour_strip().await;
        window.fill("[data-block=exact-match] li:nth-child(1) textarea", "something else").await;
        window.see("[data-block=exact-match] .status").await;
        window.look("hand-over-compared").await;
        window.chord(&[CONTROL, SHIFT], "h").await;
        window.see("header .share.on").await;
        window.look("hand-over-shared").await;
        self.unshare().await;
        window.press("footer [data-action=done]").await;
        window.see("[data-page=connections] [data-connection]").await;
        window.look("connections-one").await;
    }

    /// A second set-up, left with a secret that nobody has proved.
    pub(super) async fn leave_one_unfinished(&mut self) {
        self.answer_questions().await;
        for step in &PREPARE[..5] {
            self.window.see(&format!("[data-page={step}]")).await;
            self.fill_in(step).await;
            self.go_on(step).await;
        }
    }

    pub(super) async fn tour_resumed(&mut self) {
        let window = self.window;
        window.page("connections").await;
        window.look("connections-two").await;
        window.chord(&[CONTROL], "f").await;
        if window.has("[data-search]").await {
            window.fill("[data-search]", "zzz").await;
            window.gone("[data-connection]").await;
            window.look("connections-nothing-found").await;
            window.fill("[data-search]", "harbour").await;
        }
        window.see("[data-connection]").await;
        window.chord(&[CONTROL, SHIFT], "h").await;
        window.see("header .share.on").await;
        window.look("connections-shared").await;
        self.unshare().await;
        self.tour_connection().await;
        window.press("[data-connection]:has(.unfinished) button").await;
        window.gone("[data-page=connections]").await;
        window.look("resumed-without-secret").await;
        window.press("[data-step=client-secret]").await;
        window.see("[data-page=client-secret]").await;
        window.look("client-secret-resumed").await;
    }
}
