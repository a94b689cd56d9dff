//! The list in use, and the page of a saved connection: how it is, and the ways back into its set-up.

use jiff::civil::date;
use sendoff_journey::{
    ConnectionFilter, ConnectionSort, ConnectionView, ConnectionsFound, FoundConnection, FoundCounts, FoundState,
    Health, Order, Query, SecretEnd, StoredSecret,
};
use sendoff_values::{ConnectionId, Held, SecretShape};

use super::*;

/// A connection that was saved on 22 November 2026, as it is written down. Its secret ends on 21 May 2027.
fn saved(scenery: &Scenery) -> Journey {
    let mut play = ready(scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Arrived(true));
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    serde_json::from_str(&written).unwrap()
}

/// The page of that connection on a day, with its secret in the keychain or not.
fn on(scenery: &Scenery, day: jiff::civil::Date, there: bool) -> Play<'_> {
    let mut play = Play::new(scenery);
    let journey = saved(scenery);
    play.now = day.at(9, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    assert!(play.effects.contains(&Effect::LookForSecret(id())));
    play.tell(Event::SecretLooked(id(), Ok(there))).unwrap();
    play
}

fn id() -> ConnectionId {
    ID.parse().unwrap()
}

fn view(play: &Play<'_>) -> ConnectionView {
    let screen = play.screen();
    check_screen(&screen);
    let view = screen.blocks.into_iter().find_map(|block| match block {
        Block::Connection(view) => Some(view),
        _ => None,
    });
    view.expect("no page of a connection")
}

#[test]
fn the_page_says_how_it_is_and_what_that_asks_for() {
    let scenery = Scenery::new();
    for (day, there, health, panel, asks) in [
        (date(2026, 11, 25), true, Health::Healthy, "All well. Next date: 21 May 2027.", ""),
        (
            date(2026, 12, 20),
            true,
            Health::NotChecked,
            "It was last seen to work on 22 November 2026, 28 days ago.",
            "Sign in and test again",
        ),
        (
            date(2027, 5, 1),
            true,
            Health::RenewSoon,
            "The client secret expires in 20 days, on Friday 21 May 2027. When it does, TourTools stops sending.",
            "Renew secret",
        ),
        (
            date(2027, 5, 20),
            true,
            Health::RenewNow,
            "The client secret expires tomorrow, on Friday 21 May 2027. When it does, TourTools stops sending.",
            "Renew secret",
        ),
        (
            date(2027, 5, 22),
            false,
            Health::Expired,
            "The client secret expired on 21 May 2027. TourTools cannot send.",
            "Renew secret",
        ),
        (
            date(2026, 11, 25),
            false,
            Health::SecretMissing,
            "This computer does not hold the secret for this connection. It may have been saved on another computer.",
            "Add the secret",
        ),
    ] {
        let play = on(&scenery, day, there);
        let view = view(&play);
        assert_eq!((view.health, view.panel.line().as_str()), (health, panel), "{day}");
        assert_eq!(primary(&play.screen()), asks, "{day}");
    }
}

#[test]
fn the_page_tells_when_and_how_long() {
    let scenery = Scenery::new();
    let play = on(&scenery, date(2026, 12, 22), true);
    let facts = view(&play).facts;
    let line = |at: usize| (facts[at].value.line(), facts[at].caption.clone().map(|text| text.line()));
    assert_eq!(line(0), (format!("{MAILBOX} signed in"), Some("22 November 2026".to_owned())));
    assert_eq!(line(1), ("Accepted, and it arrived".to_owned(), Some("22 November 2026".to_owned())));
    assert_eq!(line(2), ("Starts 8xQ, in GNOME Keyring".to_owned(), Some("Expires 21 May 2027".to_owned())));
    assert_eq!(facts[2].meter.as_ref().unwrap().words, "30 of 180 days used");
    assert_eq!(play.screen().lead.line(), format!("{MAILBOX} sends through TourTools"));
}

