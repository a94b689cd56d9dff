//! Random command sequences against a model of what must hold whatever happens.
//!
//! The counts are printed.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test says by panicking what does not hold"
)]

mod events;
#[allow(dead_code, reason = "each test binary uses its own part of the stage")]
#[path = "../stage/mod.rs"]
mod stage;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Instant,
};

use events::*;
use jiff::SignedDuration;
use sendoff_intake::{Declined, DeclinedWhat, Evidence, Found, PublicReading, Question};
use sendoff_journey::{
    Action, BrowserText, ChoiceId, Comparison, Credentials, DifferenceCause, Effect, Event, Journey, NotNow, Opener,
    Outcome, PasteRead, PasteTarget, PracticeEvent, PracticeFault, RowId, Said, SignInPlan, StageDetail, StageReport,
    Theme, TickId,
};
use sendoff_problem::{Kind, Problem};
use sendoff_values::{FieldId, Handle, Held, HostName, OperationNumber, SecretShape, Stage, StageState, StepId};
use stage::{CLIENT, ID, MAILBOX, OBJECT, Play, Scenery, TENANT, check_screen, number_of, sent, tenant};

/// Sequences that are tried.
const SEQUENCES: u64 = 100_000;

/// The longest sequence.
const LONGEST: u64 = 14;

/// What a careless person might type anywhere.
const CANARY: &str = "8xQ8Q~canarycanarycanarycanarycanarycana";

/// Steele, Lea and Flood: splitmix64. Small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(choices.len() as u64)).unwrap();
        &choices[index]
    }
}

/// What has been asked of the engine and not come back, what was proved, and what must not be used any more.
#[derive(Clone, Default)]
struct Model {
    under_way: Option<(OperationNumber, Effect)>,
    /// The one operation that runs beside another: mail records are read while the directory is found.
    records: Option<OperationNumber>,
    /// The value that is being copied, beside anything else.
    copying: Option<OperationNumber>,
    over: Vec<OperationNumber>,
    signed_in: BTreeMap<u64, SignInPlan>,
    tested: Option<(SignInPlan, Handle)>,
    forgotten: BTreeSet<u64>,
    remembered: Option<Box<Journey>>,
}

impl Model {
    /// Takes note of what the assistant wants done, and checks that it may want it.
    fn watch(&mut self, play: &Play<'_>) {
        for effect in &play.effects {
            for handle in handles(effect) {
                assert!(!self.forgotten.contains(&handle.0), "{effect:?} uses what was forgotten");
            }
            match effect {
                Effect::FindExchanges { operation, .. } => {
                    assert!(self.records.is_none(), "mail records are read twice at a time");
                    assert!(!self.over.contains(operation), "a number is used twice");
                    self.records = Some(*operation);
                }
                Effect::Cancel(operation) if self.records == Some(*operation) => self.over.extend(self.records.take()),
                Effect::Cancel(operation) if self.copying == Some(*operation) => self.over.extend(self.copying.take()),
                Effect::CopyRow(operation, _) | Effect::CopySecret(operation, _) => {
                    assert!(self.copying.is_none(), "two values are copied at a time");
                    assert!(!self.over.contains(operation), "a number is used twice");
                    self.copying = Some(*operation);
                }
                Effect::Cancel(operation) => {
                    let under_way = self.under_way.take();
                    assert_eq!(
                        under_way.map(|(number, _)| number),
                        Some(*operation),
                        "it cancels what is not under way"
                    );
                    self.over.push(*operation);
                }
                Effect::Forget(handle) => {
                    self.forgotten.insert(handle.0);
                }
                Effect::Remember(journey) => self.remembered = Some(journey.clone()),
                Effect::Save { saving, .. } => {
                    self.may_save(play, saving.credentials(), tokens(saving.access()));
                }
                _ => {}
            }
            if let Some(number) = number_of(effect) {
                assert!(self.under_way.is_none(), "two operations at a time: {:?} and {effect:?}", self.under_way);
                assert!(!self.over.contains(&number), "a number is used twice");
                self.under_way = Some((number, effect.clone()));
            }
        }
    }

