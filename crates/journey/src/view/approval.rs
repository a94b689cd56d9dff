//! Where an administrator's approval is asked for: on the page of its own step, and on the sign-in page that misses it.

use sendoff_recipes::PermissionKind;
use sendoff_values::{Stage, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    approval::{self, Given},
    block::{Block, BrowserBox, Live},
    context::Context,
    journey::Journey,
    running::{Goal, Running, Task},
    screen::{Button, Note, ProblemView, Tone},
    view::{
        Page, back, filled, live, outlined,
        problem::{self, Buttons},
        sign_in,
    },
};

/// The stages of an approval that is answered here.
const STAGES: &[Stage] = &[Stage::OpenBrowser, Stage::AwaitAnswer, Stage::ReceiveAnswer];

/// The page while an administrator is in the browser, and after it went wrong there; otherwise the step's usual page.
pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Option<Page> {
    let approving = |running: &&Running| matches!(running.task, Task::Approve { page, .. } if page == journey.current);
    if let Some(running) = journey.running.as_ref().filter(approving) {
        return Some(waiting(journey, context, running));
    }
    let trouble = journey.trouble_here().filter(|trouble| trouble.goal == Goal::Approval)?;
    let again = filled(Action::OpenApproval, context.line("button-open-approval-again"));
    let view = problem::view(journey, &trouble.problem, Buttons::of_approval(again, context), context);
    Some(Page {
        blocks: vec![Block::Live(stages(journey, context, None))],
        problem: Some(view),
        secondary: vec![back(context)],
        ..Page::default()
    })
}

fn waiting(journey: &Journey, context: &Context<'_>, running: &Running) -> Page {
    let buttons = vec![
        outlined(Action::OpenBrowserAgain, context.line("button-open-again")),
        outlined(Action::CopyLink, context.line("button-copy-link-private")),
    ];
    let pasted = BrowserBox {
        label: context.say("sign-in-browser-box"),
        paste: outlined(Action::PasteFromBrowser, context.line("button-explain")),
        prominent_at: running.since.checked_add(sign_in::BOX_COMES_FORWARD).ok(),
        status: None,
    };
    Page {
        blocks: vec![
            Block::Live(stages(journey, context, Some(running))),
            Block::Paragraph(context.words().text("approval-who-may", &args(journey, context))),
            Block::Paragraph(context.say("approval-private-window")),
            Block::Buttons(buttons),
            Block::BrowserBox(pasted),
        ],
        problem: running.judged.as_ref().map(|judged| explained(journey, context, judged)),
        secondary: vec![outlined(Action::Stop, context.line("button-stop-waiting"))],
        ..Page::default()
    }
}

/// What was pasted from the browser, explained while the wait goes on.
fn explained(journey: &Journey, context: &Context<'_>, judged: &sendoff_problem::Problem) -> ProblemView {
    let again = filled(Action::OpenBrowserAgain, context.line("button-open-again"));
    problem::view(journey, judged, Buttons::of_approval(again, context), context)
}

fn stages(journey: &Journey, context: &Context<'_>, waiting: Option<&Running>) -> Live {
    let log = if journey.current == StepId::Approval { &journey.logs.approval } else { &journey.logs.sign_in };
    Live {
        stages: live::stages(STAGES, log, journey, context),
        folded: None,
        hint: waiting.map(|_| context.say("sign-in-take-your-time")),
        hint_at: waiting.and_then(|running| running.since.checked_add(sign_in::TAKE_YOUR_TIME).ok()),
    }
}

/// The two ways besides the portal, for the page of the step, until one of them has led to an approval. Nothing is asked for
/// where the page could not answer.
pub(crate) fn ways(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    if journey.phase.saved().is_some() || journey.approved_whole(context.recipe) {
        return Vec::new();
    }
    let args = args(journey, context);
    let section = |id| Block::Section(context.words().text(id, &args));
    let paragraph = |id| Block::Paragraph(context.words().text(id, &args));
    let mut blocks = Vec::new();
    if context.recipe.step(StepId::RedirectUri).is_some() {
        blocks.push(section("approval-here"));
        blocks.push(paragraph("approval-who-may"));
        blocks.push(match open(journey, context) {
            Some(open) => Block::Buttons(vec![open]),
            None => paragraph("approval-not-yet"),
        });
    }
    blocks.extend([section("approval-elsewhere"), paragraph("approval-note-about")]);
    let copy = outlined(Action::CopyAdministratorNote, context.line("button-administrator-note"));
    let check = journey.waits_for_approval_since().and_then(|_| check(journey, context));
    blocks.push(Block::Buttons([copy].into_iter().chain(check).collect()));
    blocks.push(section("approval-in-portal"));
    blocks
}

/// Opens the approval page, where it can be answered here.
pub(crate) fn open(journey: &Journey, context: &Context<'_>) -> Option<Button> {
    let may = journey.may_open_approval(context);
    may.then(|| outlined(Action::OpenApproval, context.line("button-open-approval")))
}

/// Signs in to see whether it was approved, where somebody signs in and can by now.
fn check(journey: &Journey, context: &Context<'_>) -> Option<Button> {
    let can = context.recipe.step(StepId::SignIn).is_some() && journey.gate(context.recipe, StepId::SignIn).is_none();
    can.then(|| outlined(Action::CheckApproval, context.line("button-check-approval")))
}

/// How it stands: approved, or since when somebody is waited for, and what that means.
pub(crate) fn note(journey: &Journey, context: &Context<'_>) -> Option<Note> {
    if let Some(given) = journey.approved().filter(|_| journey.phase.sign_in().is_none()) {
        let tone = if journey.approved_whole(context.recipe) { Tone::Info } else { Tone::Caution };
        return Some(Note { tone, text: approved(journey, context, given) });
    }
    let since = journey.waits_for_approval_since()?;
    let signs_in = context.recipe.step(StepId::SignIn).is_some();
    let id = match (signs_in, journey.gate(context.recipe, StepId::SignIn)) {
        (true, None) if journey.current == StepId::SignIn => "approval-waiting-sign-in",
        (true, None) => "approval-waiting",
        (true, Some(_)) => "approval-waiting-not-yet",
        (false, _) => "approval-waiting-alone",
    };
    let args = args(journey, context).name("when", context.when(since));
    Some(Note { tone: Tone::Info, text: context.words().text(id, &args) })
}

/// What Microsoft's page said, and what of it is missing.
fn approved(journey: &Journey, context: &Context<'_>, given: &Given) -> Text {
    let names = |names: Vec<&str>| names.into_iter().map(approval::name_of).collect::<Vec<_>>().join(", ");
    let missing = approval::missing(context.recipe, &given.granted);
    let args = args(journey, context)
        .name("when", context.when(given.at))
        .name("granted", names(given.granted.iter().map(String::as_str).collect()))
        .name("missing", names(missing.iter().map(String::as_str).collect()));
    context.words().text(if missing.is_empty() { "approval-given" } else { "approval-given-part" }, &args)
}

/// The organisation and its application; and whether the application's own permissions are among those approved, which take
/// a higher role (learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies, copy of 2026-01-22).
fn args(journey: &Journey, context: &Context<'_>) -> Args {
    let own = context.recipe.permission.iter().any(|permission| permission.kind == PermissionKind::Application);
    context
        .named()
        .name("organisation", &journey.about.organisation)
        .name("registration", context.recipe.registration_name.as_str())
        .value("mailbox", journey.about.mailbox.as_str())
        .text("role", &context.say(if own { "approval-role-application" } else { "approval-role" }))
}
