//! Reads what a person copies from the browser when no redirect came back: the address bar, or an error page.

use std::fmt;

use percent_encoding::percent_decode_str;
use sendoff_problem::Details;
use sendoff_values::RedirectAddress;
use zeroize::Zeroizing;

use crate::{
    google,
    guid::{IdAt, id_at},
    mask::mask_secrets,
    plain::plain,
    read::MAX_BYTES,
};

/// What the text is.
#[derive(Debug)]
pub enum BrowserText {
    /// The address of the answer; it goes through the same checks as one that arrives by itself.
    Redirect(PastedRedirect),
    /// An error of the provider.
    Error(BrowserError),
    /// Neither.
    Unknown,
}

/// A pasted answer. It holds an authorization code, so it does not print.
pub struct PastedRedirect(Zeroizing<String>);

impl PastedRedirect {
    /// The whole address. The caller must not store, print or log it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is an authorization code in it, and not an error alone.
    pub fn holds_code(&self) -> bool {
        answers(&self.0, &["code="])
    }
}

impl fmt::Debug for PastedRedirect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redirect]")
    }
}

/// An error page, read. Which kind it is stands in the catalogue of errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserError {
    /// The number behind `AADSTS`, whole.
    pub aadsts: Option<u32>,
    /// The answer's `error` (RFC 6749 section 4.1.2.1).
    pub error: Option<String>,
    /// Whether it is surely a page of Google's.
    pub of_google: bool,
    /// The redirect URI that the page names.
    pub redirect: Option<RedirectAddress>,
    /// What stands beside it on the page, without secrets.
    pub details: Details,
}

/// Reads a text from the browser. Nothing is refused; what is not recognised is [`BrowserText::Unknown`].
pub fn read_browser_text(text: &str) -> BrowserText {
    if text.len() > MAX_BYTES {
        return BrowserText::Unknown;
    }
    let plain = plain(text);
    if let Some(address) = redirect(plain.trim()) {
        return BrowserText::Redirect(PastedRedirect(address));
    }
    let decoded = decoded(&plain);
    error(&decoded).map_or(BrowserText::Unknown, BrowserText::Error)
}

/// Ways to write the start of our own address; browsers leave out the scheme.
const STARTS: &[&str] = &["http://localhost", "http://127.0.0.1", "http://[::1]", "localhost", "127.0.0.1", "[::1]"];

/// The address of an answer: ours, with a code or an error in it. Line breaks within it are forgiven.
fn redirect(text: &str) -> Option<Zeroizing<String>> {
    let text = text.trim_start_matches(['"', '\'', '<', '`', '(']);
    let head = text.get(..20).unwrap_or(text).to_ascii_lowercase();
    let whole = STARTS.iter().any(|start| head.starts_with(start));
    let start = if whole { 0 } else { STARTS[..3].iter().filter_map(|start| text.find(start)).min()? };
    let mut address = Zeroizing::new(String::with_capacity(text.len() + 8));
    if !head.starts_with("http") && whole {
        address.push_str("http://");
    }
    let ends = |next: char| matches!(next, '"' | '\'' | '<' | '>' | '`' | ')') || (!whole && next.is_whitespace());
    let body = text[start..].split(ends).next().unwrap_or_default();
    body.split_whitespace().for_each(|part| address.push_str(part));
    answers(&address, &["code=", "error="]).then_some(address)
}

/// Whether the query or fragment has one of these.
fn answers(address: &str, names: &[&str]) -> bool {
    let query = address.split_once(['?', '#']).map_or("", |(_, query)| query);
    query.split(['&', '#', '?']).any(|pair| names.iter().any(|name| pair.starts_with(name)))
}

