//! What holds for a script in either dialect.

use sendoff_handover::{Dialect, NotWritten, Wishes, registration_of};
use sendoff_recipes::{Answers, GrantedIn, Permissions, Platform, ProviderId, Recipes};
use sendoff_words::MISSING;

use crate::samples::{HOSTILE, all, everything, guid, tourtools, written};

#[test]
fn a_recipe_fills_a_registration() {
    let registration = tourtools(true);
    assert_eq!(registration.display_name, "TourTools mail");
    let redirects: Vec<_> = registration.redirects.iter().map(|one| (one.address.as_str(), one.platform)).collect();
    let web = Platform::Web;
    assert_eq!(redirects, [("https://www.tourtools.com/auth/", web), ("http://localhost/mail-setup", web)]);
    let names: Vec<_> = registration.permissions.iter().map(|one| (one.name.as_str(), one.id.as_str())).collect();
    assert_eq!(
        names,
        [
            ("Mail.Send", "e383f46e-2787-4529-855e-0e479a3ffac0"),
            ("Mail.Send.Shared", "a367ab51-6b49-43bf-a716-a1fb06d2a174"),
            ("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
            ("User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
        ]
    );
    let exposed = registration.exposed.unwrap();
    assert_eq!((exposed.name.as_str(), exposed.who.as_str()), ("sendMail", "Admin"));
    assert_eq!(exposed.admin_name, "Send mail on behalf of User");
    assert_eq!(exposed.user_description, "Allows the app to send mail from your Microsoft 365 accounts");
    assert!(exposed.authorises_itself);
}

/// A role in Exchange limits the application to one mailbox; the same permission at the registration would open every mailbox.
#[test]
fn what_is_given_in_exchange_is_neither_listed_nor_approved_at_the_registration() {
    let recipes = Recipes::bundled().unwrap();
    let recipe = recipes.recipe("microsoft-alone").unwrap();
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    for way in recipe.every_way() {
        let tailored = recipe.tailored(&way);
        let wishes =
            Wishes { name: None, months: 24, approve: true, scope_id: guid("5a1c9d7e-3b52-4f0a-8e61-7c2d90b4a6f3") };
        let registration = registration_of(&tailored, None, provider, recipes.permissions(), wishes).unwrap();
        let in_exchange = tailored.permission.iter().all(|permission| permission.granted == GrantedIn::Exchange);
        assert_eq!(registration.permissions.is_empty(), in_exchange, "{way:?}");
        assert_eq!(registration.approve, !in_exchange, "{way:?}");
        assert!(registration.redirects.is_empty(), "nobody's browser comes back: {way:?}");
        for dialect in Dialect::ALL {
            let script = written(&registration, dialect).text;
            let assigns =
                script.contains("appRoleAssignments") || script.contains("MgServicePrincipalAppRoleAssignment");
            assert_eq!(assigns, !in_exchange, "{way:?}: {script}");
        }
    }
}

#[test]
fn a_permission_without_a_known_id_is_named() {
    let recipes = Recipes::bundled().unwrap();
    let recipe = recipes.recipe("tourtools").unwrap();
    let few = "schema = 1\nchecked = \"2026-11-21\"\nresource = []\npermission = []\n";
    let ids = Permissions::read("few.toml", few).unwrap();
    let wishes =
        Wishes { name: None, months: 24, approve: false, scope_id: guid("5a1c9d7e-3b52-4f0a-8e61-7c2d90b4a6f3") };
    let plan = recipe.redirect_plan(&Answers::new()).unwrap();
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    let refused = registration_of(recipe, Some(&plan), provider, &ids, wishes).unwrap_err();
    assert_eq!(refused, NotWritten::NoPermissionId { api: "Microsoft Graph".to_owned(), name: "Mail.Send".to_owned() });
}

#[test]
fn every_sentence_is_in_the_catalogue_and_no_line_misleads() {
    for dialect in Dialect::ALL {
        let hostile = HOSTILE.iter().map(|name| everything(name));
        for registration in all().into_iter().chain(hostile) {
            let script = written(&registration, dialect);
            assert!(!script.text.contains(MISSING), "{}", script.text);
            let shown = |one: char| one == '\n' || !one.is_control() && !"\u{202e}\u{200b}\u{feff}".contains(one);
            assert!(script.text.chars().all(shown), "{:?}", registration.display_name);
            assert!(!script.instructions.is_empty() && script.instructions.iter().all(|text| !text.is_empty()));
        }
    }
}

#[test]
fn a_script_says_that_it_was_not_run_where_it_was_not() {
    let said = |dialect| written(&tourtools(false), dialect).text.replace("\n# ", " ");
    assert!(said(Dialect::GraphPowerShell).contains("It has not been run, neither here nor at Microsoft."));
    assert!(said(Dialect::AzureCli).contains("not yet at Microsoft."));
}

#[test]
fn approval_is_in_the_script_only_when_it_is_wished() {
    for dialect in Dialect::ALL {
        let asks =
            |approve| written(&tourtools(approve), dialect).text.to_lowercase().contains("oauth2permissiongrant");
        assert!(asks(true) && !asks(false), "{}", dialect.as_str());
    }
}

#[test]
fn dialects_are_known_by_their_words() {
    for dialect in Dialect::ALL {
        assert_eq!(Dialect::named(dialect.as_str()), Some(dialect));
    }
    assert_eq!(Dialect::named("cmd"), None);
}
