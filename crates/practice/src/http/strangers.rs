//! Turns away what pages of other sites make a browser send here. The office knows no password, so that whoever may ask may
//! do everything.

use crate::office::Office;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Hosts under which the pages are opened. Any other name that leads here was made to lead here, so that a page of that name
/// may read the answers (DNS rebinding).
const HOSTS: [&str; 2] = ["127.0.0.1", "localhost"];

/// Answers for one of our own hosts only.
pub(crate) async fn by_host(State(office): State<Office>, request: Request, next: Next) -> Response {
    let port = office.lock().addresses.pages_port();
    if is_own_host(request.headers(), port) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

/// Takes forms from the office's own pages only. Browsers say whose page it was (Fetch Metadata, section 2.3); a program that
/// says nothing is no browser.
pub(crate) async fn by_form(request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let site = request.headers().get("sec-fetch-site");
    if looks || site.is_none_or(|site| site == "same-origin" || site == "none") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn is_own_host(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    HOSTS.iter().any(|own| *host == format!("{own}:{port}"))
}