/// The text with percent-encoding undone, where there is any.
fn decoded(text: &str) -> Zeroizing<String> {
    let encoded = ["%20", "%3a", "%3A", "%2c", "%2C"].iter().any(|code| text.contains(code));
    if !encoded {
        return Zeroizing::new(text.to_owned());
    }
    let spaced = Zeroizing::new(text.replace('+', " "));
    Zeroizing::new(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
}

fn error(text: &str) -> Option<BrowserError> {
    let lower = Zeroizing::new(text.to_ascii_lowercase());
    let number = number(&lower);
    if number.is_none()
        && let Some(page) = google::page_error(text, &lower)
    {
        return Some(page);
    }
    let error = oauth_error(&lower);
    if number.is_none() && error.is_none() {
        return None;
    }
    let (aadsts, end) = number.unzip();
    let first_id = |labels: &[&str]| labels.iter().find_map(|label| id_behind(&lower, label));
    let details = Details {
        code: aadsts.map(|number| format!("AADSTS{number}")).or_else(|| error.clone()),
        said: end.and_then(|end| said(text, end)),
        correlation_id: first_id(&["correlation id", "correlation_id"]),
        trace_id: first_id(&["request id", "trace id", "trace_id"]),
        at: instant_behind(text, &lower),
        ..Details::default()
    };
    Some(BrowserError { aadsts, error, of_google: false, redirect: None, details })
}

/// The number of an error and where it ends: behind `AADSTS`, behind the words pages put before it, or alone.
fn number(lower: &str) -> Option<(u32, usize)> {
    const NAMES: &[&str] =
        &["aadsts", "error_codes", "error code", "error?code", "fehlercode", "code d'erreur", "código de error"];
    let named = |name: &&str| lower.match_indices(*name).find_map(|(at, name)| digits(lower, at + name.len()));
    let alone = || digits(lower, 0).filter(|(_, end)| lower[*end..].trim().is_empty());
    NAMES.iter().find_map(named).or_else(alone)
}

/// Four to eight digits behind at most six marks or blanks, up to the first character that is no digit.
fn digits(text: &str, from: usize) -> Option<(u32, usize)> {
    let marks = text[from..].bytes().take(6).take_while(|byte| b" :=\"[-\n".contains(byte)).count();
    let start = from + marks;
    let length = text[start..].bytes().take(9).take_while(u8::is_ascii_digit).count();
    let number = text[start..start + length].parse().ok()?;
    (4..=8).contains(&length).then_some((number, start + length))
}

/// The value of `error=` or `"error":`.
fn oauth_error(lower: &str) -> Option<String> {
    let value = |at: usize| {
        let rest = lower[at + 5..].trim_start_matches(['"', ' ']);
        let rest = rest.strip_prefix(['=', ':'])?.trim_start_matches(['"', ' ']);
        let length = rest.bytes().take(40).take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let known = rest[..length].contains('_') || rest[..length].ends_with("denied");
        known.then(|| rest[..length].to_owned())
    };
    lower.match_indices("error").take(64).find_map(|(at, _)| value(at))
}

/// The provider's sentence behind the number, masked.
fn said(text: &str, end: usize) -> Option<String> {
    let line = text[end..].trim_start_matches([':', ' ']).lines().next()?;
    let sentence = line.split("Trace ID").next()?.split("Correlation ID").next()?.trim();
    (!sentence.is_empty()).then(|| Details::words(&mask_secrets(sentence)))
}

/// The ID behind a label.
fn id_behind(lower: &str, label: &str) -> Option<String> {
    let (at, _) = lower.match_indices(label).next()?;
    let rest = lower[at + label.len()..].trim_start_matches([':', ' ', '"', '\n', '\t']);
    match id_at(rest, 0)? {
        IdAt::Whole(id, _) => Some(id.into()),
        IdAt::Cut(..) => None,
    }
}

/// The instant behind *Timestamp*: `2026-11-22T10:52:11Z` or with a blank for the `T`.
fn instant_behind(text: &str, lower: &str) -> Option<jiff::Timestamp> {
    let (at, label) = lower.match_indices("timestamp").next()?;
    let rest = text[at + label.len()..].trim_start_matches([':', ' ', '"', '\n', '\t']);
    let allowed = |byte: &u8| byte.is_ascii_digit() || b"-:. TZ".contains(byte);
    let length = rest.bytes().take(32).take_while(allowed).count();
    rest[..length].trim().replacen(' ', "T", 1).parse().ok()
}
