//! The look of the pages a browser opens: one plain frame marked PRACTICE, and the escaping of everything put into it.
//!
//! No page here looks like a vendor's, and none runs a script but the one that submits a form-post answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What a page may load: its own style and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// Escapes a value for element text and for a quoted attribute.
pub fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// How wide a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// One column: a sign-in.
    Narrow,
    /// Tables and long texts, with the way to portal and inbox above them.
    Wide,
}

/// A page of the sign-in, status 200. `title` is escaped here; `body` is HTML whose values the caller has escaped.
pub fn page(title: &str, body: &str) -> Response {
    page_with(StatusCode::OK, title, body)
}

/// The same with another status.
pub fn page_with(status: StatusCode, title: &str, body: &str) -> Response {
    respond(status, frame(Width::Narrow, title, body), POLICY)
}

/// A page with tables or long texts.
pub(crate) fn wide_page(status: StatusCode, title: &str, body: &str) -> Response {
    respond(status, frame(Width::Wide, title, body), POLICY)
}

/// A page with one inline script, allowed by `nonce` alone.
pub(crate) fn page_with_script(title: &str, body: &str, nonce: &str) -> Response {
    let html = frame(Width::Narrow, title, body);
    respond(StatusCode::OK, html, &format!("{POLICY}; script-src 'nonce-{nonce}'"))
}

/// A hidden field of a form.
pub fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value))
}

fn respond(status: StatusCode, html: String, policy: &str) -> Response {
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn frame(width: Width, title: &str, body: &str) -> String {
    let title = escape(title);
    let (class, ways) = match width {
        Width::Narrow => ("narrow", ""),
        Width::Wide => ("wide", WAYS),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} - PRACTICE</title>\n\
         <style>{STYLE}</style>\n</head>\n<body class=\"{class}\">\n<p class=\"practice\"><strong>PRACTICE</strong> \
         <span>Nothing here reaches Microsoft or Google.</span>{ways}</p>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
}

/// From page to page of the office.
pub(crate) const WAYS: &str = " <span class=\"places\"><a href=\"/portal\">Portal</a> <a href=\"/google/console/projects\">Google</a> <a href=\"/inbox\">Inbox</a></span>";

const STYLE: &str = concat!(include_str!("tokens.css"), include_str!("html.css"));
