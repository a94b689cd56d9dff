//! What the page of the window sends: every answer is refused or taken, the screen after it can be drawn, and nothing that
//! a page says alone ever saves.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use sendoff_journey::{Answer, Assistant, Effect, Event, Said, Settings, Split, Surroundings, System, World};
use sendoff_words::{MISSING, Words};

use crate::scene::{RECIPES, now};

pub(crate) const WORDS: &[&str] = &[
    "{\"kind\":\"said\",\"value\":",
    "{\"kind\":\"press\",\"value\":{\"kind\":\"continue\"}}",
    "{\"kind\":\"press\",\"value\":{\"kind\":\"new-set-up\"}}",
    "{\"kind\":\"press\",\"value\":{\"kind\":\"save\"}}",
    "{\"kind\":\"press\",\"value\":{\"kind\":\"back\"}}",
    "{\"kind\":\"typed\",\"value\":{\"field\":\"mailbox\",\"text\":\"office@harbour.example\",\"version\":0}}",
    "{\"kind\":\"chosen\",\"value\":{\"choice\":{\"kind\":\"application\"},\"option\":\"tourtools\"}}",
    "\n",
    "}}",
    "\"option\":",
    "\"version\":18446744073709551615",
    "\"from\":18446744073709551615",
    "\u{202e}",
    "<script>",
];

static SCENERY_WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// What does not change while answers come.
pub(crate) struct Scenery {
    surroundings: Surroundings,
}

impl Scenery {
    pub(crate) fn new() -> Self {
        let surroundings = Surroundings {
            practice: false,
            practice_mailboxes: None,
            keychain: "GNOME Keyring".to_owned(),
            zone: TimeZone::UTC,
            system: System::default(),
        };
        Self { surroundings }
    }

    pub(crate) fn world(&self) -> World<'_> {
        World { recipes: &RECIPES, words: &SCENERY_WORDS, surroundings: &self.surroundings }
    }
}

/// Draws the screen; no word may be missing.
pub(crate) fn rendered(assistant: &Assistant, scenery: &Scenery) {
    let screen = assistant.screen(now(), &scenery.world());
    let text = serde_json::to_string(&screen).unwrap();
    assert!(!text.contains(MISSING), "a word is missing: {text}");
}

/// One answer a line, in the JSON of the window.
pub(crate) fn command(bytes: &[u8]) -> bool {
    let scenery = Scenery::new();
    let mut assistant = Assistant::new(Settings::default());
    let mut taken = false;
    for line in bytes.split(|byte| *byte == b'\n').take(24) {
        let Ok(answer) = serde_json::from_slice::<Answer>(line) else { continue };
        if let Ok(Split::Said(said)) = answer.split() {
            taken |= say(&mut assistant, said, &scenery);
        }
    }
    taken
}

/// True if it was taken.
fn say(assistant: &mut Assistant, said: Said, scenery: &Scenery) -> bool {
    let shown = |assistant: &Assistant| serde_json::to_string(&assistant.screen(now(), &scenery.world())).unwrap();
    let before = shown(assistant);
    let taken = assistant.handle(Event::Said(said), now(), &scenery.world());
    let is_taken = taken.is_ok();
    if let Ok(effects) = taken {
        let saves = effects.iter().any(|effect| matches!(effect, Effect::Save { .. }));
        assert!(!saves, "it saves without a test");
        // The engine would answer this one at once; without it no set-up begins.
        if effects.iter().any(|effect| matches!(effect, Effect::MakeId)) {
            let id = "0a1b2c3d-0000-4000-8000-000000000001".parse().unwrap();
            let _ = assistant.handle(Event::NewId(id), now(), &scenery.world());
        }
    } else {
        assert_eq!(before, shown(assistant), "a refused answer changed something");
    }
    rendered(assistant, scenery);
    is_taken
}
