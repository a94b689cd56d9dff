//! Reads the errors that Google's programs answer with: JSON of the sign-in and of the Gmail API, and what a mail server says in
//! base64 before it refuses access.

use base64::{Engine, engine::general_purpose::STANDARD};
use sendoff_problem::Details;
use serde::Deserialize;

use crate::{
    manifest::{end_of_json, start_of_json},
    mask::mask_secrets,
};

/// Reasons of one answer that are looked at.
const MOST_REASONS: usize = 8;

/// Bytes of a challenge that is decoded (security.md M-7).
const LONGEST_CHALLENGE: usize = 4096;

/// An error in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoogleAnswer {
    /// Of the sign-in or the token endpoint (RFC 6749 section 5.2).
    SignIn {
        /// `error`.
        error: String,
        /// `error_subtype`.
        subtype: Option<String>,
        /// What stands beside it, without secrets.
        details: Details,
    },
    /// Of the Gmail API (developers.google.com/workspace/gmail/api/guides/handle-errors, copy of 2026-04-23).
    Api {
        /// Its reasons, the finest first.
        reasons: Vec<String>,
        /// What stands beside them, without secrets.
        details: Details,
    },
}

/// The first error in JSON of a text, in a form that Google gives it. Another provider's may have the first form, too.
pub fn read_google_answer(text: &str) -> Option<GoogleAnswer> {
    let mut from = 0;
    while let Some(start) = start_of_json(text, from) {
        let end = end_of_json(text, start).ok()?;
        if let Some(answer) = serde_json::from_str::<Body>(&text[start..end]).ok().and_then(Body::answer) {
            return Some(answer);
        }
        from = end;
    }
    None
}

/// What a mail server says in base64 behind `334` or `+`: the JSON of SASL XOAUTH2
/// (developers.google.com/workspace/gmail/imap/xoauth2-protocol, "SMTP protocol exchange").
pub fn read_challenge(line: &str) -> Option<String> {
    let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "334" | "+"));
    let encoded = words.nth(1).filter(|encoded| encoded.len() <= LONGEST_CHALLENGE)?;
    let decoded = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    (decoded.starts_with('{') && decoded.contains("status")).then_some(decoded)
}

#[derive(Deserialize)]
struct Body {
    error: Error,
    error_description: Option<String>,
    error_subtype: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Error {
    Named(String),
    OfApi(OfApi),
}

#[derive(Deserialize)]
struct OfApi {
    /// The HTTP status; Microsoft Graph has a word here.
    code: u16,
    message: Option<String>,
    status: Option<String>,
    #[serde(default)]
    errors: Vec<Reason>,
    #[serde(default)]
    details: Vec<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    reason: Option<String>,
}

impl Body {
    fn answer(self) -> Option<GoogleAnswer> {
        let shown = |text: String| Details::words(&mask_secrets(&text));
        match self.error {
            Error::Named(error) => {
                let fits = error.len() <= 64 && error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                let details = Details {
                    code: Some(error.clone()),
                    said: self.error_description.map(shown),
                    ..Details::default()
                };
                fits.then_some(GoogleAnswer::SignIn { error, subtype: self.error_subtype, details })
            }
            Error::OfApi(api) => {
                let all = api.details.into_iter().chain(api.errors).filter_map(|one| one.reason).chain(api.status);
                let reasons: Vec<String> = all.filter(|reason| is_word(reason)).take(MOST_REASONS).collect();
                let details = Details {
                    code: reasons.first().cloned(),
                    said: api.message.map(shown),
                    status: Some(api.code),
                    ..Details::default()
                };
                Some(GoogleAnswer::Api { reasons, details })
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_the_sign_in_has_a_name_a_subtype_and_words() {
        let text = "HTTP 400: {\n  \"error\": \"invalid_grant\",\n  \"error_description\": \"reauth related error (invalid_rapt) ya29.a0AfB_byC1d2E3f4G5\",\n\
                    \"error_subtype\": \"invalid_rapt\"\n}";
        let Some(GoogleAnswer::SignIn { error, subtype, details }) = read_google_answer(text) else { panic!("none") };
        assert_eq!((error.as_str(), subtype.as_deref()), ("invalid_grant", Some("invalid_rapt")));
        assert_eq!(details.said.as_deref(), Some("reauth related error (invalid_rapt) [hidden]"));
        for text in [
            "{\"error\":\"Not a name\"}",
            "{\"error\":5}",
            "{\"a\":1}",
            "",
            "{\"error\":\"a_b\"",
            "{\"error\":{\"code\":\"ErrorAccessDenied\"}}",
        ] {
            assert_eq!(read_google_answer(text), None, "{text}");
        }
    }

    #[test]
    fn an_answer_of_the_api_has_its_reasons_the_finest_first() {
        let text = r#"{"error":{"code":403,"message":"Gmail API has not been used in project 407408718192","errors":[{"message":"x","domain":"usageLimits","reason":"accessNotConfigured"}],"status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED"},{"@type":"x"}]}}"#;
        let Some(GoogleAnswer::Api { reasons, details }) = read_google_answer(text) else { panic!("none") };
        assert_eq!(reasons, ["SERVICE_DISABLED", "accessNotConfigured", "PERMISSION_DENIED"]);
        assert_eq!((details.status, details.code.as_deref()), (Some(403), Some("SERVICE_DISABLED")));
    }

    #[test]
    fn a_challenge_is_decoded_where_it_is_one() {
        let json = r#"{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}"#;
        let encoded = STANDARD.encode(json);
        for line in [format!("334 {encoded}"), format!("S: 334 {encoded}\r"), format!("+ {encoded}")] {
            assert_eq!(read_challenge(&line).as_deref(), Some(json), "{line}");
        }
        for line in ["334 VXNlcm5hbWU6", "334 ", "334", "335 e30=", "334 !!!", &format!("334 {}", "A".repeat(4100))] {
            assert_eq!(read_challenge(line), None, "{line}");
        }
    }
}
