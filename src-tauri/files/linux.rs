//! The dialog through GTK, which uses the desktop's own one where there is a portal for it.

use std::{cell::Cell, path::PathBuf};

use gtk::{
    FileChooserAction, FileChooserNative, ResponseType, glib,
    prelude::{FileChooserExt, NativeDialogExt},
};
use sendoff_engine::system::leave_ajar;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::oneshot;

use crate::window;

/// Where the person wants a file of a name like `suggested`; nothing if they closed the dialog.
pub(super) async fn ask<R: Runtime>(app: &AppHandle<R>, suggested: &str) -> Option<PathBuf> {
    shown(app, Wanted::Place(suggested.to_owned())).await
}

/// Which file the person wants to open; nothing if they closed the dialog.
pub(super) async fn choose<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    shown(app, Wanted::File).await
}

/// What is asked for.
enum Wanted {
    /// A place for a file of a name like this.
    Place(String),
    /// A file that is there.
    File,
}

async fn shown<R: Runtime>(app: &AppHandle<R>, wanted: Wanted) -> Option<PathBuf> {
    let (give, chosen) = oneshot::channel();
    let handle = app.clone();
    app.run_on_main_thread(move || show(&handle, &wanted, give)).ok()?;
    chosen.await.ok().flatten()
}

fn show<R: Runtime>(app: &AppHandle<R>, wanted: &Wanted, give: oneshot::Sender<Option<PathBuf>>) {
    let parent = app.get_webview_window(window::NAME).and_then(|window| window.gtk_window().ok());
    let action = match wanted {
        Wanted::Place(_) => FileChooserAction::Save,
        Wanted::File => FileChooserAction::Open,
    };
    let dialog = FileChooserNative::new(Some("Sendoff"), parent.as_ref(), action, None, None);
    // What is chosen is for the page that asked.
    dialog.set_modal(true);
    // What is opened came from a browser or a message; what is saved is kept.
    let usual = match wanted {
        Wanted::Place(_) => glib::UserDirectory::Documents,
        Wanted::File => glib::UserDirectory::Downloads,
    };
    dialog.set_current_folder(glib::user_special_dir(usual).unwrap_or_else(glib::home_dir));
    if let Wanted::Place(suggested) = wanted {
        dialog.set_current_name(suggested);
        dialog.set_do_overwrite_confirmation(true);
    }
    // Nothing in GTK owns a native dialog: it lives until it is answered because its own answer holds it.
    // A portal must be able to look at who asks it, until it has answered.
    let open = Cell::new(Some((dialog.clone(), give, leave_ajar())));
    dialog.connect_response(move |dialog, response| {
        let path = (response == ResponseType::Accept).then(|| dialog.filename()).flatten();
        dialog.destroy();
        if let Some((_held, give, _ajar)) = open.take() {
            let _ = give.send(path);
        }
    });
    dialog.show();
}
