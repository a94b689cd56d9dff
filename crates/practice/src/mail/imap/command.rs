//! One command: tag, verb, arguments. Literals are not taken: nothing here needs one.

use crate::mail::Reply;

/// A command as it was understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) tag: String,
    /// In capitals; `UID FETCH` is one.
    pub(super) verb: String,
    /// Atoms, quoted strings without their quotes, lists and sections whole.
    pub(super) arguments: Vec<String>,
}

impl Command {
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        let mut words = split(std::str::from_utf8(line).ok()?)?.into_iter();
        let tag = words.next().filter(|tag| is_tag(tag))?;
        let mut verb = words.next()?.to_ascii_uppercase();
        if verb == "UID" {
            verb = format!("UID {}", words.next()?.to_ascii_uppercase());
        }
        Some(Self { tag, verb, arguments: words.collect() })
    }

    /// Untagged lines, and that it is done.
    pub(super) fn ok_after(&self, untagged: &str) -> Reply {
        Reply::lines(format!("{untagged}{} OK {} completed.\r\n", self.tag, self.verb))
    }

    pub(super) fn no(&self, words: &str) -> Reply {
        Reply::line(format!("{} NO {words}", self.tag))
    }

    pub(super) fn bad(&self, words: &str) -> Reply {
        Reply::line(format!("{} BAD {words}", self.tag))
    }
}

fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_graphic() && !b"+(){%*\"\\".contains(&byte))
}

/// Words at blanks, but not within quotes, parentheses or brackets.
fn split(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut depth, mut quoted, mut escaped, mut begun) =
        (Vec::new(), String::new(), 0_usize, false, false, false);
    for character in line.chars() {
        let outside = depth == 0;
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => {
                escaped = true;
                if outside {
                    continue;
                }
            }
            '"' => {
                quoted = !quoted;
                begun = true;
                if outside {
                    continue;
                }
            }
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.checked_sub(1)?,
            ' ' if !quoted && outside => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
                continue;
            }
            _ => {}
        }
        word.push(character);
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    (depth == 0 && !quoted).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_where_a_person_would_split_them() {
        let read = |line: &str| Command::read(line.as_bytes()).map(|it| (it.tag, it.verb, it.arguments));
        let some = |tag: &str, verb: &str, arguments: &[&str]| {
            Some((tag.to_owned(), verb.to_owned(), arguments.iter().map(|&it| it.to_owned()).collect::<Vec<_>>()))
        };
        assert_eq!(read("a1 examine \"Sent Items\""), some("a1", "EXAMINE", &["Sent Items"]));
        assert_eq!(read("a2 LIST \"\" *"), some("a2", "LIST", &["", "*"]));
        assert_eq!(read("a3 LOGIN \"a\\\"b\" c"), some("a3", "LOGIN", &["a\"b", "c"]));
        let fetch = "a4 UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (FROM \"TO\")])";
        assert_eq!(read(fetch), some("a4", "UID FETCH", &["1:*", "(UID BODY.PEEK[HEADER.FIELDS (FROM \"TO\")])"]));
        for wrong in ["", "a1", "a1 LOGIN \"open", "a1 FETCH 1 (FLAGS", "a1 FETCH 1 FLAGS)", "+ NOOP", "a1 UID"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
