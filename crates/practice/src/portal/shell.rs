//! The frame around every portal page: the PRACTICE banner, the way back, the side navigation, one heading.
//!
//! A page may use its own style and the one script that copies a value, both named by their hashes, and nothing else.

use super::controls;
use super::markup::{Element, Markup, element};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

const STYLE: &str = concat!(include_str!("../tokens.css"), include_str!("style.css"));
const COPY_SCRIPT: &str = include_str!("copy.js");

/// What a page may load, with the hashes of CSP level 3 section 6.7.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        STANDARD.encode(Sha256::digest(STYLE)),
        STANDARD.encode(Sha256::digest(COPY_SCRIPT)),
    )
});

/// One page: a heading, and what stands around and under it.
#[derive(Debug)]
#[must_use]
pub(crate) struct Sheet {
    heading: String,
    of: Option<String>,
    /// Where the way back begins, if not at the portal.
    start: Option<(&'static str, &'static str)>,
    trail: Vec<(String, String)>,
    side: Markup,
    notice: Markup,
    content: Markup,
    status: StatusCode,
}

impl Sheet {
    /// A page with this heading and nothing on it.
    pub(crate) fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            of: None,
            start: None,
            trail: Vec::new(),
            side: Markup::nothing(),
            notice: Markup::nothing(),
            content: Markup::nothing(),
            status: StatusCode::OK,
        }
    }

    /// Whose page it is, shown above the heading.
    pub(crate) fn of(mut self, owner: &str) -> Self {
        self.of = Some(owner.to_owned());
        self
    }

    /// A page of another place than the portal: its name, and where its way back begins.
    pub(crate) fn start(mut self, label: &'static str, address: &'static str) -> Self {
        self.start = Some((label, address));
        self
    }

    /// One more step of the way back, outermost first.
    pub(crate) fn trail(mut self, label: impl Into<String>, address: String) -> Self {
        self.trail.push((label.into(), address));
        self
    }

    /// The navigation beside the content.
    pub(crate) fn side(mut self, navigation: impl Into<Markup>) -> Self {
        self.side = navigation.into();
        self
    }

    /// What has just been done, said once under the heading.
    pub(crate) fn notice(mut self, notice: impl Into<Markup>) -> Self {
        self.notice = notice.into();
        self
    }

    /// Something on the page, after what is already there.
    pub(crate) fn content(mut self, content: impl Into<Markup>) -> Self {
        self.content = Markup::all([self.content, content.into()]);
        self
    }

    /// The status of the answer where it is not 200.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    fn head(&self) -> Element {
        let place = self.start.map(|(label, _)| label);
        let title: String = [Some(self.heading.as_str()), self.of.as_deref(), place, Some("PRACTICE portal")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" - ");
        element("head").each([
            element("meta").with("charset", "utf-8"),
            element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
            element("title").inside(title),
            element("style").inside(Markup::compiled(STYLE)),
        ])
    }

    fn main(self) -> Element {
        let owner = self.of.map(|owner| element("p").class("owner").inside(owner));
        element("main")
            .with("id", "content")
            .inside(owner)
            .inside(element("h1").inside(self.heading))
            .inside(self.notice)
            .inside(self.content)
    }

    fn document(self) -> String {
        let head = self.head();
        let trail = trail(self.start, &self.trail);
        let side = self.side.clone();
        let body = element("body")
            .inside(element("a").class("skip").with("href", "#content").inside("Skip to the content"))
            .inside(banner())
            .inside(trail)
            .inside(element("div").class("panes").inside(side).inside(self.main()))
            .inside(element("p").class("visually-hidden").with("id", "copied").with("role", "status"))
            .inside(element("script").inside(Markup::compiled(COPY_SCRIPT)));
        let html = Markup::from(element("html").with("lang", "en").inside(head).inside(body));
        format!("<!doctype html>\n{}\n", html.into_string())
    }
}

impl IntoResponse for Sheet {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.document()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Ok(policy) = HeaderValue::from_str(&POLICY) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

fn banner() -> Element {
    element("p")
        .class("practice")
        .inside(element("strong").inside("PRACTICE"))
        .inside(element("span").inside("Nothing here reaches Microsoft or Google."))
        .inside(Markup::compiled(crate::html::WAYS))
}

fn trail(start: Option<(&str, &str)>, steps: &[(String, String)]) -> Element {
    let start = start.unwrap_or(("Practice portal", "/portal"));
    let steps = steps.iter().map(|(label, address)| (label.as_str(), address.as_str()));
    let steps = std::iter::once(start).chain(steps);
    let links = steps.map(|(label, address)| element("li").inside(controls::link(label, address)));
    element("header").inside(element("nav").with("aria-label", "Way back").inside(element("ol").each(links)))
}