#[test]
fn a_shared_screen_shows_no_address_and_no_beginning_of_a_secret() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2026, 11, 25), true);
    play.tell(Event::Said(Said::ScreenShare(true))).unwrap();
    play.press(Action::DeleteConnection);
    let text = serde_json::to_string(&play.screen()).unwrap();
    for hidden in [MAILBOX, "8xQ", CLIENT, TENANT, "– Harbour Travel –"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    play.press(Action::KeepConnection);
    play.press(Action::RenewSecret);
    let text = serde_json::to_string(&play.screen()).unwrap();
    assert!(!text.contains("8xQ") && text.contains("starts "), "{text}");
}

#[test]
fn a_secret_is_renewed_while_the_old_one_counts() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2027, 5, 1), true);
    play.press(Action::RenewSecret);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(play.step(), StepId::ClientSecret);
    let note = &notes(&screen, Tone::Info)[0];
    assert!(note.starts_with("Old secret: starts 8xQ, expires 21 May 2027."), "{note}");
    assert_eq!(mark(&screen, StepId::Tenant), Mark::Done, "everything else is as it was");

    let handle = hold(&mut play, "5hW");
    play.finish(Outcome::SecretAccepted);
    play.choose(sendoff_journey::ChoiceId::Period, "180");
    assert!(!is_remembered(&play.effects), "nothing is written down before it is saved");
    play.press(Action::Continue);
    while play.step() != StepId::SignIn {
        play.press(Action::Continue);
    }
    assert!(notes(&play.screen(), Tone::Info).iter().any(|note| note.contains("counts until this one is saved")));
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    let Some(Effect::Save { saving, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!((saving.id(), saving.credentials().secret), (&id(), handle), "over the old record");
    assert_eq!(saving.secret_ends().map(|end: SecretEnd| end.day), Some(date(2027, 10, 28)));
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    assert!(is_remembered(&play.effects));
    let screen = play.screen();
    assert_eq!(screen.name, PageName::Step(StepId::HandOver));
    let told = notes(&screen, Tone::Caution);
    assert!(told.iter().any(|note| note.contains("delete the old one, which starts 8xQ")), "{told:?}");
}

/// A secret that begins like this is pasted.
fn hold(play: &mut Play<'_>, first: &str) -> Handle {
    let handle = Handle(play.next_handle);
    play.next_handle += 1;
    let held = Held { handle, length: 40, first_three: first.to_owned(), shape: SecretShape::Usual };
    play.tell(Event::Held(FieldId::ClientSecret, held)).unwrap();
    handle
}

#[test]
fn leaving_a_renewal_leaves_the_connection_as_it_was() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2027, 5, 1), true);
    let before = view(&play);
    play.press(Action::RenewSecret);
    let handle = hold(&mut play, "5hW");
    play.press(Action::NotNow);
    play.press(Action::LeaveAnyway);
    assert!(play.effects.contains(&Effect::Forget(handle)), "{:?}", play.effects);
    assert!(!is_remembered(&play.effects));
    play.tell(Event::SecretLooked(id(), Ok(true))).unwrap();
    assert_eq!(view(&play), before);

    play.press(Action::RenewSecret);
    play.tell(Event::Said(Said::Press(Action::ToConnections))).unwrap();
    assert!(!is_remembered(&play.effects), "the same by the way of the list");
}

#[test]
fn signing_in_again_takes_the_secret_from_the_keychain() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2026, 12, 20), true);
    play.press(Action::SignInAgain);
    let stored = StoredSecret { connection: id(), field: FieldId::ClientSecret };
    assert_eq!(play.effects, [Effect::TakeSecret(stored)]);
    assert_eq!(play.tell(Event::Said(Said::Press(Action::DeleteConnection))), Err(NotNow::Busy));
    hold(&mut play, "8xQ");
    assert_eq!(play.step(), StepId::SignIn);
    play.finish(Outcome::SecretAccepted);
    play.until_saved();
    let told = notes(&play.screen(), Tone::Caution);
    assert!(!told.iter().any(|note| note.contains("delete the old one")), "it is the same secret: {told:?}");
    assert_eq!(play.assistant.journey().unwrap().secret_ends(), Some(date(2027, 5, 21)), "and ends as before");
}

