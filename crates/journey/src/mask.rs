//! Screen-share mode as a projection: the same screen without what must not be seen over a shoulder (ux-spec 12).

use sendoff_values::{Guid, MailAddress};
use sendoff_words::{RunKind, Text};

use crate::{
    around::{SettingControl, SettingRow},
    block::{Block, Status, StatusTone},
    lists::{ConnectionRow, Piece},
    names::Hidden,
    screen::{Button, Note, ProblemView, Screen, Tone},
    settings::SettingId,
    view::window_title,
    world::World,
};

/// The screen with IDs and addresses shortened, secrets without their first characters, no raw transcript, no
/// organisation in the window title, and numbers in place of the names in `hidden`.
pub(crate) fn masked(mut screen: Screen, world: &World<'_>, hidden: &Hidden<'_>) -> Screen {
    let mask = Mask { world, hidden };
    screen.screen_share = true;
    screen.window_title = mask.line(&window_title(world, &screen.heading.line(), None));
    screen.header.organisation = screen.header.organisation.as_deref().map(|name| mask.line(name));
    for text in [&mut screen.heading, &mut screen.lead] {
        mask.text(text);
    }
    if let Some(banner) = &mut screen.banner {
        mask.text(&mut banner.text);
        banner.states.iter_mut().for_each(|state| mask.text(&mut state.text));
    }
    // Whatever practice tells is made up, and somebody must read it to go on.
    let told = screen.notes.iter_mut().filter(|note| note.tone != Tone::Practice);
    told.for_each(|note| mask.text(&mut note.text));
    if let Some(summary) = &mut screen.summary {
        summary.links.iter_mut().for_each(|link| mask.text(&mut link.text));
    }
    let pasting = screen.blocks.iter().any(|block| matches!(block, Block::SecretField(_)));
    screen.blocks.iter_mut().for_each(|block| mask.block(block));
    screen.problem.iter_mut().for_each(|problem| mask.problem(problem));
    if let Some(dialog) = &mut screen.dialog {
        mask.text(&mut dialog.title);
        mask.text(&mut dialog.text);
        dialog.blocks.iter_mut().for_each(|block| mask.block(block));
    }
    screen.toast.iter_mut().for_each(|toast| mask.text(&mut toast.text));
    if pasting {
        let text = world.words.say("secret-sharing");
        screen.blocks.retain(|block| !matches!(block, Block::Paragraph(said) if *said == text));
        screen.notes.insert(0, Note { tone: Tone::Caution, text });
    }
    screen
}

struct Mask<'a> {
    world: &'a World<'a>,
    hidden: &'a Hidden<'a>,
}

