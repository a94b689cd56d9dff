//! The client secret and the day it ends.

use jiff::civil::Date;
use sendoff_intake::{PERIODS, judge_day};
use sendoff_values::FieldId;
use sendoff_words::{Args, Text, days_between};

use crate::{
    action::Action,
    answer::ChoiceId,
    block::{Block, Choice, ChoiceOption, DayField, HeldView, SecretField, Status},
    context::Context,
    journey::Journey,
    prepare::PeriodChoice,
    rows::portal_label,
    said::OTHER,
    steps::{Open, anchor},
    view::{
        evidence::{self, problem_status},
        outlined,
        prepare::{choose_file, open_status, refused, takes_secret_alone},
    },
};

/// The masked field.
pub(crate) fn field(id: FieldId, journey: &Journey, context: &Context<'_>, open: &[Open]) -> Vec<Block> {
    let held = journey
        .prepare
        .held()
        .map(|(held, _)| HeldView { length: Some(held.length), first_three: Some(held.first_three.clone()) });
    let clear = held.is_some().then(|| outlined(Action::ClearSecret, context.line("button-clear")));
    let step = context.recipe.step(journey.current);
    let alone = step.filter(|step| takes_secret_alone(step, context));
    let status = evidence::secret(id, journey, context)
        .or_else(|| refused(journey, context).filter(|_| alone.is_some()))
        .or_else(|| open_status(open, &anchor(id), context));
    vec![Block::SecretField(SecretField {
        id,
        anchor: anchor(id),
        label: Text::portal(portal_label(id, journey.about.naming).unwrap_or_default()),
        hint: hint(id, context).filter(|_| held.is_none()),
        held,
        paste: outlined(Action::PasteInto(id), context.line("button-paste")),
        choose: alone.and_then(|step| choose_file(step, context)),
        clear,
        status,
    })]
}

/// How it gets into the field, where there is more than one way.
#[expect(clippy::wildcard_enum_match_arm, reason = "few come in a file")]
fn hint(id: FieldId, context: &Context<'_>) -> Option<String> {
    match id {
        FieldId::ServiceAccount => Some(context.line("hint-key")),
        FieldId::AppPassword => Some(context.line("hint-app-password")),
        _ => None,
    }
}

/// What was chosen under *Expires*, and when that is.
pub(crate) fn period(journey: &Journey, context: &Context<'_>, open: &[Open]) -> Vec<Block> {
    let end = &journey.prepare.end;
    let status = day_status(journey, context, open);
    if let Some((one, other)) = end.unclear {
        return vec![which_day(journey, context, [one, other])];
    }
    let mut options: Vec<ChoiceOption> = PERIODS.into_iter().map(|days| days_option(days, context)).collect();
    options.push(ChoiceOption { id: OTHER.to_owned(), label: context.say("period-other"), hint: None });
    let mut blocks = vec![Block::Choice(Choice {
        id: ChoiceId::Period,
        anchor: anchor(FieldId::SecretExpires),
        fold: None,
        label: context.say("period-question"),
        hint: None,
        options,
        chosen: end.choice.map(chosen),
        status: status.clone().filter(|_| end.choice != Some(PeriodChoice::Other)),
        extra: end.end.map(|end| ends(end.day, context)),
    })];
    if end.choice == Some(PeriodChoice::Other) {
        blocks.push(Block::DayField(DayField {
            anchor: format!("{}-day", anchor(FieldId::SecretExpires)),
            label: context.say("period-day"),
            day: end.end.map(|end| end.day),
            status,
        }));
    }
    blocks
}

fn days_option(days: u16, context: &Context<'_>) -> ChoiceOption {
    let label = context.words().text("period-days", &Args::none().number("days", days));
    ChoiceOption { id: days.to_string(), label, hint: None }
}

fn chosen(choice: PeriodChoice) -> String {
    match choice {
        PeriodChoice::Days(days) => days.to_string(),
        PeriodChoice::Other => OTHER.to_owned(),
    }
}

/// A day that can be read two ways is asked about in place.
fn which_day(journey: &Journey, context: &Context<'_>, days: [Date; 2]) -> Block {
    let option =
        |day: Date| ChoiceOption { id: day.to_string(), label: Text::plain(context.words().day(day)), hint: None };
    Block::Choice(Choice {
        id: ChoiceId::WhichDay,
        anchor: anchor(FieldId::SecretExpires),
        fold: None,
        label: context.say("which-day"),
        hint: None,
        options: days.map(option).into(),
        chosen: None,
        status: Some(problem_status(Some(journey), None, &journey.unclear_day(), context)),
        extra: None,
    })
}

fn day_status(journey: &Journey, context: &Context<'_>, open: &[Open]) -> Option<Status> {
    let field = FieldId::SecretExpires;
    if let Some(end) = journey.prepare.end.end {
        let problem = judge_day(end.day, context.today())?;
        return Some(problem_status(Some(journey), Some(field), &problem, context));
    }
    open_status(open, &anchor(field), context)
}

/// "Expires Friday 21 May 2027, 180 days from today."
fn ends(day: Date, context: &Context<'_>) -> Text {
    let left = days_between(context.today(), day);
    let args = Args::none().name("day", context.words().weekday(day)).number("days", left.abs());
    let id = match left {
        1.. => "secret-expires",
        0 => "secret-expires-today",
        _ => "secret-expired-on",
    };
    context.words().text(id, &args)
}
