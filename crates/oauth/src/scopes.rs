//! Permissions granted against permissions needed.

use oauth2::Scope;

/// Microsoft Graph of each cloud. A permission without a resource in front of it is one of Graph's
/// (learn.microsoft.com/entra/identity-platform/scopes-oidc, learn.microsoft.com/graph/deployments, read 2026-11-21).
const GRAPH: [&str; 4] = [
    "https://graph.microsoft.com/",
    "https://graph.microsoft.us/",
    "https://dod-graph.microsoft.us/",
    "https://microsoftgraph.chinacloudapi.cn/",
];

/// Characters of one permission, and permissions of one answer, that are taken. The longest of Graph's names has 60
/// characters (learn.microsoft.com/graph/permissions-reference, read 2026-11-21).
const LONGEST: usize = 256;
const MOST: usize = 256;

/// What an access token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// The answer named no permissions: they are those asked for (RFC 6749 section 5.1).
    AsAsked(Vec<Scope>),
    /// The answer named these.
    Named(Vec<Scope>),
}

impl Granted {
    /// The permissions.
    pub fn scopes(&self) -> &[Scope] {
        match self {
            Self::AsAsked(scopes) | Self::Named(scopes) => scopes,
        }
    }

    /// Those of `needed` that were not granted, as they stand in `needed`.
    ///
    /// `openid`, `profile`, `email` and `offline_access` are not compared: providers leave them out or rename them, and
    /// what they are for shows in the ID token and the refresh token. Neither is `.default`, which stands for others.
    pub fn missing(&self, needed: &[Scope]) -> Vec<Scope> {
        let granted: Vec<String> = self.scopes().iter().map(canonical).collect();
        needed.iter().filter(|scope| is_compared(scope) && !granted.contains(&canonical(scope))).cloned().collect()
    }

    /// What cannot be a permission grants nothing and is passed over: it would be shown, and written down.
    pub(crate) fn read(text: &str) -> Self {
        let words = text.split_ascii_whitespace().filter(|word| word.len() <= LONGEST && is_scope_token(word));
        Self::Named(words.take(MOST).map(|word| Scope::new(word.to_owned())).collect())
    }
}

/// A scope-token of RFC 6749 section 3.3.
pub(crate) fn is_scope_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

fn is_compared(scope: &Scope) -> bool {
    let text = scope.to_ascii_lowercase();
    !matches!(text.as_str(), "openid" | "profile" | "email" | "offline_access") && !text.ends_with(".default")
}

/// One spelling for each permission: lower case, `graph:` in front of Graph's, no slash at the end.
fn canonical(scope: &Scope) -> String {
    let text = scope.to_ascii_lowercase();
    let of_graph = GRAPH.iter().find_map(|resource| text.strip_prefix(resource));
    match of_graph {
        Some(name) => format!("graph:{name}"),
        None if text.contains("://") => text.trim_end_matches('/').to_owned(),
        None => format!("graph:{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(granted: &str, needed: &str) -> String {
        let needed: Vec<Scope> = needed.split(' ').map(|word| Scope::new(word.to_owned())).collect();
        let missing = Granted::read(granted).missing(&needed);
        missing.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_shortfall_is_named_as_it_was_asked_for() {
        for (granted, needed, short) in [
            ("Mail.Send User.Read", "https://graph.microsoft.com/Mail.Send", ""),
            ("https://graph.microsoft.com/mail.send", "Mail.Send", ""),
            ("https://graph.microsoft.us/Mail.Send", "Mail.Send openid profile email offline_access", ""),
            ("openid User.Read", "Mail.Send User.Read", "Mail.Send"),
            ("", "Mail.Send User.Read", "Mail.Send User.Read"),
            ("SMTP.Send", "https://outlook.office.com/SMTP.Send", "https://outlook.office.com/SMTP.Send"),
            ("https://outlook.office.com/SMTP.Send", "SMTP.Send", "SMTP.Send"),
            ("https://outlook.office.com/smtp.send", "https://outlook.office.com/SMTP.Send", ""),
            ("Mail.Send.Shared", "Mail.Send", "Mail.Send"),
            ("https://mail.google.com", "https://mail.google.com/", ""),
            ("https://graph.microsoft.com.evil.example/Mail.Send", "Mail.Send", "Mail.Send"),
            ("anything", "https://graph.microsoft.com/.default", ""),
        ] {
            assert_eq!(missing(granted, needed), short, "granted {granted}, needed {needed}");
        }
    }

    #[test]
    fn what_cannot_be_a_permission_is_not_taken_for_one() {
        let long = "x".repeat(LONGEST + 1);
        let text = format!("Mail.Send \u{202e}Mail.Read \u{1b}[2J {long} a\"b a\\b \u{a0} User.Read");
        let granted: Vec<String> = Granted::read(&text).scopes().iter().map(|scope| scope.to_string()).collect();
        assert_eq!(granted, ["Mail.Send", "User.Read"]);
        assert_eq!(Granted::read(&"a ".repeat(100_000)).scopes().len(), MOST);
    }

    #[test]
    fn an_answer_without_permissions_grants_what_was_asked() {
        let asked = vec![Scope::new("Mail.Send".to_owned())];
        assert!(Granted::AsAsked(asked.clone()).missing(&asked).is_empty());
        assert_eq!(Granted::AsAsked(Vec::new()).missing(&asked), asked);
    }
}
