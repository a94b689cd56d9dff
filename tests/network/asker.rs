//! A program that asks one address once, as this one does everything: with the system's trust, names and proxy. It prints what came
//! of it as one line of JSON, so that a test can ask from surroundings of its own making.

use sendoff_problem::Problem;
use sendoff_wire::{AllowedHosts, ProxyChoice, Request, SystemNames, Trust, Wire, WireSettings};
use sendoff_words::{Known, Words};
use serde_json::{Value, json};
use url::Url;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address: Url = std::env::args().nth(1).ok_or("network-asker ADDRESS")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let said = runtime.block_on(ask(address))?;
    std::io::Write::write_all(&mut std::io::stdout(), format!("{said}\n").as_bytes())?;
    Ok(())
}

async fn ask(address: Url) -> Result<Value, Box<dyn std::error::Error>> {
    let allowed = match address.port() {
        Some(port) => AllowedHosts::loopback([("localhost", port)])?,
        None => AllowedHosts::provider([address.host_str().unwrap_or_default()])?,
    };
    let names = std::sync::Arc::new(SystemNames);
    let limits = sendoff_wire::Limits::default();
    let settings = WireSettings { allowed, trust: Trust::System, proxy: ProxyChoice::System, limits, names };
    Ok(match Wire::new(settings)?.send(Request::get(address)).await {
        Ok(answer) => json!({ "status": answer.status() }),
        Err(fault) => {
            let problem = Problem::from(fault);
            let words = Words::english().problem_words(&problem, &Known::default());
            json!({ "kind": problem.kind.as_str(), "title": words.title.line(), "why": words.why.line() })
        }
    })
}
