//! Opens whatever is on standard input, a JSON text a line, by the engine's own door: the provider's table, then the
//! system browser. A line without a host of the table must end at the first; `raw` lines go to the second alone.

use std::{io, time::Instant};

use sendoff_engine::{ports::Browser, system::SystemBrowser};
use sendoff_recipes::{Provider, ProviderId, Recipes};
use serde_json::{Value, json};
use url::Url;

use crate::{say, signing_in::way};

pub(crate) async fn open() {
    let recipes = Recipes::bundled().expect("recipes");
    let provider: Provider = recipes.provider(ProviderId::Microsoft).expect("a provider").clone();
    let way = way(&recipes, provider);
    for line in io::stdin().lines() {
        let asked: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let Ok(address) = Url::parse(asked["open"].as_str().expect("an address")) else {
            say(&json!({ "opened": false, "ms": 0 }));
            continue;
        };
        let since = Instant::now();
        let opened = if asked["raw"] == true {
            SystemBrowser.open(&address).await
        } else {
            way.open(&SystemBrowser, &address).await
        };
        say(&json!({ "opened": opened.is_ok(), "ms": u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX) }));
    }
}
