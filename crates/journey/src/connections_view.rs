//! The page of the list of connections.

use jiff::Timestamp;
use sendoff_values::{folded, found_in};
use sendoff_words::{Args, Text, days_between};

use crate::{
    action::Action,
    block::Block,
    connections::{Connections, PART},
    event::{ConnectionsFound, FoundConnection, FoundState, ListMishap},
    health,
    lists::{
        Column, ConnectionFilter, ConnectionRow, ConnectionSort, Connections as List, FilterOption, Health, Order,
        Piece,
    },
    opening::marked_by_key,
    practice,
    screen::{Button, Footer, Note, PageName, ProblemView, Screen, Tone},
    steps,
    view::{blank, details, filled, link, open_button, outlined, ticket},
    world::World,
};

pub(crate) fn screen(list: &Connections, now: Timestamp, world: &World<'_>) -> Screen {
    let words = world.words;
    let none = list.found.as_ref().is_some_and(|found| found.total == 0);
    let heading = words.say(match (world.surroundings.practice, none) {
        (true, _) => "practice-title",
        (false, true) => "connections-first",
        (false, false) => "connections-title",
    });
    Screen {
        lead: lead(list, none, world),
        notes: notes(list, world),
        blocks: if list.unread.is_some() { Vec::new() } else { blocks(list, now, world) },
        problem: unread(list, world),
        footer: footer(list, world),
        ..blank(PageName::Connections, heading, None, world)
    }
}

/// How many need attention, and what ends next.
fn lead(list: &Connections, none: bool, world: &World<'_>) -> Text {
    if world.surroundings.practice {
        return world.words.say("practice-lead");
    }
    if none {
        return world.words.say("connections-none");
    }
    let Some(found) = list.found.as_ref().filter(|_| list.unread.is_none()) else { return Text::default() };
    let args = counted(found.attention, world);
    match &found.next {
        Some((day, organisation)) => {
            let args = args.name("day", world.words.day(*day)).name("organisation", organisation);
            world.words.text("list-lead", &args)
        }
        None => world.words.text("list-lead-no-date", &args),
    }
}

fn footer(list: &Connections, world: &World<'_>) -> Footer {
    if list.unread.is_some() {
        return Footer::default();
    }
    let new = world.words.label("button-new-set-up");
    let check = outlined(Action::CheckSetUp, world.words.label("button-check-set-up"));
    if world.surroundings.practice {
        // The filled button is a scenario's.
        return Footer { secondary: vec![outlined(Action::NewSetUp, new), check], ..Footer::default() };
    }
    let practise = outlined(Action::Practise, world.words.label("button-practise"));
    Footer { primary: Some(filled(Action::NewSetUp, new)), secondary: vec![check, practise], position: None }
}

fn notes(list: &Connections, world: &World<'_>) -> Vec<Note> {
    let not_loaded = list.not_loaded.as_ref().map(|problem| {
        let words = world.words.problem_words(problem, &known(world));
        let args = Args::none().text("title", &words.title).text("why", &words.why);
        world.words.text("list-not-loaded", &args)
    });
    let mishaps = list.found.iter().flat_map(|found| &found.mishaps).map(|mishap| told(mishap, world));
    not_loaded.into_iter().chain(mishaps).map(|text| Note { tone: Tone::Caution, text }).collect()
}

fn told(mishap: &ListMishap, world: &World<'_>) -> Text {
    let (id, path, left) = match mishap {
        ListMishap::Restored(path) => ("list-mended", path, 0),
        ListMishap::Lost(path) => ("list-lost", path, 0),
        ListMishap::Newer(path) => ("list-newer", path, 0),
        ListMishap::Unreadable(path) => ("list-unreadable", path, 0),
        ListMishap::RecipeLost(path) => ("list-recipe-lost", path, 0),
        ListMishap::RecipesTooMany { folder, left } => ("list-recipes-too-many", folder, *left),
    };
    let left = i64::try_from(left).unwrap_or(i64::MAX);
    world.words.text(id, &Args::none().value("path", path).number("left", left))
}

fn known(world: &World<'_>) -> sendoff_words::Known {
    sendoff_words::Known { keychain: Some(world.surroundings.keychain.clone()), ..sendoff_words::Known::default() }
}

