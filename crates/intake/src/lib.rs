//! Reads whatever people paste, and says what is what.
//!
//! Pure: text and what is known go in, values and questions come out. Nothing is looked up, opened or remembered. What
//! looks like a secret leaves by its own type, apart from everything that may be shown; no part of it appears in the rest.
//! Which labels stand beside which value is data (`recipes/providers/`); the sentences people read are in `words`.

mod address;
mod alone;
mod around;
mod browser;
mod compare;
mod day;
mod field;
mod google;
mod group;
mod guid;
mod ids;
mod known;
mod label;
mod manifest;
mod mask;
mod own_fields;
mod period;
mod plain;
mod read;
mod reading;
mod secret;
mod shape;
mod token;

pub use browser::{BrowserError, BrowserText, PastedRedirect, read_browser_text};
pub use compare::{
    Difference, Expected, ExpectedPermission, ExpectedRedirect, ExpectedScope, ExpectedSecret, Need, Off,
    PermissionIds, compare,
};
pub use day::{DayReading, read_day};
pub use field::{Entered, check_field, check_secret, check_secret_of};
pub use google::{
    GoogleAnswer, GoogleClient, GoogleClientKind, GoogleFile, ServiceAccount, read_challenge, read_google_answer,
};
pub use known::Known;
pub use manifest::{
    Approver, Audience, AuthorizedClient, ExposedScope, ImplicitGrant, Manifest, ManifestError, Place, Redirect,
    RequestedPermission, SecretEntry, fields, read_manifest,
};
pub use mask::mask_secrets;
pub use own_fields::{OwnField, OwnValue, read_own_fields};
pub use period::{PERIODS, Period, judge_day};
pub use read::{MAX_BYTES, ReadContext, read};
pub use reading::{
    Declined, DeclinedWhat, Evidence, Found, FoundSecret, Left, PublicReading, Question, Reading, ScriptDeclined,
    ScriptField, ScriptReading, SecretText, Told,
};
pub use shape::{USUAL_LENGTH, judge_secret_shape};
