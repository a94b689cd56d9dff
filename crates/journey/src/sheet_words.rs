//! Fills the hand-over sheet with what is known of a saved connection.

use sendoff_recipes::{Access, HandOverValue, ProbeKind, Values};
use sendoff_values::StepId;
use sendoff_words::{Args, Text};

use crate::{
    context::{Context, values},
    journey::Journey,
    opening,
    proof::SavedRecord,
    rows,
    sheet::{ReminderInput, SheetChange, SheetExpiry, SheetInput, SheetProof, SheetRow, SheetValue},
    view::{cautions, recipe_text},
};

/// The sheet of a saved connection; nothing before it is saved.
pub(crate) fn sheet(journey: &Journey, context: &Context<'_>) -> Option<SheetInput> {
    let record = journey.phase.saved()?;
    let values = values(journey, context);
    let recipe = context.recipe;
    let text = |runs| recipe_text(runs, &values, context.words());
    Some(SheetInput {
        organisation: journey.about.organisation.clone(),
        application: opening::marked_name(recipe, context.world),
        mailbox: journey.about.mailbox.clone(),
        day: context.words().day(context.today()),
        prepared_by: None,
        warnings: cautions(journey, context),
        place: text(&recipe.hand_over.place),
        rows: rows(record, &values, context),
        afterwards: recipe.hand_over.after.iter().map(|said| text(&said.text)).collect(),
        if_it_fails: if_it_fails(context),
        proofs: proofs(journey, record, context),
        message_id: record.message_id.clone(),
        expiry: expiry(journey, context),
        changes: recipe
            .hand_over
            .change
            .iter()
            .filter(|change| change.step.is_none_or(|step| was_done(journey, step)))
            .map(|change| SheetChange { what: text(&change.what), undo: text(&change.undo) })
            .collect(),
        source: source(context),
        practice: context.world.surroundings.practice,
        file_name: file_name(&journey.about.organisation, recipe.id.as_str()),
    })
}

/// Whether something was changed in a step that may be left out: it is ticked, and not because all was well already.
fn was_done(journey: &Journey, step: StepId) -> bool {
    let well_already = step == StepId::Network && journey.history.reached_at_once;
    journey.prepare.ticks.contains(&step) && !well_already
}

/// The reminder of the day the secret ends; nothing when that is not known.
pub(crate) fn reminder(journey: &Journey, context: &Context<'_>) -> Option<ReminderInput> {
    let day = journey.secret_ends()?;
    journey.phase.saved()?;
    let practice = context.world.surroundings.practice;
    let title = if practice { "reminder-title-practice" } else { "reminder-title" };
    let args = context.named().name("organisation", &journey.about.organisation);
    let text = if journey.access_ends() { "reminder-text-access" } else { "reminder-text" };
    Some(ReminderInput {
        name: journey.id.as_str().to_owned(),
        day,
        title: context.words().line(title, &args),
        text: context.words().line(text, &args),
        file_name: file_name(&journey.about.organisation, context.recipe.id.as_str()),
    })
}

fn rows(record: &SavedRecord, values: &Values, context: &Context<'_>) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    for field in &context.recipe.hand_over.field {
        let value = match &field.value {
            HandOverValue::Choose(label) => Some(SheetValue::Choose(label.to_string())),
            HandOverValue::Text(template) => template.fill(values).ok().map(SheetValue::Exact),
            HandOverValue::Secret(_) => Some(separately(record, context)),
        };
        let provider_label = field.portal_label.as_ref().map(ToString::to_string);
        let row = |value: SheetValue, note: Option<Text>| SheetRow {
            label: rows::label(field, context),
            provider_label: provider_label.clone(),
            value,
            note,
        };
        rows.extend(value.map(|value| row(value, field.note.as_ref().map(|note| Text::plain(note.as_str())))));
        for other in &field.alternative {
            let note = Some(Text::plain(other.when.as_str()));
            rows.extend(other.text.fill(values).ok().map(|text| row(SheetValue::Exact(text), note)));
        }
    }
    rows
}

/// A secret by what tells it from another, and where it is.
fn separately(record: &SavedRecord, context: &Context<'_>) -> SheetValue {
    let mark = record.first_three.clone();
    let how = context.words().text("sheet-secret-how", &Args::none().name("keychain", &record.keychain));
    match context.recipe.access {
        Access::Delegated | Access::Application | Access::Password => {
            SheetValue::DeliveredSeparately { starts: mark, how }
        }
        Access::ServiceAccount => SheetValue::KeySeparately { id: mark, how },
    }
}

