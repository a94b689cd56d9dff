//! A screen on which nothing stands yet but its heading. Every page is one of these with something on it.

use sendoff_words::{Args, Text};

use crate::{
    around::Around,
    screen::{Footer, Header, PageName, Screen},
    world::World,
};

/// Only what every page has. `organisation` is whose set-up it is, for the title of the window.
pub(crate) fn blank(name: PageName, heading: Text, organisation: Option<&str>, world: &World<'_>) -> Screen {
    Screen {
        page: 0,
        attempt: 0,
        name,
        window_title: window_title(world, &heading.line(), organisation),
        practice: world.surroundings.practice,
        clock_ahead: 0,
        screen_share: false,
        header: Header::default(),
        banner: None,
        rail: None,
        heading,
        lead: Text::default(),
        notes: Vec::new(),
        summary: None,
        blocks: Vec::new(),
        problem: None,
        footer: Footer::default(),
        dialog: None,
        toast: None,
        strip: None,
        around: Around::default(),
    }
}

/// "Copy the IDs – Harbour Travel – Sendoff".
pub(crate) fn window_title(world: &World<'_>, heading: &str, organisation: Option<&str>) -> String {
    let args = Args::none().name("page", heading).name("organisation", organisation.unwrap_or_default());
    let title = world.words.line(if organisation.is_some() { "window-title" } else { "window-title-alone" }, &args);
    if world.surroundings.practice {
        world.words.line("window-title-practice", &Args::none().name("title", title))
    } else {
        title
    }
}
