//! Takes in what is pasted or typed by hand: the secret stays here, the rest goes to the journey.

use std::path::Path;

use sendoff_intake::{
    BrowserText, FoundSecret, Known, PastedRedirect, ReadContext, Reading, SecretText, read_browser_text,
};
use sendoff_journey::{Event, FileChosen, Journey, PasteRead, PasteTarget, Unseen, manifest_problem};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Naming, ProvidedBy, Recipe};
use sendoff_values::{FieldId, Held, SecretShape, StepId};
use sendoff_vault::Opens;
use zeroize::Zeroizing;

use crate::{
    checking,
    effects::{self, Afterwards},
    explained,
    opening::not_read,
    ports::{ChosenFile, FileNotRead},
    system,
    workplace::Shared,
};

/// The longest file that is taken: more than any a provider gives.
const MAX_BYTES: usize = 64 * 1024;

/// What is known when something is pasted.
#[derive(Clone, Default)]
pub(crate) struct PasteContext {
    /// The set-up under way.
    pub(crate) journey: Option<Box<Journey>>,
    /// Its recipe.
    pub(crate) recipe: Option<Recipe>,
    /// Values entered or found so far.
    pub(crate) known: Known,
}

/// Reads the clipboard for `target` and tells what stood there.
///
/// A secret that was taken, or an address with a code in it, goes off the clipboard like one that was copied here: what sees to it
/// is given back.
pub(crate) async fn from_clipboard(shared: &Shared, target: PasteTarget, context: &PasteContext) -> Option<Afterwards> {
    let Ok(text) = shared.workplace.ports.clipboard.read().await else {
        shared.tell(Event::ClipboardUnreadable(target, Problem::new(Kind::ClipboardUnreadable)));
        return None;
    };
    let mut clearing = None;
    let event = match target {
        PasteTarget::Browser => {
            clearing = holds_code(&text).then(|| effects::off_the_clipboard(shared, &text).1);
            kept_browser_text(shared, text)
        }
        PasteTarget::Check => {
            let (event, afterwards) = checking::from_text(shared, &text, context);
            clearing = afterwards;
            event
        }
        PasteTarget::Step(_) | PasteTarget::Manifest => match read(shared, &text, target, context) {
            Ok(reading) if reading.manifest.is_none() && target == PasteTarget::Manifest => {
                Event::ClipboardUnreadable(target, no_manifest(&text))
            }
            Ok(reading) => {
                clearing = reading.secret.is_some().then(|| effects::off_the_clipboard(shared, &text).1);
                Event::Read(public_part(shared, target, reading))
            }
            Err(problem) => Event::ClipboardUnreadable(target, problem),
        },
    };
    shared.tell(event);
    clearing
}

impl PasteContext {
    /// The step that takes what a file gives, where one may be pasted.
    pub(crate) fn takes_file(&self) -> Option<StepId> {
        let journey = self.journey.as_ref().filter(|journey| journey.saved_at().is_none())?;
        self.recipe.as_ref()?.step(journey.step()).filter(|step| step.paste).map(|step| step.id)
    }
}

/// A file that was dropped at a step: read like a paste, and left where it is.
pub(crate) fn from_file(shared: &Shared, step: StepId, context: &PasteContext, path: &Path) {
    let read = of_file(shared, step, context, system::read_file(path, MAX_BYTES));
    shared.tell(told(PasteTarget::Step(step), read));
}

/// A file that is asked for.
pub(crate) async fn from_chosen_file(shared: &Shared, step: StepId, context: &PasteContext) -> FileChosen {
    match shared.workplace.ports.files.open(MAX_BYTES).await {
        Err(FileNotRead::NoFileChosen) => FileChosen::Nothing,
        chosen => match of_file(shared, step, context, chosen) {
            Ok(read) => FileChosen::Read(Box::new(read)),
            Err(problem) => FileChosen::NotRead(problem),
        },
    }
}

fn of_file(
    shared: &Shared,
    step: StepId,
    context: &PasteContext,
    file: Result<ChosenFile, FileNotRead>,
) -> Result<PasteRead, Problem> {
    let file = file.map_err(|error| not_read(&error))?;
    // The beginning of a file may say something else than the whole.
    if file.contents.len() > MAX_BYTES {
        return Err(Problem::new(Kind::PasteTooLarge));
    }
    of_contents(shared, PasteTarget::Step(step), context, &file.contents)
}

fn of_contents(
    shared: &Shared,
    target: PasteTarget,
    context: &PasteContext,
    contents: &[u8],
) -> Result<PasteRead, Problem> {
    // Bytes that are no text hold nothing that could be read.
    let text = std::str::from_utf8(contents).unwrap_or_default();
    read(shared, text, target, context).map(|reading| public_part(shared, target, reading))
}

fn told(target: PasteTarget, read: Result<PasteRead, Problem>) -> Event {
    match read {
        Ok(read) => Event::Read(read),
        Err(problem) => Event::ClipboardUnreadable(target, problem),
    }
}

/// What stands in a text, read by the labels of the provider of the set-up.
pub(crate) fn read(
    shared: &Shared,
    text: &str,
    target: PasteTarget,
    context: &PasteContext,
) -> Result<Reading, Problem> {
    let way = shared.way(&ProvidedBy::of(context.recipe.as_ref()))?;
    let (recipe, known) = (context.recipe.as_ref(), &context.known);
    sendoff_intake::read(text, &ReadContext { provider: &way.provider, recipe, step: target.step(), known })
}

