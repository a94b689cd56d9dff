//! Making a text of somebody else fit to show: without what misleads a reader, and without a secret that was sent to them.

use std::collections::HashSet;

/// What stands in place of a secret.
pub const HIDDEN: &str = "[hidden]";

/// So many characters of a secret in a row give it away; fewer are found in other texts, too. Of a short one it is half: what would
/// be left of an app password could be tried.
const TELLING: usize = 12;

/// Shorter values are no secrets, and taking them out would make a text unreadable.
const SHORTEST: usize = 8;

/// Control characters, and characters that reorder, hide or split text around them, or cannot be seen at all (Unicode
/// TR 36 section 2.5; general categories Cf, Zl and Zp; the fillers and selectors among `Default_Ignorable_Code_Point`).
pub fn is_unfit(character: char) -> bool {
    let reorders =
        matches!(character, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let unseen = matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    character.is_control() || reorders || unseen
}

/// `text` without these secrets, also where only a part of one stands there because somebody cut it: every stretch of
/// twelve characters or more that a secret has, too, or half of a short one, becomes [`HIDDEN`]. Secrets shorter than eight bytes are
/// passed over.
pub fn without(text: &str, secrets: &[&str]) -> String {
    let mut telling = vec![false; text.len()];
    for secret in secrets.iter().filter(|secret| secret.len() >= SHORTEST) {
        mark(text.as_bytes(), secret.as_bytes(), &mut telling);
    }
    let mut shown = String::with_capacity(text.len());
    let mut hidden = false;
    for (at, character) in text.char_indices() {
        let hide = telling[at..at + character.len_utf8()].contains(&true);
        match (hide, hidden) {
            (true, false) => shown.push_str(HIDDEN),
            (true, true) => {}
            (false, _) => shown.push(character),
        }
        hidden = hide;
    }
    shown
}

/// Marks each stretch of `text` that `secret` has, too. The stretches are borrowed, so that no copy of the secret is made.
fn mark(text: &[u8], secret: &[u8], telling: &mut [bool]) {
    let length = (secret.len() / 2).clamp(SHORTEST, TELLING);
    // A text is short and a secret may be long: only stretches that begin as one of the text does are worth keeping.
    let begins: HashSet<[u8; 2]> = text.windows(length).map(|stretch| [stretch[0], stretch[1]]).collect();
    if begins.is_empty() {
        return;
    }
    let may_match = |stretch: &&[u8]| begins.contains(&[stretch[0], stretch[1]]);
    let stretches: HashSet<&[u8]> = secret.windows(length).filter(may_match).collect();
    for (at, stretch) in text.windows(length).enumerate() {
        if stretches.contains(stretch) {
            telling[at..at + length].fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

    #[test]
    fn a_secret_is_hidden_whole_or_cut() {
        for (text, shown) in [
            (format!("the secret {SECRET} is wrong"), "the secret [hidden] is wrong".to_owned()),
            (format!("begins {}", &SECRET[..20]), "begins [hidden]".to_owned()),
            (format!("{} ends, {SECRET}{SECRET}.", &SECRET[20..]), "[hidden] ends, [hidden].".to_owned()),
            (format!("ä{SECRET}ä"), "ä[hidden]ä".to_owned()),
            ("nothing to hide".to_owned(), "nothing to hide".to_owned()),
            (String::new(), String::new()),
        ] {
            assert_eq!(without(&text, &[SECRET, ""]), shown);
        }
    }

    #[test]
    fn a_short_secret_is_hidden_where_half_of_it_stands() {
        let password = "abcdefghijklmnop";
        for shown in [&password[..8], &password[5..], password] {
            assert_eq!(without(&format!("535 {shown}..."), &[password]), "535 [hidden]...", "{shown}");
        }
        assert_eq!(without("the alphabet begins abcdefg", &[password]), "the alphabet begins abcdefg");
    }

    #[test]
    fn a_word_that_is_no_secret_stays() {
        assert_eq!(without("the code is not valid", &["code", ""]), "the code is not valid");
    }

    #[test]
    fn a_secret_of_any_letters_never_splits_one() {
        assert_eq!(without("x ßßßßßßßß y", &["ßßßßßßßß"]), "x [hidden] y");
    }

    #[test]
    fn what_cannot_be_seen_is_unfit_and_letters_of_every_script_are_not() {
        for character in
            "\u{0}\u{1b}\u{85}\u{ad}\u{61c}\u{200b}\u{202e}\u{2028}\u{2066}\u{3164}\u{feff}\u{e0041}".chars()
        {
            assert!(is_unfit(character), "{character:?}");
        }
        for character in "aß日本语ع\u{300}🙂 ".chars() {
            assert!(!is_unfit(character), "{character:?}");
        }
    }
}
