//! In the admin centres of Microsoft 365 and Exchange: which protocols a mailbox may be used by, and by whom.

use url::Url;

use super::portal::form_with;
use super::{Page, Robot, RobotError};

/// The words of Full Access on its page.
pub(super) const FULL_ACCESS: &str = "Read and manage (Full Access)";

const EMAIL_APPS: &str = "Manage email apps";
const DELEGATION: &str = "Mailbox delegation";

impl Robot {
    /// *Active users*, *Manage email apps* of this mailbox: ticks these and saves.
    pub async fn switch_on(&mut self, portal: Url, mailbox: &str, apps: &[&str]) -> Result<(), RobotError> {
        let list = self.in_directory(portal, "Active users").await?;
        for address in pages_of(&list, EMAIL_APPS) {
            let page = self.open(address).await?;
            if page.texts(".owner").iter().any(|owner| owner.eq_ignore_ascii_case(mailbox)) {
                return self.tick_and_save(&page, "Save changes", apps).await;
            }
        }
        Err(RobotError::NoLink { link: mailbox.to_owned(), page: list.heading() })
    }

    /// The same for everybody who has a mailbox.
    pub(super) async fn switch_on_everywhere(&mut self, portal: Url, app: &str) -> Result<(), RobotError> {
        let list = self.in_directory(portal, "Active users").await?;
        for address in pages_of(&list, EMAIL_APPS) {
            let page = self.open(address).await?;
            self.tick_and_save(&page, "Save changes", &[app]).await?;
        }
        Ok(())
    }

    /// *Mailbox delegation* of every shared mailbox: gives this person Send As and Full Access.
    pub async fn delegate(&mut self, portal: Url, person: &str) -> Result<(), RobotError> {
        for page in self.delegations(portal).await? {
            let mut form = form_with(&page, "Save")?;
            form.tick_in(person, "Send As")?;
            form.tick_in(person, FULL_ACCESS)?;
            self.press(&form, "Save").await?;
        }
        Ok(())
    }

    /// *Mailbox delegation* of every shared mailbox: gives everybody who is offered one right.
    pub(super) async fn delegate_to_everybody(&mut self, portal: Url, right: &str) -> Result<(), RobotError> {
        for page in self.delegations(portal).await? {
            let mut form = form_with(&page, "Save")?;
            let people: Vec<_> = form.controls.iter().map(|control| control.group.clone()).collect();
            for person in people.iter().filter(|person| !person.is_empty()) {
                form.tick_in(person, right)?;
            }
            self.press(&form, "Save").await?;
        }
        Ok(())
    }

    /// *Mail flow settings*: SMTP AUTH for the whole organisation.
    pub async fn set_smtp_auth(&mut self, portal: Url, on: bool) -> Result<(), RobotError> {
        let page = self.in_directory(portal, "Mail flow settings").await?;
        let mut form = form_with(&page, "Save")?;
        let words = "Turn off SMTP AUTH protocol for your organization";
        if on { form.untick(words) } else { form.tick(words) }?;
        self.press(&form, "Save").await.map(drop)
    }

    /// *Exchange Online PowerShell*: pastes commands and runs them. What they print.
    pub async fn run_exchange_commands(&mut self, portal: Url, commands: &str) -> Result<String, RobotError> {
        let page = self.in_directory(portal, "Exchange Online PowerShell").await?;
        let mut form = form_with(&page, "Run")?;
        form.fill("Commands", commands)?;
        Ok(self.press(&form, "Run").await?.texts("#output").join("\n"))
    }

    /// *Cloud Shell*: pastes a set-up script and runs it. What it prints, line by line.
    pub async fn run_script(&mut self, portal: Url, script: &str) -> Result<String, RobotError> {
        let page = self.in_directory(portal, "Cloud Shell").await?;
        let mut form = form_with(&page, "Run")?;
        form.fill("Script for Azure CLI", script)?;
        Ok(self.press(&form, "Run").await?.copied("#output").join("\n"))
    }

    /// The same as [`Self::run_exchange_commands`]: takes away every access policy that keeps an application from a mailbox.
    pub(super) async fn admit_mailboxes(&mut self, portal: Url) -> Result<(), RobotError> {
        let page = self.in_directory(portal.clone(), "Exchange Online PowerShell").await?;
        let cells = page.copied("main table tbody td");
        let denied = cells.chunks(4).filter(|row| row.last().is_some_and(|right| right == "DenyAccess"));
        let command = |row: &[String]| format!("Remove-ApplicationAccessPolicy -Identity \"{}\"", row[0]);
        let commands: Vec<_> = denied.map(command).collect();
        self.run_exchange_commands(portal, &commands.join("\n")).await.map(drop)
    }

    async fn delegations(&mut self, portal: Url) -> Result<Vec<Page>, RobotError> {
        let list = self.in_directory(portal, "Active users").await?;
        let mut pages = Vec::new();
        for address in pages_of(&list, DELEGATION) {
            pages.push(self.open(address).await?);
        }
        Ok(pages)
    }

    async fn tick_and_save(&mut self, page: &Page, save: &str, boxes: &[&str]) -> Result<(), RobotError> {
        let mut form = form_with(page, save)?;
        for words in boxes {
            form.tick(words)?;
        }
        self.press(&form, save).await.map(drop)
    }

    /// To a page of the directory, from any page of the portal.
    pub(super) async fn in_directory(&mut self, from: Url, title: &str) -> Result<Page, RobotError> {
        let page = self.open(from).await?;
        let home = self.click(&page, "Practice portal").await?;
        self.click(&home, title).await
    }
}

/// Where the links lead that begin with these words.
fn pages_of(list: &Page, words: &str) -> Vec<Url> {
    list.links().into_iter().filter(|link| link.text.starts_with(words)).map(|link| link.address).collect()
}