/// The list could not be read: why, and the ways on.
fn unread(list: &Connections, world: &World<'_>) -> Option<ProblemView> {
    let problem = list.unread.as_ref()?;
    let words = world.words.problem_words(problem, &known(world));
    let why = world.words.text("list-not-opened-why", &Args::none().text("why", &words.why));
    let title = world.words.say("list-not-opened");
    Some(ProblemView {
        kind: problem.kind.as_str().to_owned(),
        copy_block: ticket(&title, &why, None, problem, world),
        title,
        why,
        steps: words.actions,
        who: None,
        primary: Some(filled(Action::ReadListAgain, world.words.label("button-try-again"))),
        secondary: vec![outlined(Action::OpenFolder, world.words.label("button-open-folder"))],
        details: details(problem, world),
        look_up: None,
        others: Vec::new(),
        again: None,
    })
}

fn blocks(list: &Connections, now: Timestamp, world: &World<'_>) -> Vec<Block> {
    let rows = rows(list, now, world);
    if world.surroundings.practice {
        let kept = rows.map(|rows| [Block::Section(world.words.say("practice-kept-from-before")), rows]);
        let memory = Block::Paragraph(world.words.say("practice-memory"));
        return [practice::home(world)].into_iter().chain(kept.into_iter().flatten()).chain([memory]).collect();
    }
    let keychain = Args::none().name("keychain", &world.surroundings.keychain);
    let none = || Block::Paragraph(world.words.text("connections-keychain", &keychain));
    vec![rows.unwrap_or_else(none)]
}

/// The rows, once there are any.
fn rows(list: &Connections, now: Timestamp, world: &World<'_>) -> Option<Block> {
    let found = list.found.as_ref().filter(|found| found.total > 0)?;
    let terms: Vec<String> = found.query.text.split_whitespace().map(folded).collect();
    let nothing = found.rows.is_empty() && found.matching == 0;
    Some(Block::Connections(List {
        query: list.wanted.text.clone(),
        version: list.version,
        filters: filters(list, found, world),
        columns: columns(list, world),
        rows: found.rows.iter().map(|found| row(list, found, &terms, now, world)).collect(),
        from: found.from,
        part: PART,
        total: found.total,
        matching: found.matching,
        count: count(found, world),
        order: world.words.label(order_id(list)),
        nothing: nothing.then(|| nothing_fits(found, world)),
        clear: nothing.then(|| clear(found, world)),
    }))
}

fn filters(list: &Connections, found: &ConnectionsFound, world: &World<'_>) -> Vec<FilterOption> {
    let counts = found.found;
    let options = [
        (ConnectionFilter::All, "list-filter-all", counts.all),
        (ConnectionFilter::Attention, "list-filter-attention", counts.attention),
        (ConnectionFilter::Unfinished, "list-filter-unfinished", counts.unfinished),
    ];
    let option = |(filter, id, count)| FilterOption {
        filter,
        label: world.words.line(id, &counted(count, world)),
        chosen: filter == list.wanted.show,
    };
    options.map(option).into()
}

fn columns(list: &Connections, world: &World<'_>) -> Vec<Column> {
    let wanted = &list.wanted;
    let order = if wanted.backwards { Order::Descending } else { Order::Ascending };
    let column =
        |(sort, id)| Column { sort, label: world.words.label(id), order: (wanted.sort == sort).then_some(order) };
    let columns = [
        (ConnectionSort::Organisation, "list-column-organisation"),
        (ConnectionSort::Application, "list-column-application"),
        (ConnectionSort::Need, "list-column-health"),
        (ConnectionSort::NextDate, "list-column-date"),
    ];
    columns.map(column).into()
}

fn order_id(list: &Connections) -> &'static str {
    match (list.wanted.sort, list.wanted.backwards) {
        (ConnectionSort::Need, false) => "list-order-need",
        (ConnectionSort::Need, true) => "list-order-need-back",
        (ConnectionSort::Organisation, false) => "list-order-organisation",
        (ConnectionSort::Organisation, true) => "list-order-organisation-back",
        (ConnectionSort::Application, false) => "list-order-application",
        (ConnectionSort::Application, true) => "list-order-application-back",
        (ConnectionSort::NextDate, false) => "list-order-date",
        (ConnectionSort::NextDate, true) => "list-order-date-back",
    }
}

fn count(found: &ConnectionsFound, world: &World<'_>) -> String {
    let all = counted(found.total, world);
    if found.matching == found.total {
        return world.words.line("list-count", &all);
    }
    world.words.line("list-count-some", &all.name("matching", world.words.count(found.matching)))
}

