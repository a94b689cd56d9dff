//! From a set-up to the screen that shows it. Nothing is decided here.

mod access;
mod approval;
mod blank;
mod buttons;
mod by_script;
mod evidence;
mod granted;
mod hand_over;
mod help;
mod live;
mod manifest;
mod network;
mod portal;
mod prepare;
mod problem;
mod provider;
mod rail;
mod save;
mod secret;
mod sign_in;
mod test;

pub(crate) use blank::{blank, window_title};
pub(crate) use buttons::{button, filled, link, outlined};
pub(crate) use hand_over::{cautions, it_ends};
pub(crate) use portal::recipe_text;
pub(crate) use problem::{aadsts, details, known, problem_block, ticket};
pub(crate) use rail::state_id;

use jiff::civil::Date;
use sendoff_values::{ConnectionId, StepId};
use sendoff_words::{Args, Text, days_between};

use crate::{
    action::Action,
    block::Block,
    context::Context,
    journey::Journey,
    opening::{is_from_file, marked_name},
    prepare::SecretState,
    rows::portal_label,
    screen::{Button, ErrorSummary, Footer, Header, Note, PageName, ProblemView, Screen, Tone},
    steps::{Group, group, number},
    world::World,
};

/// What one page adds to the frame all of them share.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) notes: Vec<Note>,
    pub(crate) summary: Option<ErrorSummary>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) problem: Option<ProblemView>,
    pub(crate) primary: Option<Button>,
    pub(crate) secondary: Vec<Button>,
}

/// The screen of the step that is shown.
pub(crate) fn screen(journey: &Journey, context: &Context<'_>) -> Screen {
    let mut page = page(journey, context);
    let mut notes = common_notes(journey, context);
    notes.append(&mut page.notes);
    let (name, heading, lead) = head(journey, context);
    let organisation = &journey.about.organisation;
    let position = position(journey, context);
    let mut secondary = page.secondary;
    page.blocks.extend(by_script::offer(journey, context).filter(|_| journey.session.by_script.is_none()));
    page.blocks.push(help::block(journey, context));
    if journey.is_renewal() && !journey.is_saving() {
        secondary.push(outlined(Action::NotNow, context.line("button-not-now")));
    }
    Screen {
        page: journey.page,
        attempt: journey.attempt,
        header: header(journey, context),
        rail: Some(rail::rail(journey, context)),
        lead,
        notes,
        summary: page.summary,
        blocks: page.blocks,
        problem: page.problem,
        footer: Footer { primary: page.primary, secondary, position },
        toast: hand_over::toast(journey, context),
        strip: hand_over::strip(journey, context),
        ..blank(name, heading, Some(organisation), context.world)
    }
}

/// Which page it is, its heading, and the line under it.
fn head(journey: &Journey, context: &Context<'_>) -> (PageName, Text, Text) {
    if journey.session.by_script.is_some() {
        return (PageName::Script, context.say("by-script-title"), context.say("by-script-lead"));
    }
    let step = context.recipe.step(journey.current);
    let text = |text: Option<&str>| text.map(Text::plain).unwrap_or_default();
    let (title, reason) = (step.map(|step| step.title.as_str()), step.map(|step| step.reason.as_str()));
    (PageName::Step(journey.current), text(title), text(reason))
}

fn page(journey: &Journey, context: &Context<'_>) -> Page {
    if let Some(script) = &journey.session.by_script {
        return by_script::page(journey, script, context);
    }
    if let Some(first) = journey.gate(context.recipe, journey.current).filter(|_| !journey.is_awaited()) {
        return gated(journey, context, first);
    }
    if let Some(page) = approval::page(journey, context) {
        return page;
    }
    if journey.current == StepId::SignIn && context.is_alone() {
        access::page(journey, context)
    } else if journey.current == StepId::SignIn {
        sign_in::page(journey, context)
    } else if journey.current == StepId::Test {
        test::page(journey, context)
    } else if journey.current == StepId::Save {
        save::page(journey, context)
    } else if journey.current == StepId::HandOver {
        hand_over::page(journey, context)
    } else {
        prepare::page(journey, context)
    }
}

