//! Words this house avoids (ux-spec 2 and 11). They may stand in a portal's own labels, in values, under Details and in Raw;
//! whoever writes sentences for people is held to the list by a test: the catalogue here, the recipes and the real window in
//! the tests of the whole.

/// Each as it stands in a sentence, in small letters.
const AVOIDED: &[&str] = &[
    "valid",
    "invalid",
    "illegal",
    "forbidden",
    "fatal",
    "abort",
    "failed to",
    "an error occurred",
    "token",
    "tokens",
    "scope",
    "scopes",
    "grant",
    "endpoint",
    "tenant",
    "guid",
    "oauth",
    "payload",
    "please",
    "sorry",
    "oops",
    "successfully",
    "simply",
    "just",
    "wizard",
    "profile",
    "consent",
    "blade",
    "reply url",
    "app key",
    "ping",
    "!",
];

/// The first word of a sentence that has a better one, or an exclamation mark.
pub fn avoided_in(sentence: &str) -> Option<&'static str> {
    let sentence = sentence.to_lowercase();
    AVOIDED.iter().copied().find(|word| has_word(&sentence, word))
}

fn has_word(sentence: &str, word: &str) -> bool {
    let inside = |one: char| one.is_alphanumeric() && word != "!";
    sentence
        .match_indices(word)
        .any(|(at, _)| !sentence[..at].ends_with(inside) && !sentence[at + word.len()..].starts_with(inside))
}

#[cfg(test)]
mod tests {
    use super::avoided_in;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        assert_eq!(avoided_in("The Token has ended."), Some("token"));
        assert_eq!(avoided_in("Well done!"), Some("!"));
        assert_eq!(avoided_in("It failed to start."), Some("failed to"));
        for fine in ["Sign in as the mailbox", "A validated shopping list", "It failed", "Adjust the date"] {
            assert_eq!(avoided_in(fine), None, "{fine}");
        }
    }
}