impl Mask<'_> {
    /// IDs and addresses short, names as numbers.
    fn line(&self, text: &str) -> String {
        self.hidden.numbered(&shortened(text))
    }

    fn text(&self, text: &mut Text) {
        for run in &mut text.0 {
            match run.kind {
                RunKind::Portal => {}
                RunKind::Plain | RunKind::Value => run.text = self.line(&run.text),
                RunKind::Start => "•••".clone_into(&mut run.text),
            }
        }
    }

    fn status(&self, status: Option<&mut Status>) {
        if let Some(status) = status {
            self.text(&mut status.text);
            status.tip = status.tip.as_deref().map(|tip| self.line(tip));
        }
    }

    fn buttons<'b>(&self, buttons: impl IntoIterator<Item = &'b mut Button>) {
        buttons.into_iter().for_each(|button| button.label = self.line(&button.label));
    }

    fn problem(&self, problem: &mut ProblemView) {
        for text in [&mut problem.title, &mut problem.why] {
            self.text(text);
        }
        problem.steps.iter_mut().chain(&mut problem.who).for_each(|text| self.text(text));
        problem.others.iter_mut().for_each(|other| self.text(&mut other.text));
        problem.details.iter_mut().for_each(|row| row.value = self.line(&row.value));
        problem.copy_block = self.line(&problem.copy_block);
        self.buttons(problem.primary.iter_mut().chain(&mut problem.secondary));
    }

    fn block(&self, block: &mut Block) {
        match block {
            Block::Section(text) | Block::Paragraph(text) => self.text(text),
            Block::List(texts) | Block::Steps(texts) => texts.iter_mut().for_each(|text| self.text(text)),
            Block::PortalCard(card) => {
                card.actions.iter_mut().chain(&mut card.looks_different).for_each(|text| self.text(text));
            }
            Block::PasteBox(paste) => self.status(paste.status.as_mut()),
            Block::Findings(found) => {
                let items = found.items.iter_mut().map(|item| &mut item.text);
                [&mut found.verdict].into_iter().chain(items).for_each(|text| self.text(text));
            }
            Block::Permissions(table) => {
                let findings = table.rows.iter_mut().filter_map(|row| row.finding.as_mut());
                [&mut table.verdict].into_iter().chain(findings).for_each(|text| self.text(text));
            }
            Block::Field(field) => {
                let short = self.line(&field.value);
                field.masked = short != field.value;
                field.value = short;
                self.status(field.status.as_mut());
            }
            Block::SecretField(field) => {
                if let Some(held) = &mut field.held {
                    (held.length, held.first_three) = (None, None);
                    let status = field.status.as_mut();
                    if let Some(status) =
                        status.filter(|s| matches!(s.tone, StatusTone::LooksRight | StatusTone::Caution))
                    {
                        status.text = self.world.words.say("evidence-secret-shared");
                    }
                }
                self.status(field.status.as_mut());
            }
            Block::Choice(choice) => {
                self.status(choice.status.as_mut());
                let options = choice.options.iter_mut();
                options.for_each(|option| {
                    self.text(&mut option.label);
                    option.hint.iter_mut().for_each(|text| self.text(text));
                });
            }
            Block::DayField(field) => self.status(field.status.as_mut()),
            Block::Tick(tick) => {
                self.text(&mut tick.label);
                self.status(tick.status.as_mut());
            }
            Block::CopyRows(rows) => rows.rows.iter_mut().for_each(|row| {
                row.value = if row.secret { dots(&row.value) } else { self.line(&row.value) };
                row.caption.iter_mut().for_each(|text| self.text(text));
                self.status(row.status.as_mut());
            }),
            Block::Live(live) => {
                live.stages.iter_mut().for_each(|stage| self.text(&mut stage.text));
                live.folded.iter_mut().chain(&mut live.hint).for_each(|text| self.text(text));
            }
            Block::BrowserBox(browser) => self.status(browser.status.as_mut()),
            Block::Transcript(transcript) => {
                transcript.plain.iter_mut().for_each(|text| self.text(text));
                transcript.raw.clear();
            }
            Block::Summary(rows) => rows.iter_mut().for_each(|row| {
                row.value = self.line(&row.value);
                self.status(row.evidence.as_mut());
            }),
            Block::ExactMatch(exact) => exact.rows.iter_mut().for_each(|row| {
                self.status(row.status.as_mut());
                row.runs.clear();
            }),
            Block::Connections(list) => {
                list.query = self.line(&list.query);
                list.rows.iter_mut().for_each(|row| self.connection(row));
                list.nothing.iter_mut().for_each(|text| self.text(text));
            }
            Block::Connection(connection) => {
                self.text(&mut connection.panel);
                connection.facts.iter_mut().for_each(|fact| {
                    self.text(&mut fact.value);
                    fact.caption.iter_mut().for_each(|text| self.text(text));
                });
            }
            Block::Scenarios(cards) => cards.iter_mut().for_each(|card| {
                self.text(&mut card.title);
                self.text(&mut card.about);
            }),
            Block::Help(help) => {
                let notes = help.notes.iter_mut().map(|note| &mut note.text);
                let answers = help.answers.iter_mut().flat_map(|one| [&mut one.question, &mut one.answer]);
                help.traps.iter_mut().chain(notes).chain(answers).for_each(|text| self.text(text));
            }
            Block::Countdown(countdown) => countdown.text = self.line(&countdown.text),
            Block::Buttons(buttons) => self.buttons(buttons),
            Block::Script(script) => script.text = self.line(&script.text),
            Block::Settings(rows) => rows.iter_mut().for_each(|row| self.setting(row)),
            Block::Quoted(quoted) => {
                quoted.rows.iter_mut().flat_map(|row| &mut row.texts).for_each(|text| self.text(text));
            }
            Block::Shortcuts(_) => {}
        }
    }

    /// What was searched for must not show what is hidden.
    fn pieces(&self, pieces: &mut Vec<Piece>) {
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let short = self.line(&whole);
        if short != whole {
            *pieces = vec![Piece { text: short, hit: false }];
        }
    }

    fn connection(&self, row: &mut ConnectionRow) {
        self.pieces(&mut row.organisation);
        self.pieces(&mut row.mailbox);
        self.buttons([&mut row.open]);
    }

    /// The folder's path has the person's own name in it.
    fn setting(&self, row: &mut SettingRow) {
        if row.id == SettingId::Folder {
            row.hint = None;
        }
        if let Some(SettingControl::Text { value, masked }) = &mut row.control {
            let short = self.line(value);
            *masked = short != *value;
            *value = short;
        }
        self.status(row.status.as_mut());
    }
}

/// A secret's row shows nothing but its dots.
fn dots(value: &str) -> String {
    value.chars().take_while(|character| *character == '•').collect()
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
