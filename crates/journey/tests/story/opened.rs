//! A recipe from a file: shown whole, accepted or not, used, changed, forgotten (security.md M-16).

use sendoff_journey::{
    ConnectionsFound, DialogName, FoundConnection, FoundState, Quoted, RecipeEffect, RecipeEvent, RecipePress,
};
use sendoff_recipes::{Checkup, OpenedRecipe};

use super::*;
use crate::stage::buttons;

const PAGE: &str = include_str!("../../../../docs/recipes.md");

/// The example of docs/recipes.md.
fn example() -> String {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// As the engine reads a file.
fn read(scenery: &Scenery, text: &str) -> Result<OpenedRecipe, Checkup> {
    scenery.recipes.open("/home/anna/harbour-desk.toml", text.as_bytes())
}

fn come_in(play: &mut Play<'_>, text: &str) {
    let event = match read(play.scenery, text) {
        Ok(opened) => RecipeEvent::Read(Box::new(opened)),
        Err(checkup) => RecipeEvent::Wrong(Box::new(checkup)),
    };
    play.tell(Event::Recipe(event)).unwrap();
    check_screen(&play.screen());
}

/// On the page that asks for the application.
fn at_application(scenery: &Scenery) -> Play<'_> {
    let mut play = Play::new(scenery);
    play.reach_application();
    play
}

/// A world in which this text was accepted.
fn accepted(text: &str) -> Scenery {
    let mut scenery = Scenery::new();
    let opened = read(&scenery, text).unwrap();
    scenery.recipes.accept(opened);
    scenery
}

fn key(scenery: &Scenery) -> String {
    scenery.recipes.opened().next().unwrap().recipe.key()
}

fn all_text(screen: &Screen) -> String {
    serde_json::to_string(screen).unwrap()
}

/// What stands in frames, and what stands outside of them.
fn apart(screen: &Screen) -> (String, String) {
    let quoted = |block: &Block| matches!(block, Block::Quoted(_));
    let (inside, outside): (Vec<_>, Vec<_>) = screen.blocks.iter().partition(|block| quoted(block));
    (serde_json::to_string(&inside).unwrap(), serde_json::to_string(&outside).unwrap())
}

fn lists(screen: &Screen) -> Vec<String> {
    let lists = screen.blocks.iter().filter_map(|block| if let Block::List(list) = block { Some(list) } else { None });
    lists.flatten().map(sendoff_words::Text::line).collect()
}

#[test]
fn a_file_is_chosen_shown_and_accepted_before_anything_of_it_is_used() {
    let before = Scenery::new();
    let mut play = at_application(&before);
    play.press(Action::Recipe(RecipePress::Open));
    assert_eq!(play.effects, [Effect::Recipe(RecipeEffect::Choose)]);
    let page = play.screen().page;
    come_in(&mut play, &example());
    let screen = play.screen();
    assert_eq!((screen.name, screen.page), (PageName::RecipeFile, page + 1));
    assert!(play.effects.is_empty(), "nothing is done with it");
    let options = |play: &Play<'_>| all_text(&Screen { dialog: None, ..play.screen() }).contains("Harbour Desk");
    play.press(Action::Recipe(RecipePress::Decline));
    assert_eq!(play.screen().name, PageName::ApplicationQuestion);
    assert!(!options(&play), "what was not accepted is nowhere");

    come_in(&mut play, &example());
    play.press(Action::Recipe(RecipePress::Accept));
    let [Effect::Recipe(RecipeEffect::Accept(kept))] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    assert_eq!(&*kept.text, example(), "what was shown is what is kept");
    let fingerprint = kept.fingerprint;
    assert!(play.screen().footer.primary.is_none());
    check_screen(&play.screen());
    assert_eq!(play.tell(Event::Said(Said::Press(Action::Back))), Err(NotNow::Busy));

    let after = accepted(&example());
    let mut play = Play { scenery: &after, ..play };
    play.tell(Event::Recipe(RecipeEvent::Accepted(fingerprint))).unwrap();
    check_screen(&play.screen());
    let chosen = play.screen().blocks.iter().find_map(|block| match block {
        Block::Choice(choice) if choice.id == ChoiceId::Application => choice.chosen.clone(),
        _ => None,
    });
    assert_eq!(chosen, Some(fingerprint.to_string()));
    assert!(all_text(&play.screen()).contains("harbour-desk.toml"));
}

