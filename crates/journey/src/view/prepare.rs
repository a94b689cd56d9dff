//! A step of Prepare.

use sendoff_problem::Kind;
use sendoff_recipes::{Access, Naming, Step};
use sendoff_values::{FieldId, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    answer::TickId,
    block::{Block, Field, FieldName, PasteBox, Status, StatusTone, Tick, Width},
    context::Context,
    journey::{Journey, PasteReport},
    rows::portal_label,
    running::Goal,
    screen::{Button, ErrorSummary, Note, SummaryLink, Tone},
    slot::Slot,
    steps::{Open, TICK, anchor, before, number},
    view::{
        Page, approval, back,
        evidence::{self, problem_status, status},
        filled, known, manifest, network, old_recipe, outlined, portal, provider, secret,
        test::waited,
    },
};

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    let Some(step) = context.recipe.step(journey.current) else { return Page::default() };
    let open = if journey.tried == Some(step.id) { journey.open(step) } else { Vec::new() };
    let mut page = Page { notes: notes(journey, context, step), ..Page::default() };
    page.summary = summary(journey, context, &open);
    page.blocks = blocks(journey, context, step, &open);
    buttons(&mut page, journey, context, step);
    if step.id == StepId::Network {
        network::buttons(&mut page, journey, context);
    }
    if step.id == StepId::Provider {
        provider::buttons(&mut page, journey, context);
    }
    page
}

fn notes(journey: &Journey, context: &Context<'_>, step: &Step) -> Vec<Note> {
    let errand = journey.errand.as_ref().filter(|errand| errand.step == step.id).map(|errand| {
        let title = context.words().problem_words(&errand.problem, &known(journey, context)).title;
        Note { tone: Tone::Return, text: context.words().text("note-came-to-fix", &Args::none().text("title", &title)) }
    });
    let returning = journey.returning.then(|| note(Tone::Caution, context.say("note-changing")));
    let remark = step.remark.as_ref().map(|remark| note(Tone::Info, Text::plain(remark.as_str())));
    let old = step.portal.as_ref().and_then(|card| old_recipe(card.checked, context.today(), context.world));
    // Said once: on the page the person comes back to.
    let resumed = (journey.history.resumed && journey.page == 0).then(|| {
        let when = context.when(journey.started_at);
        note(Tone::Info, context.words().text("note-started", &Args::none().name("when", when)))
    });
    let shown = manifest::notes(journey, context, step);
    let approval = approval::note(journey, context).filter(|_| step.id == StepId::Approval);
    let first = errand.into_iter().chain(approval).chain(returning);
    first.chain(shown).chain(remark).chain(provider::notes(journey, context)).chain(resumed).chain(old).collect()
}

fn note(tone: Tone, text: Text) -> Note {
    Note { tone, text }
}

/// With two things or more to fix, a summary that links to each.
fn summary(journey: &Journey, context: &Context<'_>, open: &[Open]) -> Option<ErrorSummary> {
    let count = u32::try_from(open.len()).ok().filter(|count| *count >= 2)?;
    let link = |open: &Open| SummaryLink {
        anchor: open.anchor.clone(),
        text: evidence::problem_title(Some(journey), open.field, &open.problem, context),
    };
    let title = context.words().line("summary-title", &Args::none().number("count", count));
    Some(ErrorSummary { title, links: open.iter().map(link).collect() })
}