    /// A save needs a test that passed with the values as they are now.
    fn may_save(&self, play: &Play<'_>, credentials: &Credentials, access: Handle) {
        let (plan, tested) = self.tested.as_ref().expect("a save without a passed test");
        assert_eq!(*tested, access);
        assert_eq!(Some(&plan.client_id), credentials.client_id.as_ref());
        assert_eq!(plan.tenant, credentials.tenant);
        assert_eq!(plan.secret, credentials.secret);
        assert_eq!(plan.mailbox, credentials.mailbox);
        let now = serde_json::to_value(play.assistant.journey().unwrap()).unwrap();
        assert_eq!(now["client_id"], credentials.client_id.as_ref().unwrap().as_str());
        assert_eq!(now["tenant"], credentials.tenant.as_ref().unwrap().as_str());
        assert_eq!(now["about"]["mailbox"], credentials.mailbox.as_str());
    }

    /// What an accepted event has proved.
    fn learn(&mut self, event: &Event) {
        if let Event::Copied(number) | Event::SecretCopied(number, _) | Event::NotCopied(Some(number), _) = event {
            assert_eq!(self.copying.take(), Some(*number), "an answer counts that nobody waits for");
            self.over.push(*number);
        }
        let Event::Finished { operation, outcome } = event else { return };
        self.over.extend(self.records.take_if(|number| number == operation));
        let Some((number, effect)) = self.under_way.take_if(|(number, _)| number == operation) else { return };
        self.over.push(number);
        match (effect, &**outcome) {
            (Effect::SignIn { plan, .. }, Outcome::SignedIn(signed_in)) => {
                self.signed_in.insert(signed_in.access.0, plan);
            }
            (Effect::SendTest { message, .. }, Outcome::Tested(_)) => {
                let access = tokens(message.access);
                let plan = self.signed_in.get(&access.0).cloned().expect("a test without a sign-in");
                self.tested = Some((plan, access));
            }
            _ => {}
        }
    }
}

/// The recipe of these sequences has somebody sign in.
fn tokens(opener: Opener) -> Handle {
    match opener {
        Opener::Tokens(handle) => handle,
        Opener::Password(_) => panic!("nobody pasted a password"),
    }
}

fn handles(effect: &Effect) -> Vec<Handle> {
    match effect {
        Effect::CheckSecret { secret, .. } => vec![*secret],
        Effect::SignIn { plan, .. } => vec![plan.secret],
        Effect::SendTest { message, .. } => vec![tokens(message.access)],
        Effect::Save { saving, .. } => vec![saving.credentials().secret, tokens(saving.access())],
        Effect::InjectAnswer { text, .. } => vec![*text],
        _ => Vec::new(),
    }
}

/// One telling with its model.
#[derive(Clone)]
struct Tried<'a> {
    play: Play<'a>,
    model: Model,
}

impl<'a> Tried<'a> {
    fn new(scenery: &'a Scenery) -> Self {
        let mut tried = Self { play: Play::new(scenery), model: Model::default() };
        tried.play.next_handle = 1_000;
        tried
    }

    fn tell(&mut self, event: &Event, counts: &mut Counts) {
        let before = self.play.assistant.clone();
        match self.play.tell(event.clone()) {
            Ok(()) => {
                counts.accepted += 1;
                self.model.learn(event);
                self.model.watch(&self.play);
            }
            Err(reason) => {
                counts.refused += 1;
                assert!(self.play.assistant == before, "a refused event changed something: {event:?}");
                if counts.refused.is_multiple_of(16) {
                    assert_eq!(written(&before), written(&self.play.assistant));
                }
                if let Event::Finished { operation, .. } = event
                    && self.model.over.contains(operation)
                    && self.play.assistant.journey().is_some()
                {
                    assert_eq!(reason, NotNow::Late);
                }
            }
        }
    }

