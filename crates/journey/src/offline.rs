//! What is said when this computer seems to have no network. It is a hint of the window's: nothing is refused by it.

use sendoff_values::StepId;

use crate::{
    screen::{Banner, Note, PageName, Screen, Tone},
    world::World,
};

/// Says it where it matters: over the list, and on the pages that need the network, before anything is begun.
///
/// The practice office runs on this computer and needs no network.
pub(crate) fn say(screen: &mut Screen, world: &World<'_>) {
    if world.surroundings.practice {
        return;
    }
    let needs_network = matches!(screen.name, PageName::Step(step) if step == StepId::SignIn || step == StepId::Test);
    if needs_network {
        screen.notes.insert(0, Note { tone: Tone::Caution, text: world.words.say("note-offline") });
    } else if screen.banner.is_none() && screen.name == PageName::Connections && screen.problem.is_none() {
        let text = world.words.say("banner-offline");
        screen.banner = Some(Banner { tone: Tone::Caution, text, states: Vec::new(), menu: None, actions: Vec::new() });
    }
}