#[test]
fn all_of_it_is_shown_and_its_words_stand_apart() {
    let scenery = Scenery::new();
    let mut play = at_application(&scenery);
    come_in(&mut play, &example());
    let screen = play.screen();
    let (inside, outside) = apart(&screen);
    let opened = read(&scenery, &example()).unwrap();
    let recipe = &opened.recipe;
    let mut its_words: Vec<String> = vec![recipe.name.to_string(), recipe.not_by_vendor.to_string()];
    its_words.extend(recipe.permission.iter().map(|permission| permission.allows.to_string()));
    its_words.extend(recipe.step.iter().flat_map(|step| [step.title.to_string(), step.reason.to_string()]));
    its_words.extend(recipe.question.iter().flat_map(|asked| [asked.title.to_string(), asked.why.to_string()]));
    its_words.push(recipe.hand_over.if_it_fails.to_string());
    for text in its_words {
        assert!(inside.contains(&text), "{text} is not in a frame");
        assert!(!outside.contains(&text) || text == "Harbour Desk", "{text} stands among our words");
    }
    for fact in [
        "login.microsoftonline.com",
        "graph.microsoft.com",
        "Mail.Send",
        "https://{answer.host}/oauth/done",
        "App secret",
    ] {
        assert!(outside.contains(fact), "{fact}");
    }
    assert!(outside.contains(&opened.fingerprint.grouped()));
    assert!(lists(&screen).iter().any(|line| line.contains("The computer in it is your own answer")));
    assert!(screen.blocks.iter().any(|block| matches!(block, Block::Quoted(Quoted { rows, .. }) if rows.len() > 4)));
}

#[test]
fn a_computer_that_the_file_chose_and_a_permission_nobody_knows_are_told() {
    let scenery = Scenery::new();
    let mut play = at_application(&scenery);
    let text = example()
        .replace("https://{answer.host}/oauth/done", "https://desk.example/oauth/done")
        .replace("\"Mail.Send\"", "\"Mail.Everything\"")
        .replace("graph.microsoft.com/Mail.Send", "graph.microsoft.com/Mail.Everything");
    come_in(&mut play, &text);
    let lines = lists(&play.screen());
    assert!(lines.iter().any(|line| line.contains("desk.example") && line.contains("The file chose this computer")));
    assert!(lines.iter().any(|line| line.contains("Mail.Everything") && line.contains("does not know")), "{lines:?}");
    let closely = |play: &Play<'_>| {
        let screen = play.screen();
        let found =
            screen.blocks.iter().find_map(|block| if let Block::Findings(found) = block { Some(found) } else { None });
        found.map_or(0, |found| found.items.len())
    };
    assert_eq!(closely(&play), 2, "both stand before all the rest");
    play.press(Action::Recipe(RecipePress::Decline));
    come_in(&mut play, &example());
    assert_eq!(closely(&play), 0, "most recipes have nothing of the kind");
}

/// How many things are to be looked at closely, and what of.
fn closely(text: &str) -> Vec<String> {
    let scenery = Scenery::new();
    let mut play = at_application(&scenery);
    come_in(&mut play, text);
    let blocks = play.screen().blocks;
    let found = blocks.iter().find_map(|block| if let Block::Findings(found) = block { Some(found) } else { None });
    found.map(|found| found.items.iter().map(|item| item.text.line()).collect()).unwrap_or_default()
}

