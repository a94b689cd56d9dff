//! An explained error: what happened, why, what to do, and the way back.

use sendoff_problem::{Kind, Problem, WhoActs};
use sendoff_values::StepId;
use sendoff_words::{Args, Known};

use crate::{
    action::Action,
    context::Context,
    journey::Journey,
    screen::{Button, DetailRow, ProblemView},
    steps::{Group, group},
    view::{filled, go_to, outlined},
};

/// The buttons of an explained error.
pub(crate) struct Buttons {
    primary: Option<Button>,
    secondary: Vec<Button>,
}

impl Buttons {
    /// None but the one that copies the details: the page itself has the filled one.
    pub(crate) fn quiet() -> Self {
        Self { primary: None, secondary: Vec::new() }
    }

    /// The one that mends `problem`, and the retry. `retry` does the failed operation again.
    pub(crate) fn mending(problem: &Problem, retry: Button, context: &Context<'_>, journey: &Journey) -> Self {
        let label = context.words().problem_words(problem, &known(journey, context)).button;
        let kind = problem.kind;
        let elsewhere = kind.step().filter(|step| is_open_elsewhere(journey, *step, context));
        let retry_quietly = Button { tone: crate::screen::ButtonTone::Outlined, ..retry.clone() };
        if is_for_administrator(kind) {
            return Self {
                primary: Some(filled(Action::CopyAdministratorNote, label)),
                secondary: vec![retry_quietly],
            };
        }
        let Some(step) = elsewhere.filter(|_| kind != Kind::RegistrationNotReady) else {
            return Self { primary: Some(retry), secondary: Vec::new() };
        };
        let note = (kind.who_acts() == WhoActs::TenantAdmin)
            .then(|| outlined(Action::CopyAdministratorNote, context.line("button-administrator-note")));
        Self { primary: Some(go_to(context, step)), secondary: note.into_iter().chain([retry_quietly]).collect() }
    }
}

/// Whether the step that mends is another one and can be gone to: one of Prepare, before the connection is saved. What a
/// new sign-in or a new test mends, the retry does by itself.
fn is_open_elsewhere(journey: &Journey, step: StepId, context: &Context<'_>) -> bool {
    let there = context.recipe.step(step).is_some() && step != journey.current;
    there && group(step) == Group::Prepare && journey.phase.saved().is_none()
}

/// What the person needs is an administrator, and the note for them is the first thing to do.
fn is_for_administrator(kind: Kind) -> bool {
    matches!(kind, Kind::ApprovalNeeded | Kind::PolicyStopped | Kind::NotAssigned | Kind::AccountDisabled)
}

/// The explained error with these buttons.
pub(crate) fn view(journey: &Journey, problem: &Problem, buttons: Buttons, context: &Context<'_>) -> ProblemView {
    let words = context.words().problem_words(problem, &known(journey, context));
    ProblemView {
        kind: problem.kind.as_str().to_owned(),
        title: words.title,
        why: words.why,
        steps: words.actions,
        who: words.who,
        primary: buttons.primary,
        secondary: buttons.secondary,
        details: details(problem, context),
        copy_block: problem_block(journey, problem, context),
    }
}

/// What sentences about problems may name.
pub(crate) fn known(journey: &Journey, context: &Context<'_>) -> Known {
    Known {
        organisation: Some(journey.about.organisation.clone()),
        application: Some(context.recipe.name.to_string()),
        mailbox: Some(journey.about.mailbox.as_str().to_owned()),
        keychain: Some(context.world.surroundings.keychain.clone()),
    }
}

/// Codes, times, identifiers, the provider's own words.
fn details(problem: &Problem, context: &Context<'_>) -> Vec<DetailRow> {
    let details = &problem.details;
    let at = details.at.map(|at| context.words().moment(at, &context.world.surroundings.zone));
    let rows = [
        ("detail-code", details.code.clone()),
        ("detail-time", at),
        ("detail-status", details.status.map(|status| status.to_string())),
        ("detail-trace", details.trace_id.clone()),
        ("detail-correlation", details.correlation_id.clone()),
        ("detail-said", details.said.clone()),
        ("detail-chain", (!details.chain.is_empty()).then(|| details.chain.join(": "))),
    ];
    let row = |(id, value): (&str, Option<String>)| value.map(|value| DetailRow { label: context.line(id), value });
    rows.into_iter().filter_map(row).collect()
}

/// All of it as one block for a ticket. It names no secret, because a problem holds none.
pub(crate) fn problem_block(journey: &Journey, problem: &Problem, context: &Context<'_>) -> String {
    let words = context.words().problem_words(problem, &known(journey, context));
    let for_whom = context.named().name("organisation", &journey.about.organisation);
    let mut lines = vec![
        words.title.line(),
        words.why.line(),
        context.words().line("ticket-set-up", &for_whom.value("mailbox", journey.about.mailbox.as_str())),
    ];
    let row = |row: DetailRow| {
        context.words().line("ticket-detail", &Args::none().name("label", row.label).value("value", row.value))
    };
    lines.extend(details(problem, context).into_iter().map(row));
    let kind = Args::none().value("kind", problem.kind.as_str());
    lines.push(context.words().line("ticket-kind", &kind));
    lines.join("\n")
}
