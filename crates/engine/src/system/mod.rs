//! The ports as the operating system gives them: browser, clipboard, folders for files.

mod browser;
mod clipboard;
mod files;
mod program;
mod show;

pub use browser::SystemBrowser;
pub use clipboard::SystemClipboard;
pub use files::Folder;
pub use show::show_in_folder;
