//! Values for the application.

use jiff::civil::Date;
use sendoff_values::StepId;
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    answer::TickId,
    block::{Block, Status, StatusTone, Tick},
    context::{Context, values},
    event::{Comparison, DifferenceCause},
    journey::Journey,
    lists::{ExactMatch, MatchRow},
    opening,
    proof::SavedRecord,
    rows::{self, Row},
    running::Goal,
    screen::{Note, Strip, Toast, Tone},
    view::{
        Page,
        evidence::status,
        filled, link, portal,
        portal::recipe_text,
        problem::{self, Buttons},
        save::quiet,
        sign_in::retry_label,
    },
};

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    let Some(record) = journey.phase.saved() else { return Page::default() };
    let values = values(journey, context);
    let mut blocks = vec![Block::Paragraph(recipe_text(&context.recipe.hand_over.place, &values, context.words()))];
    blocks.extend(portal::copy_rows(journey, context));
    blocks.extend(exact(journey, context));
    blocks.extend(token_file(journey, context));
    blocks.extend(table(journey, context));
    blocks.push(Block::Section(context.say("afterwards-title")));
    blocks.extend(afterwards(journey, context));
    blocks.push(Block::Paragraph(Text::plain(context.recipe.hand_over.if_it_fails.as_str())));
    blocks.extend(keep(journey, context));
    let mut page = Page { notes: notes(journey, context, record), blocks, ..Page::default() };
    buttons(&mut page, journey, context);
    page
}

/// Saved where and when; two redirect addresses; where the sheet is.
fn notes(journey: &Journey, context: &Context<'_>, record: &SavedRecord) -> Vec<Note> {
    let args = Args::none().name("when", context.when(record.saved_at)).name("keychain", &record.keychain);
    let saved = Note { tone: Tone::Info, text: context.words().text("note-saved", &args) };
    let expired = journey.secret_ends().filter(|day| *day < context.today()).map(|day| {
        let args = context.named().name("day", context.words().day(day));
        let id = if journey.access_ends() { "note-access-ended" } else { "note-secret-expired" };
        context.words().text(id, &args)
    });
    let replaced = record.replaced.as_ref().map(|first| {
        let args = context.named().start("first", first);
        context.words().text(&context.of_secret("note-replaced"), &args)
    });
    let cautions = expired.into_iter().chain(cautions(journey, context)).chain(replaced);
    let cautions = cautions.map(|text| Note { tone: Tone::Caution, text });
    cautions.chain([saved]).collect()
}

/// What the person must know before typing anything.
pub(crate) fn cautions(journey: &Journey, context: &Context<'_>) -> Vec<Text> {
    let from_file =
        opening::origin(context.recipe, context.world).map(|args| context.words().text("note-from-file", &args));
    from_file.into_iter().chain(of_redirects(journey, context)).chain(of_cloud(journey, context)).collect()
}

/// What is not known for certain of the cloud that was chosen.
pub(crate) fn of_cloud(journey: &Journey, context: &Context<'_>) -> Option<Text> {
    let chosen =
        |question: &sendoff_recipes::Question| question.chosen(journey.about.answers.get(&question.id)).cloned();
    let mut chosen = context.recipe.question.iter().filter_map(chosen).filter(|choice| choice.provider.is_some());
    chosen.find_map(|choice| choice.caution).map(|caution| Text::plain(caution.as_str()))
}

fn of_redirects(journey: &Journey, context: &Context<'_>) -> Vec<Text> {
    let Some(plan) = context.recipe.redirect_plan(&journey.about.answers) else { return Vec::new() };
    let args = context.named().value("sent", plan.sent.as_str()).value("registered", plan.registered.as_str());
    let differs = plan.differs().then(|| context.words().text("caution-two-redirects", &args));
    let own = plan.cautions.iter().map(|caution| Text::plain(caution.as_str()));
    differs.into_iter().chain(own).collect()
}

/// The exact-match check of the fields the application compares to the letter.
fn exact(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let rows: Vec<MatchRow> = rows::hand_over(journey, context)
        .into_iter()
        .filter(|row| row.exact)
        .map(|row| match_row(journey, context, row))
        .collect();
    let label = context.say("exact-label");
    (!rows.is_empty()).then_some(Block::ExactMatch(ExactMatch { label, rows }))
}

