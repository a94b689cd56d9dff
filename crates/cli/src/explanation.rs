//! One thing explained to the person at the terminal: what it is, and under it why, what to do, and further rows.

use sendoff_engine::script::Told;
use sendoff_problem::Problem;
use sendoff_words::{Args, Known, ProblemWords, Words};

/// How many columns a row's name takes.
const NAME: usize = 9;

/// The sentences of a problem.
pub(crate) fn of_problem(words: &Words, problem: &Problem, application: Option<&str>) -> Told {
    let known = Known { application: application.map(str::to_owned), ..Known::default() };
    let ProblemWords { title, why, actions, .. } = words.problem_words(problem, &known);
    Told { title: title.line(), why: why.line(), fix: actions.iter().map(sendoff_words::Text::line).collect() }
}

/// The sentences of an entry of the catalogue that is no problem of a set-up.
pub(crate) fn of_entry(words: &Words, id: &str, args: &Args) -> Told {
    let actions = (1..=sendoff_words::MOST_ACTIONS).map_while(|number| words.find(&format!("{id}.do-{number}"), args));
    Told {
        title: words.line(id, args),
        why: words.line(&format!("{id}.why"), args),
        fix: actions.map(|action| action.line()).collect(),
    }
}

/// Why and what to do, as rows under a title; `further` rows after them.
pub(crate) fn rows(words: &Words, told: &Told, further: Vec<(&str, String)>) -> Vec<String> {
    let several = told.fix.len() > 1;
    let action = |(index, action): (usize, &String)| {
        let name = if index == 0 { words.label("terminal-to-do") } else { String::new() };
        (name, if several { format!("{}. {action}", index + 1) } else { action.clone() })
    };
    let why = (words.label("terminal-why"), told.why.clone());
    let further = further.into_iter().map(|(id, text)| (words.label(id), text));
    let rows = std::iter::once(why).chain(told.fix.iter().enumerate().map(action)).chain(further);
    rows.map(|(name, text)| format!("{name:<NAME$}{text}")).collect()
}

/// All of it in one line.
pub(crate) fn line(told: &Told) -> String {
    format!("{}. {} {}", told.title, told.why, told.fix.join(" "))
}
