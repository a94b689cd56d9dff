//! What a recipe would do, fact by fact, in our own words. What comes from the file stands in them as a label or a value.

use std::collections::BTreeSet;

use sendoff_recipes::{
    Access, Approver, Audience, Fact, GrantedIn, PageLink, Permission, PermissionKind, Platform, ProbeKind, Provider,
    ProviderId, Recipe, leads_to_answer,
};
use sendoff_words::{Args, Text};

use crate::{context::of_secret, world::World};

/// Under which heading a fact is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Which computers are spoken to, and which pages are opened.
    Reach,
    /// What the organisation is asked for.
    Asks,
    /// What the test does.
    Tries,
    /// What is copied to the provider and given to the application.
    Gives,
}

pub(super) const fn about(fact: &Fact) -> About {
    match fact {
        Fact::Redirects(_) | Fact::Reaches { .. } | Fact::Opens(_) => About::Reach,
        Fact::Acts(_) | Fact::SignsIn(_) | Fact::Accounts(_) | Fact::Registers(_) | Fact::Asks { .. } => About::Asks,
        Fact::Tries(_) => About::Tries,
        Fact::Copies { .. }
        | Fact::Gives { .. }
        | Fact::GivesSecret(_)
        | Fact::WritesAccess { .. }
        | Fact::WritesTable => About::Gives,
    }
}

/// The hosts it speaks to because of what it asks for and tries, of its provider and of every cloud it may be set up in. They are
/// the providers' own; a recipe adds none.
pub(super) fn hosts(recipe: &Recipe, world: &World<'_>) -> Vec<Text> {
    let choices = recipe.question.iter().flat_map(|question| &question.choice);
    let providers: BTreeSet<ProviderId> =
        [recipe.provider].into_iter().chain(choices.filter_map(|one| one.provider)).collect();
    let providers = providers.into_iter().filter_map(|id| world.recipes.provider(id));
    providers.flat_map(|provider| hosts_of(provider, recipe, world)).collect()
}

fn hosts_of(provider: &Provider, recipe: &Recipe, world: &World<'_>) -> Vec<Text> {
    let mut hosts: Vec<String> = vec![provider.login().host_str().unwrap_or_default().to_owned()];
    for probe in &recipe.probe {
        let host = match probe.kind {
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars | ProbeKind::GmailSend => {
                provider.graph().host_str().map(str::to_owned)
            }
            ProbeKind::Smtp | ProbeKind::Imap | ProbeKind::Pop3 => {
                provider.mail().and_then(|servers| servers.of(probe.kind)).map(|server| server.host.clone())
            }
        };
        hosts.extend(host);
    }
    let mut told: Vec<String> = Vec::new();
    for host in hosts {
        if !told.contains(&host) {
            told.push(host);
        }
    }
    let args = Args::none().name("provider", provider.name.as_str());
    told.iter().map(|host| world.words.text("recipe-file-host", &args.clone().value("host", host))).collect()
}

/// One fact in a sentence.
pub(super) fn tell(fact: &Fact, recipe: &Recipe, world: &World<'_>) -> Text {
    let words = world.words;
    match fact {
        Fact::Acts(Access::Delegated) => words.say("recipe-file-acts-for-somebody"),
        Fact::Acts(Access::Application) => words.say("recipe-file-acts-alone"),
        Fact::Acts(Access::ServiceAccount) => words.say("recipe-file-acts-by-key"),
        Fact::Acts(Access::Password) => words.say("recipe-file-acts-by-password"),
        Fact::SignsIn(address) => words.text("recipe-file-signs-in", &Args::none().value("address", address)),
        Fact::Accounts(audience) => words.say(accounts(*audience)),
        Fact::Registers(platform) => words.say(registers(*platform)),
        Fact::Asks { name, api, kind, granted } => asks(recipe, (name, api), (*kind, *granted), world),
        Fact::Redirects(address) => {
            let id = if leads_to_answer(address) { "recipe-file-redirect" } else { "recipe-file-redirect-fixed" };
            words.text(id, &Args::none().value("address", address))
        }
        Fact::Reaches { host, port } => {
            let args = Args::none().value("host", host);
            match port {
                Some(port) => words.text("recipe-file-reaches", &args.value("port", port.to_string())),
                None => words.text("recipe-file-reaches-redirect", &args),
            }
        }
        Fact::Opens(page) => {
            let provider = world.provider(recipe);
            let address = provider.and_then(|provider| provider.page(*page).map(PageLink::host)).unwrap_or_default();
            words.text("recipe-file-opens", &Args::none().value("page", page.as_str()).value("host", address))
        }
        Fact::Tries(kind) => words.say(tries(*kind)),
        Fact::Copies { label, value } => row("recipe-file-copies", (label, value), recipe, world),
        Fact::Gives { label, value } => row("recipe-file-gives", (label, value), recipe, world),
        Fact::GivesSecret(label) => {
            let id = of_secret("recipe-file-gives-secret", recipe.access);
            words.text(&id, &Args::none().portal("label", label))
        }
        Fact::WritesAccess { field, name } => {
            words.text("recipe-file-writes-access", &Args::none().portal("label", field).value("file", name))
        }
        Fact::WritesTable => words.say("recipe-file-writes-table"),
    }
}

