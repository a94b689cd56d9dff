//! Finds on a screen what the person looks for. It waits for nothing and presses nothing.

use sendoff_engine::screens::{
    Action, Block, ButtonTone, ChoiceId, CopyRow, FieldName, Mark, ProblemView, Screen, StatusTone, SummaryRow,
};
use sendoff_values::{FieldId, StepId};
use sendoff_words::{RunKind, Text};

use crate::NotFoundOut;

/// The rows to copy on a screen, as label and value; without other ways of writing the same.
pub(crate) fn rows(screen: &Screen) -> Vec<(String, String)> {
    let blocks = screen.blocks.iter().filter_map(|block| match block {
        Block::CopyRows(rows) => Some(rows),
        _ => None,
    });
    let own = blocks.flat_map(|rows| rows.rows.iter().filter(|row| !row.other_way));
    own.map(|row| (label(row), row.value.clone())).collect()
}

/// Its label, after the name of its pane where there are several.
fn label(row: &CopyRow) -> String {
    row.group.iter().chain([&row.label]).map(String::as_str).collect::<Vec<_>>().join(": ")
}

/// The value of the row with this label.
pub(crate) fn row<'a>(rows: &'a [(String, String)], label: &str) -> Result<&'a str, NotFoundOut> {
    let found = rows.iter().find(|(name, _)| name == label).map(|(_, value)| value.as_str());
    found.ok_or_else(|| NotFoundOut(format!("the step shows no row {label}")))
}

/// The account types that the card says to choose: the label after *Supported account types*.
pub(crate) fn account_types(screen: &Screen) -> Result<String, NotFoundOut> {
    let cards = screen.blocks.iter().filter_map(|block| match block {
        Block::PortalCard(card) => Some(card),
        _ => None,
    });
    let labels = |action: &Text| -> Vec<String> {
        let labels = action.0.iter().filter(|run| run.kind == RunKind::Portal);
        labels.map(|run| run.text.clone()).collect()
    };
    let said = cards.flat_map(|card| &card.actions).map(labels);
    let after = said.filter(|labels| labels.first().is_some_and(|label| label == "Supported account types"));
    let chosen = after.into_iter().find_map(|labels| labels.get(1).cloned());
    chosen.ok_or_else(|| NotFoundOut("the step does not say which account types to choose".to_owned()))
}

/// The filled button, wherever it stands.
pub(crate) fn primary(screen: &Screen) -> Option<Action> {
    let of_problem = screen.problem.as_ref().and_then(|problem| problem.primary.as_ref());
    of_problem
        .or(screen.footer.primary.as_ref())
        .filter(|button| button.tone == ButtonTone::Filled)
        .map(|button| button.action.clone())
}

/// Whether this button stands anywhere on the page.
pub(crate) fn offers(screen: &Screen, action: &Action) -> bool {
    let in_blocks = screen.blocks.iter().flat_map(|block| match block {
        Block::Buttons(buttons) => buttons.as_slice(),
        _ => &[],
    });
    let of_problem = screen.problem.iter().flat_map(|problem| problem.primary.iter().chain(&problem.secondary));
    in_blocks.chain(of_problem).any(|button| button.action == *action)
}

/// Where an explained error sends the person.
pub(crate) fn goes_to(problem: &ProblemView) -> Option<StepId> {
    match problem.primary.as_ref()?.action {
        Action::GoTo(step) => Some(step),
        _ => None,
    }
}

/// The mark of the rail as the script face writes it.
pub(crate) fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Todo => "todo",
        Mark::Started => "started",
        Mark::Done => "done",
        Mark::Problem => "problem",
        Mark::Gated => "gated",
    }
}

/// Whether the rail has this step and it is not done.
pub(crate) fn is_open(screen: &Screen, step: StepId) -> bool {
    let items = screen.rail.iter().flat_map(|rail| &rail.groups).flat_map(|group| &group.items);
    items.into_iter().any(|item| item.step == step && item.mark != Mark::Done)
}

/// The labels of what was proved.
pub(crate) fn proved(screen: &Screen) -> Vec<String> {
    let rows = screen.blocks.iter().filter_map(|block| match block {
        Block::Summary(rows) => Some(rows),
        _ => None,
    });
    let is_proved = |row: &&SummaryRow| row.evidence.as_ref().is_some_and(|status| status.tone == StatusTone::Proved);
    rows.flatten().filter(is_proved).map(|row| row.label.line()).collect()
}

