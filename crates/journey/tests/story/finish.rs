//! From the test message to the sheet, and back again.

use super::*;

#[test]
fn test_messages_are_held_back() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    assert_eq!(play.tell(Event::Said(Said::Press(Action::SendTest))), Err(NotNow::TooSoon));
    let again = stage::buttons(&play.screen()).into_iter().find(|button| button.action == Action::SendTest).unwrap();
    assert!(again.enabled_at.is_some_and(|at| at > play.now));
    assert_eq!(again.wait_label.as_deref(), Some("Send again in {seconds} s"));
    for _ in 0..2 {
        play.pass(10);
        play.press(Action::SendTest);
        play.finish(Outcome::Tested(sent()));
    }
    play.pass(12);
    assert_eq!(play.tell(Event::Said(Said::Press(Action::SendTest))), Err(NotNow::TooSoon), "three a minute");
    play.pass(40);
    play.press(Action::SendTest);
}

#[test]
fn a_changed_value_takes_the_proof_away_and_comes_back_to_the_summary() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Change(StepId::Tenant));
    assert_eq!(notes(&play.screen(), Tone::Caution), ["Changing a value that was proved means testing again."]);
    let mut untouched = play.clone();
    untouched.press(Action::Continue);
    assert_eq!(untouched.step(), StepId::Save, "nothing was changed");
    play.typed(FieldId::ClientId, "aaaaaaaa-0b8e-4d0e-9a61-2f8c51d7b0aa");
    assert!(play.effects.contains(&Effect::Forget(Handle(900))), "the access belongs to the old value");
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::SignIn);
    assert_eq!(play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Save)))), Err(NotNow::Gated));
}

#[test]
fn fields_of_several_panes_say_which_and_are_told_apart_when_copied() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up_with("shopctrl", &[("host", "shop.harbour.example")]);
    play.prepare();
    play.until_saved();
    let rows = rows(&play.screen()).rows;
    let ids: Vec<_> = rows.iter().filter(|row| row.label == "Client ID").collect();
    let groups: Vec<_> = ids.iter().map(|row| row.group.as_deref()).collect();
    assert_eq!(groups, [Some("Sending email"), Some("Receiving email")]);
    let names: Vec<_> = ids.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Copy Sending email: Client ID", "Copy Receiving email: Client ID"]);
}

/// SalesPad's list of accounts, set up for this user.
fn salespad<'a>(scenery: &'a Scenery, user: &str) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("salespad", &[("module", "smtp-setup"), ("user", user)]);
    play.prepare();
    play
}

#[test]
fn the_table_has_the_applications_own_columns_and_no_secret() {
    let scenery = Scenery::new();
    let mut play = salespad(&scenery, "sa");
    assert_eq!(play.tell(Event::Said(Said::Press(Action::SaveTable))), Err(NotNow::NotHere), "nothing is saved yet");
    play.until_saved();
    play.press(Action::SaveTable);
    let Some(Effect::WriteTable { table, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!((table.recipe.as_str(), table.organisation.as_str()), ("salespad", "Harbour Travel"));
    assert_eq!(table.file_name, "harbour-travel-salespad");
    let lines = table.line.columns.iter().map(String::as_str).zip(table.line.cells.iter().map(String::as_str));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            ("Email Server ID", ""),
            ("OAuth Service Provider", "Microsoft"),
            ("Email Server Hostname or IP Address", "smtp.office365.com"),
            ("SMTP User", MAILBOX),
            ("SMTP Password", ""),
            ("SMTP Port", "587"),
            ("Business Object", "SystemUser"),
            ("Column Name", "User_Name"),
            ("Column Value", "sa"),
            ("Enable SMTP over SSI or TLS", "True"),
            ("SSL/TLS Startup Method", "Auto"),
        ]
    );
    play.finish(Outcome::TableWritten { path: "/home/anna/harbour-travel-salespad.csv".to_owned() });
    let screen = play.screen();
    check_screen(&screen);
    assert!(screen.toast.is_some_and(|toast| toast.text.line().contains("harbour-travel-salespad.csv")));
    assert!(stage::buttons(&play.screen()).iter().any(|button| button.label == "Save the table again"));
}

