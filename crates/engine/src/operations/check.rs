//! Do directory, ID and secret belong together? A client-credentials request tells before any browser opens, even when
//! no permission was granted to the application itself (protocol-facts 1.14, unconfirmed against a live directory).
//! The token is thrown away. Where there are no directories, the exchange of a code that cannot exist tells: an application
//! that is who it says it is learns that the code is no good (RFC 6749 section 5.2, `invalid_grant`).

use std::time::Duration;

use jiff::Timestamp;
use sendoff_journey::StageDetail;
use sendoff_oauth::{ClientIdentifier, ErrorName, TokenRequest};
use sendoff_problem::{Problem, ValueName};
use sendoff_values::{ClientId, ClientSecret, Stage, StageState, TenantId};

use crate::{
    report::Reporter,
    way::{NoToken, Way},
};

/// How long to wait between tries while a secret or registration is too new to be known everywhere.
///
/// A new secret can take up to a minute (seen in the field; no vendor page says so).
#[derive(Clone, Debug)]
pub struct Patience {
    /// One pause before each further try.
    pub pauses: Vec<Duration>,
    /// What was pasted longer ago than this is not new.
    pub new_for: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { pauses: [5, 10, 15, 30].map(Duration::from_secs).to_vec(), new_for: Duration::from_mins(3) }
    }
}

/// What is checked.
pub struct Checked<'a> {
    /// The directory; none where the provider has none.
    pub tenant: Option<&'a TenantId>,
    /// The client ID.
    pub client_id: &'a ClientId,
    /// The secret.
    pub secret: &'a ClientSecret,
    /// When it was pasted.
    pub made_at: Timestamp,
}

/// Checks, waiting out the provider's delay for what was made moments ago.
///
/// # Errors
/// If they do not belong together, or nobody could be asked.
pub async fn check(way: &Way, checked: &Checked<'_>, patience: &Patience, reporter: &Reporter) -> Result<(), Problem> {
    reporter.working(Stage::CheckSecret);
    let outcome = try_with_patience(way, checked, patience, reporter).await;
    match &outcome {
        Ok(()) => reporter.done(Stage::CheckSecret),
        Err(_) => reporter.failed(Stage::CheckSecret),
    }
    outcome.map_err(|problem| {
        let problem = problem.with(ValueName::ClientId, checked.client_id.as_str());
        match checked.tenant {
            Some(directory) => problem.with(ValueName::Directory, directory.as_str()),
            None => problem,
        }
    })
}

async fn try_with_patience(
    way: &Way,
    checked: &Checked<'_>,
    patience: &Patience,
    reporter: &Reporter,
) -> Result<(), Problem> {
    let mut pauses = patience.pauses.iter();
    loop {
        let refusal = match ask(way, checked).await? {
            Ok(()) => return Ok(()),
            Err(NoToken::Refused(refusal)) => refusal,
            Err(NoToken::Problem(problem)) => return Err(*problem),
        };
        let new = reporter.now().duration_since(checked.made_at).unsigned_abs() <= patience.new_for;
        match pauses.next().filter(|_| new && way.may_be_too_early(&refusal)) {
            Some(pause) => wait(*pause, reporter).await,
            None => return Err(way.explain(&refusal)),
        }
    }
}

async fn ask(way: &Way, checked: &Checked<'_>) -> Result<Result<(), NoToken>, Problem> {
    let endpoints = way.endpoints(checked.tenant)?;
    let client = ClientIdentifier::new(checked.client_id.as_str().to_owned());
    if checked.tenant.is_some() {
        let request = TokenRequest::client_credentials(&endpoints, &client, checked.secret, way.application_scope());
        return Ok(way.token(&request).await.map(drop));
    }
    let request = TokenRequest::probe(&endpoints, &client, checked.secret, &way.provider.assistant_redirect);
    Ok(match way.token(&request).await {
        Err(NoToken::Refused(refusal)) if refusal.name == ErrorName::InvalidGrant => Ok(()),
        answered => answered.map(drop),
    })
}

async fn wait(pause: Duration, reporter: &Reporter) {
    let again = reporter.now().checked_add(pause).unwrap_or_else(|_| reporter.now());
    reporter.say(Stage::CheckSecret, StageState::Working, StageDetail::TryingAgainAt(again));
    tokio::time::sleep(pause).await;
    reporter.working(Stage::CheckSecret);
}
