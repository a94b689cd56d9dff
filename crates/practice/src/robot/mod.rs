//! A stand-in for the person in front of the browser. It is given one address, reads pages, fills in fields by the words
//! beside them and presses buttons by the words on them, all over HTTP. It knows nothing of the office but its pages.

mod browser;
mod copied;
mod form;
mod google;
mod mailboxes;
mod mend;
mod page;
mod portal;
mod provider;
mod redirects;
mod visit;
mod workspace;

pub use browser::{Decision, Person, Saw};
pub use form::{Button, Control, Form};
pub use google::GoogleClient;
pub use page::{Link, Page};
pub use portal::ExposedApi;
pub use provider::ProviderRegistration;
pub use redirects::PlatformName;

use url::Url;

use visit::Visitor;

/// What the robot could not do, and on which page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RobotError {
    /// No HTTP client could be made.
    #[error("no HTTP client")]
    NoClient,
    /// A page did not answer.
    #[error("a page did not answer: {reason}")]
    Unreachable {
        /// What then stands in the address line. After a sign-in it may hold a code.
        address: Url,
        /// What the connection says, without the address.
        reason: String,
    },
    /// A page leads away from this computer; the robot stays.
    #[error("a page leads away from this computer: {0}")]
    LeavesThisComputer(String),
    /// Redirects without an end.
    #[error("redirects without an end")]
    TooManyRedirects,
    /// No field has these words beside it.
    #[error("there is no field {field:?} on {page:?}")]
    NoField {
        /// The words beside the field, or the option in it.
        field: String,
        /// The page's heading.
        page: String,
    },
    /// No button has these words on it.
    #[error("there is no button {button:?} on {page:?}")]
    NoButton {
        /// The words.
        button: String,
        /// The page's heading.
        page: String,
    },
    /// No link says this.
    #[error("there is no link {link:?} on {page:?}")]
    NoLink {
        /// The words.
        link: String,
        /// The page's heading.
        page: String,
    },
    /// The page refuses what was entered, in these words.
    #[error("the page {page:?} refuses: {words}")]
    Refused {
        /// The page's heading.
        page: String,
        /// What it says.
        words: String,
    },
    /// The robot does not know what to do on this page.
    #[error("nothing to do on the page {page:?}")]
    Lost {
        /// The page's heading.
        page: String,
    },
}

/// The robot: a browser with its memory.
pub struct Robot {
    visitor: Visitor,
}

impl Robot {
    /// A robot with an empty memory.
    pub fn new() -> Result<Self, RobotError> {
        Ok(Self { visitor: Visitor::new()? })
    }

    /// Opens an address and follows redirects.
    pub async fn open(&mut self, address: Url) -> Result<Page, RobotError> {
        self.visitor.get(address).await
    }

    /// Follows the link with these words.
    pub async fn click(&mut self, page: &Page, link: &str) -> Result<Page, RobotError> {
        let missing = || RobotError::NoLink { link: link.to_owned(), page: page.heading() };
        let address = page.link(link).ok_or_else(missing)?;
        self.visitor.follow_link(&page.address, address).await
    }

    /// Presses the button with these words.
    pub async fn submit(&mut self, form: &Form, button: &str) -> Result<Page, RobotError> {
        self.visitor.send(&form.on.address, form.press(button)?).await
    }
}
