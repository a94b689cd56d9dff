//! The two pages of a check.

use jiff::Timestamp;
use sendoff_problem::Problem;
use sendoff_recipes::{Naming, Recipe};
use sendoff_words::{Args, Text};

use super::{
    Checkup,
    found::Wrong,
    mending::{Result, is_registered, result, told},
};
use crate::{
    action::Action,
    block::{Block, Finding, Findings, PasteBox, Status, StatusTone},
    causes,
    event::OwnText,
    lists::SummaryRow,
    questions_view,
    registration::{self, severity},
    screen::{Footer, Header, OtherCause, PageName, ProblemView, Screen},
    view::{blank, details, filled, link, outlined, ticket},
    world::World,
};

pub(crate) fn screen(check: &Checkup, now: Timestamp, world: &World<'_>) -> Screen {
    match check.questions.recipe(world).filter(|_| check.answered) {
        Some(recipe) => checked(check, &recipe, now, world),
        None => question(check, world),
    }
}

/// Which application it is, and its answers.
fn question(check: &Checkup, world: &World<'_>) -> Screen {
    let open = if check.questions.tried { check.questions.open(world) } else { Vec::new() };
    let back = link(Action::ToConnections, world.words.label("button-to-connections"));
    Screen {
        summary: questions_view::summary(&open, world),
        blocks: questions_view::application(&check.questions, world, &open, has_manifest),
        footer: Footer {
            primary: Some(filled(Action::Continue, world.words.label("button-continue"))),
            secondary: vec![back],
            position: None,
        },
        attempt: check.questions.attempt,
        ..bare(check, PageName::CheckQuestion, "check-question", world)
    }
}

fn checked(check: &Checkup, recipe: &Recipe, now: Timestamp, world: &World<'_>) -> Screen {
    let words = world.words;
    let args =
        Args::none().name("application", recipe.name.as_str()).name("provider", world.provider_name(Some(recipe)));
    let found = result(check, recipe, now, world);
    let problem = check.error.as_ref().map(|error| explained(error, &found, check, recipe, world));
    let mut blocks = vec![paste_box(check, world), Block::Summary(rows(check, world))];
    if check.manifest().is_some() || !check.fields.is_empty() || check.error.is_some() {
        blocks.push(findings(&found, check, recipe, world));
        if !found.mending.is_empty() {
            blocks.extend([Block::Section(words.say("check-mending")), Block::Steps(found.mending)]);
        }
        let copy = outlined(Action::CopyCheckNote, words.label("button-check-note"));
        blocks.extend([Block::Paragraph(words.say("check-note-what")), Block::Buttons(vec![copy])]);
    }
    Screen {
        lead: words.text("check-lead", &args),
        blocks,
        problem,
        footer: Footer {
            primary: Some(filled(Action::ContinueAsSetUp, words.label("button-continue-as-set-up"))),
            secondary: vec![outlined(Action::Back, words.label("button-back"))],
            position: None,
        },
        ..bare(check, PageName::CheckSetUp, "check-title", world)
    }
}

fn bare(check: &Checkup, name: PageName, heading: &str, world: &World<'_>) -> Screen {
    Screen {
        page: check.turns,
        header: Header { organisation: Some(world.words.label("check-header")), ..Header::default() },
        ..blank(name, world.words.say(heading), None, world)
    }
}

fn paste_box(check: &Checkup, world: &World<'_>) -> Block {
    let refused = check.refused.as_ref().or_else(|| check.manifest.as_ref()?.as_ref().err());
    let status = refused.map(|problem| {
        let told = world.words.problem_words(problem, &sendoff_words::Known::default());
        line(StatusTone::Error, world.words.problem_line(&told))
    });
    Block::PasteBox(PasteBox {
        label: world.words.label("check-paste"),
        hint: Some(world.words.say("check-paste-how")),
        paste: outlined(Action::PasteToCheck, world.words.label("button-paste")),
        choose: None,
        status,
    })
}

fn line(tone: StatusTone, text: Text) -> Status {
    Status { tone, text, tip: None, action: None }
}

