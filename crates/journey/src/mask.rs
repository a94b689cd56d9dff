//! Screen-share mode as a projection: the same screen without what must not be seen over a shoulder (ux-spec 12).

use sendoff_values::{Guid, MailAddress};
use sendoff_words::{RunKind, Text};

use crate::{
    block::{Block, StatusTone},
    lists::Piece,
    screen::{Note, ProblemView, Screen, Tone},
    view::window_title,
    world::World,
};

/// The screen with IDs and addresses shortened, secrets without their first characters, no raw transcript, and no
/// organisation in the window title.
pub(crate) fn masked(mut screen: Screen, world: &World<'_>) -> Screen {
    screen.screen_share = true;
    screen.window_title = shortened(&window_title(world, &screen.heading.line(), None));
    for text in [&mut screen.heading, &mut screen.lead] {
        mask_text(text);
    }
    if let Some(banner) = &mut screen.banner {
        mask_text(&mut banner.text);
        banner.states.iter_mut().for_each(|state| mask_text(&mut state.text));
    }
    screen.notes.iter_mut().for_each(|note| mask_text(&mut note.text));
    if let Some(summary) = &mut screen.summary {
        summary.links.iter_mut().for_each(|link| mask_text(&mut link.text));
    }
    let pasting = screen.blocks.iter().any(|block| matches!(block, Block::SecretField(_)));
    screen.blocks.iter_mut().for_each(|block| mask_block(block, world));
    screen.problem.iter_mut().for_each(mask_problem);
    let dialog = screen.dialog.iter_mut().flat_map(|dialog| [&mut dialog.title, &mut dialog.text]);
    dialog.chain(screen.toast.iter_mut().map(|toast| &mut toast.text)).for_each(mask_text);
    if pasting {
        let text = world.words.say("secret-sharing");
        screen.notes.insert(0, Note { tone: Tone::Caution, text });
    }
    screen
}

fn mask_problem(problem: &mut ProblemView) {
    for text in [&mut problem.title, &mut problem.why] {
        mask_text(text);
    }
    problem.steps.iter_mut().chain(&mut problem.who).for_each(mask_text);
    problem.others.iter_mut().for_each(|other| mask_text(&mut other.text));
    problem.details.iter_mut().for_each(|row| row.value = shortened(&row.value));
    problem.copy_block = shortened(&problem.copy_block);
    let buttons = problem.primary.iter_mut().chain(&mut problem.secondary);
    buttons.for_each(|button| button.label = shortened(&button.label));
}

fn mask_block(block: &mut Block, world: &World<'_>) {
    match block {
        Block::Section(text) | Block::Paragraph(text) => mask_text(text),
        Block::List(texts) => texts.iter_mut().for_each(mask_text),
        Block::PortalCard(card) => {
            card.actions.iter_mut().chain(&mut card.looks_different).for_each(mask_text);
        }
        Block::PasteBox(paste) => mask_status(paste.status.as_mut()),
        Block::Field(field) => {
            let short = shortened(&field.value);
            field.masked = short != field.value;
            field.value = short;
            mask_status(field.status.as_mut());
        }
        Block::SecretField(field) => {
            if let Some(held) = &mut field.held {
                (held.length, held.first_three) = (None, None);
                let status = field.status.as_mut();
                if let Some(status) = status.filter(|s| matches!(s.tone, StatusTone::LooksRight | StatusTone::Caution))
                {
                    status.text = world.words.say("evidence-secret-shared");
                }
            }
            mask_status(field.status.as_mut());
        }
        Block::Choice(choice) => {
            mask_status(choice.status.as_mut());
            let options = choice.options.iter_mut();
            options.for_each(|option| {
                mask_text(&mut option.label);
                option.hint.iter_mut().for_each(mask_text);
            });
        }
        Block::DayField(field) => mask_status(field.status.as_mut()),
        Block::Tick(tick) => {
            mask_text(&mut tick.label);
            mask_status(tick.status.as_mut());
        }
        Block::CopyRows(rows) => rows.rows.iter_mut().for_each(|row| {
            row.value = if row.secret { dots(&row.value) } else { shortened(&row.value) };
            row.caption.iter_mut().for_each(mask_text);
        }),
        Block::Live(live) => {
            live.stages.iter_mut().for_each(|stage| mask_text(&mut stage.text));
            live.folded.iter_mut().chain(&mut live.hint).for_each(mask_text);
        }
        Block::BrowserBox(browser) => mask_status(browser.status.as_mut()),
        Block::Transcript(transcript) => {
            transcript.plain.iter_mut().for_each(mask_text);
            transcript.raw.clear();
        }
        Block::Summary(rows) => rows.iter_mut().for_each(|row| {
            row.value = shortened(&row.value);
            mask_status(row.evidence.as_mut());
        }),
        Block::ExactMatch(exact) => exact.rows.iter_mut().for_each(|row| {
            mask_status(row.status.as_mut());
            row.runs.clear();
        }),
        Block::Connections(list) => {
            list.query = shortened(&list.query);
            list.rows.iter_mut().for_each(|row| mask_pieces(&mut row.mailbox));
            list.nothing.iter_mut().for_each(mask_text);
        }
        Block::Connection(connection) => {
            mask_text(&mut connection.panel);
            connection.facts.iter_mut().for_each(|fact| {
                mask_text(&mut fact.value);
                fact.caption.iter_mut().for_each(mask_text);
            });
        }
        Block::Scenarios(cards) => cards.iter_mut().for_each(|card| {
            mask_text(&mut card.title);
            mask_text(&mut card.about);
        }),
        Block::Help(help) => {
            let notes = help.notes.iter_mut().map(|note| &mut note.text);
            help.traps.iter_mut().chain(notes).for_each(mask_text);
        }
        Block::Countdown(countdown) => countdown.text = shortened(&countdown.text),
        Block::Buttons(buttons) => {
            for button in buttons {
                button.label = shortened(&button.label);
            }
        }
    }
}

