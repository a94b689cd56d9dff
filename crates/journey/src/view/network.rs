//! Whether the computers a step names can be reached: from here by a button, from elsewhere by commands to copy.

use sendoff_recipes::NetworkPlace;
use sendoff_values::{Stage, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Block, Live},
    context::Context,
    journey::Journey,
    rows,
    running::Goal,
    view::{
        Page, filled, live, outlined, portal,
        problem::{self, Buttons},
    },
};

/// The part of the page that tries; nothing on other steps.
pub(crate) fn blocks(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let places = places(journey, context);
    if places.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Section(context.say("network-title")), Block::Paragraph(context.say("network-lead"))];
    if tried(journey, context) {
        let begun = |part: u8| journey.logs.network.iter().any(|entry| entry.part == part);
        // What comes after the one that was not reached was not tried.
        let shown = (0..).zip(&places).filter(|(part, _)| journey.trouble_here().is_none() || begun(*part));
        blocks.extend(shown.map(|(part, place)| told(part, place, journey, context)));
    }
    blocks.extend(verdict(journey, context).map(Block::Paragraph));
    if !journey.is_awaited() && journey.trouble_here().is_none() {
        let id = if reached(journey, context).is_some() { "button-check-again" } else { "button-check-now" };
        blocks.push(Block::Buttons(vec![outlined(Action::CheckNetwork, context.line(id))]));
    }
    blocks.push(Block::Section(context.say("network-elsewhere-title")));
    blocks.push(Block::Paragraph(context.say("network-elsewhere")));
    blocks.push(portal::rows_block(journey, context, &rows::commands(journey, context)));
    blocks
}

/// While it is tried there is only waiting; what stood in the way is explained, and going on is still possible.
pub(crate) fn buttons(page: &mut Page, journey: &Journey, context: &Context<'_>) {
    if journey.is_awaited() {
        (page.primary, page.secondary) = (None, vec![outlined(Action::Stop, context.line("button-stop"))]);
    } else if let Some(trouble) = journey.trouble_here() {
        let retry = filled(Action::Retry, context.line("button-check-again"));
        let buttons = Buttons::mending(&trouble.problem, retry, context, journey);
        page.problem = Some(problem::view(journey, &trouble.problem, buttons, context));
        let go_on = page.primary.take().map(|button| outlined(button.action, button.label));
        page.secondary.splice(0..0, go_on);
    }
}

/// What must be reachable from here.
fn places(journey: &Journey, context: &Context<'_>) -> Vec<NetworkPlace> {
    if journey.current == StepId::Network { journey.network_places(context) } else { Vec::new() }
}

/// Whether something was tried, or is, for what the answers name now.
fn tried(journey: &Journey, context: &Context<'_>) -> bool {
    let check = journey.prepare.network.as_ref();
    let running = journey.running.as_ref().is_some_and(|running| running.goal == Goal::Network);
    running || check.is_some_and(|check| check.key == journey.network_places(context))
}

/// How far one place is, or in one line that it was reached.
fn told(part: u8, place: &NetworkPlace, journey: &Journey, context: &Context<'_>) -> Block {
    let stages: &[Stage] = if place.private {
        &[Stage::FindComputer, Stage::ReachPort, Stage::SecurePort]
    } else {
        &[Stage::FindComputer, Stage::ReachPort]
    };
    let log = &journey.logs.network;
    let stages = live::stages_with(part, stages, log, &at(place), journey, context);
    let folded = reached(journey, context).map(|_| {
        let id = if place.private { "network-reached-private" } else { "network-reached" };
        context.words().text(id, &at(place))
    });
    Block::Live(Live { stages, folded, hint: None, hint_at: None })
}

/// What follows from reaching all of them, and what does not.
fn verdict(journey: &Journey, context: &Context<'_>) -> Option<Text> {
    let at = reached(journey, context)?;
    let id = if journey.session.by_proxy { "network-verdict-proxy" } else { "network-verdict" };
    Some(context.words().text(id, &context.named().name("when", context.when(at))))
}

fn reached(journey: &Journey, context: &Context<'_>) -> Option<jiff::Timestamp> {
    journey.network_reached(context).filter(|_| !journey.is_awaited())
}

fn at(place: &NetworkPlace) -> Args {
    Args::none().value("host", place.host.as_str()).value("port", place.port.to_string())
}
