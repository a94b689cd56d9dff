//! A difference in words: what is there, what is needed.

use jiff::civil::Date;
use sendoff_intake::{Approver, Audience, Difference, Off, Redirect};
use sendoff_problem::Severity;
use sendoff_recipes::{PermissionKind, Platform, Recipe};
use sendoff_words::{Args, Text, Words};

use super::severity;
use crate::{
    block::{Finding, Findings, StatusTone},
    screen::Button,
    world::World,
};

/// Differences that are shown at once; a manifest made to do harm may have thousands.
const MOST: usize = 30;

/// Permissions too many that are shown of these: they stop nothing, and must not hide what does.
const MOST_SUPERFLUOUS: usize = 5;

/// The hints of client secrets that are named at most.
const MOST_HINTS: usize = 5;

/// Those of `all` that are shown at once, and how many more there are. `superfluous` tells a permission too many.
pub(crate) fn shown<T>(all: &[T], superfluous: impl Fn(&T) -> bool) -> (Vec<&T>, usize) {
    let mut left = MOST_SUPERFLUOUS;
    let mut has_room = |one: &&T| {
        let room = !superfluous(one) || left > 0;
        left = left.saturating_sub(usize::from(superfluous(one)));
        room
    };
    let shown: Vec<&T> = all.iter().filter(|one| has_room(one)).take(MOST).collect();
    let more = all.len() - shown.len();
    (shown, more)
}

/// That there are more than are shown; nothing where there are not.
pub(crate) fn more(count: usize, words: &Words) -> Option<Text> {
    let args = Args::none().number("count", i64::try_from(count).unwrap_or(i64::MAX));
    (count > 0).then(|| words.text("manifest-more", &args))
}

/// The differences as a list. `go` gives the button that leads to the step of one.
pub(crate) fn findings(
    differences: &[Difference],
    recipe: &Recipe,
    world: &World<'_>,
    go: impl Fn(&Difference) -> Option<Button>,
) -> Findings {
    let tone = |difference: &Difference| match severity(difference, recipe) {
        Severity::Failure => StatusTone::Error,
        Severity::Caution => StatusTone::Caution,
    };
    let finding = |difference: &Difference| Finding {
        tone: tone(difference),
        text: tell(difference, recipe, world),
        go: go(difference),
    };
    let args = |count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Args::none().number("count", count).name("application", recipe.name.as_str())
    };
    let stops = differences.iter().filter(|difference| tone(difference) == StatusTone::Error).count();
    let (tone, id, count) = match (differences.len(), stops) {
        (0, _) => (StatusTone::LooksRight, "manifest-fits", 0),
        (all, 0) => (StatusTone::Caution, "manifest-cautions", all),
        (all, _) => (StatusTone::Error, "manifest-differs", all),
    };
    let (shown, left) = shown(differences, is_superfluous);
    Findings {
        tone,
        verdict: world.words.text(id, &args(count)),
        items: shown.into_iter().map(finding).collect(),
        more: more(left, world.words),
        beyond: Vec::new(),
    }
}

/// Whether it is a permission too many.
pub(crate) const fn is_superfluous(difference: &Difference) -> bool {
    matches!(difference, Difference::PermissionSuperfluous { .. })
}

/// One difference as one sentence.
pub(crate) fn tell(difference: &Difference, recipe: &Recipe, world: &World<'_>) -> Text {
    let words = world.words;
    let args = Args::none().name("application", recipe.name.as_str());
    let (id, args) = match difference {
        Difference::AnotherRegistration { expected, found } => (
            "difference-another-registration",
            args.value("expected", expected.as_str()).value("found", found.as_str()),
        ),
        Difference::Audience { expected, found } => audience(expected, *found, args),
        Difference::RedirectMissing { address, platform } => {
            ("difference-redirect-missing", at(args, address.as_str(), *platform))
        }
        Difference::RedirectElsewhere { address, expected, found } => {
            ("difference-redirect-elsewhere", at(args, address.as_str(), *expected).portal("found", label_of(*found)))
        }
        Difference::RedirectNearly { expected, platform, found, off } => {
            ("difference-redirect-nearly", nearly(at(args, expected.as_str(), *platform), found, off, words))
        }
        Difference::PublicClientFlows { expected: false } => ("difference-public-flows-on", args),
        Difference::PublicClientFlows { expected: true } => ("difference-public-flows-off", args),
        Difference::ImplicitGrant { granted } => {
            let ticked = [(granted.access_tokens, "Access tokens"), (granted.id_tokens, "ID tokens")];
            let ticked = ticked.iter().filter(|(on, _)| *on).map(|(_, label)| Text::portal(*label));
            ("difference-implicit-grant", args.text("granted", &listed(ticked.collect(), words)))
        }
        Difference::PermissionMissing { name, kind, needed } => {
            let id = if *needed { "difference-permission-missing" } else { "difference-permission-wished" };
            (id, args.value("name", name).portal("kind", label_of_kind(*kind)))
        }
        Difference::PermissionOfOtherKind { name, expected } => {
            let args = args.value("name", name).portal("kind", label_of_kind(*expected));
            ("difference-permission-of-other-kind", args.portal("found", label_of_kind(other(*expected))))
        }
        Difference::PermissionSuperfluous { permission } => {
            let known = world.recipes.permissions().named(&permission.resource, &permission.id);
            let name = known.map_or_else(
                || words.text("manifest-other-name", &Args::none().value("id", permission.id.as_str())),
                |(known, _)| Text::value(known.name.as_str()),
            );
            let args = args.text("name", &name);
            ("difference-permission-superfluous", args.portal("kind", label_of_kind(permission.kind)))
        }
        Difference::SecretMissing => ("difference-secret-missing", args),
        Difference::SecretUnknown { first_three, hints } => {
            let hints = hints.iter().take(MOST_HINTS).map(|hint| start(hint)).collect();
            ("difference-secret-unknown", args.start("first", first_three).text("hints", &listed(hints, words)))
        }
        Difference::SecretEnded { hint, on } => {
            ending(("difference-secret-ended", "difference-secret-ended-unnamed"), hint.as_ref(), *on, args, words)
        }
        Difference::SecretEndsSoon { hint, on } => ending(
            ("difference-secret-ends-soon", "difference-secret-ends-soon-unnamed"),
            hint.as_ref(),
            *on,
            args,
            words,
        ),
        Difference::ApplicationIdUriMissing => ("difference-application-id-uri-missing", args),
        Difference::ScopeMissing { value, nearly: Some(nearly) } => {
            ("difference-scope-nearly", args.value("value", value).value("nearly", nearly))
        }
        Difference::ScopeMissing { value, nearly: None } => ("difference-scope-missing", args.value("value", value)),
        Difference::ScopeDisabled { value } => ("difference-scope-disabled", args.value("value", value)),
        Difference::ScopeApprover { value, expected } => {
            let found = match expected {
                Approver::Administrators => Approver::Everybody,
                Approver::Everybody => Approver::Administrators,
            };
            let args = args.value("value", value).portal("expected", label_of_approver(*expected));
            ("difference-scope-approver", args.portal("found", label_of_approver(found)))
        }
        Difference::ClientMissing { client } => ("difference-client-missing", args.value("id", client.as_str())),
        Difference::ClientWithoutScope { client, scope } => {
            ("difference-client-without-scope", args.value("id", client.as_str()).value("value", scope))
        }
    };
    words.text(id, &args)
}

