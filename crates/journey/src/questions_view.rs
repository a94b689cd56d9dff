//! The pages of the questions.

use jiff::Timestamp;
use sendoff_problem::{Kind, Severity};
use sendoff_recipes::{Access, Naming, OpenedRecipe, Placeholder, Question, Recipe, Values};
use sendoff_values::{FieldId, MailAddress, StepId};
use sendoff_words::{Args, Known, Text};

use crate::{
    action::Action,
    answer::ChoiceId,
    block::{Block, Choice, ChoiceOption, Field, FieldName, Fold, Help, Status, StatusTone, Width},
    opening::{self, RecipePress},
    owner::{self, For},
    questions::{APPLICATION, QuestionPage, Questions},
    questions_found::{found, misfit, of_question, standing_first},
    questions_home::fitting_first,
    screen::{ErrorSummary, Footer, Header, Note, PageName, Screen, SummaryLink, Tone},
    slot::Slot,
    steps::{Group, Open, anchor, answer_anchor, group},
    view::{blank, filled, link, old_recipe, outlined, recipe_text},
    world::{PracticeMailboxes, World},
};

pub(crate) fn screen(questions: &Questions, now: Timestamp, world: &World<'_>) -> Screen {
    if let Some(opening) = &questions.opening {
        return opening::screen(questions, opening, world);
    }
    let open = if questions.tried { questions.open(world) } else { Vec::new() };
    let (name, heading, number) = match questions.page {
        QuestionPage::Mailbox => (PageName::MailboxQuestion, "question-mailbox", 1),
        QuestionPage::Application => (PageName::ApplicationQuestion, "question-application", 2),
        QuestionPage::BeforeYouBegin => (PageName::BeforeYouBegin, "question-before", 3),
    };
    let heading = world.words.say(heading);
    Screen {
        page: questions.turns,
        attempt: questions.attempt,
        header: Header { organisation: Some(world.words.label("new-set-up")), ..Header::default() },
        lead: lead(questions, world),
        notes: notes(questions, now, world),
        summary: summary(&open, world),
        blocks: blocks(questions, world, &open),
        footer: footer(questions, world, number),
        ..blank(name, heading, None, world)
    }
}

/// In the practice office, which mailbox there is; that the recipe that was chosen is old.
fn notes(questions: &Questions, now: Timestamp, world: &World<'_>) -> Vec<Note> {
    let mailbox = world.surroundings.practice_mailboxes.as_ref().filter(|_| questions.page == QuestionPage::Mailbox);
    let text = |there: &PracticeMailboxes| {
        let args = Args::none().value("mailbox", &there.microsoft).value("google", &there.google);
        world.words.text("question-practice-mailbox", &args)
    };
    let mailbox = mailbox.map(text);
    let today = now.to_zoned(world.surroundings.zone.clone()).date();
    let chosen = questions.recipe(world).filter(|_| questions.page == QuestionPage::Application);
    let named = chosen.as_ref().is_some_and(|recipe| recipe.found.is_some() && world.surroundings.practice);
    let provider = named.then(|| world.words.say("question-practice-provider"));
    let practice = mailbox.into_iter().chain(provider).map(|text| Note { tone: Tone::Practice, text });
    let old = chosen.and_then(|recipe| old_recipe(recipe.guide.checked, today, world));
    let not_read = questions.recipe_not_read.iter().map(|problem| opening::not_read(problem, world));
    practice.chain(not_read).chain(old).collect()
}

fn lead(questions: &Questions, world: &World<'_>) -> Text {
    let (Some(recipe), Some(mailbox)) = (questions.recipe(world), &questions.mailbox.value) else {
        return Text::default();
    };
    if questions.page != QuestionPage::BeforeYouBegin {
        return Text::default();
    }
    let args = Args::none()
        .value("mailbox", mailbox.as_str())
        .name("application", recipe.name.as_str())
        .name("provider", world.provider_name(Some(&recipe)));
    world.words.text("before-lead", &args)
}

fn footer(questions: &Questions, world: &World<'_>, number: u32) -> Footer {
    let label = if questions.page == QuestionPage::BeforeYouBegin { "button-start" } else { "button-continue" };
    let primary = (!questions.starting).then(|| filled(Action::Continue, world.words.label(label)));
    let back = if questions.page == QuestionPage::Mailbox {
        link(Action::ToConnections, world.words.label("button-to-connections"))
    } else {
        outlined(Action::Back, world.words.label("button-back"))
    };
    let position = Args::none().number("number", number).number("all", 3);
    Footer { primary, secondary: vec![back], position: Some(world.words.line("question-position", &position)) }
}

