//! The headers of an answer that are looked at; all others are dropped unread.

use http::{HeaderMap, HeaderName, header};
use jiff::Timestamp;

/// What was kept of the headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) retry_after: Option<u32>,
    pub(crate) date: Option<Timestamp>,
    pub(crate) request_id: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) challenged: bool,
}

/// Microsoft's name of one request, at Graph and (with the other spelling) at the login host.
const REQUEST_IDS: [&str; 2] = ["request-id", "x-ms-request-id"];

/// A minute: whatever asks for more is taken to ask for this. The person decides when to try again, and
/// an answer of an hour, or of thirty years, is not to lock a button for so long.
const LONGEST_WAIT: i64 = 60;

impl Kept {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let date = text(headers, &header::DATE).and_then(timestamp);
        Self {
            retry_after: text(headers, &header::RETRY_AFTER).and_then(|value| seconds(value, date)),
            date,
            request_id: REQUEST_IDS
                .iter()
                .find_map(|name| text(headers, &HeaderName::from_static(name)))
                .map(identifier),
            content_type: text(headers, &header::CONTENT_TYPE).map(essence),
            challenged: headers.contains_key(header::WWW_AUTHENTICATE),
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// RFC 9110 section 5.6.7, all three forms.
fn timestamp(value: &str) -> Option<Timestamp> {
    Timestamp::try_from(httpdate::parse_http_date(value).ok()?).ok()
}

/// RFC 9110 section 10.2.3: seconds, or a moment that is measured against the `Date` of the same answer, so that this
/// computer's clock does not matter. Nothing for a negative number or a moment past; a minute at most.
fn seconds(value: &str, date: Option<Timestamp>) -> Option<u32> {
    let seconds = if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
        value.parse().unwrap_or(LONGEST_WAIT)
    } else {
        timestamp(value)?.as_second() - date?.as_second()
    };
    u32::try_from(seconds.min(LONGEST_WAIT)).ok()
}

fn identifier(value: &str) -> String {
    value.chars().filter(char::is_ascii_graphic).take(64).collect()
}

/// Type and subtype, lower case, without parameters.
fn essence(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn kept(pairs: &[(&'static str, &str)]) -> Kept {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        Kept::of(&headers)
    }

    #[test]
    fn retry_after_in_each_form() {
        let date = ("date", "Sat, 21 Nov 2026 10:00:00 GMT");
        for (value, expected) in [
            ("12", Some(12)),
            ("0", Some(0)),
            ("-5", None),
            ("60", Some(60)),
            ("61", Some(60)),
            ("1000000000", Some(60)),
            ("99999999999999999999", Some(60)),
            ("soon", None),
            ("", None),
            ("1.5", None),
            ("Sat, 21 Nov 2026 10:00:30 GMT", Some(30)),
            ("Sat, 21 Nov 2026 09:00:00 GMT", None),
            ("Sat, 21 Nov 2099 09:00:00 GMT", Some(60)),
        ] {
            assert_eq!(kept(&[date, ("retry-after", value)]).retry_after, expected, "{value:?}");
        }
        assert_eq!(
            kept(&[("retry-after", "Sat, 21 Nov 2026 10:00:30 GMT")]).retry_after,
            None,
            "no Date to measure from"
        );
    }

    #[test]
    fn what_is_kept_is_short_and_plain() {
        let all = kept(&[
            ("x-ms-request-id", "6f2a 1c"),
            ("content-type", "Application/JSON; charset=utf-8"),
            ("www-authenticate", "Bearer claims=\"x\""),
        ]);
        assert_eq!(all.request_id.as_deref(), Some("6f2a1c"));
        assert_eq!(all.content_type.as_deref(), Some("application/json"));
        assert!(all.challenged);
        assert_eq!(kept(&[]), Kept::default());
    }
}