#[test]
fn the_mailbox_can_be_changed_from_the_summary() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Change(StepId::Mailbox));
    play.typed(FieldId::Mailbox, "sales@harbour.example");
    play.press(Action::Continue);
    assert_eq!(play.step(), StepId::SignIn, "the test was for the other mailbox");
    assert_eq!(play.assistant.journey().unwrap().about().mailbox.as_str(), "sales@harbour.example");
}

#[test]
fn a_test_older_than_a_day_is_not_saved_on() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.pass(25 * 3600);
    assert_eq!(primary(&play.screen()), "Test again");
    assert_eq!(play.tell(Event::Said(Said::Press(Action::Save))), Err(NotNow::NotHere));
}

#[test]
fn a_locked_keychain_is_explained_and_the_test_stays_passed() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.sign_in();
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.fail(Kind::KeychainLocked);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(screen.problem.unwrap().title.line(), "Unlock GNOME Keyring and try again");
    play.press(Action::Retry);
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
}

#[test]
fn leaving_and_coming_back_keeps_everything_but_the_secret() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    assert!(!written.contains("8xQ"), "{written}");
    play.tell(Event::Said(Said::Press(Action::ToConnections))).unwrap();
    play.press(Action::LeaveAnyway);
    assert!(play.effects.contains(&Effect::Forget(Handle(1))) && is_remembered(&play.effects));
    assert_eq!(play.screen().name, PageName::Connections);

    let journey: Journey = serde_json::from_str(&written).unwrap();
    play.tell(Event::Said(Said::Press(Action::OpenConnection(ID.parse().unwrap())))).unwrap();
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(play.step(), StepId::SignIn, "at the same step");
    assert!(notes(&screen, Tone::Gone)[0].contains("was not kept"), "{:?}", screen.notes);
    assert_eq!(primary(&screen), "Go to step 5, Client secret");
    assert_eq!(mark(&screen, StepId::RedirectUri), Mark::Done);
    play.press(Action::GoTo(StepId::ClientSecret));
    check_screen(&play.screen());
    play.press(Action::Continue);
    let status = play.screen().blocks.iter().find_map(|block| match block {
        Block::SecretField(field) => field.status.clone(),
        _ => None,
    });
    assert!(status.unwrap().text.line().starts_with("The Value was not kept"));
    play.hold_secret();
    assert!(notes(&play.screen(), Tone::Gone).is_empty());
    assert!(matches!(play.effects[0], Effect::CheckSecret { .. }), "{:?}", play.effects);
}

#[test]
fn a_saved_connection_comes_back_to_its_hand_over() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    play.press(Action::Done);
    play.tell(Event::Loaded(Box::new(serde_json::from_str(&written).unwrap()))).unwrap();
    assert_eq!(play.screen().name, PageName::Connection);
    play.press(Action::OpenHandOver);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(screen.name, PageName::Step(StepId::HandOver));
    let secret = rows(&screen).rows.into_iter().find(|row| row.secret).unwrap();
    assert_eq!(secret.value, "•••••••••••• starts 8xQ");
    play.tell(Event::Said(Said::Copy(secret.id.clone()))).unwrap();
    let stored = sendoff_journey::StoredSecret { connection: ID.parse().unwrap(), field: FieldId::ClientSecret };
    let [Effect::CopySecret(_, source)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    assert_eq!(*source, SecretSource::Stored(stored));
}