#[test]
fn a_keychain_that_does_not_give_the_secret_is_explained_on_the_page() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2026, 12, 20), true);
    play.press(Action::SignInAgain);
    play.tell(Event::SecretNotTaken(Kind::KeychainLocked.into())).unwrap();
    assert!(notes(&play.screen(), Tone::Caution)[0].starts_with("Unlock GNOME Keyring"));
    play.tell(Event::SecretLooked(id(), Err(Kind::KeychainLocked.into()))).unwrap();
    play.press(Action::LookAgain);
    assert_eq!(play.effects, [Effect::LookForSecret(id())]);
}

#[test]
fn deleting_asks_first_and_can_be_undone() {
    let scenery = Scenery::new();
    let mut play = on(&scenery, date(2026, 11, 25), true);
    play.press(Action::DeleteConnection);
    let dialog = play.screen().dialog.unwrap();
    assert_eq!(dialog.title.line(), "Delete the connection for Harbour Travel?");
    assert!(dialog.text.line().starts_with("Its secret is removed from GNOME Keyring."));
    play.press(Action::KeepConnection);
    assert_eq!(play.tell(Event::Said(Said::Press(Action::DeleteForGood))), Err(NotNow::NotHere), "nobody was asked");
    play.press(Action::DeleteConnection);
    play.press(Action::DeleteForGood);
    assert_eq!(play.effects, [Effect::Delete(id())]);

    let mut refused = play.clone();
    refused.tell(Event::NotDeleted(id(), Kind::KeychainLocked.into())).unwrap();
    assert!(notes(&refused.screen(), Tone::Caution)[0].starts_with("Unlock GNOME Keyring"));
    refused.press(Action::DeleteConnection);

    play.tell(Event::Deleted { id: id(), organisation: "Harbour Travel".to_owned() }).unwrap();
    assert_eq!(play.screen().name, PageName::Connections);
    assert_eq!(play.screen().toast.unwrap().text.line(), "The connection for Harbour Travel was deleted.");
    let mut over = play.clone();
    over.tell(Event::UndoOver(id())).unwrap();
    assert_eq!(over.screen().toast, None);

    play.press(Action::Undo);
    assert_eq!(play.effects, [Effect::UndoDelete(id())]);
    let mut failed = play.clone();
    failed.tell(Event::NotRestored(id(), Kind::KeychainLocked.into())).unwrap();
    assert!(failed.screen().toast.unwrap().action.is_some(), "it can be tried again");
    play.tell(Event::Restored(id())).unwrap();
    assert_eq!(play.screen().toast, None);
    let Some(Effect::QueryConnections(query)) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!(query.around, Some(id()), "it is shown among the others");
}

/// What the list asked last.
fn asked(play: &Play<'_>) -> Query {
    let asked = play.effects.iter().find_map(|effect| match effect {
        Effect::QueryConnections(query) => Some(query.clone()),
        _ => None,
    });
    asked.expect("the list asks nothing")
}

fn found(query: Query) -> ConnectionsFound {
    let row = |organisation: &str, state| FoundConnection {
        id: id(),
        organisation: organisation.to_owned(),
        mailbox: "office@zoe.example".to_owned(),
        recipe: "tourtools".to_owned(),
        application: "TourTools".to_owned(),
        state,
    };
    let checked_at = Some("2026-11-20T08:00:00Z".parse().unwrap());
    let ends = |day| FoundState::Saved { checked_at, secret_ends: Some(day) };
    ConnectionsFound {
        query,
        rows: vec![
            row("Zoë’s Café", ends(date(2026, 11, 2))),
            row("Old Mill", ends(date(2026, 11, 22))),
            row("Harbour Travel", ends(date(2026, 12, 12))),
            row(
                "Brook Dental",
                FoundState::Unfinished { step: StepId::ClientSecret, at: stage::start(), waiting: None },
            ),
        ],
        from: 0,
        total: 214,
        matching: 4,
        attention: 3,
        found: FoundCounts { all: 4, attention: 3, unfinished: 1 },
        next: Some((date(2026, 11, 22), "Old Mill".to_owned())),
        mishaps: Vec::new(),
    }
}

