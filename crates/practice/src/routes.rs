//! Which address is answered by whom.

use crate::office::Office;
use crate::{graph, identity, inbox, portal};
use axum::Router;

/// What a browser opens: sign-in and consent, the portal, the inbox.
pub(crate) fn pages(office: &Office) -> Router {
    identity::pages().merge(inbox::pages()).merge(portal::pages()).with_state(office.clone())
}

/// What programs talk to: discovery, keys, tokens, Graph.
pub(crate) fn secure(office: &Office) -> Router {
    identity::secure().merge(graph::routes()).with_state(office.clone())
}
