//! Who signed in: the claims of an ID token, each rule with its own name (OpenID Connect Core 1.0 section 3.1.3.7).

use jiff::{SignedDuration, Timestamp};
use sendoff_problem::Details;
use sendoff_values::{Guid, IdToken, MailAddress, Nonce, TenantId};

use crate::{
    IdentityFault, IssuerRule,
    attempt::same,
    id_token,
    json::{Object, Value},
};

/// How far two clocks may be apart.
const SKEW: i64 = 300;
/// Entra dates `iat` and `nbf` five minutes back, so that a token is good on a computer whose clock is behind.
const DATED_BACK: i64 = 300;

/// The claims that are read.
const READ: [&str; 15] = [
    "iss",
    "idp",
    "aud",
    "azp",
    "exp",
    "nbf",
    "iat",
    "nonce",
    "tid",
    "oid",
    "sub",
    "preferred_username",
    "name",
    "email",
    "hd",
];

/// What the time is here, and at the provider if its answer said so.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// By this computer.
    pub now: Timestamp,
    /// The `Date` header of the token answer: what a difference is measured against.
    pub provider: Option<Timestamp>,
}

impl Clock {
    /// Seconds this computer is ahead, by the `Date` header, else by a time the token names.
    fn ahead_of(self, named: i64) -> i64 {
        let there = self.provider.map_or(named, Timestamp::as_second);
        self.now.as_second().saturating_sub(there)
    }
}

/// The person who signed in. Texts are what the provider says, limited and made fit to show; only `tid` with `oid`, or
/// `subject`, name an account for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The directory; Microsoft only.
    pub tid: Option<TenantId>,
    /// The account in the directory; Microsoft only, needs `profile`.
    pub oid: Option<Guid>,
    /// Whether another organisation vouches for the account: a guest of the directory it signed in to.
    pub guest: bool,
    /// The account, as this application knows it.
    pub subject: String,
    /// The name the person signs in with; may change.
    pub preferred_username: Option<String>,
    /// The person's name.
    pub name: Option<String>,
    /// The person's address.
    pub email: Option<String>,
    /// Google: the Workspace domain.
    pub hosted_domain: Option<String>,
}

impl Identity {
    /// The address by which the account is shown: `preferred_username`, else `email`.
    pub fn address(&self) -> Option<&str> {
        self.preferred_username.as_deref().or(self.email.as_deref())
    }

    /// Whether one of its addresses is this mailbox.
    pub fn is_mailbox(&self, mailbox: &MailAddress) -> bool {
        let is = |text: &String| text.parse::<MailAddress>().is_ok_and(|address| address.is_same_mailbox(mailbox));
        self.preferred_username.as_ref().is_some_and(is) || self.email.as_ref().is_some_and(is)
    }
}

/// What an ID token must say to be believed: made with the attempt, used once.
#[derive(Debug)]
pub struct IdentityRules {
    issuer: IssuerRule,
    client: String,
    nonce: Nonce,
}

impl IdentityRules {
    pub(crate) fn new(issuer: IssuerRule, client: String, nonce: Nonce) -> Self {
        Self { issuer, client, nonce }
    }

    /// Checks every rule and gives who signed in, or the first rule that was broken.
    pub fn check(&self, token: &IdToken, clock: Clock) -> Result<Identity, IdentityFault> {
        let claims = id_token::claims(token)?;
        if let Some(claim) = claims.twice(&READ) {
            return Err(IdentityFault::Twice(claim));
        }
        self.check_issuer(&claims)?;
        self.check_audience(&claims)?;
        let nonce = needed(&claims, "nonce")?;
        if !same(nonce, self.nonce.expose()) {
            return Err(IdentityFault::WrongNonce);
        }
        check_times(&claims, clock)?;
        identity(&claims, self.issuer.needs_directory())
    }

    fn check_issuer(&self, claims: &Object) -> Result<(), IdentityFault> {
        let iss = needed(claims, "iss")?;
        let tid = if self.issuer.needs_directory() { guid(claims, "tid")? } else { None };
        if self.issuer.needs_directory() && tid.is_none() {
            return Err(IdentityFault::NoClaim("tid"));
        }
        if let (Some(expected), Some(found)) = (self.issuer.directory(), &tid)
            && expected.0 != *found
        {
            return Err(IdentityFault::WrongDirectory { found: TenantId(found.clone()) });
        }
        if self.issuer.allows_in_token(iss, tid.as_ref()) { Ok(()) } else { Err(IdentityFault::WrongIssuer) }
    }

