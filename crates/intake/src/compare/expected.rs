//! What a recipe asks of an app registration, as plain data.

use jiff::civil::Date;
use sendoff_recipes::{PermissionKind, Platform};
use sendoff_values::{ClientId, Guid, Held, RedirectAddress};

use crate::manifest::{Approver, Audience, RequestedPermission};

/// What a registration must be. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The registration that is set up, once it is known.
    pub client_id: Option<ClientId>,
    /// Audiences that will do; any if none is named.
    pub audiences: Vec<Audience>,
    /// Redirect URIs.
    pub redirects: Vec<ExpectedRedirect>,
    /// Permissions. If none is named, those that are asked for are not judged.
    pub permissions: Vec<ExpectedPermission>,
    /// The client secret, if one is needed.
    pub secret: Option<ExpectedSecret>,
    /// A scope under *Expose an API*.
    pub scope: Option<ExpectedScope>,
    /// An authorised client application; it must be ticked for `scope`, if there is one.
    pub client_application: Option<ClientId>,
    /// *Allow public client flows*, where it matters.
    pub public_client_flows: Option<bool>,
    /// Whether tokens by the front channel are as they should be.
    pub implicit_grant: bool,
}

/// One redirect URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedRedirect {
    /// The address, to the letter.
    pub address: RedirectAddress,
    /// The platform it belongs under.
    pub platform: Platform,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedPermission {
    /// Its name in the portal.
    pub name: String,
    /// Delegated or application.
    pub kind: PermissionKind,
    /// What happens without it.
    pub need: Need,
    /// Its IDs; several where more than one API has it: `IMAP.AccessAsUser.All` stands under Microsoft Graph and under
    /// Office 365 Exchange Online, and either will do.
    pub ids: Vec<PermissionIds>,
}

/// How much a permission matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing works without it.
    Needed,
    /// It is asked for, and missing only mentioned.
    Wished,
    /// It may be there: the portal adds `User.Read` by itself.
    Allowed,
}

/// The IDs of one permission under one API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionIds {
    /// The API, by its application ID.
    pub resource: Guid,
    /// The delegated permission.
    pub delegated: Option<Guid>,
    /// The application permission.
    pub application: Option<Guid>,
}

/// The client secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedSecret {
    /// The first three characters of the one that is held, by which it is found among several.
    pub first_three: Option<String>,
    /// Today, UTC.
    pub today: Date,
}

/// One exposed scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedScope {
    /// Its name.
    pub value: String,
    /// *Who can consent?*, where it matters.
    pub approver: Option<Approver>,
}

impl ExpectedSecret {
    /// The secret that is held, if there is one.
    pub fn of(held: Option<&Held>, today: Date) -> Self {
        Self { first_three: held.map(|held| held.first_three.clone()), today }
    }
}

impl ExpectedPermission {
    /// Whether this is the permission that is asked for.
    pub(super) fn is_met(&self, one: &RequestedPermission) -> bool {
        let right = |ids: &PermissionIds| ids.resource == one.resource && ids.of(self.kind) == Some(&one.id);
        one.kind == self.kind && self.ids.iter().any(right)
    }

    /// Whether this is the application permission in place of the delegated one, or the other way round.
    pub(super) fn is_of_other_kind(&self, one: &RequestedPermission) -> bool {
        let either =
            |ids: &PermissionIds| [&ids.delegated, &ids.application].into_iter().flatten().any(|id| *id == one.id);
        one.kind != self.kind && self.ids.iter().any(|ids| ids.resource == one.resource && either(ids))
    }

    /// Whether what is asked for is accounted for by this one: it meets it, or is told to be of the other kind.
    pub(super) fn is_about(&self, one: &RequestedPermission, all: &[RequestedPermission]) -> bool {
        // Whether it is there is looked for last: a manifest may name thousands of others.
        let is_told = || self.need != Need::Allowed && !all.iter().any(|other| self.is_met(other));
        self.is_met(one) || (self.is_of_other_kind(one) && is_told())
    }
}

impl PermissionIds {
    const fn of(&self, kind: PermissionKind) -> Option<&Guid> {
        match kind {
            PermissionKind::Delegated => self.delegated.as_ref(),
            PermissionKind::Application => self.application.as_ref(),
        }
    }
}
