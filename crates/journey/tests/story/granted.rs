//! Granted beside needed: the permissions side by side after a sign-in, what is missing led to its tick box, what is too much
//! told as a caution.

use sendoff_journey::{PermissionRow, PermissionTable, SignedIn};

use super::*;

fn table(screen: &Screen) -> PermissionTable {
    let mut tables = screen.blocks.iter().filter_map(|block| match block {
        Block::Permissions(table) => Some(table.clone()),
        _ => None,
    });
    tables.next().expect("no permissions side by side")
}

fn has_table(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::Permissions(_)))
}

fn row(table: &PermissionTable, name: &str) -> PermissionRow {
    table.rows.iter().find(|row| row.name == name).cloned().unwrap_or_else(|| panic!("no {name}: {table:?}"))
}

fn cells(row: &PermissionRow) -> [&str; 3] {
    [&row.needed, &row.asked, &row.granted].map(String::as_str)
}

/// In the middle of a sign-in of this recipe.
fn signing_in<'a>(scenery: &'a Scenery, recipe: &str) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_for(recipe);
    play.prepare();
    play.press(Action::OpenBrowser);
    play
}

fn names(granted: &[&str]) -> Vec<String> {
    granted.iter().map(|&name| name.to_owned()).collect()
}

/// The sign-in ends well with these.
fn granted<'a>(scenery: &'a Scenery, recipe: &str, granted: &[&str]) -> Play<'a> {
    let mut play = signing_in(scenery, recipe);
    let operation = play.begun();
    let told = StageDetail::Granted(names(granted));
    play.stage(operation, Stage::Permissions, StageState::Done, told);
    let signed_in = SignedIn { granted: names(granted), ..play.signed_in(MAILBOX) };
    play.finish_of(operation, Outcome::SignedIn(signed_in));
    check_screen(&play.screen());
    play
}

/// The sign-in ends for want of what is not among these.
fn refused<'a>(scenery: &'a Scenery, recipe: &str, granted: &[&str], missing: &str) -> Play<'a> {
    let mut play = signing_in(scenery, recipe);
    let operation = play.begun();
    play.stage(operation, Stage::Permissions, StageState::Failed, StageDetail::Granted(names(granted)));
    let problem = Problem::new(Kind::PermissionMissing).with(ValueName::Permissions, missing);
    play.finish_of(operation, Outcome::Failed(problem));
    check_screen(&play.screen());
    play
}

const ALL: [&str; 4] = ["Mail.Send", "Mail.Send.Shared", "User.Read", "offline_access"];

#[test]
fn what_fits_is_told_in_a_word_each() {
    let scenery = Scenery::new();
    let play = granted(&scenery, "tourtools", &ALL);
    let table = table(&play.screen());
    assert_eq!(
        (table.tone, table.verdict.line().as_str()),
        (StatusTone::Proved, "All that TourTools needs was granted, and no more")
    );
    assert!(table.rows.iter().all(|row| row.finding.is_none() && row.go.is_none()), "{table:?}");
    assert_eq!(cells(&row(&table, "Mail.Send")), ["Yes", "Yes", "Yes"]);
    assert_eq!(cells(&row(&table, "offline_access")), ["Yes", "Yes", "Yes"]);
    assert_eq!(table.rows.len(), 4);
}

#[test]
fn what_is_missing_names_its_tick_box_and_leads_there() {
    let scenery = Scenery::new();
    let granted = ["openid", "https://graph.microsoft.com/mail.send.shared", "User.Read", "offline_access"];
    let mut play = refused(&scenery, "tourtools", &granted, "Mail.Send");
    let table = table(&play.screen());
    assert_eq!(table.tone, StatusTone::Error);
    let missing = row(&table, "Mail.Send");
    assert_eq!(cells(&missing), ["Yes", "Yes", "No"]);
    let said = missing.finding.unwrap();
    assert_eq!(
        said.line(),
        "Under [API permissions], choose [Add a permission], [Microsoft Graph], [Delegated permissions] and tick [Mail.Send]. \
         Is it listed there already? Then it still has to be approved."
            .replace(['[', ']'], "")
    );
    assert_eq!(row(&table, "Mail.Send.Shared").tone, StatusTone::Proved, "in any case, with its resource or without");
    play.press(missing.go.unwrap().action);
    assert_eq!(play.step(), StepId::Permissions);
    assert_eq!(primary(&play.screen()), "Try signing in again");
}

#[test]
fn lasting_access_is_missing_where_no_refresh_token_came() {
    let scenery = Scenery::new();
    let mut play = signing_in(&scenery, "tourtools");
    let operation = play.begun();
    play.stage(operation, Stage::Permissions, StageState::Failed, StageDetail::Granted(names(&ALL[..3])));
    play.finish_of(operation, Outcome::Failed(Kind::NoLastingAccess.into()));
    assert_eq!(cells(&row(&table(&play.screen()), "offline_access")), ["Yes", "Yes", "No"]);
}

#[test]
fn what_is_too_much_is_a_caution_and_stops_nothing() {
    let scenery = Scenery::new();
    let all = [ALL.as_slice(), &["openid", "profile", "Mail.ReadWrite"]].concat();
    let mut play = granted(&scenery, "tourtools", &all);
    let table = table(&play.screen());
    assert_eq!(table.tone, StatusTone::Caution);
    let extra = row(&table, "Mail.ReadWrite");
    assert_eq!((cells(&extra), extra.tone), (["No", "No", "Yes"], StatusTone::Caution));
    assert!(extra.finding.unwrap().line().starts_with("TourTools does not need it. It stops nothing"));
    assert!(!table.rows.iter().any(|row| row.name == "openid"), "nobody was told of those");
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::Test);
}

