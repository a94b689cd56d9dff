//! The note for whoever administers the organisation: plain text, ready for email or chat. It never holds a secret.

use sendoff_values::{Guid, StepId};
use sendoff_words::Args;

use crate::{
    context::{Context, values},
    journey::Journey,
    view::recipe_text,
};

/// What an administrator has to do for the page that is shown.
///
/// On a step of Prepare it is the recipe's own request for that step; on the pages after it, the approval.
pub(crate) fn administrator(journey: &Journey, context: &Context<'_>) -> String {
    let step = context.recipe.step(journey.current);
    let own = step.and_then(|step| step.administrator.as_ref());
    let approval = context.recipe.step(StepId::Permissions).and_then(|step| step.administrator.as_ref());
    let values = values(journey, context);
    let request = own.or(approval).map(|runs| recipe_text(runs, &values, context.words()).line());
    let mut lines = vec![context.words().line("note-for", &args(journey, context))];
    lines.push(context.words().line("note-why", &args(journey, context)));
    lines.extend(request.map(|request| context.words().line("note-how", &Args::none().name("request", request))));
    if own.is_none() {
        lines.push(context.words().line("note-allows", &args(journey, context).name("allows", allows(context))));
    }
    if let Some(client_id) = &journey.prepare.client_id.value {
        lines.push(context.words().line("note-client-id", &Args::none().value("id", client_id.as_str())));
    }
    lines.extend(seen(journey, context));
    lines.join("\n")
}

fn args(journey: &Journey, context: &Context<'_>) -> Args {
    context
        .named()
        .name("organisation", &journey.about.organisation)
        .name("registration", context.recipe.registration_name.as_str())
        .value("mailbox", journey.about.mailbox.as_str())
}

fn allows(context: &Context<'_>) -> String {
    context.recipe.permission.iter().map(|permission| permission.allows.to_string()).collect::<Vec<_>>().join("; ")
}

/// "Error seen: AADSTS90094, 22 November 2026 10:52, correlation ...".
fn seen(journey: &Journey, context: &Context<'_>) -> Option<String> {
    let details = &journey.shown_problem()?.details;
    let code = details.code.as_deref()?;
    let at = details.at.unwrap_or(context.now);
    let at = context.words().moment(at, &context.world.surroundings.zone);
    let args = Args::none().value("code", code).name("at", at);
    match details.correlation_id.as_deref().filter(|id| id.parse::<Guid>().is_ok()) {
        Some(id) => Some(context.words().line("note-seen-with", &args.value("id", id))),
        None => Some(context.words().line("note-seen", &args)),
    }
}
