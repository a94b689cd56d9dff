//! Sign in and approve.

use jiff::{SignedDuration, Timestamp};
use sendoff_problem::{Kind, Problem};
use sendoff_values::StepId;
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Block, BrowserBox, Countdown, Live},
    browser_page,
    context::{Context, values},
    effect::ComesBack,
    journey::Journey,
    operate::needed,
    phase::Phase,
    prepare::SecretState,
    proof::SignInProof,
    running::{Running, Task},
    screen::{Button, Note, ProblemView, Tone},
    view::{
        Page, approval, back, filled, granted, it_ends, link, live, outlined,
        portal::recipe_text,
        prepare::retry_id,
        problem::{self, Buttons},
    },
};

/// "Take your time" appears after this (ux-spec 7.8).
pub(crate) const TAKE_YOUR_TIME: SignedDuration = SignedDuration::from_secs(30);

/// The box for the browser's words comes forward after this.
pub(crate) const BOX_COMES_FORWARD: SignedDuration = SignedDuration::from_secs(120);

pub(crate) fn page(journey: &Journey, context: &Context<'_>) -> Page {
    if let Some(running) = journey.running.as_ref().filter(|running| running.is_awaited()) {
        return waiting(journey, context, running);
    }
    if let Phase::AskingDelegate { proof, .. } = &journey.phase {
        return asking(journey, context, proof);
    }
    if let Some(proof) = journey.phase.sign_in() {
        return signed_in(journey, context, proof);
    }
    match journey.trouble_here() {
        Some(trouble) => failed(journey, context, &trouble.problem, trouble.goal),
        None => before(journey, context),
    }
}

/// Until when signing in now would give access, where the provider counts days.
fn limited(context: &Context<'_>) -> Option<Note> {
    let day = context.words().day_from(context.access_would_end()?, context.today());
    let text = context.words().text("sign-in-access-ends", &context.named().name("day", day));
    Some(Note { tone: Tone::Caution, text })
}

/// That the account will soon have given more accesses than the provider keeps.
fn many(journey: &Journey, context: &Context<'_>) -> Option<Note> {
    let most = context.provider.live_accesses?;
    let count = journey.history.accesses.near(most, journey.prepare.client_id().as_ref())?;
    let text = context.words().text("sign-in-many", &context.named().number("count", count).number("most", most));
    Some(Note { tone: Tone::Caution, text })
}

