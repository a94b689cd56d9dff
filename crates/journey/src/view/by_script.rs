//! *Do it by script*: what it does, how it is run, the script, and where what it prints goes.

use sendoff_recipes::PortalPage;
use sendoff_values::{FieldId, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    answer::{ChoiceId, TickId},
    block::{Block, Choice, ChoiceOption, PasteBox, Script, Status, StatusTone, Tick},
    by_script::{ByScript, ScriptDialect, ScriptPress, ScriptWish, Scripted, Scriptwork, WrittenScript, prints},
    context::{Context, values},
    journey::{Journey, PasteReport},
    screen::{Button, Note, Tone},
    view::{
        Page,
        evidence::{problem_status, status},
        filled, link, outlined,
        prepare::names,
        problem::{self, Buttons},
        sign_in::retry_label,
    },
};

pub(crate) fn page(journey: &Journey, page: &ByScript, context: &Context<'_>) -> Page {
    let mut shown = Page { notes: notes(page, context), ..Page::default() };
    shown.blocks = vec![Block::List(does(page, context))];
    shown.blocks.extend(wishes(page, context));
    match &page.script {
        Scripted::Asked => {}
        Scripted::Impossible => shown.blocks.push(Block::Paragraph(context.say("by-script-impossible"))),
        Scripted::Written(script) => {
            shown.blocks.extend(how_to_run(page, context));
            shown.blocks.push(script_block(journey, page, script, context));
            shown.blocks.push(Block::Section(context.say("by-script-paste-title")));
            shown.blocks.push(paste_box(journey, context));
        }
    }
    buttons(&mut shown, journey, page, context);
    shown
}

/// Where the steps in the portal begin, last and quiet: most people go through the portal.
pub(crate) fn offer(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let open = || link(Action::ByScript(ScriptPress::Open), context.line("button-by-script"));
    journey.offers_script().then(|| Block::Buttons(vec![open()]))
}

/// What a script has done, on the page it led to.
pub(crate) fn done(done: &Scriptwork, context: &Context<'_>) -> Vec<Note> {
    let missing = done.missing.iter().map(|address| Note {
        tone: Tone::Caution,
        text: context.words().text("by-script-no-redirect", &context.named().value("address", address)),
    });
    missing.chain([Note { tone: Tone::Info, text: context.say("by-script-done") }]).collect()
}

/// How far it was tried; in practice, where it goes.
fn notes(page: &ByScript, context: &Context<'_>) -> Vec<Note> {
    let (tried, practised) = match page.wish.dialect {
        ScriptDialect::AzureCli => ("script-tried-azure-cli", "by-script-practice"),
        ScriptDialect::GraphPowerShell => ("script-tried-graph-powershell", "by-script-practice-elsewhere"),
    };
    let practice = context.world.surroundings.practice;
    let practised = practice.then(|| Note { tone: Tone::Practice, text: context.say(practised) });
    practised.into_iter().chain([Note { tone: Tone::Info, text: context.say(tried) }]).collect()
}

/// What it will do, one thing a line.
fn does(page: &ByScript, context: &Context<'_>) -> Vec<Text> {
    let recipe = context.recipe;
    let name = recipe.registration_name.as_str();
    let args = context.named().value("name", name).number("count", count(recipe.listed().count()));
    let say = |id: &str| context.words().text(id, &args);
    let is_there = |step: StepId| recipe.step(step).is_some();
    let lines = [
        (true, say("by-script-does-register")),
        (approvable(context), say("by-script-does-permissions")),
        (is_there(StepId::ExposeApi), say("by-script-does-expose")),
        (page.wish.approve && approvable(context), say("by-script-does-approve")),
        (makes_secret(context), months("by-script-does-secret", page.wish.months, context)),
        (true, say("by-script-does-print")),
    ];
    lines.into_iter().filter(|(holds, _)| *holds).map(|(_, line)| line).collect()
}

fn makes_secret(context: &Context<'_>) -> bool {
    context.recipe.step.iter().any(|step| step.fields.contains(&FieldId::ClientSecret))
}

