//! What was found of the mailbox, in words: under its field, beside the applications, and at the question that it answers.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{MailHome, ProvidedBy, ProviderId, Question};
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::{Status, StatusTone},
    questions::Questions,
    questions_directory::LookUp,
    questions_view::line,
    view::link,
    world::World,
};

/// Where the mailbox is by its mail records, or what the provider's public directory says of its domain.
pub(crate) fn found(questions: &Questions, world: &World<'_>) -> Option<Status> {
    let domain = questions.mailbox.value.as_ref()?.domain();
    let home = questions.home(world);
    let at_home = home.and_then(|home| records(questions, home, domain, world));
    at_home.or_else(|| directory(questions, domain, world))
}

/// A mailbox at Google has no directory to be told of. One at Microsoft has: where it is not to be found, that is told instead.
fn records(questions: &Questions, home: MailHome, domain: &str, world: &World<'_>) -> Option<Status> {
    let id = match (home, &questions.look_up) {
        (MailHome::GoogleWorkspace, _) => "mailbox-at-google",
        (MailHome::Gmail, _) => "mailbox-at-gmail",
        (MailHome::Microsoft365, LookUp::Found { .. }) => "mailbox-at-microsoft-found",
        (MailHome::Microsoft365, LookUp::NotFound { problem, .. })
            if matches!(problem.kind, Kind::OtherCloud | Kind::DirectoryUnknown) =>
        {
            return None;
        }
        (MailHome::Microsoft365, LookUp::NotAsked | LookUp::Running { .. } | LookUp::NotFound { .. }) => {
            "mailbox-at-microsoft"
        }
    };
    Some(line(StatusTone::Found, world.words.text(id, &Args::none().value("domain", domain))))
}

fn directory(questions: &Questions, current: &str, world: &World<'_>) -> Option<Status> {
    let asked = world.recipes.provider_of(&questions.provided_by(world));
    let args = Args::none().name("provider", asked.map(|asked| asked.name.to_string()).unwrap_or_default());
    let say = |id: &str, domain: &str| world.words.text(id, &args.clone().value("domain", domain));
    let (tone, id, domain) = match &questions.look_up {
        LookUp::NotAsked => return None,
        LookUp::Running { domain, .. } => (StatusTone::Busy, "mailbox-looking-up", domain),
        LookUp::Found { domain, .. } => (StatusTone::Found, "mailbox-found", domain),
        LookUp::NotFound { domain, problem } if problem.kind == Kind::OtherCloud => {
            return (current == domain).then(|| elsewhere(questions, problem, domain, world));
        }
        LookUp::NotFound { domain, problem } if problem.kind == Kind::DirectoryUnknown => {
            (StatusTone::Caution, "mailbox-not-found", domain)
        }
        LookUp::NotFound { domain, .. } => (StatusTone::NotChecked, "mailbox-not-checked", domain),
    };
    (current == domain).then(|| line(tone, say(id, domain)))
}

/// In which cloud the directory is, and the way there where there is one.
fn elsewhere(questions: &Questions, problem: &Problem, domain: &str, world: &World<'_>) -> Status {
    let cloud = problem.values.get(&ValueName::Cloud).cloned();
    let cloud = cloud.unwrap_or_else(|| world.words.label("fallback-cloud"));
    let there = questions.elsewhere(world);
    let application = questions.recipe(world).map(|recipe| recipe.name.to_string()).unwrap_or_default();
    let id = if there.is_some() { "mailbox-elsewhere" } else { "mailbox-elsewhere-not-here" };
    let args = Args::none().value("domain", domain).name("cloud", cloud).name("application", application);
    let action = there.map(|_| link(Action::SwitchCloud, world.words.label("button-switch-cloud")));
    Status { action, ..line(StatusTone::Caution, world.words.text(id, &args)) }
}

/// That the applications which fit stand first, and why.
pub(crate) fn standing_first(questions: &Questions, world: &World<'_>) -> Option<Text> {
    let args = Args::none().name("provider", runs(questions.first?, world)).value("domain", domain(questions));
    Some(world.words.text("application-first", &args))
}

/// That an application is set up with another provider than the one who has the mailbox, and the way to the right one. Nothing
/// is forbidden: mail may be passed on from there.
pub(crate) fn misfit(questions: &Questions, world: &World<'_>) -> Option<Status> {
    let (home, there) = questions.misfit(world)?;
    let here = world.provider_name(questions.recipe(world).as_ref());
    let args = Args::none().name("home", runs(home, world)).name("provider", here).value("domain", domain(questions));
    let button = |name: &str| world.words.line("button-switch-provider", &Args::none().name("application", name));
    let action = there.map(|recipe| link(Action::SwitchProvider, button(recipe.name.as_str())));
    Some(Status { action, ..line(StatusTone::Caution, world.words.text("application-elsewhere", &args)) })
}

/// What is known of the answer to a question: whose mailbox it is, or what speaks against the cloud that was chosen.
pub(crate) fn of_question(questions: &Questions, question: &Question, world: &World<'_>) -> Option<Status> {
    // What was found of the mailbox is said once more where its cloud is chosen.
    let of_cloud = question.choice.iter().any(|choice| choice.provider.is_some());
    let cloud = of_cloud.then(|| found(questions, world)).flatten().filter(|found| found.tone == StatusTone::Caution);
    cloud.or_else(|| of_home(questions, question, world))
}

fn of_home(questions: &Questions, question: &Question, world: &World<'_>) -> Option<Status> {
    let known = questions.known_choice(question, world)?;
    let chosen = question.chosen(questions.answers.get(&question.id)).map(|choice| &choice.id);
    let by_domain = questions.domain().is_some_and(|domain| world.recipes.mail_homes().of_domain(&domain).is_some());
    let (tone, id) = match (chosen == Some(&known.id), by_domain) {
        (true, true) => (StatusTone::Found, "question-known-by-domain"),
        (true, false) => (StatusTone::Found, "question-known-by-records"),
        (false, true) => (StatusTone::Caution, "question-against-domain"),
        (false, false) => (StatusTone::Caution, "question-against-records"),
    };
    let args = Args::none().value("domain", domain(questions)).name("choice", known.label.as_str());
    Some(line(tone, world.words.text(id, &args)))
}

/// Who runs mailboxes there, by name.
fn runs(home: MailHome, world: &World<'_>) -> String {
    let id = match home {
        MailHome::GoogleWorkspace | MailHome::Gmail => ProviderId::Google,
        MailHome::Microsoft365 => ProviderId::Microsoft,
    };
    world.recipes.provider_of(&ProvidedBy::Bundled(id)).map(|one| one.name.to_string()).unwrap_or_default()
}

fn domain(questions: &Questions) -> &str {
    questions.mailbox.value.as_ref().map_or("", |mailbox| mailbox.domain())
}
