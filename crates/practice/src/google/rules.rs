//! What a person can do in the console, each with its refusals. The pages change a project only through here.

mod account;
mod admin;
mod clients;

pub(crate) use clients::NewClient;

use super::project::{GoogleAudience, GoogleBranding, GoogleProject};
use super::scope::GoogleScope;
use crate::office::{Office, State};
use thiserror::Error;

/// Test users a project may have (protocol facts 5.2).
const MOST_TEST_USERS: usize = 100;

/// Why the console refuses, in the words it shows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConsoleRefusal {
    /// There is no such project.
    #[error("You do not have access to this project, or it does not exist.")]
    NoProject,
    /// Project names have 4 to 30 characters.
    #[error(
        "The project name must have between 4 and 30 characters: letters, numbers, quotes, blanks, hyphens and exclamation marks."
    )]
    ProjectName,
    /// Branding, audience and contact are one form at the beginning.
    #[error("Google Auth Platform is not configured yet. Press Get started first.")]
    NotConfigured,
    /// A field of branding is empty or no address.
    #[error("{0} is required.")]
    Field(&'static str),
    /// Only a project of an organisation can be internal.
    #[error("Internal is only available to projects of an organization.")]
    NoOrganisation,
    /// Publishing is for external apps.
    #[error("An internal app has no publishing status.")]
    Internal,
    /// The address of a test user.
    #[error("{0} is not an email address of a Google Account.")]
    TestUser(String),
    /// A hundred test users.
    #[error("A project can have 100 test users.")]
    TestUsers,
    /// A name is needed.
    #[error("Enter a name for the client.")]
    ClientName,
    /// There is no such client.
    #[error("The OAuth client was not found.")]
    NoClient,
    /// A redirect address is not taken.
    #[error("{address}: {why}")]
    Redirect {
        /// As it was entered.
        address: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Two secrets at most.
    #[error("A client can have two secrets. Delete or disable one of them first.")]
    Secrets,
    /// Service account IDs have 6 to 30 characters, and are made once.
    #[error("The service account ID must have between 6 and 30 letters, numbers and hyphens, and is used once.")]
    ServiceAccountName,
    /// There is no such service account.
    #[error("The service account was not found.")]
    NoServiceAccount,
    /// The organisation forbids keys.
    #[error(
        "Service account key creation is disabled: key creation is not allowed on this service account (iam.disableServiceAccountKeyCreation)."
    )]
    KeysForbidden,
    /// A delegation is for the numeric ID of a service account, once.
    #[error("Enter the numeric client ID of a service account that is not listed yet, or overwrite it.")]
    DelegatedClient,
    /// A delegation has scopes.
    #[error("Enter valid scopes, with commas between them.")]
    DelegatedScopes,
    /// App passwords need 2-Step Verification.
    #[error("The setting you are looking for is not available for your account.")]
    NoAppPasswords,
    /// There is no such secret, or it is the last one in force.
    #[error("The client secret cannot be changed so: it is not there, or it is still enabled.")]
    Secret,
}

/// What the first form of Google Auth Platform asks.
#[derive(Clone, Debug)]
pub(crate) struct Platform {
    pub(crate) branding: GoogleBranding,
    pub(crate) internal: bool,
}

impl Office {
    /// *New project*, in the organisation or in none. Its ID.
    pub(crate) fn google_create(&self, name: &str, organisation: bool) -> Result<String, ConsoleRefusal> {
        let name = checked_project_name(name)?;
        let mut state = self.lock();
        let project = state.new_project(name, organisation);
        let id = project.id.clone();
        state.google.kept.projects.push(project);
        state.save();
        Ok(id)
    }

    /// *Enable* or *Disable API* on the page of the Gmail API.
    pub(crate) fn google_switch_gmail(&self, project: &str, on: bool) -> Result<(), ConsoleRefusal> {
        self.in_project(project, |project, now| {
            project.gmail = on.then_some(now);
            Ok(())
        })
    }

    /// *Get started*, to its end: app information, audience, contact information.
    pub(crate) fn google_configure(&self, project: &str, new: Platform) -> Result<(), ConsoleRefusal> {
        let branding = checked_branding(new.branding)?;
        self.in_project(project, |project, _| {
            if new.internal && project.organisation.is_none() {
                return Err(ConsoleRefusal::NoOrganisation);
            }
            project.audience = if new.internal { GoogleAudience::Internal } else { GoogleAudience::Testing };
            project.branding = Some(branding);
            Ok(())
        })
    }

