//! What is asked or told over a page: a secret that is not saved yet, practice data to be deleted, the keys, the version.

use sendoff_recipes::Recipe;
use sendoff_words::{Args, Text};

use crate::{
    action::Action,
    block::Block,
    context::of_secret,
    screen::{Button, ButtonTone, Dialog, DialogName},
    shortcuts,
    view::{button, filled, outlined},
    world::World,
};

/// What is open over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Doing this loses a secret: is it meant?
    Unsaved(Action),
    /// Practice data is deleted: is it meant?
    ClearPractice,
    /// A set-up of this organisation that was never finished is deleted: is it meant?
    DeleteSetUp(String),
    /// The keys.
    Shortcuts,
    /// Name and version.
    About,
}

/// The dialog as it is shown.
pub(crate) fn dialog(over: &Over, recipe: Option<&Recipe>, world: &World<'_>) -> Dialog {
    match over {
        Over::Unsaved(meant) => unsaved(meant, recipe, world),
        Over::ClearPractice => clear_practice(world),
        Over::DeleteSetUp(organisation) => delete_set_up(organisation, world),
        Over::Shortcuts => shortcuts(world),
        Over::About => about(world),
    }
}

fn unsaved(meant: &Action, recipe: Option<&Recipe>, world: &World<'_>) -> Dialog {
    let (why, act) = if *meant == Action::Quit {
        ("unsaved-quit", "button-quit")
    } else if *meant == Action::LeavePractice {
        ("unsaved-leave", "button-leave-practice")
    } else {
        ("unsaved-leave", "button-leave")
    };
    let provider = Args::none().name("provider", world.provider_name(recipe));
    let of_secret = |id: &str| of_secret(id, recipe.map(|recipe| recipe.access).unwrap_or_default());
    let act = outlined(Action::LeaveAnyway, world.words.label(act));
    Dialog {
        name: DialogName::Unsaved,
        title: world.words.say(&of_secret("unsaved-title")),
        text: world.words.text(&of_secret(why), &provider),
        blocks: vec![Block::Paragraph(world.words.say("unsaved-rest"))],
        buttons: vec![act],
        keep: filled(Action::CloseDialog, world.words.label("button-go-back")),
    }
}

fn clear_practice(world: &World<'_>) -> Dialog {
    let act = button(Action::ClearPractice, world.words.label("button-clear-practice"), ButtonTone::Danger);
    Dialog {
        name: DialogName::ClearPractice,
        title: world.words.say("clear-practice-title"),
        text: world.words.say("clear-practice"),
        blocks: Vec::new(),
        buttons: vec![act],
        keep: outlined(Action::CloseDialog, world.words.label("button-keep")),
    }
}

fn delete_set_up(organisation: &str, world: &World<'_>) -> Dialog {
    let args = Args::none().name("organisation", organisation).name("provider", world.provider_name(None));
    let act = button(Action::DeleteForGood, world.words.label("button-delete-for-good"), ButtonTone::Danger);
    Dialog {
        name: DialogName::DeleteSetUp,
        title: world.words.text("delete-set-up-title", &args),
        text: world.words.text("delete-set-up", &args),
        blocks: Vec::new(),
        buttons: vec![act],
        keep: outlined(Action::CloseDialog, world.words.label("button-keep")),
    }
}

fn shortcuts(world: &World<'_>) -> Dialog {
    let list = shortcuts::list(world.words, world.surroundings.system.command_key);
    Dialog {
        name: DialogName::Shortcuts,
        title: world.words.say("menu-shortcuts"),
        text: Text::default(),
        blocks: vec![Block::Shortcuts(list)],
        buttons: Vec::new(),
        keep: close(world),
    }
}

fn about(world: &World<'_>) -> Dialog {
    let version = Args::none().name("version", &world.surroundings.system.version);
    let texts = ["about-new-ones", "about-licence"];
    Dialog {
        name: DialogName::About,
        title: world.words.text("about-title", &version),
        text: world.words.say("about-what"),
        blocks: texts.map(|id| Block::Paragraph(world.words.say(id))).into(),
        buttons: Vec::new(),
        keep: close(world),
    }
}

fn close(world: &World<'_>) -> Button {
    outlined(Action::CloseDialog, world.words.label("button-close"))
}
