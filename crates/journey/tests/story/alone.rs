//! An application by itself: nobody signs in, access is asked for, and a limit in Exchange leaves it one mailbox.

use sendoff_journey::AccessGiven;
use sendoff_recipes::Access;
use sendoff_values::{Held, SecretShape};

use super::*;

/// At the page where access is asked for, by Graph and limited this way.
pub(super) fn prepared<'a>(scenery: &'a Scenery, limit: &str) -> Play<'a> {
    prepared_by(scenery, &[("limit", limit)])
}

/// The same with these answers.
fn prepared_by<'a>(scenery: &'a Scenery, answers: &[(&str, &str)]) -> Play<'a> {
    let mut play = Play::new(scenery);
    play.begin_set_up_with("microsoft-alone", answers);
    play.prepare();
    play
}

pub(super) fn given(roles: Option<&[&str]>) -> Outcome {
    let roles = roles.map(|roles| roles.iter().map(|&role| role.to_owned()).collect());
    Outcome::AccessGiven(AccessGiven { roles, access: Handle(900) })
}

/// What access is asked for with.
fn asked(play: &Play<'_>) -> sendoff_journey::AccessPlan {
    let plan = play.effects.iter().find_map(|effect| match effect {
        Effect::GetAccess { plan, .. } => Some(plan.clone()),
        _ => None,
    });
    plan.unwrap_or_else(|| panic!("no access is asked for: {:?}", play.effects))
}

fn steps(play: &Play<'_>) -> Vec<StepId> {
    let rail = play.screen().rail.unwrap();
    rail.groups.iter().flat_map(|group| &group.items).map(|item| item.step).collect()
}

#[test]
fn nobody_signs_in_and_the_secret_is_all_that_ends_the_access() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, "policy");
    assert!(!steps(&play).contains(&StepId::RedirectUri) && steps(&play).contains(&StepId::Approval));
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "Get access");

    play.press(Action::GetAccess);
    let plan = asked(&play);
    assert_eq!((plan.tenant.as_str(), plan.client_id.as_str()), (TENANT, CLIENT));
    assert_eq!(plan.request, "https://graph.microsoft.com/.default");
    assert_eq!(plan.permissions, ["Mail.Send"]);
    check_screen(&play.screen());
    play.finish(given(Some(&["Mail.Send"])));
    check_screen(&play.screen());
    assert!(play.screen().notes.is_empty(), "approved permissions are what a policy limits");

    play.press(Action::Continue);
    play.press(Action::SendTest);
    let test = play.effects.iter().find_map(|effect| match effect {
        Effect::SendTest { message, .. } => Some(message.clone()),
        _ => None,
    });
    assert_eq!(test.map(|test| (test.acts, test.on_behalf_by)), Some((Access::Application, None)));
    play.finish(Outcome::Tested(sent()));
    let screen = play.screen();
    check_screen(&screen);
    let text = serde_json::to_string(&screen).unwrap();
    assert!(text.contains("That no other mailbox may be used is not shown here"), "{text}");

    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
    play.press(Action::SaveSheet);
    let Some(Effect::WriteSheet { sheet, .. }) = play.effects.first() else { panic!("{:?}", play.effects) };
    let proofs: Vec<String> = sheet.proofs.iter().map(|proof| proof.what.line()).collect();
    assert!(proofs[0].contains("nobody signed in"), "{proofs:?}");
}

#[test]
fn what_was_approved_beside_a_role_is_a_caution() {
    let scenery = Scenery::new();
    for (roles, cautions) in
        [(Some(&["Mail.Send"][..]), 1), (Some(&["Mail.Read"][..]), 0), (Some(&[][..]), 0), (None, 0)]
    {
        let mut play = prepared(&scenery, "role");
        assert!(!steps(&play).contains(&StepId::Permissions));
        play.press(Action::GetAccess);
        assert!(asked(&play).permissions.is_empty(), "a role in Exchange takes no approval");
        play.finish(given(roles));
        check_screen(&play.screen());
        assert_eq!(play.screen().notes.len(), cautions, "{roles:?}");
    }
}

#[test]
fn a_limit_that_does_not_count_yet_is_tried_again_with_new_access() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, "role");
    play.press(Action::GetAccess);
    play.finish(given(None));
    play.press(Action::Continue);
    play.press(Action::SendTest);
    play.fail(Kind::MailboxOutOfReach);
    let screen = play.screen();
    check_screen(&screen);
    assert_eq!(primary(&screen), "Go to step 4, Limit");
    play.pass(60);
    play.press(Action::Retry);
    assert_eq!(asked(&play).client_id.as_str(), CLIENT);
    play.finish(given(None));
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::SendTest { .. })), "{:?}", play.effects);
}

#[test]
fn what_nobody_approved_leads_to_the_approval() {
    let scenery = Scenery::new();
    let mut play = prepared(&scenery, "policy");
    play.press(Action::GetAccess);
    play.fail(Kind::ApplicationNotApproved);
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "Go to step 4, Approval");
    play.press(Action::GoTo(StepId::Approval));
    check_screen(&play.screen());
    assert_eq!(primary(&play.screen()), "Ask for access again");
    play.press(Action::Retry);
    assert_eq!(asked(&play).permissions, ["Mail.Send"]);
}

