//! The steps at the side.

use sendoff_recipes::Step;
use sendoff_words::{Args, Text};

use crate::{
    context::Context,
    journey::Journey,
    screen::{Mark, Rail, RailGroup, RailItem},
    steps::{Group, group, number},
    view::step_args,
};

/// The rail of this set-up. Its steps come from the recipe and never change in number.
pub(crate) fn rail(journey: &Journey, context: &Context<'_>) -> Rail {
    let groups = [(Group::Prepare, "rail-prepare"), (Group::Prove, "rail-prove"), (Group::Finish, "rail-finish")];
    let groups = groups.map(|(wanted, id)| RailGroup {
        label: context.line(id),
        items: context
            .recipe
            .step
            .iter()
            .filter(|s| group(s.id) == wanted)
            .map(|s| item(journey, context, s))
            .collect(),
    });
    Rail { groups: groups.into(), folded: folded(journey, context) }
}

fn folded(journey: &Journey, context: &Context<'_>) -> String {
    let all = u32::try_from(context.recipe.step.len()).unwrap_or(u32::MAX);
    context.words().line("rail-folded", &step_args(context, journey.current).number("all", all))
}

fn item(journey: &Journey, context: &Context<'_>, step: &Step) -> RailItem {
    let mark = journey.mark(context, step);
    let reason = reason(journey, context, step, mark);
    let state = context.line(state_id(mark));
    let named = step_args(context, step.id).name("state", state);
    let name = match &reason {
        Some(reason) => context.words().line("rail-item-why", &named.text("reason", reason)),
        None => context.words().line("rail-item", &named),
    };
    RailItem {
        step: step.id,
        number: number(context.recipe, step.id).unwrap_or(0),
        label: step.label.to_string(),
        mark,
        reason,
        current: step.id == journey.current,
        opens: journey.phase.saved().is_none(),
        name,
    }
}

/// Why a step cannot start yet.
fn reason(journey: &Journey, context: &Context<'_>, step: &Step, mark: Mark) -> Option<Text> {
    if mark != Mark::Gated {
        return None;
    }
    let first = journey.gate(context.recipe, step.id)?;
    let number = number(context.recipe, first)?;
    Some(context.words().text("rail-needs", &Args::none().number("number", number)))
}

/// The word for how far a step is.
pub(crate) fn state_id(mark: Mark) -> &'static str {
    match mark {
        Mark::Todo => "rail-todo",
        Mark::Started => "rail-started",
        Mark::Done => "rail-done",
        Mark::Problem => "rail-problem",
        Mark::Gated => "rail-gated",
    }
}