fn if_it_fails(context: &Context<'_>) -> Vec<Text> {
    let support = &context.recipe.support;
    let args = context.named().value("address", support.address.as_str()).name("note", support.note.as_str());
    vec![Text::plain(context.recipe.hand_over.if_it_fails.as_str()), context.words().text("sheet-support", &args)]
}

fn proofs(journey: &Journey, record: &SavedRecord, context: &Context<'_>) -> Vec<SheetProof> {
    let args = Args::none()
        .value("account", record.account.as_deref().unwrap_or_default())
        .value("mailbox", journey.about.mailbox.as_str())
        .name("keychain", &record.keychain);
    let proof = |id: &str, at| SheetProof {
        what: context.words().text(id, &args),
        at: context.words().moment(at, &context.world.surroundings.zone),
    };
    let probes = record.probes.iter().map(|probe| proof(proved(*probe), record.tested_at));
    let arrival = if record.arrived == Some(true) { "sheet-proof-arrived" } else { "sheet-proof-not-confirmed" };
    let arrival = record.message_id.is_some().then(|| proof(arrival, record.tested_at));
    let access = match context.recipe.access {
        Access::Delegated => Some("sheet-proof-sign-in"),
        Access::Application => Some("sheet-proof-access"),
        Access::ServiceAccount => Some("sheet-proof-access-key"),
        Access::Password => None,
    };
    let signed_in = access.map(|access| proof(access, record.signed_in_at)).into_iter();
    let saved = [proof("sheet-proof-saved", record.saved_at)];
    signed_in.chain(probes).chain(arrival).chain(saved).collect()
}

const fn proved(probe: ProbeKind) -> &'static str {
    match probe {
        ProbeKind::GraphSend | ProbeKind::GmailSend => "sheet-proof-test",
        ProbeKind::GraphMail => "sheet-proof-graph-mail",
        ProbeKind::GraphMailAndCalendars => "sheet-proof-graph-calendars",
        ProbeKind::Smtp => "sheet-proof-smtp",
        ProbeKind::Imap => "sheet-proof-imap",
        ProbeKind::Pop3 => "sheet-proof-pop3",
    }
}

fn expiry(journey: &Journey, context: &Context<'_>) -> Option<SheetExpiry> {
    let said = context.recipe.ends().map(|ends| Text::plain(ends.text.as_str()));
    let Some(end) = journey.prepare.end.end else {
        return Some(SheetExpiry { day: None, stops: said?, renew: renewal(context) });
    };
    let renew: &[&str] = if journey.access_ends() {
        &["sheet-renew-sign-in"]
    } else {
        &["sheet-renew-new", "sheet-renew-test", "sheet-renew-hand-over", "sheet-renew-old"]
    };
    Some(SheetExpiry {
        day: Some(context.words().day_from(end.day, context.today())),
        stops: said.unwrap_or_else(|| context.say("sheet-stops-then")),
        renew: renew.iter().map(|id| context.say(id)).collect(),
    })
}

/// What is done when something ends that has no date.
fn renewal(context: &Context<'_>) -> Vec<Text> {
    let renew: &[&str] = match context.recipe.access {
        Access::Delegated | Access::Application => &[],
        Access::ServiceAccount => {
            &["sheet-renew-new-key", "sheet-renew-test", "sheet-renew-hand-over", "sheet-renew-old-key"]
        }
        Access::Password => {
            &["sheet-renew-new-password", "sheet-renew-test", "sheet-renew-hand-over", "sheet-renew-old-password"]
        }
    };
    renew.iter().map(|id| context.say(id)).collect()
}

fn source(context: &Context<'_>) -> Vec<Text> {
    let guide = &context.recipe.guide;
    let args = Args::none()
        .name("title", guide.title.as_str())
        .name("day", context.words().day(guide.date))
        .name("checked", context.words().day(guide.checked));
    let words = context.words();
    let file = opening::origin(context.recipe, context.world).map(|args| words.text("sheet-from-file", &args));
    let guide = [words.text("sheet-guide", &args), Text::plain(context.recipe.not_by_vendor.as_str())];
    file.into_iter().chain(guide).collect()
}

/// Letters, digits and hyphens: "harbour-travel-tourtools".
/// A name for a file of this organisation and recipe: letters, digits and hyphens.
pub(crate) fn file_name(organisation: &str, recipe: &str) -> String {
    let plain = |character: char| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' };
    let name: String = organisation.chars().map(plain).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).chain([recipe]).collect();
    words.join("-").chars().take(80).collect()
}
