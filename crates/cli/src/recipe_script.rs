//! `sendoff recipes script`: what the steps in the portal make, written out for a shell.

use sendoff_engine::{
    ProviderId,
    by_script::{self, NoScript, Script, ScriptWish},
    ports::SystemRandomness,
    script::{self, Answer, Answers, Recipes},
};
use sendoff_words::{Text, Words};
use serde::Serialize;

use crate::{Ended, NotFoundOut, arguments::ScriptWishes, refusal::Refusal, rehearse, to_json};

/// What `--json` prints of a script.
#[derive(Serialize)]
struct PrintedScript {
    recipe: String,
    dialect: &'static str,
    file_name: &'static str,
    instructions: Vec<String>,
    text: String,
}

/// Prints the script alone, so that it can go into a file; how to run it stands in its first lines.
pub(crate) fn print(wishes: ScriptWishes) -> Result<Ended, Refusal> {
    let recipes = Recipes::bundled().map_err(|error| NotFoundOut::because("the recipes cannot be read", &error))?;
    if script::provider(&recipes, &wishes.recipe, &Answers::default()) == ProviderId::Discovered {
        return Err(Refusal::wrong_usage(&NoScript::NotThere(wishes.recipe).to_string()));
    }
    let answers = rehearse::given(&recipes, &wishes.recipe, &wishes.answer)?;
    let answers: Vec<(String, Answer)> = answers.into_iter().map(|one| (one.question, one.answer)).collect();
    let wish = ScriptWish {
        recipe: &wishes.recipe,
        answers: &answers,
        name: wishes.name,
        months: wishes.months,
        approve: wishes.approve,
        dialect: wishes.dialect,
    };
    let written = by_script::write_bundled(wish, &SystemRandomness, &Words::english());
    let script = written.map_err(|error| NotFoundOut::because("no script can be written", &error))?;
    if wishes.json {
        println!("{}", to_json(&printed(wishes.recipe, script))?);
    } else {
        print!("{}", script.text);
    }
    Ok(Ended::Well)
}

fn printed(recipe: String, script: Script) -> PrintedScript {
    let Script { dialect, text, instructions } = script;
    let instructions = instructions.iter().map(Text::line).collect();
    PrintedScript { recipe, dialect: dialect.as_str(), file_name: dialect.file_name(), instructions, text }
}