#[test]
fn what_every_registration_has_does_no_harm() {
    let scenery = Scenery::new();
    let all = ["https://outlook.office.com/SMTP.Send", "offline_access", "User.Read"];
    let mut play = Play::new(&scenery);
    play.begin_set_up_with(
        "microsoft-smtp",
        &[("direction", "sending"), ("redirect-address", "https://app.example.com/back")],
    );
    play.prepare();
    play.press(Action::OpenBrowser);
    let operation = play.begun();
    play.stage(operation, Stage::Permissions, StageState::Failed, StageDetail::Granted(names(&all)));
    play.finish_of(operation, Outcome::Failed(Kind::NoLastingAccess.into()));
    let table = table(&play.screen());
    assert_eq!(row(&table, "SMTP.Send").tone, StatusTone::Proved);
    let harmless = row(&table, "User.Read");
    assert_eq!((cells(&harmless), harmless.tone), (["No", "No", "Yes"], StatusTone::LooksRight));
}

#[test]
fn an_applications_own_permissions_stand_side_by_side_too() {
    let scenery = Scenery::new();
    let mut play = super::alone::prepared(&scenery, "policy");
    play.press(Action::GetAccess);
    let operation = play.begun();
    let roles = names(&["Mail.Send", "Mail.ReadWrite"]);
    play.stage(operation, Stage::Permissions, StageState::Done, StageDetail::Granted(roles));
    play.finish_of(operation, super::alone::given(Some(&["Mail.Send", "Mail.ReadWrite"])));
    check_screen(&play.screen());
    let table = table(&play.screen());
    assert_eq!(row(&table, "Mail.Send").tone, StatusTone::Proved);
    assert_eq!(row(&table, "Mail.ReadWrite").tone, StatusTone::Caution);
}

#[test]
fn what_a_role_in_exchange_grants_is_not_missing() {
    let scenery = Scenery::new();
    let mut play = super::alone::prepared(&scenery, "role");
    play.press(Action::GetAccess);
    let operation = play.begun();
    play.stage(operation, Stage::Permissions, StageState::Done, StageDetail::Granted(Vec::new()));
    play.finish_of(operation, super::alone::given(Some(&[])));
    let told = row(&table(&play.screen()), "Mail.Send");
    assert_eq!((told.granted.as_str(), told.tone), ("Not told", StatusTone::NotChecked));
}

#[test]
fn hundreds_too_many_are_shown_in_part() {
    let scenery = Scenery::new();
    let many: Vec<String> = (0..200).map(|at| format!("Files.Read.{at}")).collect();
    let all: Vec<&str> = ALL.into_iter().chain(many.iter().map(String::as_str)).collect();
    let table = table(&granted(&scenery, "tourtools", &all).screen());
    assert_eq!(table.rows.len(), ALL.len() + 5);
    let said: Vec<String> = table.rows.iter().filter_map(|row| Some(row.finding.as_ref()?.line())).collect();
    assert!(said.len() == 1 && said[0].starts_with("TourTools does not need these. They stop nothing"), "{said:?}");
    assert_eq!(table.more.unwrap().line(), "195 more permissions were granted that TourTools does not need.");
}

#[test]
fn nothing_is_told_before_and_nothing_is_kept() {
    let scenery = Scenery::new();
    let play = signing_in(&scenery, "tourtools");
    assert!(!has_table(&play.screen()));
    let play = granted(&scenery, "tourtools", &ALL);
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    assert!(!written.contains("Mail.Send.Shared"), "{written}");
}

/// The same name at another resource is another permission; other names of the same resource, and none at all, are not.
#[test]
fn a_permission_of_another_resource_is_another_one() {
    let scenery = Scenery::new();
    let told = |resource: &str| {
        let mut play = Play::new(&scenery);
        let answers = [("direction", "sending"), ("redirect-address", "https://app.example.com/back")];
        play.begin_set_up_with("microsoft-smtp", &answers);
        play.prepare();
        play.press(Action::OpenBrowser);
        let operation = play.begun();
        let told = StageDetail::Granted(vec![format!("{resource}SMTP.Send"), "offline_access".to_owned()]);
        play.stage(operation, Stage::Permissions, StageState::Failed, told);
        play.finish_of(operation, Outcome::Failed(Kind::PermissionMissing.into()));
        check_screen(&play.screen());
        table(&play.screen())
    };
    for same in ["https://outlook.office.com/", "https://outlook.office365.com/", "https://OUTLOOK.office.com/", ""] {
        let table = told(same);
        assert_eq!((cells(&row(&table, "SMTP.Send")), table.rows.len()), (["Yes", "Yes", "Yes"], 2), "{same}");
    }
    let table = told("https://graph.microsoft.com/");
    assert_eq!(cells(&row(&table, "SMTP.Send")), ["Yes", "Yes", "No"]);
    assert_eq!(cells(&row(&table, "https://graph.microsoft.com/SMTP.Send")), ["No", "No", "Yes"]);
}
