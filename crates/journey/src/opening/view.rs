//! The page of a recipe from a file: all of it, before anything of it is used; or what is wrong with the file.

use sendoff_problem::Problem;
use sendoff_recipes::{Checkup, Fact, Recipe, WrongPlace};
use sendoff_words::{Args, Known, Text};

use super::{
    Opening, RecipePress, Removing, Shown,
    facts::{About, about, hosts, is_far_reaching, tell},
    its_words::ItsWords,
};
use crate::{
    action::Action,
    block::{Block, Finding, Findings, StatusTone},
    lists::SummaryRow,
    questions::Questions,
    screen::{Button, ButtonTone, Dialog, DialogName, Footer, Header, Note, PageName, Screen, Tone},
    view::{blank, button, filled, outlined},
    world::World,
};

pub(crate) fn screen(questions: &Questions, opening: &Opening, world: &World<'_>) -> Screen {
    match opening {
        Opening::Wrong(checkup) => wrong(questions, checkup, world),
        Opening::Shown(shown) => shown_screen(questions, shown, world),
    }
}

/// That a file could not be read, for the page it was chosen on.
pub(crate) fn not_read(problem: &Problem, world: &World<'_>) -> Note {
    let words = world.words.problem_words(problem, &Known::default());
    Note { tone: Tone::Caution, text: world.words.problem_line(&words) }
}

fn bare(questions: &Questions, name: PageName, heading: &str, world: &World<'_>) -> Screen {
    Screen {
        page: questions.turns,
        attempt: questions.attempt,
        header: Header { organisation: Some(world.words.label("new-set-up")), ..Header::default() },
        ..blank(name, world.words.say(heading), None, world)
    }
}

/// A file that is not taken: every mistake with its place, and what to do.
fn wrong(questions: &Questions, checkup: &Checkup, world: &World<'_>) -> Screen {
    let words = world.words;
    let args = Args::none().value("file", &checkup.file);
    let count = u32::try_from(checkup.errors.len()).unwrap_or(u32::MAX);
    let found = Findings {
        tone: StatusTone::Error,
        verdict: words.text("recipe-wrong-verdict", &args.clone().number("count", count)),
        items: checkup.errors.iter().map(|wrong| mistake(wrong, world)).collect(),
        more: None,
        beyond: Vec::new(),
    };
    let steps = ["recipe-wrong-send", "recipe-wrong-check", "recipe-wrong-again"];
    Screen {
        lead: words.text("recipe-wrong-lead", &args),
        blocks: vec![
            Block::Findings(found),
            Block::Section(words.say("recipe-wrong-do")),
            Block::Steps(steps.map(|id| words.say(id)).into()),
        ],
        footer: Footer {
            primary: Some(filled(Action::Recipe(RecipePress::Open), words.label("button-open-another-recipe"))),
            secondary: vec![outlined(Action::Back, words.label("button-back"))],
            position: None,
        },
        ..bare(questions, PageName::RecipeMistakes, "recipe-wrong-title", world)
    }
}

fn mistake(wrong: &WrongPlace, world: &World<'_>) -> Finding {
    let args = Args::none().name("what", &wrong.what).value("key", &wrong.key);
    let placed = wrong.line.zip(wrong.column);
    let number = |count: usize| count.to_string();
    let args = match placed {
        Some((line, column)) => args.name("line", number(line)).name("column", number(column)),
        None => args,
    };
    let id = match (placed, wrong.key.is_empty()) {
        (Some(_), false) => "recipe-wrong-at-key",
        (Some(_), true) => "recipe-wrong-at",
        (None, _) => "recipe-wrong-whole",
    };
    Finding { tone: StatusTone::Error, text: world.words.text(id, &args), go: None }
}

fn shown_screen(questions: &Questions, shown: &Shown, world: &World<'_>) -> Screen {
    let lead = match (shown.is_accepted(world), shown.before(world)) {
        (true, _) => "recipe-file-lead-accepted",
        (false, Some(_)) => "recipe-file-lead-changed",
        (false, None) => "recipe-file-lead",
    };
    Screen {
        lead: world.words.say(lead),
        notes: notes(shown, world),
        blocks: blocks(shown, world),
        footer: footer(shown, world),
        dialog: dialog(shown, world),
        ..bare(questions, PageName::RecipeFile, "recipe-file-title", world)
    }
}

fn notes(shown: &Shown, world: &World<'_>) -> Vec<Note> {
    let anybody = Note { tone: Tone::Caution, text: world.words.say("recipe-file-anybody") };
    let problem = shown.problem.iter().map(|problem| not_read(problem, world));
    let unaccepted = (!shown.is_accepted(world)).then_some(anybody);
    problem.chain(unaccepted).collect()
}

