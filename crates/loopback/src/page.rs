//! The page a person sees in the browser afterwards: built in, without scripts, links, outside resources, or anything from
//! the request. It says "received", not "done": the exchange may still fail.

use std::sync::LazyLock;

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page/page.css");

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The answer was taken.
    Received,
    /// It was not, or it was a refusal.
    NotFinished,
    /// It was no approval.
    NotApproved,
}

impl Page {
    /// The whole page.
    pub(crate) fn html(self) -> &'static str {
        static RECEIVED: LazyLock<String> = LazyLock::new(|| {
            let words = "<p>Go back to the assistant to continue.</p>\n<p>You can close this tab.</p>";
            html("ok", "M5 12.5l4.5 4.5L19 7.5", "Answer received", words)
        });
        static NOT_FINISHED: LazyLock<String> = LazyLock::new(|| {
            let words = "<p>Go back to the assistant; it explains what happened.</p>";
            html("bad", "M12 5v9M12 18.5v.01", "Sign-in did not finish", words)
        });
        static NOT_APPROVED: LazyLock<String> = LazyLock::new(|| {
            let words = "<p>Go back to the assistant; it explains what happened.</p>";
            html("bad", "M12 5v9M12 18.5v.01", "Nothing was approved here", words)
        });
        match self {
            Self::Received => &RECEIVED,
            Self::NotFinished => &NOT_FINISHED,
            Self::NotApproved => &NOT_APPROVED,
        }
    }
}

fn html(class: &str, icon: &str, title: &str, words: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main class=\"{class}\">\n\
         <svg viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\" aria-hidden=\"true\"><path d=\"{icon}\"/></svg>\n\
         <h1>{title}</h1>\n{words}\n</main>\n</body>\n</html>\n"
    )
}

/// The content policy of every reply: nothing but this one style.
pub(crate) fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
    });
    &POLICY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_no_script_link_or_outside_resource() {
        for page in [Page::Received, Page::NotFinished, Page::NotApproved] {
            let html = page.html();
            for unwanted in ["<script", "href", "src=", "url(", "@import", "http:", "https:", " on", "style="] {
                assert!(!html.contains(unwanted), "{unwanted} in {page:?}");
            }
        }
    }

    #[test]
    fn the_page_says_received_and_not_done() {
        assert!(Page::Received.html().contains("Answer received"));
        assert!(Page::Received.html().contains("Go back to the assistant to continue."));
        assert!(Page::NotFinished.html().contains("Go back to the assistant; it explains what happened."));
        assert!(!Page::Received.html().to_lowercase().contains("done"));
    }
}
