//! A recipe file of a stranger (security.md M-16): what it may not be, whatever else is right with it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use sendoff_recipes::{Checkup, Fact, Fingerprint, MAX_BYTES, OpenedRecipe, Origin, Recipes};

const PAGE: &str = include_str!("../../../docs/recipes.md");
const TOURTOOLS: &str = include_str!("../../../recipes/applications/tourtools.toml");

/// The example of docs/recipes.md.
fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

fn open(text: &str) -> Result<OpenedRecipe, Checkup> {
    Recipes::bundled().unwrap().open("folder/desk.toml", text.as_bytes())
}

/// The example with one passage replaced.
fn with(from: &str, to: &str) -> String {
    assert!(example().contains(from), "{from}");
    example().replacen(from, to, 1)
}

/// Refused at the line that holds `line`, with `what` among the reasons.
fn refused(text: &str, line: &str, what: &str) {
    let checkup = open(text).unwrap_err();
    let told = |wrong: &&sendoff_recipes::WrongPlace| {
        let at = wrong.line.and_then(|number| text.lines().nth(number - 1));
        wrong.what.contains(what) && at.is_some_and(|at| at.contains(line)) && wrong.column.is_some()
    };
    assert!(!checkup.well && checkup.errors.iter().any(|wrong| told(&wrong)), "{line}: {what}: {checkup:?}");
}

#[test]
fn what_is_right_is_known_by_its_content() {
    let opened = open(example()).unwrap();
    assert_eq!((opened.file.as_str(), &*opened.text), ("desk.toml", example()));
    assert_eq!(opened.fingerprint, Fingerprint::of(example()));
    assert_eq!(opened.recipe.origin, Origin::File(opened.fingerprint));
    assert_eq!(opened.recipe.key(), opened.fingerprint.to_string());
    assert_ne!(open(&format!("{} ", example())).unwrap().fingerprint, opened.fingerprint);
    assert_eq!(open(&format!("\u{feff}{}", example())).unwrap().fingerprint, opened.fingerprint);
}

#[test]
fn it_is_no_recipe_of_ours_and_does_not_look_like_one() {
    refused(TOURTOOLS, "id = \"tourtools\"", "a recipe of Sendoff itself");
    for id in ["tourtools", "tourtoo1s", "t0urtools", "tour-tools", "microsoft-graph", "gathr"] {
        refused(&with("id = \"harbour-desk\"", &format!("id = \"{id}\"")), "id =", "a recipe of Sendoff itself");
    }
    for name in [
        "TourTools",
        "Tour Tools",
        "T0urTools",
        "ТоurТооls mail",
        "SaIesPad",
        "Ｏｄｏｏ",
        "New Gathr",
        "Sendoff",
        "Mícrosoft 365",
    ] {
        refused(&with("name = \"Harbour Desk\"", &format!("name = \"{name}\"")), "name =", "taken for");
    }
    let registration = with("registration_name = \"Harbour Desk mail\"", "registration_name = \"Shop Ctrl\"");
    refused(&registration, "registration_name", "taken for ShopCtrl");
    refused(&with("name = \"Harbour Desk\"", "name = \"Hаrbour Desk\""), "name =", "several scripts");
    assert!(open(&with("name = \"Harbour Desk\"", "name = \"Hafen Büro\"")).is_ok());
}

#[test]
fn it_hides_nothing() {
    for unseen in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{e0041}', '\u{3164}', '\u{1b}', '\u{7f}', '\u{ad}'] {
        let code = format!("U+{:04X}", u32::from(unseen));
        refused(&with("# Errors lead", &format!("# Err{unseen}ors lead")), "ors lead", &code);
        refused(&with("help desk", &format!("help{unseen} desk")), "purpose", &code);
    }
    refused(&with("name = \"Harbour Desk\"", "name = \"Harbour  Desk\""), "name =", "blanks");
}

#[test]
fn it_calls_each_permission_as_it_asks_for_it() {
    let other = with(
        "request = \"https://graph.microsoft.com/Mail.Send\"",
        "request = \"https://graph.microsoft.com/Mail.ReadWrite\"",
    );
    refused(&other, "name = \"Mail.Send\"", "what it requests is called Mail.ReadWrite");
    let all = with("request = \"https://graph.microsoft.com/Mail.Send\"", "request = \".default\"");
    assert!(open(&all).is_err(), "whatever the registration lists has no name of its own");
}

#[test]
fn it_adds_no_host_and_says_nothing_of_where_it_comes_from() {
    refused(
        &with("request = \"https://graph.microsoft.com/Mail.Send\"", "request = \"https://evil.example/Mail.Send\""),
        "name = \"Mail.Send\"",
        "another resource",
    );
    refused(&with("provider = \"microsoft\"", "provider = \"evil\""), "provider", "unknown variant");
    for key in ["origin = \"bundled\"", "login = \"https://evil.example\"", "from_file = false"] {
        refused(&with("schema = 1", &format!("schema = 1\n{key}")), key, "unknown field");
    }
}

#[test]
fn it_is_text_and_bounded() {
    let recipes = Recipes::bundled().unwrap();
    let large = recipes.open("a", &vec![b'#'; MAX_BYTES + 1]).unwrap_err();
    assert_eq!((large.errors.len(), large.errors[0].line), (1, None));
    let mut bytes = b"schema = 1\nid = ".to_vec();
    bytes.extend([0xff, 0xfe]);
    let wrong = &recipes.open("a", &bytes).unwrap_err().errors[0];
    assert_eq!((wrong.line, wrong.column), (Some(2), Some(6)));
    assert!(recipes.open("a", &[]).is_err() && recipes.open("a", b"\x00").is_err());
    let named = |name: &str| recipes.open(name, example().as_bytes()).unwrap().file;
    assert_eq!(named("C:\\Users\\a\\x.toml"), "x.toml");
    assert_eq!(named("/a/b\u{202e}\u{1b}[2J.toml"), "b\u{fffd}\u{fffd}[2J.toml");
    assert_eq!(named(&"x".repeat(5_000)).len(), 80);
}

