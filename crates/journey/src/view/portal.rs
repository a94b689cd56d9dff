//! Instructions of the recipe: the portal card and the rows to copy.

use jiff::Timestamp;
use sendoff_recipes::{Naming, Placeholder, Run, Runs, Values};
use sendoff_values::StepId;
use sendoff_words::{Args, Text, Words};

use crate::{
    action::Action,
    block::{Block, PortalCard, Status, StatusTone},
    context::{Context, values},
    journey::Journey,
    lists::{CopyRow, CopyRows},
    rows::{self, Copied, Row},
    view::{link, outlined, problem::known},
};

/// A secret wherever one stands: twelve dots, whatever the length.
pub(crate) const DOTS: &str = "••••••••••••";

/// A text of the recipe with the set-up's values; what is not known yet is named in words.
pub(crate) fn recipe_text(runs: &Runs, values: &Values, words: &Words) -> Text {
    let run = |run: &Run| match run {
        Run::Plain(text) => Text::plain(text),
        Run::PortalLabel(label) => Text::portal(label),
        Run::Value(place) => value(place, values, words),
    };
    Text(runs.iter().flat_map(|one| run(one).0).collect())
}

fn value(place: &Placeholder, values: &Values, words: &Words) -> Text {
    match (values.get(place), place) {
        (Some(name), Placeholder::Organisation) => Text::plain(name),
        (Some(value), _) => Text::value(value),
        (None, Placeholder::Answer(_)) => words.say("place-answer"),
        (None, _) => words.say(&format!("place-{}", place.word().replace('_', "-"))),
    }
}

/// What to do in the portal on this step.
pub(crate) fn card(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let card = context.recipe.step(journey.current)?.portal.as_ref()?;
    let values = values(journey, context);
    let text = |runs: &Runs| recipe_text(runs, &values, context.words());
    let opened = journey.session.opened.get(&journey.current);
    let address = context.provider.page_address(card.page, &values);
    let open = match (opened, context.provider.id.naming()) {
        (Some(_), _) => "button-open-portal-again",
        (None, Naming::InProject) => "button-open-portal-google",
        (None, Naming::InDirectory | Naming::Alone) => "button-open-portal",
    };
    let can_open = address.is_some();
    Some(Block::PortalCard(PortalCard {
        actions: card.actions.iter().map(|said| text(&said.text)).collect(),
        open: can_open.then(|| outlined(Action::OpenPortalPage, context.line(open))),
        host: address.and_then(|address| address.host_str().map(str::to_owned)).unwrap_or_default(),
        checked: checked(card, context),
        looks_different: Some(different(card, &text(&card.different), context)),
        opened: opened.map(|at| context.words().line("portal-opened", &Args::none().name("when", context.when(*at)))),
        copy_link: can_open.then(|| link(Action::CopyPortalLink, context.line("button-copy-link"))),
    }))
}

fn checked(card: &sendoff_recipes::PortalCard, context: &Context<'_>) -> String {
    let id = match context.provider.id.naming() {
        _ if card.seen_in_portal => "portal-checked",
        Naming::Alone => "portal-checked-standards",
        Naming::InProject => "portal-checked-google",
        Naming::InDirectory => "portal-checked-source",
    };
    context.words().line(id, &Args::none().name("day", context.words().day(card.checked)))
}

/// The recipe's note, and the way to the page in words.
fn different(card: &sendoff_recipes::PortalCard, note: &Text, context: &Context<'_>) -> Text {
    let path: Vec<Text> = card.path.iter().map(|label| Text::portal(label.as_str())).collect();
    let mut way = Text::default();
    for (index, label) in path.into_iter().enumerate() {
        if index > 0 {
            way.0.extend(Text::plain(", ").0);
        }
        way.0.extend(label.0);
    }
    let args = Args::none().text("note", note).text("path", &way).name("portal", card.name.as_str());
    context.words().text("portal-different", &args)
}

