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
    let (give, chosen) = oneshot::channel();
    let (handle, suggested) = (app.clone(), suggested.to_owned());
    app.run_on_main_thread(move || show(&handle, &suggested, give)).ok()?;
    chosen.await.ok().flatten()
}

fn show<R: Runtime>(app: &AppHandle<R>, suggested: &str, give: oneshot::Sender<Option<PathBuf>>) {
    let parent = app.get_webview_window(window::NAME).and_then(|window| window.gtk_window().ok());
    let dialog = FileChooserNative::new(Some("Sendoff"), parent.as_ref(), FileChooserAction::Save, None, None);
    let documents = glib::user_special_dir(glib::UserDirectory::Documents);
    dialog.set_current_folder(documents.unwrap_or_else(glib::home_dir));
    dialog.set_current_name(suggested);
    dialog.set_do_overwrite_confirmation(true);
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