fn match_row(journey: &Journey, context: &Context<'_>, row: Row) -> MatchRow {
    let comparison = journey.session.compared.get(&row.id);
    MatchRow {
        status: comparison.map(|comparison| compared(comparison, context)),
        runs: comparison.map(|comparison| comparison.runs.clone()).unwrap_or_default(),
        differences: comparison.map(|comparison| differences(comparison, context)).unwrap_or_default(),
        label: row.full_label(context),
        row: row.id,
    }
}

fn compared(comparison: &Comparison, context: &Context<'_>) -> Status {
    let count = u32::try_from(comparison.causes.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return status(StatusTone::Found, context.say("exact-same"));
    }
    status(StatusTone::Error, context.words().text("exact-differs", &Args::none().number("count", count)))
}

/// Each kind of difference once, in reading order.
fn differences(comparison: &Comparison, context: &Context<'_>) -> Vec<Text> {
    let mut causes: Vec<DifferenceCause> = Vec::new();
    for cause in &comparison.causes {
        if !causes.contains(cause) {
            causes.push(*cause);
        }
    }
    causes.into_iter().map(|cause| context.say(difference_id(cause))).collect()
}

fn difference_id(cause: DifferenceCause) -> &'static str {
    match cause {
        DifferenceCause::LeadingBlank => "difference-leading-blank",
        DifferenceCause::TrailingBlank => "difference-trailing-blank",
        DifferenceCause::BlankInside => "difference-blank-inside",
        DifferenceCause::BlankMissing => "difference-blank-missing",
        DifferenceCause::LineBreak => "difference-line-break",
        DifferenceCause::Tab => "difference-tab",
        DifferenceCause::Invisible => "difference-invisible",
        DifferenceCause::PlaceholderLeft => "difference-placeholder",
        DifferenceCause::LookAlike => "difference-look-alike",
        DifferenceCause::OtherCase => "difference-other-case",
        DifferenceCause::EndSlashMissing => "difference-end-slash-missing",
        DifferenceCause::EndSlashExtra => "difference-end-slash-extra",
        DifferenceCause::HttpForHttps => "difference-http-for-https",
        DifferenceCause::HttpsForHttp => "difference-https-for-http",
        DifferenceCause::WwwMissing => "difference-www-missing",
        DifferenceCause::WwwExtra => "difference-www-extra",
        DifferenceCause::EncodedBlank => "difference-encoded-blank",
        DifferenceCause::PlainBlank => "difference-plain-blank",
        DifferenceCause::Missing => "difference-missing",
        DifferenceCause::Extra => "difference-extra",
        DifferenceCause::Other => "difference-other",
    }
}

/// Access as a file, for an application that takes its path: what it is, before anybody asks for it.
fn token_file(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let Some(file) = &context.recipe.hand_over.token_file else { return Vec::new() };
    let args = context.named().portal("field", file.field.as_str());
    let text = |id: &str| Block::Paragraph(context.words().text(id, &args));
    let mut blocks =
        vec![Block::Section(context.say("token-file-title")), text("token-file-when"), text("token-file-caution")];
    let again = if journey.session.token_file.is_some() { "button-token-file-again" } else { "button-token-file" };
    if !journey.is_awaited() {
        blocks.push(Block::Buttons(vec![quiet(context, Action::WriteTokenFile, again)]));
    }
    blocks
}

/// The application's own table of all connections of the organisation, as a file.
fn table(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    if !context.recipe.hand_over.table {
        return Vec::new();
    }
    let args = context.named().name("organisation", &journey.about.organisation);
    let text = |id: &str| Block::Paragraph(context.words().text(id, &args));
    let mut blocks = vec![Block::Section(context.say("table-title")), text("table-lines"), text("table-apostrophe")];
    let again = if journey.session.table { "button-table-again" } else { "button-table" };
    if !journey.is_awaited() {
        blocks.push(Block::Buttons(vec![quiet(context, Action::SaveTable, again)]));
    }
    blocks
}

