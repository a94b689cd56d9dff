//! Does the directory exist? Discovery needs no sign-in and names the directory's ID (OpenID Connect Discovery 1.0
//! section 4; learn.microsoft.com/entra/identity-platform/v2-protocols-oidc, read 2026-11-21).

use sendoff_problem::{Details, Kind, Problem, ValueName};
use sendoff_recipes::{Elsewhere, Endpoint};
use sendoff_values::{Stage, Tenant, TenantId};
use sendoff_wire::{Answer, Request};
use serde::Deserialize;

use crate::{
    report::Reporter,
    way::{Way, busy_or_down, table_fault},
};

/// The members of the document that are looked at.
#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    cloud_instance_name: Option<String>,
    tenant_region_sub_scope: Option<String>,
}

/// A refusal in the shape of Entra's errors (learn.microsoft.com/entra/identity-platform/reference-error-codes).
#[derive(Deserialize)]
struct Refusal {
    error: String,
    #[serde(default)]
    error_description: String,
    #[serde(default)]
    error_codes: Vec<u32>,
    trace_id: Option<String>,
    correlation_id: Option<String>,
}

/// Finds the ID of the directory that `tenant` names.
///
/// # Errors
/// If there is none, or nobody could be asked.
pub async fn find(way: &Way, tenant: &Tenant, reporter: &Reporter) -> Result<TenantId, Problem> {
    reporter.working(Stage::FindDirectory);
    let found = ask(way, tenant).await;
    match &found {
        Ok(_) => reporter.done(Stage::FindDirectory),
        Err(_) => reporter.failed(Stage::FindDirectory),
    }
    found.map_err(|problem| problem.with(ValueName::Directory, tenant.as_str()))
}

async fn ask(way: &Way, tenant: &Tenant) -> Result<TenantId, Problem> {
    let address = way.provider.endpoint(Endpoint::Discovery, tenant).ok_or_else(|| table_fault("no discovery"))?;
    let request = || Request::get(address.clone()).token_sized();
    let answer = match way.wire.send(request()).await {
        Err(fault) if fault.may_repeat() => way.wire.send(request()).await,
        first => first,
    }?;
    if let Some(problem) = busy_or_down(&answer) {
        return Err(problem);
    }
    if answer.status() == 200 { named(way, &answer) } else { Err(refused(way, &answer)) }
}

/// The issuer must be this provider's and name a directory by its ID.
fn named(way: &Way, answer: &Answer) -> Result<TenantId, Problem> {
    let document: Discovery = answer.json()?;
    at_home(way, &document)?;
    let authority = way.provider.login().as_str().trim_end_matches('/');
    let id = document.issuer.strip_prefix(authority).and_then(|rest| rest.strip_prefix('/'));
    let id = id.and_then(|rest| rest.split('/').next()).and_then(|segment| segment.parse::<TenantId>().ok());
    match id {
        Some(id) if way.provider.issuer(&id).as_deref() == Some(&document.issuer) => Ok(id),
        _ => Err(Problem::new(Kind::AnswerNotBelieved)),
    }
}

/// A directory is found by the hosts of other clouds too, and nothing more can be done with it there
/// (learn.microsoft.com/entra/identity-platform/authentication-national-cloud, copy of 2025-01-15).
fn at_home(way: &Way, document: &Discovery) -> Result<(), Problem> {
    let Discovery { cloud_instance_name: instance, tenant_region_sub_scope: part, .. } = document;
    match way.provider.elsewhere(instance.as_deref(), part.as_deref()) {
        None => Ok(()),
        Some(Elsewhere::Unnamed) => Err(Problem::new(Kind::OtherCloud)),
        Some(Elsewhere::Named(name, provider)) => {
            let problem = Problem::new(Kind::OtherCloud).with(ValueName::Cloud, name.as_str());
            Err(provider.into_iter().fold(problem, |problem, id| problem.with(ValueName::Provider, id.as_str())))
        }
    }
}

fn refused(way: &Way, answer: &Answer) -> Problem {
    let refusal: Refusal = match answer.json() {
        Ok(refusal) => refusal,
        Err(fault) => return fault.into(),
    };
    let kind = way.catalogue.kind_of(refusal.error_codes.first().copied(), Some(&refusal.error));
    Problem::new(kind).with_details(details(&refusal, answer.status()))
}

/// What goes under *Details*, fit to show: whoever answered wrote these texts.
fn details(refusal: &Refusal, status: u16) -> Details {
    let word = |text: &str| Details::words(text).chars().take(64).collect::<String>();
    let number = refusal.error_codes.first();
    Details {
        code: Some(number.map_or_else(|| word(&refusal.error), |number| format!("AADSTS{number}"))),
        said: Some(Details::words(&refusal.error_description)),
        status: Some(status),
        trace_id: refusal.trace_id.as_deref().map(word),
        correlation_id: refusal.correlation_id.as_deref().map(word),
        ..Details::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_refusal_says_is_short_and_fit_to_show() {
        let hostile = format!("\u{1b}]0;x\u{7}\u{202e}{}", "x".repeat(9_000));
        let refusal = Refusal {
            error: hostile.clone(),
            error_description: hostile.clone(),
            error_codes: Vec::new(),
            trace_id: Some(hostile.clone()),
            correlation_id: Some(hostile),
        };
        let details = details(&refusal, 400);
        for text in [details.code, details.said, details.trace_id, details.correlation_id] {
            let text = text.unwrap();
            assert!(text.len() <= 512 && !text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
        }
    }
}
