//! Organisations by number: what screen-share mode shows in place of their names, where that was chosen.

/// The names that are not shown. The number of one is its place among those seen so far, from 1.
pub(crate) struct Hidden<'a> {
    /// Longest first, so that a name inside another one does not break it.
    names: Vec<(&'a str, String)>,
}

impl<'a> Hidden<'a> {
    /// Hides these, in the order of their numbers; none hides nothing. `numbered` gives the words for a number.
    pub(crate) fn new(names: &'a [String], numbered: impl Fn(u32) -> String) -> Self {
        let mut names: Vec<_> = (1..).zip(names).map(|(number, name)| (name.as_str(), numbered(number))).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names }
    }

    /// The text with numbers in place of names, wherever one stands as a word of its own.
    pub(crate) fn numbered(&self, text: &str) -> String {
        self.names.iter().fold(text.to_owned(), |text, (name, number)| replaced(&text, name, number))
    }
}

fn replaced(text: &str, name: &str, number: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let glued = done.chars().chain(before.chars()).next_back().is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        done.push_str(before);
        done.push_str(if glued { name } else { number });
        rest = after;
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbers_where_they_are_words() {
        let names = ["Harbour".to_owned(), "Harbour Travel".to_owned(), "IT".to_owned()];
        let hidden = Hidden::new(&names, |number| format!("Organisation {number}"));
        for (text, shown) in [
            ("Harbour Travel's directory", "Organisation 2's directory"),
            ("Harbour, then Harbour Travel", "Organisation 1, then Organisation 2"),
            ("IT uses ITIL, not WIT", "Organisation 3 uses ITIL, not WIT"),
            ("Harbours", "Harbours"),
            ("", ""),
        ] {
            assert_eq!(hidden.numbered(text), shown);
        }
        assert_eq!(Hidden::new(&[], |_| String::new()).numbered("Harbour Travel"), "Harbour Travel");
    }
}