#[test]
fn an_address_that_the_file_gives_the_application_or_the_portal_is_looked_at_closely() {
    let field = |value: &str| {
        let new = format!("[[hand_over.field]]\nlabel = \"Token URL\"\nvalue = {value}\n\n[[hand_over.field]]");
        example().replacen("[[hand_over.field]]", &new, 1)
    };
    let copied = |value: &str| example().replacen("value = \"{redirect}\"", &format!("value = \"{value}\""), 1);
    for address in [
        "https://login.microsoftonline.com.evil.example/{tenant}/oauth2/v2.0/token",
        "https://{answer.host}.evil.example/token",
        "evil.example",
        "copies@evil.example",
    ] {
        for text in [
            field(&format!("{{ text = \"{address}\" }}")),
            field(&format!("{{ choose = \"{address}\" }}")),
            field(&format!("{{ text = \"a\" }}\nalternative = [{{ when = \"Otherwise\", text = \"{address}\" }}]")),
            copied(address),
        ] {
            let items = closely(&text);
            let [item] = items.as_slice() else { panic!("{address}: {items:?}") };
            assert!(item.contains("evil.example, a computer that the file chose"), "{item}");
        }
    }
    for address in ["https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", "https://{answer.host}/x", "587"] {
        let both = [closely(&field(&format!("{{ text = \"{address}\" }}"))), closely(&copied(address))];
        assert!(both.iter().all(Vec::is_empty), "{both:?}");
    }
}

#[test]
fn a_wrong_file_says_where_and_what_to_do() {
    let scenery = Scenery::new();
    let mut play = at_application(&scenery);
    come_in(&mut play, &example().replace("id = \"harbour-desk\"", "id = \"tourtools\""));
    let screen = play.screen();
    assert_eq!(screen.name, PageName::RecipeMistakes);
    let text = all_text(&screen);
    assert!(
        text.contains("Line ") && text.contains("a recipe of Sendoff itself") && text.contains("sendoff recipes check")
    );
    assert!(!buttons(&screen).iter().any(|button| button.action == Action::Recipe(RecipePress::Accept)));
    assert_eq!(play.tell(Event::Said(Said::Press(Action::Recipe(RecipePress::Accept)))), Err(NotNow::NotHere));
    play.press(Action::Recipe(RecipePress::Open));
    come_in(&mut play, &example());
    assert_eq!(play.screen().name, PageName::RecipeFile);
    play.press(Action::Recipe(RecipePress::Decline));

    play.tell(Event::Recipe(RecipeEvent::NotRead(Kind::DiskFailed.into()))).unwrap();
    assert!(!play.screen().notes.is_empty() && play.screen().name == PageName::ApplicationQuestion);
}

#[test]
fn what_could_not_be_kept_is_not_used() {
    let scenery = Scenery::new();
    let mut play = at_application(&scenery);
    come_in(&mut play, &example());
    play.press(Action::Recipe(RecipePress::Accept));
    play.tell(Event::Recipe(RecipeEvent::NotAccepted(Kind::DiskFull.into()))).unwrap();
    check_screen(&play.screen());
    assert_eq!((play.screen().name, play.screen().notes.len()), (PageName::RecipeFile, 2));
    play.press(Action::Recipe(RecipePress::Accept));
}

#[test]
fn a_changed_file_is_a_new_question_that_says_what_changed() {
    let scenery = accepted(&example());
    let mut play = at_application(&scenery);
    let changed = example()
        .replace("https://{answer.host}/oauth/done", "https://evil.example/oauth/done")
        .replace("label = \"App ID\"", "label = \"App key\"");
    come_in(&mut play, &changed);
    let screen = play.screen();
    assert!(screen.lead.line().contains("another content"), "{}", screen.lead.line());
    let lines = lists(&screen);
    let told = |begin: &str, part: &str| lines.iter().any(|line| line.starts_with(begin) && line.contains(part));
    assert!(told("New:", "evil.example") && told("No longer:", "{answer.host}"), "{lines:?}");
    assert!(told("New:", "App key") && told("No longer:", "App ID"));
    assert!(!told("New:", "Mail.Send"), "what stays is not told as a change");
    play.press(Action::Recipe(RecipePress::Accept));
    assert!(matches!(play.effects.as_slice(), [Effect::Recipe(RecipeEffect::Accept(_))]), "it is asked anew");

    let mut play = at_application(&scenery);
    come_in(&mut play, &example().replace("help desk", "ticket desk"));
    assert!(lists(&play.screen()).iter().any(|line| line.contains("Its words differ, or when a thing counts")));
}

