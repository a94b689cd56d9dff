//! What the recipe needs, what is asked for and what was granted, permission by permission.

use sendoff_recipes::{GrantedIn, Permission, Recipe};
use sendoff_values::Stage;

use crate::{event::StageDetail, journey::Journey, results::short};

/// One permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Its name in the portal.
    pub(crate) name: &'a str,
    /// What the recipe says of it; nothing where it says nothing.
    pub(crate) listed: Option<&'a Permission>,
    pub(crate) judged: Judged,
}

/// How a permission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judged {
    /// Asked for and granted.
    Fits,
    /// Needed and not granted.
    Missing,
    /// Asked for and not granted, and it works without.
    Spared,
    /// Asked for; the answer does not always name it, granted or not.
    Untold,
    /// Granted by a role in Exchange, of which the answer says nothing.
    InExchange,
    /// To be granted by a role in Exchange alone, and granted for the whole directory.
    Everywhere,
    /// Granted without being asked for, as every new registration has it.
    Harmless,
    /// Granted, and the recipe does not know it.
    TooMuch,
}

/// What the portal lists in every new registration (learn.microsoft.com/graph/permissions-overview).
const HARMLESS: &str = "User.Read";

/// Asked for to learn who signed in, and left out of many answers (OpenID Connect Core 1.0 section 5.4; protocol facts 1.5); Google
/// answers with long names for the last two (developers.google.com/identity/protocols/oauth2/scopes, read 2026-11-21).
const OF_IDENTITY: &[&str] = &["openid", "profile", "email", "userinfo.email", "userinfo.profile"];

/// Shows in the refresh token; answers leave it out (protocol facts 1.5).
pub(crate) const LASTING: &str = "offline_access";

/// The recipe's permissions in its order, then what was granted beside them.
pub(crate) fn compared<'a>(recipe: &'a Recipe, granted: &'a [String]) -> Vec<Line<'a>> {
    let listed = recipe.permission.iter().map(|one| Line {
        name: one.name.as_str(),
        listed: Some(one),
        judged: judge(one, granted),
    });
    let mut lines: Vec<Line<'_>> = listed.collect();
    for granted in granted.iter().filter(|granted| is_beside(granted, recipe)) {
        let judged = if is_same(granted, HARMLESS) { Judged::Harmless } else { Judged::TooMuch };
        // One of another resource bears its resource, or it would look like the listed one.
        let taken = recipe.permission.iter().any(|one| is_same(one.name.as_str(), granted));
        let name = if taken { granted.as_str() } else { short(granted) };
        if !lines.iter().any(|other| other.listed.is_none() && is_same(other.name, name)) {
            lines.push(Line { name, listed: None, judged });
        }
    }
    lines
}

fn judge(one: &Permission, granted: &[String]) -> Judged {
    let there = granted.iter().any(|name| one.is_named(name));
    match (there, one.granted) {
        (true, GrantedIn::Entra) => Judged::Fits,
        (true, GrantedIn::Exchange) => Judged::Everywhere,
        (false, GrantedIn::Exchange) => Judged::InExchange,
        (false, GrantedIn::Entra) if OF_IDENTITY.contains(&one.name.as_str()) => Judged::Untold,
        (false, GrantedIn::Entra) if one.needed => Judged::Missing,
        (false, GrantedIn::Entra) => Judged::Spared,
    }
}

/// Whether the recipe says nothing of it, and it is a permission that a person was told of.
fn is_beside(granted: &str, recipe: &Recipe) -> bool {
    let name = short(granted);
    let of_protocol = name == LASTING || OF_IDENTITY.contains(&name) || name.ends_with(".default");
    !of_protocol && !recipe.permission.iter().any(|one| one.is_named(granted))
}

fn is_same(one: &str, other: &str) -> bool {
    short(one).eq_ignore_ascii_case(short(other))
}

impl Journey {
    /// What was granted at the last sign-in of this sitting, whether or not it was enough; nothing where the answer does not
    /// tell.
    pub(crate) fn granted(&self) -> Option<Vec<String>> {
        let told = self.logs.sign_in.iter().find(|log| log.stage == Stage::Permissions);
        if let Some(StageDetail::Granted(names)) = told.map(|log| &log.detail) {
            return Some(names.clone());
        }
        // A sign-in counts only with lasting access, whatever its answer names.
        let proof = self.phase.sign_in().filter(|proof| proof.account.is_some())?;
        let mut names = proof.granted.clone();
        names.extend((!names.iter().any(|name| name == LASTING)).then(|| LASTING.to_owned()));
        Some(names)
    }
}
