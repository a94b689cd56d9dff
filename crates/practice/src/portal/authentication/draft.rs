//! The redirect URIs as they stand on the page, which is not yet as they stand in the registration.

use crate::directory::{Audience, ImplicitGrant, Platform, Redirect, RedirectRefusal, Registration};
use crate::office::{Office, PortalRefusal};
use crate::portal::account_types;
use crate::portal::platform;
use crate::portal::posted::Posted;

/// One text box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) uri: String,
    pub(super) refusal: Option<RedirectRefusal>,
}

/// All text boxes, by platform, and the switch below them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    rows: [Vec<Row>; 3],
    pub(super) public_flows: bool,
    pub(super) audience: Audience,
    pub(super) implicit: ImplicitGrant,
}

impl Draft {
    /// What the registration has.
    pub(super) fn of(registration: &Registration) -> Self {
        let rows = |platform| registration.redirects_under(platform).map(Row::of).collect();
        Self {
            rows: Platform::ALL.map(rows),
            public_flows: registration.fallback_public,
            audience: registration.audience,
            implicit: registration.implicit,
        }
    }

    /// What the form has; what it leaves out stays as it is registered.
    pub(super) fn read(posted: &Posted, registration: &Registration) -> Self {
        let rows = |platform| posted.all(platform::slug(platform)).map(Row::of).collect();
        let ticked = |name: &str| posted.text(name) == "yes";
        let audience = account_types::read(posted).unwrap_or(registration.audience);
        let implicit = ImplicitGrant { access_tokens: ticked("access-tokens"), id_tokens: ticked("id-tokens") };
        Self { rows: Platform::ALL.map(rows), public_flows: ticked("public-flows"), audience, implicit }
    }

    /// The text boxes under one platform.
    pub(super) fn rows(&self, platform: Platform) -> &[Row] {
        &self.rows[place(platform)]
    }

    /// One more text box.
    pub(super) fn add(&mut self, platform: Platform) {
        self.rows[place(platform)].push(Row::of(""));
    }

    /// One text box fewer; a number that is none changes nothing.
    pub(super) fn remove(&mut self, platform: Platform, index: usize) {
        let rows = &mut self.rows[place(platform)];
        if index < rows.len() {
            rows.remove(index);
        }
    }

    /// Marks every text that cannot be saved. What the registration has already is not judged again, and empty boxes are left out.
    pub(super) fn check(&mut self, registration: &Registration) -> bool {
        let mut seen: Vec<String> = Vec::new();
        for (platform, row) in Platform::ALL
            .into_iter()
            .zip(&mut self.rows)
            .flat_map(|(platform, rows)| rows.iter_mut().map(move |row| (platform, row)))
        {
            let there = registration.redirects_under(platform).any(|uri| uri == row.uri);
            let twice = seen.contains(&row.uri).then_some(RedirectRefusal::Twice);
            row.refusal = if row.uri.is_empty() {
                None
            } else {
                twice.or_else(|| if there { None } else { Redirect::check(&row.uri).err() })
            };
            seen.push(row.uri.clone());
        }
        self.rows.iter().flatten().all(|row| row.refusal.is_none())
    }

    /// Makes the registration what the page shows: first what is gone, then what is new, so that an address can change its platform.
    pub(super) fn save(&self, office: &Office, registration: &Registration) -> Result<(), PortalRefusal> {
        let app = registration.app_id;
        for gone in registration.redirects.iter().filter(|there| !self.has(there)) {
            office.remove_redirect(app, gone.platform, &gone.uri)?;
        }
        for fresh in self.redirects().filter(|wanted| !registration.redirects.contains(wanted)) {
            office.add_redirect(app, fresh.platform, &fresh.uri)?;
        }
        office.set_audience(app, self.audience)?;
        office.set_implicit_grant(app, self.implicit)?;
        office.set_public_client_flows(app, self.public_flows)
    }

    fn has(&self, redirect: &Redirect) -> bool {
        self.rows(redirect.platform).iter().any(|row| row.uri == redirect.uri)
    }

    fn redirects(&self) -> impl Iterator<Item = Redirect> {
        Platform::ALL.into_iter().flat_map(|platform| {
            let filled = self.rows(platform).iter().filter(|row| !row.uri.is_empty());
            filled.map(move |row| Redirect { platform, uri: row.uri.clone() })
        })
    }
}

impl Row {
    fn of(uri: &str) -> Self {
        Self { uri: uri.trim().to_owned(), refusal: None }
    }
}

fn place(platform: Platform) -> usize {
    match platform {
        Platform::Web => 0,
        Platform::Spa => 1,
        Platform::Desktop => 2,
    }
}
