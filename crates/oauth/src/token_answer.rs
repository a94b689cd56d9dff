//! The answer of a token endpoint: status and body into a token or a named fault (RFC 6749 sections 5.1 and 5.2).

use std::time::Duration;

use sendoff_values::{AccessToken, IdToken, RefreshToken};
use serde_json::error::Category;

use crate::{
    Granted, ProviderRefusal, TokenFault, TokenRequest,
    json::{Object, Value},
    refusal::word,
    token_request::Lasting,
};

const LARGEST: usize = 256 * 1024;
const LONGEST_TOKEN: usize = 64 * 1024;
const DAY: Duration = Duration::from_hours(24);

/// Members whose doubling makes an answer worthless.
const READ: [&str; 11] = [
    "access_token",
    "token_type",
    "refresh_token",
    "id_token",
    "scope",
    "error",
    "error_description",
    "error_codes",
    "expires_in",
    "suberror",
    "claims",
];

/// A token, and what came with it.
#[derive(Debug)]
pub struct TokenAnswer {
    /// Opaque: nothing here looks into it, and nothing rests on what [`crate::roles`] finds.
    pub access_token: AccessToken,
    /// What became of lasting access.
    pub refresh: Refresh,
    /// As received; [`crate::IdentityRules::check`] decides whether it is believed.
    pub id_token: Option<IdToken>,
    /// How long the access lasts, 0 to 24 hours; `None` when the answer does not say it legibly.
    pub expires_in: Option<Duration>,
    /// What the access is good for.
    pub granted: Granted,
}

/// What became of lasting access.
#[derive(Debug)]
pub enum Refresh {
    /// A new refresh token; it replaces the stored one once it has been written and read back.
    Given(RefreshToken),
    /// None, and none was asked for.
    NotAsked,
    /// None although one was asked for: the sign-in did not reach its aim. Entra: `offline_access` is missing. Google: the
    /// access was approved before without `prompt=consent`.
    Missing,
    /// None in the answer to a refresh: the old one stays good (RFC 6749 section 6).
    KeepOld,
}

pub(crate) fn read(request: &TokenRequest, status: u16, body: &[u8]) -> Result<TokenAnswer, TokenFault> {
    if (300..400).contains(&status) {
        return Err(TokenFault::Redirects { status });
    }
    let answer = object(status, body)?;
    if let Some(member) = answer.twice(&READ) {
        return Err(TokenFault::Twice { member });
    }
    if let Some(refusal) = refusal(request, status, &answer) {
        return Err(TokenFault::Refused(Box::new(refusal)));
    }
    if status == 200 { token(request, &answer) } else { Err(TokenFault::Status { status }) }
}

fn object(status: u16, body: &[u8]) -> Result<Object, TokenFault> {
    if body.len() > LARGEST {
        return Err(TokenFault::TooLarge);
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
    match body.first() {
        None => return Err(TokenFault::Empty { status }),
        Some(b'<') => return Err(TokenFault::Page { status }),
        Some(_) => {}
    }
    if std::str::from_utf8(body).is_err() || body.contains(&0) {
        return Err(TokenFault::NotUtf8 { status });
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Text(_) | Value::Number(_) | Value::List(_) | Value::Truth | Value::Null) => {
            Err(TokenFault::NotAnObject { status })
        }
        Err(error) => Err(match error.classify() {
            Category::Eof => TokenFault::Cut { status },
            Category::Syntax | Category::Data | Category::Io => TokenFault::NotJson { status },
        }),
    }
}

/// An `error` makes the answer a refusal, also with status 200. Google's API form `{"error": {...}}` is one too.
fn refusal(request: &TokenRequest, status: u16, answer: &Object) -> Option<ProviderRefusal> {
    let error = answer.get("error").filter(|error| !matches!(error, Value::Null))?;
    let nested = error.as_object();
    let spelled = error.as_text().or_else(|| nested?.text("status"));
    let clean = |text: &str| request.without_secrets(text);
    let mut refusal = spelled
        .and_then(|text| ProviderRefusal::named(&clean(text)))
        .or_else(|| ProviderRefusal::named("unreadable_error"))?;
    refusal.status = Some(status);
    refusal.number = answer.get("error_codes").and_then(first_number);
    refusal.suberror = answer.text("suberror").or_else(|| answer.text("error_subtype")).map(|text| word(&clean(text)));
    refusal.asks_claims = answer.text("claims").is_some_and(|claims| !claims.is_empty());
    refusal.trace_id = answer.text("trace_id").map(|text| word(&clean(text)));
    refusal.correlation_id = answer.text("correlation_id").map(|text| word(&clean(text)));
    let description = answer.text("error_description").or_else(|| nested?.text("message"));
    if let Some(description) = description {
        refusal.describe(&clean(description));
    }
    Some(refusal)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a whole number in range")]
fn first_number(codes: &Value) -> Option<u32> {
    let number = codes.as_list()?.first()?.as_number_or_spelled()?;
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

fn token(request: &TokenRequest, answer: &Object) -> Result<TokenAnswer, TokenFault> {
    let access_token = secret(answer, "access_token")?.ok_or(TokenFault::NoAccessToken)?;
    let token_type = answer.get("token_type").ok_or(TokenFault::NoTokenType)?;
    if !token_type.as_text().is_some_and(|text| text.eq_ignore_ascii_case("bearer")) {
        return Err(TokenFault::NotBearer);
    }
    let refresh = match (secret(answer, "refresh_token")?, request.lasting) {
        (Some(token), _) => Refresh::Given(RefreshToken::new(token)),
        (None, Lasting::Asked) => Refresh::Missing,
        (None, Lasting::NotAsked) => Refresh::NotAsked,
        (None, Lasting::Held) => Refresh::KeepOld,
    };
    Ok(TokenAnswer {
        access_token: AccessToken::new(access_token),
        refresh,
        id_token: secret(answer, "id_token")?.map(IdToken::new),
        expires_in: answer.get("expires_in").and_then(Value::as_number_or_spelled).map(clamp),
        granted: answer.text("scope").map_or_else(|| Granted::AsAsked(request.asked.clone()), Granted::read),
    })
}

/// A token that may go into a header as it is. An empty one counts as absent, and so does `null`.
fn secret(answer: &Object, member: &'static str) -> Result<Option<String>, TokenFault> {
    match answer.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Text(text)) if text.is_empty() => Ok(None),
        Some(Value::Text(text)) if text.len() <= LONGEST_TOKEN && text.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(Some(text.to_string()))
        }
        Some(Value::Text(_) | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Truth) => {
            Err(TokenFault::MalformedToken { member })
        }
    }
}

fn clamp(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds.clamp(0.0, DAY.as_secs_f64()))
}
