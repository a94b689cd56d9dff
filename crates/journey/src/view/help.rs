//! Help with the step that is shown: what goes wrong here most often, and notes for those who help.

use sendoff_words::Text;

use crate::{
    action::Action,
    block::{Block, Help},
    context::{Context, values},
    journey::Journey,
    owner,
    steps::{Group, group},
    view::{outlined, portal::recipe_text},
};

/// The last part of every step.
pub(crate) fn block(journey: &Journey, context: &Context<'_>) -> Block {
    let administrator = has_administrator(journey, context);
    let note = |id: &str| context.words().text(id, &context.named().name("organisation", &journey.about.organisation));
    let for_administrator = administrator.then(|| {
        let copy = outlined(Action::CopyAdministratorNote, context.line("button-administrator-note"));
        (note("help-administrator"), copy)
    });
    let for_support = (note("help-support"), outlined(Action::CopySupportNote, context.line("button-support-note")));
    Block::Help(Help {
        label: context.line("help-title"),
        answers_title: Some(context.line("help-answers")),
        answers: owner::of_step(journey, context),
        traps_title: context.line("traps-title"),
        traps: traps(journey, context),
        notes: for_administrator
            .into_iter()
            .chain([for_support])
            .map(|(text, copy)| crate::block::HelpNote { text, copy })
            .collect(),
    })
}

/// A step with a request of its own, and the pages where an approval may be missing.
fn has_administrator(journey: &Journey, context: &Context<'_>) -> bool {
    let own = context.recipe.step(journey.current).is_some_and(|step| step.administrator.is_some());
    own || group(journey.current) == Group::Prove
}

/// What goes wrong here most often.
fn traps(journey: &Journey, context: &Context<'_>) -> Vec<Text> {
    let values = values(journey, context);
    let traps = context.recipe.trap.iter().filter(|trap| trap.step == journey.current);
    traps.map(|trap| recipe_text(&trap.text, &values, context.words())).collect()
}