fn blocks(journey: &Journey, context: &Context<'_>, step: &Step, open: &[Open]) -> Vec<Block> {
    // The portal's own page is not ours to mask: it is said before the person gets there.
    let sharing = step.fields.contains(&context.recipe.access.secret());
    let said = match (context.recipe.access, context.recipe.provider.naming()) {
        (Access::Password, _) => "secret-sharing-password",
        (Access::ServiceAccount, _) => "secret-sharing-key",
        (Access::Delegated | Access::Application, Naming::InProject) => "secret-sharing-google",
        (Access::Delegated | Access::Application, Naming::InDirectory | Naming::Alone) => "secret-sharing",
    };
    let mut blocks: Vec<Block> = sharing.then(|| Block::Paragraph(context.say(said))).into_iter().collect();
    if step.id == StepId::Approval {
        blocks.extend(approval::ways(journey, context));
    }
    if step.id != StepId::Approval || !journey.approved_whole(context.recipe) {
        blocks.extend(portal::card(journey, context));
    }
    blocks.extend(provider::blocks(journey, context, open));
    blocks.extend(portal::copy_rows(journey, context));
    // Beside one field alone, a box for several values would be the same again.
    let several = step.paste && !takes_secret_alone(step, context);
    blocks.extend(several.then(|| paste_box(journey, context, step)));
    for id in &step.fields {
        blocks.extend(field(journey, context, *id, open));
    }
    if journey.returning && step.id == StepId::Mailbox {
        blocks.push(edit(journey, context, FieldId::Organisation, &journey.edits.organisation, open));
        blocks.push(edit(journey, context, FieldId::Mailbox, &journey.edits.mailbox, open));
    }
    blocks.extend(network::blocks(journey, context));
    let ticked =
        step.tick.as_ref().filter(|_| step.id != StepId::Provider || provider::may_be_ticked(journey, context));
    blocks.extend(ticked.map(|label| tick(journey, context, step.id, label.as_str(), open)));
    blocks.extend(manifest::blocks(journey, context));
    blocks
}

/// Whether a secret is all that this step asks for.
pub(crate) fn takes_secret_alone(step: &Step, context: &Context<'_>) -> bool {
    step.fields == [context.recipe.access.secret()]
}

fn field(journey: &Journey, context: &Context<'_>, id: FieldId, open: &[Open]) -> Vec<Block> {
    match id {
        FieldId::ClientId => {
            vec![id_field(id, &journey.prepare.client_id, evidence::client_id(journey, context), context, open)]
        }
        FieldId::TenantId => {
            vec![id_field(id, &journey.prepare.tenant, evidence::tenant(journey, context), context, open)]
        }
        FieldId::GoogleProject => {
            vec![id_field(id, &journey.prepare.project, evidence::project(journey, context), context, open)]
        }
        FieldId::ClientSecret | FieldId::AppPassword | FieldId::ServiceAccount => {
            secret::field(id, journey, context, open)
        }
        FieldId::SecretExpires => secret::period(journey, context, open),
        FieldId::TenantDomain
        | FieldId::RedirectUri
        | FieldId::Mailbox
        | FieldId::Organisation
        | FieldId::GoogleClientId
        | FieldId::GoogleClientSecret => Vec::new(),
    }
}

fn id_field<T>(id: FieldId, slot: &Slot<T>, evidence: Option<Status>, context: &Context<'_>, open: &[Open]) -> Block {
    Block::Field(Field {
        id: FieldName::Value(id),
        anchor: anchor(id),
        label: Text::portal(portal_label(id, context.recipe.provider.naming()).unwrap_or_default()),
        hint: None,
        value: slot.text.clone(),
        version: slot.version,
        masked: false,
        status: evidence.or_else(|| open_status(open, &anchor(id), context)),
        width: Width::Id,
    })
}

fn edit<T>(journey: &Journey, context: &Context<'_>, id: FieldId, slot: &Slot<T>, open: &[Open]) -> Block {
    let (label, hint, width) = if id == FieldId::Mailbox {
        ("label-mailbox", "hint-mailbox", Width::Address)
    } else {
        ("label-organisation", "hint-organisation", Width::Name)
    };
    let wrong = slot.problem.as_ref().map(|problem| problem_status(Some(journey), Some(id), problem, context));
    Block::Field(Field {
        id: FieldName::Value(id),
        anchor: anchor(id),
        label: context.say(label),
        hint: Some(context.line(hint)),
        value: slot.text.clone(),
        version: slot.version,
        masked: false,
        status: wrong.or_else(|| open_status(open, &anchor(id), context)),
        width,
    })
}

