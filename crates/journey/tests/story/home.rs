//! Where the mailbox is: found from the mail records of its domain, it suggests what fits, answers what it can, and forbids nothing.

use sendoff_journey::{ChoiceOption, Status};
use sendoff_values::{HostName, OperationNumber};

use super::*;

const WORKSPACE: &[&str] = &["aspmx.l.google.com", "alt1.aspmx.l.google.com"];
const MICROSOFT: &[&str] = &["harbour-example.mail.protection.outlook.com"];

/// The domain whose records are asked for, and the number of the question.
fn asked(play: &Play<'_>) -> Option<(OperationNumber, String)> {
    play.effects.iter().find_map(|effect| match effect {
        Effect::FindExchanges { operation, domain } => Some((*operation, domain.to_string())),
        _ => None,
    })
}

/// The mailbox is typed, and its records are these.
fn typed<'a>(scenery: &'a Scenery, mailbox: &str, exchanges: &[&str]) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, mailbox);
    let (operation, _) = asked(&play).expect("the records are asked for");
    play.finish_of(operation, Outcome::ExchangesFound(hosts(exchanges)));
    play
}

fn hosts(names: &[&str]) -> Vec<HostName> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// On to the applications.
fn at_applications(mut play: Play<'_>) -> Play<'_> {
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    check_screen(&play.screen());
    play
}

/// What stands under the mailbox.
fn under_mailbox(play: &Play<'_>) -> Option<(StatusTone, String)> {
    let blocks = play.screen().blocks;
    let fields =
        blocks.into_iter().filter_map(|block| if let Block::Field(field) = block { Some(field) } else { None });
    let status = fields.take(1).find_map(|field| field.status)?;
    Some((status.tone, status.text.line()))
}

fn choice(play: &Play<'_>, id: &ChoiceId) -> sendoff_journey::Choice {
    let found = play.screen().blocks.into_iter().find_map(|block| match block {
        Block::Choice(choice) if choice.id == *id => Some(choice),
        _ => None,
    });
    found.expect("it can be chosen")
}

fn account(play: &Play<'_>) -> (Option<String>, Option<Status>) {
    let choice = choice(play, &ChoiceId::Question("account".to_owned()));
    (choice.chosen, choice.status)
}

fn status_of_application(play: &Play<'_>) -> Option<Status> {
    choice(play, &ChoiceId::Application).status
}

fn applications(play: &Play<'_>) -> Vec<String> {
    let options = choice(play, &ChoiceId::Application).options;
    options.into_iter().map(|ChoiceOption { id, .. }| id).collect()
}

#[test]
fn where_the_mail_is_stands_under_the_address() {
    let scenery = Scenery::new();
    let play = typed(&scenery, MAILBOX, WORKSPACE);
    assert_eq!(
        under_mailbox(&play),
        Some((StatusTone::Found, "Found – the mail of harbour.example is at Google".to_owned()))
    );
    check_screen(&play.screen());
    let mut play = typed(&scenery, MAILBOX, MICROSOFT);
    assert!(under_mailbox(&play).unwrap().1.ends_with("is at Microsoft 365"));
    let directory = OperationNumber(asked(&replayed(&scenery)).unwrap().0.0 - 1);
    play.finish_of(directory, Outcome::DirectoryFound { tenant: tenant() });
    assert!(under_mailbox(&play).unwrap().1.ends_with("and its directory is known"), "{:?}", under_mailbox(&play));
}

fn replayed(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, MAILBOX);
    play
}

/// Nobody knows, or the records say nothing that is known here: then nothing is said, and the directory is told of as ever.
#[test]
fn what_is_not_known_is_not_spoken_of() {
    let scenery = Scenery::new();
    for exchanges in [&[][..], &["mx.harbour.example"], &["mx1.filter.example", "mx2.filter.example"]] {
        let play = typed(&scenery, MAILBOX, exchanges);
        assert_eq!(under_mailbox(&play).unwrap().0, StatusTone::Busy, "the directory is still looked up");
        let mut play = at_applications(play);
        let offered: Vec<String> = scenery.recipes.recipes().iter().map(sendoff_recipes::Recipe::key).collect();
        assert_eq!(applications(&play), offered, "{exchanges:?}");
        for recipe in ["tourtools", "tourtools-gmail"] {
            play.choose(ChoiceId::Application, recipe);
            assert_eq!(status_of_application(&play), None, "{recipe}");
        }
        assert_eq!(account(&play), (Some("workspace".to_owned()), None));
    }
}

#[test]
fn a_domain_is_asked_for_once_and_googles_own_never() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, "office@Harbour.example");
    let (first, domain) = asked(&play).unwrap();
    assert_eq!(domain, "harbour.example");
    play.typed(FieldId::Mailbox, "anna@harbour.example");
    assert_eq!(asked(&play), None, "it is the same domain");
    play.typed(FieldId::Mailbox, "anna@gmail.com");
    assert!(play.effects.contains(&Effect::Cancel(first)));
    assert_eq!(asked(&play), None, "gmail.com answers for itself");
    assert_eq!(under_mailbox(&play).unwrap().1, "Found – an address at gmail.com is a private Google account");
    let late = Event::Finished { operation: first, outcome: Box::new(Outcome::ExchangesFound(hosts(MICROSOFT))) };
    assert_eq!(play.tell(late), Err(NotNow::Late));
    let mut play = at_applications(play);
    play.choose(ChoiceId::Application, "google-gmail");
    let (chosen, status) = account(&play);
    assert_eq!(chosen.as_deref(), Some("gmail"));
    assert!(status.unwrap().text.line().contains("known from the address"));
}

