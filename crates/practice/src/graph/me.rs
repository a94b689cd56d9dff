//! `GET /me`, with or without `$select`.

use super::Caller;
use super::refusal::Refusal;
use super::select;
use crate::directory::Account;
use crate::office::{Office, State as OfficeState};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

/// Permissions any of which lets a person read their own profile.
const READERS: [&str; 2] = ["User.Read", "User.Read.All"];

pub(super) async fn me(State(office): State<Office>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let mut state = office.lock();
    match profile(&mut state, &headers, &query.unwrap_or_default()) {
        Ok(profile) => Json(profile).into_response(),
        Err(refusal) => refusal.respond(&mut state, &headers),
    }
}

fn profile(state: &mut OfficeState, headers: &HeaderMap, query: &str) -> Result<Value, Refusal> {
    let caller = Caller::read(state, headers)?;
    let app_only = || Refusal::BadRequest("/me request is only valid with delegated authentication flow.".to_owned());
    let account = caller.account.as_ref().ok_or_else(app_only)?;
    if !READERS.iter().any(|name| caller.may(name)) {
        return Err(Refusal::NotAllowed);
    }
    let select = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "$select")
        .map(|(_, value)| value.into_owned());
    let mut fields = select::chosen(fields(account), select.as_deref(), "microsoft.graph.user")?;
    fields.insert("@odata.context".to_owned(), format!("{}/$metadata#users/$entity", state.addresses.graph()).into());
    Ok(Value::Object(fields))
}

/// The properties that Graph gives by default.
fn fields(account: &Account) -> Map<String, Value> {
    let mail = account.mailbox.then_some(account.address.as_str());
    let told = [
        ("businessPhones", json!([])),
        ("displayName", json!(account.name)),
        ("mail", json!(mail)),
        ("userPrincipalName", json!(account.address)),
        ("id", json!(account.id.to_string())),
    ];
    let empty = ["givenName", "jobTitle", "mobilePhone", "officeLocation", "preferredLanguage", "surname"];
    let empty = empty.into_iter().map(|name| (name, Value::Null));
    told.into_iter().chain(empty).map(|(name, value)| (name.to_owned(), value)).collect()
}
