//! The whole assistant at servers that nobody here wrote, with a provider file of their own: questions, sign-in by code with PKCE and the listener,
//! test, save and hand-over, and what real servers refuse on the way.

mod person;
mod place;

use std::path::Path;

use sendoff_engine::{
    Engine, PracticeKeychain, Remembered,
    screens::{PageName, Screen},
};
use sendoff_ledger::{EntryKind, ListQuery};
use sendoff_mail::WRITTEN_BY;
use sendoff_tests::servers::{Answer, DIRECTORY, DOMAIN, MAIL_HOST, Scope, User};
use sendoff_values::StepId;
use sendoff_vault::{Opens, Record};

use crate::usual;
use person::{Person, Wishes};

/// How a set-up ended.
struct Ended {
    screen: Screen,
    /// What was explained on the way, by kind.
    met: Vec<String>,
    /// What lies in the keychain and on the disk afterwards.
    saved: Option<Saved>,
}

/// A connection as it was saved.
struct Saved {
    record: Record,
    /// The name of the test message, by which it is found again.
    message_id: String,
}

impl Ended {
    fn is_handed_over(&self) -> bool {
        self.screen.name == PageName::Step(StepId::HandOver) && self.saved.is_some()
    }

    /// Stopped there by this, and nothing was saved.
    fn is_stopped(&self, at: StepId, kind: &str) -> bool {
        let problem = self.screen.problem.as_ref().is_some_and(|problem| problem.kind == kind);
        problem && self.screen.name == PageName::Step(at) && self.saved.is_none()
    }
}

impl std::fmt::Debug for Ended {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} met {:?}: {:?}", self.screen.name, self.met, self.screen.problem)
    }
}

/// Somebody sets up with these wishes, from the list to the end.
fn set_up(wishes: Wishes) -> Ended {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let keychain = PracticeKeychain::default();
        let (workplace, opened) = place::workplace(usual(), folder.path(), &keychain);
        let engine = Engine::start(workplace, None, Remembered::default());
        let mut person = Person::new(usual(), &engine, opened, wishes);
        let screen = person.set_up().await;
        let met = std::mem::take(&mut person.met);
        engine.stop().await;
        Ended { screen, met, saved: saved(folder.path(), &keychain).await }
    })
}

async fn saved(folder: &Path, keychain: &PracticeKeychain) -> Option<Saved> {
    let ledger = place::ledger(folder);
    let all = ledger.query(&ListQuery { range: 0..usize::MAX, ..ListQuery::default() }).unwrap();
    let entry = all.rows.into_iter().find(|row| row.kind == EntryKind::Connection)?;
    let (_, journey) = ledger.get(&entry.id).unwrap().unwrap();
    let message_id = serde_json::to_string(&journey).unwrap().split_once(r#""message_id":""#).unwrap().1.to_owned();
    let message_id = message_id.split_once('"').unwrap().0.to_owned();
    Some(Saved { record: place::vault(keychain).read(&entry.id).await.unwrap(), message_id })
}

/// Anna's own mailbox, for sending and reading by IMAP.
fn anna() -> Wishes {
    Wishes {
        recipe: "microsoft-smtp",
        client_id: usual().application().client_id,
        mailbox: User::Anna,
        chosen: vec![("direction", "both")],
        typed: vec![("redirect-address", "https://app.example.com/signed-in".to_owned())],
        signs_in: vec![(User::Anna, Answer::Allow)],
        secret: usual().application().client_secret.expose().to_owned(),
    }
}

/// The shared mailbox, for sending, with the access of somebody.
fn office(delegate: User) -> Wishes {
    let mut wishes = anna();
    wishes.mailbox = User::Office;
    wishes.chosen = vec![("mailbox", "shared")];
    wishes.typed.push(("delegate", delegate.address()));
    wishes.signs_in = vec![(delegate, Answer::Allow)];
    wishes
}

/// (the whole way) What is saved goes on working: the refresh token of the record is good at the provider.
#[test]
fn a_mailbox_is_set_up_for_sending_and_reading_and_what_is_saved_works() {
    for protocol in ["imap", "pop3"] {
        let mut wishes = anna();
        wishes.chosen.push(("protocol", protocol));
        let ended = set_up(wishes);
        assert!(ended.is_handed_over() && ended.met.is_empty(), "{protocol}: {ended:?}");
        let Saved { record, message_id } = ended.saved.unwrap();
        assert_eq!(record.mailbox.as_str(), User::Anna.address());
        assert_eq!(record.opens.expose(), usual().application().client_secret.expose());
        let again =
            usual().refreshed(record.opens.refresh_token().expect("lasting access")).expect("the record is good");
        let read = usual().client(User::Anna, &again.access);
        let told = if protocol == "imap" {
            read.read_by_imap(Some(&message_id))
        } else {
            read.read_by_pop3(Some(&message_id))
        };
        assert!(told.messages.len() == 1 && told.messages[0].contains(WRITTEN_BY), "{told:?}");
    }
}

/// At a provider that the set-up names itself, by a client ID that is no GUID.
fn alone() -> Wishes {
    let (application, ports) = (usual().application_alone(), usual().ports());
    let secret = application.client_secret.expose().to_owned();
    let at = |port: u16| format!("{MAIL_HOST}:{port}");
    let permissions = [Scope::Smtp, Scope::Imap].map(Scope::text).join(" ");
    let typed = vec![
        ("issuer", usual().issuer()),
        ("smtp-server", at(ports.submission)),
        ("imap-server", at(ports.imap_tls)),
        ("permissions", format!("{permissions} offline_access")),
        ("redirect-address", "https://app.example.com/signed-in".to_owned()),
    ];
    Wishes { recipe: "discovered-smtp", client_id: application.client_id, secret, typed, ..anna() }
}

/// What is published under another name is not believed, and what is published nowhere is not found.
#[test]
fn a_provider_is_believed_under_its_own_name_alone() {
    for (from, to, kind) in [(DIRECTORY, DOMAIN, "provider-of-another"), (DIRECTORY, "nobody", "provider-not-found")] {
        let mut wishes = alone();
        wishes.typed[0].1 = usual().issuer().replace(from, to);
        let ended = set_up(wishes);
        assert!(ended.is_stopped(StepId::Provider, kind), "{to}: {ended:?}");
    }
}

/// A mail server that is not there is said before anything is registered.
#[test]
fn a_mail_server_that_is_not_there_is_told_before_anything_is_asked_of_it() {
    let mut wishes = alone();
    wishes.typed[2].1 = format!("nowhere.example.test:{}", usual().ports().imap_tls);
    let ended = set_up(wishes);
    assert!(ended.screen.name == PageName::Step(StepId::Provider) && ended.met.len() == 1, "{ended:?}");
}

/// (the whole way) The record names no directory, keeps the client ID to the letter, and is good at the provider.
#[test]
fn a_mailbox_is_set_up_where_a_client_id_alone_names_the_application() {
    let ended = set_up(alone());
    assert!(ended.is_handed_over() && ended.met.is_empty(), "{ended:?}");
    let record = ended.saved.unwrap().record;
    let Opens::Registration { client_id, tenant_id, client_secret, refresh_token } = record.opens else {
        panic!("a registration was saved");
    };
    assert_eq!((client_id.as_str(), tenant_id), (usual().application_alone().client_id, None));
    let again = usual().ask_for_tokens(&[
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token.as_ref().expect("lasting access").expose()),
        ("client_id", client_id.as_str()),
        ("client_secret", client_secret.expose()),
    ]);
    assert!(again.is_ok(), "{:?}", again.err());
}