/// What the commands of the step say, filled in.
fn commands(play: &Play<'_>) -> Vec<String> {
    let rows = |block: &Block| match block {
        Block::CopyRows(rows) => rows.rows.iter().map(|row| row.value.clone()).collect(),
        _ => Vec::new(),
    };
    play.screen().blocks.iter().flat_map(rows).collect()
}

#[test]
fn by_smtp_a_role_lets_it_in_and_by_imap_an_approved_permission_and_full_access() {
    let scenery = Scenery::new();
    for (way, approved, opens) in [
        ("smtp", &[][..], None),
        ("smtp-imap", &["IMAP.AccessAsApp"][..], Some("-ImapEnabled $true")),
        ("smtp-pop3", &["POP.AccessAsApp"][..], Some("-PopEnabled $true")),
    ] {
        let mut play = prepared_by(&scenery, &[("way", way)]);
        assert_eq!(steps(&play).contains(&StepId::Approval), !approved.is_empty(), "{way}");
        play.tell(Event::Said(Said::Press(Action::GoTo(StepId::Mailbox)))).unwrap();
        check_screen(&play.screen());
        let commands = commands(&play);
        let has = |text: &str| commands.iter().any(|command| command.contains(text));
        assert!(
            has(&format!("$mailbox = '{MAILBOX}'")) && has("-SmtpClientAuthenticationDisabled $false"),
            "{commands:?}"
        );
        assert!(has(&format!("New-ServicePrincipal -AppId {CLIENT} -ObjectId $app.Id -DisplayName 'Mail by itself'")));
        assert!(has("-Role \"Application SMTP.SendAsApp\" -CustomResourceScope 'Mail by itself'"), "{commands:?}");
        assert_eq!(has("Add-MailboxPermission"), opens.is_some(), "{way}");
        assert!(opens.is_none_or(has), "{way}: {commands:?}");
        play.tell(Event::Said(Said::Press(Action::GoTo(StepId::SignIn)))).unwrap();
        play.press(Action::GetAccess);
        let plan = asked(&play);
        assert_eq!(plan.request, "https://outlook.office365.com/.default", "{way}");
        assert_eq!(plan.permissions, approved, "{way}");
    }
}

/// The page of a saved connection of this way, with its secret in the keychain.
fn saved<'a>(scenery: &'a Scenery, way: &str) -> Play<'a> {
    let mut play = prepared_by(scenery, &[("way", way)]);
    play.press(Action::GetAccess);
    to_its_end(&mut play);
    let written = serde_json::to_string(play.assistant.journey().unwrap()).unwrap();
    let journey: Journey = serde_json::from_str(&written).unwrap();
    let mut play = Play::new(scenery);
    play.tell(Event::Loaded(Box::new(journey))).unwrap();
    play.tell(Event::SecretLooked(ID.parse().unwrap(), Ok(true))).unwrap();
    check_screen(&play.screen());
    play
}

/// From the access that is given to the hand-over.
fn to_its_end(play: &mut Play<'_>) {
    play.finish(given(None));
    play.press(Action::Continue);
    play.test();
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    assert_eq!(play.step(), StepId::HandOver);
}

#[test]
fn a_saved_one_is_checked_again_with_its_own_secret_and_after_a_refusal_once_more() {
    let scenery = Scenery::new();
    let mut play = saved(&scenery, "smtp");
    play.press(Action::SignInAgain);
    assert!(matches!(play.effects.as_slice(), [Effect::TakeSecret(_)]), "{:?}", play.effects);
    let held = play.hold_secret();
    play.finish(Outcome::SecretAccepted);
    play.press(Action::GetAccess);
    assert_eq!(asked(&play).secret, held);
    play.finish(given(None));
    play.press(Action::Continue);
    play.press(Action::SendTest);
    play.fail(Kind::ApplicationNotLetIn);
    let screen = play.screen();
    check_screen(&screen);
    let told = serde_json::to_string(&screen).unwrap();
    assert!(told.contains("did not let the application into"), "{told}");
    play.pass(60);
    play.press(Action::Retry);
    assert_eq!(asked(&play).secret, held, "with new access");
    play.finish(given(None));
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::SendTest { .. })), "{:?}", play.effects);
    play.finish(Outcome::Tested(sent()));
    play.press(Action::Continue);
    play.press(Action::Save);
    play.finish(Outcome::Saved { keychain: "GNOME Keyring".to_owned() });
    check_screen(&play.screen());
}

#[test]
fn a_saved_one_gets_a_new_secret_while_the_old_one_counts() {
    let scenery = Scenery::new();
    let mut play = saved(&scenery, "smtp-imap");
    play.press(Action::RenewSecret);
    assert_eq!(play.step(), StepId::ClientSecret);
    let handle = Handle(777);
    let held = Held { handle, length: 40, first_three: "5hW".to_owned(), shape: SecretShape::Usual };
    play.tell(Event::Held(FieldId::ClientSecret, held)).unwrap();
    play.finish(Outcome::SecretAccepted);
    play.choose(ChoiceId::Period, "180");
    while play.step() != StepId::SignIn {
        play.press(Action::Continue);
    }
    play.press(Action::GetAccess);
    let plan = asked(&play);
    assert_eq!((plan.secret, plan.permissions.as_slice()), (handle, ["IMAP.AccessAsApp".to_owned()].as_slice()));
    play.fail(Kind::ProviderBusy);
    check_screen(&play.screen());
    play.press(Action::Retry);
    assert_eq!(asked(&play).secret, handle, "asked for once more");
    to_its_end(&mut play);
}