fn months(id: &str, months: u8, context: &Context<'_>) -> Text {
    context.words().text(id, &Args::none().number("months", months))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wishes(page: &ByScript, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![dialect(page, context)];
    blocks.extend(makes_secret(context).then(|| duration(page, context)));
    blocks.extend(approvable(context).then(|| approving(page, context)));
    blocks
}

/// Whether the registration lists a permission that somebody may approve.
fn approvable(context: &Context<'_>) -> bool {
    context.recipe.listed().next().is_some()
}

fn approving(page: &ByScript, context: &Context<'_>) -> Block {
    Block::Tick(Tick {
        id: TickId::ScriptApproves,
        anchor: "script-approves".to_owned(),
        label: context.say("by-script-approve"),
        on: page.wish.approve,
        status: None,
    })
}

fn dialect(page: &ByScript, context: &Context<'_>) -> Block {
    let option = |dialect: ScriptDialect| {
        let (label, hint) = match dialect {
            ScriptDialect::AzureCli => ("by-script-azure-cli", "by-script-azure-cli-hint"),
            ScriptDialect::GraphPowerShell => ("by-script-powershell", "by-script-powershell-hint"),
        };
        let (label, hint) = (context.say(label), Some(context.say(hint)));
        ChoiceOption { id: dialect.as_str().to_owned(), label, hint }
    };
    Block::Choice(Choice {
        id: ChoiceId::ScriptDialect,
        anchor: "script-dialect".to_owned(),
        fold: None,
        label: context.say("by-script-dialect"),
        hint: None,
        options: ScriptDialect::ALL.map(option).into(),
        chosen: Some(page.wish.dialect.as_str().to_owned()),
        status: None,
        extra: None,
    })
}

fn duration(page: &ByScript, context: &Context<'_>) -> Block {
    let option = |number: u8| ChoiceOption {
        id: number.to_string(),
        label: months("by-script-months-option", number, context),
        hint: None,
    };
    Block::Choice(Choice {
        id: ChoiceId::ScriptMonths,
        anchor: "script-months".to_owned(),
        fold: None,
        label: context.say("by-script-months"),
        hint: Some(context.say("by-script-months-hint")),
        options: ScriptWish::MONTHS.map(option).into(),
        chosen: Some(page.wish.months.to_string()),
        status: None,
        extra: None,
    })
}

fn how_to_run(page: &ByScript, context: &Context<'_>) -> Vec<Block> {
    let how = match page.wish.dialect {
        ScriptDialect::AzureCli => "by-script-run-azure-cli",
        ScriptDialect::GraphPowerShell => "by-script-run-powershell",
    };
    let steps = ["by-script-read", how, "by-script-bring-back"];
    vec![
        Block::Section(context.say("by-script-run-title")),
        Block::Steps(steps.into_iter().map(|id| context.say(id)).collect()),
    ]
}

fn script_block(journey: &Journey, page: &ByScript, script: &WrittenScript, context: &Context<'_>) -> Block {
    let press = |press, id: &str| outlined(Action::ByScript(press), context.line(id));
    let mut buttons = vec![press(ScriptPress::Save, "button-script-save")];
    if has_shell(journey, page, context) {
        buttons.push(press(ScriptPress::OpenShell, "button-script-shell"));
    }
    // Last: the others stay under the hand that goes to them.
    if page.taken {
        buttons.push(press(ScriptPress::Copy, "button-script-copy-again"));
    }
    Block::Script(Script { label: context.line("by-script-label"), text: script.text.clone(), buttons })
}

/// Only bash has a shell in the browser that brings its tool along.
fn has_shell(journey: &Journey, page: &ByScript, context: &Context<'_>) -> bool {
    let address = context.provider.page_address(PortalPage::CloudShell, &values(journey, context));
    page.wish.dialect == ScriptDialect::AzureCli && address.is_some()
}

fn paste_box(journey: &Journey, context: &Context<'_>) -> Block {
    Block::PasteBox(PasteBox {
        label: context.line("by-script-paste"),
        hint: None,
        paste: outlined(Action::Paste, context.line("button-paste")),
        choose: None,
        status: journey.session.paste.as_ref().map(|report| paste_status(journey, report, context)),
    })
}

/// What of the block came in, and what is missing: with all of it the page would have been left.
fn paste_status(journey: &Journey, report: &PasteReport, context: &Context<'_>) -> Status {
    if let Some(problem) = report.problems.first() {
        return problem_status(Some(journey), None, problem, context);
    }
    let missing = prints(context.recipe).into_iter();
    let missing: Vec<FieldId> = missing.filter(|field| !report.found.contains(field)).collect();
    let naming = context.recipe.provider.naming();
    let (found, missing) =
        (names(&report.found, naming).unwrap_or_default(), names(&missing, naming).unwrap_or_default());
    let args = Args::none().text("found", &found).text("missing", &missing);
    status(StatusTone::Caution, context.words().text("by-script-in-part", &args))
}

fn buttons(shown: &mut Page, journey: &Journey, page: &ByScript, context: &Context<'_>) {
    let close = outlined(Action::ByScript(ScriptPress::Close), context.line("button-script-close"));
    if journey.is_awaited() {
        shown.secondary = vec![outlined(Action::Stop, context.line("button-stop"))];
        return;
    }
    shown.secondary = vec![close];
    if let Some(trouble) = journey.trouble_here() {
        let retry = filled(Action::Retry, retry_label(&trouble.problem, trouble.goal, context));
        let buttons = Buttons::mending(&trouble.problem, retry, context, journey);
        shown.problem = Some(problem::view(journey, &trouble.problem, buttons, context));
    } else if matches!(page.script, Scripted::Written(_)) {
        shown.primary = Some(next(page, context));
    }
}

/// First the script is taken, then what it prints is brought back.
fn next(page: &ByScript, context: &Context<'_>) -> Button {
    if page.taken {
        filled(Action::Paste, context.line("button-script-paste"))
    } else {
        filled(Action::ByScript(ScriptPress::Copy), context.line("button-script-copy"))
    }
}
