//! FETCH and SEARCH: of a message its head, its size, its time, or all of it.

use super::command::Command;
use crate::inbox::Message;
use crate::mail::Reply;
use crate::mail::folder::head;

/// What can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Flags,
    Uid,
    InternalDate,
    Size,
    /// A part of the text: the name under which it is answered, and which part.
    Text(String, Part),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    All,
    Head,
    /// Fields by name.
    Fields(Vec<String>),
    Body,
}

/// Answers with what was asked of these messages; by UID the UID always goes along (RFC 3501 section 6.4.8).
pub(super) fn fetch(command: &Command, messages: &[Message], by_uid: bool) -> Reply {
    let [set, asked] = command.arguments.as_slice() else { return command.bad("Command Argument Error. 12") };
    let (Some(set), Some(mut items)) = (Set::read(set), items(asked)) else {
        return command.bad("Command Argument Error. 12");
    };
    if by_uid && !items.contains(&Item::Uid) {
        items.insert(0, Item::Uid);
    }
    let chosen = numbered(messages).filter(|(number, message)| {
        let last = if by_uid { messages.last().map_or(0, |last| last.id) } else { messages.len() as u64 };
        set.has(if by_uid { message.id } else { *number }, last)
    });
    let line = |(number, message): (u64, &Message)| {
        let told: Vec<_> = items.iter().map(|item| item.of(message)).collect();
        format!("* {number} FETCH ({})\r\n", told.join(" "))
    };
    command.ok_after(&chosen.map(line).collect::<String>())
}

/// `ALL`, a set of numbers, or `HEADER field text`.
pub(super) fn search(command: &Command, messages: &[Message], by_uid: bool) -> Reply {
    let words: Vec<&str> = command.arguments.iter().map(String::as_str).collect();
    let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
    let fits = |message: &Message| match words.as_slice() {
        [_] if upper[0] == "ALL" || upper[0] == "UNSEEN" => Some(true),
        [_, field, text] if upper[0] == "HEADER" => Some(has_field(message, field, text)),
        _ => None,
    };
    let mut found = String::from("* SEARCH");
    for (number, message) in numbered(messages) {
        match fits(message) {
            Some(true) => {
                found.push(' ');
                found.push_str(&(if by_uid { message.id } else { number }).to_string());
            }
            Some(false) => {}
            None => return command.bad("Command Argument Error. 12"),
        }
    }
    command.ok_after(&format!("{found}\r\n"))
}

fn numbered(messages: &[Message]) -> impl Iterator<Item = (u64, &Message)> {
    (1..).zip(messages)
}

fn has_field(message: &Message, field: &str, text: &str) -> bool {
    let prefix = format!("{}:", field.to_ascii_lowercase());
    let fits = |line: &str| {
        line.to_ascii_lowercase().starts_with(&prefix) && line.to_ascii_lowercase().contains(&text.to_ascii_lowercase())
    };
    head(message).lines().any(fits)
}

/// Numbers as IMAP writes them: `1`, `2:4`, `5:*`, with commas between.
struct Set(Vec<(Option<u64>, Option<u64>)>);

impl Set {
    fn read(text: &str) -> Option<Self> {
        let number = |text: &str| match text {
            "*" => Some(None),
            text => text.parse().ok().filter(|number| *number > 0).map(Some),
        };
        let range = |part: &str| match part.split_once(':') {
            Some((from, to)) => Some((number(from)?, number(to)?)),
            None => number(part).map(|one| (one, one)),
        };
        text.split(',').map(range).collect::<Option<_>>().map(Self)
    }

    fn has(&self, number: u64, last: u64) -> bool {
        let holds = |(from, to): &(Option<u64>, Option<u64>)| {
            let (from, to) = (from.unwrap_or(last), to.unwrap_or(last));
            (from.min(to)..=from.max(to)).contains(&number)
        };
        self.0.iter().any(holds)
    }
}

fn items(asked: &str) -> Option<Vec<Item>> {
    let inside = asked.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(asked);
    let (mut items, mut rest) = (Vec::new(), inside.trim());
    while !rest.is_empty() {
        let end = end_of_item(rest);
        items.push(Item::read(&rest[..end])?);
        rest = rest[end..].trim_start();
    }
    (!items.is_empty()).then_some(items)
}

/// An item ends at a blank outside of its brackets.
fn end_of_item(text: &str) -> usize {
    let mut within = false;
    for (at, character) in text.char_indices() {
        match character {
            '[' => within = true,
            ']' => within = false,
            ' ' if !within => return at,
            _ => {}
        }
    }
    text.len()
}

impl Item {
    fn read(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        Some(match upper.as_str() {
            "FLAGS" => Self::Flags,
            "UID" => Self::Uid,
            "INTERNALDATE" => Self::InternalDate,
            "RFC822.SIZE" => Self::Size,
            "RFC822.HEADER" => Self::Text(upper, Part::Head),
            "RFC822" => Self::Text(upper, Part::All),
            _ => {
                let section =
                    upper.strip_prefix("BODY.PEEK[").or_else(|| upper.strip_prefix("BODY["))?.strip_suffix(']')?;
                Self::Text(format!("BODY[{section}]"), Part::read(section)?)
            }
        })
    }

    fn of(&self, message: &Message) -> String {
        match self {
            Self::Flags => "FLAGS ()".to_owned(),
            Self::Uid => format!("UID {}", message.id),
            Self::InternalDate => format!("INTERNALDATE \"{}\"", message.received.strftime("%d-%b-%Y %H:%M:%S +0000")),
            Self::Size => format!("RFC822.SIZE {}", message.raw.len()),
            Self::Text(name, part) => {
                let text = part.of(message);
                format!("{name} {{{}}}\r\n{text}", text.len())
            }
        }
    }
}

impl Part {
    fn read(section: &str) -> Option<Self> {
        let fields = section.strip_prefix("HEADER.FIELDS (").and_then(|rest| rest.strip_suffix(')'));
        match section {
            "" => Some(Self::All),
            "HEADER" => Some(Self::Head),
            "TEXT" => Some(Self::Body),
            _ => fields.map(|fields| {
                Self::Fields(fields.split_whitespace().map(|name| name.trim_matches('"').to_owned()).collect())
            }),
        }
    }

    fn of(&self, message: &Message) -> String {
        let head = head(message);
        match self {
            Self::All => message.raw.clone(),
            Self::Head => head.to_owned(),
            Self::Body => message.raw[head.len()..].to_owned(),
            Self::Fields(names) => fields(head, names),
        }
    }
}

/// The fields of these names with their folded lines, and the empty line.
fn fields(head: &str, names: &[String]) -> String {
    let (mut chosen, mut taking) = (String::new(), false);
    for line in head.split_inclusive("\r\n").filter(|line| *line != "\r\n") {
        if !line.starts_with([' ', '\t']) {
            let name = line.split(':').next().unwrap_or_default();
            taking = names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
        }
        if taking {
            chosen.push_str(line);
        }
    }
    chosen + "\r\n"
}