#[test]
fn rows_are_copied_in_order_and_compared_to_the_letter() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.until_saved();
    assert!(rows(&play.screen()).rows[0].choose, "what is chosen there is not copied");
    play.tell(Event::Said(Said::CopyNext)).unwrap();
    let [Effect::CopyRow(first, text)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    let first = *first;
    assert_eq!(text, CLIENT);
    assert_eq!(rows(&play.screen()).copied.as_deref(), Some("Copied 0 of 6"), "nothing is on the clipboard yet");
    play.tell(Event::Said(Said::CopyNext)).unwrap();
    assert_eq!(play.effects, [], "it is being copied, and nothing comes after it before it was");
    play.tell(Event::Copied(first)).unwrap();
    play.tell(Event::Said(Said::CopyNext)).unwrap();
    let [Effect::CopySecret(second, _)] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    let second = *second;
    play.tell(Event::SecretCopied(second, play.now)).unwrap();
    assert_eq!(rows(&play.screen()).copied.as_deref(), Some("Copied 2 of 6"));
    let row = RowId("field-3".to_owned());
    play.tell(Event::Said(Said::PastedBack { row: row.clone(), text: "http://tourtools.com/auth".to_owned() }))
        .unwrap();
    let Some(Effect::Compare { expected, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    assert_eq!(expected, "https://www.tourtools.com/auth/");
    let comparison = sendoff_journey::Comparison {
        runs: Vec::new(),
        causes: vec![sendoff_journey::DifferenceCause::HttpForHttps, sendoff_journey::DifferenceCause::WwwMissing],
    };
    play.tell(Event::Compared { row, comparison }).unwrap();
    let exact = play.screen().blocks.into_iter().find_map(|block| match block {
        Block::ExactMatch(exact) => Some(exact),
        _ => None,
    });
    let exact = exact.unwrap().rows.remove(0);
    assert_eq!(exact.status.unwrap().text.line(), "2 differences");
    assert_eq!(exact.differences[1].line(), "The www. is missing.");
}

#[test]
fn the_other_redirect_address_is_warned_about() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.press(Action::NewSetUp);
    play.typed(FieldId::Mailbox, MAILBOX);
    play.typed(FieldId::Organisation, "Harbour Travel");
    play.press(Action::Continue);
    play.choose(sendoff_journey::ChoiceId::Application, "tourtools");
    play.choose(sendoff_journey::ChoiceId::Question("redirect-address".to_owned()), "typed");
    check_screen(&play.screen());
    play.press(Action::Continue);
    check_screen(&play.screen());
    play.press(Action::Continue);
    play.tell(Event::NewId(ID.parse().unwrap())).unwrap();
    play.prepare();
    play.until_saved();
    let cautions = notes(&play.screen(), Tone::Caution);
    assert!(cautions[0].contains("http://tourtools.com/auth"), "{cautions:?}");
    assert!(cautions[0].contains("https://www.tourtools.com/auth/"));
}

#[test]
fn a_date_that_can_be_read_two_ways_is_asked_about() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    play.begin_set_up();
    while play.step() != StepId::ClientSecret {
        match play.step() {
            StepId::Tenant => play.paste(StepId::Tenant, &stage::overview()),
            step => play.tick(step),
        }
        play.press(Action::Continue);
    }
    play.paste(StepId::ClientSecret, "Description\tExpires\tValue\tSecret ID\nTourTools mail\t4/3/2027\t8xQ8Q~abcdefghijklmnopqrstuvwxyz0123456\t0f0e0d0c-1111-4222-8333-444455556666");
    let screen = play.screen();
    check_screen(&screen);
    let choice = screen.blocks.iter().find_map(|block| match block {
        Block::Choice(choice) if choice.id == sendoff_journey::ChoiceId::WhichDay => Some(choice.clone()),
        _ => None,
    });
    let labels: Vec<String> = choice.unwrap().options.iter().map(|option| option.label.line()).collect();
    assert!(labels.contains(&"4 March 2027".to_owned()) && labels.contains(&"3 April 2027".to_owned()), "{labels:?}");
    play.choose(sendoff_journey::ChoiceId::WhichDay, "2027-03-04");
    assert_eq!(play.assistant.journey().unwrap().secret_ends(), Some(jiff::civil::date(2027, 3, 4)));
    let day = play.screen().blocks.iter().find_map(|block| match block {
        Block::DayField(DayField { day, .. }) => *day,
        _ => None,
    });
    assert_eq!(day, Some(jiff::civil::date(2027, 3, 4)));
}