#[test]
fn another_content_is_another_recipe_of_the_same_id() {
    let mut recipes = Recipes::bundled().unwrap();
    let first = open(example()).unwrap();
    let second = open(&with("help desk", "help desk, changed")).unwrap();
    recipes.accept(first.clone());
    recipes.accept(second.clone());
    recipes.accept(first.clone());
    assert_eq!(recipes.opened().collect::<Vec<_>>(), [&second], "new set-ups begin with what was accepted last");
    assert_eq!(recipes.recipe(&first.recipe.key()), Some(&first.recipe), "the others go on with theirs");
    assert_eq!(recipes.recipe("harbour-desk"), None, "its own id finds nothing");
    let other = with("id = \"harbour-desk\"", "id = \"other\"");
    let taken = recipes.open("a", other.as_bytes()).unwrap_err();
    assert!(taken.errors[0].what.contains("accepted from another file"), "{taken:?}");
    recipes.dismiss(&first.recipe.id);
    assert_eq!((recipes.opened().count(), recipes.recipe(&first.recipe.key())), (0, None));
}

#[test]
fn its_facts_are_what_it_would_do() {
    let facts = open(example()).unwrap().recipe.facts();
    assert!(facts.contains(&Fact::Redirects("https://{answer.host}/oauth/done".to_owned())));
    assert!(facts.contains(&Fact::GivesSecret("App secret".to_owned())));
    let other = open(&with("https://{answer.host}/oauth/done", "https://desk.example/oauth/done")).unwrap();
    assert!(other.recipe.facts().contains(&Fact::Redirects("https://desk.example/oauth/done".to_owned())));
}

#[test]
fn whoever_writes_one_is_told_before() {
    let recipes = Recipes::bundled().unwrap();
    assert!(recipes.check_as_opened("tourtools.toml", TOURTOOLS).cautions.is_empty(), "ours is ours");
    let told = recipes.check_as_opened("mine.toml", &with("name = \"Harbour Desk\"", "name = \"Odoo\""));
    assert!(told.well && told.cautions.iter().any(|one| one.what.contains("taken for Odoo")), "{told:?}");
}

/// What a cloud has in place of names and hosts makes no other recipe of it.
#[test]
fn it_comes_from_the_file_in_every_cloud() {
    let opened = open(&with("schema = 1", "schema = 1\nclouds = true")).unwrap();
    let ways = opened.recipe.every_way();
    assert!(ways.len() > 1);
    assert!(ways.iter().all(|way| opened.recipe.tailored(way).origin == Origin::File(opened.fingerprint)));
}

/// The example with a step that looks whether a computer can be reached, and this host to look for.
fn looking_for(host: &str) -> String {
    let step = "[[step]]\nid = \"network\"\nlabel = \"Network\"\ntitle = \"Reach your desk\"\n\
                reason = \"It must be reachable.\"\n\n[[step]]\nid = \"sign-in\"";
    let check = format!("[[network]]\nhost = \"{host}\"\nport = 443\nwhy = \"It must be reachable.\"\n\n[[probe]]");
    with("[[step]]\nid = \"sign-in\"", step).replacen("[[probe]]", &check, 1)
}

#[test]
fn it_looks_only_for_a_computer_that_somebody_named() {
    for host in ["{answer.host}", "{redirect_host}"] {
        assert!(open(&looking_for(host)).is_ok(), "{host}: {:?}", open(&looking_for(host)));
    }
    for address in [
        "https://desk.example/oauth/done",
        "https://{answer.host}.evil.example/oauth/done",
        "https://evil.example:443/{answer.host}",
    ] {
        let text = looking_for("{redirect_host}").replacen("https://{answer.host}/oauth/done", address, 1);
        refused(&text, "host = \"{redirect_host}\"", "a computer that the file chose");
    }
    let own_port = looking_for("{redirect_host}").replacen("{answer.host}/oauth", "{answer.host}:8443/oauth", 1);
    assert!(open(&own_port).is_ok());
}

/// What stands for the same name once it is read, and would stay as it is in another cloud.
#[test]
fn no_name_of_the_worldwide_cloud_is_hidden_from_the_others() {
    let text = with("schema = 1", "schema = 1\nclouds = true");
    let field = "[[hand_over.field]]\nlabel = \"Mail server\"\nvalue = { text = \"outlook.office365.com\" }\n\n[[hand_over.field]]";
    let text = text.replacen("[[hand_over.field]]", field, 1);
    assert!(open(&text).is_ok(), "{:?}", open(&text));
    for hidden in ["outlook.office\\u003365.com", "outlook\\u002eoffice365.com", "Outlook.Office365.com"] {
        let hidden_in = text.replacen("outlook.office365.com", hidden, 1);
        refused(&hidden_in, hidden, "outlook.office365.com");
    }
    let decoy = "{ text = \"\\u004Connect-ExchangeOnline; \\u0043onnect-ExchangeOnline\" }";
    refused(&text.replacen("{ text = \"outlook.office365.com\" }", decoy, 1), "u0043onnect", "Connect-ExchangeOnline");
    let alone = text.replacen("clouds = true\n", "", 1).replacen("outlook.office365.com", "Outlook.Office365.com", 1);
    assert!(open(&alone).is_ok(), "where there is one cloud, nothing is replaced");
}
