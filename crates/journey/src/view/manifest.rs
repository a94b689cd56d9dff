//! *Check everything at once*: where a manifest is pasted, and what it was found to differ in.

use sendoff_intake::Difference;
use sendoff_recipes::Step;
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Block, PasteBox, Status, StatusTone},
    context::Context,
    journey::Journey,
    registration,
    screen::{Button, ButtonTone, Note, Tone},
    view::{
        evidence::{problem_status, status},
        go_to, outlined,
        prepare::used,
    },
};

/// The blocks at the end of a step that a manifest says something about.
pub(crate) fn blocks(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    if !journey.takes_manifest(context) {
        return Vec::new();
    }
    let again = journey.session.manifest.is_some();
    let label = if again { "button-paste-manifest-again" } else { "button-paste-manifest" };
    let paste = Block::PasteBox(PasteBox {
        label: context.line("manifest-label"),
        hint: Some(context.say("manifest-how")),
        paste: outlined(Action::PasteManifest, context.line(label)),
        choose: None,
        status: paste_status(journey, context),
    });
    [paste].into_iter().chain(findings(journey, context)).collect()
}

/// What was read: which registration, and what went into fields.
fn paste_status(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    if let Some(problem) = journey.manifest_problem() {
        return Some(problem_status(Some(journey), None, problem, context));
    }
    let report = journey.session.paste.as_ref().filter(|report| report.of_manifest)?;
    if let Some(problem) = report.problems.first() {
        return Some(problem_status(Some(journey), None, problem, context));
    }
    Some(status(StatusTone::LooksRight, used(report, context)?))
}

fn findings(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    journey.manifest()?;
    let differences = journey.differences(context);
    let go = |difference: &Difference| -> Option<Button> {
        let there = context.recipe.step(difference.step())?;
        (there.id != journey.current).then(|| Button { tone: ButtonTone::Outlined, ..go_to(context, there.id) })
    };
    let mut found = registration::findings(&differences, context.recipe, context.world, go);
    found.beyond.push(context.say("manifest-not-shown"));
    Some(Block::Findings(found))
}

/// What the manifest says of the step that is shown, at its head.
pub(crate) fn notes(journey: &Journey, context: &Context<'_>, step: &Step) -> Vec<Note> {
    let here = journey.differences(context).into_iter().filter(|difference| difference.step() == step.id);
    let note = |difference: Difference| {
        let text: Text = registration::tell(&difference, context.recipe, context.world);
        Note {
            tone: Tone::Caution,
            text: context.words().text("manifest-here", &Args::none().text("difference", &text)),
        }
    };
    here.take(MOST).map(note).collect()
}

/// Differences that are said at the head of a step at most; all of them stand at its end.
const MOST: usize = 3;
