//! An explained error: what happened, why, what to do, and the way back.

use jiff::SignedDuration;
use sendoff_problem::{Kind, Problem, ValueName, WhoActs};
use sendoff_recipes::Placeholder;
use sendoff_values::StepId;
use sendoff_words::{Args, Known, ProblemWords, Text};

use crate::{
    action::Action,
    approval::is_about_approval,
    causes::{self, Cause},
    context::{Context, values},
    journey::Journey,
    screen::{Again, Button, ButtonTone, DetailRow, OtherCause, ProblemView},
    steps::{Group, group},
    view::{approval, filled, go_to, link, outlined, step_args},
    world::World,
};

/// The buttons of an explained error.
pub(crate) struct Buttons {
    primary: Option<Button>,
    secondary: Vec<Button>,
}

impl Buttons {
    /// Those of an approval that did not come about: `again`, and the note for somebody else.
    pub(crate) fn of_approval(again: Button, context: &Context<'_>) -> Self {
        let note = outlined(Action::CopyAdministratorNote, context.line("button-administrator-note"));
        Self { primary: Some(again), secondary: vec![note] }
    }

    /// None but the one that copies the details: the page itself has the filled one.
    pub(crate) fn quiet() -> Self {
        Self { primary: None, secondary: Vec::new() }
    }

    /// The one that mends `problem`, and the retry. `retry` does the failed operation again.
    pub(crate) fn mending(problem: &Problem, retry: Button, context: &Context<'_>, journey: &Journey) -> Self {
        let label = context.words().problem_words(problem, &known(journey, context)).button;
        let kind = problem.kind;
        let mended = kind.step().map(|step| context.recipe.place_of(step));
        let elsewhere = mended.filter(|step| is_open_elsewhere(journey, *step, context));
        let retry_quietly = Button { tone: crate::screen::ButtonTone::Outlined, ..retry.clone() };
        if journey.is_movable(problem, context) {
            let there = elsewhere.map(|step| Button { tone: ButtonTone::Outlined, ..go_to(context, step) });
            return Self { primary: Some(filled(Action::SwitchCloud, label)), secondary: there.into_iter().collect() };
        }
        if is_for_administrator(kind) {
            // Whoever sits here may be that administrator.
            let there = approval::open(journey, context)
                .filter(|_| is_about_approval(kind))
                .or_else(|| elsewhere.map(|step| Button { tone: ButtonTone::Outlined, ..go_to(context, step) }));
            return Self {
                primary: Some(filled(Action::CopyAdministratorNote, label)),
                secondary: there.into_iter().chain([retry_quietly]).collect(),
            };
        }
        let Some(step) = elsewhere.filter(|_| kind != Kind::RegistrationNotReady) else {
            return Self { primary: Some(retry), secondary: beside(kind, journey, context) };
        };
        let note = matches!(kind.who_acts(), WhoActs::TenantAdmin | WhoActs::ExchangeAdmin | WhoActs::WorkspaceAdmin)
            .then(|| outlined(Action::CopyAdministratorNote, context.line("button-administrator-note")));
        Self { primary: Some(go_to(context, step)), secondary: note.into_iter().chain([retry_quietly]).collect() }
    }
}

/// What else there is to do while an approval is waited for.
fn beside(kind: Kind, journey: &Journey, context: &Context<'_>) -> Vec<Button> {
    if kind != Kind::ApprovalPending {
        return Vec::new();
    }
    let note = outlined(Action::CopyAdministratorNote, context.line("button-administrator-note"));
    approval::open(journey, context).into_iter().chain([note]).collect()
}

/// Whether the step that mends is another one and can be gone to: one of Prepare, before the connection is saved. What a
/// new sign-in or a new test mends, the retry does by itself.
fn is_open_elsewhere(journey: &Journey, step: StepId, context: &Context<'_>) -> bool {
    let there = context.recipe.step(step).is_some() && step != journey.current;
    there && group(step) == Group::Prepare && journey.phase.saved().is_none()
}

