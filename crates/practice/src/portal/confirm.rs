//! "Are you sure?": one question, one button that does it, one way out.

use super::controls;
use super::markup::element;
use super::navigation::Page;
use super::place::InRegistration;
use super::shell::Sheet;

/// A question about something that takes effect at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    /// Heading.
    pub(super) heading: &'a str,
    /// What will happen.
    pub(super) text: &'a str,
    /// The button that does it.
    pub(super) yes: &'a str,
    /// The way out.
    pub(super) no: &'a str,
    /// Where the answer goes to.
    pub(super) action: &'a str,
}

/// The page that asks. Its buttons stand in the order of the portal.
pub(super) fn ask(at: &InRegistration, page: Page, question: &Question<'_>) -> Sheet {
    let ending = element("div")
        .class("ending")
        .inside(controls::submit(question.yes))
        .inside(controls::command(question.no, &at.page(page)));
    at.sheet(page, question.heading)
        .content(element("p").inside(question.text))
        .content(controls::form(question.action).inside(ending))
}
