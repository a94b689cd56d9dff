//! A provider that the set-up names itself: its names, what is found under them, and where secrets would go.

use sendoff_recipes::{MailServer, Question};
use sendoff_values::{Stage, StepId};
use sendoff_words::Args;

use crate::{
    action::Action,
    block::{Block, Live, StatusTone},
    context::Context,
    journey::Journey,
    provider::Finding,
    questions_view::answer_field,
    running::Goal,
    screen::{Note, Tone},
    steps::{Open, answer_anchor},
    view::{
        Page,
        evidence::{problem_status, status},
        filled, live, outlined,
        problem::{self, Buttons},
    },
};

/// Names, stages and hosts; nothing on other steps.
pub(crate) fn blocks(journey: &Journey, context: &Context<'_>, open: &[Open]) -> Vec<Block> {
    if journey.current != StepId::Provider {
        return Vec::new();
    }
    let mut blocks: Vec<Block> =
        context.recipe.naming_questions().map(|question| field(question, journey, context, open)).collect();
    blocks.extend(told(journey, context));
    blocks.extend(finding(journey, context).into_iter().flat_map(|found| where_to(found, context)));
    blocks
}

/// Until something is found there is only looking it up; then it is confirmed by the tick, which is not there before.
pub(crate) fn buttons(page: &mut Page, journey: &Journey, context: &Context<'_>) {
    if journey.is_awaited() {
        (page.primary, page.secondary) = (None, vec![outlined(Action::Stop, context.line("button-stop"))]);
    } else if let Some(trouble) = journey.trouble_here() {
        let retry = filled(Action::FindProvider, context.line("button-find-provider-again"));
        let buttons = Buttons::mending(&trouble.problem, retry, context, journey);
        page.problem = Some(problem::view(journey, &trouble.problem, buttons, context));
        let go_on = page.primary.take().filter(|_| finding(journey, context).is_some());
        page.secondary.splice(0..0, go_on.map(|button| outlined(button.action, button.label)));
    } else if finding(journey, context).is_none() {
        page.primary = Some(filled(Action::FindProvider, context.line("button-find-provider")));
    } else {
        page.secondary.push(outlined(Action::FindProvider, context.line("button-find-provider-again")));
    }
}

/// Whether the tick is there.
pub(crate) fn may_be_ticked(journey: &Journey, context: &Context<'_>) -> bool {
    finding(journey, context).is_some()
}

/// That a computer of the provider is named quite differently.
pub(crate) fn notes(journey: &Journey, context: &Context<'_>) -> Vec<Note> {
    let Some(found) = finding(journey, context).filter(|_| journey.current == StepId::Provider) else {
        return Vec::new();
    };
    let names = &found.provider.names;
    let foreign = found.provider.hosts().into_iter().filter(|host| is_foreign(host.as_str()));
    let foreign = foreign.map(|host| Note {
        tone: Tone::Caution,
        text: context.words().text("provider-foreign-letters", &context.named().value("host", host.as_str())),
    });
    let strange = found.provider.hosts().into_iter().filter(|host| !is_of_one_house(host.as_str(), &names.host()));
    let note = |host: sendoff_values::HostName| {
        let args = context.named().value("host", host.as_str()).value("named", names.host());
        Note { tone: Tone::Caution, text: context.words().text("provider-strange-host", &args) }
    };
    strange.map(note).chain(foreign).collect()
}

/// Whether a part of the name stands for letters outside ASCII, some of which look like others (RFC 5890 section 2.3.2.1).
fn is_foreign(host: &str) -> bool {
    host.split('.').any(|label| label.starts_with("xn--"))
}

/// What was found, unless something goes on.
fn finding<'a>(journey: &'a Journey, context: &Context<'_>) -> Option<&'a Finding> {
    journey.finding(context.recipe).filter(|_| !journey.is_awaited())
}

