//! Send a test message.

use sendoff_recipes::{Access, ProbeKind};
use sendoff_values::{FieldId, StepId};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Block, Field, FieldName, Live, Transcript, Width},
    context::Context,
    event::TranscriptLine,
    journey::Journey,
    moving::wants_new_sign_in,
    proof::TestProof,
    running::Trouble,
    screen::{Button, Note, Tone},
    view::{
        Page, access, back,
        buttons::not_before,
        evidence::problem_status,
        filled, live, outlined,
        problem::{self, Buttons},
        sign_in::retry_label,
        step_args,
    },
};

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    if journey.is_awaited() {
        return sending(journey, context);
    }
    match (journey.trouble_here(), journey.phase.test()) {
        (Some(trouble), _) => failed(journey, context, trouble),
        (None, Some(test)) => sent(journey, context, test),
        (None, None) => before(journey, context),
    }
}

fn before(journey: &Journey, context: &Context<'_>) -> Page {
    let mut blocks = addresses(journey, context);
    blocks.insert(0, Block::Paragraph(context.say(&context.of_secret("test-lead"))));
    if context.recipe.access == Access::Application {
        blocks.insert(1, Block::Paragraph(context.say("test-limit-takes-time")));
    }
    if parts(context).len() > 1 || !context.recipe.sends() {
        blocks.push(Block::Section(context.say("test-parts-title")));
        blocks.push(Block::List(parts(context).iter().map(|probe| part_text(*probe, "about", context)).collect()));
    }
    Page {
        notes: earlier(journey, context).into_iter().collect(),
        blocks,
        primary: Some(waited(journey, context, filled(Action::SendTest, context.line(start(context))))),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// The last result of an earlier sitting; it does not count any more.
fn earlier(journey: &Journey, context: &Context<'_>) -> Option<Note> {
    let at = journey.history.tested_at.filter(|_| journey.history.resumed)?;
    let text = context.words().text("note-tested-before", &Args::none().name("when", context.when(at)));
    Some(Note { tone: Tone::Info, text })
}

/// What the test does, in order.
fn parts(context: &Context<'_>) -> Vec<ProbeKind> {
    context.probes()
}

/// What the button says that begins the test.
fn start(context: &Context<'_>) -> &'static str {
    match (context.recipe.sends(), parts(context).len()) {
        (true, 0 | 1) => "button-send-test",
        (true, _) => "button-test",
        (false, _) => "button-open-mailbox",
    }
}

/// What is said of one part.
fn part_text(probe: ProbeKind, what: &str, context: &Context<'_>) -> Text {
    context.say(&format!("probe-{}.{what}", probe.as_str()))
}

/// From and To, where something is sent.
fn addresses(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    if !context.recipe.sends() {
        return vec![Block::Paragraph(mailbox(journey, context))];
    }
    let from = context.words().text("test-from", &Args::none().value("mailbox", journey.about.mailbox.as_str()));
    let wrong = journey.recipient.problem.as_ref();
    let status = wrong.map(|problem| problem_status(Some(journey), Some(FieldId::Mailbox), problem, context));
    vec![
        Block::Paragraph(from),
        Block::Field(Field {
            id: FieldName::Recipient,
            anchor: "field-recipient".to_owned(),
            label: context.say("test-to"),
            hint: None,
            value: journey.recipient.text.clone(),
            version: journey.recipient.version,
            masked: false,
            status,
            width: Width::Address,
        }),
    ]
}

fn mailbox(journey: &Journey, context: &Context<'_>) -> Text {
    context.words().text("test-mailbox", &Args::none().value("mailbox", journey.about.mailbox.as_str()))
}

/// The stages of each part, under a heading of its own where there are several.
fn stages(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let parts = parts(context);
    let live = |(part, probe): (u8, &ProbeKind)| {
        let stages = live::stages_of(part, live::of_probe(*probe), &journey.logs.test, journey, context);
        let live = Block::Live(Live { stages, folded: None, hint: None, hint_at: None });
        let heading = (parts.len() > 1).then(|| Block::Section(part_text(*probe, "title", context)));
        heading.into_iter().chain([live])
    };
    (0..).zip(&parts).flat_map(live).collect()
}

fn sending(journey: &Journey, context: &Context<'_>) -> Page {
    let to = journey.recipient.value.as_ref().map_or("", |to| to.as_str());
    let route = Args::none().value("mailbox", journey.about.mailbox.as_str()).value("to", to);
    let sends = context.recipe.sends();
    let lead = if sends { context.words().text("test-from-to", &route) } else { mailbox(journey, context) };
    Page {
        blocks: [Block::Paragraph(lead)].into_iter().chain(stages(journey, context)).collect(),
        secondary: vec![outlined(Action::Stop, context.line("button-stop"))],
        ..Page::default()
    }
}

fn failed(journey: &Journey, context: &Context<'_>, trouble: &Trouble) -> Page {
    let problem = &trouble.problem;
    let label = if wants_new_sign_in(problem.kind) && context.recipe.answers_a_browser() {
        context.line("button-sign-in-again")
    } else {
        retry_label(problem, trouble.goal, context)
    };
    let retry = waited(journey, context, filled(Action::Retry, label));
    let buttons = Buttons::mending(problem, retry, context, journey);
    let mut blocks = addresses(journey, context);
    blocks.extend(stages(journey, context));
    Page {
        blocks,
        problem: Some(problem::view(journey, problem, buttons, context)),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn sent(journey: &Journey, context: &Context<'_>, test: &TestProof) -> Page {
    let mut blocks = addresses(journey, context);
    blocks.extend(stages(journey, context));
    blocks.extend(arrival(context, test));
    blocks.extend(not_proved(journey, context));
    blocks.push(transcript(context, test));
    let again = if context.recipe.sends() { "button-send-again" } else { "button-open-again" };
    let again = waited(journey, context, outlined(Action::SendTest, context.line(again)));
    Page {
        blocks,
        notes: access::everywhere(journey, &test.sign_in, context).into_iter().collect(),
        primary: Some(filled(Action::Continue, context.line("button-continue"))),
        secondary: vec![again, back(context)],
        ..Page::default()
    }
}

/// Sending as the mailbox shows that it may, not that it may do so as nobody else.
fn not_proved(journey: &Journey, context: &Context<'_>) -> Option<Block> {
    let limit = context.recipe.step(StepId::Mailbox).filter(|_| context.is_alone())?;
    let args = step_args(context, limit.id).value("mailbox", journey.about.mailbox.as_str());
    Some(Block::Paragraph(context.words().text("test-limit-not-proved", &args)))
}

/// Accepted is enough to save; arrived is worth knowing.
fn arrival(context: &Context<'_>, test: &TestProof) -> Vec<Block> {
    let Some(message_id) = &test.message_id else { return Vec::new() };
    let args = Args::none().value("to", test.to.as_str()).value("id", message_id);
    let question = Block::Paragraph(context.words().text("test-arrived-question", &args));
    let buttons = Block::Buttons(vec![
        outlined(Action::Arrived(true), context.line("button-arrived")),
        outlined(Action::Arrived(false), context.line("button-not-yet")),
    ]);
    match test.arrived {
        None => vec![question, buttons],
        Some(true) => vec![Block::Paragraph(context.words().text("test-arrived", &args))],
        Some(false) => {
            let ids = ["test-not-yet-junk", "test-not-yet-wait", "test-not-yet-outside", "test-not-yet-id"];
            let hints = ids.map(|id| context.words().text(id, &args)).into();
            vec![question, buttons, Block::List(hints)]
        }
    }
}

fn transcript(context: &Context<'_>, test: &TestProof) -> Block {
    let args = Args::none()
        .name("provider", context.provider.spoken.as_str())
        .value("mailbox", test.sign_in.credentials.mailbox.as_str())
        .value("to", test.to.as_str())
        .value("id", test.message_id.as_deref().unwrap_or_default());
    let plain = test.probes.iter().flat_map(|probe| told(*probe)).map(|id| context.words().text(id, &args));
    let raw = |line: &TranscriptLine| format!("{}: {}", if line.ours { "C" } else { "S" }, line.text);
    Block::Transcript(Transcript {
        plain: plain.filter(|text: &Text| !text.is_empty()).collect(),
        raw: test.transcripts.iter().flatten().filter(|line| !line.text.is_empty()).map(raw).collect(),
        copy: outlined(Action::CopyTranscript, context.line("button-copy-transcript")),
    })
}

/// What happened, in words.
const fn told(probe: ProbeKind) -> &'static [&'static str] {
    match probe {
        ProbeKind::GraphSend | ProbeKind::GmailSend | ProbeKind::Smtp => &["transcript-asked", "transcript-accepted"],
        ProbeKind::GraphMail | ProbeKind::Imap | ProbeKind::Pop3 => &["transcript-looked"],
        ProbeKind::GraphMailAndCalendars => &["transcript-looked", "transcript-calendars"],
    }
}

/// Ten seconds between two messages, three a minute: the button says how long.
pub(crate) fn waited(journey: &Journey, context: &Context<'_>, button: Button) -> Button {
    not_before(button, journey.may_send_at(context.now), context.line("button-send-again-in"))
}
