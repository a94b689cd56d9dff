//! `sendoff recipes`.

use crate::{Ended, NotFoundOut, to_json};

/// Prints which applications there are.
pub(crate) fn print(json: bool) -> Result<Ended, NotFoundOut> {
    let summary = sendoff_engine::script::recipes()
        .map_err(|error| NotFoundOut::because("the recipes cannot be read", &error))?;
    if json {
        println!("{}", to_json(&summary)?);
        return Ok(Ended::Well);
    }
    for recipe in summary.recipes {
        println!("{} ({}), guide of {}", recipe.name, recipe.id, recipe.date);
        for question in &recipe.questions {
            println!("  asks {}: {} (otherwise {})", question.id, question.options.join(", "), question.default);
        }
        println!("  steps: {}", recipe.steps.join(", "));
    }
    Ok(Ended::Well)
}
