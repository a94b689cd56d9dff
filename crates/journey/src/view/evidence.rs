//! What is claimed about a value, and how it is known.

use jiff::Timestamp;
use sendoff_problem::{Kind, Problem, Severity};
use sendoff_recipes::{Access, Naming};
use sendoff_values::{FieldId, Tenant};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Status, StatusTone},
    context::Context,
    journey::Journey,
    prepare::Verdict,
    rows::portal_label,
    running::Task,
    view::{known, link},
};

pub(crate) fn status(tone: StatusTone, text: Text) -> Status {
    Status { tone, text, tip: None, action: None }
}

/// "Proved by signing in, 10:52".
pub(crate) fn proved(context: &Context<'_>, id: &str, at: Timestamp) -> Status {
    let tip = context.words().line(id, &context.named().name("when", context.when(at)));
    Status { tip: Some(tip), ..status(StatusTone::Proved, context.say("evidence-proved")) }
}

fn found(context: &Context<'_>, text: Text, at: Timestamp) -> Status {
    let tip = context.words().line("tip-found", &context.named().name("when", context.when(at)));
    Status { tip: Some(tip), ..status(StatusTone::Found, text) }
}

/// A problem as one line under a field.
pub(crate) fn problem_status(
    journey: Option<&Journey>,
    field: Option<FieldId>,
    problem: &Problem,
    context: &Context<'_>,
) -> Status {
    let tone = match problem.kind.severity() {
        Severity::Caution => StatusTone::Caution,
        Severity::Failure => StatusTone::Error,
    };
    let known = journey.map(|journey| known(journey, context)).unwrap_or_default();
    let words = context.words().problem_words(problem, &known);
    let text = asks_for(field, problem, context).unwrap_or_else(|| context.words().problem_line(&words));
    let action = mend(journey, problem, &words.button, context);
    Status { action, ..status(tone, text) }
}

/// A problem as a link that leads to its line.
pub(crate) fn problem_title(
    journey: Option<&Journey>,
    field: Option<FieldId>,
    problem: &Problem,
    context: &Context<'_>,
) -> Text {
    let known = journey.map(|journey| known(journey, context)).unwrap_or_default();
    asks_for(field, problem, context).unwrap_or_else(|| context.words().problem_words(problem, &known).title)
}

/// An empty field asks for what belongs there.
fn asks_for(field: Option<FieldId>, problem: &Problem, context: &Context<'_>) -> Option<Text> {
    let field = field.filter(|_| problem.kind == Kind::FieldEmpty)?;
    let naming = context.recipe.provider.naming();
    // Microsoft's words say more than the label.
    if let Some(label) = portal_label(field, naming).filter(|_| naming != Naming::InDirectory) {
        return Some(context.words().text("empty-labelled", &Args::none().portal("label", label)));
    }
    Some(context.say(&format!("empty-{}", field.as_str().replace('_', "-"))))
}

/// What mends a value on the spot.
fn mend(
    journey: Option<&Journey>,
    problem: &Problem,
    label: &str,
    context: &Context<'_>,
) -> Option<crate::screen::Button> {
    let action = if problem.kind == Kind::IdsSwapped {
        Action::SwapIds
    } else if problem.kind == Kind::DirectoryOfAnother {
        Action::UseFoundDirectory
    } else if journey.is_some_and(|journey| journey.is_movable(problem, context)) {
        Action::SwitchCloud
    } else {
        return None;
    };
    Some(link(action, label.to_owned()))
}

/// What is known about *Application (client) ID*.
pub(crate) fn client_id(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    let slot = &journey.prepare.client_id;
    if let Some(problem) = &slot.problem {
        return Some(problem_status(Some(journey), Some(FieldId::ClientId), problem, context));
    }
    slot.value.as_ref()?;
    if let Some(proof) = journey.phase.sign_in() {
        return Some(proved(context, access_tip(context), proof.at));
    }
    match journey.secret_verdict() {
        Some(Verdict::Passed) => {
            let at = journey.prepare.secret_check.as_ref()?.at;
            Some(found(context, context.say("evidence-found"), at))
        }
        Some(Verdict::Failed(problem)) if problem.kind == Kind::RegistrationUnknown => {
            Some(problem_status(Some(journey), None, &problem, context))
        }
        _ => Some(status(StatusTone::LooksRight, context.say("evidence-looks-right"))),
    }
}

