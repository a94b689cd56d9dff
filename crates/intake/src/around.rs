//! Reads a paste that holds a manifest: the manifest by its members, what stands around it like any other text.

use sendoff_problem::Kind;
use sendoff_values::{ClientId, FieldId, StepId};
use zeroize::Zeroizing;

use crate::{
    ids::declined,
    known::Known,
    manifest::{Manifest, ManifestIn, days, fields},
    read::{ReadContext, read_rest},
    reading::{DeclinedWhat, Evidence, PublicReading, Question, Reading},
    secret::taken,
    shape::{is_usual, is_usual_byte},
};

/// Values that a question offers at most.
const MOST: usize = 4;

/// Reads a text and the manifest that was found in it.
pub(crate) fn read_around(text: &str, found: ManifestIn, context: &ReadContext<'_>) -> Reading {
    let ManifestIn { manifest, place } = found;
    let rest = Zeroizing::new([&text[..place.start], "\n", &text[place.end..]].concat());
    // A command line before it names the registration without a label.
    let known = Known {
        client_id: context.known.client_id.clone().or_else(|| Some(manifest.client_id.clone())),
        ..context.known.clone()
    };
    let mut reading = read_rest(&rest, &ReadContext { known: &known, ..*context });
    if reading.secret.is_none() {
        secret_within(&text[place], &mut reading);
    }
    let first_three = reading.secret.as_ref().map(|found| found.first_three.clone());
    let first_three = first_three.or_else(|| context.known.secret_hint.clone());
    match another(&manifest, context.known, &reading.public) {
        Some(question) => ask_which(question, &mut reading.public),
        None => add(&manifest, first_three.as_deref(), context.step, &mut reading.public),
    }
    reading.manifest = Some(manifest);
    reading
}

/// Takes a Value of the usual shape from within the JSON: where a registration was just made, or somebody put it in.
fn secret_within(json: &str, reading: &mut Reading) {
    let words = json.split(|character: char| !u8::try_from(character).is_ok_and(is_usual_byte));
    let mut secrets: Vec<&str> = Vec::new();
    for word in words.filter(|word| is_usual(word)) {
        if secrets.len() < MOST && !secrets.contains(&word) {
            secrets.push(word);
        }
    }
    match secrets.as_slice() {
        [] => {}
        [secret] => reading.secret = Some(taken(secret, Evidence::Manifest)),
        several => reading.public.questions.push(Question::SeveralSecrets { count: several.len() }),
    }
}

/// The question that has to be asked if the manifest is of another registration than what is known, or stands beside it.
fn another(manifest: &Manifest, known: &Known, rest: &PublicReading) -> Option<Question> {
    let known = known.client_id.as_ref().map(ClientId::as_str);
    let beside = rest.value(FieldId::ClientId);
    let other = [known, beside].into_iter().flatten().find(|other| *other != manifest.client_id.as_str())?;
    let values = vec![other.to_owned(), manifest.client_id.to_string()];
    Some(Question::TwoValuesFit { field: FieldId::ClientId, values })
}

/// Nothing of another registration is taken before it is clear which one is meant.
fn ask_which(question: Question, reading: &mut PublicReading) {
    reading.fields.retain(|found| found.field != FieldId::ClientId);
    reading.questions.push(question);
}

fn add(manifest: &Manifest, first_three: Option<&str>, step: Option<StepId>, reading: &mut PublicReading) {
    let given = fields(manifest, first_three);
    let gives = |field: FieldId| given.iter().any(|found| found.field == field);
    let days = days(manifest, first_three);
    if days.len() > 1 && step == Some(StepId::ClientSecret) && reading.value(FieldId::SecretExpires).is_none() {
        let values = days.iter().take(MOST).map(ToString::to_string).collect();
        reading.questions.push(Question::TwoValuesFit { field: FieldId::SecretExpires, values });
    }
    reading.fields.retain(|found| !gives(found.field));
    reading.fields.extend(given);
    let object = manifest.object_id.as_ref().map(|id| declined(DeclinedWhat::ObjectId, Kind::ObjectIdPasted, Some(id)));
    reading.declined.extend(object);
}
