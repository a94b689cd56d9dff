//! Reads one paste: cuts it, pairs labels with values, and decides what is what.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Meaning, Naming, Provider, Recipe};
use sendoff_values::{FieldId, MailAddress, RedirectAddress, StepId, Tenant};

use crate::{
    address::read_address,
    alone,
    around::read_around,
    google,
    group::{Labelled, attribute},
    ids,
    known::Known,
    label::LabelTable,
    manifest::{Manifest, ManifestIn, within},
    mask::mask_secrets,
    plain::plain,
    reading::{Evidence, Found, FoundSecret, PublicReading, Question, Reading},
    secret::{self, is_secretive, taken},
    shape::is_usual,
    token::{Piece, Token, tokens},
};

/// The largest text that is read: one mebibyte.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Where and for what something is pasted.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// The provider whose portal it comes from.
    pub provider: &'a Provider,
    /// The recipe, once it is chosen.
    pub recipe: Option<&'a Recipe>,
    /// The step that is open.
    pub step: Option<StepId>,
    /// What is known already.
    pub known: &'a Known,
}

/// Reads a pasted text. The only thing refused as a whole is one over a mebibyte.
pub fn read(text: &str, context: &ReadContext<'_>) -> Result<Reading, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::new(Kind::PasteTooLarge).with(ValueName::Count, text.len().to_string()));
    }
    if context.known.naming == Naming::Alone {
        return alone::read(text, context.step, context.known);
    }
    let at_google = context.known.naming == Naming::InProject || context.provider.id.naming() == Naming::InProject;
    if at_google || context.recipe.is_none() && google::is_of_google(text) {
        let mut reading = google::read(text, context.step, &|place| context.provider.plays(place));
        without_secret(&mut reading);
        return Ok(reading);
    }
    let of_manifest = |source: &str, found: ManifestIn| read_around(source, found, context);
    let mut reading = within(text, of_manifest).unwrap_or_else(|_| read_text(text, context));
    without_secret(&mut reading);
    Ok(reading)
}

/// Reads a text that holds no manifest.
fn read_text(text: &str, context: &ReadContext<'_>) -> Reading {
    let plain = plain(text);
    let tokens = tokens(&plain, &LabelTable::new(&context.provider.labels));
    let mut reading = read_tokens(&plain, &tokens, context);
    let at_secret = context.step == Some(StepId::ClientSecret);
    reading.secret = reading.secret.or_else(|| lone_secret(&plain, &tokens, at_secret));
    reading
}

/// Reads what is no manifest of a text that holds one.
pub(crate) fn read_rest(text: &str, context: &ReadContext<'_>) -> Reading {
    let plain = plain(text);
    let tokens = tokens(&plain, &LabelTable::new(&context.provider.labels));
    read_tokens(&plain, &tokens, context)
}

fn read_tokens(text: &str, tokens: &[Token], context: &ReadContext<'_>) -> Reading {
    let labelled = &attribute(text, tokens);
    let secretive = context.step == Some(StepId::ClientSecret) || is_secretive(tokens);
    let mut public = PublicReading::default();
    let found = secret::decide(text, tokens, labelled, secretive, &mut public);
    if secretive {
        secret::decide_day(tokens, labelled, found.as_ref().map(|(_, at)| *at), &mut public);
    }
    ids::decide(tokens, labelled, context.known, secretive, &mut public);
    addresses(text, tokens, labelled, context.provider, &mut public);
    domain_and_mailbox(text, tokens, context, &mut public);
    Reading { public, secret: found.map(|(secret, _)| secret), ..Reading::default() }
}

/// A single word of whatever shape, pasted at the step of the secret, is the secret.
fn lone_secret(text: &str, tokens: &[Token], at_secret: bool) -> Option<FoundSecret> {
    let word = text.trim_matches(|character: char| character.is_whitespace() || "\"'`<>".contains(character));
    let single =
        at_secret && tokens.is_empty() && (8..=200).contains(&word.len()) && !word.contains(char::is_whitespace);
    single.then(|| taken(word, Evidence::Shape))
}

