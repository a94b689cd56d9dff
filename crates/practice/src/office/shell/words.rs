//! Words of bash as set-up scripts write them: quotes of three kinds, variables, and where a command ends (GNU Bash manual,
//! sections 3.1.2 and 3.5.3).

use std::collections::HashMap;
use std::iter::Peekable;
use std::str::Chars;

/// Values by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables(HashMap<String, String>);

impl Variables {
    pub(super) fn set(&mut self, name: &str, value: String) {
        self.0.insert(name.to_owned(), value);
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The same with one more.
    pub(super) fn with(&self, name: &str, value: String) -> Self {
        let mut more = self.clone();
        more.set(name, value);
        more
    }

    /// `name`, `{name}`, or `{name%%T*}`: what stands before the first `T`. One that is not set is empty.
    fn expand(&self, expression: &str) -> String {
        let inner = expression.trim_start_matches('{').trim_end_matches('}');
        let (name, before) = inner.split_once("%%").map_or((inner, None), |(name, cut)| (name, cut.strip_suffix('*')));
        let value = self.get(name).unwrap_or_default();
        before.and_then(|cut| value.split_once(cut)).map_or(value, |(before, _)| before).to_owned()
    }
}

/// One word, unquoted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word(String);

impl Word {
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// The words up to the end of the command: `)`, `|`, `;` or `>` outside of quotes.
pub(super) fn words(text: &str, variables: &Variables) -> Vec<Word> {
    let (mut words, mut characters) = (Vec::new(), text.chars().peekable());
    loop {
        while characters.next_if(|next| next.is_whitespace()).is_some() {}
        match characters.peek() {
            None | Some(')' | '|' | ';' | '>') => return words,
            Some(_) => words.push(word(&mut characters, variables)),
        }
    }
}

fn word(characters: &mut Peekable<Chars<'_>>, variables: &Variables) -> Word {
    let mut word = String::new();
    while let Some(next) = characters.next_if(|next| !next.is_whitespace() && !matches!(next, ')' | '|' | ';' | '>')) {
        match next {
            '\'' => word.extend(characters.by_ref().take_while(|one| *one != '\'')),
            '"' => double(characters, variables, &mut word),
            '$' if characters.next_if_eq(&'\'').is_some() => bytes(characters, &mut word),
            '$' => word.push_str(&variable(characters, variables)),
            '\\' => word.extend(characters.next()),
            plain => word.push(plain),
        }
    }
    Word(word)
}

fn double(characters: &mut Peekable<Chars<'_>>, variables: &Variables, word: &mut String) {
    while let Some(next) = characters.next() {
        match next {
            '"' => return,
            '$' => word.push_str(&variable(characters, variables)),
            '\\' => word.extend(characters.next()),
            plain => word.push(plain),
        }
    }
}

fn variable(characters: &mut Peekable<Chars<'_>>, variables: &Variables) -> String {
    let mut name = String::new();
    if characters.peek() == Some(&'{') {
        name.extend(characters.by_ref().take_while(|one| *one != '}'));
    } else {
        while let Some(next) = characters.next_if(|next| next.is_ascii_alphanumeric() || *next == '_') {
            name.push(next);
        }
    }
    variables.expand(&name)
}

/// `$'...'` with bytes of UTF-8 in octal.
fn bytes(characters: &mut Peekable<Chars<'_>>, word: &mut String) {
    let quoted: String = characters.by_ref().take_while(|one| *one != '\'').collect();
    let bytes = quoted.split('\\').filter_map(|octal| u8::from_str_radix(octal, 8).ok()).collect();
    word.push_str(&String::from_utf8(bytes).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_bash_gives_them() {
        let mut variables = Variables::default();
        variables.set("id", "7f3c".to_owned());
        variables.set("ends", "2028-11-21T23:59:59Z".to_owned());
        for (text, expected) in [
            ("rest --url 'a b' || stop", vec!["rest", "--url", "a b"]),
            ("'Dana'\\''s' \"x $id y\" $id/z)", vec!["Dana's", "x 7f3c y", "7f3c/z"]),
            ("'{\"a\":\"'\"$id\"'\"}' > /dev/null", vec!["{\"a\":\"7f3c\"}"]),
            ("\"${ends%%T*}\" \"${id}\" $none", vec!["2028-11-21", "7f3c", ""]),
            ("'a'$'\\303\\274''b'", vec!["aüb"]),
        ] {
            let found: Vec<String> = words(text, &variables).into_iter().map(Word::into_text).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
