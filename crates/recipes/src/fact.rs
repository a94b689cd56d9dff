//! What a recipe would do, apart from what it says: the facts somebody looks at before accepting a file, and by which two
//! contents of the same recipe are told apart.

use std::num::NonZeroU16;

use crate::{
    access::{Access, Audience},
    hand_over::{Cell, HandOverValue},
    page::PortalPage,
    permission::{GrantedIn, PermissionKind, Platform},
    probe::ProbeKind,
    recipe::Recipe,
    step::CopyRow,
};

/// One thing a recipe does in some way to answer its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// In whose name the application acts.
    Acts(Access),
    /// Whose accounts the registration is for.
    Accounts(Audience),
    /// A permission is asked for.
    Asks {
        /// Its name in the portal.
        name: String,
        /// Where the portal lists it.
        api: String,
        /// Delegated or application.
        kind: PermissionKind,
        /// Where it is granted.
        granted: GrantedIn,
    },
    /// Somebody signs in for the mailbox: who, as a template.
    SignsIn(String),
    /// Where redirect addresses are registered, and by that whether there is a secret.
    Registers(Platform),
    /// A redirect address of the application is registered: codes are sent there.
    Redirects(String),
    /// Something is tried in the test.
    Tries(ProbeKind),
    /// A computer is looked for; its name is an answer.
    Reaches {
        /// The answer, as a template.
        host: String,
        /// The port; without one, that of the redirect address.
        port: Option<NonZeroU16>,
    },
    /// A page of the provider's portal is opened.
    Opens(PortalPage),
    /// A text is given to be copied or chosen at the provider.
    Copies {
        /// Where it belongs.
        label: String,
        /// The text, as a template.
        value: String,
    },
    /// A field of the application is given a text, or something to choose.
    Gives {
        /// The field.
        label: String,
        /// The text, as a template.
        value: String,
    },
    /// A field of the application is given the client secret.
    GivesSecret(String),
    /// Access to the mailbox is written to a file on request.
    WritesAccess {
        /// The field that takes its path.
        field: String,
        /// The name suggested for it.
        name: String,
    },
    /// The values of every connection of an organisation are written as one table on request; no secret is among them.
    WritesTable,
}

impl Recipe {
    /// Everything it does in some way to answer, in the order of the recipe, each once.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let all = self.of_registration().into_iter().chain(self.of_steps()).chain(self.of_hand_over());
        for fact in all {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        facts
    }

    fn of_registration(&self) -> Vec<Fact> {
        let asks = self.permission.iter().map(|permission| Fact::Asks {
            name: permission.name.to_string(),
            api: permission.api.to_string(),
            kind: permission.kind,
            granted: permission.granted,
        });
        let signs_in = self.delegate.iter().map(|delegate| Fact::SignsIn(delegate.address.to_string()));
        let rule = self.redirect.as_ref();
        let built = rule.iter().flat_map(|rule| rule.address.iter().chain(rule.beside.iter().map(|one| &one.address)));
        let chosen = self.question.iter().flat_map(|question| &question.choice).filter_map(|one| one.address.as_ref());
        let redirects = built.map(ToString::to_string).chain(chosen.map(|address| address.as_str().to_owned()));
        let reaches = self.network.iter().map(|check| Fact::Reaches { host: check.host.to_string(), port: check.port });
        let accounts = self.audience.iter().map(|rule| Fact::Accounts(rule.kind));
        let facts = [Fact::Acts(self.access)].into_iter().chain(signs_in).chain(accounts);
        let platforms = self.platform.into_iter().chain(self.platform_for.iter().map(|rule| rule.kind));
        let facts = facts.chain(platforms.map(Fact::Registers)).chain(asks);
        let facts = facts.chain(redirects.map(Fact::Redirects)).chain(reaches);
        facts.chain(self.probe.iter().map(|probe| Fact::Tries(probe.kind))).collect()
    }

    fn of_steps(&self) -> Vec<Fact> {
        let copies = |row: &CopyRow| Fact::Copies { label: row.label.to_string(), value: row.value.to_string() };
        let pages = self.step.iter().filter_map(|step| step.portal.as_ref()).map(|card| Fact::Opens(card.page));
        pages.chain(self.step.iter().flat_map(|step| &step.copy).map(copies)).collect()
    }

    fn of_hand_over(&self) -> Vec<Fact> {
        let file = self.hand_over.token_file.iter();
        let file = file.map(|file| Fact::WritesAccess { field: file.field.to_string(), name: file.name.to_string() });
        let fields = self.hand_over.field.iter().flat_map(|field| {
            let label = match &field.group {
                Some(group) => format!("{group}: {}", field.label),
                None => field.label.to_string(),
            };
            let gives = |value: String| Fact::Gives { label: label.clone(), value };
            let own = match &field.value {
                HandOverValue::Choose(text) => gives(text.to_string()),
                HandOverValue::Text(template) => gives(template.to_string()),
                HandOverValue::Secret(_) => Fact::GivesSecret(label.clone()),
            };
            let others = field.alternative.iter().map(|other| gives(other.text.to_string()));
            let cell = field
                .cell
                .iter()
                .filter_map(|cell| if let Cell::Text(text) = cell { Some(gives(text.to_string())) } else { None });
            [own].into_iter().chain(others).chain(cell).collect::<Vec<_>>()
        });
        let table = self.hand_over.table.then_some(Fact::WritesTable);
        fields.chain(file).chain(table).collect()
    }
}
