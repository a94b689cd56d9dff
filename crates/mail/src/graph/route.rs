//! One walk by Graph.

use sendoff_problem::{CodeRule, Problem};
use sendoff_values::{AccessToken, MailAddress};
use sendoff_wire::{Answer, Wire};
use url::Url;

use super::refusal::{self, Call};
use crate::{StageReport, asking::Asking};

/// The way by Graph.
#[derive(Clone, Copy, Debug)]
pub struct GraphRoute<'a> {
    /// The way out; it must allow the host of `base`.
    pub wire: &'a Wire,
    /// Graph's address with its version, such as `https://graph.microsoft.com/v1.0`.
    pub base: &'a Url,
    /// Whose mailbox it is about.
    pub owner: Owner<'a>,
    /// What Graph's codes mean.
    pub codes: &'a [CodeRule],
}

/// Whose mailbox Graph is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// Whoever signed in: `/me`.
    SignedIn,
    /// This one, by an application without a person: `/users/ADDRESS`.
    Mailbox(&'a MailAddress),
}

impl GraphRoute<'_> {
    /// The address of something of the owner's.
    pub(super) fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Only addresses like `mailto:` have no segments, and those the wire refuses.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty();
            match self.owner {
                Owner::SignedIn => path.push("me"),
                Owner::Mailbox(address) => path.push("users").push(address.as_str()),
            };
            path.extend(segments);
        }
        url
    }
}

/// One walk under way.
pub(super) struct Walk<'a> {
    pub(super) route: GraphRoute<'a>,
    pub(super) asking: Asking<'a>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        route: GraphRoute<'a>,
        access: &'a AccessToken,
        report: &'a mut (dyn FnMut(StageReport) + Send),
    ) -> Self {
        Self { route, asking: Asking::new(route.wire, route.base, access, report) }
    }

    /// The problem an answer other than the expected one is.
    pub(super) fn refused(&mut self, answer: &Answer, call: Call) -> Problem {
        self.asking.refused(answer, refusal::problem(answer, call, self.route.codes))
    }
}