/// A step that cannot start yet: it names the step it waits for and leads there.
fn gated(journey: &Journey, context: &Context<'_>, first: StepId) -> Page {
    let problem = journey.trouble_here().map(|trouble| {
        let buttons = problem::Buttons::quiet();
        problem::view(journey, &trouble.problem, buttons, context)
    });
    Page {
        blocks: vec![Block::Paragraph(context.words().text("gated-page", &step_args(context, first)))],
        problem,
        primary: Some(go_to(context, first)),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// "Go to step 5, Client secret".
pub(crate) fn go_to(context: &Context<'_>, step: StepId) -> Button {
    filled(Action::GoTo(step), context.words().line("button-go-to", &step_args(context, step)))
}

/// The number and the label of a step.
pub(crate) fn step_args(context: &Context<'_>, step: StepId) -> Args {
    let label = context.recipe.step(step).map_or("", |step| step.label.as_str());
    context.named().number("number", number(context.recipe, step).unwrap_or(0)).name("label", label)
}

pub(crate) fn back(context: &Context<'_>) -> Button {
    outlined(Action::Back, context.line("button-back"))
}

/// Notes that may stand on any step: a secret that is gone, something that went wrong aside.
fn common_notes(journey: &Journey, context: &Context<'_>) -> Vec<Note> {
    let gone = matches!(journey.prepare.secret.state, SecretState::Gone) && group(journey.current) != Group::Finish;
    let gone = gone.then(|| {
        let place = context.secret_step();
        let here = journey.current == place;
        let id = context.of_secret(if here { "note-secret-gone" } else { "note-secret-gone-elsewhere" });
        let label = portal_label(context.recipe.access.secret(), context.recipe.provider.naming());
        let args = step_args(context, place).portal("label", label.unwrap_or_default());
        Note { tone: Tone::Gone, text: context.words().text(&id, &args) }
    });
    let aside = journey.session.aside.as_ref().map(|problem| Note {
        tone: Tone::Caution,
        text: context.words().problem_words(problem, &known(journey, context)).title,
    });
    // Said where it may show: the mail servers are met in the test.
    let here = journey.current == StepId::Test && journey.phase.saved().is_none();
    let cloud = here.then(|| hand_over::of_cloud(journey, context)).flatten();
    let aside = aside.into_iter().chain(cloud.map(|text| Note { tone: Tone::Caution, text }));
    let scripted = journey.session.scriptwork.as_ref().map(|done| by_script::done(done, context)).unwrap_or_default();
    renewing(journey, context).into_iter().chain(gone).chain(aside).chain(scripted).collect()
}

/// While new values are proved for a saved connection: what counts meanwhile, and which secret is the old one.
fn renewing(journey: &Journey, context: &Context<'_>) -> Option<Note> {
    let before = journey.renewing.as_ref()?;
    let record = before.phase.saved()?;
    let info = |text| Some(Note { tone: Tone::Info, text });
    if journey.current != context.secret_step() {
        return info(context.say("note-renewing"));
    }
    if journey.prepare.end.end.is_some() && journey.prepare.end.end == before.prepare.end.end {
        return info(context.say(&context.of_secret("note-renewing-lost")));
    }
    let ends = before.secret_ends();
    let expired = ends.is_some_and(|day| day < context.today());
    let id = if expired { "note-renewing-old-expired" } else { "note-renewing-old" };
    let id = context.of_secret(id);
    let day = ends.map_or_else(|| context.words().label("fallback-day"), |day| context.words().day(day));
    info(context.words().text(&id, &Args::none().start("first", &record.first_three).name("day", day)))
}

fn position(journey: &Journey, context: &Context<'_>) -> Option<String> {
    let number = number(context.recipe, journey.current)?;
    let all = u32::try_from(context.recipe.step.len()).ok()?;
    Some(context.words().line("position", &Args::none().number("number", number).number("all", all)))
}

fn header(journey: &Journey, context: &Context<'_>) -> Header {
    let saved_at = journey.session.remembered;
    let saved = saved_at.map(|at| context.words().line("header-saved", &Args::none().name("when", context.when(at))));
    Header {
        organisation: Some(journey.about.organisation.clone()),
        application: Some(marked_name(context.recipe, context.world)),
        provider: Some(context.provider.name.to_string()),
        saved_at,
        saved,
    }
}

/// Instructions count as old from this many days after somebody last checked them (ux-spec 18).
const CHECK_OF_RECIPE_LASTS: i64 = 365;

/// That nobody has checked these instructions for over a year.
pub(crate) fn old_recipe(checked: Date, today: Date, world: &World<'_>) -> Option<Note> {
    let old = days_between(checked, today) > CHECK_OF_RECIPE_LASTS;
    let text = || world.words.text("note-recipe-old", &Args::none().name("day", world.words.day(checked)));
    old.then(|| Note { tone: Tone::Caution, text: text() })
}

/// A set-up whose recipe this version does not have.
pub(crate) fn recipe_gone(journey: &Journey, world: &World<'_>) -> Screen {
    let heading = world.words.say("recipe-gone-title");
    Screen {
        page: journey.page,
        attempt: journey.attempt,
        header: Header { organisation: Some(journey.about.organisation.clone()), ..Header::default() },
        lead: world.words.say(if is_from_file(&journey.about.recipe) { "recipe-gone-file" } else { "recipe-gone" }),
        footer: Footer {
            primary: Some(filled(Action::ToConnections, world.words.label("button-to-connections"))),
            ..Footer::default()
        },
        ..blank(PageName::Step(journey.current), heading, Some(&journey.about.organisation), world)
    }
}

/// The row of the list a set-up is found by.
pub(crate) fn open_button(id: &ConnectionId, label: String) -> Button {
    link(Action::OpenConnection(id.clone()), label)
}