/// What Continue found at this place of the page.
pub(crate) fn open_status(open: &[Open], anchor: &str, context: &Context<'_>) -> Option<Status> {
    let open = open.iter().find(|open| open.anchor == anchor)?;
    Some(problem_status(None, open.field, &open.problem, context))
}

fn tick(journey: &Journey, context: &Context<'_>, step: StepId, label: &str, open: &[Open]) -> Block {
    let on = journey.prepare.ticks.contains(&step);
    let unseen = || status(StatusTone::NotChecked, context.say("evidence-not-checked"));
    let claimed = on.then(|| seen(journey, context, step).unwrap_or_else(unseen));
    Block::Tick(Tick {
        id: TickId::Step(step),
        anchor: TICK.to_owned(),
        label: Text::plain(label),
        on,
        status: claimed.or_else(|| open_status(open, TICK, context)),
    })
}

/// What is known of a tick besides the person's word.
fn seen(journey: &Journey, context: &Context<'_>, step: StepId) -> Option<Status> {
    let (id, at) = if step == StepId::Network {
        ("evidence-reached", journey.network_reached(context)?)
    } else if step == StepId::Approval && journey.approved_whole(context.recipe) {
        ("evidence-approved", journey.approved()?.at)
    } else {
        return None;
    };
    let when = Args::none().name("when", context.when(at));
    Some(status(StatusTone::Found, context.words().text(id, &when)))
}

fn paste_box(journey: &Journey, context: &Context<'_>, step: &Step) -> Block {
    let choose = choose_file(step, context);
    Block::PasteBox(PasteBox {
        label: context.line(if choose.is_some() { "paste-label-file" } else { "paste-label" }),
        hint: None,
        paste: outlined(Action::Paste, context.line("button-paste")),
        choose,
        status: paste_status(journey, context),
    })
}

/// *Choose the file*, on a step that takes one.
pub(crate) fn choose_file(step: &Step, context: &Context<'_>) -> Option<Button> {
    step.takes_file().then(|| outlined(Action::ChooseFile, context.line("button-choose-file")))
}

/// Why nothing of the last paste was used.
pub(crate) fn refused(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    paste_status(journey, context).filter(|status| status.tone == StatusTone::Error)
}

/// What was used of the last paste, where it went, and what was left.
fn paste_status(journey: &Journey, context: &Context<'_>) -> Option<Status> {
    let report = journey.session.paste.as_ref();
    let report = report.filter(|report| report.step == journey.current && !report.of_manifest)?;
    let Some(found) = used(report, context) else {
        return report.problems.first().map(|problem| problem_status(Some(journey), None, problem, context));
    };
    let Some(problem) = report.problems.first() else {
        let fields = context.recipe.step(report.step).map(|step| step.fields.as_slice()).unwrap_or_default();
        let of_use = report.found.iter().any(|field| fields.contains(field));
        return Some(status(if of_use { StatusTone::LooksRight } else { StatusTone::Caution }, found));
    };
    if let Some(name) = left_on_purpose(report, context) {
        let args = Args::none().text("found", &found).text("left", &Text::portal(name));
        return Some(status(StatusTone::LooksRight, context.words().text("paste-found-left-on-purpose", &args)));
    }
    let left = problem_status(Some(journey), None, problem, context);
    let args = Args::none().text("found", &found).text("left", &left.text);
    Some(Status { text: context.words().text("paste-found-and-left", &args), tone: StatusTone::Caution, ..left })
}

