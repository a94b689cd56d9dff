//! Get access in the application's own name: nobody signs in.

use sendoff_recipes::GrantedIn;
use sendoff_words::Text;

use crate::{
    action::Action,
    block::{Block, Countdown, Live},
    context::Context,
    journey::Journey,
    proof::SignInProof,
    running::{Running, Trouble},
    screen::{Note, Tone},
    view::{
        Page, back, filled, granted, live, outlined,
        problem::{self, Buttons},
        sign_in::{earlier, retry_label},
    },
};

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    if let Some(running) = journey.running.as_ref().filter(|running| running.is_awaited()) {
        return waiting(journey, context, running);
    }
    if let Some(proof) = journey.phase.sign_in() {
        return given(journey, context, proof);
    }
    match journey.trouble_here() {
        Some(trouble) => failed(journey, context, trouble),
        None => before(journey, context),
    }
}

fn before(journey: &Journey, context: &Context<'_>) -> Page {
    let allows = context.recipe.permission.iter().map(|permission| Text::plain(permission.allows.as_str()));
    Page {
        notes: earlier(journey, context, "note-access-before").into_iter().collect(),
        blocks: vec![
            Block::Paragraph(lead(journey, context)),
            Block::Section(context.say("access-allows")),
            Block::List(allows.collect()),
        ],
        primary: Some(filled(Action::GetAccess, context.line("button-get-access"))),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// Who is given access, and for what.
fn lead(journey: &Journey, context: &Context<'_>) -> Text {
    let args = context.named().value("mailbox", journey.about.mailbox.as_str());
    context.words().text(&context.of_secret("access-lead"), &args)
}

fn waiting(journey: &Journey, context: &Context<'_>, running: &Running) -> Page {
    let again =
        running.again_at.map(|until| Block::Countdown(Countdown { until, text: context.line("countdown-new-secret") }));
    Page {
        blocks: [Block::Live(stages(journey, context))].into_iter().chain(again).collect(),
        secondary: vec![outlined(Action::Stop, context.line("button-stop"))],
        ..Page::default()
    }
}

fn stages(journey: &Journey, context: &Context<'_>) -> Live {
    let stages = live::stages(live::access(context.recipe.access), &journey.logs.sign_in, journey, context);
    Live { stages, folded: None, hint: None, hint_at: None }
}

fn failed(journey: &Journey, context: &Context<'_>, trouble: &Trouble) -> Page {
    let problem = &trouble.problem;
    let retry = filled(Action::Retry, retry_label(problem, trouble.goal, context));
    Page {
        blocks: [Block::Live(stages(journey, context))].into_iter().chain(granted::table(journey, context)).collect(),
        problem: Some(problem::view(journey, problem, Buttons::mending(problem, retry, context, journey), context)),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn given(journey: &Journey, context: &Context<'_>, proof: &SignInProof) -> Page {
    let live = Live { folded: Some(context.say(&context.of_secret("access-folded"))), ..stages(journey, context) };
    Page {
        notes: everywhere(journey, proof, context).into_iter().collect(),
        blocks: [Block::Live(live)].into_iter().chain(granted::table(journey, context)).collect(),
        primary: Some(filled(Action::Continue, context.line("button-continue"))),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// What was approved in the directory counts for every mailbox, whatever a role in Exchange says (protocol facts 3.10, seen in
/// the field): then the limit limits nothing.
pub(crate) fn everywhere(journey: &Journey, proof: &SignInProof, context: &Context<'_>) -> Option<Note> {
    let limited = context.recipe.permission.iter().filter(|permission| permission.granted == GrantedIn::Exchange);
    let approved = |name: &str| proof.granted.iter().any(|granted| granted == name);
    let names: Vec<&str> = limited.map(|one| one.name.as_str()).filter(|name| approved(name)).collect();
    let args = context.named().name("organisation", &journey.about.organisation).name("permissions", names.join(", "));
    let note = || Note { tone: Tone::Caution, text: context.words().text("note-access-everywhere", &args) };
    (!names.is_empty()).then(note)
}
