//! Check and save.

use sendoff_recipes::{Access, Permission};
use sendoff_values::{FieldId, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Block, Live, Status},
    context::Context,
    journey::Journey,
    lists::SummaryRow,
    proof::{Credentials, TestProof},
    rows::portal_label,
    screen::{Button, Note, Tone},
    view::{
        Page, back,
        evidence::{access_tip, proved},
        filled, link, live, outlined,
        portal::DOTS,
        problem::{self, Buttons},
        sign_in::retry_label,
    },
};

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    let Some(test) = journey.phase.test() else { return Page::default() };
    if journey.is_awaited() {
        return saving(journey, context);
    }
    let tested = Args::none().name("when", context.when(test.at));
    let mut blocks = vec![
        Block::Paragraph(context.words().text("save-lead", &tested)),
        Block::Summary(rows(journey, context, test)),
        Block::Paragraph(context.say("save-where")),
    ];
    let Some(trouble) = journey.trouble_here() else {
        return ready(journey, context, blocks);
    };
    let retry = filled(Action::Retry, retry_label(&trouble.problem, trouble.goal, context));
    let buttons = Buttons::mending(&trouble.problem, retry, context, journey);
    blocks.push(stages(journey, context));
    Page {
        blocks,
        problem: Some(problem::view(journey, &trouble.problem, buttons, context)),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn ready(journey: &Journey, context: &Context<'_>, blocks: Vec<Block>) -> Page {
    let stale = journey.is_stale(context.now);
    let note = stale.then(|| Note { tone: Tone::Caution, text: context.say("note-test-old") });
    let primary = if stale {
        filled(Action::GoTo(StepId::Test), context.line("button-test-again"))
    } else {
        filled(Action::Save, context.line("button-save"))
    };
    Page {
        notes: note.into_iter().collect(),
        blocks,
        primary: Some(primary),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn saving(journey: &Journey, context: &Context<'_>) -> Page {
    Page { blocks: vec![Block::Paragraph(context.say("saving")), stages(journey, context)], ..Page::default() }
}

fn stages(journey: &Journey, context: &Context<'_>) -> Block {
    let stages = live::stages(live::SAVE, &journey.logs.save, journey, context);
    Block::Live(Live { stages, folded: None, hint: None, hint_at: None })
}

/// What was proved, row by row; a provider may have no directory, and a recipe need not ask when the secret ends.
fn rows(journey: &Journey, context: &Context<'_>, test: &TestProof) -> Vec<SummaryRow> {
    let sign_in = &test.sign_in;
    let signed = || Some(proved(context, access_tip(context), sign_in.at));
    let tested = || Some(proved(context, "tip-proved-test", test.at));
    let label = |id: &str| context.say(id);
    let id = |label: &str, id: &str| row(Text::portal(label), id, signed(), change(context, StepId::Tenant));
    let client_label = match context.recipe.access {
        Access::ServiceAccount => "Unique ID",
        Access::Delegated | Access::Application | Access::Password => {
            portal_label(FieldId::ClientId, journey.about.naming).unwrap_or_default()
        }
    };
    let Credentials { tenant, client_id, mailbox, .. } = &sign_in.credentials;
    let ends = journey.prepare.end.end.map(|end| {
        let day = context.words().day_from(end.day, context.today());
        let (id, step) = if journey.access_ends() {
            ("label-access-ends", StepId::GoogleAudience)
        } else {
            ("label-secret-ends", StepId::ClientSecret)
        };
        row(label(id), &day, None, change(context, step))
    });
    let rows = [
        Some(row(label("label-organisation"), &journey.about.organisation, None, change(context, StepId::Mailbox))),
        Some(row(label("label-mailbox"), mailbox.as_str(), tested(), change(context, StepId::Mailbox))),
        client_id.as_ref().map(|client_id| id(client_label, client_id.as_str())),
        tenant.as_ref().map(|tenant| id("Directory (tenant) ID", tenant.as_str())),
        Some(row(label(&context.of_secret("label-secret")), DOTS, signed(), change(context, StepId::ClientSecret))),
        ends,
        context
            .recipe
            .access
            .registers()
            .then(|| row(label("label-permissions"), &permissions(context), signed(), None)),
    ];
    rows.into_iter().flatten().collect()
}

fn row(label: Text, value: &str, evidence: Option<Status>, change: Option<Button>) -> SummaryRow {
    SummaryRow { label, value: value.to_owned(), evidence, change }
}

fn change(context: &Context<'_>, step: StepId) -> Option<Button> {
    let step = context.recipe.place_of(step);
    let there = context.recipe.step(step).filter(|_| step != StepId::SignIn);
    there.map(|_| link(Action::Change(step), context.line("button-change")))
}

/// "Send mail as you, keep access": what they allow, in the recipe's words.
fn permissions(context: &Context<'_>) -> String {
    let allows = |permission: &Permission| permission.allows.to_string();
    context.recipe.permission.iter().map(allows).collect::<Vec<_>>().join("; ")
}

/// A button of the foot that is not the filled one.
pub(crate) fn quiet(context: &Context<'_>, action: Action, id: &str) -> Button {
    outlined(action, context.line(id))
}
