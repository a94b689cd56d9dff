//! A provider says no: its numbers and words, limited and made fit to show. What they mean is decided elsewhere.

use sendoff_problem::Details;

macro_rules! error_names {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// The `error` of RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core 1.0 section 3.1.2.6, and what Entra and
        /// Google add. An unknown one is no fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorName {
            $($(#[$doc])* $name,)+
            /// None of these; see [`ProviderRefusal::error`].
            Other,
        }

        impl ErrorName {
            fn read(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

error_names! {
    /// A parameter is missing, doubled or malformed.
    InvalidRequest = "invalid_request",
    /// The application is not known or its secret is wrong.
    InvalidClient = "invalid_client",
    /// The code or refresh token is wrong, spent, expired or withdrawn.
    InvalidGrant = "invalid_grant",
    /// The application may not do this.
    UnauthorizedClient = "unauthorized_client",
    /// The grant is not known.
    UnsupportedGrantType = "unsupported_grant_type",
    /// The response type is not known.
    UnsupportedResponseType = "unsupported_response_type",
    /// A permission is unknown or malformed.
    InvalidScope = "invalid_scope",
    /// Entra: the resource does not exist or is not set up in the directory.
    InvalidResource = "invalid_resource",
    /// The person or a policy said no.
    AccessDenied = "access_denied",
    /// The person must do something in the browser.
    InteractionRequired = "interaction_required",
    /// The person must approve.
    ConsentRequired = "consent_required",
    /// The person must sign in.
    LoginRequired = "login_required",
    /// The person must choose an account.
    AccountSelectionRequired = "account_selection_required",
    /// The provider has a fault.
    ServerError = "server_error",
    /// The provider is busy.
    TemporarilyUnavailable = "temporarily_unavailable",
    /// Google: the application is for members of its organisation only.
    OrgInternal = "org_internal",
    /// Google: an administrator's policy.
    AdminPolicyEnforced = "admin_policy_enforced",
    /// Google: the redirect URI is not registered.
    RedirectUriMismatch = "redirect_uri_mismatch",
    /// Google: the client was deleted.
    DeletedClient = "deleted_client",
}

/// What a provider said when it said no. Texts only, free of what was sent to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the provider refused with {error}")]
pub struct ProviderRefusal {
    /// `error` as one of the known ones.
    pub name: ErrorName,
    /// `error` as written, at most 64 characters.
    pub error: String,
    /// The first AADSTS number: `error_codes[0]`, else the digits after `AADSTS` in the description.
    pub number: Option<u32>,
    /// `suberror`, Entra's `error_subcode` or Google's `error_subtype`.
    pub suberror: Option<String>,
    /// Whether a claims challenge came with it: conditional access asks for more.
    pub asks_claims: bool,
    /// The description: at most 512 characters of those RFC 6749 section 5.2 allows.
    pub said: Option<String>,
    /// Microsoft's trace ID.
    pub trace_id: Option<String>,
    /// Microsoft's correlation ID.
    pub correlation_id: Option<String>,
    /// The status of the answer, if it came from the token endpoint.
    pub status: Option<u16>,
}

impl ProviderRefusal {
    /// A refusal with this `error` and nothing more; `None` when no `error` is spelled like that.
    pub(crate) fn named(error: &str) -> Option<Self> {
        let spelled = !error.is_empty() && error.len() <= 64 && error.chars().all(is_allowed);
        spelled.then(|| Self {
            name: ErrorName::read(error),
            error: error.to_owned(),
            number: None,
            suberror: None,
            asks_claims: false,
            said: None,
            trace_id: None,
            correlation_id: None,
            status: None,
        })
    }

    /// An error that came by the browser.
    pub(crate) fn from_redirect(error: &str, description: Option<&str>, subcode: Option<&str>) -> Option<Self> {
        let mut refusal = Self::named(error)?;
        refusal.suberror = subcode.map(word);
        if let Some(description) = description {
            refusal.describe(description);
        }
        Some(refusal)
    }

    /// Takes over the description, and from it what no field of its own has said yet.
    pub(crate) fn describe(&mut self, description: &str) {
        self.number = self.number.or_else(|| number_in(description));
        self.trace_id = self.trace_id.take().or_else(|| labelled(description, "Trace ID:"));
        self.correlation_id = self.correlation_id.take().or_else(|| labelled(description, "Correlation ID:"));
        self.said = Some(words(description)).filter(|text| !text.is_empty());
    }

    /// The code as the provider writes it: `AADSTS7000215`, else `invalid_client`.
    pub fn code(&self) -> String {
        self.number.map_or_else(|| self.error.clone(), |number| format!("AADSTS{number}"))
    }
}

impl From<&ProviderRefusal> for Details {
    fn from(refusal: &ProviderRefusal) -> Self {
        Self {
            code: Some(refusal.code()),
            said: refusal.said.clone(),
            status: refusal.status,
            trace_id: refusal.trace_id.clone(),
            correlation_id: refusal.correlation_id.clone(),
            at: None,
            chain: vec![refusal.to_string()],
        }
    }
}

/// The digits after the first `AADSTS`, up to the first that is none; never a part of a longer number.
pub(crate) fn number_in(text: &str) -> Option<u32> {
    let after = text.split("AADSTS").skip(1).find(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))?;
    let end = after.find(|character: char| !character.is_ascii_digit()).unwrap_or(after.len());
    after[..end].parse().ok()
}

/// The identifier after a label: hexadecimal digits and hyphens, 36 at most.
fn labelled(text: &str, label: &str) -> Option<String> {
    let after = text.split_once(label)?.1.trim_start();
    let identifier: String =
        after.chars().take_while(|character| character.is_ascii_hexdigit() || *character == '-').take(36).collect();
    (!identifier.is_empty()).then_some(identifier)
}

/// What RFC 6749 sections 4.1.2.1 and 5.2 allow in `error` and `error_description`: %x20-21, %x23-5B, %x5D-7E.
fn is_allowed(character: char) -> bool {
    matches!(character, '\x20'..='\x21' | '\x23'..='\x5b' | '\x5d'..='\x7e')
}

/// A description made fit to show: line breaks become spaces, double quotes single ones, other characters that are not
/// allowed become `?`; 512 characters at most.
pub(crate) fn words(text: &str) -> String {
    let fit = |character: char| match character {
        '"' => '\'',
        '\r' | '\n' | '\t' => ' ',
        allowed if is_allowed(allowed) => allowed,
        _ => '?',
    };
    let fitted: String = text.chars().take(4096).map(fit).collect();
    let single: Vec<&str> = fitted.split_ascii_whitespace().collect();
    single.join(" ").chars().take(512).collect()
}

/// One word of a provider, such as a suberror.
pub(crate) fn word(text: &str) -> String {
    words(text).chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_never_a_part_of_a_longer_one() {
        for (text, number) in [
            ("AADSTS90002: Tenant not found", Some(90002)),
            ("AADSTS900023: malformed", Some(900_023)),
            ("AADSTS7000215: Invalid client secret", Some(7_000_215)),
            ("see AADSTS, then AADSTS50011.", Some(50011)),
            ("AADSTS", None),
            ("AADSTSx5", None),
            ("AADSTS99999999999999999999", None),
            ("aadsts50011", None),
            ("", None),
        ] {
            assert_eq!(number_in(text), number, "{text}");
        }
    }

    #[test]
    fn entras_description_gives_its_identifiers() {
        let said = "AADSTS65004: User declined to consent.\r\nTrace ID: 0a1b2c3d-1111-2222-3333-444455556666\r\n\
                    Correlation ID: 9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff\r\nTimestamp: 2026-11-21 10:51:02Z";
        let refusal = ProviderRefusal::from_redirect("access_denied", Some(said), Some("cancel")).unwrap();
        assert_eq!((refusal.name, refusal.number), (ErrorName::AccessDenied, Some(65004)));
        assert_eq!(refusal.trace_id.as_deref(), Some("0a1b2c3d-1111-2222-3333-444455556666"));
        assert_eq!(refusal.correlation_id.as_deref(), Some("9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff"));
        assert_eq!(refusal.suberror.as_deref(), Some("cancel"));
        let details = Details::from(&refusal);
        assert_eq!(details.code.as_deref(), Some("AADSTS65004"));
        assert!(!details.said.unwrap().contains(['\r', '\n']));
    }

    #[test]
    fn words_are_plain_text_of_a_limited_length() {
        assert_eq!(words("a \"b\" \\ <i>\u{202e}\u{0}\r\n c"), "a 'b' ? <i>?? c");
        assert_eq!(words(&"x".repeat(9000)).len(), 512);
    }

    #[test]
    fn an_error_is_spelled_as_the_standard_says() {
        for text in ["", "a\"b", "a\\b", "a\nb", "é", &"x".repeat(65)] {
            assert_eq!(ProviderRefusal::named(text), None, "{text:?}");
        }
        assert_eq!(ProviderRefusal::named("brand_new").unwrap().name, ErrorName::Other);
    }
}
