//! Replies. Every one carries every protective header, which no server library does for its own error replies.

use crate::{
    Noise,
    address::RECEIVED,
    page::{Page, policy},
};

/// What is sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    status: &'static str,
    extra: Option<(&'static str, &'static str)>,
    page: Option<Page>,
    /// Whether the person, once it is sent, has the page that belongs to the answer.
    pub(crate) ends_the_wait: bool,
}

impl Reply {
    /// A page with status 200.
    pub(crate) fn page(page: Page) -> Self {
        Self { status: "200 OK", extra: None, page: Some(page), ends_the_wait: true }
    }

    /// On to the page, by an address that holds nothing: a restored browser session then does not send the answer again.
    pub(crate) fn see_page() -> Self {
        Self { status: "303 See Other", extra: Some(("Location", RECEIVED)), page: None, ends_the_wait: false }
    }

    /// For a request that was turned away; `None` when nothing is to be said. Where a person may be looking, the page
    /// tells them to go back: `turned` is what the wait shows then.
    pub(crate) fn to(noise: Noise, allowed: &'static str, turned: Page) -> Option<Self> {
        let (status, page) = match noise {
            Noise::Flawed(_) => ("400 Bad Request", None),
            Noise::LineTooLong => ("414 URI Too Long", None),
            Noise::HeadTooLarge => ("431 Request Header Fields Too Large", None),
            Noise::ForeignHost => ("421 Misdirected Request", None),
            Noise::Preflight => ("403 Forbidden", None),
            Noise::Method => ("405 Method Not Allowed", None),
            Noise::NotFound => ("404 Not Found", None),
            Noise::NotNavigation | Noise::ForeignOrigin => ("403 Forbidden", Some(turned)),
            Noise::ContentType => ("415 Unsupported Media Type", Some(turned)),
            Noise::NoLength => ("411 Length Required", None),
            Noise::BodyTooLarge => ("413 Content Too Large", None),
            Noise::Expectation => ("417 Expectation Failed", None),
            Noise::TooSlow => ("408 Request Timeout", None),
            Noise::Answer(_) => ("400 Bad Request", Some(turned)),
            Noise::Silent => return None,
        };
        let extra = (noise == Noise::Method).then_some(("Allow", allowed));
        Some(Self { status, extra, page, ends_the_wait: false })
    }

    /// The bytes to send.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let body = self.page.map_or("", Page::html);
        let mut text = format!("HTTP/1.1 {}\r\n", self.status);
        let mut header = |name: &str, value: &str| {
            for part in [name, ": ", value, "\r\n"] {
                text.push_str(part);
            }
        };
        for (name, value) in PROTECTIVE {
            header(name, value);
        }
        header("Content-Security-Policy", policy());
        if let Some((name, value)) = self.extra {
            header(name, value);
        }
        if self.page.is_some() {
            header("Content-Type", "text/html; charset=utf-8");
        }
        header("Content-Length", &body.len().to_string());
        text.push_str("\r\n");
        text.push_str(body);
        text.into_bytes()
    }
}

const PROTECTIVE: [(&str, &str); 7] = [
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Connection", "close"),
];

#[cfg(test)]
mod tests {
    use sendoff_oauth::NoiseReason;

    use super::*;
    use crate::Flaw;

    /// Every kind of reply there is.
    fn all() -> Vec<Reply> {
        let flaws = [Flaw::NotHttp, Flaw::Malformed, Flaw::Target, Flaw::Pipelined, Flaw::Framing, Flaw::Incomplete];
        let noises = [
            Noise::LineTooLong,
            Noise::HeadTooLarge,
            Noise::ForeignHost,
            Noise::Preflight,
            Noise::Method,
            Noise::NotFound,
            Noise::NotNavigation,
            Noise::ContentType,
            Noise::ForeignOrigin,
            Noise::NoLength,
            Noise::BodyTooLarge,
            Noise::Expectation,
            Noise::TooSlow,
            Noise::Answer(NoiseReason::NoState),
            Noise::Silent,
        ];
        let turned = flaws.map(Noise::Flawed).into_iter().chain(noises);
        let own = [Reply::page(Page::Received), Reply::page(Page::NotFinished), Reply::see_page()];
        turned.filter_map(|noise| Reply::to(noise, "GET", Page::NotFinished)).chain(own).collect()
    }

    #[test]
    fn every_reply_carries_all_eight_headers_once() {
        let replies = all();
        for reply in &replies {
            let text = String::from_utf8(reply.bytes()).unwrap();
            let (head, _) = text.split_once("\r\n\r\n").unwrap();
            let policy = ("Content-Security-Policy", policy());
            for (name, value) in PROTECTIVE.into_iter().chain([policy]) {
                let lines = head.lines().filter(|line| line.starts_with(&format!("{name}:")));
                assert_eq!(lines.collect::<Vec<_>>(), [format!("{name}: {value}")], "{head}");
            }
        }
        assert_eq!(replies.len(), 23);
    }
}
