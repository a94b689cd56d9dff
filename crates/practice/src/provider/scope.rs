//! What may be asked for. The protocols of mail have a scope each; the rest is OpenID Connect Core 1.0 (sections 3.1.2.1, 5.4, 11).

use super::refusal::Refusal;

/// One scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    OpenId,
    Profile,
    Email,
    OfflineAccess,
    Smtp,
    Imap,
    Pop,
}

impl Scope {
    /// All there are.
    pub(super) const ALL: [Self; 7] =
        [Self::OpenId, Self::Profile, Self::Email, Self::OfflineAccess, Self::Smtp, Self::Imap, Self::Pop];

    /// Its name in a request.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::OpenId => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::OfflineAccess => "offline_access",
            Self::Smtp => "smtp",
            Self::Imap => "imap",
            Self::Pop => "pop",
        }
    }

    /// What it means to whoever is asked.
    pub(super) const fn meaning(self) -> &'static str {
        match self {
            Self::OpenId => "Sign you in",
            Self::Profile => "Know your name",
            Self::Email => "Know your email address",
            Self::OfflineAccess => "Keep this access while you are away",
            Self::Smtp => "Send email as you over SMTP",
            Self::Imap => "Read your email over IMAP",
            Self::Pop => "Read your email over POP3",
        }
    }

    /// The scopes of a request, each once (RFC 6749 section 3.3).
    pub(super) fn read(text: &str) -> Result<Vec<Self>, Refusal> {
        let one = |name: &str| Self::ALL.into_iter().find(|scope| scope.name() == name).ok_or(Refusal::ScopeUnknown);
        let mut scopes = text.split_ascii_whitespace().map(one).collect::<Result<Vec<_>, _>>()?;
        scopes.sort();
        scopes.dedup();
        if scopes.is_empty() { Err(Refusal::ScopeUnknown) } else { Ok(scopes) }
    }

    /// As they stand in an answer.
    pub(super) fn written(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_read_and_others_refused() {
        assert_eq!(Scope::read("smtp openid  smtp"), Ok(vec![Scope::OpenId, Scope::Smtp]));
        for wrong in ["", " ", "SMTP", "smtp mail.send", "https://outlook.office.com/SMTP.Send"] {
            assert_eq!(Scope::read(wrong), Err(Refusal::ScopeUnknown), "{wrong:?}");
        }
        assert_eq!(Scope::written(&Scope::ALL), "openid profile email offline_access smtp imap pop");
    }
}
