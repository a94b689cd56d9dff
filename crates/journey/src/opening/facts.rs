//! What a recipe would do, fact by fact, in our own words. What comes from the file stands in them as a label or a value.

use std::collections::BTreeSet;

use sendoff_recipes::{
    Access, Approver, Audience, Fact, PageLink, Permission, PermissionKind, ProbeKind, Provider, ProviderId, Recipe,
};
use sendoff_words::{Args, Text};

use crate::world::World;

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
        Fact::Acts(_) | Fact::Accounts(_) | Fact::Asks { .. } => About::Asks,
        Fact::Tries(_) => About::Tries,
        Fact::Copies { .. } | Fact::Gives { .. } | Fact::GivesSecret(_) | Fact::WritesAccess(_) | Fact::WritesTable => {
            About::Gives
        }
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
        let mail = provider.mail();
        let host = match probe.kind {
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars => {
                provider.graph().host_str().map(str::to_owned)
            }
            ProbeKind::Smtp => mail.map(|servers| servers.smtp.host.clone()),
            ProbeKind::Imap => mail.map(|servers| servers.imap.host.clone()),
            ProbeKind::Pop3 => mail.map(|servers| servers.pop3.host.clone()),
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
        Fact::Accounts(audience) => words.say(accounts(*audience)),
        Fact::Asks { name, api, kind } => asks(recipe, (name, api), *kind, world),
        Fact::Redirects(address) => {
            let id = if names_its_host(address) { "recipe-file-redirect-fixed" } else { "recipe-file-redirect" };
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
        Fact::Copies { label, value } => row("recipe-file-copies", label, value, world),
        Fact::Gives { label, value } => row("recipe-file-gives", label, value, world),
        Fact::GivesSecret(label) => words.text("recipe-file-gives-secret", &Args::none().portal("label", label)),
        Fact::WritesAccess(label) => words.text("recipe-file-writes-access", &Args::none().portal("label", label)),
        Fact::WritesTable => words.say("recipe-file-writes-table"),
    }
}

fn row(id: &str, label: &str, value: &str, world: &World<'_>) -> Text {
    world.words.text(id, &Args::none().portal("label", label).value("value", value))
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
        ProbeKind::Smtp => "recipe-file-tries-smtp",
        ProbeKind::Imap => "recipe-file-tries-imap",
        ProbeKind::Pop3 => "recipe-file-tries-pop3",
    }
}

/// Whether a fact gives more away than most recipes do: access for a computer that the file chose, access without anybody
/// signed in or in a file, or a permission that this program knows nothing of.
pub(super) fn is_far_reaching(fact: &Fact, recipe: &Recipe, world: &World<'_>) -> bool {
    match fact {
        Fact::Acts(access) => *access == Access::Application,
        Fact::Redirects(address) => names_its_host(address),
        Fact::WritesAccess(_) => true,
        Fact::Asks { name, api, kind } => known(recipe, (name, api), *kind, world).is_none(),
        Fact::Accounts(_)
        | Fact::Tries(_)
        | Fact::Reaches { .. }
        | Fact::Opens(_)
        | Fact::Copies { .. }
        | Fact::Gives { .. }
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
fn asks(recipe: &Recipe, (name, api): (&str, &str), kind: PermissionKind, world: &World<'_>) -> Text {
    let found = known(recipe, (name, api), kind, world);
    let approver = match found.map(|permission| world.recipes.permissions().approver(permission)) {
        None | Some(None) => "recipe-file-approver-unknown",
        Some(Some(Approver::Administrator)) => "recipe-file-approver-administrator",
        Some(Some(Approver::Person)) => "recipe-file-approver-person",
    };
    let id = match kind {
        PermissionKind::Delegated => "recipe-file-asks-delegated",
        PermissionKind::Application => "recipe-file-asks-application",
    };
    let args = Args::none().portal("name", name).portal("api", api).text("approver", &world.words.say(approver));
    world.words.text(id, &args)
}

/// Whether any part of where an address leads is the file's own choice: it is an answer only if it is one answer and nothing
/// else, since `{answer.host}.example` and `{answer.host}@example` lead to example.
fn names_its_host(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let answer = authority.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    !authority.is_empty() && answer.is_none_or(|inner| inner.contains(['{', '}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_answer_only_where_nothing_stands_beside_it() {
        for address in ["{answer.address}", "https://{answer.host}/oauth", "https://{answer.host}?a={answer.b}"] {
            assert!(!names_its_host(address), "{address}");
        }
        for address in [
            "https://desk.example/oauth",
            "https://{answer.host}.evil.example/oauth",
            "https://{answer.host}@evil.example/oauth",
            "https://evil.example:{answer.host}/oauth",
            "https://{answer.host}{answer.more}/oauth",
        ] {
            assert!(names_its_host(address), "{address}");
        }
    }
}
