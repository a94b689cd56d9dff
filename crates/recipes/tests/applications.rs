//! Every bundled application: each way to answer gives a whole recipe, the hand-over is the vendor's to the letter, and what an
//! administrator must approve has its step.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use sendoff_recipes::{
    Access, Answer, Answers, Approver, Audience, GrantedIn, HandOverValue, Naming, Placeholder, ProbeKind, Recipe,
    Recipes, Values,
};
use sendoff_values::{FieldId, RedirectAddress, StepId};

fn written() -> Vec<Recipe> {
    Recipes::written().unwrap()
}

fn recipe(id: &str) -> Recipe {
    written().into_iter().find(|recipe| recipe.id.as_str() == id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// `question=value` for each answer.
fn answers(recipe: &Recipe, given: &[&str]) -> Answers {
    let answer = |text: &&str| {
        let (id, value) = text.split_once('=').unwrap();
        let question = recipe.question(id).unwrap_or_else(|| panic!("{} does not ask {id}", recipe.id));
        (question.id.clone(), question.answer(value).unwrap())
    };
    given.iter().map(answer).collect()
}

fn tailored(id: &str, given: &[&str]) -> Recipe {
    let recipe = recipe(id);
    recipe.tailored(&answers(&recipe, given))
}

/// Answers, or labels in order.
type Words = &'static [&'static str];

const SHOPCTRL_OUTGOING: &[&str] =
    &["Mail address", "SMTP Server", "SMTP Port", "Use SSL", "Auth method", "Tenant ID", "Client ID", "Client Secret"];
const SHOPCTRL_INCOMING: &[&str] =
    &["Protocol", "Server", "Port", "Use SSL", "Auth method", "Tenant ID", "Client ID", "Client Secret"];

const SALESPAD_CONFIRMATION: &[&str] = &[
    "1) Email Server hostname or IP address.",
    "2) SMTP User",
    "3a) SMTP Password...or",
    "3b) SMTP OAuth Service Provider",
    "4) SMTP Port",
    "5) Enable SMTP over SSL or TLS",
    "6) SMTP over SSL or TLS Startup Method",
    "SMTP Timeout",
];
const SALESPAD_SET_UP: &[&str] = &[
    "Email Server ID",
    "OAuth Service Provider",
    "Email Server Hostname or IP Address",
    "SMTP User",
    "SMTP Password",
    "SMTP Port",
    "Business Object",
    "Column Name",
    "Column Value",
    "Enable SMTP over SSI or TLS",
    "SSL/TLS Startup Method",
];

/// The fields of every application in its own order and spelling, written out from its guide.
const HANDED_OVER: &[(&str, Words, &[Words])] = &[
    (
        "tourtools",
        &[],
        &[&["Email", "Client ID", "Client Secret", "Redirect URI", "Tenant", "authURL", "accessTokenURL"]],
    ),
    ("shopctrl", &["direction=both"], &[SHOPCTRL_OUTGOING, SHOPCTRL_INCOMING]),
    ("shopctrl", &["direction=sending"], &[SHOPCTRL_OUTGOING]),
    ("shopctrl", &["direction=receiving", "protocol=pop3"], &[SHOPCTRL_INCOMING]),
    ("salespad", &["module=sales-email-confirmation"], &[SALESPAD_CONFIRMATION]),
    ("salespad", &["module=smtp-setup", "user=sa"], &[SALESPAD_SET_UP]),
    ("salespad-password", &["module=sales-email-confirmation"], &[SALESPAD_CONFIRMATION]),
    ("salespad-password", &["module=smtp-setup", "user=sa"], &[SALESPAD_SET_UP]),
    (
        "zappysys",
        &[],
        &[&[
            "Authorization URL",
            "Token URL",
            "Client ID",
            "Scope",
            "Client Secret",
            "Refresh Token File Path",
            "ReturnUrl - Must Match App Redirect URL",
            "RetryMode",
            "RetryStatusCodeList",
            "RetryCountMax",
            "RetryMultiplyWaitTime",
            "Login Prompt Option",
        ]],
    ),
    (
        "gathr",
        &[],
        &[&[
            "Instance URL",
            "Application Key",
            "Application Secret",
            "Authorization URL",
            "Access Token URL",
            "Domain for Callback Authentication",
            "Scope",
            "Create New Account",
        ]],
    ),
    ("odoo", &[], &[&["ID", "Secret"], &["Outlook", "Name", "Username", "From Filter"]]),
    (
        "odoo",
        &["direction=both"],
        &[
            &["ID", "Secret"],
            &["Outlook", "Name", "Username", "From Filter"],
            &["Outlook Oauth Authentication", "Username"],
        ],
    ),
];

#[test]
fn there_is_a_recipe_for_each_of_them() {
    let ids: Vec<_> = written().into_iter().map(|recipe| recipe.id.to_string()).collect();
    assert_eq!(
        ids,
        [
            "discovered-smtp",
            "gathr",
            "google-app-password",
            "google-gmail",
            "google-service-account",
            "google-smtp",
            "microsoft-alone",
            "microsoft-graph",
            "microsoft-smtp",
            "odoo",
            "salespad-gmail",
            "salespad-password",
            "salespad",
            "shopctrl",
            "tourtools-gmail",
            "tourtools",
            "zappysys"
        ]
    );
    assert_eq!(Recipes::bundled().unwrap().recipes()[0].id.as_str(), "tourtools", "the first on the page");
}

#[test]
fn every_hand_over_has_the_vendors_order_and_spelling() {
    for (id, given, expected) in HANDED_OVER {
        let recipe = tailored(id, given);
        let labels: Vec<_> = recipe.hand_over.field.iter().map(|field| field.label.as_str()).collect();
        assert_eq!(labels, expected.concat(), "{id} {given:?}");
        let panes: BTreeSet<_> = recipe.hand_over.field.iter().filter_map(|field| field.group.as_ref()).collect();
        assert!(panes.is_empty() || panes.len() == expected.len(), "{id} {given:?}: {panes:?}");
    }
}

#[test]
fn every_way_to_answer_gives_a_whole_recipe() {
    for recipe in written() {
        let ways = recipe.every_way();
        assert!(!ways.is_empty(), "{}", recipe.id);
        for way in &ways {
            let chosen =
                |answer: &Answer| matches!(answer, Answer::Chosen { choice, .. } if choice.as_str() == "workspace");
            let workspace = way.values().any(chosen);
            is_whole(&recipe.tailored(way), workspace, &format!("{} {way:?}", recipe.id));
        }
    }
}

/// What errors lead back to is there, and whatever is shown has no condition left that could still fail.
fn is_whole(recipe: &Recipe, workspace: bool, way: &str) {
    let delegated = recipe.access == Access::Delegated;
    let google = recipe.provider.naming() == Naming::InProject;
    let project = google && recipe.access.registers();
    let password = !recipe.access.registers();
    let (client, key) = (project && recipe.access.has_client(), recipe.access == Access::ServiceAccount);
    for (step, wanted) in [
        (StepId::AppRegistration, !google),
        (StepId::Tenant, !google),
        (StepId::RedirectUri, delegated && !google),
        (StepId::ClientSecret, !google),
        // At Google only POP has a switch that anybody must set.
        (StepId::Mailbox, !google || recipe.probe.iter().any(|probe| probe.kind == ProbeKind::Pop3)),
        (StepId::Project, project),
        (StepId::GoogleApi, project),
        (StepId::GoogleBranding, client),
        (StepId::GoogleAudience, client),
        (StepId::GoogleDataAccess, client),
        (StepId::GoogleClient, client),
        // Nobody but an organisation lets applications in.
        (StepId::GoogleAppAccess, client && workspace),
        (StepId::ServiceAccount, key),
        (StepId::Delegation, key),
        (StepId::TwoStep, password),
        (StepId::AppPassword, password),
        (StepId::SignIn, !password),
    ] {
        assert_eq!(recipe.step(step).is_some(), wanted, "{way}: {}", step.as_str());
    }
    let fields: Vec<_> = recipe.step.iter().flat_map(|step| &step.fields).collect();
    assert_eq!(
        fields,
        match recipe.provider.naming() {
            Naming::InDirectory =>
                vec![&FieldId::ClientId, &FieldId::TenantId, &FieldId::ClientSecret, &FieldId::SecretExpires],
            Naming::Alone => vec![&FieldId::ClientId, &FieldId::ClientSecret],
            Naming::InProject if password => vec![&FieldId::AppPassword],
            Naming::InProject if key => vec![&FieldId::GoogleProject, &FieldId::ServiceAccount],
            Naming::InProject => vec![&FieldId::GoogleProject, &FieldId::ClientId, &FieldId::ClientSecret],
        },
        "{way}"
    );
    let listed = recipe.permission.iter().any(|permission| permission.granted == GrantedIn::Entra);
    assert_eq!(recipe.step(StepId::Permissions).is_some(), listed && !google, "{way}");
    for step in recipe.step.iter().filter(|step| step.portal.is_some()) {
        assert!(step.administrator.is_some(), "{way}: {} has no note for an administrator", step.id.as_str());
        assert!(step.tick.is_some() || !step.fields.is_empty(), "{way}: {} can never be done", step.id.as_str());
    }
}

#[test]
fn every_permission_is_known_and_asked_for_at_its_own_api() {
    let recipes = Recipes::bundled().unwrap();
    for recipe in written().iter().filter(|recipe| recipe.provider.naming() == Naming::InDirectory) {
        for permission in &recipe.permission {
            let ids = recipes.permissions().ids(permission);
            // Nobody could confirm this one's ID, and so nothing may list it; a role in Exchange takes its place.
            if permission.name.as_str() == "SMTP.SendAsApp" {
                assert!(ids.is_empty() && permission.granted == GrantedIn::Exchange, "{}", recipe.id);
                continue;
            }
            assert!(!ids.is_empty(), "{}: {} has no ID", recipe.id, permission.name);
            let api = recipes.permissions().resource(&permission.api).unwrap();
            assert_eq!(ids[0].resource, &api.app_id, "{}: {}", recipe.id, permission.name);
            let (known, kind) = recipes.permissions().named(ids[0].resource, ids[0].id).unwrap();
            assert_eq!((&known.name, kind), (&permission.name, permission.kind));
            let name = permission.name.as_str();
            let request = permission.request.as_str();
            let mail_server = ["SMTP.", "IMAP.", "POP."].iter().any(|start| name.starts_with(start));
            let expected = match recipe.access {
                Access::Application if mail_server => "https://outlook.office365.com/.default".to_owned(),
                Access::Application => "https://graph.microsoft.com/.default".to_owned(),
                Access::Delegated if mail_server => format!("https://outlook.office.com/{name}"),
                Access::Delegated if name.contains('.') => format!("https://graph.microsoft.com/{name}"),
                Access::Delegated => name.to_owned(),
                Access::Password | Access::ServiceAccount => panic!("these are Google's"),
            };
            assert_eq!(request, expected, "{}", recipe.id);
        }
    }
}

#[test]
fn what_mail_servers_take_has_an_id_at_both_resources() {
    let recipes = Recipes::bundled().unwrap();
    for permission in &recipe("shopctrl").permission {
        let count = if permission.name.as_str() == "offline_access" { 1 } else { 2 };
        assert_eq!(recipes.permissions().ids(permission).len(), count, "{}", permission.name);
    }
}

#[test]
fn an_approval_step_stands_where_an_administrator_must_approve_and_nowhere_else() {
    let recipes = Recipes::bundled().unwrap();
    for recipe in written() {
        for way in recipe.every_way() {
            let recipe = recipe.tailored(&way);
            let must = recipe.permission.iter().any(|permission| {
                permission.granted == GrantedIn::Entra
                    && recipes.permissions().approver(permission) == Some(Approver::Administrator)
            });
            assert_eq!(recipe.step(StepId::Approval).is_some(), must, "{} {way:?}", recipe.id);
        }
    }
}

#[test]
fn each_probe_has_the_permission_it_needs() {
    for recipe in written() {
        for way in recipe.every_way() {
            let recipe = recipe.tailored(&way);
            // What the names of a provider mean that is found is known to that provider alone; a password asks for none.
            let asks = recipe.provider.naming() != Naming::Alone && recipe.access.registers();
            for probe in recipe.probe.iter().filter(|_| asks) {
                let whole_mailbox: &[&[&str]] = &[&["https://mail.google.com/"]];
                let at_google = recipe.provider.naming() == Naming::InProject;
                // One of each group is enough.
                let needed: &[&[&str]] = match probe.kind {
                    ProbeKind::Smtp | ProbeKind::Imap | ProbeKind::Pop3 if at_google => whole_mailbox,
                    ProbeKind::GraphSend => &[&["Mail.Send", "Mail.Send.Shared"]],
                    ProbeKind::GraphMail => &[&["Mail.Read", "Mail.Read.Shared"]],
                    ProbeKind::GraphMailAndCalendars => &[&["Mail.Read", "Mail.Read.Shared"], &["Calendars.Read"]],
                    ProbeKind::Smtp => &[&["SMTP.Send", "SMTP.SendAsApp"]],
                    ProbeKind::Imap => &[&["IMAP.AccessAsUser.All", "IMAP.AccessAsApp"]],
                    ProbeKind::Pop3 => &[&["POP.AccessAsUser.All", "POP.AccessAsApp"]],
                    ProbeKind::GmailSend => {
                        &[&["https://www.googleapis.com/auth/gmail.send", "https://mail.google.com/"]]
                    }
                };
                let asks = |enough: &&[&str]| {
                    recipe.permission.iter().any(|one| one.needed && enough.contains(&one.name.as_str()))
                };
                assert!(needed.iter().all(asks), "{} {way:?}: {}", recipe.id, probe.kind.as_str());
            }
        }
    }
}

#[test]
fn every_text_to_copy_has_its_values() {
    for recipe in written() {
        for way in recipe.every_way() {
            let tailored = recipe.tailored(&way);
            let values = values(&recipe, &way);
            let rows = tailored.step.iter().flat_map(|step| &step.copy).map(|row| &row.value);
            let fields = tailored.hand_over.field.iter().filter_map(|field| match &field.value {
                HandOverValue::Text(template) => Some(template),
                HandOverValue::Choose(_) | HandOverValue::Secret(_) => None,
            });
            for template in rows.chain(fields) {
                let text = template.fill(&values).unwrap_or_else(|error| panic!("{} {way:?}: {error}", recipe.id));
                assert!(!text.contains(['{', '}']), "{} {way:?}: {text}", recipe.id);
            }
        }
    }
}

/// All that a whole set-up knows.
fn values(recipe: &Recipe, way: &Answers) -> Values {
    let values = recipe
        .typed(way)
        .with(Placeholder::Project, "harbour-mail-473920")
        .with(Placeholder::Requests, recipe.tailored(way).requests().collect::<Vec<_>>().join(","))
        .with(Placeholder::ServiceAccount, "mailer@harbour-mail-473920.iam.gserviceaccount.com")
        .with(Placeholder::KeyId, "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567")
        .with(Placeholder::Tenant, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34")
        .with(Placeholder::ClientId, "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa")
        .with(Placeholder::Mailbox, "o'neil@harbour.example")
        .with(Placeholder::Organisation, "Harbour Travel")
        .with(Placeholder::RegistrationName, recipe.registration_name.as_str())
        .with(Placeholder::AssistantRedirect, "http://localhost/mail-setup")
        .with(Placeholder::AuthorizationEndpoint, "https://login.host.example/authorize")
        .with(Placeholder::TokenEndpoint, "https://login.host.example/token");
    match recipe.tailored(way).redirect_plan(way) {
        Some(plan) => values.with(Placeholder::Redirect, plan.registered.as_str()),
        None => values,
    }
}

#[test]
fn an_application_alone_is_limited_both_ways() {
    let recipe = recipe("microsoft-alone");
    let commands = |limit: &str| -> Vec<String> {
        let way = answers(&recipe, &[&format!("limit={limit}")]);
        let step = recipe.tailored(&way).step(StepId::Mailbox).unwrap().clone();
        let values = values(&recipe, &way);
        step.copy.iter().map(|row| row.value.fill(&values).unwrap()).collect()
    };
    let role = commands("role");
    assert!(role.contains(&"$mailbox = 'o''neil@harbour.example'".to_owned()), "{role:?}");
    assert!(
        role.iter().any(|line| line.starts_with("New-ServicePrincipal -AppId 7f3c1a52-") && line.contains("$app.Id"))
    );
    assert!(role.iter().any(|line| line.contains("-Role \"Application Mail.Send\" -CustomResourceScope")));
    let policy = commands("policy");
    assert!(policy.iter().any(|line| line.contains("-AccessRight RestrictAccess")), "{policy:?}");
    assert!(!policy.iter().any(|line| line.contains("ManagementRole")) && policy.len() == 5 && role.len() == 7);
    let listed =
        |limit: &str| tailored("microsoft-alone", &[&format!("limit={limit}")]).step(StepId::Permissions).is_some();
    assert!(listed("policy") && !listed("role"), "a permission approved at Entra would count for every mailbox");
    let by = |way: &str| tailored("microsoft-alone", &[&format!("way={way}")]);
    assert_eq!(by("graph").requests().collect::<Vec<_>>(), ["https://graph.microsoft.com/.default"]);
    assert_eq!(by("smtp-imap").requests().collect::<Vec<_>>(), ["https://outlook.office365.com/.default"]);
}

/// Answers, what is registered, and what is registered beside it.
const REDIRECTS: &[(&str, Words, Option<&str>, Words)] = &[
    ("tourtools", &[], Some("https://www.tourtools.com/auth/"), &[]),
    ("tourtools", &["redirect-address=typed"], Some("https://www.tourtools.com/auth/"), &[]),
    ("shopctrl", &[], None, &[]),
    (
        "shopctrl",
        &["host=https://Shop.Example.com/x"],
        Some("https://shop.example.com/Mail/Microsoft365/Auth.aspx"),
        &[],
    ),
    (
        "shopctrl",
        &["host=shop.example.com", "acceptance-host=test.example.com"],
        Some("https://shop.example.com/Mail/Microsoft365/Auth.aspx"),
        &["https://test.example.com/Mail/Microsoft365/Auth.aspx"],
    ),
    ("salespad", &["module=smtp-setup", "user=sa"], None, &[]),
    ("zappysys", &[], Some("https://zappysys.com/oauth"), &[]),
    ("zappysys", &["redirect-address=https://etl.example.com/x"], Some("https://etl.example.com/x"), &[]),
    ("odoo", &["host=shop.example.com"], Some("https://shop.example.com/microsoft_outlook/confirm"), &[]),
    ("microsoft-alone", &[], None, &[]),
    ("microsoft-graph", &["redirect-address=https://a.example/x"], Some("https://a.example/x"), &[]),
    ("microsoft-smtp", &["redirect-address=https://a.example/x"], Some("https://a.example/x"), &[]),
    ("gathr", &[], None, &[]),
    (
        "gathr",
        &["redirect-address=https://Gathr-1.example.com:48444/x"],
        Some("https://Gathr-1.example.com:48444/x"),
        &[],
    ),
];

#[test]
fn redirect_plans_follow_from_the_answers() {
    for (id, given, registered, beside) in REDIRECTS {
        let recipe = recipe(id);
        let answers = answers(&recipe, given);
        let plan = recipe.tailored(&answers).redirect_plan(&answers);
        assert_eq!(plan.as_ref().map(|plan| plan.registered.as_str()), *registered, "{id} {given:?}");
        let others: Vec<_> = plan.iter().flat_map(|plan| &plan.beside).map(RedirectAddress::as_str).collect();
        assert_eq!(others, *beside, "{id} {given:?}");
    }
}

#[test]
fn zappysys_scope_has_what_the_rights_need() {
    let all = "offline_access~email~Mail.Read~Mail.Read.Shared~Mail.ReadBasic~Mail.ReadBasic.Shared~openid~profile~User.Read~\
               User.ReadBasic.All~Mail.ReadWrite~Mail.ReadWrite.Shared~Mail.Send~Mail.Send.Shared~";
    for (rights, left_out, sends) in [
        ("read-write-send", &[][..], true),
        ("read-send", &["Mail.ReadWrite"], true),
        ("read", &["Mail.ReadWrite", "Mail.Send"], false),
    ] {
        let recipe = tailored("zappysys", &[&format!("rights={rights}")]);
        let kept = |name: &&str| !name.is_empty() && !left_out.iter().any(|start| name.starts_with(start));
        let expected: String = all.split('~').filter(kept).flat_map(|name| [name, "~"]).collect();
        assert_eq!(text_of(&recipe, "Scope", &Values::default()), expected);
        let asked: BTreeSet<_> = recipe.permission.iter().map(|permission| permission.name.as_str()).collect();
        assert_eq!(asked, expected.split_terminator('~').collect(), "{rights}");
        assert_eq!(recipe.sends(), sends, "{rights}");
    }
}

fn text_of(recipe: &Recipe, label: &str, values: &Values) -> String {
    let field = recipe.hand_over.field.iter().find(|field| field.label.as_str() == label).unwrap();
    match &field.value {
        HandOverValue::Text(template) => template.fill(values).unwrap(),
        HandOverValue::Choose(_) | HandOverValue::Secret(_) => panic!("a text"),
    }
}

#[test]
fn accounts_decide_where_people_sign_in() {
    let values = Values::default().with(Placeholder::Tenant, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34");
    for (accounts, audience, directory) in [
        ("single-tenant", Audience::SingleTenant, "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34"),
        ("multi-tenant", Audience::MultiTenant, "common"),
        ("multi-tenant-and-personal", Audience::MultiTenantAndPersonal, "common"),
    ] {
        let recipe = tailored("zappysys", &[&format!("accounts={accounts}")]);
        assert_eq!(recipe.audience(), audience);
        let token = format!("https://login.microsoftonline.com/{directory}/oauth2/v2.0/token");
        assert_eq!(text_of(&recipe, "Token URL", &values), token);
    }
}

#[test]
fn a_shared_mailbox_has_somebody_who_signs_in() {
    for id in ["shopctrl", "salespad", "microsoft-graph", "microsoft-smtp"] {
        let recipe = recipe(id);
        assert_eq!(recipe.delegate(&answers(&recipe, &["delegate=anna@harbour.example"])), None, "{id}: not asked");
        let shared = answers(&recipe, &["mailbox=shared", "delegate=anna@harbour.example"]);
        assert_eq!(recipe.delegate(&shared).unwrap().as_str(), "anna@harbour.example");
    }
}

#[test]
fn gathr_is_reached_where_its_redirect_leads() {
    let recipe = recipe("gathr");
    let address = "https://HostName-123.Kleramachine.com/x";
    let values = Values::default().with(Placeholder::Redirect, address);
    let tailored = recipe.tailored(&answers(&recipe, &[&format!("redirect-address={address}")]));
    let places = tailored.network_places(&values);
    assert!(places.iter().all(|place| place.host.as_str() == "hostname-123.kleramachine.com"));
    assert_eq!(
        places.iter().map(|place| (place.port, place.private)).collect::<Vec<_>>(),
        [(443, true), (48_444, false)]
    );
    let at_port = Values::default().with(Placeholder::Redirect, "https://gathr.example.com:48444/x");
    assert_eq!(tailored.network_places(&at_port).len(), 1, "the same door is tried once");
    assert_eq!(text_of(&tailored, "Domain for Callback Authentication", &values), "HostName-123.Kleramachine.com");
    assert!(!tailored.sends());
}