/// The application's own actions, to tick.
fn afterwards(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let values = values(journey, context);
    let tick = |(index, action): (usize, &sendoff_recipes::Said)| {
        let number = u8::try_from(index).ok()?;
        Some(Block::Tick(Tick {
            id: TickId::Afterwards(number),
            anchor: format!("afterwards-{number}"),
            label: recipe_text(&action.text, &values, context.words()),
            on: journey.afterwards.contains(&number),
            status: None,
        }))
    };
    context.recipe.hand_over.after.iter().enumerate().filter_map(tick).collect()
}

/// What it means that the secret, or the access, ends that day.
pub(crate) fn it_ends(journey: &Journey, day: Date, context: &Context<'_>) -> Text {
    let day = context.words().day_from(day, context.today());
    let id = if journey.access_ends() { "hand-over-access-ends" } else { "hand-over-expires" };
    context.words().text(id, &context.named().name("day", day))
}

/// When the secret ends, a reminder of it, and the redirect address that stays.
fn keep(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Section(context.say("keep-title"))];
    let ends = journey.secret_ends();
    // One that has ended is said at the top of the page, and needs no reminder.
    if let Some(ends) = ends.filter(|day| *day >= context.today()) {
        blocks.push(Block::Paragraph(it_ends(journey, ends, context)));
        let again = if journey.session.reminder { "button-reminder-again" } else { "button-reminder" };
        if !journey.is_awaited() {
            blocks.push(Block::Buttons(vec![quiet(context, Action::SaveReminder, again)]));
        }
    }
    blocks.extend(context.recipe.ends().map(|ends| Block::Paragraph(Text::plain(ends.text.as_str()))));
    if context.recipe.answers_a_browser() {
        let redirect = Args::none().value("redirect", context.recipe.assistant_redirect(context.provider).as_str());
        blocks.push(Block::Paragraph(context.words().text("hand-over-keep", &redirect)));
    }
    blocks
}

/// A file was written: where, and the way there.
pub(crate) fn toast(journey: &Journey, context: &Context<'_>) -> Option<Toast> {
    let written = journey.session.written.as_ref()?;
    let id = match written.goal {
        Goal::Reminder => "toast-reminder",
        Goal::Script => "toast-script",
        Goal::TokenFile => "toast-token-file",
        Goal::Table => "toast-table",
        Goal::Background
        | Goal::Provider
        | Goal::Network
        | Goal::Approval
        | Goal::SignIn
        | Goal::Test
        | Goal::Save
        | Goal::Sheet => "toast-sheet",
    };
    Some(Toast {
        text: context.words().text(id, &Args::none().value("path", &written.path)),
        action: Some(quiet(context, Action::ShowFile, "button-show-in-folder")),
        close: Some(link(Action::Dismiss, context.line("button-dismiss"))),
    })
}

/// The values alone, if that was asked for.
pub(crate) fn strip(journey: &Journey, context: &Context<'_>) -> Option<Strip> {
    let shown = journey.session.strip && journey.current == StepId::HandOver;
    shown.then(|| Strip {
        title: context.line("strip-title"),
        keys: context.line("strip-keys"),
        close: quiet(context, Action::CloseStrip, "button-strip-close"),
    })
}

fn buttons(page: &mut Page, journey: &Journey, context: &Context<'_>) {
    if journey.is_awaited() {
        page.secondary = vec![quiet(context, Action::Stop, "button-stop")];
        return;
    }
    if let Some(trouble) = journey.trouble_here() {
        let retry = filled(Action::Retry, retry_label(&trouble.problem, trouble.goal, context));
        let buttons = Buttons::mending(&trouble.problem, retry, context, journey);
        page.problem = Some(problem::view(journey, &trouble.problem, buttons, context));
        page.secondary = vec![quiet(context, Action::Done, "button-done")];
    } else if journey.session.sheet.is_some() {
        page.primary = Some(filled(Action::Done, context.line("button-done")));
        page.secondary = vec![quiet(context, Action::SaveSheet, "button-save-sheet-again")];
    } else {
        page.primary = Some(filled(Action::SaveSheet, context.line("button-save-sheet")));
        page.secondary = vec![quiet(context, Action::Done, "button-done")];
    }
}