    /// What decides which messages the screen uses, as far as the outside can tell: a new one is always rendered.
    fn situation(&self, event: &Event) -> String {
        let effect = self.model.under_way.as_ref().map(|(_, effect)| std::mem::discriminant(effect));
        let journey = self.play.assistant.journey().map(|journey| (journey.step(), journey.saved_at().is_some()));
        let problem = match event {
            Event::Finished { outcome, .. } => match &**outcome {
                Outcome::Failed(problem) => Some(problem.kind),
                _ => None,
            },
            Event::AttemptWarned { problem, .. } => Some(problem.kind),
            _ => None,
        };
        let share = self.play.assistant.settings().screen_share;
        format!(
            "{effect:?}{journey:?}{problem:?}{share}{:?}{}",
            std::mem::discriminant(event),
            self.model.tested.is_some()
        )
    }

    /// Reading back what would be written: nothing is lost that may be kept, no secret is in it.
    fn check_written(&self) {
        let Some(journey) = self.play.assistant.journey() else { return };
        let text = serde_json::to_string(journey).unwrap();
        assert!(!text.contains(CANARY), "{text}");
        let back: Journey = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), text);
        assert_eq!(back.step(), journey.step());
        assert_eq!(back.saved_at(), journey.saved_at());
    }
}

fn written(assistant: &sendoff_journey::Assistant) -> Option<String> {
    assistant.journey().map(|journey| serde_json::to_string(journey).unwrap())
}

#[derive(Default)]
struct Counts {
    accepted: u64,
    refused: u64,
    screens: u64,
    saves: u64,
    written: u64,
    makes: HashSet<String>,
}

/// States from which sequences begin, so that short ones reach far.
fn beginnings(scenery: &Scenery) -> Vec<Tried<'_>> {
    let mut found = vec![Tried::new(scenery)];
    let mut counts = Counts::default();
    let mut tried = Tried::new(scenery);
    let press = |tried: &mut Tried<'_>, action, counts: &mut Counts| {
        tried.tell(&Event::Said(Said::Press(action)), counts);
    };
    let done = |tried: &mut Tried<'_>, outcome, counts: &mut Counts| {
        let operation = current(tried);
        tried.tell(&Event::Finished { operation, outcome: Box::new(outcome) }, counts);
    };
    let type_in = |tried: &mut Tried<'_>, field, text: &str, counts: &mut Counts| {
        tried.tell(&Event::Said(Said::Typed { field, text: text.to_owned(), version: u64::MAX }), counts);
    };
    press(&mut tried, Action::NewSetUp, &mut counts);
    found.push(tried.clone());
    type_in(&mut tried, FieldId::Mailbox, MAILBOX, &mut counts);
    done(&mut tried, Outcome::DirectoryFound { tenant: tenant() }, &mut counts);
    type_in(&mut tried, FieldId::Organisation, "Harbour Travel", &mut counts);
    press(&mut tried, Action::Continue, &mut counts);
    found.push(tried.clone());
    let choice = Said::Chosen { choice: ChoiceId::Application, option: "tourtools".to_owned() };
    tried.tell(&Event::Said(choice), &mut counts);
    press(&mut tried, Action::Continue, &mut counts);
    press(&mut tried, Action::Continue, &mut counts);
    tried.tell(&Event::NewId(ID.parse().unwrap()), &mut counts);
    while tried.play.step() != StepId::SignIn {
        found.push(tried.clone());
        match tried.play.step() {
            StepId::Tenant => {
                type_in(&mut tried, FieldId::ClientId, CLIENT, &mut counts);
                type_in(&mut tried, FieldId::TenantId, TENANT, &mut counts);
                done(&mut tried, Outcome::DirectoryFound { tenant: tenant() }, &mut counts);
            }
            StepId::ClientSecret => {
                let secret = held(&mut tried);
                tried.tell(&Event::Held(FieldId::ClientSecret, secret), &mut counts);
                done(&mut tried, Outcome::SecretAccepted, &mut counts);
                let period = Said::Chosen { choice: ChoiceId::Period, option: "180".to_owned() };
                tried.tell(&Event::Said(period), &mut counts);
            }
            step => {
                let tick = Said::Ticked { tick: TickId::Step(step), on: true };
                tried.tell(&Event::Said(tick), &mut counts);
            }
        }
        press(&mut tried, Action::Continue, &mut counts);
    }
    found.push(tried.clone());
    press(&mut tried, Action::OpenBrowser, &mut counts);
    found.push(tried.clone());
    let mut signed_in = tried.play.signed_in(MAILBOX);
    signed_in.access = fresh(&mut tried);
    done(&mut tried, Outcome::SignedIn(signed_in), &mut counts);
    found.push(tried.clone());
    press(&mut tried, Action::Continue, &mut counts);
    press(&mut tried, Action::SendTest, &mut counts);
    found.push(tried.clone());
    done(&mut tried, Outcome::Tested(sent()), &mut counts);
    found.push(tried.clone());
    press(&mut tried, Action::Continue, &mut counts);
    found.push(tried.clone());
    press(&mut tried, Action::Save, &mut counts);
    found.push(tried.clone());
    done(&mut tried, Outcome::Saved { keychain: "GNOME Keyring".to_owned() }, &mut counts);
    assert_eq!(tried.play.step(), StepId::HandOver);
    found.push(tried.clone());
    assert_eq!(counts.refused, 0, "the way through is accepted throughout");
    found
}