pub(crate) fn summary(open: &[Open], world: &World<'_>) -> Option<ErrorSummary> {
    let count = u32::try_from(open.len()).ok().filter(|count| *count >= 2)?;
    let link = |open: &Open| SummaryLink { anchor: open.anchor.clone(), text: open_text(open, world) };
    let title = world.words.line("summary-title", &Args::none().number("count", count));
    Some(ErrorSummary { title, links: open.iter().map(link).collect() })
}

fn open_text(open: &Open, world: &World<'_>) -> Text {
    let empty = open.problem.kind == Kind::FieldEmpty;
    if let Some(asked) = open.asked.as_ref().filter(|_| empty) {
        return world.words.text("empty-answer", &Args::none().name("question", asked));
    }
    match open.field.filter(|_| empty) {
        Some(field) => world.words.say(&format!("empty-{}", field.as_str().replace('_', "-"))),
        None if empty => world.words.say("empty-application"),
        None => problem_text(&open.problem, world),
    }
}

fn problem_text(problem: &sendoff_problem::Problem, world: &World<'_>) -> Text {
    world.words.problem_line(&world.words.problem_words(problem, &Known::default()))
}

fn blocks(questions: &Questions, world: &World<'_>, open: &[Open]) -> Vec<Block> {
    match questions.page {
        QuestionPage::Mailbox => mailbox(questions, world, open),
        QuestionPage::Application => {
            let offer = from_file(questions, world);
            application(questions, world, open, |_| true).into_iter().chain(offer).collect()
        }
        QuestionPage::BeforeYouBegin => before(questions, world),
    }
}

fn mailbox(questions: &Questions, world: &World<'_>, open: &[Open]) -> Vec<Block> {
    let found = found(questions, world);
    vec![
        field(&questions.mailbox, FieldId::Mailbox, ("mailbox", Width::Address), found, world, open),
        field(&questions.organisation, FieldId::Organisation, ("organisation", Width::Name), None, world, open),
    ]
}

fn field<T>(
    slot: &Slot<T>,
    id: FieldId,
    (word, width): (&str, Width),
    found: Option<Status>,
    world: &World<'_>,
    open: &[Open],
) -> Block {
    let wrong = slot.problem.as_ref().map(|problem| {
        let tone = match problem.kind.severity() {
            Severity::Caution => StatusTone::Caution,
            Severity::Failure => StatusTone::Error,
        };
        line(tone, problem_text(problem, world))
    });
    let missing = open.iter().find(|open| open.anchor == anchor(id));
    let missing = missing.map(|open| line(StatusTone::Error, open_text(open, world)));
    Block::Field(Field {
        id: FieldName::Value(id),
        anchor: anchor(id),
        label: world.words.say(&format!("label-{word}")),
        hint: Some(world.words.label(&format!("hint-{word}"))),
        value: slot.text.clone(),
        version: slot.version,
        masked: false,
        status: wrong.or(missing).or(found),
        width,
    })
}

pub(crate) fn line(tone: StatusTone, text: Text) -> Status {
    Status { tone, text, tip: None, action: None }
}

/// Which application, of those that are offered here, and what its recipe asks.
pub(crate) fn application(
    questions: &Questions,
    world: &World<'_>,
    open: &[Open],
    is_offered: fn(&Recipe) -> bool,
) -> Vec<Block> {
    let option = |recipe: &Recipe| ChoiceOption {
        id: recipe.key(),
        label: Text::plain(recipe.name.as_str()),
        hint: Some(Text::plain(recipe.purpose.as_str())),
    };
    let opened = |opened: &OpenedRecipe| {
        let args = Args::none().name("purpose", opened.recipe.purpose.as_str()).value("file", &opened.file);
        ChoiceOption { hint: Some(world.words.text("option-from-file", &args)), ..option(&opened.recipe) }
    };
    let missing = open.iter().find(|open| open.anchor == APPLICATION);
    let mut blocks = vec![Block::Choice(Choice {
        id: ChoiceId::Application,
        anchor: APPLICATION.to_owned(),
        label: world.words.say("label-application"),
        hint: standing_first(questions, world),
        options: fitting_first(world.recipes.recipes(), questions.first)
            .into_iter()
            .filter(|recipe| is_offered(recipe))
            .map(option)
            .chain(world.recipes.opened().map(opened))
            .collect(),
        chosen: questions.recipe.clone(),
        status: missing
            .map(|open| line(StatusTone::Error, open_text(open, world)))
            .or_else(|| misfit(questions, world)),
        fold: None,
        extra: questions.recipe(world).map(|recipe| Text::plain(recipe.not_by_vendor.as_str())),
    })];
    if let Some(recipe) = questions.recipe(world) {
        let block = |question: &Question| match &question.typed {
            Some(_) => typed_question(questions, question, world, open),
            None => recipe_question(questions, question, world),
        };
        blocks.extend(recipe.question.iter().map(block));
    }
    if questions.typed_question(world).is_some() {
        let words = ("redirect", Width::Address);
        blocks.push(field(&questions.redirect, FieldId::RedirectUri, words, None, world, open));
    }
    blocks
}