/// Redirect URIs beside their label, and what addresses of the provider's own say.
fn addresses(text: &str, tokens: &[Token], labelled: &Labelled, provider: &Provider, reading: &mut PublicReading) {
    for (token, label) in tokens.iter().zip(labelled).filter(|(token, _)| token.piece == Piece::Address).take(64) {
        let address = token.text(text);
        if let Some((Meaning::RedirectUri, evidence)) = label {
            add_redirect(address, *evidence, reading);
            continue;
        }
        let said = read_address(address, provider);
        if let Some(id) = said.client_id {
            add_missing(FieldId::ClientId, id.as_str(), reading);
        }
        match said.tenant {
            Some(Tenant::Id(id)) => add_missing(FieldId::TenantId, id.as_str(), reading),
            Some(Tenant::Domain(domain)) => add_missing(FieldId::TenantDomain, &domain, reading),
            None => {}
        }
    }
}

fn add_redirect(address: &str, evidence: Evidence, reading: &mut PublicReading) {
    let Ok(address) = address.parse::<RedirectAddress>() else { return };
    let found = Found { field: FieldId::RedirectUri, value: address.to_string(), evidence };
    if reading.fields.len() < 16 && !reading.fields.contains(&found) {
        reading.fields.push(found);
    }
}

/// Adds a value read from an address unless the field is filled or asked about.
fn add_missing(field: FieldId, value: &str, reading: &mut PublicReading) {
    let asked = reading.questions.iter().any(|question| match question {
        Question::TwoValuesFit { field: asked, .. } => *asked == field,
        Question::WhichField { fields, .. } => fields.contains(&field),
        Question::WhichDay { .. } | Question::SeveralSecrets { .. } => false,
    });
    if !asked && reading.value(field).is_none() {
        reading.fields.push(Found { field, value: value.to_owned(), evidence: Evidence::Address });
    }
}

/// The directory's own domain, and a mailbox address that stands alone or is asked for.
fn domain_and_mailbox(text: &str, tokens: &[Token], context: &ReadContext<'_>, reading: &mut PublicReading) {
    let words = |piece: &Piece| {
        tokens.iter().filter(|token| token.piece == *piece).map(|token| token.text(text)).collect::<Vec<_>>()
    };
    if let ([domain], None) = (words(&Piece::Domain).as_slice(), reading.value(FieldId::TenantDomain))
        && let Ok(Tenant::Domain(domain)) = domain.parse()
    {
        reading.fields.push(Found { field: FieldId::TenantDomain, value: domain, evidence: Evidence::Shape });
    }
    let mut mails: Vec<MailAddress> =
        words(&Piece::Mail).iter().take(64).filter_map(|word| word.parse().ok()).collect();
    mails.dedup_by(|one, other| one.is_same_mailbox(other));
    let wanted = context.step == Some(StepId::Mailbox) || tokens.iter().all(|token| token.piece == Piece::Mail);
    match mails.as_slice() {
        [mailbox] if wanted => {
            reading.fields.push(Found {
                field: FieldId::Mailbox,
                value: mailbox.to_string(),
                evidence: Evidence::Shape,
            });
        }
        _ => {}
    }
}

/// Drops whatever could show a secret: one found, a word of a secret's usual shape inside a value, or an answer's address
/// with its code, percent-encoded or not.
fn without_secret(reading: &mut Reading) {
    let secret = reading.secret.as_ref().map(|found| found.secret.expose());
    let shows = |value: &str| {
        let known = secret.is_some_and(|secret| value.contains(secret));
        known || value.split(|next: char| "/?&=#:@".contains(next)).any(is_usual) || mask_secrets(value) != value
    };
    reading.public.fields.retain(|found| !shows(&found.value));
    let holds = |manifest: &Manifest| secret.is_some_and(|secret| manifest.holds(secret));
    reading.manifest = reading.manifest.take().filter(|manifest| !holds(manifest));
}