/// What was searched for must not show what is hidden.
fn mask_pieces(pieces: &mut Vec<Piece>) {
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let short = shortened(&whole);
    if short != whole {
        *pieces = vec![Piece { text: short, hit: false }];
    }
}

/// A secret's row shows nothing but its dots.
fn dots(value: &str) -> String {
    value.chars().take_while(|character| *character == '•').collect()
}

fn mask_status(status: Option<&mut crate::block::Status>) {
    if let Some(status) = status {
        mask_text(&mut status.text);
        status.tip = status.tip.as_deref().map(shortened);
    }
}

fn mask_text(text: &mut Text) {
    for run in &mut text.0 {
        match run.kind {
            RunKind::Portal => {}
            RunKind::Plain | RunKind::Value => run.text = shortened(&run.text),
            RunKind::Start => "•••".clone_into(&mut run.text),
        }
    }
}

/// IDs as `7f3c…b0aa`, addresses as `o•••@harbour.example`, wherever they stand.
pub(crate) fn shortened(text: &str) -> String {
    without_addresses(&without_ids(text))
}

/// Characters of an ID.
const ID: usize = 36;

fn without_ids(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(id) = rest.get(..ID).and_then(|head| head.parse::<Guid>().ok()) {
            short.push_str(&id.short());
            rest = &rest[ID..];
        } else {
            short.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    short
}

fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    text.split_inclusive(|character: char| !is_inside(character)).map(short_word).collect()
}

/// Characters that stand inside the addresses people have.
fn is_inside(character: char) -> bool {
    character.is_ascii_alphanumeric() || "@.-+_".contains(character)
}

/// A word and perhaps what parts it from the next one.
fn short_word(word: &str) -> String {
    let core = word.trim_end_matches(|character: char| !is_inside(character)).trim_matches(['.', '-']);
    match core.parse::<MailAddress>() {
        Ok(address) => word.replace(core, &address.masked()),
        Err(_) => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_addresses_are_short_wherever_they_stand() {
        let text = "https://x.example/7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa/authorize?client_id=\
                    b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34&x=1 to office@harbour.example.";
        assert_eq!(
            shortened(text),
            "https://x.example/7f3c…b0aa/authorize?client_id=b2f0…2d34&x=1 to o•••@harbour.example."
        );
    }

    proptest::proptest! {
        #[test]
        fn no_id_and_no_address_is_left_whole(before in "\\PC{0,20}", after in "\\PC{0,20}") {
            for whole in ["7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", "office@harbour.example"] {
                let apart = [' ', '/', '=', '"', '(', '\n', ':', ',', '<', '[', '?', '–'];
                for gap in apart {
                    let text = format!("{before}{gap}{whole}{gap}{after}");
                    proptest::prop_assert!(!shortened(&text).contains(whole), "{text}");
                }
            }
        }
    }

    #[test]
    fn other_words_stay() {
        for text in ["Copy the IDs", "a@b", "1. Open [Overview].", ""] {
            assert_eq!(shortened(text), text);
        }
    }
}
