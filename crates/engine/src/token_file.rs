//! The file from which an application reads access that does not fit into its own fields. Beside the encrypted bundle it is the
//! one file of ours with a secret in it, and it is written because somebody asked for it, for its owner alone.

use std::time::Duration;

use sendoff_journey::Outcome;
use sendoff_oauth::{ClientIdentifier, Refresh, TokenAnswer, TokenRequest};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::ProvidedBy;
use sendoff_values::{ConnectionId, RefreshToken};
use sendoff_vault::Opens;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{sheet, way::Way, workplace::Shared};

/// What an answer that does not say it counts as: Entra's access lasts 60 to 90 minutes
/// (learn.microsoft.com/entra/identity-platform/access-tokens, "Token lifetime", copy of 2025).
const USUALLY_LASTS: Duration = Duration::from_hours(1);

/// As ZappySys reads it: "RefreshTokenFilePath" of its Outlook Mail connector.
#[derive(Serialize)]
struct TokenFile<'a> {
    access_token: &'a str,
    refresh_token: &'a str,
    expires_in: u64,
}

/// Asks for new access with the connection's own, and writes both where the person wants them. What is in the keychain stays: the
/// provider takes the old as long as the new (learn.microsoft.com/entra/identity-platform/refresh-tokens, copy of 2025).
pub(crate) async fn write(
    shared: &Shared,
    provider: &ProvidedBy,
    connection: &ConnectionId,
    name: &str,
) -> Result<Outcome, Problem> {
    let record = shared.workplace.vault.read(connection).await?;
    // Only a recipe for signed-in access has such a file, and its connection holds what renews it.
    let none = || Problem::new(Kind::NoLastingAccess);
    let held = record.opens.refresh_token().ok_or_else(none)?;
    let answer = renewed(&*shared.way(provider)?, &record.opens, held).await?.ok_or_else(none)?;
    let contents = contents(&answer, held)?;
    let saved = shared.workplace.ports.files.save_for_owner(name, &contents).await;
    Ok(Outcome::TokenFileWritten { path: sheet::place(saved, name)? })
}

/// New access for a registration; nothing where a password opens the mailbox, which is renewed by nobody.
async fn renewed(way: &Way, opens: &Opens, held: &RefreshToken) -> Result<Option<TokenAnswer>, Problem> {
    let Opens::Registration { client_id, tenant_id, client_secret, .. } = opens else { return Ok(None) };
    let client = ClientIdentifier::new(client_id.as_str().to_owned());
    let endpoints = way.endpoints(tenant_id.as_ref())?;
    let request = TokenRequest::refresh(&endpoints, &client, Some(client_secret), held, &[]);
    let answer = way.token(&request).await.map_err(|refused| refused.problem(way))?;
    Ok(Some(answer.0))
}

/// Into a buffer that never grows: growing would leave an unwiped copy behind.
fn contents(answer: &TokenAnswer, held: &RefreshToken) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let refresh = match &answer.refresh {
        Refresh::Given(new) => new.expose(),
        Refresh::KeepOld | Refresh::NotAsked | Refresh::Missing => held.expose(),
    };
    let access = answer.access_token.expose();
    let expires_in = answer.expires_in.unwrap_or(USUALLY_LASTS).as_secs();
    let mut json = Zeroizing::new(Vec::with_capacity(128 + 6 * (access.len() + refresh.len())));
    let file = TokenFile { access_token: access, refresh_token: refresh, expires_in };
    serde_json::to_writer(&mut *json, &file).map_err(|_| Problem::new(Kind::DiskFailed))?;
    Ok(json)
}
