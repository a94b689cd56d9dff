//! Checks what stands in one field of a set-up with Google.

use sendoff_problem::{Kind, Problem};
use sendoff_values::{FieldId, GoogleClientId, ProjectId};

use super::{
    Wanted, of_file, paste,
    secret::{app_password, refused, refused_secret, taken},
    shape::{Shape, shape_of},
    within,
    words::words,
};
use crate::{
    field::Entered,
    reading::{Declined, Evidence, FoundSecret},
};

/// Checks a client ID or a project ID; `clean` has nothing around it. The field is for saying what it was entered as.
pub(crate) fn check(field: FieldId, clean: &str) -> Result<Entered, Problem> {
    if field == FieldId::GoogleProject { project(clean) } else { client_id(field, clean) }
}

/// Bare, or the one among other words: people copy the label with it.
fn client_id(field: FieldId, clean: &str) -> Result<Entered, Problem> {
    let read = paste::read(clean, Wanted::Client);
    let own = read.public.value(FieldId::GoogleClientId).and_then(|id| id.parse::<GoogleClientId>().ok());
    if let Some(id) = own {
        return Ok(Entered::new(field, id));
    }
    if read.secret.is_some() {
        return Err(Kind::SecretNotHere.into());
    }
    let several = read.public.questions.first().map(|_| Kind::TwoValuesFit.into());
    let declined = read.public.declined.first().map(Declined::problem);
    Err(several.or(declined).unwrap_or_else(|| Kind::NotAGoogleClientId.into()))
}

fn project(clean: &str) -> Result<Entered, Problem> {
    if let Ok(id) = clean.trim_start_matches("projects/").parse::<ProjectId>() {
        return Ok(Entered::new(FieldId::GoogleProject, id));
    }
    let read = paste::read(clean, Wanted::Project);
    if let Some(id) = read.public.value(FieldId::GoogleProject) {
        return Ok(Entered::new(FieldId::GoogleProject, id));
    }
    if is_name(clean) {
        return Err(Kind::ProjectNamePasted.into());
    }
    let declined = read.public.declined.first().map(Declined::problem);
    Err(declined.unwrap_or_else(|| Kind::NotAProjectId.into()))
}

/// Whether it could be *Project name*: letters, digits, blanks and a few signs, and a letter that no ID has
/// (cloud.google.com/resource-manager/docs/creating-managing-projects, read 2026-11-21).
fn is_name(text: &str) -> bool {
    let fits = text.chars().all(|one| one.is_alphanumeric() || " -'\"!".contains(one));
    let telling = text.contains(|one: char| one.is_uppercase() || one == ' ' || !one.is_ascii());
    fits && telling && (4..=30).contains(&text.chars().count())
}

/// Checks a secret typed or pasted by itself into the field it is for. A whole file does for it, too.
pub(crate) fn check_secret(field: FieldId, clean: &str) -> Result<FoundSecret, Problem> {
    if field == FieldId::AppPassword {
        app_password(clean).ok_or_else(|| Kind::NotAnAppPassword.into())
    } else if field == FieldId::ServiceAccount {
        key(clean)
    } else {
        client_secret(clean)
    }
}

fn key(clean: &str) -> Result<FoundSecret, Problem> {
    match within(clean, &|_| false) {
        Some(Ok(from)) => {
            let reading = of_file(from, Wanted::Key);
            let declined = reading.public.declined.first().map(Declined::problem);
            reading.secret.ok_or_else(|| declined.unwrap_or_else(|| Kind::ServiceAccountKeyMissing.into()))
        }
        Some(Err(declined)) => Err(declined.problem()),
        None => Err(other_key(clean)),
    }
}

/// Why a text is no key file.
fn other_key(clean: &str) -> Problem {
    let first = words(clean).iter().find_map(|word| refused(word.shape?));
    first.map_or_else(|| Kind::ServiceAccountKeyMissing.into(), |declined| declined.problem())
}

fn client_secret(clean: &str) -> Result<FoundSecret, Problem> {
    if let Some(declined) = refused_secret(clean) {
        return Err(declined.problem());
    }
    if !clean.contains(char::is_whitespace) {
        return match shape_of(clean) {
            Some(Shape::ClientId) => Err(Kind::ClientIdNotHere.into()),
            _ => Ok(taken(clean, Evidence::Shape)),
        };
    }
    let read = paste::read(clean, Wanted::Client);
    let declined = read.public.declined.first().map(Declined::problem);
    read.secret.ok_or_else(|| declined.unwrap_or_else(|| Kind::GoogleSecretBroken.into()))
}