#[test]
fn what_fits_stands_first_and_whose_mailbox_it_is_needs_no_answer() {
    let scenery = Scenery::new();
    let mut play = at_applications(typed(&scenery, MAILBOX, WORKSPACE));
    let order = applications(&play);
    assert_eq!(order.len(), scenery.recipes.recipes().len());
    let first: Vec<&str> = order.iter().map(String::as_str).take(2).collect();
    assert_eq!(first, ["tourtools-gmail", "salespad-gmail"]);
    play.choose(ChoiceId::Application, "tourtools-gmail");
    assert_eq!(status_of_application(&play), None, "it fits");
    let (chosen, status) = account(&play);
    assert_eq!(chosen.as_deref(), Some("workspace"));
    let status = status.unwrap();
    assert_eq!(
        (status.tone, status.text.line().contains("the mail records of harbour.example")),
        (StatusTone::Found, true)
    );
    // The person knows better, and is told what speaks against it.
    play.choose(ChoiceId::Question("account".to_owned()), "gmail");
    let (chosen, status) = account(&play);
    assert_eq!((chosen.as_deref(), status.unwrap().tone), (Some("gmail"), StatusTone::Caution));
    check_screen(&play.screen());
}

/// The mailbox of a private account under another domain, as its records say: the answer follows, unless the person gave it.
#[test]
fn an_answer_follows_the_records_until_the_person_gives_one() {
    let scenery = Scenery::new();
    let mut play = replayed(&scenery);
    let (operation, _) = asked(&play).unwrap();
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    play.choose(ChoiceId::Application, "google-gmail");
    assert_eq!(account(&play), (Some("workspace".to_owned()), None));
    let order = applications(&play);
    let mut own = play.clone();
    play.finish_of(operation, Outcome::ExchangesFound(hosts(&["gmail-smtp-in.l.google.com"])));
    assert_eq!(account(&play).0.as_deref(), Some("gmail"));
    assert_eq!(applications(&play), order, "nothing moves under a hand");

    own.choose(ChoiceId::Question("account".to_owned()), "workspace");
    own.finish_of(operation, Outcome::ExchangesFound(hosts(&["gmail-smtp-in.l.google.com"])));
    let (chosen, status) = account(&own);
    assert_eq!((chosen.as_deref(), status.unwrap().tone), (Some("workspace"), StatusTone::Caution));
}

#[test]
fn an_application_for_another_provider_is_pointed_out_with_the_way_to_the_right_one() {
    let scenery = Scenery::new();
    for (exchanges, wrong, right) in [
        (WORKSPACE, "tourtools", "tourtools-gmail"),
        (WORKSPACE, "salespad", "salespad-gmail"),
        (WORKSPACE, "microsoft-graph", "google-gmail"),
        (MICROSOFT, "tourtools-gmail", "tourtools"),
        (MICROSOFT, "google-smtp", "microsoft-smtp"),
    ] {
        let mut play = at_applications(typed(&scenery, MAILBOX, exchanges));
        play.choose(ChoiceId::Application, wrong);
        let status = status_of_application(&play).expect("a caution");
        assert_eq!(status.tone, StatusTone::Caution);
        check_screen(&play.screen());
        play.press(Action::SwitchProvider);
        assert_eq!(choice(&play, &ChoiceId::Application).chosen.as_deref(), Some(right));
        assert_eq!(status_of_application(&play), None, "{right} fits");
    }
}

/// Mail may be passed on: whoever goes on is not stopped, and where no such recipe is there is no button.
#[test]
fn nothing_is_forbidden() {
    let scenery = Scenery::new();
    let mut play = at_applications(typed(&scenery, MAILBOX, WORKSPACE));
    play.choose(ChoiceId::Application, "shopctrl");
    let status = status_of_application(&play).expect("a caution");
    assert_eq!(status.action, None);
    assert!(matches!(play.tell(Event::Said(Said::Press(Action::SwitchProvider))), Err(NotNow::NotHere)));
    play.choose(ChoiceId::Application, "discovered-smtp");
    assert_eq!(status_of_application(&play), None, "a provider that is named may be anybody");
    play.choose_and_begin("tourtools", &[]);
    assert!(play.assistant.journey().is_some());
}

/// With the set-up, as the directory is; and both are forgotten with the domain.
#[test]
fn where_the_mail_is_is_remembered() {
    let scenery = Scenery::new();
    let mut play = at_applications(typed(&scenery, MAILBOX, WORKSPACE));
    play.choose_and_begin("google-gmail", &[]);
    let journey = play.assistant.journey().unwrap();
    let home = journey.about().home.clone().expect("it is remembered");
    assert_eq!(home.is, sendoff_recipes::MailHome::GoogleWorkspace);
    let text = serde_json::to_string(journey).unwrap();
    let read: Journey = serde_json::from_str(&text).unwrap();
    assert_eq!(read.about().home, Some(home));
    // One that an earlier version wrote down knows nothing of it.
    let mut earlier: serde_json::Value = serde_json::from_str(&text).unwrap();
    earlier["about"].as_object_mut().unwrap().remove("home");
    let read: Journey = serde_json::from_value(earlier).unwrap();
    assert_eq!(read.about().home, None);
}