#[test]
fn the_same_file_again_is_used_without_being_kept_again() {
    let scenery = accepted(&example());
    let mut play = at_application(&scenery);
    come_in(&mut play, &example());
    play.press(Action::Recipe(RecipePress::Accept));
    assert!(play.effects.is_empty());
    assert_eq!(play.screen().name, PageName::ApplicationQuestion);
}

/// The whole set-up, from the choice to the sheet; where the file comes from is said all the way.
fn saved(scenery: &Scenery) -> Play<'_> {
    let mut play = at_first_step(scenery);
    assert_eq!(play.screen().header.application.as_deref(), Some("Harbour Desk (from a file)"));
    play.prepare();
    play.until_saved();
    play
}

#[test]
fn what_is_made_with_it_says_so_wherever_it_is_listed() {
    let scenery = accepted(&example());
    let mut play = saved(&scenery);
    assert_eq!(play.screen().name, PageName::Step(StepId::HandOver));
    assert!(play.screen().notes.iter().any(|note| note.text.line().contains("harbour-desk.toml")));
    play.press(Action::SaveSheet);
    let [Effect::WriteSheet { sheet, .. }] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    assert_eq!(sheet.application, "Harbour Desk (from a file)");
    assert!(sheet.warnings.iter().any(|text| text.line().contains("harbour-desk.toml")));
    let digits = read(&scenery, &example()).unwrap().fingerprint.digits();
    assert!(sheet.source.iter().any(|text| text.line().contains(&digits)));

    let journey = play.assistant.journey().unwrap().clone();
    play.tell(Event::Said(Said::Press(Action::Done))).unwrap();
    let asked = play.effects.iter().find_map(|effect| match effect {
        Effect::QueryConnections(query) => Some(query.clone()),
        _ => None,
    });
    let row = FoundConnection {
        id: ID.parse().unwrap(),
        organisation: "Harbour Travel".to_owned(),
        mailbox: MAILBOX.to_owned(),
        recipe: key(&scenery),
        application: "Harbour Desk".to_owned(),
        state: FoundState::Saved { checked_at: Some(play.now), secret_ends: None },
    };
    let found = ConnectionsFound {
        query: asked.unwrap(),
        rows: vec![row],
        total: 1,
        matching: 1,
        ..ConnectionsFound::default()
    };
    play.tell(Event::Connections(found.clone())).unwrap();
    assert!(all_text(&play.screen()).contains("Harbour Desk (from a file)"));
    play.tell(Event::Loaded(Box::new(journey.clone()))).unwrap();
    assert_eq!(play.screen().header.application.as_deref(), Some("Harbour Desk (from a file)"));

    // Without the recipe everything is still listed, and says what brings it back.
    let gone = Scenery::new();
    let mut play = Play { scenery: &gone, ..play };
    play.press(Action::ToConnections);
    play.tell(Event::Connections(ConnectionsFound {
        query: match play.effects.as_slice() {
            [Effect::QueryConnections(query)] => query.clone(),
            other => panic!("{other:?}"),
        },
        ..found
    }))
    .unwrap();
    assert!(all_text(&play.screen()).contains("Harbour Desk (from a file)"));
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    assert!(play.screen().lead.line().contains("Open the same file again"));
}

#[test]
fn a_set_up_in_progress_goes_on_with_the_text_it_began_with() {
    let mut scenery = accepted(&example());
    let play = at_first_step(&scenery);
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    drop(play);
    let newer = read(&scenery, &example().replace("help desk", "ticket desk")).unwrap();
    scenery.recipes.accept(newer);
    let mut play = Play::new(&scenery);
    play.tell(Event::Loaded(Box::new(serde_json::from_str(&written).unwrap()))).unwrap();
    check_screen(&play.screen());
    assert_eq!(play.assistant.recipe(&scenery.world()).unwrap().purpose.as_str(), "help desk");
}