fn at(args: Args, address: &str, platform: Platform) -> Args {
    args.value("address", address).portal("platform", label_of(platform))
}

fn audience(expected: &[Audience], found: Audience, args: Args) -> (&'static str, Args) {
    let args = args.portal("expected", expected.first().copied().and_then(label_of_audience).unwrap_or_default());
    match label_of_audience(found) {
        Some(label) => ("difference-audience", args.portal("found", label)),
        None => ("difference-audience-unknown", args),
    }
}

fn nearly(args: Args, found: &Redirect, off: &[Off], words: &Words) -> Args {
    let off = off.iter().map(|off| words.say(id_of_off(*off))).collect();
    args.value("found", &found.address).text("off", &listed(off, words))
}

fn ending(
    (named, unnamed): (&'static str, &'static str),
    hint: Option<&String>,
    on: Date,
    args: Args,
    words: &Words,
) -> (&'static str, Args) {
    let args = args.name("day", words.day(on));
    match hint {
        Some(hint) => (named, args.start("hint", hint)),
        None => (unnamed, args),
    }
}

/// The first characters of a secret, which screen-share mode hides.
fn start(hint: &str) -> Text {
    Text(vec![sendoff_words::Run { kind: sendoff_words::RunKind::Start, text: hint.to_owned() }])
}

/// "one, two and three".
pub(crate) fn listed(mut texts: Vec<Text>, words: &Words) -> Text {
    let Some(last) = texts.pop() else { return Text::default() };
    let before = texts.into_iter().reduce(|mut before, next| {
        before.0.extend(Text::plain(", ").0);
        before.0.extend(next.0);
        before
    });
    match before {
        Some(before) => words.text("list-of-two", &Args::none().text("one", &before).text("other", &last)),
        None => last,
    }
}

const fn other(kind: PermissionKind) -> PermissionKind {
    match kind {
        PermissionKind::Delegated => PermissionKind::Application,
        PermissionKind::Application => PermissionKind::Delegated,
    }
}

/// The portal's own words (learn.microsoft.com/entra/identity-platform/how-to-add-redirect-uri, copy of 2025-01-29).
const fn label_of(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "Web",
        Platform::SinglePage => "Single-page application",
        Platform::Desktop => "Mobile and desktop applications",
    }
}

const fn label_of_kind(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::Delegated => "Delegated permissions",
        PermissionKind::Application => "Application permissions",
    }
}

const fn label_of_approver(approver: Approver) -> &'static str {
    match approver {
        Approver::Administrators => "Admins only",
        Approver::Everybody => "Admins and users",
    }
}

const fn label_of_audience(audience: Audience) -> Option<&'static str> {
    Some(match audience {
        Audience::ThisDirectory => "Single tenant",
        Audience::AnyDirectory => "Multitenant",
        Audience::AnyDirectoryAndPersonal => "Multitenant and personal Microsoft accounts",
        Audience::Personal => "Personal Microsoft accounts only",
        Audience::Other => return None,
    })
}

const fn id_of_off(off: Off) -> &'static str {
    match off {
        Off::Scheme => "off-scheme",
        Off::Www => "off-www",
        Off::Loopback => "off-loopback",
        Off::Port => "off-port",
        Off::HostCase => "off-host-case",
        Off::PathCase => "off-path-case",
        Off::Slash => "off-slash",
        Off::Platform => "off-platform",
    }
}

#[cfg(test)]
mod tests;