/// A text that goes somewhere; where it leads to a computer that the file chose, which one.
fn row(id: &str, (label, value): (&str, &str), recipe: &Recipe, world: &World<'_>) -> Text {
    let said = world.words.text(id, &Args::none().portal("label", label).value("value", value));
    match recipe.stranger_in(value) {
        Some(host) => world.words.text("recipe-file-elsewhere", &Args::none().text("fact", &said).value("host", host)),
        None => said,
    }
}

const fn registers(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "recipe-file-platform-web",
        Platform::SinglePage => "recipe-file-platform-single-page",
        Platform::Desktop => "recipe-file-platform-desktop",
    }
}

const fn accounts(audience: Audience) -> &'static str {
    match audience {
        Audience::SingleTenant => "recipe-file-accounts-single",
        Audience::MultiTenant => "recipe-file-accounts-multi",
        Audience::MultiTenantAndPersonal => "recipe-file-accounts-personal",
    }
}

const fn tries(kind: ProbeKind) -> &'static str {
    match kind {
        ProbeKind::GraphSend => "recipe-file-tries-graph-send",
        ProbeKind::GraphMail => "recipe-file-tries-graph-mail",
        ProbeKind::GraphMailAndCalendars => "recipe-file-tries-graph-calendars",
        ProbeKind::GmailSend => "recipe-file-tries-gmail-send",
        ProbeKind::Smtp => "recipe-file-tries-smtp",
        ProbeKind::Imap => "recipe-file-tries-imap",
        ProbeKind::Pop3 => "recipe-file-tries-pop3",
    }
}

/// Whether a fact gives more away than most recipes do: access for a computer or a person that the file chose, access without
/// anybody signed in or in a file, an address that may be sent the secret, or a permission that this program knows nothing of.
pub(super) fn is_far_reaching(fact: &Fact, recipe: &Recipe, world: &World<'_>) -> bool {
    match fact {
        Fact::Acts(access) => *access != Access::Delegated,
        Fact::Redirects(address) | Fact::SignsIn(address) => !leads_to_answer(address),
        Fact::Copies { value, .. } | Fact::Gives { value, .. } => recipe.stranger_in(value).is_some(),
        Fact::WritesAccess { .. } => true,
        Fact::Asks { name, api, kind, .. } => known(recipe, (name, api), *kind, world).is_none(),
        Fact::Accounts(_)
        | Fact::Registers(_)
        | Fact::Tries(_)
        | Fact::Reaches { .. }
        | Fact::Opens(_)
        | Fact::GivesSecret(_)
        | Fact::WritesTable => false,
    }
}

/// The permission of a fact, if the table of this program has it and says who may approve it.
fn known<'a>(
    recipe: &'a Recipe,
    (name, api): (&str, &str),
    kind: PermissionKind,
    world: &World<'_>,
) -> Option<&'a Permission> {
    let same = |one: &&Permission| one.name.as_str() == name && one.api.as_str() == api && one.kind == kind;
    let table = world.recipes.permissions();
    recipe.permission.iter().find(same).filter(|permission| table.approver(permission).is_some())
}

/// A permission: for whom, and who may approve it as far as the table of this program knows.
fn asks(
    recipe: &Recipe,
    (name, api): (&str, &str),
    (kind, granted): (PermissionKind, GrantedIn),
    world: &World<'_>,
) -> Text {
    let found = known(recipe, (name, api), kind, world);
    let approver = match found.and_then(|permission| world.recipes.permissions().approver(permission)) {
        None if granted == GrantedIn::Exchange => "recipe-file-approver-unknown-exchange",
        None => "recipe-file-approver-unknown",
        Some(_) if granted == GrantedIn::Exchange => "recipe-file-approver-exchange",
        Some(Approver::Administrator) => "recipe-file-approver-administrator",
        Some(Approver::Person) => "recipe-file-approver-person",
    };
    let id = match kind {
        PermissionKind::Delegated => "recipe-file-asks-delegated",
        PermissionKind::Application => "recipe-file-asks-application",
    };
    let args = Args::none().portal("name", name).portal("api", api).text("approver", &world.words.say(approver));
    world.words.text(id, &args)
}
