//! The ports as the operating system gives them: browser, clipboard, folders for files; and what it does for the process itself.

mod browser;
mod clipboard;
mod files;
mod owner_only;
mod process;
mod program;
mod show;

pub use browser::SystemBrowser;
pub use clipboard::SystemClipboard;
pub use files::{Folder, read_file};
pub use owner_only::write_for_owner;
pub use process::{Ajar, StaysOpen, close_to_others, leave_ajar};
pub use show::show_in_folder;
