//! Where a fault can show, and what of it a recipe touches.

use std::collections::BTreeSet;

use sendoff_recipes::{Access, GrantedIn, Naming, Platform, ProbeKind, Recipe};
use serde::{Deserialize, Serialize};

use crate::{journey::Journey, world::World};

/// A place where something can go wrong: the office's own list, by the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// The look-up of the directory.
    Directory,
    /// The request by which ID and secret prove that they belong together.
    Secret,
    /// A person's sign-in.
    SignIn,
    /// A provider without directories: its document, and the sign-in there.
    Provider,
    /// What an application does in its own name.
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
    /// A message sent as a shared mailbox.
    SharedSend,
    /// A look into a shared mailbox.
    SharedRead,
    /// The request by which client ID and secret prove at Google that they belong together.
    GoogleSecret,
    /// A person's sign-in at Google.
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
    /// A service account's own signed request at Google.
    GoogleDelegation,
}

impl Surface {
    /// What a set-up of this recipe touches, as far as its answers are known: with a tailored recipe those that count, else
    /// those of any way to answer.
    pub fn touched_by(recipe: &Recipe) -> Vec<Self> {
        // What Exchange refuses is refused by no other mail server.
        if recipe.found.is_some() {
            return vec![Self::Provider];
        }
        if recipe.provider.naming() == Naming::InProject {
            let way_in: &[Self] = match recipe.access {
                Access::Delegated | Access::Application => &[Self::GoogleSecret, Self::GoogleSignIn],
                Access::Password => &[Self::GooglePassword],
                Access::ServiceAccount => &[Self::GoogleDelegation],
            };
            let registered = (recipe.platform == Some(Platform::Web)).then_some(Self::GoogleWebSignIn);
            let probes = recipe.probe.iter().filter_map(|probe| Self::at_google(probe.kind));
            return way_in.iter().copied().chain(registered).chain(probes).collect();
        }
        let way_in: &[Self] = match recipe.access {
            Access::Delegated => &[Self::Directory, Self::Secret, Self::SignIn],
            Access::Application => &[Self::Directory, Self::Secret, Self::Application],
            Access::Password | Access::ServiceAccount => &[],
        };
        let probes = recipe.probe.iter().filter_map(|probe| Self::of(probe.kind));
        let alone = recipe.permission.iter().filter(|_| recipe.access == Access::Application);
        let approval = alone.filter(|one| one.granted == GrantedIn::Entra).map(|_| Self::ApplicationApproval);
        let machine = (!recipe.network.is_empty()).then_some(Self::Machine);
        let shared = recipe
            .probe
            .iter()
            .filter(|_| recipe.delegate.is_some())
            .map(|probe| if probe.kind.sends() { Self::SharedSend } else { Self::SharedRead });
        let touched: BTreeSet<Self> =
            way_in.iter().copied().chain(approval).chain(probes).chain(shared).chain(machine).collect();
        touched.into_iter().collect()
    }

    const fn of(probe: ProbeKind) -> Option<Self> {
        Some(match probe {
            ProbeKind::GraphSend => Self::GraphSend,
            ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => Self::GraphRead,
            ProbeKind::Smtp => Self::Smtp,
            ProbeKind::Imap => Self::Imap,
            ProbeKind::Pop3 => Self::Pop3,
            ProbeKind::GmailSend => return None,
        })
    }

    const fn at_google(probe: ProbeKind) -> Option<Self> {
        Some(match probe {
            ProbeKind::GmailSend => Self::GmailApi,
            ProbeKind::Smtp => Self::GoogleSmtp,
            ProbeKind::Imap => Self::GoogleImap,
            ProbeKind::Pop3 => Self::GooglePop3,
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => return None,
        })
    }

    /// What can be touched from here: by the set-up that is shown, as its questions were answered, or else by any recipe. What
    /// is not touched is not offered to be practised.
    pub(crate) fn touched(here: Option<&Journey>, world: &World<'_>) -> Vec<Self> {
        match here.and_then(|journey| journey.about.recipe(world)) {
            Some(recipe) => Self::touched_by(&recipe),
            None => world.recipes.recipes().iter().flat_map(Self::touched_by).collect(),
        }
    }
}