/// What was recognised so far, one row for each thing that may be pasted.
fn rows(check: &Checkup, world: &World<'_>) -> Vec<SummaryRow> {
    let words = world.words;
    let row = |label: &str, value: Option<String>| SummaryRow {
        label: words.say(label),
        evidence: Some(match &value {
            Some(_) => line(StatusTone::LooksRight, words.say("check-read")),
            None => line(StatusTone::NotChecked, words.say("check-not-yet")),
        }),
        value: value.unwrap_or_default(),
        change: None,
    };
    let manifest =
        check.manifest().map(|manifest| manifest.name.clone().unwrap_or_else(|| manifest.client_id.to_string()));
    let read = check.fields.iter().filter(|(_, own)| !matches!(own, OwnText::NoSecret(_))).count();
    let count = i64::try_from(read).unwrap_or(i64::MAX);
    let fields = words.line("check-fields-count", &Args::none().number("count", count));
    let error = check.error.as_ref();
    let error = error.map(|error| error.details.code.clone().unwrap_or_else(|| words.label("check-read-error")));
    vec![
        row("check-row-manifest", manifest),
        row("check-row-fields", (!check.fields.is_empty()).then_some(fields)),
        row("check-row-error", error),
    ]
}

fn findings(found: &Result, check: &Checkup, recipe: &Recipe, world: &World<'_>) -> Block {
    let tone = |wrong: &Wrong| match wrong {
        Wrong::Registration(difference) if severity(difference, recipe) == sendoff_problem::Severity::Caution => {
            StatusTone::Caution
        }
        Wrong::Registration(_) | Wrong::Field { .. } | Wrong::NoSecret { .. } => StatusTone::Error,
    };
    let finding = |wrong: &Wrong| Finding { tone: tone(wrong), text: wrong.tell(recipe, world), go: None };
    let (shown, left) = registration::shown(&found.wrong, Wrong::is_superfluous);
    let looked = check.manifest().is_some() || !check.fields.is_empty();
    let count = i64::try_from(found.wrong.len()).unwrap_or(i64::MAX);
    let args = Args::none().number("count", count).name("application", recipe.name.as_str());
    let stops = found.wrong.iter().any(|wrong| tone(wrong) == StatusTone::Error);
    let (verdict, id) = match (looked, found.wrong.is_empty(), stops) {
        (false, ..) => (StatusTone::NotChecked, "check-nothing-compared"),
        (true, true, _) => (StatusTone::LooksRight, "check-fits"),
        (true, false, true) => (StatusTone::Error, "manifest-differs"),
        (true, false, false) => (StatusTone::Caution, "manifest-cautions"),
    };
    Block::Findings(Findings {
        tone: verdict,
        verdict: world.words.text(id, &args),
        items: shown.into_iter().map(finding).collect(),
        more: registration::more(left, world.words),
        beyond: found.unseen.clone(),
    })
}

/// The error in words: what it means and what mends it, without a set-up to lead back to.
fn explained(error: &Problem, found: &Result, check: &Checkup, recipe: &Recipe, world: &World<'_>) -> ProblemView {
    let words = told(check, error, &found.wrong, recipe, world);
    let others =
        if is_registered(check, &found.wrong) { &[] } else { causes::others(error.kind, recipe.provider.naming()) }
            .iter();
    let named =
        Args::none().name("application", recipe.name.as_str()).name("provider", world.provider_name(Some(recipe)));
    ProblemView {
        kind: error.kind.as_str().to_owned(),
        copy_block: ticket(&words.title, &words.why, None, error, world),
        steps: words.actions,
        who: words.who,
        title: words.title,
        why: words.why,
        again: None,
        primary: None,
        secondary: Vec::new(),
        details: details(error, world),
        look_up: None,
        others: others.map(|one| OtherCause { text: world.words.text(one.words, &named), go: None }).collect(),
    }
}

/// Only a registration in a directory has a manifest that could be compared.
fn has_manifest(recipe: &Recipe) -> bool {
    recipe.provider.naming() == Naming::InDirectory
}
