//! The permissions side by side, once it is known what was granted.

use sendoff_recipes::PermissionKind;
use sendoff_values::StepId;
use sendoff_words::{Args, Text};

use crate::{
    block::{Block, StatusTone},
    context::Context,
    granted::{Judged, Line, compared},
    journey::Journey,
    lists::{PermissionRow, PermissionTable},
    screen::{Button, ButtonTone},
    view::go_to,
};

/// Permissions too many that are shown; an answer may name hundreds.
const MOST: usize = 5;

/// The table; nothing as long as nobody has told what was granted.
pub(crate) fn table(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let granted = journey.granted()?;
    let lines = compared(context.recipe, &granted);
    let (too_much, known): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().partition(|line| line.judged == Judged::TooMuch);
    let count = too_much.len();
    // What is said of them is said once, below the last of them.
    let too_much = too_much.into_iter().take(MOST).enumerate().map(|(at, line)| {
        let finding = (at + 1 == count.min(MOST)).then(|| too_many(count, context));
        PermissionRow { finding, ..row(line, journey, context) }
    });
    let rows = known.into_iter().map(|line| row(line, journey, context)).chain(too_much).collect();
    let (tone, verdict) = verdict(&lines);
    let head = |id: &str| context.line(id);
    Some(Block::Permissions(PermissionTable {
        tone,
        verdict: context.say(verdict),
        permission: head("permissions-name"),
        needed: head("permissions-needed"),
        asked: head("permissions-asked"),
        granted: head("permissions-granted"),
        rows,
        more: more(count.saturating_sub(MOST), context),
    }))
}

/// How many permissions the recipe needs and were seen to be granted.
pub(crate) fn count(granted: &[String], context: &Context<'_>) -> u32 {
    let there = |line: &&Line<'_>| {
        let needed = line.listed.is_some_and(|one| one.needed);
        needed && !matches!(line.judged, Judged::Missing | Judged::InExchange)
    };
    u32::try_from(compared(context.recipe, granted).iter().filter(there).count()).unwrap_or(u32::MAX)
}

fn verdict(lines: &[Line<'_>]) -> (StatusTone, &'static str) {
    let any = |wanted: &[Judged]| lines.iter().any(|line| wanted.contains(&line.judged));
    if any(&[Judged::Missing]) {
        (StatusTone::Error, "permissions-missing")
    } else if any(&[Judged::TooMuch, Judged::Everywhere]) {
        (StatusTone::Caution, "permissions-too-much")
    } else {
        (StatusTone::Proved, "permissions-fit")
    }
}

fn more(left: usize, context: &Context<'_>) -> Option<Text> {
    let args = context.named().number("count", u32::try_from(left).unwrap_or(u32::MAX));
    (left > 0).then(|| context.words().text("permissions-more", &args))
}

fn too_many(count: usize, context: &Context<'_>) -> Text {
    let args = context.named().number("count", u32::try_from(count).unwrap_or(u32::MAX));
    context.words().text("permission-too-much", &args)
}

fn row(line: &Line<'_>, journey: &Journey, context: &Context<'_>) -> PermissionRow {
    let say = |id: &str| context.line(id);
    let yes_or_no = |yes: bool| say(if yes { "permissions-yes" } else { "permissions-no" });
    let needed = match line.listed {
        Some(one) if !one.needed => say("permissions-wished"),
        listed => yes_or_no(listed.is_some()),
    };
    let granted = match line.judged {
        Judged::Fits | Judged::Everywhere | Judged::Harmless | Judged::TooMuch => yes_or_no(true),
        Judged::Missing | Judged::Spared => yes_or_no(false),
        Judged::Untold | Judged::InExchange => say("permissions-untold"),
    };
    let asked = line.listed.is_some() && !matches!(line.judged, Judged::InExchange | Judged::Everywhere);
    PermissionRow {
        name: line.name.to_owned(),
        needed,
        asked: yes_or_no(asked),
        granted,
        tone: tone(line.judged),
        finding: finding(line, context),
        go: go(line.judged, journey, context),
    }
}

const fn tone(judged: Judged) -> StatusTone {
    match judged {
        Judged::Fits => StatusTone::Proved,
        Judged::Missing => StatusTone::Error,
        Judged::Spared | Judged::Everywhere | Judged::TooMuch => StatusTone::Caution,
        Judged::Untold | Judged::InExchange => StatusTone::NotChecked,
        Judged::Harmless => StatusTone::LooksRight,
    }
}

/// What there is to say; a permission that was asked for and granted says it by itself.
fn finding(line: &Line<'_>, context: &Context<'_>) -> Option<Text> {
    let id = match line.judged {
        Judged::Fits | Judged::TooMuch => return None,
        Judged::Missing => "permission-missing-tick",
        Judged::Spared => "permission-spared",
        Judged::Untold => "permission-untold",
        Judged::InExchange => "permission-in-exchange",
        Judged::Everywhere => "permission-everywhere",
        Judged::Harmless => "permission-harmless",
    };
    Some(context.words().text(id, &args(line, context)))
}

/// The tick box of the portal: the permission's name, under its kind, under its API.
fn args(line: &Line<'_>, context: &Context<'_>) -> Args {
    let named = context.named().portal("name", line.name);
    let Some(one) = line.listed else { return named };
    let kind = match one.kind {
        PermissionKind::Delegated => "Delegated permissions",
        PermissionKind::Application => "Application permissions",
    };
    named.portal("api", one.api.as_str()).portal("kind", kind)
}

/// To the step where the tick box is, where it can still be gone to.
fn go(judged: Judged, journey: &Journey, context: &Context<'_>) -> Option<Button> {
    let mends = matches!(judged, Judged::Missing | Judged::Everywhere) && journey.phase.saved().is_none();
    let there = context
        .recipe
        .step(context.recipe.place_of(StepId::Permissions))
        .filter(|step| mends && step.id != journey.current)?;
    Some(Button { tone: ButtonTone::Outlined, ..go_to(context, there.id) })
}
