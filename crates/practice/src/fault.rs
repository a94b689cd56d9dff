//! What can be made to go wrong, by name. What each fault does is done where it happens; the table is in `table`.

mod table;

pub use table::Fault;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Where a fault can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// The look-up of the directory.
    Directory,
    /// The request by which ID and secret prove that they belong together.
    Secret,
    /// A person's sign-in: its pages, and the exchange after them.
    SignIn,
    /// A provider without directories: the look at its document, and the sign-in there.
    Provider,
    /// What an application does in its own name, whatever it does.
    Application,
    /// What an administrator approved for an application in its own name.
    ApplicationApproval,
    /// A message sent by Graph.
    GraphSend,
    /// A look into a mailbox or its calendars by Graph.
    GraphRead,
    /// A message sent by SMTP.
    Smtp,
    /// A look into a mailbox by IMAP.
    Imap,
    /// A look into a mailbox by POP3.
    Pop3,
    /// A knock at the application's own machine.
    Machine,
    /// A message sent as a shared mailbox, by SMTP or Graph.
    SharedSend,
    /// A look into a shared mailbox by IMAP or POP3.
    SharedRead,
    /// The request by which a client of Google's proves that ID and secret belong together.
    GoogleSecret,
    /// A person's sign-in at Google: its pages, and the exchange after them.
    GoogleSignIn,
    /// The same with a Web application, whose redirect address is registered.
    GoogleWebSignIn,
    /// A message sent by the Gmail API.
    GmailApi,
    /// A message sent by Gmail's SMTP server.
    GoogleSmtp,
    /// A look into a mailbox by Gmail's IMAP server.
    GoogleImap,
    /// A look into a mailbox by Gmail's POP3 server.
    GooglePop3,
    /// A sign-in to one of these with an app password.
    GooglePassword,
    /// A service account's own signed request.
    GoogleDelegation,
}

/// What a person does in the portal to mend something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortalAction {
    /// Certificates & secrets: make a new secret and copy its Value.
    AddSecret,
    /// Authentication: add the redirect address under Web.
    AddRedirect,
    /// Authentication: take the redirect address out and add it under Web.
    MoveRedirectToWeb,
    /// API permissions: add the missing permission.
    AddPermission,
    /// API permissions: Grant admin consent.
    GrantAdminConsent,
    /// Enterprise applications, Properties: Enabled for users to sign-in = Yes.
    EnableApplication,
    /// Enterprise applications, Users and groups: assign the person, or Assignment required = No.
    AssignPeople,
    /// Microsoft 365 admin center, Manage email apps: Authenticated SMTP for the mailbox.
    SwitchOnSmtp,
    /// Microsoft 365 admin center, Manage email apps: IMAP for the mailbox.
    SwitchOnImap,
    /// Microsoft 365 admin center, Manage email apps: POP for the mailbox.
    SwitchOnPop,
    /// Exchange admin center, Mailbox delegation: Send As on the shared mailbox.
    GrantSendAs,
    /// Exchange admin center, Mailbox delegation: Full Access to the shared mailbox.
    GrantFullAccess,
    /// Exchange Online commands: the application may use the mailbox.
    AdmitMailbox,
    /// Google, Clients: *Add secret*, and copy it.
    GoogleAddSecret,
    /// Google, Clients: *Restore* the client.
    GoogleRestoreClient,
    /// Google, Clients: add the redirect address to the Web application.
    GoogleAddRedirect,
    /// Google, Data Access: add the scopes.
    GoogleListScopes,
    /// Google, Audience: *Publish app*.
    GooglePublish,
    /// Google, API Library: *Enable* the Gmail API.
    GoogleEnable,
    /// Gmail, Forwarding and POP/IMAP: *Enable POP for all mail*.
    GoogleSwitchOnPop,
    /// Google Admin console, Manage app access: the client as *Trusted*.
    GoogleTrust,
    /// Google Admin console, Domain-wide delegation: the service account with its scopes.
    GoogleDelegate,
    /// Google, Service Accounts: *Add key*.
    GoogleAddKey,
}

/// What ends a fault's effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MendedBy {
    /// A change in the portal.
    Portal(PortalAction),
    /// Some seconds, and trying again.
    Waiting,
    /// The same request once more.
    Retry,
    /// Copying the IDs from the Overview page again and continuing.
    CopyAgain,
    /// Another sign-in, with the same account.
    SigningInAgain,
    /// Another sign-in, with the mailbox's own account.
    RightAccount,
    /// An administrator elsewhere, who has done it by the time the refusal is on the screen: trying again.
    SomebodyElse,
    /// Setting the computer's clock: in practice, disarming the fault.
    SettingTheClock,
}

/// The name is not one of the faults.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no fault named {0:?}")]
pub struct FaultUnknown(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Fault {
    type Err = FaultUnknown;

    fn from_str(name: &str) -> Result<Self, FaultUnknown> {
        Self::ALL.into_iter().find(|fault| fault.name() == name).ok_or_else(|| FaultUnknown(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_name_and_serialises_to_it() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
        }
        assert_eq!("secret wrong".parse::<Fault>(), Err(FaultUnknown("secret wrong".to_owned())));
    }
}