/// The rows of this page, rendered; nothing when there are none.
pub(crate) fn copy_rows(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let rows = rows::of_page(journey, context);
    if rows.is_empty() {
        return None;
    }
    let at_end = journey.current == StepId::HandOver;
    let next = rows::next(journey, context);
    let own: Vec<&Row> = rows.iter().filter(|row| row.counts()).collect();
    let done = own.iter().filter(|row| journey.session.copied.contains(&row.id)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let copied = Args::none().number("done", count(done)).number("all", count(own.len()));
    let copied = at_end.then(|| context.words().line("copied-of", &copied));
    let is_next = |row: &Row| at_end && next.as_ref() == Some(&row.id);
    let rows = rows.iter().map(|row| copy_row(journey, context, row, is_next(row))).collect();
    let strip = at_end.then(|| outlined(Action::OpenStrip, context.line("button-strip")));
    Some(Block::CopyRows(CopyRows { rows, copy_next: at_end && next.is_some(), copied, strip }))
}

/// These rows by themselves.
pub(crate) fn rows_block(journey: &Journey, context: &Context<'_>, rows: &[Row]) -> Block {
    let rows = rows.iter().map(|row| copy_row(journey, context, row, false)).collect();
    Block::CopyRows(CopyRows { rows, copy_next: false, copied: None, strip: None })
}

fn copy_row(journey: &Journey, context: &Context<'_>, row: &Row, next: bool) -> CopyRow {
    let (value, secret) = match &row.copied {
        Copied::Text(text) | Copied::Chosen(text) => (text.clone(), false),
        Copied::Secret(_) => (secret_value(journey, context), true),
        Copied::NotYet => (context.line("row-not-yet"), false),
    };
    let other_way = |label: String| {
        let args = Args::none().name("label", &label);
        if row.when.is_some() { context.words().line("row-other-way", &args) } else { label }
    };
    let named = other_way(row.full_label(context));
    CopyRow {
        id: row.id.clone(),
        value,
        secret,
        choose: matches!(row.copied, Copied::Chosen(_)),
        caption: caption(context, row),
        copied: journey.session.copied.contains(&row.id),
        name: context.words().line("copy-name", &Args::none().name("label", &named)),
        copied_name: context.words().line("copied-name", &Args::none().name("label", &named)),
        group: row.group.clone(),
        label: other_way(row.label.clone()),
        next,
        other_way: row.when.is_some(),
        clears_at: clears_at(journey, row),
        status: status(journey, context, row),
    }
}

/// Why the row was not copied; while the keychain is asked for it, that it may have a question.
fn status(journey: &Journey, context: &Context<'_>, row: &Row) -> Option<Status> {
    let status = |tone, text| Some(Status { tone, text, tip: None, action: None });
    if let Some((_, problem)) = journey.session.uncopied.as_ref().filter(|(id, _)| *id == row.id) {
        return status(StatusTone::Error, context.words().problem_words(problem, &known(journey, context)).title);
    }
    let asked = matches!(row.copied, Copied::Secret(_)) && journey.phase.saved().is_some();
    if !asked || journey.session.copying.as_ref().is_none_or(|(_, copying)| *copying != row.id) {
        return None;
    }
    let args = Args::none().name("keychain", &context.world.surroundings.keychain);
    status(StatusTone::Busy, context.words().text("row-waits", &args))
}

fn clears_at(journey: &Journey, row: &Row) -> Option<Timestamp> {
    journey.session.copied_secret.as_ref().filter(|(id, _)| *id == row.id).map(|(_, until)| *until)
}

fn secret_value(journey: &Journey, context: &Context<'_>) -> String {
    let mark = journey.phase.saved().map(|record| record.first_three.as_str()).unwrap_or_default();
    if mark.is_empty() {
        return DOTS.to_owned();
    }
    let args = Args::none().name("dots", DOTS).name("first", mark);
    context.words().line(&context.of_secret("secret-starts"), &args)
}

fn caption(context: &Context<'_>, row: &Row) -> Option<Text> {
    let note = row.when.as_ref().or(row.note.as_ref()).map(Text::plain);
    let portal = row.portal_label.as_ref().map(|label| {
        let args = context.named().portal("label", label);
        context.words().text("row-source", &args)
    });
    match (portal, note) {
        (Some(portal), Some(note)) => {
            Some(context.words().text("row-source-and-note", &Args::none().text("source", &portal).text("note", &note)))
        }
        (portal, note) => portal.or(note),
    }
}
