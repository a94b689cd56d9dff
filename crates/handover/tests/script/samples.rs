//! Registrations to write out.

use sendoff_handover::{
    Dialect, ExposedScope, Redirect, Registration, Script, SecretWish, WantedPermission, WhoConsents, Wishes,
    registration_of, script,
};
use sendoff_recipes::{Answers, Audience, PermissionKind, Platform, ProviderId, Recipes};
use sendoff_values::Guid;
use sendoff_words::Words;

/// Names that a shell, a terminal or Azure CLI would take for something else.
pub(crate) const HOSTILE: &[&str] = &[
    "Dana's mail",
    "'; rm -rf ~; '",
    "$(touch stolen) `touch stolen` ${HOME} $HOME",
    "\"; touch stolen; \"",
    "@/etc/passwd",
    "x=@/etc/passwd",
    "--debug",
    "-x",
    "!! !touch !$",
    "a\nb\r\nc\td",
    "\\ \\n \\' \\",
    "# comment <# block #> <!-- -->",
    "\u{202e}gnitar\u{200b}\u{feff}",
    "\u{2018}quotes\u{2019} \u{201c}of\u{201d} \u{201a}all\u{201b} kinds",
    "\u{4e2d}\u{6587}",
    "\u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6} \u{90ae}\u{4ef6}",
    "'!! !touch stolen' !$ ^a^touch^ !#",
    "B\u{fc}ro \u{1f4ec} \u{4e2d}\u{6587}",
    ") ; exit 0 ; (",
    "} ; exit ; {",
    "& | > /tmp/stolen < /etc/passwd",
    "*?[a-z]~",
    "100% {subscriptionId} %n %s",
    "",
    " ",
];

/// As odd as an address can be that may be registered.
pub(crate) const ODD_ADDRESS: &str = "https://mail.example/~it*s?a=@b&c=%20[d]#-e";

pub(crate) fn guid(text: &str) -> Guid {
    text.parse().unwrap()
}

/// `TourTools`, as its recipe is written out when every question keeps its default.
pub(crate) fn tourtools(approve: bool) -> Registration {
    let recipes = Recipes::bundled().unwrap();
    let recipe = recipes.recipe("tourtools").unwrap();
    let plan = recipe.redirect_plan(&Answers::new()).unwrap();
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    let scope_id = guid("5a1c9d7e-3b52-4f0a-8e61-7c2d90b4a6f3");
    let wishes = Wishes { name: None, months: 24, approve, scope_id };
    registration_of(recipe, Some(&plan), provider, recipes.permissions(), wishes).unwrap()
}

/// Something of everything, with the same text wherever a text can stand.
pub(crate) fn everything(text: &str) -> Registration {
    let wanted = |resource: &str, id: &str, name: &str, kind| WantedPermission {
        resource: guid(resource),
        id: guid(id),
        name: name.to_owned(),
        kind,
    };
    let graph = "00000003-0000-0000-c000-000000000000";
    let exchange = "00000002-0000-0ff1-ce00-000000000000";
    let (delegated, application) = (PermissionKind::Delegated, PermissionKind::Application);
    let redirect = |address: &str, platform| Redirect { address: address.parse().unwrap(), platform };
    Registration {
        application: text.to_owned(),
        display_name: text.to_owned(),
        audience: Audience::MultiTenantAndPersonal,
        redirects: vec![
            redirect(ODD_ADDRESS, Platform::Web),
            redirect("https://mail.example/single", Platform::SinglePage),
            redirect("http://localhost/mail-setup", Platform::Desktop),
        ],
        permissions: vec![
            wanted(graph, "e383f46e-2787-4529-855e-0e479a3ffac0", "Mail.Send", delegated),
            wanted(exchange, "5e5addcd-3e8d-4e90-baf5-964efab2b20a", "IMAP.AccessAsApp", application),
            wanted(graph, "b633e1c5-b582-4048-a93e-9f11b44c7e96", text, application),
            wanted(graph, "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", text, delegated),
        ],
        exposed: Some(ExposedScope {
            id: guid("5a1c9d7e-3b52-4f0a-8e61-7c2d90b4a6f3"),
            name: text.to_owned(),
            who: WhoConsents::Everybody,
            admin_name: text.to_owned(),
            admin_description: text.to_owned(),
            user_name: text.to_owned(),
            user_description: text.to_owned(),
            authorises_itself: true,
        }),
        secret: Some(SecretWish { name: text.to_owned(), months: 6 }),
        cloud: None,
        approve: true,
    }
}

/// `TourTools`' registration in a national cloud.
pub(crate) fn in_cloud(provider: ProviderId) -> Registration {
    let recipes = Recipes::bundled().unwrap();
    let cloud = recipes.provider(provider).unwrap().script.clone();
    Registration { cloud, ..tourtools(true) }
}

/// As little as a registration can be.
pub(crate) fn bare() -> Registration {
    let all = everything("Bare");
    Registration { redirects: vec![], permissions: vec![], exposed: None, secret: None, approve: false, ..all }
}

/// Every kind of registration.
pub(crate) fn all() -> Vec<Registration> {
    let without_scope = Registration { exposed: None, ..tourtools(true) };
    let national = [ProviderId::MicrosoftUsGovernment, ProviderId::MicrosoftUsDefense, ProviderId::MicrosoftChina];
    let own = [tourtools(false), tourtools(true), without_scope, everything("Everything"), bare()];
    own.into_iter().chain(national.map(in_cloud)).collect()
}

pub(crate) fn written(registration: &Registration, dialect: Dialect) -> Script {
    script(registration, dialect, &Words::english())
}