fn before(journey: &Journey, context: &Context<'_>) -> Page {
    let allows = context.recipe.permission.iter().map(|permission| Text::plain(permission.allows.as_str()));
    let account = context.named().value("mailbox", journey.about.mailbox.as_str());
    Page {
        notes: approval::note(journey, context)
            .or_else(|| earlier(journey, context, "note-signed-in-before"))
            .into_iter()
            .chain(limited(context))
            .chain(many(journey, context))
            .collect(),
        blocks: [
            asked_there(journey, context),
            vec![Block::Section(context.say("sign-in-approve")), Block::List(allows.collect())],
            vec![
                Block::Paragraph(context.words().text("sign-in-elsewhere", &account)),
                Block::Buttons(vec![link(Action::SignInElsewhere, context.line("button-sign-in-elsewhere"))]),
            ],
        ]
        .concat(),
        primary: Some(filled(Action::OpenBrowser, context.line("button-open-browser"))),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// What the browser will ask, and what to choose there.
fn asked_there(journey: &Journey, context: &Context<'_>) -> Vec<Block> {
    let account = context.named().value("mailbox", journey.about.mailbox.as_str());
    let expected = expected(journey, context);
    if expected.is_empty() {
        return vec![Block::Paragraph(context.words().text("sign-in-lead", &account))];
    }
    let lead = context.words().text("sign-in-lead-expected", &account);
    vec![Block::Paragraph(lead), Block::Section(context.say("sign-in-expected")), Block::Steps(expected)]
}

/// The provider's pages on the way, as the recipe tells them.
fn expected(journey: &Journey, context: &Context<'_>) -> Vec<Text> {
    let values = values(journey, context);
    let step = context.recipe.step(StepId::SignIn);
    let said = step.iter().flat_map(|step| &step.expect);
    said.map(|said| recipe_text(&said.text, &values, context.words())).collect()
}

/// "Signed in on 12 November", or what else `said` tells of an access that was not kept.
pub(super) fn earlier(journey: &Journey, context: &Context<'_>, said: &str) -> Option<Note> {
    let at = journey.history.signed_in_at.filter(|_| journey.history.resumed)?;
    if journey.prepare.secret.state == SecretState::Gone {
        return None;
    }
    let text = context.words().text(said, &Args::none().name("when", context.when(at)));
    Some(Note { tone: Tone::Info, text })
}

fn waiting(journey: &Journey, context: &Context<'_>, running: &Running) -> Page {
    let in_browser = matches!(running.task, Task::SignIn(_));
    let mut blocks = vec![Block::Live(stages(journey, context, in_browser.then_some(running.since)))];
    blocks.extend(
        running.again_at.map(|until| Block::Countdown(Countdown { until, text: context.line("countdown-new-secret") })),
    );
    let pasted = in_browser && journey.session.comes_back == ComesBack::Pasted;
    if pasted {
        // What there is to do comes before what it waits for.
        blocks.splice(..0, elsewhere(journey, context, running.since));
    } else if in_browser {
        blocks.extend(browser(context, running.since));
        let told = running.judged.as_ref().map(|problem| problem.kind);
        let question = browser_page::question(context.recipe.provider.naming(), told, context.words());
        blocks.extend(question.map(Block::Choice));
    }
    let judged = running.judged.as_ref().map(|judged| explained(journey, context, judged));
    Page {
        notes: pasted.then(|| risk(journey, context)).into_iter().collect(),
        blocks,
        problem: judged,
        secondary: vec![outlined(Action::Stop, context.line("button-stop-waiting"))],
        ..Page::default()
    }
}

fn stages(journey: &Journey, context: &Context<'_>, waiting_since: Option<Timestamp>) -> Live {
    Live {
        stages: live::stages(live::sign_in(context.recipe.provider.naming()), &journey.logs.sign_in, journey, context),
        folded: None,
        hint: waiting_since.map(|_| context.say("sign-in-take-your-time")),
        hint_at: waiting_since.and_then(|since| since.checked_add(TAKE_YOUR_TIME).ok()),
    }
}

/// What helps when the browser does not do what it should.
fn browser(context: &Context<'_>, since: Timestamp) -> [Block; 5] {
    [
        Block::Paragraph(context.say("sign-in-nothing-opened")),
        Block::Buttons(vec![
            outlined(Action::OpenBrowserAgain, context.line("button-open-again")),
            outlined(Action::CopyLink, context.line("button-copy-link")),
        ]),
        Block::Paragraph(context.say("sign-in-wrong-account")),
        Block::Buttons(vec![link(Action::CopyLink, context.line("button-copy-link-private"))]),
        Block::BrowserBox(BrowserBox {
            label: context.say("sign-in-browser-box"),
            paste: outlined(Action::PasteFromBrowser, context.line("button-explain")),
            prominent_at: since.checked_add(BOX_COMES_FORWARD).ok(),
            status: None,
        }),
    ]
}

/// What to do when the browser is on another computer.
fn elsewhere(journey: &Journey, context: &Context<'_>, since: Timestamp) -> [Block; 4] {
    let args = context.named().value("mailbox", journey.about.mailbox.as_str());
    let say = |id: &str| context.words().text(id, &args);
    let expected = expected(journey, context);
    let there = if expected.is_empty() {
        vec![say("sign-in-elsewhere-accept")]
    } else {
        [expected, vec![say("sign-in-elsewhere-unreachable")]].concat()
    };
    let steps = [vec![say("sign-in-elsewhere-send")], there, vec![say("sign-in-elsewhere-back")]].concat();
    [
        Block::Section(context.say("sign-in-elsewhere-how")),
        Block::Steps(steps),
        Block::Buttons(vec![
            outlined(Action::CopyLink, context.line("button-copy-link")),
            link(Action::OpenBrowserAgain, context.line("button-open-here")),
        ]),
        Block::BrowserBox(BrowserBox {
            label: context.say("sign-in-address-box"),
            paste: outlined(Action::PasteFromBrowser, context.line("button-paste")),
            prominent_at: Some(since),
            status: None,
        }),
    ]
}

/// What can go wrong when a link to accept, and a code, travel by message.
fn risk(journey: &Journey, context: &Context<'_>) -> Note {
    let args = context.named().value("mailbox", journey.about.mailbox.as_str());
    Note { tone: Tone::Caution, text: context.words().text("note-elsewhere-risk", &args) }
}

/// What the person pasted, explained while the wait goes on.
fn explained(journey: &Journey, context: &Context<'_>, judged: &Problem) -> ProblemView {
    let unreadable = matches!(judged.kind, Kind::AnswerUnreadable | Kind::ClipboardUnreadable);
    let other_account = matches!(
        judged.kind,
        Kind::AccountOfAnother | Kind::WrongAccount | Kind::WrongDirectory | Kind::GuestAccount | Kind::PersonalAccount
    );
    let again = if unreadable || journey.session.comes_back == ComesBack::Pasted {
        filled(Action::PasteFromBrowser, context.line("button-paste-again"))
    } else if other_account {
        filled(Action::CopyLink, context.line("button-copy-link-private"))
    } else {
        filled(Action::OpenBrowserAgain, context.line("button-open-again"))
    };
    problem::view(journey, judged, Buttons::mending(judged, again, context, journey), context)
}

fn failed(journey: &Journey, context: &Context<'_>, problem: &Problem, goal: crate::running::Goal) -> Page {
    let retry = filled(Action::Retry, retry_label(problem, goal, context));
    let mut view = problem::view(journey, problem, Buttons::mending(problem, retry, context, journey), context);
    view.secondary.extend(other_way(journey, problem.kind, context));
    let table = granted::table(journey, context);
    Page {
        blocks: [Block::Live(stages(journey, context, None))].into_iter().chain(table).collect(),
        problem: Some(view),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

/// The other way for the answer to come back, where the way may be what is in the way.
fn other_way(journey: &Journey, kind: Kind, context: &Context<'_>) -> Option<Button> {
    let (action, label) = match journey.session.comes_back {
        ComesBack::ByItself => (Action::SignInElsewhere, "button-paste-instead"),
        ComesBack::Pasted => (Action::OpenBrowser, "button-open-browser"),
    };
    let may_be = matches!(kind, Kind::PortTaken | Kind::WaitedTooLong | Kind::Stopped);
    may_be.then(|| outlined(action, context.line(label)))
}

/// The retry is named by what it does, unless the problem has a better name for it.
#[expect(clippy::wildcard_enum_match_arm, reason = "few have one")]
pub(crate) fn retry_label(problem: &Problem, goal: crate::running::Goal, context: &Context<'_>) -> String {
    let id = match problem.kind {
        Kind::Stopped | Kind::BrowserNotOpened => "button-try-again",
        Kind::ApprovalNeeded | Kind::ApprovalPending => "button-check-approval",
        _ => retry_id(goal, context),
    };
    context.line(id)
}

fn asking(journey: &Journey, context: &Context<'_>, proof: &SignInProof) -> Page {
    let account = proof.account.as_deref().unwrap_or_default();
    let problem = Problem::new(Kind::WrongAccount).with(sendoff_problem::ValueName::SignedInAs, account);
    let name = proof.name.as_deref().unwrap_or(account);
    let args =
        Args::none().value("account", account).value("mailbox", journey.about.mailbox.as_str()).name("name", name);
    let yes = outlined(Action::ConfirmDelegate(true), context.words().line("button-delegate-yes", &args));
    let no = filled(Action::ConfirmDelegate(false), context.line("button-delegate-no"));
    let view = problem::view(journey, &problem, Buttons::quiet(), context);
    let view = ProblemView {
        why: context.words().text("delegate-question", &args),
        steps: vec![context.words().text("delegate-yes-means", &args)],
        primary: Some(no),
        secondary: vec![yes],
        ..view
    };
    Page {
        blocks: vec![Block::Live(stages(journey, context, None))],
        problem: Some(view),
        secondary: vec![back(context)],
        ..Page::default()
    }
}

fn signed_in(journey: &Journey, context: &Context<'_>, proof: &SignInProof) -> Page {
    let count = u32::try_from(needed(context.recipe).len()).unwrap_or(u32::MAX);
    let args = Args::none()
        .value("account", proof.account.as_deref().unwrap_or_default())
        .number("count", count)
        .value("mailbox", journey.about.mailbox.as_str());
    let folded = context.words().text("sign-in-folded", &args);
    let live = Live { folded: Some(folded), ..stages(journey, context, None) };
    let delegate =
        proof.delegate.as_ref().map(|_| Note { tone: Tone::Info, text: context.words().text("note-delegate", &args) });
    let ends = journey.secret_ends().filter(|_| journey.access_ends());
    let ends = ends.map(|day| Note { tone: Tone::Caution, text: it_ends(journey, day, context) });
    let primary: Button = filled(Action::Continue, context.line("button-continue"));
    Page {
        notes: ends.into_iter().chain(delegate).collect(),
        blocks: [Block::Live(live)].into_iter().chain(granted::table(journey, context)).collect(),
        primary: Some(primary),
        secondary: vec![back(context)],
        ..Page::default()
    }
}