/// What is known about *Project ID*: it only leads to the right pages, and nothing is asked about it.
pub(crate) fn project(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    let slot = &journey.prepare.project;
    if let Some(problem) = &slot.problem {
        return Some(problem_status(Some(journey), Some(FieldId::GoogleProject), problem, context));
    }
    slot.value.as_ref()?;
    Some(status(StatusTone::LooksRight, context.say("evidence-looks-right")))
}

/// What is known about *Directory (tenant) ID*.
pub(crate) fn tenant(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    let slot = &journey.prepare.tenant;
    if let Some(problem) = &slot.problem {
        return Some(problem_status(Some(journey), Some(FieldId::TenantId), problem, context));
    }
    let value = slot.value.as_ref()?;
    if let Some(proof) = journey.phase.sign_in() {
        return Some(proved(context, access_tip(context), proof.at));
    }
    match journey.directory_verdict() {
        Some(Verdict::Passed) => Some(directory_found(journey, value, context)),
        Some(Verdict::Failed(problem)) => Some(problem_status(Some(journey), None, &problem, context)),
        Some(Verdict::Unclear) | None if is_looked_up(journey) => {
            Some(status(StatusTone::Busy, context.say("evidence-looking-up")))
        }
        Some(Verdict::Unclear) | None => Some(status(StatusTone::LooksRight, context.say("evidence-looks-right"))),
    }
}

fn is_looked_up(journey: &Journey) -> bool {
    journey.running.as_ref().is_some_and(|running| matches!(running.task, Task::FindDirectory(_)))
}

/// "Found: harbour.example", when it is the directory of the mailbox's domain.
fn directory_found(journey: &Journey, value: &Tenant, context: &Context<'_>) -> Status {
    let at = journey.prepare.directory.as_ref().map_or(context.now, |check| check.at);
    let own = journey.about.directory.as_ref().is_some_and(|own| Tenant::Id(own.tenant.clone()) == *value);
    let domain = Args::none().value("domain", journey.about.mailbox.domain());
    let text =
        if own { context.words().text("evidence-found-directory", &domain) } else { context.say("evidence-found") };
    found(context, text, at)
}

/// What is known about the secret of this field.
pub(crate) fn secret(field: FieldId, journey: &Journey, context: &Context<'_>) -> Option<Status> {
    let field = Some(field);
    if let Some(problem) = &journey.prepare.secret.problem {
        return Some(problem_status(Some(journey), field, problem, context));
    }
    let (held, _) = journey.prepare.held()?;
    let label = field.and_then(|field| portal_label(field, context.recipe.provider.naming())).unwrap_or_default();
    if let Some(proof) = journey.phase.sign_in() {
        return Some(proved(context, access_tip(context), proof.at));
    }
    let running = journey.running.as_ref().filter(|running| matches!(running.task, Task::CheckSecret(_)));
    match journey.secret_verdict() {
        Some(Verdict::Passed) => {
            let at = journey.prepare.secret_check.as_ref().map_or(context.now, |check| check.at);
            Some(found(context, context.say("evidence-secret-found"), at))
        }
        Some(Verdict::Failed(problem)) => Some(problem_status(Some(journey), None, &problem, context)),
        Some(Verdict::Unclear) | None if running.is_some() => {
            let args = context.named().portal("label", label);
            Some(status(StatusTone::Busy, context.words().text("evidence-secret-checking", &args)))
        }
        Some(Verdict::Unclear) | None if journey.prepare.account.is_some() => {
            let account = journey.prepare.account.as_ref()?;
            let args = Args::none()
                .value("account", account.address.as_str())
                .name("first", journey.prepare.mark().unwrap_or_default());
            Some(status(StatusTone::LooksRight, context.words().text("evidence-key", &args)))
        }
        Some(Verdict::Unclear) | None => {
            let args =
                Args::none().number("count", held.length).name("first", &held.first_three).portal("label", label);
            let usual = matches!(held.shape, sendoff_values::SecretShape::Usual);
            let (tone, id) = if usual {
                (StatusTone::LooksRight, "evidence-secret")
            } else {
                (StatusTone::Caution, "evidence-secret-unusual")
            };
            Some(status(tone, context.words().text(id, &args)))
        }
    }
}

/// How access was proved.
pub(crate) fn access_tip(context: &Context<'_>) -> &'static str {
    match context.recipe.access {
        Access::Delegated => "tip-proved-sign-in",
        Access::Application | Access::ServiceAccount => "tip-proved-access",
        Access::Password => "tip-proved-test",
    }
}