fn list(play: &Play<'_>) -> sendoff_journey::Connections {
    let screen = play.screen();
    check_screen(&screen);
    let list = screen.blocks.into_iter().find_map(|block| match block {
        Block::Connections(list) => Some(list),
        _ => None,
    });
    list.expect("no list")
}

/// The list with an answer to what it asked.
fn listed(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.effects = play.assistant.begin(play.now, &scenery.world());
    let query = asked(&play);
    play.tell(Event::Connections(found(query))).unwrap();
    play
}

#[test]
fn the_list_says_what_needs_somebody_and_why() {
    let scenery = Scenery::new();
    let play = listed(&scenery);
    assert_eq!(play.screen().lead.line(), "3 need attention. Next renewal: 22 November 2026, Old Mill.");
    let list = list(&play);
    let told: Vec<(&str, Option<&str>)> =
        list.rows.iter().map(|row| (row.health_words.as_str(), row.health_line.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("Expired", Some("Secret expired 20 days ago")),
            ("Renew by 22 November 2026", Some("Expires today")),
            ("Renew by 12 December 2026", Some("20 days left")),
            ("Unfinished", Some("Stopped at step 5, Client secret, 10:41")),
        ]
    );
    assert_eq!(
        list.filters.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(),
        ["All 4", "Attention 3", "Unfinished 1"]
    );
    assert_eq!((list.count.as_str(), list.order.as_str()), ("4 of 214 connections", "most urgent first"));
}

#[test]
fn searching_keeps_the_filter_and_marks_what_was_found() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    play.tell(Event::Said(Said::Filtered(ConnectionFilter::Attention))).unwrap();
    play.tell(Event::Said(Said::Searched { text: "zoe CAFE".to_owned() })).unwrap();
    let query = asked(&play);
    assert_eq!((query.show, query.text.as_str(), query.from), (ConnectionFilter::Attention, "zoe CAFE", 0));
    play.tell(Event::Connections(found(query))).unwrap();
    let row = list(&play).rows.remove(0);
    let marked: Vec<(&str, bool)> = row.organisation.iter().map(|piece| (piece.text.as_str(), piece.hit)).collect();
    assert_eq!(marked, [("Zoë", true), ("’s ", false), ("Café", true)]);
    assert!(row.mailbox.iter().any(|piece| piece.hit && piece.text == "zoe"));
    play.tell(Event::Said(Said::ScreenShare(true))).unwrap();
    assert_eq!(list(&play).rows[0].mailbox.len(), 1, "a hidden address shows no part of itself");
}

#[test]
fn the_head_of_a_column_sorts_and_turns_round() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    let order = |play: &Play<'_>, sort| list(play).columns.iter().find(|column| column.sort == sort).unwrap().order;
    assert_eq!(order(&play, ConnectionSort::Need), Some(Order::Ascending));
    for (backwards, told) in [(false, Order::Ascending), (true, Order::Descending), (false, Order::Ascending)] {
        play.tell(Event::Said(Said::Sorted(ConnectionSort::NextDate))).unwrap();
        assert_eq!((asked(&play).sort, asked(&play).backwards), (ConnectionSort::NextDate, backwards));
        assert_eq!(order(&play, ConnectionSort::NextDate), Some(told));
        assert_eq!(order(&play, ConnectionSort::Need), None);
    }
}