fn at_first_step(scenery: &Scenery) -> Play<'_> {
    let mut play = at_application(scenery);
    play.choose(ChoiceId::Application, &key(scenery));
    let said = Said::AnswerTyped { question: "host".to_owned(), text: "desk.example.com".to_owned(), version: 0 };
    play.tell(Event::Said(said)).unwrap();
    play.press(Action::Continue);
    play.press(Action::Continue);
    play.tell(Event::NewId(ID.parse().unwrap())).unwrap();
    play
}

#[test]
fn removing_it_says_what_becomes_of_what_was_made_with_it() {
    let before = accepted(&example());
    let mut play = at_application(&before);
    play.choose(ChoiceId::Application, &key(&before));
    play.press(Action::Recipe(RecipePress::Show));
    check_screen(&play.screen());
    play.press(Action::Recipe(RecipePress::Remove));
    let [Effect::Recipe(RecipeEffect::CountUse(id))] = play.effects.as_slice() else { panic!("{:?}", play.effects) };
    assert_eq!(id.as_str(), "harbour-desk");
    assert!(play.screen().dialog.is_none());
    play.tell(Event::Recipe(RecipeEvent::Used { connections: 2, set_ups: 1 })).unwrap();
    let dialog = play.screen().dialog.unwrap();
    assert_eq!(dialog.name, DialogName::RemoveRecipe);
    let text = dialog.text.line();
    assert!(text.contains("2 connections were made with it, and 1 unfinished set-up"), "{text}");
    assert!(text.contains("Opening the same file again"), "{text}");
    play.press(Action::Recipe(RecipePress::Keep));
    assert!(play.screen().dialog.is_none() && play.effects.is_empty());

    play.press(Action::Recipe(RecipePress::Remove));
    play.tell(Event::Recipe(RecipeEvent::Used { connections: 0, set_ups: 0 })).unwrap();
    play.press(Action::Recipe(RecipePress::RemoveForGood));
    assert!(matches!(play.effects.as_slice(), [Effect::Recipe(RecipeEffect::Remove(_))]));
    let after = Scenery::new();
    let mut play = Play { scenery: &after, ..play };
    play.tell(Event::Recipe(RecipeEvent::Removed)).unwrap();
    assert_eq!(play.screen().name, PageName::ApplicationQuestion);
    assert!(!all_text(&play.screen()).contains("Harbour Desk"));
}

#[test]
fn a_file_that_is_dropped_is_shown_where_it_takes_nothing_away() {
    let scenery = Scenery::new();
    let mut play = Play::new(&scenery);
    come_in(&mut play, &example());
    assert_eq!(play.screen().name, PageName::RecipeFile, "from the list");
    play.press(Action::Recipe(RecipePress::Decline));
    assert_eq!(play.screen().name, PageName::MailboxQuestion, "the questions of a new set-up");

    let scenery = accepted(&example());
    let mut play = at_first_step(&scenery);
    let before = play.screen();
    let event = RecipeEvent::Read(Box::new(read(&scenery, &example()).unwrap()));
    assert!(play.tell(Event::Recipe(event)).is_err());
    assert_eq!(play.screen(), before, "a set-up under way stays");
}

#[test]
fn what_comes_too_late_changes_nothing() {
    let scenery = accepted(&example());
    let mut play = at_application(&scenery);
    let fingerprint = read(&scenery, &example()).unwrap().fingerprint;
    let late = [
        RecipeEvent::Accepted(fingerprint),
        RecipeEvent::NotAccepted(Kind::DiskFull.into()),
        RecipeEvent::Used { connections: 1, set_ups: 0 },
        RecipeEvent::Removed,
        RecipeEvent::NotRemoved(Kind::DiskFull.into()),
    ];
    for event in late {
        let before = play.screen();
        assert_eq!(play.tell(Event::Recipe(event)), Err(NotNow::Late));
        assert_eq!(play.screen(), before);
    }
}
