//! Notes for those who help: whoever administers the organisation, and whoever supports the set-up. Plain text, ready for
//! email or chat; never a secret.

use std::collections::BTreeMap;

use sendoff_problem::{Kind, Problem};
use sendoff_recipes::Naming;
use sendoff_values::{Guid, StepId};
use sendoff_words::{Args, Known};

use crate::{
    approval,
    context::{Context, values},
    journey::Journey,
    mask::shortened,
    view::{recipe_text, state_id, step_args},
};

/// What an administrator has to do for the page that is shown.
///
/// On a step of Prepare it is the recipe's own request for that step; on the pages after it, the approval.
pub(crate) fn administrator(journey: &Journey, context: &Context<'_>) -> String {
    let step = context.recipe.step(journey.current);
    let own = step.and_then(|step| step.administrator.as_ref());
    let of = |step| context.recipe.step(step).and_then(|step| step.administrator.as_ref());
    let approval =
        listing(journey, context).and_then(of).or_else(|| of(StepId::Approval)).or_else(|| of(StepId::Permissions));
    let values = values(journey, context);
    let mending = journey.shown_problem().and_then(|problem| mending(problem.kind));
    let request = own.or(approval).map(|runs| recipe_text(runs, &values, context.words()).line());
    let how = |request| context.words().line("note-how", &Args::none().name("request", request));
    let how =
        mending.map_or_else(|| request.clone().map(how), |id| Some(context.words().line(id, &args(journey, context))));
    let link = approval::link(journey, context).filter(|_| asks_for_approval(journey));
    let at_google = context.recipe.provider.naming() == Naming::InProject;
    let head = match (link.is_some(), at_google) {
        (true, _) => "note-approval",
        (false, true) => "note-for-google",
        (false, false) => "note-for",
    };
    let mut lines = vec![context.words().line(head, &args(journey, context))];
    let why = if context.recipe.sends() { "note-why" } else { "note-why-reading" };
    lines.push(context.words().line(why, &args(journey, context)));
    if let Some(link) = link {
        lines.push(context.words().line("note-how-approval", &args(journey, context)));
        lines.push(link);
        lines.push(context.words().line("note-last-page", &args(journey, context)));
        lines.extend(request.map(|request| context.words().line("note-or", &Args::none().name("request", request))));
    } else {
        lines.extend(how);
    }
    if (own.is_none() || asks_for_approval(journey)) && mending.is_none() {
        lines.push(context.words().line("note-allows", &args(journey, context).name("allows", allows(context))));
    }
    if let Some(client_id) = &journey.prepare.client_id.value {
        let id = if at_google { "note-client-id-google" } else { "note-client-id" };
        lines.push(context.words().line(id, &Args::none().value("id", client_id.as_str())));
    }
    lines.extend(seen(journey, context));
    lines.join("\n")
}

/// Whether the note asks for an approval, which is then waited for.
pub(crate) fn asks_for_approval(journey: &Journey) -> bool {
    let mends = journey.shown_problem().and_then(|problem| mending(problem.kind)).is_none();
    let open = journey.phase.sign_in().is_none() && journey.phase.saved().is_none();
    mends && open && matches!(journey.current, StepId::Approval | StepId::SignIn)
}

/// The step at which an administrator lists the application, where that is what is missing.
fn listing(journey: &Journey, context: &Context<'_>) -> Option<StepId> {
    let step = journey.shown_problem().and_then(|problem| problem.kind.step());
    step.filter(|step| *step == StepId::GoogleAppAccess).map(|step| context.recipe.place_of(step))
}

/// What mends a problem that no approval would.
fn mending(kind: Kind) -> Option<&'static str> {
    if kind == Kind::PolicyStopped {
        Some("note-how-policy")
    } else if kind == Kind::NotAssigned {
        Some("note-how-not-assigned")
    } else if kind == Kind::AccountDisabled {
        Some("note-how-blocked")
    } else {
        None
    }
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

/// How far the set-up is, for whoever helps from elsewhere. It holds no secret, no ID, no address and no name.
pub(crate) fn support(journey: &Journey, context: &Context<'_>) -> String {
    let words = context.words();
    let version = context.named().name("version", env!("CARGO_PKG_VERSION"));
    let mut lines = vec![words.line("support-head", &version)];
    lines.extend(context.world.surroundings.practice.then(|| words.label("support-practice")));
    let all = u32::try_from(context.recipe.step.len()).unwrap_or(u32::MAX);
    lines.push(words.line("support-step", &step_args(context, journey.current).number("all", all)));
    lines.extend(context.recipe.step.iter().map(|step| {
        let state = words.label(state_id(journey.mark(context, step)));
        words.line("support-state", &step_args(context, step.id).name("state", state))
    }));
    if let Some(problem) = journey.shown_problem() {
        // Without the set-up's own facts: the catalogue names them in general words.
        let nameless = Problem { values: BTreeMap::new(), ..problem.clone() };
        let title = words.problem_words(&nameless, &Known::default()).title;
        lines.push(words.line("support-seen", &Args::none().text("title", &title)));
        lines.extend(seen(journey, context));
    }
    let checked = Args::none().name("day", words.day(context.recipe.guide.checked));
    lines.push(words.line("support-checked", &checked));
    shortened(&lines.join("\n"))
}
