//! What a person pastes or types: a secret that was found stands nowhere else in what was read.

use jiff::tz::TimeZone;
use sendoff_intake::{Known, ReadContext, check_field, check_secret, mask_secrets, read, read_browser_text, read_day};
use sendoff_values::{FieldId, StepId};

use crate::scene::{RECIPES, microsoft, now};

pub(crate) const WORDS: &[&str] = &[
    "Application (client) ID\n",
    "Directory (tenant) ID : ",
    "Object ID\t",
    "Secret ID",
    "Value",
    "Expires",
    "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa",
    "8xQ8Q~pretendpretendpretendpretendpreten",
    "https://login.microsoftonline.com/",
    "/oauth2/v2.0/token",
    "http://localhost:49152/mail-setup?code=x&state=y",
    "AADSTS50011: ",
    "11/21/2027",
    "21.11.2027",
    "24 months",
    "office@harbour.example",
    "%2e",
    "\u{ff0e}",
    "\u{202e}",
    "\u{feff}",
    "\u{200b}",
    "\t",
    "\r\n",
    "@",
    "\\",
    "#",
    "?",
    "xn--",
];

const FIELDS: [FieldId; 8] = [
    FieldId::ClientId,
    FieldId::TenantId,
    FieldId::TenantDomain,
    FieldId::SecretExpires,
    FieldId::RedirectUri,
    FieldId::Mailbox,
    FieldId::Organisation,
    FieldId::GoogleClientId,
];

/// Nothing known yet, on the day of the scene.
fn known() -> Known {
    Known { today: Some(now().to_zoned(TimeZone::UTC).date()), ..Known::default() }
}

/// A pasted text: the first byte chooses the step.
pub(crate) fn text(bytes: &[u8]) -> bool {
    let Some((step, rest)) = bytes.split_first() else { return false };
    let text = String::from_utf8_lossy(rest);
    let known = known();
    let steps = StepId::ALL;
    let step = steps.get(usize::from(*step) % (steps.len() + 1)).copied();
    let recipe = RECIPES.recipe("tourtools");
    let context = ReadContext { provider: microsoft(), recipe, step, known: &known };
    let Ok(reading) = read(&text, &context) else { panic!("refused although it is short") };
    if let Some(found) = &reading.secret {
        let public = format!("{:?}", reading.public);
        let secret = found.secret.expose();
        assert!(secret.chars().count() < 16 || !public.contains(secret), "the secret stands in what may be seen");
    }
    let _ = read_browser_text(&text);
    reading.secret.is_some()
}

/// A text in each field.
pub(crate) fn field(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let known = known();
    let taken = FIELDS.into_iter().filter(|field| check_field(*field, &text, &known).is_ok()).count();
    let _ = check_secret(&text, &known);
    let _ = read_day(&text);
    let masked = mask_secrets(&text);
    assert_eq!(mask_secrets(&masked), masked, "masked twice is masked otherwise");
    taken > 0
}
