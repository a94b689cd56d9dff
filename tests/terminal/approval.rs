//! An administrator approves in every way there is, for every recipe that asks for it; and what is refused on the way.

use sendoff_recipes::{Answers, Recipes};
use sendoff_values::StepId;
use serde_json::{Value, json as object};

use crate::script::{json, sendoff};

/// The recipes that ask for an approval with the answers they propose.
fn asking() -> Vec<String> {
    let recipes = Recipes::bundled().unwrap();
    let asks = |recipe: &&sendoff_recipes::Recipe| {
        let tailored = recipe.tailored(&Answers::default());
        tailored.step(StepId::Approval).is_some() && tailored.step(StepId::RedirectUri).is_some()
    };
    recipes.recipes().iter().filter(asks).map(|recipe| recipe.id.as_str().to_owned()).collect()
}

fn rehearsed(recipe: &str, way: &str) -> Value {
    let output = sendoff(&["rehearse", "--recipe", recipe, "--approval", way, "--json"], "");
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    assert_eq!(output.status.code(), Some(0), "{recipe} {way}: {}", String::from_utf8_lossy(&said));
    json(&output)
}

#[test]
fn on_the_page_after_detours_and_by_the_note() {
    let asking = asking();
    assert!(asking.len() >= 3, "{asking:?}");
    for recipe in &asking {
        for (way, refused) in [
            ("page", object!([])),
            ("detours", object!(["not-an-approver", "approval-declined"])),
            // The check before anybody followed the note finds nothing approved, and says no more than that.
            ("note", object!(["approval-pending"])),
        ] {
            let report = rehearsed(recipe, way);
            let approval = object!({ "way": way, "refused": refused, "approved": true });
            assert_eq!(report["approval"], approval, "{recipe}");
            assert_eq!(report["saved"], true);
            assert!(report["steps"].as_array().unwrap().iter().all(|step| step["state"] == "done"), "{recipe} {way}");
        }
    }
    println!("{} recipes, each by page, detours and note", asking.len());
}