fn nothing_fits(found: &ConnectionsFound, world: &World<'_>) -> Text {
    let text = found.query.text.trim();
    let id = match (found.query.show, text.is_empty()) {
        (ConnectionFilter::All, _) => "list-nothing",
        (ConnectionFilter::Attention, true) => "list-nothing-attention",
        (ConnectionFilter::Attention, false) => "list-nothing-attention-text",
        (ConnectionFilter::Unfinished, true) => "list-nothing-unfinished",
        (ConnectionFilter::Unfinished, false) => "list-nothing-unfinished-text",
    };
    world.words.text(id, &Args::none().name("text", text))
}

fn clear(found: &ConnectionsFound, world: &World<'_>) -> Button {
    let id = if found.query.text.trim().is_empty() { "button-show-all" } else { "button-clear-search" };
    link(Action::ClearSearch, world.words.label(id))
}

fn row(
    list: &Connections,
    found: &FoundConnection,
    terms: &[String],
    now: Timestamp,
    world: &World<'_>,
) -> ConnectionRow {
    let (health, ends, step) = match found.state {
        FoundState::Unfinished { step, .. } => (Health::Unfinished, None, Some(step)),
        FoundState::Saved { secret_ends, checked_at } => {
            (health::of(secret_ends, checked_at, &list.asked.days), secret_ends, None)
        }
    };
    let name = world.recipes.recipe(&found.recipe).map_or(found.application.as_str(), |recipe| recipe.name.as_str());
    let label = world.words.line("button-open", &Args::none().name("name", &found.organisation));
    ConnectionRow {
        id: found.id.clone(),
        organisation: pieces(&found.organisation, terms),
        mailbox: pieces(&found.mailbox, terms),
        application: pieces(&marked_by_key(name, &found.recipe, world), terms),
        health,
        health_words: match found.state {
            FoundState::Unfinished { waiting: Some(_), .. } => world.words.label("health-waiting"),
            FoundState::Unfinished { .. } | FoundState::Saved { .. } => health::tag(health, ends, world.words),
        },
        health_line: second_line(list, found, health, now, world),
        next_date: ends.map(|day| world.words.day(day)),
        step,
        returned: list.returned.as_ref() == Some(&found.id),
        open: open_button(&found.id, label),
    }
}

/// What stands under the tag.
fn second_line(
    list: &Connections,
    found: &FoundConnection,
    health: Health,
    now: Timestamp,
    world: &World<'_>,
) -> Option<String> {
    let when = |at| world.words.when(at, now, &world.surroundings.zone);
    match found.state {
        FoundState::Unfinished { waiting: Some(since), .. } => {
            Some(world.words.line("health-waiting-since", &Args::none().name("when", when(since))))
        }
        FoundState::Unfinished { step, at, waiting: None } => {
            let recipe = world.recipes.recipe(&found.recipe)?;
            let number = steps::number(recipe, step)?;
            let args = Args::none().number("number", number).name("label", recipe.step(step)?.label.as_str());
            Some(world.words.line("health-stopped", &args.name("when", when(at))))
        }
        FoundState::Saved { secret_ends, checked_at } => {
            let days = secret_ends.map(|day| days_between(list.asked.days.today, day));
            match (health, days) {
                (Health::RenewSoon | Health::RenewNow, Some(days)) => {
                    Some(world.words.line("health-days-left", &Args::none().number("days", days)))
                }
                (Health::Expired, Some(days)) => {
                    Some(world.words.line("health-ended-ago", &Args::none().number("days", -days)))
                }
                _ => checked_at.map(|at| world.words.line("health-seen", &Args::none().name("when", when(at)))),
            }
        }
    }
}

/// A text in pieces: what was searched for, and what stands between.
fn pieces(text: &str, terms: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    let mut rest = 0;
    for range in found_in(text, terms) {
        push(&text[rest..range.start], false);
        push(&text[range.clone()], true);
        rest = range.end;
    }
    push(&text[rest..], false);
    pieces
}

/// A number to choose words by, and as it is shown.
fn counted(count: u64, world: &World<'_>) -> Args {
    let number = i64::try_from(count).unwrap_or(i64::MAX);
    Args::none().number("count", number).name("shown", world.words.count(count))
}