fn blocks(shown: &Shown, world: &World<'_>) -> Vec<Block> {
    let recipe = &shown.opened.recipe;
    let facts = recipe.facts();
    let its_words = ItsWords { recipe, world };
    let section = |id: &str| Block::Section(world.words.say(id));
    let told = |which: About| -> Vec<Text> {
        facts.iter().filter(|fact| about(fact) == which).map(|fact| tell(fact, recipe, world)).collect()
    };
    let reach = [hosts(recipe, world), told(About::Reach), vec![world.words.say("recipe-file-no-other")]].concat();
    let mut blocks = vec![file(shown, world)];
    blocks.extend(shown.before(world).into_iter().flat_map(|before| changed(before, recipe, world)));
    blocks.extend(look_closely(recipe, &facts, world));
    blocks.extend([section("recipe-file-who"), its_words.about()]);
    blocks.extend([section("recipe-file-reach"), Block::List(reach)]);
    blocks.extend(its_words.network());
    blocks.extend([section("recipe-file-asks"), Block::List(told(About::Asks)), its_words.permissions()]);
    blocks.extend([section("recipe-file-tries"), Block::List(told(About::Tries))]);
    blocks.extend([section("recipe-file-hands"), Block::List(told(About::Gives))]);
    blocks.extend(its_words.questions().into_iter().flat_map(|asked| [section("recipe-file-questions"), asked]));
    blocks.extend([section("recipe-file-steps"), its_words.steps()]);
    blocks.extend(its_words.ends());
    blocks.extend([section("recipe-file-application"), its_words.hand_over()]);
    blocks
}

/// What deserves a second look, before all the rest; nothing where nothing does.
fn look_closely(recipe: &Recipe, facts: &[Fact], world: &World<'_>) -> Option<Block> {
    let far_reaching = facts.iter().filter(|fact| is_far_reaching(fact, recipe, world));
    let item = |fact: &Fact| Finding { tone: StatusTone::Caution, text: tell(fact, recipe, world), go: None };
    let items: Vec<Finding> = far_reaching.map(item).collect();
    let count = u32::try_from(items.len()).ok().filter(|count| *count > 0)?;
    Some(Block::Findings(Findings {
        tone: StatusTone::Caution,
        verdict: world.words.text("recipe-file-closely", &Args::none().number("count", count)),
        items,
        more: None,
        beyond: Vec::new(),
    }))
}

/// Which file, and by what it is told from every other.
fn file(shown: &Shown, world: &World<'_>) -> Block {
    let row =
        |label: &str, value: String| SummaryRow { label: world.words.say(label), value, evidence: None, change: None };
    Block::Summary(vec![
        row("recipe-file-file", shown.opened.file.clone()),
        row("recipe-file-fingerprint", shown.opened.fingerprint.grouped()),
    ])
}

/// What it would do that the accepted one does not, and the other way round.
fn changed(before: &Recipe, now: &Recipe, world: &World<'_>) -> Vec<Block> {
    let (old, new) = (before.facts(), now.facts());
    let told = |id: &str, fact: &Fact, recipe: &Recipe| {
        world.words.text(id, &Args::none().text("fact", &tell(fact, recipe, world)))
    };
    let added = new.iter().filter(|fact| !old.contains(fact)).map(|fact| told("recipe-file-new", fact, now));
    let gone = old.iter().filter(|fact| !new.contains(fact)).map(|fact| told("recipe-file-gone", fact, before));
    let mut items: Vec<Text> = added.chain(gone).collect();
    if items.is_empty() {
        items.push(world.words.say("recipe-file-same"));
    }
    vec![Block::Section(world.words.say("recipe-file-changed")), Block::List(items)]
}

fn footer(shown: &Shown, world: &World<'_>) -> Footer {
    if shown.is_busy() {
        return Footer::default();
    }
    let press = |press: RecipePress, label: &str| (Action::Recipe(press), world.words.label(label));
    let (accept, back, remove) = if shown.is_accepted(world) {
        let remove = press(RecipePress::Remove, "button-remove-recipe");
        (press(RecipePress::Accept, "button-use-recipe"), "button-back", Some(remove))
    } else {
        (press(RecipePress::Accept, "button-accept-recipe"), "button-decline-recipe", None)
    };
    let back = press(RecipePress::Decline, back);
    let secondary: Vec<Button> =
        [Some(back), remove].into_iter().flatten().map(|(action, label)| outlined(action, label)).collect();
    Footer { primary: Some(filled(accept.0, accept.1)), secondary, position: None }
}

/// Whether removing it is meant, and what becomes of what was made with it.
fn dialog(shown: &Shown, world: &World<'_>) -> Option<Dialog> {
    let Removing::Asked { connections, set_ups } = shown.removing else { return None };
    let words = world.words;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let args = Args::none()
        .name("name", shown.opened.recipe.name.as_str())
        .name("keychain", &world.surroundings.keychain)
        .number("connections", number(connections))
        .number("setups", number(set_ups));
    let used = connections + set_ups > 0;
    let remove = Action::Recipe(RecipePress::RemoveForGood);
    Some(Dialog {
        name: DialogName::RemoveRecipe,
        title: words.text("remove-recipe-title", &args),
        text: words.text(if used { "remove-recipe-used" } else { "remove-recipe-unused" }, &args),
        blocks: Vec::new(),
        buttons: vec![button(remove, words.label("button-remove-for-good"), ButtonTone::Danger)],
        keep: outlined(Action::Recipe(RecipePress::Keep), words.label("button-keep")),
    })
}