/// What the person needs is an administrator, and the note for them is the first thing to do.
fn is_for_administrator(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ApprovalNeeded
            | Kind::PolicyStopped
            | Kind::NotAssigned
            | Kind::AccountDisabled
            | Kind::GoogleAdminBlocks
            | Kind::GoogleAdminUndecided
            | Kind::GoogleKeysForbidden
            | Kind::GoogleRelayDenied
    )
}

/// The explained error with these buttons.
pub(crate) fn view(journey: &Journey, problem: &Problem, buttons: Buttons, context: &Context<'_>) -> ProblemView {
    let words = words_of(journey, problem, context);
    ProblemView {
        kind: problem.kind.as_str().to_owned(),
        title: words.title,
        why: words.why,
        steps: words.actions,
        who: words.who,
        again: again(problem, context),
        primary: buttons.primary,
        secondary: buttons.secondary,
        details: details(problem, context.world),
        look_up: look_up(problem, context),
        others: others(journey, problem, context),
        copy_block: problem_block(journey, problem, context),
    }
}

/// The sentences, with whom the code itself asks to act.
fn words_of(journey: &Journey, problem: &Problem, context: &Context<'_>) -> ProblemWords {
    let who = context.world.recipes.told(problem).map(|told| told.who);
    context.words().problem_words(problem, &Known { who, ..known(journey, context) })
}

/// What was changed moments ago may not be known everywhere yet. A pause the provider asks for goes before any figure of ours.
fn again(problem: &Problem, context: &Context<'_>) -> Option<Again> {
    let asked = problem.values.get(&ValueName::Seconds).and_then(|seconds| seconds.parse::<u32>().ok());
    let wait = context.world.recipes.waits().of(problem.kind);
    let seconds = asked.or(wait.map(|wait| wait.again))?;
    let from = problem.details.at?.checked_add(SignedDuration::from_secs(seconds.into())).ok()?;
    let spoken = Args::none().name("provider", context.provider.spoken.as_str());
    let most = spoken.name("most", context.words().span(wait.map_or(seconds, |wait| wait.most).into()));
    let id = if asked.is_some() { "again-asked" } else { "again-changed" };
    let text = context.words().text(id, &most);
    Some(Again { text, from, counting: context.line("again-counting"), over: context.line("again-over") })
}

/// The number of an AADSTS code.
pub(crate) fn aadsts(problem: &Problem) -> Option<u32> {
    problem.details.code.as_deref()?.strip_prefix("AADSTS")?.parse().ok()
}

/// Microsoft's own page about the code. In the practice office nothing leads to Microsoft.
fn look_up(problem: &Problem, context: &Context<'_>) -> Option<Button> {
    let real = !context.world.surroundings.practice;
    aadsts(problem).filter(|_| real).map(|_| link(Action::LookUpCode, context.line("button-look-up")))
}

fn others(journey: &Journey, problem: &Problem, context: &Context<'_>) -> Vec<OtherCause> {
    let args = context.named().value("mailbox", journey.about.mailbox.as_str());
    let args = args.number("most", context.provider.live_accesses.unwrap_or_default());
    let other = |cause: &Cause| {
        let there = cause.step.filter(|step| is_open_elsewhere(journey, *step, context));
        let go = there.map(|step| Button { tone: ButtonTone::Outlined, ..go_to(context, step) });
        OtherCause { text: context.words().text(cause.words, &args), go }
    };
    causes::others(problem.kind, context.recipe.provider.naming()).iter().map(other).collect()
}

/// What sentences about problems may name.
pub(crate) fn known(journey: &Journey, context: &Context<'_>) -> Known {
    Known {
        organisation: Some(journey.about.organisation.clone()),
        application: Some(context.recipe.name.to_string()),
        provider: Some(context.provider.spoken.to_string()),
        mailbox: Some(journey.about.mailbox.as_str().to_owned()),
        keychain: Some(context.world.surroundings.keychain.clone()),
        redirect_uri: Some(context.recipe.assistant_redirect(context.provider).to_string()),
        permissions: Some(permission_names(context)),
        who: None,
    }
}