fn field(question: &Question, journey: &Journey, context: &Context<'_>, open: &[Open]) -> Block {
    let slot = journey.session.names.slot_or(&question.id, &journey.about.answers);
    let missing = journey.tried == Some(StepId::Provider) && slot.is_empty();
    let anchor = answer_anchor(&question.id);
    let listed =
        open.iter().find(|open| open.anchor == anchor).map(|open| problem_status(None, None, &open.problem, context));
    let wrong = slot.problem.as_ref().map(|problem| problem_status(None, None, problem, context));
    let asked = Args::none().name("question", question.title.as_str());
    let empty = missing.then(|| status(StatusTone::Error, context.words().text("empty-answer", &asked)));
    answer_field(question, slot, wrong.or(listed).or(empty), context.world)
}

/// How far looking it up is; in one line that it is done.
fn told(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let running = journey.running.as_ref().is_some_and(|running| running.goal == Goal::Provider);
    if !running && journey.trouble_here().is_none() && finding(journey, context).is_none() {
        return Vec::new();
    }
    let Some(names) = journey.provider_names(context.recipe) else { return Vec::new() };
    let (log, host) = (&journey.logs.provider, names.host());
    let begun = |part: u8| log.iter().any(|entry| entry.part == part);
    let at = finding(journey, context).map(|found| context.when(found.at));
    let own = Args::none().value("host", &host);
    let folded = at.map(|when| context.words().text("provider-found", &own.clone().name("when", when)));
    let first = live::stages_with(0, &[Stage::FindProvider], log, &own, journey, context);
    let mut blocks = vec![Block::Live(Live { stages: first, folded: folded.clone(), hint: None, hint_at: None })];
    if folded.is_none() {
        // What comes after the one that was not reached was not tried.
        let servers = (1..).zip(names.mail.all()).filter(|(part, _)| running || begun(*part));
        blocks.extend(servers.map(|(part, server)| {
            let stages = live::stages_with(part, &[Stage::FindServer], log, &of_server(server), journey, context);
            Block::Live(Live { stages, folded: None, hint: None, hint_at: None })
        }));
    }
    blocks
}

/// Every computer, and what it is given.
fn where_to(found: &Finding, context: &Context<'_>) -> Vec<Block> {
    let names = &found.provider.names;
    let (signs_in, takes) = (found.provider.signs_in_at(), found.provider.takes_secrets_at());
    let said = |id: &str, host: &str| context.words().text(id, &Args::none().value("host", host));
    let mut told = if signs_in == takes {
        vec![said("provider-signs-in-and-takes-secret", takes)]
    } else {
        vec![said("provider-signs-in", signs_in), said("provider-takes-secret", takes)]
    };
    let servers = [("smtp", &names.mail.smtp), ("imap", &names.mail.imap), ("pop3", &names.mail.pop3)];
    told.extend(servers.into_iter().filter_map(|(protocol, server)| {
        Some(context.words().text(&format!("provider-mail-{protocol}"), &of_server(server.as_ref()?)))
    }));
    let about = Args::none().value("host", names.host());
    vec![
        Block::Section(context.say("provider-where-title")),
        Block::Paragraph(context.words().text("provider-where-lead", &about)),
        Block::List(told),
    ]
}

fn of_server(server: &MailServer) -> Args {
    Args::none().value("host", &server.host).value("port", server.port.to_string())
}

/// Whether two names end alike, in their last two labels: as much as may be said of them without a list of who gives out names.
fn is_of_one_house(one: &str, other: &str) -> bool {
    let end = |name: &str| name.rsplit('.').take(2).map(str::to_owned).collect::<Vec<_>>();
    end(one) == end(other)
}

#[cfg(test)]
mod tests {
    use super::{is_foreign, is_of_one_house};

    #[test]
    fn names_that_end_alike_are_of_one_house() {
        assert!(is_of_one_house("smtp.mail.example", "login.mail.example"));
        assert!(!is_of_one_house("login.mail.example", "login.mail-example.com"));
        assert!(is_foreign("login.xn--mal-rma.example") && !is_foreign("login.mail.example"));
    }
}