    /// *Branding*, *Save*.
    pub(crate) fn google_rebrand(&self, project: &str, branding: GoogleBranding) -> Result<(), ConsoleRefusal> {
        let branding = checked_branding(branding)?;
        self.in_configured(project, |project| {
            project.branding = Some(branding);
            Ok(())
        })
    }

    /// *Publish app*, *Back to testing*, *Make internal*, *Make external*.
    pub(crate) fn google_set_audience(&self, project: &str, audience: GoogleAudience) -> Result<(), ConsoleRefusal> {
        self.in_configured(project, |project| {
            if audience == GoogleAudience::Internal && project.organisation.is_none() {
                return Err(ConsoleRefusal::NoOrganisation);
            }
            if audience == GoogleAudience::InProduction && project.audience == GoogleAudience::Internal {
                return Err(ConsoleRefusal::Internal);
            }
            project.audience = audience;
            Ok(())
        })
    }

    /// *Add users*.
    pub(crate) fn google_add_test_user(&self, project: &str, address: &str) -> Result<(), ConsoleRefusal> {
        let address = address.trim();
        let known = self.lock().google.account_at(address).map(|account| account.address.clone());
        let known = known.ok_or_else(|| ConsoleRefusal::TestUser(address.to_owned()))?;
        self.in_configured(project, |project| {
            if project.test_users.len() >= MOST_TEST_USERS {
                return Err(ConsoleRefusal::TestUsers);
            }
            if !project.test_users.contains(&known) {
                project.test_users.push(known);
            }
            Ok(())
        })
    }

    /// *Remove* beside a test user.
    pub(crate) fn google_remove_test_user(&self, project: &str, address: &str) -> Result<(), ConsoleRefusal> {
        self.in_configured(project, |project| {
            project.test_users.retain(|there| there != address);
            Ok(())
        })
    }

    /// *Data Access*, *Save*: the whole list.
    pub(crate) fn google_list_scopes(&self, project: &str, scopes: Vec<GoogleScope>) -> Result<(), ConsoleRefusal> {
        self.in_configured(project, |project| {
            project.permissions = scopes;
            Ok(())
        })
    }

    fn in_project(
        &self,
        id: &str,
        change: impl FnOnce(&mut GoogleProject, jiff::Timestamp) -> Result<(), ConsoleRefusal>,
    ) -> Result<(), ConsoleRefusal> {
        let mut state = self.lock();
        let now = state.now();
        change(state.google.project_mut(id).ok_or(ConsoleRefusal::NoProject)?, now)?;
        state.save();
        Ok(())
    }

    fn in_configured(
        &self,
        id: &str,
        change: impl FnOnce(&mut GoogleProject) -> Result<(), ConsoleRefusal>,
    ) -> Result<(), ConsoleRefusal> {
        self.in_project(id, |project, _| {
            project.branding.as_ref().ok_or(ConsoleRefusal::NotConfigured)?;
            change(project)
        })
    }
}

impl State {
    fn new_project(&mut self, name: String, organisation: bool) -> GoogleProject {
        let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let start: String = name.chars().map(letters).collect();
        let start = start.trim_matches(|c: char| c == '-' || c.is_ascii_digit());
        let start = if start.is_empty() { "project" } else { start };
        GoogleProject {
            id: format!("{start}-{}", self.random.digits(6)),
            number: self.random.digits(12),
            name,
            organisation: organisation.then(|| self.google.kept.workspace.domain.clone()),
            gmail: None,
            branding: None,
            audience: GoogleAudience::Testing,
            test_users: Vec::new(),
            permissions: Vec::new(),
            clients: Vec::new(),
            service_accounts: Vec::new(),
            created: self.now(),
        }
    }
}

fn checked_project_name(name: &str) -> Result<String, ConsoleRefusal> {
    let name = name.trim();
    let taken = |c: char| c.is_ascii_alphanumeric() || "'\" -!".contains(c);
    let fits = (4..=30).contains(&name.chars().count()) && name.chars().all(taken);
    if fits { Ok(name.to_owned()) } else { Err(ConsoleRefusal::ProjectName) }
}

fn checked_branding(branding: GoogleBranding) -> Result<GoogleBranding, ConsoleRefusal> {
    let GoogleBranding { name, support, contact } = branding;
    let [name, support, contact] = [name, support, contact].map(|text| text.trim().to_owned());
    let is_address =
        |text: &str| text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    if name.is_empty() {
        Err(ConsoleRefusal::Field("App name"))
    } else if !is_address(&support) {
        Err(ConsoleRefusal::Field("User support email"))
    } else if !is_address(&contact) {
        Err(ConsoleRefusal::Field("Email addresses"))
    } else {
        Ok(GoogleBranding { name, support, contact })
    }
}