fn public_part(shared: &Shared, target: PasteTarget, reading: Reading) -> PasteRead {
    let held = reading.secret.map(|found| (found.field, hold(shared, found)));
    let (manifest, google) = (reading.manifest.map(Box::new), reading.google.map(Box::new));
    PasteRead { target: Some(target), reading: reading.public, manifest, google, held, problems: Vec::new() }
}

/// Why there is no manifest of a text: it is none, or one with a secret among its names is not kept.
fn no_manifest(text: &str) -> Problem {
    match sendoff_intake::read_manifest(text) {
        Err(error) => manifest_problem(&error),
        Ok(_) => Kind::ManifestHoldsSecret.into(),
    }
}

pub(crate) fn hold(shared: &Shared, found: FoundSecret) -> Held {
    let FoundSecret { secret, shape, length, first_three, .. } = found;
    Held { handle: shared.secrets.keep_secret(secret), length, first_three, shape }
}

/// A secret typed by hand: the one inbound crossing of the window.
pub(crate) fn typed_secret(shared: &Shared, field: FieldId, text: Unseen, context: &PasteContext) -> Event {
    let text = Zeroizing::new(text.expose());
    let known = &context.known;
    if field == FieldId::ServiceAccount {
        // A key says nothing without whose it is: its file is read whole, as when it is pasted.
        let target = PasteTarget::Step(StepId::ServiceAccount);
        return told(target, of_contents(shared, target, context, text.as_bytes()));
    }
    let rules = match (field, known.naming) {
        (FieldId::ClientSecret, Naming::InProject) => FieldId::GoogleClientSecret,
        _ => field,
    };
    match sendoff_intake::check_secret_of(rules, &text, known) {
        Ok(found) => Event::Held(field, hold(shared, found)),
        Err(problem) => Event::Read(PasteRead { problems: vec![problem], ..PasteRead::default() }),
    }
}

/// A secret of the keychain, kept in memory to be used again.
pub(crate) fn held(shared: &Shared, opens: Opens) -> Held {
    let length = u32::try_from(opens.expose().chars().count()).unwrap_or(u32::MAX);
    let first_three = begins(&opens);
    let (secret, shape) = match opens {
        Opens::Registration { client_secret, .. } => {
            let about = sendoff_intake::check_secret(client_secret.expose(), &Known::default());
            (SecretText::Client(client_secret), about.map_or(SecretShape::Odd, |entered| entered.shape))
        }
        Opens::Password(password) => (SecretText::AppPassword(password), SecretShape::Usual),
        Opens::Key { key, .. } => (SecretText::Key(key), SecretShape::Usual),
    };
    Held { handle: shared.secrets.keep_secret(secret), length, first_three, shape }
}

/// By what one secret is told from another; every key begins with the same line.
fn begins(opens: &Opens) -> String {
    match opens {
        Opens::Registration { .. } | Opens::Password(_) => opens.expose().chars().take(3).collect(),
        Opens::Key { .. } => String::new(),
    }
}

/// What the browser shows, typed or pasted into its box. It may hold a code, and so is kept here.
pub(crate) fn browser_text(shared: &Shared, text: Unseen) -> Event {
    kept_browser_text(shared, Zeroizing::new(text.expose()))
}

/// Whether it is the address of an answer that can still be redeemed.
fn holds_code(text: &str) -> bool {
    matches!(read_browser_text(text), BrowserText::Redirect(address) if address.holds_code())
}

fn kept_browser_text(shared: &Shared, text: Zeroizing<String>) -> Event {
    let handle = shared.secrets.keep_browser_text(text);
    Event::BrowserText(sendoff_journey::BrowserText(handle))
}

/// The address for the attempt to judge, without what stood around it.
///
/// # Errors
/// The explanation, if the text is an error page or neither of the two.
pub(crate) fn from_browser(shared: &Shared, text: &str) -> Result<PastedRedirect, Problem> {
    let recipes = &shared.workplace.recipes;
    match read_browser_text(text) {
        BrowserText::Redirect(address) => Ok(address),
        BrowserText::Error(error) => Err(explained::at(explained::of_page(text, error, recipes), shared.now())),
        BrowserText::Unknown => {
            Err(explained::of_words(text, recipes).unwrap_or_else(|| Problem::new(Kind::AnswerUnreadable)))
        }
    }
}

#[cfg(test)]
mod tests {
    use sendoff_values::{AppPassword, PrivateKey};

    use super::*;

    /// What is pasted and what comes from the keychain must be told apart alike, or the same key counts as another.
    #[test]
    fn of_a_key_nothing_is_told() {
        let key = Opens::Key {
            account: "mailer@harbour-mail.iam.gserviceaccount.com".parse().unwrap(),
            client_id: "104118225190287164432".parse().unwrap(),
            key_id: "0a1b2c3d".to_owned(),
            key: PrivateKey::new("-----BEGIN PRIVATE KEY-----".to_owned()),
        };
        assert_eq!(begins(&key), "");
        assert_eq!(begins(&Opens::Password(AppPassword::new("abcdefghijklmnop".to_owned()))), "abc");
    }
}
