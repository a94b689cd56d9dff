//! What does a provider say about itself? Its documents are public, so they are asked for without any secret, by a way that reaches this one
//! host (OpenID Connect Discovery 1.0 section 4, then RFC 8414 section 3). Its mail servers are knocked at, and told nothing.

use sendoff_oauth::{Ability, Discovered, DiscoveryFault};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{FoundProvider, MailServer, ProviderNames};
use sendoff_values::Stage;
use sendoff_wire::{Answer, Request, Wire};
use url::Url;

use crate::{
    found::{found, issuer, not_believed},
    report::Reporter,
    way::{Ways, busy_or_down},
};

/// Finds the provider of these names.
///
/// # Errors
/// If nothing to be believed is published under its name, if it cannot be used, or if a mail server is not there.
pub async fn find(ways: &Ways, names: &ProviderNames, reporter: &Reporter) -> Result<FoundProvider, Problem> {
    reporter.working(Stage::FindProvider);
    let asked = ask(ways, names).await;
    let (wire, found) = match asked {
        Ok(found) => found,
        Err(problem) => {
            reporter.failed(Stage::FindProvider);
            return Err(problem.with(ValueName::Host, names.host()));
        }
    };
    reporter.done(Stage::FindProvider);
    for (part, server) in (1..).zip(names.mail.all()) {
        knock(&wire, server, &reporter.of_part(part)).await?;
    }
    Ok(found)
}

async fn ask(ways: &Ways, names: &ProviderNames) -> Result<(std::sync::Arc<Wire>, FoundProvider), Problem> {
    let (base, whereabouts) = ways.finder()?;
    let asked = issuer(&names.issuer)?;
    let wire = whereabouts.to_look(&base, names)?;
    let mut missed = Problem::new(Kind::ProviderNotFound);
    for document in asked.documents() {
        let answer = get(&wire, &whereabouts.asked_at(&base, &document)?).await?;
        if answer.status() != 200 {
            continue;
        }
        match Discovered::read(&asked, answer.body()) {
            Ok(discovered) => return usable(&discovered).map(|()| (wire, found(names, &discovered))),
            // Many servers answer everything with a page of theirs.
            Err(DiscoveryFault::NotADocument) => missed = not_believed(&DiscoveryFault::NotADocument),
            Err(fault) => return Err(not_believed(&fault)),
        }
    }
    Err(missed)
}

async fn get(wire: &Wire, address: &Url) -> Result<Answer, Problem> {
    let request = || Request::get(address.clone()).token_sized();
    let answer = match wire.send(request()).await {
        Err(fault) if fault.may_repeat() => wire.send(request()).await,
        first => first,
    }?;
    busy_or_down(&answer).map_or(Ok(answer), Err)
}

/// A secret is sent in the form; a provider that takes it in a header alone is told so, and not guessed at.
fn usable(discovered: &Discovered) -> Result<(), Problem> {
    if discovered.can(Ability::SecretInForm) { Ok(()) } else { Err(Problem::new(Kind::ProviderTakesNoSecret)) }
}

async fn knock(wire: &Wire, server: &MailServer, reporter: &Reporter) -> Result<(), Problem> {
    reporter.working(Stage::FindServer);
    let opened = async { wire.door(&server.host, server.port).await?.open().await };
    let opened = opened.await.map(drop).map_err(Problem::from);
    match &opened {
        Ok(()) => reporter.done(Stage::FindServer),
        Err(_) => reporter.failed(Stage::FindServer),
    }
    opened.map_err(|problem| problem.with(ValueName::Host, &server.host).with(ValueName::Port, server.port.to_string()))
}