/// The exchange of a code that cannot exist tells it.
#[test]
fn a_secret_of_something_else_is_found_out_without_a_directory_too() {
    let mut wishes = alone();
    wishes.secret = "not-the-secret-of-this-application-0123456789".to_owned();
    let ended = set_up(wishes);
    assert!(ended.is_stopped(StepId::SignIn, "secret-refused"), "{ended:?}");
    let mut wishes = alone();
    wishes.client_id = "mail-app.7";
    let ended = set_up(wishes);
    assert!(!ended.is_handed_over() && !ended.met.is_empty(), "another client: {ended:?}");
}

#[test]
fn a_shared_mailbox_sends_by_the_access_of_somebody_who_may() {
    let ended = set_up(office(User::Anna));
    assert!(ended.is_handed_over() && ended.met.is_empty(), "{ended:?}");
    assert_eq!(ended.saved.unwrap().record.mailbox.as_str(), User::Office.address());
}

#[test]
fn a_message_in_a_name_that_is_not_owned_is_refused_and_nothing_is_saved() {
    let ended = set_up(office(User::Ben));
    assert!(ended.is_stopped(StepId::Test, "send-as-denied"), "{ended:?}");
}

#[test]
fn whoever_declines_is_asked_again_and_may_allow() {
    let mut wishes = anna();
    wishes.signs_in.insert(0, (User::Anna, Answer::Decline));
    let ended = set_up(wishes);
    assert!(ended.is_handed_over(), "{ended:?}");
    assert_eq!(ended.met, ["approval-declined"]);
    let mut wishes = anna();
    wishes.signs_in = vec![(User::Anna, Answer::Decline)];
    let ended = set_up(wishes);
    assert!(ended.is_stopped(StepId::SignIn, "approval-declined"), "{ended:?}");
}

#[test]
fn somebody_else_who_signs_in_is_not_taken() {
    let mut wishes = anna();
    wishes.signs_in = vec![(User::Ben, Answer::Allow)];
    let ended = set_up(wishes);
    assert!(ended.is_stopped(StepId::SignIn, "wrong-account"), "{ended:?}");
}

#[test]
fn a_secret_of_something_else_is_found_out_before_any_browser_opens() {
    let mut wishes = anna();
    wishes.secret = "not-the-secret-of-this-application-0123456789".to_owned();
    let ended = set_up(wishes);
    assert!(ended.is_stopped(StepId::SignIn, "secret-refused"), "{ended:?}");
}
