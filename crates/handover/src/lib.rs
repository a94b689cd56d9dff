//! What is handed over: the sheet as one HTML file, the calendar file for the day a secret ends, the application's own table of
//! connections, and the exact comparison of
//! a field pasted back; and, before all that, a recipe written out as a script ([`script`]).
//!
//! All are pure. A [`Sheet`] cannot carry a secret: the type has no place for one. The words on it are rendered
//! elsewhere and passed in.

mod calendar;
mod exact;
mod html;
mod page;
mod script;
mod sheet;
mod table;
mod words;

pub use calendar::{ALARMS, Reminder, write_calendar};
pub use exact::{CharacterClass, Difference, DifferenceCause, ExactMatch, MatchRun, RunKind, compare_exactly};
pub use page::write_html;
pub use script::{
    Dialect, ExposedScope, NotWritten, Redirect, Registration, Script, SecretWish, WantedPermission, WhoConsents,
    Wishes, registration_of, script,
};
pub use sheet::{Change, Expiry, Proof, Row, RowValue, SecretStart, Sheet};
pub use table::write_table;
pub use words::SheetWords;