/// The fields with what stands in them.
pub(crate) fn fields(screen: &Screen) -> impl Iterator<Item = (FieldId, &str)> {
    screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => match field.id {
            FieldName::Value(id) => Some((id, field.value.as_str())),
            FieldName::Recipient | FieldName::Answer(_) => None,
        },
        _ => None,
    })
}

/// The version of what stands in this field.
pub(crate) fn version(screen: &Screen, wanted: FieldId) -> u64 {
    let versions = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) if field.id == FieldName::Value(wanted) => Some(field.version),
        _ => None,
    });
    versions.max().unwrap_or_default()
}

/// Whether a secret is held.
pub(crate) fn holds_secret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::SecretField(field) if field.held.is_some()))
}

/// Whether the step leads to a page of the portal.
pub(crate) fn opens_portal(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::PortalCard(card) if card.open.is_some()))
}

/// Whether the step was ticked as done.
pub(crate) fn is_ticked(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::Tick(tick) if tick.on))
}

/// Every field and the secret stand there.
pub(crate) fn is_filled(screen: &Screen) -> bool {
    let secret = screen.blocks.iter().all(|block| !matches!(block, Block::SecretField(field) if field.held.is_none()));
    secret && fields(screen).all(|(_, value)| !value.is_empty())
}

/// The practice portal writes month before day, and so the first reading is the one it meant.
pub(crate) fn asked_day(screen: &Screen) -> Option<String> {
    let asked = screen.blocks.iter().find_map(|block| match block {
        Block::Choice(choice) if choice.id == ChoiceId::WhichDay && choice.chosen.is_none() => Some(choice),
        _ => None,
    });
    asked.and_then(|choice| choice.options.first()).map(|option| option.id.clone())
}

/// Whether the period of the secret is chosen.
pub(crate) fn has_period(screen: &Screen) -> bool {
    screen
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Choice(choice) if choice.id == ChoiceId::Period && choice.chosen.is_some()))
}

/// Whether the way to the application's machine can be checked now.
pub(crate) fn offers_check(screen: &Screen) -> bool {
    let mut buttons = screen.blocks.iter().filter_map(|block| match block {
        Block::Buttons(buttons) => Some(buttons),
        _ => None,
    });
    buttons.any(|buttons| buttons.iter().any(|button| button.action == Action::CheckNetwork))
}

/// Whether the set-up can be moved into the cloud the directory was found in.
pub(crate) fn offers_cloud(screen: &Screen) -> bool {
    let mut statuses = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => field.status.as_ref(),
        Block::Choice(choice) => choice.status.as_ref(),
        _ => None,
    });
    statuses.any(|status| status.action.as_ref().is_some_and(|button| button.action == Action::SwitchCloud))
}

/// Whether everything that went on on the page has ended well.
pub(crate) fn all_went_well(screen: &Screen) -> bool {
    let mut live = screen.blocks.iter().filter_map(|block| match block {
        Block::Live(live) => Some(live),
        _ => None,
    });
    let first = live.next();
    first.is_some_and(|first| first.folded.is_some()) && live.all(|live| live.folded.is_some())
}

/// The permissions that stand out, with how they do.
pub(crate) fn permissions(screen: &Screen) -> Vec<(StatusTone, String)> {
    let tables = screen.blocks.iter().filter_map(|block| match block {
        Block::Permissions(table) => Some(&table.rows),
        _ => None,
    });
    let stands_out = |tone: StatusTone| matches!(tone, StatusTone::Error | StatusTone::Caution);
    tables.flatten().filter(|row| stands_out(row.tone)).map(|row| (row.tone, row.name.clone())).collect()
}

/// What the page says is wrong, for the person at the terminal.
pub(crate) fn told(screen: &Screen) -> String {
    let statuses = screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => field.status.as_ref(),
        Block::SecretField(field) => field.status.as_ref(),
        Block::Choice(choice) => choice.status.as_ref(),
        Block::Tick(tick) => tick.status.as_ref(),
        Block::PasteBox(paste) => paste.status.as_ref(),
        _ => None,
    });
    let lines: Vec<String> = statuses.map(|status| status.text.line()).collect();
    format!("{} ({})", screen.heading.line(), lines.join("; "))
}