    fn check_audience(&self, claims: &Object) -> Result<(), IdentityFault> {
        let audience = claims.get("aud").ok_or(IdentityFault::NoClaim("aud"))?;
        let several = audience.as_list();
        let ours = |value: &Value| value.as_text() == Some(self.client.as_str());
        if !several.map_or_else(|| ours(audience), |list| list.iter().any(ours)) {
            return Err(IdentityFault::WrongAudience);
        }
        match claims.get("azp") {
            Some(party) if !ours(party) => Err(IdentityFault::WrongAuthorizedParty),
            None if several.is_some_and(|list| list.len() > 1) => Err(IdentityFault::NoAuthorizedParty),
            Some(_) | None => Ok(()),
        }
    }
}

fn check_times(claims: &Object, clock: Clock) -> Result<(), IdentityFault> {
    let now = clock.now.as_second();
    let expires = seconds(claims, "exp")?.ok_or(IdentityFault::NoClaim("exp"))?;
    let issued = seconds(claims, "iat")?.ok_or(IdentityFault::NoClaim("iat"))?;
    let difference = clock.ahead_of(issued);
    if seconds(claims, "nbf")?.is_some_and(|from| from > now + SKEW) {
        return Err(IdentityFault::NotYet { difference });
    }
    if issued > now + SKEW {
        return Err(IdentityFault::IssuedInFuture { difference });
    }
    if expires < now - SKEW {
        return Err(IdentityFault::Expired { difference });
    }
    if issued < now - SKEW - DATED_BACK { Err(IdentityFault::IssuedLongAgo { difference }) } else { Ok(()) }
}

/// `tid`, `oid` and `idp` are Microsoft's; what another provider calls so is something else.
fn identity(claims: &Object, of_directory: bool) -> Result<Identity, IdentityFault> {
    let own = |name| if of_directory { guid(claims, name) } else { Ok(None) };
    Ok(Identity {
        tid: own("tid")?.map(TenantId),
        oid: own("oid")?,
        guest: of_directory && is_guest(claims),
        subject: shown(claims, "sub").ok_or(IdentityFault::NoClaim("sub"))?,
        preferred_username: shown(claims, "preferred_username"),
        name: shown(claims, "name"),
        email: shown(claims, "email"),
        hosted_domain: shown(claims, "hd"),
    })
}

/// `idp` says who vouched for the account and is left out, or is the issuer, unless that was somebody else than the directory
/// (learn.microsoft.com/entra/identity-platform/id-token-claims-reference, read 2026-11-21; not seen in a real directory by
/// anybody here). A name of the directory itself in the form of version 1 is no other.
fn is_guest(claims: &Object) -> bool {
    let own = |provider: &str| {
        claims.text("iss") == Some(provider)
            || claims.text("tid").is_some_and(|tid| provider.split('/').any(|part| part == tid))
    };
    claims.text("idp").is_some_and(|provider| !own(provider))
}

fn needed<'a>(claims: &'a Object, name: &'static str) -> Result<&'a str, IdentityFault> {
    claims.text(name).filter(|text| !text.is_empty()).ok_or(IdentityFault::NoClaim(name))
}

/// A claim that is a GUID. Absent is fine; anything else than a GUID is not.
fn guid(claims: &Object, name: &'static str) -> Result<Option<Guid>, IdentityFault> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let parsed = value.as_text().and_then(|text| text.parse().ok());
    parsed.map(Some).ok_or(IdentityFault::NoClaim(name))
}

/// A NumericDate of RFC 7519 section 2, within what a clock can say.
fn seconds(claims: &Object, name: &'static str) -> Result<Option<i64>, IdentityFault> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let number = value.as_number().ok_or(IdentityFault::NoClaim(name))?;
    let whole = SignedDuration::try_from_secs_f64(number).map_err(|_| IdentityFault::NoClaim(name))?;
    let moment = Timestamp::UNIX_EPOCH.checked_add(whole).map_err(|_| IdentityFault::NoClaim(name))?;
    Ok(Some(moment.as_second()))
}

fn shown(claims: &Object, name: &str) -> Option<String> {
    claims.text(name).map(Details::words).filter(|text| !text.is_empty())
}