#[test]
fn an_answer_to_an_earlier_question_is_late() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    play.tell(Event::Said(Said::Searched { text: "z".to_owned() })).unwrap();
    let early = asked(&play);
    play.tell(Event::Said(Said::Searched { text: "zo".to_owned() })).unwrap();
    assert_eq!(play.tell(Event::Connections(found(early))), Err(NotNow::Late));
    play.tell(Event::Said(Said::Listed { from: 60 })).unwrap();
    assert_eq!(asked(&play).from, 60);
    play.tell(Event::Said(Said::Listed { from: 60 })).unwrap();
    assert!(play.effects.is_empty(), "the same part is not asked for twice");
}

#[test]
fn coming_back_shows_the_list_as_it_was_around_the_one_that_was_left() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    play.tell(Event::Said(Said::Filtered(ConnectionFilter::Attention))).unwrap();
    play.tell(Event::Loaded(Box::new(saved(&scenery)))).unwrap();
    play.press(Action::ToConnections);
    let query = asked(&play);
    assert_eq!((query.show, query.around.clone()), (ConnectionFilter::Attention, Some(id())));
    play.tell(Event::Connections(found(query))).unwrap();
    assert!(list(&play).rows[0].returned);
    play.tell(Event::Said(Said::Searched { text: "z".to_owned() })).unwrap();
    let query = asked(&play);
    play.tell(Event::Connections(found(query))).unwrap();
    assert!(!list(&play).rows[0].returned, "for a moment only");
}

#[test]
fn nothing_found_says_so_and_shows_all_again() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    play.tell(Event::Said(Said::Searched { text: "harbor".to_owned() })).unwrap();
    let none = ConnectionsFound { rows: Vec::new(), matching: 0, ..found(asked(&play)) };
    play.tell(Event::Connections(none)).unwrap();
    assert_eq!(list(&play).nothing.unwrap().line(), "Nothing matches ‘harbor’.");
    let version = list(&play).version;
    play.press(Action::ClearSearch);
    assert_eq!(asked(&play).text, "");
    assert!(list(&play).version > version, "the window empties its field");
}

#[test]
fn a_list_that_cannot_be_read_is_explained_and_tried_again() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.effects = play.assistant.begin(play.now, &scenery.world());
    let problem = Problem::new(Kind::FolderMissing).with(ValueName::Path, "/home/anna/.local/share/sendoff");
    play.tell(Event::ConnectionsNotRead(problem)).unwrap();
    let screen = play.screen();
    check_screen(&screen);
    let shown = screen.problem.unwrap();
    assert_eq!(shown.title.line(), "The list of connections could not be opened");
    assert!(shown.why.line().starts_with("Nothing was changed. "));
    assert_eq!(play.tell(Event::Said(Said::Press(Action::NewSetUp))), Err(NotNow::NotHere));
    play.press(Action::OpenFolder);
    assert_eq!(play.effects, [Effect::OpenFolder]);
    play.press(Action::ReadListAgain);
    let Some(Effect::ReadListAgain(query)) = play.effects.first().cloned() else { panic!("{:?}", play.effects) };
    play.tell(Event::Connections(found(query))).unwrap();
    assert_eq!(list(&play).rows.len(), 4);
}

#[test]
fn without_a_network_the_list_and_the_live_pages_say_so() {
    let scenery = Scenery::new();
    let mut play = listed(&scenery);
    play.tell(Event::Said(Said::Online(false))).unwrap();
    assert!(play.screen().banner.unwrap().text.line().starts_with("This computer seems to be offline."));
    let mut ready = ready(&scenery);
    ready.tell(Event::Said(Said::Online(false))).unwrap();
    assert_eq!(notes(&ready.screen(), Tone::Caution)[0], "You are offline, as it seems. This page needs the network.");
    ready.tell(Event::Said(Said::Online(true))).unwrap();
    assert!(notes(&ready.screen(), Tone::Caution).is_empty());
    ready.press(Action::OpenBrowser);
}
