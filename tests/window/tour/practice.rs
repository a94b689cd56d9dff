//! The practice office: what it offers, what can go wrong in it, and time that moves.

use crate::{driver::Window, keys::ESCAPE, person::Person, stage::Stage};

/// A period that ends within a few presses of *30 days later*.
const THREE_MONTHS: &str = "90 days (3 months)";

/// Opens the menu of faults.
const MENU: &str = "[data-menu=faults]";

pub(super) async fn tour(window: &Window, stage: &Stage) {
    window.look("practice-scenarios").await;
    window.press(MENU).await;
    window.see("[role=menu]").await;
    window.look("practice-faults").await;
    window.type_keys(ESCAPE).await;
    window.gone("[role=menu]").await;
    from_menu(window, "surprise-me").await;
    window.look("practice-surprise").await;
    window.press(".banner [data-action=disarm]").await;

    let mut person = Person::at(window, stage);
    person.period = THREE_MONTHS;
    person.until_saving().await;
    for (fault, name) in
        [("keychain-locked", "practice-keychain-locked"), ("keychain-absent", "practice-keychain-absent")]
    {
        arm(window, fault).await;
        window.press("footer [data-action=save], #problem-primary").await;
        window.see("[data-problem]").await;
        window.look(name).await;
    }
    window.press("#problem-primary").await;
    window.page("hand-over").await;
    window.press("footer [data-action=done]").await;
    window.see("[data-page=connections] [data-connection]").await;
    for (months, name) in [(2, "practice-renew-soon"), (2, "practice-expired")] {
        for _ in 0..months {
            from_menu(window, "move-time").await;
        }
        window.look(&format!("{name}-list")).await;
        window.press("[data-connection] button").await;
        window.see("[data-page=connection]").await;
        window.look(name).await;
        window.press("[data-action=to-connections]").await;
        window.see("[data-page=connections]").await;
    }
    window.press("[data-connection] button").await;
    window.see("[data-page=connection]").await;
    window.press("[data-action=renew-secret]").await;
    window.gone("[data-page=connection]").await;
    window.look("practice-renewing").await;
    window.press(".banner [data-action=leave-practice]").await;
    window.gone(".banner .practice").await;
    window.look("practice-left").await;
}

async fn arm(window: &Window, fault: &str) {
    window.press(MENU).await;
    window.see("[role=menu]").await;
    window.press(&format!("[role=menu] [data-fault={fault}]")).await;
    window.gone("[role=menu]").await;
}

async fn from_menu(window: &Window, action: &str) {
    window.press(MENU).await;
    window.see("[role=menu]").await;
    window.press(&format!("[role=menu] [data-action={action}]")).await;
    window.gone("[role=menu]").await;
}