/// What a screen is made of, without its values: two screens of one make use the same messages.
fn make(screen: &sendoff_journey::Screen) -> String {
    let stages = screen.blocks.iter().map(|block| match block {
        sendoff_journey::Block::Live(live) => format!("{:?}", live.stages.iter().map(|s| s.state).collect::<Vec<_>>()),
        sendoff_journey::Block::Field(field) => format!("{:?}", field.status.as_ref().map(|status| status.tone)),
        other => format!("{:?}", std::mem::discriminant(other)),
    });
    let problem = screen.problem.as_ref().map(|problem| problem.kind.clone());
    format!("{:?}{problem:?}{:?}", screen.name, stages.collect::<Vec<_>>())
}

/// Plays the sequences of these seeds.
fn play(beginnings: &[Tried<'_>], seeds: impl Iterator<Item = u64>) -> Counts {
    let mut counts = Counts::default();
    let mut situations = HashSet::new();
    for seed in seeds {
        let mut random = Random(seed);
        let mut tried = random.of(beginnings).clone();
        for _ in 0..=random.below(LONGEST) {
            let pause = *random.of(&[0, 1, 5, 30, 90_000]);
            tried.play.pass(if random.below(6) == 0 { pause } else { 0 });
            let event = event(&mut random, &mut tried);
            tried.tell(&event, &mut counts);
            counts.saves += u64::from(tried.play.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
            if situations.insert(tried.situation(&event)) || random.below(400) == 0 {
                let screen = tried.play.screen();
                check_screen(&screen);
                counts.makes.insert(make(&screen));
                counts.screens += 1;
            }
            if random.below(40) == 0 {
                tried.check_written();
                counts.written += 1;
            }
        }
    }
    counts
}

#[test]
fn whatever_happens_nothing_unproved_is_saved_and_every_screen_has_words() {
    let scenery = Scenery::new();
    let beginnings = beginnings(&scenery);
    let began = Instant::now();
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| play(&beginnings, (1..SEQUENCES).step_by(2)));
        (play(&beginnings, (0..SEQUENCES).step_by(2)), odd.join().unwrap())
    });
    let makes = even.makes.union(&odd.makes).count();
    let saves = even.saves + odd.saves;
    println!(
        "{SEQUENCES} sequences: {} events taken, {} refused, {saves} saves asked for, {} screens of {makes} makes, \
         {} written and read back, {:.1} s",
        even.accepted + odd.accepted,
        even.refused + odd.refused,
        even.screens + odd.screens,
        even.written + odd.written,
        began.elapsed().as_secs_f64()
    );
    assert!(saves > 1_000, "the sequences reach saving");
    assert!(makes > 300, "the sequences reach many screens");
}
