//! Send a test message.

use sendoff_values::FieldId;
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
        Page, back,
        buttons::not_before,
        evidence::problem_status,
        filled, live, outlined,
        problem::{self, Buttons},
        sign_in::retry_label,
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
    blocks.insert(0, Block::Paragraph(context.say("test-lead")));
    Page {
        notes: earlier(journey, context).into_iter().collect(),
        blocks,
        primary: Some(waited(journey, context, filled(Action::SendTest, context.line("button-send-test")))),
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

/// From and To.
fn addresses(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
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

fn stages(journey: &Journey, context: &Context<'_>) -> Live {
    Live {
        stages: live::stages(live::TEST, &journey.logs.test, journey, context),
        folded: None,
        hint: None,
        hint_at: None,
    }
}

fn sending(journey: &Journey, context: &Context<'_>) -> Page {
    let to = journey.recipient.value.as_ref().map_or("", |to| to.as_str());
    let route = Args::none().value("mailbox", journey.about.mailbox.as_str()).value("to", to);
    Page {
        blocks: vec![
            Block::Paragraph(context.words().text("test-from-to", &route)),
            Block::Live(stages(journey, context)),
        ],
        secondary: vec![outlined(Action::Stop, context.line("button-stop"))],
        ..Page::default()
    }
}

fn failed(journey: &Journey, context: &Context<'_>, trouble: &Trouble) -> Page {
    let problem = &trouble.problem;
    let label = if wants_new_sign_in(problem.kind) {
        context.line("button-sign-in-again")
    } else {
        retry_label(problem, trouble.goal, context)
    };
    let retry = waited(journey, context, filled(Action::Retry, label));
    let buttons = Buttons::mending(problem, retry, context, journey);
    let mut blocks = addresses(journey, context);
    blocks.push(Block::Live(stages(journey, context)));
    Page {
        blocks,
        problem: Some(problem::view(journey, problem, buttons, context)),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn sent(journey: &Journey, context: &Context<'_>, test: &TestProof) -> Page {
    let mut blocks = addresses(journey, context);
    blocks.push(Block::Live(stages(journey, context)));
    blocks.extend(arrival(context, test));
    blocks.push(transcript(context, test));
    let again = waited(journey, context, outlined(Action::SendTest, context.line("button-send-again")));
    Page {
        blocks,
        primary: Some(filled(Action::Continue, context.line("button-continue"))),
        secondary: vec![again, back(context)],
        ..Page::default()
    }
}

/// Accepted is enough to save; arrived is worth knowing.
fn arrival(context: &Context<'_>, test: &TestProof) -> Vec<Block> {
    let args = Args::none().value("to", test.to.as_str()).value("id", &test.message_id);
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
        .value("mailbox", test.sign_in.credentials.mailbox.as_str())
        .value("to", test.to.as_str())
        .value("id", &test.message_id);
    let plain = ["transcript-asked", "transcript-accepted"].map(|id| context.words().text(id, &args));
    let raw = |line: &TranscriptLine| format!("{}: {}", if line.ours { "C" } else { "S" }, line.text);
    Block::Transcript(Transcript {
        plain: plain.into_iter().filter(|text: &Text| !text.is_empty()).collect(),
        raw: test.transcript.iter().filter(|line| !line.text.is_empty()).map(raw).collect(),
        copy: outlined(Action::CopyTranscript, context.line("button-copy-transcript")),
    })
}

/// Ten seconds between two messages, three a minute: the button says how long.
pub(crate) fn waited(journey: &Journey, context: &Context<'_>, button: Button) -> Button {
    not_before(button, journey.may_send_at(context.now), context.line("button-send-again-in"))
}
