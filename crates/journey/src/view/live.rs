//! A live operation: its stages in order, as far as they have been told.

use sendoff_recipes::{Access, Naming, ProbeKind};
use sendoff_values::{Stage, StageState};
use sendoff_words::{Args, Text};

use crate::{
    block::StageView, context::Context, effect::ComesBack, event::StageDetail, journey::Journey, prepare::Verdict,
    running::StageLog, view::granted,
};

/// The stages of signing in, the two checks before the browser included.
const SIGN_IN: &[Stage] = &[
    Stage::FindDirectory,
    Stage::CheckSecret,
    Stage::OpenBrowser,
    Stage::AwaitAnswer,
    Stage::ReceiveAnswer,
    Stage::Exchange,
    Stage::Identity,
    Stage::Permissions,
];

const WITHOUT_DIRECTORY: &[Stage] = SIGN_IN.split_at(1).1;

/// Those of them that there are at a provider.
pub(crate) const fn sign_in(naming: Naming) -> &'static [Stage] {
    match naming {
        Naming::InDirectory | Naming::Alone => SIGN_IN,
        Naming::InProject => WITHOUT_DIRECTORY,
    }
}

/// The stages of getting access in the application's own name.
const ACCESS: &[Stage] = &[Stage::FindDirectory, Stage::CheckSecret, Stage::ObtainAccess, Stage::Permissions];

const BY_KEY: &[Stage] = ACCESS.split_at(2).1;

/// Those of them that there are: a key has neither a directory nor an ID to be tried with.
pub(crate) const fn access(access: Access) -> &'static [Stage] {
    match access {
        Access::Delegated | Access::Application | Access::Password => ACCESS,
        Access::ServiceAccount => BY_KEY,
    }
}

/// The stages of one part of the test.
pub(crate) const fn of_probe(probe: ProbeKind) -> &'static [Stage] {
    match probe {
        ProbeKind::GraphSend | ProbeKind::GmailSend => {
            &[Stage::Connect, Stage::AcceptAccess, Stage::FindMailbox, Stage::AcceptMessage]
        }
        ProbeKind::GraphMail => &[Stage::Connect, Stage::AcceptAccess, Stage::ReadHeader],
        ProbeKind::GraphMailAndCalendars => {
            &[Stage::Connect, Stage::AcceptAccess, Stage::ReadHeader, Stage::ListCalendars]
        }
        ProbeKind::Smtp => {
            &[Stage::FindServer, Stage::Connect, Stage::AcceptAccess, Stage::AcceptSender, Stage::AcceptMessage]
        }
        ProbeKind::Imap | ProbeKind::Pop3 => {
            &[Stage::FindServer, Stage::Connect, Stage::AcceptAccess, Stage::OpenMailbox, Stage::ReadHeader]
        }
    }
}

/// The stages of saving.
pub(crate) const SAVE: &[Stage] = &[Stage::Write, Stage::ReadBack, Stage::Commit];

/// These stages with what the log says of them.
pub(crate) fn stages(stages: &[Stage], log: &[StageLog], journey: &Journey, context: &Context<'_>) -> Vec<StageView> {
    stages_of(0, stages, log, journey, context)
}

/// The same for one part of a test.
pub(crate) fn stages_of(
    part: u8,
    stages: &[Stage],
    log: &[StageLog],
    journey: &Journey,
    context: &Context<'_>,
) -> Vec<StageView> {
    stages_with(part, stages, log, &context.named(), journey, context)
}

/// The same; the words of the stages may name what `named` has.
pub(crate) fn stages_with(
    part: u8,
    stages: &[Stage],
    log: &[StageLog],
    named: &Args,
    journey: &Journey,
    context: &Context<'_>,
) -> Vec<StageView> {
    let entry = |stage: Stage| log.iter().find(|entry| (entry.part, entry.stage) == (part, stage)).cloned();
    let told = |stage: Stage| entry(stage).unwrap_or_else(|| untold(stage, journey));
    stages.iter().map(|stage| view(&told(*stage), named, journey, context)).collect()
}

/// A stage nothing was told about: a check that passed before stays done.
fn untold(stage: Stage, journey: &Journey) -> StageLog {
    let at = if stage == Stage::FindDirectory && journey.directory_verdict() == Some(Verdict::Passed) {
        journey.prepare.directory.as_ref().map(|check| check.at)
    } else if stage == Stage::CheckSecret && journey.secret_verdict() == Some(Verdict::Passed) {
        journey.prepare.secret_check.as_ref().map(|check| check.at)
    } else {
        None
    };
    let state = if at.is_some() { StageState::Done } else { StageState::Waiting };
    StageLog { part: 0, stage, state, since: None, at, detail: StageDetail::None }
}

fn view(log: &StageLog, named: &Args, journey: &Journey, context: &Context<'_>) -> StageView {
    let zone = &context.world.surroundings.zone;
    let took = log.since.zip(log.at).map(|(since, at)| at.duration_since(since).as_millis());
    StageView {
        stage: log.stage,
        text: text(log, named, journey, context),
        state: log.state,
        since: log.since.filter(|_| log.state == StageState::Working),
        at: log.at,
        at_words: log.at.map(|at| context.words().seconds(at, zone)),
        took_ms: took.and_then(|took| u64::try_from(took).ok()),
    }
}

fn text(log: &StageLog, named: &Args, journey: &Journey, context: &Context<'_>) -> Text {
    let state = match log.state {
        StageState::Waiting => "waiting",
        StageState::Working => "working",
        StageState::Done => "done",
        StageState::Failed => "failed",
        StageState::Skipped => "skipped",
    };
    let id = format!("stage-{}.{state}", log.stage.as_str());
    let args = named.clone().value("mailbox", journey.about.mailbox.as_str());
    match &log.detail {
        StageDetail::TryingAgainAt(_) => context.words().text(&format!("stage-{}.again", log.stage.as_str()), &args),
        StageDetail::Account(account) => detailed(&id, "account", &args.value("account", account), context),
        StageDetail::Granted(names) => {
            detailed(&id, "count", &args.number("count", granted::count(names, context)), context)
        }
        StageDetail::Host(host) => detailed(&id, "host", &args.value("host", host), context),
        StageDetail::None if journey.session.comes_back == ComesBack::Pasted => detailed(&id, "pasted", &args, context),
        StageDetail::None => context.words().text(&id, &args),
    }
}

/// The wording with the detail, where the stage has one.
fn detailed(id: &str, detail: &str, args: &Args, context: &Context<'_>) -> Text {
    let more = context.words().find(&format!("{id}-{detail}"), args);
    more.unwrap_or_else(|| context.words().text(id, args))
}
