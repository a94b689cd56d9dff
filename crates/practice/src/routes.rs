//! Which address is answered by whom.

use crate::http::strangers;
use crate::office::Office;
use crate::{google, graph, identity, inbox, portal, provider};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

/// What a browser opens: sign-in and consent, the portal, the inbox. A form of the sign-in may come from an application's page
/// (OpenID Connect Core 1.0, section 3.1.2.1), one of the others comes from the office's own.
pub(crate) fn pages(office: &Office) -> Router {
    let own = inbox::pages().merge(portal::pages()).layer(from_fn(strangers::by_form));
    let all = identity::pages()
        .merge(provider::pages())
        .merge(google::pages())
        .merge(own)
        .layer(from_fn_with_state(office.clone(), strangers::by_host));
    all.with_state(office.clone())
}

/// What programs talk to in the clouds the directory is not in.
pub(crate) fn abroad(office: &Office) -> Router {
    identity::abroad().merge(graph::abroad()).with_state(office.clone())
}

/// What programs talk to: discovery, keys, tokens, Graph.
pub(crate) fn secure(office: &Office) -> Router {
    identity::secure()
        .merge(provider::secure())
        .merge(google::secure())
        .merge(graph::routes())
        .with_state(office.clone())
}
