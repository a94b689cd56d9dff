//! What an owner asks who does this once: am I an administrator, who is, does this cost anything, what if the button is not
//! there. Each is answered where it arises, and only as far as it is known.

use sendoff_recipes::{Access, Answers, GrantedIn, Naming, PermissionKind, ProbeKind, Recipe};
use sendoff_values::StepId;
use sendoff_words::{Args, Words};

use crate::{
    block::HelpAnswer,
    context::Context,
    journey::Journey,
    owner_at_google::{self, Keeper},
};

/// A question and its answer, by their messages.
pub(crate) type Asked = (&'static str, &'static str);

/// For whom a set-up is, as far as an answer depends on it.
#[derive(Clone, Copy)]
pub(crate) struct For<'a> {
    pub(crate) organisation: &'a str,
    pub(crate) mailbox: &'a str,
    pub(crate) answers: &'a Answers,
}

/// A place where such questions arise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before anything is begun.
    Before,
    /// Where the application is registered.
    Registering,
    /// Elsewhere in the registration.
    Registration,
    /// Where a client secret is made.
    Secret,
    /// Where an administrator approves.
    Approval,
    /// The pages where the ways into a mailbox are switched.
    Switches,
    /// Any other page about the mailbox.
    Mailbox,
    /// Where commands limit an application to mailboxes.
    Commands,
}

/// The questions of a place with their answers, by their messages, most urgent first.
const fn questions(place: Place) -> &'static [Asked] {
    match place {
        Place::Before => &[
            ("owner-ask-am-i", "owner-am-i-before"),
            ("owner-ask-who-is", "owner-who-is"),
            ("owner-ask-cost", "owner-cost"),
        ],
        Place::Registering => &[
            ("owner-ask-am-i", "owner-am-i-registering"),
            ("owner-ask-who-is", "owner-who-is"),
            ("owner-ask-no-button", "owner-no-button-registering"),
            ("owner-ask-cost", "owner-cost"),
        ],
        Place::Registration => &[("owner-ask-no-button", "owner-no-button"), ("owner-ask-who-is", "owner-who-is")],
        Place::Secret => &[("owner-ask-no-button", "owner-no-button-secret"), ("owner-ask-who-is", "owner-who-is")],
        Place::Approval => &[
            ("owner-ask-am-i", "owner-am-i-approval"),
            ("owner-ask-who-is", "owner-who-is-approval"),
            ("owner-ask-no-button", "owner-no-button-approval"),
            ("owner-ask-cost", "owner-cost-approval"),
        ],
        Place::Switches => &[
            ("owner-ask-am-i", "owner-am-i-mailbox"),
            ("owner-ask-who-is", "owner-who-is"),
            ("owner-ask-no-button", "owner-no-button-mailbox"),
            ("owner-ask-cost", "owner-cost-mailbox"),
        ],
        Place::Mailbox => &[
            ("owner-ask-am-i", "owner-am-i-mailbox"),
            ("owner-ask-who-is", "owner-who-is"),
            ("owner-ask-cost", "owner-cost-mailbox"),
        ],
        Place::Commands => &[("owner-ask-am-i", "owner-am-i-mailbox"), ("owner-ask-who-is", "owner-who-is")],
    }
}

/// The answers before anything is begun; none where nothing is known of the provider.
pub(crate) fn before(recipe: &Recipe, whom: For<'_>, words: &Words) -> Vec<HelpAnswer> {
    let asked = match recipe.provider.naming() {
        Naming::InDirectory => questions(Place::Before),
        Naming::InProject => owner_at_google::before(recipe.access, Keeper::of(recipe, whom.answers)),
        Naming::Alone => &[],
    };
    answers(asked, recipe, whom, words)
}

/// The answers of the step that is shown; none where no such question arises.
pub(crate) fn of_step(journey: &Journey, context: &Context<'_>) -> Vec<HelpAnswer> {
    let about = &journey.about;
    let whom = For { organisation: &about.organisation, mailbox: about.mailbox.as_str(), answers: &about.answers };
    let asked = match context.recipe.provider.naming() {
        Naming::InDirectory => place(journey, context).map_or(&[][..], questions),
        Naming::InProject => owner_at_google::of_step(journey.current, Keeper::of(context.recipe, &about.answers)),
        Naming::Alone => &[],
    };
    answers(asked, context.recipe, whom, context.words())
}

/// Which questions arise on the page that is shown.
fn place(journey: &Journey, context: &Context<'_>) -> Option<Place> {
    if journey.is_at_approval() {
        return Some(Place::Approval);
    }
    let opens = context.recipe.step(journey.current).is_some_and(|step| step.portal.is_some());
    let by_commands = context.recipe.access == Access::Application;
    let step = journey.current;
    if step == StepId::AppRegistration {
        Some(Place::Registering)
    } else if step == StepId::ClientSecret {
        Some(Place::Secret)
    } else if step == StepId::Mailbox {
        Some(if by_commands { Place::Commands } else { mailbox(context.recipe) })
    } else {
        let in_registration = [StepId::Tenant, StepId::RedirectUri, StepId::Permissions, StepId::ExposeApi];
        (opens && in_registration.contains(&step)).then_some(Place::Registration)
    }
}

/// Servers let an application in by the ways that are switched on; Graph has no such switch.
fn mailbox(recipe: &Recipe) -> Place {
    let switched = |kind: ProbeKind| matches!(kind, ProbeKind::Smtp | ProbeKind::Imap | ProbeKind::Pop3);
    if recipe.probe.iter().any(|probe| switched(probe.kind)) { Place::Switches } else { Place::Mailbox }
}

fn answers(asked: &[Asked], recipe: &Recipe, whom: For<'_>, words: &Words) -> Vec<HelpAnswer> {
    let role = words.say(if approves_own(recipe) { "approval-role-application" } else { "approval-role" });
    let args = Args::none()
        .name("organisation", whom.organisation)
        .value("mailbox", whom.mailbox)
        .name("application", recipe.name.as_str())
        .text("role", &role);
    let one = |(question, answer): &Asked| HelpAnswer {
        question: words.text(question, &args),
        answer: words.text(answer, &args),
    };
    asked.iter().map(one).collect()
}

/// Whether permissions of the application's own are approved in the directory, which takes a higher role
/// (learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies, copy of 2026-01-22).
fn approves_own(recipe: &Recipe) -> bool {
    let own =
        |kind: PermissionKind, granted: GrantedIn| kind == PermissionKind::Application && granted == GrantedIn::Entra;
    recipe.permission.iter().any(|permission| own(permission.kind, permission.granted))
}
