//! `sendoff read`: what does this text contain?

use std::io::Read;

use sendoff_engine::script;
use sendoff_problem::{Kind, Problem};
use sendoff_words::{Known, Words};
use zeroize::Zeroizing;

use crate::{Ended, NotFoundOut, to_json};

/// Reads standard input and prints what it contains.
pub(crate) fn print(recipe: Option<&str>, json: bool) -> Result<Ended, NotFoundOut> {
    let text = Zeroizing::new(standard_input()?);
    let words = Words::english();
    let why = |kind| sentence(&words, kind);
    let reading = match script::read(&text, recipe, why) {
        Ok(reading) => reading,
        Err(script::NotRead::Text(problem)) => return Err(NotFoundOut(sentence(&words, problem.kind))),
        Err(error) => return Err(NotFoundOut::because("nothing was read", &error)),
    };
    if json {
        println!("{}", to_json(&reading)?);
    } else {
        for field in &reading.fields {
            println!("{:<16} {}", field.field.as_str(), field.value);
        }
        for declined in &reading.declined {
            println!("{:<16} {}", "not taken", declined.why);
        }
    }
    let nothing = reading.fields.is_empty() && reading.declined.is_empty();
    if nothing && !json {
        println!("{}", sentence(&words, Kind::NothingRead));
    }
    Ok(if reading.fields.is_empty() { Ended::NotWell } else { Ended::Well })
}

fn sentence(words: &Words, kind: Kind) -> String {
    words.problem_words(&Problem::new(kind), &Known::default()).title.line()
}

/// One byte more than is taken, so that a longer text is noticed.
fn standard_input() -> Result<String, NotFoundOut> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(script::LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| NotFoundOut::because("standard input cannot be read", &error))?;
    String::from_utf8(bytes).map_err(|_| NotFoundOut("standard input is not UTF-8 text".to_owned()))
}