fn permission_names(context: &Context<'_>) -> String {
    let needed = context.recipe.permission.iter().filter(|permission| permission.needed);
    needed.map(|permission| permission.name.to_string()).collect::<Vec<_>>().join(", ")
}

/// Codes, times, identifiers, the provider's own words.
pub(crate) fn details(problem: &Problem, world: &World<'_>) -> Vec<DetailRow> {
    let details = &problem.details;
    let at = details.at.map(|at| world.words.moment(at, &world.surroundings.zone));
    let rows = [
        ("detail-code", details.code.clone()),
        ("detail-meaning", world.recipes.told(problem).map(|told| told.title.to_string())),
        ("detail-time", at),
        ("detail-status", details.status.map(|status| status.to_string())),
        ("detail-trace", details.trace_id.clone()),
        ("detail-correlation", details.correlation_id.clone()),
        ("detail-said", details.said.clone()),
        ("detail-chain", (!details.chain.is_empty()).then(|| details.chain.join(": "))),
    ];
    let row =
        |(id, value): (&str, Option<String>)| value.map(|value| DetailRow { label: world.words.label(id), value });
    rows.into_iter().filter_map(row).collect()
}

/// All of it as one block for a ticket: what happened and why, in which step, who must act, the IDs, the provider's codes
/// and the time. It names no secret, because a problem holds none.
pub(crate) fn problem_block(journey: &Journey, problem: &Problem, context: &Context<'_>) -> String {
    let words = words_of(journey, problem, context);
    let for_whom = context.named().name("organisation", &journey.about.organisation);
    let about = context.words().line("ticket-set-up", &for_whom.value("mailbox", journey.about.mailbox.as_str()));
    let all = u32::try_from(context.recipe.step.len()).unwrap_or(u32::MAX);
    let step = context.words().line("ticket-step", &step_args(context, journey.current).number("all", all));
    let who = words.who.unwrap_or_else(|| context.words().say(who_acts(problem.kind))).line();
    let who = context.words().line("ticket-who", &Args::none().name("who", who));
    let values = values(journey, context);
    let id = |place: &Placeholder, id| {
        let value = values.get(place)?;
        Some(context.words().line(id, &Args::none().value("id", value)))
    };
    let ids = [id(&Placeholder::ClientId, "ticket-client-id"), id(&Placeholder::Tenant, "ticket-directory-id")];
    let lines: Vec<String> = [Some(about), Some(step), Some(who)].into_iter().chain(ids).flatten().collect();
    ticket(&words.title, &words.why, Some(&lines.join("\n")), problem, context.world)
}

/// Who acts where no administrator must: whoever may change the registration, for what stands in it.
fn who_acts(kind: Kind) -> &'static str {
    let in_portal =
        [StepId::AppRegistration, StepId::RedirectUri, StepId::Permissions, StepId::ClientSecret, StepId::ExposeApi];
    if kind.step().is_some_and(|step| in_portal.contains(&step)) { "who-registration" } else { "who-you" }
}

/// Title and reason, what is known of the set-up, and the details.
pub(crate) fn ticket(title: &Text, why: &Text, about: Option<&str>, problem: &Problem, world: &World<'_>) -> String {
    let mut lines = vec![title.line(), why.line()];
    lines.extend(about.map(str::to_owned));
    lines.extend(world.surroundings.practice.then(|| world.words.label("support-practice")));
    // Whoever reads it may sit in another zone.
    let at = problem.details.at.map(|at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string());
    lines.extend(at.map(|at| world.words.line("ticket-at", &Args::none().value("at", at))));
    let row = |row: DetailRow| {
        world.words.line("ticket-detail", &Args::none().name("label", row.label).value("value", row.value))
    };
    lines.extend(details(problem, world).into_iter().map(row));
    let version = env!("CARGO_PKG_VERSION");
    lines.push(
        world.words.line("ticket-kind", &Args::none().value("kind", problem.kind.as_str()).value("version", version)),
    );
    lines.join("\n")
}
