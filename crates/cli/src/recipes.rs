//! `sendoff recipes` and `sendoff recipes check`.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

use sendoff_engine::script::{self, Checkup, QuestionSummary, WrongPlace};

use crate::{Ended, NotFoundOut, to_json};

/// Prints which applications there are.
pub(crate) fn print(json: bool) -> Result<Ended, NotFoundOut> {
    let summary = script::recipes().map_err(|error| NotFoundOut::because("the recipes cannot be read", &error))?;
    if json {
        println!("{}", to_json(&summary)?);
        return Ok(Ended::Well);
    }
    for recipe in summary.recipes {
        println!("{} ({}), guide of {}", recipe.name, recipe.id, recipe.date);
        for question in &recipe.questions {
            println!("  asks {}: {}", question.id, choices(question));
        }
        println!("  steps: {}", recipe.steps.join(", "));
    }
    Ok(Ended::Well)
}

fn choices(question: &QuestionSummary) -> String {
    match &question.default {
        Some(default) => format!("{} (otherwise {default})", question.options.join(", ")),
        None => "something that is typed".to_owned(),
    }
}

/// Prints what is wrong with a recipe file, which may come from a stranger.
pub(crate) fn check(file: &Path, json: bool) -> Result<Ended, NotFoundOut> {
    let name = file.display().to_string();
    let text = read(file).map_err(|error| NotFoundOut::because(&format!("{name} cannot be read"), &error))?;
    let checkup = script::check_recipe(&name, &text)
        .map_err(|error| NotFoundOut::because("the table of permissions cannot be read", &error))?;
    tell(&checkup, json)
}

/// Prints what was found in a recipe file.
pub(crate) fn tell(checkup: &Checkup, json: bool) -> Result<Ended, NotFoundOut> {
    let name = &checkup.file;
    if json {
        println!("{}", to_json(checkup)?);
    } else {
        checkup.errors.iter().for_each(|wrong| println!("{}", line(name, "", wrong)));
        checkup.cautions.iter().for_each(|wrong| println!("{}", line(name, "caution: ", wrong)));
        if checkup.well {
            println!("{name}: a recipe; {} ways to answer, each of them whole", checkup.ways);
        }
        if let Some(fingerprint) = &checkup.fingerprint {
            println!("fingerprint (SHA-256): {fingerprint}");
        }
    }
    Ok(if checkup.well { Ended::Well } else { Ended::NotWell })
}

/// No more than one byte over the limit, so that a file of any size is refused at once.
fn read(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(script::LARGEST_RECIPE).unwrap_or(u64::MAX).saturating_add(1);
    File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    // The cut may go through a character.
    let cut = bytes.len() > script::LARGEST_RECIPE;
    let whole = String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error.utf8_error()));
    if cut { Ok(" ".repeat(script::LARGEST_RECIPE + 1)) } else { whole }
}

/// `file:line:column: key: what`.
fn line(file: &str, kind: &str, wrong: &WrongPlace) -> String {
    let place = wrong.line.zip(wrong.column).map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let key = if wrong.key.is_empty() { String::new() } else { format!("{}: ", wrong.key) };
    format!("{file}{place}: {kind}{key}{}", wrong.what)
}