/// The way to an application that is not in the list, and to what a recipe from a file does.
fn from_file(questions: &Questions, world: &World<'_>) -> Vec<Block> {
    let chosen = questions.recipe(world).is_some_and(|recipe| recipe.is_from_file());
    let button = |press, label: &str| outlined(Action::Recipe(press), world.words.label(label));
    let open = button(RecipePress::Open, "button-open-recipe");
    let show = chosen.then(|| button(RecipePress::Show, "button-show-recipe"));
    let offer = Block::Paragraph(world.words.say("recipe-file-offer"));
    vec![offer, Block::Buttons([open].into_iter().chain(show).collect())]
}

fn recipe_question(questions: &Questions, question: &Question, world: &World<'_>) -> Block {
    let chosen = question.chosen(questions.answers.get(&question.id));
    let option = |choice: &sendoff_recipes::Choice| ChoiceOption {
        id: choice.id.to_string(),
        label: Text::plain(choice.label.as_str()),
        hint: option_hint(choice),
    };
    let status = of_question(questions, question, world);
    let doubted = status.as_ref().is_some_and(|status| status.tone == StatusTone::Caution);
    let caution = chosen.and_then(|choice| choice.caution.as_ref()).filter(|_| !doubted);
    let caution = caution.map(|caution| line(StatusTone::Caution, Text::plain(caution.as_str())));
    Block::Choice(Choice {
        id: ChoiceId::Question(question.id.to_string()),
        anchor: format!("choice-{}", question.id),
        label: Text::plain(question.title.as_str()),
        hint: Some(Text::plain(question.why.as_str())),
        options: question.choice.iter().map(option).collect(),
        chosen: chosen.map(|choice| choice.id.to_string()),
        fold: question.quiet.as_ref().map(|name| fold(name.as_str(), question, chosen, (doubted, world))),
        status: caution.or(status),
        extra: None,
    })
}

