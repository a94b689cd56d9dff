//! What one call may look at.

use jiff::{Span, Timestamp, civil::Date};
use sendoff_recipes::{Access, Placeholder, ProbeKind, ProvidedBy, Provider, Recipe, Values};
use sendoff_values::{MailAddress, StepId};
use sendoff_words::{Args, Text, Words};

use crate::{about::About, journey::Journey, world::World};

/// The world, the set-up's recipe and provider, and the time.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) recipe: &'a Recipe,
    /// Who runs the mailbox of the set-up.
    pub(crate) provider: &'a Provider,
    pub(crate) provided_by: &'a ProvidedBy,
    pub(crate) now: Timestamp,
}

impl<'a> Context<'a> {
    /// With whom the set-up is, for whatever speaks to them.
    pub(crate) fn provided_by(&self) -> ProvidedBy {
        self.provided_by.clone()
    }

    /// The catalogue.
    pub(crate) fn words(&self) -> &'a Words {
        self.world.words
    }

    /// Today, where the person is.
    pub(crate) fn today(&self) -> Date {
        self.now.to_zoned(self.world.surroundings.zone.clone()).date()
    }

    /// "10:42" today, "12 November 2026" before.
    pub(crate) fn when(&self, at: Timestamp) -> String {
        self.words().when(at, self.now, &self.world.surroundings.zone)
    }

    /// A message that names the application.
    pub(crate) fn say(&self, id: &str) -> Text {
        self.words().text(id, &self.named())
    }

    /// The same without kinds.
    pub(crate) fn line(&self, id: &str) -> String {
        self.say(id).line()
    }

    /// Who signs in in the mailbox's place, if the questions said so.
    pub(crate) fn delegate(&self, about: &About) -> Option<MailAddress> {
        self.recipe.delegate(&about.answers)
    }

    /// Whether access is given without anybody signing in.
    pub(crate) fn is_alone(&self) -> bool {
        self.recipe.access.is_alone()
    }

    /// The step at which the secret is pasted.
    pub(crate) fn secret_step(&self) -> StepId {
        self.recipe.place_of(StepId::ClientSecret)
    }

    /// The message of this id as it is worded for the secret of this recipe.
    pub(crate) fn of_secret(&self, id: &str) -> String {
        of_secret(id, self.recipe.access)
    }

    /// The day on which access given today would end, where the provider counts days.
    pub(crate) fn access_would_end(&self) -> Option<Date> {
        let days = self.recipe.ends()?.days?;
        self.today().checked_add(Span::new().days(i64::from(days))).ok()
    }

    /// What the test does, in order.
    pub(crate) fn probes(&self) -> Vec<ProbeKind> {
        self.recipe.probe.iter().map(|probe| probe.kind).collect()
    }

    /// The application and its provider by their names, for any message.
    pub(crate) fn named(&self) -> Args {
        let surroundings = self.world.surroundings;
        Args::none()
            .name("application", self.recipe.name.as_str())
            .name("provider", self.provider.name.as_str())
            .name("keychain", &surroundings.keychain)
    }
}

/// The message that says of the secret of `access` what `id` says of a client secret.
pub(crate) fn of_secret(id: &str, access: Access) -> String {
    match access {
        Access::Delegated | Access::Application => id.to_owned(),
        Access::Password => format!("{id}-password"),
        Access::ServiceAccount => format!("{id}-key"),
    }
}

/// What the recipe's texts may name.
pub(crate) fn values(journey: &Journey, context: &Context<'_>) -> Values {
    let recipe = context.recipe;
    let mut values = recipe
        .typed(&journey.about.answers)
        .with(Placeholder::Mailbox, journey.about.mailbox.as_str())
        .with(Placeholder::Organisation, journey.about.organisation.as_str())
        .with(Placeholder::Requests, recipe.requests().collect::<Vec<_>>().join(","))
        .with(Placeholder::RegistrationName, recipe.registration_name.as_str())
        .with(Placeholder::AssistantRedirect, recipe.assistant_redirect(context.provider).as_str());
    if let Some(plan) = recipe.redirect_plan(&journey.about.answers) {
        values = values.with(Placeholder::Redirect, plan.registered.as_str());
    }
    if let Some(found) = journey.finding(recipe).map(|finding| &finding.provider) {
        values = values
            .with(Placeholder::AuthorizationEndpoint, found.authorize.as_str())
            .with(Placeholder::TokenEndpoint, found.token.as_str());
    }
    let saved = journey.phase.saved();
    let tenant = match saved {
        Some(record) => record.tenant.as_ref(),
        None => journey.prepare.tenant_id(),
    };
    let client_id = saved.and_then(|record| record.client_id.clone()).or_else(|| journey.prepare.client_id());
    if let Some(tenant) = tenant {
        values = values.with(Placeholder::Tenant, tenant.as_str());
    }
    if let Some(account) = &journey.prepare.account {
        values = values
            .with(Placeholder::ServiceAccount, account.address.as_str())
            .with(Placeholder::KeyId, account.key.as_str());
    }
    if let Some(project) = &journey.prepare.project.value {
        values = values.with(Placeholder::Project, project.as_str());
    }
    if let Some(client_id) = client_id {
        values = values.with(Placeholder::ClientId, client_id.as_str());
    }
    values
}
