//! Linux: GTK decides, and the page follows GTK.
//!
//! What the desktop likes stands in its portal (org.freedesktop.portal.Settings, `color-scheme` of
//! `org.freedesktop.appearance`: 1 dark, 2 light, 0 nothing), which GTK 3 does not ask. Without a portal, GTK's own
//! theme decides. tauri's feature `dbus` would ask it too, but waits up to five seconds for it on the main thread and then
//! overrules what was chosen here.

use std::cell::Cell;

use gtk::{
    Settings as Gtk,
    gio::{self, BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags},
    glib::{Variant, prelude::ToVariant},
    prelude::GtkSettingsExt,
};
use sendoff_engine::system::leave_ajar;
use sendoff_journey::Theme;
use tauri::{AppHandle, Runtime};

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";

/// How long the first paint waits for the portal, in milliseconds.
const SHORT: i32 = 250;

thread_local! {
    // GTK belongs to one thread, and so does this.
    static CHOSEN: Cell<Theme> = const { Cell::new(Theme::System) };
    static DESKTOP: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Waits a moment; never on the main thread.
pub(super) fn desktop_likes_dark() -> Option<bool> {
    let bus = gio::bus_get_sync(BusType::Session, None::<&Cancellable>).ok()?;
    let asked = (NAMESPACE, KEY).to_variant();
    let flags = DBusCallFlags::NO_AUTO_START;
    // A portal answers only whom it can look at.
    let _ajar = leave_ajar();
    let answer =
        bus.call_sync(Some(PORTAL), PATH, SETTINGS, "Read", Some(&asked), None, flags, SHORT, None::<&Cancellable>);
    scheme(&answer.ok()?.try_child_value(0)?)
}

pub(super) fn begin<R: Runtime>(app: &AppHandle<R>, theme: Theme, desktop_likes_dark: Option<bool>) {
    DESKTOP.set(desktop_likes_dark);
    wear(app, theme);
    gio::bus_get(BusType::Session, None::<&Cancellable>, |bus| {
        // The subscription lives as long as the connection, which is kept by its own subscription.
        if let Ok(bus) = bus {
            watch(&bus);
        }
    });
}

pub(super) fn wear<R: Runtime>(_app: &AppHandle<R>, theme: Theme) {
    CHOSEN.set(theme);
    dress();
}

/// The portal is asked once more, however long it takes, and then tells every change.
fn watch(bus: &DBusConnection) {
    let (name, arg) = (Some("SettingChanged"), Some(NAMESPACE));
    let kept = bus.clone();
    bus.signal_subscribe(
        None,
        Some(SETTINGS),
        name,
        Some(PATH),
        arg,
        DBusSignalFlags::NONE,
        move |_, _, _, _, _, told| {
            let _alive = &kept;
            if told.try_child_value(1).is_some_and(|key| key.str() == Some(KEY)) {
                hear(told.try_child_value(2).as_ref().and_then(scheme));
            }
        },
    );
    let asked = (NAMESPACE, KEY).to_variant();
    let flags = DBusCallFlags::NONE;
    let ajar = leave_ajar();
    bus.call(Some(PORTAL), PATH, SETTINGS, "Read", Some(&asked), None, flags, -1, None::<&Cancellable>, |answer| {
        drop(ajar);
        hear(answer.ok().and_then(|answer| scheme(&answer.try_child_value(0)?)));
    });
}

fn hear(likes_dark: Option<bool>) {
    if DESKTOP.replace(likes_dark) != likes_dark {
        dress();
    }
}

/// The number inside however many variants: `Read` wraps it twice, `SettingChanged` once.
fn scheme(value: &Variant) -> Option<bool> {
    match value.as_variant() {
        Some(inner) => scheme(&inner),
        None => match value.get::<u32>()? {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        },
    }
}

fn dress() {
    let Some(gtk) = Gtk::default() else { return };
    let dark = match CHOSEN.get() {
        Theme::System => DESKTOP.get(),
        Theme::Light => Some(false),
        Theme::Dark => Some(true),
    };
    gtk.reset_property("gtk-theme-name");
    gtk.reset_property("gtk-application-prefer-dark-theme");
    let Some(dark) = dark else { return };
    // A theme that is dark by its name stays dark whatever is preferred.
    if let Some(name) = gtk.gtk_theme_name().filter(|_| !dark)
        && let Some(light) = name.strip_suffix("-dark")
    {
        gtk.set_gtk_theme_name(Some(light));
    }
    gtk.set_gtk_application_prefer_dark_theme(dark);
}