/// A question that hardly anybody needs to answer: its answer in one line, open where that may not be right.
fn fold(
    name: &str,
    question: &Question,
    chosen: Option<&sendoff_recipes::Choice>,
    (doubted, world): (bool, &World<'_>),
) -> Fold {
    let answer = chosen.map_or("", |choice| choice.label.as_str());
    let args = Args::none().name("name", name).name("answer", answer);
    let usual = chosen.map(|choice| &choice.id) == question.default.as_ref();
    Fold { line: world.words.line("question-folded", &args), open: doubted || !usual }
}

fn typed_question(questions: &Questions, question: &Question, world: &World<'_>, open: &[Open]) -> Block {
    let slot = questions.typed.slot(&question.id);
    let anchor = answer_anchor(&question.id);
    let wrong = slot.problem.as_ref().map(|problem| line(StatusTone::Error, problem_text(problem, world)));
    let missing = open.iter().find(|open| open.anchor == anchor);
    let missing = missing.map(|open| line(StatusTone::Error, open_text(open, world)));
    answer_field(question, slot, wrong.or(missing), world)
}

/// The field of a question without choices, with an example under it.
pub(crate) fn answer_field(
    question: &Question,
    slot: Slot<String>,
    status: Option<Status>,
    world: &World<'_>,
) -> Block {
    let example = question.typed.as_ref().map_or("", |typed| typed.example.as_str());
    let args = Args::none().name("why", question.why.as_str()).name("example", example);
    let optional = question.typed.as_ref().is_some_and(|typed| typed.optional);
    let hint = if optional { "hint-answer-optional" } else { "hint-answer" };
    Block::Field(Field {
        id: FieldName::Answer(question.id.to_string()),
        anchor: answer_anchor(&question.id),
        label: Text::plain(question.title.as_str()),
        hint: Some(world.words.line(hint, &args)),
        value: slot.text,
        version: slot.version,
        masked: false,
        status,
        width: Width::Address,
    })
}

/// The address the choice stands for, and its note.
fn option_hint(choice: &sendoff_recipes::Choice) -> Option<Text> {
    let address = choice.address.as_ref().map(|address| Text::value(address.as_str()));
    let note = choice.hint.as_ref().map(|hint| Text::plain(hint.as_str()));
    match (address, note) {
        (Some(mut address), Some(note)) => {
            address.0.extend(Text::plain(" ").0);
            address.0.extend(note.0);
            Some(address)
        }
        (address, note) => address.or(note),
    }
}

fn before(questions: &Questions, world: &World<'_>) -> Vec<Block> {
    let Some(recipe) = questions.recipe(world) else { return Vec::new() };
    let values = values(questions, &recipe);
    let ready = recipe.before.iter().map(|said| recipe_text(&said.text, &values, world.words)).collect();
    let mut blocks = vec![
        Block::Section(world.words.say("before-ready")),
        Block::List(ready),
        Block::Buttons(vec![outlined(Action::CopyAdministratorNote, world.words.label("button-administrator-note"))]),
        Block::Section(world.words.say("before-what")),
        Block::List(what_happens(&recipe, world)),
    ];
    blocks.extend(asked(questions, &recipe, world));
    blocks
}

/// What an owner asks before anything is begun.
fn asked(questions: &Questions, recipe: &Recipe, world: &World<'_>) -> Option<Block> {
    let whom = For {
        organisation: questions.organisation.value.as_deref().unwrap_or_default(),
        mailbox: questions.mailbox.value.as_ref().map_or("", MailAddress::as_str),
        answers: &questions.answers,
    };
    let answers = owner::before(recipe, whom, world.words);
    let help = Help {
        label: world.words.label("owner-title"),
        answers_title: None,
        answers,
        traps_title: String::new(),
        traps: Vec::new(),
        notes: Vec::new(),
    };
    (!help.answers.is_empty()).then_some(Block::Help(help))
}

fn what_happens(recipe: &Recipe, world: &World<'_>) -> Vec<Text> {
    let steps = recipe.step.iter().filter(|step| group(step.id) == Group::Prepare).count();
    let args = Args::none()
        .number("steps", u32::try_from(steps).unwrap_or(u32::MAX))
        .name("application", recipe.name.as_str());
    let prepare = match recipe.provider.naming() {
        Naming::InDirectory | Naming::Alone => "before-prepare",
        Naming::InProject => "before-prepare-google",
    };
    let prove = match recipe.access {
        Access::Delegated => "before-prove",
        Access::Application | Access::ServiceAccount => "before-prove-alone",
        Access::Password => "before-prove-password",
    };
    [prepare, prove, "before-finish"].map(|id| world.words.text(id, &args)).into()
}

fn values(questions: &Questions, recipe: &Recipe) -> Values {
    let mut values = questions
        .typed_values(recipe)
        .with(Placeholder::RegistrationName, recipe.registration_name.as_str())
        .with(Placeholder::Organisation, questions.organisation.value.clone().unwrap_or_default());
    if let Some(mailbox) = &questions.mailbox.value {
        values = values.with(Placeholder::Mailbox, mailbox.as_str());
    }
    if let Some(plan) = recipe.redirect_plan(&questions.answers) {
        values = values.with(Placeholder::Redirect, plan.registered.as_str());
    }
    values
}

/// With what the provider of the recipe adds.
pub(crate) fn with_provider(values: Values, recipe: &Recipe, world: &World<'_>) -> Values {
    let redirect = world.provider(recipe).map(|provider| recipe.assistant_redirect(&provider).to_string());
    redirect.into_iter().fold(values, |values, redirect| values.with(Placeholder::AssistantRedirect, redirect))
}

/// The note for whoever may register apps, before anything is begun.
pub(crate) fn note(questions: &Questions, world: &World<'_>) -> String {
    let Some(recipe) = questions.recipe(world) else { return String::new() };
    let values = with_provider(values(questions, &recipe), &recipe, world);
    let args = Args::none()
        .name("organisation", questions.organisation.value.clone().unwrap_or_default())
        .name("application", recipe.name.as_str())
        .name("registration", recipe.registration_name.as_str())
        .value("mailbox", questions.mailbox.value.as_ref().map_or("", |mailbox| mailbox.as_str()));
    let mut lines = vec![world.words.line("note-for", &args), world.words.line("note-why", &args)];
    let steps = recipe.step.iter().filter(|step| group(step.id) == Group::Prepare && step.id != StepId::Mailbox);
    lines.extend(steps.filter_map(|step| step.administrator.as_ref()).map(|runs| {
        let request = recipe_text(runs, &values, world.words).line();
        world.words.line("note-how", &Args::none().name("request", request))
    }));
    lines.join("\n")
}