#[test]
fn sharing_the_screen_hides_what_must_not_be_seen() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.tell(Event::Said(Said::ScreenShare(true))).unwrap();
    for step in [StepId::Tenant, StepId::ClientSecret, StepId::Mailbox, StepId::SignIn] {
        let _ = play.tell(Event::Said(Said::Press(Action::GoTo(step))));
        let screen = play.screen();
        check_screen(&screen);
        let text = serde_json::to_string(&screen).unwrap();
        for hidden in [CLIENT, TENANT, MAILBOX, "8xQ", "– Harbour Travel –"] {
            assert!(!text.contains(hidden), "{step:?} shows {hidden}");
        }
    }
    play.tell(Event::Said(Said::ScreenShare(false))).unwrap();
    assert!(serde_json::to_string(&play.screen()).unwrap().contains(MAILBOX));
}

#[test]
fn a_late_result_changes_nothing() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let operation = play.begun();
    play.press(Action::Stop);
    let before = play.assistant.clone();
    let late = Outcome::SignedIn(play.signed_in(MAILBOX));
    let refused = play.tell(Event::Finished { operation, outcome: Box::new(late) });
    assert_eq!(refused, Err(NotNow::Late));
    assert_eq!(play.assistant, before);
    assert_eq!(play.screen().problem.unwrap().title.line(), "You stopped it");
}

#[test]
fn the_note_for_the_administrator_has_what_they_need_and_no_secret() {
    let scenery = Scenery::new();
    let mut play = ready(&scenery);
    play.press(Action::OpenBrowser);
    let details = Details {
        code: Some("AADSTS90094".to_owned()),
        at: Some(play.now),
        correlation_id: Some("0c0ffee0-1111-4222-8333-444455556666".to_owned()),
        ..Details::default()
    };
    play.fail(Problem::new(Kind::ApprovalNeeded).with_details(details));
    assert_eq!(primary(&play.screen()), "Copy a note for the administrator");
    play.press(Action::CopyAdministratorNote);
    let Some(Effect::CopyText(note)) = play.effects.first() else { panic!() };
    for part in ["Harbour Travel", MAILBOX, "Grant admin consent", CLIENT, "AADSTS90094", "0c0ffee0-1111"] {
        assert!(note.contains(part), "{part} is missing in:\n{note}");
    }
    assert!(!note.contains("8xQ"));
}

#[test]
fn the_note_asks_for_what_mends_and_not_for_an_approval_that_would_not() {
    for (kind, asked) in [
        (Kind::PolicyStopped, "Conditional Access"),
        (Kind::NotAssigned, "Users and groups"),
        (Kind::AccountDisabled, "Block sign-in"),
    ] {
        let scenery = Scenery::new();
        let mut play = ready(&scenery);
        play.press(Action::OpenBrowser);
        play.fail(Problem::new(kind));
        play.press(Action::CopyAdministratorNote);
        let Some(Effect::CopyText(note)) = play.effects.first() else { panic!("{kind:?}") };
        assert!(note.contains(asked) && !note.contains("Grant admin consent"), "{note}");
    }
}

#[test]
fn what_was_left_out_is_not_among_the_changes_of_the_sheet() {
    for (ticked, changes) in [(false, 3), (true, 4)] {
        let scenery = Scenery::new();
        let mut play = ready(&scenery);
        if !ticked {
            play.tell(Event::Said(Said::Press(Action::GoTo(StepId::ExposeApi)))).unwrap();
            let tick = sendoff_journey::TickId::Step(StepId::ExposeApi);
            play.tell(Event::Said(Said::Ticked { tick, on: false })).unwrap();
            play.tell(Event::Said(Said::Press(Action::GoTo(StepId::SignIn)))).unwrap();
        }
        play.until_saved();
        play.press(Action::SaveSheet);
        let Some(Effect::WriteSheet { sheet, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
        assert_eq!(sheet.changes.len(), changes);
    }
}
