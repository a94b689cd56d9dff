//! What was approved for an application itself, as far as its access token shows it.
//!
//! An access token is opaque to whoever asks for it (learn.microsoft.com/entra/identity-platform/access-tokens), and its form may
//! change at any time. But an application alone asks for `.default`, and the answer names no `scope`: the claim `roles` is the
//! only thing that tells a permission nobody approved from a limit to other mailboxes. What cannot be read tells nothing, and
//! then the first use of the access decides.

use sendoff_values::AccessToken;

use crate::{id_token::part, json::Value, scopes::is_scope_token};

/// Longer ones are not read, nor are more of them.
const LARGEST: usize = 32 * 1024;
const MOST: usize = 256;

/// The permissions of the application itself that stand in `token`; `None` when the token is not one that can be read.
pub fn roles(token: &AccessToken) -> Option<Vec<String>> {
    let text = token.expose();
    let parts: Vec<&str> = text.split('.').collect();
    let [_, claims, _] = parts.as_slice() else { return None };
    if text.len() > LARGEST {
        return None;
    }
    let claims = part(claims).ok()?;
    // Whoever was given nothing has no such claim; a claim in another form says nothing that is understood.
    match claims.get("roles") {
        None => claims.get("aud").map(|_| Vec::new()),
        Some(Value::List(roles)) => Some(roles.iter().filter_map(Value::as_text).filter_map(role).take(MOST).collect()),
        Some(Value::Null | Value::Truth | Value::Number(_) | Value::Text(_) | Value::Object(_)) => None,
    }
}

fn role(text: &str) -> Option<String> {
    (text.len() <= 256 && is_scope_token(text)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

    use super::*;

    fn of(claims: &str) -> Option<Vec<String>> {
        roles(&AccessToken::new(format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims))))
    }

    #[test]
    fn what_was_approved_stands_in_the_token_or_nothing_is_known() {
        let named = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(of(r#"{"aud":"x","roles":["Mail.Send","Mail.Read"]}"#), named(&["Mail.Send", "Mail.Read"]));
        assert_eq!(of(r#"{"aud":"x"}"#), named(&[]));
        assert_eq!(of(r#"{"aud":"x","roles":["a b",7,"Mail.Send"]}"#), named(&["Mail.Send"]));
        for claims in ["{}", "[]", "no", r#"{"aud":"x","roles":"Mail.Send"}"#] {
            assert_eq!(of(claims), None, "{claims}");
        }
        for token in ["opaque", "a.b.c", "e30.e30", &"x".repeat(LARGEST + 1)] {
            assert_eq!(roles(&AccessToken::new(token.to_owned())), None);
        }
    }
}
