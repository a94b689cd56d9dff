//! What PowerShell makes of a line before a command sees it, as far as a set-up's commands need it: several commands in a line,
//! variables with one member, and strings put together.

use super::CommandRefusal;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// The variables of one window of PowerShell, by their names in small letters; a member stands beside them as `name.member`.
pub(crate) type Variables = BTreeMap<String, String>;

/// One command of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// The variable that takes what it gives.
    pub(super) variable: Option<String>,
    /// Its words, and whether each is a value whatever it begins with.
    pub(super) words: Vec<(String, bool)>,
}

/// The commands of a line, up to the first that cannot be read. A variable counts only once its command has been carried out, so
/// each is read when its turn has come.
pub(super) fn first_of<'a>(line: &'a str, variables: &Variables) -> Result<(Statement, &'a str), CommandRefusal> {
    let mut reader = Reader { rest: line.chars().peekable(), variables };
    let variable = reader.assigned();
    let words = reader.words()?;
    let left = reader.rest.collect::<String>().len();
    Ok((Statement { variable, words }, &line[line.len() - left..]))
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    variables: &'a Variables,
}

impl Reader<'_> {
    /// `$name =` at the beginning.
    fn assigned(&mut self) -> Option<String> {
        let mut ahead = Reader { rest: self.rest.clone(), variables: self.variables };
        ahead.skip_blanks();
        ahead.rest.next_if_eq(&'$')?;
        let name = ahead.name();
        ahead.skip_blanks();
        ahead.rest.next_if_eq(&'=')?;
        self.rest = ahead.rest;
        Some(name)
    }

    /// Words at blanks, outside of quotes, up to a semicolon, which is taken.
    fn words(&mut self) -> Result<Vec<(String, bool)>, CommandRefusal> {
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            match self.rest.peek() {
                None => return Ok(words),
                Some(';') => {
                    self.rest.next();
                    return Ok(words);
                }
                Some('"' | '\'') => words.push((self.quoted()?, true)),
                Some('(') => words.push((self.put_together()?, true)),
                Some('$') => words.push(self.variable()?),
                Some(_) => words.push((self.bare(), false)),
            }
        }
    }

    fn skip_blanks(&mut self) {
        while self.rest.next_if(|next| next.is_whitespace()).is_some() {}
    }

    fn bare(&mut self) -> String {
        let mut word = String::new();
        while let Some(next) = self.rest.next_if(|next| !next.is_whitespace() && *next != ';') {
            word.push(next);
        }
        word
    }

    /// Letters, digits and underscores.
    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(next) = self.rest.next_if(|next| next.is_alphanumeric() || *next == '_') {
            name.push(next.to_ascii_lowercase());
        }
        name
    }

    /// A string; a quote doubled within its own kind stands for itself.
    fn quoted(&mut self) -> Result<String, CommandRefusal> {
        let quote = self.rest.next().ok_or(CommandRefusal::Quotes)?;
        let mut text = String::new();
        loop {
            match self.rest.next().ok_or(CommandRefusal::Quotes)? {
                next if next == quote && self.rest.next_if_eq(&quote).is_none() => return Ok(text),
                next => text.push(next),
            }
        }
    }

    /// `$true`, `$false`, `$null` as they are; of all others what they hold.
    fn variable(&mut self) -> Result<(String, bool), CommandRefusal> {
        self.rest.next();
        let name = self.name();
        if matches!(name.as_str(), "true" | "false" | "null") {
            return Ok((format!("${name}"), false));
        }
        let member = self.rest.next_if_eq(&'.').map(|_| self.name());
        if member.as_deref() == Some("replace") {
            let held = self.held(&name)?;
            return Ok((self.replaced(&held)?, true));
        }
        let whole = member.map_or(name.clone(), |member| format!("{name}.{member}"));
        Ok((self.held(&whole)?, true))
    }

    fn held(&self, name: &str) -> Result<String, CommandRefusal> {
        self.variables.get(name).cloned().ok_or_else(|| CommandRefusal::Variable(name.to_owned()))
    }

    /// `("this", "that")` behind `.Replace`.
    fn replaced(&mut self, text: &str) -> Result<String, CommandRefusal> {
        self.expect('(')?;
        let from = self.quoted()?;
        self.expect(',')?;
        let to = self.quoted()?;
        self.expect(')')?;
        Ok(text.replace(&from, &to))
    }

    /// `("text" + $variable + "text")`.
    fn put_together(&mut self) -> Result<String, CommandRefusal> {
        self.expect('(')?;
        let mut text = String::new();
        loop {
            self.skip_blanks();
            let term = match self.rest.peek() {
                Some('$') => self.variable()?.0,
                _ => self.quoted()?,
            };
            text.push_str(&term);
            self.skip_blanks();
            if self.rest.next_if_eq(&'+').is_none() {
                self.expect(')')?;
                return Ok(text);
            }
        }
    }

    fn expect(&mut self, wanted: char) -> Result<(), CommandRefusal> {
        self.skip_blanks();
        let there = self.rest.next_if_eq(&wanted).is_some();
        self.skip_blanks();
        if there { Ok(()) } else { Err(CommandRefusal::Quotes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str, variables: &Variables) -> Result<Vec<String>, CommandRefusal> {
        first_of(line, variables).map(|(one, _)| one.words.into_iter().map(|(word, _)| word).collect())
    }

    #[test]
    fn a_variable_is_what_it_holds_and_strings_are_put_together() {
        let variables =
            [("mailbox", "o'neil@x"), ("app.id", "7f3c")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        let variables = Variables::from(variables);
        let line =
            "New-X -Filter (\"Address -eq '\" + $mailbox.Replace(\"'\", \"''\") + \"'\") -App $App.Id -On:$true $null";
        let expected = ["New-X", "-Filter", "Address -eq 'o''neil@x'", "-App", "7f3c", "-On:$true", "$null"];
        assert_eq!(words(line, &variables).unwrap(), expected);
        assert_eq!(words("Get-X $other", &variables), Err(CommandRefusal::Variable("other".to_owned())));
        for cut in ["X (\"a\" + ", "X (\"a\"", "X $mailbox.Replace(\"'\")", "X 'a"] {
            assert_eq!(words(cut, &variables), Err(CommandRefusal::Quotes), "{cut}");
        }
    }

    #[test]
    fn a_semicolon_ends_a_command_and_an_equals_sign_keeps_what_it_gives() {
        let none = Variables::new();
        let (first, rest) = first_of("Connect-X -Scopes A.B; $app = Get-Y -Filter \"a; b\"", &none).unwrap();
        assert_eq!((first.variable, first.words.len()), (None, 3));
        let (second, rest) = first_of(rest, &none).unwrap();
        assert_eq!((second.variable.as_deref(), rest), (Some("app"), ""));
        assert_eq!(second.words[2], ("a; b".to_owned(), true));
    }
}
