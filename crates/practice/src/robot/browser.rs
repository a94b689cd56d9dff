//! Signing in: what the robot does with the page that the assistant opened.

use url::Url;

use super::{Page, Robot, RobotError, google};

/// Who signs in, and what they press.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account's address.
    pub address: String,
    /// Its password.
    pub password: String,
    /// Whether they approve.
    pub decision: Decision,
}

/// What is pressed on the page that asks for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// *Accept*.
    Accept,
    /// *Accept*, with the tick *Consent on behalf of your organization* where it is offered.
    AcceptForAll,
    /// *Cancel*, or the return to the application where only an administrator can approve.
    Cancel,
}

/// Where signing in ended.
#[derive(Clone, Debug)]
pub enum Saw {
    /// The answer was delivered to the loopback address, and this page came back.
    Landing(Page),
    /// The provider kept the person on a page with an error; this is what can be read there.
    ErrorPage {
        /// The words of the page, as a person would paste them.
        text: String,
    },
}

/// The way out where only an administrator can approve.
const RETURN: &str = "Return to the application without granting consent";

/// More pages than a sign-in has.
const MOST_PAGES: usize = 8;

impl Robot {
    /// Opens the page of a sign-in and goes through it as `person`, until the answer is delivered or an error page stays.
    pub async fn sign_in(&mut self, address: Url, person: &Person) -> Result<Saw, RobotError> {
        self.sign_in_without(address, person, &[]).await
    }

    /// The same where a page has a box for each permission: those named here, by their words or their names, stay empty.
    pub async fn sign_in_without(
        &mut self,
        address: Url,
        person: &Person,
        unticked: &[&str],
    ) -> Result<Saw, RobotError> {
        let office = place(&address);
        let mut page = self.open(address).await?;
        for _ in 0..MOST_PAGES {
            if place(&page.address) != office {
                return Ok(Saw::Landing(page));
            }
            if let Some(words) = page.copied("[role=alert]").into_iter().next() {
                return Err(RobotError::Refused { page: page.heading(), words });
            }
            page = match self.turn(&page, person, unticked).await? {
                Some(next) => next,
                None => return Ok(Saw::ErrorPage { text: page.text() }),
            };
        }
        Err(RobotError::Lost { page: page.heading() })
    }

    /// One page: fills in and presses what a person would. Nothing where there is nothing to press.
    async fn turn(&mut self, page: &Page, person: &Person, unticked: &[&str]) -> Result<Option<Page>, RobotError> {
        for mut form in page.forms() {
            if let Some(button) = google::pressed(&mut form, person, unticked)? {
                return self.submit(&form, &button).await.map(Some);
            }
            if form.has_button("Sign in") && form.has_field("Email") {
                form.fill("Email", &person.address)?;
                form.fill("Password", &person.password)?;
                return self.submit(&form, "Sign in").await.map(Some);
            }
            if form.has_button("Accept") {
                let for_all = "Consent on behalf of your organization";
                if person.decision == Decision::AcceptForAll && form.has_field(for_all) {
                    form.tick(for_all)?;
                }
                let button = if person.decision == Decision::Cancel { "Cancel" } else { "Accept" };
                return self.submit(&form, button).await.map(Some);
            }
            if person.decision == Decision::Cancel && form.has_button(RETURN) {
                return self.submit(&form, RETURN).await.map(Some);
            }
            if form.has_button("Continue") {
                return self.submit(&form, "Continue").await.map(Some);
            }
        }
        Ok(None)
    }
}

fn place(address: &Url) -> Option<u16> {
    address.port_or_known_default()
}