/// What was found for this step by its names, and what is kept for another one; nothing when nothing was found.
pub(crate) fn used(report: &PasteReport, context: &Context<'_>) -> Option<Text> {
    let step_of = |field: FieldId| context.recipe.step.iter().find(|step| step.fields.contains(&field));
    let (here, elsewhere): (Vec<FieldId>, Vec<FieldId>) =
        report.found.iter().partition(|field| step_of(**field).is_none_or(|step| step.id == report.step));
    let found = names(&here, context.recipe.provider.naming())
        .map(|names| context.words().text("paste-found", &Args::none().text("names", &names)));
    let kept = context.recipe.step.iter().filter_map(|step| {
        let fields: Vec<FieldId> = elsewhere.iter().copied().filter(|field| step.fields.contains(field)).collect();
        kept_at(step, &fields, context)
    });
    found.into_iter().chain(kept).reduce(|found, kept| {
        let args = Args::none().text("found", &found).text("kept", &kept);
        context.words().text("paste-found-and-kept", &args)
    })
}

/// What belongs to another step, and is kept there.
fn kept_at(step: &Step, fields: &[FieldId], context: &Context<'_>) -> Option<Text> {
    let number = number(context.recipe, step.id).unwrap_or(0);
    let args = Args::none()
        .text("names", &names(fields, context.recipe.provider.naming())?)
        .number("number", number)
        .name("label", step.label.to_string());
    let args = args.number("count", i64::try_from(fields.len()).unwrap_or(i64::MAX));
    Some(context.words().text("paste-kept-elsewhere", &args))
}

/// The portal's names of these, one after the other.
pub(crate) fn names(fields: &[FieldId], naming: Naming) -> Option<Text> {
    let mut names = Text::default();
    for label in fields.iter().filter_map(|field| portal_label(*field, naming)) {
        if !names.0.is_empty() {
            names.0.extend(Text::plain(", ").0);
        }
        names.0.extend(Text::portal(label).0);
    }
    (!names.0.is_empty()).then_some(names)
}

/// The portal's name of the one ID that was left out, when all that is wanted was found and nothing else was left.
fn left_on_purpose(report: &PasteReport, context: &Context<'_>) -> Option<&'static str> {
    let all = |kind: Kind| report.problems.iter().all(|problem| problem.kind == kind);
    let name = if all(Kind::ObjectIdPasted) {
        "Object ID"
    } else if all(Kind::SecretIdPasted) {
        "Secret ID"
    } else {
        return None;
    };
    let wanted = context.recipe.step(report.step).map(|step| step.fields.as_slice()).unwrap_or_default();
    wanted.iter().all(|field| report.found.contains(field)).then_some(name)
}

fn buttons(page: &mut Page, journey: &Journey, context: &Context<'_>, step: &Step) {
    let errand = journey.errand.as_ref().filter(|errand| errand.step == step.id);
    if let Some(errand) = errand {
        let goal = journey.goal_again(errand.problem.kind, errand.goal);
        let retry = filled(Action::Retry, context.line(retry_id(goal, context)));
        page.primary = Some(if goal == Goal::Test { waited(journey, context, retry) } else { retry });
        page.secondary.push(outlined(Action::StayHere, context.line("button-stay")));
    } else {
        page.primary = Some(filled(Action::Continue, context.line("button-continue")));
        page.secondary.extend(before(context.recipe, step.id).map(|_| back(context)));
    }
}

/// The failed operation, as a button.
pub(crate) fn retry_id(goal: Goal, context: &Context<'_>) -> &'static str {
    match goal {
        Goal::Background | Goal::SignIn if context.is_alone() => "button-get-access-again",
        Goal::Background | Goal::SignIn => "button-retry-sign-in",
        Goal::Provider => "button-find-provider-again",
        Goal::Network => "button-check-again",
        Goal::Approval => "button-open-approval-again",
        Goal::Test => "button-retry-test",
        Goal::Save => "button-retry-save",
        Goal::Sheet | Goal::Reminder | Goal::Script | Goal::TokenFile | Goal::Table => "button-choose-folder",
    }
}
